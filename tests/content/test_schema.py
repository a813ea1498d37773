"""JSON Schemas: as the models are now, explaining every key, and right on what the loader takes and refuses."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator, FormatChecker
from pydantic import ValidationError

from framework_pdf.brand.model import Brand
from framework_pdf.content.entries import FILES, FOLDERS, LISTS
from framework_pdf.products.schema import every_schema
from tests.support.folders import BLANK, CONTENT, GARDEN, ROOT
from tests.support.programs import Run

SCHEMAS = CONTENT / "schemas"
FILES_OF_CONTENT = sorted(
    path for folder in (CONTENT, BLANK, GARDEN) for path in folder.rglob("*.yml") if "brands" not in path.parts
)


def data(path: Path) -> Any:
    """Return what a YAML file says, as JSON has it."""
    return json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=date.isoformat))


SCHEMAS_BY_PATH = every_schema()
"""Each schema that there is, as JSON, by its path."""


@cache
def validator(name: str) -> Draft7Validator:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema, format_checker=FormatChecker())


def kind_of(path: Path) -> str:
    return path.parent.name if path.parent.name in FOLDERS else path.stem


def test_the_committed_schemas_are_those_of_the_models() -> None:
    committed = {
        str(path.relative_to(SCHEMAS)): path.read_text(encoding="utf-8") for path in SCHEMAS.rglob("*.schema.json")
    }
    assert committed == SCHEMAS_BY_PATH, "run `framework-pdf schema`"
    kinds = {*FILES, *LISTS, *FOLDERS}
    assert set(committed) == {
        "overlay.schema.json",
        "brand.schema.json",
        "product.schema.json",
        *(f"{kind}.schema.json" for kind in kinds),
        *(f"overlays/{kind}.schema.json" for kind in kinds),
    }


def properties(schema: Any) -> Iterator[tuple[str, Any]]:
    """Return every key that a schema knows, with what it says of it."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        for part in schema.values():
            yield from properties(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from properties(part)


@pytest.mark.parametrize("name", sorted(SCHEMAS_BY_PATH))
def test_every_key_is_explained(name: str) -> None:
    whole = json.loads(SCHEMAS_BY_PATH[name])
    found = list(properties(whole))
    assert found
    for key, schema in found:
        meant = whole.get("$defs", {}).get(schema.get("$ref", "").rpartition("/")[2], {})
        assert len(schema.get("description") or meant.get("description", "")) > 8, key


@pytest.mark.parametrize("path", FILES_OF_CONTENT, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_content_file_names_its_schema_and_follows_it(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    named = first.split("=")[1]
    home = (CONTENT / path.relative_to(BLANK)).parent if path.is_relative_to(BLANK) else path.parent
    assert (home / named).resolve() == SCHEMAS / f"{kind_of(path)}.schema.json"
    assert not list(validator(kind_of(path)).iter_errors(data(path)))


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("aspects", {"colour": "red"}),
        ("aspects", {"titel": "Care"}),
        ("aspects", {"title": 5}),
        ("aspects", {"id": "Care of patients"}),
        ("aspects", {"source": "our own"}),
        ("aspects", {"source": {"reference": "hart-1971"}}),
        ("aspects", {"title": "Care [@hart-1971]"}),
        ("aspects", {"reviewed": {"by": "Somebody"}}),
    ],
)
def test_what_the_loader_refuses_is_marked(kind: str, change: dict[str, Any]) -> None:
    entry = data(CONTENT / "aspects" / "2-care-of-patients.yml")
    assert not list(validator(kind).iter_errors(entry))
    assert list(validator(kind).iter_errors(entry | change))


def test_a_missing_key_is_marked_in_content_and_not_in_an_overlay() -> None:
    entry = {"id": "care-of-patients", "examples": [{"id": "ours", "title": "Ours"}]}
    assert list(validator("aspects").iter_errors(entry))
    assert not list(validator("overlays/aspects").iter_errors(entry))
    assert list(validator("overlays/aspects").iter_errors(entry | {"titel": "Care"}))
    assert not list(validator("overlays/resources").iter_errors([{"id": "networks", "name": "Networks"}]))


def test_the_command_writes_them(run: Run, tmp_path: Path) -> None:
    done = run("schema")
    assert done.returncode == 0
    assert "content/schemas/aspects.schema.json" in done.stdout.splitlines()
    written = tmp_path / "content" / "schemas"
    assert {
        str(p.relative_to(written)): p.read_text(encoding="utf-8") for p in written.rglob("*.json")
    } == SCHEMAS_BY_PATH
    (tmp_path / "file").write_text("x", encoding="utf-8")
    refused = run("schema", "file")
    assert refused.returncode == 1
    assert refused.stderr.startswith("error[unwritable-folder]: this is in the way\n  file\n")


def test_the_command_writes_nothing_where_something_is_in_the_way(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine" / "overlays" / "professions.schema.json").mkdir(parents=True)
    (tmp_path / "mine" / "labels.schema.json").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "mine" / "aspects.schema.json").write_text("mine", encoding="utf-8")
    refused = run("schema", "mine")
    assert refused.returncode == 1
    assert "mine/labels.schema.json\n" in refused.stderr
    assert "mine/overlays/professions.schema.json\n" in refused.stderr
    assert (tmp_path / "mine" / "aspects.schema.json").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("path", sorted((CONTENT / "brands").glob("*/_brand.yml")), ids=lambda path: path.parent.name)
def test_the_kits_follow_the_schema_of_brands_and_name_it(path: Path) -> None:
    assert not [error.message for error in validator("brand").iter_errors(data(path))]
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    named = path.parent / first.removeprefix("# yaml-language-server: $schema=")
    assert named.resolve() == SCHEMAS / "brand.schema.json"


@pytest.mark.parametrize(
    "kit",
    [
        {"logo": "mark.svg"},
        {"logo": {"path": "mark.svg", "alt": "A mark"}},
        {"logo": {"light": "mark.svg", "dark": {"path": "pale.svg"}}},
        {"logo": {"small": "mark.svg", "large": {"light": "mark.svg"}, "images": {"mark": "mark.svg"}}},
        {"meta": {"name": "Guild", "link": "https://guild.example.org", "of-another-tool": 1}},
        {"color": {"primary": {"light": "#123456", "dark": "pink"}, "secondary": "pink"}},
        {"typography": {"fonts": [{"family": "Lato", "weight": [400, "bold"]}], "base": "Lato", "link": "pink"}},
        {"typography": {"base": {"weight": 700, "line-height": 1.5}, "headings": {"weight": "bold"}}},
        {"defaults": {"another-tool": {"anything": True}}},
        {"meta": {"name": {"short": "G"}}, "title": "A website"},
    ],
)
def test_the_schema_of_brands_takes_what_the_loader_takes(kit: dict[str, Any]) -> None:
    assert Brand.model_validate(kit)
    assert not [error.message for error in validator("brand").iter_errors(kit)]


@pytest.mark.parametrize(
    "kit",
    [
        {"logo": ["mark.svg"]},
        {"color": {"primary": {"bright": "pink"}}},
        {"defaults": {"framework-pdf": {"design": {"cover": "brocade"}}}},
        {"defaults": {"framework-pdf": {"inks": {"pink": {"cmyk": [0, 10, 20]}}}}},
    ],
)
def test_the_schema_of_brands_refuses_what_the_loader_refuses(kit: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Brand.model_validate(kit)
    assert [error.message for error in validator("brand").iter_errors(kit)]
