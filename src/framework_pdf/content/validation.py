"""Data and a model in; out, the entry, or what is wrong with the data, each with its place."""

import re
import types
import typing
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from framework_pdf.content.model.base import Entry
from framework_pdf.content.yaml_source import YamlSource
from framework_pdf.core.diagnostics import Diagnostic, cut, did_you_mean
from framework_pdf.core.key_path import KeyPath

E = TypeVar("E", bound=Entry)

KINDS_OF_VALUE = {
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
    "model_attributes_type": "a mapping of keys to values",
}
"""What is wanted, in words, by pydantic's type of error."""
LIMITS = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than_equal": ("le", "at most"),
}
"""Where pydantic has the bound of a number by its type of error, and what is said of it."""
BOUNDS = {"too_short": ("at least", "min_length"), "too_long": ("at most", "max_length")}
"""What is said of a list with too few or too many entries, and where pydantic has the number."""


def validate(source: YamlSource, model: type[E]) -> tuple[E | None, tuple[Diagnostic, ...]]:
    """What was read of an entry and the entry's model in; out, the entry and its problems."""
    try:
        return model.model_validate(source.data), ()
    except ValidationError as error:
        return None, tuple(_diagnostics(source, model, error.errors(include_url=False)))


def _diagnostics(source: YamlSource, model: type[Entry], problems: Iterable[ErrorDetails]) -> Iterator[Diagnostic]:
    for problem in problems:
        if _is_miscounted(problem):
            continue
        loc = tuple(part for part in problem["loc"] if part != "[key]")
        at_key = "[key]" in problem["loc"] or problem["type"] == "extra_forbidden"
        place = source.at_key(loc) if at_key else source.at_value(loc)
        code, message, hint = _explain(model, loc, problem)
        yield Diagnostic(code, message, place, hint)


def _is_miscounted(problem: ErrorDetails) -> bool:
    """One of pydantic's problems in; out, whether a list seems too short only because entries of it are wrong."""
    return problem["type"] == "too_short" and len(problem["input"]) >= problem["ctx"]["min_length"]


def _explain(model: type[Entry], loc: KeyPath, problem: ErrorDetails) -> tuple[str, str, str | None]:
    """One of pydantic's problems in; out, our code, message and hint for it."""
    name, where = str(loc[-1]) if loc else "", _called(model, loc)
    kind, given = problem["type"], problem["input"]
    if kind == "extra_forbidden":
        entry = _model_at(model, loc[:-1])
        return "unknown-key", f"`{cut(name)}` is not a key of {entry.called}", did_you_mean(name, _keys(entry))
    if kind == "missing":
        return "missing-key", f"`{name}` is missing from {_model_at(model, loc[:-1]).called}", f"add a line `{name}: …`"
    if kind in KINDS_OF_VALUE:
        message = f"{where} must be {KINDS_OF_VALUE[kind]}, not {_described(given)}"
        return "wrong-type", message, _way_out(model, loc, kind, given)
    if kind in LIMITS:
        key, words = LIMITS[kind]
        return "bad-value", f"{where} must be {words} {problem['ctx'][key]:g}, not {cut(str(given))}", None
    if kind == "enum":
        choices = re.findall("'([^']+)'", problem["ctx"]["expected"])
        return "bad-value", f"{where} can't be `{cut(str(given))}`", did_you_mean(str(given), choices)
    if kind in BOUNDS:
        least_or_most, key = BOUNDS[kind]
        bounds = problem["ctx"]
        message = f"{where} needs {least_or_most} {bounds[key]} of them, and has {bounds['actual_length']}"
        return "bad-value", message, None
    return "bad-value", f"{where}: {problem['msg']}", None


def _called(model: type[Entry], loc: KeyPath) -> str:
    """A model and a way into it in; out, what people call what is there: `title`, entry 2 of `titles`."""
    match loc:
        case ():
            return model.called
        case (*_, before, int(index)):
            return f"entry {index + 1} of `{before}`"
        case _:
            return f"`{loc[-1]}`"


def _way_out(model: type[Entry], loc: KeyPath, kind: str, given: Any) -> str | None:
    """A model, a way into it, what was wanted there and what was given in; out, the hint, where there is one."""
    if kind in {"model_type", "model_attributes_type"} and loc:
        keys = ", ".join(f"`{key}`" for key in _keys(_model_at(model, loc)))
        return f"below it, each on a line of its own and set in by two spaces, stand its keys: {keys}"
    if kind != "string_type" or isinstance(given, (dict, list)):
        return None
    return "put it in quotes" if given is not None else "write it here; in quotes, where it begins with `#`"


def _described(value: Any) -> str:
    """A value as YAML gave it in; out, what it is, in words."""
    match value:
        case None:
            return "empty"
        case bool():
            return f"`{str(value).lower()}`"
        case int() | float():
            return f"the number {cut(str(value))}"
        case str():
            return "words"
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case _:
            return f"the {type(value).__name__} {value}"


def _model_at(model: type[Entry], loc: KeyPath) -> type[Entry]:
    """A model and a way into it in; out, the model of the entry at its end."""
    kind: Any = model
    for part in loc:
        if isinstance(kind, type) and issubclass(kind, Entry):
            kind = _keys(kind)[str(part)].annotation
        else:
            kind = typing.get_args(kind)[-1 if typing.get_origin(kind) is dict else 0]
        kind = _plain(kind)
    assert isinstance(kind, type)
    assert issubclass(kind, Entry)
    return kind


def _keys(model: type[Entry]) -> dict[str, FieldInfo]:
    """A model in; out, its fields by the keys that files have for them."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _plain(kind: Any) -> Any:
    """A type in; out, the same without `Annotated` and without `| None`."""
    if typing.get_origin(kind) is typing.Annotated:
        return _plain(typing.get_args(kind)[0])
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return _plain(next(part for part in typing.get_args(kind) if part is not type(None)))
    return kind
