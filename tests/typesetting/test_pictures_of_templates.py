"""Pictures that templates show: set in sRGB as they are meant, or refused in words."""

import struct
import warnings
from collections.abc import Callable
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageCms

from framework_pdf.preflight.colour_check import colour_check
from framework_pdf.preflight.standards import claimed_standards
from framework_pdf.typesetting.typesetter import Typesetter
from tests.support.kit_pictures import taken

NOISE = Image.effect_noise((64, 64), 60).convert("RGB")


def tag(data: bytes, size: int = 4) -> bytes:
    return data + bytes(-len(data) % size)


def cmyk_profile() -> bytes:
    """Return an ICC profile of a press whose inks are all black (ICC.1:2001-04, 6.5.9)."""
    straight = bytes(range(256))
    corners = bytes(value for inks in product((0, 1), repeat=4) for value in (255 if not any(inks) else 0, 128, 128))
    one = b"\0\1\0\0"
    matrix = b"".join(one if row == column else bytes(4) for row in range(3) for column in range(3))
    table = b"mft1\0\0\0\0\4\3\2\0" + matrix + straight * 4 + corners + straight * 3
    white = b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(value * 65536)) for value in (0.9642, 1, 0.8249))
    tags = {
        b"A2B0": tag(table),
        b"wtpt": white,
        b"cprt": tag(b"text\0\0\0\0none\0"),
        b"desc": tag(b"desc\0\0\0\0\0\0\0\1" + bytes(79)),
    }
    start, listed = 128 + 4 + 12 * len(tags), b""
    for name, data in tags.items():
        listed += name + struct.pack(">II", start, len(data))
        start += len(data)
    head = struct.pack(">I4sI4s4s4s", start, b"none", 0x02400000, b"prtr", b"CMYK", b"Lab ") + struct.pack(
        ">6H4s4sI", 2026, 1, 1, 0, 0, 0, b"acsp", bytes(4), 0
    )
    head += bytes(20) + struct.pack(">I", 0) + white[8:]
    return head + bytes(128 - len(head)) + struct.pack(">I", len(tags)) + listed + b"".join(tags.values())


