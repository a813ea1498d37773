"""The typography of a brand kit in; out, the typefaces in which editions are set, or every problem.

A font that is missing is an error with its place, never a fallback.
"""

from dataclasses import dataclass
from pathlib import Path

from framework_pdf.brand import font_files
from framework_pdf.brand.font_families import (
    BOLD,
    BOLDER,
    LEAST_BOLD,
    OWN_FILES,
    USUAL,
    USUAL_NAME,
    Family,
    find,
    folder,
    listed,
    no_weight,
    weight_of,
)
from framework_pdf.brand.font_files import WEIGHTS, FontFileError
from framework_pdf.brand.model import Kit, Type
from framework_pdf.content.model.base import folded
from framework_pdf.core.diagnostics import Diagnostic, Location, in_order
from framework_pdf.core.errors import CompositionError

STYLES = {400: "SourceSans3-Regular.ttf", 700: "SourceSans3-Bold.ttf"}
"""The files of the usual family by weight. There is no italic: nothing is set in it."""
X_HEIGHT = 0.486
"""How tall the small letters of the usual family are, as a share of the size. Clear print is judged by it."""
PLAIN = 400
"""What is usual for text."""


@dataclass(frozen=True, slots=True)
class FontFace:
    """One style of a typeface, as a style sheet names it."""

    family: str
    """What style sheets call the typeface."""
    weight: int
    path: Path
    is_variable: bool = False
    """Whether the file is a variable font, of which this is one instance."""

    @property
    def instance(self) -> int | None:
        """Of a variable font, the weight of this instance."""
        return self.weight if self.is_variable else None

    @property
    def url(self) -> str:
        """Its address for a style sheet: the file's, or for an instance one that holds it."""
        return font_files.font_url(self.path, self.instance)


@dataclass(frozen=True, slots=True)
class Typeface:
    """A family in the weights that are needed of it."""

    name: str
    """What it is called: `Source Sans 3`."""
    family: str
    """What style sheets call it."""
    weight: int
    """Of plain words in it."""
    bold: int
    """Of strong words in it."""
    faces: tuple[FontFace, ...]
    """The one of plain words first."""
    scale: float
    """How many times larger it is set, so that its small letters are as tall as those of the usual family."""


