"""Reads the fonts of one family and their licence from an archive: a wheel of PyPI's `fontpkg-*`, npm's `@fontsource`.

An archive is something that a stranger wrote. Nothing is unpacked but fonts and licences, into memory, within limits;
no path of the archive becomes one on the disk, and nothing in it is run.
"""

import gzip
import json
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from framework_pdf.brand.font_families import same_family
from framework_pdf.brand.font_files import FORMATS, FontFile, FontFileError, read_font
from framework_pdf.brand.missing_families import NamedFile
from framework_pdf.core.limits import MOST_BYTES_OF_A_FONT, MOST_BYTES_OF_A_PACKAGE

LICENCES = re.compile(r"(LICEN[CS]E|OFL|UFL|COPYING)(\.txt|\.md)?", re.IGNORECASE)
"""The names of licences."""
IN_PARTS = re.compile(r".*?-(?P<script>[a-z]+(?:-ext)?)-\d00-normal\.woff2")
"""The names of those parts that are taken of a family that comes in parts: each script that has a name."""
OTHER_PARTS = re.compile(r".*-\d00-(normal|italic)\.woff2?")
"""The names of all others."""
MOST_CHARACTERS_OF_A_LICENCE = 200_000
FOLDER = "fonts"
"""The folder of a kit into which fonts are put."""


class PackageError(Exception):
    """Why an archive can't be used."""


@dataclass(frozen=True, slots=True)
class PackagedFonts:
    """The fonts of one family, with their licence."""

    name: str
    """The family's name, as the package has it."""
    licence: str
    """The name of the licence, and who holds the rights, as far as the package says it."""
    files: Mapping[str, bytes]
    """What is put into a kit, the licence too, by path below its folder."""
    named: tuple[NamedFile, ...]
    """The fonts among them as the kit is to name them."""


def fonts_in(archive: Path, name: str, weights: Sequence[int]) -> PackagedFonts:
    """Return those fonts of a family in an archive that are needed.

    Args:
        archive: A wheel, or a `.tgz` of npm.
        name: The family that it ought to have.
        weights: The weights that are needed of it; where it lacks one, the nearest is taken.

    Raises:
        PackageError: It can't be used.

    """
    try:
        members = _members(archive)
    except Exception as error:  # a broken archive makes its library raise anything
        raise PackageError(f"the archive can't be read: {error}") from error
    said = _said_in(members)
    family = str(said.get("family") or name)
    if same_family(family) != same_family(name):
        raise PackageError(f"it has the typeface `{family[:60]}`")
    licences = [path for path in members if LICENCES.fullmatch(PurePosixPath(path).name)]
    if not licences:
        raise PackageError("it has no licence with it")
    slug = slug_of(name)
    chosen = _chosen({path: data for path, data in members.items() if PurePosixPath(path).suffix in FORMATS}, weights)
    files, named = {}, []
    for path, weight in chosen:
        part = IN_PARTS.fullmatch(PurePosixPath(path).name)
        words = [slug, *([part["script"]] if part else []), "variable" if ".." in weight else weight]
        target = f"{FOLDER}/{'-'.join(words)}{PurePosixPath(path).suffix}"
        files[target] = members[path]
        named.append(NamedFile(target, weight))
    licence = members[min(licences, key=len)]
    files[f"{FOLDER}/{slug}-LICENSE.txt"] = licence
    return PackagedFonts(family, _licence_in_words(said, licence), files, tuple(named))


def slug_of(name: str) -> str:
    """Return a family's name as packages have it: `source-serif-4`."""
    return re.sub("[^a-z0-9]+", "-", name.casefold()).strip("-")


