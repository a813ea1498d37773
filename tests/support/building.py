"""Builds that many tests look at, each made once in a run of the tests, whichever worker asks for it first."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from filelock import FileLock

from framework_pdf.build import brand_tasks, pipeline
from framework_pdf.build import output as output_folder
from framework_pdf.build.manifest import FILE_NAME
from framework_pdf.build.output import LOCK
from framework_pdf.build.session import open_sessions
from framework_pdf.content.model.printing import PrinterMark
from framework_pdf.core.checksums import checksum
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.formats import Made
from framework_pdf.products.plan import Request
from framework_pdf.products.press_job import PressOptions
from framework_pdf.typesetting.patches.verified import NO_PATCHES
from tests.support.folders import CONTENT, TEMPLATES

STRICT = pipeline.BuildOptions(strict=True)
"""A build in which a warning is an error."""
Build = Callable[..., pipeline.BuildResult]
"""Builds, as `pipeline.build` does."""


@dataclass(frozen=True)
class Builds:
    """What was built for tests to look at, and not to change."""

    home: Path
    """The folder of the whole run, which all its processes share."""
    build: Build

    def of(self, request: Request, *content: Path) -> Path:
        """Return the output folder with what a request asks for, built without a warning.

        Args:
            request: What is asked for.
            content: The content of the small framework and overlays over it; else it is our own.

        """
        folders = content or (CONTENT,)

        def make(output: Path) -> None:
            self.build(Workspace(folders, (TEMPLATES,), output), request, STRICT)

        return self.kept(repr((request, folders)), make)

    def without_patches(self, who: str) -> Path:
        """Return the output folder with somebody's booklet and cards, built without patches of WeasyPrint.

        It is built by a program of its own: workers here may be forked from a process that began with patches.
        """

        def make(output: Path) -> None:
            command = [sys.executable, "-m", "framework_pdf", "build", "--strict", "--profession", who, "--jobs", "1"]
            folders = ["--content", str(CONTENT), "--templates", str(TEMPLATES), "--output", str(output)]
            subprocess.run([*command, *folders], env=os.environ | {NO_PATCHES: "1"}, check=True, capture_output=True)

        return self.kept(f"{who} without patches", make)

    def specimen(self, brand: Path) -> Path:
        """Return the output folder with the specimen of a brand of our own, without a look at other editions."""

        def make(output: Path) -> None:
            made = specimen_of(brand, CONTENT)
            assert made.problems == ()
            output_folder.write({output / file.path: file.data for file in made.files})

        return self.kept(f"specimen of {brand}", make)

    def kept(self, what: str, make: Callable[[Path], object]) -> Path:
        """Return the folder that is made of what goes by that name, and make it where nobody has."""
        name = hashlib.sha256(what.encode()).hexdigest()[:16]
        folder, done = self.home / name, self.home / f"{name}.done"
        with FileLock(self.home / f"{name}.lock"):
            if not done.exists():
                make(folder)
                done.touch()
        return folder


def specimen_of(brand: Path, content: Path) -> Made:
    """Make the specimen of a kit, with pages of some content in small, without a look at other editions."""
    (session,) = open_sessions(Workspace((content,), (TEMPLATES,), Path("nowhere")), (str(brand),)).values()
    return brand_tasks._specimen(session)


# What is asked for most: one form of one profession, perhaps in a brand's look


def standard_of(who: str, *brands: str) -> Request:
    """Ask for the booklet and the cards in standard print."""
    return Request((who,), brands=brands)


def large_of(who: str, *brands: str) -> Request:
    """Ask for the booklet and the cards in large print."""
    return Request((who,), brands=brands, variants=("large-print",))


def small_cards_of(who: str, *brands: str) -> Request:
    """Ask for the cards on A5."""
    return Request((who,), brands=brands, products=("card",), paper="A5")


def web_page_of(who: str, *brands: str) -> Request:
    """Ask for the booklet as a web page."""
    return Request((who,), brands=brands, products=("booklet",), formats=("html",))


def workbook_of(who: str, *brands: str) -> Request:
    """Ask for the booklet as a workbook."""
    return Request((who,), brands=brands, variants=("workbook",))


def poster_of(who: str, *brands: str) -> Request:
    """Ask for the poster."""
    return Request((who,), brands=brands, products=("poster",))


def worksheets_of(who: str, *brands: str) -> Request:
    """Ask for the worksheets in both prints."""
    return Request((who,), brands=brands, products=("worksheet",), variants=("standard", "large-print"))


def kit_of(who: str, *brands: str) -> Request:
    """Ask for the session kit for forty people at six tables, and for the handouts in large print."""
    return Request(
        (who,), brands=brands, products=("session",), variants=("standard", "large-print"), people=40, tables=6
    )


def records_of(who: str, *brands: str) -> Request:
    """Ask for the record of learning in both prints."""
    return Request((who,), brands=brands, products=("cpd-record",), variants=("standard", "large-print"))


def deck_of(who: str, *brands: str) -> Request:
    """Ask for the deck on A6."""
    return Request((who,), brands=brands, products=("deck",))


def small_deck_of(who: str, *brands: str) -> Request:
    """Ask for the deck on A7."""
    return Request((who,), brands=brands, products=("deck",), paper="A7")


def large_deck_of(who: str, *brands: str) -> Request:
    """Ask for the deck in large print."""
    return Request((who,), brands=brands, products=("deck",), variants=("large-print",))


Form = Callable[..., Request]
FORMS: tuple[Form, ...] = (standard_of, large_of, small_cards_of, web_page_of)
"""The forms in which every edition of ours is built."""
SOME = ("allied-health-professional", "podiatrist", "speech-and-language-therapist")
"""Who has every form in each run: the general edition, whom other tests look at, and whose names and words are the
longest."""
OTHER_CARDS = "cards/[2-9]-*.pdf"
"""Each card but the first of a folder: their pages are in the file with all cards, too."""
WIDE_BRAND = "whirligig"
"""The brand whose typeface takes most room: in its look each run has everything, and a nightly one in every look."""


def in_each_run(brand: str) -> tuple[pytest.MarkDecorator, ...]:
    """Return the marks of what is tried with a brand, and each run tries with the wide one alone."""
    return () if brand == WIDE_BRAND else (pytest.mark.nightly,)


def forms_of(brand: str | None, seed: int | None) -> tuple[Form, ...]:
    """Return the forms that a run, nightly or not, looks at in a brand's look, or in our own."""
    has_all = seed is not None or brand in {None, WIDE_BRAND}
    return FORMS if has_all else (standard_of, web_page_of)


