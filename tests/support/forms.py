"""Files that are filled in, as Firefox does it: by pdf.js."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pikepdf

from tests.support.building import WIDE_BRAND, Builds, records_of, worksheets_of
from tests.support.folders import ROOT
from tests.support.programs import lacking

PDF_JS = ROOT / ".checks" / "node_modules" / "pdfjs-dist" / "legacy" / "build" / "pdf.mjs"
FILL = Path(__file__).with_name("fill_form.mjs")
TYPED = (
    "I asked whether anyone on our list had stopped coming since the buses changed, and three people had. We rang: one "
    "was minding a grandchild, one could not manage the step, and one had moved to Łódź. We now keep two late slots, "
    "ask about travel when we book, and wrote down what each person said they would need from us. "
)
"""What somebody types, again from its beginning where a field takes more."""


def fields_of(path: Path) -> dict[str, pikepdf.Dictionary]:
    """Return a copy of each field of a form, by its name."""
    with pikepdf.open(path) as pdf:
        return {
            str(field.T): pikepdf.Dictionary({key: field[key] for key in field.keys() - {"/AP", "/P"}})
            for field in pdf.Root.AcroForm.Fields
        }


def answers_for(path: Path) -> dict[str, str | bool]:
    """Return what is filled into each field of a form: as many words as it takes, or a tick."""
    return {
        name: (TYPED * 9)[: int(field.MaxLen)] if field.FT == "/Tx" else True for name, field in fields_of(path).items()
    }


def folders_of_forms(builds: Builds, seed: int | None) -> list[Path]:
    """Return the folders with the forms that tests look at: of each kind and regulator, one in a brand's look."""
    asked = [worksheets_of("podiatrist"), records_of("podiatrist"), records_of("osteopath", WIDE_BRAND)]
    if seed is not None:
        asked += [worksheets_of("podiatrist", WIDE_BRAND), records_of("osteopath")]
    return [builds.of(each) for each in asked]


def filled(builds: Builds, paths: Iterable[Path]) -> dict[Path, Path]:
    """Return forms that were filled in and saved, by the paths of the empty ones."""
    if not PDF_JS.is_file() or not shutil.which("node"):
        lacking("pdf.js")
    each = list(paths)

    def make(folder: Path) -> None:
        folder.mkdir()
        jobs = [
            json.dumps({"from": str(path), "to": str(folder / f"{number}.pdf"), "values": answers_for(path)})
            for number, path in enumerate(each)
        ]
        command = ["node", str(FILL), PDF_JS.as_uri()]
        subprocess.run(command, input="\n".join(jobs), text=True, check=True, capture_output=True, timeout=120)

    folder = builds.kept(f"filled {each}", make)
    return {path: folder / f"{number}.pdf" for number, path in enumerate(each)}
