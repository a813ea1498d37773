"""The colours of a brand kit, or of the framework, each with the shades that words and panels need.

A brand's own colour stays where it only decorates. Where words stand in it, or on it in no colour of the brand, it is
changed as little as 4.5 : 1 needs (WCAG 2.2, 1.4.3), and what was changed is told.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from framework_pdf.brand.aspect_colours import distinct_colours
from framework_pdf.brand.model import OPTIONS_PATH, Brand, Colour, Colours, Kit
from framework_pdf.brand.shades import (
    HUELESS,
    LIGHT_ENOUGH,
    NIGHT,
    NIGHT_CONTRAST,
    TINT,
    Shades,
    ground_for,
    shades_of,
)
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.colour import LARGE_TEXT_CONTRAST, WHITE, contrast, legible, lightness, mix, oklch, parsed, tint
from framework_pdf.core.diagnostics import Diagnostic, Severity, cut, did_you_mean
from framework_pdf.core.key_path import KeyPath

DARK_ENOUGH = 20
"""The greatest lightness (CIE L*) of a background for dark screens."""
NIGHT_INK = "#e8eef0"
"""The colour of text on dark screens, where nothing else is asked for."""
INK = "#17252a"
"""The colour of text, where nothing else is asked for."""
ROLES = frozenset(name for name in Colours.model_fields if name != "palette")
"""The colours that the format knows by what they are for."""
HEX = re.compile("(?:[0-9a-fA-F]{3}){1,2}")
"""A colour as screens have it, without the `#` before it."""
DARK_ROLES = ("secondary", "tertiary", "background")
"""Those besides the words' own that words on bright colours may have, where they are dark, the best first."""
COLOUR_PATH: KeyPath = ("color",)
PALETTE_PATH: KeyPath = ("color", "palette")
ASPECTS_PATH: KeyPath = (*OPTIONS_PATH, "aspects")


@dataclass(frozen=True, slots=True)
class ChangedColour:
    """A shade that had to differ from the colour that was asked for."""

    purpose: str
    """What the shade is for."""
    asked: str
    used: str
    grounds: tuple[str, ...]
    """The colours on which words stand in it, or that words on it have."""
    is_made: bool = False
    """Whether nobody asked for the colour, because it was made here."""

    @property
    def contrast_before(self) -> float:
        """The contrast that the colour itself would have."""
        return min(contrast(self.asked, ground) for ground in self.grounds)

    def to_record(self) -> dict[str, str | float]:
        """Return the same as JSON values, for the manifest."""
        before = round(self.contrast_before, 2)
        return {"for": self.purpose, "asked": self.asked, "used": self.used, "contrast_before": before}


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of an edition."""

    ground: Shades
    """Of the covers, and of what belongs to no aspect."""
    accent: Shades
    """Of what stands out beside it."""
    accent_on_ground: str
    """The accent for words on the ground."""
    ink: str
    """Of text."""
    quiet: str
    """Of text that is less important."""
    rule: str
    """Of lines."""
    night: str
    """The ground of a dark screen."""
    night_ink: str
    """Of text on a dark screen."""
    night_quiet: str
    """Of text on a dark screen that is less important."""
    paper: str
    """The background of covers on paper, and of the web page."""
    headings: str | None
    """Of headings that belong to no aspect, where that is not the ground's."""
    links: str | None
    """Of links, where that is not the colour of what is around them."""
    aspects: Mapping[str, Shades]
    """By the aspect's id."""
    changed_colours: tuple[ChangedColour, ...] = ()
    """What had to be changed."""
    uses: Mapping[KeyPath, str] = field(default_factory=dict)
    """What each colour of the kit is used for, by its key path."""
    named: Mapping[KeyPath, str] = field(default_factory=dict)
    """Each colour below the kit's `color`, by its key path, whether it is used or not."""


