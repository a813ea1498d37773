"""Every kind of bad input: its exact message and place, all problems at once, and an output that nobody touched."""

import re
import sys
from collections.abc import Callable
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

import pytest
from PIL import Image

from framework_pdf.build import pipeline
from framework_pdf.build.output import LOCK
from framework_pdf.cli.main import main
from framework_pdf.content.model.printer import Printer
from framework_pdf.content.validation import validate
from framework_pdf.content.yaml_source import read_yaml
from framework_pdf.core import worker, workspace
from framework_pdf.core.errors import FrameworkPdfError, RequestError, WorkspaceError
from framework_pdf.products.plan import Request
from framework_pdf.typesetting import typesetter
from framework_pdf.typesetting.patches import verified
from tests.conftest import ROOT, STRICT, append, replace
from tests.support.pages import pages_of

ASPECT = "content/aspects/2-care-of-patients.yml"
PODIATRIST = "content/professions/podiatrist.yml"
FRAMEWORK = "content/framework.yml"
REFERENCES = "content/references.yml"
PRINTER = "content/printers/digital.yml"
CARD_CSS = "templates/products/card/style.css"


def place(path: str, word: str, nth: int = 1) -> str:
    """Where a word stands in a file the nth time, as people are told it: path, line and column."""
    found = [
        f"{path}:{number}:{line.index(word) + 1}"
        for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1)
        if word in line
    ]
    return found[nth - 1]


