"""The typefaces in which editions are set: those that a brand kit asks for, or the default ones.

A font that is missing is an error with its place, never a fallback.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from string import ascii_lowercase
from urllib.parse import quote

from framework_pdf.brand import font_files
from framework_pdf.brand.font_families import (
    DEFAULT_CSS_NAME,
    DEFAULT_FAMILY,
    Family,
    find_family,
    same_family,
    typefaces_folder,
)
from framework_pdf.brand.font_files import FontFileError
from framework_pdf.brand.model import Kit, Type
from framework_pdf.brand.weights import BOLD, BOLDER, LEAST_BOLD, REGULAR, WEIGHTS, listed, parse_weight, unknown_weight
from framework_pdf.core.checksums import digest
from framework_pdf.core.data_url import data_url
from framework_pdf.core.diagnostics import Diagnostic, Location, Severity, in_order
from framework_pdf.core.errors import CompositionError

DEFAULT_FILES = {400: "SourceSans3-Regular.ttf", 700: "SourceSans3-Bold.ttf"}
"""The files of the default family by weight. There is no italic: nothing is set in it."""
X_HEIGHT = 0.486
"""The x-height of the default family, as a share of the type size. Clear print is judged by it."""


SCHEME = "typeface"
"""Addresses of the files of typefaces begin so."""


@dataclass(frozen=True, slots=True)
class FontFace:
    """One style of a typeface, as a style sheet names it."""

    family: str
    """What style sheets call the typeface."""
    weight: int
    path: Path = field(repr=False)
    is_variable: bool = False
    """Whether the file is a variable font, of which this is one instance."""

    @property
    def instance(self) -> int | None:
        """The weight of this instance of a variable font; None for any other font."""
        return self.weight if self.is_variable else None

    @property
    def url(self) -> str:
        """Its address for a style sheet: one that `files_by_address` knows, or a data URL that holds the instance.

        It does not say where the file lies: templates see it.
        """
        if self.instance is None:
            return f"{SCHEME}:{digest(str(self.path).encode())[:16]}/{quote(self.path.name)}"
        with told(self.path):
            content = font_files.font_bytes(self.path, self.instance)
        return data_url("font/otf" if content.startswith(b"OTTO") else "font/ttf", content)


@dataclass(frozen=True, slots=True)
class Typeface:
    """A family in the weights that are needed of it."""

    name: str
    """What it is called: `Source Sans 3`."""
    family: str
    """What style sheets call it."""
    weight: int
    """The weight of plain words."""
    bold: int
    """The weight of strong words."""
    faces: tuple[FontFace, ...]
    """The styles that are needed, that of plain words first."""
    scale: float = 1.0
    """How many times larger it is set, so that its small letters are as tall as those of the default family."""

    @property
    def styles(self) -> tuple[tuple[FontFace, ...], ...]:
        """Its faces by weight: each style in its parts."""
        weights = dict.fromkeys(face.weight for face in self.faces)
        return tuple(tuple(face for face in self.faces if face.weight == weight) for weight in weights)

    @property
    def font_family(self) -> str:
        """What style sheets say to set words in it: its name, and those of its parts by script where it has some."""
        return ", ".join(f'"{name}"' for name in dict.fromkeys((self.family, *(face.family for face in self.faces))))


def is_font_of(font: str, family: str) -> bool:
    """Tell whether a font in a PDF is a style of a family, by the family's name in style sheets."""
    return font == family or font.startswith(f"{family.replace(' ', '-')}-")


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The typefaces in which editions are set."""

    text: Typeface
    headings: Typeface
    link_weight: int | None = None
    """The weight of links in text, where a kit says it."""

    @property
    def both(self) -> tuple[Typeface, Typeface]:
        """The typeface of text and that of headings."""
        return self.text, self.headings

    @property
    def faces(self) -> tuple[FontFace, ...]:
        """Every style of both typefaces, once."""
        return tuple(dict.fromkeys(face for type_ in self.both for face in type_.faces))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the typefaces, each once."""
        return tuple(dict.fromkeys(type_.name for type_ in self.both))


class TypeFit(StrEnum):
    """What gives way in typefaces where words have no room in them otherwise, in the order in which it does."""

    AS_ASKED = "as the look has them"
    """Nothing."""
    NOMINAL = "in the sizes that clear print states, not larger for small letters"
    """That a typeface with small letters is set larger."""
    DEFAULT_HEADINGS = f"headings in {DEFAULT_FAMILY}, text in the brand's typeface"
    """The typeface of headings, where titles have no room: not on cards, whose texts are fitted."""
    DEFAULT_TEXT = f"text in {DEFAULT_FAMILY}, headings in the brand's typeface"
    """The typeface of text."""
    DEFAULT = f"in {DEFAULT_FAMILY}"
    """Both typefaces."""


