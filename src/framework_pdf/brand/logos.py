"""The logos and the photograph of a brand kit, each as a picture with its alternative text."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from framework_pdf.brand.kit import file_of
from framework_pdf.brand.model import OPTIONS_PATH, Kit, Variants
from framework_pdf.brand.options import PictureReference
from framework_pdf.brand.pictures import DrawingCheck, Picture, cropped, picture_of
from framework_pdf.core.diagnostics import Diagnostic, Severity, did_you_mean, errors_in
from framework_pdf.core.key_path import KeyPath
from framework_pdf.core.units import MM_PER_INCH

SIZES = ("small", "medium", "large")
"""The logo's sizes, the smallest first."""
AREAS = {"small": 380, "medium": 560, "large": 800}
"""The area of a logo in each size where it is printed in standard print, in mm²: on an A4 card, and on the covers."""
LEAST_DOTS_PER_INCH = 300
"""What printers ask for in a picture on paper."""


@dataclass(frozen=True, slots=True)
class Artwork:
    """A picture of a kit, its alternative text, and where the kit names it."""

    picture: Picture
    alt: str | None
    key_path: KeyPath
    image: str | None = None
    """Its name among the kit's images, where it was called by that."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo for a light ground such as paper, one for a dark ground, or both."""

    light: Artwork | None = None
    dark: Artwork | None = None

    def __bool__(self) -> bool:
        """Tell whether there is a logo for either ground."""
        return bool(self.light or self.dark)


@dataclass(frozen=True, slots=True)
class Logos:
    """The logo in its sizes; where the kit leaves one out, the next best stands for it."""

    small: Logo = Logo()
    medium: Logo = Logo()
    large: Logo = Logo()

    @property
    def areas(self) -> dict[str, int]:
        """The area that each size has in standard print, in mm²."""
        return AREAS


class PartnerLogo(NamedTuple):
    """Another organisation, and its logo for paper."""

    name: str
    logo: Artwork