def files_in(output: Path) -> list[Path]:
    """An output folder in; out, its files, but for the one that is held while somebody writes."""
    return [path for path in output.rglob("*") if path.is_file() and path.name != LOCK]


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have workers forked, so that they have what a test changes here."""
    monkeypatch.setattr(worker, "start_context", lambda: get_context("fork"))


@pytest.fixture
def problems(folder: Path) -> Callable[..., list[str]]:
    """Builds what the folder has; out, every problem as it is printed. Checks that the output stays as it was."""
    kept = folder / "output" / "podiatrist" / "booklet.pdf"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"from before")

    def build(request: Request | None = None) -> list[str]:
        with pytest.raises(FrameworkPdfError) as caught:
            pipeline.build(workspace.find(), request or Request(professions=("podiatrist",), products=("card",)))
        assert files_in(folder / "output") == [kept]
        assert kept.read_bytes() == b"from before"
        return [str(problem) for problem in caught.value.diagnostics]

    return build


def test_broken_yaml(problems: Callable[..., list[str]]) -> None:
    replace(ASPECT, "title: Care of patients", "title: [Care of patients")
    (problem,) = problems()
    assert problem.startswith("error[broken-yaml]: this is not valid YAML: ")
    assert f"\n  {ASPECT}:" in problem
    assert "a missing quote, colon or space, or a wrong indent" in problem


def test_bytes_that_are_not_utf8(problems: Callable[..., list[str]]) -> None:
    data = Path(ASPECT).read_bytes()
    Path(ASPECT).write_bytes(data.replace(b"title: Care", "title: Cär".encode() + b"\xe9", 1))
    line = data[: data.index(b"title: Care")].count(b"\n") + 1
    assert problems() == [
        "error[not-utf-8]: the byte 0xe9 is not UTF-8\n"
        f"  {ASPECT}:{line}:11\n"
        "  hint: save the file with the encoding UTF-8"
    ]


def test_unknown_key(problems: Callable[..., list[str]]) -> None:
    replace(ASPECT, "read_more:", "read_mor: x\nread_more:")
    assert problems() == [
        "error[unknown-key]: `read_mor` is not a key of an aspect\n"
        f"  {place(ASPECT, 'read_mor:')}\n"
        "  hint: did you mean `read_more`?"
    ]


def test_unknown_key_deep_in_a_list(problems: Callable[..., list[str]]) -> None:
    replace(ASPECT, "    whose:", "    whoose: x\n    whose:")
    assert problems() == [
        "error[unknown-key]: `whoose` is not a key of an example\n"
        f"  {place(ASPECT, 'whoose')}\n"
        "  hint: did you mean `whose`?"
    ]


def test_duplicate_key(problems: Callable[..., list[str]]) -> None:
    replace(ASPECT, "title: Care of patients", "title: Care of patients\ntitle: Care again")
    assert problems() == [
        "error[duplicate-key]: `title` stands here twice\n"
        f"  {place(ASPECT, 'title:', 2)}\n"
        f"  hint: the first is in line {place(ASPECT, 'title:').split(':')[1]}: keep one of them"
    ]


def test_missing_key(problems: Callable[..., list[str]]) -> None:
    line = next(line for line in Path(ASPECT).read_text(encoding="utf-8").splitlines() if line.startswith("summary:"))
    replace(ASPECT, line + "\n", "")
    assert problems() == [
        f"error[missing-key]: `summary` is missing from an aspect\n  {ASPECT}:2:1\n  hint: add a line `summary: …`"
    ]


def test_wrong_type(problems: Callable[..., list[str]]) -> None:
    replace(ASPECT, "title: Care of patients", "title: 5")
    replace(PODIATRIST, "plural: podiatrists", "plural: [podiatrists]")
    assert problems() == [
        f"error[wrong-type]: `title` must be words, not the number 5\n  {place(ASPECT, '5')}\n  hint: put it in quotes",
        f"error[wrong-type]: `plural` must be words, not a list\n  {place(PODIATRIST, '[podiatrists]')}",
    ]


def test_what_people_call_a_value(problems: Callable[..., list[str]]) -> None:
    replace(ASPECT, 'colour: "#', "colour: #")
    replace(PODIATRIST, "titles: [podiatrist, chiropodist]", "titles: [podiatrist, 5]")
    replace("content/labels.yml", "[January, ", "[")
    assert problems() == [
        "error[wrong-type]: `colour` must be words, not empty\n"
        f"  {ASPECT}:{place(ASPECT, 'colour').split(':')[1]}:8\n"
        "  hint: write it here; in quotes, where it begins with `#`",
        "error[bad-value]: `months` needs at least 12 of them, and has 11\n"
        f"  {place('content/labels.yml', '[February')}",
        "error[wrong-type]: entry 2 of `titles` must be words, not the number 5\n"
        f"  {PODIATRIST}:{place(PODIATRIST, 'titles').split(':')[1]}:22\n"
        "  hint: put it in quotes",
    ]


def test_bad_value(problems: Callable[..., list[str]]) -> None:
    replace(ASPECT, 'colour: "#', 'colour: "red#')
    assert problems() == [
        'error[bad-value]: `colour`: a colour is written in sRGB, in quotes, such as "#2f6b45"\n'
        f"  {place(ASPECT, chr(34) + 'red')}"
    ]


def test_colour_too_light_for_white_words(problems: Callable[..., list[str]]) -> None:
    line = next(line for line in Path(ASPECT).read_text(encoding="utf-8").splitlines() if line.startswith("colour:"))
    replace(ASPECT, line, 'colour: "#f0c000"')
    assert problems() == [
        "error[low-contrast]: #f0c000 and #ffffff have a contrast of 1.7 : 1, and text needs 4.5 : 1\n"
        f"  {place(ASPECT, chr(34) + '#f0c000')}\n"
        "  hint: take a darker colour behind white or light words"
    ]


def test_unknown_reference_in_a_text(problems: Callable[..., list[str]]) -> None:
    replace(ASPECT, "[@rice-2015]", "[@rise-2015]")
    text, warning = problems()
    assert text == (
        "error[unknown-reference]: there is no reference `rise-2015`\n"
        f"  {place(ASPECT, '@rise-2015')}\n"
        "  hint: did you mean `rice-2015`?"
    )
    assert warning == (
        "warning[uncited-reference]: no text cites `rice-2015`\n"
        f"  {place(REFERENCES, 'rice-2015')}\n"
        "  hint: cite it as `[@rice-2015]`, or give it `further_reading: true`"
    )


def test_unknown_profession_of_an_example(problems: Callable[..., list[str]]) -> None:
    replace(ASPECT, "professions: [paramedic]", "professions: [paramedix]")
    assert problems() == [
        "error[unknown-profession]: there is no profession `paramedix`\n"
        f"  {place(ASPECT, 'paramedix')}\n"
        "  hint: did you mean `paramedic`?"
    ]


def test_unknown_aspect(problems: Callable[..., list[str]]) -> None:
    replace(PODIATRIST, "  care-of-patients:", "  care-of-patient:")
    assert problems() == [
        "error[unknown-aspect]: there is no aspect `care-of-patient`\n"
        f"  {place(PODIATRIST, 'care-of-patient')}\n"
        "  hint: did you mean `care-of-patients`?"
    ]


def test_two_things_with_one_id(problems: Callable[..., list[str]]) -> None:
    copy = "content/aspects/7-care-of-patients.yml"
    Path(copy).write_bytes(Path(ASPECT).read_bytes())
    taken = "the first is at"
    assert [problem for problem in problems() if "`care-of-patients`" in problem] == [
        "error[duplicate-id]: the id `care-of-patients` is taken\n"
        f"  {copy}:{place(ASPECT, 'care-of-patients').split(':', 1)[1]}\n"
        f"  hint: {taken} {place(ASPECT, 'care-of-patients')}: give this one another id"
    ]


def test_everything_at_once(problems: Callable[..., list[str]]) -> None:
    replace(ASPECT, "title: Care of patients", "titel: Care of patients")
    replace(PODIATRIST, "regulator: hcpc", "regulator: hcpk")
    replace(FRAMEWORK, "general: allied-health-professional", "general: nobody")
    Path(REFERENCES).unlink()
    Path("templates/parts/cover.html.j2").write_text("{% if %}", encoding="utf-8")
    codes = [problem.split(":")[0] for problem in problems()]
    assert sorted(codes) == [
        "error[broken-template]",
        "error[missing-file]",
        "error[missing-key]",
        "error[unknown-key]",
        "error[unknown-profession]",
        "error[unknown-regulator]",
    ]


def test_template_with_a_syntax_error(problems: Callable[..., list[str]]) -> None:
    replace("templates/parts/card.html.j2", "{% for each in copy.approaches %}", "{% for each of copy.approaches %}")
    (problem,) = problems()
    where = place("templates/parts/card.html.j2", "{% for each of")
    assert problem == (
        "error[broken-template]: this is not valid Jinja: expected token 'in', got 'of'\n"
        f"  {where}\n"
        "  hint: look here and above for a `{%` or `{{` that is not closed, or a block without its end"
    )


def test_template_with_an_undefined_variable(problems: Callable[..., list[str]]) -> None:
    replace("templates/parts/card.html.j2", "copy.summary.words", "copy.summry.words")
    assert problems() == [
        "error[undefined-variable]: the template can't be filled in: 'framework_pdf.html.card_copy.CardCopy object' "
        "has no attribute 'summry'\n"
        f"  {place('templates/parts/card.html.j2', 'summry')}\n"
        "  hint: docs/templates.md lists the variables that a template sees"
    ]


def test_template_that_is_missing(problems: Callable[..., list[str]]) -> None:
    replace("templates/products/card/card.html.j2", "parts/card.html.j2", "parts/kard.html.j2")
    assert problems() == [
        "error[missing-template]: there is no template `parts/kard.html.j2`\n"
        f"  {place('templates/products/card/card.html.j2', 'parts/kard')}\n"
        "  hint: templates are looked for in the given folder, then in the packaged one"
    ]


def test_missing_image(problems: Callable[..., list[str]]) -> None:
    replace("templates/parts/card.html.j2", "<footer>", '<footer><img src="seal.png" alt="Seal">')
    assert problems() == [
        "error[missing-file]: `seal.png` can't be used: there is no such file\n"
        f"  {place('templates/parts/card.html.j2', 'seal.png')}\n"
        "  hint: put it there, or mend the name: names are relative to the templates folder"
    ]


def test_image_from_the_network_or_from_elsewhere(problems: Callable[..., list[str]]) -> None:
    replace(
        "templates/parts/card.html.j2",
        "<footer>",
        '<footer><img src="https://example.org/a.png" alt="A"><img src="/etc/b.png" alt="B">',
    )
    first, second = (problem.splitlines()[0] for problem in problems())
    assert {first, second} == {
        "error[missing-file]: `a.png` can't be used: only files can be used, nothing from the network",
        "error[missing-file]: `b.png` can't be used: it is outside the folders of content, templates and fonts",
    }


def test_missing_font(problems: Callable[..., list[str]]) -> None:
    append(CARD_CSS, '@font-face { font-family: "Ours"; src: url("ours.ttf"); }\n')
    assert problems() == [
        "error[missing-font]: `ours.ttf` can't be used: there is no such file\n"
        f"  {place(CARD_CSS, 'ours.ttf')}\n"
        "  hint: put it there, or mend the name: names are relative to the templates folder"
    ]


@pytest.mark.usefixtures("folder")
def test_style_that_the_typesetter_does_not_know() -> None:
    append(CARD_CSS, ".card { colour: red; }\n")
    with pytest.raises(FrameworkPdfError) as caught:
        pipeline.build(
            workspace.find(), Request(professions=("podiatrist",), products=("card",), aspects=("1",)), STRICT
        )
    (problem,) = caught.value.diagnostics
    assert problem.message.startswith("the typesetter says: Ignored `colour: red`")
    assert str(problem.location) == place(CARD_CSS, "colour: red")


def test_character_that_the_typeface_lacks(problems: Callable[..., list[str]]) -> None:
    replace(PODIATRIST, "    try_this_week: ", "    try_this_week: 足 ")
    assert problems() == [
        "error[missing-character]: the typeface Source Sans 3 has no character U+8DB3 CJK UNIFIED IDEOGRAPH-8DB3\n"
        f"  {place(PODIATRIST, '足')}\n"
        "  hint: use another character or word"
    ]


@pytest.mark.parametrize("escaped", [r"\u8DB3", r"\u8db3", r"\U00008db3"])
def test_character_that_stands_there_by_its_number(problems: Callable[..., list[str]], escaped: str) -> None:
    replace(PODIATRIST, "titles: [podiatrist, ", f'titles: ["so {escaped} it is", ')
    (problem,) = problems(Request(professions=("podiatrist",), products=("booklet",)))
    assert "has no character U+8DB3" in problem
    assert f"\n  {place(PODIATRIST, escaped)}\n" in problem


def test_text_too_long_for_its_card(problems: Callable[..., list[str]]) -> None:
    step = next(line for line in Path(PODIATRIST).read_text(encoding="utf-8").splitlines() if "try_this_week" in line)
    replace(PODIATRIST, step, step + " and on" * 200)
    (problem,) = problems()
    first, where, hint = problem.splitlines()
    assert first.startswith("error[text-too-long]: the small step is too long for its card: it has 4")
    assert where == f"  {place(PODIATRIST, step.split(': ')[1])}"
    words, cut = int(first.split()[-2]), int(hint.split()[-2])
    assert hint == f"  hint: cut about {cut} words"
    replace(PODIATRIST, " and on" * (-(-cut // 2)), "")
    built = pipeline.build(workspace.find(output=Path("elsewhere")), Request(("podiatrist",), products=("card",)))
    assert {file.pages for entry, _ in built.made for file in entry.files} == {1, 6}
    assert 0 < cut < words


def test_template_that_leaves_no_room_for_words(problems: Callable[..., list[str]]) -> None:
    append(CARD_CSS, ".summary { padding-top: 300mm; }\n")
    assert problems() == [
        "error[no-room]: a card takes more than its page without any words\n"
        "  hint: make the card's template or its style sheet take less room"
    ]


def test_alias_that_holds_itself(problems: Callable[..., list[str]]) -> None:
    replace(ASPECT, "approaches:", "approaches: &all\n  again: *all")
    (problem,) = problems()
    assert problem.startswith("error[broken-yaml]: ")
    assert f"\n  {ASPECT}" in problem


def test_font_that_is_no_font(problems: Callable[..., list[str]]) -> None:
    Path("templates/products/card/ours.ttf").write_bytes(b"not a font")
    append(CARD_CSS, '@font-face { font-family: "Ours"; src: url("ours.ttf"); }\n')
    assert problems() == [
        "error[missing-font]: `ours.ttf` can't be used: it is not a font that can be read\n"
        f"  {place(CARD_CSS, 'ours.ttf')}\n"
        "  hint: put it there, or mend the name: names are relative to the templates folder"
    ]


def test_typeface_of_the_system_that_is_not_there(problems: Callable[..., list[str]]) -> None:
    append(CARD_CSS, '@font-face { font-family: "Theirs"; src: local("Nobody Has This"); }\n')
    assert problems() == [
        f"error[typesetter]: the typesetter says: Font-face 'Theirs' cannot be loaded\n  {place(CARD_CSS, 'Theirs')}"
    ]


def test_missing_content_folder(folder: Path) -> None:
    with pytest.raises(FrameworkPdfError) as caught:
        pipeline.build(workspace.find(content=[Path("nowhere")]), Request())
    assert str(caught.value) == (
        "error[no-folder]: there is no such content folder\n"
        "  nowhere\n"
        "  hint: name one with --content, or make one with `framework-pdf new DIR`"
    )
    assert not (folder / "output").exists()


@pytest.mark.usefixtures("folder")
def test_missing_templates_folder() -> None:
    with pytest.raises(WorkspaceError) as caught:
        workspace.find(templates=Path("nowhere"))
    assert str(caught.value) == (
        "error[no-folder]: there is no such templates folder\n"
        "  nowhere\n"
        "  hint: name one with --templates, or make one with `framework-pdf new DIR`"
    )


def test_output_that_is_a_file(folder: Path) -> None:
    (folder / "output").write_text("mine", encoding="utf-8")
    with pytest.raises(FrameworkPdfError) as caught:
        pipeline.build(workspace.find(), Request())
    assert str(caught.value) == (
        "error[unwritable-output]: this is a file, and the output needs a folder\n"
        "  output\n"
        "  hint: choose another folder with --output, or change who may write here"
    )
    assert (folder / "output").read_text(encoding="utf-8") == "mine"


def test_output_where_nobody_can_write(folder: Path) -> None:
    with pytest.raises(WorkspaceError) as caught:
        pipeline.build(workspace.find(output=Path("/proc/output")), Request(products=("card",), aspects=("1",)))
    assert str(caught.value) == (
        "error[unwritable-output]: the file can't be written: No such file or directory\n"
        "  /proc/output\n"
        "  hint: choose another folder with --output, or change who may write here"
    )
    assert not (folder / "output").exists()


def test_output_that_fails_while_writing(folder: Path) -> None:
    (folder / "output" / "podiatrist" / "cards.pdf").mkdir(parents=True)
    with pytest.raises(WorkspaceError) as caught:
        pipeline.build(workspace.find(), Request(("podiatrist",), products=("card",)))
    assert str(caught.value) == (
        "error[unwritable-output]: the file can't be written: Is a directory\n"
        "  output/podiatrist/cards.pdf\n"
        "  hint: choose another folder with --output, or change who may write here"
    )
    assert files_in(folder / "output") == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("podiatrst", "did you mean `podiatrist` or `podiatrists` or `podiatry`?"),
        ("SLTT", "did you mean `SLT` or `SALT`?"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_profession_that_does_not_exist(name: str, hint: str) -> None:
    with pytest.raises(RequestError) as caught:
        pipeline.build(workspace.find(), Request(professions=(name,)))
    assert str(caught.value) == f"error[unknown-profession]: there is no profession `{name}`\n  hint: {hint}"
    assert caught.value.exit_code == 2


@pytest.mark.usefixtures("folder")
def test_aspect_that_does_not_exist() -> None:
    with pytest.raises(RequestError) as caught:
        pipeline.build(workspace.find(), Request(aspects=("9", "care-of-patient")))
    messages = [str(problem) for problem in caught.value.diagnostics]
    assert messages[0].startswith("error[unknown-aspect]: there is no aspect `9`\n  hint: known are `1`, ")
    assert messages[1] == (
        "error[unknown-aspect]: there is no aspect `care-of-patient`\n  hint: did you mean `care-of-patients`?"
    )


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        ("!!binary aGVsbG8=", "broken-yaml", "the tag `tag:yaml.org,2002:binary` is not read here"),
        ("!!timestamp x", "broken-yaml", "`x` can't be read: "),
        ("2026-02-30", "broken-yaml", "`2026-02-30` can't be read: day is out of range for month"),
        ("0x" + "f" * 5000, "broken-yaml", f"`0x{'f' * 38}…` can't be read: it has more than 100 characters"),
        ("{5: x}", "wrong-type", "the key `5` must be words"),
        (f"{{{'9' * 400}: x}}", "wrong-type", f"the key `{'9' * 100}…` must be words"),
        ("[*all, &all 1]", "broken-yaml", "this is not valid YAML: found undefined alias"),
        ('"a\\u200bb"', "bad-value", "`name`: here stands one line of words, not empty, with no line break"),
    ],
)
def test_value_that_is_no_words(problems: Callable[..., list[str]], value: str, code: str, said: str) -> None:
    replace(PODIATRIST, "\nname: podiatrist\n", f"\nname: {value}\n")
    (problem,) = problems()
    assert problem.startswith(f"error[{code}]: {said}")
    assert f"\n  {place(PODIATRIST, 'name:')[:-1]}" in problem


@pytest.mark.parametrize("number", ["99", '"99"', "9" * 90, f'"{"9" * 4000}"'])
def test_number_out_of_bounds(problems: Callable[..., list[str]], number: str) -> None:
    replace(PRINTER, "bleed: 3", f"bleed: {number}")
    (problem,) = problems()
    told = number.strip('"')
    told = told if len(told) <= 100 else f"{told[:100]}…"
    assert problem == f"error[bad-value]: `bleed` must be at most 10, not {told}\n  {place(PRINTER, number)}"


def test_aliases_that_hold_aliases(problems: Callable[..., list[str]]) -> None:
    lines = ["a: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"b{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    append(PODIATRIST, "\n".join(lines))
    (problem,) = problems()
    assert problem.startswith("error[broken-yaml]: there is too much in here, or an alias holds itself: ")


@pytest.mark.parametrize("wrong", ["[@]", "[@rice-2015", "[ @rice-2015]", "[@Rice-2015]", "[@rice-2015, p. 3]"])
def test_citation_that_is_none(problems: Callable[..., list[str]], wrong: str) -> None:
    replace(ASPECT, "[@rice-2015]", wrong)
    assert (
        f"error[bad-citation]: `{wrong}` can't be read as a citation\n"
        f"  {place(ASPECT, wrong.split()[0])}\n"
        "  hint: write `[@id]`, or `[@one-id; @other-id]`: small letters, digits and hyphens"
    ) in [problem.replace(".`", "`") for problem in problems()]


def test_one_mistake_in_many_places_is_told_once(problems: Callable[..., list[str]]) -> None:
    replace(REFERENCES, "- id: dougall-buck-2021", "- id: dougall-buk-2021")
    found = [problem for problem in problems() if "unknown-reference" in problem]
    assert len(found) == 1
    assert "there is no reference `dougall-buck-2021` (here and in " in found[0]
    assert "hint: did you mean `dougall-buk-2021`" in found[0]


def test_entry_without_an_id(problems: Callable[..., list[str]]) -> None:
    replace("content/regulators.yml", "- id: hcpc\n ", "-")
    assert [problem.split("\n")[0] for problem in problems()] == [
        "error[missing-key]: `id` is missing from a regulator"
    ]


def test_style_sheet_that_is_missing(problems: Callable[..., list[str]]) -> None:
    replace("templates/base.html.j2", "styles/base.css", "styles/bass.css")
    assert problems() == [
        "error[missing-file]: `bass.css` can't be used: there is no such file\n"
        f"  {place('templates/base.html.j2', 'bass.css')}\n"
        "  hint: put it there, or mend the name: names are relative to the templates folder"
    ]


def test_label_with_more_than_names_in_its_braces(problems: Callable[..., list[str]]) -> None:
    replace("content/labels.yml", "for_profession: For {plural}", 'for_profession: "For {plural!r}"')
    (problem,) = problems()
    assert problem.startswith("error[bad-value]: `for_profession`: the words in braces are not all known here")


def test_label_with_marks_of_style_sheets(folder: Path) -> None:
    replace("content/labels.yml", "notes: Room to think", "notes: 'Room \"&\" \\ <think>'")
    request = Request(professions=("podiatrist",), products=("booklet",))
    record = pipeline.build(workspace.find(), request, STRICT)
    assert record.warnings == ()
    assert any('Room "&" \\ <think>' in page.text for page in pages_of(folder / "output/podiatrist/booklet.pdf"))


@pytest.mark.parametrize(
    "escape",
    [
        "look.type.text.faces[0].path.read_bytes()",
        'framework.parse_file("content/framework.yml")',
        "framework.model_copy()",
        '"".__class__',
        "part.setting.copy.cut({})",
    ],
)
def test_template_that_leaves_its_sandbox(problems: Callable[..., list[str]], escape: str) -> None:
    append("templates/parts/card.html.j2", "{{ " + escape + " }}")
    (problem,) = problems()
    assert problem.startswith("error[template-value]: the template can't be filled in: access to attribute")
    assert f"\n  {place('templates/parts/card.html.j2', '{{ ' + escape)[:-1]}" in problem


@pytest.mark.parametrize(
    ("added", "said"),
    [
        (
            '{% include "parts/card.html.j2" %}',
            "error[template-value]: the template can't be filled in: maximum recursion",
        ),
        (
            '<svg viewBox="a b c"><title>x</title></svg>',
            "error[typesetter]: the typesetter can't set this page: ValueError",
        ),
    ],
)
def test_template_that_makes_the_engines_give_up(problems: Callable[..., list[str]], added: str, said: str) -> None:
    replace("templates/parts/card.html.j2", "</article>", added + "</article>")
    (problem,) = problems(Request(professions=("podiatrist",), aspects=("1",)))
    assert problem.startswith(said)


UNUSUAL = "look for what is unusual in the templates and their style sheets"
ANOTHER = (
    f'WeasyPrint {version("weasyprint")} is installed, and 1.2 was tried: `python -m pip install "weasyprint==1.2"`'
)
NO_SIZE, TOO_DEEP = '<svg viewBox="a b c"><title>x</title></svg>', "<p>" + "<b>" * 5000


@pytest.mark.usefixtures("forked")
@pytest.mark.parametrize(("versions", "hint"), [(verified.VERIFIED_VERSIONS, UNUSUAL), (("1.1", "1.2"), ANOTHER)])
@pytest.mark.parametrize(("added", "said"), [(NO_SIZE, "ValueError"), (TOO_DEEP, "RecursionError")])
def test_what_the_typesetter_raises_is_told_with_a_way_out_for_its_version(
    problems: Callable[..., list[str]],
    monkeypatch: pytest.MonkeyPatch,
    versions: tuple[str, ...],
    hint: str,
    added: str,
    said: str,
) -> None:
    monkeypatch.setattr(verified, "VERIFIED_VERSIONS", versions)
    replace("templates/parts/card.html.j2", "</article>", added + "</article>")
    (problem,) = problems(Request(professions=("podiatrist",), aspects=("1",)))
    assert problem.startswith(f"error[typesetter]: the typesetter can't set this page: {said}: ")
    assert problem.endswith(f"\n  hint: {hint}")


@pytest.mark.usefixtures("forked")
def test_where_our_own_line_fails_it_is_a_bug_but_where_the_typesetter_is_another(
    problems: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["framework-pdf", "build", "--profession", "podiatrist", "--aspect", "1", "--jobs", "1"]
    monkeypatch.setattr(sys, "argv", arguments)
    monkeypatch.setattr(typesetter, "PageChecker", lambda _: None)  # so that what reads a page fails
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr().err
    assert ended.value.code == 70
    assert said.startswith("bug: AttributeError: 'NoneType' object has no attribute 'read'\n")
    assert "templates" not in said
    monkeypatch.setattr(verified, "VERIFIED_VERSIONS", ("1.2",))
    (problem,) = problems(Request(professions=("podiatrist",), aspects=("1",)))
    assert "AttributeError" in problem
    assert problem.endswith(f"\n  hint: {ANOTHER}")


def test_the_pinned_typesetter_was_tried() -> None:
    pins = (ROOT / "requirements-run.txt").read_text(encoding="utf-8")
    assert re.findall(r"^weasyprint==([\d.]+)", pins, re.MULTILINE) == [verified.VERIFIED_VERSIONS[-1]]


def test_template_or_style_sheet_that_can_not_be_read(problems: Callable[..., list[str]], tmp_path: Path) -> None:
    outside = tmp_path / "outside.css"
    outside.write_text("p { color: red }", encoding="utf-8")
    for name in ("products/card/style.css", "parts/card.html.j2"):
        Path("templates", name).unlink()
    Path("templates/products/card/style.css").symlink_to(outside)
    Path("templates/parts/card.html.j2").symlink_to("nowhere")
    assert problems() == [
        f"error[unreadable-file]: this can't be read\n  templates/{name}\n"
        "  hint: make it a file in this folder that you may read, or take it away"
        for name in ("parts/card.html.j2", "products/card/style.css")
    ]


def test_content_without_its_first_file_is_still_meant(problems: Callable[..., list[str]]) -> None:
    Path(FRAMEWORK).rename("content/framework.yaml")
    assert [problem.split("\n")[0] for problem in problems()] == [
        "error[missing-file]: the content has no `framework.yml`",
        "warning[unread-file]: this file is not read",
    ]


def test_templates_folder_that_has_none(folder: Path) -> None:
    with pytest.raises(WorkspaceError) as caught:
        workspace.find(templates=folder / "content")
    assert str(caught.value).startswith("error[no-templates]: this folder has no templates\n  content\n")


def test_a_file_that_fails_leaves_all_others_as_they_were(folder: Path) -> None:
    first = folder / "output/podiatrist/cards/1-myself-as-an-individual.pdf"
    first.parent.mkdir(parents=True)
    first.write_bytes(b"from before")
    (folder / "output/podiatrist/cards.pdf").mkdir()
    with pytest.raises(WorkspaceError):
        pipeline.build(workspace.find(), Request(("podiatrist",), products=("card",)))
    assert first.read_bytes() == b"from before"
    assert files_in(folder / "output") == [first]


def test_folder_in_the_place_of_a_file(problems: Callable[..., list[str]]) -> None:
    Path(PODIATRIST).unlink()
    Path(PODIATRIST).mkdir()
    assert problems() == [f"error[unreadable-file]: this is no file\n  {PODIATRIST}\n  hint: put a file in its place"]


# What some readers would miss, taken away on purpose


def test_picture_without_words(problems: Callable[..., list[str]]) -> None:
    Image.new("RGB", (9, 9)).save("templates/seal.png")
    replace("templates/parts/card.html.j2", "<footer>", '<footer><img src="seal.png" alt=" ">')
    assert problems() == [
        "error[no-alternative]: the picture `seal.png` has no words\n"
        f"  {place('templates/parts/card.html.j2', 'seal.png')}\n"
        "  hint: say in its `alt` what it shows; what only decorates belongs in a style sheet"
    ]


def test_drawing_without_words(problems: Callable[..., list[str]]) -> None:
    replace("templates/macros/ripples.html.j2", "<title>{{ title }}</title>\n{% for cell in", "{% for cell in")
    assert problems() == [
        "error[no-alternative]: the drawing `ripples` has no words\n"
        f"  {place('templates/macros/ripples.html.j2', 'class=' + chr(34) + 'ripples')}\n"
        "  hint: give it a <title> that says what it shows"
    ]


def test_document_without_a_language(problems: Callable[..., list[str]]) -> None:
    replace("templates/base.html.j2", ' lang="{{ framework.language }}"', "")
    assert problems() == [
        "error[no-language]: the document does not say its language\n"
        f"  {place('templates/base.html.j2', '<html')}\n"
        '  hint: begin the page with `<html lang="{{ framework.language }}">`'
    ]


def test_document_without_a_title(problems: Callable[..., list[str]]) -> None:
    replace("templates/base.html.j2", "title %}{{ labels", "title %}{# labels")
    replace("templates/base.html.j2", "name=document_name) }}{%", "name=document_name) #}{%")
    (problem,) = problems()
    assert problem.startswith("error[no-title]: the document has no title\n  templates/base.html.j2:")


def test_heading_that_skips_a_level(problems: Callable[..., list[str]]) -> None:
    replace(
        "templates/parts/card.html.j2", "<h2>{{ labels.try_this_week }}</h2>", "<h4>{{ labels.try_this_week }}</h4>"
    )
    assert problems() == [
        "error[heading-level]: the heading “Try this week” has level 4 after one of level 2\n"
        f"  {place('content/labels.yml', 'Try this week')}\n"
        "  hint: make it an h3 in its template"
    ]


def test_link_without_words(problems: Callable[..., list[str]]) -> None:
    replace("templates/parts/card.html.j2", "<footer>", '<footer><a href="https://example.org/nowhere"></a>')
    assert problems() == [
        "error[empty-link]: the link to `https://example.org/nowhere` has no words\n"
        f"  {place('templates/parts/card.html.j2', 'https://example.org/nowhere')}"
    ]


def test_words_that_can_hardly_be_seen(problems: Callable[..., list[str]]) -> None:
    append(CARD_CSS, ".summary { color: #aab4b8; }\n.try { background: #ffb000; }\n")
    hint = "  hint: take a darker or a lighter colour for one of them"
    assert problems() == [
        "error[low-contrast]: words in #aab4b8 on #ffffff have a contrast of 2.1 : 1, and need 4.5 : 1\n"
        f"  {place(CARD_CSS, '#aab4b8')}\n{hint}",
        "error[low-contrast]: words in #ffffff on #ffb000 have a contrast of 1.8 : 1, and need 4.5 : 1\n"
        f"  {place(CARD_CSS, '#ffb000')}\n{hint}",
    ]


def test_large_words_need_less(problems: Callable[..., list[str]]) -> None:
    append(CARD_CSS, "h1 { color: #e8a0a0; }\n")
    told = problems()
    assert told
    assert all("words in #e8a0a0 on " in problem and "and need 3 : 1\n" in problem for problem in told)


def test_a_web_page_is_proofread_too(problems: Callable[..., list[str]]) -> None:
    replace("templates/web/foot.html.j2", "<footer", "<h6>Deep down</h6><footer")
    request = Request(("podiatrist",), products=("booklet",), formats=("html",))
    (problem,) = problems(request)
    assert problem.startswith("error[heading-level]: the heading “Deep down” has level 6 after one of level ")
    assert f"\n  {place('templates/web/foot.html.j2', 'Deep down')}\n" in problem


@pytest.mark.parametrize("value", ["0", '"86400"', "20261125", "2026-11-24 12:00:00", "tomorrow"])
def test_what_is_no_date(problems: Callable[..., list[str]], value: str) -> None:
    replace(FRAMEWORK, "date: 2026-11-24", f"date: {value}")
    (problem,) = problems()
    assert problem.startswith("error[wrong-type]: `date` must be a date such as 2026-11-24, not ")
    assert f"\n  {FRAMEWORK}:" in problem


def test_a_choice_that_is_none_names_the_choices_that_there_are_also_in_a_list(tmp_path: Path) -> None:
    path = tmp_path / "printer.yml"
    path.write_text("id: x\nname: x\nmarks: [crop, stars]\nbinding: perfect\n", encoding="utf-8")
    source, _ = read_yaml(path)
    assert source
    printer, problems = validate(source, Printer)
    assert printer is None
    assert [(problem.message, problem.hint) for problem in problems] == [
        ("entry 2 of `marks` can't be `stars`", "known are `colour-bar`, `crop`, `registration`"),
        ("`binding` can't be `perfect`", "did you mean `perfect-bound`?"),
    ]
