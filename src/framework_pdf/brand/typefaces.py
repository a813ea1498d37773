"""The typefaces in which editions are set: those that a brand kit asks for, or the default ones.

A font that is missing is an error with its place, never a fallback.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from framework_pdf.brand import font_files
from framework_pdf.brand.font_families import DEFAULT_CSS_NAME, DEFAULT_FAMILY, Family, find_family, typefaces_folder
from framework_pdf.brand.font_files import FontFileError
from framework_pdf.brand.model import Kit, Type
from framework_pdf.brand.weights import BOLD, BOLDER, LEAST_BOLD, REGULAR, WEIGHTS, listed, parse_weight, unknown_weight
from framework_pdf.content.model.base import folded
from framework_pdf.core.checksums import digest
from framework_pdf.core.data_url import data_url
from framework_pdf.core.diagnostics import Diagnostic, Location, in_order
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
    """Return the typefaces of a kit, and what is wrong with what it says of them.

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
    """Return the files that the addresses of typefaces in style sheets lead to."""
    return {face.url: face.path for face in typefaces.faces if face.instance is None}


def characters(typefaces: Typefaces) -> frozenset[str]:
    """Return the characters that every style of the typefaces can draw."""
    return frozenset.intersection(*map(font_files.characters, files(typefaces)))


def embedded(face: FontFace) -> str:
    """Return a data URL with the style as WOFF2, which a web page takes along.

    Raises:
        TypeError: It is no style of a typeface. Templates call this, and could otherwise name any file.
        CompositionError: The font file can't be used.

    """
    if not isinstance(face, FontFace):
        raise TypeError("only a style of a typeface can be embedded")
    try:
        return font_files.embedded(face.path, face.instance)
    except FontFileError as error:
        raise CompositionError(error.at(Location(face.path), face.path.name)) from error


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
        place, bold = self._place_of_weight("base", family), family.bold(plain)
        self._need(family, plain, "for text", place)
        if bold is None:
            self._need_bold(family, plain, family.place if family.places else place)
        if link is not None:
            self._need(family, link, "for links", self._kit.at("typography", "link", "weight"))
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
        if self._asked("headings").weight or not is_text_family:  # else it was already told that text lacks it
            self._need(family, weight, "for headings", self._place_of_weight("headings", family))
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
        key = folded(name)
        if key not in self._families:
            self._families[key], wrong = find_family(self._kit, name, self._kit.at("typography", role, "family"))
            self.problems += wrong
        return self._families[key]

    def _need(self, family: Family, weight: int, purpose: str, place: Location) -> None:
        """Note the problem where a family lacks a weight.

        Args:
            purpose: What the weight is needed for, as in `for text`.
            place: Where the weight or the family is asked for.

        """
        if weight not in family.files:
            hint = f"write `weight:` with one that it has, {listed(family.files)}, or {family.way_out}"
            message = f"`{family.name}` has no weight {weight} {purpose}"
            self.problems.append(Diagnostic("missing-font", message, place, hint))

    def _need_bold(self, family: Family, plain: int, place: Location) -> None:
        """Note the problem that a family has no weight for strong words among words of the weight `plain`."""
        wanted = max(BOLD, plain + BOLDER)
        message = f"`{family.name}` has no weight {wanted} for strong words"
        if wanted > WEIGHTS[-1]:
            message = f"`{family.name}` has no weight for strong words beside {plain}: they are {BOLDER} heavier"
        hint = f"it has {listed(family.files)}: {family.way_out}"
        self.problems.append(Diagnostic("missing-font", message, place, hint))

    def _typeface(self, family: Family, plain: int, bold: int | None, *others: int | None) -> Typeface | None:
        """Return the family in the weights that are needed of it, or None where it lacks one or one can't be used."""
        weights = tuple(dict.fromkeys(weight for weight in (plain, bold, *others) if weight is not None))
        if bold is None or not family.files.keys() >= set(weights):
            return None
        chosen = [(weight, family.files[weight]) for weight in weights]
        faces = tuple(FontFace(family.css_name, weight, file.path, file.is_variable) for weight, file in chosen)
        heights = []
        for face in faces:
            try:
                heights.append(font_files.x_height(face.path, face.instance))
            except FontFileError as error:
                place = family.places.get(face.path) or Location(face.path)
                self.problems.append(error.at(place, face.path.name))
        if len(heights) < len(faces):
            return None
        scale = max(1.0, X_HEIGHT / heights[0])
        return Typeface(name=family.name, family=family.css_name, weight=plain, bold=bold, faces=faces, scale=scale)
