"""Reads the markup of a text: a part of CommonMark.

What is printed: paragraphs, lists, boxes to tick, quotations, tables, pictures, emphasis, links, line breaks and
citations. All else stays as it was written, and is noted as an oddity: whoever writes `# Heading` means more by it than
characters.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, groupby
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from framework_pdf.content.markup import (
    Block,
    Cell,
    Citation,
    Emphasis,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Link,
    MarkedLine,
    MarkedText,
    Oddity,
    OddityKind,
    Paragraph,
    Picture,
    Quotation,
    Row,
    Table,
    Words,
    lines_of,
    runs_of,
)
from framework_pdf.content.markup_parser import parser
from framework_pdf.content.model.base import ADDRESS, cited_in
from framework_pdf.core.limits import MOST_LEVELS_OF_MARKUP

_CELLS = re.compile(r"(?<!\\)\|")
"""What parts the cells of a row."""
_LIST_MARK = re.compile(r"[•‣◦▪·–—]\s|[a-z]\)\s|\d{1,3}[.)]\s")
"""How a line begins that is an item of a list where somebody pasted it."""
_TABLE_ROW = re.compile(r"\|.+\|")
_LINK = re.compile(rf"{ADDRESS}|mailto:[^\s@<>?&]{{1,64}}@[A-Za-z0-9.-]{{1,250}}|tel:\+?[0-9][0-9().-]{{1,40}}")
"""Where links may lead."""
_FILE = re.compile(r"(?![A-Za-z][A-Za-z0-9+.-]*:|/|\\|%5C).+", re.DOTALL)
"""An address that is the path of a file: no scheme, no network, no root."""
_MARKS = re.compile(r"[\\`*_\[\]<>!#|~&]")
"""What has a meaning within a line, or might be taken to have one."""
_BLOCK_MARK = re.compile(r"\s*([-*+>|]|#{1,6})\s")
"""How a line begins that is a list, a quotation, a table or a heading."""
_LOOKS_LIKE = {
    OddityKind.FOOTNOTE: re.compile(r"\[\^[^\]\s]{1,40}\]"),
    OddityKind.NAMED_ADDRESS: re.compile(r"\[[^\[\]@]{1,60}\](?:: *https?:|\[[^\[\]@]{0,60}\])"),
    OddityKind.LINK_IN_LINK: re.compile(r"\]\((?:https?|mailto|tel):"),
    OddityKind.STRUCK_OUT: re.compile(r"~~(?=\S)"),
    OddityKind.ONE_MARK: re.compile(r"(?<![\w*])\*\*(?=\w)|(?<![\w_])__(?=[^\W_])"),
    OddityKind.ENTITY: re.compile(r"&(?:[A-Za-z]{2,10}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});"),
}
"""What the parser takes for words, and somebody meant otherwise."""


@lru_cache(maxsize=4096)  # an edition is composed many times, and all editions share most texts
def read_text(text: str) -> MarkedText:
    """Read a text of several paragraphs."""
    return _Reader().text(text)


@lru_cache(maxsize=4096)
def read_line(line: str) -> MarkedLine:
    """Read a line of words, in which there are no blocks."""
    return _Reader().line(line)


def plain_words(line: str) -> str:
    """Return what is read in a line of words: without marks, and without the addresses that links lead to."""
    return "".join(runs_of(read_line(line).content))


def words_in(text: str) -> int:
    """Return how many words a reader counts in a text; marks, addresses and citations are none."""
    return sum(len("".join(runs_of(line)).split()) for line in lines_of(read_text(text).blocks))


def escaped(words: str) -> str:
    """Return markup that is read as these words."""
    return _MARKS.sub(r"\\\g<0>", words)


def is_link(address: str) -> bool:
    """Return whether a link may lead to an address."""
    return _LINK.fullmatch(address) is not None


class _TooDeepError(Exception):
    """Lists and quotations stand in one another too deep."""


class _Reader:
    """Reads one text."""

    def __init__(self) -> None:
        self._oddities: list[Oddity] = []
        self._reached = 0
        """Where in the text the parser has come to."""

    def line(self, line: str) -> MarkedLine:
        """Return what a line says."""
        self._take(line.strip())
        if found := _BLOCK_MARK.match(self._text):
            self._note(OddityKind.BLOCK, found.group(1), 0)
        (inline,) = SyntaxTreeNode(parser().parseInline(self._text)).children
        return MarkedLine(self._inline(inline.children), tuple(self._oddities))

    def text(self, text: str) -> MarkedText:
        """Return what a text says."""
        self._take(text.strip())
        self._note_spaces()
        self._take("\n".join(line.rstrip() for line in self._lines))
        try:
            blocks = self._blocks(SyntaxTreeNode(parser().parse(self._text)).children, MOST_LEVELS_OF_MARKUP)
        except _TooDeepError:
            return MarkedText((), (), too_deep=True)
        return MarkedText(blocks, tuple(self._oddities))

    def _take(self, text: str) -> None:
        """Take a text, and note where its lines begin."""
        self._text, self._lines = text, text.split("\n")
        self._inked: list[int] | None = None
        """How many characters stand before each, white space not counted; None until it is asked for."""
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]

    def _blocks(self, nodes: Iterable[SyntaxTreeNode], levels: int) -> tuple[Block, ...]:
        """Return the blocks that nodes of the parser's tree are.

        Args:
            nodes: The nodes.
            levels: How many lists and quotations may stand in one another here.

        """
        return tuple(block for node in nodes for block in self._block(node, levels))

    def _block(self, node: SyntaxTreeNode, levels: int) -> Iterator[Block]:
        """Yield the block that a node is; what is not printed as what it is, as a paragraph of what was written."""
        self._reached = max(self._reached, self._start_of(node))
        match node.type:
            case "paragraph":
                parts = node.children[0].children
                self._note_pasted(node)
                is_picture = [part.type for part in parts] == ["image"] and _FILE.fullmatch(str(parts[0].attrs["src"]))
                yield self._picture(parts[0]) if is_picture else Paragraph(self._inline(parts))
            case "bullet_list" | "ordered_list":
                if not levels:
                    raise _TooDeepError
                yield from self._lists(node, levels - 1)
            case "blockquote":
                if not levels:
                    raise _TooDeepError
                yield Quotation(self._blocks(node.children, levels - 1))
            case "table":
                head, *body = node.children
                first = self._row(head.children[0])
                rows = (row for part in body for row in part.children)
                yield Table(first, tuple(self._row_below(row, len(first)) for row in rows))
            case "heading":
                yield from self._heading(node)
            case other:
                kind = {"hr": OddityKind.RULE, "fence": OddityKind.CODE, "html_block": OddityKind.HTML}[other]
                written = self._written(node)
                self._note(kind, written, self._start_of(node))
                yield Paragraph((Words(spaced(written)),))

    def _picture(self, node: SyntaxTreeNode) -> Picture:
        before = self._inked_before(self._find("!["))
        caption = read_line(str(node.attrs.get("title", ""))).content
        return Picture(unquote(str(node.attrs["src"])), spaced(node.content).strip(), caption, before)

    def _lists(self, node: SyntaxTreeNode, levels: int) -> Iterator[ItemList]:
        """Yield a list, or several where the numbers of one do not follow each other: each is printed as it is written.

        A list whose items are all number 1 is counted, as many write it.
        """
        paragraphs = [below for item in node.children for below in item.children if below.type == "paragraph"]
        close = all(paragraph.hidden for paragraph in paragraphs)
        items = tuple(self._item(item, levels) for item in node.children)
        if node.type == "bullet_list":
            yield ItemList(items, None, close)
            return
        numbers = [int(item.info) for item in node.children]
        numbers = list(range(1, len(numbers) + 1)) if set(numbers) == {1} else numbers
        for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
            places = [index for index, _ in group]
            yield ItemList(items[places[0] : places[-1] + 1], numbers[places[0]], close)

    def _item(self, node: SyntaxTreeNode, levels: int) -> Item:
        """Return an item of a list, without the mark of a box to tick."""
        match self._blocks(node.children, levels):
            case (Paragraph((Words(text), *rest)), *others) if text.startswith("[ ] "):
                return Item((Paragraph((Words(text[4:]), *rest)), *others), to_tick=True)
            case (Paragraph((Words(text), *_)), *_) as blocks if text.startswith(("[x] ", "[X] ")):
                self._note(OddityKind.TICKED, text[:3], self._start_of(node))
                return Item(blocks)
            case blocks:
                return Item(blocks)

    def _row(self, node: SyntaxTreeNode) -> Row:
        return tuple(
            Cell(
                self._inline(cell.children[0].children),
                str(cell.attrs.get("style", "text-align:left")).removeprefix("text-align:"),
            )
            for cell in node.children
        )

    def _row_below(self, node: SyntaxTreeNode, columns: int) -> Row:
        """Return a row of a table; what stands in more cells than the head has is a part of the last one."""
        line = self._written(node).strip()
        beyond = _CELLS.split(line.removeprefix("|").removesuffix("|"))[columns:]
        *before, last = self._row(node)
        words = "".join(f" | {each.strip()}" for each in beyond).rstrip(" |")
        if not words:
            return (*before, last)
        self._note(OddityKind.LONG_ROW, line, self._start_of(node))
        return (*before, Cell((*last.content, Words(words)), last.edge))

    def _heading(self, node: SyntaxTreeNode) -> Iterator[Paragraph]:
        """Yield the paragraph that a heading becomes; one with a line below it becomes that, too."""
        (content,) = node.children
        if "#" in node.markup:
            self._note(OddityKind.HEADING, f"{node.markup} {content.content}", self._find(node.markup))
            yield Paragraph((Words(f"{node.markup} "), *self._inline(content.children)))
            return
        yield Paragraph(self._inline(content.children))
        line = self._written(node).rsplit("\n", 1)[-1]
        self._note(OddityKind.HEADING, line, self._find(line))
        yield Paragraph((Words(line),))

    def _inline(self, nodes: Iterable[SyntaxTreeNode]) -> tuple[Inline, ...]:
        """Return what nodes within a line are, words that follow each other as one."""
        parts = (part for node in nodes for part in self._inline_part(node))
        joined: list[Inline] = []
        for are_words, group in groupby(parts, lambda part: isinstance(part, Words)):
            together = tuple(group)
            if are_words:
                joined.append(Words(spaced("".join(part.text for part in together if isinstance(part, Words)))))
            else:
                joined += together
        return tuple(joined)

    def _inline_part(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        """Yield what a node within a line is; what is not printed as what it is, as it was written."""
        match node.type:
            case "text":
                self._note_oddities_in(node.content)
                if node.content:
                    yield Words(spaced(node.content))
            case "text_special":
                yield Words(node.content)
            case "softbreak":
                yield Words(" ")
            case "hardbreak":
                yield LineBreak.HERE
            case "citation":
                yield Citation(tuple(cited_in(node.content)))
            case "em" | "strong":
                yield Emphasis(self._inline(node.children), strong=node.type == "strong")
            case "link":
                yield from self._link(node)
            case _:
                yield self._as_written(node)

    def _as_written(self, node: SyntaxTreeNode) -> Words:
        """Return what is not printed as what it is, as it was written, and note it."""
        match node.type:
            case "image":
                kind, written, begins = OddityKind.PICTURE, f"![{node.content}]({node.attrs['src']})", "!["
            case "code_inline":
                kind, written, begins = OddityKind.CODE, f"{node.markup}{node.content}{node.markup}", node.markup
            case _:
                kind, written, begins = OddityKind.HTML, node.content, node.content.split("\n")[0]
        self._note(kind, written, self._find(begins))
        return Words(spaced(written))

    def _link(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        address = str(node.attrs["href"])
        holds_link = any(below.type in {"citation", "link"} for child in node.children for below in child.walk())
        if is_link(address) and not holds_link:
            yield Link(self._inline(node.children), address)
            return
        before, after = ("<", ">") if node.info == "auto" else ("[", f"]({address})")
        kind = OddityKind.LINK_IN_LINK if holds_link else OddityKind.ADDRESS
        self._note(kind, f"{before}…{after}", self._find(before))
        yield from (Words(before), *self._inline(node.children), Words(after))

    def _note_pasted(self, node: SyntaxTreeNode) -> None:
        """Note a list or a table with marks of other programs, whose lines become one paragraph."""
        lines = [line.strip() for line in self._written(node).split("\n")]
        for kind, mark in ((OddityKind.LIST, _LIST_MARK), (OddityKind.TABLE, _TABLE_ROW)):
            marked = [line for line in lines if mark.match(line)]
            # A single line may be what it says: a dash before what somebody says, a year at the beginning.
            if len(marked) > 1 or (marked and marked[0] is not lines[0] and kind is OddityKind.LIST):
                self._note(kind, marked[0], self._start_of(node) + self._written(node).find(marked[0]))

    def _note_spaces(self) -> None:
        """Note each line that ends with spaces and goes on in the next, which CommonMark would break there."""
        for start, line, following in zip(self._starts, self._lines, self._lines[1:], strict=False):
            if line.endswith("  ") and line.strip() and following.strip():
                last = line.split()[-1]
                self._note(OddityKind.SPACES, last, start + len(line.rstrip()) - 1)

    def _note_oddities_in(self, words: str) -> None:
        """Note what in words looks like markup; the parser has found none in them."""
        start = self._find(words)
        found = (
            (match.start(), kind, match.group()) for kind, like in _LOOKS_LIKE.items() for match in like.finditer(words)
        )
        for offset, kind, shown in sorted(found, key=lambda each: each[0]):
            self._note(kind, shown, start + offset)

    def _find(self, written: str) -> int:
        """Return where something stands in the text, which is after all that was found before, and go on from there."""
        start = max(self._text.find(written, self._reached), self._reached)
        self._reached = start + len(written)
        return start

    def _note(self, kind: OddityKind, shown: str, start: int) -> None:
        self._oddities.append(Oddity(kind, " ".join(shown.split()), self._inked_before(start)))

    def _inked_before(self, start: int) -> int:
        """Return how many characters stand before a place in the text, white space not counted."""
        if self._inked is None:
            self._inked = [0, *accumulate(not character.isspace() for character in self._text)]
        return self._inked[start]

    def _start_of(self, node: SyntaxTreeNode) -> int:
        """Return where in the text the first line of a node begins."""
        return self._starts[node.map[0]] if node.map else 0

    def _written(self, node: SyntaxTreeNode) -> str:
        """Return the lines of a node as they were written."""
        first, end = node.map or (0, 0)
        return "\n".join(line.lstrip(" >") for line in self._lines[first:end])


def spaced(words: str) -> str:
    """Return words with single spaces, at the ends too."""
    return re.sub(r"\s+", " ", words)
