"""Drawings of a kit: each is compared with what another program draws, which is what Chromium draws."""

import gzip
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from playwright.sync_api import Browser

from framework_pdf.core.worker import Worker
from framework_pdf.preflight import svg_comparison
from tests.support.drawings import DRAWINGS
from tests.support.folders import CONTENT, TEMPLATES
from tests.support.kit_pictures import SVG, drawn, encoded
from tests.support.programs import Run

pytestmark = pytest.mark.command
ACCEPTED = 130
"""At least so many of the drawings can be set."""


def test_what_is_taken_is_set_as_chromium_draws_it(
    tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong, accepted = [], 0
    worker = Worker()  # one for all, which saves starting more than a hundred

    def in_worker(task: Callable[[], object]) -> object:
        worker.give(task)
        return worker.answer()

    monkeypatch.setattr(svg_comparison, "in_worker", in_worker)
    page = browser.new_page(viewport={"width": 540, "height": 540}, device_scale_factor=svg_comparison.FINER)
    for name, svg in DRAWINGS.items():
        picture, _ = drawn(tmp_path, svg)
        if picture is None:
            continue
        accepted += 1
        for plate, printed in svg_comparison.printed_alone(picture):
            page.set_content(
                f'<body style="margin: {plate.margin}px; background: {plate.ground}"><img src="{picture.src}" '
                f'style="display: block; width: {plate.width}px; height: {plate.height}px">'
            )
            page.locator("img").evaluate("image => image.decode()")
            width, height = plate.width + 2 * plate.margin, plate.height + 2 * plate.margin
            shot = page.screenshot(clip={"x": 0, "y": 0, "width": width, "height": height})
            with Image.open(BytesIO(shot)) as seen:
                meant = seen.convert("RGB").reduce(svg_comparison.FINER)
            if svg_comparison.differing(meant, printed).getbbox():
                wrong.append(name)
    page.context.close()
    worker.end()
    assert wrong == []
    assert accepted > ACCEPTED


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