def fits_of(typefaces: Typefaces, words: str = "") -> dict[TypeFit, Typefaces]:
    """Return the typefaces in which words are set where they have no room, the first to be tried first.

    Words that have room in the default typefaces have it in the last of them. What is the same as one before it is left
    out: of the default typefaces there is nothing else. So is what can't draw words that the first can.

    Args:
        typefaces: Those of a look.
        words: All words of the content.

    """
    drawn = frozenset(words) & characters(typefaces)
    defaults = default_typefaces()
    links = typefaces.link_weight
    links = links if links in DEFAULT_FILES else None
    text, headings = (replace(each, scale=1.0) for each in typefaces.both)
    nominal = replace(typefaces, text=text, headings=headings)
    default_headings = replace(nominal, headings=defaults.headings)
    default_text = Typefaces(defaults.text, nominal.headings, links)
    default = replace(defaults, link_weight=links)
    found: dict[TypeFit, Typefaces] = {}
    for fit, each in zip(TypeFit, (typefaces, nominal, default_headings, default_text, default), strict=True):
        is_the_last = found and each == default and fit is not TypeFit.DEFAULT
        if each not in found.values() and not is_the_last and drawn <= characters(each):
            found[fit] = each
    return found


def default_typefaces() -> Typefaces:
    """Return the typefaces where a kit asks for none.

    Raises:
        CompositionError: A file is missing.

    """
    directory = typefaces_folder() / DEFAULT_FAMILY
    faces = tuple(FontFace(DEFAULT_CSS_NAME, weight, directory / file) for weight, file in DEFAULT_FILES.items())
    if missing := [face.path for face in faces if not face.path.is_file()]:
        message = f"a style of {DEFAULT_FAMILY} is not there"
        hint = "install the typeface again: `python -m pip install --force-reinstall rendercv-fonts`"
        raise CompositionError(Diagnostic("missing-font", message, Location(path), hint) for path in missing)
    text = Typeface(name=DEFAULT_FAMILY, family=DEFAULT_CSS_NAME, weight=REGULAR, bold=BOLD, faces=faces)
    return Typefaces(text=text, headings=replace(text, weight=BOLD, faces=faces[1:]))


def typefaces_of(kit: Kit) -> tuple[Typefaces, tuple[Diagnostic, ...]]:
    """Return the typefaces of a kit, and what is wrong with what it says of them, or is used in place of it.

    The default ones stand for what it does not say or can't be used. Where it says no weight of headings, they are set
    in what is bold in their typeface.
    """
    defaults, search = default_typefaces(), _Search(kit)
    text = search.text()
    headings = search.headings(text)
    typefaces = Typefaces(text or defaults.text, headings or defaults.headings, search.link_weight)
    return typefaces, in_order(search.problems)


def files(typefaces: Typefaces) -> tuple[Path, ...]:
    """Return the files that typefaces are made of, each once."""
    return tuple(dict.fromkeys(face.path for face in typefaces.faces))


def files_by_address(typefaces: Typefaces) -> dict[str, Path]:
    """Return the files that the addresses of typefaces in style sheets lead to, and of those that stand in for them."""
    faces = (face for each in fits_of(typefaces).values() for face in each.faces)
    return {face.url: face.path for face in faces if face.instance is None}


def characters(typefaces: Typefaces) -> frozenset[str]:
    """Return the characters that every style of the typefaces can draw.

    Raises:
        CompositionError: A file can't be read.

    """
    return frozenset.intersection(*(_drawn_by(style) for type_ in typefaces.both for style in type_.styles))


def files_without(typefaces: Typefaces, character: str) -> tuple[Path, ...]:
    """Return the files of the styles that can't draw a character, each once."""
    styles = (style for type_ in typefaces.both for style in type_.styles)
    return tuple(dict.fromkeys(face.path for style in styles if character not in _drawn_by(style) for face in style))


def _drawn_by(style: Iterable[FontFace]) -> frozenset[str]:
    """Return the characters that the parts of a style can draw together."""
    return frozenset().union(*(_characters(face.path) for face in style))


def _characters(path: Path) -> frozenset[str]:
    with told(path):
        return font_files.characters(path)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise CompositionError where a font file can't be used."""
    try:
        yield
    except FontFileError as error:
        raise CompositionError(error.at(Location(path), path.name)) from error


