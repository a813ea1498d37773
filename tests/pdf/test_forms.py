"""Forms, as facts of the files: what their fields ask for, what fits into them, and what is kept of it."""

from pathlib import Path

import numpy as np
import pikepdf
import pytest

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.model.record import FieldKind
from framework_pdf.products.office_job import OfficeJob
from framework_pdf.products.plan import Request
from framework_pdf.products.press_job import PressOptions
from tests.support.building import Builds
from tests.support.claims import CLAIMS
from tests.support.folders import GARDEN
from tests.support.foreign_pdfs import picture, saved
from tests.support.forms import answers_for, fields_of, filled, folders_of_forms
from tests.support.pages import squashed, structure_text, texts_of

BRAND = "whirligig"
NO_CHARACTERS = ("<0000>", "<feff>", "<fffe>")


@pytest.fixture(scope="session")
def forms(builds: Builds, seed: int | None) -> list[Path]:
    """Forms in both prints, for professions of both regulators, and in a brand with its own typeface."""
    return sorted(path for folder in folders_of_forms(builds, seed) for path in folder.rglob("*.pdf"))


@pytest.fixture(scope="session")
def filled_forms(builds: Builds, forms: list[Path]) -> dict[Path, Path]:
    """The same, filled in and saved."""
    return filled(builds, forms)


def test_a_form_is_one_sheet_and_in_large_print_two(forms: list[Path]) -> None:
    for path in forms:
        pages = len(texts_of(path))
        assert pages in ({3, 4} if "large-print" in path.name else {2}), path


def test_each_field_of_a_worksheet_is_called_by_the_question_beside_it_and_says_how_much_it_takes(
    catalogue: Catalogue, forms: list[Path], seed: int | None
) -> None:
    asked = [prompt.text for worksheet in catalogue.framework.worksheets for prompt in worksheet.prompts]
    seen = [path for path in forms if path.name.startswith("worksheet")]
    assert len(seen) == (2 if seed is None else 4)
    for path in seen:
        named, most = names_of(path), most_of(path)
        assert [named[name] for name in most] == [
            f"{question} (typed: up to {number} characters)"
            for question, number in zip(asked, most.values(), strict=True)
        ]
        belongs = "To which aspects does it belong?"
        assert [named[name] for name in named if name not in most] == [
            f"{belongs} {a.title}" for a in catalogue.aspects
        ]
        read = squashed(structure_text(path))
        assert [name for name in most if squashed(named[name]) not in read] == [], path


@pytest.mark.parametrize(("who", "regulator"), [("podiatrist", "hcpc"), ("osteopath", "gosc")])
def test_a_record_asks_for_what_the_regulator_asks_for(
    catalogue: Catalogue, forms: list[Path], who: str, regulator: str
) -> None:
    """In its order, with a note that nobody is named beside each field of words, and nothing filled in before."""
    record = catalogue.regulators[regulator].record
    assert record
    seen = [path for path in forms if path.name.startswith("cpd-record") and path.parent.name == who]
    assert len(seen) >= 2
    for path in seen:
        named, most = names_of(path), most_of(path)
        for field in record.fields:
            if field.kind == FieldKind.CHOICES:
                ticks = [named.pop(f"{field.id}-{number}") for number, _ in enumerate(field.choices, 1)]
                assert ticks == [f"{field.label} {choice}" for choice in field.choices]
            else:
                assert named[field.id].startswith(f"{field.label} ("), path
                assert f"{most[field.id]} characters" in named[field.id]
                has_words = field.kind in {FieldKind.TEXT, FieldKind.LINE}
                assert ("no names of people you treat" in named[field.id]) == has_words
        assert list(named) == [field.id for field in record.fields if field.kind != FieldKind.CHOICES]
        assert {str(field.get("/V", "")) for field in fields_of(path).values()} <= {"", "/Off"}


def test_a_record_says_whose_word_counts_and_claims_nothing(catalogue: Catalogue, forms: list[Path]) -> None:
    for path in forms:
        said = " ".join(" ".join(texts_of(path)).split())
        assert not CLAIMS.search(said), path
        if path.name.startswith("cpd-record"):
            regulator = catalogue.regulators["gosc" if path.parent.name == "osteopath" else "hcpc"]
            assert f"{regulator.name} ({regulator.short}) sets no form" in said
            assert f"Only the {regulator.short} can say whether it is enough." in said
            with pikepdf.open(path) as pdf:
                links = {str(each.A.URI) for page in pdf.pages for each in page.Annots if "/A" in each}
            assert regulator.record
            assert links == {regulator.record.address}
    assert CLAIMS.search("This record meets standard 1.")


