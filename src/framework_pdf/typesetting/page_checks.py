"""Checks what readers who can't see a page, or see little, would miss, by rule and clause."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from framework_pdf.core.colour import WHITE, contrast, least_contrast, of_channels, said_contrast
from framework_pdf.core.diagnostics import Diagnostic, Location, Severity, cut
from framework_pdf.core.text_search import first_place, only_place, place_of_words
from framework_pdf.core.units import mm_to_pt
from framework_pdf.typesetting.boxes import PT_PER_PX, SMALL, STANDING, SVG, Element, page_box, reach_of, words_of
from framework_pdf.typesetting.broken_words import broken_words
from framework_pdf.typesetting.collisions import TOUCH, Collision, collisions, near_edges
from framework_pdf.typesetting.form_fields import faults_of_fields
from framework_pdf.typesetting.fullness import MAY_BE_SHORT, short_pages
from framework_pdf.typesetting.grounds import PaintedPage, ShortGround, covered_words, ruled_words, short_grounds
from framework_pdf.typesetting.overruns import MEANT_FOR_ONE, ONE_PAGE, overruns
from framework_pdf.typesetting.wide_tables import WideTable, elements_of

LINKS = {"a", "area", f"{SVG}a"}
"""The elements that lead somewhere, by `href` or, in drawings, by the one of XLink."""
XLINK = "{http://www.w3.org/1999/xlink}href"
SCHEMES = {"http", "https", "mailto", "tel"}
"""Where links may lead."""
CONTROLS = "".join(map(chr, range(0x21)))
"""Control characters and the space: before an address browsers pass over them."""
_ROOM = "shorten what stands there, or give it more room in its template"
_LESS_HIGH = "shorten those words, choose another `cover` in the kit’s `design`, or take a logo that is less high"
HEADINGS = {f"h{level}": level for level in range(1, 7)}
Problems = Iterator[Diagnostic]


class PageChecker:
    """Reads what the typesetter has laid out."""

    def __init__(self, folders: Sequence[Path], pictures: Mapping[str, Location]) -> None:
        """Look for the places of problems in the files of these folders, and take those of a kit's pictures."""
        self._folders = folders
        self._places_of_pictures = pictures

    def read(self, html: Element, pages: Sequence[Any]) -> tuple[Diagnostic, ...]:
        """Return what is wrong with an HTML document and its pages, each thing once."""
        checks = (self._document, self._headings, self._pictures, self._links)
        found = [problem for check in checks for problem in check(html)]
        found += (*self._schemes(html, pages), *self._fields(pages), *self._contrast(pages), *self._long_texts(pages))
        return tuple(dict.fromkeys(found))

    def has_room(self, pages: Sequence[Any], painted: Sequence[PaintedPage]) -> bool:
        """Return whether words keep off drawings and stay on their grounds, and no word of a title is broken."""
        return not any((*covered_words(painted), *self._off_their_grounds(pages), *broken_words(pages)))

    def room(self, pages: Sequence[Any], painted: Sequence[PaintedPage], wide: Sequence[WideTable] = ()) -> Problems:
        """Yield what has no room on laid-out pages: of each page the first words, and those over each picture.

        Args:
            pages: All pages.
            painted: The same, with what is painted on them, but for tables that are too wide.
            wide: Those.

        """
        for table in wide:
            words = f"the table with “{cut(table.rows[0])}”" if table.rows else "a table"
            message = f"{words} is {math.ceil(table.beyond)} mm wider than its column, on page {table.page}"
            yield Diagnostic("no-room", message, self._place_of_words(*table.rows), table.way_out)
        told = elements_of(wide)
        first: dict[tuple[int, str | None], Collision] = {}
        for each in (*collisions(pages, told), *covered_words(painted)):
            over = each.other if each.is_picture or each.other is None else ""
            first.setdefault((each.page, over), each)
        alike: dict[tuple[str, str | None], list[Collision]] = {}
        for each in first.values():
            alike.setdefault((each.words, each.picture), []).append(each)
        for each, *others in alike.values():
            more = f" and {len(others)} more" if others else ""
            if place := self._places_of_pictures.get(each.picture or ""):
                message = f"this picture or its clear space lies over “{cut(each.words)}”, on page {each.page}{more}"
                yield Diagnostic("no-room", message, place, _LESS_HIGH)
            else:
                message = f"“{cut(each.words)}” {each.lies}, on page {each.page}{more}"
                yield Diagnostic("no-room", message, self._place_of_words(*each.texts), _ROOM)
        yield from self._off_their_grounds(pages, told)
        for overrun in overruns(pages, ONE_PAGE):
            message = f"the page with “{cut(overrun.longest)}” needs more room than a page has"
            hint = f"{overrun.cut}, or give them more room in their template" if overrun.cut else _ROOM
            yield Diagnostic("no-room", message, self._place_of_words(*overrun.texts), hint)

    def paint(self, pages: Sequence[PaintedPage]) -> Problems:
        """Yield lines through words, grounds that end before the edges that they reach for, and half empty pages."""
        for page, words in ruled_words(pages):
            message = f"a line runs through “{cut(words)}”, on page {page}"
            hint = "give the words a ground in their style sheet, or begin the lines below them"
            yield Diagnostic("ruled-words", message, self._place_of_words(words), hint)
        first: dict[str, ShortGround] = {}
        for ground in short_grounds(pages):
            name = ground.element.get("class") or ground.element.tag if ground.element is not None else "page"
            first.setdefault(name, ground)
        for name, ground in first.items():
            message = f"the ground of `{name}` ends {ground.strip:.1f} mm before an edge, on page {ground.page}"
            hint = "let it go on over the whole margin of its page, in its style sheet"
            yield Diagnostic("short-ground", message, first_place(f".{name.split()[0]}", self._folders), hint)
        for short in short_pages(pages):
            message = f"page {short.number}, which begins with “{cut(short.words)}”, is {short.share:.0%} full"
            hint = f"add to it, or write `{MAY_BE_SHORT}` where its part begins in the template"
            place = self._place_of_words(short.words)
            yield Diagnostic("short-page", message, place, hint, severity=Severity.WARNING)

    def safe_area(self, pages: Sequence[Any], safe: float) -> Problems:
        """Yield what is nearer to the trim than `safe`, in mm, once a page."""
        first = {each.page: each.words for each in reversed([*near_edges(pages, mm_to_pt(safe) / PT_PER_PX)])}
        for page, words in sorted(first.items()):
            message = f"“{cut(words)}” stands nearer than {safe:g} mm to the edge that is cut, on page {page}"
            yield Diagnostic("unsafe-area", message, self._place_of_words(words), "move it inwards in its template")

    def _document(self, html: Element) -> Problems:
        """Check the language (WCAG 2.2, 3.1.1; ISO 14289-1, 7.2) and the title (WCAG 2.2, 2.4.2; ISO 14289-1, 7.1)."""
        if not html.get("lang"):
            hint = 'begin the page with `<html lang="{{ framework.language }}">`'
            yield Diagnostic("no-language", "the document does not say its language", self._place("<html"), hint)
        if not words_of(next(html.iter("title"), None)):
            yield Diagnostic("no-title", "the document has no title", self._place("<title", "<head"), "write a <title>")

    def _headings(self, html: Element) -> Problems:
        """Check levels without a gap (WCAG 2.2, 1.3.1; ISO 14289-1, 7.4.2)."""
        before = 0
        for element in filter(lambda each: each.tag in HEADINGS, html.iter()):
            level, words = HEADINGS[element.tag], words_of(element)
            if level > before + 1:
                after = f"after one of level {before}" if before else "and is the first"
                message = f"the heading “{words}” has level {level} {after}"
                place = self._place_of_words(words) or only_place(f"<{element.tag}", self._folders)
                yield Diagnostic("heading-level", message, place, f"make it an h{before + 1} in its template")
            before = level

    def _pictures(self, html: Element) -> Problems:
        """Check words for what a picture shows (WCAG 2.2, 1.1.1; ISO 14289-1, 7.3)."""
        for picture in html.iter("img"):
            if not (picture.get("alt") or "").strip():
                name = picture.get("src", "")
                place = self._place(name) or only_place("<img", self._folders)
                hint = "say in its `alt` what it shows; what only decorates belongs in a style sheet"
                yield Diagnostic("no-alternative", f"the picture `{name}` has no words", place, hint)
        for picture in html.iter(f"{SVG}svg"):
            if not words_of(picture.find(f"{SVG}title")):
                name = picture.get("class") or "svg"
                place = self._place(f'class="{name}"') or only_place("<svg", self._folders)
                hint = "give it a <title> that says what it shows"
                yield Diagnostic("no-alternative", f"the drawing `{name}` has no words", place, hint)

    def _links(self, html: Element) -> Problems:
        """Check words for where a link leads (WCAG 2.2, 2.4.4; ISO 14289-1, 7.18.5)."""
        for link in html.iter("a"):
            target = link.get("href")
            if target and not words_of(link):
                yield Diagnostic("empty-link", f"the link to `{target}` has no words", self._place(target))

    def _schemes(self, html: Element, pages: Sequence[Any]) -> Problems:
        """Check that links lead to the web, to mail or to a telephone: others run something, or open a reader's files.

        A relative link starts from the address of a web page. A PDF has none: it would name a folder of this machine.
        """
        for target in dict.fromkeys(_targets(html)):
            scheme = _scheme(target)
            if scheme not in SCHEMES and (scheme or pages):
                message = f"the link to `{cut(target)}` leads neither to the web, nor to mail or a telephone"
                hint = "write a whole address, such as `https://example.org/page`"
                yield Diagnostic("bad-link", message, self._place(target), hint)

    def _fields(self, pages: Sequence[Any]) -> Problems:
        """Check that fields are to be written in, and say what they ask for (ISO 14289-1, 7.18.1)."""
        for field, fault, hint in faults_of_fields(pages):
            place = self._place(f'name="{field.get("name")}"', f"<{field.tag} ")
            yield Diagnostic("bad-field", fault, place, hint)

    def _contrast(self, pages: Sequence[Any]) -> Problems:
        """Check text against its ground (WCAG 2.2, 1.4.3)."""
        for low in _low_contrasts(pages):
            if not low.is_off_its_ground:
                colours = (each for each in (low.colour, low.behind) if each != WHITE)
                place = self._place(*colours) or self._place_of_words(low.words)
                hint = "take a darker or a lighter colour for one of them"
                yield Diagnostic("low-contrast", f"words in {low.said}", place, hint)

    def _long_texts(self, pages: Sequence[Any]) -> Problems:
        """Check what should have one page. It has room on the next one: that is a warning."""
        for overrun in overruns(pages, MEANT_FOR_ONE):
            message = f"“{cut(overrun.longest)}” is too long for page {overrun.page}, and goes on on the next"
            place = self._place_of_words(*overrun.texts)
            hint = overrun.cut or "take the picture out of it, or make it less high"
            yield Diagnostic("text-too-long", message, place, hint, severity=Severity.WARNING)

    def _off_their_grounds(self, pages: Sequence[Any], told: Set[Element] = frozenset()) -> Problems:
        """Check text that runs out of its ground against what lies there: with more room, it would not."""
        for low in _low_contrasts(pages, told):
            if low.is_off_its_ground:
                message = f"“{cut(low.words)}” runs out of its ground, on page {low.page}: words in {low.said}"
                yield Diagnostic("low-contrast", message, self._place_of_words(low.text, low.words), _ROOM)

    def _place_of_words(self, *texts: str) -> Location | None:
        """Find the place of the first of these texts that is surely in a file."""
        return next(filter(None, (place_of_words(text, self._folders) for text in texts)), None)

    def _place(self, *words: str) -> Location | None:
        """Find the place of the first of these words that is in a file, as a value of its own if it is one."""
        for word in words:
            if value := first_place(f": {word}", self._folders):
                return replace(value, column=(value.column or 0) + 2)
            if place := first_place(word, self._folders):
                return place
        return None


