"""Finds the pictures that texts name: each with its file in the content folders and its place, or what is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from framework_pdf.content.markup import Picture, pictures_in
from framework_pdf.content.markup_checks import Texts
from framework_pdf.content.markup_reader import read_text
from framework_pdf.content.model.base import Markup
from framework_pdf.content.yaml_source import YamlSource
from framework_pdf.core.diagnostics import Diagnostic, Location, cut
from framework_pdf.core.paths import is_file_inside

_HINT = "put the file into the content’s folder, and write its path from there, such as `pictures/map.png`"


@dataclass(frozen=True, slots=True)
class NamedPicture:
    """A picture that a text names."""

    name: str
    """As the text has it."""
    path: Path
    place: Location
    """Where it is named."""
    entry: tuple[str, str]
    """The kind and the id of the entry that has the text."""


def named_pictures(
    source: YamlSource, texts: Texts, key: tuple[str, str], folders: Sequence[Path]
) -> Iterator[NamedPicture | Diagnostic]:
    """Yield each picture that the texts of an entry name, or what is wrong with it.

    Args:
        source: What was read of the entry.
        texts: Its texts.
        key: Its kind and id.
        folders: The content folders, the lowest first: a picture is taken from the last that has it.

    """
    for picture, place in _pictures_in(source, texts):
        if not picture.words:
            hint = "say what it shows between the brackets, for those who don’t see it: `![a map of the beds](…)`"
            yield Diagnostic("missing-words", "this picture has no words", place, hint)
        folder = next((each for each in reversed(folders) if is_file_inside(each, picture.name)), None)
        if folder:
            yield NamedPicture(picture.name, folder / picture.name, place, key)
        else:
            message = f"there is no picture `{cut(picture.name)}` in the content’s folder"
            yield Diagnostic("missing-file", message, place, _HINT)


def pictures_out_of_place(source: YamlSource, texts: Texts) -> Iterator[Diagnostic]:
    """Yield each picture that is named where none is printed: in the texts of a brand kit."""
    for picture, place in _pictures_in(source, texts):
        hint = "take it away: a kit has its logos and its photograph, and texts of the content have pictures"
        message = f"no picture is printed in this text: `{cut(picture.name)}`"
        yield Diagnostic("no-picture", message, place, hint)


def _pictures_in(source: YamlSource, texts: Texts) -> Iterator[tuple[Picture, Location]]:
    """Yield each picture that texts name, and its place."""
    for key_path, text, markup in texts:
        for picture in pictures_in(read_text(text).blocks) if markup is Markup.BLOCKS else ():
            yield picture, source.at_ink(key_path, picture.before)
