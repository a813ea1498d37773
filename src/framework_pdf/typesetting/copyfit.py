"""Copyfitting: a page's words in; out, the largest type in which they fit, or what to cut.

The number of pages is a promise: type steps down through the product's sizes, never under the smallest; then lines
and parts move closer, no more than they need.
"""

from collections.abc import Callable, Iterator, Mapping

from framework_pdf.content.catalogue import KeyPath
from framework_pdf.content.model.base import words_in
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import TypesettingError
from framework_pdf.html.card_copy import CardCopy, Copy
from framework_pdf.html.context import Setting

CLOSER = (0.25, 0.5, 0.75, 1.0)
"""How close lines and parts stand, step by step, in the smallest type."""
Fits = Callable[[Setting], bool]
"""Whether a page set so keeps to its one page."""


def fit(copy: CardCopy, sizes: tuple[float, ...], fits: Fits, locations: Mapping[KeyPath, Location]) -> Setting:
    """A card's words, the type sizes in pt (the largest first) and a trial in; out, the setting that fits.

    Raises TypesettingError with each text to cut and by how many words, where none does; or, where a card would not
    fit without its words either, with that.
    """
    for setting in settings(copy, sizes):
        if fits(setting):
            return setting

    def fits_at_last(trial: CardCopy) -> bool:
        return fits(Setting(sizes[-1], trial, CLOSER[-1]))

    if not fits_at_last(copy.cut({text.key: words_in(text.words) for text in copy.all()})):
        hint = "make the card's template or its style sheet take less room"
        raise TypesettingError(Diagnostic("no-room", "a card takes more than its page without any words", None, hint))
    raise TypesettingError(
        Diagnostic(
            "text-too-long",
            f"{text.called} is too long for its card: it has {words_in(text.words)} words",
            locations.get(text.key),
            f"cut about {count} words" if count > 1 else "cut about one word",
        )
        for text, count in to_cut(copy, fits_at_last)
    )


def settings(copy: CardCopy, sizes: tuple[float, ...]) -> Iterator[Setting]:
    """A card's words and the type sizes in; out, each setting of it, in the order in which they are tried."""
    yield from (Setting(size, copy) for size in sizes)
    yield from (Setting(sizes[-1], copy, step) for step in CLOSER)


def to_cut(copy: CardCopy, fits: Callable[[CardCopy], bool]) -> tuple[tuple[Copy, int], ...]:
    """A card that is too long and a trial in; out, each text to cut and the fewest words that must go.

    The texts that are longest against what is usual give their words first.
    """
    order = _words_to_give(copy)
    fewest, most = 1, len(order)
    while fewest < most:
        middle = (fewest + most) // 2
        if fits(copy.cut(_counted(order[:middle]))):
            most = middle
        else:
            fewest = middle + 1
    counts = _counted(order[:fewest])
    return tuple((text, counts[text.key]) for text in copy.all() if text.key in counts)


def _words_to_give(copy: CardCopy) -> list[KeyPath]:
    """A card in; out, the text to take a word from, word after word: always the longest against what is usual."""
    left = {text.key: words_in(text.words) for text in copy.all()}
    usual = {text.key: text.usual for text in copy.all()}
    order = []
    while any(left.values()):
        key = max(left, key=lambda key: left[key] / usual[key])
        order.append(key)
        left[key] -= 1
    return order


def _counted(keys: list[KeyPath]) -> dict[KeyPath, int]:
    return {key: keys.count(key) for key in dict.fromkeys(keys)}
