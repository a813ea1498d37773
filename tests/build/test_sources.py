"""Which files are a place's own, so that a change of one of them is seen."""

from pathlib import Path

from framework_pdf.build.sources import Sources


def test_a_file_to_which_a_link_leads_counts_if_it_lies_in_the_place(tmp_path: Path) -> None:
    place, elsewhere = tmp_path / "place", tmp_path / "elsewhere"
    (place / "below").mkdir(parents=True)
    elsewhere.mkdir()
    for path in (place / "below/own", place / ".hidden", elsewhere / "other"):
        path.write_text("as it was", encoding="utf-8")
    by_another_name = tmp_path / "another-name"
    by_another_name.symlink_to(place)

    def change(path: Path) -> list[bool]:
        """Return whether a changed file changes the state of the place, by each of its names."""
        before = [Sources([name]).state for name in (place, by_another_name)]
        path.write_text(f"{path.read_text(encoding='utf-8')}, and more", encoding="utf-8")
        return [Sources([name]).state != was for name, was in zip((place, by_another_name), before, strict=True)]

    assert change(place / "below/own") == [True, True]
    assert change(place / ".hidden") == [False, False]
    (place / "to-own").symlink_to(place / "below/own")
    (place / "to-other").symlink_to(elsewhere / "other")
    (place / "to-elsewhere").symlink_to(elsewhere)
    assert change(elsewhere / "other") == [False, False]
    own = Sources([place]).state
    (place / "to-own").unlink()
    assert Sources([place]).state != own
