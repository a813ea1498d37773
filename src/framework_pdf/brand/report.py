"""A livery and what was made with it in; out, its report: what of the kit was used, and which keys had no effect."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from framework_pdf.brand.logos import Artwork
from framework_pdf.brand.look import Look
from framework_pdf.brand.model import OPTIONS_PATH
from framework_pdf.brand.palette import PALETTE_PATH, ChangedColour
from framework_pdf.brand.typefaces import is_font_of
from framework_pdf.content.model.base import paragraphs_of
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.key_path import KeyPath
from framework_pdf.core.paths import shortest
from framework_pdf.core.units import MM_PER_INCH

LEAST_DOTS_PER_INCH = 300
"""Of a picture on paper: what printers ask for."""
DESIGN = {"cover": "covers", "opener": "openers", "panels": "panels"}
"""The choices of forms, and the folder that has the style sheets of each."""


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture as it was used: its width in mm, and how fine it is there; none on a screen, or of lines."""

    key_path: KeyPath
    width: float | None
    dots_per_inch: float | None


@dataclass(frozen=True, slots=True)
class BrandUse:
    """What one edition shows of its livery."""

    words: frozenset[KeyPath]
    """The ways to the texts of the kit that are read in it."""
    pictures: frozenset[ShownPicture]
    fonts: frozenset[str]
    """The names of the fonts in the file."""
    designs: frozenset[str]
    """The choices of forms whose style sheets were used."""
    on_screen: bool
    in_inks: bool
    """Whether it is for a print shop, in cyan, magenta, yellow and black."""

    def to_record(self) -> dict[str, Any]:
        """Nothing in; out, the same as values of JSON, always in the same order."""
        return {
            "words": sorted(map(list, self.words), key=repr),
            "pictures": sorted([[*shown.key_path], shown.width, shown.dots_per_inch] for shown in self.pictures),
            "fonts": sorted(self.fonts),
            "designs": sorted(self.designs),
            "on_screen": self.on_screen,
            "in_inks": self.in_inks,
        }

    @classmethod
    def of_record(cls, said: dict[str, Any]) -> "BrandUse":
        """Such values in, the same out."""
        return cls(
            words=frozenset(map(tuple, said["words"])),
            pictures=frozenset(
                ShownPicture(tuple(key_path), width, dots) for key_path, width, dots in said["pictures"]
            ),
            fonts=frozenset(said["fonts"]),
            designs=frozenset(said["designs"]),
            on_screen=said["on_screen"],
            in_inks=said["in_inks"],
        )


@dataclass(frozen=True, slots=True)
class UnusedKey:
    """A key of a kit that had no effect, and why."""

    key: str
    place: Location
    why: str


@dataclass(frozen=True, slots=True)
class BrandReport:
    """What became of a kit."""

    name: str
    folder: Path
    typefaces: tuple[tuple[str, str, tuple[Path, ...], tuple[str, ...]], ...]
    """What is set in it, what it is called, its files, and the names of its fonts in the PDF files."""
    pictures: tuple[tuple[str, str], ...]
    """Each picture that was used: its file, and how wide and fine it is in print."""
    colours: tuple[tuple[str, str, str], ...]
    """Each colour that was used: its key, the colour that was asked for, and what for."""
    shades: tuple[ChangedColour, ...]
    """Of colours that the kit asked for."""
    idle: tuple[UnusedKey, ...]

    def to_record(self) -> dict[str, Any]:
        """Nothing in; out, the same as values of JSON, in words that people know from the kit."""
        return {
            "name": self.name,
            "folder": shortest(self.folder),
            "typefaces": [
                {"of": what, "name": name, "files": [shortest(file) for file in files], "embedded": list(embedded)}
                for what, name, files, embedded in self.typefaces
            ],
            "pictures": [{"file": file, "used": used} for file, used in self.pictures],
            "colours": [{"key": key, "asked": asked, "used_for": use} for key, asked, use in self.colours],
            "changed": [
                {"for": each.of, "asked": each.asked, "used": each.used, "contrast_before": round(each.before, 2)}
                for each in self.shades
            ],
            "without_effect": [{"key": each.key, "at": str(each.place), "why": each.why} for each in self.idle],
        }