class _Search:
    """Looks for the typefaces of a kit, and collects what is wrong."""

    def __init__(self, kit: Kit) -> None:
        self.problems: list[Diagnostic] = []
        self._kit = kit
        self._families: dict[str, Family | None] = {}
        self.link_weight = self._weight("link", None)
        """The weight of links, or None where the kit asks for none."""

    def text(self) -> Typeface | None:
        """Return the typeface of text, or None where the kit asks for what there is not."""
        family, plain, link = self._family("base"), self._weight("base", REGULAR), self.link_weight
        if family is None or plain is None:
            return None
        place = self._place_of_weight("base", family)
        plain = self._nearest(family, plain, "for text", place)
        bold = family.bold(plain) or self._nearest_bold(family, plain, family.place if family.places else place)
        if link is not None:
            link = self._nearest(family, link, "for links", self._kit.at("typography", "link", "weight"))
            self.link_weight = link
        return self._typeface(family, plain, bold, link)

    def headings(self, text: Typeface | None) -> Typeface | None:
        """Return the typeface of headings, or None where the kit asks for what there is not.

        Strong words in headings are bold; where the headings are bold themselves, or the family has no bold, strong
        words look like the others.

        Args:
            text: The typeface of text.

        """
        family = self._family("headings")
        is_text_family = family is self._family("base")
        usual = text.bold if text and is_text_family else BOLD
        if family and not is_text_family:
            usual = family.bold(REGULAR) or BOLD
        weight = self._weight("headings", usual)
        if family is None or weight is None:
            return None
        weight = self._nearest(family, weight, "for headings", self._place_of_weight("headings", family))
        bold = weight if weight >= LEAST_BOLD else family.bold(weight) or weight
        return self._typeface(family, weight, bold)

    def _asked(self, role: str) -> Type:
        """Return what the kit says below a key of `typography`: `base`, `headings` or `link`."""
        return getattr(self._kit.brand.typography, role) or Type()

    def _weight(self, role: str, usual: int | None) -> int | None:
        """Return the weight that the kit asks for, or `usual` where it asks for none; None where it is none (noted)."""
        asked = self._asked(role).weight
        if asked is None:
            return usual
        weight = parse_weight(asked)
        if weight is None:
            self.problems.append(unknown_weight(asked, self._kit.at("typography", role, "weight")))
        return weight

    def _place_of_weight(self, role: str, family: Family) -> Location:
        """Return where the kit asks for the weight, or where it asks for none, for the family."""
        is_asked = self._asked(role).weight is not None
        return self._kit.at("typography", role, "weight") if is_asked else family.place

    def _family(self, role: str) -> Family | None:
        """Return the family for a role, or None where it can't be used; what is wrong with it is noted once.

        Where the kit says none for headings, it is that of text.
        """
        role = role if self._asked(role).family else "base"
        name = self._asked(role).family or DEFAULT_FAMILY
        key = same_family(name)
        if key not in self._families:
            self._families[key], wrong = find_family(self._kit, name, self._kit.at("typography", role, "family"))
            self.problems += wrong
        return self._families[key]

    def _nearest(self, family: Family, weight: int, purpose: str, place: Location) -> int:
        """Return a weight, or the nearest where a family lacks it, which is noted.

        Args:
            purpose: What the weight is needed for, as in `for text`.
            place: Where the weight or the family is asked for.

        """
        if weight in family.files:
            return weight
        nearest = family.nearest(weight)
        self._note(family, f"no weight {weight} {purpose}: {nearest} is used, the nearest that it has", place)
        return nearest

    def _nearest_bold(self, family: Family, plain: int, place: Location) -> int:
        """Return the heaviest weight of a family, which has none for strong words among words of the weight `plain`."""
        heaviest, wanted = max(family.files), max(BOLD, plain + BOLDER)
        lacks = f"no {f'weight {wanted}' if wanted <= WEIGHTS[-1] else 'heavier weight'} for strong words"
        instead = f"{heaviest} is used, the nearest that it has" if heaviest > plain else "they look like the others"
        self._note(family, f"{lacks}: {instead}", place)
        return max(heaviest, plain)

    def _note(self, family: Family, lacks: str, place: Location) -> None:
        """Note the warning that a family lacks a weight."""
        way_out = family.way_out if len(family.files) == 1 else f"write one of them as `weight:`, or {family.way_out}"
        hint = f"it has {listed(family.files)}{' alone' * (len(family.files) == 1)}: {way_out}"
        message = f"`{family.name}` has {lacks}"
        self.problems.append(Diagnostic("missing-weight", message, place, hint, severity=Severity.WARNING))

    def _typeface(self, family: Family, plain: int, bold: int, *others: int | None) -> Typeface | None:
        """Return the family in the weights that are needed of it, or None where one of its files can't be used."""
        weights = tuple(dict.fromkeys(weight for weight in (plain, bold, *others) if weight is not None))
        faces = tuple(
            FontFace(_name_of_part(family.css_name, number), weight, file.path, file.is_variable)
            for weight in weights
            for number, file in enumerate(family.files[weight])
        )
        problems = [problem for face in faces if (problem := self._why_unusable(face, family))]
        if problems:
            self.problems += problems
            return None
        scale = max(1.0, X_HEIGHT / font_files.x_height(faces[0].path, faces[0].instance))
        return Typeface(name=family.name, family=family.css_name, weight=plain, bold=bold, faces=faces, scale=scale)

    @staticmethod
    def _why_unusable(face: FontFace, family: Family) -> Diagnostic | None:
        """Return why pages can't be set in a style of a family, or None where they can."""
        is_first_of_its_weight = face.path == family.files[face.weight][0].path
        try:
            (font_files.x_height if is_first_of_its_weight else font_files.font_bytes)(face.path, face.instance)
        except FontFileError as error:
            return error.at(family.places.get(face.path) or Location(face.path), face.path.name)
        return None


def _name_of_part(css_name: str, number: int) -> str:
    """Return what style sheets call a part of a family by script: WeasyPrint takes fonts of one name for one font."""
    return f"{css_name}-{ascii_lowercase[number % 26] * (number // 26 + 1)}" if number else css_name
