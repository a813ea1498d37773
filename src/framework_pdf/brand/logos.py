"""The logos and the photograph of a brand kit, each as a picture with its alternative text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from framework_pdf.brand.kit import file_of
from framework_pdf.brand.model import OPTIONS_PATH, Kit, Variants
from framework_pdf.brand.options import PictureReference
from framework_pdf.brand.pictures import DrawingCheck, Picture, picture_of
from framework_pdf.core.diagnostics import Diagnostic, did_you_mean
from framework_pdf.core.key_path import KeyPath

SIZES = ("small", "medium", "large")
"""The logo's sizes, the smallest first."""


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


class PartnerLogo(NamedTuple):
    """Another organisation, and its logo for paper."""

    name: str
    logo: Artwork


class PictureReader:
    """Reads the pictures of one kit, each file once, and collects what is wrong with them."""

    def __init__(self, kit: Kit, check_drawing: DrawingCheck | None = None) -> None:
        self.problems: list[Diagnostic] = []
        self._kit = kit
        self._check_drawing = check_drawing
        self._read: dict[Path, Picture | None] = {}

    def logos(self) -> Logos:
        """Return the logo in its three sizes, having checked every picture that the kit names for it."""
        logos = self._kit.brand.logo
        for name, image in logos.images.items():
            self._artwork(image, ("logo", "images", name))
        given = {size: self._logo(getattr(logos, size) or Variants(), ("logo", size)) for size in SIZES}
        order = {"small": SIZES, "medium": ("medium", "large", "small"), "large": ("large", "medium", "small")}
        return Logos(**{size: next(filter(None, (given[other] for other in order[size])), Logo()) for size in SIZES})

    def partners(self) -> Iterator[PartnerLogo]:
        """Yield the logos of partners that can be used."""
        for number, partner in enumerate(self._kit.brand.options.partners):
            if art := self._artwork(partner.logo, (*OPTIONS_PATH, "partners", number, "logo")):
                yield PartnerLogo(partner.name, art)

    def photograph(self) -> Artwork | None:
        """Return the photograph beside the foreword's signatory, or None."""
        foreword = self._kit.brand.options.foreword
        return self._artwork(foreword.photograph if foreword else None, (*OPTIONS_PATH, "foreword", "photograph"))

    def _logo(self, given: Variants, key_path: KeyPath) -> Logo:
        return Logo(self._artwork(given.light, (*key_path, "light")), self._artwork(given.dark, (*key_path, "dark")))

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
        self.problems += problems
        if path is None:
            return None
        if path not in self._read:
            self._read[path], found = picture_of(path, place, self._check_drawing)
            self.problems += found
        picture = self._read[path]
        return Artwork(picture, alt, key_path, reference.path if named else None) if picture else None