def _targets(html: Element) -> Iterator[str]:
    """Yield what each link of a page leads to, as it is written, but for places of the page itself."""
    for element in filter(lambda each: each.tag in LINKS, html.iter()):
        target = element.get("href") or element.get(XLINK) or ""
        if target and not target.startswith("#") and "attachment" not in element.get("rel", ""):
            yield target


def _scheme(address: str) -> str:
    """Return the scheme of an address in small letters, as browsers read it (WHATWG URL, 4.4); empty if it has none."""
    begun = re.match(r"[a-z][a-z0-9+.-]*(?=:)", re.sub(r"[\t\n\r]", "", address).lstrip(CONTROLS), re.IGNORECASE)
    return begun[0].lower() if begun else ""


@dataclass(frozen=True, slots=True)
class _LowContrast:
    """Words that stand out too little from what is behind them."""

    page: int
    words: str
    text: str
    """All words of the element that they are in."""
    colour: str
    behind: str
    needed: float
    is_off_its_ground: bool
    """Whether what is behind them is not their own ground, which ends within them or before."""

    @property
    def said(self) -> str:
        """The colours, the contrast and what it should be, in words."""
        ratio = said_contrast(contrast(self.colour, self.behind))
        return f"{self.colour} on {self.behind} have a contrast of {ratio} : 1, and need {self.needed} : 1"


