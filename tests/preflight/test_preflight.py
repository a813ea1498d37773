"""Preflight: files that are fit pass, and each thing that can be wrong with one is found."""

import json
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image
from weasyprint import HTML

from framework_pdf.core.errors import PreflightError
from framework_pdf.preflight import page_pictures
from framework_pdf.preflight.colour_check import colour_check
from framework_pdf.preflight.inspection import inspect
from framework_pdf.preflight.report import FOR_PEOPLE, Check, Result
from framework_pdf.preflight.standards import claimed_standards
from tests.support.programs import Run


def checks(path: Path) -> dict[str, Check]:
    (report,) = inspect([path]).reports
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


def drawn(pdf: pikepdf.Pdf, content: bytes, **resources: Dictionary) -> None:
    """Draw something on the first page, with resources by their kinds."""
    page = pdf.pages[0]
    for kind, named in resources.items():
        for name, value in named.items():
            if f"/{kind}" not in page.resources:
                page.resources[f"/{kind}"] = Dictionary()
            page.resources[f"/{kind}"][name] = value
    page.contents_add(pdf.make_stream(b"/Artifact BMC q " + content + b" Q EMC"))


def cmyk_image(pdf: pikepdf.Pdf) -> None:
    image = pdf.make_stream(bytes(4), Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
    image.ColorSpace = Name.DeviceCMYK
    drawn(pdf, b".1 0 0 .1 0 0 cm /Im9 Do", XObject=Dictionary(Im9=image))


def cmyk_palette_in_form(pdf: pikepdf.Pdf) -> None:
    image = pdf.make_stream(bytes(1), Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
    image.ColorSpace = pikepdf.Array([Name.Indexed, Name.DeviceCMYK, 0, pikepdf.String(bytes(4))])
    form = pdf.make_stream(b"/Im9 Do", Subtype=Name.Form, BBox=[0, 0, 1, 1])
    form.Resources = Dictionary(XObject=Dictionary(Im9=image))
    drawn(pdf, b"/Fm9 Do", XObject=Dictionary(Fm9=form))


def cmyk_spot(pdf: pikepdf.Pdf) -> None:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)
    space = pikepdf.Array([Name.Separation, Name.Red, Name.DeviceCMYK, function])
    drawn(pdf, b"/Spot cs 1 scn", ColorSpace=Dictionary(Spot=space))


def cmyk_fade(pdf: pikepdf.Pdf) -> None:
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 1, 1])
    pattern = pdf.make_indirect(Dictionary(PatternType=2, Shading=shading))
    drawn(pdf, b"/Pattern cs /P9 scn", Pattern=Dictionary(P9=pattern))


def cmyk_group(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)


def cmyk_note(pdf: pikepdf.Pdf) -> None:
    shown = pdf.make_stream(b"0 1 0 0 K", Subtype=Name.Form, BBox=[0, 0, 1, 1])
    note = pdf.make_indirect(Dictionary(Subtype=Name.Square, Rect=[0, 0, 1, 1], AP=Dictionary(N=shown)))
    pdf.pages[0].obj.Annots = pikepdf.Array([*pdf.pages[0].obj.get("/Annots", []), note])


IN_CMYK = (
    lambda pdf: drawn(pdf, b"0 1 1 0 k"),
    lambda pdf: drawn(pdf, b"/DeviceCMYK CS 0 1 1 0 SCN"),
    lambda pdf: drawn(pdf, b"BI /W 1 /H 1 /BPC 8 /CS /CMYK ID \0\0\0\0 EI"),
    cmyk_image,
    cmyk_palette_in_form,
    cmyk_spot,
    cmyk_fade,
    cmyk_group,
    cmyk_note,
)


@pytest.mark.usefixtures("without_verapdf")
@pytest.mark.parametrize("how", IN_CMYK)
def test_cmyk_is_found_wherever_it_is(
    spoiled: Callable[[Callable[[pikepdf.Pdf], None]], Path], how: Callable[[pikepdf.Pdf], None]
) -> None:
    with pikepdf.open(spoiled(how)) as pdf:
        assert colour_check(pdf, claimed_standards(pdf)).found == ("page 1: DeviceCMYK, which no output intent tells",)


def test_colours_are_those_that_the_output_intent_or_the_resources_tell() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        drawn(pdf, b"1 0 0 rg 0 1 1 0 k")
        assert colour_check(pdf, claimed_standards(pdf)) == Check(
            "colours", Result.INFORMATION, ("DeviceCMYK, DeviceRGB",)
        )
        with pdf.open_metadata() as metadata:
            metadata["pdfaid:part"] = "2"
        assert len(colour_check(pdf, claimed_standards(pdf)).found) == 2
        profile = pdf.make_stream(b"", N=4)
        pdf.Root.OutputIntents = pikepdf.Array([Dictionary(S=Name.GTS_PDFA1, DestOutputProfile=profile)])
        assert colour_check(pdf, claimed_standards(pdf)).found == ("page 1: DeviceRGB, which no output intent tells",)
        pdf.pages[0].resources.ColorSpace = Dictionary(DefaultRGB=pikepdf.Array([Name.ICCBased, profile]))
        assert colour_check(pdf, claimed_standards(pdf)) == Check("colours", Result.PASS, ("DeviceCMYK",))


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
        (cmyk_image, "colours", "page 1: DeviceCMYK, which no output intent tells"),
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
        ("color: #fff; background: #c80; font-size: 20pt", "page 1: #ffffff on #cc8800 is 2.9 : 1, and needs 3 : 1"),
        ("color: #fff; background: #b80; font-size: 10pt", "page 1: #ffffff on #bb8800 is 3.1 : 1, and needs 4.5 : 1"),
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


