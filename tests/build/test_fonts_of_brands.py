"""`brand fonts`: families that a kit lacks come from a registry on this disk, whole or not at all."""

import gzip
import hashlib
import json
import shutil
import subprocess
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont

from framework_pdf.brand import font_packages
from framework_pdf.brand.font_families import typefaces_folder
from framework_pdf.brand.font_packages import PackageError, fonts_in
from framework_pdf.brand.kit import load_kit
from framework_pdf.brand.missing_families import missing_families
from framework_pdf.brand.typefaces import typefaces_of
from tests.support.programs import Run

OPEN_SANS = {
    weight: (typefaces_folder() / "Open Sans" / f"OpenSans-{style}.ttf").read_bytes()
    for weight, style in ((400, "Regular"), (700, "Bold"))
}
ITALIC = (typefaces_folder() / "Open Sans" / "OpenSans-Italic.ttf").read_bytes()
LICENCE = b"Copyright 2026 Nobody at All\n\nThis font may be used by everybody.\n"
SAID = json.dumps({"family": "Bramble", "license": "OFL-1.1"}).encode()
BRAMBLE = {
    "fontpkg_bramble/metadata.json": SAID,
    "fontpkg_bramble/LICENSE": LICENCE,
    "fontpkg_bramble/files/Bramble-Regular.ttf": OPEN_SANS[400],
    "fontpkg_bramble/files/Bramble-Bold.ttf": OPEN_SANS[700],
    "fontpkg_bramble/files/Bramble-Italic.ttf": ITALIC,
}
KIT = "typography:\n  fonts:\n    - {family: Bramble, source: google}\n  base: Bramble\n  headings: Lato\n"


def wheel(path: Path, members: Mapping[str, bytes]) -> Path:
    """Write a wheel."""
    name, version = path.name.split("-")[:2]
    info = f"{name}-{version}.dist-info"
    said = f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: {version}\n"
    kind = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
        archive.writestr(f"{info}/METADATA", said)
        archive.writestr(f"{info}/WHEEL", kind)
        archive.writestr(f"{info}/RECORD", "")
    return path


def tarball(path: Path, members: Mapping[str, bytes]) -> Path:
    """Write a tarball as npm has it."""
    with tarfile.open(path, "w:gz") as archive:
        for member, data in members.items():
            info = tarfile.TarInfo(f"package/{member}")
            info.size = len(data)
            archive.addfile(info, BytesIO(data))
    return path


def part(weight: int, *codes: range) -> bytes:
    """Return those letters of a font, as WOFF2."""
    subsetter, file = subset.Subsetter(), BytesIO()
    with TTFont(BytesIO(OPEN_SANS[weight])) as font:
        subsetter.populate(unicodes=[code for each in codes for code in each])
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(file)
    return file.getvalue()


SCRIPTS = {"latin": range(32, 256), "latin-ext": range(256, 384), "greek": range(880, 1000)}


def in_parts() -> dict[str, bytes]:
    """Return the files of a package whose fonts have a script each."""
    return {
        "package.json": b'{"name": "@fontsource/thistle", "version": "5.0.0"}',
        "metadata.json": json.dumps({"family": "Thistle", "license": {"type": "OFL-1.1"}}).encode(),
        "LICENSE": LICENCE,
        **{
            f"files/thistle-{script}-{weight}-normal.woff2": part(weight, codes)
            for script, codes in SCRIPTS.items()
            for weight in (400, 700)
        },
        "files/thistle-latin-400-italic.woff2": b"not looked at",
        "files/thistle-latin-400-normal.woff": b"not looked at",
    }


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A kit that asks for Bramble, in the working directory; whoever asks PyPI finds a folder of this disk alone."""
    index = tmp_path / "index"
    index.mkdir()
    wheel(index / "fontpkg_bramble-2.1-py3-none-any.whl", BRAMBLE)
    folder = tmp_path / "kit"
    folder.mkdir()
    (folder / "_brand.yml").write_text(KIT, encoding="utf-8")
    settings = {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(index),
        "npm_config_registry": NOWHERE,
        "npm_config_fetch_retry_mintimeout": "1",  # there is nobody: it would wait ten seconds to ask again
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return folder


NOWHERE = "http://127.0.0.1:9"
"""Where no registry is."""
Fonts = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def fonts(run: Run) -> Fonts:
    """Return what runs `brand fonts` on the kit."""
    return lambda *options: run("brand", "fonts", "./kit", *options)


def fonts_of(kit: Path) -> dict[str, bytes]:
    """Return what lies in the folder of a kit's fonts."""
    return {path.name: path.read_bytes() for path in kit.glob("fonts/*")}


