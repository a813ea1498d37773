"""A livery and the ink of an office printer in; out, the livery for that: in greys that keep apart, or in outlines."""

from dataclasses import replace

from framework_pdf.colours import grey, greyed, legible, lightness
from framework_pdf.imposition import Ink
from framework_pdf.livery.hues import DARKEST, LIGHTEST
from framework_pdf.livery.livery import Livery
from framework_pdf.livery.palette import Palette, hue_of
from framework_pdf.model.house_rules import Cover, Design, Opener, Panels

SPARING = Design(cover=Cover.FRAME, opener=Opener.FRAME, panels=Panels.RULES)
"""The forms that are drawn with lines."""


def inked(livery: Livery, ink: Ink) -> Livery:
    """A livery and an ink in; out, how it looks in that."""
    if ink is Ink.GREY:
        return replace(livery, palette=_in_grey(livery.palette))
    if ink is Ink.SAVER:
        return replace(livery, house=livery.house.model_copy(update={"design": SPARING}))
    return livery


def _in_grey(palette: Palette) -> Palette:
    """A palette in; out, the same in greys. Aspects get an even ladder of them, in the order of their lightness."""
    ground, accent = hue_of(greyed(palette.ground.own)), hue_of(greyed(palette.accent.own))
    by_lightness = sorted(palette.aspects, key=lambda name: lightness(palette.aspects[name].own))
    step = (LIGHTEST - DARKEST) / max(1, len(by_lightness) - 1)
    aspects = {name: hue_of(grey(DARKEST + number * step)) for number, name in enumerate(by_lightness)}
    return replace(
        palette,
        ground=ground,
        accent=accent,
        accent_on_ground=legible(greyed(palette.accent_on_ground), ground.ground),
        ink=greyed(palette.ink),
        quiet=greyed(palette.quiet),
        rule=greyed(palette.rule),
        paper=greyed(palette.paper),
        headings=greyed(palette.headings) if palette.headings else None,
        links=greyed(palette.links) if palette.links else None,
        aspects={name: aspects[name] for name in palette.aspects},
    )
