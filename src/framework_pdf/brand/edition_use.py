"""Finds what an edition shows of a brand kit: its texts, pictures, fonts, forms and inks."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from framework_pdf.brand.brand_use import BrandUse, ShownPicture
from framework_pdf.brand.logos import Artwork
from framework_pdf.brand.look import Look
from framework_pdf.brand.model import Kit, is_text, single_values
from framework_pdf.content.markup import lines_of, runs_of
from framework_pdf.content.markup_checks import texts_of
from framework_pdf.content.markup_reader import read_text
from framework_pdf.content.model.base import Markup, paragraphs_of
from framework_pdf.core.key_path import KeyPath
from framework_pdf.core.units import MM_PER_INCH

T = TypeVar("T")
SizedPictures = Iterable[tuple[str, float | None]]
"""The address of each picture of an edition, and its width in mm, which is None on a screen."""
DESIGN_FOLDERS = {"cover": "covers", "opener": "openers", "panels": "panels"}
"""The choices of forms, each with the folder that has its style sheets."""


def brand_use_in(
    look: Look, *, words: str, pictures: SizedPictures, fonts: Iterable[str], files: Iterable[Path], in_inks: bool
) -> BrandUse:
    """Return what an edition shows of its look.

    Args:
        look: The look in which the edition was made.
        words: All that is read in the edition.
        pictures: The pictures in it.
        fonts: The names of the fonts in the file; none in a web page.
        files: The templates and style sheets that were used.
        in_inks: Whether it is for a print shop.

    """
    fonts, folders = _each_once(fonts), {path.parent.name for path in files}
    shown = (_shown(art, width) for src, width in pictures for art in look.artworks() if art.picture.src == src)
    words = " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())
    return BrandUse(
        words=_each_once(_texts_in(words, look.kit) if look.kit else ()),
        pictures=_each_once(shown),
        fonts=fonts,
        designs=tuple(name for name, folder in DESIGN_FOLDERS.items() if folder in folders),
        on_screen=not fonts,
        in_inks=in_inks,
    )


def _each_once(values: Iterable[T]) -> tuple[T, ...]:
    """Return values without repetition, in an order that depends on nothing else."""
    return tuple(sorted(set(values), key=repr))


def _shown(art: Artwork, width: float | None) -> ShownPicture:
    dots = art.picture.dots
    return ShownPicture(art.key_path, width, dots[0] / (width / MM_PER_INCH) if dots and width else None)


def _texts_in(words: str, kit: Kit) -> Iterator[KeyPath]:
    """Yield the key path of each text of a kit that stands in the words by itself, and not only within a longer one."""
    key_paths: dict[tuple[str, ...], list[KeyPath]] = {}
    with_markup = {path for path, _, markup in texts_of(kit.brand) if markup is Markup.BLOCKS}
    for key_path, value in single_values(kit.source.data):
        if is_text(key_path):
            pieces = _pieces(str(value)) if key_path in with_markup else paragraphs_of(str(value).removesuffix("/"))
            key_paths.setdefault(pieces, []).append(key_path)
    for paragraphs in sorted(key_paths, key=lambda paragraphs: -max(map(len, paragraphs), default=0)):
        if all(paragraph in words for paragraph in paragraphs):
            yield from key_paths[paragraphs]
        for paragraph in paragraphs:
            words = words.replace(paragraph, "\n")


def _pieces(text: str) -> tuple[str, ...]:
    """Return the pieces of a text between its marks, as they are printed: those of three words or more, if any."""
    pieces = tuple(" ".join(run.split()) for line in lines_of(read_text(text).blocks) for run in runs_of(line))
    return tuple(piece for piece in pieces if piece.count(" ") > 1) or tuple(filter(None, pieces))