def paste(kit: Path, shown: str) -> None:
    """Write the lines that were shown in the place of what the kit said of fonts."""
    lines = shown.partition("\ntypography:\n")[2]
    rest = KIT.partition("google}\n")[2]
    (kit / "_brand.yml").write_text(f"typography:\n{lines}{rest}", encoding="utf-8")


@pytest.mark.command
def test_a_family_comes_into_the_kit_with_its_licence(kit: Path, fonts: Fonts) -> None:
    tried = fonts("--dry-run")
    assert (tried.returncode, fonts_of(kit)) == (0, {}), tried.stderr
    assert "would write fonts/bramble-400.ttf  131 kB" in tried.stdout
    done = fonts()
    assert done.returncode == 0, done.stderr
    assert "Bramble, from fontpkg_bramble-2.1-py3-none-any.whl (PyPI)\n" in done.stdout
    assert "licence: OFL-1.1: Copyright 2026 Nobody at All\n" in done.stdout
    assert fonts_of(kit) == {
        "bramble-400.ttf": OPEN_SANS[400],
        "bramble-700.ttf": OPEN_SANS[700],
        "bramble-LICENSE.txt": LICENCE,
    }
    paste(kit, done.stdout)
    found, problems = typefaces_of(load_kit(kit))
    assert (found.text.name, found.headings.name, problems) == ("Bramble", "Lato", ())
    again = fonts()
    assert (again.returncode, again.stdout) == (
        0,
        "nothing is missing: every typeface that this kit asks for is here\n",
    )
    (kit / "fonts" / "bramble-400.ttf").unlink()
    assert fonts().returncode == 0
    assert fonts_of(kit)["bramble-400.ttf"] == OPEN_SANS[400]


@pytest.mark.command
def test_words_of_a_package_are_printed_without_what_a_terminal_obeys(kit: Path, fonts: Fonts) -> None:
    rude = {**BRAMBLE, "fontpkg_bramble/LICENSE": b"Copyright \x1b[31m2026\x1b]0;mine\x07 Nobody\n"}
    wheel(kit.parent / "index" / "fontpkg_bramble-2.1-py3-none-any.whl", rude)
    done = fonts("--dry-run")
    assert done.returncode == 0, done.stderr
    assert "Copyright" in done.stdout
    assert not {"\x1b", "\x07"} & set(done.stdout)


@pytest.mark.command
def test_no_file_is_written_over(kit: Path, fonts: Fonts) -> None:
    (kit / "fonts").mkdir()
    (kit / "fonts" / "bramble-LICENSE.txt").write_text("mine", encoding="utf-8")
    done = fonts()
    assert done.returncode == 1
    assert "error[file-exists]: another file is in the place of a font\n  kit/fonts/bramble-LICENSE.txt" in done.stderr
    assert fonts_of(kit) == {"bramble-LICENSE.txt": b"mine"}
    shutil.rmtree(kit / "fonts")
    (kit / "fonts").symlink_to(kit.parent / "index")
    assert "error[outside-kit]" in fonts().stderr


@pytest.mark.command
def test_what_no_registry_has_is_told_with_the_lines_to_write(kit: Path, fonts: Fonts) -> None:
    (kit / "_brand.yml").write_text("typography:\n  base: {family: Zwxqkj, weight: light}\n", encoding="utf-8")
    done = fonts()
    assert done.returncode == 1
    assert "no package brings the typeface `Zwxqkj`: PyPI has no package `fontpkg-zwxqkj`; npm " in done.stderr
    assert "  kit/_brand.yml:2:18\n" in done.stderr
    files = "[{path: fonts/300.ttf, weight: 300}, {path: fonts/700.ttf, weight: 700}]"
    assert f"`- {{family: Zwxqkj, source: file, files: {files}}}`" in done.stderr


