"""A livery in; out, what its specimen shows: its colours with their inks, its logos in their sizes, pages in small."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import floor

from framework_pdf.brand.logos import SIZES, Artwork
from framework_pdf.brand.look import Look
from framework_pdf.brand.palette import PALETTE_PATH, Palette
from framework_pdf.brand.separation import Separation, named_inks
from framework_pdf.content.model.labels import Labels
from framework_pdf.content.model.printing import INK_LIMIT
from framework_pdf.core.colour import WHITE, contrast
from framework_pdf.html.diagrams import Box, sized

WIDEST_MINIATURE = 50
"""In mm: three of them take the width of the page."""
TALL = 12
"""In mm: with lower swatches, there is little room."""
LEAST_WORDS, MOST_ROOM = 22, 110
"""The least height of the words below a swatch, and what there is for all colours at the most, in mm."""
PANEL, STRIP = 79, 172
"""The width of the room for logos on one ground, in mm: of two grounds side by side, and across the page."""
HIGHEST = 36
"""So high may a logo with its clear space be, in mm."""
AREAS = {"large": 640, "medium": 400, "small": 150}
"""The area of a logo in each size, in mm²: on the specimen they stand side by side."""
USUAL_HEIGHT = 28
"""So high is a logo with its clear space where its least width does not need more, in mm."""
CAPTION, BETWEEN = 4, 3
"""The height of what stands below a logo, and the room between two, in mm."""


@dataclass(frozen=True, slots=True)
class Density:
    """How close a specimen is set."""

    columns: int
    """Of colours."""
    swatch: float
    """The height of a swatch in mm; 0: it stands beside its words."""
    miniature: float
    """The width of a page in small, in mm."""

    @property
    def is_wide(self) -> bool:
        """Whether pages in small take the width of the page; else they stand beside the type."""
        return self.miniature == WIDEST_MINIATURE

    @property
    def is_tight(self) -> bool:
        """Whether everything else stands close, too."""
        return self.swatch < TALL


DENSITIES = (
    Density(4, 24, WIDEST_MINIATURE),
    Density(4, 12, WIDEST_MINIATURE),
    Density(4, 22, 38),
    Density(5, 16, 38),
    Density(6, 16, 38),
    Density(7, 15, 38),
    Density(5, 6, 33),
    Density(6, 7, 34),
    Density(7, 8, 34),
    Density(3, 0, 34),
    Density(2, 0, 30),
)
"""The roomiest first."""


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour as a specimen shows it."""

    names: tuple[str, ...]
    roles: tuple[str, ...]
    """What the kit takes it for: `primary`."""
    colour: str
    white: float
    """The contrast of white words on it, cut after a decimal, so that what is too little does not look enough."""
    paper: float
    """The same of words in it on paper."""
    shades: tuple[str, ...]
    """What it became where words stand on it, or in it."""
    cmyk: str
    """Cyan, magenta, yellow and black in percent."""
    spot: str | None
    is_kits: bool
    """Whether the kit says its inks; else they are converted."""


@dataclass(frozen=True, slots=True)
class ShownLogo:
    """A logo as a specimen shows it, on a light or a dark ground."""

    sizes: tuple[str, ...]
    """For which sizes it stands."""
    art: Artwork
    box: Box
    clear: float
    """The space around it, in mm."""
    is_other: bool
    """Whether it is for the other ground, and so has a panel of that."""
    is_small: bool
    """Whether there is no room for the least width in which it may be printed."""


Column = tuple[ShownLogo, ...]
"""Logos, one below the other."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """Logos on both grounds, in columns."""

    light: tuple[Column, ...]
    dark: tuple[Column, ...]
    across: bool
    """Whether each ground has the width of the page; else they stand side by side."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page in small: an address that holds its picture, and the label that says what it is."""

    src: str
    label: str


@dataclass(frozen=True, slots=True)
class Specimen:
    """What the specimen of a brand shows."""

    density: Density
    colours: tuple[Swatch, ...]
    left_out: int
    """How many colours there was no room for."""
    aspects: Mapping[str, Swatch]
    """By the aspect's id."""
    grounds: Grounds
    miniatures: tuple[PagePicture, ...]


