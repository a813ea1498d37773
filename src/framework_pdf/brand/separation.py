"""The separation of colours for a print shop: with how much cyan, magenta, yellow and black each is printed.

Colours that the kit names with their inks, and tints of them, keep those inks. Everything that is all but grey is black
ink alone, so that no letter depends on how exactly four inks meet. The rest is converted: through the profile of the
press where there is one, else by what was measured of the inks (`core/cmyk.py`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageMath

from framework_pdf.brand.look import Look
from framework_pdf.brand.model import OPTIONS_PATH
from framework_pdf.brand.palette import PALETTE_PATH
from framework_pdf.content.model.printing import Condition
from framework_pdf.core.cmyk import COATED, UNCOATED, Characterisation, Inks, black_of, inks_of
from framework_pdf.core.colour import channels, lightness, of_channels
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import KitError
from framework_pdf.core.reading import read_file

BLACK_INK: Inks = (0, 0, 0, 100)
BLACKEST = 25
"""The greatest lightness (CIE L*) of what counts as black."""
GREY_SHARE = 0.84
"""How grey a colour must be to be printed in black ink alone: the least ratio of the smallest to the largest of its
distances from white in red, green and blue. A tint has the ratio of its full colour."""
NODES = 7
"""The number of colours along each side of the table by which pictures are converted."""
ROUNDING = 1.5
"""How far, of 255 levels, a tint may be from the exact one, because it was rounded."""
MOST_PROFILE_BYTES = 20_000_000


class Profile(NamedTuple):
    """The ICC profile of a press."""

    name: str
    """The name that the profile gives itself."""
    data: bytes


@dataclass(eq=False)
class Separation:
    """Says with which inks any colour in sRGB is printed, for one printer."""

    named: Mapping[str, Inks]
    """The inks of colours that have inks of their own."""
    limit: float
    """The most that the four inks may add up to at one place, in percent."""
    characterisation: Characterisation = COATED
    """What was measured of the inks on the paper, for where there is no profile."""
    profile: Profile | None = None
    """The profile of the press."""

    def __post_init__(self) -> None:
        self._transform = _build_transform(self.profile) if self.profile else None
        self.of = cache(self._of)

    @property
    def in_words(self) -> str:
        """How colours are converted, for the job ticket."""
        by = f"through {self.profile.name}" if self.profile else f"by the inks of {self.characterisation.data}"
        own = "the brand's colours by inks of their own; others " if self.named else ""
        return f"{own}from sRGB {by}, relative colorimetric with black point compensation"

    def _of(self, colour: str) -> Inks:
        """Return the inks of a colour, in percent."""
        return self.named.get(colour) or self._tint(colour) or self._grey(colour) or self._converted(colour)

    def _tint(self, colour: str) -> Inks | None:
        """Return the inks of the named colour that this one is a tint of, in that strength; None where it is none."""
        for base, inks in self.named.items():
            # How far the channels of both are from those of white paper.
            paper = [(255 - mixed, 255 - pure) for mixed, pure in zip(channels(colour), channels(base), strict=True)]
            strength = max(mixed for mixed, _ in paper) / max(1, max(pure for _, pure in paper))
            if 0 < strength < 1 and all(abs(mixed - strength * pure) <= ROUNDING for mixed, pure in paper):
                return _inks(strength * ink for ink in inks)
        return None

    def _grey(self, colour: str) -> Inks | None:
        """Return black ink alone for a colour that is all but grey or black; None for any other."""
        inks = [255 - channel for channel in channels(colour)]
        if min(inks) < GREY_SHARE * max(inks):
            return None
        return BLACK_INK if lightness(colour) <= BLACKEST else black_of(colour, self.characterisation)

    def _converted(self, colour: str) -> Inks:
        if self._transform is None:
            return inks_of(colour, self.characterisation, self.limit)
        one_pixel = Image.new("RGB", (1, 1), channels(colour))
        levels: Any = _limited(self._transform.apply(one_pixel), 2.55 * self.limit).getpixel((0, 0))
        return _inks(level / 2.55 for level in levels)

    def picture(self, image: Image.Image) -> Image.Image:
        """Return a picture in CMYK; areas in a colour with inks of its own have those."""
        image = image.convert("RGB")
        if self._transform is None:
            converted = image.filter(self._table)
        else:
            converted = _limited(self._transform.apply(image), 2.55 * self.limit)
        for colour, inks in self.named.items():
            converted.paste(tuple(round(2.55 * ink) for ink in inks), mask=_mask_of(image, colour))
        return converted

    @cached_property
    def _table(self) -> ImageFilter.Color3DLUT:
        """The inks of evenly spaced colours; for what lies between, they are interpolated."""

        def inks(*rgb: float) -> tuple[float, ...]:
            colour = of_channels(*(255 * level for level in rgb))
            return tuple(ink / 100 for ink in inks_of(colour, self.characterisation, self.limit))

        return ImageFilter.Color3DLUT.generate(NODES, inks, channels=4, target_mode="CMYK")


def separation_of(look: Look, *, ink_limit: float, condition: Condition, profile: Path | None = None) -> Separation:
    """Return the separation of a look for one printer.

    Args:
        look: The look, whose kit may name inks.
        ink_limit: The most that the four inks may add up to at one place, in percent.
        condition: The printing condition, for where there is no profile.
        profile: The file of the press's ICC profile.

    Raises:
        KitError: The profile or an ink of the kit can't be used.

    """
    problems = list(_ink_problems(look, ink_limit))
    opened = None
    try:
        opened = profile_of(profile) if profile else None
    except KitError as error:
        problems += error.diagnostics
    if problems:
        raise KitError(problems)
    return Separation(named_inks(look), ink_limit, COATED if condition.is_coated else UNCOATED, opened)


def named_inks(look: Look) -> dict[str, Inks]:
    """Return the inks that a look's kit names, by the colour that they print."""
    colours = {name: look.palette.named.get((*PALETTE_PATH, name)) for name in look.options.inks}
    return {colour: _inks(look.options.inks[name].cmyk) for name, colour in colours.items() if colour}


