"""Brand kits of others: they build as they lie there, or one line says what is missing and what brings it."""

from pathlib import Path

import pytest

from framework_pdf.brand.kit import find_kit, load_kit
from framework_pdf.brand.look import look_of
from framework_pdf.brand.report import report_of
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.diagnostics import errors_in
from framework_pdf.core.errors import KitError
from tests.support.kits_of_others import KITS, KitOfOthers

MOST_THAT_LACK_SOMETHING = 6


def test_there_are_sixty_and_nearly_all_can_be_built() -> None:
    assert len(KITS) == 60
    assert sum(kit.lacks is not None for kit in KITS.values()) <= MOST_THAT_LACK_SOMETHING


@pytest.mark.parametrize("kit", KITS.values(), ids=KITS)
def test_a_kit_is_taken_or_says_in_one_line_what_it_lacks(
    kit: KitOfOthers, tmp_path: Path, catalogue: Catalogue
) -> None:
    folder = kit.write(tmp_path)
    if kit.lacks:
        with pytest.raises(KitError) as caught:
            look_of(load_kit(find_kit(str(folder), ())), catalogue)
        (problem,) = errors_in(caught.value.diagnostics)
        assert kit.lacks in problem.message
        assert problem.hint
        assert kit.brings in problem.hint
        assert problem.location
        assert problem.location.line
        return
    look = look_of(load_kit(find_kit(str(folder), ())), catalogue)
    told = "\n".join(map(str, look.warnings))
    if kit.warned:
        assert kit.warned in told
        assert all(warning.hint and warning.location for warning in look.warnings)
    else:
        assert told == ""


def test_a_kit_without_a_name_is_called_after_its_folder(tmp_path: Path, catalogue: Catalogue) -> None:
    kit = tmp_path / "Our Garden"
    kit.mkdir()
    (kit / "_brand.yml").write_text("color: {primary: teal}\n")
    look = look_of(load_kit(kit), catalogue)
    assert (report_of(look, ()).name, look.brand_name) == ("our-garden", "our-garden")
    assert look.name == catalogue.framework.imprint.made_by
