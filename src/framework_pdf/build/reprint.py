"""Desks, editions and a record in; out, which editions must be made again and why, and the record thereafter."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from framework_pdf.brand.kit import FILE
from framework_pdf.build.colophon import Asked, Colophon, Docket, Entry, File, LastRun, Orphan, Subject
from framework_pdf.build.desk import Desk, Desks
from framework_pdf.build.outcome import Outcome
from framework_pdf.build.standing import why_again
from framework_pdf.build.stock import Stock, name_in
from framework_pdf.build.versions import total, versions
from framework_pdf.core.errors import FrameworkPdfError, LimitError, RequestError
from framework_pdf.core.paths import shortest
from framework_pdf.core.units import PAPERS
from framework_pdf.core.worker import limited
from framework_pdf.products.edition import Edition
from framework_pdf.products.office_job import OfficeJob
from framework_pdf.products.plan import Request
from framework_pdf.products.press_job import PressJob, PressOptions
from framework_pdf.products.product import PRODUCTS, Format, Print


def why(desk: Desk, edition: Edition, record: Colophon, output: Path, stock: Stock) -> tuple[str, ...]:
    """An edition, its desk, the record, its folder and the stock in; out, why it must be made again; empty if not."""
    entry = record.editions.get(str(edition.path))
    trials, used = (entry.docket.trials, entry.docket.used) if entry else ({}, {})

    def says() -> str:
        try:
            with limited(f"`{edition.path}`"):
                return desk.says(edition, trials).sum
        except LimitError:
            raise
        except FrameworkPdfError:
            return ""  # it is told when the edition is made

    now = _docket("", trials, used, desk, edition, stock)
    return why_again(entry, now, record.last.versions, output, stock, says)


def entry_of(outcome: Outcome, desk: Desk, stock: Stock) -> Entry:
    """What became of an edition, its desk and the stock in; out, what the record has of it."""
    edition = outcome.edition
    places = (problem.location.path for problem in outcome.problems if problem.location)
    used = (name_in(desk.folders, path) for path in outcome.used)
    return Entry(
        edition=str(edition.path),
        subject=_subject(edition, desk),
        files=tuple(
            File(str(file.path), file.pages, len(file.data), hashlib.sha256(file.data).hexdigest())
            for file in outcome.files
        ),
        seconds=round(outcome.seconds, 3),
        inputs={shortest(path): stock.sum_at(path) for path in sorted({*outcome.inputs, *places})},
        docket=_docket(outcome.says, outcome.trials, used, desk, edition, stock),
        warnings=outcome.problems,
        shows=tuple(seen.to_record() for seen in outcome.seen),
    )


def kept(entry: Entry, stock: Stock) -> Entry:
    """An entry that stands and the stock in; out, the entry, with its files as they are now."""
    return replace(entry, inputs={name: stock.sum_at(Path(name)) for name in entry.inputs})


def _docket(
    says: str, trials: Mapping[str, int], used: Iterable[str], desk: Desk, edition: Edition, stock: Stock
) -> Docket:
    """What an edition says, and the names of what the press fetched, in; out, its docket as it is now."""
    job = edition.job
    work = replace(job, profile=None) if job else edition.work
    profile = stock.sum_at(job.profile) if job and job.profile else ""
    return Docket(
        says=says,
        trials=trials,
        used={name: stock.sum_of(name, desk.folders) for name in sorted(used)},
        printing=f"{work!r} {profile}" if work else "",
        versions=total(versions()),
    )


def _subject(edition: Edition, desk: Desk) -> Subject:
    every = len(edition.aspects) == len(desk.catalogue.aspects)
    kit = desk.look.kit
    return Subject(
        profession=edition.profession.id,
        product=edition.product.id,
        print=str(edition.product.print),
        format=str(edition.product.format),
        paper=edition.paper.name if edition.paper else None,
        aspects=() if every else tuple(aspect.id for aspect in edition.aspects),
        destination={PressJob: "press", OfficeJob: "office"}.get(type(edition.work), "screen"),
        brand=edition.brand,
        kit=shortest(kit.folder) if kit else None,
        content=_content(desk),
    )


def _content(desk: Desk) -> tuple[str, ...]:
    return tuple(shortest(layer.folder) for layer in desk.catalogue.layers)


def recorded(
    before: Colophon, made: Sequence[Entry], asked: Asked | None, last: LastRun, desks: Desks, output: Path
) -> Colophon:
    """The record so far, what was asked for and is there, the run, the desks and the folder in; the new one out."""
    editions = {**before.editions, **{entry.edition: entry for entry in made}}
    gone = {path: reason for path, entry in editions.items() if (reason := _why_gone(entry, desks))}
    standing = {path: entry for path, entry in editions.items() if path not in gone}
    present = {file.path for entry in standing.values() for file in entry.files}
    orphans = (*before.orphans, *_left(before, made), *_of_gone(editions, gone))
    still = {
        orphan.file.path: orphan
        for orphan in orphans
        if orphan.file.path not in present and (output / orphan.file.path).is_file()
    }
    requests = {**before.asked, **({asked.key: asked} if asked else {})}
    return Colophon(
        editions=standing,
        asked={key: each for key, each in requests.items() if each.editions.keys() <= standing.keys()},
        orphans=tuple(still.values()),
        last=last,
    )


def _left(before: Colophon, made: Iterable[Entry]) -> Iterator[Orphan]:
    """The record so far and what was made in; out, files that an edition had and has no longer."""
    for entry in made:
        old = before.editions.get(entry.edition)
        for file in old.files if old else ():
            yield Orphan(file, f"{entry.edition} is made without it now")


def _of_gone(editions: Mapping[str, Entry], gone: Mapping[str, str]) -> Iterator[Orphan]:
    """Editions and why some are for nothing, by their paths, in; out, the files of those."""
    return (Orphan(file, why) for path, why in gone.items() for file in editions[path].files)


def _why_gone(entry: Entry, desks: Desks) -> str | None:
    """An edition and the desks in; out, why it can't be asked for any more, as far as they can tell."""
    subject = entry.subject
    if subject.kit and not (Path(subject.kit) / FILE).is_file():
        return f"there is no brand kit {subject.kit}"
    desk = desks.get(subject.brand)
    if desk is None or subject.content != _content(desk):
        return None  # it is from another content, and may well exist there
    request = Request(
        professions=(subject.profession,),
        products=(PRODUCTS[subject.product],),
        aspects=subject.aspects,
        paper=PAPERS[subject.paper] if subject.paper else None,
        prints=(Print(subject.print),),
        formats=(Format(subject.format),),
        office=OfficeJob() if subject.destination == "office" else None,
        press=PressOptions() if subject.destination == "press" else None,
    )
    try:
        paths = {str(edition.path) for edition in desk.planned(request)}
    except RequestError as error:
        return error.diagnostics[0].message
    return None if entry.edition in paths else "it has another name now"
