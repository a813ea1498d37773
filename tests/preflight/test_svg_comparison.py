"""Drawings of a kit: each is compared with what another program draws, which is what Chromium draws."""

import gzip
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from playwright.sync_api import Browser, Page

from framework_pdf.core.worker import Worker
from framework_pdf.preflight import svg_comparison
from framework_pdf.typesetting.single_picture import PicturePage
from tests.support.drawings import DRAWINGS
from tests.support.folders import CONTENT, TEMPLATES
from tests.support.kit_pictures import SVG, drawn, encoded
from tests.support.programs import Run

pytestmark = pytest.mark.command
ACCEPTED = 0.5
"""At least this share of the drawings can be set."""
AT_ONCE, COLUMN = 16, 530
"""How many pages are in one screenshot, and how wide they may be, in pixels."""


def drawn_by_chromium(page: Page, pages: list[tuple[str, PicturePage]]) -> list[Image.Image]:
    """Return what pages look like, each with the picture of an address, all from one screenshot."""
    left, tops, boxes = 0, [0, 0], []
    for _, plate in pages:  # in two columns, white and coloured grounds in turn
        boxes.append((left, tops[0], plate.width + 2 * plate.margin, plate.height + 2 * plate.margin))
        tops = [tops[1], tops[0] + boxes[-1][3]]
        left = COLUMN - left
    page.set_content(
        "<body>"
        + "".join(
            f'<div style="position: absolute; left: {box[0]}px; top: {box[1]}px; padding: {plate.margin}px; '
            f'background: {plate.ground}"><img src="{src}" style="display: block; width: {plate.width}px; '
            f'height: {plate.height}px"></div>'
            for (src, plate), box in zip(pages, boxes, strict=True)
        )
    )
    page.evaluate("Promise.all([...document.images].map(image => image.decode()))")
    shot = page.screenshot(clip={"x": 0, "y": 0, "width": 2 * COLUMN, "height": max(tops)})
    finer = svg_comparison.FINER
    with Image.open(BytesIO(shot)) as seen:
        whole = seen.convert("RGB")
    crops = [[finer * each for each in (x, y, x + width, y + height)] for x, y, width, height in boxes]
    return [whole.crop((box[0], box[1], box[2], box[3])).reduce(finer) for box in crops]


