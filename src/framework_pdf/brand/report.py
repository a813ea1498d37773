"""Reports what became of a brand kit: what of it the editions show, what was changed, and which keys had no effect."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from framework_pdf.brand.brand_use import BrandUse, ShownPicture
from framework_pdf.brand.font_families import same_family
from framework_pdf.brand.logos import LEAST_DOTS_PER_INCH
from framework_pdf.brand.look import Look
from framework_pdf.brand.model import OPTIONS_PATH, Kit, dotted, is_text, single_values, value_at
from framework_pdf.brand.palette import PALETTE_PATH, ChangedColour
from framework_pdf.brand.typefaces import Typeface, is_font_of
from framework_pdf.core.diagnostics import Diagnostic, Location, Severity
from framework_pdf.core.key_path import KeyPath
from framework_pdf.core.paths import shortest


class UsedTypeface(NamedTuple):
    """A typeface of the kit as it was used."""

    of: str
    """What is set in it: text or headings."""
    name: str
    files: tuple[str, ...]
    embedded: tuple[str, ...]
    """The names of its fonts in the PDF files."""


class FittedParts(NamedTuple):
    """Parts of editions whose words had no room in the kit's type, set as usual."""

    kind: str
    """What they are, and on which paper."""
    how: str
    """How they are set, in words."""
    number: int


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


class UnusedKey(NamedTuple):
    """A key of a kit that had no effect, and why."""

    key: str
    place: Location
    why: str


