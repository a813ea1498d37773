"""Pictures of a kit: drawn as browsers draw them, or refused in words; nothing hostile gets further than that."""

import os
from base64 import b64decode
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from framework_pdf.brand.kit import file_of, load_kit
from framework_pdf.brand.look import look_of
from framework_pdf.brand.pictures import picture_of, settable
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.diagnostics import Location, errors_in
from framework_pdf.core.errors import KitError
from framework_pdf.preflight import svg_comparison
from tests.support.kit_pictures import SVG, drawn, taken

CORNERS = "L1 1" * 30_000


def saved(path: Path, image: Image.Image, **options: Any) -> Path:
    image.save(path, **options)
    return path


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b"GIF89a", "no PNG, JPEG or SVG"),
        (b"\x89PNG\r\n\x1a\n broken", "damaged"),
        (b"\x1f\x8b\x08", "compressed"),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(content)
    picture, problems = picture_of(path, Location(tmp_path / "_brand.yml", 3, 7))
    assert picture is None
    assert reason in problems[0].message
    assert str(problems[0].location).endswith("_brand.yml:3:7")


@pytest.mark.parametrize("encoding", ["none", "hex", "gbk"])
def test_an_encoding_that_is_not_known_is_told(encoding: str, tmp_path: Path) -> None:
    picture, said = drawn(tmp_path, f'<?xml version="1.0" encoding="{encoding}"?>{SVG.format("")}')
    assert picture is None
    assert "its first line names an encoding that is not known here: " in said
    assert "logo.svg:1:" in said


@pytest.mark.build
def test_a_huge_raster_is_refused_unread_and_a_long_one_scaled_down(tmp_path: Path) -> None:
    huge = BytesIO()
    Image.new("1", (20_000, 20_000)).save(huge, "PNG")
    (tmp_path / "huge.png").write_bytes(huge.getvalue())
    _, problems = picture_of(tmp_path / "huge.png", Location(tmp_path))
    assert "more than 80 million dots" in problems[0].message
    long = saved(tmp_path / "long.png", Image.new("RGB", (20_000, 400), "#123456"))
    picture, problems = picture_of(long, Location(tmp_path))
    assert not problems
    assert picture
    assert picture.dots == (20_000, 400)
    assert picture.width == 2400


