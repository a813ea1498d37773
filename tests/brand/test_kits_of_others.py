"""Brand kits of others: they build as they lie there, or one line says what is missing and what brings it."""

from pathlib import Path

import pytest
from PIL import Image

from framework_pdf.brand.kit import find_kit, load_kit
from framework_pdf.brand.look import look_of
from framework_pdf.brand.report import report_of
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.colour import contrast, said_contrast
from framework_pdf.core.diagnostics import errors_in
from framework_pdf.core.errors import KitError
from tests.support.kit_pictures import SVG, drawn
from tests.support.kits_of_others import KITS, KitOfOthers

MOST_THAT_LACK_SOMETHING = 6


def test_there_are_sixty_and_nearly_all_can_be_built() -> None:
    assert len(KITS) == 60
    assert sum(kit.lacks is not None for kit in KITS.values()) <= MOST_THAT_LACK_SOMETHING


@pytest.mark.parametrize("kit", KITS.values(), ids=KITS)
def test_a_kit_is_taken_or_says_in_one_line_what_it_lacks(
    kit: KitOfOthers, tmp_path: Path, catalogue: Catalogue
) -> None:
    folder = kit.write(tmp_path)
    if kit.lacks:
        with pytest.raises(KitError) as caught:
            look_of(load_kit(find_kit(str(folder), ())), catalogue)
        (problem,) = errors_in(caught.value.diagnostics)
        assert kit.lacks in problem.message
        assert problem.hint
        assert kit.brings in problem.hint
        assert problem.location
        assert problem.location.line
        return
    look = look_of(load_kit(find_kit(str(folder), ())), catalogue)
    told = "\n".join(map(str, look.warnings))
    if kit.warned:
        assert kit.warned in told
        assert all(warning.hint and warning.location for warning in look.warnings)
    else:
        assert told == ""


def told_of(kit: Path, words: str, catalogue: Catalogue) -> str:
    """Return all that is told of a kit with these words, as people read it."""
    (kit / "_brand.yml").write_text(words, encoding="utf-8")
    try:
        return "\n".join(map(str, look_of(load_kit(kit), catalogue).warnings))
    except KitError as error:
        return str(error)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("defaults: {framework_pdf: {licence: {text: Ours}}}", "did you mean `framework-pdf`?"),
        ("logo: /logo.png", "there is no file `logo.png` in the kit’s folder"),
        ("logo: /etc/logo.png", "nothing is read outside of the kit"),
        ("color: {primary: ff0000}", 'such as "#ff0000"'),
        ("color: {primary: 123456}", 'such as "#123456"'),
        ("color: {primary: teall}", 'such as "#1d3557"'),
        ("color: {tertiary: [1, 2, 3]}", "`tertiary` must be words"),
        ("typography: {fonts: [{family: F, source: file, files: [{path: f.ttf, weight: [4, 7]}]}]}", "`400..700`"),
        ("logo: [1, 2]", "`logo` must be words"),
        ("meta: {name: '   '}", "`name`: "),
        ("meta: {name: Guild, link: example.org}", "`link`: "),
    ],
)
def test_what_is_written_by_mistake_is_told_with_what_is_meant(
    words: str, told: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    assert told in told_of(tmp_path, f"{words}\n", catalogue)


def test_a_file_without_its_first_mark_is_named(tmp_path: Path) -> None:
    (tmp_path / "brand.yml").write_text("meta: {name: Guild}\n")
    with pytest.raises(KitError, match=r"rename `brand.yml` to `_brand.yml`"):
        load_kit(tmp_path)
    assert load_kit(tmp_path / "brand.yml").name == "Guild"


def test_a_kit_without_a_name_is_called_after_its_folder(tmp_path: Path, catalogue: Catalogue) -> None:
    kit = tmp_path / "Our Garden"
    kit.mkdir()
    (kit / "_brand.yml").write_text("color: {primary: teal}\n")
    look = look_of(load_kit(kit), catalogue)
    assert (report_of(look, ()).name, look.brand_name) == ("our-garden", "our-garden")
    assert look.name == catalogue.framework.imprint.made_by


def test_a_picture_with_too_few_dots_is_told_once(tmp_path: Path, catalogue: Catalogue) -> None:
    Image.new("RGB", (200, 100), "#aa0033").save(tmp_path / "mark.png")
    named = "{light: mark.png, dark: mark.png}"
    (tmp_path / "_brand.yml").write_text(f"logo: {{small: {named}, large: {named}}}\n")
    assert len(look_of(load_kit(tmp_path), catalogue).coarse) == 1


def test_words_in_words_of_a_drawing_are_told_once(tmp_path: Path) -> None:
    lines = "<tspan>one</tspan><tspan>two</tspan><tspan>three</tspan>"
    assert drawn(tmp_path, SVG.format(f"<text>{lines}</text>"), proof=False)[1].count("error[") == 1


def test_a_contrast_is_cut_and_not_rounded_up() -> None:
    assert contrast("#777777", "#ffffff") < 4.5
    assert (said_contrast(contrast("#777777", "#ffffff")), said_contrast(4.5)) == ("4.4", "4.5")
