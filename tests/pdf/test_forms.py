"""Forms, as facts of the files: what their fields ask for, what fits into them, and what is kept of it."""

from pathlib import Path

import numpy as np
import pikepdf
import pytest

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.products.office_job import OfficeJob
from framework_pdf.products.plan import Request
from framework_pdf.products.press_job import PressOptions
from tests.support.building import Builds, worksheets_of
from tests.support.folders import GARDEN
from tests.support.foreign_pdfs import picture, saved
from tests.support.forms import answers_for, fields_of, filled
from tests.support.pages import squashed, structure_text

BRAND = "whirligig"
NO_CHARACTERS = ("<0000>", "<feff>", "<fffe>")


@pytest.fixture(scope="session")
def forms(builds: Builds) -> list[Path]:
    """The forms of the podiatrist in both prints, and in a brand with its own typeface."""
    folders = (builds.of(worksheets_of("podiatrist")), builds.of(worksheets_of("podiatrist", BRAND)))
    return sorted(path for folder in folders for path in folder.rglob("*.pdf"))


@pytest.fixture(scope="session")
def filled_forms(builds: Builds, forms: list[Path]) -> dict[Path, Path]:
    """The same, filled in and saved."""
    return filled(builds, forms)


def test_each_field_is_called_by_the_question_beside_it_and_says_how_much_it_takes(
    catalogue: Catalogue, forms: list[Path]
) -> None:
    assert len(forms) == 4
    asked = [prompt.text for worksheet in catalogue.framework.worksheets for prompt in worksheet.prompts]
    for path in forms:
        named = {name: str(field.TU) for name, field in fields_of(path).items()}
        most = {name: int(field.MaxLen) for name, field in fields_of(path).items() if field.FT == "/Tx"}
        assert [named[name] for name in most] == [
            f"{question} (typed: up to {number} characters)"
            for question, number in zip(asked, most.values(), strict=True)
        ]
        assert [named[name] for name in named if name not in most] == [each.title for each in catalogue.aspects]
        read = squashed(structure_text(path))
        assert [name for name in named.values() if squashed(name) not in read] == [], path


def test_less_is_typed_where_letters_are_larger(forms: list[Path]) -> None:
    """Per line: fields of large print have more of them."""

    def per_line(path: Path) -> list[float]:
        found = [field for field in fields_of(path).values() if field.FT == "/Tx"]
        return [int(field.MaxLen) / abs(float(field.Rect[3]) - float(field.Rect[1])) for field in found]

    ours = {path.name: path for path in forms if BRAND not in str(path)}
    standard, large = ours["worksheet.pdf"], ours["worksheet-large-print.pdf"]
    assert max(per_line(large)) < 0.6 * min(per_line(standard))


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
                    if field.FT == "/Tx":
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