def palette_of(kit: Kit | None, catalogue: Catalogue) -> tuple[Palette, tuple[Diagnostic, ...]]:
    """Return the colours of a kit, or of the framework where there is none, and what is wrong with the kit's."""
    framework, colours = catalogue.framework, _KitColours(kit)
    primary = colours.role("primary", "covers, and headings that belong to no aspect")
    secondary = colours.role("secondary", "words and forms on the covers")
    ground = primary or framework.colour
    own_ink = colours.of_type("base", "words") or colours.ink("words")
    ink = own_ink or INK
    headings = colours.of_type("headings", "headings that belong to no aspect")
    links = colours.of_type("link", "links") or colours.role("link", "links")
    paper = colours.background("behind the words of covers on paper, and of the web page") or WHITE
    night = colours.background("behind words on dark screens", is_dark=True) or NIGHT
    night_ink = colours.ink("words on dark screens", is_dark=True) or NIGHT_INK
    dark_words = colours.dark_words(own_ink)
    aspect_colours = _aspect_colours(colours, catalogue, dark_words)
    on_covers = ground_for(ground, dark_words)
    beside = tint(ground, 0.35) if on_covers.words == WHITE else on_covers.words
    accent = secondary or (beside if primary else framework.accent)
    accent_on_ground = legible(accent, on_covers.colour)
    ground_shades = shades_of(ground, dark_words, by_night=accent_on_ground, paper=paper, night=night)
    aspects = {name: shades_of(colour, dark_words, paper=paper, night=night) for name, colour in aspect_colours.items()}
    colours.note_dark_words({shades.on_ground for shades in (ground_shades, *aspects.values())})
    darkest_tint = min((tint(colour, TINT) for colour in (ground, *aspect_colours.values())), key=lightness)
    lightest_night_tint = max((shades.night_tint for shades in (ground_shades, *aspects.values())), key=lightness)
    palette = Palette(
        ground=ground_shades,
        accent=shades_of(accent, paper=paper, night=night),
        accent_on_ground=accent_on_ground,
        ink=legible(ink, darkest_tint),
        quiet=legible(mix(ink, WHITE, 0.22), darkest_tint),
        rule=mix(ink, WHITE, 0.5),
        night=night,
        night_ink=legible(night_ink, lightest_night_tint, NIGHT_CONTRAST),
        night_quiet=legible(mix(night_ink, night, 0.25), lightest_night_tint),
        paper=paper,
        headings=legible(headings, darkest_tint) if headings else None,
        links=legible(links, darkest_tint) if links else None,
        aspects=aspects,
        uses=colours.uses,
        named=colours.named(),
    )
    words = {"words": (ink, palette.ink), "headings": (headings, palette.headings), "links": (links, palette.links)}
    grounds = tuple(dict.fromkeys((paper, darkest_tint)))
    on_paper = (ChangedColour(name, own, used, grounds) for name, (own, used) in words.items() if own and used)
    changed = tuple(each for each in (*_shades_used(palette, catalogue), *on_paper) if each.used != each.asked)
    return replace(palette, changed_colours=changed), colours.problems


def _aspect_colours(colours: "_KitColours", catalogue: Catalogue, dark_words: Sequence[str]) -> dict[str, str]:
    """Return a colour for each aspect, by its id: the kit's, or one made from the kit's, or the framework's.

    Where the kit has none to make others from, and the aspect has none, it is made from the framework's.
    """
    framework = catalogue.framework
    given = [colours.aspect(aspect.id, f"the aspect {aspect.title}") for aspect in catalogue.aspects]
    seeds = colours.seeds() if None in given else ()
    if not seeds:
        given = [own or aspect.colour for own, aspect in zip(given, catalogue.aspects, strict=True)]
        seeds = (framework.colour, framework.accent)
    chosen = distinct_colours(given, seeds, dark_words) if None in given else given
    colours.check_aspects([aspect.id for aspect in catalogue.aspects])
    return {aspect.id: colour for aspect, colour in zip(catalogue.aspects, chosen, strict=True) if colour}


def _shades_used(palette: Palette, catalogue: Catalogue) -> Iterator[ChangedColour]:
    """Yield each shade of the covers and of aspects that has words in it or on it, whether it was changed or not."""
    shades_by_name: dict[str, tuple[Shades, KeyPath]] = {"covers": (palette.ground, (*COLOUR_PATH, "primary"))}
    for aspect in catalogue.aspects:
        shades_by_name[aspect.title] = (palette.aspects[aspect.id], (*ASPECTS_PATH, aspect.id))
    for name, (shades, key_path) in shades_by_name.items():
        is_made, grounds = key_path not in palette.uses, (shades.tint, palette.paper)
        yield ChangedColour(f"{name}, behind white words", shades.own, shades.ground, (WHITE,), is_made=is_made)
        words = "dark words in place of its colour" if shades.has_dark_text else "words in its colour"
        yield ChangedColour(f"{name}, {words}", shades.own, shades.text, grounds, is_made=is_made)
    is_made, covers = (*COLOUR_PATH, "secondary") not in palette.uses, (palette.ground.ground,)
    yield ChangedColour("words on the covers", palette.accent.own, palette.accent_on_ground, covers, is_made=is_made)


