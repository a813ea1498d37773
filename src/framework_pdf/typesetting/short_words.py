"""Keeps words of one letter on the line of the word that they belong to, in languages that want it so."""

import re

from framework_pdf.typesetting.boxes import Element

LANGUAGES = {"be", "cs", "pl", "ru", "sk", "uk"}
"""Where prepositions and conjunctions of one letter end no line: so have it PN-83/P-55366 and ČSN 01 6910, and
printers' custom in the others. In English, “a” and “I” may."""
ONE_LETTER = re.compile(r"(?<![\w’'-])([^\W\d_])[ \n]+")


def bind_short_words(element: Element, language: str = "") -> None:
    """Bind each word of one letter in an element, and in those below it, to the next word.

    Args:
        element: Is changed in place.
        language: Of what is around the element (BCP 47).

    """
    language = element.get("lang", language)
    if element.tag in {"style", "script"}:
        return
    if element.text:
        element.text = _bound(element.text, language)
    for child in element:
        if isinstance(child.tag, str):  # no comment
            bind_short_words(child, language)
        if child.tail:
            child.tail = _bound(child.tail, language)


def _bound(text: str, language: str) -> str:
    """Return a text with a space that does not break after each word of one letter, if its language wants it."""
    wants = language.partition("-")[0].lower() in LANGUAGES
    return ONE_LETTER.sub("\\1\N{NO-BREAK SPACE}", text) if wants else text
