"""The brand kit: what an organisation's `_brand.yml` says, in the brand.yml format, and what we add to it.

The format's keys are as its documentation has them (https://posit-dev.github.io/brand-yml); ours stand below its
sanctioned `defaults.framework-pdf`. Short forms become whole ones while they are read: `logo: mark.svg`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from framework_pdf.brand.options import (
    BrandOptions,
    Kebab,
    Loose,
    Number,
    PictureReference,
    PictureReferenceOf,
    many,
    short_for,
)
from framework_pdf.content.model.base import Address, Line, line_up_to
from framework_pdf.core.diagnostics import Location
from framework_pdf.core.key_path import KeyPath

OURS: KeyPath = ("defaults", "framework-pdf")
"""The way to what the format has no place for."""


NAME = line_up_to(200)
"""A name for which every page has room."""


class Name(Loose):
    """What the organisation is called."""

    called: ClassVar = "a name"

    full: Annotated[str, NAME]
    """In full: the imprint and the cover have it."""
    short: Annotated[str, line_up_to(80)] | None = None
    """In short: small cards have it."""


class Links(Loose):
    """Addresses of the organisation, by what they lead to."""

    called: ClassVar = "a links"

    home: Address | None = None
    """Its website."""


class Meta(Loose):
    """Who the organisation is."""

    called: ClassVar = "the meta"

    name: Annotated[Name, short_for("full", Name)] | None = None
    """What it is called."""
    link: Annotated[Links, short_for("home", Links)] | None = None
    """Its addresses."""


class Colour(Kebab):
    """A colour for a light ground, and perhaps another for a dark one."""

    called: ClassVar = "a colour"

    light: str
    """As CSS writes it, or a name of the palette, or of another key."""
    dark: str | None = None
    """The same for dark screens."""


ColourOf = Annotated[Colour, short_for("light", Colour)]


class Colours(Kebab):
    """The colours."""

    called: ClassVar = "the colours"

    palette: dict[str, str] = Field(default_factory=dict)
    """Colours by name: as CSS writes them, or the name of another."""
    foreground: ColourOf | None = None
    """Of words."""
    background: ColourOf | None = None
    """Behind text: of the web page, and of covers on paper."""
    primary: ColourOf | None = None
    """Of the covers, and of headings that belong to no aspect."""
    secondary: ColourOf | None = None
    """Of the words and lines on the covers."""
    tertiary: ColourOf | None = None
    """A third, from which colours of aspects are made."""
    success: ColourOf | None = None
    """Not used here."""
    info: ColourOf | None = None
    """Not used here."""
    warning: ColourOf | None = None
    """Not used here."""
    danger: ColourOf | None = None
    """Not used here."""
    light: ColourOf | None = None
    """Not used here."""
    dark: ColourOf | None = None
    """Not used here."""


def _variants(value: Any) -> Any:
    is_whole = isinstance(value, dict) and bool({"light", "dark"} & value.keys())
    return value if is_whole or value is None else {"light": value}


class Variants(Kebab):
    """A logo for a light ground, and perhaps another for a dark one."""

    called: ClassVar = "the variants"

    light: PictureReferenceOf | None = None
    """For a light ground, such as paper."""
    dark: PictureReferenceOf | None = None
    """For a dark ground, such as a cover in the brand's colour."""


Logo = Annotated[Variants, BeforeValidator(_variants, json_schema_input_type=Variants | PictureReference | str)]


def _sizes(value: Any) -> Any:
    is_whole = isinstance(value, dict) and not {"path", "light", "dark"} & value.keys()
    return value if is_whole or value is None else {"medium": value}


class Logos(Kebab):
    """The logo in its sizes."""

    called: ClassVar = "the logos"

    images: dict[str, PictureReferenceOf] = Field(default_factory=dict)
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


