"""Files are written together: where one can't be, whatever fails and when, all is as it was."""

import errno
import os
import shutil
import signal
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from framework_pdf.build import output as output_folder
from framework_pdf.build.manifest import FILE_NAME, LastRun, Manifest
from framework_pdf.build.output import OutputLock
from framework_pdf.core import workspace, writing
from framework_pdf.core.errors import WorkspaceError

OLD = {"a.pdf": b"old a", "below/b.pdf": b"old b", "below/c.pdf": b"old c"}
NEW = {
    "a.pdf": b"new a",
    "new/folder/d.pdf": b"new d",
    "below/b.pdf": b"new b",
    "e.pdf": b"new e",
    "below/c.pdf": b"new c",
}
CALLS = ("open", "mkdir", "chmod", "link", "replace")
"""What the system is asked for on the way, by the name that Python's `os` has for it."""


def nothing_made() -> Manifest:
    return Manifest(LastRun(), requests=(), editions=(), orphans=())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three files."""
    return fill(tmp_path / "home")


def fill(folder: Path) -> Path:
    """Make a folder hold the old files and nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in OLD.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def there(folder: Path) -> dict[str, bytes]:
    """Return what each file below a folder holds, and each folder, by their paths."""
    paths = sorted(folder.rglob("*"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"/" for path in paths}


def paths_in(folder: Path) -> dict[Path, bytes]:
    return {folder / name: data for name, data in NEW.items()}


@contextmanager
def failing(name: str, number: int, how: Callable[[], object], *, after: bool = False) -> Iterator[list[int]]:
    """Make one call of a function of `os` fail: the one of that number, before or after it has been done."""
    done, real = [0], getattr(os, name)

    def call(*arguments: Any, **options: Any) -> Any:
        done[0] += 1
        if done[0] == number and not after:
            how()
        result = real(*arguments, **options)
        if done[0] == number and after:
            how()
        return result

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, name, call)
        yield done


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def interrupt() -> None:
    raise KeyboardInterrupt


def test_files_are_written_and_nothing_is_left_beside(folder: Path) -> None:
    writing.write(paths_in(folder))
    assert there(folder) == {**NEW, "below": b"/", "new": b"/", "new/folder": b"/"}
    mask = os.umask(0)
    os.umask(mask)
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths_in(folder)} == {0o666 & ~mask}


@pytest.mark.parametrize("how", [full, interrupt])
@pytest.mark.parametrize(
    ("name", "after"),
    [(name, after) for name in CALLS for after in (False, True) if (name, after) != ("open", True)],
)  # nobody could learn the name of a file that was opened, if that failed
def test_whichever_call_fails_all_is_as_it_was(folder: Path, how: Callable[[], object], name: str, after: bool) -> None:
    before = there(folder)
    with failing(name, 0, how) as calls:
        writing.write(paths_in(folder))
    whole = there(folder)
    ends = []
    for number in range(1, calls[0] + 1):
        fill(folder)
        with failing(name, number, how, after=after):
            error = raised_by(lambda: writing.write(paths_in(folder)))
        assert there(folder) == (before if error else whole)
        assert error is None or isinstance(error, KeyboardInterrupt) or Path(error.filename) in paths_in(folder)
        ends.append(error is None)
    assert len(ends) >= len(NEW) - (name == "link")
    assert not all(ends) or (how is full and name in {"link", "mkdir"})  # it can do without, or the folder is there


def raised_by(call: Callable[[], object]) -> OSError | KeyboardInterrupt | None:
    try:
        call()
    except (OSError, KeyboardInterrupt) as error:
        return error
    return None


def test_a_place_that_becomes_a_folder_leaves_all_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.link

    def link(source: Path, target: Path, **options: Any) -> None:
        if source == folder / "below/c.pdf":
            source.unlink()
            source.mkdir()
            (source / "mine.txt").write_text("notes", encoding="utf-8")
        real(source, target, **options)

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(IsADirectoryError) as raised:
        writing.write(paths_in(folder))
    assert raised.value.filename == str(folder / "below/c.pdf")
    expected = {**OLD, "below": b"/", "below/c.pdf": b"/", "below/c.pdf/mine.txt": b"notes"}
    assert there(folder) == expected


@pytest.mark.parametrize("number", range(1, len(OLD) + len(NEW) + 1))
def test_a_file_system_without_hard_links_will_do(folder: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def link(source: Path, *_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM if source.exists() else errno.ENOENT, "no links here")

    monkeypatch.setattr(os, "link", link)
    before = there(folder)
    with failing("replace", number, full), pytest.raises(OSError, match="No space left"):
        writing.write(paths_in(folder))
    assert there(folder) == before
    writing.write(paths_in(folder))
    assert there(folder) == {**NEW, "below": b"/", "new": b"/", "new/folder": b"/"}


def test_a_link_is_put_back_as_a_link(folder: Path) -> None:
    (folder / "a.pdf").unlink()
    (folder / "a.pdf").symlink_to("below/b.pdf")
    with failing("replace", 3, full), pytest.raises(OSError, match="No space left"):
        writing.write(paths_in(folder))
    assert (folder / "a.pdf").readlink() == Path("below/b.pdf")
    assert (folder / "below/b.pdf").read_bytes() == b"old b"


@pytest.mark.build
@pytest.mark.skipif(not hasattr(os, "fork"), reason="each writer is a process that ends itself")
@pytest.mark.parametrize("name", CALLS)
def test_killed_at_any_call_it_leaves_whole_files_and_the_next_build_sweeps_the_rest(folder: Path, name: str) -> None:
    whole = there(folder)
    for number in range(1, 100):
        fill(folder)
        child = os.fork()
        if not child:
            try:
                with OutputLock(folder) as lock, failing(name, number, lambda: os.kill(os.getpid(), signal.SIGKILL)):
                    lock.write(paths_in(folder), nothing_made)
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        for path, data in there(folder).items():
            if not Path(path).name.startswith("."):
                assert data in {NEW.get(path), OLD.get(path), whole.get(path), b"/", nothing_made().to_json()}
        assert there(folder).keys() >= OLD.keys()
        with OutputLock(folder) as lock:
            lock.write(paths_in(folder), nothing_made)
        assert not [path for path in there(folder) if Path(path).name.startswith(writing.BESIDE)]
        if os.WIFEXITED(status):
            break
    assert number > (2 if name == "mkdir" else len(NEW))


# Those who write


def test_a_build_s_manifest_stays_with_the_files_that_it_is_of(folder: Path) -> None:
    with OutputLock(folder) as lock:
        lock.write({}, nothing_made)
        before = there(folder)
        with failing("replace", len(NEW) + 1, full), pytest.raises(WorkspaceError, match="unwritable-output") as raised:
            lock.write(paths_in(folder), nothing_made)  # the manifest comes last
        assert there(folder) == before
    assert raised.value.diagnostics[0].location
    assert raised.value.diagnostics[0].location.path == folder / FILE_NAME
    assert raised.value.diagnostics[0].message == "the file can't be written: No space left on device"
    assert raised.value.diagnostics[0].hint == "make room on the disk, and try again"


def test_other_commands_write_all_or_nothing_too(folder: Path) -> None:
    before = there(folder)
    for number in range(1, len(NEW) + 1):
        with failing("replace", number, full), pytest.raises(WorkspaceError, match="unwritable-output"):
            output_folder.write(paths_in(folder))
        with failing("replace", number, full), pytest.raises(WorkspaceError, match="unwritable-folder"):
            workspace.write(folder, NEW)
        assert there(folder) == before
    workspace.write(folder, NEW)
    assert there(folder).keys() >= NEW.keys()
