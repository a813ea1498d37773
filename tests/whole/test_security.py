"""What docs/security.md promises of content, kits and templates that others wrote: each line of it has a test here."""

import itertools
import json
import os
import re
import struct
import subprocess
import sys
import time
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import closing, contextmanager, suppress
from dataclasses import is_dataclass
from dataclasses import replace as replace_fields
from datetime import date
from functools import cache, partial
from http.client import HTTPConnection
from io import BytesIO
from multiprocessing import get_context
from numbers import Number
from pathlib import Path, PurePosixPath
from types import BuiltinMethodType
from typing import Any
from warnings import catch_warnings

import brotli
import pytest
from jinja2 import Undefined
from PIL import Image
from pydantic import BaseModel

from framework_pdf.brand import font_files, pictures, svg, svg_values
from framework_pdf.brand.font_families import typefaces_folder
from framework_pdf.brand.kit import file_of, load_kit
from framework_pdf.brand.look import look_of
from framework_pdf.brand.pictures import picture_of
from framework_pdf.build import manifest, pipeline, sources
from framework_pdf.build import output as output_folder
from framework_pdf.build.manifest import FILE_NAME, Key, MadeEdition, Manifest
from framework_pdf.build.output import OutputLock
from framework_pdf.build.pipeline import BuildResult
from framework_pdf.build.preview.server import Preview, serve
from framework_pdf.build.print_shop import ticket_of
from framework_pdf.build.session import open_sessions
from framework_pdf.build.sources import Sources
from framework_pdf.build.watch import Rebuild
from framework_pdf.content import cross_references, markup_parser, markup_reader, yaml_source
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.content.model import base
from framework_pdf.content.passages import passages
from framework_pdf.core import folder_files, limits, worker, workspace
from framework_pdf.core.checksums import checksum, digest
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import CompositionError, ContentError, FrameworkPdfError, KitError, LimitError
from framework_pdf.core.text_search import first_place
from framework_pdf.core.worker import Worker, in_worker, limited
from framework_pdf.html import filters
from framework_pdf.html.context import context
from framework_pdf.html.jinja_environment import TemplateEnvironment, make_environment
from framework_pdf.html.specimen import specimens
from framework_pdf.html.template_checks import template_problems
from framework_pdf.products.plan import Request
from framework_pdf.products.press_job import PressOptions
from framework_pdf.typesetting import fetching
from framework_pdf.typesetting.typesetter import Typesetter
from tests.support.composing import card_with, html_of
from tests.support.folders import BRANDS, CONTENT, GARDEN, ROOT, TEMPLATES, append, replace
from tests.support.programs import run_here

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
CARD_1 = Request(professions=("podiatrist",), products=("card",), aspects=("1",))
SECRET = "nobody outside may know this"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{}</svg>'
RECT = '<rect width="90" height="90"/>'
PROMISES: set[str] = set()
"""Those that a test says it holds."""
Test = Callable[..., None]


def holds(promise: str) -> Callable[[Test], Test]:
    """Return what marks a test as the one that holds it."""
    PROMISES.add(promise)
    return lambda test: test


_watching: list[list[str]] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _watching and event.startswith(("open", "socket.", "subprocess.", "os.system", "os.exec")):
        _watching[-1].append(f"{event} {arguments[0] if event == 'open' else arguments}")


sys.addaudithook(_hear)


@contextmanager
def overheard() -> Iterator[list[str]]:
    """Inside, what Python opens, connects to and runs is noted."""
    _watching.append([])
    try:
        yield _watching[-1]
    finally:
        _watching.pop()


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder beside those of the run, with something of every kind in it."""
    folder = tmp_path_factory.mktemp("outside")
    (folder / "labels.yml").write_text(f"notes: {SECRET}\n", encoding="utf-8")
    (folder / "secret.j2").write_text(SECRET, encoding="utf-8")
    (folder / "secret.css").write_text(f"p::before {{ content: '{SECRET}' }}", encoding="utf-8")
    (folder / "secret.svg").write_text(SVG.format(RECT), encoding="utf-8")
    Image.new("RGB", (20, 20)).save(folder / "secret.png")
    (folder / "secret.ttf").write_bytes(next(typefaces_folder().rglob("*.ttf")).read_bytes())
    return folder


def in_card(markup: str) -> None:
    replace("templates/parts/card.html.j2", "</article>", f"{markup}</article>")


def refused(request: Request = CARD_1) -> str:
    """What is wrong with the working directory's folders, as people read it. Nothing is written."""
    with pytest.raises(FrameworkPdfError) as caught:
        pipeline.build(workspace.find(), request)
    assert not Path("output").exists()
    return str(caught.value)


CARD_TYPED = ("build", "--product", "card", "--aspect", "1", "--profession")


def refused_within(less: Mapping[str, float], *arguments: str) -> str:
    """Return what the command says where these are the limits."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "start_context", lambda: get_context("fork"))  # workers have what is changed here
        for name, value in less.items():
            patch.setattr(f"framework_pdf.{name}", value)
        return refusal_of(run_here(*arguments, cwd=Path()))


def refused_in_little_memory(*arguments: str) -> str:
    """Return what the command says in a process of its own, which has no more memory than it needs."""
    code = "from framework_pdf.cli.main import main\nfrom framework_pdf.core import worker\n"
    code += "worker.MOST_MEMORY = 600_000_000\nmain()\n"
    command = [sys.executable, "-c", code, *arguments]
    return refusal_of(subprocess.run(command, capture_output=True, text=True, check=False))


def refusal_of(done: "subprocess.CompletedProcess[str]") -> str:
    assert done.returncode == 1, done.stderr
    assert not Path("output").exists()
    return done.stderr


def printed(folder: Path, markup: str) -> tuple[str, bytes]:
    """Return all that is wrong with a page of this body, and its PDF."""
    typesetter = Typesetter(folder, (folder,))
    html = f'<html lang="en"><title>A</title><body>{markup}'
    laid_out = typesetter.lay_out(html)
    pdf, _, problems = typesetter.print(laid_out)
    return "\n".join(map(str, dict.fromkeys((*laid_out.findings.problems, *problems)))), pdf


def of_picture(folder: Path, name: str, data: bytes | str) -> str:
    """Return what is wrong with a picture file of a kit."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return "\n".join(map(str, picture_of(path, Location(folder / "_brand.yml", 3, 7))[1]))


# --- It reads nothing outside of the folders of the run


@holds("A link in a content folder or an overlay that leads out of it is refused.")
def test_links_out_of_content(folder: Path, outside: Path) -> None:
    Path("content/labels.yml").unlink()
    Path("content/labels.yml").symlink_to(outside / "labels.yml")
    Path("content/printers").rename(outside / "printers")
    Path("content/printers").symlink_to(outside / "printers")
    overlay = folder / "overlay"
    overlay.mkdir()
    (outside / "overlay.yml").write_text("made_by: A\ndate: 2026-01-01\n", encoding="utf-8")
    (overlay / "overlay.yml").symlink_to(outside / "overlay.yml")
    (overlay / "labels.yml").symlink_to("../content/labels.yml")
    with pytest.raises(ContentError) as caught, overheard() as heard:
        load((folder / "content", overlay))
    told = {str(each.location) for each in caught.value.diagnostics if each.code == "outside-content"}
    linked = ("digital", "offset-coated", "offset-uncoated")
    assert told == {
        "content/labels.yml",
        "overlay/overlay.yml",
        "overlay/labels.yml",
        *(f"content/printers/{name}.yml" for name in linked),
    }
    assert not [each for each in heard if str(outside) in each or "labels.yml" in each]