@pytest.mark.usefixtures("without_verapdf")
def test_what_is_no_pdf_is_told_beside_the_reports_of_all_others(podiatrist: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("no", encoding="utf-8")
    locked = tmp_path / "locked.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    found = inspect([tmp_path / "a.pdf", tmp_path / "nowhere.pdf", tmp_path, locked, podiatrist / "cards.pdf"])
    codes = [problem.code for problem in found.unreadable]
    assert sorted(codes) == ["locked-file", "unreadable-file", "unreadable-file", "unreadable-file"]
    assert [(report.path.name, report.failed) for report in found.reports] == [("cards.pdf", False)]
    assert "not the file's password" in str(inspect([locked], password="c").unreadable[0].message)
    (report,) = inspect([locked], password="b").reports
    assert Check("pages", Result.INFORMATION, ("1",)) in report.checks


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
    rule = {
        "clause": "7.2",
        "testNumber": 29,
        "description": "words",
        "checks": [{"context": "root/document[0]/pages[2](9)"}],
    }
    results = [
        {"profileName": "PDF/UA-1 validation profile", "details": {"ruleSummaries": [rule]}},
        {"profileName": "PDF/A-2A validation profile", "details": {"ruleSummaries": []}},
    ]
    job = {"itemDetails": {"name": "NAME"}, "validationResult": results}
    (tmp_path / "report.json").write_text(json.dumps({"report": {"jobs": [job]}}) + "\n", encoding="utf-8")
    # It is given another name for the file, which is its last word.
    last = f'for name; do :; done; readlink "$name" >{tmp_path}/asked'
    validator(
        f'{last}; while read -r line; do echo "${{line%%NAME*}}$name${{line#*NAME}}"; done <{tmp_path}/report.json'
    )
    found = checks(card)
    assert (found["PDF/UA-1"].result, found["PDF/UA-1"].found) == (Result.FAIL, ("7.2-29: words (page 3)",))
    assert (found["PDF/A-2a"].result, found["PDF/A-2a"].found) == (Result.PASS, ("valid, by veraPDF",))
    assert (tmp_path / "asked").read_text(encoding="utf-8").strip() == str(card)


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
    (problem,) = inspect([tmp_path / "damaged.pdf"]).unreadable
    assert problem.code == "unreadable-file"


@pytest.mark.usefixtures("without_verapdf")
def test_odd_parts_count_as_left_out(spoiled: Callable[[Callable[[pikepdf.Pdf], None]], Path]) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.Root.MarkInfo = True
        pdf.Root.StructTreeRoot.RoleMap = Array()
        pdf.Root.ViewerPreferences = Name.Odd
        pdf.pages[0].Annots = Name.Odd
        pdf.Root.Metadata = pdf.make_stream(b"<x:xmpmeta>")
        pdf.trailer.Info = Array()

    found = checks(spoiled(spoil))
    assert [check.name for check in found.values() if check.result is Result.FAIL] == ["tags", "title"]
    assert found["standards"].result is Result.INFORMATION


Opened = list[tuple[pypdfium2.PdfDocument, bool]]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """The documents that PDFium opens, each with whether other threads had to wait then."""
    documents: Opened = []

    class Recorded(pypdfium2.PdfDocument):  # type: ignore[misc]
        def __init__(self, data: bytes | Path, password: str | None = None) -> None:
            super().__init__(data, password=password)
            documents.append((self, page_pictures._ONE_AT_A_TIME.locked()))

    monkeypatch.setattr(pypdfium2, "PdfDocument", Recorded)
    return documents


@pytest.mark.usefixtures("without_verapdf")
def test_a_file_that_was_looked_at_is_closed(podiatrist: Path, opened: Opened) -> None:
    checks(podiatrist / "cards" / "2-care-of-patients.pdf")
    assert [document.raw for document, _ in opened] == [None]


def test_pages_are_drawn_for_one_thread_at_a_time(podiatrist: Path, opened: Opened) -> None:
    pdf = (podiatrist / "booklet.pdf").read_bytes()
    assert page_pictures.page_size(pdf) == pytest.approx((419.5, 595.3), abs=0.1)
    assert page_pictures.picture(pdf, 1, 0.1).startswith(b"\x89PNG")
    assert [(document.raw, others_wait) for document, others_wait in opened] == [(None, True)] * 2
