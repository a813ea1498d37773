"""Which editions are up to date, why the others must be made again, and what the manifest says when they are.

An edition is up to date if it would be made from the same now: the same HTML, and the same files that the typesetter
fetches, printed in the same way by the same versions. So nothing has to be known of what depends on what.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import structs

from framework_pdf.brand.kit import FILES
from framework_pdf.build.manifest import File, Key, MadeEdition, Manifest, MetRequest, Orphan, Subject, state_of
from framework_pdf.build.session import Session, Sessions
from framework_pdf.build.sources import Sources, file_below, name_below
from framework_pdf.build.versions import versions
from framework_pdf.build.workers import Outcome
from framework_pdf.core.checksums import digest
from framework_pdf.core.diagnostics import Diagnostic, Location, cut, in_order
from framework_pdf.core.errors import FrameworkPdfError, LimitError
from framework_pdf.core.paths import shortest
from framework_pdf.core.worker import limited
from framework_pdf.products.edition import Edition
from framework_pdf.products.office_job import OfficeJob
from framework_pdf.products.plan import Request
from framework_pdf.products.press_job import PressOptions
from framework_pdf.products.side_by_side import side_by_side

ANYONE = Request(every_profession=True)
PLACES = (ANYONE, replace(ANYONE, office=OfficeJob()), replace(ANYONE, press=PressOptions()))
"""For screens, for an office and for a print shop: files of each have a place of their own."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the manifest of an output folder says, beside the sources as they are now."""

    manifest: Manifest
    output: Path
    sources: Sources

    def why_again(self, edition: Edition, session: Session) -> tuple[str, ...]:
        """Return why an edition must be made again; nothing if it is up to date."""
        made = self.manifest.by_path.get(str(edition.path))
        if made is None:
            return ("it was not made before",)
        was, now = made.key, versions()
        if spoilt := [file.path for file in made.files if not file.is_intact(self.output)]:
            return tuple(f"{shortest(self.output / path)} is not as it was made" for path in spoilt)
        if was.versions != now:
            pairs = ((name, was.versions.get(name, "none"), now.get(name, "none")) for name in was.versions | now)
            return tuple(f"{name} is {new}, and was {old}" for name, old, new in pairs if old != new)
        if was.printing != _printing(edition, self.sources):
            return ("it is to be printed in another way",)
        fetched = [(file_below(session.folders, name), checksum) for name, checksum in was.fetched.items()]
        if changed := [shortest(path) for path, checksum in fetched if self.sources.checksum(path) != checksum]:
            return tuple(f"{name} has changed" for name in changed)
        if was.html != _html(edition, session, was.trials):
            changed = self._changed(made, made.inputs)
            return tuple(f"{name} has changed" for name in changed) or ("there is more, or less, for it to say",)
        warned = dict.fromkeys(shortest(warning.location.path) for warning in made.warnings if warning.location)
        return tuple(f"there was a warning in {name}, which has changed" for name in self._changed(made, warned))

    def of_another_framework(self, edition: Edition, session: Session) -> Diagnostic | None:
        """Return that an edition would take the place of another framework's, if it would.

        That is one of another title from other folders: a framework may get another title, and move.
        """
        made = self.manifest.by_path.get(str(edition.path))
        title = session.catalogue.framework.title
        if made is None or made.subject.framework in {"", title} or made.subject.content == _content(session):
            return None
        if not any(file.is_there(self.output) for file in made.files):
            return None
        message = f"this is of another framework, “{cut(made.subject.framework)}”, and would be lost"
        hint = (
            "name another folder with --output for this framework, or take that one’s away with `framework-pdf clean`"
        )
        return Diagnostic("other-framework", message, Location(self.output / made.edition), hint)

    def kept(self, edition: Edition, session: Session) -> MadeEdition:
        """Return what the manifest says of an edition that is up to date, with its inputs as they are now."""
        made = self.manifest.by_path[str(edition.path)]
        inputs = {name: self.sources.checksum(Path(name)) for name in made.inputs}
        return structs.replace(made, subject=_subject(edition, session), inputs=inputs)

    def met(self, typed: dict[str, Any], editions: Sequence[MadeEdition], found: Iterable[Diagnostic]) -> MetRequest:
        """Return what the manifest says of a request as it was typed, and of what was found in its editions."""
        return MetRequest(
            request=typed,
            places=tuple(map(str, self.sources.places)),
            state=state_of(self.sources),
            editions=tuple(made.edition for made in editions),
            warnings=in_order(found),
        )

    def _changed(self, made: MadeEdition, names: Iterable[str]) -> list[str]:
        return [name for name in names if self.sources.checksum(Path(name)) != made.inputs.get(name)]