class PictureReader:
    """Reads the pictures of one kit, each file once, and collects what is wrong with them wherever they are named."""

    def __init__(self, kit: Kit, check_drawing: DrawingCheck | None = None) -> None:
        self.problems: list[Diagnostic] = []
        self.coarse: list[Diagnostic] = []
        """Each logo with too few dots for a print shop, as far as its area tells."""
        self._coarse: dict[Path, Diagnostic] = {}
        """What is told of each logo with too few dots, by its file."""
        self._kit = kit
        self._check_drawing = check_drawing
        self._read: dict[Path, tuple[Picture | None, tuple[Diagnostic, ...]]] = {}
        """What was read of each file, and what is wrong with it."""

    def logos(self) -> Logos:
        """Return the logo in its three sizes.

        Where a size is a raster with too few dots, and another is a drawing, that stands in for it.
        """
        logos = self._kit.brand.logo
        given = {size: self._logo(getattr(logos, size) or Variants(), ("logo", size)) for size in SIZES}
        order = {"small": SIZES, "medium": ("medium", "large", "small"), "large": ("large", "medium", "small")}
        self._look_for_unused_images()
        logos_by_size = {}
        for size in reversed(SIZES):
            nearest = [given[other] for other in order[size]]
            logo = next(filter(None, nearest), Logo())
            light = self._fine_enough(size, logo.light, [other.light for other in nearest])
            logos_by_size[size] = Logo(light, self._fine_enough(size, logo.dark, [other.dark for other in nearest]))
        found = self._coarse.values()
        self.problems += (problem for problem in found if problem.severity is Severity.WARNING)
        self.coarse += errors_in(found)
        return Logos(**logos_by_size)

    def partners(self) -> Iterator[PartnerLogo]:
        """Yield the logos of partners that can be used."""
        for number, partner in enumerate(self._kit.brand.options.partners):
            if art := self._artwork(partner.logo, (*OPTIONS_PATH, "partners", number, "logo")):
                yield PartnerLogo(partner.name, art)

    def photograph(self) -> Artwork | None:
        """Return the photograph beside the foreword's signatory, or None."""
        foreword = self._kit.brand.options.foreword
        return self._artwork(foreword.photograph if foreword else None, (*OPTIONS_PATH, "foreword", "photograph"))

    def _fine_enough(self, size: str, art: Artwork | None, others: Iterable[Artwork | None]) -> Artwork | None:
        """Return a logo, or the drawing that stands in for it where it has too few dots; note what was found.

        Args:
            size: Its size.
            art: The logo, for one ground.
            others: The same in the other sizes, the most like it first.

        """
        if art is None or art.picture.dots is None:
            return art
        picture = art.picture
        fineness = art.picture.dots[0] / math.sqrt(AREAS[size] * picture.width / picture.height) * MM_PER_INCH
        if fineness >= LEAST_DOTS_PER_INCH:
            return art
        place = self._kit.at(*art.key_path, "path")
        message = f"this picture has about {fineness:.0f} dots per inch where it is printed"
        if drawing := next((other for other in others if other and other.picture.dots is None), None):
            message += f": `{drawing.picture.path.name}` stands in for it"
            hint, severity = "name that here", Severity.WARNING
        else:
            hint, severity = f"a print shop needs {LEAST_DOTS_PER_INCH}: give it more dots, or SVG", Severity.ERROR
        problem = Diagnostic("too-few-dots", message, place, hint, severity=severity)
        self._coarse.setdefault(picture.path, problem)  # of the largest size, which is looked at first
        return drawing or art

    def _look_for_unused_images(self) -> None:
        """Note as a warning each image that nothing calls by its name and whose file is not there."""
        brand = self._kit.brand
        variants = (getattr(brand.logo, size) or Variants() for size in SIZES)
        named = {reference.path for logo in variants for reference in (logo.light, logo.dark) if reference}
        named |= {partner.logo.path for partner in brand.options.partners}
        foreword = brand.options.foreword
        named |= {foreword.photograph.path} if foreword and foreword.photograph else set()
        for name in sorted(brand.logo.images.keys() - named):
            place = self._kit.at("logo", "images", name, "path")
            _, problems = file_of(self._kit.folder, brand.logo.images[name].path, place)
            self.problems += (replace(problem, severity=Severity.WARNING) for problem in problems)

    def _logo(self, given: Variants, key_path: KeyPath) -> Logo:
        light, dark = self._artwork(given.light, (*key_path, "light")), self._artwork(given.dark, (*key_path, "dark"))
        for art in filter(None, (light, dark)):
            self._look_at_margins(art)
        if light and light.picture.seen and light.picture.seen.is_light:
            name, size = light.picture.path.name, key_path[-1]
            message = f"`{name}` is light: it is taken for dark grounds, and on paper it stands on the brand’s colour"
            hint = f"give one for paper, too: `logo: {{{size}: {{dark: {name}, light: FILE}}}}`"
            self._warn("light-logo", message, light, hint)
            return Logo(None, dark or light)
        return Logo(light, dark)

    def _look_at_margins(self, art: Artwork) -> None:
        """Note as a warning that a logo is small in the midst of its picture: that is as large as a logo may be."""
        picture, seen = art.picture, art.picture.seen
        if seen and seen.has_wide_margins:
            share = (seen.right - seen.left) * (seen.bottom - seen.top)
            message = (
                f"`{picture.path.name}` is empty all around: its forms take {share:.0%} of it, and are set as small"
            )
            self._warn("wide-margins", message, art, f"cut them off: {cropped(picture, seen)}")

    def _warn(self, code: str, message: str, art: Artwork, hint: str) -> None:
        """Note a warning on a logo, once for each file."""
        if message not in {problem.message for problem in self.problems}:
            place = self._kit.at(*art.key_path, "path")
            self.problems.append(Diagnostic(code, message, place, hint, severity=Severity.WARNING))

    def _artwork(self, reference: PictureReference | None, key_path: KeyPath) -> Artwork | None:
        """Read a picture of the kit; return None where something is wrong with it, which is added to the problems.

        Args:
            reference: The path of a file below the kit's folder, or the name of one of the kit's images; None where the
                kit names none.
            key_path: Where the kit names it.

        """
        if reference is None:
            return None
        place = self._kit.at(*key_path, "path")
        images = self._kit.brand.logo.images
        named = images.get(reference.path)
        alt = reference.alt or (named.alt if named else None)
        path, problems = file_of(self._kit.folder, named.path if named else reference.path, place)
        if path is None and not named and "/" not in reference.path and "." not in reference.path and images:
            hint = did_you_mean(reference.path, images)
            problems = [Diagnostic("missing-file", f"there is no image `{reference.path}`", place, hint)]
        if path is None:
            self.problems += problems
            return None
        if path not in self._read:
            self._read[path] = picture_of(path, place, self._check_drawing)
        picture, found = self._read[path]
        in_kit = self._kit.source.path
        self.problems += (
            replace(each, location=place) if each.location and each.location.path == in_kit else each for each in found
        )
        return Artwork(picture, alt, key_path, reference.path if named else None) if picture else None
