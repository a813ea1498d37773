"""Reads font files: what a file says of itself, and the font in the forms that pages take along."""

import logging
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from string import ascii_letters, digits
from typing import Any, NamedTuple

from framework_pdf.brand.unicode_scripts import is_used_in, scripts_of
from framework_pdf.brand.unpacked_size import unpacked_size
from framework_pdf.brand.weights import WEIGHTS
from framework_pdf.core.data_url import data_url
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.limits import MOST_BYTES_OF_A_FONT

FORMATS = (".ttf", ".otf", ".woff", ".woff2")
"""How the names of font files end."""
WEB_CHARACTERS = (
    range(0x20, 0x180),
    range(0x2000, 0x2070),
    range(0x20A0, 0x20C0),
    range(0x2100, 0x2150),
    range(0x2190, 0x2194),
)
"""The code points that every web page takes along: not only those of its text, since readers write in it too. Letters
of most European languages, punctuation, currencies, letter-like signs and arrows."""
MOST_OF_A_SCRIPT = 2000
"""A web page takes a script along as a whole where the font has so many characters of it at most: of Chinese characters
and Korean syllables a font has tens of thousands, and the page takes those that its text uses."""
_RESTRICTED, _PERMITTED, _BITMAPS_ONLY = 0x0002, 0x000C, 0x0200
"""Bits of OS/2.fsType: no embedding; embedding for readers or editors, which overrides it; no embedding of outlines."""
_EXPORT_AGAIN = "export or download the font again, as .ttf, .otf, .woff or .woff2"
_LIKELY_X_HEIGHTS = (0.2, 0.9)
"""The range of likely x-heights, as shares of the type size: a font that states another one is mistaken."""

_LIKELY_WIDTHS = (0.05, 3)
"""The range of likely widths of letters and digits, as shares of the type size: others could not be read."""

logging.getLogger("fontTools").addHandler(logging.NullHandler())  # what it logs of odd tables concerns nobody here


class FontFileError(Exception):
    """A font file that can't be used, why, and what to do about it."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint

    def at(self, place: Location, name: str) -> Diagnostic:
        """Return the problem for the user, with the place where the font is named."""
        return Diagnostic(self.code, f"`{name}` {self.message}", place, self.hint)


class FontFile(NamedTuple):
    """What a font file says of itself."""

    path: Path
    weights: tuple[int, ...]
    """All weights that it has: one, or those of a variable font; none where it does not say."""
    is_variable: bool
    """Whether it is a variable font."""
    has_weight_axis: bool
    """Whether it is a variable font whose weight varies."""
    is_upright: bool
    """Whether it is not italic."""


def read_font(path: Path) -> FontFile:
    """Return what a font file says of itself.

    Raises:
        FontFileError: The file is no font, is broken, too large, or may not be embedded.

    """
    if path.suffix.lower() not in FORMATS:
        raise FontFileError("unreadable-font", "is no font by its name", f"fonts are {', '.join(FORMATS)}")
    return _font_file(_file_state(path))


def font_bytes(path: Path, weight: int | None) -> bytes:
    """Return the content of a font file, or of one instance of a variable font.

    Args:
        weight: The weight of the instance; None for a font that is not variable.

    """
    return _read_bytes(path) if weight is None else _instance(_file_state(path), weight)


def x_height(path: Path, weight: int | None) -> float:
    """Return the height of the small letters as a share of the type size, from 0 to 1.

    Args:
        weight: The weight of the instance; None for a font that is not variable.

    Raises:
        FontFileError: The font states no likely x-height and has no usual x to measure.

    """
    return _x_height(_file_state(path), weight)


def size_of(content: bytes) -> int:
    """Return how many bytes a font has once it is unpacked.

    Args:
        content: The font file.

    Raises:
        FontFileError: It is no font, or too large.

    """
    with _open_font(content) as font:
        font.getBestCmap()
    return unpacked_size(content, MOST_BYTES_OF_A_FONT)


def characters(path: Path) -> frozenset[str]:
    """Return the characters that the font can draw.

    Raises:
        FontFileError: The file is no font, or can't be read.

    """
    return _characters(_file_state(path))


def line_height(path: Path, weight: int | None) -> float:
    """Return how high a line of the font is by what it states, as a share of the type size.

    Args:
        weight: The weight of the instance; None for a font that is not variable.

    Raises:
        FontFileError: The file is no font, or can't be read.

    """
    return _line_height(_file_state(path), weight)


def widths(path: Path, weight: int | None) -> Mapping[str, float]:
    """Return how wide the font sets each character that it can draw, as a share of the type size.

    Args:
        weight: The weight of the instance; None for a font that is not variable.

    Raises:
        FontFileError: The file is no font, or can't be read.

    """
    return _widths(_file_state(path), weight)


def embedded(path: Path, weight: int | None, used: Set[str]) -> str:
    """Return a data URL with what a web page needs of the font, as WOFF2.

    That is `WEB_CHARACTERS`, what is used besides, and all of the scripts that this is in, for readers' own words.

    Args:
        weight: The weight of the instance; None for a font that is not variable.
        used: The characters of the page.

    Raises:
        FontFileError: The file is no font, or can't be read.

    """
    beyond = frozenset(character for character in used if not any(ord(character) in part for part in WEB_CHARACTERS))
    return _embedded(_file_state(path), weight, _with_scripts(beyond, characters(path)) if beyond else beyond)


class _FileState(NamedTuple):
    """A file at one time. Results are cached by it, so that a file that changes is read again."""

    path: Path
    changed: int
    """The time of its last change, in ns."""
    size: int
    """In bytes."""


def _file_state(path: Path) -> _FileState:
    """Return the state of a file; FontFileError if it can't be seen."""
    try:
        status = path.stat()
    except OSError as error:
        raise _unreadable(error) from error
    return _FileState(path, status.st_mtime_ns, status.st_size)


