"""The record of a run: each file made, its inputs, the versions used, and the warnings."""

import hashlib
import json
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from framework_pdf import __version__
from framework_pdf.diagnostics import Diagnostic, shortest
from framework_pdf.livery.effects import Report
from framework_pdf.model.catalogue import Catalogue, Layer
from framework_pdf.model.passages import origins, passages

FILE_NAME = "colophon.json"
LIBRARIES = ("weasyprint", "jinja2", "pydantic", "pikepdf", "segno", "rendercv-fonts")


@dataclass(frozen=True)
class Printed:
    """A finished file, before it is written."""

    path: PurePosixPath
    """Below the output folder."""
    data: bytes
    pages: int | None
    """None where it has no pages."""
    seconds: float
    inputs: tuple[Path, ...]


@dataclass(frozen=True)
class Folder:
    """A folder of content, whose it is where it is an overlay, and what comes from it."""

    layer: Layer
    has: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """What a run made, and what it had to say."""

    output: Path
    content: tuple[Folder, ...]
    brands: tuple[Report, ...]
    """What became of each brand kit."""
    printed: tuple[Printed, ...]
    warnings: tuple[Diagnostic, ...]
    seconds: float

    def to_json(self) -> str:
        """The record in, JSON out: the form in which it is kept beside the files."""
        paths = {path for file in self.printed for path in file.inputs}
        hashes = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
        record = {
            "versions": versions(),
            "seconds": round(self.seconds, 3),
            "content": [_folder(folder) for folder in self.content],
            **({"brands": [_brand(report) for report in self.brands]} if self.brands else {}),
            "inputs": {shortest(path): hashes[path] for path in sorted(paths)},
            "files": [_entry(file) for file in self.printed],
            "warnings": [str(warning) for warning in self.warnings],
        }
        return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def folders_of(catalogue: Catalogue) -> tuple[Folder, ...]:
    """A catalogue in; out, each of its folders, the lowest first, with what comes from it."""
    found = tuple(origins(passages(catalogue)))
    return tuple(Folder(layer, tuple(what for other, what in found if other is layer)) for layer in catalogue.layers)


def versions() -> dict[str, str]:
    """Nothing in; out, the versions of the program, of Python and of the libraries that shape a page."""
    return {
        "framework-pdf": __version__,
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
    }


def _folder(folder: Folder) -> dict[str, Any]:
    overlay = folder.layer.overlay
    signed = {"made_by": overlay.made_by, "date": overlay.date.isoformat()} if overlay else {}
    return {"folder": shortest(folder.layer.folder), **signed, "has": list(folder.has)}


def _brand(report: Report) -> dict[str, Any]:
    return {
        "name": report.name,
        "folder": shortest(report.folder),
        "typefaces": [
            {"of": what, "name": name, "files": [shortest(file) for file in files], "embedded": list(embedded)}
            for what, name, files, embedded in report.typefaces
        ],
        "pictures": [{"file": file, "used": used} for file, used in report.pictures],
        "colours": [{"key": key, "asked": asked, "used_for": use} for key, asked, use in report.colours],
        "changed": [
            {"for": each.of, "asked": each.asked, "used": each.used, "contrast_before": round(each.before, 2)}
            for each in report.shades
        ],
        "without_effect": [{"key": each.key, "at": str(each.place), "why": each.why} for each in report.idle],
    }


def _entry(file: Printed) -> dict[str, Any]:
    return {
        "path": str(file.path),
        "pages": file.pages,
        "bytes": len(file.data),
        "sha256": hashlib.sha256(file.data).hexdigest(),
        "seconds": round(file.seconds, 3),
        "inputs": [shortest(path) for path in sorted(file.inputs)],
    }
