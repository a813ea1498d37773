"""How long people wait when nothing, or one question of a profession, has changed: cold, and warm under `watch`.

Run it with `.venv/bin/python benchmarks/changes.py`. Ratios come from one run; each number is the shortest of some.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from os import chdir
from pathlib import Path
from threading import Timer

from build import html_of
from weasyprint import HTML

from framework_pdf.build.pipeline import BuildOptions
from framework_pdf.build.session import open_sessions
from framework_pdf.build.watch import watch_and_rebuild
from framework_pdf.core import workspace
from framework_pdf.products.plan import Request

ROUNDS = 5
WHO = "podiatrist"
ASPECT = "2"
BARE = """
import sys
from weasyprint import HTML
base, *pages = sys.argv[1:]
for page in pages:
    HTML(page, base_url=base).write_pdf(page + ".pdf", pdf_variant="pdf/a-2a")
"""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        for part in ("content", "templates"):
            shutil.copytree(workspace.packaged(part), Path(name, part))
        chdir(name)
        pages, base = _pages()
        changes = count(1)
        _build("--all")
        import_ = _shortest(lambda: _python("-c", "import weasyprint"))
        nothing = _shortest(lambda: _build("--all"))
        bare, one = _in_turn(
            lambda: _python("-c", BARE, base, *pages),
            lambda: _build("--profession", WHO),
            lambda: _change(next(changes)),
        )
        warm_bare, warm = _warm(pages, base, changes)
    print(f"{'import weasyprint':<64} {import_:6.2f} s")
    print(f"{'nothing has changed, everything asked for (127 files)':<64} {nothing:6.2f} s   {nothing / import_:5.2f}")
    print(f"{'bare: the booklet and a card, in a new process':<64} {bare:6.2f} s")
    print(f"{'a question has changed: booklet, card and all cards':<64} {one:6.2f} s   {one / bare:5.2f}")
    print(f"{'bare: the booklet and a card, in a warm process':<64} {warm_bare:6.2f} s")
    print(f"{'watch, a question has changed: booklet, card and all cards':<64} {warm:6.2f} s   {warm / warm_bare:5.2f}")


def _change(number: int) -> None:
    """Write the profession's question on an aspect anew."""
    path = Path("content/professions", f"{WHO}.yml")
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if line.strip().startswith("care-of-patients:"))
    at = next(i for i in range(at, len(lines)) if lines[i].strip().startswith("awareness:"))
    lines[at] = re.sub(r'[? \d]*("?)$', rf" {number}?\1", lines[at], count=1)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _pages() -> tuple[tuple[str, ...], str]:
    """Return files with the HTML of the booklet and a card as they are finally set, and where their addresses start."""
    (session,) = open_sessions(workspace.find(), ()).values()
    asked = Request((WHO,), products=("booklet",)), Request((WHO,), products=("card",), aspects=(ASPECT,))
    editions = [edition for request in asked for edition in session.plan(request)]
    paths = [str(html_of(session, edition, Path(f"{edition.product.id}.html").absolute())) for edition in editions]
    return tuple(paths), f"{session.typesetter._base.as_uri()}/"


def _warm(pages: tuple[str, ...], base: str, changes: "count[int]") -> tuple[float, float]:
    """Return the seconds of bare WeasyPrint and of `watch`."""

    def bare() -> None:
        for page in pages:
            HTML(page, base_url=base).write_pdf(f"{page}.pdf", pdf_variant="pdf/a-2a")

    bare()
    least = _shortest(bare)
    seconds: list[float] = []
    with watch_and_rebuild(workspace.find(), Request((WHO,)), BuildOptions(jobs=2)) as coming:
        next(coming)
        while len(seconds) < ROUNDS:
            Timer(0.5, _change, [next(changes)]).start()
            round_ = next(coming)
            if round_.built and len(round_.built.made) == 3:
                seconds.append(round_.seconds)
    return least, min(seconds)


def _build(*arguments: str) -> None:
    _python("-m", "framework_pdf", "build", "--quiet", *arguments)


def _python(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True)


def _in_turn(one: Callable[[], None], other: Callable[[], None], between: Callable[[], None]) -> tuple[float, float]:
    """Return the shortest times, in seconds, of two tasks that take turns.

    They take turns: what else the machine does meanwhile, it does to both.
    """
    times = []
    for _ in range(ROUNDS):
        first = _seconds(one)
        between()
        times.append((first, _seconds(other)))
    return min(first for first, _ in times), min(second for _, second in times)


def _shortest(work: Callable[[], None]) -> float:
    """Return the shortest time that something took of some rounds, in seconds."""
    return min(_seconds(work) for _ in range(ROUNDS))


def _seconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
