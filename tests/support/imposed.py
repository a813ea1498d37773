"""Sheets as a line of text, for tests of imposition."""

from collections.abc import Sequence

from framework_pdf.pdf.office.imposition import Sheet, Side


def drawn(sheets: Sequence[Sheet]) -> str:
    """Sheets in; out, a line: `8 1 | 2 7 / 6 3 | 4 5`. `2*` is a page upside down, `-` an empty place."""

    def side(rows: Side) -> str:
        return ", ".join(
            " ".join(f"{each.page}{'*' * each.turned}" if each.page else "-" for each in row) for row in rows
        )

    return " / ".join(f"{side(sheet.front)} | {side(sheet.back)}" for sheet in sheets)
