"""The colours of a kit, or of the framework, in; out, each with the shades that words and panels need.

A brand's own colour stays where it only decorates. Where words stand in it or on it, it is changed as little as
4.5 : 1 needs (WCAG 2.2, 1.4.3), and what was changed is told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from framework_pdf.brand.aspect_colours import distinct_colours
from framework_pdf.brand.model import OPTIONS_PATH, Colour, Colours, Kit
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.colour import WHITE, contrast, legible, lightness, mix, parsed, tint
from framework_pdf.core.diagnostics import Diagnostic, cut, did_you_mean
from framework_pdf.core.key_path import KeyPath

NIGHT = "#10191c"
"""The ground of a dark screen, where nothing else is asked for."""
DARK_ENOUGH = 20
"""The greatest lightness (CIE L*) of a background there."""
NIGHT_INK = "#e8eef0"
"""Of text there."""
NIGHT_CONTRAST = 7
"""The least contrast of words there: more than they need, because light on dark glares."""
TINT = 0.1
"""How strong a colour is in panels."""
LIGHT_ENOUGH = 85
"""The least lightness (CIE L*) of a background for paper."""
INK = "#17252a"
"""Of text, where nothing else is asked for."""
COLOUR_PATH: KeyPath = ("color",)
PALETTE_PATH: KeyPath = ("color", "palette")
ASPECTS_PATH: KeyPath = (*OPTIONS_PATH, "aspects")


@dataclass(frozen=True, slots=True)
class Shades:
    """A colour as it was asked for, and the shades made of it."""

    own: str
    """As it was asked for: for what only decorates."""
    ground: str
    """White words stand on it."""
    text: str
    """Of words on paper and on the tint."""
    tint: str
    """Of panels."""
    night: str
    """Of words on a dark screen."""
    night_tint: str
    """Of panels there."""


@dataclass(frozen=True, slots=True)
class ChangedColour:
    """A shade that had to differ from the colour that was asked for."""

    of: str
    """What it is for."""
    asked: str
    used: str
    before: float
    """The contrast that the colour itself would have."""
    made: bool = False
    """Whether the colour was made here: nobody asked for it."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of an edition."""

    ground: Shades
    """Of the covers, and of what belongs to no aspect."""
    accent: Shades
    """Of what stands out beside it."""
    accent_on_ground: str
    """The same for words on the ground."""
    ink: str
    """Of text."""
    quiet: str
    """Of text that steps back."""
    rule: str
    """Of lines."""
    night: str
    """The ground of a dark screen."""
    night_ink: str
    """Of text there."""
    night_quiet: str
    """Of text there that steps back."""
    paper: str
    """The background of covers on paper, and of the web page."""
    headings: str | None
    """Of headings that belong to no aspect, where that is not the ground's."""
    links: str | None
    """Of links, where that is not the colour of what is around them."""
    aspects: Mapping[str, Shades]
    """By the aspect's id."""
    shades: tuple[ChangedColour, ...] = ()
    """What had to be changed."""
    uses: Mapping[KeyPath, str] = field(default_factory=dict)
    """What each colour of the kit is used for."""
    named: Mapping[KeyPath, str] = field(default_factory=dict)
    """Each colour below the kit's `color`, by the way to it, whether it is used or not."""


def shades_of(colour: str, by_night: str | None = None, paper: str = WHITE, night: str = NIGHT) -> Shades:
    """A colour, perhaps another for words on a dark screen, the paper and that screen's ground in; out, its shades."""
    panel, night_panel = tint(colour, TINT), mix(night, colour, 0.3)
    return Shades(
        own=colour,
        ground=legible(colour, WHITE),
        text=legible(legible(colour, panel), paper),
        tint=panel,
        night=legible(by_night or colour, night_panel, NIGHT_CONTRAST),
        night_tint=night_panel,
    )


