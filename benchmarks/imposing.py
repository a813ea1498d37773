"""Are booklets imposed as a reader shows their pages, and how long does it take, beside other programs?

Each source has one thing that real files have. What stands in each place of its sheets is compared by pixels with the
page that PDFium prints; times are ratios of processor time from one run, the shortest of some rounds. The exit code is
1 where a page is right with another program and wrong here.

Run it with `.venv/bin/python benchmarks/imposing.py [FOLDER…]`. A program that is neither on the path nor in a folder
is left out. pdfimpose is under the GPL and no part of this project: `python3 -m venv /tmp/peers`, then
`/tmp/peers/bin/pip install pdfimpose`, and name /tmp/peers/bin. pdfjam is in Debian's texlive-extra-utils, and needs
texlive-latex-recommended.
"""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

ROUNDS = 3
PAGE = (420, 595)
"""A5, in pt."""
SEEN = (105, 149)
"""The size in pixels in which pages are compared: small, because programs round and scale a little."""
MOST_APART = 6
"""The mean difference of pixels, of 255, up to which pages look the same."""
Picture = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


@dataclass(frozen=True)
class Program:
    """A program that makes booklets."""

    name: str
    path: str
    arguments: Sequence[str]


PROGRAMS = {
    "impose": ("-m", "framework_pdf", "impose", "{source}", "--edge", "0", "--output", "{folder}"),
    "pdfimpose": ("saddle", "--group", "0", "--signature", "2x1", "--output", "{out}", "{source}"),
    "pdfjam": ("--booklet", "true", "--landscape", "--paper", "a4paper", "--outfile", "{out}", "{source}"),
}
"""The arguments of each program; the first is ours, and a module of this Python."""


def programs(folders: Sequence[str]) -> Iterator[Program]:
    """Yield the programs that are here, ours first, and say which are not."""
    path = os.pathsep.join([*folders, os.environ.get("PATH", "")])
    for name, arguments in PROGRAMS.items():
        found = sys.executable if name == "impose" else shutil.which(name, path=path)
        if found:
            yield Program(name, found, arguments)
        else:
            print(f"{name}: left out, it is not here")


def sources() -> Iterator[tuple[str, bytes, float]]:
    """Yield each source: its name, the PDF, and how long the unit of its pages is."""
    for name, change, unit in (
        ("plain pages", _leave, 1),
        ("64 pages", _leave, 1),
        ("rotated, off the origin", _rotate, 1),
        ("corners swapped", _swap, 1),
        ("CropBox beyond the MediaBox", _crop, 1),
        ("UserUnit 2", _enlarge, 2),
        ("stamps and filled fields", _stamp, 1),
        ("layers that are off", _hide, 1),
        ("title without words", _untitle, 1),
    ):
        with pikepdf.new() as pdf:
            for number in range(64 if name == "64 pages" else 8):
                pdf.add_blank_page(page_size=PAGE)
                page = pdf.pages[-1]
                page.obj.Contents = pdf.make_stream(_tiles(number, 1 if unit == 1 else 1 / unit))
                change(pdf, page)
            out = BytesIO()
            pdf.save(out)
            yield name, out.getvalue(), unit


def _tiles(number: int, scale: float = 1) -> bytes:
    """Return content that paints a page in coloured tiles, other ones for each page, with a white frame."""
    areas = [
        f"{(number * 37 + column * 91 + row * 53) % 256 / 255:.2f} {(number * 11 + row * 29) % 256 / 255:.2f} "
        f"{(number * 71 + column * 17) % 256 / 255:.2f} rg {20 + column * 38} {20 + row * 55.5} 39 56.5 re f"
        for row in range(10)
        for column in range(10)
    ]
    return "\n".join([f"{scale} 0 0 {scale} 0 0 cm", *areas]).encode()


def _leave(_pdf: Pdf, _page: pikepdf.Page) -> None:
    """Change nothing."""


def _rotate(pdf: Pdf, page: pikepdf.Page) -> None:
    content = page.obj.Contents.read_bytes()
    page.obj.Contents = pdf.make_stream(b"0 1 -1 0 695 50 cm " + content)
    page.obj.MediaBox, page.obj.Rotate = Array([100, 50, 695, 470]), 90


def _swap(_pdf: Pdf, page: pikepdf.Page) -> None:
    page.obj.MediaBox = Array([PAGE[0], PAGE[1], 0, 0])


def _crop(_pdf: Pdf, page: pikepdf.Page) -> None:
    page.obj.CropBox = Array([-50, -50, 500, 700])


def _enlarge(_pdf: Pdf, page: pikepdf.Page) -> None:
    page.obj.MediaBox, page.obj.UserUnit = Array([0, 0, PAGE[0] / 2, PAGE[1] / 2]), 2


