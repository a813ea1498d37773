"""Makes JSON Schemas (draft 7) of the content files, with which an editor completes and checks keys.

An overlay has only what differs, so each kind of file has a second schema in which no key is required.
"""

import json
from typing import Any

from pydantic import BaseModel, TypeAdapter

from framework_pdf.content.entries import FILES, FOLDERS, LISTS
from framework_pdf.content.model.base import Markup
from framework_pdf.content.model.overlay import Overlay

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The draft that editors know best."""

SAID_OF_MARKUP = {
    Markup.INLINE.value: "Takes `*emphasis*`, `**strong words**` and `[links](https://…)`.",
    Markup.BLOCKS.value: "Takes Markdown: paragraphs, lists, quotations, tables, pictures, emphasis, links.",
}
"""What an editor says of a text, by the markup that it may have."""


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
    _say_markup(schema)
    return schema


def _say_markup(schema: Any) -> str:
    """Say in the description of each text which markup it may have, where the model's word for it was.

    Returns:
        What is still to be said, by what holds this part of a schema.

    """
    below = schema if isinstance(schema, list) else schema.values() if isinstance(schema, dict) else ()
    said = "".join(dict.fromkeys(map(_say_markup, below)))
    if not isinstance(schema, dict):
        return said
    said = SAID_OF_MARKUP.get(schema.pop("markup", None), said)
    if said and "description" in schema:
        schema["description"] += f" {said}"
        return ""
    return said


def _without(schema: Any, *left_out: str) -> Any:
    """Return a schema without some of its words, at any depth; a property that has such a name stays."""
    if isinstance(schema, dict):
        kept = (key for key, value in schema.items() if key not in left_out or isinstance(value, dict))
        return {key: _without(schema[key], *left_out) for key in kept}
    return [_without(each, *left_out) for each in schema] if isinstance(schema, list) else schema
