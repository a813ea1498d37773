"""What every value of a brand kit shares: keys with hyphens, numbers taken for words, short forms."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, WithJsonSchema, model_validator

from framework_pdf.content.model.base import Entry


class KebabEntry(Entry):
    """A value of a kit, whose keys have hyphens."""

    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"), coerce_numbers_to_str=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: Any) -> Any:
        """Take an empty value as one that is left out, as readers of the format do."""
        if not isinstance(given, dict):
            return given
        required = {field.alias or name for name, field in cls.model_fields.items() if field.is_required()}
        return {key: value for key, value in given.items() if value is not None or key in required}

    def __init_subclass__(cls, called: str = "a value", **rest: Any) -> None:
        """Note what messages call the value, with its article: `a colour`."""
        super().__init_subclass__(**rest)
        cls.called = called


class OpenEntry(KebabEntry):
    """A value of a kit to which the format lets tools add keys: what is added has no effect here."""

    model_config = ConfigDict(extra="allow")


def short_for(key: str, whole: Any, is_whole: Callable[[dict[str, Any]], bool] = lambda _: True) -> BeforeValidator:
    """Return a validator that makes a value `x` that is not the whole one into `{key: x}`.

    Args:
        whole: The type of the whole value, for the schema.
        is_whole: Tells of a mapping whether it is the whole value; nothing else is.

    """

    def completed(value: Any) -> Any:
        return value if value is None or (isinstance(value, dict) and is_whole(value)) else {key: value}

    return BeforeValidator(completed, json_schema_input_type=whole | str)


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list) or value is None else [value]


def one_or_more(one: Any) -> BeforeValidator:
    """Return a validator that makes a single value a list of one.

    Args:
        one: The type of one value, for the schema.

    """
    return BeforeValidator(_as_list, json_schema_input_type=one | list[one])


WordOrNumber = Annotated[str, WithJsonSchema({"type": ["string", "number"]})]
"""A string that may be written as a number: `bold`, 700."""
