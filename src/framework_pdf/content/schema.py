"""Makes JSON Schemas (draft 7) of the content files, with which an editor completes and checks keys.

An overlay has only what differs, so each kind of file has a second schema in which no key is required.
"""

import json
from typing import Any

from pydantic import BaseModel, TypeAdapter

from framework_pdf.content.entries import FILES, FOLDERS, LISTS
from framework_pdf.content.model.overlay import Overlay

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The draft that editors know best."""


def schemas() -> dict[str, str]:
    """Return each schema as JSON, by the path of its file below the folder of schemas."""
    whole = {kind: _schema(model) for kind, model in (FILES | FOLDERS).items()}
    whole["labels"] = _without(whole["labels"], "required")  # each label has a default
    whole |= {kind: _schema(list[model]) for kind, model in LISTS.items()}  # type: ignore[valid-type]
    partial = {f"overlays/{kind}": _without(schema, "required", "minItems") for kind, schema in whole.items()}
    every = {**whole, "overlay": _schema(Overlay), **partial}
    return dict(_file(name, schema) for name, schema in every.items())


def schema_file(name: str, model: type[BaseModel]) -> tuple[str, str]:
    """Return the path of a model's schema below the folder of schemas, and the schema as JSON."""
    return _file(name, _schema(model))


def _file(name: str, schema: dict[str, Any]) -> tuple[str, str]:
    text = json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=2)
    return f"{name}.schema.json", f"{text}\n"


def _schema(kind: type[BaseModel] | type[list[BaseModel]]) -> dict[str, Any]:
    """Return the schema of a model without the titles that pydantic makes of names: descriptions say more."""
    schema: dict[str, Any] = _without(TypeAdapter(kind).json_schema(), "title")
    return schema


def _without(schema: Any, *left_out: str) -> Any:
    """Return a schema without some of its words, at any depth; a property that has such a name stays."""
    if isinstance(schema, dict):
        kept = (key for key, value in schema.items() if key not in left_out or isinstance(value, dict))
        return {key: _without(schema[key], *left_out) for key in kept}
    return [_without(each, *left_out) for each in schema] if isinstance(schema, list) else schema
