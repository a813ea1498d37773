"""Cards in any typeface: the framework's own words have room on them, and the report says what gave way."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from framework_pdf.brand.font_families import typefaces_folder
from framework_pdf.brand.report import report_of
from framework_pdf.brand.typefaces import TypeFit
from framework_pdf.build.pipeline import make_edition
from framework_pdf.build.session import Session, open_sessions
from framework_pdf.build.typeset import fitted_part
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.plan import Request
from tests.support.folders import CONTENT, GARDEN, TEMPLATES
from tests.support.frameworks import write_framework

CARD = Request(("podiatrist",), products=("card",), aspects=("1",), paper="A5")
Opened = Callable[..., Session]


@pytest.fixture
def in_look_of(tmp_path: Path) -> Opened:
    """Return our own framework's session in the look of a kit, which has a face of its own, called Broad."""

    def opened(typography: str, broader: float = 1, x_height: int | None = None, content: Path = CONTENT) -> Session:
        kit = tmp_path / "guild"
        kit.mkdir()
        for style in ("Regular", "Bold"):
            with TTFont(typefaces_folder() / "Open Sans" / f"OpenSans-{style}.ttf") as font:
                font["hmtx"].metrics = {
                    name: (round(advance * broader), left) for name, (advance, left) in font["hmtx"].metrics.items()
                }
                if x_height:
                    font["OS/2"].sxHeight = x_height
                font.save(kit / f"{style}.ttf")
        fonts = "fonts: [{family: Broad, source: file, files: [Regular.ttf, Bold.ttf]}]"
        (kit / "_brand.yml").write_text(f"typography:\n  {fonts}\n  {typography}\n", encoding="utf-8")
        workspace = Workspace((content,), (TEMPLATES,), tmp_path / "out")
        return open_sessions(workspace, (str(kit),))[kit.name]

    return opened


@pytest.mark.build
@pytest.mark.parametrize(
    ("typography", "broader", "fit", "fonts"),
    [
        ("base: EB Garamond", 1, TypeFit.NOMINAL, {"EBGaramond-Regular.ttf", "EBGaramond-Bold.ttf"}),
        (
            "{base: Broad, headings: Lato}",
            1.6,
            TypeFit.DEFAULT_TEXT,
            {"SourceSans3-Regular.ttf", "SourceSans3-Bold.ttf", "Lato-Bold.ttf"},
        ),
        ("base: Broad", 2.5, TypeFit.DEFAULT, {"SourceSans3-Regular.ttf", "SourceSans3-Bold.ttf"}),
    ],
    ids=["small letters", "broad text", "broad headings too"],
)
def test_our_words_have_room_in_any_typeface(
    typography: str, broader: float, fit: TypeFit, fonts: set[str], in_look_of: Opened
) -> None:
    typography = typography.strip("{}").replace(", ", "\n  ")
    session = in_look_of(typography, broader)
    (edition,) = session.plan(CARD)
    outcome = make_edition(session, edition)
    assert outcome.made.problems == ()
    assert outcome.made.files[0].pages == 1
    fitted = fitted_part(session, edition)
    (setting,) = fitted.settings.values()
    assert setting.type_fit is fit
    assert {path.name for path in fitted.laid_out.files if path.suffix == ".ttf"} == fonts
    ((kind, how, number),) = report_of(session.look, outcome.made.shows).fitted
    assert (kind, number) == ("card on A5", 1)
    assert str(fit) in how


@pytest.mark.build
def test_titles_of_a_booklet_have_room_in_any_typeface(in_look_of: Opened, tmp_path: Path) -> None:
    """A face with very small letters would be set so large that titles lie over the numbers above them."""
    session = in_look_of("headings: Broad", x_height=450, content=write_framework(tmp_path / "content", 1))
    (edition,) = session.plan(Request(products=("booklet",)))
    outcome = make_edition(session, edition)
    assert outcome.made.problems == ()
    ((kind, how, number),) = report_of(session.look, outcome.made.shows).fitted
    assert (kind, how, number) == ("booklet on A5", TypeFit.NOMINAL, 1)
    assert session.composed(edition, outcome.made.trials).checksum == outcome.html


def test_nothing_is_composed_for_smaller_logos_where_there_is_none(tmp_path: Path) -> None:
    (session,) = open_sessions(Workspace((GARDEN,), (TEMPLATES,), tmp_path / "out"), ()).values()
    (edition,) = session.plan(Request(products=("booklet",)))
    tried = [next(iter(settings.values())) for settings in session.settings_of(edition)]
    shares = [(each.title_share, each.logo_share) for each in tried]
    assert shares == [(1.0, 1.0), (0.9, 1.0), (0.8, 1.0), (0.7, 1.0), (0.6, 1.0)]
    session.composed(edition, {"": len(shares)})
    assert len(session._composed) == len(shares)


def test_smaller_titles_are_told_from_larger_ones_whoever_composed_them(tmp_path: Path) -> None:
    """Else an edition that was set with smaller titles would never be up to date."""
    places = Workspace((GARDEN,), (TEMPLATES,), tmp_path / "out")
    made, compared = (next(iter(open_sessions(places, ()).values())) for _ in range(2))
    (edition,) = made.plan(Request(products=("booklet",)))
    for settings in islice(made.settings_of(edition), 2):
        made.compose(edition, settings)
    assert made.composed(edition, {"": 2}).checksum == compared.composed(edition, {"": 2}).checksum
