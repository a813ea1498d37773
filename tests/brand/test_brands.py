"""Brand kits: every problem at once and in its place, nothing read outside, and what was used told truly."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace as replaced
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from framework_pdf.brand.font_families import packaged_families
from framework_pdf.brand.kit import find_kit, load_kit
from framework_pdf.brand.look import look_of
from framework_pdf.brand.options import BrandOptions
from framework_pdf.brand.palette import INK, palette_of
from framework_pdf.brand.report import report_of
from framework_pdf.build.manifest import FILE_NAME
from framework_pdf.build.pipeline import BuildOptions
from framework_pdf.build.session import Session, open_sessions
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core import workspace
from framework_pdf.core.colour import WHITE, contrast
from framework_pdf.core.diagnostics import Severity
from framework_pdf.core.errors import FrameworkPdfError, KitError, RequestError
from framework_pdf.preflight.inspection import inspect
from framework_pdf.products.plan import Request
from framework_pdf.products.press_job import PressOptions
from tests.support.building import OTHER_CARDS, STRICT, Build, Builds, forms_of, large_of, standard_of, web_page_of
from tests.support.folders import BRANDS, CONTENT, GARDEN, TEMPLATES, append, replace
from tests.support.frameworks import write_framework
from tests.support.logos import flat
from tests.support.pages import Page, pages_of, squashed, structure_text, texts_of
from tests.support.programs import Run

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{}</svg>'
KIT = """\
meta:
  name: {full: Guild of Examples, short: Guild}
  link: https://guild.example.org
logo: mark.svg
color:
  palette: {plum: "#6a1b4d", straw: "#f2d06b"}
  primary: plum
  secondary: straw
"""


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """The folder of a small kit, to be changed."""
    folder = tmp_path / "guild"
    folder.mkdir()
    (folder / "_brand.yml").write_text(KIT, encoding="utf-8")
    (folder / "mark.svg").write_text(SVG.format('<rect width="200" height="100" fill="#6a1b4d"/>'), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of a framework of two aspects and one approach."""
    return write_framework(tmp_path_factory.mktemp("small") / "content", 1, 2)


Made = Callable[..., Path]


