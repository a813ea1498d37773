"""A session: everything that editions in one look are made with, read and checked once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framework_pdf.brand.brand_use import BrandUse
from framework_pdf.brand.edition_use import brand_use_in
from framework_pdf.brand.font_families import typefaces_folder
from framework_pdf.brand.kit import find_kit, read_kit
from framework_pdf.brand.look import Look, look_of
from framework_pdf.brand.model import Kit
from framework_pdf.brand.pictures import Drawn, Picture
from framework_pdf.brand.separation import Separation, separation_of
from framework_pdf.brand.typefaces import TypeFit, files_by_address
from framework_pdf.build.brands_seen import Found, told_with_brands
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.direction import Direction, direction_of_language, direction_problems
from framework_pdf.content.loading import load
from framework_pdf.content.markup_checks import markup_problems, texts_of
from framework_pdf.content.text_pictures import pictures_out_of_place
from framework_pdf.core.checksums import digest
from framework_pdf.core.diagnostics import Diagnostic, Location, errors_in
from framework_pdf.core.errors import CompositionError, FrameworkPdfError, KitError
from framework_pdf.core.worker import limited
from framework_pdf.core.workspace import Workspace
from framework_pdf.html.composer import Composer
from framework_pdf.html.context import Setting, Settings, Shown, usual_settings
from framework_pdf.html.template_checks import template_problems
from framework_pdf.html.text_pictures import TextPictures, read_pictures
from framework_pdf.products.edition import Edition
from framework_pdf.products.loading import Products, load_products
from framework_pdf.products.needs import unknown_products
from framework_pdf.products.office_job import BindingEdge, InkMode
from framework_pdf.products.office_look import look_for_office
from framework_pdf.products.plan import Request, every_form, plan
from framework_pdf.products.press_job import PressJob
from framework_pdf.typesetting.copyfit import settings_of

if TYPE_CHECKING:  # it loads WeasyPrint, and what has not changed is not typeset
    from framework_pdf.build.typeset import Fitted
    from framework_pdf.typesetting.typesetter import Findings, Typesetter


@dataclass(frozen=True, slots=True)
class Composed:
    """What is kept of HTML: its checksum, and the templates that it was made with."""

    checksum: str
    templates: tuple[Path, ...]


def open_sessions(
    workspace: Workspace, brands: Sequence[str], ink: InkMode = InkMode.COLOUR, found: Iterable[Diagnostic] = ()
) -> dict[str | None, "Session"]:
    """Read what editions in each brand are made with.

    Args:
        brands: Names or folders of brand kits; none: the framework's own look.
        ink: What an office printer prints with.
        found: Problems that were found before.

    Returns:
        A session for each brand, by its id, or None for the framework's own look.

    Raises:
        FrameworkPdfError: With all problems at once.
    """
    problems = list(found)
    of_brands: list[tuple[str | None, Diagnostic]] = []
    sessions: dict[str | None, Session] = {}
    kits: dict[str | None, Path | None] = {}
    for brand in brands or (None,):
        try:
            kit = read_kit(find_kit(brand, workspace.brands)) if brand is not None else None
            name = kit.id if kit else None
            if kit and name in sessions:
                _check_same(kit, sessions[name].look.kit)
                continue
        except FrameworkPdfError as error:
            problems += error.diagnostics
            continue
        kits[name] = kit.folder if kit else None
        try:
            sessions[name] = Session(workspace, kit, ink)
        except FrameworkPdfError as error:
            of_brands += ((name, problem) for problem in error.diagnostics)
    if problems or of_brands:
        of_brands += ((name, warning) for name, session in sessions.items() for warning in session.warnings)
        raise FrameworkPdfError([*problems, *told_with_brands(of_brands, kits)])
    return sessions


def _check_same(kit: Kit, other: Kit | None) -> None:
    """Raise KitError where a kit is not the other of its name."""
    if other is None or other.folder.resolve() != kit.folder.resolve():
        hint = "build one at a time, or rename one of the folders"
        message = f"two brands are called `{kit.id}`, and their files would go to the same folder"
        raise KitError(Diagnostic("bad-name", message, Location(kit.folder), hint))


class Session:
    """What editions in one look are made with: content, look, products, templates and a typesetter."""

    def __init__(self, workspace: Workspace, kit: Kit | None = None, ink: InkMode = InkMode.COLOUR) -> None:
        """Read and check everything; FrameworkPdfError with all that is wrong with it."""
        workspace = workspace.with_kit(kit.folder) if kit else workspace
        self.catalogue, look, pictures, self.products, self.warnings = _read(workspace, kit)
        self.look = look_for_office(look, ink)
        self.templates = workspace.templates
        of_kit = (kit.folder,) if kit else ()
        self.folders = (*workspace.templates, *reversed(workspace.content), *of_kit, typefaces_folder())
        """Those that files may come from, the first to be looked in first."""
        self.fitted: dict[tuple[object, ...], Fitted | FrameworkPdfError] = {}
        """What was fitted to its pages: the file with all cards need not find it out again."""
        self.covers: dict[tuple[object, ...], int] = {}
        """Of each kind of edition that was laid out, how many settings were tried for the words on its covers."""
        self._composer = Composer(workspace.templates, self.catalogue, self.look, pictures)
        self.type_fits = self._composer.type_fits
        """The typefaces that it has where words have no room, the first to be tried first."""
        to_the_left = direction_of_language(self.catalogue.framework.language) is Direction.RIGHT_TO_LEFT
        self.bound_at = BindingEdge.RIGHT if to_the_left else BindingEdge.LEFT
        """At which edge pages of its content are bound."""
        self._separations: dict[PressJob, Separation] = {}
        self._composed: dict[tuple[object, ...], Composed] = {}
        """What was composed, so that it need not be composed again to be compared."""
        self._lists: dict[tuple[Path, ...], tuple[Path, ...]] = {}
        """Lists of templates: most HTML has one of a few, and a large run composes thousands of times."""

    def __getstate__(self) -> dict[str, Any]:
        """Return what another process needs to have the same: a typesetter and separations it makes of its own."""
        state = {**vars(self), "fitted": {}, "covers": {}, "_separations": {}}
        state.pop("typesetter", None)
        return state

    @property
    def brand(self) -> str | None:
        """The id of its brand kit."""
        return self.look.kit.id if self.look.kit else None

    @cached_property
    def typesetter(self) -> "Typesetter":
        """What lays out its pages. It loads WeasyPrint, so it is opened when it is first needed."""
        from framework_pdf.typesetting.typesetter import Typesetter

        return Typesetter(self.templates[0], self.folders, self.look.places())

    @cached_property
    def typeface_files(self) -> Mapping[str, Path]:
        """The files of its typefaces, by the addresses that style sheets have."""
        return files_by_address(self.look.type)

    def plan(self, request: Request) -> tuple[Edition, ...]:
        """Return the editions of a request in this look. Raises RequestError with everything that does not exist."""
        return plan(request, self.catalogue, self.products, self.brand)

    def in_every_form(self, request: Request) -> tuple[Edition, ...]:
        """Return the editions of a request in each product, variant, format and paper."""
        return every_form(request, self.catalogue, self.products, self.brand)

    def compose(self, edition: Edition, settings: Settings, shown: Shown = None) -> str:
        """Return the HTML of an edition. Raises CompositionError."""
        html, templates = self._composer.compose(edition, settings, shown)
        if shown is None:
            templates = self._lists.setdefault(templates, templates)
            self._composed[_key(edition, settings)] = Composed(digest(html.encode()), templates)
        return html

    def usual_settings(self, edition: Edition) -> Settings:
        """Return how an edition is set where nothing has to be fitted."""
        return usual_settings(self.catalogue, edition, edition.variant.type_sizes[-1])

    @property
    def covers_have_logo(self) -> bool:
        """Whether a logo stands on its covers."""
        return bool(self.look.logos.large)

    def settings_of(self, part: Edition, type_fits: Iterable[TypeFit] | None = None) -> Iterator[Settings]:
        """Yield each setting of an edition in the order in which they are tried, in all typefaces or in some."""
        fits = self.type_fits if type_fits is None else type_fits
        return settings_of(part, self.catalogue, fits, have_logo=self.covers_have_logo)

    def separation(self, job: PressJob) -> Separation:
        """Return with which inks colours are printed. Raises KitError where the profile or an ink can't be used."""
        if job not in self._separations:
            self._separations[job] = separation_of(
                self.look, ink_limit=job.ink_limit, condition=job.condition, profile=job.profile
            )
        return self._separations[job]

    def composed(self, edition: Edition, trials: Mapping[str, int]) -> Composed:
        """Return one checksum of all HTML that is composed for an edition, with its templates.

        Args:
            trials: How many settings were tried of each part that was fitted, by the aspect's id, or empty for a whole.

        Raises:
            CompositionError: A template can't be used.
        """
        parts = tuple(self._parts_composed(edition, trials))
        total = digest("".join(part.checksum for part in parts).encode())
        return Composed(total, tuple(sorted({path for part in parts for path in part.templates})))

    def _parts_composed(self, edition: Edition, trials: Mapping[str, int]) -> Iterator[Composed]:
        if not edition.is_fitted:
            *tried, taken = islice(self.settings_of(edition), trials.get("", 1))
            for settings in tried:
                with suppress(CompositionError):  # less room than the least width of a logo
                    yield self._composed_once(edition, settings)
            yield self._composed_once(edition, taken)
        else:
            settled: dict[str, Setting] = {}
            for part in edition.parts():
                name = part_name(part)
                for settings in islice(self.settings_of(part), trials.get(name, 1)):
                    settled |= settings
                    yield self._composed_once(part, settings)
            if edition.gathers:
                yield self._composed_once(edition, settled)
        if edition.press_job:
            yield self._ticket_composed(edition, edition.press_job)

    def _composed_once(self, edition: Edition, settings: Settings) -> Composed:
        key = _key(edition, settings)
        if key not in self._composed:
            self.compose(edition, settings)
        return self._composed[key]

    def _ticket_composed(self, edition: Edition, job: PressJob) -> Composed:
        """Return what is composed of the job ticket."""
        from framework_pdf.build.print_shop import ticket_edition_of, ticket_of

        ticket = ticket_of(self, edition, job)
        form = ticket_edition_of(self, edition)
        html, templates = self._composer.compose(form, self.usual_settings(form), ticket)
        return Composed(digest((html + ticket.to_json()).encode()), templates)

    def brand_use(
        self, findings: "Findings", fonts: Iterable[str], files: Iterable[Path], *, in_inks: bool = False
    ) -> tuple[BrandUse, ...]:
        """Return what an edition shows of the brand kit, where there is one."""
        if self.look.kit is None:
            return ()
        use = brand_use_in(
            self.look, words=findings.words, pictures=findings.pictures, fonts=fonts, files=files, in_inks=in_inks
        )
        return (use,)


