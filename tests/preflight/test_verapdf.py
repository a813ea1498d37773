"""Proof by the reference validator: every file is valid PDF/UA-1 and PDF/A-2a at once.

With REQUIRE_VERAPDF=1 it can't be skipped, and covers all professions; else the general edition and three more.
"""

import os
import shutil
from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from framework_pdf.build import pipeline, print_test
from framework_pdf.core import workspace
from framework_pdf.core.units import A4
from framework_pdf.preflight import verapdf
from framework_pdf.preflight.report import Result
from framework_pdf.products.plan import Request
from tests.conftest import CONTENT, GARDEN, STRICT, TEMPLATES

REQUIRED = os.environ.get("REQUIRE_VERAPDF") == "1"
SOME = ["allied-health-professional", "podiatrist", "radiographer", "speech-and-language-therapist"]
BRANDS = sorted(path.parent.name for path in (CONTENT / "brands").glob("*/_brand.yml"))
EVERYBODY = sorted(path.stem for path in (CONTENT / "professions").glob("*.yml"))


@pytest.fixture(autouse=True)
def needs_verapdf() -> None:
    """Skips, or fails where it must not be skipped, where there is no veraPDF."""
    if shutil.which("verapdf") is None:
        message = "veraPDF was not found, so PDF/UA-1 and PDF/A-2a were NOT checked (it needs Java and Maven)"
        pytest.fail(message) if REQUIRED else pytest.skip(message)


def broken(folder: Path) -> tuple[int, list[str]]:
    """A folder in; out, how many PDFs are in it, and each rule that one of them breaks."""
    found = verapdf.checks(sorted(folder.rglob("*.pdf")))
    failed = [
        f"{path.relative_to(folder)}: {check.name}: {check.found}"
        for path, checks in found.items()
        for check in checks
        if check.result is not Result.PASS
    ]
    return len(found), failed


@pytest.mark.parametrize("who", EVERYBODY if REQUIRED else SOME)
def test_every_file_is_valid_under_both(who: str, tmp_path: Path) -> None:
    folders = workspace.Workspace((CONTENT,), (TEMPLATES,), tmp_path)
    pipeline.build(folders, Request((who,), variants=("standard", "large-print")), STRICT)
    pipeline.build(folders, Request((who,), products=("card",), paper="A5"), STRICT)
    assert broken(tmp_path) == (23, [])


def test_another_framework_is_valid_too(tmp_path: Path) -> None:
    folders = workspace.Workspace((GARDEN,), (TEMPLATES,), tmp_path)
    pipeline.build(folders, Request(("garddwr-ysgol",), variants=("standard", "large-print")), STRICT)
    assert broken(tmp_path) == (12, [])


@pytest.mark.parametrize("brand", BRANDS)
def test_a_brand_is_valid_too(brand: str, tmp_path: Path) -> None:
    folders = workspace.Workspace((CONTENT,), (TEMPLATES,), tmp_path)
    pipeline.build(folders, Request(("podiatrist",), brands=(brand,), variants=("standard", "large-print")), STRICT)
    assert broken(tmp_path) == (16, [])


def test_the_print_test_is_valid_too(tmp_path: Path) -> None:
    print_test.write_print_test(workspace.Workspace((), (TEMPLATES,), tmp_path), A4)
    assert broken(tmp_path) == (1, [])


def test_what_is_not_valid_is_found(tmp_path: Path) -> None:
    page = '<html lang="en"><title>T</title><p>Words'
    HTML(string=page).write_pdf(tmp_path / "a.pdf", pdf_variant="pdf/a-2a")
    HTML(string=page).write_pdf(tmp_path / "ua.pdf", pdf_variant="pdf/ua-1")
    with pikepdf.open(tmp_path / "ua.pdf") as pdf:
        del pdf.Root["/Lang"]
        pdf.save(tmp_path / "spoiled.pdf")
    count, failed = broken(tmp_path)
    assert count == 3
    assert [line.split("(")[0] for line in failed] == [
        "a.pdf: PDF/UA-1: ",
        "spoiled.pdf: PDF/UA-1: ",
        "spoiled.pdf: PDF/A-2a: ",
        "ua.pdf: PDF/A-2a: ",
    ]
    assert "the file does not say that it is PDF/UA-1" in failed[0]
    assert "7.2-" in failed[1]