def test_a_truncated_raster_is_refused_whatever_the_typesetter_allows(tmp_path: Path) -> None:
    import weasyprint  # noqa: F401 (it lets truncated files pass for the whole process)
    from PIL import ImageFile

    path = saved(tmp_path / "a.png", Image.effect_noise((200, 100), 60))
    path.write_bytes(path.read_bytes()[:4000])
    assert ImageFile.LOAD_TRUNCATED_IMAGES
    picture, problems = picture_of(path, Location(tmp_path))
    assert picture is None
    assert "damaged" in problems[0].message
    assert ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize("how", [{}, {"quality": 100, "subsampling": 0}, {"restart_marker_rows": 2}])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_jpeg_that_is_cut_short_is_refused_though_its_end_was_put_back(
    mode: str, how: dict[str, int], tmp_path: Path
) -> None:
    path = saved(tmp_path / "a.jpg", Image.effect_noise((203, 101), 60).convert(mode), **how)
    whole = path.read_bytes()
    path.write_bytes(whole + b"what a camera adds")
    assert picture_of(path, Location(tmp_path))[0]
    path.write_bytes(whole[: len(whole) // 2] + b"\xff\xd9")
    place = Location(tmp_path / "_brand.yml", 3, 7)
    picture, (problem,) = picture_of(path, place)
    assert (picture, problem.location) == (None, place)
    assert "damaged: it ends before its last rows" in problem.message
    assert problem.hint == "save it again as PNG, JPEG or SVG"
    with pytest.raises(ValueError, match="it ends before its last rows"):
        settable(path.read_bytes())


def test_a_jpeg_in_another_order_than_that_of_its_rows_passes(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.jpg", Image.effect_noise((203, 101), 60), progressive=True)
    assert picture_of(path, Location(tmp_path))[0]


def test_cmyk_needs_a_profile_and_alpha_is_kept(tmp_path: Path) -> None:
    cmyk = saved(tmp_path / "c.jpg", Image.new("CMYK", (100, 50), (0, 200, 0, 0)))
    assert "CMYK without a profile" in picture_of(cmyk, Location(tmp_path))[1][0].message
    clear = saved(tmp_path / "a.png", Image.new("RGBA", (100, 50), (200, 0, 0, 128)))
    picture, problems = picture_of(clear, Location(tmp_path))
    assert picture
    assert not problems
    with Image.open(BytesIO(b64decode(picture.src.partition(",")[2]))) as image:
        assert image.mode == "RGBA"
        assert image.getpixel((5, 5)) == (200, 0, 0, 128)


@pytest.mark.parametrize(
    "inside",
    [
        "<script/>",
        '<rect width="1" height="1" onclick="x()"/>',
        '<image href="x.png" width="9" height="9"/>',
        '<use href="other.svg#a"/>',
        "<text>Letters</text>",
        "<foreignObject/>",
        "<style>@import url(x.css);</style>",
        '<rect style="fill: url(http://example.org/#a)" width="1" height="1"/>',
        '<g id="a"><use href="#a"/></g>',
        '<rect filter="url(#f)" width="1" height="1"/>',
        '<a href="https://example.org"><rect width="1" height="1"/></a>',
        "<animate/>",
    ],
)
def test_a_drawing_that_is_not_drawn_alike_everywhere_is_refused(inside: str, tmp_path: Path) -> None:
    path = tmp_path / "logo.svg"
    path.write_text(SVG.format(f"\n{inside}\n"), encoding="utf-8")
    picture, problems = picture_of(path, Location(tmp_path), svg_comparison.compared)
    assert picture is None
    assert problems[0].location
    assert problems[0].location.path == path
    assert problems[0].hint


def test_uses_of_uses_do_not_blow_up(tmp_path: Path) -> None:
    groups = "".join(f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 12))
    path = tmp_path / "logo.svg"
    path.write_text(SVG.format(f'<g id="g0"><rect width="1" height="1"/></g>{groups}'), encoding="utf-8")
    _, problems = picture_of(path, Location(tmp_path))
    assert "more in it than is read" in problems[0].message


@pytest.mark.parametrize(
    "inside",
    [
        '<image xlink:href="/etc/hostname" href="data:image/png;base64,AAAA" width="9" height="9"/>',
        '<image href="data:image/svg+xml;base64,AAAA" width="9" height="9"/>',
        '<image href="data:image/gif;base64,AAAA" width="9" height="9"/>',
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/hostname"/>',
        '<h:link xmlns:h="http://www.w3.org/1999/xhtml" rel="stylesheet" href="#a"/>',
        '<style>@import "x.css";</style>',
        "<style>rect { fill: u<!-- -->rl(x.svg#a) }</style>",
        "<style>@media print { rect { fill: red } }<g/></style>",
        "<style><g>@media print { rect { fill: red } }</g>rect { fill: red }</style>",
        "<style><g/>rect { fill: url(file:///etc/hostname#a) }</style>",
        "<style>rect { fill: red }<style>g { fill: red }</style></style>",
        '<rect width="9" height="9" style="fill: url(/etc/hostname#a)"/>',
        '<linearGradient id="a" spreadMethod="repeat"/>',
    ],
)
def test_what_fetches_or_could_go_on_for_ever_is_not_drawn_at_all(inside: str, tmp_path: Path) -> None:
    svg = SVG.format(f'\n<g xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</g>')
    picture, said = drawn(tmp_path, svg, proof=False)
    assert picture is None
    assert "logo.svg:2:" in said


@pytest.mark.parametrize("named", ["", 'SYSTEM "a>b" ', "SYSTEM 'a>\"b' ", 'PUBLIC "a" "b>c" ', 'SYSTEM "a[b" '])
@pytest.mark.parametrize("declared", ['<!ENTITY a "x">', '<!ENTITY a "]>">', '<!ATTLIST rect onload CDATA "x">'])
def test_what_a_document_type_declares_is_refused(named: str, declared: str, tmp_path: Path) -> None:
    svg = f"<!DOCTYPE svg {named}[{declared}]>\n{SVG.format('<title>&a;</title>')}"
    assert "it declares entities, which can blow up\n" in drawn(tmp_path, svg, proof=False)[1]
    with pytest.raises(ValueError, match="declares entities"):
        settable(svg.encode())


def test_a_style_sheet_beside_a_drawing_is_refused(tmp_path: Path) -> None:
    svg = '<?xml-stylesheet href="data:text/css,rect{fill:red}"?>\n' + SVG.format('<rect width="9" height="9"/>')
    assert "logo.svg:1:1" in drawn(tmp_path, svg)[1]


@pytest.mark.parametrize(
    "parts",
    [
        f'<marker id="m"><path d="M0 0"/></marker><path marker-mid="url(#m)" d="M0 0{CORNERS}"/>',
        "<style>.m{marker:url(#m)}</style><marker id='m'><path d='M0 0'/></marker>"
        f"<path class='m' d='M0 0{CORNERS}'/>",
        '<pattern id="p"><rect fill="url(#p)" width="9" height="9"/></pattern><rect fill="url(#p)"/>',
        '<mask id="p"><rect mask="url(#p)" width="9" height="9"/></mask><rect mask="url(#p)" width="9" height="9"/>',
        "<g>" * 200 + "</g>" * 200,
    ],
    ids=["markers", "markers of a style", "a pattern in itself", "a mask in itself", "groups"],
)
def test_what_blows_up_is_not_drawn_at_all(parts: str, tmp_path: Path) -> None:
    assert "more in it than is read" in drawn(tmp_path, SVG.format(parts))[1]


def test_a_picture_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    jpeg = tmp_path / "a.png"
    Image.new("RGB", (60, 30), "#208040").save(jpeg, "JPEG")
    assert (picture := taken(jpeg)[0])
    assert picture.src.startswith("data:image/jpeg")
    svg = tmp_path / "b.png"
    svg.write_text(SVG.format('<rect width="90" height="90"/>'), encoding="utf-8")
    assert (picture := taken(svg, proof=False)[0])
    assert picture.src.startswith("data:image/svg+xml")


def test_rasters_of_every_kind_become_what_they_show(tmp_path: Path) -> None:
    image = Image.linear_gradient("L").resize((64, 32))
    exif = Image.Exif()
    exif[0x0112] = 6
    kinds: list[tuple[Image.Image, dict[str, Any], tuple[int, int]]] = [
        (Image.new("I;16", (64, 32), 32896), {}, (64, 32)),
        (image.convert("P"), {"transparency": 0}, (64, 32)),
        (image.convert("LA"), {}, (64, 32)),
        (image.convert("1"), {}, (64, 32)),
        (image, {"exif": exif}, (32, 64)),
    ]
    for number, (made, options, size) in enumerate(kinds):
        picture, said = taken(saved(tmp_path / f"{number}.png", made, **options))
        assert picture, said
        assert (picture.width, picture.height) == size
        with Image.open(BytesIO(b64decode(picture.src.partition(",")[2]))) as out:
            assert out.mode in {"L", "RGB", "RGBA"}
            assert number or out.getpixel((9, 9)) == 128
    moving = saved(tmp_path / "moving.png", image, save_all=True, append_images=[ImageChops.invert(image)])
    assert "it moves" in taken(moving)[1]
    wrong = saved(tmp_path / "wrong.png", image.convert("RGB"), icc_profile=b"no profile")
    assert "profile can't be used" in taken(wrong)[1]
    huge = tmp_path / "huge.png"
    huge.touch()
    os.truncate(huge, 100_000_000)
    assert "more than 30 MB" in taken(huge)[1]


@pytest.mark.parametrize(
    "name",
    ["//[x", "a" * 5000, "logo\0.svg", "loop.svg", "folder.svg", "pipe.svg", "zero.svg", "http://[", "\\\\host\\x"],
)
def test_a_name_that_is_no_file_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "loop.svg").symlink_to("loop.svg")
    (tmp_path / "folder.svg").mkdir()
    (tmp_path / "zero.svg").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.svg")
    path, (problem,) = file_of(tmp_path, name, Location(tmp_path / "_brand.yml", 1, 7))
    assert path is None
    assert len(problem.message) < 200
    assert problem.code in {"missing-file", "outside-kit"}


def test_a_kit_of_hostile_names_is_told_at_its_lines(tmp_path: Path, catalogue: Catalogue) -> None:
    kit = tmp_path / "kit"
    kit.mkdir()
    (kit / "_brand.yml").write_text("logo:\n  small: //[x\n  large: loop.svg\nmeta: {name: Guild}\n", encoding="utf-8")
    (kit / "loop.svg").symlink_to("loop.svg")
    with pytest.raises(KitError) as caught:
        look_of(load_kit(kit), catalogue)
    lines = [problem.location.line for problem in caught.value.diagnostics if problem.location]
    assert lines == [2, 3]


FONT = "{{path: {}, weight: {}}}"
"""A file of a typeface, as a kit has it."""


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("logo: {light: a.svg, dark: a.svg}", ["1:7 there is no file `a.svg` … folder"]),
        (
            "logo: {small: a.svg, medium: {light: ./a.svg, dark: b.svg}}",
            ["1:15 there is no file `a.svg` … `1:38`)", "1:53 there is no file `b.svg` … folder"],
        ),
        ("logo: {images: {a: b.svg}, medium: {light: a, dark: a}}", ["1:44 there is no file `b.svg` … `1:53`)"]),
        ("logo: {images: {a: b.svg}, medium: {light: b, dark: b}}", ["1:44 there is no image `b` … `1:53`)"]),
        ("logo: {light: junk.png, dark: junk.png}", ["1:7 `junk.png` can't be used … can't be read"]),
        (
            f"typography: {{fonts: [{{family: Odd, source: file, files: [{FONT.format('a.ttf', 400)},"
            f" {FONT.format('a.ttf', 700)}, {FONT.format('junk.ttf', 300)}]}}], base: Odd}}",
            ["1:65 there is no file `a.ttf` … `1:93`)", "1:121 `junk.ttf` is not a font … can be read"],
        ),
    ],
)
def test_a_file_that_is_named_several_times_is_told_once_with_its_places(
    named: str, told: list[str], tmp_path: Path, catalogue: Catalogue
) -> None:
    (tmp_path / "_brand.yml").write_text(f"{named}\nmeta: {{name: Guild}}\n", encoding="utf-8")
    (tmp_path / "junk.png").write_bytes(b"\x89PNG junk")
    (tmp_path / "junk.ttf").write_bytes(b"junk")
    with pytest.raises(KitError) as caught:
        look_of(load_kit(tmp_path), catalogue)
    found = [
        f"{each.location}: {each.message}".partition("_brand.yml:")[2] for each in errors_in(caught.value.diagnostics)
    ]
    assert len(found) == len(told)
    for each, (start, end) in zip(found, (words.split(" … ") for words in told), strict=True):
        assert each.replace(": ", " ", 1).startswith(start), each
        assert each.endswith(end), each


