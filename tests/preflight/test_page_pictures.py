"""How the pages of a file lie beside each other, as the file says."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from framework_pdf.preflight.page_pictures import spreads


@pytest.mark.parametrize(
    ("layout", "direction", "told"),
    [
        (None, None, None),
        (Name.SinglePage, Name.R2L, None),
        (Name.TwoPageRight, None, "ltr"),
        (Name.TwoPageRight, Name.L2R, "ltr"),
        (Name.TwoPageRight, Name.R2L, "rtl"),
    ],
)
def test_spreads_are_read_as_the_file_is_bound(layout: Name | None, direction: Name | None, told: str | None) -> None:
    data = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if layout:
            pdf.Root.PageLayout = layout
        if direction:
            pdf.Root.ViewerPreferences = Dictionary(Direction=direction)
        pdf.save(data)
    assert spreads(data.getvalue()) == told
