"""Proof by the reference validator: every file is valid PDF/UA-1 and PDF/A-2a at once.

With REQUIRE_VERAPDF=1 it can't be skipped. Each run looks at everybody's booklet, and at all forms of `SOME`, with all
cards in one file and the first by itself; a nightly one at all forms of everybody, and at each card. veraPDF takes
seconds to start, and then a third of a second for a file: one start does for all that is built for readers, and for
forms that were filled in: what pdf.js saves is valid, too.
"""

import os
import shutil
from itertools import chain
from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from framework_pdf.build.print_test import write_print_test
from framework_pdf.core.units import A4
from framework_pdf.core.workspace import Workspace
from framework_pdf.preflight import verapdf
from framework_pdf.preflight.report import Result
from framework_pdf.preflight.standards import claimed_standards
from tests.support.building import (
    FOR_PRESS_WITH_MARKS,
    MATRIX,
    OTHER_CARDS,
    SOME,
    WIDE_BRAND,
    Builds,
    deck_of,
    forms_of,
    kit_of,
    large_deck_of,
    large_of,
    poster_of,
    small_cards_of,
    small_deck_of,
    standard_of,
)
from tests.support.folders import BRANDS, EVERYBODY, GARDEN, GARDEN_SESSION, MARKED_GARDEN, TEMPLATES
from tests.support.forms import filled, folders_of_forms

pytestmark = [pytest.mark.first, pytest.mark.external]
BRAND_NAMES = [path.name for path in BRANDS]
REQUIRED = os.environ.get("REQUIRE_VERAPDF") == "1"


def folders_of(builds: Builds, seed: int | None) -> dict[Path, int]:
    """Return every folder with files for readers that a run looks at, and how many PDFs it has."""
    found: dict[Path, int] = {}
    for who in SOME if seed is None else EVERYBODY:
        found |= {builds.of(standard_of(who)): 8, builds.of(large_of(who)): 8, builds.of(small_cards_of(who)): 7}
    for form in (standard_of, large_of):
        found[builds.of(form("garddwr-ysgol"), GARDEN)] = 6
        found[builds.of(form("gardener"), GARDEN, MARKED_GARDEN)] = 6
        found |= {builds.of(form("podiatrist", brand)): 8 for brand in BRAND_NAMES if form in forms_of(brand, seed)}
    looks = [[], *([name] for name in BRAND_NAMES if seed is not None or name == WIDE_BRAND)]
    found |= {builds.of(poster_of("podiatrist", *brand)): 1 for brand in looks}
    found |= {builds.of(kit_of("podiatrist")): 2, builds.of(kit_of("gardener"), GARDEN, GARDEN_SESSION): 2}
    found[builds.of(MATRIX)] = 2
    found |= {
        builds.of(deck_of("podiatrist")): 1,
        builds.of(small_deck_of("podiatrist", "whirligig")): 1,
        builds.of(large_deck_of("podiatrist", "college-of-everyday-therapies")): 1,
    }
    found |= {builds.specimen(brand): 1 for brand in BRANDS if seed is not None or brand.name == WIDE_BRAND}
    found[builds.kept("print test for A4", print_test)] = 1
    return found


def print_test(output: Path) -> None:
    write_print_test(Workspace((), (TEMPLATES,), output), A4)


def broken(folder: Path) -> None:
    """Put files into a folder that are valid under one of both, or neither."""
    folder.mkdir()
    page = '<html lang="en"><title>T</title><p>Words'
    HTML(string=page).write_pdf(folder / "a.pdf", pdf_variant="pdf/a-2a")
    HTML(string=page).write_pdf(folder / "ua.pdf", pdf_variant="pdf/ua-1")
    with pikepdf.open(folder / "ua.pdf") as pdf:
        del pdf.Root["/Lang"]
        pdf.save(folder / "spoilt ü.pdf")


def test_every_file_is_valid_under_both_and_what_is_not_is_found(
    builds: Builds, seed: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("verapdf") is None:
        message = "veraPDF was not found, so PDF/UA-1 and PDF/A-2a were NOT checked (it needs Java and Maven)"
        pytest.fail(message) if REQUIRED else pytest.skip(message)
    broken(tmp_path / "broken")
    monkeypatch.setenv("LC_ALL", "C")  # in which Java opens no file with an umlaut in its name
    folders = folders_of(builds, seed)
    files = {folder: sorted(folder.rglob("*.pdf")) for folder in folders}
    assert {folder: len(paths) for folder, paths in files.items()} == folders
    looked_at = [path for path in chain(*files.values()) if seed is not None or not path.match(OTHER_CARDS)]
    booklets = [builds.of(standard_of(who)) / who / "booklet.pdf" for who in EVERYBODY]
    empty = sorted(path for folder in folders_of_forms(builds, seed) for path in folder.rglob("*.pdf"))
    tickets = sorted(builds.of(FOR_PRESS_WITH_MARKS, GARDEN).rglob("*-ticket.pdf"))
    assert len(tickets) == 2
    bad = sorted((tmp_path / "broken").iterdir())
    good = [*looked_at, *booklets, *tickets, *empty, *filled(builds, empty).values()]
    claimed = {path: claims_of(path) for path in (*good, *bad)}
    assert {claimed[path] for path in good} == {("PDF/UA-1", "PDF/A-2a")}
    found = verapdf.checks(claimed)
    wrong = [
        (path, f"{check.name}: {check.found}")
        for path, checks in found.items()
        for check in checks
        if check.result is not Result.PASS
    ]
    assert [(path, said) for path, said in wrong if path not in bad] == []
    assert [(path.name, said.split("(")[0]) for path, said in wrong] == [("spoilt ü.pdf", "PDF/UA-1: ")]
    assert "7.2-" in wrong[0][1]
    # What a file does not say that it is, it is judged by where that is asked for.
    (asked,) = verapdf.checks({bad[0]: claimed[bad[0]]}, ["PDF/UA-1"]).values()
    assert asked[0].result is Result.FAIL
    assert any(rule.startswith("5-1: ") for rule in asked[0].found), asked


def claims_of(path: Path) -> tuple[str, ...]:
    with pikepdf.open(path) as pdf:
        return claimed_standards(pdf)