def brand_use_in(
    look: Look,
    words: str,
    placed: Iterable[tuple[str, float | None]],
    fonts: Iterable[str],
    files: Iterable[Path],
    *,
    in_inks: bool,
) -> BrandUse:
    """A livery, and of an edition what is read in it, its pictures, fonts, files and inks, in; out, what it shows.

    A picture is its address and its width in mm, or None on a screen.
    """
    by_src: dict[str, list[Artwork]] = {}
    for art in look.artworks():
        by_src.setdefault(art.picture.src, []).append(art)
    fonts = frozenset(fonts)
    words = " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())
    return BrandUse(
        words=frozenset(_read_in(words, _texts(look))),
        pictures=frozenset(_shown(art, width) for src, width in placed for art in by_src.get(src, ())),
        fonts=fonts,
        designs=frozenset(name for name, folder in DESIGN.items() if any(path.parent.name == folder for path in files)),
        on_screen=not fonts,
        in_inks=in_inks,
    )


def coarse(look: Look, seen: Iterable[BrandUse]) -> Iterator[Diagnostic]:
    """A livery and what editions show of it in; out, each picture that has too few dots where it is printed."""
    assert look.kit
    every = frozenset(shown for each in seen for shown in each.pictures)
    for art in look.artworks():
        key_path, fineness = art.key_path, _coarsest(art.key_path, every)
        if fineness is not None and fineness < LEAST_DOTS_PER_INCH:
            place = look.kit.at(*key_path, "path")
            message = f"this picture has {fineness:.0f} dots per inch where it is printed largest"
            assert art.picture.dots
            needed = " × ".join(f"{ceil(side * LEAST_DOTS_PER_INCH / fineness):,}" for side in art.picture.dots)
            hint = f"it needs {LEAST_DOTS_PER_INCH}: give it {needed} dots or more, or SVG"
            yield Diagnostic("too-few-dots", message, place, hint)


def report_of(look: Look, seen: Iterable[BrandUse]) -> BrandReport:
    """The livery of a kit and what editions show of it in; out, its report."""
    seen, kit, type_ = tuple(seen), look.kit, look.type
    assert kit
    fonts = frozenset(name for each in seen for name in each.fonts)
    every = frozenset(shown for each in seen for shown in each.pictures)
    used = frozenset(shown.key_path for shown in every)
    return BrandReport(
        name=look.name,
        folder=kit.folder,
        typefaces=tuple(
            (
                what,
                face.name,
                tuple(each.path for each in face.faces),
                tuple(sorted(name for name in fonts if is_font_of(name, face.family))),
            )
            for what, face in (("text", type_.text), ("headings", type_.headings))
        ),
        pictures=tuple(
            dict.fromkeys(
                (art.picture.path.relative_to(kit.folder.resolve()).as_posix(), _printed_sizes(art.key_path, every))
                for art in look.artworks()
                if art.key_path in used
            )
        ),
        colours=tuple(
            (_key(key_path), _value(kit.given, key_path), use) for key_path, use in look.palette.uses.items()
        ),
        shades=tuple(shade for shade in look.palette.shades if not shade.made),
        idle=tuple(
            UnusedKey(_key(key_path), kit.keys.get(key_path) or kit.at(*key_path), why)
            for key_path in _leaves(kit.given)
            if (why := _why_idle(look, key_path, seen))
        ),
    )


def _shown(art: Artwork, width: float | None) -> ShownPicture:
    dots = art.picture.dots
    return ShownPicture(art.key_path, width, dots[0] / (width / MM_PER_INCH) if dots and width else None)


def _coarsest(key_path: KeyPath, every: Iterable[ShownPicture]) -> float | None:
    """The way to a picture and all that were shown in; out, its fewest dots per inch; None where it has no dots."""
    return min(
        (shown.dots_per_inch for shown in every if shown.key_path == key_path and shown.dots_per_inch), default=None
    )


