"""A kit and the name of a family in; out, the family in all weights that there are of it, or every problem.

Its files are those that the kit names, or those of the package that ships some families. Nothing is fetched, and no
font of the machine is used.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from string import ascii_letters, ascii_lowercase

from framework_pdf.brand.font_files import FORMATS, WEIGHTS, FontFile, FontFileError, read_font
from framework_pdf.brand.kit_files import file_of
from framework_pdf.brand.model import FontSource, Kit, NamedFontFile
from framework_pdf.content.model.base import folded
from framework_pdf.core.diagnostics import Diagnostic, Location, cut, did_you_mean, nearest
from framework_pdf.core.errors import CompositionError
from framework_pdf.core.key_path import KeyPath

USUAL = "Source Sans 3"
"""The usual family."""
USUAL_NAME = "Kit-SourceSans"
"""What style sheets call it: no font of a machine has that name. One called "Source Sans 3" would be taken for
`SourceSans3`, as fontconfig ignores blanks."""
BOLD = 700
"""What is usual for strong words."""
LEAST_BOLD, BOLDER = 600, 200
"""From which weight on words are bold, and by how much strong words are heavier than those around them."""
NAMES_OF_WEIGHTS = {
    "thin": 100,
    "extra-light": 200,
    "ultra-light": 200,
    "light": 300,
    "normal": 400,
    "regular": 400,
    "medium": 500,
    "semi-bold": 600,
    "demi-bold": 600,
    "bold": 700,
    "extra-bold": 800,
    "ultra-bold": 800,
    "black": 900,
}
"""Names that the brand.yml format has; they may be written without hyphens."""
OWN_FILES = "put its files into the kit and name them under `typography.fonts` with `source: file`"


@dataclass(frozen=True, slots=True)
class Family:
    """A family in all weights that there are of it."""

    name: str
    css: str
    """What style sheets call it: no font of the machine has that name, as that one would be taken for it."""
    files: Mapping[int, FontFile]
    """By weight."""
    places: Mapping[Path, Location]
    """Where each file of a kit is named."""
    place: Location
    """Where the family is named."""
    own: bool
    """Whether its files are the kit's."""

    def bold(self, beside: int) -> int | None:
        """The weight of plain words in; out, that of strong words among them, where there is one."""
        heavy = [weight for weight in self.files if weight >= LEAST_BOLD and weight - beside >= BOLDER]
        return min(heavy, key=lambda weight: (abs(weight - BOLD), -weight), default=None)


def find(kit: Kit, name: str, place: Location) -> tuple[Family | None, list[Diagnostic]]:
    """A kit, the name of a family and where it stands in; out, the family, or what is wrong."""
    fonts = enumerate(kit.brand.typography.fonts)
    key_paths: list[KeyPath] = [
        ("typography", "fonts", index)
        for index, font in fonts
        if font.source is FontSource.FILE and folded(font.family) == folded(name)
    ]
    return _of_kit(kit, key_paths) if key_paths else _of_package(name, place)


def weight_of(word: str) -> int | None:
    """A weight as a kit says it in, `600` or `semi-bold`; out, the number, or None where it is no weight."""
    said = word.strip().casefold()
    if said in map(str, WEIGHTS):
        return int(said)
    return next((weight for name, weight in NAMES_OF_WEIGHTS.items() if said in {name, name.replace("-", "")}), None)


def no_weight(word: str, place: Location) -> Diagnostic:
    """A word that is no weight and where it stands in, the problem out."""
    near = nearest(word, NAMES_OF_WEIGHTS)
    choice = f"weights are {listed(WEIGHTS)}, and names such as `bold`"
    return Diagnostic("bad-value", f"`{cut(word)}` is no weight", place, did_you_mean(word, near) if near else choice)


def listed(weights: Collection[int]) -> str:
    """Weights in; out, as they are read: `300, 400 and 700`."""
    *before, last = map(str, sorted(weights)) if weights else ["none in hundreds"]
    return f"{', '.join(before)} and {last}" if before else last


def _either(names: Iterable[str]) -> str:
    """Names in; out, as they are read: `Lato`, `Roboto` or `Ubuntu`."""
    *before, last = (f"`{name}`" for name in names)
    return f"{', '.join(before)} or {last}" if before else last


def folder() -> Path:
    """Nothing in; out, the folder of the package with typefaces, where each has its own. CompositionError without."""
    spec = find_spec("rendercv_fonts")
    if spec is None or spec.origin is None:
        hint = "install it: `python -m pip install rendercv-fonts`"
        raise CompositionError(Diagnostic("missing-font", "the package with the typeface is not installed", None, hint))
    return Path(spec.origin).parent.resolve()


def packaged() -> dict[str, tuple[Path, ...]]:
    """Nothing in; out, the families of the package by name, each with its files."""
    return {home.name: paths for home in sorted(folder().iterdir()) if (paths := tuple(_named_after(home)))}


def _named_after(home: Path) -> Iterator[Path]:
    """The folder of a family in; out, its fonts, and not those of a relative: Noto Sans JP lies with Noto Sans."""
    for path in sorted(home.glob("*")):
        if path.suffix in FORMATS and path.name.startswith(f"{home.name.replace(' ', '')}-"):
            yield path


