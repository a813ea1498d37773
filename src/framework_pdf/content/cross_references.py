"""Checks what entries say of one another: ids that lead nowhere, stand twice or are missing, each with its place."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from typing import Any

from framework_pdf.content.entries import FOLDERS, LISTS, LoadedEntries, LoadedEntry
from framework_pdf.content.model.base import CITATION, cited_in, folded
from framework_pdf.content.model.framework import Aspect, Framework
from framework_pdf.content.model.labels import OF_REPORT, Labels, placeholders
from framework_pdf.content.model.profession import OwnWords, Profession
from framework_pdf.content.model.reference import Reference
from framework_pdf.content.model.session import GroupSession, Sheet
from framework_pdf.core.colour import TEXT_CONTRAST, WHITE, contrast
from framework_pdf.core.diagnostics import Diagnostic, Location, Severity, cut, did_you_mean
from framework_pdf.core.key_path import KeyPath, steps_below

Problems = Iterator[Diagnostic]
MOST_TOLD_SINGLY = 3
"""With no more places of the same mistake than these, each is told by itself."""
ALMOST_CITATION = re.compile(r"\[\s*@[^\]\s]*(?:[^\]]{0,40}\])?")
"""What looks like a citation; once the citations are taken out of a text, it is none."""


def check_cross_references(entries: LoadedEntries) -> tuple[Diagnostic, ...]:
    """Return what is wrong between the entries of the content."""
    checks: list[Callable[[LoadedEntries], Problems]] = [
        _taken_ids,
        _answers,
        _ambiguous_names,
        _references,
        _almost_citations,
        _framework_names,
        _nothing_restated,
        _aspects,
        _aspects_of_framework,
        _professions,
        _sessions,
    ]
    return _gather_alike(problem for check in checks for problem in check(entries))


def _gather_alike(problems: Problems) -> tuple[Diagnostic, ...]:
    """Return the problems, those that one mistake causes in many places gathered into one, at the first of them."""
    alike: dict[tuple[str, str], list[Diagnostic]] = {}
    for problem in problems:
        alike.setdefault((problem.code, problem.message), []).append(problem)
    gathered: list[Diagnostic] = []
    for group in alike.values():
        if len(group) <= MOST_TOLD_SINGLY:
            gathered += group
        else:
            message = f"{group[0].message} (here and in {len(group) - 1} more places)"
            gathered.append(replace(group[0], message=message))
    return tuple(gathered)


def _taken_ids(entries: LoadedEntries) -> Problems:
    """Yield each entry of a kind, or part of the framework, whose id another one has."""
    for kind in LISTS | FOLDERS:
        yield from _duplicate_ids((item.id, item.at("id")) for item in entries.of(kind) if item.id)
    for item in entries.of("framework"):
        for key in ("approaches", "worksheets", "figures"):
            yield from _duplicate_ids(_ids_below(item, key))
        yield from _duplicate_ids([*_ids_below(item, "introduction"), *_ids_below(item, "about")])
    yield from _duplicate_ids(pair for item in entries.of("aspects") for pair in _ids_below(item, "examples"))
    for item in entries.of("session"):
        for key in ("activities", "plans", "to_print"):
            yield from _duplicate_ids(_ids_below(item, key))
    for item in entries.of("changes"):
        yield from _duplicate_ids([*_ids_below(item, "no_longer"), *_ids_below(item, "new")])


def _answers(entries: LoadedEntries) -> Problems:
    """Yield each worksheet whose answers the web page could not tell from those to an aspect: it keeps them by ids."""
    aspects = {item.id for item in entries.of("aspects")}
    for item, framework in entries.valid(Framework):
        approaches = {approach.id for approach in framework.approaches}
        for index, worksheet in enumerate(framework.worksheets):
            numbers = {str(number) for number, _ in enumerate(worksheet.prompts, 1)}
            if worksheet.id in aspects and (alike := sorted(approaches & numbers)):
                field = f"{worksheet.id}.{alike[0]}"
                message = f"an answer to this worksheet and one to an aspect would both be kept as `{field}`"
                way_out = "no worksheet may have the id of an aspect: give one of them another id"
                hint = f"where an approach is called `{alike[0]}`, {way_out}"
                yield Diagnostic("duplicate-id", message, item.at("worksheets", index, "id"), hint)


def _ids_below(item: LoadedEntry, key: str) -> Iterator[tuple[str, Location]]:
    for key_path, value in _strings(item.source.data):
        if key_path[:1] == (key,) and key_path[2:] == ("id",):
            yield value, item.at(*key_path)


def _duplicate_ids(ids: Iterable[tuple[str, Location]]) -> Problems:
    first: dict[str, Location] = {}
    for name, place in ids:
        if name in first:
            hint = f"the first is at {first[name]}: give this one another id"
            yield Diagnostic("duplicate-id", f"the id `{cut(name)}` is taken", place, hint)
        first.setdefault(name, place)


def _ambiguous_names(entries: LoadedEntries) -> Problems:
    """Yield each name by which two professions could be meant."""
    first: dict[str, str] = {}
    for item, profession in entries.valid(Profession):
        for name in profession.names:
            other = first.setdefault(folded(name), item.id)
            if other != item.id:
                place = item.source.at_word((), name)
                hint = "a name can belong to one profession only"
                yield Diagnostic("ambiguous-name", f"`{cut(name)}` is a name of `{other}` too", place, hint)


def _strings(data: Any, key_path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield each text in the data of an entry with its key path."""
    if isinstance(data, str):
        yield key_path, data
    for step, value in steps_below(data):
        yield from _strings(value, (*key_path, step))


