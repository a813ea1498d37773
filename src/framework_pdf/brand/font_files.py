"""A font's file in; out, what it says of itself, and the font as pages take it along; or why it can't be used."""

import logging
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.limits import MOST_BYTES_OF_A_FONT

FORMATS = (".ttf", ".otf", ".woff", ".woff2")
"""How the names of font files end."""
WEIGHTS = range(100, 901, 100)
"""The weights that a style sheet may name."""
WEB = (range(0x20, 0x180), range(0x2000, 0x2070), range(0x20A0, 0x20C0), range(0x2100, 0x2150), range(0x2190, 0x2194))
"""What a web page can set, so that a reader can write in it too: letters of most European languages, punctuation,
currencies, letter-like signs and arrows."""
_RESTRICTED, _PERMITTED, _BITMAPS_ONLY = 0x0002, 0x000C, 0x0200
"""In OS/2.fsType: no embedding; embedding for readers or editors, which wins over it; none of outlines."""
_LIKELY = (0.2, 0.9)
"""Between which shares of the size the height of small letters is: what says something else is mistaken."""

logging.getLogger("fontTools").addHandler(logging.NullHandler())  # what it says of odd tables concerns no reader


class FontFileError(Exception):
    """A font that can't be used."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint

    def at(self, place: Location, name: str) -> Diagnostic:
        """Where the font is named, and how, in; the problem out."""
        return Diagnostic(self.code, f"`{name}` {self.message}", place, self.hint)


@dataclass(frozen=True, slots=True)
class FontFile:
    """What a font's file says of itself."""

    path: Path
    weights: tuple[int, ...]
    """All weights that it has: one, or those of a variable font; none where it does not say."""
    varied: bool
    """Whether it is a variable font."""
    ranging: bool
    """Whether it is one whose weight varies."""
    upright: bool


def read(path: Path) -> FontFile:
    """A font's file in; out, what it says of itself. Raises FontFileError where it can't be used."""
    if path.suffix.lower() not in FORMATS:
        raise FontFileError("unreadable-font", "is no font by its name", f"fonts are {', '.join(FORMATS)}")
    with _opened(_bytes(path)) as font:
        _check(font)
        axes = {axis.axisTag: axis for axis in font["fvar"].axes} if "fvar" in font else {}
        ranging = axes.get("wght")
        if ranging:
            weights = tuple(weight for weight in WEIGHTS if ranging.minValue <= weight <= ranging.maxValue)
        else:
            weights = _weights_said(font)
        upright = not (font["OS/2"].fsSelection & 1 if "OS/2" in font else font["head"].macStyle & 2)
        return FontFile(path, weights, bool(axes), ranging is not None, upright)


def static(path: Path, weight: int | None) -> bytes:
    """A font's file and, where it is a variable one, a weight in; out, the file, or that instance as a file."""
    return _bytes(path) if weight is None else _instance(_stamp(path), weight)


def address(path: Path, weight: int | None) -> str:
    """The same in; out, the file's address, or for an instance one that holds it."""
    if weight is None:
        return path.as_uri()
    content = static(path, weight)
    return _holding("otf" if content.startswith(b"OTTO") else "ttf", content)


def x_height(path: Path, weight: int | None) -> float:
    """The same in; out, how tall its small letters are, as a share of the size. Raises FontFileError."""
    with _opened(static(path, weight)) as font:
        said = getattr(font["OS/2"], "sxHeight", 0) if "OS/2" in font else 0
        height = said if _is_likely(said / font["head"].unitsPerEm) else _top_of_x(font)
        share = float(height / font["head"].unitsPerEm)
    if not _is_likely(share):
        hint = "use another font: this one's letters can't be set in a size that is known"
        raise FontFileError("unreadable-font", "does not say how tall its small letters are, and has no usual x", hint)
    return share


def characters(path: Path) -> frozenset[str]:
    """A font's file in; out, the characters that it can draw. Raises FontFileError."""
    return _characters(_stamp(path))


def embedded(path: Path, weight: int | None) -> str:
    """The same in; out, the characters of `WEB` in it as WOFF2, in an address that holds the file itself."""
    return _embedded(_stamp(path), weight)


_Stamp = tuple[Path, int, int]
"""A file as it is now, so that what is kept of it is not taken for what it becomes."""


def _stamp(path: Path) -> _Stamp:
    state = path.stat()
    return path, state.st_mtime_ns, state.st_size