def is_of(font: str, family: str) -> bool:
    """The name of a font in a PDF and what style sheets call a family in; out, whether it is a style of that."""
    return font == family or font.startswith(f"{family.replace(' ', '-')}-")


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The typefaces in which editions are set."""

    text: Typeface
    headings: Typeface
    link_weight: int | None = None
    """Of links in text, where a kit says it."""

    @property
    def both(self) -> tuple[Typeface, Typeface]:
        """That of text and that of headings."""
        return self.text, self.headings

    @property
    def faces(self) -> tuple[FontFace, ...]:
        """Every style, once."""
        return tuple(dict.fromkeys(face for type_ in self.both for face in type_.faces))

    @property
    def names(self) -> tuple[str, ...]:
        """What they are called, each once."""
        return tuple(dict.fromkeys(type_.name for type_ in self.both))


def default_typefaces() -> Typefaces:
    """Nothing in; out, the usual typefaces. CompositionError where a file is not there."""
    faces = tuple(FontFace(USUAL_NAME, weight, folder() / USUAL / file) for weight, file in STYLES.items())
    hint = "install the typeface again: `python -m pip install --force-reinstall rendercv-fonts`"
    missing = [
        Diagnostic("missing-font", f"a style of {USUAL} is not there", Location(face.path), hint)
        for face in faces
        if not face.path.is_file()
    ]
    if missing:
        raise CompositionError(missing)
    return Typefaces(
        text=Typeface(USUAL, USUAL_NAME, PLAIN, BOLD, faces, 1.0),
        headings=Typeface(USUAL, USUAL_NAME, BOLD, BOLD, faces[1:], 1.0),
    )


def typefaces_of(kit: Kit) -> tuple[Typefaces, tuple[Diagnostic, ...]]:
    """A kit in; out, its typefaces, and what is wrong. The usual ones stand for what it does not say, or can't be had.

    Where it says no weight of headings, they are set in what is bold in their typeface.
    """
    usually, search, typography = default_typefaces(), _Search(kit), kit.brand.typography
    base, headings = typography.base or Type(), typography.headings or Type()
    link_weight = search.weight("link", typography.link or Type())
    family = search.family(base.family or USUAL, "base")
    text = search.text(family, base, link_weight)
    other = search.family(headings.family, "headings") if headings.family else family
    titles = search.headings(other, headings, other is family, text)
    return Typefaces(text or usually.text, titles or usually.headings, link_weight), in_order(search.problems)


def files(typefaces: Typefaces) -> tuple[Path, ...]:
    """Typefaces in; out, the files that they are made of, each once."""
    return tuple(dict.fromkeys(face.path for face in typefaces.faces))


def characters(typefaces: Typefaces) -> frozenset[str]:
    """Typefaces in; out, the characters that every style of them can draw."""
    return frozenset.intersection(*map(font_files.characters, files(typefaces)))


def embedded(face: FontFace) -> str:
    """A style in; out, what a web page takes along of it, as WOFF2, in an address that holds the file itself.

    TypeError where it is no style: templates, which call this, could name any file else.
    """
    if not isinstance(face, FontFace):
        raise TypeError("only a style of a typeface can be embedded")
    try:
        return font_files.embedded(face.path, face.instance)
    except FontFileError as error:
        raise CompositionError(error.at(Location(face.path), face.path.name)) from error


class _Search:
    """Looks for the typefaces of a kit, and keeps what is wrong."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._families: dict[str, Family | None] = {}
        self.problems: list[Diagnostic] = []

    def weight(self, role: str, said: Type) -> int | None:
        """A key of the typography and what it says in; out, its weight; None where it says none, or what is none."""
        if said.weight is None:
            return None
        weight = weight_of(said.weight)
        if weight is None:
            self.problems.append(no_weight(said.weight, self._kit.at("typography", role, "weight")))
        return weight

    def family(self, name: str, role: str) -> Family | None:
        """A family's name and the key that says it in; out, the family. What is wrong with it is told once."""
        key = folded(name)
        if key not in self._families:
            self._families[key], wrong = find(self._kit, name, self._kit.at("typography", role, "family"))
            self.problems += wrong
        return self._families[key]

    def text(self, family: Family | None, said: Type, link: int | None) -> Typeface | None:
        """The family of text, what the kit says of it, and the weight of links, in; out, the typeface."""
        plain = PLAIN if said.weight is None else self.weight("base", said)
        if family is None or plain is None:
            return None
        place = family.place if said.weight is None else self._kit.at("typography", "base", "weight")
        bold = family.bold(plain)
        self._need(family, plain, "for text", place)
        if bold is None:
            self._need_bold(family, plain, family.place if family.own else place)
        if link is not None:
            self._need(family, link, "for links", self._kit.at("typography", "link", "weight"))
        return self._typeface(family, plain, bold, link)

    def headings(self, family: Family | None, said: Type, is_text: bool, text: Typeface | None) -> Typeface | None:
        """The family of headings, what the kit says of them, whether text is of it, and its typeface in; out, theirs.

        Strong words in headings are bold; where headings are so themselves, or nothing is, they are as all others.
        """
        weight = self.weight("headings", said)
        if family is None or (said.weight is not None and weight is None):
            return None
        if weight is None and is_text:
            weight = text.bold if text else BOLD
        elif weight is None:
            weight = family.bold(PLAIN) or BOLD
        place = family.place if said.weight is None else self._kit.at("typography", "headings", "weight")
        if said.weight is not None or not is_text:  # else text was found to lack it
            self._need(family, weight, "for headings", place)
        bold = weight if weight >= LEAST_BOLD else family.bold(weight) or weight
        return self._typeface(family, weight, bold)

    def _need(self, family: Family, weight: int, purpose: str, place: Location) -> None:
        """A family, a weight, what for, and where that is said, in; where it lacks the weight, the problem is kept."""
        if weight not in family.files:
            hint = f"write `weight:` with one that it has, {listed(family.files)}, or {_way_out(family)}"
            message = f"`{family.name}` has no weight {weight} {purpose}"
            self.problems.append(Diagnostic("missing-font", message, place, hint))

    def _need_bold(self, family: Family, plain: int, place: Location) -> None:
        """A family without strong words, the weight of plain ones, and a place in; the problem is kept."""
        wanted = max(BOLD, plain + BOLDER)
        message = f"`{family.name}` has no weight {wanted} for strong words"
        if wanted > WEIGHTS[-1]:
            message = f"`{family.name}` has no weight for strong words beside {plain}: they are {BOLDER} heavier"
        hint = f"it has {listed(family.files)}: {_way_out(family)}"
        self.problems.append(Diagnostic("missing-font", message, place, hint))

    def _typeface(self, family: Family, plain: int, bold: int | None, *others: int | None) -> Typeface | None:
        """A family, and the weights that are needed of it, in; out, the typeface, where it has them all."""
        weights = tuple(dict.fromkeys(weight for weight in (plain, bold, *others) if weight is not None))
        if bold is None or not family.files.keys() >= set(weights):
            return None
        chosen = [(weight, family.files[weight]) for weight in weights]
        faces = tuple(FontFace(family.css, weight, file.path, file.is_variable) for weight, file in chosen)
        heights = [self._x_height(family, face) for face in faces]
        scale = max(1.0, X_HEIGHT / (heights[0] or X_HEIGHT))
        return Typeface(family.name, family.css, plain, bold, faces, scale) if all(heights) else None

    def _x_height(self, family: Family, face: FontFace) -> float:
        """A style in; out, how tall its small letters are. 0 where it can't be used, and the problem is kept."""
        try:
            return font_files.x_height(face.path, face.instance)
        except FontFileError as error:
            place = family.places.get(face.path) or Location(face.path)
            self.problems.append(error.at(place, face.path.name))
            return 0


def _way_out(family: Family) -> str:
    """A family that lacks a weight in; out, what can be done about it."""
    return "put the file of that weight into the kit and name it among its `files`" if family.own else OWN_FILES