def _references_named(item: LoadedEntry) -> Iterator[tuple[str, Location, bool]]:
    """Yield each reference that an entry cites, restates or leads to, where it does, and whether readers look for it.

    They do not look for what is only said to be a source.
    """
    for key_path, value in _strings(item.source.data):
        if item.kind != "labels" and key_path and key_path[-1] in {"reference", "read_more", "edition_of"}:
            yield value, item.at(*key_path), key_path[-1] != "reference"
        for cited in cited_in(value):
            yield cited, item.source.at_word(key_path, f"@{cited}"), True


def _references(entries: LoadedEntries) -> Problems:
    """Check each reference that is named, and that each is cited by a text or listed as further reading."""
    named = [each for item in entries.all for each in _references_named(item)]
    yield from _missing_file(entries, "references", [place for _, place, _ in named])
    known = entries.ids("references")
    for name, place, _ in named:
        yield from _check_known("reference", name, known, place)
    if entries.unread:
        return
    unlisted = {reference.id for _, reference in entries.valid(Reference) if not reference.listed}
    for name, place, is_looked_for in named:
        if is_looked_for and name in unlisted:
            hint = "leave out its `listed: false` in references.yml"
            yield Diagnostic(
                "unlisted-reference", f"readers look for `{name}` in the list, and it is not there", place, hint
            )
    names = {name for name, _, _ in named}
    for item, reference in entries.valid(Reference):
        if reference.id not in names and not reference.further_reading:
            message = f"no text cites `{item.id}`"
            hint = f"cite it as `[@{item.id}]`, or give it `further_reading: true`"
            yield Diagnostic("uncited-reference", message, item.at("id"), hint, severity=Severity.WARNING)


def _missing_file(entries: LoadedEntries, kind: str, places: Sequence[Location]) -> Problems:
    """Yield the first place that names an entry of a kind, if there is no file for it."""
    if kind in entries.absent and places:
        message = f"the content has no `{kind}.yml`, and this names an entry of it"
        yield Diagnostic("missing-file", message, places[0], f"write a file `{kind}.yml`, or take the name away")


def _almost_citations(entries: LoadedEntries) -> Problems:
    """Yield what was meant as a citation and would be printed as it stands."""
    hint = "write `[@id]`, or `[@one-id; @other-id]`: small letters, digits and hyphens"
    for item in entries.all:
        for key_path, value in _strings(item.source.data):
            for almost in ALMOST_CITATION.findall(CITATION.sub("", value)):
                place = item.source.at_word(key_path, almost.split()[0])
                message = f"`{cut(' '.join(almost.split()))}` can't be read as a citation"
                yield Diagnostic("bad-citation", message, place, hint)


def _framework_names(entries: LoadedEntries) -> Problems:
    """Check the ids in the framework's own file, and whether its colours can be read."""
    for item, framework in entries.valid(Framework):
        aspects = [(aspect, item.at("aspects", index)) for index, aspect in enumerate(framework.aspects)]
        for aspect, place in aspects:
            yield from _check_known("aspect", aspect, entries.ids("aspects"), place)
        yield from _duplicate_ids(aspects)
        yield from _check_known("profession", framework.general, entries.ids("professions"), item.at("general"))
        sections = {section.id for section in framework.introduction}
        for index, figure in enumerate(framework.figures):
            place = item.at("figures", index, "section")
            yield from _check_known("section of the introduction", figure.section, sections, place)
        if sum(section.portrait for section in framework.introduction) > 1:
            message = "two sections are to hold the profession's portrait"
            yield Diagnostic("two-portraits", message, item.at("introduction"))
        yield from _contrast(framework.colour, WHITE, item.at("colour"))
        yield from _contrast(framework.colour, framework.accent, item.at("accent"))


