"""The record of an output folder: each edition in it, its files, what they are made from, and what was asked for.

It lies beside the files, is written last, and is read by the next build: what stands as it says need not be made again.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from framework_pdf.core.diagnostics import Diagnostic, Location, Severity
from framework_pdf.core.paths import checksum, shortest

FILE_NAME = "colophon.json"
FORM = 2
"""Of the record: one of another form is not read."""
Sums = Mapping[str, str]
"""Checksums by names."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that was made."""

    path: str
    """Below the output folder."""
    pages: int | None
    """None where it has no pages."""
    bytes: int
    sha256: str

    def stands(self, output: Path) -> bool:
        """The output folder in; out, whether the file is there as it was made."""
        return checksum(output / self.path) == self.sha256


@dataclass(frozen=True, slots=True)
class Docket:
    """What an edition was made from: one with the same docket has the same files."""

    says: str
    """A checksum of its words and their form: of all HTML that was made for it."""
    trials: Mapping[str, int]
    """Of each aspect that was fitted, by its id, how many settings were tried."""
    used: Sums
    """Of the style sheets, fonts and pictures that the press fetched, by their names below the folders."""
    printing: str
    """How it is printed, and with what profile."""
    versions: str
    """A checksum of the versions that it was made by."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an edition is, in words with which it can be asked for again."""

    profession: str
    product: str
    print: str
    format: str
    paper: str | None
    aspects: tuple[str, ...]
    """None where it has them all."""
    destination: str
    """`screen`, `office` or `press`."""
    brand: str | None
    kit: str | None
    """The folder of its brand kit."""
    content: tuple[str, ...]
    """The folders that its words are from."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An edition."""

    edition: str
    """Its path; where it has several files, theirs begin like it."""
    subject: Subject
    files: tuple[File, ...]
    seconds: float
    inputs: Sums
    """The files that it was made from, as people call them."""
    docket: Docket
    warnings: tuple[Diagnostic, ...]
    shows: tuple[Any, ...]
    """What it shows of a brand kit, as `livery.effects` keeps it."""

    @property
    def sum(self) -> str:
        """One checksum of all its files."""
        return hashlib.sha256("".join(file.sha256 for file in self.files).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was met, and the state of everything that could matter to it."""

    request: Mapping[str, Any]
    folders: tuple[str, ...]
    files: tuple[str, ...]
    state: str
    editions: Sums
    """Each edition by its path, with one checksum of all its files: another request may make it otherwise."""
    warnings: tuple[Diagnostic, ...]

    @property
    def key(self) -> str:
        """The request, to be found again by."""
        return key_of(self.request)


@dataclass(frozen=True, slots=True)
class Orphan:
    """A file that was made for something that no longer exists."""

    file: File
    why: str


@dataclass(frozen=True, slots=True)
class LastRun:
    """What the last run was done by, how long it took, and what became of folders and brand kits."""

    versions: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0
    content: tuple[Any, ...] = ()
    brands: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Colophon:
    """What lies in an output folder."""

    editions: Mapping[str, Entry] = field(default_factory=dict)
    asked: Mapping[str, Asked] = field(default_factory=dict)
    orphans: tuple[Orphan, ...] = ()
    last: LastRun = field(default_factory=LastRun)

    def files(self) -> tuple[File, ...]:
        """Nothing in; out, every file that was made, what it was made for or not."""
        made = (file for entry in self.editions.values() for file in entry.files)
        return (*made, *(orphan.file for orphan in self.orphans))

    def to_json(self) -> str:
        """Nothing in; out, the record as it is kept."""
        record = {
            "form": FORM,
            "last_run": asdict(self.last),
            "asked": list(map(_out, self.asked.values())),
            "editions": [_out(self.editions[path]) for path in sorted(self.editions)],
            "orphans": [asdict(orphan) for orphan in sorted(self.orphans, key=lambda orphan: orphan.file.path)],
        }
        return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def key_of(request: Mapping[str, Any]) -> str:
    """A request in; out, what it is found by."""
    return json.dumps(request, sort_keys=True, ensure_ascii=False)


def read(output: Path) -> tuple[Colophon, tuple[Diagnostic, ...]]:
    """An output folder in; out, its record, an empty one where there is none, and a warning where it can't be read."""
    path = output / FILE_NAME
    if not path.exists():
        return Colophon(), ()
    try:
        return _colophon_in(json.loads(path.read_text(encoding="utf-8"))), ()
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        hint = "nothing needs to be done: everything that is asked for is made again"
        message = "the record can't be read, or was written by another version of the program"
        return Colophon(), (Diagnostic("unread-record", message, Location(path), hint, Severity.WARNING),)


def _colophon_in(said: Any) -> Colophon:
    """What a record says in, the record out. Raises ValueError, LookupError or TypeError where it is none of ours."""
    if said["form"] != FORM:
        raise ValueError(said["form"])
    entries = [_entry_in(each) for each in said["editions"]]
    asked = [_asked_in(each) for each in said["asked"]]
    return Colophon(
        editions={entry.edition: entry for entry in entries},
        asked={each.key: each for each in asked},
        orphans=tuple(Orphan(_file_in(each["file"]), str(each["why"])) for each in said["orphans"]),
        last=LastRun(**said["last_run"]),
    )


def _file_in(said: Mapping[str, Any]) -> File:
    """What is said of a file in, the file out. ValueError where its path leads out of the output folder."""
    path = PurePosixPath(said["path"])
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise ValueError(said["path"])
    return File(str(path), said["pages"], int(said["bytes"]), str(said["sha256"]))


def _entry_in(said: Mapping[str, Any]) -> Entry:
    return Entry(
        edition=str(said["edition"]),
        subject=_subject_in(said["subject"]),
        files=tuple(map(_file_in, said["files"])),
        seconds=float(said["seconds"]),
        inputs={str(name): str(total) for name, total in said["inputs"].items()},
        docket=_docket_in(said["docket"]),
        warnings=tuple(map(_diagnostic_in, said["warnings"])),
        shows=tuple(said["shows"]),
    )


def _subject_in(said: Mapping[str, Any]) -> Subject:
    return Subject(**{**said, "aspects": tuple(said["aspects"]), "content": tuple(said["content"])})


def _docket_in(said: Mapping[str, Any]) -> Docket:
    return Docket(
        says=str(said["says"]),
        trials={str(aspect): int(number) for aspect, number in said["trials"].items()},
        used={str(name): str(total) for name, total in said["used"].items()},
        printing=str(said["printing"]),
        versions=str(said["versions"]),
    )


def _asked_in(said: Mapping[str, Any]) -> Asked:
    return Asked(
        request=dict(said["request"]),
        folders=tuple(map(str, said["folders"])),
        files=tuple(map(str, said["files"])),
        state=str(said["state"]),
        editions={str(name): str(total) for name, total in said["editions"].items()},
        warnings=tuple(map(_diagnostic_in, said["warnings"])),
    )


def _out(part: Entry | Asked) -> dict[str, Any]:
    """A part of the record in; out, the same as values of JSON."""
    return {**asdict(replace(part, warnings=())), "warnings": list(map(_diagnostic_out, part.warnings))}


def _diagnostic_in(said: Mapping[str, Any]) -> Diagnostic:
    at = said["at"]
    place = Location(Path(at["path"]), at["line"], at["column"]) if at else None
    return Diagnostic(said["code"], said["message"], place, said["hint"], Severity(said["severity"]))


def _diagnostic_out(diagnostic: Diagnostic) -> dict[str, Any]:
    at = diagnostic.location
    place = {"path": shortest(at.path), "line": at.line, "column": at.column} if at else None
    said = {"code": diagnostic.code, "message": diagnostic.message, "hint": diagnostic.hint}
    return {**said, "severity": str(diagnostic.severity), "at": place}
