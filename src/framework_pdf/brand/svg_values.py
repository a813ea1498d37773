"""Checks attributes and styles of an SVG: why a value is refused, and the way out.

Whether a drawing is set as browsers draw it is seen by drawing it (`preflight/svg_comparison.py`). Refused here is what
would fetch or run something, what depends on the machine, and what only browsers know: neither of the two programs
whose drawings are compared would draw it.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

Reason = tuple[str, str]
"""Why something is refused, and the way out."""
PLAIN = "save it as plain SVG, or as a PNG"
_OUTSIDE = ("`{}` lies outside of the drawing, and nothing is fetched", "put it into the drawing itself")
_EMBEDDED = re.compile(r"data:image/(?:png|jpeg);base64,([A-Za-z0-9+/=\s]*)")
_URL = re.compile(r"url\(\s*[\"']?([^)\"']*)", re.IGNORECASE)
_FUNCTION = re.compile(r"(?<![\w-])([\w-]+)\(")
LONGEST_COLOUR = 1000
"""The most characters of a value that can stand for a colour."""
RULES = tomllib.loads(Path(__file__).with_name("svg_rules.toml").read_text(encoding="utf-8"))
"""What elements, properties and values there may be."""


def attribute_problem(element: str, name: str, value: str) -> Reason | None:
    """Return why an attribute is refused, or None.

    Args:
        element: The name of the element that has it.
        name: The attribute's name, after its namespace and a space where it has one.
        value: Its value.

    """
    space, _, key = name.rpartition(" ")
    if key.startswith("on"):
        return f"`{key}` is a script, and none is run", "take it out"
    if key in {"href", "src"}:
        return _address_problem(element, value)
    if space or key in {"id", "class"} or key.startswith(("aria-", "data-")):
        return None
    if key == "style":
        return style_problem(value)
    return _value_problem(key, value)


def raster_in(element: str, name: str, value: str) -> str | None:
    """Return the raster that an attribute holds, as it is encoded in base64, or None."""
    held = _EMBEDDED.fullmatch(value) if element == "image" and name.endswith("href") else None
    return held[1] if held else None


def ids_in(name: str, value: str) -> Iterator[str]:
    """Yield the ids of other elements that are drawn because of an attribute."""
    if name.endswith("href") and value.startswith("#"):
        yield value[1:]
    yield from (url[1:] for url in _URL.findall(value) if url.startswith("#"))


def style_sheet_problem(words: str) -> Reason | None:
    """Return why a style sheet is refused, or None."""
    if "@" in words or "\\" in words:
        return "a style sheet with `@` or `\\` is not read alike by all programs", "take that out"
    rules = _rules(words)
    if rules is None:
        return "its style sheet is not read alike by all programs", "write plain rules, one after the other"
    return next(filter(None, (style_problem(body) for _, body in rules)), None)


def ids_by_selector(words: str) -> Iterator[tuple[set[str] | None, tuple[str, ...]]]:
    """Yield the simple selectors of each rule of a style sheet that draws other elements, and the ids of those.

    None stands for selectors that may match any element.
    """
    for selectors, body in _rules(words) or ():
        if ids := tuple(ids_in("", body)):
            named = None if re.search(r"[:\[*]", selectors) else set(re.findall(r"[.#]?[\w-]+", selectors))
            yield named, ids


def style_problem(words: str) -> Reason | None:
    """Return why the declarations of a style are refused, or None."""
    if "\\" in words:
        return "a style with `\\` is not read alike by all programs", "take that out"
    for declaration in _without_comments(words).split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        name = name.lower()
        if name and name not in RULES["properties"] and not name.startswith(tuple(RULES["families"])):
            return f"`{name[:60]}` in a style is not drawn alike by all programs", "take it out, or save it as a PNG"
        if reason := _value_problem(name, value.removesuffix("!important").strip()):
            return reason
    return None


def _value_problem(key: str, value: str) -> Reason | None:
    if key in RULES["only"] and value.strip().lower() not in RULES["only"][key]:
        return f"`{key}` is not drawn alike by all programs", PLAIN
    if outside := next((url for url in _URL.findall(value) if not url.startswith("#")), None):
        return _OUTSIDE[0].format(outside[:60]), _OUTSIDE[1]
    if strange := next((name for name in _FUNCTION.findall(value) if name.lower() not in RULES["functions"]), None):
        return f"`{strange[:60]}()` is not drawn alike by all programs", "write the value itself"
    if key in RULES["coloured"] and not _is_colour(value):
        return f"`{value[:60]}` is no colour that all programs know", "write it as `#rrggbb`"
    return None


def _address_problem(element: str, value: str) -> Reason | None:
    if value.startswith("#") or raster_in(element, "href", value) is not None:
        return None
    if element == "a":
        return "it has a link, which a logo can't have", "take the `a` out"
    if value.startswith("data:"):
        return f"`{value[:30]}` is no PNG or JPEG in base64", "turn what it holds into paths, or into a PNG"
    return _OUTSIDE[0].format(value[:60]), _OUTSIDE[1]


def _is_colour(value: str) -> bool:
    from PIL.ImageColor import colormap

    if len(value) > LONGEST_COLOUR:
        return False
    word = re.sub(r"url\([^)]*\)|[\w-]+\([^)]*\)", "", value).strip().lower()
    return word in RULES["colour_words"] or word in colormap or bool(re.fullmatch(r"#[0-9a-f]{3,8}|", word))


def _without_comments(words: str) -> str:
    return re.sub(r"/\*.*?(?:\*/|\Z)", " ", words, flags=re.DOTALL)


def _rules(words: str) -> list[tuple[str, str]] | None:
    """Return the rules of a style sheet as selectors and declarations; None where there is more in it than rules."""
    bare = re.sub(r"<!--|-->", " ", _without_comments(words))
    rule = re.compile(r"(?<![^{}])([^{}]+)\{([^{}]*)\}")
    rules = rule.findall(bare)
    return None if rule.sub("", bare).strip() else rules
