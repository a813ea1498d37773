"""The documents tell the truth: commands that exist, options that are explained, files that are there."""

import re
import shlex
from pathlib import Path

import click
import pytest

from framework_pdf.brand.font_families import packaged_families
from framework_pdf.brand.look import look_of
from framework_pdf.brand.options import (
    BrandInk,
    BrandOptions,
    Contact,
    Cover,
    Design,
    Foreword,
    Licence,
    LogoRules,
    Panels,
    Partner,
)
from framework_pdf.cli.main import COMMANDS, cli
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.html.context import context, usual_settings
from framework_pdf.products.plan import Request
from tests.support.composing import planned
from tests.support.folders import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands_in(text: str) -> list[list[str]]:
    """Return the words of each of our commands in the blocks of code of a page."""
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", text, flags=re.S))
    return [shlex.split(line.split("framework-pdf ", 1)[1]) for line in blocks.splitlines() if "framework-pdf " in line]


def test_the_readme_has_its_two_commands_first() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.S)
    assert [block.strip() for block in blocks[:2]] == [
        "scripts/framework-pdf build --profession podiatrist",
        "scripts/test",
    ]
    assert "scripts/test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_on_a_page_can_be_typed(page: Path) -> None:
    for words in commands_in(page.read_text(encoding="utf-8")):
        command: click.Command = cli
        name = "framework-pdf"
        while isinstance(command, click.Group):
            name, *words = words
            found = command.get_command(click.Context(command), name)
            assert found, name
            command = found
        command.make_context(name, words, resilient_parsing=False)


def test_the_readme_shows_every_command() -> None:
    shown = {words[0] for words in commands_in((ROOT / "README.md").read_text(encoding="utf-8"))}
    assert shown == set(COMMANDS)


def test_every_option_explains_itself() -> None:
    seen = 0
    for name, short in COMMANDS.items():
        command = cli.get_command(click.Context(cli), name)
        assert command
        assert command.get_short_help_str(limit=200).startswith(short.split(";")[0].rstrip("."))
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, (name, option.name)
                seen += 1
    assert seen > 10


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_links_to_is_there(page: Path) -> None:
    text = re.sub(r"(?s)```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"))  # what is shown as code is no link
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_every_variable_of_a_template_is_documented(catalogue: Catalogue) -> None:
    page = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    edition, look = planned(Request(), catalogue)[0], look_of(None, catalogue)
    settings = usual_settings(catalogue, edition, 12)
    for name in context(catalogue, look, edition, settings=settings, all_passages=(), shown=None):
        assert f"`{name}`" in page, name


def test_the_page_on_brands_names_all_that_can_be_chosen() -> None:
    page = (ROOT / "docs" / "brands.md").read_text(encoding="utf-8")
    for name in packaged_families():
        assert name in " ".join(page.split()), name
    for form in (*Cover, *Panels):
        assert f"`{form}`" in page, form
    for model in (BrandOptions, BrandInk, Design, LogoRules, Foreword, Contact, Licence, Partner):
        for field in model.model_fields.values():
            assert f"`{field.alias}`" in page, (model, field.alias)


def test_a_picture_of_a_page_is_small() -> None:
    for path in (ROOT / "docs" / "pictures").iterdir():
        assert path.stat().st_size < 200_000, path
