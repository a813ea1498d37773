"""How much of anything is taken. Real content stays far below; more is a mistake, or meant to do harm.

Nothing here can be raised by an option. docs/security.md has the same numbers, and a test holds the two together.
"""

MOST_BYTES_OF_WORDS = 5_000_000
"""Of a file of content, a template or a style sheet: ours have 15,000."""
MOST_VALUES, MOST_LEVELS = 100_000, 40
"""Of a file of content, once each alias is written out: ours have 330 values, and 6 levels."""
MOST_DIGITS = 100
"""Characters of a number or a date of content: to read a long one takes time by the square of its length."""
MOST_CHARACTERS_OF_A_TEXT = 50_000
"""Of a text that may have markup: ours have 2,000."""
MOST_LEVELS_OF_MARKUP = 4
"""Of lists and quotations in one another: more is no help to readers."""
MOST_FILES, MOST_FOLDER_LEVELS = 20_000, 40
"""Below a folder of content, templates or a brand kit: ours have 100 files, and 4 levels."""
MOST_BYTES_OF_SOURCES = 500_000_000
"""Of all files of words in the folders of a run: ours have 400,000."""
MOST_BYTES_OF_A_MANIFEST = 100_000_000
"""Of the manifest of an output folder: that of all our editions has about 1,500,000."""
MOST_BYTES_OF_A_PDF = 1_000_000_000
"""Of a PDF that is imposed or looked over, and of a file that was made."""
MOST_BYTES = 30_000_000
"""Of a picture, whether a file or an address that holds it: a photograph from a camera has half as many."""
MOST_BYTES_OF_A_FONT = 20_000_000
"""As a file, and unpacked: fonts of all Chinese characters have half as many."""
MOST_BYTES_OF_FONTS = 100_000_000
"""Of all fonts together in which a worker sets pages, unpacked: each lies in the folder for temporary files."""
MOST_BYTES_OF_A_PACKAGE = 100_000_000
"""Of an archive of fonts that `brand fonts` fetches, as a file and unpacked: most have a twentieth."""
MOST_DOTS = 80_000_000
"""Of a PNG, JPEG, GIF or WebP: more is not decoded. Pillow itself warns, in words for programmers, above 89 million."""
MOST_DOTS_INSIDE = 16_000_000
"""Of a PNG or JPEG in a kit's drawing: it is decoded again with every drawing."""
MOST_BYTES_OF_A_DRAWING, MOST_ELEMENTS, MOST_NESTED, MOST_DRAWN = 1_000_000, 20_000, 100, 50_000
"""Of a kit's drawing: more is no logo. Drawn is what `use`, markers, patterns, masks and clips make of the elements."""
SECONDS_A_DRAWING = 60
"""Of the processor's time, to draw a kit's drawing once: most take a tenth of one."""
MOST_CHARACTERS = 50_000_000
"""That templates make of an edition, pictures in it and all: a booklet has 700,000."""
MOST_PAGES = 1000
"""Of an edition: a booklet has 64, in large print some 70."""
SECONDS = 300
"""Of the processor's time, to read what an edition needs, and to make it: a booklet takes three."""
MOST_MEMORY = 2_000_000_000
"""Bytes that a process may have for itself while it does either: it takes 190 million."""