def marked(folder: Path, colour: str, ground: str = "#ffffff00") -> Path:
    """Write a kit whose logo has a mark in the midst of a ground, and return its folder."""
    image = Image.new("RGBA", (900, 600), ground)
    image.paste(colour, (30, 20, 870, 580))
    folder.mkdir()
    image.save(folder / "mark.png")
    (folder / "_brand.yml").write_text('meta: {name: Guild}\ncolor: {primary: "#204060"}\nlogo: mark.png\n')
    return folder


@pytest.mark.parametrize(
    ("colour", "ground", "is_light"),
    [("#ffffff", "#ffffff00", True), ("#e8f0d0", "#ffffff00", True), ("#aa0033", "#ffffff00", False)],
)
def test_a_light_logo_is_for_dark_grounds(
    colour: str, ground: str, is_light: bool, tmp_path: Path, catalogue: Catalogue
) -> None:
    look = look_of(load_kit(marked(tmp_path / "kit", colour, ground)), catalogue)
    light = [problem for problem in look.warnings if problem.code == "light-logo"]
    assert (look.logos.large.light is None, look.logos.small.dark is not None) == (is_light, is_light)
    assert [str(each.location).rpartition("/")[2] for each in light] == ["_brand.yml:3:7"] * is_light
    assert all("{medium: {dark: mark.png, light: FILE}}" in (each.hint or "") for each in light)


