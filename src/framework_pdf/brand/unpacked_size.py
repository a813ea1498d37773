"""How many bytes a font has once it is unpacked: WOFF and WOFF2 are compressed, and may hold a thousand times as many.

What a file says of its size is not believed: it is unpacked piece by piece, and nothing is kept.
"""

import zlib
from collections.abc import Iterator
from io import BytesIO
from struct import iter_unpack, unpack_from

PIECE = 1_000_000
"""So many bytes are unpacked at a time."""


def unpacked_size(content: bytes, most: int) -> int:
    """Return how many bytes the tables of a font have once they are unpacked, each that its list names counted.

    Args:
        content: The font file.
        most: Where there are more bytes than these, counting ends, and something greater is returned.

    Raises:
        Exception: The file is broken: whatever unpacking it raises.
    """
    size = 0
    for piece in _sizes(content):
        size += piece
        if size > most:
            break
    return size


def _sizes(content: bytes) -> Iterator[int]:
    """Yield the sizes of all pieces of a font in bytes."""
    match content[:4]:
        case b"wOFF":
            yield from _sizes_in_woff(content)
        case b"wOF2":
            yield from _sizes_in_woff2(content)
        case _:
            (tables,) = unpack_from(">4xH", content)
            for start, length in iter_unpack(">8x2I", content[12 : 12 + 16 * tables]):
                yield min(length, max(0, len(content) - start))


def _sizes_in_woff(content: bytes) -> Iterator[int]:
    (tables,) = unpack_from(">12xH", content)
    for start, packed, unpacked in iter_unpack(">4x3I4x", content[44 : 44 + 20 * tables]):
        yield from [packed] if packed == unpacked else _inflated(content[start : start + packed])
    start, packed = unpack_from(">24x2I", content)  # of the remarks on the font
    yield from _inflated(content[start : start + packed])


def _sizes_in_woff2(content: bytes) -> Iterator[int]:
    from fontTools.ttLib.woff2 import WOFF2DirectoryEntry

    tables, packed = unpack_from(">12xH6xI", content)
    file = BytesIO(content)
    file.seek(48)
    for _ in range(tables):
        WOFF2DirectoryEntry().fromFile(file)
    yield from _unpacked_by_brotli(file.read(packed))
    start, packed = unpack_from(">28x2I", content)
    yield from _unpacked_by_brotli(content[start : start + packed])


def _inflated(packed: bytes) -> Iterator[int]:
    unpacker = zlib.decompressobj()
    while packed and not unpacker.eof:
        yield len(unpacker.decompress(packed, PIECE))
        packed = unpacker.unconsumed_tail


def _unpacked_by_brotli(packed: bytes) -> Iterator[int]:
    import brotli

    unpacker = brotli.Decompressor()
    while size := len(unpacker.process(packed, output_buffer_limit=PIECE)):
        yield size
        packed = b""  # it keeps what it has taken
