"""The labels: all words that are printed and are no text of the content, such as headings and captions."""

import string
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from framework_pdf.content.model.base import Entry, Line

OF_REPORT = ("authors", "year", "published")
"""The placeholders for the reference that the framework restates."""
OF_PROFESSION = ("name", "plural", "for_whom")
"""The placeholders for the profession: one of it, several, and several after “for” where that takes another form."""


def placeholders(line: str) -> tuple[str, ...]:
    """Return what stands in the braces of a label, which is to be names.

    Raises:
        ValueError: A brace is left open.

    """
    fields = [field for field in string.Formatter().parse(line) if field[1] is not None]
    return tuple(f"{name}{'!' + how if how else ''}{':' + form if form else ''}" for _, name, form, how in fields)


def filled(label: str, words: Mapping[str, str]) -> str:
    """Return a label with the words for its placeholders.

    A label may be anybody's, and `str.format` would look into values and call them. Here a brace holds a name alone.

    Args:
        label: The label; `{{` and `}}` stand for braces.
        words: What is filled in, by name.

    Raises:
        ValueError: A brace is left open, or there are no words for what stands in one.

    """
    if unknown := [name for name in placeholders(label) if name not in words]:
        known = ", ".join(f"`{{{name}}}`" for name in words) or "none"
        raise ValueError(f"there are no words for `{{{unknown[0]}}}` in a label; it can hold: {known}")
    parts = string.Formatter().parse(label)
    return "".join(said + (words[name] if name is not None else "") for said, name, _, _ in parts)


def holds(*names: str) -> AfterValidator:
    """Return a check that a label has no other placeholders than these."""

    def check(line: str) -> str:
        try:
            unknown = [name for name in placeholders(line) if name not in names]
        except ValueError:
            unknown = ["{"]
        if unknown:
            can = ", ".join(f"`{{{name}}}`" for name in names) or "none"
            message = "the words in braces are not all known here; this label can hold: {can}"
            raise PydanticCustomError("placeholder", message, {"can": can})
        return line

    return AfterValidator(check)


Plain = Annotated[Line, holds()]


