"""Reports what became of a brand kit: what of it the editions show, what was changed, and which keys had no effect."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from framework_pdf.brand.brand_use import BrandUse, ShownPicture
from framework_pdf.brand.kit_values import dotted, value_at
from framework_pdf.brand.look import Look
from framework_pdf.brand.model import Kit
from framework_pdf.brand.palette import ChangedColour
from framework_pdf.brand.typefaces import Typeface, is_font_of
from framework_pdf.brand.unused_keys import UnusedKey, unused_keys
from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.key_path import KeyPath
from framework_pdf.core.paths import shortest

LEAST_DOTS_PER_INCH = 300
"""What printers ask for in a picture on paper."""


class UsedTypeface(NamedTuple):
    """A typeface of the kit as it was used."""

    of: str
    """What is set in it: text or headings."""
    name: str
    files: tuple[str, ...]
    embedded: tuple[str, ...]
    """The names of its fonts in the PDF files."""


class UsedPicture(NamedTuple):
    """A picture of the kit that was used."""

    file: str
    """Its path below the kit's folder."""
    used: str
    """How wide and fine it is in print, in words."""


class UsedColour(NamedTuple):
    """A colour of the kit that was used."""

    key: str
    asked: str
    """The colour as the kit has it."""
    used_for: str


@dataclass(frozen=True, slots=True)
class BrandReport:
    """What became of a kit."""

    name: str
    folder: Path
    typefaces: tuple[UsedTypeface, ...]
    pictures: tuple[UsedPicture, ...]
    colours: tuple[UsedColour, ...]
    changed_colours: tuple[ChangedColour, ...]
    """Those that the kit asked for."""
    unused_keys: tuple[UnusedKey, ...]

    def to_record(self) -> dict[str, Any]:
        """Return the same as JSON values, for the manifest."""
        return {
            "name": self.name,
            "folder": shortest(self.folder),
            "typefaces": [typeface._asdict() for typeface in self.typefaces],
            "pictures": [picture._asdict() for picture in self.pictures],
            "colours": [colour._asdict() for colour in self.colours],
            "changed": [colour.to_record() for colour in self.changed_colours],
            "without_effect": [{"key": each.key, "at": str(each.place), "why": each.why} for each in self.unused_keys],
        }


def report_of(look: Look, uses: Iterable[BrandUse]) -> BrandReport:
    """Return the report on the kit of a look.

    Args:
        look: A look with a kit.
        uses: What each edition shows of it.

    Raises:
        ValueError: The look has no kit.

    """
    if look.kit is None:
        raise ValueError("the framework's own look has no kit to report on")
    kit, uses = look.kit, tuple(uses)
    shown, fonts = _shown(uses), sorted({name for use in uses for name in use.fonts})
    return BrandReport(
        name=look.name,
        folder=kit.folder,
        typefaces=(_used("text", look.type.text, fonts), _used("headings", look.type.headings, fonts)),
        pictures=tuple(dict.fromkeys(_used_pictures(look, kit, shown))),
        colours=tuple(
            UsedColour(dotted(key), value_at(kit.source.data, key), use) for key, use in look.palette.uses.items()
        ),
        changed_colours=tuple(colour for colour in look.palette.changed_colours if not colour.is_made),
        unused_keys=tuple(unused_keys(look, kit, uses)),
    )


def low_resolution_pictures(look: Look, uses: Iterable[BrandUse]) -> Iterator[Diagnostic]:
    """Yield a problem for each picture of the kit that has too few dots where it is printed largest."""
    shown = _shown(uses)
    for art in look.artworks():
        fineness, dots = _lowest_resolution(art.key_path, shown), art.picture.dots
        if look.kit and dots and fineness is not None and fineness < LEAST_DOTS_PER_INCH:
            place = look.kit.at(*art.key_path, "path")
            message = f"this picture has {fineness:.0f} dots per inch where it is printed largest"
            needed = " × ".join(f"{ceil(side * LEAST_DOTS_PER_INCH / fineness):,}" for side in dots)
            hint = f"it needs {LEAST_DOTS_PER_INCH}: give it {needed} dots or more, or SVG"
            yield Diagnostic("too-few-dots", message, place, hint)


def _shown(uses: Iterable[BrandUse]) -> frozenset[ShownPicture]:
    return frozenset(picture for use in uses for picture in use.pictures)


def _used(role: str, typeface: Typeface, fonts: Iterable[str]) -> UsedTypeface:
    """Return the typeface of text or of headings, with those of the fonts that are styles of it."""
    embedded = tuple(name for name in fonts if is_font_of(name, typeface.family))
    return UsedTypeface(role, typeface.name, tuple(shortest(face.path) for face in typeface.faces), embedded)


def _used_pictures(look: Look, kit: Kit, shown: frozenset[ShownPicture]) -> Iterator[UsedPicture]:
    """Yield the pictures of the kit that were shown."""
    key_paths, folder = {picture.key_path for picture in shown}, kit.folder.resolve()
    for art in look.artworks():
        if art.key_path in key_paths:
            yield UsedPicture(art.picture.path.relative_to(folder).as_posix(), _printed_sizes(art.key_path, shown))


def _lowest_resolution(key_path: KeyPath, shown: Iterable[ShownPicture]) -> float | None:
    """Return the fewest dots per inch with which a picture was printed; None for a drawing or one that was not."""
    resolutions = (picture.dots_per_inch for picture in shown if picture.key_path == key_path)
    return min(filter(None, resolutions), default=None)


def _printed_sizes(key_path: KeyPath, shown: Iterable[ShownPicture]) -> str:
    """Return in words how wide a picture is in print, and how fine."""
    widths = sorted({round(picture.width) for picture in shown if picture.key_path == key_path and picture.width})
    if not widths:
        return "on the web page"
    wide = f"{widths[0]} mm wide" if len(widths) == 1 else f"{widths[0]} to {widths[-1]} mm wide"
    fineness = _lowest_resolution(key_path, shown)
    return f"{wide}, {fineness:.0f} dots per inch or more" if fineness else f"{wide}, a drawing: sharp in any size"