def swapped_profile() -> bytes:
    """Return the profile of sRGB with red and blue in each other's place."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return data.replace(b"rXYZ", b"tXYZ").replace(b"bXYZ", b"rXYZ").replace(b"tXYZ", b"bXYZ")


def written(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def with_size(jpeg: bytes, width: int, height: int) -> bytes:
    """Return a JPEG that says that it has another size (ISO/IEC 10918-1, B.2.2)."""
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]


@pytest.fixture
def set_on_page(tmp_path: Path) -> Callable[[bytes], tuple[str, bytes]]:
    """Set a picture on a page, and return what is wrong with it, and the PDF."""

    def set_alone(data: bytes) -> tuple[str, bytes]:
        (tmp_path / "seal").write_bytes(data)
        typesetter = Typesetter(tmp_path, (tmp_path,))
        style = "@page { size: 40mm; margin: 0 } body { margin: 0 } img { display: block; width: 30mm; height: 30mm }"
        html = f'<html lang="en"><title>A</title><style>{style}</style><img src="seal" alt="A">'
        laid_out = typesetter.lay_out(html)
        pdf, _, problems = typesetter.print(laid_out)
        return "\n".join(map(str, (*laid_out.findings.problems, *problems))), pdf

    return set_alone


RED = Image.new("RGB", (64, 64), (250, 0, 0))
CMYK = Image.new("CMYK", (64, 64), (0, 128, 0, 0))


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (written(CMYK, "JPEG", icc_profile=cmyk_profile()), (119, 119, 119)),
        (written(RED, icc_profile=swapped_profile()), (0, 0, 250)),
        (written(RED, "JPEG", icc_profile=swapped_profile()), (0, 0, 250)),
        (written(RED, "WEBP", lossless=True, icc_profile=swapped_profile()), (0, 0, 250)),
        (written(Image.new("I;16", (64, 64), 32896)), (128, 128, 128)),
        (written(Image.new("LA", (64, 64), (9, 255)), icc_profile=swapped_profile()), (9, 9, 9)),
        (written(Image.new("RGBA", (64, 64), (250, 0, 0, 0)).quantize()), (255, 255, 255)),
        (written(Image.new("1", (64, 64), 1)), (255, 255, 255)),
        (written(Image.new("RGBA", (64, 64), (250, 0, 0, 0))), (255, 255, 255)),
    ],
    ids=["CMYK", "PNG with a profile", "JPEG", "WebP", "16 bits", "grey", "palette", "1 bit", "clear"],
)
def test_colours_are_those_that_are_meant(
    data: bytes, seen: tuple[int, int, int], set_on_page: Callable[[bytes], tuple[str, bytes]]
) -> None:
    said, pdf = set_on_page(data)
    assert not said
    with pikepdf.open(BytesIO(pdf)) as document:
        assert colour_check(document, claimed_standards(document)).result == "pass"
    with pypdfium2.PdfDocument(pdf) as document:
        dot = document[0].render(scale=0.2).to_pil().convert("RGB").getpixel((10, 10))
    assert isinstance(dot, tuple)
    assert max(abs(one - other) for one, other in zip(dot, seen, strict=True)) <= 6


WAY_OUT = "save it again as PNG, JPEG or SVG"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (written(CMYK, "JPEG"), "it is CMYK without a profile: nobody can tell its colours: save it as RGB (sRGB)"),
        (written(NOISE)[:4000], f"it is damaged: image file is truncated: {WAY_OUT}"),
        (written(NOISE, "JPEG")[:2000], "it is damaged: image file is truncated ("),
        (written(NOISE, "WEBP")[:900], "it is damaged: "),
        (written(NOISE, "GIF")[:2000], "it is damaged: image file is truncated ("),
        (with_size(written(NOISE, "JPEG"), 8900, 8900), "bytes can't hold 79,210,000 dots"),
        (written(NOISE, icc_profile=b"no profile"), "its colour profile can't be used: "),
        (b"\x89PNG\r\n\x1a\n and no more", "it is no PNG, JPEG, GIF, WebP or SVG"),
    ],
    ids=["CMYK", "PNG", "JPEG", "WebP", "GIF", "size", "profile", "no picture"],
)
def test_what_can_not_be_set_as_it_is_meant_is_refused(
    data: bytes, why: str, set_on_page: Callable[[bytes], tuple[str, bytes]]
) -> None:
    said, _ = set_on_page(data)
    assert "error[unusable-picture]: `seal` can't be used: " in said
    assert "  hint: the file is there, and its name is right: mend it, or show another" in said
    assert why in said
    assert "BytesIO" not in said


def test_broken_exif_is_passed_over(set_on_page: Callable[[bytes], tuple[str, bytes]], tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "words " * 9, 6
    whole = written(NOISE, "JPEG", exif=exif)
    at = whole.index(b"Exif\0\0") + 6
    with warnings.catch_warnings(action="error"):
        for place in range(60):
            broken = whole[: at + place] + b"\xff\x7f" + whole[at + place + 2 :]
            (tmp_path / "logo.jpg").write_bytes(broken)
            picture, said = taken(tmp_path / "logo.jpg")
            assert picture, said
            if place % 10 == 0:
                assert set_on_page(broken)[0] == ""


@pytest.mark.parametrize("colour", ["device-cmyk(0 1 1 0)", "lab(50 20 30)", "oklch(0.5 0.1 30)"])
@pytest.mark.parametrize("declared", ["color: {}", "background: {}", "border: 1pt solid {}"])
def test_colours_of_style_sheets_are_in_srgb(colour: str, declared: str, tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text(f"p {{\n  {declared.format(colour)} }}", encoding="utf-8")
    typesetter = Typesetter(tmp_path, (tmp_path,))
    laid_out = typesetter.lay_out('<html lang="en"><title>A</title><link rel="stylesheet" href="style.css"><p>A')
    for for_readers in (True, False):
        (problem,) = typesetter.print(laid_out, for_readers=for_readers)[2]
        assert problem.message == f"a colour is written with `{colour.partition('(')[0]}(…)`, and pages are in sRGB"
        assert str(problem.location).startswith(f"{tmp_path / 'style.css'}:2:")
        assert problem.hint == "write it as `#rrggbb`"
