"""What the specimen of a look shows: its colours with their inks, its logos in their sizes, and miniatures of pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from framework_pdf.brand.logos import SIZES, Artwork
from framework_pdf.brand.look import Look
from framework_pdf.brand.palette import PALETTE_PATH
from framework_pdf.brand.separation import Separation, named_inks
from framework_pdf.content.model.labels import Labels
from framework_pdf.content.model.printing import INK_LIMIT
from framework_pdf.core.colour import WHITE, contrast
from framework_pdf.core.key_path import KeyPath
from framework_pdf.html.diagrams import Box, sized

WIDEST_MINIATURE = 50
"""The greatest width of a miniature, in mm: three of them take the width of the page."""
LEAST_WORDS, MOST_ROOM = 22, 110
"""The least height of the words below a swatch, and the greatest height for all colours together, in mm."""
PANEL, STRIP = 79, 172
"""The width for logos on one ground, in mm: if both grounds are side by side, and if each takes the page's width."""
HIGHEST = 36
"""The greatest height of a logo with its clear space, in mm."""
AREAS = {"large": 640, "medium": 400, "small": 150}
"""The area of a logo in each size, in mm²."""
USUAL_HEIGHT = 28
"""The height of a logo with its clear space, in mm, unless its least width needs more."""
CAPTION, BETWEEN = 4, 3
"""The height of the caption below a logo, and the space between two logos, in mm."""


@dataclass(frozen=True, slots=True)
class Density:
    """One of the arrangements of a specimen, which differ in how close they are."""

    columns: int
    """The number of columns of colours."""
    swatch: float
    """The height of a swatch in mm; 0 if swatches stand beside their words."""
    miniature: float
    """The width of a miniature, in mm."""

    @property
    def is_wide(self) -> bool:
        """Whether miniatures take the width of the page; else they stand beside the samples of type."""
        return self.miniature == WIDEST_MINIATURE


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
"""All arrangements, the roomiest first."""


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour as a specimen shows it."""

    names: tuple[str, ...]
    roles: tuple[str, ...]
    """What the kit uses it for: `primary`."""
    colour: str
    white: float
    """The contrast of white words on it."""
    paper: float
    """The contrast of words in it on paper."""
    shades: tuple[str, ...]
    """The shades that it was changed to for words on it, or in it."""
    cmyk: Sequence[float]
    """Cyan, magenta, yellow and black in percent."""
    spot: str | None
    is_kits: bool
    """Whether the kit states its inks; else they are converted."""


@dataclass(frozen=True, slots=True)
class ShownLogo:
    """A logo as a specimen shows it, on a light or a dark ground."""

    sizes: tuple[str, ...]
    """The sizes that use it."""
    art: Artwork
    box: Box
    clear: float
    """The space around it, in mm."""
    is_other: bool
    """Whether it is meant for the other ground, and so stands on a panel of that."""
    is_small: bool
    """Whether it is smaller than the least width in which it may be printed, because there is no room for it."""


Column = tuple[ShownLogo, ...]
"""Logos, one below another."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """Logos on both grounds, in columns."""

    light: tuple[Column, ...]
    dark: tuple[Column, ...]
    across: bool
    """Whether each ground takes the width of the page; else they are side by side."""

    @property
    def height(self) -> float:
        """The height of both in mm."""
        light, dark = (_height(columns, STRIP if self.across else PANEL) for columns in (self.light, self.dark))
        return light + dark + CAPTION if self.across else max(light, dark)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A miniature of a page, as a data address, and the label that says what it is."""

    src: str
    label: str


@dataclass(frozen=True, slots=True)
class Specimen:
    """What the specimen of a brand shows."""

    density: Density
    colours: tuple[Swatch, ...]
    left_out: int
    """How many colours are left out because there is no room for them."""
    aspects: Mapping[str, Swatch]
    """The colour of each aspect, by the aspect's id."""
    grounds: Grounds
    miniatures: tuple[PagePicture, ...]


