"""What an edition shows of a brand kit: its texts, pictures, fonts, forms and inks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framework_pdf.brand.kit_values import is_text, single_values, value_at
from framework_pdf.brand.logos import Artwork
from framework_pdf.brand.look import Look
from framework_pdf.content.model.base import paragraphs_of
from framework_pdf.core.key_path import KeyPath
from framework_pdf.core.units import MM_PER_INCH

DESIGN_FOLDERS = {"cover": "covers", "opener": "openers", "panels": "panels"}
"""The choices of forms, each with the folder that has its style sheets."""


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
class BrandUse:
    """What one edition shows of the brand kit."""

    words: frozenset[KeyPath]
    """The key paths of the kit's texts that are read in it."""
    pictures: frozenset[ShownPicture]
    fonts: frozenset[str]
    """The names of the fonts in the file."""
    designs: frozenset[str]
    """The choices of forms whose style sheets were used."""
    on_screen: bool
    """Whether it is a web page."""
    in_inks: bool
    """Whether it is for a print shop, in cyan, magenta, yellow and black."""

    def to_record(self) -> dict[str, Any]:
        """Return the same as JSON values, always in the same order."""
        return {
            "words": sorted(map(list, self.words), key=repr),
            "pictures": sorted([[*shown.key_path], shown.width, shown.dots_per_inch] for shown in self.pictures),
            "fonts": sorted(self.fonts),
            "designs": sorted(self.designs),
            "on_screen": self.on_screen,
            "in_inks": self.in_inks,
        }

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> "BrandUse":
        """Return what `to_record` made JSON values of."""
        return cls(
            words=frozenset(map(tuple, record["words"])),
            pictures=frozenset(ShownPicture(tuple(path), width, dots) for path, width, dots in record["pictures"]),
            fonts=frozenset(record["fonts"]),
            designs=frozenset(record["designs"]),
            on_screen=record["on_screen"],
            in_inks=record["in_inks"],
        )


def brand_use_in(
    look: Look,
    *,
    words: str,
    pictures: Iterable[tuple[str, float | None]],
    fonts: Iterable[str],
    files: Iterable[Path],
    in_inks: bool,
) -> BrandUse:
    """Return what an edition shows of its look.

    Args:
        look: The look in which the edition was made.
        words: All that is read in the edition.
        pictures: The address and the width in mm of each picture in it; the width is None on a screen.
        fonts: The names of the fonts in the file; none in a web page.
        files: The templates and style sheets that were used.
        in_inks: Whether it is for a print shop.

    """
    artworks_by_src: dict[str, list[Artwork]] = {}
    for art in look.artworks():
        artworks_by_src.setdefault(art.picture.src, []).append(art)
    fonts, folders = frozenset(fonts), {path.parent.name for path in files}
    words = " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())
    return BrandUse(
        words=frozenset(_texts_in(words, _texts(look))),
        pictures=frozenset(_shown(art, width) for src, width in pictures for art in artworks_by_src.get(src, ())),
        fonts=fonts,
        designs=frozenset(name for name, folder in DESIGN_FOLDERS.items() if folder in folders),
        on_screen=not fonts,
        in_inks=in_inks,
    )


def _shown(art: Artwork, width: float | None) -> ShownPicture:
    dots = art.picture.dots
    return ShownPicture(art.key_path, width, dots[0] / (width / MM_PER_INCH) if dots and width else None)


def _texts(look: Look) -> Iterator[tuple[KeyPath, tuple[str, ...]]]:
    """Yield the key path of each text of a look's kit, with the paragraphs as which it is read."""
    if look.kit:
        for key_path in single_values(look.kit.given):
            if is_text(key_path):
                yield key_path, paragraphs_of(str(value_at(look.kit.given, key_path)).removesuffix("/"))


def _texts_in(words: str, texts: Iterable[tuple[KeyPath, tuple[str, ...]]]) -> Iterator[KeyPath]:
    """Yield the key path of each text that stands in the words by itself, and not only within a longer one."""
    key_paths: dict[tuple[str, ...], list[KeyPath]] = {}
    for key_path, paragraphs in texts:
        key_paths.setdefault(paragraphs, []).append(key_path)
    for paragraphs in sorted(key_paths, key=lambda paragraphs: -max(map(len, paragraphs), default=0)):
        if all(paragraph in words for paragraph in paragraphs):
            yield from key_paths[paragraphs]
        for paragraph in paragraphs:
            words = words.replace(paragraph, "\n")
