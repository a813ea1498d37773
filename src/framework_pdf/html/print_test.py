"""A paper in; out, what the print test for it shows: its words, rulers and crosses. Lengths in mm, from the top left.

The paper stands upright. Its back is as it lies in the file: what one sees when the sheet was turned over as the
printer does.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from framework_pdf.core.units import A4, LETTER, Paper
from framework_pdf.products.office_job import Flip

TEMPLATE = "sheets/print_test/print_test.html.j2"
MARGIN = 20
"""Words keep so far from the edge, so that they are there whatever a printer can't reach."""
REACH = 20
"""How far the rulers at the edges run inwards."""
NEAR, FAR = 3.6, 8.2
"""How long lines are whose figures stand near the ruler, and far from it: all in one column would have no room."""
LONG = 100
"""The rulers that tell whether a printer scales."""
CROSS, ARM = 16, 4
"""How far the middle of a cross is from both edges of its corner, and how long each of its arms."""
STUB = 0.9
"""Half the length of a mark on a cross; they stand 1 mm apart."""
SMALL, LARGE = 3, 4.2
"""The size of figures at the edges, and at the long rulers."""
FIGURE = 0.65
"""How tall figures are, as a share of their size."""
GAP = 0.7
"""Between a line and its figure."""
NARROWEST, LOWEST = A4, LETTER
"""The sheets for which type and spaces are as large as the style sheet says."""
BESIDE, ABOVE = 19, 54
"""The room at the left of the long rulers' corner and over it, within the margins of those sheets."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class RulerNumber:
    """A number on a ruler: where its foot stands, and which part of it stands there."""

    number: int
    x: float
    y: float
    anchor: str
    """`start`, `middle` or `end`, as in SVG."""
    turn: int = 0
    """About its foot, in degrees, clockwise."""


@dataclass(frozen=True, slots=True)
class SideDrawing:
    """What is drawn on a side, and what is said of it to those who do not see it."""

    title: str
    fine: tuple[Stroke, ...]
    """The rulers at the edges, and crosses."""
    small: tuple[RulerNumber, ...]
    strong: tuple[Stroke, ...]
    """The long rulers."""
    large: tuple[RulerNumber, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Something to find out."""

    asks: str
    says: str
    option: str = ""
    """Which option it is the answer to."""


@dataclass(frozen=True, slots=True)
class Message:
    """What the back says where a printer turns sheets about one of their edges."""

    says: str
    shows: str
    """Of its picture, to those who do not see it."""
    command: str
    is_long: bool
    turned: bool
    """Whether it stands on its head in the file."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said beside the steps and the messages."""

    title: str
    about: str
    description: str
    front: str
    lead: str
    arrow: str
    build: str
    command: str
    options: tuple[str, ...]
    """Those whose answers are to be filled in by hand."""
    call: str
    then: str
    reminder: str


@dataclass(frozen=True, slots=True)
class PrintTest:
    """All that the sheet shows."""

    paper: Paper
    margin: float
    scale: float
    """How many times larger type and spaces are than on the smallest sheets. Rulers are not."""
    corner: tuple[float, float]
    """Where the long rulers meet."""
    words: Words
    steps: tuple[Step, ...]
    messages: tuple[Message, ...]
    front: SideDrawing
    back: SideDrawing
    small: float = SMALL
    """The size of small figures, and of large ones."""
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
        upside_down: The ways of turning for which a back stands on its head in the file, as imposition has it.

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
    """A paper in; out, what is said on it."""
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
    """A printer's way in; out, what the back says of it: upright where the sheet is then turned like a book's leaf."""
    edge = flip.removesuffix("-edge")
    return Message(
        says=f"Your printer turns sheets about the\N{NO-BREAK SPACE}{edge}\N{NO-BREAK SPACE}edge",
        shows=f"A sheet with its {edge} edge marked",
        command=f"{COMMAND} --flip {flip}",
        is_long=flip is Flip.LONG,
        turned=turned,
    )


def _drawing(paper: Paper, corner: tuple[float, float] | None) -> SideDrawing:
    """A paper and where the long rulers meet, or None for a side without them, in; out, what is drawn on it."""
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
    """A paper in; out, the lines of the rulers at its edges, each with its figure. At the sides, figures are turned."""
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
            yield Stroke(x, down, x, down - mark.end), RulerNumber(mark.mm, foot, down - mark.beside, mark.anchor, -90)


@dataclass(frozen=True, slots=True)
class _RulerMark:
    """A line of a ruler at an edge, with its figure: even ones at one side of the ruler, odd ones at the other."""

    mm: int
    """How far it is from the edge."""
    end: float
    """How far its line goes aside."""
    beside: float
    """Where its figure begins there."""
    middle: float
    """How far the middle of its figure is from the edge."""
    anchor: str


def _marks() -> Iterator[_RulerMark]:
    """Nothing in; out, the marks of a ruler at an edge."""
    for mm in range(REACH + 1):
        side = 1 if mm % 2 else -1
        reach = FAR if mm % 4 in {0, 3} else NEAR
        middle = max(mm, SMALL * FIGURE / 2 + 0.1)  # all of the 0 stands on the paper
        yield _RulerMark(mm, side * reach, side * (reach + GAP), middle, "start" if side > 0 else "end")


def _long(left: float, top: float) -> Iterator[tuple[Stroke, RulerNumber | None]]:
    """Where the long rulers meet in; out, their lines, some with figures: one runs to the right, one down.

    Both begin at the corner, which is all that marks their 0, so that nothing makes them look longer.
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
    """A paper in; out, a cross in each corner, in the same place of the paper whichever way it is turned over."""
    for x in (CROSS, paper.width - CROSS):
        for y in (CROSS, paper.height - CROSS):
            yield Stroke(x - ARM, y, x + ARM, y)
            yield Stroke(x, y - ARM, x, y + ARM)
            for mm in (*range(-ARM, 0), *range(1, ARM + 1)):
                yield Stroke(x + mm, y - STUB, x + mm, y + STUB)
                yield Stroke(x - STUB, y + mm, x + STUB, y + mm)
