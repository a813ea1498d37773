"""Notices which source files were saved, by looking at all of them again and again.

Notifications of the system were tried first: they end at a name that is not UTF-8, don't come from folders that were
removed and put back, nor from many network and container drives, and come for everything that a build itself writes. To
look takes some milliseconds for the files of a framework.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from framework_pdf.build.manifest import read
from framework_pdf.build.sources import files_of
from framework_pdf.core.errors import LimitError

REST = 0.15
"""Seconds between two looks at least."""
SHARE = 0.05
"""The most of this process's time that looking takes."""
QUIET = 0.03
"""Seconds without another change after which a save is over: some editors write a file in several steps."""
LONGEST = 2.0
"""After so many seconds a save counts as over, whatever goes on: something may write without an end."""

State = dict[Path, tuple[int, ...]]
"""What tells each file from what it was: when it was written, its size, and which file of the disk it is."""


class Saves:
    """What was saved since the last time that somebody asked, in places that may come and go."""

    def __init__(self, places: Callable[[], Iterable[Path]], output: Path) -> None:
        """Look for the first time.

        Args:
            places: Gives the folders and files to look at, as they are now.
            output: The output folder, which may lie in one of them: what was made there was not saved.

        """
        self._places = places
        self._output = output
        self._known = self._look()

    def wait(self) -> tuple[Path, ...]:
        """Wait until something was saved since the last time, and return which files came, went or changed."""
        while True:
            started = time.perf_counter()
            before, self._known = self._known, self._look()
            if self._known != before and (changed := self._changed_since(before)):
                return changed
            time.sleep(max(REST, (time.perf_counter() - started) / SHARE))

    def _changed_since(self, before: State) -> tuple[Path, ...]:
        """Return what has changed once nothing more does, without what was made."""
        over = time.monotonic() + LONGEST
        while time.monotonic() < over:
            time.sleep(QUIET)
            last, self._known = self._known, self._look()
            if self._known == last:
                break
        made = read(self._output)[0].paths(self._output)
        paths = (path for path in before | self._known if before.get(path) != self._known.get(path))
        return tuple(sorted(path for path in paths if os.path.realpath(path) not in made))

    def _look(self) -> State:
        """Return the state of each file that is there. Of a place with more than is read, a build tells."""
        found: State = {}
        for place in self._places():
            with suppress(LimitError):
                found.update(_states(place))
        return found


def _states(place: Path) -> Iterator[tuple[Path, tuple[int, ...]]]:
    """Yield each file of a place, and its state."""
    for path in files_of(place):
        with suppress(OSError, ValueError):  # it went just now, or leads nowhere
            at = path.stat()
            yield path, (at.st_mtime_ns, at.st_ctime_ns, at.st_size, at.st_ino, at.st_dev)
