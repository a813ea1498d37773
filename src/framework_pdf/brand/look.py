"""The look of an organisation's editions: its type, colours, pictures and choices, checked and ready for templates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from framework_pdf.brand.kit import passed_over, slips
from framework_pdf.brand.logos import Artwork, Logos, PartnerLogo, PictureReader
from framework_pdf.brand.model import Kit
from framework_pdf.brand.options import BrandOptions
from framework_pdf.brand.palette import Palette, palette_of
from framework_pdf.brand.pictures import DrawingCheck
from framework_pdf.brand.typefaces import Typefaces, default_typefaces, files, typefaces_of
from framework_pdf.brand.web_type import ScreenType, screen_type_of
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.diagnostics import Diagnostic, Location, Severity, cut, errors_in, in_order, listed
from framework_pdf.core.errors import KitError
from framework_pdf.core.key_path import KeyPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the editions of one organisation look, and the words that it adds to them."""

    kit: Kit | None = None
    """None for the framework's own look."""
    name: str
    """What the organisation is called; without a kit, who made the framework's edition."""
    short: str
    """The same in short."""
    web: str | None = None
    """The address of its website."""
    type: Typefaces
    screen: ScreenType = field(default_factory=ScreenType)
    palette: Palette
    options: BrandOptions = field(default_factory=BrandOptions)
    """The forms that were chosen, the foreword, the contact, the licence and the rest."""
    logos: Logos = field(default_factory=Logos)
    partners: tuple[PartnerLogo, ...] = ()
    photograph: Artwork | None = None
    """Stands beside the foreword's signatory."""
    warnings: tuple[Diagnostic, ...] = ()
    """What is odd about the kit, and no error."""
    coarse: tuple[Diagnostic, ...] = ()
    """Each logo with too few dots for a print shop, as far as that is known before pages are laid out."""

    @property
    def brand_name(self) -> str:
        """What the brand is called, where it matters whose it is: after its folder where the kit has no name."""
        return self.kit.name or self.kit.id if self.kit else self.name

    def artworks(self) -> Iterator[Artwork]:
        """Yield each picture that templates can use, once."""
        logos = (self.logos.small, self.logos.medium, self.logos.large)
        every = [art for logo in logos for art in (logo.light, logo.dark)]
        every += [*(partner.logo for partner in self.partners), self.photograph]
        yield from dict.fromkeys(art for art in every if art)

    def places(self) -> dict[str, Location]:
        """Return where the kit names each of its pictures, by the address that holds the picture."""
        if self.kit is None:
            return {}
        return {art.picture.src: self.kit.at(*art.key_path, "path") for art in self.artworks()}


def files_of(look: Look) -> tuple[Path, ...]:
    """Return the files that a look is made from: those of the kit, and those of its typefaces.

    Templates see what a look holds, so this is no property of it.
    """
    of_kit = (look.kit.source.path,) if look.kit else ()
    return (*of_kit, *(art.picture.path for art in look.artworks()), *files(look.type))


def look_of(kit: Kit | None, catalogue: Catalogue, check_drawing: DrawingCheck | None = None) -> Look:
    """Return the look that a brand kit asks for, or the framework's own look where there is no kit.

    Args:
        kit: The brand kit, or None for the framework's own look.
        catalogue: The content: its aspects need colours, and without a kit its imprint names who made the edition.
        check_drawing: Compares how a drawn logo is set with how it is meant; without it, that is not checked.

    Raises:
        KitError: Something is wrong with the kit; the error holds every problem.

    """
    palette, palette_problems = palette_of(kit, catalogue)
    made_by = catalogue.framework.imprint.made_by
    if kit is None:
        return Look(name=made_by, short=made_by, type=default_typefaces(), palette=palette)
    typefaces, typeface_problems = typefaces_of(kit)
    screen, screen_problems = screen_type_of(kit)
    pictures = PictureReader(kit, check_drawing)
    logos, partners, photograph = pictures.logos(), tuple(pictures.partners()), pictures.photograph()
    of_files = _once_a_file((*typeface_problems, *pictures.problems), kit)
    found = (*palette_problems, *screen_problems, *of_files)
    found += (*kit.source.warnings, *passed_over(kit), *slips(kit), *_nameless(kit, made_by))
    if kit.faults:
        raise KitError((*kit.faults, *(each for each in errors_in(found) if not _may_follow(each, kit))))
    if errors_in(found):
        raise KitError(found)
    meta, options = kit.brand.meta, kit.brand.options
    return Look(
        kit=kit,
        name=kit.name or made_by,
        short=(meta.name and meta.name.short) or kit.name or made_by,
        web=(options.contact.web if options.contact else None) or (meta.link.home if meta.link else None),
        type=typefaces,
        screen=screen,
        palette=palette,
        options=options,
        logos=logos,
        partners=partners,
        photograph=photograph,
        warnings=found,
        coarse=tuple(pictures.coarse),
    )


OF_FILES = {"missing-file", "unreadable-file", "unusable-picture", "outside-kit"}
OF_FILES |= {"unreadable-font", "restricted-font", "large-font"}
"""The codes of problems with files that a kit names."""
MOST_PLACES = 5
"""How many other places of a file are told at the most."""


def _once_a_file(found: Iterable[Diagnostic], kit: Kit) -> Iterator[Diagnostic]:
    """Yield problems: what is wrong with a file once, where it is first named, with the other places.

    A kit names a file for light and for dark, in several sizes or for several weights, and it is mended once.
    """
    same: dict[tuple[str, str] | Diagnostic, list[Diagnostic]] = {}
    for each in in_order(found):
        is_named_here = each.code in OF_FILES and each.location and each.location.path == kit.source.path
        same.setdefault((each.code, each.message) if is_named_here else each, []).append(each)
    for first, *others in same.values():
        places = [f"{each.location.line}:{each.location.column}" for each in others if each.location]
        again = f" (it is named again at {listed(places, MOST_PLACES)})" if places else ""
        severity = Severity.ERROR if errors_in((first, *others)) else first.severity
        yield replace(first, message=f"{first.message}{again}", severity=severity)


DEFINED_AT: dict[str, KeyPath] = {
    "missing-font": ("typography", "fonts"),
    "missing-file": ("logo",),
    "unknown-colour": ("color",),
}
"""Where the names stand that problems of a code miss."""
DEEPEST = 4
"""How many steps down names stand at the most: a weight of a file is further down, and no name is lost with it."""


def _may_follow(problem: Diagnostic, kit: Kit) -> bool:
    """Return whether a problem may be there only because a fault of the kit left out what has a name."""
    defined_at = DEFINED_AT.get(problem.code)
    if defined_at is None:
        return False
    return any(gone[: len(defined_at)] == defined_at[: len(gone)] for gone in kit.left_out if len(gone) <= DEEPEST)


def _nameless(kit: Kit, made_by: str) -> Iterator[Diagnostic]:
    """Yield a warning where a kit does not say whose it is."""
    if kit.name is None:
        message = (
            f"the kit has no `meta.name`: “{cut(made_by)}” stands in imprints, as who made the framework’s edition"
        )
        hint = 'write who publishes yours: `meta: {name: "The Example Association"}`'
        yield Diagnostic("no-name", message, Location(kit.source.path), hint, severity=Severity.WARNING)
