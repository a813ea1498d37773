"""Reads the colour spaces of a PDF as a print shop looks at them: which inks they are (ISO 32000-1, 8.6)."""

from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Name, Object

from framework_pdf.pdf.values import dictionary, shown

PROCESS_SPACES = {"DeviceCMYK", "DeviceGray"}
"""The colour spaces of the four-colour process; grey is black ink."""
CIE_SPACES = {"ICCBased", "Lab", "CalRGB", "CalGray"}
"""The colour spaces that say themselves what their colours look like (8.6.5)."""
PROCESS_INKS = ("Cyan", "Magenta", "Yellow", "Black")
NAMED_INKS = {"Separation", "DeviceN"}
"""The colour spaces that name their inks (8.6.6)."""
_ALL, _NONE = "All", "None"
"""The names of all inks at once, as printer's marks have them, and of no ink."""
INLINE = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
"""What an image within a content stream may call a colour space in short (ISO 32000-1, table 94)."""
_AT_FIRST = {"DeviceGray": (0.0,), "DeviceRGB": (0.0, 0.0, 0.0), "DeviceCMYK": (0.0, 0.0, 0.0, 1.0)}
"""The levels of the colour with which a colour space begins."""


@dataclass(frozen=True, slots=True)
class InkSpace:
    """A colour space."""

    kind: str
    """Such as `DeviceCMYK`; of a palette, that of its colours."""
    inks: tuple[str, ...] = ()
    """Those that it names."""
    is_palette: bool = False
    under: "InkSpace | None" = None
    """For patterns that have no colour of their own: the space of the one that they are drawn in."""

    @property
    def at_first(self) -> tuple[float, ...]:
        """The levels of the colour with which the space begins, 0 to 1, where it is known."""
        return (1.0,) * len(self.inks) or _AT_FIRST.get(self.kind, ())

    @property
    def spots(self) -> tuple[str, ...]:
        """The inks besides the four of the process that it names."""
        return tuple(ink for ink in self.inks if ink not in {*PROCESS_INKS, _ALL, _NONE})

    @property
    def is_of_process(self) -> bool:
        """Whether all that is painted in it is printed with the four inks."""
        return self.kind in PROCESS_SPACES or (self.kind in NAMED_INKS and not self.spots)

    @property
    def is_for_marks(self) -> bool:
        """Whether it is all inks at once."""
        return _ALL in self.inks


def ink_space(space: Any, resources: Object) -> InkSpace:
    """Return a colour space, given itself or its name.

    Args:
        space: What stands in the file.
        resources: Where a name is looked up.

    """
    if isinstance(space, Name):
        found = dictionary(resources, "/ColorSpace").get(space)
        word = shown(space)[1:]
        return InkSpace(INLINE.get(word, word)) if found is None else ink_space(found, Dictionary())
    if not isinstance(space, Array) or not len(space):
        return InkSpace("an unknown colour space")
    kind = ink_space(space[0], Dictionary()).kind
    below = ink_space(space[1], resources) if kind in {"Indexed", "Pattern"} and len(space) > 1 else None
    if kind == "Indexed" and below:
        return InkSpace(below.kind, below.inks, is_palette=True)
    return InkSpace(kind, _inks(space) if kind in NAMED_INKS else (), under=below)


def _inks(space: Array) -> tuple[str, ...]:
    """Return the inks that a colour space names, which are one or several."""
    named = space[1] if len(space) > 1 else None
    every = [named] if isinstance(named, Name) else named if isinstance(named, Array) else []
    return tuple(shown(each)[1:] for each in every if isinstance(each, Name))
