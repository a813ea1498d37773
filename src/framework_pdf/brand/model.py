"""The brand kit: what an organisation's `_brand.yml` says, in the brand.yml format, and what we add to it.

The format's keys are as its documentation has them (https://posit-dev.github.io/brand-yml); ours stand below
`defaults.framework-pdf`, where the format has room for them. Short forms such as `logo: mark.svg` become whole ones
while they are read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from framework_pdf.brand.entry import KebabEntry, OpenEntry, WordOrNumber, one_or_more, short_for
from framework_pdf.brand.options import BrandOptions, PictureReference, PictureReferenceOrString
from framework_pdf.content.model.base import Address, Line, line_up_to
from framework_pdf.content.yaml_source import YamlSource
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.key_path import KeyPath, steps_below

OPTIONS_PATH: KeyPath = ("defaults", "framework-pdf")
"""The path to what the format has no place for."""
NAME = line_up_to(200)
"""A name of an organisation: at most 200 characters, for which every page has room."""


class Name(OpenEntry, called="a name"):
    """What the organisation is called."""

    full: Annotated[str, NAME] | None = None
    """In full: the imprint and the cover have it."""
    short: Annotated[str, line_up_to(80)] | None = None
    """In short: small cards have it."""


class Links(OpenEntry, called="a links"):
    """Addresses of the organisation, by what they lead to."""

    home: Address | None = None
    """Its website."""


class Meta(OpenEntry, called="the meta"):
    """Who the organisation is."""

    name: Annotated[Name, short_for("full", Name)] | None = None
    """What it is called."""
    link: Annotated[Links, short_for("home", Links)] | None = None
    """Its addresses."""


class Colour(KebabEntry, called="a colour"):
    """A colour for a light ground, and perhaps another for a dark one."""

    light: str | None = None
    """As CSS writes it, or a name of the palette, or of another key."""
    dark: str | None = None
    """The same for dark screens."""


ColourOrString = Annotated[Colour, short_for("light", Colour)]


class Colours(KebabEntry, called="the colours"):
    """The colours."""

    palette: dict[str, str] = Field(default_factory=dict)
    """Colours by name: as CSS writes them, or the name of another."""
    foreground: ColourOrString | None = None
    """Of words."""
    background: ColourOrString | None = None
    """Behind text: of the web page, and of covers on paper."""
    primary: ColourOrString | None = None
    """Of the covers, and of headings that belong to no aspect."""
    secondary: ColourOrString | None = None
    """Of the words and lines on the covers."""
    tertiary: ColourOrString | None = None
    """A third, from which colours of aspects are made."""
    link: ColourOrString | None = None
    """Of links, where `typography.link` says no other."""
    success: ColourOrString | None = None
    """Not used here."""
    info: ColourOrString | None = None
    """Not used here."""
    warning: ColourOrString | None = None
    """Not used here."""
    danger: ColourOrString | None = None
    """Not used here."""
    light: ColourOrString | None = None
    """Not used here."""
    dark: ColourOrString | None = None
    """Not used here."""


class Variants(KebabEntry, called="the variants"):
    """A logo for a light ground, and perhaps another for a dark one."""

    light: PictureReferenceOrString | None = None
    """For a light ground, such as paper."""
    dark: PictureReferenceOrString | None = None
    """For a dark ground, such as a cover in the brand's colour."""


def _is_by_ground(logo: dict[str, Any]) -> bool:
    """Tell whether a logo is divided into `light` and `dark`; else it is the one for a light ground."""
    return bool({"light", "dark"} & logo.keys())


Logo = Annotated[Variants, short_for("light", Variants | PictureReference, _is_by_ground)]


def _is_by_size(logo: dict[str, Any]) -> bool:
    """Tell whether a logo is divided into sizes; else it is the medium one."""
    return not {"path", "light", "dark"} & logo.keys()


class Logos(KebabEntry, called="the logos"):
    """The logo in its sizes."""

    images: dict[str, PictureReferenceOrString] = Field(default_factory=dict)
    """Pictures by name."""
    small: Logo | None = None
    """A mark: cards have it."""
    medium: Logo | None = None
    """The usual one: the back cover and the web page have it."""
    large: Logo | None = None
    """The cover has it."""


class FontSource(StrEnum):
    """Where a typeface's files are."""

    FILE = "file"
    GOOGLE = "google"
    BUNNY = "bunny"
    SYSTEM = "system"


def _of_one_file(weight: Any) -> Any:
    """Return the weight of a file, which is one or a range, or say so."""
    if isinstance(weight, list):
        said = "a variable file’s weights are written as a range, `400..700`; for others, name a file for each weight"
        raise PydanticCustomError("weights", "{said}", {"said": said})
    return weight


class NamedFontFile(KebabEntry, called="a font file"):
    """One file of a typeface."""

    path: Line
    """The file, below the kit's folder."""
    weight: Annotated[WordOrNumber, BeforeValidator(_of_one_file)] = "auto"
    """Its weight: 100 to 900, a name such as `bold`, or `auto`: as the file says itself."""
    style: str = "normal"
    """`normal` or `italic`; nothing is set in italics here."""
    unicode_range: str | None = None
    """Not used here: which characters it has, the file says itself."""


