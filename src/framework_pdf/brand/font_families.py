"""Finds a family of fonts by name and reads all weights that there are of it.

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

DEFAULT_FAMILY = "Source Sans 3"
"""The family where a kit names none."""
DEFAULT_FAMILY_IN_CSS = "Kit-SourceSans"
"""Its name in style sheets. No font of a machine has that name; "Source Sans 3" would be taken for an installed
`SourceSans3`, because fontconfig ignores spaces."""
BOLD = 700
"""The weight of strong words where there is a choice."""
LEAST_BOLD, BOLDER = 600, 200
"""The weight from which on words count as bold, and by how much strong words are heavier than those around them."""
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
"""Weights by the names that the brand.yml format has for them; they may be written without hyphens."""
ADD_FILES = "put its files into the kit and name them under `typography.fonts` with `source: file`"


@dataclass(frozen=True, slots=True)
class Family:
    """A family of fonts in all weights that there are of it."""

    name: str
    css_name: str
    """Its name in style sheets. No font of the machine may have that name, or that font would be used."""
    files: Mapping[int, FontFile]
    """Its files by weight."""
    places: Mapping[Path, Location]
    """Where the kit names each file; empty for a packaged family."""
    place: Location
    """Where the kit names the family."""
    is_of_kit: bool
    """Whether its files are the kit's."""

    def bold(self, plain: int) -> int | None:
        """Return the weight of strong words among words of the weight `plain`, or None where there is none."""
        heavy = [weight for weight in self.files if weight >= LEAST_BOLD and weight - plain >= BOLDER]
        return min(heavy, key=lambda weight: (abs(weight - BOLD), -weight), default=None)


def find_family(kit: Kit, name: str, place: Location) -> tuple[Family | None, list[Diagnostic]]:
    """Return the family of that name and what is wrong with it; None where it can't be used.

    Args:
        place: Where the kit names the family.

    """
    fonts = enumerate(kit.brand.typography.fonts)
    key_paths: list[KeyPath] = [
        ("typography", "fonts", index)
        for index, font in fonts
        if font.source is FontSource.FILE and folded(font.family) == folded(name)
    ]
    return _kit_family(kit, key_paths) if key_paths else _packaged_family(name, place)


def parse_weight(word: str) -> int | None:
    """Return a weight that a kit writes as `600` or `semi-bold` as a number, or None where it is no weight."""
    stated = word.strip().casefold()
    if stated in map(str, WEIGHTS):
        return int(stated)
    return next((weight for name, weight in NAMES_OF_WEIGHTS.items() if stated in {name, name.replace("-", "")}), None)


def unknown_weight(word: str, place: Location) -> Diagnostic:
    """Return the problem that a word is no weight."""
    close = nearest(word, NAMES_OF_WEIGHTS)
    hint = did_you_mean(word, close) if close else f"weights are {listed(WEIGHTS)}, and names such as `bold`"
    return Diagnostic("bad-value", f"`{cut(word)}` is no weight", place, hint)


def listed(weights: Collection[int]) -> str:
    """Return weights as people read them: `300, 400 and 700`."""
    *before, last = map(str, sorted(weights)) if weights else ["none in hundreds"]
    return f"{', '.join(before)} and {last}" if before else last


def _either(names: Iterable[str]) -> str:
    """Return names as people read a choice: `Lato`, `Roboto` or `Ubuntu`."""
    *before, last = (f"`{name}`" for name in names)
    return f"{', '.join(before)} or {last}" if before else last


def typefaces_folder() -> Path:
    """Return the folder of the package with typefaces, where each family has a folder of its own.

    Raises:
        CompositionError: The package is not installed.

    """
    spec = find_spec("rendercv_fonts")
    if spec is None or spec.origin is None:
        hint = "install it: `python -m pip install rendercv-fonts`"
        raise CompositionError(Diagnostic("missing-font", "the package with the typeface is not installed", None, hint))
    return Path(spec.origin).parent.resolve()


def packaged_families() -> dict[str, tuple[Path, ...]]:
    """Return the files of each family of the package, by the name of the family."""
    families = {
        directory.name: tuple(_fonts_named_after(directory)) for directory in sorted(typefaces_folder().iterdir())
    }
    return {name: paths for name, paths in families.items() if paths}


def _fonts_named_after(directory: Path) -> Iterator[Path]:
    """Yield the fonts in a family's folder, but not those of a relative: Noto Sans JP lies with Noto Sans."""
    for path in sorted(directory.glob("*")):
        if path.suffix in FORMATS and path.name.startswith(f"{directory.name.replace(' ', '')}-"):
            yield path


