"""Words in scripts that a typeface lacks: one message a framework, which names a typeface; odd letters one by one."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from framework_pdf.brand.kit import load_kit
from framework_pdf.brand.look import Look, look_of
from framework_pdf.brand.typefaces import TypeFit, fits_of
from framework_pdf.content.loading import load
from framework_pdf.core.errors import CompositionError
from framework_pdf.html.composer import Composer
from framework_pdf.html.context import usual_settings
from framework_pdf.html.missing_characters import missing_characters
from framework_pdf.products.plan import Request
from tests.support.composing import planned
from tests.support.folders import GARDEN, TEMPLATES

CATALOGUE = load((GARDEN,))[0]
OURS = look_of(None, CATALOGUE)
ENGLISH = "Questions to take outside, a garden ŵ"
JAPANESE, HINDI, THAI, ARABIC = "足のケア、痛みを和らげる。カタカナ", "रोगियों की देखभाल", "การดูแลเท้า", "العناية بالقدم"

Told = Callable[..., list[str]]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Return what is told of words in the strapline of a framework, on a page that has only some of them."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(GARDEN, "garden")

    def tell(words: str, page: str | None = None, base: str = "") -> list[str]:
        path = Path("garden/framework.yml")
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub("strapline: .*", f"strapline: {words}", text), encoding="utf-8")
        found = missing_characters(words if page is None else page, words, look(base), [Path("garden")])
        return [str(problem) for problem in found]

    return tell


def look(base: str = "") -> Look:
    """Return our own look, or that of a kit in another typeface."""
    if not base:
        return OURS
    Path("kit").mkdir()
    Path("kit/_brand.yml").write_text(f"typography: {{base: {base}}}\n", encoding="utf-8")
    return look_of(load_kit(Path("kit")), CATALOGUE)


def test_a_script_is_told_once_with_the_typeface_to_take(told: Told) -> None:
    assert told(JAPANESE) == [
        "error[missing-script]: the typeface Source Sans 3 lacks 14 letters of the words: Han (3), Hiragana (6) and "
        "Katakana (5)\n"
        "  garden/framework.yml:4:12\n"
        "  hint: write into the `_brand.yml` of a kit (a folder that `--brand` names): `typography: {base: Noto Sans "
        "JP}`; it comes with the program"
    ]


@pytest.mark.build
@pytest.mark.parametrize(
    ("words", "scripts", "way_out"),
    [
        (HINDI, "Devanagari (14)", "`typography: {base: Noto Sans}`"),
        ("발 관리 한국어", "Hangul (6)", "`typography: {base: Noto Sans KR}`"),
        ("足部护理", "Han (4)", "`typography: {base: Noto Sans SC}`"),
        ("טיפול ברגל", "Hebrew (8)", "`typography: {base: Open Sans}`"),
        (THAI, "Thai (10)", "`typography: {fonts: [{family: Noto Sans Thai, source: google}], base: Noto Sans Thai}`"),
        ("ფეხის მოვლა", "Georgian (10)", "name a typeface that has them, and Latin letters"),
        (f"{HINDI} и ещё", "Devanagari (14)", "`typography: {base: Noto Sans}`"),
        (f"{THAI} {JAPANESE}", "Han (3), Hiragana (6), Katakana (5) and Thai (10)", "name a typeface that has them"),
    ],
)
def test_each_script_has_its_typeface(words: str, scripts: str, way_out: str, told: Told) -> None:
    (problem,) = told(words)
    assert f"of the words: {scripts}\n" in problem
    assert way_out in problem


def test_every_edition_tells_the_same(told: Told) -> None:
    assert told(JAPANESE, page="Page 足の") == told(JAPANESE, page="ケア、")
    assert not told(JAPANESE, page="Words of an edition in English alone")


@pytest.mark.parametrize("sign", ["足", "😀", "ก", "\u2fb0"])
def test_an_odd_sign_is_told_by_itself(sign: str, told: Told) -> None:
    (problem,) = told(f"Questions {sign} outside")
    assert f"has no character U+{ord(sign):04X}" in problem
    assert "garden/framework.yml:4:22" in problem


def test_odd_signs_are_told_beside_a_script(told: Told) -> None:
    script, sign = told(f"{HINDI} 😀")
    assert "Devanagari (14)" in script
    assert "`typography: {base: Noto Sans}`" in script
    assert "U+1F600" in sign


def test_the_typeface_that_is_named_has_them(told: Told) -> None:
    (problem,) = told(HINDI)
    base = problem.split("base: ")[1].split("}")[0]
    assert told(HINDI, base=base) == []


def test_words_do_not_give_way_to_a_typeface_that_lacks_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    type_ = look("Mukta").type
    assert TypeFit.DEFAULT in fits_of(type_, ENGLISH.replace("ŵ", ""))
    assert not {TypeFit.DEFAULT, TypeFit.DEFAULT_TEXT} & fits_of(type_, HINDI).keys()


@pytest.mark.build
def test_words_of_a_kit_are_told_once_for_all_editions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kit").mkdir()
    Path("kit/_brand.yml").write_text("meta: {name: {full: 足のケア協会, short: ケア会}}\n", encoding="utf-8")
    composer = Composer((TEMPLATES,), CATALOGUE, look_of(load_kit(Path("kit")), CATALOGUE))
    told = set()
    for edition in planned(Request(("gardener",), formats=("pdf", "html")), CATALOGUE, "kit"):
        with pytest.raises(CompositionError) as caught:
            composer.compose(edition, usual_settings(CATALOGUE, edition, 12))
        told.add(str(caught.value))
    (problem,) = told
    assert "lacks 6 letters of the words: Han (3), Hiragana (1) and Katakana (2)\n  kit/_brand.yml:1:21" in problem
