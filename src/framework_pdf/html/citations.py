"""Links citations of a web page and its references both ways: each reference lists the places that cite it."""

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
    """A place where a reference is cited: the id of the citation, and the headings of its chapter and section."""

    id: str
    chapter: str
    section: str


@dataclass(frozen=True, slots=True)
class Cited:
    """The parts of a page with ids for citations, and for each reference's id its first citation in each section."""

    parts: tuple[Markup, ...]
    places: Mapping[str, tuple[CitingPlace, ...]]


def cited(*parts: str) -> Cited:
    """Give the first citation of each reference in each section an id, to which the reference can link.

    Args:
        parts: HTML of the parts of a page, in order.

    """
    citing_places: dict[str, list[CitingPlace]] = {}
    chapter = section = ""

    def mark(match: re.Match[str]) -> str:
        nonlocal chapter, section
        if match["level"]:
            words = Markup(match["heading"]).striptags()  # noqa: S704 (it is markup, and becomes text)
            chapter, section = (words, "") if match["level"] == "2" else (chapter, words)
            return match[0]
        reference, places = match["reference"], citing_places.setdefault(match["reference"], [])
        if (chapter, section) in [(place.chapter, place.section) for place in places]:
            anchor = ""
        else:
            places.append(CitingPlace(f"cite-{reference}-{len(places) + 1}", chapter, section))
            anchor = f' id="{places[-1].id}"'
        name, number = match["name"], match["number"]
        return f'<a{anchor} href="#ref-{reference}" role="doc-noteref" aria-label="{name}">{number}</a>'

    marked = tuple(Markup(_HEADING_OR_CITATION.sub(mark, part)) for part in parts)  # noqa: S704 (it was markup)
    return Cited(marked, {reference: tuple(places) for reference, places in citing_places.items()})
