"""A picture file of a kit in; out, a picture that is safe to set, or what is wrong with it.

PDF/A-2 with an output intent of sRGB has room for sRGB and grey only (ISO 19005-2, 6.2.4): rasters become that.
"""

import warnings
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from framework_pdf.brand import svg
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.limits import MOST_BYTES, MOST_DOTS, MOST_DOTS_INSIDE

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_ON_A_SIDE = 2400
"""Dots of the longer side that are kept: 200 mm at 300 dots an inch."""
FORMATS = ("PNG", "JPEG")
OF_TEMPLATES = (*FORMATS, "GIF", "WEBP")
"""What templates may show besides drawings."""
ALIKE = 6
"""Levels of a colour, of 255, that nobody sees."""
ORIENTATION = 0x0112
"""The EXIF tag that says how a camera was held."""
_AGAIN = "save it again as PNG, JPEG or SVG"
_FLAT = f"export it as plain SVG with its effects turned into paths, or as a PNG of {MOST_ON_A_SIDE:,} dots"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be set."""

    path: Path
    """The kit's file."""
    src: str
    """An address that holds the picture itself."""
    width: float
    """In units of its own: for its ratio."""
    height: float
    dots: tuple[int, int] | None
    """Of the file; None for what is drawn with lines."""


DrawingCheck = Callable[[Picture], str | None]
"""Draws a drawing; says how it is set otherwise than it is meant, if it is."""


