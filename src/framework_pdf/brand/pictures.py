"""Reads a picture file of a kit: the picture, safe to be set, or what is wrong with it.

PDF/A-2 with an output intent of sRGB has room for sRGB and grey only (ISO 19005-2, 6.2.4): rasters become that.
"""

from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from warnings import catch_warnings

from framework_pdf.brand import svg
from framework_pdf.core.data_url import data_url
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.limits import MOST_BYTES, MOST_DOTS, MOST_DOTS_INSIDE

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_ON_A_SIDE = 2400
"""The most dots of the longer side that are kept: 200 mm at 300 dots an inch."""
FORMATS = ("PNG", "JPEG")
TEMPLATE_FORMATS = (*FORMATS, "GIF", "WEBP")
"""The rasters that templates may show."""
SAME_LEVELS = 6
"""A difference in levels of a colour, of 255, that nobody sees."""
ORIENTATION = 0x0112
"""The EXIF tag that says how a camera was held."""
_ignore_warnings = partial(catch_warnings, action="ignore")
"""Pillow warns of many dots, which are counted here, and of broken EXIF, which it then passes over."""
_SAVE_AGAIN = "save it again as PNG, JPEG or SVG"
_EXPORT_PLAIN = f"export it as plain SVG with its effects turned into paths, or as a PNG of {MOST_ON_A_SIDE:,} dots"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be set."""

    path: Path = field(repr=False)
    """The kit's file."""
    src: str
    """An address that holds the picture itself."""
    width: float
    """In units of its own, for the ratio of width to height."""
    height: float
    """In the same units."""
    dots: tuple[int, int] | None
    """Of the file; None for what is drawn with lines."""


DrawingCheck = Callable[[Picture], str | None]
"""Draws a drawing, and says how it would be set otherwise than it is meant; None where it is set as it is meant."""


class _UnusableError(Exception):
    """A picture that can't be used: why, and the way out where that is not to save it again."""


def picture_of(
    path: Path, place: Location, check_drawing: DrawingCheck | None = None
) -> tuple[Picture | None, tuple[Diagnostic, ...]]:
    """Return the picture in a file, or None and all that is wrong with it.

    Args:
        path: The file.
        place: Where the kit names it.
        check_drawing: Compares how a drawing is set with how it is meant; without it, that is not checked.

    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _UnusableError(f"it has more than {MOST_BYTES // 1_000_000} MB", "scale it down")
        data = path.read_bytes()
        if data.startswith((b"\x89PNG", b"\xff\xd8\xff")):  # PNG, JPEG
            return _read_raster(path, data), ()
        _check_svg(data)
        size, embedded, problems = svg.size_of(data, path)
        if size is None or problems:
            return None, problems
        for raster in embedded:
            _check_embedded(b64decode(raster))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        return None, (_unusable(path, place, f"it can't be read: {why}"),)
    except _UnusableError as error:
        return None, (_unusable(path, place, *error.args),)
    picture = Picture(path, data_url("image/svg+xml", data), *size, dots=None)
    if reason := check_drawing(picture) if check_drawing else None:
        return None, (Diagnostic("unusable-picture", reason, Location(path), _EXPORT_PLAIN),)
    return picture, ()


def excess(data: bytes) -> str | None:
    """Return why an image that a template shows is rejected, or None.

    It is rejected where it is no image or has more in it than can be set in reasonable time.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with _ignore_warnings(), Image.open(BytesIO(data), formats=TEMPLATE_FORMATS) as image:
            if image.width * image.height <= MOST_DOTS:
                return None
    except UnidentifiedImageError:
        return svg.excess(data) if b"svg" in data else "it is no PNG, JPEG, GIF, WebP or SVG"
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        pass
    return f"it has more than {MOST_DOTS // 1_000_000} million dots, or is damaged"


def _unusable(path: Path, place: Location, why: str, hint: str = _SAVE_AGAIN) -> Diagnostic:
    return Diagnostic("unusable-picture", f"`{path.name}` can't be used: {why}", place, hint)


