"""Changes a look for the ink of an office printer: to greys that can be told apart, or to outlines."""

from dataclasses import replace

from framework_pdf.brand.aspect_levels import DARKEST, LIGHTEST
from framework_pdf.brand.look import Look
from framework_pdf.brand.options import Cover, Design, Opener, Panels
from framework_pdf.brand.palette import Palette
from framework_pdf.brand.shades import shades_of
from framework_pdf.core.colour import grey, greyed, legible, lightness
from framework_pdf.products.office_job import InkMode

SPARING = Design(cover=Cover.FRAME, opener=Opener.FRAME, panels=Panels.RULES)
"""The forms that are drawn with lines."""


def look_for_office(look: Look, ink: InkMode) -> Look:
    """Return a look for an office printer's ink."""
    if ink is InkMode.GREY:
        return replace(look, palette=_in_grey(look.palette))
    if ink is InkMode.SAVER:
        return replace(look, options=look.options.model_copy(update={"design": SPARING}))
    return look


def _in_grey(palette: Palette) -> Palette:
    """Turn a palette into greys. Aspects get evenly spaced ones, in the order of their lightness."""
    dark_words = (greyed(palette.ground.on_ground),) if palette.ground.keeps_its_colour else ()
    ground, accent = shades_of(greyed(palette.ground.own), dark_words), shades_of(greyed(palette.accent.own))
    by_lightness = sorted(palette.aspects, key=lambda name: lightness(palette.aspects[name].own))
    step = (LIGHTEST - DARKEST) / max(1, len(by_lightness) - 1)
    aspects = {name: shades_of(grey(DARKEST + number * step)) for number, name in enumerate(by_lightness)}
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
