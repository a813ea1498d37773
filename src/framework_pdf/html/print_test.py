"""What the print test for a paper shows: its words, rulers and crosses. Lengths are in mm, from the top left.

The paper is in portrait. Its back is described as it lies in the printer's file: as one sees it once the sheet has been
turned over the way the printer does it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from framework_pdf.core.units import A4, LETTER, Paper
from framework_pdf.products.office_job import Flip

TEMPLATE = "sheets/print_test/print_test.html.j2"
MARGIN = 20
"""The distance of words from the edges, so that they are printed whatever a printer can't reach."""
REACH = 20
"""The length of the rulers that run inwards from the edges."""
NEAR, FAR = 3.6, 8.2
"""The length of lines whose figures stand near the ruler, and far from it: one column would have no room for all."""
LONG = 100
"""The length of the rulers that show whether a printer scales."""
CROSS, ARM = 16, 4
"""The distance of a cross from both edges of its corner, and the length of each of its arms."""
STUB = 0.9
"""Half the length of a mark on a cross; marks are 1 mm apart."""
SMALL, LARGE = 3, 4.2
"""The type size of figures at the edges, and at the long rulers."""
FIGURE = 0.65
"""The height of figures, as a share of their type size."""
GAP = 0.7
"""The space between a line and its figure."""
NARROWEST, LOWEST = A4, LETTER
"""The sheets with the least width and height: for them, type and spaces are as large as the style sheet says."""
BESIDE, ABOVE = 19, 54
"""The room left of the long rulers' corner and above it, within the margins of those sheets."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class RulerNumber:
    """A number on a ruler: a point of its baseline, and which part of the number is at that point."""

    number: int
    x: float
    y: float
    anchor: str
    """`start`, `middle` or `end`, as in SVG."""
    turn: int = 0
    """The rotation about that point, in degrees, clockwise."""


@dataclass(frozen=True, slots=True)
class SideDrawing:
    """What is drawn on a side, with its alternative text."""

    title: str
    fine: tuple[Stroke, ...]
    """The lines of the rulers at the edges and of the crosses."""
    small: tuple[RulerNumber, ...]
    strong: tuple[Stroke, ...]
    """The lines of the long rulers."""
    large: tuple[RulerNumber, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to find out with the sheet."""

    asks: str
    says: str
    option: str = ""
    """The option that takes the answer."""


@dataclass(frozen=True, slots=True)
class Message:
    """The message on the back for a printer that turns sheets about one of their edges."""

    says: str
    shows: str
    """The alternative text of its picture."""
    command: str
    is_long: bool
    turned: bool
    """Whether it is upside down in the file."""


@dataclass(frozen=True, slots=True)
class Words:
    """All other words on the sheet."""

    title: str
    about: str
    description: str
    front: str
    lead: str
    arrow: str
    build: str
    command: str
    options: tuple[str, ...]
    """The options whose values are filled in by hand."""
    call: str
    then: str
    reminder: str


@dataclass(frozen=True, slots=True)
class PrintTest:
    """All that the print test shows."""

    paper: Paper
    margin: float
    scale: float
    """How many times larger type and spaces are than on the smallest sheets; rulers never are."""
    corner: tuple[float, float]
    """The point where the long rulers meet."""
    words: Words
    steps: tuple[Step, ...]
    messages: tuple[Message, ...]
    front: SideDrawing
    back: SideDrawing
    small: float = SMALL
    """The type size of small figures; `large` is that of large ones."""
    large: float = LARGE


COMMAND = "framework-pdf build --print office"
STEPS = (
    Step(
        "Does it scale?",
        "Measure both long rulers. If one is not 100 mm, print this sheet again at 100 %, or “actual size”, "
        "before you go on.",
    ),
    Step(
        "What can’t it reach?",
        "Look at the small rulers at all four edges, front and back. At each, find the smallest number whose line was "
        "printed. The largest of them is your",
        "--edge",
    ),
    Step(
        "Does the back lie behind the front?",
        "Hold the sheet up to the light: the crosses in the corners should meet. Their marks are 1 mm apart, and "
        "up to 2 mm is usual. If yours are further off, straighten the paper in its tray.",
    ),
    Step(
        "Which edge does it turn about?",
        "Turn the sheet over like the leaf of a book, about its long left edge. The message that then stands upright "
        "names your",
        "--flip",
    ),
)


def print_test(paper: Paper, upside_down: Collection[Flip]) -> PrintTest:
    """Return the print test for a paper.

    Args:
        upside_down: The ways of turning for which imposition puts a back upside down in the file.

    """
    scale = min(
        (paper.width - 2 * MARGIN) / (NARROWEST.width - 2 * MARGIN),
        (paper.height - 2 * MARGIN) / (LOWEST.height - 2 * MARGIN),
    )
    corner = (MARGIN + BESIDE * scale, MARGIN + ABOVE * scale)
    return PrintTest(
        paper=paper,
        margin=MARGIN,
        scale=scale,
        corner=corner,
        words=_words(paper),
        steps=STEPS,
        messages=tuple(_message(flip, turned=flip in upside_down) for flip in (Flip.LONG, Flip.SHORT)),
        front=_drawing(paper, corner),
        back=_drawing(paper, None),
    )


