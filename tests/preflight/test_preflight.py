"""Preflight: files that are fit pass, and each thing that can be wrong with one is found."""

import json
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name
from PIL import Image
from weasyprint import HTML

from framework_pdf.core.errors import PreflightError
from framework_pdf.preflight import page_pictures
from framework_pdf.preflight.inspection import inspect
from framework_pdf.preflight.report import FOR_PEOPLE, Check, Result
from tests.support.programs import Run


def checks(path: Path) -> dict[str, Check]:
    (report,) = inspect([path])
    return {check.name: check for check in report.checks}


@pytest.fixture
def spoiled(podiatrist: Path, tmp_path: Path) -> Callable[[Callable[[pikepdf.Pdf], None]], Path]:
    """Return the file."""

    def spoil(how: Callable[[pikepdf.Pdf], None]) -> Path:
        path = tmp_path / "card.pdf"
        with pikepdf.open(podiatrist / "cards" / "2-care-of-patients.pdf") as pdf:
            how(pdf)
            pdf.save(path)
        return path

    return spoil


@pytest.mark.usefixtures("without_verapdf")
def test_our_own_files_are_fit(podiatrist: Path) -> None:
    every = {name: checks(podiatrist / name) for name in ("booklet.pdf", "cards.pdf")}
    for found in every.values():
        assert [check.name for check in found.values() if check.result is Result.FAIL] == []
        assert found["contrast"].result is Result.PASS
        assert found["PDF/UA-1"].result is found["PDF/A-2a"].result is Result.NOT_CHECKED
        assert found["PDF/UA-1"].found[0].startswith("veraPDF was not found: install it")
    assert every["booklet.pdf"]["boxes"].found == ("148.0 × 210.0 mm: 64 pages",)


def no_alternative(pdf: pikepdf.Pdf) -> None:
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if element.get("/S") == Name.Figure:
            del element["/Alt"]
        waiting += [kid for kid in element.get("/K", []) if isinstance(kid, Dictionary)]


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def no_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        del metadata["dc:title"]


def no_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]
    del pdf.Root["/MarkInfo"]


def no_title_shown(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/ViewerPreferences"]


def no_font(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].resources.Font.values():
        del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


@pytest.mark.usefixtures("without_verapdf")
@pytest.mark.parametrize(
    ("how", "name", "said"),
    [
        (no_alternative, "alternative texts", "a picture on page 1 has no words"),
        (no_language, "language", "the file does not say its language"),
        (no_title, "title", "there is no title"),
        (no_title_shown, "title", "programs show the file's name, not its title"),
        (no_tags, "tags", "there is no structure tree"),
        (no_font, "fonts embedded", "Kit-SourceSans is not embedded"),
    ],
)
def test_what_is_wrong_is_found(
    spoiled: Callable[[Callable[[pikepdf.Pdf], None]], Path], how: Callable[[pikepdf.Pdf], None], name: str, said: str
) -> None:
    found = checks(spoiled(how))
    assert found[name].result is Result.FAIL
    assert any(line.endswith(said) for line in found[name].found), found[name]
    assert [check.name for check in found.values() if check.result is Result.FAIL] == [name]


@pytest.mark.usefixtures("without_verapdf")
@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("color: #999", "page 1: #999999 on #ffffff is 2.8 : 1, and needs 4.5 : 1"),
        ("color: #eee; background: #b22", ""),
        ("color: #fff; background: #c80; font-size: 20pt", "page 1: #ffffff on #cc8800 is 3.0 : 1, and needs 3 : 1"),
        ("color: #fff; background: #b80; font-size: 10pt", "page 1: #ffffff on #bb8800 is 3.2 : 1, and needs 4.5 : 1"),
        ("color: #fff; background: #b80; font-size: 20pt", ""),
        ("color: #333; font-size: 9999pt", ""),
        ("color: #fff; font-weight: 700; font-size: 90pt", "page 1: #ffffff on #ffffff is 1.0 : 1, and needs 3 : 1"),
    ],
)
def test_contrast_is_measured_on_the_page(tmp_path: Path, style: str, said: str) -> None:
    path = tmp_path / "page.pdf"
    HTML(string=f'<html lang="en"><title>T</title><p style="{style}">Illness</p>').write_pdf(path)
    assert checks(path)["contrast"].found == ((said,) if said else ("all text has enough",))


@pytest.mark.usefixtures("without_verapdf")
def test_a_coarse_image_is_found(tmp_path: Path) -> None:
    image = BytesIO()
    Image.new("RGB", (60, 60), "#123456").save(image, "PNG")
    (tmp_path / "image.png").write_bytes(image.getvalue())
    page = '<html lang="en"><title>T</title><img src="image.png" alt="A" style="width: {}in">'
    for width, result in ((1, Result.FAIL), (0.3, Result.PASS)):
        HTML(string=page.format(width), base_url=str(tmp_path) + "/").write_pdf(tmp_path / "page.pdf")
        found = checks(tmp_path / "page.pdf")["images"]
        assert found.result is result
    assert found.found == ("1, fine enough",)


