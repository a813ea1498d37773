"""Which files are a place's own, so that a change of one of them is seen, and that all is looked at within limits."""

import os
import socket
from pathlib import Path

import pytest

from framework_pdf.build import sources
from framework_pdf.build.sources import Sources
from framework_pdf.core import folder_files
from framework_pdf.core.errors import LimitError
from framework_pdf.core.folder_files import files_below
from framework_pdf.core.reading import TooLargeError, read_file


def test_a_file_to_which_a_link_leads_counts_if_it_lies_in_the_place(tmp_path: Path) -> None:
    place, elsewhere = tmp_path / "place", tmp_path / "elsewhere"
    (place / "below").mkdir(parents=True)
    elsewhere.mkdir()
    for path in (place / "below/own.yml", place / ".hidden.yml", elsewhere / "other.yml"):
        path.write_text("as it was", encoding="utf-8")
    by_another_name = tmp_path / "another-name"
    by_another_name.symlink_to(place)

    def change(path: Path) -> list[bool]:
        """Return whether a changed file changes the state of the place, by each of its names."""
        before = [Sources([name]).state for name in (place, by_another_name)]
        path.write_text(f"{path.read_text(encoding='utf-8')}, and more", encoding="utf-8")
        return [Sources([name]).state != was for name, was in zip((place, by_another_name), before, strict=True)]

    assert change(place / "below/own.yml") == [True, True]
    assert change(place / ".hidden.yml") == [False, False]
    (place / "to-own.yml").symlink_to(place / "below/own.yml")
    (place / "to-other.yml").symlink_to(elsewhere / "other.yml")
    (place / "to-elsewhere").symlink_to(elsewhere)
    assert change(elsewhere / "other.yml") == [False, False]
    own = Sources([place]).state
    (place / "to-own.yml").unlink()
    assert Sources([place]).state != own


def test_of_files_without_words_the_names_count_and_nothing_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "words.yml").write_text("a: 1\n", encoding="utf-8")
    read: list[Path] = []

    def checksum(path: Path, _: int) -> str:
        read.append(path)
        return "a"

    monkeypatch.setattr(sources, "checksum", checksum)
    before = Sources([tmp_path]).state
    with (tmp_path / "video.bin").open("wb") as video:
        video.truncate(40 * 10**9)
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening, pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        listening.bind("socket")
    state = Sources([tmp_path]).state
    assert state != before
    (tmp_path / "video.bin").write_bytes(b"another")
    assert Sources([tmp_path]).state == state
    assert {path.name for path in read} == {"words.yml"}
    (tmp_path / "video.bin").rename(tmp_path / "b\udcfcro.bin")  # a name that is not UTF-8 is a name
    assert Sources([tmp_path]).state not in {state, before}


def test_a_file_in_none_of_the_places_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "place").mkdir()
    for name in ("place/own.png", "other.png"):
        (tmp_path / name).write_bytes(b"a")
    (tmp_path / "place/link.png").symlink_to(tmp_path / "other.png")
    found = Sources([tmp_path / "place"])
    assert found.checksum(tmp_path / "place/own.png")
    for name in ("other.png", "place/link.png", "place/../other.png", "/proc/kmsg"):
        assert found.checksum(tmp_path / name) == ""
    assert Sources([tmp_path / "place"], packaged=[tmp_path]).checksum(tmp_path / "other.png")


def test_a_folder_is_looked_through_within_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("node_modules/a/b.yml", ".git/c.yml", "d/e.yml"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    assert list(files_below(tmp_path)) == [tmp_path / "d/e.yml"]
    (tmp_path / "/".join(["deep"] * 700)).mkdir(parents=True)
    with pytest.raises(LimitError, match="this lies more than 40 folders deep\n"):
        Sources([tmp_path])
    for number in range(30):
        (tmp_path / f"{number}.txt").touch()
    monkeypatch.setattr(folder_files, "MOST_FILES", 20)
    with pytest.raises(LimitError, match="there are more than 20 files and folders in this\n"):
        Sources([tmp_path])
    monkeypatch.setattr(sources, "MOST_BYTES_OF_SOURCES", 4)
    (tmp_path / "d/e.yml").write_text("words", encoding="utf-8")
    with pytest.raises(LimitError, match="there are more than 4 bytes of words in the folders of this run"):
        Sources([tmp_path / "d"])


def test_a_file_is_read_up_to_a_size_and_nothing_else_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    assert read_file(tmp_path / "file", 5) == b"12345"
    with pytest.raises(TooLargeError, match="it has more than 4 bytes"):
        read_file(tmp_path / "file", 4)
    with pytest.raises(TooLargeError):
        read_file(Path("/proc/self/status"), 50)  # it says that it has no byte, as one that grows says of some
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(OSError, match="it is no file"):
            read_file(path, 5)
