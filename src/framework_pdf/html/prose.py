"""Writes texts of the content as HTML: the only way from their markup to that of a page.

What is written here is made of what `content/markup_reader.py` reads, so no tag, style or script of a text gets in.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import zip_longest
from types import MappingProxyType

from markupsafe import Markup, escape

from framework_pdf.content.markup import (
    Block,
    Citation,
    Emphasis,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Link,
    Paragraph,
    Picture,
    Quotation,
    Row,
    Table,
    Words,
    runs_of,
)
from framework_pdf.content.markup_reader import read_line, read_text, spaced
from framework_pdf.content.model.labels import Labels
from framework_pdf.html.filters import breakable, fill, kept_together, spoken, unbroken
from framework_pdf.html.text_pictures import TextPictures, width_of

NO_PICTURES: TextPictures = MappingProxyType({})


def prose(
    text: str, numbers: Mapping[str, int], labels: Labels, pictures: TextPictures = NO_PICTURES, ending: str = ""
) -> Markup:
    """Return the blocks of a text, with citations as links to references by their printed numbers.

    Args:
        text: The text, with its markup.
        numbers: The printed number of each reference, by its id.
        labels: The labels.
        pictures: The pictures that texts name.
        ending: Words without markup that end the text: in its last paragraph, or in one of their own.

    """
    blocks = read_text(text).blocks
    if ending:
        blocks = _ended(blocks, ending)
    return _Writer(partial(_citation, numbers, labels), pictures).blocks(blocks)


def sentence(line: str, *, kept: bool = True, in_column: bool = False) -> Markup:
    """Return a line of words with its emphasis and links.

    Args:
        line: The line, with its markup.
        kept: Whether its last two words are kept on one line, where they are short.
        in_column: Whether it stands in a narrow column: then very short words alone are kept.

    """
    return _Writer(in_column=in_column, kept=kept).inline(read_line(line).content)


def _ended(blocks: tuple[Block, ...], ending: str) -> tuple[Block, ...]:
    """Return blocks that end with some more words."""
    match blocks:
        case (*before, Paragraph((*content, Words(last)))):
            return (*before, Paragraph((*content, Words(spaced(f"{last} {ending}")))))
        case (*before, Paragraph(content)):
            return (*before, Paragraph((*content, Words(spaced(f" {ending}")))))
        case _:
            return (*blocks, Paragraph((Words(spaced(ending)),)))


def _numbered(first: int, count: int) -> Markup:
    """Return the attributes of a list with numbers: where it begins, and how many digits need room."""
    digits = len(str(first + count - 1))
    # WeasyPrint does not know `start`, and takes the counter's style for it.
    styles = [f"counter-reset: list-item {first - 1}"] * (first > 1) + [f"--digits: {digits}"] * (digits > 1)
    start = Markup(' start="{}"').format(first) if first > 1 else Markup("")
    return start + (Markup(' style="{}"').format("; ".join(styles)) if styles else Markup(""))


def _citation(numbers: Mapping[str, int], labels: Labels, references: Iterable[str]) -> Markup:
    """Return references as a list of links in brackets, by their printed numbers."""
    cited = sorted({(numbers[name], name) for name in references})
    links = Markup(", ").join(
        Markup('<a href="#ref-{}" title="{}">{}</a>').format(name, fill(labels.citation, {"number": number}), number)
        for number, name in cited
    )
    return Markup("\N{NO-BREAK SPACE}[{}]").format(links)


def _as_written(references: Iterable[str]) -> Markup:
    """Return a citation where there is no list of references."""
    return Markup("[{}]").format("; ".join(f"@{name}" for name in references))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes parts of texts."""

    cite: Callable[[Iterable[str]], Markup] = _as_written
    """Writes a citation."""
    pictures: TextPictures = field(default_factory=dict)
    in_column: bool = False
    kept: bool = True

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """Return blocks, one after the other."""
        return Markup("").join(map(self._block, blocks))

    def inline(self, parts: tuple[Inline, ...], *, is_last: bool = True) -> Markup:
        """Return what stands within a line.

        Args:
            parts: The parts.
            is_last: Whether nothing follows on the line.

        """
        return Markup("").join(
            self._part(part, before=after, is_last=is_last and after is None)
            for part, after in zip_longest(parts, parts[1:])
        )

    def _block(self, block: Block) -> Markup:
        match block:
            case Paragraph(content):
                return Markup("<p>{}</p>").format(self.inline(content))
            case Quotation(blocks):
                return Markup("<blockquote>{}</blockquote>").format(self.blocks(blocks))
            case ItemList(items, first):
                tag = "ul" if first is None else "ol"
                written = Markup("").join(self._item(item, close=block.close) for item in items)
                begin = Markup("") if first is None else _numbered(first, len(items))
                return Markup('<{0} class="listed"{1}>{2}</{0}>').format(tag, begin, written)
            case Table(head, rows):
                return self._table(head, rows)
            case Picture():
                return self._picture(block)

    def _table(self, head: Row, rows: tuple[Row, ...]) -> Markup:
        """Return a table in a box of its own, in which those who use a keyboard, too, reach what is too wide for it."""
        written = Markup("").join(self._row(row, Markup("td")) for row in rows)
        parts = (self._row(head, Markup("th"), Markup(' scope="col"')), written)
        table = Markup('<table class="ruled"><thead>{}</thead><tbody>{}</tbody></table>').format(*parts)
        name = next(filter(None, map(_words_of_row, (head, *rows))), "")
        region = Markup(' role="region" aria-label="{}"').format(name) if name else Markup("")
        return Markup('<div class="table" tabindex="0"{}>{}</div>').format(region, table)

    def _picture(self, picture: Picture) -> Markup:
        file = self.pictures[picture.name]
        caption = Markup('<p class="caption">{}</p>').format(self.inline(picture.caption))
        return Markup('<div class="picture"><img src="{}" alt="{}" style="--width: {}">{}</div>').format(
            file.src, picture.words, width_of(file), caption if picture.caption else Markup("")
        )

    def _item(self, item: Item, *, close: bool) -> Markup:
        """Return an item of a list; in a close one, its paragraphs are lines and no blocks."""
        blocks = (
            self.inline(block.content) if close and isinstance(block, Paragraph) else self._block(block)
            for block in item.blocks
        )
        kind = Markup(' class="to-tick"') if item.to_tick else Markup("")
        return Markup("<li{}>{}</li>").format(kind, Markup("").join(blocks))

    def _row(self, row: Row, tag: str, scope: str = Markup("")) -> Markup:
        cells = (
            Markup("<{0}{1}{2}>{3}</{0}>").format(
                tag,
                scope,
                Markup("") if cell.edge == "left" else Markup(' class="{}"').format(cell.edge),
                replace(self, in_column=True).inline(cell.content),
            )
            for cell in row
        )
        return Markup("<tr>{}</tr>").format(Markup("").join(cells))

    def _part(self, part: Inline, *, before: Inline | None, is_last: bool) -> Markup:
        """Return a part of a line.

        Args:
            part: The part.
            before: What it stands before, if anything follows.
            is_last: Whether nothing follows on the line.

        """
        match part:
            case Words(text):
                return self._words(text.rstrip() if isinstance(before, Citation) else text, is_last=is_last)
            case Citation(references):
                return self.cite(references)
            case Emphasis(content, strong):
                tag = "strong" if strong else "em"
                return Markup("<{0}>{1}</{0}>").format(tag, self.inline(content, is_last=is_last))
            case Link(content, address):
                return self._link(content, address)
            case LineBreak():
                return Markup("<br>")

    def _words(self, text: str, *, is_last: bool) -> Markup:
        if not self.kept:
            return escape(text)
        return kept_together(text, self.in_column) if is_last else unbroken(text)

    def _link(self, content: tuple[Inline, ...], address: str) -> Markup:
        """Return a link; its address follows the words, for whoever reads on paper, unless they are the address."""
        read = address.removeprefix("mailto:").removeprefix("tel:")
        words = "".join(runs_of(content)).strip()
        is_number = address.startswith("tel:") and _digits(words) == _digits(read)
        is_address = words in {"", address, read, spoken(read)}
        written = escape(breakable(read)) if is_address else self.inline(content, is_last=False)
        if is_address or is_number:
            return Markup('<a class="link left-to-right" href="{}">{}</a>').format(address, written)
        where = Markup('<span class="where"> ({})</span>').format(breakable(read))
        return Markup('<a class="link" href="{}">{}{}</a>').format(address, written, where)


def _words_of_row(row: Row) -> str:
    """Return the words of the cells of a row, as a list."""
    return ", ".join(filter(None, ("".join(runs_of(cell.content)).strip() for cell in row)))


def _digits(words: str) -> str:
    """Return the digits of words: how a number is written may differ."""
    return "".join(filter(str.isdigit, words))
