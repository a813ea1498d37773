"""Finds JPEGs that are cut short though their end marker is there, as programs that mend files put it back."""

import re
from io import BytesIO

SCAN, END = 0xDA, 0xD9
"""The markers before the dots of an image, and at its end (ISO/IEC 10918-1, table B.1)."""
SEQUENTIAL = {0xC0, 0xC1}
"""The markers of images whose dots are in the order of their rows."""
OTHER_FRAMES = {*range(0xC2, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""Those of all others, such as progressive ones: their rows are whole only where all is read."""
_AFTER_DOTS = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
"""A marker after dots: among them there are only those by which decoders start again (F.1.2.3)."""
SPARE = 16
"""More bytes than decoders look ahead."""


def ends_early(data: bytes) -> bool:
    """Return whether a JPEG lacks rows, as far as it can be told.

    Decoders show grey for rows that the end marker leaves out, and say nothing. Without that marker they wait for more,
    unless they have all rows: so it is taken away. Images that are not sequential can't be told from whole ones so.

    Args:
        data: A JPEG that Pillow can read, where it lets no truncated files pass.

    """
    from PIL import Image

    end = _end_of_dots(data)
    if end is None:
        return False
    image = Image.open(BytesIO(data[:end] + bytes(SPARE)), formats=("JPEG",))
    image.draft(None, (1, 1))  # an eighth of the work
    try:
        image.load()
    except OSError:
        return True
    return False


def _end_of_dots(data: bytes) -> int | None:
    """Return where the dots of a sequential JPEG end that stand in one scan; None for any other."""
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            return None
        marker = data[place + 1]
        if marker == 0xFF:  # before a marker there may be more of it
            place += 1
            continue
        if marker in OTHER_FRAMES or marker == END:
            return None
        place += 2 + int.from_bytes(data[place + 2 : place + 4])
        if marker == SCAN:
            after = _AFTER_DOTS.search(data, place)
            return after.start() if after and after[0][-1] == END else None
    return None