def names_of(path: Path) -> dict[str, str]:
    """Return what each field of a form is called."""
    return {name: str(field.TU) for name, field in fields_of(path).items()}


def most_of(path: Path) -> dict[str, int]:
    """Return how many characters each field of a form takes."""
    return {name: int(field.MaxLen) for name, field in fields_of(path).items() if field.FT == "/Tx"}


def test_less_is_typed_where_letters_are_larger(forms: list[Path]) -> None:
    """In fields of one height: those of large print are higher."""

    def per_pt(path: Path) -> float:
        found = [field for field in fields_of(path).values() if field.FT == "/Tx"]
        heights = sum(abs(float(field.Rect[3]) - float(field.Rect[1])) for field in found)
        return sum(most_of(path).values()) / heights

    ours = {path.name: path for path in forms if BRAND not in str(path)}
    standard, large = ours["worksheet.pdf"], ours["worksheet-large-print.pdf"]
    assert per_pt(large) < 0.6 * per_pt(standard)


def test_a_form_is_small_and_its_fields_are_drawn_empty_and_take_no_more_than_they_hold(forms: list[Path]) -> None:
    for path in forms:
        assert path.stat().st_size < 500_000, path
        with pikepdf.open(path) as pdf:
            assert "/NeedAppearances" not in pdf.Root.AcroForm
            assert {str(page.obj.Tabs) for page in pdf.pages if "/Annots" in page} == {"/S"}
            for field in pdf.Root.AcroForm.Fields:
                if field.FT == "/Tx":
                    assert field.AP.N.read_bytes() == b"/Tx BMC EMC"
                    assert int(field.Ff) & 1 << 23
                    assert list(field.MK.BG) == [1, 1, 1]
                else:
                    assert {str(key) for key in field.AP.N} == {"/on", "/Off"}
            fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each]
            maps = [font.ToUnicode.read_bytes().decode().lower() for font in fonts]
            assert max(map(len, maps)) > 5_000  # one is whole
            assert not any(f"> {no_character}" in each for each in maps for no_character in NO_CHARACTERS)


@pytest.mark.external
def test_what_is_filled_in_is_kept(filled_forms: dict[Path, Path]) -> None:
    for empty, path in filled_forms.items():
        values = {name: field.V for name, field in fields_of(path).items()}
        meant = answers_for(empty)
        assert {name: value == "/on" or str(value) for name, value in values.items()} == meant
        assert len({len(str(value)) for value in values.values()}) > 2


@pytest.mark.external
def test_as_much_as_can_be_typed_is_seen(filled_forms: dict[Path, Path]) -> None:
    """Nothing more is seen where each field is drawn into a window that is higher by a line above and below.

    At the right edge pdf.js may cut a letter off (docs/upstream.md).
    """
    for path in filled_forms.values():
        with pikepdf.open(path) as pdf:
            for page in pdf.pages:
                for field in page.Annots:
                    left, first, right, second = map(float, field.Rect)
                    if field.get("/FT") == "/Tx":
                        field.Rect = pikepdf.Array([left, min(first, second) - 20, right, max(first, second) + 20])
                        box = [float(edge) for edge in field.AP.N.BBox]
                        field.AP.N.BBox = pikepdf.Array([box[0], box[1] - 20, box[2], box[3] + 20])
            larger, count = saved(pdf), len(pdf.pages)
        for number in range(1, count + 1):
            seen, all_there_is = (picture(each, number) for each in (path.read_bytes(), larger))
            assert np.array_equal(seen, all_there_is), (path, number)


@pytest.mark.build
def test_on_paper_a_form_is_empty_and_has_no_fields(builds: Builds) -> None:
    for destination in ({"office": OfficeJob()}, {"press": PressOptions()}):
        folder = builds.of(Request(("gardener",), products=("worksheet",), **destination), GARDEN)
        path = next(folder.rglob("worksheet.pdf"))
        with pikepdf.open(path) as pdf:
            assert "/AcroForm" not in pdf.Root
            assert not any("/Annots" in page for page in pdf.pages)
        lines = np.count_nonzero(np.abs(np.diff(picture(path.read_bytes())[:, 250].sum(axis=1))) > 20)
        assert lines > 20, destination
