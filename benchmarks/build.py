"""How fast everything is made from nothing, against bare WeasyPrint over the same HTML: ratios from one run.

Run it with `.venv/bin/python benchmarks/build.py [professions]`; on fewer professions it takes less time. `pip install
typst` adds Typst; Chromium is in the table where it is installed. Where other programs run at the same time, the second
figure tells more: for how long processors worked on it.
"""

import importlib.util
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import others
from weasyprint import HTML

from framework_pdf.brand.font_families import typefaces_folder
from framework_pdf.build.session import Session, open_sessions
from framework_pdf.build.typeset import typeset
from framework_pdf.core import workspace
from framework_pdf.products.edition import Edition
from framework_pdf.products.plan import Request
from framework_pdf.typesetting.typesetter import LaidOut, Typesetter

BARE = """
import sys
from weasyprint import HTML
HTML(sys.argv[1], base_url=sys.argv[2]).write_pdf(sys.argv[3], pdf_variant="pdf/a-2a")
"""


def main() -> None:
    """Print the table."""
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        opening = partial(open_sessions, workspace.find(output=folder / "output"), ())
        (session,) = opening().values()
        professions = tuple(session.catalogue.professions)[:asked]
        editions = session.plan(Request(professions))
        pages = [html_of(session, edition, folder / f"{number}.html") for number, edition in enumerate(editions)]
        base = f"{session.typesetter._base.as_uri()}/"
        rows = {"bare WeasyPrint, one process": _seconds(partial(_bare_loop, pages, base))}
        rows["bare WeasyPrint, a process a document"] = _seconds(partial(_bare_processes, pages, base))
        if browser := others.chromium():
            rows["Chromium, a process a document"] = _seconds(partial(others.print_all, browser, pages, base))
        if typst := _typst():
            rows["Typst, the words without design"] = _seconds(
                partial(others.typeset_all, typst, pages, typefaces_folder())
            )
        for jobs in (1, 2, 4):
            rows[f"framework-pdf --jobs {jobs}"] = _seconds(partial(_ours, professions, folder, jobs))
    print(f"{len(editions)} documents for {len(professions)} professions, from nothing; x: how many times as the loop")
    print(f"{'':<40}   seconds          of processors")
    loop, worked_loop = next(iter(rows.values()))
    for what, (seconds, worked) in rows.items():
        faster = f"{seconds:7.1f} {loop / seconds:5.2f} x"
        print(f"{what:<40} {faster}  {worked:7.1f} {worked_loop / worked:5.2f} x")
    print(f"largest process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000:.0f} MB")


def _typst() -> Any:
    """Return Typst if it is installed: nothing else needs it."""
    return importlib.import_module("typst") if importlib.util.find_spec("typst") else None


def html_of(session: Session, edition: Edition, path: Path) -> Path:
    """Write the HTML of an edition as it is finally set; return where."""
    seen: list[str] = []
    typesetter = session.typesetter

    class Watched(type(typesetter)):  # type: ignore[misc]
        def lay_out(self, html: str, *typefaces: Mapping[str, Path]) -> LaidOut:
            seen.append(html)
            return super().lay_out(html, *typefaces)  # type: ignore[no-any-return]

        def combine(self, html: str, proofs: Sequence[LaidOut]) -> LaidOut:
            seen.append(html)
            return super().combine(html, proofs)  # type: ignore[no-any-return]

    typesetter.__class__ = Watched
    typeset(session, edition)
    typesetter.__class__ = Typesetter
    path.write_text(seen[-1], encoding="utf-8")
    return path


def _bare_loop(pages: Sequence[Path], base: str) -> None:
    for page in pages:
        HTML(page, base_url=base).write_pdf(page.with_suffix(".pdf"), pdf_variant="pdf/a-2a")


def _bare_processes(pages: Sequence[Path], base: str) -> None:
    for page in pages:
        subprocess.run([sys.executable, "-c", BARE, page, base, page.with_suffix(".pdf")], check=True)


def _ours(professions: Sequence[str], folder: Path, jobs: int) -> None:
    """As a user runs it: a process of its own, from its start to its end."""
    asked = [part for name in professions for part in ("--profession", name)]
    command = [sys.executable, "-m", "framework_pdf", "build", "--quiet", "--jobs", str(jobs), *asked]
    subprocess.run([*command, "--output", str(folder / f"jobs-{jobs}")], check=True)


def _seconds(work: Callable[[], None]) -> tuple[float, float]:
    """Return how long work took, and for how long processors worked on it, in seconds."""
    started, worked = time.perf_counter(), sum(os.times()[:4])
    work()
    return time.perf_counter() - started, sum(os.times()[:4]) - worked


if __name__ == "__main__":
    main()
