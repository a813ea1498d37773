"""The options of a brand kit: what we add to the brand.yml format, below its `defaults.framework-pdf`."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from framework_pdf.brand.entry import KebabEntry, one_or_more, short_for
from framework_pdf.content.model.base import Address, Identifier, Line, Text, line_up_to


class PictureReference(KebabEntry, called="a resource"):
    """A picture of the kit."""

    path: Line
    """Its file, below the kit's folder, or its name among the images."""
    alt: Line | None = None
    """What it shows, in words."""
    attrs: dict[str, Any] | None = None
    """For other tools."""


PictureReferenceOrString = Annotated[PictureReference, short_for("path", PictureReference)]


class BrandInk(KebabEntry, called="an ink"):
    """What a printer prints a colour with."""

    cmyk: Annotated[tuple[Annotated[float, Field(strict=True, ge=0, le=100)], ...], Field(min_length=4, max_length=4)]
    """Cyan, magenta, yellow and black, each 0 to 100."""
    spot: Line | None = None
    """The name of a spot colour, where there is one."""


class Cover(StrEnum):
    """How the covers look."""

    GROUND = "ground"
    """The brand's colour to every edge, the picture large in it."""
    FRAME = "frame"
    """Paper in a frame of fine lines, everything on the middle axis."""
    SPLASH = "splash"
    """A light ground with the picture rising from below."""
    BAND = "band"
    """Paper with a broad band of the brand's colour, and logos on white above and below it."""


class Opener(StrEnum):
    """How the page looks with which an aspect opens."""

    GROUND = "ground"
    """The aspect's colour to every edge."""
    FRAME = "frame"
    """Paper in a frame of fine lines."""
    SPLASH = "splash"
    """A tint of the aspect's colour."""
    BAND = "band"
    """Paper below a band of the aspect's colour."""


class Panels(StrEnum):
    """How panels look: questions, facts, small steps."""

    BAR = "bar"
    """A tint with a bar at its left; in a chapter of the booklet it goes over both edges of the page instead."""
    RULES = "rules"
    """Paper between two fine rules."""
    ROUND = "round"
    """A tint with round corners."""


class Design(KebabEntry, called="the design"):
    """The forms, each chosen from a few."""

    cover: Cover = Cover.GROUND
    """How the covers look."""
    opener: Opener = Opener.GROUND
    """How the page looks with which an aspect opens."""
    panels: Panels = Panels.BAR
    """How panels look."""


class LogoRules(KebabEntry, called="the logo rules"):
    """How the logo may be used."""

    clear_space: Annotated[float, Field(strict=True, ge=0, le=2)] = 0.25
    """The room around it that stays empty, as a share of its height."""
    least_width: Annotated[float, Field(strict=True, gt=0, le=80)] | None = None
    """The least width in which its medium and large sizes may be printed, in mm; the small one is made for less."""


class Foreword(KebabEntry, called="a foreword"):
    """A page of the organisation's own, before the first."""

    title: Annotated[str, line_up_to(40)]
    """The heading."""
    text: Text
    """The paragraphs."""
    signatory: Line
    """Who signs it."""
    role: Line | None = None
    """What the signatory is."""
    photograph: PictureReferenceOrString | None = None
    """Beside the name."""


_ContactLine = Annotated[str, line_up_to(60)]


class Contact(KebabEntry, called="the contact"):
    """How to reach the organisation: on the back cover."""

    address: Annotated[tuple[_ContactLine, ...], one_or_more(_ContactLine), Field(max_length=6)] = ()
    """Its postal address, line by line."""
    telephone: _ContactLine | None = None
    """With spaces, as it is read out."""
    email: _ContactLine | None = None
    """An address for letters."""
    web: Address | None = None
    """Where it is not `meta.link.home`."""


class Licence(KebabEntry, called="a licence"):
    """What readers may do with the edition."""

    text: Annotated[str, line_up_to(300)]
    """In a sentence: imprints have it."""
    address: Address | None = None
    """Where the licence can be read."""


class Partner(KebabEntry, called="a partner"):
    """Another organisation whose logo stands on the covers."""

    name: Line
    """What it is called."""
    logo: PictureReferenceOrString
    """Its logo, for a light ground."""


class BrandOptions(KebabEntry, called="the house rules"):
    """What the format has no place for."""

    design: Design = Design()
    """The forms."""
    inks: dict[str, BrandInk] = Field(default_factory=dict)
    """What a colour of the palette is printed with, by its name there."""
    aspects: dict[Identifier, str] = Field(default_factory=dict)
    """The colour of an aspect, by the aspect's id. Those that are left out get one made."""
    logo: LogoRules = LogoRules()
    """How the logo may be used."""
    strapline: Annotated[str, line_up_to(100)] | None = None
    """Below the logo on the back cover."""
    foreword: Foreword | None = None
    """A page of the organisation's own."""
    back_cover: Text | None = None
    """The words of the back cover, in place of the framework's."""
    contact: Contact | None = None
    """How to reach the organisation."""
    licence: Licence | None = None
    """What readers may do with the edition."""
    partners: Annotated[tuple[Partner, ...], Field(max_length=6)] = ()
    """Whose logos stand beside the organisation's."""
