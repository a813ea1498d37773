"""How a web page sets type: what the kit asks for, but never smaller or closer than is easy to read."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from framework_pdf.brand.model import Kit, Type
from framework_pdf.core.diagnostics import Diagnostic, cut

PX_PER = {"px": 1, "rem": 16, "em": 16, "%": 0.16, "pt": 4 / 3}
"""CSS pixels in each unit, in a browser whose reader has not changed the type size."""
TIMES_PER = {"em": 1, "%": 0.01, "": 1}
"""Multiples of the type size in each unit of a line height."""
LEAST_PX, MOST_PX = 16, 32
LEAST_LINE_HEIGHT, MOST_LINE_HEIGHT = 1.4, 2.2
"""As multiples of the size. Clear print asks for about 1.4."""
DECORATIONS = ("underline", "none")
"""Whether there is a line under links."""
DECORATION_STYLES = ("solid", "double", "dotted", "dashed", "wavy")
"""How that line may be drawn."""


class ScreenType(NamedTuple):
    """How a web page sets type."""

    size: float = 1
    """How many times larger than the browser sets it by itself."""
    line_height: float = 1.6
    """As a multiple of the size."""
    decoration: str = "underline"
    """The line under links."""
    unmet: frozenset[str] = frozenset()
    """The keys of the kit whose values would be hard to read: the nearest that is easy to read is used for each."""


def screen_type_of(kit: Kit) -> tuple[ScreenType, tuple[Diagnostic, ...]]:
    """Return how the web pages of a kit set type, and what is wrong with what the kit says of it."""
    typography, usual = kit.brand.typography, ScreenType()
    base, decoration = typography.base or Type(), (typography.link or Type()).decoration
    decoration = usual.decoration if decoration is None else decoration
    size_said = "16px" if base.size is None else base.size
    height_said = str(usual.line_height) if base.line_height is None else base.line_height
    asked = {"size": _measured(size_said, PX_PER), "line-height": _measured(height_said, TIMES_PER)}
    wrong = []
    if asked["size"] is None:
        wrong.append(("base", "size", f"`{cut(size_said)}` is no size", "write it as `18px` or `1.1rem`"))
    if asked["line-height"] is None:
        hint = "write it as a multiple of the size, such as 1.5"
        wrong.append(("base", "line-height", f"`{cut(height_said)}` is no line height", hint))
    if not _is_decoration(decoration):
        hint = f"write {' or '.join(DECORATIONS)}, and perhaps {', '.join(DECORATION_STYLES)}"
        wrong.append(("link", "decoration", f"`{cut(decoration)}` is no line under links", hint))
    problems = (Diagnostic("bad-value", what, kit.at("typography", role, key), hint) for role, key, what, hint in wrong)
    size = min(max(asked["size"] or LEAST_PX, LEAST_PX), MOST_PX)
    height = min(max(asked["line-height"] or usual.line_height, LEAST_LINE_HEIGHT), MOST_LINE_HEIGHT)
    unmet = frozenset(key for key, used in (("size", size), ("line-height", height)) if used != asked[key])
    return ScreenType(round(size / LEAST_PX, 3), height, decoration, unmet), tuple(problems)


def _is_decoration(words: str) -> bool:
    """Return whether words say a line as CSS does: `underline dotted`."""
    line, *style = words.lower().split() or [""]
    return line in DECORATIONS and (not style or (len(style) == 1 and style[0] in DECORATION_STYLES))


def _measured(length: str, units: Mapping[str, float]) -> float | None:
    """Return what a CSS length comes to by what its unit stands for, or None where it is none."""
    match = re.fullmatch(rf"(\d{{1,4}}(?:\.\d{{1,4}})?)\s*({'|'.join(units)})", length.strip())
    return float(match[1]) * units[match[2]] if match else None