def _printed_sizes(key_path: KeyPath, every: Iterable[ShownPicture]) -> str:
    """The way to a picture and all that were shown in; out, how wide it is in print, and how fine."""
    widths = sorted({round(shown.width) for shown in every if shown.key_path == key_path and shown.width})
    if not widths:
        return "on the web page"
    wide = f"{widths[0]} mm wide" if len(widths) == 1 else f"{widths[0]} to {widths[-1]} mm wide"
    fineness = _coarsest(key_path, every)
    return f"{wide}, {fineness:.0f} dots per inch or more" if fineness else f"{wide}, a drawing: sharp in any size"


def _leaves(given: Any, key_path: KeyPath = ()) -> Iterator[KeyPath]:
    """What a kit's file says in; out, the way to each single value; what is another tool's is one."""
    entries = tuple(given.items() if isinstance(given, dict) else enumerate(given) if isinstance(given, list) else ())
    are_numbers = all(isinstance(below, (int, float)) for _, below in entries)
    if are_numbers or (len(key_path) == 2 and key_path[0] == "defaults" and key_path != OPTIONS_PATH):
        yield key_path
        return
    for step, below in entries:
        yield from _leaves(below, (*key_path, step))


def _value(given: Any, key_path: KeyPath) -> str:
    """What a kit's file says and a way in; out, what stands there; where it stands for more, the first of that."""
    for step in key_path:
        given = given[step] if isinstance(given, (dict, list)) else given  # type: ignore[index]
    return str(given["light"] if isinstance(given, dict) else given)


def _is_empty(given: Any, key_path: KeyPath) -> bool:
    """What a kit's file says and the way to a value in it in; out, whether nothing stands there; not another tool's."""
    for step in key_path:
        given = given[step]
    return given is None and (key_path[0] != "defaults" or key_path[:2] == OPTIONS_PATH)


def _key(key_path: KeyPath) -> str:
    return ".".join(map(str, key_path))


def _texts(look: Look) -> Iterator[tuple[KeyPath, tuple[str, ...]]]:
    """A livery in; out, the way to each text of its kit, with the paragraphs that it is read by."""
    if look.kit:
        for key_path in _leaves(look.kit.given):
            if _is_text(key_path):
                yield key_path, paragraphs_of(str(_value(look.kit.given, key_path)).removesuffix("/"))


def _read_in(words: str, texts: Iterable[tuple[KeyPath, tuple[str, ...]]]) -> Iterator[KeyPath]:
    """Words and texts in; out, the way to each text that stands in them by itself, and not only in a longer one."""
    key_paths: dict[tuple[str, ...], list[KeyPath]] = {}
    for key_path, parts in texts:
        key_paths.setdefault(parts, []).append(key_path)
    for parts in sorted(key_paths, key=lambda parts: -max(map(len, parts), default=0)):
        if all(part in words for part in parts):
            yield from key_paths[parts]
        for part in parts:
            words = words.replace(part, "\n")


def _is_text(key_path: KeyPath) -> bool:
    match key_path:
        case ("meta", "name" | "link") | ("meta", "name", "full" | "short") | ("meta", "link", "home"):
            return True
        case ("logo", *rest):
            return rest[-1:] == ["alt"]
        case ("defaults", "framework-pdf", "foreword", "photograph", *rest):
            return rest == ["alt"]
        case ("defaults", "framework-pdf", "partners", _, *rest):
            return rest in (["name"], ["logo", "alt"])
        case ("defaults", "framework-pdf", "strapline" | "foreword" | "back-cover" | "contact" | "licence", *_):
            return True
        case _:
            return False


def _why_idle(look: Look, key_path: KeyPath, seen: tuple[BrandUse, ...]) -> str | None:
    """A livery, the way to a value of its kit and what was seen in; out, why it had no effect, if so."""
    if look.kit and _is_empty(look.kit.given, key_path):
        return "it is empty; what begins with `#` needs quotes"
    if _is_text(key_path):
        return None if any(key_path in each.words for each in seen) else "nothing that was made has it"
    return _why_unused(look, key_path, seen)


