"""The models in; out, JSON Schemas (draft 7) of the content files, with which an editor completes and checks keys.

An overlay has only what differs, so each kind of file has a second schema in which no key is needed.
"""

import json
from typing import Any

from pydantic import BaseModel, TypeAdapter

from framework_pdf.manuscript.pieces import FILES, FOLDERS, LISTS, OVERLAY
from framework_pdf.model.overlay import Overlay

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The draft that editors know best."""


def schemas() -> dict[str, str]:
    """Nothing in; out, each schema as JSON, by the path of its file below the folder of schemas."""
    whole = {kind: _schema(model) for kind, model in (FILES | FOLDERS).items()}
    whole |= {kind: _schema(list[model]) for kind, model in LISTS.items()}  # type: ignore[valid-type]
    partial = {f"overlays/{kind}": _partial(schema) for kind, schema in whole.items()}
    every = {**whole, OVERLAY: _schema(Overlay), **partial}
    return {f"{name}.schema.json": _json({"$schema": DIALECT, **schema}) for name, schema in every.items()}


def _schema(kind: type[BaseModel] | type[list[BaseModel]]) -> dict[str, Any]:
    schema = _without_titles(TypeAdapter(kind).json_schema())
    assert isinstance(schema, dict)
    return schema


def _without_titles(schema: Any) -> Any:
    """A schema in; out, the same without the titles that pydantic makes of names: descriptions say more."""
    if isinstance(schema, dict):
        kept = {key: value for key, value in schema.items() if key != "title" or not isinstance(value, str)}
        return {key: _without_titles(value) for key, value in kept.items()}
    return [_without_titles(value) for value in schema] if isinstance(schema, list) else schema


def _partial(schema: Any) -> Any:
    """A schema in; out, the same for what differs, in which nothing is needed."""
    if isinstance(schema, list):
        return [_partial(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if key not in {"required", "minItems"}}
    return {key: _partial(value) for key, value in kept.items()}


def _json(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
