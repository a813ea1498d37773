"""Frameworks of any shape, made of the words of the small one: so many aspects, so many approaches."""

import shutil
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml

from tests.support.folders import GARDEN

WAY = {"asks": "What do I see?", "meaning": "Seeing who comes and who stays away."}
NAMES = ("Watch", "Ask", "Try", "Share", "Rest", "Plan", "Learn", "Mend", "Count", "Invite", "Listen", "Thank")
"""What the approaches are called, in order."""


def write_framework(folder: Path, approaches: int, aspects: int = 1, *, longer: int = 1) -> Path:
    """Write content with so many approaches and aspects, for one profession.

    Args:
        folder: Where to write it; it is made.
        longer: How many times as long statements and questions are as those of the small framework.

    Returns:
        The folder.

    """
    shutil.copytree(GARDEN, folder)
    ways = [f"way-{number}" for number in range(1, approaches + 1)]
    frame = _read(GARDEN / "framework.yml")
    sources = list(islice(cycle(sorted((GARDEN / "aspects").glob("*.yml"))), aspects))
    names = [f"part-{number}" for number in range(1, aspects + 1)]
    frame["approaches"] = [
        {**WAY, "id": way, "name": name, "source": "editorial"}
        for way, name in zip(ways, islice(cycle(NAMES), approaches), strict=True)
    ]
    frame["aspects"] = names
    _write(folder / "framework.yml", frame)
    for path in (*folder.glob("aspects/*"), *folder.glob("professions/*")):
        path.unlink()
    gardener = _read(GARDEN / "professions" / "gardener.yml")
    own: dict[str, Any] = {}
    for number, (name, source) in enumerate(zip(names, sources, strict=True), 1):
        aspect = _read(source)
        words = gardener["aspects"][aspect["id"]]
        texts = islice(cycle(aspect["approaches"].values()), approaches)
        questions = islice(cycle(words["questions"].values()), approaches)
        words.pop("strongest", None)  # the id of an approach that is not there
        own[name] = words | {"questions": {way: " ".join([q] * longer) for way, q in zip(ways, questions, strict=True)}}
        aspect["approaches"] = {
            way: text | {"statement": " ".join([text["statement"]] * longer)}
            for way, text in zip(ways, texts, strict=True)
        }
        if number > len(list((GARDEN / "aspects").iterdir())):
            aspect["colour"] = f"#{40 + 3 * number:02x}{30 + 11 * number % 90:02x}{90 - 2 * number:02x}"
        aspect["examples"] = [
            example | {"id": f"{example['id']}-{number}", "professions": ["gardener"]} for example in aspect["examples"]
        ]
        _write(folder / "aspects" / f"{number:02}-{name}.yml", aspect | {"id": name})
    _write(folder / "professions" / "gardener.yml", gardener | {"aspects": own})
    return folder


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _write(path: Path, data: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
