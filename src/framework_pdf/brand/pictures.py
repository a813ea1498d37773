"""Reads a picture file of a kit: the picture, safe to be set, or what is wrong with it.

PDF/A-2 with an output intent of sRGB has room for sRGB and grey only (ISO 19005-2, 6.2.4): rasters become that.
"""

import struct
from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING
from warnings import catch_warnings

from framework_pdf.brand import svg
from framework_pdf.brand.jpeg_ends import ends_early
from framework_pdf.brand.seen import SAME_LEVELS, Seen, seen_in
from framework_pdf.core.checksums import digest
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
PLAIN_MODES = {"1", "L", "LA", "P", "RGB", "RGBA"}
"""What Pillow calls images of 8 bits or fewer in red, green and blue or in grey: pages have them as they are."""
LEAST_DOTS = 8
"""Of each side of a kit's raster: fewer are no logo."""
LEAST_BYTES_OF_A_DOT = 1 / 8 / 64
"""Of a JPEG: each square of 8 × 8 dots takes a bit or more (ISO/IEC 10918-1, annex F). Where there are fewer, decoders
show grey for what is not there, and say nothing."""
MOST_COMPARED = 1200
"""Of each side, so many dots are looked at to see whether colours change with a profile."""
ORIENTATION = 0x0112
"""The EXIF tag that says how a camera was held."""
_ignore_warnings = partial(catch_warnings, action="ignore")
"""Pillow warns of many dots, which are counted here, and of broken EXIF, which it then passes over."""
_SAVE_AGAIN = "save it again as PNG, JPEG or SVG"
_EMPTY = ("nothing is seen in it", "export it again with its forms in it, and look at the file in a browser")
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
    seen: Seen | None = None
    """What is seen in it; None where nobody has looked."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What became of a drawing that was drawn."""

    fault: str | None
    """How it would be set otherwise than it is meant; None where it is set as it is meant."""
    seen: Seen | None = None
    is_empty: bool = False
    """Whether nothing is seen in it."""


DrawingCheck = Callable[[Picture], Drawn]
"""Draws a drawing, and says what becomes of it."""


class _UnusableError(Exception):
    """A picture that can't be used: why, and the way out where that is not to save it again."""


class _UnknownKindError(_UnusableError):
    """A picture in a format that is not read here, or one whose beginning is damaged."""


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
    if check_drawing is None:
        return picture, ()
    drawn = check_drawing(picture)
    if drawn.fault:
        return None, (Diagnostic("unusable-picture", drawn.fault, Location(path), _EXPORT_PLAIN),)
    if drawn.is_empty:
        return None, (_unusable(path, place, *_EMPTY),)
    return replace(picture, seen=drawn.seen), ()


def cropped(picture: Picture, seen: Seen) -> str:
    """Return in words how a picture is cut down to what is seen in it."""
    left, right = seen.left * picture.width, seen.right * picture.width
    top, bottom = seen.top * picture.height, seen.bottom * picture.height
    if picture.dots:
        scale = picture.dots[0] / picture.width
        return f"crop it to {round((right - left) * scale):,} × {round((bottom - top) * scale):,} dots"
    x, y = svg.origin_of(b64decode(picture.src.partition(",")[2]))
    place = " ".join(f"{each:g}" for each in (floor(x + left), floor(y + top), ceil(right - left), ceil(bottom - top)))
    return f'write `viewBox="{place}"` in its first element, without `width` and `height`'


def settable(data: bytes) -> bytes:
    """Return an image that a template shows as pages can have it: a drawing as it is, a raster in sRGB or grey.

    Raises:
        ValueError: It is no image, damaged, in colours that nobody can tell, or has more in it than can be set in
            reasonable time. It says why, and the way out.

    """
    known = digest(data)
    if known not in _settable:
        _settable[known] = _settable_anew(data)
    return _settable[known] or data


_settable: dict[str, bytes | None] = {}
"""What pages have in place of an image, by the checksum of its content: None for the image as it is."""


def _settable_anew(data: bytes) -> bytes | None:
    """Return what pages have in place of an image, or None for the image as it is. Raises as `settable` does."""
    try:
        image = _decode(data, MOST_DOTS, TEMPLATE_FORMATS)
        if image.mode in PLAIN_MODES and _is_srgb(image) and _is_exif_sound(image):
            return None
        return _saved(image, _in_srgb(_upright(image)))
    except _UnknownKindError:
        reason = svg.excess(data) if b"svg" in data else "it is no PNG, JPEG, GIF, WebP or SVG"
    except _UnusableError as error:
        reason = ": ".join((*error.args, _SAVE_AGAIN)[:2])
    if reason:
        raise ValueError(reason)
    return None


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
    original = _decode(data, MOST_DOTS)
    if original.format == "PNG" and getattr(original, "is_animated", False):
        raise _UnusableError("it moves", "save one of its images")
    if min(original.size) < LEAST_DOTS:
        width, height = original.size
        raise _UnusableError(f"it has only {width} × {height} dots", "use a larger one, or SVG")
    image = _in_srgb(_upright(original))
    dots = image.size
    if (seen := seen_in(image)) is None:
        raise _UnusableError(*_EMPTY)
    image.thumbnail((MOST_ON_A_SIDE, MOST_ON_A_SIDE))
    kind = "jpeg" if _is_jpeg(original) else "png"
    return Picture(path, data_url(f"image/{kind}", _saved(original, image)), *image.size, dots=dots, seen=seen)