class NamedFontFile(Kebab):
    """One file of a typeface."""

    called: ClassVar = "a font file"

    path: Line
    """The file, below the kit's folder."""
    weight: Number = "auto"
    """Its weight: 100 to 900, a name such as `bold`, or `auto`: as the file says itself."""
    style: str = "normal"
    """`normal` or `italic`; nothing is set in italics here."""


class Font(Kebab):
    """A typeface."""

    called: ClassVar = "a font"

    family: Line
    """What it is called."""
    source: FontSource = FontSource.GOOGLE
    """Where its files are: `file` for files of the kit; the others are looked for among ours, and never fetched."""
    files: tuple[Annotated[NamedFontFile, short_for("path", NamedFontFile)], ...] = ()
    """Its files, where they are the kit's."""
    weight: Annotated[tuple[str, ...], many(Number)] = ()
    """For tools that fetch it."""
    style: Annotated[tuple[str, ...], many(str)] = ()
    """For tools that fetch it."""
    display: str | None = None
    """For tools that fetch it."""


class Type(Kebab):
    """How words are set."""

    called: ClassVar = "a type"

    family: Line | None = None
    """In which typeface."""
    weight: Number | None = None
    """100 to 900, or a name such as `bold`."""
    size: Number | None = None
    """How large, on the web page: `18px`, `1.1rem`. On paper, clear print and large print say it."""
    line_height: Number | None = None
    """How far apart lines are, on the web page, as a multiple of the size. On paper they stand on a grid."""
    color: ColourOf | None = None
    """Of the words."""
    background_color: ColourOf | None = None
    """Behind the words."""
    style: Annotated[tuple[str, ...], many(str)] = ()
    """`normal` or `italic`; nothing is set in italics here."""
    decoration: str | None = None
    """A line under links, on the web page."""


TypeOf = Annotated[Type, short_for("family", Type)]


class Typography(Kebab):
    """The type."""

    called: ClassVar = "the typography"

    fonts: tuple[Font, ...] = ()
    """The typefaces, and where their files are."""
    base: TypeOf | None = None
    """Text: all that is no heading."""
    headings: TypeOf | None = None
    """Headings; what is not said is as in text."""
    link: Annotated[Type, short_for("color", Type)] | None = None
    """Links: their weight and colour, and the line under them."""
    monospace: TypeOf | None = None
    """Not used here: nothing is set in it."""
    monospace_inline: TypeOf | None = None
    """Not used here."""
    monospace_block: TypeOf | None = None
    """Not used here."""


class Defaults(Loose):
    """What tools add to the format, each below its name."""

    called: ClassVar = "the defaults"

    framework_pdf: BrandOptions = BrandOptions()
    """Those of framework-pdf."""


class Brand(Kebab):
    """What `_brand.yml` says."""

    called: ClassVar = "a brand"

    meta: Meta = Meta()
    """Who the organisation is."""
    logo: Annotated[
        Logos, BeforeValidator(_sizes, json_schema_input_type=Logos | Variants | PictureReference | str)
    ] = Logos()
    """The logo in its sizes."""
    color: Colours = Colours()
    """The colours."""
    typography: Typography = Typography()
    """The type."""
    defaults: Defaults = Defaults()
    """What tools add to the format."""

    @property
    def options(self) -> BrandOptions:
        """What we add to the format."""
        return self.defaults.framework_pdf


@dataclass(frozen=True)
class Kit:
    """A brand kit: the folder, what its `_brand.yml` says, and where in it."""

    id: str
    """Its name for the output folder: the folder's."""
    folder: Path
    brand: Brand
    given: Any
    """What the file says, as it was read: the keys that have an effect, and those that have none."""
    keys: Mapping[KeyPath, Location]
    values: Mapping[KeyPath, Location]

    @property
    def name(self) -> str:
        """What the organisation is called."""
        name = self.brand.meta.name
        return name.full if name else self.id

    def at(self, *key_path: str | int) -> Location:
        """Keys and indexes in; out, where the value stands, or the nearest thing around it."""
        while key_path not in self.values:
            key_path = key_path[:-1]
        return self.values[key_path]