def _packaged_family(name: str, place: Location) -> tuple[Family | None, list[Diagnostic]]:
    """Return the package's family of that name and what is wrong with it."""
    families = packaged_families()
    full_name = next((other for other in families if folded(other) == folded(name)), None)
    if full_name is None:
        close = nearest(name, families)
        choice = f"{ADD_FILES}; or choose {_either(families)}"
        hint = f"{did_you_mean(name, close)} Otherwise {ADD_FILES}" if close else choice
        message = f"there is no typeface `{cut(name)}`: it is not fetched, nor taken from this machine"
        return None, [Diagnostic("missing-font", message, place, hint)]
    files: dict[int, FontFile] = {}
    for path in families[full_name]:
        try:
            file = read_font(path)
        except FontFileError as error:
            return None, [error.at(Location(path), path.name)]
        if file.is_upright:
            files |= {weight: file for weight in file.weights if weight not in files}
    is_default = full_name == DEFAULT_FAMILY
    css_name = DEFAULT_FAMILY_IN_CSS if is_default else _css_name(full_name, families[full_name])
    family = Family(name=full_name, css_name=css_name, files=files, places={}, place=place, is_of_kit=False)
    return family, []


def _kit_family(kit: Kit, key_paths: list[KeyPath]) -> tuple[Family | None, list[Diagnostic]]:
    """Return the family whose entries below `typography.fonts` these are, and what is wrong with its files."""
    name, place = kit.brand.typography.fonts[int(key_paths[0][-1])].family, kit.at(*key_paths[0], "family")
    files: dict[int, FontFile] = {}
    places: dict[Path, Location] = {}
    problems: list[Diagnostic] = []
    for key_path, named in _upright_files(kit, key_paths):
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
    family = Family(
        name=name, css_name=_css_name(name, places), files=files, places=places, place=place, is_of_kit=True
    )
    return family, []


def _upright_files(kit: Kit, key_paths: list[KeyPath]) -> Iterator[tuple[KeyPath, NamedFontFile]]:
    """Yield the files that are not italic of a family's entries, each with its key path."""
    for key_path in key_paths:
        for index, named in enumerate(kit.brand.typography.fonts[int(key_path[-1])].files):
            if named.style.casefold() == "normal":
                yield (*key_path, "files", index), named


def _file(
    kit: Kit, named: NamedFontFile, key_path: KeyPath
) -> tuple[FontFile | None, tuple[int, ...], list[Diagnostic]]:
    """Read one file of a kit's family.

    Args:
        named: What the kit says of the file.
        key_path: Where the kit says it.

    Returns:
        The file (None where it can't be read), the weights that it is used for, and what is wrong with it.

    """
    at_weight = kit.at(*key_path, "weight")
    stated = _stated_weights(named.weight)
    problems = [] if named.weight == "auto" or stated else [unknown_weight(named.weight, at_weight)]
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
    elif len(stated) > 1 and not file.has_weight_axis:
        message, hint = f"`{named.path}` is no variable font: it has one weight", "write that weight, or `auto`"
        problems.append(Diagnostic("bad-value", message, at_weight, hint))
    elif stated and file.has_weight_axis and not set(stated) & set(file.weights):
        hint = f"its weights are {listed(file.weights)}; with `auto` it has them all"
        problems.append(Diagnostic("bad-value", f"`{named.path}` has no weight {listed(stated)}", at_weight, hint))
    if not stated or not file.has_weight_axis:
        return file, stated or file.weights, problems
    return file, tuple(weight for weight in stated if weight in file.weights), problems


def _stated_weights(word: str) -> tuple[int, ...]:
    """Return the weights that a kit states for a file: of `bold` one, of `300..800` six, of `auto` none."""
    ends = [parse_weight(end) for end in word.split("..")]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2:
        return ()
    return tuple(weight for weight in WEIGHTS if first <= weight <= last)


def _css_name(name: str, paths: Iterable[Path]) -> str:
    """Return a name for a family in style sheets that no other font has.

    WeasyPrint prefers a font of the machine to one of a style sheet where both have one name, and keeps the fonts of
    all documents. The name has at most 51 characters, and PDF has room for 127.
    """
    content = sha256(b"".join(sha256(path.read_bytes()).digest() for path in paths)).digest()
    letters = "".join(letter for letter in name if letter in ascii_letters)[:40]
    return "-".join(filter(None, ("Kit", letters, "".join(ascii_lowercase[byte % 26] for byte in content[:6]))))
