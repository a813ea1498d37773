"""Logos of any shape keep their clear space, and their ground in it, on every cover, card and web page: by pixels."""

import re
from dataclasses import replace as replaced
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser

from framework_pdf.brand.kit import load_kit
from framework_pdf.brand.logos import Logo
from framework_pdf.brand.look import Look, look_of
from framework_pdf.brand.options import Cover, Design, LogoRules
from framework_pdf.brand.pictures import Picture
from framework_pdf.brand.typefaces import files_by_address
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.core.diagnostics import errors_in
from framework_pdf.html.composer import Composer
from framework_pdf.html.diagrams import NoRoomError, sized
from framework_pdf.products.edition import Edition
from framework_pdf.products.plan import Request
from framework_pdf.typesetting.copyfit import settings_of
from framework_pdf.typesetting.typesetter import Lack, Typesetter
from tests.support.composing import planned
from tests.support.folders import BLANK, TEMPLATES
from tests.support.logos import SHAPES, beside_logo, beside_logos, logo_of, with_logo

WHO = ("operating-department-practitioner",)
"""The profession with the longest name: on a cover it takes two lines."""
COVERS = re.compile(r'<section class="(?:cover|back)\b.*?</section>', re.DOTALL)
CARDS = re.compile(r'<article class="card\b.*?</article>', re.DOTALL)
SCREENS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((360, "light"), (1200, "dark"))
"""The widths of screens, in CSS pixels, each with the scheme of its colours."""
COVERS_ALONE = """\
{% extends "base.html.j2" %}
{% set document_name = labels.booklet %}
{% set product_sheets = ["covers/" ~ look.options.design.cover] %}
{% block tokens %}{% include "products/booklet/chapters.css.j2" %}{% endblock %}
{% block pages %}{% include "parts/cover.html.j2" %}{% include "parts/back_cover.html.j2" %}{% endblock %}
"""
"""A booklet of which only the covers are composed."""


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Look:
    """The look of a kit with a colour and no logo yet."""
    folder = tmp_path_factory.mktemp("kits") / "guild"
    folder.mkdir()
    (folder / "_brand.yml").write_text('meta: {name: Guild of Examples}\ncolor: {primary: "#204060"}\n')
    return look_of(load_kit(folder), catalogue)


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Folders of templates, with a booklet that is its covers, and a web page without the text of aspects."""
    folder = tmp_path_factory.mktemp("templates")
    (folder / "products" / "booklet").mkdir(parents=True)
    (folder / "products" / "booklet" / "booklet.html.j2").write_text(COVERS_ALONE)
    (folder / "web").mkdir()
    (folder / "web" / "aspect.html.j2").write_text("")
    return folder, TEMPLATES


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    """What lays out pages in the packaged typefaces."""
    return Typesetter(TEMPLATES, (TEMPLATES,))


def composed(
    look: Look, catalogue: Catalogue, edition: Edition, templates: tuple[Path, ...], typesetter: Typesetter
) -> str:
    """Return the HTML of an edition in a look: of a card in its smallest type, else with logos clear of words."""
    composer = Composer(templates, catalogue, look)
    settings = [*settings_of(edition, catalogue)]
    trials = settings[-1:] if edition.product.by_aspect else settings
    pages = (composer.compose(edition, trial)[0] for trial in trials)
    return next(page for page in pages if typesetter.lack_on_covers(page, files_by_address(look.type)) is Lack.NONE)


def of_every_logo(part: re.Pattern[str], pages: list[str]) -> str:
    """Return one document with the parts of several that a pattern finds."""
    head, _, body = pages[0].partition("<body")
    found = "".join(each for page in pages for each in part.findall(page))
    return f"{head}<body{body.partition('>')[0]}>{found}</body></html>"


def beside(
    logos: list[Logo],
    look: Look,
    catalogue: Catalogue,
    edition: Edition,
    templates: tuple[Path, ...],
    typesetter: Typesetter,
) -> list[tuple[float, int]]:
    """Return what is beside each of these logos on the covers or the first side of a card of an edition."""
    looks = [with_logo(look, logo) for logo in logos]
    part = CARDS if edition.product.by_aspect else COVERS
    laid_out = typesetter.lay_out(
        of_every_logo(part, [composed(each, catalogue, edition, templates, typesetter) for each in looks])
    )
    assert laid_out.findings.crowding == ()
    assert errors_in(laid_out.findings.problems) == ()
    return beside_logos(laid_out, look.options.logo.clear_space)


@pytest.mark.build
@pytest.mark.parametrize("form", [*Cover])
@pytest.mark.parametrize("print_", ["standard", pytest.param("large-print", marks=pytest.mark.nightly)])
def test_logos_of_any_shape_are_clear_of_everything_on_covers(
    form: Cover, print_: str, look: Look, catalogue: Catalogue, templates: tuple[Path, ...], typesetter: Typesetter
) -> None:
    shapes = [logo_of(*shape) for shape in SHAPES.values()]
    shapes += [logo_of(*shape, dark=True) for shape in SHAPES.values()] if form is Cover.GROUND else []
    options = look.options.model_copy(update={"design": Design(cover=form)})
    (edition,) = planned(Request(WHO, products=("booklet",), variants=(print_,)), catalogue)
    seen = beside(shapes, replaced(look, options=options), catalogue, edition, templates, typesetter)
    assert len(seen) == 2 * len(shapes)
    assert [colours for _, colours in seen] == [1] * len(seen)
    assert min(height for height, _ in seen) > 6


@pytest.mark.build
@pytest.mark.parametrize(("paper", "print_"), [("A4", "standard"), ("A5", "standard"), ("A4", "large-print")])
def test_logos_of_any_shape_are_clear_of_everything_on_cards(
    paper: str, print_: str, look: Look, catalogue: Catalogue, templates: tuple[Path, ...], typesetter: Typesetter
) -> None:
    request = Request(WHO, products=("card",), variants=(print_,), aspects=("1",), paper=paper)
    (edition,) = planned(request, catalogue)
    shapes = [logo_of(*shape) for shape in SHAPES.values()]
    seen = beside(shapes, look, catalogue, edition, templates, typesetter)
    assert [colours for _, colours in seen] == [1] * len(shapes)


@pytest.mark.build
def test_a_card_without_a_code_has_room_for_any_logo(templates: tuple[Path, ...], typesetter: Typesetter) -> None:
    blank = load((BLANK,))[0]
    (edition,) = planned(Request(products=("card",), aspects=("1",)), blank)
    shapes = [logo_of(*shape) for shape in SHAPES.values()]
    seen = beside(shapes, look_of(None, blank), blank, edition, templates, typesetter)
    assert [colours for _, colours in seen] == [1] * len(shapes)


@pytest.mark.parametrize(
    "form",
    [pytest.param(form, marks=() if form in {Cover.GROUND, Cover.SPLASH} else pytest.mark.nightly) for form in Cover],
)
def test_logos_are_clear_of_everything_on_web_pages(
    form: Cover, look: Look, catalogue: Catalogue, templates: tuple[Path, ...], browser: Browser
) -> None:
    options = look.options.model_copy(update={"design": Design(cover=form)})
    (edition,) = planned(Request(WHO, products=("booklet",), formats=("html",)), catalogue)
    page = browser.new_page()
    for shape in ("1:1", "8:1"):
        branded = with_logo(replaced(look, options=options), logo_of(*SHAPES[shape]))
        composer = Composer(templates, catalogue, branded)
        html = composer.compose(edition, next(settings_of(edition, catalogue)))[0]
        page.set_content(html)
        for width, scheme in SCREENS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            with Image.open(BytesIO(page.screenshot())) as seen:
                height, colours = beside_logo(seen, options.logo.clear_space) or (0, 0)
            assert (colours, height > 20) == (1, True), (shape, width, scheme)
    page.context.close()


@pytest.mark.build
@pytest.mark.parametrize("form", [*Cover])
def test_as_much_clear_space_as_a_kit_may_ask_for_is_kept(
    form: Cover, look: Look, catalogue: Catalogue, templates: tuple[Path, ...], typesetter: Typesetter
) -> None:
    rules = {"design": Design(cover=form), "logo": LogoRules.model_validate({"clear-space": 2})}
    options = look.options.model_copy(update=rules)
    (edition,) = planned(Request(WHO, products=("booklet",)), catalogue)
    shapes = [logo_of(100, 100), logo_of(300, 100, dark=True)]
    seen = beside(shapes, replaced(look, options=options), catalogue, edition, templates, typesetter)
    assert [colours for _, colours in seen] == [1] * 4


@pytest.mark.build
def test_a_logo_is_made_smaller_where_a_title_needs_its_room(
    look: Look, catalogue: Catalogue, templates: tuple[Path, ...], typesetter: Typesetter
) -> None:
    heights = []
    for title in ("My role", "My role in tackling health inequalities, day by day"):
        framework = catalogue.framework.model_copy(update={"title": title})
        entitled = replaced(catalogue, framework=framework)
        (edition,) = planned(Request(WHO, products=("booklet",)), entitled)
        (height, colours), _ = beside([logo_of(100, 100)], look, entitled, edition, templates, typesetter)
        assert colours == 1
        heights.append(height)
    assert heights[0] == pytest.approx(28, abs=0.5)
    assert 10 < heights[1] < 26


def test_a_logo_with_its_clear_space_is_no_larger_than_its_room() -> None:
    for width, height in SHAPES.values():
        picture = picture_of(logo_of(width, height))
        box = sized(picture, area=10_000, widest=60, highest=40, clear=0.25)
        clear = 0.25 * box.height
        assert max((box.width + 2 * clear) / 60, (box.height + 2 * clear) / 40) == pytest.approx(1, abs=0.001)
        box = sized(picture, area=10_000, widest=600, highest=40, clear=0.25, above=8)
        assert box.height == pytest.approx(32, abs=0.01)
    with pytest.raises(NoRoomError, match=r"needs a width of 30 mm, and there is room for 26\.7 mm"):
        sized(picture_of(logo_of(100, 100)), area=800, widest=60, highest=40, least=30, clear=0.25)


def picture_of(logo: Logo) -> Picture:
    """Return the picture of a logo for a light ground."""
    assert logo.light
    return logo.light.picture


@pytest.mark.parametrize(("primary", "panel"), [("#eef5f2", ""), ("#ffea00", " on-paper"), ("#204060", " on-paper")])
def test_a_logo_stands_on_a_panel_where_the_ground_is_no_paper(
    primary: str, panel: str, catalogue: Catalogue, templates: tuple[Path, ...], tmp_path: Path
) -> None:
    (tmp_path / "_brand.yml").write_text(f'meta: {{name: Guild}}\ncolor: {{primary: "{primary}"}}\n')
    look = with_logo(look_of(load_kit(tmp_path), catalogue), logo_of(100, 100))
    (edition,) = planned(Request(WHO, products=("booklet",)), catalogue)
    html, _ = Composer(templates, catalogue, look).compose(edition, next(settings_of(edition, catalogue)))
    assert f'<p class="logo{panel}">' in html
