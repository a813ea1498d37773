"""The folders of this checkout, and changes to copies of their files."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
TEMPLATES = ROOT / "templates"
GARDEN = ROOT / "tests" / "garden"
"""The content of a small framework of another field."""
GARDEN_SESSION = ROOT / "tests" / "garden_session"
"""An overlay of it with a session."""
MARKED_GARDEN = ROOT / "tests" / "marked_garden"
"""An overlay of it whose texts have all the markup that is printed."""
BLANK = ROOT / "src" / "framework_pdf" / "content" / "blank"
"""The content with which a framework is begun."""
CORPUS = ROOT / "tests" / "corpus"
"""Files that once did harm, or might."""
BRANDS = sorted(path.parent for path in (CONTENT / "brands").glob("*/_brand.yml"))
"""The brand kits of our own content."""

EVERYBODY = sorted(path.stem for path in (CONTENT / "professions").glob("*.yml"))
"""The professions of our own content, by their ids."""
GARDENERS = sorted(path.stem for path in (GARDEN / "professions").glob("*.yml"))
"""Those of the small framework."""


def replace(path: Path | str, old: str, new: str) -> None:
    """Change the first place in a file where some words stand."""
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new, 1), encoding="utf-8")


def append(path: Path | str, text: str) -> None:
    """Write at the end of a file."""
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(text)