@pytest.fixture
def made(warm_build: Build, output: Path, small: Path) -> Made:
    """Build a framework of two aspects, or other content, in the look of a kit, and return the folder of the brand.

    Nothing is warned of. Without anybody named it is the general edition.
    """

    def make(brand: Path, content: Path = small, who: str = "", **asked: Any) -> Path:
        request = Request((who,) if who else (), brands=(str(brand),), **asked)
        warm_build(workspace.Workspace((content,), (TEMPLATES,), output), request, STRICT)
        return output / brand.name

    return make


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder that is not there yet."""
    return tmp_path / "out"


def reports_of(output: Path) -> list[dict[str, Any]]:
    """Return what the record of an output folder says of each brand."""
    record = json.loads((output / FILE_NAME).read_text(encoding="utf-8"))
    reports: list[dict[str, Any]] = record["last_run"]["brands"]
    return reports


def problems_of(folder: Path, catalogue: Catalogue) -> dict[str, list[str]]:
    """Return the problems of a kit by their code, each as people read it."""
    with pytest.raises(FrameworkPdfError) as caught:
        look_of(load_kit(folder), catalogue)
    found: dict[str, list[str]] = {}
    for problem in caught.value.diagnostics:
        found.setdefault(problem.code, []).append(str(problem))
    return found


def leaves(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield str(key)
            yield from leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value)


def test_there_are_three_bodies_and_together_they_use_every_key_of_ours() -> None:
    assert len(BRANDS) == 3
    used = {key for folder in BRANDS for key in leaves(load_kit(folder).source.data)}
    assert {field.alias for field in BrandOptions.model_fields.values()} <= used
    chosen = [load_kit(folder).brand.options.design for folder in BRANDS]
    assert len({design.cover for design in chosen}) == len({design.panels for design in chosen}) == 3


@pytest.mark.usefixtures("without_verapdf")
@pytest.mark.parametrize("brand", BRANDS, ids=lambda path: path.name)
def test_each_body_is_made_in_every_form_without_a_warning(brand: Path, builds: Builds, seed: int | None) -> None:
    """Whether a build warns is seen as it is made; the files are valid by veraPDF too, in test_verapdf."""
    forms = forms_of(brand.name, seed)
    folders = {form: builds.of(form("podiatrist", brand.name)) / brand.name / "podiatrist" for form in forms}
    prints = [form for form in forms if form in {standard_of, large_of}]
    files = sorted(path for form in prints for path in folders[form].rglob("*.pdf"))
    assert len(files) == len(prints) * (1 + 7)
    looked_at = [path for path in files if seed is not None or not path.match(OTHER_CARDS)]
    assert [report.path for report in inspect(looked_at).reports if report.failed] == []
    name = load_kit(brand).name or "no name"
    booklet = folders[standard_of] / "booklet.pdf"
    assert squashed(name) in squashed(structure_text(booklet))
    texts = texts_of(booklet)
    (start,) = [number for number, text in enumerate(texts) if "This is an independent restatement" in text]
    assert "Made with framework-pdf" in "".join(texts[start : start + 2])
    page = (folders[web_page_of] / "booklet.html").read_text(encoding="utf-8")
    assert name in page
    assert not re.search(r'(?:src|href)="(?!data:|#|https?://)', page)


@pytest.mark.parametrize("brand", BRANDS, ids=lambda path: path.name)
def test_a_body_s_words_are_legible(brand: Path, catalogue: Catalogue) -> None:
    """That its cards fit on A5 is seen in test_every_edition."""
    palette = look_of(load_kit(brand), catalogue).palette
    for hue in (palette.ground, *palette.aspects.values()):
        assert contrast(hue.ground, hue.on_ground) >= 4.5
        assert min(contrast(hue.text, hue.tint), contrast(hue.text, palette.paper)) >= 4.5
    assert contrast(palette.accent_on_ground, palette.ground.ground) >= 4.5


def test_the_report_tells_what_was_used(kit: Path, made: Made, output: Path) -> None:
    append(kit / "_brand.yml", 'typography:\n  base: Lato\n  monospace: Fira Code\n  link: {color: "#ffee00"}\n')
    append(kit / "_brand.yml", "defaults:\n  framework-pdf: {strapline: Shown on the back}\n  quarto: {a: {b: 1}}\n")
    made(kit, products=("booklet",))
    (report,) = reports_of(output)
    assert report["name"] == "Guild of Examples"
    with pikepdf.open(output / "guild" / "gardener" / "booklet.pdf") as pdf:
        fonts = {str(font.BaseFont).rpartition("+")[2] for page in pdf.pages for font in page.resources.Font.values()}
    assert {name for face in report["typefaces"] for name in face["embedded"]} == fonts
    (logo,) = report["pictures"]
    assert logo["file"] == "mark.svg"
    assert re.fullmatch(r"\d+ to \d+ mm wide, a drawing: sharp in any size", logo["used"])
    assert {"color.primary", "color.palette.straw"} <= {each["key"] for each in report["colours"]}
    assert "#ffee00" in {each["asked"] for each in report["changed"]}
    idle = {each["key"]: each["why"] for each in report["without_effect"]}
    assert idle["defaults.quarto"] == "it is for another tool"
    assert "typography.monospace" in idle
    assert "defaults.framework-pdf.strapline" not in idle
    assert "meta.name.short" in idle  # cards alone have it, and here it stands in the full name only


def test_what_nothing_shows_is_told(kit: Path, made: Made, output: Path) -> None:
    append(kit / "_brand.yml", "defaults:\n  framework-pdf: {strapline: Shown on the back}\n")
    made(kit, products=("card",), aspects=("1",), paper="A5")
    (report,) = reports_of(output)
    idle = {each["key"] for each in report["without_effect"]}
    assert "defaults.framework-pdf.strapline" in idle
    assert "meta.name.short" not in idle


def test_the_design_of_a_web_page_is_told_as_used(kit: Path, made: Made, output: Path) -> None:
    design = "{cover: frame, opener: band, panels: round}"
    append(kit / "_brand.yml", f"defaults:\n  framework-pdf: {{design: {design}}}\n")
    made(kit, products=("booklet",), formats=("html",))
    (report,) = reports_of(output)
    assert not [each["key"] for each in report["without_effect"] if "design" in each["key"]]
    record = (output / FILE_NAME).read_text(encoding="utf-8")
    for form in ("covers/frame", "openers/band", "panels/round"):
        assert f"styles/web/{form}.css" in record


def test_a_hostile_kit_is_told_all_its_problems_at_once(kit: Path, catalogue: Catalogue) -> None:
    (kit / "mark.svg").write_text(
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n'
        + SVG.format(
            '\n<script>fetch("https://example.org")</script>\n<image href="https://example.org/x.png"/>\n<desc>&b;</desc>'
        ),
        encoding="utf-8",
    )
    (kit / "fonts").mkdir()
    shutil.copy(next((CONTENT / "brands").rglob("*-400.woff2")), kit / "fonts" / "plain.woff2")
    append(
        kit / "_brand.yml",
        "  foreground: yellowish\n"
        "typography:\n"
        "  fonts: [{family: Odd, source: file, files: [{path: fonts/plain.woff2, weight: 400}]}]\n"
        "  base: Odd\n",
    )
    found = problems_of(kit, catalogue)
    assert "_brand.yml:9:15" in found["unknown-colour"][0]
    assert "no weight 700" in found["missing-weight"][0]
    where = [re.search(r"mark\.svg:(\d+)", problem) for problem in found["unusable-picture"]]
    assert [match[1] for match in where if match] == ["1", "3", "4"]
    assert "export it as plain SVG, which writes out what each entity stands for" in found["unusable-picture"][0]


def test_a_key_that_looks_like_one_of_ours_is_warned_of(kit: Path, catalogue: Catalogue) -> None:
    replace(kit / "_brand.yml", "color:", "colour: red\ntitle: A website\ncolor:")
    replace(kit / "_brand.yml", "  link:", "  links: {github: https://github.example.org}\n  link:")
    told = [str(problem) for problem in look_of(load_kit(kit), catalogue).warnings]
    assert ["`links` has no effect here" in each for each in told] == [False, True]
    assert "did you mean `color`?" in told[0]
    assert "_brand.yml:6:1" in told[0]
    assert "did you mean `link`?" in told[1]


def test_text_in_yellow_is_made_legible_and_told(kit: Path, catalogue: Catalogue) -> None:
    replace(kit / "_brand.yml", "primary: plum", "primary: straw")
    palette = look_of(load_kit(kit), catalogue).palette
    assert palette.ground.own == "#f2d06b"
    assert contrast(palette.ground.text, palette.ground.tint) >= 4.5
    assert any(shade.asked == "#f2d06b" and shade.used == palette.ground.text for shade in palette.changed_colours)


@pytest.mark.parametrize(
    "path", ["../outside.svg", "/etc/hostname", "https://example.org/x.svg", "file:///etc/hostname"]
)
def test_nothing_outside_of_a_kit_is_read(path: str, kit: Path, catalogue: Catalogue) -> None:
    shutil.copy(kit / "mark.svg", kit.parent / "outside.svg")
    replace(kit / "_brand.yml", "logo: mark.svg", f'logo: "{path}"')
    assert "_brand.yml:4:7" in problems_of(kit, catalogue)["outside-kit"][0]


def test_a_link_out_of_a_kit_is_not_followed(kit: Path, catalogue: Catalogue) -> None:
    (kit / "mark.svg").rename(kit.parent / "outside.svg")
    (kit / "mark.svg").symlink_to(kit.parent / "outside.svg")
    assert "outside-kit" in problems_of(kit, catalogue)


def test_a_kit_of_another_tool_is_built_as_it_is(kit: Path, made: Made) -> None:
    (kit / "_brand.yml").write_text(
        "meta:\n  name: Somebody Else\n  link: {home: https://example.org, mastodon: https://social.example.org/@x}\n"
        'color:\n  palette: {sea: "#447099", rust: "rgb(200 80 20)"}\n  primary: sea\n  info: primary\n'
        "typography:\n  fonts:\n    - {family: Open Sans, source: google, weight: [400, 700], style: normal}\n"
        "    - {family: Fira Code, source: bunny}\n"
        "  base: {family: Open Sans, size: 0.95rem, line-height: 1.25}\n  headings: {weight: 700, color: primary}\n"
        "  monospace: {family: Fira Code, size: 0.9em}\n  monospace-inline: {background-color: '#eee'}\n"
        "defaults:\n  bootstrap: {defaults: {a: 1}}\n",
        encoding="utf-8",
    )
    folder = made(kit, products=("booklet",), formats=("pdf", "html"))
    page = (folder / "gardener" / "booklet.html").read_text(encoding="utf-8")
    assert "--line-height: 1.4;" in page
    assert "--type-size: 1.0;" in page


def test_a_character_that_the_typeface_lacks_is_found_in_the_kit(kit: Path, made: Made) -> None:
    append(kit / "_brand.yml", "defaults:\n  framework-pdf: {strapline: Care \u2603 care}\n")
    with pytest.raises(FrameworkPdfError, match="U\\+2603") as caught:
        made(kit, products=("booklet",))
    assert "_brand.yml:10:" in str(caught.value)


@pytest.mark.parametrize(
    "words", ["foreground: white", 'foreground: "#eeeeee"', "foreground: {light: white, dark: white}"]
)
def test_a_dark_brand_is_dark_on_dark_screens_and_plain_on_paper(words: str, kit: Path, catalogue: Catalogue) -> None:
    append(kit / "_brand.yml", f'  background: "#202224"\n  {words}\ntypography: {{headings: {{color: white}}}}\n')
    palette = look_of(load_kit(kit), catalogue).palette
    assert (palette.ink, palette.paper, palette.headings) == (INK, WHITE, None)
    assert palette.night == "#202224"
    assert contrast(palette.night_ink, palette.night) > 12
    assert "behind words on dark screens" in palette.uses["color", "background"]


@pytest.mark.parametrize(
    ("colour", "stays", "in_it"),
    [("#ffea00", True, False), ("#f58220", True, False), ("#00a3ad", True, True), ("#7c5cff", False, True)],
)
def test_a_bright_brand_keeps_its_colour_behind_its_own_words(
    colour: str, stays: bool, in_it: bool, kit: Path, catalogue: Catalogue
) -> None:
    """Words in the colour itself are its own shade where that is no mud."""
    replace(kit / "_brand.yml", "primary: plum", f'primary: "{colour}"\n  foreground: "#111111"')
    palette = look_of(load_kit(kit), catalogue).palette
    ground = palette.ground
    assert (ground.ground == colour, ground.on_ground == "#111111") == (stays, stays)
    assert (ground.text != "#111111") is in_it
    assert contrast(ground.on_ground, ground.ground) >= 4.5
    assert contrast(palette.accent_on_ground, ground.ground) >= 4.5
    asked = {change.purpose for change in palette.changed_colours if change.asked == colour}
    assert ("covers, behind white words" in asked) is not stays
    assert ("covers, words in its colour" in asked) is in_it
    assert ("covers, dark words in place of its colour" in asked) is not in_it


@pytest.mark.parametrize(
    ("colours", "words"),
    [
        ('secondary: "#063157"', "#063157"),
        ('secondary: "#cccccc"\n  tertiary: "#063157"', "#063157"),
        ('secondary: "#063157"\n  foreground: "#1a1a1a"', "#1a1a1a"),
        ('secondary: "#063157"\n  foreground: "#555555"', "#063157"),
        ('background: "#111111"\n  foreground: "#eeeeee"', "#111111"),
        ('tertiary: "#cccccc"', INK),
    ],
)
def test_words_on_a_bright_colour_are_in_a_dark_one_of_the_kit(
    colours: str, words: str, kit: Path, catalogue: Catalogue
) -> None:
    replace(kit / "_brand.yml", "  secondary: straw\n", "")
    replace(kit / "_brand.yml", "primary: plum", f'primary: "#ff6f20"\n  {colours}')
    palette = look_of(load_kit(kit), catalogue).palette
    assert (palette.ground.ground, palette.ground.on_ground) == ("#ff6f20", words)
    role = next((line.split(":")[0] for line in colours.replace("  ", "").splitlines() if words in line), "")
    assert role in {"", "foreground"} or "words on bright colours" in palette.uses["color", role]


def test_bright_colours_that_a_kit_names_for_aspects_stay(kit: Path, catalogue: Catalogue) -> None:
    named = {aspect.id: colour for aspect, colour in zip(catalogue.aspects, ("#ffd400", "#ff7a1a"), strict=False)}
    lines = "".join(f'      {name}: "{colour}"\n' for name, colour in named.items())
    append(kit / "_brand.yml", '  foreground: "#14202b"\ndefaults:\n  framework-pdf:\n    aspects:\n' + lines)
    palette = look_of(load_kit(kit), catalogue).palette
    for name, colour in named.items():
        shades = palette.aspects[name]
        assert (shades.ground, shades.on_ground, shades.text) == (colour, "#14202b", "#14202b")
    assert not [change for change in palette.changed_colours if "white words" in change.purpose]


@pytest.mark.usefixtures("without_verapdf")
@pytest.mark.parametrize("design", ["ground, opener: ground, panels: bar", "band, opener: band, panels: round"])
def test_words_can_be_read_wherever_they_stand_on_a_bright_colour(design: str, kit: Path, made: Made) -> None:
    replace(kit / "_brand.yml", "primary: plum", 'primary: "#ffea00"')
    append(kit / "_brand.yml", f"defaults:\n  framework-pdf: {{design: {{cover: {design}}}}}\n")
    folder = made(kit, GARDEN, products=("booklet", "card")) / "gardener"
    reports = inspect([folder / "booklet.pdf", folder / "cards.pdf"]).reports
    contrasts = [check for report in reports for check in report.checks]
    assert {check.found for check in contrasts if check.name == "contrast"} == {("all text has enough",)}


def test_a_contrast_is_told_against_the_ground_for_which_a_colour_was_changed(kit: Path, catalogue: Catalogue) -> None:
    append(kit / "_brand.yml", '  foreground: "#757575"\n')
    palette = look_of(load_kit(kit), catalogue).palette
    (change,) = (change for change in palette.changed_colours if change.purpose == "words")
    assert contrast(change.asked, WHITE) > 4.5 > change.contrast_before


def test_a_colour_that_lets_white_through_is_used_as_it_looks(kit: Path, catalogue: Catalogue) -> None:
    replace(kit / "_brand.yml", "primary: plum", 'primary: "#00000080"')
    look = look_of(load_kit(kit), catalogue)
    assert look.palette.ground.own == "#7f7f7f"
    (warning,) = look.warnings
    assert "it is used as it looks on white, #7f7f7f" in str(warning)


def test_two_brands_at_once_have_a_folder_each(kit: Path, garden: Path, warm_build: Build, output: Path) -> None:
    shutil.copytree(kit, garden / "content" / "brands" / "orchard")
    request = Request(brands=(str(kit), "orchard"), products=("card",), aspects=("2",))
    built = warm_build(workspace.Workspace((garden / "content",), (TEMPLATES,), output), request, STRICT)
    assert {entry.subject.brand for entry, _ in built.made} == {"guild", "orchard"}
    assert all(entry.edition.startswith(f"{entry.subject.brand}/") for entry, _ in built.made)


def test_own_templates_stand_in_for_ours(kit: Path, made: Made) -> None:
    (kit / "templates" / "parts").mkdir(parents=True)
    (kit / "templates" / "parts" / "spare_pages.html.j2").write_text("", encoding="utf-8")
    part = TEMPLATES / "parts" / "card.html.j2"
    own = part.read_text(encoding="utf-8").replace("{{ labels.notes }}", "{{ look.short }}!")
    (kit / "templates" / "parts" / "card.html.j2").write_text(own, encoding="utf-8")
    folder = made(kit, products=("card",), aspects=("2",))
    assert "Guild!" in structure_text(next(folder.rglob("*.pdf")))


def test_a_body_has_a_back_cover_of_its_own(builds: Builds) -> None:
    folder = builds.of(standard_of("podiatrist", "whirligig")) / "whirligig" / "podiatrist"
    *_, back = texts_of(folder / "booklet.pdf")
    assert "Pass it on" in back
    assert "hello@whirligig.example.org" in back


def test_a_card_in_a_wide_typeface_stands_no_closer_than_it_needs(made: Made) -> None:
    college = CONTENT / "brands" / "college-of-everyday-therapies"
    folder = made(college, content=CONTENT, who="orthoptist", products=("card",), paper="A5", aspects=("1", "4"))
    (some,), (most,) = (pages_of(file) for file in sorted(folder.rglob("cards/*.pdf")))
    assert min(word.size for word in (*some.words, *most.words)) >= 12
    assert line_distance(some) > line_distance(most) + 0.1
    assert most.words[0].x0 < some.words[0].x0


def line_distance(page: Page) -> float:
    """Return how far apart most lines of a page are, in pt."""
    lines = sorted({round(word.top, 1) for word in page.words})
    return Counter(round(below - above, 1) for above, below in pairwise(lines)).most_common(1)[0][0]


def test_a_brand_that_is_not_there_is_told_with_its_likes() -> None:
    with pytest.raises(KitError, match="did you mean `whirligig`"):
        find_kit("whirlygig", [CONTENT / "brands"])


def test_a_coarse_logo_is_refused_at_its_place(kit: Path, made: Made, output: Path) -> None:
    Image.new("RGB", (200, 100), "#6a1b4d").save(kit / "mark.png")
    replace(kit / "_brand.yml", "logo: mark.svg", "logo: mark.png")
    with pytest.raises(FrameworkPdfError, match="too-few-dots") as caught:
        made(kit, products=("booklet",))
    assert "_brand.yml:4:7" in str(caught.value)
    assert not (output).exists()


def test_a_coarse_logo_is_told_at_the_office_and_refused_for_a_print_shop_before_pages_are_laid_out(
    kit: Path, warm_build: Build, output: Path
) -> None:
    Image.new("RGB", (200, 100), "#6a1b4d").save(kit / "mark.png")
    replace(kit / "_brand.yml", "logo: mark.svg", "logo: mark.png")
    folders = workspace.Workspace((GARDEN,), (TEMPLATES,), output)
    asked = Request(products=("card",), aspects=("1",), paper="A4", brands=(str(kit),))
    (warning,) = warm_build(folders, asked, BuildOptions()).warnings
    assert "too-few-dots" in str(warning)
    assert "guild/_brand.yml:4:7" in str(warning)
    with pytest.raises(FrameworkPdfError, match="about 127 dots per inch where it is printed") as caught:
        warm_build(folders, replaced(asked, press=PressOptions()), BuildOptions())
    assert {problem.location and problem.location.line for problem in caught.value.diagnostics} == {4}


def test_a_drawing_stands_in_for_a_coarse_picture(kit: Path, catalogue: Catalogue) -> None:
    Image.new("RGB", (16, 16), "#6a1b4d").save(kit / "icon.png")
    replace(kit / "_brand.yml", "logo: mark.svg", "logo: {small: icon.png, large: mark.svg}")
    look = look_of(load_kit(kit), catalogue)
    assert look.logos.small.light == look.logos.large.light
    (warning,) = look.warnings
    assert "guild/_brand.yml:4:15" in str(warning)
    assert look.coarse == ()


def test_words_in_a_typeface_of_the_machine_are_refused(kit: Path, made: Made) -> None:
    (kit / "templates" / "styles" / "panels").mkdir(parents=True)
    sheet = (TEMPLATES / "styles" / "panels" / "bar.css").read_text(encoding="utf-8")
    (kit / "templates" / "styles" / "panels" / "bar.css").write_text(
        sheet + "h1 { font-family: monospace; }\n", encoding="utf-8"
    )
    with pytest.raises(FrameworkPdfError, match="typeface of this machine"):
        made(kit, products=("card",), aspects=("2",))


@pytest.mark.build
def test_brand_check_says_what_becomes_of_a_kit(kit: Path, small: Path, run: Run) -> None:
    done = run("brand", "check", kit, "--content", small, "--templates", TEMPLATES)
    assert done.returncode == 0, done.stderr
    assert "mark.svg: " in done.stdout
    assert "no problem found" in done.stdout


@pytest.mark.build
def test_a_colour_without_quotes_is_an_error(kit: Path, run: Run) -> None:
    replace(kit / "_brand.yml", "primary: plum", "primary: #6a1b4d")
    done = run("build", "--content", GARDEN, "--brand", kit, "--product", "card", "--aspect", "1")
    assert done.returncode == 1
    assert re.search(r"_brand\.yml:7:12\n  hint: put all the words in quotes", done.stderr), done.stderr


@pytest.mark.build
def test_the_report_on_a_terminal_is_in_parts_with_a_line_for_each_reason(kit: Path, run: Run) -> None:
    append(
        kit / "_brand.yml", "  success: plum\n  danger: plum\ndefaults:\n  framework-pdf: {design: {cover: frame}}\n"
    )
    done = run("build", "--content", GARDEN, "--brand", kit, "--product", "card", "--aspect", "1")
    heads = re.findall(r"^  (\w.*)$", done.stdout, re.MULTILINE)
    assert heads == ["typefaces", "pictures", "colours", "without effect in what was made"]
    assert re.search(r"^    color\.success \(line \d+\), color\.danger \(line \d+\): ", done.stdout, re.MULTILINE)
    assert re.search(r"^    design\.cover \(line \d+\): ", done.stdout, re.MULTILINE)


def test_only_changes_of_colours_that_were_asked_for_are_told(
    kit: Path, catalogue: Catalogue, made: Made, output: Path
) -> None:
    replace(kit / "_brand.yml", "primary: plum", 'primary: "#777777"')
    shades = look_of(load_kit(kit), catalogue).palette.changed_colours
    assert any(shade.is_made for shade in shades)
    made(kit, products=("card",), aspects=("1",))
    (report,) = reports_of(output)
    assert {each["asked"] for each in report["changed"]} == {"#777777", "#f2d06b"}
    assert all(each["contrast_before"] < 4.5 for each in report["changed"])


def test_one_picture_in_several_sizes_is_used_in_each(kit: Path, made: Made, output: Path) -> None:
    shutil.copy(kit / "mark.svg", kit / "same.svg")
    replace(kit / "_brand.yml", "logo: mark.svg", "logo: {small: mark.svg, medium: same.svg}")
    made(kit, products=("booklet", "card"))
    (report,) = reports_of(output)
    assert not [each["key"] for each in report["without_effect"] if each["key"].startswith("logo")]


@pytest.mark.parametrize(
    ("wrong", "way_out"),
    [
        ("design: {cover: xyz}", "known are `band`, `frame`, `ground`, `splash`"),
        ("licence: Copy it", "stand its keys: `text`, `address`"),
        ("inks: {plum: {cmyk: [0, 80%, 80, 10]}}", "must be a number, not words"),
    ],
)
def test_what_a_key_may_hold_is_told(wrong: str, way_out: str, kit: Path) -> None:
    append(kit / "_brand.yml", f"defaults:\n  framework-pdf: {{{wrong}}}\n")
    with pytest.raises(KitError) as caught:
        load_kit(kit)
    assert way_out in str(caught.value)


@pytest.mark.parametrize(
    ("typography", "told"),
    [
        (
            "{fonts: [{family: Odd, source: file, files: [{path: a.ttf, weight: [400, 700]}]}], base: Nowhere}",
            ["9:80: `weight`: a variable", "9:102: there is no typeface `Nowhere`"],
        ),
        (
            "{fonts: [{source: file, files: [{path: a.ttf, weight: [400]}]}], base: {font: Odd, weight: boldd}}",
            ["9:22: `family` is missing", "9:67: `weight`: a variable", "9:85: `font` is not", "9:104: `boldd` is no"],
        ),
        (
            "{base: {family: Odd, weight: [400, 700]}, headings: {weight: 450}}",
            ["9:29: there is no typeface", "9:42: `weight` must be", "9:74: `450` is no"],
        ),
        ("{base: {family: [Odd], weight: 450}, link: {wait: 400}}", ["9:29: `family`", "9:44: `450`", "9:57: `wait`"]),
    ],
)
def test_what_is_wrong_with_type_is_told_with_all_else(typography: str, told: list[str], kit: Path) -> None:
    replace(kit / "_brand.yml", "logo: mark.svg", "logo: nowhere.svg")
    append(kit / "_brand.yml", f"typography: {typography}\nwith: 1\n")
    places = workspace.Workspace((GARDEN,), (TEMPLATES,), Path("nowhere"))
    with pytest.raises(FrameworkPdfError) as caught:
        open_sessions(places, (str(kit),))
    found = [f"{each.location}: {each.message}".partition("_brand.yml:")[2] for each in caught.value.diagnostics]
    logo, *of_type = found
    assert logo.startswith("4:7: there is no file `nowhere.svg`")
    assert [each[: len(start)] for each, start in zip(of_type, told, strict=True)] == told


def test_a_typeface_a_colour_or_a_picture_is_not_missing_because_of_a_fault(kit: Path) -> None:
    replace(kit / "_brand.yml", 'straw: "#f2d06b"', "straw: [7]")
    replace(kit / "_brand.yml", "logo: mark.svg", "logo: {images: {mark: [mark.svg]}, medium: mark}")
    append(kit / "_brand.yml", "typography: {fonts: [{family: Odd, source: dsk, files: [a.ttf]}], base: Odd}\n")
    places = workspace.Workspace((GARDEN,), (TEMPLATES,), Path("nowhere"))
    with pytest.raises(FrameworkPdfError) as caught:
        open_sessions(places, (str(kit),))
    assert [each.code for each in caught.value.diagnostics] == ["wrong-type", "wrong-type", "bad-value"]


def test_a_typeface_that_is_not_there_names_those_that_are(kit: Path, catalogue: Catalogue) -> None:
    append(kit / "_brand.yml", "typography:\n  base: Jura\n")
    (problem,) = problems_of(kit, catalogue)["missing-font"]
    for name in packaged_families():
        assert f"`{name}`" in problem


def test_a_brand_that_is_not_there_names_each_that_is_once(kit: Path) -> None:
    with pytest.raises(KitError, match=r"known are `guild` \(a folder elsewhere is named with a slash"):
        find_kit("nobody", (kit.parent, kit.parent))


@pytest.mark.parametrize(
    ("place", "asked", "name"),
    [
        ("_brand.yml", "", "guild"),
        ("_brand.yaml", "", "guild"),
        ("brand/_brand.yml", "", "guild"),
        ("_brand/_brand.yaml", "", "guild"),
        ("_brand.yml", "_brand.yml", "guild"),
        ("brand.yml", "brand.yml", "guild"),
        ("brand/_brand.yml", "brand", "brand"),
    ],
)
def test_a_kit_is_found_where_readers_of_the_format_find_it(place: str, asked: str, name: str, kit: Path) -> None:
    (kit / place).parent.mkdir(exist_ok=True)
    (kit / "_brand.yml").rename(kit / place)
    found = load_kit(find_kit(str(kit / asked), ()))
    assert (found.id, found.folder, found.source.path) == (name, (kit / place).parent, kit / place)


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("My-Site.github.io", "my-site-github-io"),
        ("foi_report", "foi-report"),
        ("Café Müller", "cafe-muller"),
        ("品牌", "brand"),
        ("-- 2026 --", "2026"),
    ],
)
def test_a_folder_of_any_name_makes_a_name_for_the_output(folder: str, name: str, kit: Path) -> None:
    assert load_kit(kit.rename(kit.with_name(folder))).id == name
    assert find_kit(folder, [kit.parent]) == kit.with_name(folder)


def test_content_of_a_website_is_passed_over_and_told(kit: Path, catalogue: Catalogue) -> None:
    (kit / "content" / "posts").mkdir(parents=True)
    (kit / "content" / "posts" / "first.yml").write_text("title: A post\n")
    (warning,) = look_of(load_kit(kit), catalogue).warnings
    assert warning.severity is Severity.WARNING
    assert "guild/content" in str(warning)
    folders = workspace.Workspace((CONTENT,), (TEMPLATES,), kit)
    assert folders.with_kit(kit).content == (CONTENT,)
    (kit / "content" / "overlay.yml").write_text("made_by: Guild\n")
    assert look_of(load_kit(kit), catalogue).warnings == ()
    assert folders.with_kit(kit).content == (CONTENT, kit / "content")


def test_what_is_no_brand_is_told_with_a_way_out(kit: Path) -> None:
    with pytest.raises(KitError, match=r"name its folder or its `_brand\.yml`"):
        find_kit(str(kit / "mark.svg"), ())
    (kit / "_brand.yml").unlink()
    with pytest.raises(KitError, match=r"there is no `_brand\.yml` in this folder"):
        load_kit(kit)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("primary: plum", 'primary: plum\ndefaults: {framework-pdf: {aspects: {systems-of-care: ""}}}', ":8:55"),
        ("primary: plum", 'primary: plum\ntypography: {base: {size: ""}}', "`` is no size"),
        ("primary: plum", 'primary: plum\ntypography: {base: {line-height: ""}}', "`` is no line height"),
        ("primary: plum", 'primary: plum\ntypography: {link: {decoration: ""}}', "`` is no line under links"),
    ],
)
def test_an_empty_or_idle_value_that_is_wrong_is_told(
    old: str, new: str, told: str, kit: Path, catalogue: Catalogue
) -> None:
    replace(kit / "_brand.yml", "  secondary: straw\n", "")
    replace(kit / "_brand.yml", old, new)
    assert told in str(problems_of(kit, catalogue))


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("logo: {clear-space: true}", "`clear-space` must be a number, not `true`"),
        ('logo: {least-width: "5"}', "`least-width` must be a number, not words"),
        ("logo: {clear-space: 2.5}", "`clear-space` must be at most 2, not 2.5"),
        ("logo: {clear-space: .nan}", "`clear-space` must be at most 2, not nan"),
        ("design: {cover: frames}", "did you mean `frame`?"),
        ("inks: {plum: {cmyk: [1, 2, 3, 101]}}", "entry 4 of `cmyk` must be at most 100, not 101"),
    ],
)
def test_a_house_rule_out_of_range_is_told_once_in_words(rule: str, told: str, kit: Path) -> None:
    append(kit / "_brand.yml", f"defaults:\n  framework-pdf: {{{rule}}}\n")
    with pytest.raises(KitError) as caught:
        load_kit(kit)
    (problem,) = caught.value.diagnostics
    assert told in str(problem)


def test_names_may_stand_for_names_however_often(kit: Path, catalogue: Catalogue) -> None:
    names = ", ".join(f"c{each}: c{each + 1}" for each in range(1200))
    replace(kit / "_brand.yml", "primary: plum", "primary: c1100")
    replace(kit / "_brand.yml", "{plum:", f"{{{names}, c1200: plum, plum:")
    assert palette_of(load_kit(kit), catalogue)[0].ground.own == "#6a1b4d"


def test_a_circle_of_names_is_told(kit: Path, catalogue: Catalogue) -> None:
    replace(kit / "_brand.yml", '"#6a1b4d"', "secondary")
    replace(kit / "_brand.yml", "secondary: straw", "secondary: primary")
    assert "stands for itself" in problems_of(kit, catalogue)["unknown-colour"][0]


def test_a_problem_tells_no_more_than_can_be_read(kit: Path, catalogue: Catalogue) -> None:
    colours = ", ".join(f"c{each}: red" for each in range(500))
    replace(kit / "_brand.yml", "{plum:", f"{{{colours}, plum:")
    replace(kit / "_brand.yml", "primary: plum", f"primary: {'z' * 100_000}")
    (problem,) = problems_of(kit, catalogue)["unknown-colour"]
    assert len(problem) < 700
    assert "`zzz" in problem
    assert "482 more" in problem


def test_a_colour_for_dark_screens_is_told_as_idle(kit: Path, catalogue: Catalogue) -> None:
    replace(kit / "_brand.yml", "primary: plum", "primary: {light: plum, dark: straw}")
    replace(kit / "_brand.yml", "straw:", "dark: red, straw:")
    idle = {each.key for each in report_of(look_of(load_kit(kit), catalogue), ()).unused_keys}
    assert "color.primary.dark" in idle
    assert not {"color.primary.light", "color.palette.dark"} & idle


def test_an_empty_list_of_images_has_no_effect(kit: Path, catalogue: Catalogue) -> None:
    replace(kit / "_brand.yml", "logo: mark.svg", "logo: {medium: mark.svg, images: {}}")
    idle = {each.key for each in report_of(look_of(load_kit(kit), catalogue), ()).unused_keys}
    assert "logo.images" in idle


@pytest.mark.parametrize("part", ["_brand.yml", "content", "templates", "templates/styles/panels/bar.css"])
def test_nothing_is_read_where_a_link_leads_out_of_a_kit(part: str, kit: Path) -> None:
    outside, inside = kit.parent / "outside", kit / part
    if inside.exists():
        inside.rename(outside)
    elif inside.suffix:
        outside.write_text("", encoding="utf-8")
    else:
        (outside / "more").mkdir(parents=True)
        (outside / "overlay.yml").write_text("made_by: Somebody\n")
    inside.parent.mkdir(parents=True, exist_ok=True)
    inside.symlink_to(outside)
    with pytest.raises(KitError, match="outside-kit") as caught:
        load_kit(kit)
    (problem,) = caught.value.diagnostics
    assert part in str(problem)


def test_a_template_can_not_have_a_file_embedded(kit: Path, made: Made) -> None:
    part = TEMPLATES / "parts" / "card.html.j2"
    theft = '{{ embedded(namespace(path="../../a.ttf", instance=none)) }}'
    (kit / "templates" / "parts").mkdir(parents=True)
    own = part.read_text(encoding="utf-8").replace("{{ labels.notes }}", theft)
    (kit / "templates" / "parts" / "card.html.j2").write_text(own, encoding="utf-8")
    with pytest.raises(FrameworkPdfError, match="only a style of a typeface can be embedded") as caught:
        made(kit, products=("card",), aspects=("2",))
    assert "card.html.j2:" in str(caught.value)


def test_two_brands_of_one_name_are_refused_and_one_brand_twice_is_one(
    kit: Path, small: Path, tmp_path: Path, warm_build: Build, output: Path
) -> None:
    other = tmp_path / "other" / "guild"
    shutil.copytree(kit, other)
    places = workspace.Workspace((small,), (TEMPLATES,), output)
    asked = Request(products=("card",), aspects=("2",))
    with pytest.raises(FrameworkPdfError, match="two brands are called `guild`"):
        warm_build(places, replaced(asked, brands=(str(kit), str(other))), STRICT)
    assert len(warm_build(places, replaced(asked, brands=(str(kit), f"{kit}/")), STRICT).made) == 1


def test_what_is_wrong_with_content_in_one_brand_alone_says_in_which(
    kit: Path, tmp_path: Path, garden: Path, warm_build: Build, output: Path
) -> None:
    other = tmp_path / "orchard"
    shutil.copytree(kit, other)
    append(other / "_brand.yml", "typography: {base: Lato}\n")
    replace(garden / "content" / "aspects" / "1-soil.yml", "See who digs", "See → who digs")
    places = workspace.Workspace((garden / "content",), (TEMPLATES,), output)
    asked = Request(products=("card",), aspects=("1",), paper="A5", brands=(str(kit), str(other)))
    with pytest.raises(FrameworkPdfError) as caught:
        warm_build(places, asked, STRICT)
    (problem,) = caught.value.diagnostics
    assert problem.message == "the typeface Lato has no character U+2192 RIGHTWARDS ARROW (in the brand `orchard`)"
    assert str(problem.location).endswith("1-soil.yml:10:20")


def test_a_profession_that_one_brand_alone_lacks_is_told_with_that_brand(
    kit: Path, tmp_path: Path, warm_build: Build, output: Path
) -> None:
    other = tmp_path / "orchard"
    shutil.copytree(kit, other)
    (other / "content" / "professions").mkdir(parents=True)
    (other / "content" / "overlay.yml").write_text("made_by: Orchard\ndate: 2026-11-25\n", encoding="utf-8")
    brewer = "id: brewer\nname: brewer\nplural: Brewers\nportrait: You brew.\nlike: cook\nsource: editorial\n"
    (other / "content" / "professions" / "brewer.yml").write_text(brewer, encoding="utf-8")
    places = workspace.Workspace((GARDEN,), (TEMPLATES,), output)
    with pytest.raises(RequestError, match=r"no profession `brewer` \(in the brand `guild`\)") as caught:
        warm_build(places, Request(("brewer",), brands=(str(kit), str(other))), STRICT)
    assert len(caught.value.diagnostics) == 1


@pytest.mark.parametrize("name", ["", " ", "x" * 300, f"/{'x' * 300}"])
def test_a_name_that_no_brand_has_is_refused(
    name: str, kit: Path, monkeypatch: pytest.MonkeyPatch, build: Build
) -> None:
    monkeypatch.chdir(kit)
    places = workspace.Workspace((CONTENT,), (TEMPLATES,), Path("out"))
    with pytest.raises(FrameworkPdfError, match="no-brand") as caught:
        build(places, Request(brands=(name,), products=("card",)))
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize("unseen", ["\u2066", "\u061c", "\u00ad", "\u202e", "\u200b"])
def test_characters_that_nobody_sees_are_no_part_of_a_name(unseen: str, kit: Path) -> None:
    replace(kit / "_brand.yml", "Guild of", f"Guild{unseen} of")
    with pytest.raises(KitError, match="unseen character"):
        load_kit(kit)


def test_a_logo_that_has_no_room_is_named(kit: Path, made: Made, tmp_path: Path) -> None:
    content = write_framework(tmp_path / "content", 1)
    replace(content / "framework.yml", "title: ", f"title: {'Growing things together in a shared garden, ' * 28}")
    (kit / "mark.svg").write_text(flat(100, 100))
    with pytest.raises(FrameworkPdfError, match="no-room") as caught:
        made(kit, content, products=("booklet",))
    (problem,) = (each for each in caught.value.diagnostics if "this picture or its clear space" in each.message)
    assert "error[no-room]: this picture or its clear space lies over “" in str(problem)
    assert "guild/_brand.yml:4:7" in str(problem)


def test_a_title_gets_smaller_beside_a_logo_that_may_not(kit: Path, made: Made, tmp_path: Path) -> None:
    content = write_framework(tmp_path / "content", 1)
    replace(content / "framework.yml", "title: ", f"title: {'Growing things together in a shared garden, ' * 16}")
    (kit / "mark.svg").write_text(flat(100, 100))
    append(kit / "_brand.yml", "defaults:\n  framework-pdf:\n    logo: {least-width: 20}\n")
    made(kit, content, products=("booklet",))


def test_a_logo_that_is_to_be_wider_than_its_place_is_told_at_its_rule(kit: Path, made: Made) -> None:
    append(kit / "_brand.yml", "defaults:\n  framework-pdf:\n    logo: {least-width: 80}\n")
    with pytest.raises(FrameworkPdfError, match="no-room") as caught:
        made(kit, products=("booklet",))
    assert "_brand.yml:11:25" in str(caught.value)


@pytest.mark.parametrize(("old", "most"), [("Guild of Examples", 200), ("short: Guild", 80)])
def test_a_name_is_no_longer_than_pages_have_room_for(old: str, most: int, kit: Path) -> None:
    key, _, _ = old.rpartition("Guild")
    replace(kit / "_brand.yml", old, key + "z" * most)
    load_kit(kit)
    replace(kit / "_brand.yml", "z", "zz")
    with pytest.raises(KitError, match=f"{most} characters at most"):
        load_kit(kit)


@pytest.mark.parametrize(
    "rule",
    [
        f"strapline: {'x' * 101}",
        f"foreword: {{title: {'x' * 41}, text: Words, signatory: Somebody}}",
        f"licence: {{text: {'x' * 301}}}",
        "contact: {address: [a, b, c, d, e, f, g]}",
        f"contact: {{email: {'x' * 61}}}",
        f"partners: [{', '.join(['{name: Partner, logo: mark.svg}'] * 7)}]",
    ],
    ids=lambda rule: rule.split(":")[0],
)
def test_what_has_no_room_on_its_page_is_told_and_not_cut(rule: str, kit: Path) -> None:
    append(kit / "_brand.yml", f"defaults:\n  framework-pdf: {{{rule}}}\n")
    with pytest.raises(KitError, match="at most"):
        load_kit(kit)


def test_a_word_wider_than_its_place_is_broken_and_not_cut(kit: Path, made: Made) -> None:
    replace(kit / "_brand.yml", "Guild of Examples", "W" * 80)
    folder = made(kit, products=("card",), aspects=("2",))
    (page,) = pages_of(next(folder.rglob("*.pdf")))
    assert page.text.count("W") >= 80
    assert max(word.x1 for word in page.words) < page.width


FULL = """\
defaults:
  framework-pdf:
    design: {{cover: {cover}}}
    strapline: {strapline}
    back-cover: {words}
    contact:
      address: [{line} 1, {line} 2, {line} 3, {line} 4, {line} 5, {line} 6]
      telephone: 01632 960000
      email: somebody@guild.example.org