@pytest.mark.command
def test_a_registry_that_does_not_answer(kit: Path, fonts: Fonts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_INDEX_URL", f"{NOWHERE}/simple")
    monkeypatch.setenv("PATH", str(kit))  # no npm
    done = fonts()
    assert done.returncode == 1
    assert "PyPI does not answer: look at the network" in done.stderr
    assert "npm is not there" in done.stderr


class _Npm(BaseHTTPRequestHandler):
    """A registry of npm with one package."""

    tarball: bytes

    def do_GET(self) -> None:
        """Answer."""
        is_tarball = self.path.endswith(".tgz")
        home = f"http://{self.headers['Host']}"
        sums = {"shasum": hashlib.sha1(self.tarball).hexdigest(), "tarball": f"{home}/thistle-5.0.0.tgz"}
        version = {"name": "@fontsource/thistle", "version": "5.0.0", "dist": sums}
        about = {"name": "@fontsource/thistle", "dist-tags": {"latest": "5.0.0"}, "versions": {"5.0.0": version}}
        body = self.tarball if is_tarball else json.dumps(about).encode()
        self.send_response(200 if is_tarball or "thistle" in self.path else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def npm(kit: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A registry of npm on this machine that has Thistle."""
    if not shutil.which("npm"):
        pytest.skip("npm is not here")
    _Npm.tarball = tarball(kit.parent / "thistle.tgz", in_parts()).read_bytes()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Npm) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("npm_config_registry", f"http://127.0.0.1:{server.server_port}")
        monkeypatch.setenv("npm_config_cache", str(kit.parent / "cache"))
        yield
        server.shutdown()
        thread.join()


@pytest.mark.command
@pytest.mark.usefixtures("npm")
def test_a_family_in_parts_comes_from_npm(kit: Path, fonts: Fonts) -> None:
    (kit / "_brand.yml").write_text(KIT.replace("Bramble", "Thistle"), encoding="utf-8")
    done = fonts()
    assert done.returncode == 0, done.stderr
    assert "Thistle, from fontsource-thistle-5.0.0.tgz (npm)\n" in done.stdout
    assert sorted(fonts_of(kit)) == [
        *("thistle-LICENSE.txt", "thistle-greek-400.woff2", "thistle-greek-700.woff2"),
        *("thistle-latin-400.woff2", "thistle-latin-700.woff2"),
        *("thistle-latin-ext-400.woff2", "thistle-latin-ext-700.woff2"),
    ]
    paste(kit, done.stdout.replace("Thistle", "Bramble"))
    found, problems = typefaces_of(load_kit(kit))
    assert (found.text.name, problems) == ("Bramble", ())
    assert len(found.text.faces) == 6


# Without a registry


@pytest.mark.parametrize(
    ("typography", "missing"),
    [
        ("base: Lato", []),
        ("base: Source Sans Pro, Helvetica", []),
        ("base: Montserrat, Lato", [(("Montserrat",), (400, 700))]),
        ("base: Montserrat, Rubik, sans-serif", [(("Montserrat", "Rubik"), (400, 700))]),
        ("base: {family: Rubik, weight: light}\n  link: {weight: 600}", [(("Rubik",), (300, 600, 700))]),
        ("base: Rubik\n  headings: {family: rubik, weight: 900}", [(("rubik",), (400, 700, 900))]),
        ("headings: {family: Rubik}\n  monospace: Fira Code", [(("Rubik",), (700,))]),
        ("fonts: [{family: A, source: file, files: [a.ttf]}]\n  base: A", [(("A",), (400, 700))]),
    ],
)
def test_families_that_a_kit_lacks(typography: str, missing: list[object], tmp_path: Path) -> None:
    kit = tmp_path / "kit"
    kit.mkdir()
    (kit / "_brand.yml").write_text(f"typography:\n  {typography}\n", encoding="utf-8")
    found = missing_families(load_kit(kit))
    assert [(each.names, each.weights) for each in found] == missing


def test_nothing_leaves_its_place_in_an_archive(tmp_path: Path) -> None:
    """Paths that lead out are names of members, and no more: what is put into a kit has a name of ours."""
    members = {
        "../../LICENSE": LICENCE,
        "/etc/metadata.json": SAID,
        "../../../Bramble-Regular.ttf": OPEN_SANS[400],
        "C:\\Bramble-Bold.ttf": OPEN_SANS[700],
        "run.py": b"raise SystemExit",
    }
    for archive in (wheel(tmp_path / "a-1-py3-none-any.whl", members), tarball(tmp_path / "a.tgz", members)):
        found = fonts_in(archive, "Bramble", (400, 700))
        assert set(found.files) == {"fonts/bramble-400.ttf", "fonts/bramble-700.ttf", "fonts/bramble-LICENSE.txt"}
    with tarfile.open(tmp_path / "links.tgz", "w:gz") as tar:
        for name in ("LICENSE", "a.ttf"):
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            tar.addfile(link)
    with pytest.raises(PackageError, match="no licence"):
        fonts_in(tmp_path / "links.tgz", "Bramble", (400,))


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"a/LICENSE": None}, "it has no licence with it"),
        ({"a/metadata.json": SAID.replace(b"Bramble", b"Thorn")}, "it has the typeface `Thorn`"),
        (
            {"a/R.ttf": b"word", "a/B.ttf": None},
            "none of its fonts can be used: `R.ttf` is not a font that can be read",
        ),
    ],
)
def test_archives_that_can_not_be_used(members: Mapping[str, bytes | None], why: str, tmp_path: Path) -> None:
    whole = {"a/LICENSE": LICENCE, "a/metadata.json": SAID, "a/R.ttf": OPEN_SANS[400], "a/B.ttf": OPEN_SANS[700]}
    given = {name: data for name, data in (whole | dict(members)).items() if data is not None}
    with pytest.raises(PackageError, match=why):
        fonts_in(wheel(tmp_path / "a-1-py3-none-any.whl", given), "Bramble", (400, 700))


def test_archives_that_are_too_large_or_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = gzip.compress(bytes(range(256)) * 100)
    for name, data in (("a.tgz", b"word"), ("a.tgz", good[:50]), ("a.tgz", good[:20] + b"word" * 9), ("a.whl", b"PK")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(PackageError, match="the archive can't be read"):
            fonts_in(tmp_path / name, "Bramble", (400,))
    broken = wheel(tmp_path / "a-1-py3-none-any.whl", BRAMBLE)
    content = bytearray(broken.read_bytes())
    content[2000:2100] = bytes(100)
    broken.write_bytes(content)
    with pytest.raises(PackageError, match="the archive can't be read"):
        fonts_in(broken, "Bramble", (400,))
    monkeypatch.setattr(font_packages, "MOST_BYTES_OF_A_PACKAGE", 300_000)
    monkeypatch.setattr(font_packages, "MOST_BYTES_OF_A_FONT", 200_000)
    for name in ("a-1-py3-none-any.whl", "a.tgz"):
        for members in ({"a.ttf": bytes(200_001)}, {f"{n}.ttf": bytes(150_000) for n in range(3)}):
            make = wheel if name.endswith("whl") else tarball
            archive = make(tmp_path / name, members)
            assert archive.stat().st_size < 10_000
            with pytest.raises(PackageError, match=r"there is too much in it|it has more than 300,000 bytes"):
                fonts_in(archive, "Bramble", (400,))
    (tmp_path / "a.tgz").write_bytes(gzip.compress(bytes(300_001)))
    with pytest.raises(PackageError, match="more than 300,000 bytes once it is unpacked"):
        fonts_in(tmp_path / "a.tgz", "Bramble", (400,))


def test_no_other_module_fetches() -> None:
    """What asks registries is imported by the task of `brand fonts` alone, and names no host."""
    from tests.support.folders import ROOT

    files = sorted((ROOT / "src").rglob("*.py"))
    importers = {path.name for path in files if "font_registries" in path.read_text(encoding="utf-8")}
    assert importers == {"brand_tasks.py"}
    text = (ROOT / "src" / "framework_pdf" / "build" / "font_registries.py").read_text(encoding="utf-8")
    assert "://" not in text
    assert ".org" not in text