def _nothing_restated(entries: LoadedEntries) -> Problems:
    """Yield what a card's imprint says of the reference that the framework restates, where it restates none."""
    if entries.framework is None or entries.framework.edition_of:
        return
    for item, labels in entries.valid(Labels):
        for name in placeholders(labels.card_imprint):
            if name in OF_REPORT:
                place = item.source.at_word(("card_imprint",), f"{{{name}}}")
                what = f"`{{{name}}}` is of the reference that the framework restates"
                hint = "leave it out, or name the reference as `edition_of` in framework.yml"
                yield Diagnostic("nothing-restated", f"{what}, and framework.yml names none", place, hint)


def _contrast(colour: str, other: str, place: Location) -> Problems:
    if (ratio := contrast(colour, other)) < TEXT_CONTRAST:
        message = f"{colour} and {other} have a contrast of {ratio:.1f} : 1, and text needs {TEXT_CONTRAST} : 1"
        yield Diagnostic("low-contrast", message, place, "take a darker colour behind white or light words")


def _aspects(entries: LoadedEntries) -> Problems:
    """Check the ids in each aspect, and its colour."""
    references = {item.id: reference for item, reference in entries.valid(Reference)}
    professions = entries.ids("professions")
    for item, aspect in entries.valid(Aspect):
        if aspect.colour:
            yield from _contrast(aspect.colour, WHITE, item.at("colour"))
        for index, example in enumerate(aspect.examples):
            for nth, name in enumerate(example.professions):
                yield from _check_known("profession", name, professions, item.at("examples", index, "professions", nth))
        if (leads_to := references.get(aspect.read_more or "")) and leads_to.address is None:
            message = f"the reference `{aspect.read_more}` has no address for a QR code to lead to"
            yield Diagnostic("no-address", message, item.at("read_more"), "choose one that has an address")


def _aspects_of_framework(entries: LoadedEntries) -> Problems:
    """Check that the framework lists each aspect, and that each has all of its approaches."""
    if (framework := entries.framework) is None:
        return
    approaches = {approach.id for approach in framework.approaches}
    for item, aspect in entries.valid(Aspect):
        if item.id not in framework.aspects:
            hint = "add its id to `aspects` in framework.yml, where it belongs in the order"
            yield Diagnostic("unlisted-aspect", f"`{item.id}` is no aspect of the framework", item.at("id"), hint)
        for name in aspect.approaches:
            yield from _check_known("approach", name, approaches, item.at_key("approaches", name))
        for name in sorted(approaches - aspect.approaches.keys()):
            message = f"`approaches` says nothing on `{name}`"
            yield Diagnostic("missing-key", message, item.at_key("approaches"), f"add a part `{name}: …`")


def _professions(entries: LoadedEntries) -> Problems:
    """Check the ids in each profession, and that the general one leaves nothing out."""
    examples = {
        item.id: {name for name, _ in _ids_below(item, "examples")} or (set() if item.entry else None)
        for item in entries.of("aspects")
    }
    framework = entries.framework
    approaches = {approach.id for approach in framework.approaches} if framework else None
    named = [(item, profession.regulator) for item, profession in entries.valid(Profession) if profession.regulator]
    yield from _missing_file(entries, "regulators", [item.at("regulator") for item, _ in named])
    for item, regulator in named:
        yield from _check_known("regulator", regulator, entries.ids("regulators"), item.at("regulator"))
    yield from _likes(entries)
    for item, profession in entries.valid(Profession):
        for aspect, own in profession.aspects.items():
            yield from _check_known("aspect", aspect, entries.ids("aspects"), item.at_key("aspects", aspect))
            if own.example:
                place = item.at("aspects", aspect, "example")
                yield from _check_known("example of this aspect", own.example, examples.get(aspect), place)
            if own.strongest:
                place = item.at("aspects", aspect, "strongest")
                yield from _check_known("approach", own.strongest, approaches, place)
            for name in own.questions:
                yield from _check_known("approach", name, approaches, item.at_key("aspects", aspect, "questions", name))
        if framework and item.id == framework.general:
            yield from _missing_general_words(item, profession, framework)