class Font(OpenEntry, called="a font"):
    """A typeface."""

    family: Line
    """What it is called."""
    source: FontSource = FontSource.GOOGLE
    """Where its files are: `file` for files of the kit; the others are looked for among ours, and never fetched."""
    files: tuple[Annotated[NamedFontFile, short_for("path", NamedFontFile)], ...] = ()
    """Its files, where they are the kit's."""
    weight: Annotated[tuple[str, ...], one_or_more(WordOrNumber)] = ()
    """For tools that fetch it."""
    style: Annotated[tuple[str, ...], one_or_more(str)] = ()
    """For tools that fetch it."""
    display: str | None = None
    """For tools that fetch it."""


class Type(KebabEntry, called="a type"):
    """How words are set."""

    family: Line | None = None
    """In which typeface."""
    weight: WordOrNumber | None = None
    """100 to 900, or a name such as `bold`."""
    size: WordOrNumber | None = None
    """How large, on the web page: `18px`, `1.1rem`. On paper, clear print and large print say it."""
    line_height: WordOrNumber | None = None
    """How far apart lines are, on the web page, as a multiple of the size. On paper they stand on a grid."""
    color: ColourOrString | None = None
    """Of the words."""
    background_color: ColourOrString | None = None
    """Behind the words."""
    style: Annotated[tuple[str, ...], one_or_more(str)] = ()
    """`normal` or `italic`; nothing is set in italics here."""
    decoration: str | None = None
    """A line under links, on the web page."""


TypeOrString = Annotated[Type, short_for("family", Type)]


class Typography(KebabEntry, called="the typography"):
    """The type."""

    fonts: tuple[Font, ...] = ()
    """The typefaces, and where their files are."""
    base: TypeOrString | None = None
    """Text: all that is no heading."""
    headings: TypeOrString | None = None
    """Headings; what is not said is as in text."""
    link: Annotated[Type, short_for("color", Type)] | None = None
    """Links: their weight and colour, and the line under them."""
    monospace: TypeOrString | None = None
    """Not used here: nothing is set in it."""
    monospace_inline: TypeOrString | None = None
    """Not used here."""
    monospace_block: TypeOrString | None = None
    """Not used here."""


class Defaults(OpenEntry, called="the defaults"):
    """What tools add to the format, each below its name."""

    framework_pdf: BrandOptions = BrandOptions()
    """Those of framework-pdf."""


class Brand(OpenEntry, called="a brand"):
    """What `_brand.yml` says."""

    meta: Meta = Meta()
    """Who the organisation is."""
    logo: Annotated[Logos, short_for("medium", Logos | Variants | PictureReference, _is_by_size)] = Logos()
    """The logo in its sizes."""
    color: Colours = Colours()
    """The colours."""
    typography: Typography = Typography()
    """The type."""
    defaults: Defaults = Defaults()
    """What tools add to the format."""

    @property
    def options(self) -> BrandOptions:
        """What the kit says below `defaults.framework-pdf`."""
        return self.defaults.framework_pdf


@dataclass(frozen=True)
class Kit:
    """A brand kit: its folder, what its `_brand.yml` says, and where in it."""

    id: str
    """Made of the name of the folder: it names the brand's output folder."""
    folder: Path = field(repr=False)
    brand: Brand
    source: YamlSource = field(repr=False)
    """What the file says, unchecked: the keys that have an effect, and those that have none."""
    faults: tuple[Diagnostic, ...] = field(default=(), repr=False)
    """What in the file is not as it must be: it ends whatever is done with the kit."""
    left_out: tuple[KeyPath, ...] = ()
    """What `brand` lacks because of these."""

    @property
    def name(self) -> str | None:
        """The name of the organisation, in full where the kit says that."""
        name = self.brand.meta.name
        return (name.full or name.short) if name else None

    def at(self, *key_path: str | int) -> Location:
        """Return where the value of a key path stands, or the nearest value around it."""
        return self.source.at_value(key_path)


# The values as they were read, by their key paths: also those that have no effect


def single_values(given: Any, key_path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Yield each single value in a kit's file by its key path; all that another tool adds is one value."""
    entries = tuple(steps_below(given))
    are_numbers = all(isinstance(below, (int, float)) for _, below in entries)
    if are_numbers or (len(key_path) == 2 and key_path[0] == "defaults" and key_path != OPTIONS_PATH):
        yield key_path, given
        return
    for step, below in entries:
        yield from single_values(below, (*key_path, step))


def value_at(given: Any, key_path: KeyPath) -> str:
    """Return what stands at a key path of a kit's file; of a colour for light and dark grounds, the light one."""
    for step in key_path:
        given = given[step] if isinstance(given, (dict, list)) else given  # type: ignore[index]
    return str(given["light"] if isinstance(given, dict) else given)


def dotted(key_path: KeyPath) -> str:
    """Return a key path as people write it: `color.palette.plum`."""
    return ".".join(map(str, key_path))


def is_text(key_path: KeyPath) -> bool:
    """Tell whether what stands at a key path of a kit is read in editions."""
    match key_path:
        case ("meta", "name" | "link") | ("meta", "name", "full" | "short") | ("meta", "link", "home"):
            return True
        case ("defaults", "framework-pdf", "foreword", "photograph", *rest):
            return rest == ["alt"]
        case ("defaults", "framework-pdf", "partners", _, *rest):
            return rest in (["name"], ["logo", "alt"])
        case ("defaults", "framework-pdf", "strapline" | "foreword" | "back-cover" | "contact" | "licence", *_):
            return True
    return key_path[:1] == ("logo",) and key_path[-1] == "alt"