@pytest.mark.parametrize(("colour", "ground"), [("#ffffff", "#ffffff00"), ("#ffffff", "#204060"), ("#fff8", "#fff")])
def test_nothing_to_be_seen_is_no_picture(colour: str, ground: str, tmp_path: Path) -> None:
    folder = marked(tmp_path / "kit", colour, ground)
    seen, _ = taken(folder / "mark.png")
    assert bool(seen) is (ground != "#fff")
    Image.new("RGBA", (900, 600)).save(folder / "mark.png")
    assert "nothing is seen in it" in taken(folder / "mark.png")[1]


@pytest.mark.command
def test_an_empty_drawing_and_one_in_wide_margins_are_told(tmp_path: Path, catalogue: Catalogue) -> None:
    assert "nothing is seen in it" in drawn(tmp_path, SVG.format('<rect width="50" height="50" fill="none"/>'))[1]
    folder = marked(tmp_path / "kit", "#aa0033")
    small = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-500 0 1000 1000">{}</svg>'
    (folder / "mark.svg").write_text(small.format('<path d="M-50 470H50V530H-50Z"/>'))
    (folder / "_brand.yml").write_text("meta: {name: Guild}\nlogo: mark.svg\n")
    (told,) = look_of(load_kit(folder), catalogue, svg_comparison.compared).warnings
    assert (told.code, "take 1% of it" in told.message) == ("wide-margins", True)
    box = [int(number) for number in (told.hint or "").partition('viewBox="')[2].partition('"')[0].split()]
    assert box == pytest.approx([-50, 470, 100, 60], abs=5)
    Image.new("RGBA", (900, 600)).save(folder / "wide.png")
    with Image.open(folder / "wide.png") as image:
        image.paste("#aa0033", (400, 20, 500, 580))
        image.save(folder / "wide.png")
    (folder / "_brand.yml").write_text("meta: {name: Guild}\nlogo: wide.png\n")
    hints = [told.hint for told in look_of(load_kit(folder), catalogue).warnings if told.code == "wide-margins"]
    assert hints == ["cut them off: crop it to 100 × 560 dots"]