class Labels(Entry, called="the labels"):
    """Each label of the furniture. A name in braces is filled in: `For {plural}`."""

    document_title: Annotated[Line, holds("title", "edition", "name")]
    """The title in the file's properties; `name` is the aspect's on a card, the product's else."""
    for_profession: Annotated[Line, holds(*OF_PROFESSION)]
    """Whom the edition is for."""
    booklet: Plain
    """What a booklet is called."""
    cards: Plain
    """What the cards together are called."""
    contents: Plain
    """The heading of the list of contents."""
    at_a_glance: Plain
    """The heading of the picture."""
    question: Annotated[Line, holds(*OF_PROFESSION)]
    """Above a question for the profession."""
    examples: Plain
    """The heading of an aspect's examples."""
    own_example: Plain
    """Marks an example of the reader's own profession; others say whose they are."""
    try_this_week: Plain
    """The heading of a small step."""
    further_reading: Plain
    """Above what to read on an aspect."""
    notes: Plain
    """Above lines to write on."""
    read_more: Plain
    """Beside a card's QR code."""
    profession_facts: Plain
    """The heading of the panel with the profession's body, regulator and titles."""
    protected_titles: Plain
    """Before the titles that the law protects."""
    professional_body: Plain
    """Before the name of the profession’s body."""
    regulator: Plain
    """Before the name of its regulator."""
    changes: Plain
    """The heading of the page with changes."""
    no_longer: Plain
    """Above what is no longer as the report has it."""
    new_since: Plain
    """Above what is new since the report."""
    as_of: Annotated[Line, holds("date")]
    """The day on which a change was true."""
    resources: Plain
    """The heading of the places to go for more."""
    scan: Plain
    """What to do with a QR code."""
    own_body: Plain
    """What the profession's own body has to offer."""
    qr_for: Annotated[Line, holds("address")]
    """The alternative text of a QR code."""
    references: Plain
    """The heading of the list of references."""
    citation: Annotated[Line, holds("number")]
    """Read out for the number of a reference in a text: where the link leads."""
    accessed: Annotated[Line, holds("date")]
    """When an address was last seen to work."""
    undated: Plain
    """Stands for the year of an undated reference."""
    imprint: Plain
    """The heading of the page on who made the edition."""
    made_by: Annotated[Line, holds("made_by", "date")]
    """Who made the edition, and when."""
    program: Annotated[Line, holds("version")]
    """Which version of the program made the file."""
    published_by: Annotated[Line, holds("name")]
    """In the imprint of an organisation's own edition: whose it is."""
    set_in: Annotated[Line, holds("typefaces")]
    """In the imprint: the names of the typefaces."""
    logo_of: Annotated[Line, holds("name")]
    """The alternative text of a logo, where its kit has none."""
    telephone: Annotated[Line, holds("number")]
    """Before a telephone number."""
    card_overline: Annotated[Line, holds("number", "total", *OF_PROFESSION)]
    """Above a card's title: which aspect, for whom."""
    changed_by: Annotated[Line, holds("made_by", "date", "what")]
    """Who laid changes over the content, when, and what they changed."""
    other_words: Plain
    """What changes are called that belong to no heading: titles, captions and labels."""
    other_forms: Annotated[Line, holds("forms")]
    """In the imprint of a booklet: in which other forms it can be had."""
    card_other_forms: Annotated[Line, holds("forms")]
    """The same, in a few words, for a card."""
    either_form: Annotated[Line, holds("some", "last")]
    """How two or more such forms are joined."""
    standard_print: Plain
    """What the standard print is called there."""
    workbook: Plain
    """The booklet with each question on a page of its own, among other forms: as a workbook."""
    large_print: Plain
    """What large print is called there."""
    web_page: Plain
    """What the web page is called there."""
    skip_to_text: Plain
    """On a web page, the link past cover and contents, for those who use a keyboard."""
    answers: Plain
    """On a web page, the heading above what can be done with all answers."""
    answers_stay: Plain
    """There, what becomes of the words that a reader writes."""
    answers_lost: Plain
    """The same where the browser keeps nothing."""
    answers_saved: Plain
    """What is said when the browser has kept an answer."""
    answers_filed: Plain
    """What is said when all answers have been saved to a file."""
    answers_none: Plain
    """What is said when there is no answer to save."""
    answers_cleared: Plain
    """What is said when all answers have been cleared."""
    save_answers: Plain
    """On the button that saves all answers to a file."""
    clear_answers: Plain
    """On the button that clears all answers."""
    clear_sure: Plain
    """What is asked before all answers are cleared."""
    cpd_record: Plain
    """What a record of what somebody learnt is called, as a regulator wants it."""
    no_names: Plain
    """Beside each field of it in which words are written."""
    regulators_page: Annotated[Line, holds("name")]
    """Before the address of what the regulator itself says of it."""
    record_of_answers: Plain
    """On a web page, the heading above what can be done with answers as a record for a regulator."""
    record_entries: Plain
    """What becomes of answers there."""
    record_title: Plain
    """In a record that is saved: above which part of the page an answer is."""
    record_prompt: Plain
    """In a record that is saved: above the question that was answered."""
    counted_words: Annotated[Line, holds("number")]
    """How many words are written in a field."""
    words_in_all: Annotated[Line, holds("number")]
    """How many words are written in all entries together."""
    words_of_statement: Annotated[Line, holds("number", "most")]
    """The same, where the regulator limits a statement that is written from several entries."""
    save_table: Plain
    """On the button that saves a record for a spreadsheet."""
    save_data: Plain
    """On the button that saves a record for other programs."""
    print_record: Plain
    """On the button that prints a record by itself."""
    cited_in: Plain
    """On a web page, below a reference, before the links back to where it is cited."""
    card_imprint: Annotated[Line, holds("title", *OF_REPORT, "made_by", "date")]
    """The imprint of a card, in a line or two."""
    ripples_whole: Annotated[Line, holds("rings", "sectors")]
    """The alternative text of the whole picture; the names come as lists."""
    ripples_ring: Annotated[Line, holds("number", "total", "title")]
    """The alternative text of the picture with one ring filled."""
    ripples_cover: Plain
    """The alternative text of the picture on the covers."""
    specimen: Plain
    """What the page is called that shows a brand."""
    specimen_title: Annotated[Line, holds("name")]
    """The title of that page in the file's properties."""
    specimen_logo: Plain
    """There, the heading of the logos."""
    specimen_large: Plain
    """The logo that covers have."""
    specimen_medium: Plain
    """The logo that back covers and web pages have."""
    specimen_small: Plain
    """The logo that cards have."""
    specimen_size: Annotated[Line, holds("sizes", "width")]
    """Below a logo: its sizes, and its width here."""
    specimen_clear: Annotated[Line, holds("share")]
    """How much room a logo has around it."""
    specimen_least: Annotated[Line, holds("width")]
    """How narrow a logo may be."""
    specimen_reduced: Plain
    """Below a logo that the page has no room for in its least width."""
    specimen_on_other: Plain
    """Below a logo that is for the other ground."""
    specimen_no_logo: Plain
    """Where there is none."""
    specimen_colours: Plain
    """The heading of the colours."""
    specimen_covers: Plain
    """A colour that the kit does not name: of covers."""
    specimen_accent: Plain
    """The same: what stands out on covers."""
    specimen_words: Plain
    """The same: of words."""
    specimen_white: Annotated[Line, holds("contrast")]
    """Below a colour: the contrast of white words on it."""
    specimen_paper: Annotated[Line, holds("contrast")]
    """The contrast of words in it on paper."""
    specimen_changed: Plain
    """Before the shades of a colour in which, or on which, words are legible."""
    specimen_cmyk: Annotated[Line, holds("values")]
    """Its inks, as the kit gives them."""
    specimen_converted: Annotated[Line, holds("values")]
    """Its inks, where they are converted; `*` leads to a note."""
    specimen_spot: Annotated[Line, holds("name")]
    """The name of an ink of its own."""
    specimen_note: Plain
    """What the figures mean, and which inks are converted."""
    specimen_more: Annotated[Line, holds("number")]
    """Where some colours are left out."""
    specimen_aspects: Plain
    """The heading of those."""
    specimen_type: Plain
    """The heading of the typefaces."""
    specimen_headings: Annotated[Line, holds("name", "weight")]
    """The typeface of headings."""
    specimen_text: Annotated[Line, holds("name", "weight", "bold")]
    """The typeface of text."""
    specimen_letters: Plain
    """A few letters and figures, to show a typeface."""
    specimen_point: Annotated[Line, holds("size")]
    """The size of a line of type."""
    specimen_sizes: Annotated[Line, holds("size", "large")]
    """How small text gets."""
    specimen_in_use: Plain
    """The heading of pages in small."""
    specimen_cover: Plain
    """What the first of them is."""
    specimen_opener: Annotated[Line, holds("title")]
    """What the second is."""
    specimen_card: Annotated[Line, holds("title")]
    """What the third is."""
    specimen_page: Annotated[Line, holds("page")]
    """The alternative text of a page in small."""
    date: Annotated[Line, holds("day", "month", "year")]
    """How a date is written."""
    months: Annotated[tuple[Line, ...], Field(min_length=12, max_length=12)]
    """The names of the twelve months."""
