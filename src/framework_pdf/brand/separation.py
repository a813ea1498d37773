"""A livery and a print shop's job in; out, its separation: with how much cyan, magenta, yellow and black it is printed.

Colours that the kit names with their inks, and tints of them, keep those inks. Everything that is all but grey is black
ink alone, so that no letter depends on how exactly four inks meet. The rest is converted: through the profile of the
press where there is one, else by what was measured of the inks (`process.py`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageMath

from framework_pdf.brand.look import Look
from framework_pdf.brand.model import OPTIONS_PATH
from framework_pdf.brand.palette import PALETTE_PATH
from framework_pdf.content.model.printing import Condition
from framework_pdf.core.cmyk import COATED, UNCOATED, Characterisation, Inks, black_of, inks_of
from framework_pdf.core.colour import channels, lightness, of_channels
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import KitError

BLACK_INK: Inks = (0, 0, 0, 100)
BLACKEST = 25
"""The greatest lightness (CIE L*) of what is taken for black."""
GREY_SHARE = 0.84
"""What is so grey is grey: the least share that black would have of the strongest ink, tints as their full colours."""
NODES = 7
"""Colours along each side of the table by which pictures are converted."""
OFF = 1.5
"""So far, of 255, may a tint be from what arithmetic makes of it: it was rounded."""
MOST_PROFILE_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Profile:
    """The ICC profile of a press."""

    name: str
    """As it calls itself."""
    data: bytes


class Separation:
    """Says for any colour in sRGB with which inks it is printed."""

    def __init__(
        self, named: Mapping[str, Inks], limit: float, stock: Characterisation = COATED, profile: Profile | None = None
    ) -> None:
        """Colours with their inks, the most ink at one place in percent, the stock and perhaps a profile in."""
        self._named, self._limit, self._stock = named, limit, stock
        self.profile = profile
        self._through = _transform(profile) if profile else None
        self.of = cache(self._of)

    @property
    def in_words(self) -> str:
        """How colours are converted."""
        way = f"through {self.profile.name}" if self.profile else f"by the inks of {self._stock.data}"
        whose = "the brand's colours by inks of their own; others " if self._named else ""
        return f"{whose}from sRGB {way}, relative colorimetric with black point compensation"

    def _of(self, colour: str) -> Inks:
        """A colour in; out, its inks in percent."""
        return self._named.get(colour) or self._tint(colour) or self._grey(colour) or self._converted(colour)

    def _tint(self, colour: str) -> Inks | None:
        """A colour in; out, the inks of the named colour that it is a tint of, in that strength."""
        for base, inks in self._named.items():
            if (strength := _strength(colour, base)) is not None:
                return _inks(strength * ink for ink in inks)
        return None

    def _grey(self, colour: str) -> Inks | None:
        """A colour in; out, black ink alone, where it is all but grey or black."""
        inks = [255 - channel for channel in channels(colour)]
        if min(inks) < GREY_SHARE * max(inks):
            return None
        return BLACK_INK if lightness(colour) <= BLACKEST else black_of(colour, self._stock)

    def _converted(self, colour: str) -> Inks:
        if self._through is None:
            return inks_of(colour, self._stock, self._limit)
        dot: Any = self._pressed(Image.new("RGB", (1, 1), channels(colour))).getpixel((0, 0))
        return _inks(level / 2.55 for level in dot)

    def picture(self, image: Image.Image) -> Image.Image:
        """A picture in; out, the same in CMYK. Areas in a colour with inks of its own have those."""
        image = image.convert("RGB")
        made = image.filter(self._table) if self._through is None else self._pressed(image)
        for colour, inks in self._named.items():
            made.paste(tuple(round(2.55 * ink) for ink in inks), mask=_where(image, colour))
        return made

    @cached_property
    def _table(self) -> ImageFilter.Color3DLUT:
        """Some colours, evenly apart, with their inks: what lies between is interpolated."""

        def inks(*rgb: float) -> tuple[float, ...]:
            colour = of_channels(*(255 * level for level in rgb))
            return tuple(ink / 100 for ink in inks_of(colour, self._stock, self._limit))

        return ImageFilter.Color3DLUT.generate(NODES, inks, channels=4, target_mode="CMYK")

    def _pressed(self, image: Image.Image) -> Image.Image:
        """A picture in sRGB in; out, as the press prints it, with no more ink at any place than may be."""
        assert self._through
        made = ImageCms.applyTransform(image, self._through)
        assert made
        return _limited(made, 2.55 * self._limit)


def separation_of(look: Look, *, ink_limit: float, condition: Condition, profile: Path | None = None) -> Separation:
    """Return the separation of a look for one printer.

    Args:
        ink_limit: The most that the four inks may add up to at one place, in percent.
        profile: The ICC profile of the press; without one, colours are made for the printing condition.

    Raises:
        KitError: The profile or an ink of the kit can't be used.

    """
    problems = list(_too_inky(look, ink_limit))
    read = None
    try:
        read = profile_of(profile) if profile else None
    except KitError as error:
        problems += error.diagnostics
    if problems:
        raise KitError(problems)
    return Separation(named_inks(look), ink_limit, COATED if condition.is_coated else UNCOATED, read)


def named_inks(look: Look) -> dict[str, Inks]:
    """A livery in; out, the inks that its kit says, by the colour that they print."""
    colours = {name: look.palette.named.get((*PALETTE_PATH, name)) for name in look.options.inks}
    return {colour: _inks(look.options.inks[name].cmyk) for name, colour in colours.items() if colour}


def _too_inky(look: Look, limit: float) -> Iterator[Diagnostic]:
    """A livery and the most ink at one place in percent in; out, each ink of its kit that is more."""
    for name, ink in look.options.inks.items():
        if sum(ink.cmyk) > limit and look.kit:
            message = f"`{name}` has {sum(ink.cmyk):g} % of ink, and the printer takes {limit:g} % at most"
            hint = "ask the designer for the same colour with less cyan, magenta and yellow and more black"
            yield Diagnostic("too-much-ink", message, look.kit.at(*OPTIONS_PATH, "inks", name, "cmyk"), hint)


def profile_of(path: Path) -> Profile:
    """A file in; out, the ICC profile of a press that it is (ISO 15076-1). Raises KitError where it is none."""
    hint = "ask the printer for the profile of the press, a file that ends in .icc, or leave out --icc"
    try:
        if path.stat().st_size > MOST_PROFILE_BYTES:
            raise ValueError(f"it has more than {MOST_PROFILE_BYTES // 1_000_000} MB")
        data = path.read_bytes()
        opened = ImageCms.getOpenProfile(BytesIO(data))
        if data[12:16] != b"prtr" or data[16:20] != b"CMYK":
            raise ValueError("it is a profile, but of no press that prints with cyan, magenta, yellow and black")
        profile = Profile(ImageCms.getProfileDescription(opened).strip() or path.stem, data)
        _transform(profile)
    except (OSError, ValueError, ImageCms.PyCMSError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else None
        why = said or (str(error) if isinstance(error, ValueError) else "it is no ICC profile")
        message = f"the profile can't be used: {why}"
        raise KitError(Diagnostic("unusable-profile", message, Location(path), hint)) from None
    return profile


def _transform(profile: Profile) -> ImageCms.ImageCmsTransform:
    """The profile of a press in; out, the way from sRGB to it."""
    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.getOpenProfile(BytesIO(profile.data)),
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _strength(colour: str, base: str) -> float | None:
    """Two colours in; out, how strong the second is in the first, on white paper, where that is a tint of it."""
    paper = [(255 - mixed, 255 - pure) for mixed, pure in zip(channels(colour), channels(base), strict=True)]
    strength = max(mixed for mixed, _ in paper) / max(1, max(pure for _, pure in paper))
    is_tint = 0 < strength < 1 and all(abs(mixed - strength * pure) <= OFF for mixed, pure in paper)
    return strength if is_tint else None


def _limited(image: Image.Image, most: float) -> Image.Image:
    """A picture in CMYK and the most that levels may add up to in; out, as much of its grey as that needs is black.

    Where black alone can't make up for it, cyan, magenta and yellow are thinned (grey component replacement).
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


def _where(image: Image.Image, colour: str) -> Image.Image:
    """A picture and a colour in; out, a mask of where the picture has just that."""
    bands = zip(image.split(), channels(colour), strict=True)
    red, green, blue = (band.point([255 * (level == each) for level in range(256)]) for band, each in bands)
    return ImageChops.multiply(ImageChops.multiply(red, green), blue)
