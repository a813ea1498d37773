"""Brand kits: a new one, what becomes of one, and its specimen. The specimen alone is written to the output."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from framework_pdf.brand.kit import find_kit, load_kit
from framework_pdf.brand.missing_families import MissingFamily, lines_for, missing_families, quoted
from framework_pdf.brand.new_kit import new_kit
from framework_pdf.brand.report import BrandReport, low_resolution_pictures, report_of
from framework_pdf.build import output as output_folder
from framework_pdf.build.font_registries import Fetched, fetch_family
from framework_pdf.build.pipeline import finish_pdf
from framework_pdf.build.session import Session, Sessions, open_sessions
from framework_pdf.build.typeset import lay_out, typeset
from framework_pdf.build.workers import Workers, make_all
from framework_pdf.content.model.framework import Aspect
from framework_pdf.core import workspace as folders
from framework_pdf.core.diagnostics import Diagnostic, Location, cut
from framework_pdf.core.errors import KitError, TypesettingError, raise_on_errors
from framework_pdf.core.paths import is_inside
from framework_pdf.core.worker import in_worker, limited
from framework_pdf.core.workspace import Workspace
from framework_pdf.html.specimen import WIDEST_MINIATURE, PagePicture, specimens
from framework_pdf.preflight.page_pictures import miniature
from framework_pdf.preflight.svg_comparison import compared
from framework_pdf.products.edition import Progress
from framework_pdf.products.formats import Made
from framework_pdf.products.plan import Request, sheet_edition
from framework_pdf.products.product import SpecimenPage
from framework_pdf.typesetting.typesetter import LaidOut

SPECIMEN = "specimen"
"""The sheet that shows a brand."""


def start_brand(folder: Path, name: str, colour: str, logo: Path | None) -> tuple[str, ...]:
    """Write a new brand kit; return the names of its files.

    Raises:
        FrameworkPdfError: With everything that is wrong with what was asked for; nothing is written then.
    """
    files = new_kit(folder, name, colour, logo, check_drawing=compared)
    folders.write(folder, files)
    return tuple(files)


@dataclass(frozen=True, slots=True)
class CheckedBrand:
    """What was found in a kit without an error."""

    warnings: tuple[Diagnostic, ...]
    report: BrandReport


@dataclass(frozen=True, slots=True)
class BroughtFamily:
    """A family that a kit lacked, as a registry has it."""

    name: str
    """The name by which the kit asks for it."""
    fetched: Fetched
    lines: str
    """What the kit's `_brand.yml` needs below `typography.fonts`."""


@dataclass(frozen=True, slots=True)
class BroughtFonts:
    """What became of the families that a kit lacks."""

    kit: Path
    """The kit's file."""
    families: tuple[BroughtFamily, ...]
    problems: tuple[Diagnostic, ...]
    """The families that no registry has."""


def bring_fonts(workspace: Workspace, brand: str, *, dry_run: bool = False) -> BroughtFonts:
    """Fetch the families that a kit asks for and lacks, and put them into its folder with their licences.

    No other function fetches anything. Files that are there are not written over.

    Args:
        workspace: Where brands are looked for.
        brand: The name or folder of the kit.
        dry_run: Whether nothing is written.

    Raises:
        FrameworkPdfError: The kit can't be read, or files are in the way; nothing is written then.
    """
    folder, file, missing = in_worker(partial(_missing_in, workspace, brand))
    families, problems, files = [], [], dict[str, bytes]()
    for each in missing:
        fetched, reasons = fetch_family(each.names, each.weights)
        if fetched is None:
            problems.append(_not_brought(each, reasons))
            continue
        families.append(BroughtFamily(each.names[0], fetched, lines_for(each.names[0], fetched.fonts.named)))
        files |= fetched.fonts.files
    new = {name: data for name, data in files.items() if _is_new(folder, name, data)}
    if not dry_run and new:
        folders.write(folder, new)
    return BroughtFonts(file, tuple(families), tuple(problems))


def _missing_in(workspace: Workspace, brand: str) -> tuple[Path, Path, tuple[MissingFamily, ...]]:
    """Return the folder of a kit, its file, and the families that it lacks."""
    with limited(f"to read `{brand}`"):
        kit = load_kit(find_kit(brand, workspace.brands))
        return kit.folder, kit.source.path, missing_families(kit)


def _not_brought(missing: MissingFamily, reasons: Sequence[str]) -> Diagnostic:
    """Return the problem that no registry has a family."""
    name = missing.names[0]
    message = f"no package brings the typeface `{cut(name)}`: {'; '.join(reasons)}"
    files = ", ".join(f"{{path: fonts/{weight}.ttf, weight: {weight}}}" for weight in missing.weights)
    entry = f"`- {{family: {quoted(name)}, source: file, files: [{files}]}}`"
    hint = f"put its files into the kit yourself, with their licence, and name them under `typography.fonts`: {entry}"
    return Diagnostic("missing-font", message, missing.place, hint)