class _KitColours:
    """Finds the colours of one kit by name, and notes what each is used for and what is wrong with them."""

    def __init__(self, kit: Kit | None) -> None:
        self._problems: dict[KeyPath, Diagnostic] = {}
        self.uses: dict[KeyPath, str] = {}
        self._kit = kit
        self._brand = kit.brand if kit else Brand()
        self._palette = self._brand.color.palette
        self._roles = {name: colour for name, colour in self._brand.color if isinstance(colour, Colour)}

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the kit's colours: with those that nothing uses, that is a warning."""
        return tuple(self._problems.values())

    def role(self, name: str, use: str | None = None, *, is_dark: bool = False) -> str | None:
        """Return one of the format's colours, such as `primary`, or None where the kit has none.

        Args:
            name: The key below `color`.
            use: What it is used for; None to look at it only.
            is_dark: Whether the colour for a dark ground is wanted.

        """
        colour = self._roles.get(name)
        if colour and is_dark:
            return self._named(colour.dark, (*COLOUR_PATH, name, "dark"), use)
        return self._named(colour.light, (*COLOUR_PATH, name), use) if colour else None

    def is_dark(self) -> bool:
        """Return whether the brand's words are light on a dark ground: both are for dark screens, and not for paper."""
        words, behind = self.role("foreground"), self.role("background")
        if words is None:
            return False
        return lightness(words) > (lightness(behind) if behind else LIGHT_ENOUGH) and oklch(words)[1] < HUELESS

    def background(self, use: str, *, is_dark: bool = False) -> str | None:
        """Return the colour behind words, on paper or on dark screens; None where words can't stand on the kit's."""
        if is_dark and not self.role("background", is_dark=True) and self.is_dark():
            is_dark, darkest, lightest = False, 0, DARK_ENOUGH
        else:
            darkest, lightest = (0, DARK_ENOUGH) if is_dark else (LIGHT_ENOUGH, 100)
        colour = self.role("background", is_dark=is_dark)
        if colour and not darkest <= round(lightness(colour), 3) <= lightest:
            return None
        return self.role("background", use, is_dark=is_dark)

    def ink(self, use: str, *, is_dark: bool = False) -> str | None:
        """Return the colour of words on paper or on dark screens; None where the kit has none for that."""
        own = self.role("foreground", use, is_dark=True) if is_dark else None
        return own or (self.role("foreground", use) if self.is_dark() is is_dark else None)

    def dark_words(self, ink: str | None) -> tuple[str, ...]:
        """Return the colours that words on bright grounds may have, the best first: the kit's, then ours.

        Args:
            ink: The kit's colour of words on paper, or None where it has none.

        """
        own = (self.role(name) for name in DARK_ROLES)
        return tuple(dict.fromkeys(filter(None, (ink, *own, INK))))

    def note_dark_words(self, used: Collection[str]) -> None:
        """Note which of the kit's colours words on bright grounds have."""
        for name in DARK_ROLES:
            if self.role(name) in used:
                self.role(name, "words on bright colours")

    def of_type(self, kind: str, use: str) -> str | None:
        """Return the colour of words of one kind (`base`, `headings`, `link`) on paper, or None where there is none."""
        type_, key_path = getattr(self._brand.typography, kind), ("typography", kind, "color")
        if type_ is None or type_.color is None:
            return None
        colour = self._named(type_.color.light, key_path)
        if colour and self.is_dark() and contrast(colour, WHITE) < LARGE_TEXT_CONTRAST:
            return None  # it is meant for the dark ground
        return self._named(type_.color.light, key_path, use)

    def aspect(self, aspect_id: str, use: str) -> str | None:
        """Return the colour of an aspect, or None where the kit has none."""
        return self._named(self._brand.options.aspects.get(aspect_id), (*ASPECTS_PATH, aspect_id), use)

    def seeds(self) -> tuple[str, ...]:
        """Return the colours from which others can be made, the most important first."""
        use = "colours of aspects are made from it"
        found = [self.role(name, use) for name in ("primary", "secondary", "tertiary")]
        if any(found):
            found += [self._named(value, (*PALETTE_PATH, name), use) for name, value in self._palette.items()]
        return tuple(dict.fromkeys(filter(None, found)))

    def check_aspects(self, known: list[str]) -> None:
        """Note each id for which the kit has a colour and that is not one of these ids of aspects."""
        for name in self._brand.options.aspects:
            if self._kit and name not in known:
                place, hint = self._kit.source.at_key((*ASPECTS_PATH, name)), did_you_mean(name, known)
                self._problems[*ASPECTS_PATH, name] = Diagnostic(
                    "unknown-aspect", f"there is no aspect `{name}`", place, hint
                )

    def named(self) -> dict[KeyPath, str]:
        """Return every colour below `color`, by its key path.

        Those that nothing uses are looked at, too: whatever is wrong with a kit is told at once.
        """
        found: dict[KeyPath, str | None] = {}
        for name in self._roles:
            found[*COLOUR_PATH, name] = self.role(name)
            self.role(name, is_dark=True)
        for name, value in self._palette.items():
            found[*PALETTE_PATH, name] = self._named(value, (*PALETTE_PATH, name))
        return {key_path: colour for key_path, colour in found.items() if colour}

    def _named(self, value: str | None, key_path: KeyPath, use: str | None = None) -> str | None:
        """Return a colour as `#rrggbb`, or None where there is none, or it is none, which is noted.

        Args:
            value: The colour as CSS writes it, or the name of another colour of the kit.
            key_path: Where it stands.
            use: What it is used for; None to look at it only.

        """
        if value is None:
            return None
        self._note_use(key_path, use)
        seen = set()
        while other := self._named_by(value, key_path):
            if value in seen:
                self._note_problem(f"`{cut(value)}` stands for itself", key_path, "give it a colour", use)
                return None
            seen.add(value)
            value, key_path = other
            self._note_use(key_path, use)
        colour = parsed(value, behind=WHITE)
        if colour is None and value in ROLES and value not in self._palette:
            hint = f"write `{value}: …` below `color`, or a colour in its place"
            message = f"the kit has no colour `{value}`: this has no effect"
            self._note(key_path, "unknown-colour", message, hint=hint, severity=Severity.WARNING)
        elif colour is None:
            known = f"; or {did_you_mean(value, self._palette)}" if self._palette else ""
            meant = f"#{value}" if HEX.fullmatch(value) else "#1d3557"
            hint = f'write it as for screens, such as "{meant}"{known}'
            message = f"`{cut(value)}` is no colour, and the palette has none of that name"
            self._note_problem(message, key_path, hint, use)
        elif use and parsed(value) is None:
            message = f"`{cut(value)}` is not opaque: it is used as it looks on white, {colour}"
            hint = f'write "{colour}", or the colour that is meant'
            self._note(key_path, "see-through", message, hint=hint, severity=Severity.WARNING)
        return colour

    def _named_by(self, value: str, key_path: KeyPath) -> tuple[str, KeyPath] | None:
        """Return the value and the key path of the colour that a value names; None where it names none."""
        if value in self._palette and key_path != (*PALETTE_PATH, value):
            return self._palette[value], (*PALETTE_PATH, value)
        light = self._roles[value].light if value in self._roles else None
        return (light, (*COLOUR_PATH, value)) if light and key_path != (*COLOUR_PATH, value) else None

    def _note_use(self, key_path: KeyPath, use: str | None) -> None:
        if use:
            uses = self.uses.get(key_path)
            self.uses[key_path] = use if not uses else uses if use in uses else f"{uses}; {use}"

    def _note_problem(self, message: str, key_path: KeyPath, hint: str, use: str | None) -> None:
        """Note what is wrong with a colour: it is an error only where the colour is used."""
        severity = Severity.ERROR if use else Severity.WARNING
        self._note(key_path, "unknown-colour", message, hint=hint, severity=severity)

    def _note(self, key_path: KeyPath, code: str, message: str, *, hint: str, severity: Severity) -> None:
        """Note a problem at a colour once; an error stands for any other."""
        place = self._kit.at(*key_path) if self._kit else None
        if key_path not in self._problems or severity is Severity.ERROR:
            self._problems[key_path] = Diagnostic(code, message, place, hint, severity=severity)