def specimens(look: Look, labels: Labels, miniatures: tuple[PagePicture, ...]) -> Iterator[Specimen]:
    """A livery, the labels and pages in small in; out, the specimen, ever closer, at last with fewer colours."""
    colours = tuple(_colours(look, labels))
    roomiest = Specimen(
        density=DENSITIES[0],
        colours=colours,
        left_out=0,
        aspects={name: _swatch(look, hue.own, (hue.ground, hue.text)) for name, hue in look.palette.aspects.items()},
        grounds=_arranged(_marks(look, on_dark=False), _marks(look, on_dark=True)),
        miniatures=miniatures,
    )
    for density in DENSITIES:
        if -(-len(colours) // density.columns) * (density.swatch and density.swatch + LEAST_WORDS) <= MOST_ROOM:
            yield replace(roomiest, density=density)
    closest = DENSITIES[-1]
    for kept in reversed(range(0, len(colours), closest.columns)):
        yield replace(roomiest, density=closest, colours=colours[:kept], left_out=len(colours) - kept)


def _colours(look: Look, labels: Labels) -> Iterator[Swatch]:
    """A livery and the labels in; out, each of its kit's colours, then those of editions that the kit does not name."""
    palette = look.palette
    in_editions = {
        palette.ground.own: labels.specimen_covers,
        palette.accent.own: labels.specimen_accent,
        palette.ink: labels.specimen_words,
    }
    changed = {shade.used for shade in palette.changed_colours}
    palette_first = sorted(palette.named, key=lambda way: way[: len(PALETTE_PATH)] != PALETTE_PATH)
    for colour in dict.fromkeys(palette.named[way] for way in palette_first):
        yield _swatch(look, colour, (shade.used for shade in palette.changed_colours if shade.asked == colour))
    for colour, name in in_editions.items():
        if colour not in palette.named.values() and colour not in changed:
            yield replace(_swatch(look, colour, ()), names=(name,))


def _swatch(look: Look, colour: str, shades: Iterable[str]) -> Swatch:
    """A livery, a colour and what it became in; out, all there is to say of it."""
    palette, options = look.palette, look.options
    names = tuple(_names(palette, colour, in_palette=True))
    roles = tuple(_names(palette, colour, in_palette=False))
    ink = next((options.inks[name] for name in names if name in options.inks), None)
    return Swatch(
        names=names or roles,
        roles=roles if names else (),
        colour=colour,
        white=_cut(contrast(WHITE, colour)),
        paper=_cut(contrast(colour, palette.paper)),
        shades=tuple(dict.fromkeys(shade for shade in shades if shade != colour)),
        cmyk=_percent(ink.cmyk if ink else map(round, Separation(named_inks(look), INK_LIMIT).of(colour))),
        spot=ink.spot if ink else None,
        is_kits=ink is not None,
    )


def _names(palette: Palette, colour: str, in_palette: bool) -> Iterator[str]:
    for way, value in palette.named.items():
        if value == colour and (way[: len(PALETTE_PATH)] == PALETTE_PATH) is in_palette:
            yield str(way[-1])


def _percent(inks: Iterable[float]) -> str:
    return " ".join(f"{value:g}" for value in inks)


def _cut(ratio: float) -> float:
    return floor(10 * ratio) / 10


def _marks(look: Look, on_dark: bool) -> tuple[ShownLogo, ...]:
    """A livery and the ground in; out, its logos on it, the largest first, each picture once."""
    sizes: dict[Artwork, list[str]] = {}
    others = set()
    for size in reversed(SIZES):
        logo = getattr(look.logos, size)
        meant, other = (logo.dark, logo.light) if on_dark else (logo.light, logo.dark)
        if art := meant or other:
            sizes.setdefault(art, []).append(size)
            others |= {art} if not meant else set()
    return tuple(_mark(look, art, tuple(names), art in others) for art, names in sizes.items())


def _mark(look: Look, art: Artwork, sizes: tuple[str, ...], is_other: bool) -> ShownLogo:
    """A livery, a logo, its sizes and whether it is for the other ground in; out, how it is shown.

    It has its clear space, and its least width where there is room for both.
    """
    rules, ratio = look.options.logo, art.picture.width / art.picture.height
    widest = min(PANEL * ratio / (ratio + 2 * rules.clear_space), HIGHEST * ratio / (1 + 2 * rules.clear_space))
    least = rules.least_width or 0 if sizes != ("small",) else 0
    highest = USUAL_HEIGHT / (1 + 2 * rules.clear_space)
    box = sized(art.picture, AREAS[sizes[0]], widest, highest, min(least, widest))
    return ShownLogo(sizes, art, box, round(box.height * rules.clear_space, 2), is_other, least > widest)


def _arranged(on_light: tuple[ShownLogo, ...], on_dark: tuple[ShownLogo, ...]) -> Grounds:
    """Logos on both grounds in; out, the same where they take the least height."""
    light, dark = _one_by_one(on_light), _one_by_one(on_dark)
    stacked = Grounds(_stacked(on_light), _stacked(on_dark), across=False)
    ways = {
        Grounds(light, dark, across=False): max(_height(light, PANEL), _height(dark, PANEL)),
        stacked: max(_height(stacked.light, PANEL), _height(stacked.dark, PANEL)),
        Grounds(light, dark, across=True): _height(light, STRIP) + _height(dark, STRIP) + CAPTION,
    }
    return min(ways, key=lambda way: ways[way])


def _one_by_one(marks: tuple[ShownLogo, ...]) -> tuple[Column, ...]:
    return tuple((mark,) for mark in marks)


def _stacked(marks: tuple[ShownLogo, ...]) -> tuple[Column, ...]:
    """Logos in; out, the largest beside the others."""
    return tuple(filter(None, (marks[:1], marks[1:])))


def _height(columns: tuple[Column, ...], width: float) -> float:
    """Columns of logos and the width of their ground in; out, how high they stand in it, in lines where they must."""
    height = line = used = 0.0
    for column in columns:
        wide = max(mark.box.width + 2 * mark.clear for mark in column)
        if used and used + wide > width:
            height, line, used = height + line, 0.0, 0.0
        used += wide + BETWEEN
        line = max(line, sum(mark.box.height + 2 * mark.clear + CAPTION for mark in column))
    return height + line