@cache
def _instance(stamp: _Stamp, weight: int) -> bytes:
    from fontTools.varLib.instancer import instantiateVariableFont

    file = BytesIO()
    with _opened(_bytes(stamp[0])) as font:  # of CFF2 becomes CFF, as PDF has no other
        at_default = dict.fromkeys(axis.axisTag for axis in font["fvar"].axes)
        pinned = {**at_default, "wght": weight} if "wght" in at_default else at_default
        fixed = instantiateVariableFont(font, pinned, inplace=True, downgradeCFF2="CFF2" in font)
        fixed.flavor = None
        fixed.save(file)
    return file.getvalue()


@cache
def _characters(stamp: _Stamp) -> frozenset[str]:
    with _opened(_bytes(stamp[0])) as font:
        return frozenset(chr(code) for code in font.getBestCmap())


@cache
def _embedded(stamp: _Stamp, weight: int | None) -> str:
    from fontTools import subset

    options = subset.Options(flavor="woff2", hinting=False)
    with _telling(), subset.load_font(BytesIO(static(stamp[0], weight)), options) as font:
        cut = subset.Subsetter(options)
        cut.populate(unicodes=chain.from_iterable(WEB))
        cut.subset(font)
        file = BytesIO()
        subset.save_font(font, file, options)
    return _holding("woff2", file.getvalue())


def _holding(kind: str, content: bytes) -> str:
    """A kind of font and a file's content in; out, an address that holds the file itself."""
    return f"data:font/{kind};base64,{b64encode(content).decode()}"


def _bytes(path: Path) -> bytes:
    """A font's file in, its content out. Raises FontFileError."""
    try:
        if path.stat().st_size > MOST_BYTES_OF_A_FONT:
            limit = f"take a file of {MOST_BYTES_OF_A_FONT // 1_000_000} MB at most, with fewer characters in it"
            raise FontFileError("large-font", "is too large", limit)
        return path.read_bytes()
    except OSError as error:
        raise FontFileError("unreadable-font", f"can't be read: {error.strerror}", _MEND) from error


_MEND = "export or download the font again, as .ttf, .otf, .woff or .woff2"


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    """A font file's content in; out, the font. Whatever it or its use raises is told as FontFileError."""
    from fontTools.ttLib import TTFont

    with _telling(), TTFont(BytesIO(content), lazy=True, recalcTimestamp=False) as font:
        yield font


@contextmanager
def _telling() -> Iterator[None]:
    """Work with a font; FontFileError out where the font makes it fail."""
    try:
        yield
    except FontFileError:
        raise
    except Exception as error:  # a broken font makes fontTools raise anything
        raise FontFileError("unreadable-font", "is not a font that can be read", _MEND) from error


def _check(font: Any) -> None:
    """A font in; FontFileError where it may not be embedded, or is broken. It would be missed first on a page."""
    from fontTools.pens.basePen import NullPen

    may = font["OS/2"].fsType if "OS/2" in font else 0
    if (may & _RESTRICTED and not may & _PERMITTED) or may & _BITMAPS_ONLY:
        hint = "ask its maker for a licence and a file for embedding, or use another typeface"
        raise FontFileError("restricted-font", "may not be embedded: the file says so", hint)
    for table in font.reader.keys():  # noqa: SIM118 - a reader can't be iterated
        assert font.reader[table] is not None
    drawn, glyphs = font.getBestCmap() or {}, font.getGlyphSet()
    for code in chain.from_iterable(WEB):
        if code in drawn:
            glyphs[drawn[code]].draw(NullPen())
    if not drawn:
        raise FontFileError("unreadable-font", "has no letters", "take a file of the typeface's letters")


def _weights_said(font: Any) -> tuple[int, ...]:
    """A font in; out, the weight that it says it has, to the next hundred; nothing where it does not say."""
    said = font["OS/2"].usWeightClass if "OS/2" in font else 0
    hundreds = said if said < 10 else round(said / 100)  # old files count from 1 to 9
    return (min(max(100 * hundreds, WEIGHTS[0]), WEIGHTS[-1]),) if said else ()


def _is_likely(share: float) -> bool:
    return _LIKELY[0] <= share <= _LIKELY[1]


def _top_of_x(font: Any) -> float:
    """A font in; out, where its small x ends above the line, in the font's units; 0 where it has none."""
    from fontTools.pens.boundsPen import BoundsPen

    glyphs, name = font.getGlyphSet(), font.getBestCmap().get(ord("x"))
    pen = BoundsPen(glyphs)
    if name:
        glyphs[name].draw(pen)
    return float(pen.bounds[3]) if pen.bounds else 0