def _likes(entries: LoadedEntries) -> Problems:
    """Check whom each profession is like: somebody that there is, in no circle, and the general one nobody."""
    items = {item.id: item for item, profession in entries.valid(Profession) if profession.like}
    likes = {item.id: profession.like for item, profession in entries.valid(Profession) if profession.like}
    general = entries.framework.general if entries.framework else None
    if general in likes:
        message = "the general edition is like no other: what others leave out is taken from it"
        yield Diagnostic(
            "general-like", message, items[general].at_key("like"), "take `like` out, and write all its words"
        )
        del likes[general]
    for name, other in likes.items():
        yield from _check_known("profession", other, entries.ids("professions"), items[name].at("like"))
    for name in likes:
        circle = [name]
        while (next_one := likes.get(circle[-1])) and next_one not in circle:
            circle.append(next_one)
        if next_one == name == min(circle):  # each circle is told once
            message = f"these are like each other in a circle: {' → '.join(f'`{each}`' for each in (*circle, name))}"
            hint = "take `like` out of one of them: what it leaves out is the general edition’s then"
            yield Diagnostic("circle", message, items[name].at("like"), hint)


def _sessions(entries: LoadedEntries) -> Problems:
    """Check the ids in a session, and that each plan has a tenth of its minutes to spare."""
    for item, session in entries.valid(GroupSession):
        activities = {activity.id for activity in session.activities}
        printed = {each.id for each in session.to_print}
        for index, activity in enumerate(session.activities):
            for nth, name in enumerate(activity.uses):
                place = item.at("activities", index, "uses", nth)
                yield from _check_known("thing to print", name, printed, place)
        yield from _sheets(item, session)
        for index, plan in enumerate(session.plans):
            for nth, step in enumerate(plan.steps):
                place = item.at("plans", index, "steps", nth, "activity")
                yield from _check_known("activity", step.activity, activities, place)
            taken, most = sum(step.minutes for step in plan.steps), plan.minutes * 9 // 10
            if taken > most:
                message = f"the activities of this plan take {taken} minutes, and {plan.minutes} have room for {most}"
                hint = f"take {taken - most} off them: a tenth of a plan is to spare, because groups are slower"
                yield Diagnostic("no-time", message, item.at("plans", index, "minutes"), hint)


def _sheets(item: LoadedEntry, session: GroupSession) -> Problems:
    """Check that each sheet of a session that is to be printed is there, and the other way round."""
    listed = {each.sheet: index for index, each in reversed([*enumerate(session.to_print)]) if each.sheet}
    for sheet in Sheet:
        is_there = sheet is Sheet.LEADER or getattr(session, sheet) is not None
        if sheet in listed and not is_there:
            message = f"this session has no `{sheet}` to print"
            hint = f"write a part `{sheet}:`, or take this out"
            yield Diagnostic("missing-key", message, item.at("to_print", listed[sheet], "sheet"), hint)
        if sheet is not Sheet.LEADER and is_there and sheet not in listed:
            message = f"`to_print` has no `{sheet}`, so it would not be printed"
            yield Diagnostic(
                "unlisted-sheet", message, item.at_key(sheet), f"add `sheet: {sheet}` there, or take this out"
            )


def _missing_general_words(item: LoadedEntry, general: Profession, framework: Framework) -> Problems:
    """Yield what the general profession leaves out, on which others fall back."""
    for aspect in framework.aspects:
        own = general.aspects.get(aspect, OwnWords())
        missing = [f"questions.{approach.id}" for approach in framework.approaches if approach.id not in own.questions]
        missing += [] if own.try_this_week else ["try_this_week"]
        for name in missing:
            message = f"`aspects.{aspect}.{name}` is missing from the general profession"
            place = item.at_key("aspects", aspect)
            yield Diagnostic("missing-key", message, place, "other professions fall back on it: write one")


def _check_known(kind: str, name: str, known: Set[str] | None, place: Location) -> Problems:
    """Yield a problem where a name is none of the known ones.

    Args:
        kind: What the name is of, as messages call it.
        name: The name.
        known: The known names; None where they could not be read.
        place: Where the name stands.

    """
    if known is not None and name not in known:
        message = f"there is no {kind} `{cut(name)}`"
        yield Diagnostic(f"unknown-{kind.split()[0]}", message, place, did_you_mean(name, known))