def _words(paper: Paper) -> Words:
    """Return the words for a paper."""
    return Words(
        title=f"Print test for {paper.name} paper",
        about=f"Print test · {paper.name}",
        description="How a printer turns sheets, what it can't reach, whether it scales, and how exactly backs lie.",
        front="Front, top",
        lead="Print this sheet on both sides, at 100 % (“actual size”). Then take a ruler, and find out four things.",
        arrow="An arrow to the top of the sheet",
        build="Then build for your printer, and print as you printed this sheet:",
        command=COMMAND,
        options=("--flip", "--edge"),
        call="Turned over like the leaf of a book, and this stands upright?",
        then="Build for it with",
        reminder="and print with the settings that you have used for this sheet.",
    )


def _message(flip: Flip, *, turned: bool) -> Message:
    """Return the message for a way of turning: it is upright if the sheet is then turned like a leaf of a book."""
    edge = flip.removesuffix("-edge")
    return Message(
        says=f"Your printer turns sheets about the\N{NO-BREAK SPACE}{edge}\N{NO-BREAK SPACE}edge",
        shows=f"A sheet with its {edge} edge marked",
        command=f"{COMMAND} --flip {flip}",
        is_long=flip is Flip.LONG,
        turned=turned,
    )


def _drawing(paper: Paper, corner: tuple[float, float] | None) -> SideDrawing:
    """Return what is drawn on a side; `corner` is where the long rulers meet, None for a side without them."""
    edges = tuple(_edges(paper))
    long = tuple(_long(*corner)) if corner else ()
    shows = "Rulers at the middle of all four edges, and a cross in each corner"
    return SideDrawing(
        title=f"{shows}; two rulers of {LONG} mm" if corner else shows,
        fine=(*(line for line, _ in edges), *_crosses(paper)),
        small=tuple(figure for _, figure in edges if figure),
        strong=tuple(line for line, _ in long),
        large=tuple(figure for _, figure in long if figure),
    )


def _edges(paper: Paper) -> Iterator[tuple[Stroke, RulerNumber | None]]:
    """Yield the lines of the rulers at the edges, each with its figure. Figures at the sides are rotated."""
    across, down = paper.width / 2, paper.height / 2
    for edge, inwards in ((0, 1), (paper.height, -1)):
        yield Stroke(across, edge, across, edge + inwards * REACH), None
        for mark in _marks():
            y, foot = edge + inwards * mark.mm, edge + inwards * mark.middle + SMALL * FIGURE / 2
            figure = RulerNumber(mark.mm, across + mark.beside, foot, mark.anchor)
            yield Stroke(across, y, across + mark.end, y), figure
    for edge, inwards in ((0, 1), (paper.width, -1)):
        yield Stroke(edge, down, edge + inwards * REACH, down), None
        for mark in _marks():
            x, foot = edge + inwards * mark.mm, edge + inwards * mark.middle + SMALL * FIGURE / 2
            figure = RulerNumber(mark.mm, foot, down - mark.beside, mark.anchor, turn=-90)
            yield Stroke(x, down, x, down - mark.end), figure


@dataclass(frozen=True, slots=True)
class _RulerMark:
    """A line of a ruler at an edge, with its figure: even ones on one side of the ruler, odd ones on the other."""

    mm: int
    """The distance from the edge."""
    end: float
    """The length of its line, negative on the other side of the ruler."""
    beside: float
    """The distance at which its figure begins, with the same sign."""
    middle: float
    """The distance of the middle of its figure from the edge."""
    anchor: str


def _marks() -> Iterator[_RulerMark]:
    """Yield the marks of a ruler at an edge."""
    for mm in range(REACH + 1):
        side = 1 if mm % 2 else -1
        reach = FAR if mm % 4 in {0, 3} else NEAR
        middle = max(mm, SMALL * FIGURE / 2 + 0.1)  # so that all of the 0 is on the paper
        yield _RulerMark(mm, side * reach, side * (reach + GAP), middle=middle, anchor="start" if side > 0 else "end")


def _long(left: float, top: float) -> Iterator[tuple[Stroke, RulerNumber | None]]:
    """Yield the lines of the long rulers, some with figures: one ruler runs to the right, one down.

    Both begin at the corner where they meet. Nothing else marks their 0, so that nothing makes them look longer.
    """
    yield Stroke(left, top, left + LONG, top), RulerNumber(0, left - GAP, top - GAP, "end")
    yield Stroke(left, top, left, top + LONG), None
    for mm in range(1, LONG + 1):
        length = 5 if mm % 10 == 0 else 3.6 if mm % 5 == 0 else 2.2
        across = RulerNumber(mm, left + mm, top - length - GAP, "middle")
        down = RulerNumber(mm, left - length - GAP, top + mm + LARGE * FIGURE / 2, "end")
        yield Stroke(left + mm, top, left + mm, top - length), across if mm % 10 == 0 else None
        yield Stroke(left, top + mm, left - length, top + mm), down if mm % 10 == 0 else None


def _crosses(paper: Paper) -> Iterator[Stroke]:
    """Yield a cross in each corner, in the same places of the paper whichever way it is turned over."""
    for x in (CROSS, paper.width - CROSS):
        for y in (CROSS, paper.height - CROSS):
            yield Stroke(x - ARM, y, x + ARM, y)
            yield Stroke(x, y - ARM, x, y + ARM)
            for mm in (*range(-ARM, 0), *range(1, ARM + 1)):
                yield Stroke(x + mm, y - STUB, x + mm, y + STUB)
                yield Stroke(x - STUB, y + mm, x + STUB, y + mm)