def _members(archive: Path) -> dict[str, bytes]:
    """Return what may be needed of an archive by its path there: fonts, licences and what the package says of itself.

    Raises:
        ValueError: There is too much in it.

    """
    if archive.stat().st_size > MOST_BYTES_OF_A_PACKAGE:
        raise ValueError(f"it has more than {MOST_BYTES_OF_A_PACKAGE:,} bytes")
    found: dict[str, bytes] = {}
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as file:
            for info in file.infolist():
                if _is_needed(info.filename):
                    with file.open(info) as member:
                        _add(found, info.filename, member.read)
        return found
    with gzip.open(archive) as packed:
        content = packed.read(MOST_BYTES_OF_A_PACKAGE + 1)
    if len(content) > MOST_BYTES_OF_A_PACKAGE:
        raise ValueError(f"it has more than {MOST_BYTES_OF_A_PACKAGE:,} bytes once it is unpacked")
    with tarfile.open(fileobj=BytesIO(content)) as tar:
        for entry in tar:
            member_of_tar = tar.extractfile(entry) if entry.isfile() and _is_needed(entry.name) else None
            if member_of_tar:
                _add(found, entry.name, member_of_tar.read)
    return found


def _is_needed(path: str) -> bool:
    name = PurePosixPath(path).name
    is_font = PurePosixPath(path).suffix in FORMATS and (IN_PARTS.fullmatch(name) or not OTHER_PARTS.fullmatch(name))
    return bool(is_font or name == "metadata.json" or LICENCES.fullmatch(name))


def _add(found: dict[str, bytes], path: str, read: Callable[[int], bytes]) -> None:
    """Read a member of an archive, and keep it by its path. ValueError where all together are too many bytes."""
    data = read(MOST_BYTES_OF_A_FONT + 1)
    total = sum(map(len, found.values())) + len(data)
    if len(data) > MOST_BYTES_OF_A_FONT or total > MOST_BYTES_OF_A_PACKAGE:
        raise ValueError("there is too much in it")
    found[path] = data


def _said_in(members: Mapping[str, bytes]) -> Mapping[str, object]:
    """Return what a package says of its family."""
    for path, data in members.items():
        if PurePosixPath(path).name == "metadata.json":
            try:
                said = json.loads(data)
            except (ValueError, RecursionError):
                continue
            if isinstance(said, dict):
                return said
    return {}


def _licence_in_words(said: Mapping[str, object], licence: bytes) -> str:
    """Return the name of a licence, and its first line, which says who holds the rights."""
    stated = said.get("license")
    kind = stated.get("type") if isinstance(stated, dict) else stated
    text = licence[:MOST_CHARACTERS_OF_A_LICENCE].decode("utf-8", "replace")
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return f"{kind}: {first}"[:200] if kind else first[:200]


def _chosen(fonts: Mapping[str, bytes], weights: Iterable[int]) -> list[tuple[str, str]]:
    """Return the paths of the fonts that are needed, each with its weight as a kit writes it.

    Raises:
        PackageError: No font of them can be used.

    """
    read, why = _read(fonts)
    variable = next(((path, file) for path, file in read.items() if file.has_weight_axis and file.weights), None)
    if variable:
        path, file = variable
        return [(path, f"{file.weights[0]}..{file.weights[-1]}" if len(file.weights) > 1 else str(file.weights[0]))]
    there = sorted({weight for file in read.values() for weight in file.weights})
    if not there:
        raise PackageError(f"none of its fonts can be used{why}")
    nearest = sorted({min(there, key=lambda each: (abs(each - weight), -each)) for weight in weights})
    by_weight = [(path, weight) for weight in nearest for path, file in read.items() if weight in file.weights]
    is_in_parts = any(IN_PARTS.fullmatch(PurePosixPath(path).name) for path, _ in by_weight)
    if not is_in_parts:
        by_weight = list({weight: (path, weight) for path, weight in reversed(by_weight)}.values())
    return sorted(((path, str(weight)) for path, weight in by_weight), key=lambda each: (each[1], len(each[0])))


def _read(fonts: Mapping[str, bytes]) -> tuple[dict[str, FontFile], str]:
    """Return what upright fonts say of themselves by their paths in the archive, and why the last of others is none."""
    read, why = {}, ""
    with TemporaryDirectory() as folder:
        for number, (path, data) in enumerate(sorted(fonts.items())):
            file = Path(folder, f"{number}{PurePosixPath(path).suffix}")
            file.write_bytes(data)
            try:
                font = read_font(file)
            except FontFileError as error:
                why = f": `{PurePosixPath(path).name}` {error.message}"
                continue
            if font.is_upright:
                read[path] = font
    return read, why