def _ink_problems(look: Look, limit: float) -> Iterator[Diagnostic]:
    """Yield a problem for each ink of the kit with more than the most ink at one place, in percent."""
    for name, ink in look.options.inks.items():
        if sum(ink.cmyk) > limit and look.kit:
            message = f"`{name}` has {sum(ink.cmyk):g} % of ink, and the printer takes {limit:g} % at most"
            hint = "ask the designer for the same colour with less cyan, magenta and yellow and more black"
            yield Diagnostic("too-much-ink", message, look.kit.at(*OPTIONS_PATH, "inks", name, "cmyk"), hint)


def profile_of(path: Path) -> Profile:
    """Read the ICC profile of a press (ISO 15076-1).

    Raises:
        KitError: The file is no profile of a press that prints with four inks.

    """
    hint = "ask the printer for the profile of the press, a file that ends in .icc, or leave out --icc"
    try:
        data = read_file(path, MOST_PROFILE_BYTES)
        opened = ImageCms.getOpenProfile(BytesIO(data))
        if data[12:16] != b"prtr" or data[16:20] != b"CMYK":
            raise ValueError("it is a profile, but of no press that prints with cyan, magenta, yellow and black")
        profile = Profile(ImageCms.getProfileDescription(opened).strip() or path.stem, data)
        _build_transform(profile)
    except (OSError, ValueError, ImageCms.PyCMSError) as error:
        why = str(error) if isinstance(error, ValueError) else "it is no ICC profile"
        message = f"the profile can't be used: {getattr(error, 'strerror', None) or why}"
        raise KitError(Diagnostic("unusable-profile", message, Location(path), hint)) from None
    return profile


def _build_transform(profile: Profile) -> ImageCms.ImageCmsTransform:
    """Return the conversion from sRGB to the colours of a press."""
    srgb, press = ImageCms.createProfile("sRGB"), ImageCms.getOpenProfile(BytesIO(profile.data))
    intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    return ImageCms.buildTransform(srgb, press, "RGB", "CMYK", renderingIntent=intent, flags=flags)


def _limited(image: Image.Image, most: float) -> Image.Image:
    """Return a picture in CMYK with no more ink at any place than levels that add up to `most`.

    As much of its grey as that needs becomes black (grey component replacement). Where black alone can't make up for
    it, cyan, magenta and yellow are reduced.
    """
    bands = dict(zip("cmyk", image.split(), strict=True))

    def thinned(given: Any, *, name: str) -> Any:
        least, most_of, inks = given["min"], given["max"], {each: given["float"](given[each]) for each in "cmyk"}
        colours = inks["c"] + inks["m"] + inks["y"]
        over = most_of(colours + inks["k"] - most, 0)
        grey = least(least(over / 2, 255 - inks["k"]), least(least(inks["c"], inks["m"]), inks["y"]))
        share = 1 - (over - 2 * grey) / most_of(colours - 3 * grey, 1)
        return given["convert"](inks["k"] + grey if name == "k" else share * (inks[name] - grey), "L")

    return Image.merge("CMYK", [ImageMath.lambda_eval(partial(thinned, name=name), **bands) for name in "cmyk"])


def _inks(values: Any) -> Inks:
    cyan, magenta, yellow, black = (round(float(value), 2) for value in values)
    return cyan, magenta, yellow, black


def _mask_of(image: Image.Image, colour: str) -> Image.Image:
    """Return a mask of where a picture has exactly this colour."""
    bands = zip(image.split(), channels(colour), strict=True)
    red, green, blue = (band.point([255 * (level == each) for level in range(256)]) for band, each in bands)
    return ImageChops.multiply(ImageChops.multiply(red, green), blue)