class _Refused(Exception):  # noqa: N818 (it is no error of the program)
    """Why a raster can't be used, and the way out."""

    def __init__(self, message: str, hint: str = _AGAIN) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def picture_of(
    path: Path, place: Location, check_drawing: DrawingCheck | None = None
) -> tuple[Picture | None, tuple[Diagnostic, ...]]:
    """A file, where the kit names it and perhaps a proof of drawings in; out, the picture, or all that is wrong."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _Refused(f"it has more than {MOST_BYTES // 1_000_000} MB", "scale it down")
        data = path.read_bytes()
        if _is_raster(data):
            return _raster(path, data), ()
        size, embedded, problems = svg.size_of(_checked(data), path)
        if size is None or problems:
            return None, problems
        for inside in embedded:
            _check_inside(b64decode(inside))
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        return None, (_diagnostic(path, place, _Refused(f"it can't be read: {why}")),)
    except _Refused as refused:
        return None, (_diagnostic(path, place, refused),)
    picture = Picture(path, _holding("svg+xml", data), *size, None)
    if said := check_drawing(picture) if check_drawing else None:
        return None, (Diagnostic("unusable-picture", said, Location(path), _FLAT),)
    return picture, ()


def excess(data: bytes) -> str | None:
    """A picture of a template in; out, what there is too much of in it to be set, or that it is no picture, if so."""
    from PIL import Image, UnidentifiedImageError

    try:
        with _passing_over_warnings(), Image.open(BytesIO(data), formats=OF_TEMPLATES) as image:
            if image.width * image.height <= MOST_DOTS:
                return None
    except UnidentifiedImageError:
        return svg.excess(data) if b"svg" in data else "it is no PNG, JPEG, GIF, WebP or SVG"
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        pass
    return f"it has more than {MOST_DOTS // 1_000_000} million dots, or is damaged"


def _diagnostic(path: Path, place: Location, refused: _Refused) -> Diagnostic:
    return Diagnostic("unusable-picture", f"`{path.name}` can't be used: {refused.message}", place, refused.hint)


def _is_raster(data: bytes) -> bool:
    return data.startswith((b"\x89PNG", b"\xff\xd8\xff"))


def _checked(data: bytes) -> bytes:
    """A file that is no PNG or JPEG in; out, the same, if it may be an SVG. Raises _Refused."""
    if not data.strip():
        raise _Refused("it is empty")
    if data.startswith(b"\x1f\x8b"):
        raise _Refused("it is compressed", "save it as plain SVG")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _Refused("it is in UTF-16", "save it as UTF-8")
    if b"<svg" not in data and b":svg" not in data:
        raise _Refused("it is no PNG, JPEG or SVG")
    try:
        data.decode()
    except UnicodeDecodeError:
        raise _Refused("it is not in UTF-8", "save it as UTF-8") from None
    return data


def _raster(path: Path, data: bytes) -> Picture:
    """A PNG or JPEG in; out, the picture: upright, in sRGB or grey, no larger than print needs. Raises _Refused."""
    from PIL import ImageOps

    image = _decoded(data)
    dots = image.size
    kind = "PNG" if image.format == "PNG" else "JPEG"  # a camera's JPEG may hold more than one image, and is called MPO
    if kind == "PNG" and getattr(image, "is_animated", False):
        raise _Refused("it moves", "save one of its images")
    with _passing_over_warnings():
        image = ImageOps.exif_transpose(image)
    image = _in_srgb(image)
    dots = dots if (image.width >= image.height) == (dots[0] >= dots[1]) else (dots[1], dots[0])
    image.thumbnail((MOST_ON_A_SIDE, MOST_ON_A_SIDE))
    out = BytesIO()
    options = {"quality": 92, "subsampling": 0} if kind == "JPEG" else {"optimize": True}
    image.save(out, kind, **options)
    return Picture(path, _holding(kind.lower(), out.getvalue()), *image.size, dots)


def _check_inside(data: bytes) -> None:
    """A raster in a drawing in: it is set as it is, so it must be upright and in sRGB or grey. Raises _Refused."""
    from PIL import ImageChops

    image = _decoded(data, MOST_DOTS_INSIDE)
    with _passing_over_warnings():
        turned = image.getexif().get(ORIENTATION, 1) != 1
    if turned:
        raise _Refused("a picture in it lies on its side", "turn that, and put it in again")
    if image.mode in {"1", "L", "LA", "P", "PA", "RGB", "RGBA"}:
        apart = ImageChops.difference(_in_srgb(image.copy()).convert("RGBA"), image.convert("RGBA"))
        if max(apart.tobytes()) <= ALIKE:
            return
    raise _Refused("a picture in it is not in sRGB", "save that as sRGB with 8 bits, and put it in again")


def _decoded(data: bytes, most: int = MOST_DOTS) -> "Image":
    """The bytes of a raster and its most dots in; out, the image. Raises _Refused."""
    from PIL import Image, ImageFile, UnidentifiedImageError

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False  # the typesetter switches it on
    try:
        with _passing_over_warnings():
            image = Image.open(BytesIO(data), formats=FORMATS)
            width, height = image.size
            if width * height > most:
                raise Image.DecompressionBombError
            if min(width, height) < 8:
                raise _Refused(f"it has only {width} × {height} dots", "use a larger one, or SVG")
            image.load()
    except Image.DecompressionBombError as error:
        raise _Refused(f"it has more than {most // 1_000_000} million dots", "scale it down") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise _Refused(f"it is damaged: {error}") from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return image


@contextmanager
def _passing_over_warnings() -> Iterator[None]:
    """Pillow warns of many dots, which are counted here, and of broken EXIF, which is then as if it were not there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _in_srgb(image: "Image") -> "Image":
    """An image in; out, the same in 8 bits of grey or sRGB, with alpha where it has that. Raises _Refused."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if image.mode == "CMYK" and not profile:
        raise _Refused("it is CMYK without a profile: nobody can tell its colours", "save it as RGB (sRGB)")
    if image.mode in {"P", "PA"}:
        image = image.convert("RGBA" if "transparency" in image.info or image.mode == "PA" else "RGB")
    elif image.mode.startswith("I") or image.mode == "F":
        image = image.point(lambda value: value / 256).convert("L")
    elif "transparency" in image.info or image.mode == "LA":
        image = image.convert("RGBA")
    elif image.mode == "1":
        image = image.convert("L")
    if profile and image.mode in {"RGB", "RGBA", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = "RGBA" if image.mode == "RGBA" else "RGB"
            made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=target)
        except (ImageCms.PyCMSError, OSError, ValueError) as error:
            raise _Refused(f"its colour profile can't be used: {error}", "save it as sRGB") from error
        assert made
        image = made
    image.info.clear()
    return image


def _holding(kind: str, data: bytes) -> str:
    return f"data:image/{kind};base64,{b64encode(data).decode()}"