MATRIX = Request(products=("matrix",), variants=("standard", "by-aspect"), formats=("pdf", "html"))
"""The questions of all professions side by side."""
MATRIX_ON_A2 = Request(products=("matrix",), paper="A2")
FOR_PRESS = Request(("gardener",), press=PressOptions())
"""What the small framework has for a print shop, without another word."""
FOR_PRESS_WITH_MARKS = replace(FOR_PRESS, press=PressOptions(marks=tuple(PrinterMark), split_cover=True))
"""The same with every mark, the cover by itself."""
FOR_PRESS_IN_BRAND = replace(FOR_PRESS, brands=(str(CONTENT / "brands" / "college-of-everyday-therapies"),))
"""The same in the look of a brand that knows no aspects, with inks and typefaces of its own."""
PAIRS = (("fennermoor-and-larkvale-trust", "podiatrist"),)
"""A brand in whose look other tests print, and for whom."""
OTHER_PAIRS = (
    ("fennermoor-and-larkvale-trust", "paramedic"),
    ("college-of-everyday-therapies", "podiatrist"),
    ("college-of-everyday-therapies", "paramedic"),
)
"""Others, which nightly tests try."""


def checksums(folder: Path) -> dict[str, str]:
    """Return the checksum of each file below an output folder by its path, but not of the record."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name not in {FILE_NAME, LOCK})
    return {path.relative_to(folder).as_posix(): checksum(path) for path in paths}
