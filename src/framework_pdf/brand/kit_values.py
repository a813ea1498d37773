"""The values of a kit's `_brand.yml` as they were read, by their key paths: also those that have no effect."""

from collections.abc import Iterator
from typing import Any

from framework_pdf.brand.model import OPTIONS_PATH
from framework_pdf.core.key_path import KeyPath


def single_values(given: Any, key_path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Yield each single value in a kit's file by its key path; all that another tool adds is one value."""
    entries = tuple(given.items() if isinstance(given, dict) else enumerate(given) if isinstance(given, list) else ())
    are_numbers = all(isinstance(below, (int, float)) for _, below in entries)
    if are_numbers or (len(key_path) == 2 and key_path[0] == "defaults" and key_path != OPTIONS_PATH):
        yield key_path, given
        return
    for step, below in entries:
        yield from single_values(below, (*key_path, step))


def value_at(given: Any, key_path: KeyPath) -> str:
    """Return what stands at a key path of a kit's file; of a colour for light and dark grounds, the light one."""
    for step in key_path:
        given = given[step] if isinstance(given, (dict, list)) else given  # type: ignore[index]
    return str(given["light"] if isinstance(given, dict) else given)


def dotted(key_path: KeyPath) -> str:
    """Return a key path as people write it: `color.palette.plum`."""
    return ".".join(map(str, key_path))


def is_text(key_path: KeyPath) -> bool:
    """Tell whether what stands at a key path of a kit is read in editions."""
    match key_path:
        case ("meta", "name" | "link") | ("meta", "name", "full" | "short") | ("meta", "link", "home"):
            return True
        case ("defaults", "framework-pdf", "foreword", "photograph", *rest):
            return rest == ["alt"]
        case ("defaults", "framework-pdf", "partners", _, *rest):
            return rest in (["name"], ["logo", "alt"])
        case ("defaults", "framework-pdf", "strapline" | "foreword" | "back-cover" | "contact" | "licence", *_):
            return True
    return key_path[0] == "logo" and key_path[-1] == "alt"