def _why_unused(look: Look, key_path: KeyPath, seen: tuple[BrandUse, ...]) -> str | None:
    """A livery, the way to a value of its kit that is no text, and what was seen in; out, as above."""
    match key_path:
        case ("color", *_) | ("typography", "base" | "headings" | "link", "color", *_) | (_, _, "aspects", _):
            return _why_no_colour(look, key_path)
        case ("logo", *_) | (*_, "photograph") | (*_, "photograph", "path") | (_, _, "partners", _, "logo", *_):
            return _why_no_picture(look, key_path, seen)
        case ("typography", *_):
            return _why_no_type(look, key_path, seen)
        case ("defaults", "framework-pdf", "design", name):
            return None if any(name in each.designs for each in seen) else "nothing that was made has one"
        case ("defaults", "framework-pdf", "logo", *_):
            return None if any(each.pictures for each in seen) else "nothing that was made has a logo"
        case ("defaults", "framework-pdf", "inks", name, *_) if (*PALETTE_PATH, name) not in look.palette.named:
            return "the palette has no colour of that name"
        case ("defaults", "framework-pdf", "inks", *_):
            is_used = any(each.in_inks for each in seen)
            return None if is_used else "only files for a print shop (--print press) and the brand's specimen have it"
        case ("defaults", *_):
            return "it is for another tool"
        case _:
            return "the format allows it, and nothing here uses it"


def _why_no_colour(look: Look, key_path: KeyPath) -> str | None:
    match key_path:
        case ("color", role, "dark") if role != PALETTE_PATH[-1] and key_path not in look.palette.uses:
            return "dark screens have shades of the light one"
        case ("typography", _, "color", "dark"):
            return "dark screens have shades of the light one"
        case _:
            return None if _starts(key_path, look.palette.uses) else "no colour of an edition is made from it"


def _starts(key_path: KeyPath, key_paths: Iterable[KeyPath]) -> bool:
    """A way and others in; out, whether one of them leads to it or to what it is a part of."""
    return any(key_path[: len(other)] == other for other in key_paths)


def _why_no_picture(look: Look, key_path: KeyPath, seen: tuple[BrandUse, ...]) -> str | None:
    if "attrs" in key_path:
        return "it is for another tool"
    used = frozenset(shown.key_path for each in seen for shown in each.pictures)
    at = key_path[:-1] if key_path[-1] == "path" else key_path
    names = {art.image for art in look.artworks() if art.key_path in used}
    is_used = (
        bool(names.intersection(at[2:3]))
        if at[:2] == ("logo", "images")
        else any(each[: len(at)] == at for each in used)
    )
    return None if is_used else "nothing that was made shows it"


def _why_no_type(look: Look, key_path: KeyPath, seen: tuple[BrandUse, ...]) -> str | None:
    on_screen = any(each.on_screen for each in seen)
    match key_path[1:]:
        case ("fonts", int(number), *rest):
            return _why_no_font(look, number, tuple(rest))
        case ("base" | "headings" | "link",) | ("base" | "headings", "family") | (_, "weight"):
            return None
        case ("base", "size" | "line-height" as key) if key in look.screen.unmet:
            return "it would be hard to read: the web page has the nearest that is not"
        case ("base", "size" | "line-height") | ("link", "decoration"):
            return None if on_screen else "only the web page has it: on paper, clear print and its grid say it"
        case ("base" | "headings" | "link", name, *_):
            return f"the design says the {str(name).replace('-', ' ')} of these words"
        case _:
            return "nothing is set in it"


def _why_no_font(look: Look, number: int, rest: KeyPath) -> str | None:
    """The number of one of a kit's typefaces and the way to a value of it in; out, why it had no effect, if so."""
    assert look.kit
    font = look.kit.brand.typography.fonts[number]
    faces = [
        face for type_ in look.type.both for face in type_.faces if type_.name.casefold() == font.family.casefold()
    ]
    match rest:
        case _ if not faces:
            return "no words are set in it"
        case ("files", int(which), *_):
            path = (look.kit.folder / font.files[which].path).resolve()
            return None if path in {face.path for face in faces} else "nothing is set in this style and weight"
        case ("weight" | "style" | "display", *_):
            return "nothing is fetched: the styles that are here are used"
        case _:
            return None
