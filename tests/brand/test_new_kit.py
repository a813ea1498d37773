"""`brand new`: a kit that builds and explains itself, from what was asked for, and nothing written over."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from framework_pdf.brand.font_families import packaged_families
from framework_pdf.brand.kit import load_kit
from framework_pdf.brand.look import look_of
from framework_pdf.brand.new_kit import BLANK_KIT
from framework_pdf.content.catalogue import Catalogue
from tests.support.folders import ROOT
from tests.support.programs import Run

LOGO = ROOT / "content" / "brands" / "whirligig" / "logos" / "badge.svg"


@pytest.mark.command
def test_what_is_asked_for_becomes_a_kit_that_builds_without_a_warning(
    run: Run, tmp_path: Path, catalogue: Catalogue
) -> None:
    name = 'Guild of "Examples": # one'
    made = run("brand", "new", "kits/guild", "--name", name, "--colour", "teal", "--logo", str(LOGO))
    assert (made.returncode, made.stderr) == (0, "")
    kit = load_kit(tmp_path / "kits" / "guild")
    look = look_of(kit, catalogue)
    assert (kit.name, look.palette.ground.own) == (name, "#008080")
    assert look.logos.small.light
    assert look.logos.small.light.alt == f"The logo of {name}"
    assert (kit.folder / "logos" / "badge.svg").read_bytes() == LOGO.read_bytes()
    done = run("build", "--strict", "--brand", "kits/guild", "--product", "card", "--aspect", "1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "logos/badge.svg: " in done.stdout


@pytest.mark.command
def test_it_asks_for_what_is_not_said(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "framework_pdf", "brand", "new", "guild"]
    answers = "Guild of Examples\nnavy\n\n"
    done = subprocess.run(command, cwd=tmp_path, input=answers, capture_output=True, text=True, check=True)
    assert "Name of the organisation: " in done.stdout
    kit = load_kit(tmp_path / "guild")
    assert (kit.name, kit.brand.color.primary and kit.brand.color.primary.light) == ("Guild of Examples", "navy")
    assert not any((kit.brand.logo.small, kit.brand.logo.medium, kit.brand.logo.large))


@pytest.mark.command
def test_every_key_that_is_explained_is_one_and_works_once_its_mark_is_taken_away(
    run: Run, tmp_path: Path, catalogue: Catalogue
) -> None:
    run("brand", "new", "guild", "--name", "Guild", "--colour", "navy", "--logo", "")
    folder = tmp_path / "guild"
    text = (folder / "_brand.yml").read_text(encoding="utf-8")
    uncommented = re.sub(r"^( *)#(?=[^ ])", r"\1", text, flags=re.MULTILINE)
    assert uncommented.count("\n#") + uncommented.count(" # ") > 20, "the explanations stay"
    schema = json.loads((folder / "_brand.schema.json").read_text(encoding="utf-8"))
    data = yaml.safe_load(uncommented)
    assert not [error.message for error in Draft7Validator(schema).iter_errors(data)]
    data["typography"].pop("fonts")  # its files are for the reader to bring, like the pictures
    ours = data["defaults"]["framework-pdf"]
    assert set(ours) == {
        *("design", "inks", "aspects", "logo", "strapline", "foreword", "back-cover", "contact", "licence", "partners")
    }
    for path in ("logos/logo.svg", "logos/on-dark.svg", "logos/large.svg", "logos/small.svg", "logos/partner.svg"):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(LOGO.read_bytes())
    ours["foreword"]["photograph"]["path"] = "logos/small.svg"
    (folder / "_brand.yml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    assert look_of(load_kit(folder), catalogue).partners


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.svg").write_text("", encoding="utf-8")
    done = run("brand", "new", "Bad Name", "--name", " ", "--colour", "greenish", "--logo", "empty.svg")
    assert done.returncode == 1
    codes = re.findall(r"error\[([a-z-]+)\]", done.stderr)
    assert sorted(codes) == ["bad-value", "unknown-colour", "unusable-picture"]
    assert not (tmp_path / "Bad Name").exists()


@pytest.mark.command
def test_nothing_is_written_over(run: Run, tmp_path: Path) -> None:
    asked = ("--name", "Guild", "--colour", "navy", "--logo", str(LOGO))
    logos = tmp_path / "guild" / "logos"
    logos.mkdir(parents=True)
    (logos / "badge.svg").write_text("mine", encoding="utf-8")
    refused = run("brand", "new", "guild", *asked)
    assert refused.returncode == 1
    assert "guild/logos/badge.svg" in refused.stderr
    assert [path.name for path in (tmp_path / "guild").iterdir()] == ["logos"]
    assert (logos / "badge.svg").read_text(encoding="utf-8") == "mine"


@pytest.mark.command
def test_a_logo_that_lies_in_the_folder_already_is_used_where_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "guild").mkdir()
    (tmp_path / "guild" / "mark.svg").write_bytes(LOGO.read_bytes())
    done = run("brand", "new", "guild", "--name", "Guild", "--colour", "navy", "--logo", "guild/mark.svg")
    assert (done.returncode, done.stderr) == (0, "")
    medium = load_kit(tmp_path / "guild").brand.logo.medium
    assert medium and medium.light and medium.light.path == "mark.svg"  # noqa: PT018 (one fact, for the types)
    assert not (tmp_path / "guild" / "logos").exists()


def test_the_start_names_every_choice_of_forms() -> None:
    from framework_pdf.brand.options import Cover, Panels

    text = BLANK_KIT.read_text(encoding="utf-8")
    for form in (*Cover, *Panels):
        assert re.search(rf"# .*\b{form}:", text), form


def test_the_start_names_every_typeface_that_is_packaged() -> None:
    text = " ".join(BLANK_KIT.read_text(encoding="utf-8").replace("#", " ").split())
    for name in packaged_families():
        assert name in text, name


@pytest.mark.parametrize("colour", ["#1d3557", "rgb(29, 53, 87)", "oklch(0.5 0.1 200)", "navy"])
def test_a_colour_may_be_written_in_any_way_of_css(run: Run, tmp_path: Path, colour: str) -> None:
    done = run("brand", "new", "guild", "--name", "Guild", "--colour", colour, "--logo", "")
    assert (done.returncode, done.stderr) == (0, "")
    primary = load_kit(tmp_path / "guild").brand.color.primary
    assert primary and primary.light == colour  # noqa: PT018 (one fact, for the types)


@pytest.mark.parametrize("name", [os.fsdecode(b"Caf\xe9"), "Guild\u2066"])
def test_a_name_that_a_file_can_not_have_is_refused(name: str, run: Run, tmp_path: Path) -> None:
    done = run("brand", "new", "guild", "--name", name, "--colour", "navy", "--logo", "")
    assert done.returncode == 1, done.stderr
    assert "error[bad-value]" in done.stderr
    assert not (tmp_path / "guild").exists()


@pytest.mark.command
@pytest.mark.parametrize("name", ["mark\n.svg", os.fsdecode(b"mark\xff.svg"), "guild/http:mark.svg"])
def test_a_logo_that_a_kit_can_not_name_is_refused(name: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "guild").mkdir()
    (tmp_path / name).write_bytes(LOGO.read_bytes())
    done = run("brand", "new", "guild", "--name", "Guild", "--colour", "navy", "--logo", name)
    assert done.returncode == 1, done.stderr
    assert re.search(r"error\[(bad-name|outside-kit)\]", done.stderr)
    assert not (tmp_path / "guild" / "_brand.yml").exists()
