"""The commands as a user types them: what they print, what they write, how they end."""

import json
from pathlib import Path

import pytest

from tests.support.folders import BLANK, CONTENT, GARDEN
from tests.support.programs import Run


def test_build_says_what_it_made_and_keeps_a_manifest(program: Run, tmp_path: Path) -> None:
    done = program("build", "--content", GARDEN, "--profession", "Digger", "--aspect", "4", "--aspect", "plants")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert [line.split()[:3] for line in lines[:2]] == [
        ["gardener/cards/2-plants.pdf", "1", "page"],
        ["gardener/cards/4-neighbourhood.pdf", "1", "page"],
    ]
    assert lines[2].startswith("2 files, 2 pages, in output/ in ")
    assert lines[2].endswith("; the manifest is output/manifest.json")

    made = sorted(str(path.relative_to(tmp_path / "output")) for path in (tmp_path / "output").rglob("*.*"))
    assert made == [
        ".framework-pdf.lock",
        "gardener/cards/2-plants.pdf",
        "gardener/cards/4-neighbourhood.pdf",
        "manifest.json",
    ]


@pytest.mark.build
def test_quiet_and_verbose(run: Run) -> None:
    assert run("build", "--aspect", "1", "--quiet").stdout == ""
    for options in ("--force", "--verbose"), ("--verbose",):
        verbose = run("build", "--aspect", "1", *options).stdout
        assert "aspects/1-myself-as-an-individual.yml" in verbose
        assert "templates/parts/card.html.j2" in verbose
    assert run("build", "--quiet", "--verbose").returncode == 2


@pytest.mark.build
def test_usage(run: Run) -> None:
    unknown = run("build", "--profession", "podiatrst")
    assert unknown.returncode == 2
    assert "did you mean `podiatrist`" in unknown.stderr
    assert run("build", "--all", "--profession", "OT").returncode == 2
    assert run("build", "--product", "banner").returncode == 2
    paper = run("build", "--product", "booklet", "--paper", "A4")
    assert (paper.returncode, paper.stderr.splitlines()[0]) == (2, "error[unknown-paper]: a booklet is not made on A4")
    some = run("build", "--product", "booklet", "--aspect", "1")
    assert (some.returncode, some.stderr.splitlines()[0]) == (
        2,
        "error[aspects-of-a-whole]: a booklet has every aspect: it can't be made of some",
    )


@pytest.mark.build
def test_problems_go_to_standard_error_with_exit_code_1(run: Run) -> None:
    done = run("build", "--content", "nowhere")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "error[no-folder]: there is no such content folder\n"
        "  nowhere\n"
        "  hint: name one with --content, or make one with `framework-pdf new DIR`\n"
        "1 error\n"
    )


@pytest.mark.command
def test_list(run: Run) -> None:
    professions = json.loads(run("list", "professions", "--json").stdout)
    assert len(professions) == 15
    assert {
        "id": "podiatrist",
        "plural": "podiatrists",
        "aliases": ["chiropodist", "chiropody", "podiatry"],
        "like": [],
    } in professions
    aspects = json.loads(run("list", "aspects", "--json").stdout)
    assert [aspect["number"] for aspect in aspects] == [1, 2, 3, 4, 5, 6]
    assert aspects[3] == {"number": 4, "id": "communities-and-networks", "title": "Communities and networks"}
    products = [line.split()[:3] for line in run("list", "products").stdout.splitlines()]
    assert [row for row in products if row[0] in {"booklet", "card", "poster", "deck", "matrix", "session"}] == [
        ["booklet", "standard", "pdf"],
        ["card", "standard", "pdf"],
        ["poster", "standard", "pdf"],
        ["deck", "standard", "pdf"],
        ["matrix", "standard", "pdf"],
        ["session", "standard", "pdf"],
        ["booklet", "large-print", "pdf"],
        ["card", "large-print", "pdf"],
        ["deck", "large-print", "pdf"],
        ["session", "large-print", "pdf"],
        ["booklet", "workbook", "pdf"],
        ["matrix", "by-aspect", "pdf"],
        ["booklet", "html", "the"],
        ["matrix", "html", "the"],
    ]
    assert ["worksheet", "large-print", "pdf"] in products
    assert len(run("list", "aspects").stdout.splitlines()) == 6


def test_new_says_how_this_program_is_called_here(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its name where a shell finds it; else, as in a checkout, by its place."""

    def last_line(folder: str) -> str:
        return run("new", "--blank", folder).stdout.splitlines()[-1]

    monkeypatch.setenv("PATH", str(tmp_path))
    assert last_line("one") == f"now: cd one && {tmp_path}/framework-pdf build"
    (tmp_path / "framework-pdf").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "framework-pdf").chmod(0o755)
    assert last_line("two") == "now: cd two && framework-pdf build"


@pytest.mark.build
def test_new_makes_a_copy_that_builds(run: Run, tmp_path: Path) -> None:
    done = run("new", "mine")
    assert done.returncode == 0
    mine = tmp_path / "mine"
    assert (mine / "content" / "framework.yml").read_bytes() == (CONTENT / "framework.yml").read_bytes()
    title = mine / "content" / "aspects" / "1-myself-as-an-individual.yml"
    title.write_text(
        title.read_text(encoding="utf-8").replace("title: Myself", "title: Ourselves", 1), encoding="utf-8"
    )
    built = run("build", "--aspect", "1", "--verbose", cwd=mine)
    assert built.returncode == 0
    assert "from content/aspects/1-myself-as-an-individual.yml" in built.stdout
    again = run("new", "mine")
    assert again.returncode == 1
    assert [line for line in again.stderr.splitlines() if line.startswith("  mine")] == [
        "  mine/content",
        "  mine/templates",
    ]


@pytest.mark.build
def test_manifest(run: Run, tmp_path: Path) -> None:
    import hashlib

    run("build", "--content", GARDEN, "--profession", "cook", "--product", "card")
    manifest = json.loads((tmp_path / "output" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["last_run"]["versions"].keys() >= {"framework-pdf", "python", "weasyprint", "Pango"}
    (met,) = manifest["requests"]
    assert met["warnings"] == []
    assert manifest["editions"][0]["edition"] == "cook/cards.pdf"
    assert len(manifest["editions"]) == 5
    for entry in manifest["editions"]:
        (file,) = entry["files"]
        pdf = (tmp_path / "output" / file["path"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(pdf), hashlib.sha256(pdf).hexdigest())
        assert entry["seconds"] > 0
        names = {Path(name).name for name in entry["inputs"]}
        assert names >= {"cook.yml", "framework.yml", "card.html.j2", "style.css", "SourceSans3-Bold.ttf"}
        assert "garddwr-ysgol.yml" not in names
        for path, total in entry["inputs"].items():
            assert hashlib.sha256((tmp_path / path).read_bytes()).hexdigest() == total
    single = {Path(name).name for name in manifest["editions"][4]["inputs"]}
    assert "4-neighbourhood.yml" in single
    assert "3-people.yml" not in single


@pytest.mark.build
def test_check_says_that_nothing_is_wrong_and_makes_nothing(run: Run, tmp_path: Path) -> None:
    """That nothing is wrong with our own content is seen in test_every_edition."""
    done = run("check", "--content", BLANK)
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "no problem found\n4 entries not reviewed; --reviewed-since names them\n",
        "",
    )
    assert list(tmp_path.iterdir()) == []