@cache
def _font_file(state: _FileState) -> FontFile:
    with _open_font(_read_bytes(state.path)) as font:
        _check_usable(font)
        axes = {axis.axisTag: axis for axis in font["fvar"].axes} if "fvar" in font else {}
        return FontFile(
            path=state.path,
            weights=_weights(font, axes.get("wght")),
            is_variable=bool(axes),
            has_weight_axis="wght" in axes,
            is_upright=not (font["OS/2"].fsSelection & 1 if "OS/2" in font else font["head"].macStyle & 2),
        )


@cache
def _x_height(state: _FileState, weight: int | None) -> float:
    with _open_font(font_bytes(state.path, weight)) as font:
        stated = getattr(font["OS/2"], "sxHeight", 0) if "OS/2" in font else 0
        height = stated if _is_likely(stated / font["head"].unitsPerEm) else _top_of_x(font)
        share = float(height / font["head"].unitsPerEm)
    if not _is_likely(share):
        hint = "use another font: this one's letters can't be set in a size that is known"
        raise FontFileError("unreadable-font", "does not say how tall its small letters are, and has no usual x", hint)
    return share


@cache
def _instance(state: _FileState, weight: int) -> bytes:
    from fontTools.varLib.instancer import instantiateVariableFont

    file = BytesIO()
    with _open_font(_read_bytes(state.path)) as font:
        at_default = dict.fromkeys(axis.axisTag for axis in font["fvar"].axes)
        pinned = {**at_default, "wght": weight} if "wght" in at_default else at_default
        # PDF knows no CFF2, so it becomes CFF.
        fixed = instantiateVariableFont(font, pinned, inplace=True, downgradeCFF2="CFF2" in font)
        fixed.flavor = None
        fixed.save(file)
    return file.getvalue()


@cache
def _characters(state: _FileState) -> frozenset[str]:
    with _open_font(_read_bytes(state.path)) as font:
        return frozenset(chr(code) for code in font.getBestCmap())


@cache
def _line_height(state: _FileState, weight: int | None) -> float:
    with _open_font(font_bytes(state.path, weight)) as font:
        return float((font["hhea"].ascent - font["hhea"].descent) / font["head"].unitsPerEm)


@cache
def _widths(state: _FileState, weight: int | None) -> Mapping[str, float]:
    with _open_font(font_bytes(state.path, weight)) as font:
        units, advances = font["head"].unitsPerEm, font["hmtx"].metrics
        return {chr(code): advances[glyph][0] / units for code, glyph in font.getBestCmap().items()}


def _with_scripts(used: frozenset[str], drawn: frozenset[str]) -> frozenset[str]:
    """Return characters with all that a font draws of the scripts that they are in."""
    found = used & drawn
    for script in scripts_of(used):
        whole = frozenset(character for character in drawn if is_used_in(character, frozenset({script})))
        if len(whole) <= MOST_OF_A_SCRIPT:
            found |= whole
    return found


@cache
def _embedded(state: _FileState, weight: int | None, others: frozenset[str]) -> str:
    """Return the data URL for `embedded`, with other characters than `WEB_CHARACTERS`."""
    from fontTools import subset

    options = subset.Options(flavor="woff2", hinting=False)
    with _open_font(font_bytes(state.path, weight), as_it_is=True) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=chain(*WEB_CHARACTERS, map(ord, others)))
        subsetter.subset(font)
        file = BytesIO()
        subset.save_font(font, file, options)
    return data_url("font/woff2", file.getvalue())


def _read_bytes(path: Path) -> bytes:
    """Return the content of a font file.

    Raises:
        FontFileError: The file is too large or can't be read.

    """
    try:
        if path.stat().st_size > MOST_BYTES_OF_A_FONT:
            raise _too_large("is too large")
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(error) from error


