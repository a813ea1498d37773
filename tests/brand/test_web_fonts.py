"""What web pages take along of typefaces: the scripts of their words, so that no font of the machine is used."""

from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from framework_pdf.brand import font_files
from framework_pdf.brand.font_families import typefaces_folder
from framework_pdf.brand.typefaces import FontFace, Typeface, Typefaces, default_typefaces
from framework_pdf.brand.web_fonts import embedded, with_embedded
from framework_pdf.core.errors import CompositionError

NOTO = typefaces_folder() / "Noto Sans"


def web_font(content: str) -> TTFont:
    return TTFont(BytesIO(b64decode(content.partition(",")[2])))


@pytest.mark.build
@pytest.mark.parametrize(
    ("words", "whole", "without"),
    [
        pytest.param("Φροντίδα sức khỏe", "αΩᾧ·;ậỹỲơưẁ", "я", id="Greek with old accents, Latin with all marks"),
        pytest.param("турбота", "яїґєЖѢ", "αậ", id="Ukrainian letters too"),
        pytest.param("Gofal ŵ, gęślą ☐ x\u0325", "ŵŷłśź☐\u0325", "αяậ☑\u0324", id="Welsh and Polish, a sign, a mark"),
    ],
)
def test_web_page_takes_along_the_scripts_that_it_is_in(words: str, whole: str, without: str) -> None:
    path = default_typefaces().text.faces[0].path
    assert set(whole + without) <= font_files.characters(path)
    with web_font(font_files.embedded(path, None, set(words))) as font:
        found = set(map(chr, font.getBestCmap()))
    assert set(words) | set(whole) <= found
    assert not set(without) & found


@pytest.mark.build
def test_web_page_takes_along_of_very_large_scripts_what_it_uses() -> None:
    path = NOTO / "NotoSansJP-Regular.ttf"
    with web_font(font_files.embedded(path, None, set("足のケア、痛み。"))) as font:
        found = set(map(chr, font.getBestCmap()))
    assert set("足痛のケアんヲー、。「") <= found
    assert "腕" not in found
    assert "腕" in font_files.characters(path)


@pytest.mark.build
def test_scripts_that_join_still_do_in_a_web_page() -> None:
    path = NOTO / "NotoSans-Regular.ttf"
    with web_font(font_files.embedded(path, None, set("क्षमता"))) as font, TTFont(path) as original:
        assert "०" in map(chr, font.getBestCmap())
        features = [
            {each.FeatureTag for each in one["GSUB"].table.FeatureList.FeatureRecord} for one in (font, original)
        ]
    assert {"half", "rphf", "akhn"} & features[1] <= features[0]
    assert "half" in features[0]


@pytest.mark.build
def test_what_stands_for_a_font_is_replaced_by_what_the_words_need() -> None:
    found = default_typefaces()
    face = found.text.faces[0]
    page = "".join(with_embedded(f'url("{embedded(face)}") Φροντίδα', found))
    assert page == f'url("{font_files.embedded(face.path, None, set("Φροντίδα"))}") Φροντίδα'


def test_broken_font_in_a_web_page(tmp_path: Path) -> None:
    (tmp_path / "words.ttf").write_bytes(b"not a font")
    face = FontFace("Ours", 400, tmp_path / "words.ttf")
    words = Typeface(name="Ours", family="Ours", weight=400, bold=400, faces=(face,))
    with pytest.raises(CompositionError, match=r"`words.ttf` is not a font that can be read"):
        "".join(with_embedded(embedded(face), Typefaces(words, words)))
