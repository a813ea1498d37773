"""Finds a family of fonts by name and reads all weights that there are of it.

Its files are those that the kit names, or those of the package that ships some families. Nothing is fetched, and no
font of the machine is used.
"""

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from string import ascii_letters, ascii_lowercase

from framework_pdf.brand.font_files import FORMATS, FontFile, FontFileError, characters, read_font
from framework_pdf.brand.kit import file_of
from framework_pdf.brand.model import FontSource, Kit, NamedFontFile
from framework_pdf.brand.weights import BOLD, BOLDER, LEAST_BOLD, REGULAR, listed, parse_weights, unknown_weight
from framework_pdf.content.model.base import folded
from framework_pdf.core.diagnostics import Diagnostic, Location, Severity, cut, did_you_mean
from framework_pdf.core.errors import CompositionError
from framework_pdf.core.key_path import KeyPath
from framework_pdf.core.paths import shortest

DEFAULT_FAMILY = "Source Sans 3"
"""The family where a kit names none."""
DEFAULT_CSS_NAME = "Kit-SourceSans"
"""Its name in style sheets. No font of a machine has that name; "Source Sans 3" would be taken for an installed
`SourceSans3`, because fontconfig ignores spaces."""
ADD_FILES = "put its files into the kit and name them under `typography.fonts` with `source: file`"
OTHER_NAMES = {
    "source sans pro": "Source Sans 3",
    "source serif pro": "Source Serif 4",
    "gentium book basic": "Gentium Book Plus",
    "charter": "XCharter",
    "bitstream charter": "XCharter",
}
"""Names that families had before, or have elsewhere, as `folded` has them, with the names that they have now."""
TAILS = ("variable", "vf")
"""What the names of variable families may end with: they are the same families."""
GENERIC = {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-serif", "ui-sans-serif"}
GENERIC |= {"ui-monospace", "ui-rounded", "-apple-system", "blinkmacsystemfont", "math", "emoji", "inherit", "initial"}
"""What CSS has for any typeface of a kind."""
KINDS = {"sans", "serif", "slab", "mono", "code", "script", "display", "condensed", "narrow", "typewriter"}
"""Words in names of families that say of which kind they are."""
LIKELY = 0.7
"""How alike a name and a family are spelt where it is likely that the family was meant, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family of fonts in all weights that there are of it."""

    name: str
    css_name: str
    """Its name in style sheets. No font of the machine may have that name, or that font would be used."""
    files: Mapping[int, tuple[FontFile, ...]]
    """Its files by weight: several where each has the letters of other scripts, the one with Latin letters first."""
    place: Location
    """Where the kit names the family."""
    places: Mapping[Path, Location] = field(default_factory=dict)
    """Where the kit names each file; empty for a packaged family."""

    def bold(self, plain: int) -> int | None:
        """Return the weight of strong words among words of the weight `plain`, or None where there is none."""
        heavy = [weight for weight in self.files if weight >= LEAST_BOLD and weight - plain >= BOLDER]
        return min(heavy, key=lambda weight: (abs(weight - BOLD), -weight), default=None)

    def nearest(self, weight: int) -> int:
        """Return the weight that it has and is nearest to another; of two the one that is further from regular."""
        return min(self.files, key=lambda each: (abs(each - weight), -abs(each - REGULAR)))

    @property
    def way_out(self) -> str:
        """What can be done about a weight that it lacks."""
        put_in = "put the file of that weight into the kit and name it among its `files`"
        return put_in if self.places else ADD_FILES


def find_family(kit: Kit, asked: str, place: Location) -> tuple[Family | None, list[Diagnostic]]:
    """Return the first family of a list that is there, and what is wrong; None where none can be used.

    Args:
        kit: The kit.
        asked: The name of a family, or several as CSS lists them: `Open Sans, Arial, sans-serif`.
        place: Where the kit asks for it.

    """
    named = names_of(kit, asked)
    for number, name in enumerate(named):
        if is_there(kit, name):
            family, problems = _kit_family(kit, name) if _own(kit, name) else _packaged_family(name, place)
            return family, [*problems, *([_passed_over(kit, named[:number], name, place)] if number else [])]
    return None, [_missing(kit, named[0] if named else asked, place)]


def names_of(kit: Kit, asked: str) -> tuple[str, ...]:
    """Return the names of the families that a kit asks for, the one that it likes best first.

    What stands for any typeface of a kind, such as `sans-serif`, names none.
    """
    if _own(kit, asked):
        return (asked,)
    names = (name.strip().strip("\"'").strip() for name in asked.split(","))
    return tuple(name for name in names if name and name.casefold() not in GENERIC)


def is_there(kit: Kit, name: str) -> bool:
    """Return whether there is a family of that name, among the kit's files or packaged."""
    return bool(_own(kit, name)) or packaged_name(name) is not None


def same_family(name: str) -> str:
    """Return the form in which all names that one family has had are the same."""
    plain = folded(name)
    plain = next((plain.removesuffix(f" {tail}") for tail in TAILS if plain.endswith(f" {tail}")), plain)
    return folded(OTHER_NAMES.get(plain, plain))


def packaged_name(name: str) -> str | None:
    """Return what the package calls a family, or None where it has none of that name."""
    return next((other for other in packaged_families() if same_family(other) == same_family(name)), None)


def _own(kit: Kit, name: str) -> list[int]:
    """Return the numbers of the entries below `typography.fonts` that name files of a family."""
    fonts = enumerate(kit.brand.typography.fonts)
    return [n for n, font in fonts if font.source is FontSource.FILE and same_family(font.family) == same_family(name)]


def way_to_bring(folder: Path) -> str:
    """Return in words how a family that is not there comes into the folder of a kit."""
    name = shortest(folder)
    name = name if "/" in name or name == "." else f"./{name}"
    return f"`framework-pdf brand fonts {shlex.quote(name)}` brings it if a package has it"


def _passed_over(kit: Kit, names: Sequence[str], used: str, place: Location) -> Diagnostic:
    """Return the warning that the first families of a list are not there."""
    are = "is" if len(names) == 1 else "are"
    message = f"{_in_words(names, 'and')} {are} not here: `{cut(used)}` is used, the next of the list"
    hint = f"write `{cut(used)}` alone; or {way_to_bring(kit.folder)}"
    return Diagnostic("missing-font", message, place, hint, severity=Severity.WARNING)


def _missing(kit: Kit, name: str, place: Location) -> Diagnostic:
    """Return the problem that there is no family of that name."""
    families = packaged_families()
    close = _likely_meant(name, families)
    hint = f"{way_to_bring(kit.folder)}; or {ADD_FILES}; or choose {_in_words(families, 'or')}"
    if close:
        hint = f"{did_you_mean(name, close)} Otherwise {way_to_bring(kit.folder)}, or {ADD_FILES}"
    message = f"there is no typeface `{cut(name)}`: it is not fetched, nor taken from this machine"
    return Diagnostic("missing-font", message, place, hint)


def _in_words(names: Iterable[str], joint: str) -> str:
    """Return names as a sentence has them: `A`, `B` and `C`."""
    *others, last = (f"`{cut(name)}`" for name in names)
    return f"{', '.join(others)} {joint} {last}" if others else last


def _likely_meant(name: str, families: Iterable[str]) -> list[str]:
    """Return the families that somebody may have meant by a name: those that are spelt much like it, and of its kind.

    Words for a kind make names alike that have nothing else in common, such as Fira Sans and Open Sans.
    """
    kinds = KINDS & set(folded(name).split())

    def bare(words: str) -> str:
        return "".join(word for word in folded(words).split() if not kinds or word not in KINDS)

    def likeness(family: str) -> float:
        return SequenceMatcher(None, bare(cut(name)), bare(family)).ratio()

    return [family for family in families if kinds <= set(folded(family).split()) and likeness(family) >= LIKELY]


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

    A relative for another script lies in a family's folder, too: Noto Sans JP lies with Noto Sans.
    """
    families: dict[str, list[Path]] = {}
    for path in sorted(typefaces_folder().glob("*/*")):
        name, stem = path.parent.name, path.name.partition("-")[0]
        script = stem.removeprefix(name.replace(" ", ""))
        if path.suffix in FORMATS and script != stem and (not script or script.isupper()):
            families.setdefault(f"{name} {script}".rstrip(), []).append(path)
    return {name: tuple(paths) for name, paths in families.items()}


def _packaged_family(name: str, place: Location) -> tuple[Family | None, list[Diagnostic]]:
    """Return the package's family of a name that it has, and what is wrong with it."""
    full_name = packaged_name(name) or name
    paths = packaged_families()[full_name]
    files: dict[int, tuple[FontFile, ...]] = {}
    for path in paths:
        try:
            file = read_font(path)
        except FontFileError as error:
            return None, [error.at(Location(path), path.name)]
        if file.is_upright:
            files = dict.fromkeys(file.weights, (file,)) | files
    css_name = DEFAULT_CSS_NAME if full_name == DEFAULT_FAMILY else _css_name(full_name, paths)
    return Family(name=full_name, css_name=css_name, files=files, place=place), []


def _kit_family(kit: Kit, name: str) -> tuple[Family | None, list[Diagnostic]]:
    """Return the family of which a kit names files, and what is wrong with them."""
    numbers, fonts = _own(kit, name), kit.brand.typography.fonts
    name, place = fonts[numbers[0]].family, kit.at("typography", "fonts", numbers[0], "family")
    parts: dict[int, list[FontFile]] = {}
    places: dict[Path, Location] = {}
    problems: list[Diagnostic] = []
    entries = [(number, index, named) for number in numbers for index, named in enumerate(fonts[number].files)]
    for number, index, named in entries:
        if named.style.casefold() == "normal":
            key_path: KeyPath = ("typography", "fonts", number, "files", index)
            file, weights = _read_file(kit, named, key_path, problems)
            if file:
                places[file.path] = kit.at(*key_path, "path")
                for weight in weights:
                    parts.setdefault(weight, []).append(file)
    if not parts and not problems:
        hint = "name its files below `files`; nothing is set in italics"
        problems.append(Diagnostic("missing-font", f"`{name}` has no files that are not italic", place, hint))
    if problems:
        return None, problems
    files = {weight: _in_parts(found) for weight, found in parts.items()}
    return Family(name=name, css_name=_css_name(name, places), files=files, place=place, places=places), []


def _in_parts(files: Sequence[FontFile]) -> tuple[FontFile, ...]:
    """Return those files of one weight that have characters that none before them has, Latin letters first."""
    kept: list[FontFile] = []
    for file in sorted(files, key=lambda file: "x" not in characters(file.path)):
        if characters(file.path) - set().union(*(characters(other.path) for other in kept)):
            kept.append(file)
    return tuple(kept)


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
    way_out = f"; or {way_to_bring(kit.folder)}"
    problems += [replace(each, hint=f"{each.hint}{way_out}") for each in wrong]
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