@holds("A link in a brand kit that leads out of it is refused.")
def test_links_out_of_a_kit(tmp_path: Path, outside: Path, catalogue: Catalogue) -> None:
    kit = tmp_path / "kit"
    (kit / "content").mkdir(parents=True)
    (kit / "_brand.yml").write_text("logo: mark.svg\n", encoding="utf-8")
    (kit / "mark.svg").symlink_to(outside / "secret.svg")
    with pytest.raises(KitError, match=r"mark\.svg` leads out of the kit"), overheard() as heard:
        look_of(load_kit(kit), catalogue)
    (kit / "content" / "overlay.yml").write_text("made_by: Somebody\n", encoding="utf-8")
    (kit / "content" / "labels.yml").symlink_to(outside / "labels.yml")
    (kit / "templates").symlink_to(outside)
    with pytest.raises(KitError) as caught, overheard() as again:
        load_kit(kit)
    assert [problem.code for problem in caught.value.diagnostics] == ["outside-kit"] * 2
    assert not [each for each in (*heard, *again) if "secret" in each or "labels" in each]


@holds("A link in a folder of templates that leads out of it is refused.")
def test_links_out_of_templates(folder: Path, outside: Path, catalogue: Catalogue) -> None:
    templates = folder / "templates"
    for name in ("secret.j2", "secret.css", "secret.png", "secret.ttf"):
        (templates / name).symlink_to(outside / name)
    (templates / "folder").symlink_to(outside)
    told = [str(problem.location) for problem in template_problems((templates,))]
    assert told == ["templates/secret.css", "templates/secret.j2"]
    with overheard() as heard:
        said, _ = printed(
            templates,
            '<img src="secret.png" alt="a"><img src="folder/secret.svg" alt="a"><link rel=stylesheet '
            'href="secret.css"><style>@font-face { font-family: A; src: url("secret.ttf") } p { font-family: A }'
            "</style><p>A",
        )
        in_card('{% include "folder/secret.j2" %}')
        with pytest.raises(CompositionError, match="there is no template `folder/secret"):
            card_with(templates, catalogue)
    assert said.count("there is no such file") == 4
    assert not [each for each in heard if str(outside) in each or "secret" in each]


@holds("The folder itself may be a link.")
def test_folders_that_are_links(tmp_path: Path) -> None:
    (tmp_path / "content").symlink_to(CONTENT)
    (tmp_path / "templates").symlink_to(TEMPLATES)
    assert load((tmp_path / "content",))[0].professions
    assert template_problems((tmp_path / "templates",)) == ()
    said, _ = printed(tmp_path / "templates", '<link rel=stylesheet href="products/card/style.css"><p>A')
    assert "error" not in said


