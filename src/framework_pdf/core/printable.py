"""Words of others as they are printed: without what a terminal would obey, and without what nobody would see."""

_UNSEEN = (
    *range(0x20),  # control characters
    *range(0x7F, 0xA0),
    *(0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0xFEFF),  # soft hyphens, zero-width spaces, marks of direction
    *range(0x2028, 0x202F),  # ends of lines, and what turns the direction of words
    *range(0x2060, 0x2070),
    *range(0xD800, 0xDC80),  # halves of characters
    *range(0xDD00, 0xE000),
    *range(0xE0000, 0xE0080),  # tags
)
_BYTES = {0xDC00 + byte: f"\\x{byte:02x}" for byte in range(0x80, 0x100)}
"""How Python reads a byte in the name of a file that is not UTF-8."""
_PRINTED = {code: ascii(chr(code))[1:-1] for code in _UNSEEN} | _BYTES
_NOT_UTF8 = {code: words for code, words in _PRINTED.items() if 0xD800 <= code < 0xE000}
_IN_JSON = {code: f"\\u{code:04x}" for code in (*_UNSEEN, *_BYTES) if 0x20 <= code < 0x10000}


def printable(words: str) -> str:
    """Return words as one line in which each character is seen; those that would not be are printed by number."""
    return words.translate(_PRINTED)


def in_utf8(words: str) -> str:
    """Return words that can be written as UTF-8: what can't is there by its number, as where it is printed."""
    return words.translate(_NOT_UTF8)


def printable_json(text: str) -> str:
    """Return JSON that says the same, in characters that are seen; its lines stay."""
    return text.translate(_IN_JSON)