def made_edition(outcome: Outcome, session: Session, sources: Sources) -> MadeEdition:
    """Return what the manifest says of an edition that was just made."""
    edition, made = outcome.edition, outcome.made
    warned = (problem.location.path for problem in made.problems if problem.location)
    names = sorted(name_below(session.folders, path) for path in made.used)
    return MadeEdition(
        edition=str(edition.path),
        subject=_subject(edition, session),
        files=tuple(File(str(file.path), file.pages, len(file.data), digest(file.data)) for file in made.files),
        seconds=round(outcome.seconds, 3),
        inputs={shortest(path): sources.checksum(path) for path in sorted({*outcome.inputs, *warned})},
        key=Key(
            html=outcome.html,
            trials=dict(made.trials),
            fetched={name: sources.checksum(file_below(session.folders, name)) for name in names},
            printing=_printing(edition, sources),
            versions=versions(),
        ),
        warnings=made.problems,
        shows=made.shows,
    )


def _subject(edition: Edition, session: Session) -> Subject:
    every = len(edition.aspects) == len(session.catalogue.aspects)
    all_of_them = len(edition.professions) == len(side_by_side(session.catalogue))
    return Subject(
        profession=edition.profession.id,
        aspects=() if every else tuple(aspect.id for aspect in edition.aspects),
        professions=() if all_of_them else tuple(each.id for each in edition.professions),
        brand=edition.brand,
        content=_content(session),
        framework=session.catalogue.framework.title,
    )


def next_manifest(before: Manifest, run: Manifest, sessions: Sessions, output: Path) -> Manifest:
    """Return what the manifest says after a run.

    Args:
        before: What it said until now.
        run: The editions that were asked for, the request that they meet, if it was typed, and the run itself.
        sessions: Those of the run.
        output: The output folder.
    """
    old, new = before.by_path, run.by_path
    gone = dict(_gone([made for path, made in old.items() if path not in new], sessions))
    editions = {path: made for path, made in sorted((old | new).items()) if path not in gone}
    orphans = [
        *before.orphans,
        *(Orphan(file, f"{path} is made without it now") for path in old.keys() & new for file in old[path].files),
        *(Orphan(file, why) for path, why in gone.items() for file in old[path].files),
    ]
    files = {file.path for made in editions.values() for file in made.files}
    left = {each.file.path: each for each in orphans if each.file.path not in files}
    other = {path for path, made in old.items() if path in gone or made.files != editions[path].files}
    met = [each.request for each in run.requests]
    still_met = (each for each in before.requests if each.request not in met and not other & set(each.editions))
    return structs.replace(
        run,
        requests=(*still_met, *run.requests),
        editions=tuple(editions.values()),
        orphans=tuple(left[path] for path in sorted(left) if left[path].file.is_there(output)),
    )


def _gone(editions: Iterable[MadeEdition], sessions: Sessions) -> Iterator[tuple[str, str]]:
    """Yield each edition that can't be asked for any more, by its path, and why, as far as these sessions can tell."""
    paths = cache(_paths)
    for made in editions:
        subject, session = made.subject, sessions.get(made.subject.brand)
        kit = next((Path(name) for name in made.inputs if Path(name).name in FILES), None)
        if kit and not os.path.isfile(kit):  # noqa: PTH113 (false, too, if a name is too long for a file)
            yield made.edition, f"there is no brand kit {kit.parent}"
        elif session and subject.content == _content(session):  # in other content it may well exist
            whose = {subject.profession, *subject.professions}
            if gone := sorted(whose - session.catalogue.professions.keys()):
                yield made.edition, f"there is no profession `{gone[0]}`"
            elif lost := sorted({*subject.aspects} - {aspect.id for aspect in session.catalogue.aspects}):
                yield made.edition, f"there is no aspect `{lost[0]}`"
            elif not any(made.edition in paths(session, _asked_so(place, subject)) for place in PLACES):
                is_ours = made.key.versions.get("its code") == versions()["its code"]
                yield made.edition, "it has another name now" if is_ours else "this version makes nothing of that name"


def _asked_so(place: Request, subject: Subject) -> Request:
    """Return what is asked for by whoever wants an edition of a subject."""
    who = subject.professions
    return replace(place, aspects=subject.aspects, professions=who, every_profession=not who)


def _paths(session: Session, request: Request) -> set[str]:
    """Return the path of every edition that can be asked for so, in whatever form."""
    return {str(edition.path) for edition in session.in_every_form(request)}


def _printing(edition: Edition, sources: Sources) -> str:
    """Return how an edition is printed; of a profile only what it holds matters, not where it lies."""
    job = edition.press_job
    if job and job.profile:
        return f"{replace(job, profile=None)} {sources.checksum(job.profile)}"
    return str(edition.destination)


def _html(edition: Edition, session: Session, trials: dict[str, int]) -> str:
    """Return the checksum of the HTML that an edition has now; empty if it has none, which is told when it is made."""
    try:
        with limited(f"`{edition.path}`"):
            return session.composed(edition, trials).checksum
    except LimitError:
        raise
    except FrameworkPdfError:
        return ""


def _content(session: Session) -> tuple[str, ...]:
    return tuple(shortest(layer.folder) for layer in session.catalogue.layers)
