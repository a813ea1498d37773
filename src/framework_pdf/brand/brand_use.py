"""What an edition shows of a brand kit, as plain values: the manifest keeps them, and the report is made of them."""

from dataclasses import dataclass

from framework_pdf.core.key_path import KeyPath


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture of the kit as it was used once."""

    key_path: KeyPath
    """Where the kit names it."""
    width: float | None
    """In mm; None on a screen."""
    dots_per_inch: float | None
    """None on a screen, and for a drawing."""


@dataclass(frozen=True, slots=True)
class FittedPart:
    """A part of an edition whose words had no room in the type that the kit asks for, set as usual."""

    part: str
    """What tells it from others of its kind: its profession and its aspect."""
    kind: str
    """What it is, and on which paper: `card on A5`."""
    how: str
    """How it is set, in words."""


@dataclass(frozen=True, slots=True)
class BrandUse:
    """What one edition shows of the brand kit: each thing once, in a fixed order."""

    words: tuple[KeyPath, ...]
    """The key paths of the kit's texts that are read in it."""
    pictures: tuple[ShownPicture, ...]
    fonts: tuple[str, ...]
    """The names of the fonts in the file."""
    designs: tuple[str, ...]
    """The choices of forms whose style sheets were used."""
    on_screen: bool
    """Whether it is a web page."""
    in_inks: bool
    """Whether it is for a print shop, in cyan, magenta, yellow and black."""
    fitted: tuple[FittedPart, ...] = ()
    """Its parts whose words had no room otherwise."""
