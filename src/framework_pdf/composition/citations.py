"""Parts of a web page in; out, the same with a name for every citation, and from where each reference is cited."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from framework_pdf.composition.filters import fill

_HEADING_OR_CITATION = re.compile(
    r'<h(?P<level>[2-6])\b[^>]*>(?P<heading>.*?)</h(?P=level)>|<a href="#ref-(?P<reference>[^"]+)">(?P<number>\d+)</a>',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reference is cited: the id of the citation, the chapter that it is in, and the section of that."""

    id: str
    chapter: str
    section: str


@dataclass(frozen=True, slots=True)
class Cited:
    """Parts of a page whose citations have ids, and the first place of each reference in each section, by its id."""

    parts: tuple[Markup, ...]
    places: Mapping[str, tuple[Place, ...]]


def cited(label: str, *parts: str) -> Cited:
    """A label for citations (`Reference {number}`) and the parts of a page, in order, in; out, links both ways."""
    found: dict[str, list[Place]] = {}
    chapter = section = ""

    def mark(match: re.Match[str]) -> str:
        nonlocal chapter, section
        if match["level"]:
            words = Markup(match["heading"]).striptags()  # noqa: S704 (it is markup, and becomes text)
            chapter, section = (words, "") if match["level"] == "2" else (chapter, words)
            return match[0]
        reference, places = match["reference"], found.setdefault(match["reference"], [])
        if (chapter, section) in [(place.chapter, place.section) for place in places]:
            name = ""
        else:
            places.append(Place(f"cite-{reference}-{len(places) + 1}", chapter, section))
            name = f' id="{places[-1].id}"'
        return Markup('<a{} href="#ref-{}" role="doc-noteref" aria-label="{}">{}</a>').format(
            Markup(name),  # noqa: S704 (made of ids, which are letters, digits and hyphens)
            reference,
            fill(label, number=match["number"]),
            match["number"],
        )

    marked = tuple(Markup(_HEADING_OR_CITATION.sub(mark, part)) for part in parts)  # noqa: S704 (it was markup)
    return Cited(marked, {reference: tuple(places) for reference, places in found.items()})
