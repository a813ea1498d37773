"""Folders and a brand kit, or none, in; out, a desk: what editions in one look say, as HTML, before any is set."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from framework_pdf.brand.font_families import folder as folder_of_typefaces
from framework_pdf.brand.kit import find_kit, load_kit
from framework_pdf.brand.look import Look, look_of
from framework_pdf.brand.model import Kit
from framework_pdf.brand.pictures import Picture
from framework_pdf.brand.report import BrandReport, BrandUse, coarse, report_of
from framework_pdf.brand.separation import Separation, separation_of
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import FrameworkPdfError, KitError
from framework_pdf.core.watchdog import watched
from framework_pdf.core.workspace import Workspace
from framework_pdf.html.card_copy import card_copy
from framework_pdf.html.composer import Composer
from framework_pdf.html.context import Setting, usual_settings
from framework_pdf.html.job_ticket import Ticket
from framework_pdf.html.specimen import Specimen
from framework_pdf.html.template_checks import template_problems
from framework_pdf.products.edition import Edition
from framework_pdf.products.office_job import InkMode
from framework_pdf.products.office_look import look_for_office
from framework_pdf.products.plan import Request, plan
from framework_pdf.products.plan import ticket as plan_ticket
from framework_pdf.products.press_job import PressJob
from framework_pdf.typesetting.copyfit import settings

Settings = Mapping[str, Setting]
"""How the page of each aspect is set, by the aspect's id."""


@dataclass(frozen=True, slots=True)
class Galley:
    """HTML, as much of it as is kept: its checksum, and the templates that it was made with."""

    sum: str
    templates: tuple[Path, ...]


def opened(
    workspace: Workspace, brands: Sequence[str], ink: InkMode = InkMode.COLOUR, found: Iterable[Diagnostic] = ()
) -> dict[str | None, "Desk"]:
    """Folders, brands asked for, an ink and the problems found so far in; out, a desk a brand, by its id, or None.

    Raises FrameworkPdfError with all problems at once.
    """
    problems = list(found)
    desks: dict[str | None, Desk] = {}
    for brand in brands or (None,):
        try:
            kit = load_kit(find_kit(brand, workspace.brands)) if brand is not None else None
            if kit is None or not _is_open(desks, kit):
                desks[kit.id if kit else None] = Desk(workspace, kit, ink)
        except FrameworkPdfError as error:
            problems += error.diagnostics
    if problems:
        raise FrameworkPdfError([*problems, *(warning for desk in desks.values() for warning in desk.warnings)])
    return desks


def _is_open(desks: Mapping[str | None, "Desk"], kit: Kit) -> bool:
    """The desks so far and a kit in; out, whether one has that kit. KitError where one has another of its name."""
    if kit.id not in desks:
        return False
    other = desks[kit.id].look.kit
    if other and other.folder.resolve() == kit.folder.resolve():
        return True
    hint = "build one at a time, or rename one of the folders"
    message = f"two brands are called `{kit.id}`, and their files would go to the same folder"
    raise KitError(Diagnostic("bad-name", message, Location(kit.folder), hint))


def _read(workspace: Workspace, kit: Kit | None) -> tuple[Catalogue, Look, tuple[Diagnostic, ...]]:
    """Folders and a kit, or none, in; out, the catalogue, the livery and the warnings, or all problems at once."""
    with watched("to read the templates"):
        problems = list(template_problems(workspace.templates))
    try:
        catalogue, warnings = load(workspace.content)
    except FrameworkPdfError as error:
        raise FrameworkPdfError([*problems, *error.diagnostics]) from None
    try:
        with watched(f"to read `{kit.folder}`" if kit else "to read the typefaces"):
            look = look_of(kit, catalogue, _proof)
    except FrameworkPdfError as error:
        problems += error.diagnostics
    if problems:
        raise FrameworkPdfError([*problems, *warnings])
    return catalogue, look, warnings


def _proof(picture: Picture) -> str | None:
    """A drawing in; out, how it is set otherwise than browsers draw it, if so."""
    # It loads the typesetter, and few kits have a drawing.
    from framework_pdf.preflight.svg_comparison import difference

    return difference(picture)