def _low_contrasts(pages: Sequence[Any], told: Set[Element] = frozenset()) -> Iterator[_LowContrast]:
    """Yield the first words in each colour on each other that need more contrast, but for those of some elements."""
    seen: set[tuple[str, str, float, bool]] = set()
    for number, page in enumerate(pages, 1):
        for text, behind, is_off in _texts(page_box(page), ((WHITE, None),)):
            needed = least_contrast(text.style["font_size"] * PT_PER_PX, text.style["font_weight"])
            colour, words = _hex(text.style["color"]), text.text.strip()
            is_told = text.element in told
            if colour and behind and words and not is_told and (key := (colour, behind, needed, is_off)) not in seen:
                seen.add(key)
                if contrast(colour, behind) < needed:
                    yield _LowContrast(number, words, words_of(text.element), *key)


def _texts(box: Any, grounds: tuple[tuple[str | None, Any], ...]) -> Iterator[tuple[Any, str | None, bool]]:
    """Yield each text in a laid-out box with each colour behind it, and whether its own ground ends within it.

    A colour that is not told in sRGB is None.

    Args:
        grounds: The colours behind the box, the last on top, each with its box; no box is the whole page.

    """
    colour = box.style["background_color"]
    if colour is not None and colour.alpha == 1:
        grounds = (*grounds, (_hex(colour), box))
    if hasattr(box, "text"):
        for number, (behind, ground) in enumerate(reversed(grounds)):
            yield box, behind, number > 0
            if ground is None or _is_within(box, ground):
                break
    for child in getattr(box, "children", ()):
        yield from _texts(getattr(child, "_box", child), grounds)


def _is_within(text: Any, ground: Any) -> bool:
    """Return whether small letters of a text lie within a box that is behind it."""
    if not hasattr(ground, "border_width"):
        return True
    left, top = ground.border_box_x() - TOUCH, ground.border_box_y() - TOUCH
    right, bottom = left + ground.border_width() + 2 * TOUCH, top + ground.border_height() + 2 * TOUCH
    upper, lower = reach_of(text, SMALL, STANDING)
    across = text.position_x >= left and text.position_x + text.width <= right
    return bool(across and upper >= top and lower <= bottom)


def _hex(colour: Any) -> str | None:
    """Return a colour of the typesetter as CSS writes it: `#17252a`; None where it is not told in sRGB."""
    with suppress(NotImplementedError):
        return of_channels(*(channel * 255 for channel in colour.to("srgb").coordinates))
    return None
