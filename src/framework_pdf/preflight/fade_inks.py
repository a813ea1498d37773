"""Reads which colours a fade goes through, from its function (ISO 32000-1, 7.10 and 8.7.4.5)."""

from typing import Any

from pikepdf import Array, Object, Stream

_BITS = 8


def colours_of_fade(shading: Object) -> list[tuple[float, ...]] | None:
    """Return colours of a fade, among which is that with most ink; None if the fade is of a kind that is not read here.

    Between them, levels rise or fall without a turn. The colours of a mesh may lie in its data, and a program
    (PostScript) may reckon any: neither is read.
    """
    function = shading.get("/Function")
    try:
        return _colours(function) if function is not None else None
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return None


def _colours(function: Any) -> list[tuple[float, ...]] | None:
    """Return the colours at the ends, joints and samples of a function; one for each ink by itself is not read."""
    if isinstance(function, Array):
        return _colours(function[0]) if len(function) == 1 else None
    match int(function.FunctionType):
        case 0 if isinstance(function, Stream) and int(function.BitsPerSample) == _BITS:
            return _samples(function)
        case 2:
            return [_numbers(function.get("/C0", [0])), _numbers(function.get("/C1", [1]))]
        case 3:
            parts = [_colours(part) for part in function.Functions]
            return [colour for part in parts if part for colour in part] if all(parts) else None
    return None


def _samples(function: Stream) -> list[tuple[float, ...]]:
    """Return the colours of a function that has them sample by sample."""
    ends = _numbers(function.get("/Decode", function.Range))
    pairs = list(zip(ends[::2], ends[1::2], strict=True))
    data, count = function.read_bytes(), len(pairs)
    return [
        tuple(low + (high - low) * byte / 0xFF for byte, (low, high) in zip(data[at : at + count], pairs, strict=True))
        for at in range(0, len(data) // count * count, count)
    ]


def _numbers(values: Any) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
