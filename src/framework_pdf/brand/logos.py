"""The logos and the photograph of a kit in; out, each as a picture with its words, and what is wrong with them."""

from dataclasses import dataclass
from pathlib import Path

from framework_pdf.brand.kit_files import file_of
from framework_pdf.brand.model import OURS, Kit, Variants
from framework_pdf.brand.options import PictureReference
from framework_pdf.brand.pictures import DrawingCheck, Picture, picture_of
from framework_pdf.core.diagnostics import Diagnostic, did_you_mean
from framework_pdf.core.key_path import KeyPath

SIZES = ("small", "medium", "large")
"""The logo's sizes, the smallest first."""


@dataclass(frozen=True, slots=True)
class Artwork:
    """A picture of a kit, what it shows, and where the kit names it."""

    picture: Picture
    alt: str | None
    way: KeyPath
    image: str | None = None
    """Its name among the kit's images, where it was called by that."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo for paper, one for a dark ground, or both."""

    light: Artwork | None = None
    dark: Artwork | None = None

    def __bool__(self) -> bool:
        """Whether there is one."""
        return bool(self.light or self.dark)


@dataclass(frozen=True, slots=True)
class Logos:
    """The logo in its sizes: where one is not given, the next best stands for it."""

    small: Logo = Logo()
    medium: Logo = Logo()
    large: Logo = Logo()


@dataclass(frozen=True, slots=True)
class PartnerLogo:
    """Another organisation, and its logo for paper."""

    name: str
    logo: Artwork


class KitPictures:
    """Reads the pictures of one kit, each file once."""

    def __init__(self, kit: Kit, check_drawing: DrawingCheck | None = None) -> None:
        self.problems: list[Diagnostic] = []
        self._kit = kit
        self._proof = check_drawing
        self._read: dict[Path, Picture | None] = {}

    def logos(self) -> Logos:
        """Nothing in; out, the logos."""
        logos = self._kit.brand.logo
        for name, image in logos.images.items():
            self._artwork(image, ("logo", "images", name))
        given = {size: self._logo(getattr(logos, size), ("logo", size)) for size in SIZES}
        order = {"small": SIZES, "medium": ("medium", "large", "small"), "large": ("large", "medium", "small")}
        return Logos(**{size: next(filter(None, (given[each] for each in order[size])), Logo()) for size in SIZES})

    def partners(self) -> tuple[PartnerLogo, ...]:
        """Nothing in; out, the logos of partners."""
        found = (
            (partner.name, self._artwork(partner.logo, (*OURS, "partners", number, "logo")))
            for number, partner in enumerate(self._kit.brand.options.partners)
        )
        return tuple(PartnerLogo(name, art) for name, art in found if art)

    def photograph(self) -> Artwork | None:
        """Nothing in; out, the photograph beside the foreword."""
        foreword = self._kit.brand.options.foreword
        photograph = foreword.photograph if foreword else None
        return self._artwork(photograph, (*OURS, "foreword", "photograph")) if photograph else None

    def _logo(self, variants: Variants | None, way: KeyPath) -> Logo:
        if variants is None:
            return Logo()
        light, dark = (
            self._artwork(each, (*way, name)) if each else None
            for name, each in (("light", variants.light), ("dark", variants.dark))
        )
        return Logo(light, dark)

    def _artwork(self, resource: PictureReference, way: KeyPath) -> Artwork | None:
        """A resource, or the name of an image, and the way to it in; out, the picture, if there is nothing wrong."""
        place = self._kit.at(*way, "path")
        images = self._kit.brand.logo.images
        named = images.get(resource.path)
        alt = resource.alt or (named.alt if named else None)
        path, problems = file_of(self._kit.folder, named.path if named else resource.path, place)
        if path is None and not named and "/" not in resource.path and "." not in resource.path and images:
            hint = did_you_mean(resource.path, images)
            problems = [Diagnostic("missing-file", f"there is no image `{resource.path}`", place, hint)]
        self.problems += problems
        if path is None:
            return None
        if path not in self._read:
            self._read[path], found = picture_of(path, place, self._proof)
            self.problems += found
        picture = self._read[path]
        return Artwork(picture, alt, way, resource.path if named else None) if picture else None
