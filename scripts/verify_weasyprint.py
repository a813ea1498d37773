"""Compare what another version of WeasyPrint makes with the patches, without them, and what this checkout's makes.

verify_weasyprint.py PACKAGES           a folder in which the other version is installed
verify_weasyprint.py make OUTPUT HOW    make the files of the set with the version that is found, patched or not
verify_weasyprint.py test               run the tests of the patches with the version that is found, patched
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
TESTS = "tests/typesetting/test_patches.py"
SET = {
    "own": ("--profession", "podiatrist", "--profession", "dietitian"),
    "brand": ("--profession", "paramedic", "--brand", "whirligig", "--edition", "large-print"),
    "press": ("--profession", "paramedic", "--product", "card", "--print", "press"),
    "garden": ("--content", "tests/garden", "--all"),
}
"""What is made: booklets and cards of several professions, in two looks, languages and sizes, with tags and without."""
MOST_TOLD = 20
"""So many differences are printed."""
Fact = tuple[object, ...]


def main(packages: str) -> int:
    """Print whether the patches can be applied to the version in a folder, and return the exit code."""
    with TemporaryDirectory() as folder:
        outputs = {name: Path(folder) / name for name in ("current", "plain", "patched")}
        version = run("version", packages=packages).stdout.strip()
        for name, output in outputs.items():
            print(f"making files with {'the version of this checkout' if name == 'current' else f'{version}, {name}'}")
            done = run("make", str(output), name, packages=None if name == "current" else packages)
            if done.returncode:
                print(f"WeasyPrint {version} can't be used, {name}:\n{done.stdout}{done.stderr}")
                return 1
        differ = [*different_bytes(outputs["plain"], outputs["patched"])]
        print("\n".join(differ[:MOST_TOLD]))
        print(f"{len(differ)} files differ between patched and plain")
        tests = run("test", packages=packages)
        print(tests.stdout)
        others = [*different_facts(outputs["current"], outputs["plain"])]
        print("\n".join(others[:MOST_TOLD]))
        print(f"{len(others)} differences between the pages of this checkout's version and of {version}")
    if differ or tests.returncode:
        print(f"the patches can't be applied to WeasyPrint {version}")
        return 1
    if others:
        print("look at these pages before you add the version")
    print(f'add to VERIFIED_VERSIONS in patches/verified.py: "{version}"')
    return 0


def run(*arguments: str, packages: str | None) -> "subprocess.CompletedProcess[str]":
    """Run this script once more, with the packages of a folder before all others."""
    path = os.pathsep.join(filter(None, (packages, str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, __file__, *arguments]
    return subprocess.run(  # noqa: S603 (ours)
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False
    )


def force_patches() -> None:
    """Take the version that is found for a verified one."""
    from framework_pdf.typesetting.patches import verified

    if not verified.is_verified():
        verified.VERIFIED_VERSIONS += (verified.version(),)


def make(output: str, how: str) -> None:
    """Make the files of the set: with the patches, or without them."""
    from framework_pdf.cli.main import cli
    from framework_pdf.typesetting.patches.verified import NO_PATCHES

    if how == "patched":
        force_patches()
    else:
        os.environ[NO_PATCHES] = "1"
    for name, arguments in SET.items():
        folder = f"{output}/{name}"
        cli(["build", *arguments, "--jobs", "1", "--quiet", "--output", folder], standalone_mode=False)


def test() -> int:
    """Run the tests of the patches, and return their exit code."""
    import pytest

    force_patches()
    return pytest.main(["-q", "-p", "no:cacheprovider", "--no-header", TESTS])


def different_bytes(one: Path, other: Path) -> Iterator[str]:
    """Yield the name of each PDF file of a folder that is not the same in another."""
    for path in pdfs_in(one, other):
        if not all((folder / path).exists() for folder in (one, other)):
            yield f"{path}: not in both"
        elif (one / path).read_bytes() != (other / path).read_bytes():
            yield f"{path}: other bytes"


def different_facts(one: Path, other: Path) -> Iterator[str]:
    """Yield in words each page of PDF files of a folder that says or shows something else in another."""
    for path in pdfs_in(one, other):
        if not all((folder / path).exists() for folder in (one, other)):
            yield f"{path}: not in both"
            continue
        ours, theirs = (facts(folder / path) for folder in (one, other))
        if len(ours) != len(theirs):
            yield f"{path}: {len(ours)} pages, and now {len(theirs)}"
        for number, (before, after) in enumerate(zip(ours, theirs, strict=False), 1):
            for name in before:
                if before[name] != after[name]:
                    yield f"{path}, page {number}: other {name}{first_difference(before[name], after[name])}"


def pdfs_in(*folders: Path) -> list[Path]:
    """Return the paths of all PDF files below either of some folders."""
    return sorted({path.relative_to(folder) for folder in folders for path in folder.rglob("*.pdf")})


def facts(path: Path) -> list[dict[str, tuple[Fact, ...]]]:
    """Return what is on each page of a PDF: its boxes, its words and where they stand in pt, its fonts and pictures."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [
            {
                "boxes": (tuple(page.mediabox), tuple(page.cropbox)),
                "words": tuple((each["text"], *places(each)) for each in page.extract_words()),
                "fonts": tuple(sorted({(each["fontname"], round(each["size"], 1)) for each in page.chars})),
                "pictures": tuple(places(each) for each in page.images),
                "areas": tuple(sorted({(*places(each), str(each["non_stroking_color"])) for each in page.rects})),
            }
            for page in pdf.pages
        ]


def places(thing: dict[str, float]) -> Fact:
    """Return where something stands, in pt, to a tenth."""
    return tuple(round(thing[side], 1) for side in ("x0", "top", "x1", "bottom"))


def first_difference(before: tuple[Fact, ...], after: tuple[Fact, ...]) -> str:
    """Return the first fact that is another, as it was and as it is."""
    pairs = [(one, other) for one, other in zip(before, after, strict=False) if one != other]
    return f": {pairs[0][0]} was {pairs[0][1]}" if pairs else f": {len(before)} were {len(after)}"


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", output, how]:
            make(output, how)
        case ["test"]:
            sys.exit(test())
        case ["version"]:
            from framework_pdf.typesetting.patches.verified import version

            print(version())
        case [packages]:
            sys.exit(main(packages))
