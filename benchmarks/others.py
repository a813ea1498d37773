"""How fast other engines set the same text: headless Chromium the same HTML, Typst the same words, undesigned."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import tinyhtml5

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-pdf-header-footer"),
)
HEADINGS = {f"h{level}": "=" * level for level in range(1, 7)}
PAGE = '#set page(paper: "a5", margin: 15mm)\n#set text(font: "Source Sans 3", size: 12pt, lang: "en", region: "GB")\n'


def chromium() -> str | None:
    """Return where Chromium is."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def print_all(browser: str, pages: Sequence[Path], base: str) -> None:
    """Print each HTML file with Chromium, in a process of its own."""
    for page in pages:
        based = page.with_suffix(".based.html")
        html = page.read_text(encoding="utf-8")
        based.write_text(html.replace("<head>", f'<head><base href="{base}">', 1), encoding="utf-8")
        out = page.with_suffix(".chromium.pdf")
        command = [browser, *FLAGS, f"--print-to-pdf={out}", based.as_uri()]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        assert out.stat().st_size


def typeset_all(typst: Any, pages: Sequence[Path], fonts: Path) -> None:
    """Set the words of each HTML file with the library, in this process."""
    for page in pages:
        source = page.with_suffix(".typ")
        source.write_text(PAGE + "\n\n".join(_paragraphs(page)), encoding="utf-8")
        typst.compile(str(source), output=str(page.with_suffix(".typst.pdf")), font_paths=[str(fonts)])


def _paragraphs(page: Path) -> Iterator[str]:
    """Return the headings and paragraphs of an HTML file as Typst writes them."""
    root = tinyhtml5.parse(page.read_bytes(), namespace_html_elements=False)
    for element in root.iter():
        if element.tag in HEADINGS:
            yield f"{HEADINGS[element.tag]} {_words(element)}"
        elif element.tag in {"p", "li", "td", "dd", "dt", "figcaption"} and not element.findall(".//p"):
            yield _words(element)


def _words(element: Element) -> str:
    words = " ".join("".join(element.itertext()).split())
    return re.sub(r"([\\#$*_`<>@\[\]~/=+-])", r"\\\1", words)