def _is_new(folder: Path, name: str, data: bytes) -> bool:
    """Return whether a file is not in a folder yet. KitError where another one has its place."""
    path = folder / name
    if not is_inside(path, folder):
        hint = "put what it leads to in its place"
        raise KitError(Diagnostic("outside-kit", "this leads out of the kit’s folder", Location(path.parent), hint))
    if not os.path.lexists(path):
        return True
    if path.is_file() and path.read_bytes() == data:
        return False
    hint = "move it away, or remove it, and try again"
    raise KitError(Diagnostic("file-exists", "another file is in the place of a font", Location(path), hint))


def check_brand(workspace: Workspace, brand: str, progress: Progress = iter, jobs: int = 1) -> CheckedBrand:
    """Make the general edition of every product with a kit, keep nothing, and return what became of the kit.

    Raises:
        FrameworkPdfError: With every problem found.
    """
    with Workers(jobs) as workers:
        return _checked(workers.read(partial(open_sessions, workspace, (brand,))), workers, progress)


def draw_specimen(
    workspace: Workspace, brand: str, progress: Progress = iter, jobs: int = 1
) -> tuple[Path, CheckedBrand]:
    """Write the specimen of a brand; return where, and what `check_brand` finds.

    Raises:
        FrameworkPdfError: With every problem found; nothing is written then.
    """
    found = tuple(output_folder.problems(workspace.output))
    with Workers(jobs) as workers:
        sessions = workers.read(partial(open_sessions, workspace, (brand,), found=found))
        checked = _checked(sessions, workers, progress)  # the specimen shows pages that can be published
        (session,) = sessions.values()
        made = workers.do(partial(_specimen, session))
        warnings = raise_on_errors((*checked.warnings, *made.problems))
        path = workspace.output / made.files[0].path
        foreign = workers.do(partial(output_folder.files_of_others, [path]))
    in_the_way = output_folder.problems_below(workspace.output, [made.files[0].path])
    raise_on_errors((*in_the_way, *foreign))
    output_folder.write({path: made.files[0].data})
    return path, replace(checked, warnings=warnings)


def _checked(sessions: Sessions, workers: Workers, progress: Progress) -> CheckedBrand:
    """Return what is found in the general edition of every product of a brand. Raises FrameworkPdfError."""
    (session,) = sessions.values()
    editions = [edition for edition in session.in_every_form(Request()) if not edition.gathers]
    outcomes = make_all(sessions, editions, workers, progress, keep=False)
    problems = (problem for outcome in outcomes for problem in outcome.made.problems)
    shown = [use for outcome in outcomes for use in outcome.made.shows]
    found = (*session.warnings, *problems, *low_resolution_pictures(session.look, shown))
    return CheckedBrand(raise_on_errors(found), report_of(session.look, shown))


def _specimen(session: Session) -> Made:
    """Make the specimen of a session's brand, with pages of the general edition in small."""
    product = session.products.sheets[SPECIMEN]
    path = PurePosixPath(session.brand or "", f"{SPECIMEN}.pdf")
    edition = sheet_edition(product, session.catalogue, path, session.brand)
    with limited("the specimen"):
        for trial in specimens(session.look, session.catalogue.labels, _page_pictures(session)):
            laid_out = lay_out(session, edition, session.usual_settings(edition), trial)
            if edition.may_take(laid_out.pages):
                return finish_pdf(session, edition, laid_out)
    hint = "make the template of the specimen or its style sheet take less room"
    raise TypesettingError(
        Diagnostic("no-room", "the specimen takes more than its page without any colours", None, hint)
    )


def _page_pictures(session: Session) -> tuple[PagePicture, ...]:
    """Return the pages of the general edition that a specimen shows in small, as products say."""
    pictures: list[PagePicture] = []
    first = session.catalogue.aspects[0]
    for product in session.products.offered.values():
        if product.specimen:
            aspects = ("1",) if product.by_aspect else ()
            edition, *_ = session.plan(Request(products=(product.id,), aspects=aspects))
            laid_out = typeset(session, edition)
            for page in product.specimen:
                pdf, *_ = session.typesetter.print(laid_out.alone(_number(laid_out, page, first)), for_readers=False)
                pictures.append(PagePicture(miniature(pdf, WIDEST_MINIATURE), page.label))
    return tuple(pictures)


def _number(laid_out: LaidOut, page: SpecimenPage, aspect: Aspect) -> int:
    """Return the number of a page that a specimen shows."""
    name = f"aspect-{aspect.id}"
    number = 1 if page.page == "first" else laid_out.page_named(name)
    if number is None:
        hint = f"give the opener of each aspect an id, as `aspect.html.j2` has it: `{name}`"
        raise TypesettingError(Diagnostic("no-opener", f"no page of the booklet has the id `{name}`", None, hint))
    return number
