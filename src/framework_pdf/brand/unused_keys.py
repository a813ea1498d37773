"""Finds the keys of a brand kit that had no effect on what was made, and says why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from framework_pdf.brand.brand_use import BrandUse
from framework_pdf.brand.kit_values import dotted, is_text, single_values
from framework_pdf.brand.look import Look
from framework_pdf.brand.model import OPTIONS_PATH, Kit
from framework_pdf.brand.palette import PALETTE_PATH
from framework_pdf.core.diagnostics import Location
from framework_pdf.core.key_path import KeyPath


class UnusedKey(NamedTuple):
    """A key of a kit that had no effect, and why."""

    key: str
    place: Location
    why: str


def unused_keys(look: Look, kit: Kit, uses: Iterable[BrandUse]) -> Iterator[UnusedKey]:
    """Yield each key of a kit that has no effect, in the order of its file.

    Args:
        look: The look that was made from the kit.
        kit: The kit.
        uses: What each edition shows of it.

    """
    usage = _KitUsage(look, kit, tuple(uses))
    for key_path in single_values(kit.source.data):
        if why := usage.why_unused(key_path):
            yield UnusedKey(dotted(key_path), kit.source.at_key(key_path), why)


@dataclass(frozen=True, slots=True)
class _KitUsage:
    """What all editions together show of a kit."""

    look: Look
    kit: Kit
    uses: tuple[BrandUse, ...]

    def why_unused(self, key_path: KeyPath) -> str | None:
        """Return why the value at a key path had no effect; None where it had one."""
        is_of_another_tool = key_path[0] == "defaults" and key_path[:2] != OPTIONS_PATH
        if self.kit.source.value(key_path) is None and not is_of_another_tool:
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
        picture_path = key_path[:-1] if key_path[-1] == "path" else key_path
        if picture_path[:2] == ("logo", "images"):
            used_names = {art.image for art in self.look.artworks() if art.key_path in used}
            is_used = bool(used_names.intersection(picture_path[2:3]))
        else:
            is_used = any(path[: len(picture_path)] == picture_path for path in used)
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
        typefaces = (each for each in self.look.type.both if each.name.casefold() == font.family.casefold())
        paths = {face.path for typeface in typefaces for face in typeface.faces}
        match rest:
            case _ if not paths:
                return "no words are set in it"
            case ("files", int(which), *_):
                path = (self.kit.folder / font.files[which].path).resolve()
                return None if path in paths else "nothing is set in this style and weight"
            case ("weight" | "style" | "display", *_):
                return "nothing is fetched: the styles that are here are used"
            case _:
                return None

    def _shown_pictures(self) -> frozenset[KeyPath]:
        return frozenset(picture.key_path for use in self.uses for picture in use.pictures)