def _of_package(name: str, place: Location) -> tuple[Family | None, list[Diagnostic]]:
    """The name of a family and where it stands in; out, the family of the package, or what is wrong."""
    known = packaged()
    called = next((other for other in known if folded(other) == folded(name)), None)
    if called is None:
        near = nearest(name, known)
        choice = f"{OWN_FILES}; or choose {_either(known)}"
        hint = f"{did_you_mean(name, near)} Otherwise {OWN_FILES}" if near else choice
        message = f"there is no typeface `{cut(name)}`: it is not fetched, nor taken from this machine"
        return None, [Diagnostic("missing-font", message, place, hint)]
    files: dict[int, FontFile] = {}
    for path in known[called]:
        try:
            file = read_font(path)
        except FontFileError as error:
            return None, [error.at(Location(path), path.name)]
        if file.is_upright:
            files |= {weight: file for weight in file.weights if weight not in files}
    css = USUAL_NAME if called == USUAL else _css(called, known[called])
    return Family(called, css, files, {}, place, own=False), []


def _of_kit(kit: Kit, key_paths: list[KeyPath]) -> tuple[Family | None, list[Diagnostic]]:
    """A kit and the ways to a family's entries in; out, the family, or what is wrong with its files."""
    name, place = kit.brand.typography.fonts[int(key_paths[0][-1])].family, kit.at(*key_paths[0], "family")
    files: dict[int, FontFile] = {}
    places: dict[Path, Location] = {}
    problems: list[Diagnostic] = []
    for key_path, named in _named_in(kit, key_paths):
        file, weights, wrong = _file(kit, named, key_path)
        problems += wrong
        if file:
            places[file.path] = kit.at(*key_path, "path")
            files |= {weight: file for weight in weights if weight not in files}
    if not files and not problems:
        hint = "name its files below `files`; nothing is set in italics"
        problems.append(Diagnostic("missing-font", f"`{name}` has no files that are not italic", place, hint))
    if problems:
        return None, problems
    return Family(name, _css(name, places), files, places, place, own=True), []


def _named_in(kit: Kit, key_paths: list[KeyPath]) -> Iterator[tuple[KeyPath, NamedFontFile]]:
    """A kit and the ways to a family's entries in; out, its files that are not italic, each with the way to it."""
    for key_path in key_paths:
        for index, named in enumerate(kit.brand.typography.fonts[int(key_path[-1])].files):
            if named.style.casefold() == "normal":
                yield (*key_path, "files", index), named


def _file(
    kit: Kit, named: NamedFontFile, key_path: KeyPath
) -> tuple[FontFile | None, tuple[int, ...], list[Diagnostic]]:
    """A kit, a file that it names and the way to it in; out, the file, its weights, and what is wrong with them."""
    at_weight = kit.at(*key_path, "weight")
    said = _weights_said(named.weight)
    problems = [] if named.weight == "auto" or said else [no_weight(named.weight, at_weight)]
    path, wrong = file_of(kit.folder, named.path, kit.at(*key_path, "path"), "unreadable-font")
    problems += wrong
    if path is None:
        return None, (), problems
    try:
        file = read_font(path)
    except FontFileError as error:
        return None, (), [*problems, error.at(kit.at(*key_path, "path"), named.path)]
    if named.weight == "auto" and not file.weights:
        hint = "write its weight, such as `weight: 400`"
        problems.append(Diagnostic("bad-value", f"`{named.path}` does not say its weight itself", at_weight, hint))
    elif len(said) > 1 and not file.has_weight_axis:
        message, hint = f"`{named.path}` is no variable font: it has one weight", "write that weight, or `auto`"
        problems.append(Diagnostic("bad-value", message, at_weight, hint))
    elif said and file.has_weight_axis and not set(said) & set(file.weights):
        hint = f"its weights are {listed(file.weights)}; with `auto` it has them all"
        problems.append(Diagnostic("bad-value", f"`{named.path}` has no weight {listed(said)}", at_weight, hint))
    if not said or not file.has_weight_axis:
        return file, said or file.weights, problems
    return file, tuple(weight for weight in said if weight in file.weights), problems


def _weights_said(word: str) -> tuple[int, ...]:
    """What a kit says of a file in: `bold`, `300..800`, `auto`; out, the weights, and none where it says none."""
    ends = [weight_of(end) for end in word.split("..")]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2:
        return ()
    return tuple(weight for weight in WEIGHTS if first <= weight <= last)


def _css(name: str, paths: Iterable[Path]) -> str:
    """A family's name and its files in; out, what style sheets call it.

    WeasyPrint takes a font of the machine before one of a style sheet, where both have one name, and keeps the fonts
    of all documents: so the name is one that no other font has. PDF has room for 127 characters.
    """
    content = sha256(b"".join(sha256(path.read_bytes()).digest() for path in paths)).digest()
    letters = "".join(letter for letter in name if letter in ascii_letters)[:40]
    return "-".join(filter(None, ("Kit", letters, "".join(ascii_lowercase[byte % 26] for byte in content[:6]))))
