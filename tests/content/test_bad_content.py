"""Every mistake in content: its exact message and place, and all of them at once.

That nothing is built where there is one is seen in tests/build/test_bad_folders.py.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.content.model.printer import Printer
from framework_pdf.content.passages import describe_layers, passages
from framework_pdf.content.validation import validate
from framework_pdf.content.yaml_source import read_yaml
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.core.key_path import at_or_around
from tests.support.folders import append, replace
from tests.support.places import place

ASPECT = "content/aspects/2-care-of-patients.yml"
PODIATRIST = "content/professions/podiatrist.yml"
FRAMEWORK = "content/framework.yml"
REFERENCES = "content/references.yml"
PRINTER = "content/printers/digital.yml"


@pytest.fixture
def problems(words: Path) -> Callable[[], list[str]]:
    """Read a copy of our content that was changed, and return every problem as it is printed."""

    def read() -> list[str]:
        with pytest.raises(FrameworkPdfError) as caught:
            load((words.relative_to(Path.cwd()) / "content",))
        return [str(problem) for problem in caught.value.diagnostics]

    return read


def test_broken_yaml(problems: Callable[..., list[str]]) -> None:
    replace(ASPECT, "title: Care of patients", "title: [Care of patients")
    (problem,) = problems()
    assert problem.startswith("error[broken-yaml]: this is not valid YAML: ")
    assert f"\n  {ASPECT}:" in problem
    assert "hint: close the bracket" in problem


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
    colour = re.search(r'"(#\w+)"', Path(ASPECT).read_text("utf-8"))
    assert colour
    replace(ASPECT, colour[0], colour[1])
    replace(PODIATRIST, "titles: [podiatrist, chiropodist]", "titles: [podiatrist, 5]")
    replace("content/labels.yml", "[January, ", "[")
    assert problems() == [
        f"error[remark]: `{colour[1]}` is taken for a remark, and there are no words before it\n"
        f"  {ASPECT}:{place(ASPECT, 'colour').split(':')[1]}:9\n"
        "  hint: put all the words in quotes; before a remark, write two spaces, and one after its `#`",
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


def test_unknown_approach_as_the_strongest(problems: Callable[..., list[str]]) -> None:
    replace(PODIATRIST, "strongest: advocacy", "strongest: advocat")
    assert problems() == [
        "error[unknown-approach]: there is no approach `advocat`\n"
        f"  {place(PODIATRIST, 'advocat')}\n"
        "  hint: did you mean `advocacy`?"
    ]


@pytest.mark.parametrize(
    "unseen", ["\\u200d", "\\u3164", "\\u115f\\u1160", "\\u2800", "\\ufe0f", "\\u034f \\u2003", "\\uffa0"]
)
def test_words_of_which_nothing_is_seen(problems: Callable[..., list[str]], unseen: str) -> None:
    replace(ASPECT, "title: Care of patients", f'title: "{unseen}"')
    replace(ASPECT, "summary: ", f'summary: "{unseen}" #')
    assert [problem.partition("\n")[0].partition("here")[0] for problem in problems()] == [
        "error[bad-value]: `title`: ",
        "error[bad-value]: `summary`: ",
    ]


def test_answers_that_would_be_kept_as_one(problems: Callable[..., list[str]]) -> None:
    path = "content/framework.yml"
    replace(path, "- id: action-plan", "- id: myself-as-an-individual")
    load((Path("content"),))
    replace(path, "- id: awareness", "- id: '1'")
    told = [problem for problem in problems() if "duplicate-id" in problem]
    assert told == [
        "error[duplicate-id]: an answer to this worksheet and one to an aspect would both be kept as "
        "`myself-as-an-individual.1`\n"
        f"  {place(path, 'myself-as-an-individual', 2)}\n"
        "  hint: where an approach is called `1`, no worksheet may have the id of an aspect: "
        "give one of them another id"
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


def test_alias_that_holds_itself(problems: Callable[..., list[str]]) -> None:
    replace(ASPECT, "approaches:", "approaches: &all\n  again: *all")
    (problem,) = problems()
    assert problem.startswith("error[broken-yaml]: ")
    assert f"\n  {ASPECT}" in problem


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        ("!!binary aGVsbG8=", "broken-yaml", "the tag `tag:yaml.org,2002:binary` is not read here"),
        ("!!timestamp x", "broken-yaml", "`x` can't be read: it is no date\n"),
        ("!!bool x", "broken-yaml", "`x` can't be read: it is no `true` or `false`\n"),
        ("!!int x", "broken-yaml", "`x` can't be read: it is no number\n"),
        ('!!float ""', "broken-yaml", "`` can't be read: it is no number\n"),
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


def test_much_that_looks_like_a_citation_is_told_in_short(problems: Callable[..., list[str]]) -> None:
    replace(ASPECT, "[@rice-2015]", "[@" * 20_000)
    assert max(map(len, problems())) < 400


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


REGULATORS = "content/regulators.yml"


@pytest.mark.parametrize(
    ("old", "new", "said", "where"),
    [
        ("kind: date", "kind: day", "`kind` can't be `day`", "day"),
        (
            "kind: date",
            "kind: choices",
            "entry 1 of `fields`: `choices` stand where the `kind` is `choices`, and nowhere else: write them",
            "id: date",
        ),
        (
            "        has_answer: true\n",
            "",
            "`record`: write `has_answer: true` in one field of a record, of the kind `text`, and in no other",
            "introduction",
        ),
        ("id: next-step", "id: date", "`record`: two fields have the id `date`: give each its own", "introduction"),
        ("words: 1500", "words: many", "`words` must be a whole number, not words", "many"),
    ],
)
def test_a_record_that_nobody_can_fill_in(
    problems: Callable[..., list[str]], old: str, new: str, said: str, where: str
) -> None:
    replace(REGULATORS, old, new)
    (problem,) = [each for each in problems() if "regulators.yml" in each]
    assert said in problem
    assert f"  {place(REGULATORS, where)}" in problem


def test_label_with_more_than_names_in_its_braces(problems: Callable[..., list[str]]) -> None:
    replace("content/labels.yml", "for_profession: For {plural}", 'for_profession: "For {plural!r}"')
    (problem,) = problems()
    assert problem.startswith("error[bad-value]: `for_profession`: the words in braces are not all known here")


def test_content_without_its_first_file_is_still_meant(problems: Callable[..., list[str]]) -> None:
    Path(FRAMEWORK).rename("content/framework.yaml")
    assert [problem.split("\n")[0] for problem in problems()] == [
        "error[missing-file]: the content has no `framework.yml`",
        "warning[unread-file]: this file is not read",
    ]


def test_folder_in_the_place_of_a_file(problems: Callable[..., list[str]]) -> None:
    Path(PODIATRIST).unlink()
    Path(PODIATRIST).mkdir()
    assert problems() == [f"error[unreadable-file]: this is no file\n  {PODIATRIST}\n  hint: put a file in its place"]


@pytest.mark.parametrize("value", ["0", '"86400"', "20261125", "2026-11-24 12:00:00", "tomorrow"])
def test_what_is_no_date(problems: Callable[..., list[str]], value: str) -> None:
    replace(FRAMEWORK, "date: 2026-11-30", f"date: {value}")
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


@pytest.mark.parametrize("edges", ["{} ", "\\n\\u00a0{}\\u2028"])  # as quotes in YAML hold it
def test_white_space_at_the_edges_of_ids_keys_and_texts_means_nothing(
    edges: str, words: Path, catalogue: Catalogue
) -> None:
    def within(found: re.Match[str]) -> str:
        return f'{found[1]}"{edges.format(found[2])}"'

    keys = "|".join(["id", "title", "approaches", "questions", "source", *(each.id for each in catalogue.aspects)])
    files = list((words / "content").rglob("*.yml"))
    for path in files:
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"(?m)^( *- |[ -]*[a-z0-9_-]+: )(?!true$)([a-z][a-z0-9-]*)$", within, text)
        text = re.sub(rf"(?m)^([ -]*)({keys})(?=: |:$)", within, text)
        path.write_text(text, encoding="utf-8")
    spaced, warnings = load((words / "content",))
    assert warnings == ()
    assert [(each.path, each.words) for each in passages(spaced)] == [
        (each.path, each.words) for each in passages(catalogue)
    ]
    assert describe_layers(spaced)[0]["has"] == describe_layers(catalogue)[0]["has"]


def test_ids_that_white_space_alone_tells_apart_are_one(problems: Callable[..., list[str]]) -> None:
    replace(REFERENCES, "- id: ", '- id: "buck-2021\\n"\n- id: ')
    replace(ASPECT, "title: ", '"title ": A\ntitle: ')
    told = {problem.splitlines()[0] for problem in problems()}
    assert "error[duplicate-id]: the id `buck-2021` is taken" in told
    assert "error[duplicate-key]: `title` stands here twice" in told


def test_the_way_to_a_place_has_an_end() -> None:
    assert at_or_around({(): 1, ("a",): 2}, ("a", "b", 3)) == 2
    assert at_or_around({(): 1}, ("a", "b")) == 1
    with pytest.raises(KeyError):
        at_or_around({("a",): 2}, ("b", "c"))


def test_a_language_that_is_none_names_no_file(problems: Callable[..., list[str]], words: Path) -> None:
    (words / "secret.yml").write_text("notes: nobody outside may know this\n", encoding="utf-8")
    replace(FRAMEWORK, "language: en-GB", f"language: {'../' * 20}{words / 'secret'}")
    (problem,) = problems()
    assert "a language is written as in BCP 47" in problem


def test_a_folder_that_holds_something_else_is_not_looked_through(words: Path) -> None:
    for name in ("a.yml", "b/c.yml"):
        (words / "elsewhere" / name).parent.mkdir(parents=True, exist_ok=True)
        (words / "elsewhere" / name).touch()
    with pytest.raises(FrameworkPdfError) as caught:
        load((words / "elsewhere",))
    assert {problem.code for problem in caught.value.diagnostics} == {"missing-file"}


def test_readers_are_led_to_nothing_that_is_not_in_the_list(problems: Callable[..., list[str]]) -> None:
    replace(ASPECT, "read_more: ", "read_more: hcpc-2018 # ")
    (problem, *_) = problems()
    assert problem == (
        "error[unlisted-reference]: readers look for `hcpc-2018` in the list, and it is not there\n"
        f"  {place(ASPECT, 'hcpc-2018')}\n"
        "  hint: leave out its `listed: false` in references.yml"
    )


def test_what_is_not_listed_comes_after_all_that_is(catalogue: Catalogue) -> None:
    listed = [reference.id for reference in catalogue.listed_references]
    assert [reference.id for reference in catalogue.references][: len(listed)] == listed
    assert {"hcpc-2018", "gosc-undated"} <= {reference.id for reference in catalogue.references} - set(listed)