@holds("A template includes templates of those folders only, whatever path it writes.")
@pytest.mark.parametrize("path", ["{}", "file://{}", "../{}", "parts/../../{}", "..\\\\..\\\\{}", "parts//../{}"])
def test_includes(path: str, card_template: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    secret = tmp_path / "secret.j2"
    secret.write_text(SECRET, encoding="utf-8")
    in_card('{% include "' + path.format(secret if path in {"{}", "file://{}"} else secret.name) + '" %}')
    with pytest.raises(CompositionError, match="missing-template"), overheard() as heard:
        card_with(card_template.parents[1], catalogue)
    assert not [each for each in heard if "secret" in each]


@holds("Style sheets, fonts and pictures come from those folders only, whatever address names them.")
@pytest.mark.parametrize(
    "address", ["{0}/secret.{1}", "file://{0}/secret.{1}", "../../outside0/secret.{1}", "%2e%2e{0}/secret.{1}"]
)
@pytest.mark.parametrize(
    "markup",
    [
        '<img alt="a" src="{png}">',
        '<object data="{svg}"></object>',
        '<embed src="{png}">',
        '<link rel=stylesheet href="{css}">',
        '<style>@import url("{css}")</style>',
        '<style>p {{ background: url("{png}") }}</style>',
        '<style>p::before {{ content: url("{svg}") }}</style>',
        '<style>p {{ list-style-image: url("{png}"); display: list-item }}</style>',
        '<style>@font-face {{ font-family: A; src: url("{ttf}") }} p {{ font-family: A }}</style>',
        '<img alt="a" src=\'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image '
        'width="9" height="9" href="{png}"/></svg>\'>',
        '<svg width="9" height="9"><title>a</title><image width="9" height="9" href="{png}"/></svg>',
        '<link rel=attachment href="{png}">',
        '<p><a rel=attachment href="{png}">A</a>',
    ],
)
def test_addresses_out_of_the_folders(markup: str, address: str, tmp_path: Path, outside: Path) -> None:
    (tmp_path / "templates").mkdir()
    named = {kind: address.format(outside, kind) for kind in ("png", "svg", "css", "ttf")}
    with overheard() as heard:
        said, pdf = printed(tmp_path / "templates", markup.format(**named) + "<p>A")
    assert "error[" in said
    assert b"EmbeddedFile" not in pdf
    assert not [each for each in heard if "secret" in each]


@holds("Pages take style sheets, fonts and pictures from those folders: no other file can be shown or attached.")
@pytest.mark.parametrize(
    "markup",
    ['<link rel=attachment href="a.yml">', '<p><a rel=attachment href="a.yml">A</a>', '<img src="a.yml" alt="a">'],
)
def test_other_files_of_the_folders(markup: str, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(SECRET, encoding="utf-8")
    said, pdf = printed(tmp_path, f"{markup}<p>A")
    assert "`a.yml` can't be used: it is no PNG, JPEG, GIF, WebP or SVG" in said
    assert b"EmbeddedFile" not in pdf


@holds("A pipe or a device in the place of a file is not opened.")
def test_pipes_and_devices(folder: Path, catalogue: Catalogue) -> None:
    for name in ("content/aspects/9-pipe.yml", "templates/pipe.css", "templates/pipe.png", "content/pipe.yml"):
        os.mkfifo(name)
    with pytest.raises(ContentError, match=r"this is no file\n  content/aspects/9-pipe\.yml"):
        load((folder / "content",))
    assert "templates/pipe.css" in str(template_problems((folder / "templates",))[0])
    said, _ = printed(folder / "templates", '<img src="pipe.png" alt="a"><img src="file:///dev/zero" alt="a">')
    assert said.count("can't be used") == 2
    assert first_place("not there", (folder / "content", folder / "templates")) is None
    (folder / "templates" / "zero.html").symlink_to("/dev/zero")
    in_card('{% include "zero.html" %}')
    with pytest.raises(CompositionError):
        card_with(folder / "templates", catalogue)


def with_manifest(folder: Path, said: str) -> tuple[Manifest, str]:
    """Return what is read of an output folder with this manifest, and what is told of it."""
    (folder / FILE_NAME).write_text(said, encoding="utf-8")
    found, problems = manifest.read(folder)
    return found, "\n".join(map(str, problems))


@holds("A manifest names no file to be read but one that may be a source of the run, or that was made in its folder.")
def test_files_that_a_manifest_names(tmp_path: Path, outside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    own, output = tmp_path / "content", tmp_path / "output"
    own.mkdir()
    output.mkdir()
    (own / "a.yml").touch()
    secret = outside / "labels.yml"
    made = {"path": "a.pdf", "pages": 1, "bytes": secret.stat().st_size, "sha256": checksum(secret)}
    edition = {
        "edition": "a.pdf",
        "subject": {"profession": "a", "aspects": [], "brand": None, "content": []},
        "files": [made],
        "seconds": 1,
        "inputs": {str(secret): "", "/proc/kmsg": "", f"../{outside.name}/secret.css": ""},
        "key": {"html": "", "trials": {}, "fetched": {str(secret): ""}, "printing": "", "versions": {}},
        "warnings": [],
        "shows": [],
    }
    met = {"request": {}, "editions": ["a.pdf"], "warnings": [], "places": [], "state": ""}
    said = {"form": manifest.FORM, "last_run": {}, "orphans": [], "editions": [edition]}
    (output / "a.pdf").symlink_to(secret)
    for places in ([str(outside)], ["/proc"], [str(own)]):
        state = manifest.state_of(Sources(map(Path, places))) if places != ["/proc"] else ""
        whole = {**said, "requests": [{**met, "places": places, "state": state}]}
        found, told = with_manifest(output, json.dumps(whole))
        assert told == ""
        with overheard() as heard:
            assert found.unchanged({}, output, frozenset([own])) is None
        assert not [each for each in heard if str(outside) in each or "/proc/" in each]
    for path in ("../outside/labels.yml", str(secret), "..", ""):
        edition["files"] = [{**made, "path": path}]
        assert "unread-manifest" in with_manifest(output, json.dumps({**said, "requests": []}))[1]


@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="names are words there")
def test_names_that_are_not_utf8_are_told_where_they_matter(folder: Path) -> None:
    bad = "9-caf\udce9"
    for name in ("content/photo-{}.jpg", "templates/photo-{}.jpg", "content/brands/{}.txt"):
        Path(name.format(bad)).touch()
    load((folder / "content",))
    assert template_problems((folder / "templates",)) == ()
    for name in ("content/aspects/{}.yml", "templates/parts/{}.j2", "kit-{}/_brand.yml"):
        Path(name.format(bad)).parent.mkdir(exist_ok=True)
        Path(name.format(bad)).write_text("a: 1", encoding="utf-8")
    with pytest.raises(FrameworkPdfError) as caught:
        load((folder / "content",))
    told = [*caught.value.diagnostics, *template_problems((folder / "templates",))]
    for find in (
        lambda: load_kit(Path(f"kit-{bad}")),
        lambda: workspace.find([Path(f"cont-{bad}")]),
        lambda: workspace.find(output=Path(bad)),
    ):
        with pytest.raises(FrameworkPdfError) as caught:
            find()
        told += caught.value.diagnostics
    assert {problem.code for problem in told} == {"bad-name"}
    assert len(told) == 5


# --- It asks nothing of the network


@holds("No address is fetched, wherever it stands: in a template, a style sheet, a drawing or a brand kit.")
def test_network(tmp_path: Path) -> None:
    far = "http://203.0.113.1/a"
    (tmp_path / "a.svg").write_text(SVG.format(f'<image href="{far}.png" width="9" height="9"/>'), encoding="utf-8")
    (tmp_path / "a.css").write_text(f"@import url({far}.css); p {{ background: url({far}.png) }}", encoding="utf-8")
    with overheard() as heard:
        said, _ = printed(
            tmp_path,
            f'<img src="{far}.jpg" alt="a"><img src="a.svg" alt="a"><link rel=stylesheet href="a.css">'
            f'<link rel=stylesheet href="{far}.css"><link rel=attachment href="{far}.pdf"><embed src="ftp://203.0.113.1/b">'
            f"<style>@font-face {{ font-family: A; src: url({far}.ttf) }} p {{ font-family: A }}</style><p>A",
        )
        drawn = of_picture(
            tmp_path, "logo.svg", f'<!DOCTYPE svg SYSTEM "{far}.dtd">' + SVG.format(f'<use href="{far}"/>')
        )
        named = file_of(tmp_path, f"{far}.png", Location(tmp_path))[1][0].message
    assert said.count("nothing from the network") >= 5
    assert "nothing is fetched" in drawn
    assert "nothing is fetched" in named
    assert [each for each in heard if not each.startswith("open")] == []


# --- It runs no code


@holds("Templates run in a sandbox, and see of the program's values what they hold: no method, and no file.")
@pytest.mark.parametrize(
    "escape",
    [
        "''.__class__.__mro__",
        "lipsum.__globals__",
        "cycler.__init__.__globals__.os.popen('touch ran').read()",
        "self._TemplateReference__context.environment.loader",
        "'{0.__class__.__init__.__globals__}'.format(framework)",
        "('%s' | attr('format'))('x').__class__",
        "framework.model_copy()",
        "look.type.text.faces[0].path.read_bytes()",
        "embedded(namespace(path=look.type.text.faces[0].path, instance=none))",
        "framework.approaches.append(1)",
        "dict.mro()",
        "'{a.unescape.__globals__[t]}' | fill(a='x' | safe)",
        "'{a.__class__}' | fill(a=1)",
        "'{a!r}' | fill(a=1)",
        "'{a:{b}}' | fill(a=1, b=9)",
        "['{0.__class__}'] | map(attribute='format') | map('attr', '__call__') | join",
        "(['{0.__class__}'] | map(attribute='format') | first)(1)",
        "others[0].format.make",
        "framework.__fields_set__ | join",
    ],
)
def test_sandbox(escape: str, card_template: Path, catalogue: Catalogue) -> None:
    in_card("{{ " + escape + " }}")
    with pytest.raises(CompositionError, match=r"card\.html\.j2"):
        card_with(card_template.parents[1], catalogue)
    assert not Path("ran").exists()


@holds("The braces of a label hold names alone: nothing is looked into or called for what stands in them.")
@pytest.mark.parametrize("hostile", ["{name.__class__}", "{name[0]}", "{name!r}", "{name:>9999999}", "{0}", "{}", "{"])
def test_labels(hostile: str, folder: Path) -> None:
    with pytest.raises(ValueError, match=r"no words for|Single '\{'"):
        filters.fill(hostile, {"name": "x"})
    append("content/labels.yml", f"\nnotes: '{hostile}'\n")
    with pytest.raises(ContentError, match="the words in braces are not all known here"):
        load((folder / "content",))


PRINTABLE = (
    "Of values templates write words, numbers and dates, however they put them together: nothing else, which would "
    "show its inside, or its address in memory."
)
NO_PLACE = "Templates see neither where anything lies on this machine, nor its clock, and have no random numbers."


@pytest.mark.build
@holds(NO_PLACE)
@pytest.mark.parametrize(
    "curious",
    [
        "look.type.text.faces[0].path",
        "[look] | map(attribute='type.text.faces.0.path') | join",
        "look.type.text.faces | groupby('path') | list | length",
        "'{0.type.text.faces[0].path}'.format(look)",
        "look.kit.folder",
        "look.files | join",
        "others[0].path",
        "framework.imprint.date.today()",
        "framework.imprint.date.fromtimestamp(0)",
        "qr_code.cache_clear()",
        "qr_code.cache_info() | string",
        "lipsum()",
        "[1, 2] | random",
        "qr_code",
        "cycler",
        "range",
        "look",
        "[look.type]",
        "none",
        "none ~ ''",
        "qr_code ~ ''",
        "'a' ~ (embedded ~ '')",
        "{}.keys ~ ''",
        "[none] | join",
        "[[1], 2] | join",
        "[1] | join(none)",
        "[look] | map('string') | join",
        "'%s' % framework",
        "'%s %s' % (1, none)",
        "'%s' % [1]",
        "'%(a)s' % {'a': look}",
        "'%s' | format([1])",
        "'{}'.format(framework)",
        "'{a}'.format_map({'a': range})",
        "('ab' | e).replace('a', none)",
        "('' | e).escape(look)",
        "('' | e).join([none])",
        "{'a': framework} | xmlattr",
        "{'a': [1]} | urlencode",
    ],
)
def test_what_templates_do_not_see(curious: str, card_template: Path, catalogue: Catalogue) -> None:
    in_card("{{ " + curious + " }}")
    with pytest.raises(CompositionError, match=r"card\.html\.j2:\d+"):
        card_with(card_template.parents[1], catalogue)


@holds(PRINTABLE)
@pytest.mark.parametrize("value", ["none", "framework", "qr_code", "[1, 2]"])
def test_no_filter_writes_what_is_no_word(value: str, catalogue: Catalogue) -> None:
    environment = make_environment((TEMPLATES,), catalogue)
    printed: dict[str, str] = {}
    for name in environment.filters:
        with suppress(Exception):  # whatever a filter raises ends the build, with the line of the template
            printed[name] = environment.from_string(f"{{{{ {value} | {name} }}}}").render(framework=catalogue.framework)
    assert {said for said in printed.values() if not re.fullmatch(r"[\d.]*|null|\[1, 2\]", said)} == set()
    assert "[1, 2]" not in (said for name, said in printed.items() if name != "tojson")


@holds(PRINTABLE)
def test_words_are_put_together_as_ever(catalogue: Catalogue) -> None:
    environment = make_environment((TEMPLATES,), catalogue)
    for words, said in {
        "'a' ~ 1 ~ '<'": "a1&lt;",
        "'%.2f %s' % (1, 'a')": "1.00 a",
        "'%g × %g' | format(*[1, 2])": "1 × 2",
        "'{:,}'.format(1000)": "1,000",
        "', '.join({'a': 1})": "a",
        "['a', 'b'] | map('upper') | join('-')": "A-B",
        "[framework] | join(attribute='language')": "en-GB",
        "{'a': none, 'b': '<'} | xmlattr": " b=&#34;&lt;&#34;",
        "[('a', 1)] | urlencode": "a=1",
        "7 % 4": "3",
    }.items():
        made = environment.from_string("{{ " + words + " }}").render(framework=catalogue.framework)
        assert made == said.replace("&#34;", '"'), words


def seen(environment: TemplateEnvironment, variables: Mapping[str, Any]) -> dict[int, tuple[str, Any]]:
    """Return all that a template reaches from its variables and globals, and how, by the identity of each."""
    reached: dict[int, tuple[str, Any]] = {}
    waiting = [*variables.items(), *environment.globals.items()]
    while waiting:
        way, value = waiting.pop()
        if id(value) in reached or isinstance(value, Undefined):
            continue
        reached[id(value)] = (way, value)
        if isinstance(value, (str, Number, date)):
            continue  # what they hold are words and numbers, and `test_what_templates_do_not_see` tries their methods
        with suppress(TypeError):
            waiting += [(f"{way}[{number}]", each) for number, each in enumerate(value)]
        if isinstance(value, Mapping):
            waiting += [(f"{way}[{key}]", each) for key, each in value.items()]
        with catch_warnings(action="ignore"):  # Pydantic's, of what it used to have
            waiting += [(f"{way}.{name}", environment.getattr(value, name)) for name in dir(value)]
    return reached


@pytest.mark.build
@holds(NO_PLACE)
def test_all_that_templates_reach() -> None:
    (session,) = open_sessions(workspace.Workspace((GARDEN,), (TEMPLATES,), Path("output")), ()).values()
    catalogue = session.catalogue
    session.look = look = look_of(load_kit(BRANDS[0]), catalogue)
    (card,) = session.plan(Request(("cook",), products=("card",), aspects=("1",), press=PressOptions()))
    job = card.press_job
    assert job
    ticket = ticket_of(session, card, job)
    ticket = replace_fields(ticket, job=replace_fields(job, profile=Path("/home/somebody/press.icc")))
    environment = make_environment((TEMPLATES,), catalogue)
    reached: dict[int, tuple[str, Any]] = {}
    for shown in (next(specimens(look, catalogue.labels, ())), ticket):
        settings, every = session.usual_settings(card), passages(catalogue)
        variables = context(catalogue, look, card, settings=settings, all_passages=every, shown=shown)
        reached |= seen(environment, variables)
    assert len(reached) > 1000
    plain = (BaseModel, Mapping, Sequence, Set, Number, date, type(None))
    for way, value in reached.values():
        is_method = isinstance(value, BuiltinMethodType)  # of lists and mappings
        is_seen = isinstance(value, plain) or is_dataclass(value) or way in environment.globals
        assert is_seen or is_method, f"{way} is {type(value)}"
        if not (is_method or way in environment.globals):
            assert not str(value).startswith(("/", "file:")), way
            assert "Path('/" not in str(value), way


@holds("A value in YAML that would become an object of the program is refused.")
@pytest.mark.parametrize("tag", ['!!python/object/apply:os.system ["touch ran"]', "!!python/name:os.system", "!ours x"])
def test_tags(tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.yml"
    path.write_text(f"a: {tag}\n", encoding="utf-8")
    read, (problem,) = yaml_source.read_yaml(path)
    assert read is None
    assert "is not read here" in problem.message
    assert not Path("ran").exists()


@holds("A script in a drawing of a brand kit is refused, and a script in a page that becomes a PDF is not run.")
def test_scripts(tmp_path: Path) -> None:
    for inside in ("<script>x()</script>", '<rect onload="x()" width="9" height="9"/>'):
        assert "is a script" in of_picture(tmp_path, "logo.svg", SVG.format(inside)).replace("there is", "is")
    _, pdf = printed(tmp_path, "<p>A<script>document.body.innerHTML = 'B'</script>")
    assert b"/JavaScript" not in pdf
    assert b"/JS" not in pdf


LINKS = (
    "A link that a template writes leads to the web, to mail, to a telephone or within the page: `javascript:`, "
    "`file:` and others are refused."
)


@holds(LINKS)
@pytest.mark.parametrize("scheme", ["javascript", " JavaScript", "java\tscript", "file", "data", "vbscript"])
def test_links(scheme: str, tmp_path: Path) -> None:
    said, _ = printed(tmp_path, f'<p><a href="{scheme}:a">A</a>')
    assert "error[bad-link]: the link to `" in said


FIELDS = (
    "A field that a template writes holds what a reader types or ticks. Buttons and fields that send it, open a file "
    "or hide it are refused."
)


@holds(FIELDS)
@pytest.mark.parametrize("kind", ["submit", "image", "file", "password", "button"])
def test_fields(kind: str, tmp_path: Path) -> None:
    style, action = "input { appearance: auto }", "https://example.org/"
    field = f'<label for="a">A</label><input id="a" name="a" type="{kind}">'
    said, pdf = printed(tmp_path, f'<style>{style}</style><form action="{action}" method="post">{field}</form>')
    assert "error[bad-field]: a field of the kind" in said
    assert b"SubmitForm" not in pdf
    assert b"example.org" not in pdf


@holds("HTML, styles and scripts in content are printed as they are written, in PDFs and on web pages.")
def test_markup_in_content(folder: Path) -> None:
    hostile = "</style></title></script><script>ran()</script><img src=x onerror=ran()> {{ 7 * 7 }} \\\"'"
    written = f"'{hostile.replace(chr(39), chr(39) * 2)} "
    for path, key in (
        ("content/framework.yml", "title: "),
        ("content/labels.yml", "notes: "),
        ("content/labels.yml", "contents: "),
        ("content/aspects/1-myself-as-an-individual.yml", "title: "),
        ("content/aspects/1-myself-as-an-individual.yml", "summary: "),
        ("content/professions/podiatrist.yml", "plural: "),
        ("content/professions/podiatrist.yml", "    try_this_week: "),
        ("content/references.yml", "  title: "),
    ):
        text = Path(path).read_text(encoding="utf-8")
        text, count = re.subn(rf"(?m)^{key}\S.*$", lambda _, key=key: f"{key}{written}'", text, count=1)  # type: ignore[misc]
        assert count, (path, key)
        Path(path).write_text(text, encoding="utf-8")
    catalogue, _ = load((folder / "content",))
    for product, form in (("card", "pdf"), ("booklet", "pdf"), ("booklet", "html")):
        html = html_of(catalogue, Request(professions=("podiatrist",), products=(product,), formats=(form,)))
        assert "<script>ran" not in html
        assert "<img src=x" not in html
        assert "&lt;script&gt;ran" in html
        assert "{{ 7 * 7 }}" in html


BAD_LINKS = [
    "javascript:ran()",
    "JaVaScRiPt:ran()",
    "data:text/html,ran",
    "file:///etc/passwd",
    "vbscript:ran()",
    "//a.org",
]
BAD_LINKS += [
    "java&#115;cript:ran()",
    "javascript&colon;ran()",
    "../../secret.html",
    "#top",
    "ftp://a.org",
    "https://a",
]
BAD_LINKS += [
    "mailto:a@a.org?bcc=all@a.org",
    "mailto:a",
    "tel:ran",
    "blob:https://a.org/b",
    "https://a.org@b",
    "http:ran",
]


@holds(
    "A picture in a text comes from the content's folders, whatever names it, and has the checks of a kit's pictures."
)
def test_pictures_in_texts(folder: Path, outside: Path) -> None:
    Image.new("RGB", (90, 90)).save(outside / "secret.png")
    (folder / "content" / "link.png").symlink_to(outside / "secret.png")
    names = [
        str(outside / "secret.png"),
        (outside / "secret.png").as_uri(),
        f"../../{outside.name}/secret.png",
        "link.png",
    ]
    pictures = "\n\n".join(f"    ![a]({name})" for name in [*names, "https://example.org/a.png", "//a.org/a.png"])
    path = Path("content/framework.yml")
    text = re.sub(
        r"(?ms)^at_a_glance: .*?(?=^\w)", lambda _: f"at_a_glance: |\n{pictures}\n", path.read_text(encoding="utf-8")
    )
    path.write_text(text, encoding="utf-8")
    with overheard() as events, pytest.raises(ContentError) as caught:
        load((folder / "content",))
    codes = [problem.code for problem in caught.value.diagnostics]
    assert codes == ["markdown", "missing-file", "missing-file"]
    assert not [event for event in events if "secret.png" in event or event.startswith("socket")]


@holds("Markdown in texts becomes nothing but what [writing-texts.md](writing-texts.md) lists.")
@holds("A link in a text leads to a web address, a mail address or a telephone number, and nowhere else.")
@pytest.mark.parametrize("form", ["pdf", "html"])
def test_markdown_in_content(folder: Path, form: str) -> None:
    links = [
        how.format(link) for link in BAD_LINKS for how in ("[a]({})", "[a](<{}>)", "<{}>", "So ![a]({})", '[a]({} "b")')
    ]
    worst = [
        "<script>ran()</script>",
        "<img src=x onerror=ran()>",
        '[a](https://a.org/"onclick="ran())',
        "<style>p{}</style>",
    ]
    worst += [
        "[a](https://a.org 'x\"onclick=ran()')",
        "**<b onclick=ran()>**",
        "`<i>`",
        "| <u> |\n    |--|\n    | <u> |",
    ]
    text = "\n\n    ".join([*links, *worst, "# <h1>", "[good](https://good.example.org/)"])
    path = "content/framework.yml"
    old = Path(path).read_text(encoding="utf-8")
    Path(path).write_text(
        re.sub(r"(?ms)^at_a_glance: .*?(?=^\w)", lambda _: f"at_a_glance: |\n    {text}\n", old), encoding="utf-8"
    )
    catalogue, warnings = load((folder / "content",))
    assert {warning.code for warning in warnings} == {"markdown"}
    html = html_of(catalogue, Request(professions=("podiatrist",), products=("booklet",), formats=(form,)))
    start = html.index("<section", html.index('id="at-a-glance"') - 60)
    written = html[start : html.index("</section>", start)]
    written = re.sub(r"(?s)<svg.*?</svg>|<div class=\"key\">.*", "", written)
    allowed = {"section", "h2", "p", "a", "span", "div", "table", "thead", "tbody", "tr", "th", "td", "strong", "em"}
    assert {tag.strip("/") for tag in re.findall(r"<(/?[a-z0-9]+)", written)} <= allowed
    assert set(re.findall(r' (\w+)="', re.sub(r">[^<]*<", "><", written))) <= {
        *("class", "id", "href", "scope", "role", "tabindex"),
    }
    leads = set(re.findall(r'href="([^"]*)"', written))
    assert "https://good.example.org/" in leads
    assert all(re.fullmatch(r"https://(good\.example|a)\.org(/[\w%()=;.&#]*)?", lead) for lead in leads), leads


@holds("All that is printed is without characters that a terminal obeys, or that nobody sees.")
def test_terminals(tmp_path: Path) -> None:  # what prints: tests/cli/test_printing.py
    path = tmp_path / "a\x1b[2J.yml"
    told = str(Diagnostic("a", "b \x1b[31m \x9b31m \r \u202e", Location(path), "c\x07"))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", told)
    assert "\\x1b[31m" in told
    assert "\\x1b[2J" in told


# --- It writes nothing outside of the output folder


@holds("An id that would lead out of the output folder is refused.")
@pytest.mark.parametrize("name", ["../../outside", "/etc/x", "a/b", "..", ""])
def test_ids(name: str, folder: Path) -> None:
    replace("content/professions/podiatrist.yml", "id: podiatrist\n", f"id: '{name}'\n")
    with pytest.raises(ContentError, match="`id`: an id has small letters and digits"):
        load((folder / "content",))


@holds("A link in the output folder that leads out of it is refused.")
def test_links_out_of_the_output(tmp_path: Path, outside: Path) -> None:
    output = tmp_path / "output"
    (output / "own").mkdir(parents=True)
    (output / "within").symlink_to("own")
    (output / "own" / "out").symlink_to(outside)
    paths = [PurePosixPath(name) for name in ("a.pdf", "own/a.pdf", "within/a.pdf", "own/out/x/a.pdf", "own/out/b.pdf")]
    (problem,) = output_folder.problems_below(output, paths)
    assert (problem.code, problem.location) == ("outside-output", Location(output / "own" / "out"))
    os.mkfifo(output / "pipe")
    (problem,) = output_folder.problems_below(output, [PurePosixPath("pipe/x/a.pdf")])
    assert (problem.code, problem.location) == ("unwritable-output", Location(output / "pipe"))
    left = outside / f"{output_folder._OF_BUILD}left"
    left.touch()
    with OutputLock(output) as lock:  # what a killed build left is swept up, but not there
        file = manifest.File("own/out/a.pdf", None, 0, "")
        lock.write({}, lambda: Manifest(manifest.LastRun(), (), (), (manifest.Orphan(file, ""),)))
    assert left.exists()


@holds(
    "A file that does not say in its metadata that framework-pdf made it is not replaced by one that it makes, "
    "nor another’s `manifest.json`."
)
def test_files_of_others(tmp_path: Path) -> None:  # each command: tests/build/test_files_of_others.py
    own, of_others = tmp_path / "own.html", tmp_path / "of-others.html"
    own.write_text('<meta name="generator" content="framework-pdf 1">', encoding="utf-8")
    of_others.write_text("<title>My guide to framework-pdf</title>", encoding="utf-8")
    (tmp_path / FILE_NAME).write_text('{"name": "My app"}', encoding="utf-8")
    assert [problem.code for problem in output_folder.foreign_manifest(tmp_path)] == ["file-exists"]
    (problem,) = output_folder.files_of_others([own, of_others, tmp_path / "none.pdf"])
    assert (problem.code, problem.location) == ("file-exists", Location(of_others))


# --- It can't hang or fill the machine

TOLD = "Every limit of the table ends the build with a message that names the file or the edition, and the limit."


def of_content(folder: Path, text: str) -> str:
    """What is wrong with a file of content."""
    path = folder / "a.yml"
    path.write_text(text, encoding="utf-8")
    return "\n".join(map(str, yaml_source.read_yaml(path)[1]))


@holds(TOLD)
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: '" + "x" * limits.MOST_BYTES_OF_WORDS + "'", "bytes at most"),
        (
            "\n".join([f"a0: &a0 [{'x, ' * 9}]", *(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]" for n in range(1, 9))]),
            "100,000 values",
        ),
        ("a: &a [*a]", "40 levels"),
        ("[" * 500 + "]" * 500, "40 levels"),
        ("- " * 900_000, "nesting depth"),
        (f"a: {'9' * 4000}", "100 characters"),
        (f"a: {':'.join(['59'] * 100_000)}", "100 characters"),
    ],
    ids=["bytes", "aliases", "an alias of itself", "levels", "more levels", "digits", "sixties"],
)
def test_limits_of_content(text: str, said: str, tmp_path: Path) -> None:
    told = of_content(tmp_path, text)
    assert "a.yml" in told
    assert said in told


@holds("A file that nothing is made from is not read.")
def test_files_that_nothing_is_made_from(folder: Path) -> None:
    for name in ("content/video.bin", "templates/video.bin"):
        with Path(name).open("wb") as file:
            file.truncate(40 * 10**9)
    with overheard() as heard:
        Sources(workspace.find().content)
        Sources(workspace.find().templates)
        load((folder / "content",))
        assert template_problems((folder / "templates",)) == ()
        assert first_place("not there", (folder / "content", folder / "templates")) is None
    assert not [each for each in heard if "video" in each]


@holds(TOLD)
def test_limits_of_folders(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("content", *["deep"] * 41).mkdir(parents=True)
    with pytest.raises(LimitError, match="lies more than 40 folders deep\n  content/deep"):
        load((folder / "content",))
    monkeypatch.setattr(folder_files, "MOST_FILES", 40)
    with pytest.raises(LimitError, match="more than 40 files and folders in this\n  content\n"):
        load((folder / "content",))
    monkeypatch.setattr(folder_files, "MOST_FILES", 1000)
    monkeypatch.setattr(sources, "MOST_BYTES_OF_SOURCES", 1000)
    with pytest.raises(LimitError, match="more than 1,000 bytes of words in the folders of this run\n  templates\n"):
        Sources([folder / "templates"])
    monkeypatch.setattr(sources, "MOST_BYTES_OF_SOURCES", limits.MOST_BYTES_OF_SOURCES)
    Path("templates/x.css").touch()
    os.truncate("templates/x.css", 40 * 10**9)
    with pytest.raises(
        LimitError, match=r"this has 40,000,000,000 bytes: there are more than .*\n  templates/x\.css\n"
    ):
        Sources([folder / "templates"])


@holds("A manifest is read within limits, and only where it is a file of its own.")
def test_manifests(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    (tmp_path / "other.json").write_bytes(Manifest(manifest.LastRun(), (), (), ()).to_json())

    def make_large() -> None:
        path.touch()
        os.truncate(path, 3 * 10**9)

    links = ("/dev/zero", "/dev/stdin", "nowhere", "other.json")
    makes: list[Callable[[], None]] = [partial(os.mkfifo, path), make_large]
    makes += [partial(path.symlink_to, link) for link in links]
    for make in makes:
        make()
        with overheard() as heard:
            found, (problem,) = manifest.read(tmp_path)
        assert (found.editions, problem.code) == ((), "unread-manifest")
        assert not [each for each in heard if each.startswith("open")]
        path.unlink()
    empty = {"form": manifest.FORM, "last_run": {}, "requests": [], "editions": [], "orphans": []}
    assert with_manifest(tmp_path, json.dumps(empty))[1] == ""
    for number in ("1e999", "-1", "1" + "0" * 400, "1.5", str(limits.MOST_BYTES_OF_A_PDF + 1)):
        orphan = f'{{"why": "", "file": {{"path": "a", "pages": 1, "sha256": "", "bytes": {number}}}}}'
        said = json.dumps(empty).replace('"orphans": []', f'"orphans": [{orphan}]')
        assert "unread-manifest" in with_manifest(tmp_path, said)[1]
    assert "unread-manifest" in with_manifest(tmp_path, "[" * 100_000)[1]


@holds(TOLD)
def test_limits_of_templates(folder: Path) -> None:
    append("templates/products/card/style.css", f"/*{'x' * limits.MOST_BYTES_OF_WORDS}*/")
    (problem,) = template_problems((folder / "templates",))
    assert "templates/products/card/style.css\n  hint: leave in it 5,000,000 bytes" in str(problem)
    said, _ = printed(folder / "templates", '<link rel=stylesheet href="products/card/style.css"><p>A')
    assert re.search(r"`style\.css` can't be used: it has 5,\d+,\d+ bytes, and 5,000,000 at most", said)


@pytest.mark.build
@holds(TOLD)
@pytest.mark.parametrize(
    "markup",
    [
        "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}",
        "{% for a in [1] %}" * 60 + "{% endfor %}" * 60,
        "{% if 1 %}" * 300 + "{% endif %}" * 300,
        "{% if 0 %}" + "{% elif 1 %}" * 20_000 + "{% endif %}",
        "{{ " + "9" * 10_000 + " }}",
    ],
    ids=["parentheses", "loops", "conditions", "choices", "digits"],
)
def test_templates_that_python_can_not_compile(markup: str, card_template: Path) -> None:
    in_card(markup)
    (problem,) = template_problems((card_template.parents[1],))
    assert str(problem).startswith("error[broken-template]: there is too much in one place of this: ")
    assert str(problem.location) == "templates/parts/card.html.j2"


@holds(TOLD)
def test_limits_of_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (fetching, pictures):
        monkeypatch.setattr(module, "MOST_BYTES", 2_000)
    noise = BytesIO()
    Image.effect_noise((100, 100), 90).save(noise, "PNG")
    assert "logo.png" in (told := of_picture(tmp_path, "logo.png", noise.getvalue()))
    assert "it has more than" in told
    assert "2,000 at most" in printed(tmp_path, '<img alt="a" src="logo.png">')[0]
    held = f"data:image/png;base64,{b64encode(noise.getvalue()).decode()}"
    for markup in (f'<img alt="a" src="{held}">', f"<style>body {{ background: url({held}) }}</style>"):
        said = printed(tmp_path, markup)[0]
        assert "`data:image/png;base64," in said
        assert "2,000 at most" in said
        assert len(said) < 1000


@holds(TOLD)
@pytest.mark.parametrize("kind", pictures.TEMPLATE_FORMATS)
def test_limits_of_dots(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = BytesIO()
    Image.new("1", (limits.MOST_DOTS // 10_000, 10_001)).save(bomb, "PNG")
    assert "`bomb` can't be used: it has more than 80 million dots" in of_picture(tmp_path, "bomb", bomb.getvalue())
    monkeypatch.setattr(pictures, "MOST_DOTS", 1_000_000)
    Image.new("L", (1_001, 1_000)).save(tmp_path / "bomb", kind)
    assert "`bomb` can't be used: it has more than 1 million dots" in printed(tmp_path, '<img alt="a" src="bomb">')[0]


@holds(TOLD)
@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        (SVG.format(RECT + "<!--" + "x" * limits.MOST_BYTES_OF_A_DRAWING + "-->"), "1,000,000 at most"),
        (SVG.format(RECT * (limits.MOST_ELEMENTS + 1)), "more in it than is read"),
        (SVG.format("<g>" * 150 + "</g>" * 150), "more in it than is read"),
        (
            SVG.format(
                f'<g id="g0">{RECT}</g>'
                + "".join(f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 12))
            ),
            "more in it than is read",
        ),
        (
            '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
            + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 12))
            + f"]>{SVG.format('<title>&a11;</title>')}",
            "declares entities",
        ),
    ],
    ids=["bytes", "elements", "levels", "uses of uses", "entities"],
)
def test_limits_of_drawings(drawing: str, said: str, tmp_path: Path) -> None:
    told = of_picture(tmp_path, "logo.svg", drawing)
    assert "logo.svg" in told
    assert said in told
    told = printed(tmp_path, '<img alt="a" src="logo.svg">')[0]
    assert "`logo.svg` can't be used: " in told
    assert said in told


@holds(TOLD)
def test_limits_of_rasters_in_drawings(tmp_path: Path) -> None:
    raster = BytesIO()
    Image.new("1", (5_000, 4_000)).save(raster, "PNG")
    held = f"data:image/png;base64,{b64encode(raster.getvalue()).decode()}"
    told = of_picture(tmp_path, "logo.svg", SVG.format(f'<image href="{held}" width="9" height="9"/>'))
    assert "`logo.svg` can't be used: it has more than 16 million dots" in told


@holds(TOLD)
def test_limits_of_fonts(tmp_path: Path) -> None:
    with (tmp_path / "big.ttf").open("wb") as file:
        file.truncate(limits.MOST_BYTES_OF_A_FONT + 1)
    with pytest.raises(font_files.FontFileError) as caught:
        font_files.read_font(tmp_path / "big.ttf")
    assert "take a file of 20 MB at most" in str(caught.value.at(Location(tmp_path), "big.ttf"))
    style = "<style>@font-face { font-family: A; src: url(big.ttf) } p { font-family: A }</style><p>A"
    told = "error[large-font]: `big.ttf` can't be used: it has 20,000,001 bytes, and 20,000,000 at most are read\n"
    assert f"{told}  hint: make it smaller" in re.sub(r"  big\.css:.*\n", "", printed(tmp_path, style)[0])


@cache
def more() -> bytes:
    """Return what is more than a font may have."""
    return bytes(limits.MOST_BYTES_OF_A_FONT + 1)


def woff(packed: bytes, said: int, remarks: bytes = b"") -> bytes:
    """Return a WOFF of one table, which is said to have so many bytes, and of remarks that are said to have five."""
    places = struct.pack(">5I", 64 + len(packed), len(remarks), 5, 0, 0)
    header = struct.pack(">4s4sI2HI2H", b"wOFF", b"\0\1\0\0", 64 + len(packed) + len(remarks), 1, 0, said, 1, 0)
    return header + places + struct.pack(">4s4I", b"XXXX", 64, len(packed), said, 0) + packed + remarks


def woff2(packed: bytes) -> bytes:
    """Return a WOFF2 of one table that is said to have ten bytes."""
    table = bytes([0x3F]) + b"XXXX" + bytes([10])
    length = 48 + len(table) + len(packed)
    header = struct.pack(">4s4sI2H2I2H", b"wOF2", b"\0\1\0\0", length, 1, 0, 10, len(packed), 1, 0)
    return header + bytes(20) + table + packed


@holds(TOLD)
@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("a.woff2", lambda: woff2(brotli.compress(more(), quality=5, lgwin=24))),
        ("a.woff", lambda: woff(zlib.compress(more()), len(more()))),
        ("a.woff", lambda: woff(zlib.compress(more()), 1000)),
        ("a.woff", lambda: woff(zlib.compress(b"word"), 4, remarks=zlib.compress(more()))),
        # Each table is where the others are.
        (
            "a.ttf",
            lambda: (
                struct.pack(">4s4H", b"\0\1\0\0", 30, 0, 0, 0)
                + struct.pack(">4s3I", b"XXXX", 0, 0, 10**6) * 30
                + bytes(10**6)
            ),
        ),
    ],
    ids=["WOFF2", "WOFF", "WOFF that lies", "remarks of a WOFF", "tables in one place"],
)
def test_limits_of_what_fonts_unpack_to(
    name: str, packed: Callable[[], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is never unpacked at once."""
    content = packed()
    for module in (brotli, zlib):
        monkeypatch.setattr(module, "decompress", None)
    assert len(content) < limits.MOST_BYTES_OF_A_FONT / 10
    (tmp_path / name).write_bytes(content)
    with pytest.raises(font_files.FontFileError) as caught:
        font_files.read_font(tmp_path / name)
    told = "has more than 20,000,000 bytes once it is unpacked"
    assert f"error[large-font]: `{name}` {told}\n" in str(caught.value.at(Location(tmp_path), name))
    style = f"<style>@font-face {{ font-family: A; src: url({name}) }} p {{ font-family: A }}</style><p>A"
    assert f"`{name}` can't be used: it {told}" in printed(tmp_path, style)[0]


@holds(TOLD)
def test_limits_of_all_fonts_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    font = next(typefaces_folder().rglob("OpenSans-Regular.ttf"))
    (tmp_path / "a.ttf").write_bytes(font.read_bytes())
    monkeypatch.setattr("framework_pdf.typesetting.fonts.MOST_BYTES_OF_FONTS", 3 * font.stat().st_size)
    style = "".join(f"@font-face {{ font-family: A{n}; src: url(a.ttf) }}" for n in range(4))
    assert "with it, all fonts together have more than" in printed(tmp_path, f"<style>{style}</style><p>A")[0]
    style = "".join(f"@font-face {{ font-family: A{n}; src: url(a.ttf) }}" for n in range(3))
    assert printed(tmp_path, f"<style>{style}</style><p>A")[0] == ""


@pytest.mark.command
@holds(TOLD)
@pytest.mark.usefixtures("garden")
def test_limits_of_drawing() -> None:
    logos = "logo:\n  small: {path: mark.svg, alt: A mark}\n  large: {path: words.svg, alt: Words}\n"
    logos = f"meta: {{name: Elm House}}\n{logos}"
    files = {"_brand.yml": logos, "mark.svg": SVG.format(RECT * 500), "words.svg": "words"}
    Path("kit").mkdir()
    for name, text in files.items():
        Path("kit", name).write_text(text, encoding="utf-8")
    told = refused_within({"preflight.svg_comparison.SECONDS_A_DRAWING": 0.01}, *CARD_TYPED, "cook", "--brand", "./kit")
    assert "]: this drawing takes more than 0.01 seconds of the processor’s time\n  kit/mark.svg\n" in told
    assert "`words.svg` can't be used" in told
    assert told.endswith("2 errors\n")


SECONDS = "core.worker.SECONDS"
CARD_FILE = "`cook/cards/1-soil.pdf`"


@pytest.mark.build
@holds(TOLD)
@pytest.mark.usefixtures("garden", "card_template")
@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "1 seconds"),
        ('<div style="display: flex">' * 30 + "A" + "</div>" * 30, "1 seconds"),
        (
            '{% set all = namespace(x="x") %}{% for a in range(40) %}{% set all.x = all.x ~ all.x %}{% endfor %}',
            "memory",
        ),
        pytest.param('{{ ("x" * 1200000000) | length }}', "memory", marks=pytest.mark.nightly),
        pytest.param('{{ "%10000000000d" | format(1) | length }}', "memory", marks=pytest.mark.nightly),
        ('{% for a in range(99999) %}{{ "x" * 10000 }}{% endfor %}', "50,000,000 characters of HTML"),
        ("<div style='break-before: page'>A</div>" * 90, "80 pages"),
        pytest.param(
            "<style>@page { size: 12mm 9mm !important; margin: 1mm !important }</style>",
            "80 pages",
            marks=pytest.mark.nightly,
        ),
    ],
    ids=["loops", "boxes in boxes", "doubling", "repeating", "padding", "characters", "breaks", "small pages"],
)
def test_limits_of_editions(markup: str, said: str) -> None:
    in_card(markup)
    less = {SECONDS: 1 if "seconds" in said else 30, "typesetting.log.MOST_PAGES": 80}
    asked = (*CARD_TYPED, "cook")
    told = refused_in_little_memory(*asked) if said == "memory" else refused_within(less, *asked)
    assert told.startswith(f"error[over-limit]: {CARD_FILE} takes more than ")
    assert said in told
    assert "\n  hint: look for " in told


@pytest.mark.build
@holds(TOLD)
@pytest.mark.usefixtures("garden", "card_template")
def test_limits_of_reading() -> None:
    Path("content/printers").mkdir()
    many = "".join(f"k{n}: x\n" for n in range(90_000))
    for name in ("a", "b", "c"):
        Path(f"content/printers/{name}.yml").write_text(f"id: {name}\n{many}", encoding="utf-8")
    told = "error[over-limit]: to read the content takes more than 0.2 seconds of the processor’s time\n"
    for command in (("list", "professions", "--content", "content"), ("diff", "content", "content")):
        assert refused_within({SECONDS: 0.2}, *command).startswith(told)
    many = "".join(f"{{{{ a{n} }}}}" for n in range(90_000))
    append("templates/parts/card.html.j2", many)
    assert "to read the templates takes more than 0.2 seconds" in refused_within({SECONDS: 0.2}, *CARD_TYPED, "cook")


@pytest.mark.command
@holds(TOLD)
def test_limits_of_reading_a_kit(garden: Path) -> None:
    (garden / "kit").mkdir()
    (garden / "kit" / "_brand.yml").write_text("meta: {name: Elm House}\nlogo: mark.png\n", encoding="utf-8")
    Image.new("1", (8_000, 8_000)).save(garden / "kit" / "mark.png")
    told = refused_in_little_memory(*CARD_TYPED, "cook", "--brand", "./kit")
    assert told.startswith("error[over-limit]: to read `kit` takes more than 0.6 GB of memory")


@pytest.mark.build
@holds("A limit that an edition meets ends the whole run, however many processes work, and nothing is written.")
@pytest.mark.usefixtures("garden", "card_template")
@pytest.mark.parametrize("jobs", [1, 2])
def test_the_run_ends(jobs: int) -> None:
    in_card("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}")
    told = refused_within({SECONDS: 1}, *CARD_TYPED, "cook", "--profession", "gardener", "--jobs", str(jobs))
    assert told.count("error[over-limit]") == 1
    assert "/cards/1-soil.pdf` takes more than 1 seconds of the processor’s time" in told


@pytest.mark.build
@holds("A limit of time that is met within a call of a library ends the edition at once.")
@pytest.mark.usefixtures("garden", "card_template")
def test_a_limit_met_in_a_library() -> None:
    uses = "".join(f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 12))
    drawing = f'<title>A</title><defs><g id="g0">{RECT}</g>{uses}</defs><use href="#g11"/>'
    style = "position: absolute; top: 0; left: 0; width: 3mm; height: 3mm"
    in_card(f'<svg style="{style}" viewBox="0 0 9 9">{drawing}</svg>')
    assert refused_within({SECONDS: 1}, *CARD_TYPED, "cook").startswith(
        f"error[over-limit]: {CARD_FILE} takes more than 1 seconds"
    )


def for_ever() -> None:
    while True:
        time.process_time()


def mistaken() -> None:
    with limited("this", 0.2):
        try:
            for_ever()
        except BaseException as error:
            raise ValueError from error


def deaf() -> None:
    """Passes over whatever is raised."""
    with limited("this", 0.2):
        while True:
            with suppress(BaseException):
                for_ever()


def in_one_call() -> None:
    """Looks at nothing from outside before it is done, in some minutes."""
    with limited("this", 0.2):
        pow(7, 10**9)


@pytest.mark.command
@holds("A limit of time that is met within a call of a library ends the edition at once.")
@pytest.mark.parametrize("task", [mistaken, deaf, in_one_call])
def test_limits_that_nobody_passes_over(task: Callable[[], None]) -> None:
    started = time.monotonic()
    with pytest.raises(LimitError, match=r"this takes more than 0\.2 seconds"):
        in_worker(task)
    assert time.monotonic() - started < 30


MANY, MOST_SECONDS = 50_000, 0.25
"""How many characters a text has, and within what each pattern is looked for. It takes a tenth of that; by the square
of the length, the simplest pattern would take more than twice as long."""
PIECES = [
    "a",
    "a-",
    "[@a",
    ";@a",
    "[ ",
    "\n",
    " ",
    "url(",
    "rgb(",
    "/* ",
    "{",
    "a{",
    "1",
    "'",
    "<!DOCTYPE[",
    "&",
    ".",
    "<",
]


def look_for_patterns(words: str) -> int:
    """Return how many patterns were looked for in words."""
    looks: list[Callable[[str], object]] = [
        base.CITATION.findall,
        *(pattern.findall for pattern in markup_reader._LOOKS_LIKE.values()),
        markup_parser._STAR_IN_WORD.findall,
        markup_reader._LINK.fullmatch,
        base.paragraphs_of,
        cross_references.ALMOST_CITATION.findall,
        filters.unbroken,
        filters.kept_together,
        filters.breakable,
        svg_values.style_problem,
        svg_values.style_sheet_problem,
        lambda words: list(svg_values.ids_by_selector(words)),
        lambda words: svg_values.attribute_problem("path", "fill", words),
        lambda words: svg.excess(words.encode()),
        lambda words: svg.size_of(words.encode(), Path("logo.svg")),
    ]
    patterns = (
        each.pattern
        for kind in vars(base).values()
        for each in getattr(kind, "__metadata__", ())
        if hasattr(each, "pattern")
    )
    looks += [re.compile(pattern).fullmatch for pattern in patterns]
    for look in looks:
        with limited("this", MOST_SECONDS):
            look(words)
    return len(looks)


@pytest.mark.command
@holds("No pattern that the program looks for in content or drawings takes more than a moment, whatever it is given.")
def test_patterns() -> None:
    with Worker() as looking:
        for start, piece in itertools.product(["", "[@a", "<!DOCTYPE svg [", "http://", "\n"], PIECES):
            words = start + piece * (MANY // len(piece)) + "!"
            looking.give(partial(look_for_patterns, words))
            assert looking.answer() > 15, words[:30]


# --- What is shown


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[HTTPConnection]:
    """A browser's connection to a window in which `a.html` is shown, which was made, and not the file beside it."""
    (tmp_path / "a.html").write_bytes(b"words")
    (tmp_path / "b.html").write_bytes(b"words")
    key = Key(html="", trials={}, fetched={}, printing="", versions={})
    files = (manifest.File("a.html", None, 5, digest(b"words")),)
    subject = manifest.Subject("podiatrist", (), None, ())
    made = MadeEdition("a.html", subject, files, seconds=0, inputs={}, key=key, warnings=(), shows=())
    built = BuildResult(tmp_path, ((made, ()),), (), (), (), (), (), 0)
    window = Preview(tmp_path)
    window.show(Rebuild((), built, (), 0))
    with serve(window, 0) as address, closing(HTTPConnection(address[7:-1], timeout=30)) as connection:
        yield connection


def status(connection: HTTPConnection, path: str, host: str | None = None) -> int:
    """Return the code of the answer to a request that names this host, or the right one."""
    connection.request("GET", path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    answer.read()
    return answer.status


@holds("Pages are shown to browsers of this machine alone, and to none that was led here by another name.")
def test_shown_here_alone(shown: HTTPConnection) -> None:
    assert shown.host == "127.0.0.1"
    for path in ("/", "/state", "/events", "/file/a.html"):
        assert status(shown, path, f"somewhere-else.example:{shown.port}") == 403
    assert status(shown, "/file/a.html", f"localhost:{shown.port}") == 200


@holds("Of the output folder a file is shown that was made, and only while it is as it was made.")
def test_shown_as_made(shown: HTTPConnection, tmp_path: Path) -> None:
    assert status(shown, "/file/a.html") == 200
    for other in ("b.html", "../a.html", "%2e%2e/a.html", str(tmp_path / "a.html"), "manifest.json", ""):
        assert status(shown, f"/file/{other}") == 404
    for address in ("http://[", "http://[::1/", "http://somewhere.example/file/a.html", "*", "%5b"):
        assert status(shown, address, f"localhost:{shown.port}") == 404
    assert status(shown, "/file/a.html?x=[") == 200
    (tmp_path / "a.html").unlink()
    (tmp_path / "a.html").symlink_to(tmp_path / "b.html")
    assert status(shown, "/file/a.html") == 200  # the same words
    (tmp_path / "b.html").write_bytes(b"other")
    assert status(shown, "/file/a.html") == 404


# --- The page


def test_every_promise_has_a_test() -> None:
    promised = PAGE.split("## What is promised")[1].split("\n|")[0]
    lines = re.findall(r"(?ms)^- (.*?)(?=^- |\n\n|\Z)", promised)
    assert len(lines) > 15
    assert {" ".join(line.split()) for line in lines} == PROMISES


def test_the_table_has_the_limits_of_the_program() -> None:
    rows = re.findall(r"\| ([\d,]+) [^|]*\| `(\w+)` \|", PAGE)
    told = {name: int(number.replace(",", "")) for number, name in rows}
    assert told == {name: value for name, value in vars(limits).items() if name.isupper()}
