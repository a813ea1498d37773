"""Parts of a web page in; out, the same with citations to lead back to, and from where each reference is cited."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

_HEADING_OR_CITATION = re.compile(
    r"<h(?P<level>[2-6])\b[^>]*>(?P<heading>.*?)</h(?P=level)>|"
    r'<a href="#ref-(?P<reference>[^"]+)" title="(?P<name>[^"]*)">(?P<number>\d+)</a>',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class CitingPlace:
    """Where a reference is cited: the id of the citation, the chapter that it is in, and the section of that."""

    id: str
    chapter: str
    section: str


@dataclass(frozen=True, slots=True)
class Cited:
    """Parts of a page whose citations have ids, and the first place of each reference in each section, by its id."""

    parts: tuple[Markup, ...]
    places: Mapping[str, tuple[CitingPlace, ...]]


def cited(*parts: str) -> Cited:
    """The parts of a page, in order, in; out, links both ways."""
    found: dict[str, list[CitingPlace]] = {}
    chapter = section = ""

    def mark(match: re.Match[str]) -> str:
        nonlocal chapter, section
        if match["level"]:
            words = Markup(match["heading"]).striptags()  # noqa: S704 (it is markup, and becomes text)
            chapter, section = (words, "") if match["level"] == "2" else (chapter, words)
            return match[0]
        reference, places = match["reference"], found.setdefault(match["reference"], [])
        if (chapter, section) in [(place.chapter, place.section) for place in places]:
            anchor = ""
        else:
            places.append(CitingPlace(f"cite-{reference}-{len(places) + 1}", chapter, section))
            anchor = f' id="{places[-1].id}"'
        name, number = match["name"], match["number"]
        return f'<a{anchor} href="#ref-{reference}" role="doc-noteref" aria-label="{name}">{number}</a>'

    marked = tuple(Markup(_HEADING_OR_CITATION.sub(mark, part)) for part in parts)  # noqa: S704 (it was markup)
    return Cited(marked, {reference: tuple(places) for reference, places in found.items()})
