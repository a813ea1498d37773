"""A brand on one page: everything that an officer approves is on it, it is one page, and it can be published."""

import re
import shutil
from pathlib import Path

import pikepdf
import pytest

from framework_pdf.brand.kit import load_kit
from framework_pdf.brand.look import look_of
from framework_pdf.brand.separation import Separation, named_inks
from framework_pdf.build import brand_tasks
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.model.printing import INK_LIMIT
from framework_pdf.core import workspace
from framework_pdf.core.colour import channels, contrast
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.preflight.inspection import inspect
from framework_pdf.preflight.report import Result
from framework_pdf.products.edition import Edition
from framework_pdf.products.plan import Request
from tests.support.building import Builds, in_each_run, specimen_of
from tests.support.composing import PRODUCTS, planned
from tests.support.folders import BRANDS, CONTENT, TEMPLATES, append, replace
from tests.support.frameworks import write_framework
from tests.support.pages import fonts_of, pages_of, pixels, squashed, structure_text, type_sizes
from tests.support.programs import Run

pytestmark = pytest.mark.build
SIZES = (28, 21, 16, 12)
"""The sizes of type that a specimen shows, in pt, before typefaces with small letters are set larger."""
SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 100"><rect width="{}" height="100" fill="#6a1b4d"/></svg>'
)
LONG = "the-colour-of-our-founders-favourite-waistcoat"


@pytest.fixture(
    scope="module",
    params=[pytest.param(path, id=path.name, marks=in_each_run(path.name)) for path in BRANDS],
)
def branded(request: pytest.FixtureRequest, builds: Builds) -> tuple[Path, Path]:
    """A kit of ours, and its specimen."""
    (path,) = builds.specimen(request.param).rglob("*.pdf")
    return request.param, path


def written(brand: Path, aspects: int = 1) -> Path:
    """Write the specimen of a kit into its folder, with pages of a framework of so many aspects, without a problem."""
    made = specimen_of(brand, write_framework(brand.parent / "content", 1, aspects))
    assert made.problems == ()
    (file,) = made.files
    (brand / file.path.name).write_bytes(file.data)
    return brand / file.path.name


def kit(folder: Path, text: str) -> Path:
    """Return the folder."""
    folder.mkdir()
    (folder / "_brand.yml").write_text(text, encoding="utf-8")
    return folder


def pictures_on(path: Path) -> list[tuple[int, int]]:
    """Return the width and height in dots of each raster on the first page of a PDF."""
    with pikepdf.open(path) as pdf:
        return [(int(image.Width), int(image.Height)) for image in pdf.pages[0].get_images().values()]


@pytest.mark.usefixtures("without_verapdf")
def test_a_specimen_is_one_page_that_can_be_published(branded: tuple[Path, Path]) -> None:
    brand, path = branded
    (page,) = pages_of(path)
    assert (round(page.width), round(page.height)) == (595, 842)
    assert all(fonts_of(path).values())
    (report,) = inspect([path]).reports
    assert [check for check in report.checks if check.result is Result.FAIL] == []
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo.Title) == f"{load_kit(brand).name}: brand specimen"
    assert all(word.x0 >= 0 and word.x1 <= page.width and word.bottom <= page.height for word in page.words)


def test_a_specimen_says_of_each_colour_what_an_officer_asks(branded: tuple[Path, Path], catalogue: Catalogue) -> None:
    brand, path = branded
    (page,) = pages_of(path)
    look = look_of(load_kit(brand), catalogue)
    text = structure_text(path)
    for way, colour in look.palette.named.items():
        assert squashed(str(way[-1])) in squashed(text), way
        assert colour in text
        cut = int(10 * contrast(colour, "#ffffff") + 1e-9) / 10
        assert f"White on it {cut}" in text
        assert f"On paper {int(10 * contrast(colour, look.palette.paper) + 1e-9) / 10}" in text
        names = [str(other[-1]) for other, same in look.palette.named.items() if same == colour]
        inks = [look.options.inks[name] for name in names if name in look.options.inks]
        if inks:
            assert f"CMYK {' '.join(f'{value:g}' for value in inks[0].cmyk)}" in text
            assert squashed(inks[0].spot or "") in squashed(text)
        else:
            converted = Separation(named_inks(look), INK_LIMIT).of(colour)
            assert squashed(f"CMYK {' '.join(f'{ink:.0f}' for ink in converted)} *") in squashed(text)
    for shade in look.palette.changed_colours:
        assert shade.used in text
    assert "FOGRA39" in page.text.replace("\r\n", " ")


