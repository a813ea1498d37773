"""Finds a family of fonts by name and reads all weights that there are of it.

Its files are those that the kit names, or those of the package that ships some families. Nothing is fetched, and no
font of the machine is used.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from string import ascii_letters, ascii_lowercase

from framework_pdf.brand.font_files import FORMATS, FontFile, FontFileError, read_font
from framework_pdf.brand.kit import file_of
from framework_pdf.brand.model import FontSource, Kit, NamedFontFile
from framework_pdf.brand.weights import BOLD, BOLDER, LEAST_BOLD, listed, parse_weights, unknown_weight
from framework_pdf.content.model.base import folded
from framework_pdf.core.diagnostics import Diagnostic, Location, cut, did_you_mean, nearest
from framework_pdf.core.errors import CompositionError
from framework_pdf.core.key_path import KeyPath

DEFAULT_FAMILY = "Source Sans 3"
"""The family where a kit names none."""
DEFAULT_CSS_NAME = "Kit-SourceSans"
"""Its name in style sheets. No font of a machine has that name; "Source Sans 3" would be taken for an installed
`SourceSans3`, because fontconfig ignores spaces."""
ADD_FILES = "put its files into the kit and name them under `typography.fonts` with `source: file`"


@dataclass(frozen=True, slots=True)
class Family:
    """A family of fonts in all weights that there are of it."""

    name: str
    css_name: str
    """Its name in style sheets. No font of the machine may have that name, or that font would be used."""
    files: Mapping[int, FontFile]
    """Its files by weight."""
    place: Location
    """Where the kit names the family."""
    places: Mapping[Path, Location] = field(default_factory=dict)
    """Where the kit names each file; empty for a packaged family."""

    def bold(self, plain: int) -> int | None:
        """Return the weight of strong words among words of the weight `plain`, or None where there is none."""
        heavy = [weight for weight in self.files if weight >= LEAST_BOLD and weight - plain >= BOLDER]
        return min(heavy, key=lambda weight: (abs(weight - BOLD), -weight), default=None)

    @property
    def way_out(self) -> str:
        """What can be done about a weight that it lacks."""
        put_in = "put the file of that weight into the kit and name it among its `files`"
        return put_in if self.places else ADD_FILES


def find_family(kit: Kit, name: str, place: Location) -> tuple[Family | None, list[Diagnostic]]:
    """Return the family of that name and what is wrong with it; None where it can't be used.

    Args:
        place: Where the kit names the family.

    """
    own = {n: font for n, font in enumerate(kit.brand.typography.fonts) if font.source is FontSource.FILE}
    numbers = [number for number, font in own.items() if folded(font.family) == folded(name)]
    return _kit_family(kit, numbers) if numbers else _packaged_family(name, place)


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
    """Return the files of each family of the package, by the name of the family.

    A relative lies in a family's folder, too, and does not begin with its name: Noto Sans JP lies with Noto Sans.
    """
    families: dict[str, tuple[Path, ...]] = {}
    for path in sorted(typefaces_folder().glob("*/*")):
        name = path.parent.name
        if path.suffix in FORMATS and path.name.startswith(f"{name.replace(' ', '')}-"):
            families[name] = (*families.get(name, ()), path)
    return families


def _packaged_family(name: str, place: Location) -> tuple[Family | None, list[Diagnostic]]:
    """Return the package's family of that name and what is wrong with it."""
    families = packaged_families()
    full_name = next((other for other in families if folded(other) == folded(name)), None)
    if full_name is None:
        close = nearest(name, families)
        *others, last = (f"`{other}`" for other in families)
        choice = f"{ADD_FILES}; or choose {', '.join(others)} or {last}"
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
            files = dict.fromkeys(file.weights, file) | files
    css_name = DEFAULT_CSS_NAME if full_name == DEFAULT_FAMILY else _css_name(full_name, families[full_name])
    return Family(name=full_name, css_name=css_name, files=files, place=place), []


def _kit_family(kit: Kit, numbers: list[int]) -> tuple[Family | None, list[Diagnostic]]:
    """Return the family whose entries below `typography.fonts` have these numbers, and what is wrong with its files."""
    fonts = kit.brand.typography.fonts
    name, place = fonts[numbers[0]].family, kit.at("typography", "fonts", numbers[0], "family")
    files: dict[int, FontFile] = {}
    places: dict[Path, Location] = {}
    problems: list[Diagnostic] = []
    entries = [(number, index, named) for number in numbers for index, named in enumerate(fonts[number].files)]
    for number, index, named in entries:
        if named.style.casefold() == "normal":
            key_path: KeyPath = ("typography", "fonts", number, "files", index)
            file, weights = _read_file(kit, named, key_path, problems)
            if file:
                places[file.path] = kit.at(*key_path, "path")
                files = dict.fromkeys(weights, file) | files
    if not files and not problems:
        hint = "name its files below `files`; nothing is set in italics"
        problems.append(Diagnostic("missing-font", f"`{name}` has no files that are not italic", place, hint))
    if problems:
        return None, problems
    return Family(name=name, css_name=_css_name(name, places), files=files, place=place, places=places), []


def _read_file(
    kit: Kit, named: NamedFontFile, key_path: KeyPath, problems: list[Diagnostic]
) -> tuple[FontFile | None, tuple[int, ...]]:
    """Return one file of a kit's family and the weights that it is used for, or None where it can't be read.

    Args:
        named: What the kit says of the file.
        key_path: Where the kit says it.
        problems: What is wrong is added to these.

    """
    at_weight, at_path = kit.at(*key_path, "weight"), kit.at(*key_path, "path")
    stated = parse_weights(named.weight)
    if named.weight != "auto" and not stated:
        problems.append(unknown_weight(named.weight, at_weight))
    path, wrong = file_of(
        kit.folder, named.path, at_path, code="unreadable-font", example="fonts/Example-Regular.woff2"
    )
    problems += wrong
    if path is None:
        return None, ()
    try:
        file = read_font(path)
    except FontFileError as error:
        problems.append(error.at(at_path, named.path))
        return None, ()
    usable = tuple(weight for weight in stated if weight in file.weights or not file.has_weight_axis)
    if named.weight == "auto" and not file.weights:
        hint = "write its weight, such as `weight: 400`"
        problems.append(Diagnostic("bad-value", f"`{named.path}` does not say its weight itself", at_weight, hint))
    elif len(stated) > 1 and not file.has_weight_axis:
        message, hint = f"`{named.path}` is no variable font: it has one weight", "write that weight, or `auto`"
        problems.append(Diagnostic("bad-value", message, at_weight, hint))
    elif stated and not usable:
        hint = f"its weights are {listed(file.weights)}; with `auto` it has them all"
        problems.append(Diagnostic("bad-value", f"`{named.path}` has no weight {listed(stated)}", at_weight, hint))
    return file, usable if stated else file.weights


def _css_name(name: str, paths: Iterable[Path]) -> str:
    """Return a name for a family in style sheets that no other font has.

    WeasyPrint prefers a font of the machine to one of a style sheet where both have one name, and keeps the fonts of
    all documents. The name has at most 51 characters, and PDF has room for 127.
    """
    content = sha256(b"".join(sha256(path.read_bytes()).digest() for path in paths)).digest()
    letters = "".join(letter for letter in name if letter in ascii_letters)[:40]
    return "-".join(filter(None, ("Kit", letters, "".join(ascii_lowercase[byte % 26] for byte in content[:6]))))