def _stamp(pdf: Pdf, page: pikepdf.Page) -> None:
    def annotation(subtype: str, box: Sequence[int], **more: object) -> pikepdf.Object:
        red, box_of_it = b"1 0 0 rg 0 0 200 90 re f", Array([0, 0, 200, 90])
        drawn = pdf.make_stream(red, Type=Name.XObject, Subtype=Name.Form, BBox=box_of_it)
        keys: Any = {"Type": Name.Annot, "Subtype": Name(f"/{subtype}"), "F": 4, "Rect": Array(list(box)), **more}
        return pdf.make_indirect(Dictionary(AP=Dictionary(N=drawn), **keys))

    filled = annotation("Widget", [60, 60, 260, 150], FT=Name.Tx, T=String(f"f{len(pdf.pages)}"), V=String("x"))
    page.obj.Annots = Array([annotation("Stamp", [100, 300, 300, 390]), filled])
    form = pdf.Root.get("/AcroForm", Dictionary(Fields=Array()))
    form.Fields.append(filled)
    pdf.Root.AcroForm = form


def _hide(pdf: Pdf, page: pikepdf.Page) -> None:
    if "/OCProperties" not in pdf.Root:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("off")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    page.obj.Resources = Dictionary(Properties=Dictionary(Off=pdf.Root.OCProperties.OCGs[0]))
    hidden = b"/OC /Off BDC 0 0 0 rg 50 50 300 400 re f EMC"
    page.obj.Contents = pdf.make_stream(page.obj.Contents.read_bytes() + b"\n" + hidden)


def _untitle(pdf: Pdf, _page: pikepdf.Page) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = ""


def pages_of(pdf: bytes, unit: float = 1) -> list[Picture]:
    """Return the pictures of the pages of a PDF as PDFium prints them."""
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        return [_small(page.render(scale=unit / 2, may_draw_forms=True).to_pil()) for page in document]


def places_of(sheets: bytes) -> list[tuple[Picture, Picture]]:
    """Return the pictures of the left and the right page of each side of sheets."""
    found = []
    with pypdfium2.PdfDocument(sheets) as document:
        for side in document:
            width, height = side.get_size()
            picture = side.render(scale=1, may_draw_forms=True).to_pil().convert("RGB")
            wide, high = min(width / 2, height * PAGE[0] / PAGE[1]), min(height, width / 2 * PAGE[1] / PAGE[0])
            top = (height - high) / 2
            boxes = [(middle, top, middle + wide, top + high) for middle in (width / 2 - wide, width / 2)]
            left, right = (_small(picture.crop(tuple(map(round, box)))) for box in boxes)
            found.append((left, right))
    return found


def _small(picture: Image.Image) -> Picture:
    return np.asarray(picture.convert("RGB").resize(SEEN, Image.Resampling.BOX), dtype=float)


def right_of(sheets: bytes, expected: Sequence[Picture]) -> int:
    """Return how many pages stand where they belong, and look as they should; backs may be upside down."""
    right, sides = 0, places_of(sheets)
    for number, (left, other) in enumerate(sides):
        front, last = number, len(expected) - 1 - number
        pages = (last, front) if number % 2 == 0 else (front, last)
        upright = zip((left, other), pages, strict=True)
        turned = zip((other[::-1, ::-1], left[::-1, ::-1]), pages, strict=True)
        right += max(sum(_looks(place, expected[page]) for place, page in way) for way in (upright, turned))
    return right


def _looks(place: Picture, page: Picture) -> bool:
    """Return whether a place shows a page; a shift of up to a pixel of the small picture is rounding."""
    shifts = ((down, across) for down in (-1, 0, 1) for across in (-1, 0, 1))
    apart = (np.abs(np.roll(place, shift, (0, 1)) - page)[2:-2, 2:-2].mean() for shift in shifts)
    return bool(min(apart) <= MOST_APART)


def seconds(program: Program, source: Path, out: Path) -> float | None:
    """Return the shortest processor time of some rounds of a program, in seconds; None if it fails."""
    times = []
    for _ in range(ROUNDS):
        out.unlink(missing_ok=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        arguments = [each.format(source=source, out=out, folder=out.parent) for each in program.arguments]
        done = subprocess.run([program.path, *arguments], capture_output=True, check=False, cwd=out.parent)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode or not out.exists():
            return None
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def main() -> None:
    """Print what each program makes of each source; exit code 1 where another is right and ours is not."""
    found, worse = list(programs(sys.argv[1:])), False
    print(f"{'pages right, and time as a ratio':<34}" + "".join(f"{program.name:>22}" for program in found))
    with TemporaryDirectory() as folder:
        for name, pdf, unit in sources():
            source = Path(folder) / "source.pdf"
            source.write_bytes(pdf)
            expected, cells, ours = pages_of(pdf, unit), [], (0, 1.0)
            for program in found:
                out = Path(folder) / "source-sheets.pdf"
                took = seconds(program, source, out)
                right = right_of(out.read_bytes(), expected) if took else 0
                if program.name == "impose":
                    ours = (right, took or 1.0)
                worse |= right > ours[0]
                what = f"{right} of {len(expected)}" if took else "refused"
                cells.append(f"{what}, {took / ours[1]:.1f}" if took else what)
            print(f"{name:<34}" + "".join(f"{cell:>22}" for cell in cells))
    sys.exit(worse)


if __name__ == "__main__":
    main()
