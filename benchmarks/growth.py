"""How time and memory grow with the number of editions: 15, 150 and 1,500, of professions that are ours said again.

Run it with `.venv/bin/python benchmarks/growth.py [editions]...`. Each further profession is one of ours with another
name and other words in its texts, so that no line of it has been set before. Memory is a worker's: all that it takes,
and what it has for itself alone.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

from framework_pdf.core import workspace

SIZES = (15, 150, 1500)
A_PROFESSION = 8
"""Editions: a booklet, six cards, and all cards in one file."""
EVERY = 0.5
"""Seconds between two looks at memory."""


def main() -> None:
    """Print the table."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    print(f"{'editions':>8} {'seconds':>9} {'an edition':>11} {'a worker, MB':>13} {'its own, MB':>12}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            content = folder / "content"
            shutil.copytree(workspace.packaged("content"), content)
            names = _professions(content, -(-size // A_PROFESSION))
            started = time.perf_counter()
            whole, own = _build(content, names, folder / "output")
            seconds = time.perf_counter() - started
            made = len(list((folder / "output").rglob("*.pdf")))
        print(f"{made:>8} {seconds:>9.1f} {seconds / made:>11.3f} {whole:>13.0f} {own:>12.0f}", flush=True)


def _professions(content: Path, number: int) -> list[str]:
    """Give a folder of content so many professions, and return their ids."""
    paths = sorted((content / "professions").glob("*.yml"))
    names = [path.stem for path in paths][:number]
    for count in range(len(paths), number):
        path, again = paths[count % len(paths)], count // len(paths) + 1
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
        said = {**_said_again(said, again), "id": f"{said['id']}-{again}", "source": said["source"]}
        said |= {"name": f"{said['name']} {again}", "plural": f"{said['plural']} {again}"}
        said |= {key: [f"{name} {again}" for name in said.get(key, ())] for key in ("aliases", "titles")}
        names.append(said["id"])
        text = yaml.safe_dump(said, allow_unicode=True)
        (path.parent / f"{said['id']}.yml").write_text(text, encoding="utf-8")
    return names


def _said_again(value: Any, again: int) -> Any:
    """Put a number at the end of each sentence of a profession's file."""
    if isinstance(value, dict):
        kept = {"regulator", "language", "example", "id", "name", "plural", "source"}
        return {key: each if key in kept else _said_again(each, again) for key, each in value.items()}
    if isinstance(value, list):
        return [_said_again(each, again) for each in value]
    return re.sub(r"([.?])(\s|$)", rf" {again}\1\2", value) if isinstance(value, str) and " " in value else value


def _build(content: Path, names: list[str], output: Path) -> tuple[float, float]:
    """Build professions, and return the most MB that a worker took, and had alone."""
    asked = [part for name in names for part in ("--profession", name)]
    command = [sys.executable, "-m", "framework_pdf", "build", "--quiet", "--content", str(content), *asked]
    process = subprocess.Popen([*command, "--output", str(output), "--jobs", "2"])
    whole = own = 0.0
    while process.poll() is None:
        for child in _children(process.pid):
            taken = _memory(child)
            whole, own = max(whole, taken[0]), max(own, taken[1])
        time.sleep(EVERY)
    if process.returncode:
        raise SystemExit(process.returncode)
    return whole, own


def _children(pid: int) -> list[int]:
    try:
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))
    except OSError:
        return []


def _memory(pid: int) -> tuple[float, float]:
    """Return how many MB a process takes, and how many of them are its own alone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0, 0
    kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in lines if line.endswith(" kB")}
    return kilobytes["Rss"] / 1000, (kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]) / 1000


if __name__ == "__main__":
    main()