class Desk:
    """Composer for the editions of one run in one look."""

    def __init__(self, workspace: Workspace, kit: Kit | None = None, ink: InkMode = InkMode.COLOUR) -> None:
        """Folders, a brand kit, or none, and an ink in. Raises FrameworkPdfError with all that is wrong with them."""
        workspace = workspace.with_kit(kit.folder) if kit else workspace
        self.catalogue, look, self.warnings = _read(workspace, kit)
        self.look = look_for_office(look, ink)
        self.templates = workspace.templates
        of_kit = (kit.folder,) if kit else ()
        self.folders = (*workspace.templates, *reversed(workspace.content), *of_kit, folder_of_typefaces())
        """Those that files may come from, the first to be looked in first."""
        self._composer = Composer(workspace.templates, self.catalogue, self.look)
        self._separations: dict[PressJob, Separation] = {}
        self._galleys: dict[tuple[object, ...], Galley] = {}
        """What was composed, so that it need not be composed again to be compared."""
        self._lists: dict[tuple[Path, ...], tuple[Path, ...]] = {}
        """Lists of templates: most galleys have one of a few, and a large run has thousands of galleys."""

    @property
    def brand(self) -> str | None:
        """The id of its brand kit."""
        return self.look.kit.id if self.look.kit else None

    def planned(self, request: Request) -> tuple[Edition, ...]:
        """A request in, its editions in this look out. Raises RequestError with everything that does not exist."""
        return plan(request, self.catalogue, self.brand)

    def to_look_at(self, requests: Iterable[Request]) -> tuple[Edition, ...]:
        """Requests in; out, their editions, each once, without those that only gather others."""
        planned = {edition.path: edition for request in requests for edition in self.planned(request)}
        return tuple(edition for edition in planned.values() if not edition.gathers)

    def coarse(self, seen: Iterable[BrandUse]) -> tuple[Diagnostic, ...]:
        """What editions show of the kit in; out, each of its pictures that is too coarse where it was printed."""
        return tuple(coarse(self.look, seen)) if self.look.kit else ()

    def reports(self, seen: Iterable[BrandUse]) -> tuple[BrandReport, ...]:
        """What editions show of the kit in; out, what became of it, where there is one."""
        return (report_of(self.look, seen),) if self.look.kit else ()

    def compose(self, edition: Edition, settings: Settings, shown: Specimen | Ticket | None = None) -> str:
        """As a composer does: an edition and how it is set in, HTML out. Raises CompositionError."""
        html, templates = self._composer.compose(edition, settings, shown)
        if shown is None:
            templates = self._lists.setdefault(templates, templates)
            self._galleys[_key(edition, settings)] = Galley(hashlib.sha256(html.encode()).hexdigest(), templates)
        return html

    def usual(self, edition: Edition) -> Settings:
        """An edition in; out, how it is set where nothing has to be fitted."""
        return usual_settings(self.catalogue, edition, edition.product.type_sizes[-1])

    def separation(self, job: PressJob) -> Separation:
        """A job in; out, with which inks its colours are printed."""
        if job not in self._separations:
            self._separations[job] = separation_of(
                self.look, ink_limit=job.ink_limit, condition=job.condition, profile=job.profile
            )
        return self._separations[job]

    def says(self, edition: Edition, trials: Mapping[str, int]) -> Galley:
        """An edition and how many settings of each aspect were tried in; out, all that was composed for it, as one.

        Raises CompositionError.
        """
        galleys = tuple(self._said(edition, trials))
        total = hashlib.sha256("".join(galley.sum for galley in galleys).encode()).hexdigest()
        return Galley(total, tuple(sorted({path for galley in galleys for path in galley.templates})))

    def _said(self, edition: Edition, trials: Mapping[str, int]) -> Iterator[Galley]:
        """As `says`: out, each part of it."""
        if edition.product.pages_per_aspect is None:
            yield self._galley(edition, self.usual(edition))
        else:
            settled: dict[str, Setting] = {}
            for single in edition.singles():
                (aspect,) = single.aspects
                copy = card_copy(self.catalogue, single.profession, aspect)
                for setting in islice(settings(copy, single.product.type_sizes), trials.get(aspect.id, 1)):
                    settled[aspect.id] = setting
                    yield self._galley(single, {aspect.id: setting})
            if edition.gathers:
                yield self._galley(edition, settled)
        if edition.job:
            yield self._form(edition, edition.job)

    def _galley(self, edition: Edition, settings: Settings) -> Galley:
        key = _key(edition, settings)
        if key not in self._galleys:
            self.compose(edition, settings)
        return self._galleys[key]

    def _form(self, edition: Edition, job: PressJob) -> Galley:
        """An edition and its job in; out, the job ticket without what only the finished files can say."""
        from framework_pdf.build.print_shop import ticket_of, ticket_paths

        ticket = ticket_of(edition, job, self.separation(job), self.look, self.catalogue)
        form = plan_ticket(edition, ticket_paths(edition)[0])
        html, templates = self._composer.compose(form, self.usual(form), ticket)
        return Galley(hashlib.sha256((html + ticket.to_json()).encode()).hexdigest(), templates)


Desks = Mapping[str | None, Desk]
"""A desk for each brand, by its id; None: the framework's own."""


def _key(edition: Edition, settings: Settings) -> tuple[object, ...]:
    """An edition and how it is set in; out, what tells its HTML from any other of the same desk."""
    aspects = tuple(aspect.id for aspect in edition.aspects)
    sizes = tuple((name, setting.size, setting.closeness) for name, setting in settings.items())
    return (edition.kind, edition.work, aspects, sizes)
