"""What the markup of texts says, as values that hold no markup any more. `markup_reader.py` reads them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import count, repeat


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they are read, with single spaces between them."""

    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """References that are cited together, by their ids."""

    references: tuple[str, ...]


class LineBreak(Enum):
    """The end of a line that is to stay where it is."""

    HERE = "\n"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What is stressed."""

    content: tuple["Inline", ...]
    strong: bool
    """Whether it was written with two marks at each side."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address."""

    content: tuple["Inline", ...]
    address: str


Inline = Words | Citation | LineBreak | Emphasis | Link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list."""

    blocks: tuple["Block", ...]
    to_tick: bool = False
    """Whether it begins with a box to tick."""


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list."""

    items: tuple[Item, ...]
    first: int | None
    """The number of the first item; None: the items have no numbers."""
    close: bool
    """Whether no empty lines stand between its items."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of others, set apart."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, and the edge at which its words stand: `left`, `center` or `right`."""

    content: tuple[Inline, ...]
    edge: str = "left"


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table, each column with a heading."""

    head: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the content folder, in a paragraph of its own."""

    name: str
    """Its path below the folder, as it was written."""
    words: str
    """What it shows, for those who don't see it."""
    caption: tuple[Inline, ...]
    """What stands below it, if anything."""
    before: int
    """How many characters of the text stand before it, white space not counted."""


Block = Paragraph | ItemList | Quotation | Table | Picture


class OddityKind(Enum):
    """What looks like markup and is printed as it is written: what it looks like, and what to do."""

    HEADING = "a heading", "write `**the words**` on a line of their own, or make a section of it; `\\#` is a mere #"
    RULE = "a rule", "take it away: an empty line parts paragraphs"
    CODE = "code", "take the backticks away: all is set in one typeface; `\\`` is a mere backtick"
    HTML = "HTML", "take the tag away, or write `*emphasis*`, `**strong**` or `[words](https://…)`; `\\<` is a mere <"
    ENTITY = "HTML", "write the character itself; `\\&` is a mere &"
    FOOTNOTE = "a footnote", "cite a reference, as `[@id]`, or put the note in brackets; `\\[` is a mere bracket"
    NAMED_ADDRESS = "a link with its address elsewhere", "write `[words](https://…)`; `\\[` is a mere bracket"
    ADDRESS = "a link", "write `[words](https://…)`, whole; `mailto:` and `tel:` will do too; `\\[` is a mere bracket"
    LINK_IN_LINK = "a link around another one", "put the citation, or the other link, behind it"
    PICTURE = (
        "a picture",
        "write `![what it shows](pictures/name.png)` between empty lines of a text with paragraphs; the file lies in "
        "the content’s folder; `\\!` is a mere exclamation mark",
    )
    STRUCK_OUT = "words struck out", "take away what holds no longer; `\\~` is a mere ~"
    ONE_MARK = "strong words", "write two stars at both ends, with no space inside them; `\\*` is a mere star"
    TICKED = "a ticked box", "write `[ ]`, which readers tick; `\\[` is a mere bracket"
    SPACES = "a line break", "put a backslash at the end of the line, or take the spaces there away"
    LIST = "a list", "begin each line with `- ` or `1. `, below an empty line"
    TABLE = "a table", "write `|---|---|` below its first line, with as many parts as that has, below an empty line"
    LONG_ROW = (
        "a row longer than its table’s head",
        "give the head as many, or take a `|` away; `\\|` is a mere |",
    )
    BLOCK = "a list, a quotation, a table or a heading", "take the mark away: here stand words on one line"

    def __init__(self, looks_like: str, hint: str) -> None:
        self.looks_like = looks_like
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something in a text that looks like markup and is none here."""

    kind: OddityKind
    shown: str
    """Its first characters."""
    before: int
    """How many characters of the text stand before it, white space not counted: the same however lines are broken."""


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line of words that was read: its parts, and what in it looks like markup and is none here."""

    content: tuple[Inline, ...]
    oddities: tuple[Oddity, ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text that was read: its blocks, and what in it looks like markup and is none here."""

    blocks: tuple[Block, ...]
    oddities: tuple[Oddity, ...]
    too_deep: bool = False
    """Whether lists and quotations stand in each other so deep that the rest was not read."""


def lines_of(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    """Yield what stands in each paragraph, each cell and each caption, wherever in other blocks."""
    for block in blocks:
        match block:
            case Paragraph(content):
                yield content
            case Quotation(within):
                yield from lines_of(within)
            case ItemList(items):
                yield from (line for item in items for line in lines_of(item.blocks))
            case Table(head, rows):
                yield from (cell.content for row in (head, *rows) for cell in row)
            case Picture():
                yield block.caption


def pictures_in(blocks: Iterable[Block]) -> Iterator[Picture]:
    """Yield the pictures among blocks, wherever in other blocks."""
    for block in blocks:
        match block:
            case Picture():
                yield block
            case Quotation(within):
                yield from pictures_in(within)
            case ItemList(items):
                yield from (picture for item in items for picture in pictures_in(item.blocks))


def runs_of(line: Iterable[Inline]) -> Iterator[str]:
    """Yield the words of a line, in the pieces in which marks part them."""
    for part in line:
        match part:
            case Words(text):
                yield text
            case Emphasis(content) | Link(content):
                yield from runs_of(content)
            case LineBreak():
                yield " "


def markdown_of(blocks: Iterable[Block], indent: str = "") -> str:
    """Return blocks as Markdown for people to compare: the same however lines were broken.

    Args:
        blocks: The blocks.
        indent: What stands before each line after the first.

    """
    return "\n\n".join(_block_in_markdown(block, indent) for block in blocks)


def _block_in_markdown(block: Block, indent: str) -> str:
    match block:
        case Paragraph(content):
            return _line_in_markdown(content).replace("\n", f"\n{indent}")
        case Quotation(blocks):
            return "> " + markdown_of(blocks, f"{indent}> ").replace("\n\n", f"\n{indent}>\n{indent}> ")
        case ItemList(items, first):
            marks = (f"{number}. " for number in count(first)) if first is not None else repeat("- ")
            written = (_item_in_markdown(item, mark, indent) for item, mark in zip(items, marks, strict=False))
            return f"\n{indent}".join(written)
        case Table(head, rows):
            cells = ((_line_in_markdown(cell.content) for cell in row) for row in (head, *rows))
            return f"\n{indent}".join(f"| {' | '.join(row)} |" for row in cells)
        case Picture():
            caption = f' "{_line_in_markdown(block.caption)}"' if block.caption else ""
            return f"![{block.words}]({block.name}{caption})"


def _item_in_markdown(item: Item, mark: str, indent: str) -> str:
    within = indent + " " * len(mark)
    blocks = (_block_in_markdown(block, within) for block in item.blocks)
    return mark + ("[ ] " if item.to_tick else "") + f"\n{within}".join(blocks)


def _line_in_markdown(parts: Iterable[Inline]) -> str:
    return "".join(map(_part_in_markdown, parts)).strip()


def _part_in_markdown(part: Inline) -> str:
    match part:
        case Words(text):
            return text
        case Citation(references):
            return f"[{'; '.join(f'@{name}' for name in references)}]"
        case Emphasis(content, strong):
            mark = "**" if strong else "*"
            return f"{mark}{_line_in_markdown(content)}{mark}"
        case Link(content, address):
            return f"[{_line_in_markdown(content)}]({address})"
        case LineBreak():
            return "\\\n"
