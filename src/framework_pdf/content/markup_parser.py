"""The parser of markup: CommonMark and tables, with what is a mark in a text of the content, and what is none."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.parser_inline import RuleFuncInlineType
from markdown_it.rules_inline import StateInline

from framework_pdf.content.model.base import CITATION

_STAR_IN_WORD = re.compile(r"(?<=[^\W\d_])\*(?=[^\W\d_])")
"""A star within a word, which is no mark here: some languages name all genders so. It is one where letters have no
case: words of such scripts often stand without a space before them."""
_REST_OF_ADDRESS = re.compile(r"://[^\s<>\[\]()]*(?:[^\W_]|/)")
"""What follows the scheme of an address that is written out: the marks in it are its own."""


class _Parser(MarkdownIt):
    """CommonMark and tables, so that it knows what is not printed here too.

    Off is what would take words away or change them where nobody expects it: indented lines as code, addresses in lines
    of their own, names of characters.
    """

    def __init__(self) -> None:
        super().__init__("commonmark")
        self.enable("table").disable(["code", "reference", "entity", "text_join"])
        self.inline.ruler.before("emphasis", "star_in_word", _star_in_word)
        self.inline.ruler.before("emphasis", "address", _as_words(_REST_OF_ADDRESS))
        self.inline.ruler.before("link", "citation", _citation)

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 (it is the library's)
        """Take every address: `is_link` says which are printed as links."""
        return True


def _as_words(pattern: re.Pattern[str]) -> RuleFuncInlineType:
    """Return the rule that what a pattern matches is words."""

    def rule(state: StateInline, silent: bool) -> bool:
        found = pattern.match(state.src, state.pos)
        if not found:
            return False
        if not silent:
            state.pending += found.group()
        state.pos = found.end()
        return True

    return rule


def _star_in_word(state: StateInline, silent: bool) -> bool:
    """Read a star within a word whose letters have case as a word, as a rule of the parser."""
    around = state.src[max(state.pos - 1, 0) : state.pos + 2]
    return around.lower() != around.upper() and _STARS_AS_WORDS(state, silent)


def _citation(state: StateInline, silent: bool) -> bool:
    """Read a citation, as a rule of the parser."""
    found = CITATION.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("citation", "", 0).content = found.group()
    state.pos = found.end()
    return True


_STARS_AS_WORDS = _as_words(_STAR_IN_WORD)


parser = cache(_Parser)
"""The parser: it is made when the first text is read."""