def test_what_is_taken_is_set_as_chromium_draws_it(
    tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch, seed: int | None
) -> None:
    last_of_kind = {name.partition("-")[0]: name for name in DRAWINGS}
    looked_at = [(name, DRAWINGS[name]) for name in (last_of_kind.values() if seed is None else DRAWINGS)]
    worker = Worker()  # one for all, which saves starting more than a hundred
    last: list[tuple[PicturePage, Image.Image]] = []

    def in_worker(task: Callable[[], list[tuple[PicturePage, Image.Image]]]) -> list[tuple[PicturePage, Image.Image]]:
        worker.give(task)
        last[:] = worker.answer()
        return list(last)

    monkeypatch.setattr(svg_comparison, "in_worker", in_worker)
    taken = [
        (name, picture.src, *page) for name, svg in looked_at if (picture := drawn(tmp_path, svg)[0]) for page in last
    ]
    worker.end()
    assert len({name for name, *_ in taken}) > ACCEPTED * len(looked_at)
    assert len(taken) > 2 * ACCEPTED * len(looked_at)
    page = browser.new_page(
        viewport={"width": 2 * COLUMN, "height": AT_ONCE // 2 * COLUMN}, device_scale_factor=svg_comparison.FINER
    )
    wrong = []
    for first in range(0, len(taken), AT_ONCE):
        together = taken[first : first + AT_ONCE]
        meant = drawn_by_chromium(page, [(src, plate) for _, src, plate, _ in together])
        for (name, _, _, printed), seen in zip(together, meant, strict=True):
            if svg_comparison.differing(seen, printed).getbbox():
                wrong.append(name)
    page.context.close()
    assert wrong == []


@pytest.mark.parametrize(
    "name",
    [
        *("stroke-opacity", "gradient-href", "gradient-turned", "gradient-stroke", "clip-evenodd", "mask-on-group"),
        *("paint-order", "root-opacity", "dot-missing", "visibility-collapse", "child-of-metadata"),
    ],
)
def test_what_the_typesetter_draws_otherwise_is_refused(name: str, tmp_path: Path) -> None:
    picture, said = drawn(tmp_path, DRAWINGS[name])
    assert picture is None
    assert "otherwise than other programs do" in said
    assert "logo.svg" in said
    assert drawn(tmp_path, DRAWINGS[name], proof=False)[0]  # no rule holds it back


@pytest.mark.parametrize("name", ["box-fraction", "box-and-larger-size", "box-and-other-size", "size-alone"])
def test_a_drawing_is_compared_at_the_size_that_is_asked_for(name: str, tmp_path: Path) -> None:
    assert drawn(tmp_path, DRAWINGS[name])[0]


def test_it_is_told_where_a_drawing_differs(tmp_path: Path) -> None:
    assert "less than 1% of this drawing" in (said := drawn(tmp_path, DRAWINGS["dot-missing"])[1])
    assert "at the upper right" in said


def test_a_kit_with_such_a_logo_is_told_that_with_its_other_problems(tmp_path: Path, run: Run) -> None:
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "mark.svg").write_text(DRAWINGS["paint-order"], encoding="utf-8")
    (tmp_path / "kit" / "_brand.yml").write_text("logo: mark.svg\ncolor: {primary: plumm}\n", encoding="utf-8")
    done = run("brand", "check", "./kit", "--content", CONTENT, "--templates", TEMPLATES)
    assert done.returncode == 1
    assert "error[unusable-picture]" in done.stderr
    assert "error[unknown-colour]" in done.stderr


def test_a_drawing_that_asks_for_more_memory_than_there_is_is_refused(tmp_path: Path) -> None:
    pattern = (
        '<pattern id="a" width="1e8" height="1e8" patternUnits="userSpaceOnUse"><rect width="9" height="9"/></pattern>'
    )
    svg = SVG.format(f'{pattern}<rect width="200" height="100" fill="url(#a)"/>')
    assert "too long or too much memory" in drawn(tmp_path, svg)[1]


def test_an_external_document_type_is_not_fetched(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://nowhere.invalid/svg11.dtd">'
    assert drawn(tmp_path, doctype + SVG.format('<rect width="90" height="90"/>'))[0]


@pytest.mark.parametrize(
    ("encoding", "refused"), [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", "UTF-16"), ("latin-1", "not in UTF-8")]
)
def test_a_drawing_is_in_utf_8(encoding: str, refused: str, tmp_path: Path) -> None:
    svg = SVG.format('<title>Pflege für Bär</title><rect width="90" height="90"/>').encode(encoding)
    picture, said = drawn(tmp_path, svg)
    assert bool(picture) is not bool(refused)
    assert refused in said
    assert "compressed" in drawn(tmp_path, gzip.compress(svg))[1]


def test_a_raster_in_a_drawing_is_small_upright_and_in_srgb(tmp_path: Path) -> None:
    image = Image.new("RGB", (60, 30), "#208040")
    exif = Image.Exif()
    exif[0x0112] = 6
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for src, reason in (
        (encoded(image), ""),
        (encoded(image.convert("P")), ""),
        (encoded(image, "JPEG", exif=exif), "on its side"),
        (encoded(image.convert("CMYK"), "JPEG"), "not in sRGB"),
        (encoded(image, icc_profile=swapped), "profile can't be used"),
        (encoded(Image.new("1", (5000, 5000))), "16 million dots"),
        (encoded(image)[: len("data:image/png;base64,") + 80], "damaged"),
        ("&#100;ata:image/png;base64,AAAA", "damaged"),
    ):
        picture, said = drawn(tmp_path, SVG.format(f'<image width="80" height="40" href="{src}"/>'))
        assert bool(picture) is not bool(reason), said
        assert reason in said
