"""Nothing in; out, the typeface: each style from the package that ships it, as a file or as part of a web page."""

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from itertools import chain
from pathlib import Path

from framework_pdf.diagnostics import Diagnostic, Location
from framework_pdf.errors import CompositionError

FAMILY = "Source Sans 3"
NAME = "SourceSans3"
"""What style sheets call the family. Pango reads a number that stands by itself as a size."""
STYLES = {400: "SourceSans3-Regular.ttf", 700: "SourceSans3-Bold.ttf"}
"""The files of the family by weight. There is no italic: nothing is set in it."""
WEB = (range(0x20, 0x180), range(0x2000, 0x2070), range(0x20A0, 0x20C0), range(0x2100, 0x2150), range(0x2190, 0x2194))
"""What a web page can set, so that a reader can write in it too: letters of most European languages, punctuation,
currencies, letter-like signs and arrows."""


@dataclass(frozen=True, slots=True)
class FontFace:
    """One style of the typeface."""

    family: str
    weight: int
    path: Path

    @property
    def url(self) -> str:
        """Its address for a style sheet."""
        return self.path.as_uri()


def folder() -> Path:
    """Nothing in, the folder of the typeface's files out."""
    spec = find_spec("rendercv_fonts")
    if spec is None or spec.origin is None:
        hint = "install it: `python -m pip install rendercv-fonts`"
        raise CompositionError(Diagnostic("missing-font", "the package with the typeface is not installed", None, hint))
    return (Path(spec.origin).parent / FAMILY).resolve()


def faces() -> tuple[FontFace, ...]:
    """Nothing in, the styles out; CompositionError where a file is not there."""
    found = tuple(FontFace(NAME, weight, folder() / name) for weight, name in STYLES.items())
    hint = "install the typeface again: `python -m pip install --force-reinstall rendercv-fonts`"
    missing = [
        Diagnostic("missing-font", f"a style of {FAMILY} is not there", Location(face.path), hint)
        for face in found
        if not face.path.is_file()
    ]
    if missing:
        raise CompositionError(missing)
    return found


@cache
def characters() -> frozenset[str]:
    """Nothing in; out, the characters that every style of the typeface can draw."""
    from fontTools.ttLib import TTFont

    drawn = []
    for face in faces():
        with TTFont(face.path, lazy=True) as font:
            drawn.append(frozenset(chr(code) for code in font.getBestCmap() or ()))
    return frozenset.intersection(*drawn)


@cache
def embedded(face: FontFace) -> str:
    """A style in; out, the characters of `WEB` in it as WOFF2, in an address that holds the file itself."""
    from fontTools import subset

    options = subset.Options(flavor="woff2", hinting=False)
    with subset.load_font(str(face.path), options) as font:
        cut = subset.Subsetter(options)
        cut.populate(unicodes=chain.from_iterable(WEB))
        cut.subset(font)
        file = BytesIO()
        subset.save_font(font, file, options)
    return f"data:font/woff2;base64,{b64encode(file.getvalue()).decode()}"
