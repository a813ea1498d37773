"""What every value of a brand kit shares: keys with hyphens, numbers taken for words, short forms."""

from collections.abc import Callable
from typing import Annotated, Any, get_args

from pydantic import (
    BeforeValidator,
    ConfigDict,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError
from pydantic_core.core_schema import ErrorType

from framework_pdf.content.model.base import Entry

KINDS = frozenset(get_args(ErrorType))
"""The kinds of problems that pydantic finds by itself."""


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


def short_for(key: str, whole: Any, is_whole: Callable[[dict[str, Any]], bool] = lambda _: True) -> WrapValidator:
    """Return a validator that makes a value `x` that is not the whole one into `{key: x}`.

    What is wrong with it is told of what was written, which has no such key.

    Args:
        whole: The type of the whole value, for the schema.
        is_whole: Tells of a mapping whether it is the whole value; nothing else is.

    """

    def completed(value: Any, validate: ValidatorFunctionWrapHandler) -> Any:
        if value is None or (isinstance(value, dict) and is_whole(value)):
            return validate(value)
        try:
            return validate({key: value})
        except ValidationError as error:
            problems = [_one_up(each, key) for each in error.errors(include_url=False)]
            raise ValidationError.from_exception_data(error.title, problems) from None

    return WrapValidator(completed, json_schema_input_type=whole | str)


def _one_up(problem: ErrorDetails, key: str) -> InitErrorDetails:
    """Return a problem with the value of a key as one with what the key is in."""
    where = problem["loc"][1:] if problem["loc"][:1] == (key,) else problem["loc"]
    kind: PydanticCustomError | str = problem["type"]
    if kind not in KINDS:  # one of ours
        kind = PydanticCustomError("said", "{said}", {"said": problem["msg"]})
    return InitErrorDetails(type=kind, loc=where, input=problem["input"], ctx=problem.get("ctx", {}))


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
