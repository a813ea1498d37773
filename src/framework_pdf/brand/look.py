"""A kit, or none, and a catalogue in; out, the livery: type, colours and pictures, each checked, for templates."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from framework_pdf.brand.kit import FILE
from framework_pdf.brand.logos import Artwork, KitPictures, Logos, PartnerLogo
from framework_pdf.brand.model import Kit
from framework_pdf.brand.options import BrandOptions
from framework_pdf.brand.palette import Palette, palette_of
from framework_pdf.brand.pictures import DrawingCheck
from framework_pdf.brand.typefaces import Typefaces, files, typefaces_of, usual
from framework_pdf.brand.web_type import Screen, screen_of
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.errors import KitError


@dataclass(frozen=True, slots=True)
class Look:
    """How the editions of one organisation look, and the words that it adds to them."""

    kit: Kit | None
    """None: the framework's own."""
    name: str
    """What the organisation is called: who made the framework's edition, where there is no kit."""
    short: str
    """The same in short."""
    web: str | None
    """The address of its website."""
    type: Typefaces
    screen: Screen
    palette: Palette
    options: BrandOptions
    """The forms that were chosen, the foreword, the contact, the licence and the rest."""
    logos: Logos
    partners: tuple[PartnerLogo, ...]
    photograph: Artwork | None
    """Beside the foreword's signatory."""

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that it is made from: the kit's, and those of typefaces."""
        of_kit = (self.kit.folder / FILE,) if self.kit else ()
        return (*of_kit, *(art.picture.path for art in self.artworks()), *files(self.type))

    def artworks(self) -> Iterator[Artwork]:
        """Nothing in; out, each picture that templates can use."""
        logos = (self.logos.small, self.logos.medium, self.logos.large)
        every = [art for logo in logos for art in (logo.light, logo.dark)]
        every += [*(partner.logo for partner in self.partners), self.photograph]
        yield from dict.fromkeys(art for art in every if art)


def look_of(kit: Kit | None, catalogue: Catalogue, check_drawing: DrawingCheck | None = None) -> Look:
    """A kit, or none, a catalogue and perhaps a proof of its drawings in; out, the livery.

    Raises KitError with all that is wrong with the kit.
    """
    palette, problems = palette_of(kit, catalogue)
    if kit is None:
        made_by = catalogue.framework.imprint.made_by
        return Look(None, made_by, made_by, None, usual(), Screen(), palette, BrandOptions(), Logos(), (), None)
    type_, found = typefaces_of(kit)
    screen, unfit = screen_of(kit)
    studio = KitPictures(kit, check_drawing)
    logos, partners, photograph = studio.logos(), studio.partners(), studio.photograph()
    problems = (*problems, *found, *unfit, *studio.problems)
    if problems:
        raise KitError(problems)
    name, options = kit.brand.meta.name, kit.brand.options
    link = kit.brand.meta.link
    web = (options.contact.web if options.contact else None) or (link.home if link else None)
    short = (name and name.short) or kit.name
    return Look(kit, kit.name, short, web, type_, screen, palette, options, logos, partners, photograph)