class BrandReport(NamedTuple):
    """What became of a kit."""

    name: str
    folder: Path
    typefaces: tuple[UsedTypeface, ...]
    pictures: tuple[UsedPicture, ...]
    colours: tuple[UsedColour, ...]
    changed_colours: tuple[ChangedColour, ...]
    """Those that the kit asked for."""
    unused_keys: tuple[UnusedKey, ...]
    fitted: tuple[FittedParts, ...] = ()
    """What had no room in the kit's type, set as usual."""

    def to_record(self) -> dict[str, Any]:
        """Return the same as JSON values, for the manifest."""
        return {
            "name": self.name,
            "folder": shortest(self.folder),
            "typefaces": [typeface._asdict() for typeface in self.typefaces],
            "fitted": [parts._asdict() for parts in self.fitted],
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
    usage, source, used_for = _KitUsage(look, look.kit, tuple(uses)), look.kit.source, look.palette.uses
    reasons = [(key_path, usage.why_unused(key_path, value)) for key_path, value in single_values(source.data)]
    return BrandReport(
        name=look.brand_name,
        folder=look.kit.folder,
        typefaces=(usage.of_typeface("text", look.type.text), usage.of_typeface("headings", look.type.headings)),
        fitted=tuple(usage.fitted()),
        pictures=tuple(dict.fromkeys(usage.pictures())),
        colours=tuple(UsedColour(dotted(key), value_at(source.data, key), use) for key, use in used_for.items()),
        changed_colours=tuple(colour for colour in look.palette.changed_colours if not colour.is_made),
        unused_keys=tuple(UnusedKey(dotted(key), source.at_key(key), why) for key, why in reasons if why),
    )


def low_resolution_pictures(look: Look, uses: Iterable[BrandUse]) -> Iterator[Diagnostic]:
    """Yield a problem for each picture file of the kit that has too few dots where it is printed largest.

    For a print shop it is an error; on screens and at the office it is seen, and does no harm.
    """
    uses = tuple(uses)
    severity = Severity.ERROR if any(use.in_inks for use in uses) else Severity.WARNING
    shown, told = _shown(uses), set[Path]()
    by_fineness = ((_lowest_resolution(art.key_path, shown), art) for art in look.artworks())
    coarsest_first = sorted(((fineness, art) for fineness, art in by_fineness if fineness), key=lambda each: each[0])
    for fineness, art in coarsest_first:
        dots, path = art.picture.dots, art.picture.path
        if look.kit and dots and fineness < LEAST_DOTS_PER_INCH and path not in told:
            told.add(path)
            place = look.kit.at(*art.key_path, "path")
            message = f"this picture has {fineness:.0f} dots per inch where it is printed largest"
            needed = " × ".join(f"{ceil(side * LEAST_DOTS_PER_INCH / fineness):,}" for side in dots)
            hint = f"it needs {LEAST_DOTS_PER_INCH}: give it {needed} dots or more, or SVG"
            yield Diagnostic("too-few-dots", message, place, hint, severity=severity)


def _shown(uses: Iterable[BrandUse]) -> frozenset[ShownPicture]:
    return frozenset(picture for use in uses for picture in use.pictures)


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


@dataclass(frozen=True, slots=True)
class _KitUsage:
    """What all editions together show of a kit."""

    look: Look
    kit: Kit
    uses: tuple[BrandUse, ...]

    def of_typeface(self, role: str, typeface: Typeface) -> UsedTypeface:
        """Return the typeface of text or of headings, with those of the fonts in the files that are styles of it."""
        fonts = sorted({name for use in self.uses for name in use.fonts})
        embedded = tuple(name for name in fonts if is_font_of(name, typeface.family))
        return UsedTypeface(role, typeface.name, tuple(shortest(face.path) for face in typeface.faces), embedded)

    def fitted(self) -> Iterator[FittedParts]:
        """Yield what had no room in the kit's type, set as usual: each part is counted once, in however many files."""
        parts = {part for use in self.uses for part in use.fitted}
        for (kind, how), number in sorted(Counter((part.kind, part.how) for part in parts).items()):
            yield FittedParts(kind, how, number)

    def pictures(self) -> Iterator[UsedPicture]:
        """Yield the pictures of the kit that were shown."""
        shown, folder, used = _shown(self.uses), self.kit.folder.resolve(), self._shown_pictures()
        for art in self.look.artworks():
            if art.key_path in used:
                yield UsedPicture(art.picture.path.relative_to(folder).as_posix(), _printed_sizes(art.key_path, shown))

    def why_unused(self, key_path: KeyPath, value: Any) -> str | None:
        """Return why the value at a key path had no effect; None where it had one."""
        is_of_another_tool = key_path[:1] == ("defaults",) and key_path[:2] != OPTIONS_PATH
        if value is None and not is_of_another_tool:
            return "it is empty; what begins with `#` needs quotes"
        if is_text(key_path):
            return None if any(key_path in use.words for use in self.uses) else "nothing that was made has it"
        return self._why_unused_value(key_path)

    def _why_unused_value(self, key_path: KeyPath) -> str | None:
        match key_path:
            case ("color", *_) | ("typography", "base" | "headings" | "link", "color", *_) | (_, _, "aspects", _):
                return self._why_unused_colour(key_path)
            case ("logo", *_) | (*_, "photograph") | (*_, "photograph", "path") | (_, _, "partners", _, "logo", *_):
                return self._why_unused_picture(key_path)
            case ("typography", *_):
                return self._why_unused_type(key_path)
            case ("defaults", "framework-pdf", "design", name):
                return None if any(name in use.designs for use in self.uses) else "nothing that was made has one"
            case ("defaults", "framework-pdf", "logo", *_):
                return None if self._shown_pictures() else "nothing that was made has a logo"
            case ("defaults", "framework-pdf", "inks", *rest):
                if rest and (*PALETTE_PATH, rest[0]) not in self.look.palette.named:
                    return "the palette has no colour of that name"
                only = "only files for a print shop (--print press) and the brand's specimen have it"
                return None if any(use.in_inks for use in self.uses) else only
            case ("defaults", *_):
                return "it is for another tool"
            case _:
                return "the format allows it, and nothing here uses it"

    def _why_unused_colour(self, key_path: KeyPath) -> str | None:
        uses = self.look.palette.uses
        match key_path:
            case ("color", role, "dark") if role != PALETTE_PATH[-1] and key_path not in uses:
                return "dark screens have shades of the light one"
            case ("typography", _, "color", "dark"):
                return "dark screens have shades of the light one"
            case _:
                # The colour, or what it is a part of, such as a colour with `light` and `dark`.
                is_used = any(key_path[: len(used)] == used for used in uses)
                return None if is_used else "no colour of an edition is made from it"

    def _why_unused_picture(self, key_path: KeyPath) -> str | None:
        if "attrs" in key_path:
            return "it is for another tool"
        used = self._shown_pictures()
        named = {("logo", "images", art.image) for art in self.look.artworks() if art.image and art.key_path in used}
        picture_path = key_path[:-1] if key_path[-1] == "path" else key_path
        is_used = any(path[: len(picture_path)] == picture_path for path in used | named)
        return None if is_used else "nothing that was made shows it"

    def _why_unused_type(self, key_path: KeyPath) -> str | None:
        match key_path[1:]:
            case ("fonts", int(number), *rest):
                return self._why_unused_font(number, tuple(rest))
            case ("base" | "headings" | "link",) | ("base" | "headings", "family") | (_, "weight"):
                return None
            case ("base", "size" | "line-height" as key) if key in self.look.screen.unmet:
                return "it would be hard to read: the web page has the nearest that is not"
            case ("base", "size" | "line-height") | ("link", "decoration"):
                on_screen = any(use.on_screen for use in self.uses)
                return None if on_screen else "only the web page has it: on paper, clear print and its grid say it"
            case ("base" | "headings" | "link", name, *_):
                return f"the design says the {str(name).replace('-', ' ')} of these words"
            case _:
                return "nothing is set in it"

    def _why_unused_font(self, number: int, rest: KeyPath) -> str | None:
        """Return why a value of an entry below `typography.fonts` had no effect.

        Args:
            number: The number of the entry, from 0.
            rest: The key path within the entry.

        """
        font = self.kit.brand.typography.fonts[number]
        typefaces = (each for each in self.look.type.both if same_family(each.name) == same_family(font.family))
        paths = {face.path for typeface in typefaces for face in typeface.faces}
        match rest:
            case _ if not paths:
                return "no words are set in it"
            case ("files", int(), "unicode-range"):
                return "the file says itself which characters it has"
            case ("files", int(which), *_):
                path = (self.kit.folder / font.files[which].path).resolve()
                return None if path in paths else "nothing is set in this style and weight"
            case ("weight" | "style" | "display", *_):
                return "nothing is fetched: the styles that are here are used"
            case _:
                return None

    def _shown_pictures(self) -> frozenset[KeyPath]:
        return frozenset(picture.key_path for picture in _shown(self.uses))