def palette_of(kit: Kit | None, catalogue: Catalogue) -> tuple[Palette, tuple[Diagnostic, ...]]:
    """A kit, or none, and a catalogue in; out, its colours, and what is wrong with them."""
    framework, box = catalogue.framework, _Box(kit)
    primary = box.role("primary", "covers, and headings that belong to no aspect")
    secondary = box.role("secondary", "words and forms on the covers")
    ground = primary or framework.colour
    accent = secondary or (tint(ground, 0.35) if primary else framework.accent)
    ink = box.typed("base", "words") or box.role("foreground", "words") or INK
    headings, links = box.typed("headings", "headings that belong to no aspect"), box.typed("link", "links")
    paper, night = _paper(box), _night(box)
    night_ink = box.role("foreground", "words on dark screens", is_dark=True) or NIGHT_INK
    aspects = _aspects(box, catalogue)
    named = box.named()
    accent_on_ground = legible(accent, legible(ground, WHITE))
    hues = {name: shades_of(colour, paper=paper, night=night) for name, colour in aspects.items()}
    own = shades_of(ground, accent_on_ground, paper, night)
    glaring = max((shades.night_tint for shades in (own, *hues.values())), key=lightness)
    shaded = min((tint(colour, TINT) for colour in (ground, *aspects.values())), key=lightness)
    palette = Palette(
        ground=own,
        accent=shades_of(accent, paper=paper, night=night),
        accent_on_ground=accent_on_ground,
        ink=legible(ink, shaded),
        quiet=legible(mix(ink, WHITE, 0.22), shaded),
        rule=mix(ink, WHITE, 0.5),
        night=night,
        night_ink=legible(night_ink, glaring, NIGHT_CONTRAST),
        night_quiet=legible(mix(night_ink, night, 0.25), glaring),
        paper=paper,
        headings=legible(headings, shaded) if headings else None,
        links=legible(links, shaded) if links else None,
        aspects=hues,
        uses=box.uses,
        named=named,
    )
    asked = {"words": ink, "headings": headings, "links": links}
    return replace(palette, shades=tuple(_shades(palette, asked, catalogue))), tuple(box.problems)


def _paper(box: "_Box") -> str:
    """The kit's colours in; out, the background, where words can stand on it as on paper."""
    background = box.role("background")
    if background is None or lightness(background) < LIGHT_ENOUGH:
        return WHITE
    box.role("background", "behind the words of covers on paper, and of the web page")
    return background


def _night(box: "_Box") -> str:
    """The kit's colours in; out, the ground of a dark screen, where light words can stand on it."""
    background = box.role("background", is_dark=True)
    if background is None or lightness(background) > DARK_ENOUGH:
        return NIGHT
    box.role("background", "behind words on dark screens", is_dark=True)
    return background


def _aspects(box: "_Box", catalogue: Catalogue) -> dict[str, str]:
    """The kit's colours in; out, a colour for each aspect: its own, one made from the kit's, or the framework's."""
    given = [box.aspect(aspect.id, f"the aspect {aspect.title}") for aspect in catalogue.aspects]
    seeds = box.seeds() if None in given else ()
    made = (
        distinct_colours(given, seeds)
        if seeds
        else [own or aspect.colour for own, aspect in zip(given, catalogue.aspects, strict=True)]
    )
    box.stray_aspects([aspect.id for aspect in catalogue.aspects])
    return dict(zip((aspect.id for aspect in catalogue.aspects), made, strict=True))


def _shades(palette: Palette, asked: Mapping[str, str | None], catalogue: Catalogue) -> Iterator[ChangedColour]:
    """A palette and colours that were asked for in; out, each shade that differs from what was asked for."""
    hues: dict[str, tuple[Shades, KeyPath]] = {"covers": (palette.ground, (*COLOUR_PATH, "primary"))}
    hues |= {each.title: (palette.aspects[each.id], (*ASPECTS_PATH, each.id)) for each in catalogue.aspects}
    for name, (shades, key_path) in hues.items():
        made = key_path not in palette.uses
        if shades.ground != shades.own:
            yield ChangedColour(
                f"{name}, behind white words", shades.own, shades.ground, contrast(shades.own, WHITE), made
            )
        if shades.text != shades.own:
            before = min(contrast(shades.own, behind) for behind in (shades.tint, palette.paper))
            yield ChangedColour(f"{name}, words in its colour", shades.own, shades.text, before, made)
    if palette.accent_on_ground != palette.accent.own:
        before = contrast(palette.accent.own, palette.ground.ground)
        made = (*COLOUR_PATH, "secondary") not in palette.uses
        yield ChangedColour("words on the covers", palette.accent.own, palette.accent_on_ground, before, made)
    used = {"words": palette.ink, "headings": palette.headings, "links": palette.links}
    for name, colour in asked.items():
        used_so = used[name]
        if colour and used_so and used_so != colour:
            yield ChangedColour(name, colour, used_so, contrast(colour, palette.paper))