def _unreadable(error: OSError) -> FontFileError:
    return FontFileError("unreadable-font", f"can't be read: {error.strerror}", _EXPORT_AGAIN)


def _too_large(message: str) -> FontFileError:
    hint = f"take a file of {MOST_BYTES_OF_A_FONT // 1_000_000} MB at most, with fewer characters in it"
    return FontFileError("large-font", message, hint)


@contextmanager
def _open_font(content: bytes, *, as_it_is: bool = False) -> Iterator[Any]:
    """Open a font for a `with` block; whatever the font or its use raises becomes a FontFileError.

    Args:
        as_it_is: Whether the bounds of its letters stay as the font states them where it is saved.

    """
    from fontTools.ttLib import TTFont

    try:
        if unpacked_size(content, MOST_BYTES_OF_A_FONT) > MOST_BYTES_OF_A_FONT:
            raise _too_large(f"has more than {MOST_BYTES_OF_A_FONT:,} bytes once it is unpacked")
        with TTFont(BytesIO(content), lazy=True, recalcTimestamp=False, recalcBBoxes=not as_it_is) as font:
            yield font
    except FontFileError:
        raise
    except Exception as error:  # a broken font makes fontTools raise anything
        raise FontFileError("unreadable-font", "is not a font that can be read", _EXPORT_AGAIN) from error


def _check_usable(font: Any) -> None:
    """Raise FontFileError where a font may not be embedded, is broken or has no letters.

    All tables are read and all letters drawn here, because a broken one would otherwise be met only on a page.
    """
    from fontTools.pens.basePen import NullPen

    permissions = font["OS/2"].fsType if "OS/2" in font else 0
    is_restricted = permissions & _RESTRICTED and not permissions & _PERMITTED
    if is_restricted or permissions & _BITMAPS_ONLY:
        hint = "ask its maker for a licence and a file for embedding, or use another typeface"
        raise FontFileError("restricted-font", "may not be embedded: the file says so", hint)
    for table in font.reader.keys():  # noqa: SIM118 - a reader can't be iterated
        font.reader[table]  # raises where the file ends before the table does
    drawn, glyphs = font.getBestCmap() or {}, font.getGlyphSet()
    for code in chain.from_iterable(WEB_CHARACTERS):
        if code in drawn:
            glyphs[drawn[code]].draw(NullPen())
    if not drawn:
        raise FontFileError("unreadable-font", "has no letters", "take a file of the typeface's letters")
    _check_legible(font)


def _check_legible(font: Any) -> None:
    """Raise FontFileError where letters can't be seen, or stand over each other or far apart."""
    from fontTools.pens.boundsPen import ControlBoundsPen

    drawn, glyphs, units = font.getBestCmap(), font.getGlyphSet(), font["head"].unitsPerEm
    for letter in filter(lambda letter: ord(letter) in drawn, ascii_letters + digits):
        glyph, pen = glyphs[drawn[ord(letter)]], ControlBoundsPen(glyphs)
        glyph.draw(pen)
        left, low, right, high = pen.bounds or (0, 0, 0, 0)
        if left == right or low == high:
            raise FontFileError("unreadable-font", f"has a `{letter}` that can't be seen", _EXPORT_AGAIN)
        narrowest, widest = (share * units for share in _LIKELY_WIDTHS)
        if not narrowest <= glyph.width <= widest:
            share = f"{glyph.width / units:.2f} times the type size"
            raise FontFileError("unreadable-font", f"says that `{letter}` is {share} wide", _EXPORT_AGAIN)


def _weights(font: Any, axis: Any) -> tuple[int, ...]:
    """Return the weights on an axis, or without one the weight that a font states, in hundreds; none if it states none.

    Args:
        axis: The font's axis of weights; None where it has none.

    """
    if axis:
        return tuple(weight for weight in WEIGHTS if axis.minValue <= weight <= axis.maxValue)
    stated = font["OS/2"].usWeightClass if "OS/2" in font else 0
    hundreds = stated if stated < 10 else round(stated / 100)  # old files count from 1 to 9
    return (min(max(100 * hundreds, WEIGHTS[0]), WEIGHTS[-1]),) if stated else ()


def _is_likely(share: float) -> bool:
    return _LIKELY_X_HEIGHTS[0] <= share <= _LIKELY_X_HEIGHTS[1]


def _top_of_x(font: Any) -> float:
    """Return how high the letter x is, in the font's units; 0 where the font has none."""
    from fontTools.pens.boundsPen import BoundsPen

    glyphs, name = font.getGlyphSet(), font.getBestCmap().get(ord("x"))
    pen = BoundsPen(glyphs)
    if name:
        glyphs[name].draw(pen)
    return float(pen.bounds[3]) if pen.bounds else 0
