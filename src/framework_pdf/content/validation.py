"""Checks data against the model of an entry: the entry, or what is wrong with the data, each problem with its place."""

import types
import typing
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Annotated, Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from framework_pdf.content.model.base import Entry
from framework_pdf.content.yaml_source import YamlSource
from framework_pdf.core.diagnostics import Diagnostic, cut, did_you_mean
from framework_pdf.core.key_path import KeyPath

E = TypeVar("E", bound=Entry)

WANTED = {
    "string_type": "words",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "`true` or `false`",
    "bool_parsing": "`true` or `false`",
    "date_type": "a date such as 2026-11-24",
    "date_from_datetime_parsing": "a date such as 2026-11-24",
    "tuple_type": "a list",
    "dict_type": "a mapping of keys to values",
    "model_type": "a mapping of keys to values",
}
"""What is wanted, in words, by pydantic's type of error."""
DESCRIBED = {type(None): "empty", str: "words", list: "a list", dict: "a mapping"}
"""What is given instead, by its type."""
NUMBER_LIMITS = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than_equal": ("le", "at most"),
}
"""Where pydantic has the limit of a number, by its type of error, and how messages introduce it."""
LENGTH_LIMITS = {"too_short": ("min_length", "at least"), "too_long": ("max_length", "at most")}
"""The same for the number of entries of a list."""
WRAPPERS = {Annotated, types.UnionType, typing.Union}
"""What a type may stand in with more about it, or with None; it comes first there."""


def validate(source: YamlSource, model: type[E]) -> tuple[E | None, tuple[Diagnostic, ...]]:
    """Return the entry that was read, or None and what is wrong with it.

    Args:
        source: What was read of the entry.
        model: The entry's model.

    """
    try:
        return model.model_validate(source.data), ()
    except ValidationError as error:
        return None, tuple(_diagnostics(source, model, error.errors(include_url=False)))


def validate_rest(source: YamlSource, model: type[E]) -> tuple[E | None, tuple[KeyPath, ...]]:
    """Return what an entry would be without what is wrong with it, and the key paths that were left out.

    So the rest can be looked at, too, and all that is wrong be told at once.

    Args:
        source: What was read of the entry.
        model: The entry's model.

    Returns:
        None for the entry where nothing can be made of the rest.

    """
    data, left_out = deepcopy(source.data), list[KeyPath]()
    while True:
        try:
            return model.model_validate(data), tuple(left_out)
        except ValidationError as error:
            problems = error.errors(include_url=False)
        gone = [path for problem in problems if (path := _leave_out(data, _path_of(problem)))]
        if not gone:
            return None, tuple(left_out)
        left_out += gone


def _path_of(problem: ErrorDetails) -> KeyPath:
    """Return the key path of the value that is wrong: where a key is missing, of what it is missing from."""
    key_path = tuple(part for part in problem["loc"] if part != "[key]")
    return key_path[:-1] if problem["type"] == "missing" else key_path


def _leave_out(data: Any, key_path: KeyPath) -> KeyPath:
    """Take a value out of some data, and return its key path; an empty one where it is out already.

    Of a list all is taken out: its other entries would no longer be found by their numbers.
    """
    holder, last = None, 0
    for number, step in enumerate(key_path):
        if isinstance(data, dict):
            if step not in data:
                return ()
            holder, last = data, number
        elif not isinstance(data, list):  # a short form: one value for a list of one
            break
        data = data[step]
    if holder is None:
        return ()
    del holder[key_path[last]]
    return key_path[: last + 1]


def _diagnostics(source: YamlSource, model: type[Entry], problems: Iterable[ErrorDetails]) -> Iterator[Diagnostic]:
    for problem in problems:
        if problem["type"] == "too_short" and len(problem["input"]) >= problem["ctx"]["min_length"]:
            continue  # the list seems too short only because entries of it are wrong
        key_path = tuple(part for part in problem["loc"] if part != "[key]")
        at_key = "[key]" in problem["loc"] or problem["type"] == "extra_forbidden"
        place = source.at_key(key_path) if at_key else source.at_value(key_path)
        code, message, hint = _explain(model, key_path, problem)
        yield Diagnostic(code, message, place, hint)


