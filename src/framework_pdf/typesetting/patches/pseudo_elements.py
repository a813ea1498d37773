"""Styles of pseudo-elements are made when they are asked for: each element has six, and hardly any is on a page.

What it gives: with what applies to elements kept once, 15 MB a worker (docs/performance.md).

What would break it: `StyleFor` of `weasyprint.css` makes styles elsewhere than in `set_computed_styles`, or reads them
elsewhere than in `__call__`; or what a pseudo-element inherits from changes before its style is asked for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from framework_pdf.typesetting.patches.patch import Patch
from framework_pdf.typesetting.replacing import replaced


class PseudoElements(Patch):
    """Lets pseudo-elements wait for their styles."""

    def __init__(self) -> None:
        from weasyprint.css import StyleFor

        self._style_for = StyleFor

    @contextmanager
    def laying_out(self) -> Iterator[None]:
        """Let them wait inside."""
        make, find = self._style_for.set_computed_styles, self._style_for.__call__
        waiting: dict[tuple[Any, str], tuple[dict[str, Any], dict[str, Any]]] = {}
        """What applies to each, and what else its style is made from."""

        def make_later(style_for: Any, element: Any, *, pseudo_type: str | None = None, **rest: Any) -> None:
            applies = style_for.get_cascaded_styles().get((element, pseudo_type), {})
            if pseudo_type is None or "anchor" in applies:  # anchors have to be known before they are asked for
                make(style_for, element, pseudo_type=pseudo_type, **rest)
            else:
                waiting[element, pseudo_type] = applies, rest

        def make_and_find(style_for: Any, element: Any, pseudo_type: str | None = None) -> Any:
            if pseudo_type and (element, pseudo_type) in waiting:
                applies, rest = waiting.pop((element, pseudo_type))
                with _applying(style_for.get_cascaded_styles(), (element, pseudo_type), applies):
                    make(style_for, element, pseudo_type=pseudo_type, **rest)
            return find(style_for, element, pseudo_type)

        with replaced(self._style_for, set_computed_styles=make_later, __call__=make_and_find):
            yield


@contextmanager
def _applying(cascaded: dict[Any, Any], key: Any, applies: dict[str, Any]) -> Iterator[None]:
    """Let declarations apply inside, which WeasyPrint throws away once it has made all styles but those of pages."""
    is_there = key in cascaded
    cascaded[key] = applies
    yield
    if not is_there:
        del cascaded[key]
