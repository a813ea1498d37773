"""A record and what there is now in; out, what stands as it was made, and why the rest must be made again.

Nothing here loads more than Python's own library: when nothing has changed, that is known at once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framework_pdf.build.colophon import Docket, Entry, key_of, read
from framework_pdf.build.stock import Stock, take
from framework_pdf.build.versions import total, versions
from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.paths import shortest
from framework_pdf.core.workspace import Workspace


def request_of(workspace: Workspace, said: Mapping[str, Any]) -> dict[str, Any]:
    """The folders of a run and what was typed in; out, both as the record keeps them."""
    names = {"content": workspace.content, "templates": workspace.templates}
    return {**said, **{name: list(map(shortest, folders)) for name, folders in names.items()}}


@dataclass(frozen=True, slots=True)
class Rest:
    """A request that is met: nothing has changed since."""

    editions: tuple[Entry, ...]
    warnings: tuple[Diagnostic, ...]
    """What was told when it was met."""


def at_rest(output: Path, request: Mapping[str, Any]) -> Rest | None:
    """An output folder and a request in; out, that it is met; None where that is not sure."""
    record, _ = read(output)
    asked = record.asked.get(key_of(request))
    if asked is None:
        return None
    entries = tuple(record.editions[path] for path in asked.editions if path in record.editions)
    if {entry.edition: entry.sum for entry in entries} != asked.editions:
        return None
    if asked.state != state_of(take(tuple(map(Path, asked.folders)), tuple(map(Path, asked.files)))):
        return None
    stands = all(file.stands(output) for entry in entries for file in entry.files)
    return Rest(entries, asked.warnings) if stands else None


def state_of(stock: Stock) -> str:
    """The stock of everything that could matter in; out, its state, with that of the program."""
    return f"{stock.state} {total(versions())}"


def why_again(
    entry: Entry | None, now: Docket, last: Mapping[str, str], output: Path, stock: Stock, says: Callable[[], str]
) -> tuple[str, ...]:
    """What the record has of an edition, its docket as it is now but for its words, and what those are, in.

    With the versions of the last run, the output folder and the stock. Out, why it must be made again, if so.
    """
    if entry is None:
        return ("it was not made before",)
    if gone := tuple(file.path for file in entry.files if not file.stands(output)):
        return tuple(f"{shortest(output / path)} is not as it was made" for path in gone)
    if entry.docket.versions != now.versions:
        return tuple(_versions(entry, last)) or ("it was made by another version",)
    if entry.docket.printing != now.printing:
        return ("it is to be printed in another way",)
    if changed := sorted(name for name, found in entry.docket.used.items() if now.used.get(name) != found):
        return tuple(f"{_called(name, entry)} has changed" for name in changed)
    if entry.docket.says != says():
        return tuple(_changed(entry, stock)) or ("there is more, or less, for it to say",)
    places = (warning.location.path for warning in entry.warnings if warning.location)
    moved = dict.fromkeys(path for path in places if stock.sum_at(path) != entry.inputs.get(shortest(path)))
    return tuple(f"there was a warning in {shortest(path)}, which has changed" for path in moved)


def _called(name: str, entry: Entry) -> str:
    """A name below the folders and the entry in; out, the file as people call it."""
    return next((path for path in entry.inputs if Path(path).as_posix().endswith(f"/{name}")), name)


def _versions(entry: Entry, last: Mapping[str, str]) -> Iterator[str]:
    """An entry and the versions of the last run in; out, each that is another now, where that run made the entry."""
    if entry.docket.versions == total(last):
        for name, number in versions().items():
            if last.get(name) != number:
                yield f"{name} is {number}, and was {last.get(name, 'none')}"


def _changed(entry: Entry, stock: Stock) -> Iterator[str]:
    """An entry and the stock in; out, each file that it was made from and that has changed."""
    for name, found in entry.inputs.items():
        if stock.sum_at(Path(name)) != found:
            yield f"{name} has changed"