def specimens(look: Look, labels: Labels, miniatures: tuple[PagePicture, ...]) -> Iterator[Specimen]:
    """Yield the specimen of a look in ever closer arrangements, and at last with fewer colours."""
    colours = tuple(_colours(look, labels))
    roomiest = Specimen(
        density=DENSITIES[0],
        colours=colours,
        left_out=0,
        aspects={name: _swatch(look, hue.own, (hue.ground, hue.text)) for name, hue in look.palette.aspects.items()},
        grounds=_arranged(_shown_logos(look, on_dark=False), _shown_logos(look, on_dark=True)),
        miniatures=miniatures,
    )
    for density in DENSITIES:
        if -(-len(colours) // density.columns) * (density.swatch and density.swatch + LEAST_WORDS) <= MOST_ROOM:
            yield replace(roomiest, density=density)
    closest = DENSITIES[-1]
    for kept in reversed(range(0, len(colours), closest.columns)):
        yield replace(roomiest, density=closest, colours=colours[:kept], left_out=len(colours) - kept)


def _colours(look: Look, labels: Labels) -> Iterator[Swatch]:
    """Yield a swatch for each of the kit's colours, then for those colours of editions that the kit does not name."""
    palette = look.palette
    in_editions = {
        palette.ground.own: labels.specimen_covers,
        palette.accent.own: labels.specimen_accent,
        palette.ink: labels.specimen_words,
    }
    changed = {shade.used for shade in palette.changed_colours}
    palette_first = sorted(palette.named, key=lambda key: not _is_of_palette(key))
    for colour in dict.fromkeys(palette.named[key] for key in palette_first):
        yield _swatch(look, colour, (shade.used for shade in palette.changed_colours if shade.asked == colour))
    for colour, name in in_editions.items():
        if colour not in palette.named.values() and colour not in changed:
            yield replace(_swatch(look, colour, ()), names=(name,))


def _swatch(look: Look, colour: str, shades: Iterable[str]) -> Swatch:
    """Return all that a specimen shows of a colour, given the shades that it was changed to."""
    palette, options = look.palette, look.options
    used = [key for key, value in palette.named.items() if value == colour]
    names = tuple(str(key[-1]) for key in used if _is_of_palette(key))
    roles = tuple(str(key[-1]) for key in used if not _is_of_palette(key))
    ink = next((options.inks[name] for name in names if name in options.inks), None)
    return Swatch(
        names=names or roles,
        roles=roles if names else (),
        colour=colour,
        white=contrast(WHITE, colour),
        paper=contrast(colour, palette.paper),
        shades=tuple(dict.fromkeys(shade for shade in shades if shade != colour)),
        cmyk=ink.cmyk if ink else [round(value) for value in Separation(named_inks(look), INK_LIMIT).of(colour)],
        spot=ink.spot if ink else None,
        is_kits=ink is not None,
    )


def _is_of_palette(key: KeyPath) -> bool:
    """Return whether a key of a kit names a colour of its palette, and does not only use one."""
    return key[: len(PALETTE_PATH)] == PALETTE_PATH


def _shown_logos(look: Look, on_dark: bool) -> tuple[ShownLogo, ...]:
    """Return the logos on a light or dark ground, the largest first, each picture once."""
    sizes: dict[Artwork, list[str]] = {}
    others = set()
    for size in reversed(SIZES):
        logo = getattr(look.logos, size)
        meant, other = (logo.dark, logo.light) if on_dark else (logo.light, logo.dark)
        if art := meant or other:
            sizes.setdefault(art, []).append(size)
            others |= {art} if not meant else set()
    return tuple(_shown_logo(look, art, tuple(names), art in others) for art, names in sizes.items())


def _shown_logo(look: Look, art: Artwork, sizes: tuple[str, ...], is_other: bool) -> ShownLogo:
    """Return how a logo is shown: with its clear space, and in its least width if there is room for both."""
    rules, ratio = look.options.logo, art.picture.width / art.picture.height
    widest = min(PANEL * ratio / (ratio + 2 * rules.clear_space), HIGHEST * ratio / (1 + 2 * rules.clear_space))
    least = rules.least_width or 0 if sizes != ("small",) else 0
    shown_least = min(least, widest)
    highest = max(USUAL_HEIGHT / (1 + 2 * rules.clear_space), shown_least / ratio)
    box = sized(art.picture, AREAS[sizes[0]], widest=widest, highest=highest, least=shown_least)
    clear = round(box.height * rules.clear_space, 2)
    return ShownLogo(sizes, art, box, clear, is_other=is_other, is_small=least > widest)


def _arranged(*on_both: tuple[ShownLogo, ...]) -> Grounds:
    """Arrange the logos on both grounds so that they take the least height: the others stand below the largest, or not.

    Args:
        on_both: Those on the light ground, then those on the dark one; the largest first.

    """
    light, dark = (tuple((logo,) for logo in logos) for logos in on_both)
    stacked_light, stacked_dark = (tuple(filter(None, (logos[:1], logos[1:]))) for logos in on_both)
    arrangements = (
        Grounds(light, dark, across=False),
        Grounds(stacked_light, stacked_dark, across=False),
        Grounds(light, dark, across=True),
    )
    return min(arrangements, key=lambda grounds: grounds.height)


def _height(columns: tuple[Column, ...], width: float) -> float:
    """Return the height in mm of columns of logos on a ground of this width, in several lines if they need them."""
    height = line = used = 0.0
    for column in columns:
        wide = max(logo.box.width + 2 * logo.clear for logo in column)
        if used and used + wide > width:
            height, line, used = height + line, 0.0, 0.0
        used += wide + BETWEEN
        line = max(line, sum(logo.box.height + 2 * logo.clear + CAPTION for logo in column))
    return height + line