def test_what_is_no_pdf_is_told_with_all_others(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("no", encoding="utf-8")
    locked = tmp_path / "locked.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(PreflightError) as caught:
        inspect([tmp_path / "a.pdf", tmp_path / "nowhere.pdf", tmp_path, locked])
    codes = [problem.code for problem in caught.value.diagnostics]
    assert sorted(codes) == ["locked-file", "unreadable-file", "unreadable-file", "unreadable-file"]


@pytest.mark.usefixtures("without_verapdf")
def test_the_command(run: Run, podiatrist: Path, tmp_path: Path) -> None:
    card = podiatrist / "cards" / "2-care-of-patients.pdf"
    done = run("preflight", card)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{card}\n  pages ")
    assert all(question in done.stdout for question in FOR_PEOPLE)
    assert done.stdout.endswith("no check failed in 1 file\n")
    plain = tmp_path / "plain.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(plain)
    told = run("preflight", "--json", card, plain)
    assert told.returncode == 1
    record = json.loads(told.stdout)
    assert [file["failed"] for file in record["files"]] == [False, True]
    assert record["for_people"] == list(FOR_PEOPLE)
    assert run("preflight").returncode == 2
    assert run("preflight", "nowhere.pdf").returncode == 1


@pytest.fixture
def validator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a program that does what a script says in the place of veraPDF, which takes seconds to start."""

    def put(script: str) -> None:
        (tmp_path / "verapdf").write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
        (tmp_path / "verapdf").chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
        assert shutil.which("verapdf") == str(tmp_path / "verapdf")

    return put


@pytest.mark.command
def test_what_the_validator_says_is_in_the_report(
    podiatrist: Path, tmp_path: Path, validator: Callable[[str], None]
) -> None:
    card = podiatrist / "cards" / "2-care-of-patients.pdf"
    rule = {"clause": "7.2", "testNumber": 29, "description": "words"}
    results = [
        {"profileName": "PDF/UA-1 validation profile", "details": {"ruleSummaries": [rule]}},
        {"profileName": "PDF/A-2A validation profile", "details": {"ruleSummaries": []}},
    ]
    job = {"itemDetails": {"name": str(card)}, "validationResult": results}
    (tmp_path / "report.json").write_text(json.dumps({"report": {"jobs": [job]}}), encoding="utf-8")
    validator(f"echo $* >{tmp_path}/asked; cat {tmp_path}/report.json")
    found = checks(card)
    assert (found["PDF/UA-1"].result, found["PDF/UA-1"].found) == (Result.FAIL, ("7.2-29: words",))
    assert (found["PDF/A-2a"].result, found["PDF/A-2a"].found) == (Result.PASS, ("valid, by veraPDF",))
    assert (tmp_path / "asked").read_text(encoding="utf-8").split()[-1] == str(card)


@pytest.mark.command
def test_a_validator_that_says_nothing_is_told(podiatrist: Path, validator: Callable[[str], None]) -> None:
    validator("echo no Java here >&2\nexit 3\n")
    with pytest.raises(PreflightError) as caught:
        inspect([podiatrist / "cards.pdf"])
    assert "veraPDF gave no report: no Java here" in str(caught.value)


@pytest.mark.usefixtures("without_verapdf")
def test_a_structure_that_goes_in_circles_is_read_once(
    spoiled: Callable[[Callable[[pikepdf.Pdf], None]], Path],
) -> None:
    def circle(pdf: pikepdf.Pdf) -> None:
        element = pdf.make_indirect(Dictionary(S=Name.P))
        element.K = pikepdf.Array([element, element])
        pdf.Root.StructTreeRoot.K = pikepdf.Array([element])

    assert checks(spoiled(circle))["tags"].found == ("1 P",)


@pytest.mark.usefixtures("without_verapdf")
def test_a_figure_by_another_name_needs_words_too(spoiled: Callable[[Callable[[pikepdf.Pdf], None]], Path]) -> None:
    def rename(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(Bild=Name.Figure)
        pdf.Root.StructTreeRoot.K.append(Dictionary(S=Name.Bild, Alt=pikepdf.Array()))

    assert checks(spoiled(rename))["alternative texts"].found == ("a picture on page ? has no words",)


@pytest.mark.parametrize("part", ["half", "none"])
def test_a_damaged_file_is_told(podiatrist: Path, tmp_path: Path, part: str) -> None:
    whole = (podiatrist / "cards.pdf").read_bytes()
    (tmp_path / "damaged.pdf").write_bytes(whole[: len(whole) // 2] if part == "half" else b"")
    with pytest.raises(PreflightError) as caught:
        inspect([tmp_path / "damaged.pdf"])
    assert "unreadable-file" in str(caught.value)


def test_odd_parts_are_told(spoiled: Callable[[Callable[[pikepdf.Pdf], None]], Path]) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.Root.MarkInfo = True

    with pytest.raises(PreflightError) as caught:
        inspect([spoiled(spoil)])
    assert "it is no PDF, or a damaged one" in str(caught.value)


Opened = list[tuple[pypdfium2.PdfDocument, bool]]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """The documents that PDFium opens, each with whether other threads had to wait then."""
    documents: Opened = []

    class Recorded(pypdfium2.PdfDocument):  # type: ignore[misc]
        def __init__(self, data: bytes | Path) -> None:
            super().__init__(data)
            documents.append((self, page_pictures._ONE_AT_A_TIME.locked()))

    monkeypatch.setattr(pypdfium2, "PdfDocument", Recorded)
    return documents


@pytest.mark.usefixtures("without_verapdf")
def test_a_file_that_was_looked_at_is_closed(podiatrist: Path, opened: Opened) -> None:
    checks(podiatrist / "cards" / "2-care-of-patients.pdf")
    assert [document.raw for document, _ in opened] == [None]


def test_pages_are_drawn_for_one_thread_at_a_time(podiatrist: Path, opened: Opened) -> None:
    pdf = (podiatrist / "booklet.pdf").read_bytes()
    assert page_pictures.page_named(pdf, "aspect-myself-as-an-individual") == 12
    assert page_pictures.page_size(pdf) == pytest.approx((419.5, 595.3), abs=0.1)
    assert page_pictures.picture(pdf, 1, 0.1).startswith(b"\x89PNG")
    assert [(document.raw, others_wait) for document, others_wait in opened] == [(None, True)] * 3