def test_a_specimen_has_each_colour_on_a_field_of_its_own(branded: tuple[Path, Path], catalogue: Catalogue) -> None:
    brand, path = branded
    palette = look_of(load_kit(brand), catalogue).palette
    drawn = pixels(path, 1, 144).reshape(-1, 3)
    for colour in {*palette.named.values(), *(hue.own for hue in palette.aspects.values())}:
        near = (abs(drawn.astype(int) - channels(colour)).max(axis=1) <= 1).sum()
        assert near > 20 * 20, colour


def test_a_specimen_shows_logos_and_pages(branded: tuple[Path, Path], catalogue: Catalogue) -> None:
    brand, path = branded
    look = look_of(load_kit(brand), catalogue)
    with pikepdf.open(path) as pdf:
        told = [str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
    logos = (look.logos.small, look.logos.medium, look.logos.large)
    for art in {art for logo in logos for art in (logo.light, logo.dark) if art}:
        assert art.alt in told
    assert len([words for words in told if words.endswith(", in small")]) == 3
    pages = [size for size in pictures_on(path) if size[1] / size[0] == pytest.approx(2**0.5, rel=0.01)]
    assert len(pages) == 3


def test_the_sizes_of_type_are_those_of_the_booklet(branded: tuple[Path, Path], catalogue: Catalogue) -> None:
    brand, path = branded
    faces = look_of(load_kit(brand), catalogue).type
    shown = type_sizes(path)
    words = squashed(pages_of(path)[0].text)
    for size in SIZES:
        scale = faces.headings.scale if size > 12 else faces.text.scale
        assert any(abs(size * scale - other) < 0.05 for other in shown), size
        assert f"{size * scale:.3g}pt" in words
    assert squashed(faces.headings.name) in words


@pytest.mark.parametrize("text", ["{}\n", 'meta: {name: Guild}\ncolor: {primary: "#6a1b4d"}\n'], ids=["empty", "least"])
@pytest.mark.usefixtures("without_verapdf")
def test_a_kit_that_says_little_has_a_specimen(text: str, tmp_path: Path) -> None:
    path = written(kit(tmp_path / "guild", text))
    (page,) = pages_of(path)
    assert "There is no sign." in page.text
    assert "Bells" in page.text, "the accent on covers"
    assert [report.path for report in inspect([path]).reports if report.failed] == []


def test_many_colours_with_long_names_are_all_on_the_page(tmp_path: Path) -> None:
    names = [f"{LONG if number % 3 else 'sea'}-{number}" for number in range(25)]
    palette = "".join(
        f'    {name}: "#{10 * n:02x}{250 - 9 * n:02x}{(77 * n) % 256:02x}"\n' for n, name in enumerate(names)
    )
    brand = kit(tmp_path / "guild", f"logo: mark.svg\ncolor:\n  primary: sea-0\n  palette:\n{palette}")
    (brand / "mark.svg").write_text(SQUARE.format(300, 300), encoding="utf-8")
    path = written(brand, 6)
    (page,) = pages_of(path)
    text = squashed(structure_text(path))
    assert [name for name in names if squashed(name) not in text] == []
    assert "more grow outside" not in page.text
    assert max(word.x1 for word in page.words) <= page.width - 14 / 25.4 * 72 + 1


@pytest.mark.nightly
def test_what_has_no_room_is_told(tmp_path: Path) -> None:
    palette = "".join(f'    {LONG}-{number}: "#{number:02x}8040"\n' for number in range(44))
    path = written(kit(tmp_path / "guild", f"color:\n  primary: '#804020'\n  palette:\n{palette}"), 6)
    (page,) = pages_of(path)
    shown = squashed(structure_text(path)).count(squashed(f"{LONG}-"))
    (left_out,) = re.findall(r"(\d+) more grow outside", page.text)
    assert 20 < shown < 44
    assert int(left_out) == 44 - shown + 3  # the primary, and two that editions have besides


def test_a_specimen_is_no_product_to_ask_for(catalogue: Catalogue) -> None:
    assert "specimen" not in PRODUCTS.offered
    editions: tuple[Edition, ...] = planned(Request(every_profession=True), catalogue, "guild")
    assert "specimen" not in {edition.product.id for edition in editions}


def test_the_command_writes_the_page_and_says_what_a_check_says(run: Run, tmp_path: Path) -> None:
    append(
        kit(tmp_path / "guild", 'color: {palette: {sea: "#123456"}, primary: sea}\n') / "_brand.yml",
        "defaults: {framework-pdf: {inks: {sea: {cmyk: [90, 60, 20, 10]}, see: {cmyk: [1, 2, 3, 4]}}}}\n",
    )
    content = write_framework(tmp_path / "content", 1)
    done = run("brand", "specimen", "./guild", "--content", content, "--output", "out")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "out/guild/specimen.pdf"
    assert "color.palette.sea #123456: covers" in done.stdout
    assert (
        "inks.sea.cmyk (line 2): only files for a print shop (--print press) and the brand's specimen have it"
        in done.stdout
    )
    assert "inks.see.cmyk (line 2): the palette has no colour of that name" in done.stdout
    assert [path.name for path in (tmp_path / "out").rglob("*.*")] == ["specimen.pdf"]
    assert "Dyes 90 60 20 10" in structure_text(tmp_path / "out" / "guild" / "specimen.pdf")


def test_all_problems_are_told_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    brand = kit(tmp_path / "guild", "logo: none.svg\ncolor: {primary: nocolour}\ntypography: {base: Nonesuch}\n")
    with pytest.raises(FrameworkPdfError) as caught:
        brand_tasks.draw_specimen(workspace.Workspace((CONTENT,), (TEMPLATES,), tmp_path / "out"), str(brand))
    told = {problem.code for problem in caught.value.diagnostics}
    assert told == {"missing-file", "unknown-colour", "missing-font", "no-name"}
    assert not (tmp_path / "out").exists()


def test_a_specimen_in_a_typeface_of_the_machine_is_refused(tmp_path: Path) -> None:
    brand = kit(tmp_path / "guild", 'color: {primary: "#123456"}\n')
    content = write_framework(tmp_path / "content", 1)
    home = brand / "templates" / "sheets" / "specimen"
    home.mkdir(parents=True)
    shutil.copy(TEMPLATES / "sheets" / "specimen" / "style.css", home)
    replace(home / "style.css", "h1 {", "h1 {\n  font-family: serif;")
    assert {problem.code for problem in specimen_of(brand, content).problems} == {"missing-font"}


def test_an_opener_that_a_specimen_can_t_find_is_told_by_its_id(tmp_path: Path) -> None:
    brand = kit(tmp_path / "guild", 'color: {primary: "#123456"}\n')
    content = write_framework(tmp_path / "content", 1)
    (brand / "templates" / "parts").mkdir(parents=True)
    template = Path(shutil.copy(TEMPLATES / "parts" / "aspect.html.j2", brand / "templates" / "parts"))
    replace(template, ' id="aspect-{{ aspect.id }}"', "")
    with pytest.raises(FrameworkPdfError) as caught:
        specimen_of(brand, content)
    (told,) = caught.value.diagnostics
    assert told.code == "no-opener"
    assert "`aspect-part-1`" in told.message
    replace(template, 'class="opener"', 'class="opener" id="aspect-{{ aspect.id }}"')
    assert specimen_of(brand, content).problems == ()
