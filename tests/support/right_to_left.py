"""Content in letters from right to left, made by machine of content that is not: of no language, but real in shape."""

import re
from pathlib import Path
from typing import Any

import yaml

from framework_pdf.content.language_defaults import FOLDER

HEBREW = dict(zip("abcdefghijklmnopqrstuvwxyz", "אבגדהופצחיכלמנעספקרשתטזגדת", strict=True))
NO_WORDS = {
    *("id", "language", "colour", "accent", "source", "general", "aspects", "professions", "read_more", "address"),
    *("date", "year", "doi", "isbn", "section", "regulator", "profession", "picture", "example", "reference"),
    "strongest",
    *("activity", "product", "sheet", "per", "groups", "uses"),
}
"""Keys whose values are for programs."""
KEPT = re.compile(r"\{[^{}]*\}|\[@[^\]]*\]|https?://\S+|\S+@\S+|\]\([^)]*\)|\b[A-Z]{2,}\w*\b")
"""What stays as it is in words: places to fill in, citations, addresses, and abbreviations in Latin letters."""


def write_right_to_left(source: Path, folder: Path) -> Path:
    """Write content again in letters from right to left, with labels, and return its folder."""
    for path in sorted(source.rglob("*.yml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.name == "labels.yml":
            data = yaml.safe_load((FOLDER / "en.yml").read_text(encoding="utf-8")) | data
        data = _turned(data)
        if isinstance(data, dict) and "language" in data:
            data["language"] = "he"
        target = folder / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return folder


def turned(words: str) -> str:
    """Return words in letters from right to left, but for what stays as it is."""
    kept = {place for match in KEPT.finditer(words) for place in range(*match.span())}
    return "".join(
        letter if place in kept else HEBREW.get(letter.casefold(), letter) for place, letter in enumerate(words)
    )


def _turned(value: Any, key: str | None = None) -> Any:
    if isinstance(value, dict):
        return {name: _turned(below, name) for name, below in value.items()}
    if isinstance(value, list):
        return [_turned(each, key) for each in value]
    return value if key in NO_WORDS or not isinstance(value, str) else turned(value)
