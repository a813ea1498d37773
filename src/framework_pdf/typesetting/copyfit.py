"""Copyfitting: the largest type in which words keep to their pages, or what to cut.

The number of pages is a promise: type steps down through the sizes of the edition, never under the smallest; then lines
and parts move closer, no more than they need; then the same again in typefaces that take less room, as `brand` has
them. So words that have room in the default typeface have it in any.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from framework_pdf.brand.typefaces import TypeFit
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.diagnostics import Diagnostic, counted
from framework_pdf.core.errors import TypesettingError
from framework_pdf.core.key_path import KeyPath
from framework_pdf.html.card_copy import CardCopy, Copy, card_copy
from framework_pdf.html.context import Setting, Settings, usual_settings
from framework_pdf.products.edition import Edition
from framework_pdf.products.product import Fitting

CLOSER = (0.25, 0.5, 0.75, 1.0)
"""How close lines and parts stand, step by step, in the smallest type."""
LEAST_LEFT = 0.75
"""Where a text is left with less than this share of the usual words, approaches are too many, not its words."""
LOGO_SHARES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4)
"""How much of its usual height the room for logos on covers has, step by step, where words need the rest."""
TITLE_SHARES = (0.9, 0.8, 0.7, 0.6)
"""How large titles on covers and openers are after that, step by step, as shares of their usual size. Summaries on
openers get smaller with them, down to the size of text."""
COVERS = (*((1.0, logo) for logo in LOGO_SHARES), *product(TITLE_SHARES, (1.0, 0.7, 0.4)))
"""The shares of titles and of logos that are tried where words have no room on covers: logos give way first."""
TITLES_OF_PARTS = (1.0, *TITLE_SHARES)
"""The shares of titles on cards, where a word of one is broken: the last that is tried, because the page has room."""
Fits = Callable[[Settings], int | None]
"""Of an edition set so: in how many titles a word is broken by letters; None where it does not keep to its pages."""


class DoesNotFitError(TypesettingError):
    """An edition keeps to its pages in no setting."""


def fit(part: Edition, catalogue: Catalogue, type_fits: Sequence[TypeFit], fits: Fits) -> tuple[Settings, int]:
    """Find the largest setting in which an edition keeps to its pages.

    Args:
        part: An edition that is fitted by itself: a card, or a whole whose type may step down.
        type_fits: What may give way in the typefaces, in the order in which it does.
        fits: Lays it out, and says whether it keeps to its pages, and how many titles are broken.

    Returns:
        The settings, and which of those that `settings_of` yields they are: the first of a list that was tried.

    Raises:
        TypesettingError: None does. It names each text to cut, and by how many words, or says that the page would
            not fit without its words either.
        DoesNotFitError: None does, and its words are not fitted. What `fits` raises is passed on.
    """
    every = [*settings_of(part, catalogue, type_fits)]
    if part.product.fitting is Fitting.PARTS:
        return _of_parts(every, fits)
    usual = len(every) // len(TITLES_OF_PARTS)
    for place in range(usual):
        if (broken := fits(every[place])) is not None:
            best = _in_whole_titles(every, range(place, len(every), usual), broken, fits)
            return every[best], best + 1
    if part.product.fitting is Fitting.WORDS:
        _tell_what_to_cut(part, catalogue, type_fits[-1], fits)
    pages = counted(part.variant.most_pages or 1, "page")
    hint = "shorten what it says, or make its template or its style sheet take less room"
    raise DoesNotFitError(Diagnostic("no-room", f"a {part.name} takes more than its {pages}", None, hint))


def _of_parts(every: Sequence[Settings], fits: Fits) -> tuple[Settings, int]:
    """Return the largest setting in which each part has its page, else the smallest, and which of them it is.

    Where a size fits, smaller ones do, so it is found by halves.
    """
    tried: dict[int, bool] = {}

    def keeps(place: int) -> bool:
        tried[place] = fits(every[place]) is not None
        return tried[place]

    place = bisect_left(range(len(every) - 1), True, key=keeps)
    if place not in tried:
        fits(every[place])  # the smallest, which is taken whether it keeps to its pages or not
    return every[place], place + 1


def covers(*, have_logo: bool) -> tuple[tuple[float, float], ...]:
    """Return the shares of titles and logos that are tried on covers; without a logo, those of titles alone."""
    return COVERS if have_logo else tuple(each for each in COVERS if each[1] == 1)


def _in_whole_titles(every: Sequence[Settings], places: Sequence[int], broken: int, fits: Fits) -> int:
    """Return the first place of the settings in which the fewest titles have a broken word.

    Args:
        every: All settings.
        places: Of those that differ in the size of titles alone, the largest first: it keeps to its pages.
        broken: How many titles have a broken word in that.
        fits: As above.

    """
    best, *smaller = places
    for place in smaller:
        if broken == 0:
            break
        found = fits(every[place])
        if found is not None and found < broken:
            best, broken = place, found
    return best


def settings_of(
    part: Edition,
    catalogue: Catalogue,
    type_fits: Iterable[TypeFit] = (TypeFit.AS_ASKED,),
    *,
    have_logo: bool = True,
) -> Iterator[Settings]:
    """Yield each setting of an edition, in the order in which they are tried: the largest type or logos first.

    Args:
        part: The edition, or a part of it that is fitted by itself.
        catalogue: The content.
        type_fits: What may give way in the typefaces, in the order in which it does.
        have_logo: Whether its covers have a logo.

    """
    sizes = part.variant.type_sizes
    steps: list[dict[str, Any]]
    titles: tuple[float, ...] = (1.0,)
    if part.product.fitting is Fitting.PARTS:
        type_fits, steps = [TypeFit.AS_ASKED], [{"size": size} for size in sizes]
    elif part.product.fitting is Fitting.NONE:
        shares = covers(have_logo=have_logo)
        steps = [{"size": sizes[-1], "title_share": title, "logo_share": logo} for title, logo in shares]
    else:
        steps = [*({"size": size} for size in sizes), *({"size": sizes[-1], "closeness": step} for step in CLOSER)]
        type_fits = [each for each in type_fits if each is not TypeFit.DEFAULT_HEADINGS]
        titles = TITLES_OF_PARTS
    usual = usual_settings(catalogue, part, sizes[0])
    for title, type_fit, step in product(titles, type_fits, steps):
        setting = {"title_share": title, "type_fit": type_fit} | step
        yield {name: replace(each, **setting) for name, each in usual.items()}


def _tell_what_to_cut(part: Edition, catalogue: Catalogue, type_fit: TypeFit, fits: Fits) -> None:
    """Raise TypesettingError with the words of a card that are too many."""
    (aspect,) = part.aspects
    copy = card_copy(catalogue, part.profession, aspect)

    def fits_at_last(trial: CardCopy) -> bool:
        setting = Setting(part.variant.type_sizes[-1], trial, CLOSER[-1], type_fit=type_fit)
        return fits({aspect.id: setting}) is not None

    several = len(copy.approaches) > 1
    bare = copy.cut({text.key: text.count for text in copy.all()})
    if not fits_at_last(bare):
        if several and fits_at_last(replace(bare, approaches=bare.approaches[:1])):
            raise TypesettingError(_too_many_approaches(part, catalogue))
        hint = "make the card's template or its style sheet take less room"
        raise TypesettingError(Diagnostic("no-room", "a card takes more than its page without any words", None, hint))
    cuts = to_cut(copy, fits_at_last)
    if several and any(text.count - count < LEAST_LEFT * text.usual for text, count in cuts):
        raise TypesettingError(_too_many_approaches(part, catalogue))
    raise TypesettingError(
        Diagnostic(
            "text-too-long",
            f"{text.called} is too long for its {_on_paper(part)}: it has {text.count} words",
            catalogue.locations.get(text.key),
            f"cut about {count} words" if count > 1 else "cut about one word",
        )
        for text, count in cuts
    )


def _too_many_approaches(part: Edition, catalogue: Catalogue) -> Diagnostic:
    """Return the one problem of a card on which each approach would be left with a few words."""
    wider = (each.name for each in part.variant.papers if part.paper and each.width > part.paper.width)
    ways = [f"make it on {name} (`--paper {name}`)" for name in wider]
    ways += ["have fewer approaches", "write much shorter questions and statements"]
    count = len(catalogue.framework.approaches)
    return Diagnostic(
        "no-room",
        f"a {_on_paper(part)} has no room for {count} approaches of so many words",
        catalogue.location(("framework", "approaches")),
        f"{', '.join(ways[:-1])}, or {ways[-1]}",
    )


def _on_paper(part: Edition) -> str:
    """Return what an edition is, and on which paper."""
    return f"{part.name} on {part.paper.name}" if part.paper else part.name


def to_cut(copy: CardCopy, fits: Callable[[CardCopy], bool]) -> tuple[tuple[Copy, int], ...]:
    """Return each text of a card that is too long, with the fewest words that must go for it to fit.

    The texts that are longest against what is usual give their words first.
    """
    order = _words_to_give(copy)
    fewest = bisect_left(range(len(order)), True, lo=1, key=lambda count: fits(copy.cut(Counter(order[:count]))))
    counts = Counter(order[:fewest])
    return tuple((text, counts[text.key]) for text in copy.all() if text.key in counts)


def _words_to_give(copy: CardCopy) -> list[KeyPath]:
    """Return the text to take a word from, word after word: always the longest against what is usual."""
    left = {text.key: text.count for text in copy.all()}
    usual = {text.key: text.usual for text in copy.all()}
    order = []
    while any(left.values()):
        key = max(left, key=lambda key: left[key] / usual[key])
        order.append(key)
        left[key] -= 1
    return order
