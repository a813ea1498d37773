"""Makes JSON Schemas (draft 7) of the content files, with which an editor completes and checks keys.

An overlay has only what differs, so each kind of file has a second schema in which no key is required.
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
    """Return each schema as JSON, by the path of its file below the folder of schemas."""
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
    """Return the schema of a model without the titles that pydantic makes of names: descriptions say more."""
    schema = TypeAdapter(kind).json_schema()
    return _without(schema, lambda key, value: key == "title" and isinstance(value, str))


def _partial(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an overlay's file, in which nothing is required."""
    return _without(schema, lambda key, _: key in {"required", "minItems"})


def _without(schema: dict[str, Any], is_left_out: Callable[[str, Any], bool]) -> dict[str, Any]:
    """Return a schema without the keys that are left out, at any depth.

    Args:
        schema: The schema.
        is_left_out: Tells of a key and its value whether it is left out.

    """

    def kept(value: Any) -> Any:
        if isinstance(value, dict):
            return _without(value, is_left_out)
        return [kept(each) for each in value] if isinstance(value, list) else value

    return {key: kept(value) for key, value in schema.items() if not is_left_out(key, value)}


def _json(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