"""


@pytest.mark.parametrize(
    ("cover", "told"),
    [
        ("ground", "this picture or its clear space lies over “"),
        pytest.param("frame", "this picture or its clear space lies over “", marks=pytest.mark.nightly),
        pytest.param("band", "this picture or its clear space lies over “", marks=pytest.mark.nightly),
        ("splash", "needs more room than a page has"),
    ],
)
def test_a_back_cover_with_more_than_it_has_room_for_is_told(cover: str, told: str, kit: Path, made: Made) -> None:
    svg = SVG.replace('"0 0 200 100"', '"0 0 100 100"').format('<rect width="100" height="100" fill="#6a1b4d"/>')
    (kit / "mark.svg").write_text(svg, encoding="utf-8")
    words = " ".join(["Take it along to work and talk about it"] * (40 if cover == "splash" else 25))
    line = "A line of an address that is rather long for one"
    append(kit / "_brand.yml", FULL.format(cover=cover, strapline="Ten to a dozen words " * 4, words=words, line=line))
    with pytest.raises(FrameworkPdfError) as caught:
        made(kit, products=("booklet",))
    assert {problem.code for problem in caught.value.diagnostics} == {"no-room"}
    assert told in str(caught.value)
    assert re.search(r"_brand\.yml:\d+", str(caught.value))


def test_dark_screens_have_the_brand_s_own_ground_and_words_where_they_can_be_read(
    kit: Path, catalogue: Catalogue
) -> None:
    append(
        kit / "_brand.yml",
        '  background: {light: white, dark: "#1a0b3d"}\n  foreground: {light: black, dark: "#444444"}\n',
    )
    palette = look_of(load_kit(kit), catalogue).palette
    assert palette.night == "#1a0b3d"
    assert palette.night_ink != "#444444"
    for hue in (palette.ground, *palette.aspects.values()):
        assert contrast(palette.night_ink, hue.night_tint) >= 7
        assert min(contrast(palette.night_quiet, behind) for behind in (hue.night_tint, palette.night)) >= 4.5
        assert contrast(hue.night, hue.night_tint) >= 7
    assert palette.uses[("color", "background", "dark")] == "behind words on dark screens"
    replace(kit / "_brand.yml", 'dark: "#1a0b3d"', 'dark: "#888888"')
    light = look_of(load_kit(kit), catalogue).palette
    assert light.night != "#888888"
    assert ("color", "background", "dark") not in light.uses


BACK_COVER = """\
defaults:
  framework-pdf:
    back-cover: |
      What it **is**, and what it may become:

      - a list of [things to come](https://guild.example.org/things), and more of the same
      - {}
"""


def session_of(kit: Path) -> Session:
    """Return what editions of the small framework are made with in the look of a kit."""
    return next(iter(open_sessions(workspace.Workspace((GARDEN,), (TEMPLATES,), kit / "out"), (str(kit),)).values()))


@pytest.mark.command
def test_the_texts_of_a_kit_have_markup_and_are_found_on_its_pages(kit: Path) -> None:
    append(kit / "_brand.yml", BACK_COVER.format("the rest"))
    session = session_of(kit)
    assert session.warnings == ()
    edition = session.plan(web_page_of("gardener"))[0]
    html = session.compose(edition, session.usual_settings(edition))
    assert "<p>What it <strong>is</strong>, and what it may become:</p>" in html.replace("\N{NO-BREAK SPACE}", " ")
    (use,) = session.brand_use(session.typesetter.read(html), (), ())
    assert ("defaults", "framework-pdf", "back-cover") in use.words


@pytest.mark.command
def test_what_looks_like_markdown_in_a_kit_is_told_and_a_picture_refused(kit: Path) -> None:
    append(kit / "_brand.yml", BACK_COVER.format("the <b>rest</b>"))
    (warning,) = session_of(kit).warnings
    assert str(warning).splitlines()[:2] == [
        "warning[markdown]: this looks like HTML, and is printed as it is written: `<b>` (and 1 more in this text)",
        f"  {kit / '_brand.yml'}:15:13",
    ]
    replace(kit / "_brand.yml", "- the <b>rest</b>", "\n      ![A mark](mark.svg)\n")
    with pytest.raises(FrameworkPdfError) as caught:
        session_of(kit)
    (problem,) = caught.value.diagnostics
    assert (problem.code, str(problem.location)) == ("no-picture", f"{kit / '_brand.yml'}:16:7")