Sessions = Mapping[str | None, Session]
"""A session for each brand, by its id; None: the framework's own look."""


def told_of(sessions: Sessions, found: Found) -> tuple[Diagnostic, ...]:
    """Return each problem that was found in editions of these sessions once, with its brands where not all have it."""
    kits = {brand: session.look.kit.folder if session.look.kit else None for brand, session in sessions.items()}
    return told_with_brands(found, kits)


def part_name(part: Edition) -> str:
    """Return what tells a fitted part of an edition from its others: the id of its aspect, or nothing for a whole."""
    return part.aspects[0].id if part.product.by_aspect else ""


def _read(
    workspace: Workspace, kit: Kit | None
) -> tuple[Catalogue, Look, TextPictures, Products, tuple[Diagnostic, ...]]:
    """Read content, kit, products and templates; FrameworkPdfError with all problems at once."""
    with limited("to read the templates"):
        problems = [*(kit.faults if kit else ()), *template_problems(workspace.templates)]
        products, found = load_products(workspace.templates)
        problems += found
    warnings: tuple[Diagnostic, ...] = ()
    try:
        catalogue, warnings = load(workspace.content)
        warnings += direction_problems(catalogue)
        problems += unknown_products(catalogue, products)
        with limited(f"to read `{kit.folder}`" if kit else "to read the typefaces"):
            of_kit = _problems_of_texts(kit) if kit else ()
            problems += errors_in(of_kit)
            warnings += of_kit
            look = look_of(kit, catalogue, _compared)
        with limited("to read the pictures of the content"):
            pictures, of_pictures = read_pictures(catalogue, _compared)
        problems += of_pictures
    except FrameworkPdfError as error:
        problems += error.diagnostics
    if problems:
        raise FrameworkPdfError([*problems, *warnings])
    return catalogue, look, pictures, products, (*warnings, *look.warnings)


def _problems_of_texts(kit: Kit) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the markup of a kit's texts."""
    texts = texts_of(kit.brand)
    return (*markup_problems(kit.source, texts), *pictures_out_of_place(kit.source, texts))


def _compared(picture: Picture) -> Drawn:
    """Return what became of a drawing that is set, and drawn as browsers do."""
    # It loads the typesetter, and few kits have a drawing.
    from framework_pdf.preflight.svg_comparison import compared

    return compared(picture)


def _key(edition: Edition, settings: Settings) -> tuple[object, ...]:
    """Return what tells an edition's HTML from any other of the same session."""
    aspects = tuple(aspect.id for aspect in edition.aspects)
    sizes = tuple(
        (name, each.size, each.closeness, each.title_share, each.logo_share, each.type_fit)
        for name, each in settings.items()
    )
    return (edition.kind, edition.destination, aspects, sizes)
