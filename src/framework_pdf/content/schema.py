"""The models in; out, JSON Schemas (draft 7) of the content files, with which an editor completes and checks keys.

An overlay has only what differs, so each kind of file has a second schema in which no key is needed.
"""

import json
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, TypeAdapter

from framework_pdf.content.entries import FILES, FOLDERS, LISTS, OVERLAY
from framework_pdf.content.model.overlay import Overlay

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The draft that editors know best."""


def schemas() -> dict[str, str]:
    """Nothing in; out, each schema as JSON, by the path of its file below the folder of schemas."""
    whole = {kind: _schema(model) for kind, model in (FILES | FOLDERS).items()}
    whole["labels"] = _without(whole["labels"], lambda key, _: key == "required")  # each label has a default
    whole |= {kind: _schema(list[model]) for kind, model in LISTS.items()}  # type: ignore[valid-type]
    partial = {f"overlays/{kind}": _partial(schema) for kind, schema in whole.items()}
    every = {**whole, OVERLAY: _schema(Overlay), **partial}
    return dict(_file(name, schema) for name, schema in every.items())


def schema_file(name: str, model: type[BaseModel]) -> tuple[str, str]:
    """Return the path of a model's schema below the folder of schemas, and the schema as JSON."""
    return _file(name, _schema(model))


def _file(name: str, schema: dict[str, Any]) -> tuple[str, str]:
    return f"{name}.schema.json", _json({"$schema": DIALECT, **schema})


def _schema(kind: type[BaseModel] | type[list[BaseModel]]) -> dict[str, Any]:
    """A model in; out, its schema without the titles that pydantic makes of names: descriptions say more."""
    schema = _without(TypeAdapter(kind).json_schema(), lambda key, value: key == "title" and isinstance(value, str))
    assert isinstance(schema, dict)
    return schema


def _partial(schema: Any) -> Any:
    """A schema in; out, the same for what differs, in which nothing is needed."""
    return _without(schema, lambda key, _: key in {"required", "minItems"})


def _without(schema: Any, is_left_out: Callable[[str, Any], bool]) -> Any:
    """A schema and what to leave out, by key and value, in; out, the schema without it, at any depth."""
    if isinstance(schema, dict):
        kept = {key: value for key, value in schema.items() if not is_left_out(key, value)}
        return {key: _without(value, is_left_out) for key, value in kept.items()}
    return [_without(value, is_left_out) for value in schema] if isinstance(schema, list) else schema


def _json(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