def _check_svg(data: bytes) -> None:
    """Check that a file that is no PNG or JPEG may be an SVG, by its content.

    Raises:
        _UnusableError: It is none, or not in UTF-8.

    """
    if not data.strip():
        raise _UnusableError("it is empty")
    if data.startswith(b"\x1f\x8b"):
        raise _UnusableError("it is compressed", "save it as plain SVG")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _UnusableError("it is in UTF-16", "save it as UTF-8")
    if b"<svg" not in data and b":svg" not in data:
        raise _UnusableError("it is no PNG, JPEG or SVG")
    try:
        data.decode()
    except UnicodeDecodeError:
        raise _UnusableError("it is not in UTF-8", "save it as UTF-8") from None


def _read_raster(path: Path, data: bytes) -> Picture:
    """Return the picture in a PNG or JPEG: upright, in sRGB or grey, and no larger than print needs.

    Raises:
        _UnusableError: It can't be used.

    """
    from PIL import ImageOps

    image = _decode(data)
    kind = "PNG" if image.format == "PNG" else "JPEG"  # a camera's JPEG may hold more than one image, and is called MPO
    if kind == "PNG" and getattr(image, "is_animated", False):
        raise _UnusableError("it moves", "save one of its images")
    with _ignore_warnings():
        image = ImageOps.exif_transpose(image)
    image, dots = _in_srgb(image), image.size
    image.thumbnail((MOST_ON_A_SIDE, MOST_ON_A_SIDE))
    out = BytesIO()
    options = {"quality": 92, "subsampling": 0} if kind == "JPEG" else {"optimize": True}
    image.save(out, kind, **options)
    return Picture(path, data_url(f"image/{kind.lower()}", out.getvalue()), *image.size, dots=dots)


def _check_embedded(data: bytes) -> None:
    """Check a raster in a drawing. It is set as it is, so it must be upright, and in sRGB or grey.

    Raises:
        _UnusableError: It is not.

    """
    from PIL import ImageChops

    image = _decode(data, MOST_DOTS_INSIDE)
    with _ignore_warnings():
        turned = image.getexif().get(ORIENTATION, 1) != 1
    if turned:
        raise _UnusableError("a picture in it lies on its side", "turn that, and put it in again")
    if image.mode in {"1", "L", "LA", "P", "PA", "RGB", "RGBA"}:
        apart = ImageChops.difference(_in_srgb(image.copy()).convert("RGBA"), image.convert("RGBA"))
        if max(apart.tobytes()) <= SAME_LEVELS:
            return
    raise _UnusableError("a picture in it is not in sRGB", "save that as sRGB with 8 bits, and put it in again")


def _decode(data: bytes, most_dots: int = MOST_DOTS) -> "Image":
    """Return the image that a raster's content is.

    Args:
        data: The content of the file.
        most_dots: The most dots that it may have.

    Raises:
        _UnusableError: It is damaged, or has too many or too few dots.

    """
    from PIL import Image, ImageFile, UnidentifiedImageError

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False  # WeasyPrint switches it on
    try:
        with _ignore_warnings():
            image = Image.open(BytesIO(data), formats=FORMATS)
            width, height = image.size
            if width * height > most_dots:
                raise Image.DecompressionBombError
            if min(width, height) < 8:
                raise _UnusableError(f"it has only {width} × {height} dots", "use a larger one, or SVG")
            image.load()
    except Image.DecompressionBombError as error:
        raise _UnusableError(f"it has more than {most_dots // 1_000_000} million dots", "scale it down") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise _UnusableError(f"it is damaged: {error}") from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return image


def _in_srgb(image: "Image") -> "Image":
    """Return an image in 8 bits of grey or sRGB, with its transparency.

    Raises:
        _UnusableError: Its colours can't be told.

    """
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if image.mode == "CMYK" and not profile:
        raise _UnusableError("it is CMYK without a profile: nobody can tell its colours", "save it as RGB (sRGB)")
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
            transform = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), image.mode, target)
            image = transform.apply(image)
        except (ImageCms.PyCMSError, OSError, ValueError) as error:
            raise _UnusableError(f"its colour profile can't be used: {error}", "save it as sRGB") from error
    image.info.clear()
    return image