def _explain(model: type[Entry], key_path: KeyPath, problem: ErrorDetails) -> tuple[str, str, str | None]:
    """Return our code, message and hint for one of pydantic's problems.

    Args:
        model: The model of the whole entry.
        key_path: The path of the value in question within the entry.
        problem: The problem.

    """
    name, where = str(key_path[-1]) if key_path else "", _name_of(model, key_path)
    kind, given = problem["type"], problem["input"]
    if kind in {"extra_forbidden", "missing"}:
        entry: type[Entry] = _type_at(model, key_path[:-1])
        if kind == "missing":
            return "missing-key", f"`{name}` is missing from {entry.called}", f"add a line `{name}: …`"
        return "unknown-key", f"`{cut(name)}` is not a key of {entry.called}", did_you_mean(name, _keys(entry))
    if kind in WANTED:
        message = f"{where} must be {WANTED[kind]}, not {_described(given)}"
        return "wrong-type", message, _hint_for(model, key_path, kind, given)
    if kind in NUMBER_LIMITS:
        key, words = NUMBER_LIMITS[kind]
        return "bad-value", f"{where} must be {words} {problem['ctx'][key]:g}, not {cut(str(given))}", None
    if kind == "enum":
        return "bad-value", f"{where} can't be `{cut(str(given))}`", did_you_mean(str(given), _type_at(model, key_path))
    if kind == "literal_error":
        wanted = problem["ctx"]["expected"].replace("'", "`")
        return "bad-value", f"{where} must be {wanted}, not {_described(given)}", None
    if kind in LENGTH_LIMITS:
        key, words = LENGTH_LIMITS[kind]
        limit, length = problem["ctx"][key], problem["ctx"]["actual_length"]
        return "bad-value", f"{where} needs {words} {limit} of them, and has {length}", None
    return "bad-value", f"{where}: {problem['msg']}", None


def _name_of(model: type[Entry], key_path: KeyPath) -> str:
    """Return what messages call the value at a path into a model: `title`, entry 2 of `titles`."""
    if not key_path:
        return model.called
    last = key_path[-1]
    return f"entry {last + 1} of `{key_path[-2]}`" if isinstance(last, int) else f"`{last}`"


def _hint_for(model: type[Entry], key_path: KeyPath, kind: str, given: Any) -> str | None:
    """Return the hint for a value of the wrong kind, or None where there is none.

    Args:
        model: The model of the whole entry.
        key_path: The path of the value within the entry.
        kind: The type of pydantic's error, which says what was wanted.
        given: The value.

    """
    if kind == "model_type" and key_path:
        keys = ", ".join(f"`{key}`" for key in _keys(_type_at(model, key_path)))
        return f"below it, each on a line of its own and set in by two spaces, stand its keys: {keys}"
    if kind != "string_type" or isinstance(given, (dict, list)):
        return None
    return "put it in quotes" if given is not None else "write it here; in quotes, where it begins with `#`"


def _described(value: Any) -> str:
    """Return in words what a value is that YAML gave."""
    if type(value) in DESCRIBED:
        return DESCRIBED[type(value)]
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"the number {cut(str(value))}" if isinstance(value, (int, float)) else f"the {type(value).__name__} {value}"


def _type_at(model: type[Entry], key_path: KeyPath) -> Any:
    """Return the type at a path into a model, without `Annotated` and `| None`."""
    kind: Any = model
    for part in key_path:
        if isinstance(kind, type) and issubclass(kind, Entry):
            kind = _keys(kind)[str(part)].annotation
        else:
            kind = typing.get_args(kind)[-1 if typing.get_origin(kind) is dict else 0]
        while typing.get_origin(kind) in WRAPPERS:
            kind = typing.get_args(kind)[0]
    return kind


def _keys(model: type[Entry]) -> dict[str, FieldInfo]:
    """Return the fields of a model by the keys that files have for them."""
    return {field.alias or name: field for name, field in model.model_fields.items()}
