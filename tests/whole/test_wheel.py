"""The package: a wheel in a new environment builds in an empty folder, without network."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.support.folders import CONTENT, ROOT, TEMPLATES

pytestmark = pytest.mark.command
NO_NETWORK = """
import socket

def refuse(*_, **__):
    raise OSError("no network here")

socket.socket.connect = socket.getaddrinfo = refuse
"""


def quietly(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built from the source distribution, as a package index would get it."""
    folder = tmp_path_factory.mktemp("dist")
    quietly(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=ROOT)
    (archive,) = folder.glob("*.tar.gz")
    quietly(sys.executable, "-m", "tarfile", "-e", archive, folder / "unpacked", cwd=folder)
    (source,) = (folder / "unpacked").iterdir()
    quietly(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=source)
    return next(folder.glob("*.whl"))


def test_the_wheel_has_all_content_and_templates_and_no_more(wheel: Path) -> None:
    bundled = {
        f"framework_pdf/_bundled/{folder.name}/{path.relative_to(folder)}"
        for folder in (CONTENT, TEMPLATES)
        for path in folder.rglob("*")
        if path.is_file()
    }
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {name for name in names if "/_bundled/" in name} == bundled
    assert {name.split("/")[0].split("-")[0] for name in names} == {"framework_pdf"}
    assert not [name for name in bundled if name.endswith(".py")]


def test_the_wheel_has_what_its_types_are_found_by(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        assert "Classifier: Typing :: Typed" in archive.read(metadata).decode().splitlines()
        assert "framework_pdf/py.typed" in archive.namelist()  # PEP 561: without it, type checkers see no types


def test_an_installed_wheel_builds_in_an_empty_folder_without_network(wheel: Path, tmp_path: Path) -> None:
    environment, empty = tmp_path / "environment", tmp_path / "empty"
    venv.create(environment, with_pip=False, symlinks=True)
    empty.mkdir()
    python = environment / "bin" / "python"
    quietly(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=empty)
    site = Path(quietly(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=empty).strip())
    # What it depends on is taken from here; this checkout, installed as editable, is not seen from there.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    (site / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    where = quietly(python, "-c", "import framework_pdf; print(framework_pdf.__file__)", cwd=empty)
    assert Path(where.strip()).is_relative_to(site)

    said = quietly(environment / "bin" / "framework-pdf", "build", "--profession", "podiatrist", cwd=empty)
    assert "podiatrist/booklet.pdf" in said
    assert (empty / "output" / "podiatrist" / "cards.pdf").stat().st_size > 10_000
    assert [path.name for path in empty.iterdir()] == ["output"]