def _upright(image: "Image") -> "Image":
    """Return an image as its camera was held, as far as it can be told."""
    from PIL import Image, ImageOps

    alone = Image.Exif()  # Pillow would write all that is in the image's own again, and fail where that is broken
    alone[ORIENTATION] = _orientation(image)
    image = image.copy()
    image.info["exif"] = alone.tobytes()
    return ImageOps.exif_transpose(image)


def _orientation(image: "Image") -> int:
    """Return how a camera was held, as EXIF numbers it; 1, upright, where that can't be read."""
    with suppress(Exception), _ignore_warnings():  # Pillow raises anything at broken EXIF
        orientation = image.getexif().get(ORIENTATION, 1)
        return orientation if orientation in range(1, 9) else 1
    return 1


def _is_exif_sound(image: "Image") -> bool:
    """Return whether the typesetter can read the EXIF of an image."""
    with suppress(Exception), _ignore_warnings():
        image.getexif().tobytes()
        return True
    return False


def _is_jpeg(image: "Image") -> bool:
    return image.format in {"JPEG", "MPO"}  # a camera's JPEG may hold more than one image, and is called MPO


def _saved(original: "Image", image: "Image") -> bytes:
    """Return what an image was made into, in the format that the original had, or else as PNG."""
    out = BytesIO()
    if _is_jpeg(original):
        image.save(out, "JPEG", quality=92, subsampling=0)
    else:
        image.save(out, "PNG", optimize=max(image.size) <= MOST_ON_A_SIDE)
    return out.getvalue()


def _check_embedded(data: bytes) -> None:
    """Check a raster in a drawing. It is set as it is, so it must be upright, and in sRGB or grey.

    Raises:
        _UnusableError: It is not.

    """
    image = _decode(data, MOST_DOTS_INSIDE)
    if _orientation(image) != 1:
        raise _UnusableError("a picture in it lies on its side", "turn that, and put it in again")
    if image.mode not in {*PLAIN_MODES, "PA"} or not _is_srgb(image):
        raise _UnusableError("a picture in it is not in sRGB", "save that as sRGB with 8 bits, and put it in again")


def _is_srgb(image: "Image") -> bool:
    """Return whether an image in red, green and blue or in grey would look the same in sRGB, as far as anybody sees."""
    from PIL import ImageChops
    from PIL.Image import Resampling

    if "icc_profile" not in image.info:
        return True
    some = image.copy()
    some.thumbnail((MOST_COMPARED, MOST_COMPARED), Resampling.NEAREST)
    apart = ImageChops.difference(_in_srgb(some.copy()).convert("RGBA"), some.convert("RGBA"))
    return max(apart.tobytes()) <= SAME_LEVELS


def _decode(data: bytes, most_dots: int, formats: tuple[str, ...] = FORMATS) -> "Image":
    """Return the image that a raster's content is.

    Args:
        data: The content of the file.
        most_dots: The most dots that it may have.
        formats: Those that it may be in.

    Raises:
        _UnknownKindError: It is in none of them.
        _UnusableError: It is damaged, or has too many dots.

    """
    from PIL import Image, ImageFile, UnidentifiedImageError

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False  # WeasyPrint switches it on
    try:
        with _ignore_warnings():
            image = Image.open(BytesIO(data), formats=formats)
            dots = image.width * image.height
            if dots > most_dots:
                raise Image.DecompressionBombError
            if _is_jpeg(image) and len(data) < dots * LEAST_BYTES_OF_A_DOT:
                raise _UnusableError(f"it is damaged: {len(data):,} bytes can't hold {dots:,} dots")
            image.load()
            if _is_jpeg(image) and ends_early(data):
                raise _UnusableError("it is damaged: it ends before its last rows")
    except Image.DecompressionBombError as error:
        raise _UnusableError(f"it has more than {most_dots // 1_000_000} million dots", "scale it down") from error
    except UnidentifiedImageError as error:
        raise _UnknownKindError("it is damaged: its beginning can't be read") from error
    except (OSError, SyntaxError, ValueError, struct.error) as error:
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

    in_colours = image.mode in {"P", "PA", "RGB", "RGBA", "CMYK"}
    profile = image.info.get("icc_profile") if in_colours else None  # grey stays as it is
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
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = "RGBA" if image.mode == "RGBA" else "RGB"
            transform = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), image.mode, target)
            image = transform.apply(image)
        except (ImageCms.PyCMSError, OSError, ValueError) as error:
            raise _UnusableError(f"its colour profile can't be used: {error}", "save it as sRGB") from error
    image.info.clear()
    return image