class _Box:
    """The colours of one kit: a name in, the colour out, and what it is used for noted."""

    def __init__(self, kit: Kit | None) -> None:
        self.problems: list[Diagnostic] = []
        self.uses: dict[KeyPath, str] = {}
        self._kit = kit
        self._colours = kit.brand.color if kit else Colours()
        self._roles = {
            name: colour for name in Colours.model_fields if isinstance(colour := getattr(self._colours, name), Colour)
        }

    def role(self, name: str, use: str | None = None, *, is_dark: bool = False) -> str | None:
        """One of the format's colours and its use, or none to look at it only, in; out, the colour, if there is one.

        There may be another for a dark ground.
        """
        colour = self._roles.get(name)
        if colour and is_dark:
            return self._named(colour.dark, (*COLOUR_PATH, name, "dark"), use) if colour.dark is not None else None
        return self._named(colour.light, (*COLOUR_PATH, name), use) if colour else None

    def typed(self, kind: str, use: str) -> str | None:
        """`base`, `headings` or `link` and the use of its colour in; out, the colour, where there is one."""
        set_so = getattr(self._kit.brand.typography, kind) if self._kit else None
        key_path = ("typography", kind, "color")
        return self._named(set_so.color.light, key_path, use) if set_so and set_so.color else None

    def aspect(self, name: str, use: str) -> str | None:
        """The id of an aspect and what it is called in; out, its colour, where the kit gives one."""
        given = self._kit.brand.options.aspects.get(name) if self._kit else None
        return self._named(given, (*ASPECTS_PATH, name), use) if given is not None else None

    def seeds(self) -> tuple[str, ...]:
        """Nothing in; out, the colours that others can be made from, the first ones first."""
        use = "colours of aspects are made from it"
        found = [self.role(name, use) for name in ("primary", "secondary", "tertiary")]
        if any(found):
            found += [self._named(each, (*PALETTE_PATH, name), use) for name, each in self._colours.palette.items()]
        return tuple(dict.fromkeys(filter(None, found)))

    def stray_aspects(self, known: list[str]) -> None:
        """The ids of all aspects in; what the kit has a colour for and is none is noted as a problem."""
        for name in self._kit.brand.options.aspects if self._kit else ():
            if self._kit and name not in known:
                place = self._kit.keys.get((*ASPECTS_PATH, name)) or self._kit.at(*ASPECTS_PATH)
                hint = did_you_mean(name, known)
                self.problems.append(Diagnostic("unknown-aspect", f"there is no aspect `{name}`", place, hint))

    def named(self) -> dict[KeyPath, str]:
        """Nothing in; out, every colour below `color`, by its way.

        Those that nothing uses are looked at, too: whatever is wrong with a kit is told at once.
        """
        found = {(*COLOUR_PATH, name): self.role(name) for name in self._roles}
        for name in self._roles:
            self.role(name, is_dark=True)
        found |= {
            (*PALETTE_PATH, name): self._named(value, (*PALETTE_PATH, name), None)
            for name, value in self._colours.palette.items()
        }
        self.problems = list(dict.fromkeys(self.problems))
        return {key_path: colour for key_path, colour in found.items() if colour}

    def _named(self, value: str, key_path: KeyPath, use: str | None) -> str | None:
        """A colour or the name of one, where it stands and its use in; out, the colour as `#rrggbb`."""
        assert self._kit
        self._use(key_path, use)
        seen = set()
        while meant := self._meant(value, key_path):
            if value in seen:
                problem = f"`{cut(value)}` stands for itself"
                self.problems.append(Diagnostic("unknown-colour", problem, self._kit.at(*key_path), "give it a colour"))
                return None
            seen.add(value)
            value, key_path = meant
            self._use(key_path, use)
        if (colour := parsed(value)) is None:
            known = f"; or {did_you_mean(value, self._colours.palette)}" if self._colours.palette else ""
            hint = f'write it as for screens and opaque, such as "#1d3557"{known}'
            message = f"`{cut(value)}` is no colour, and the palette has none of that name"
            self.problems.append(Diagnostic("unknown-colour", message, self._kit.at(*key_path), hint))
        return colour

    def _meant(self, value: str, key_path: KeyPath) -> tuple[str, KeyPath] | None:
        """A value and where it stands in; out, what stands under that name and where, if it names another colour."""
        if value in self._colours.palette and key_path != (*PALETTE_PATH, value):
            return self._colours.palette[value], (*PALETTE_PATH, value)
        if value in self._roles and key_path != (*COLOUR_PATH, value):
            return self._roles[value].light, (*COLOUR_PATH, value)
        return None

    def _use(self, key_path: KeyPath, use: str | None) -> None:
        """Where a colour stands, and what it is used for or None, in; it is noted."""
        if use:
            told = self.uses.get(key_path)
            self.uses[key_path] = use if not told else told if use in told else f"{told}; {use}"
