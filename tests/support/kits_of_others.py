"""Sixty brand kits as other people's websites have them: made by machine, of bodies that do not exist.

Each has what real `_brand.yml` files were seen to have: ways to write colours, pairs for light and dark, defaults of
other tools, logos of all shapes and sizes, odd names of folders, keys of the format that print has no use for, and
typefaces that are not here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

NAME = 'meta: {name: "Guild of Small Hours"}\n'
BLUE = 'color: {primary: "#1d5fa8"}\n'
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" {size}><rect width="100%" height="100%" fill="#1d5fa8"/>{hole}</svg>'
_HOLE = '<circle cx="{x}" cy="{y}" r="{r}" fill="#ffffff"/>'


@dataclass(frozen=True)
class KitOfOthers:
    """A kit, by what it is like."""

    text: str
    """What its `_brand.yml` says."""
    folder: str = "site"
    place: str = "_brand.yml"
    """Where its file is, below the folder."""
    drawings: Mapping[str, tuple[float, float]] = field(default_factory=lambda: {"logo.svg": (300, 100)})
    """Files of drawings and rasters below the folder of that file, each with its width and height."""
    others: tuple[str, ...] = ()
    """Other files of the folder, which are no part of the kit."""
    lacks: str | None = None
    """What the error says that it lacks; None: it can be built."""
    brings: str = ""
    """What the hint says that brings it."""
    warned: str | None = None
    """What it is warned of."""

    def write(self, home: Path) -> Path:
        """Write the kit below a folder; return its own folder."""
        folder = home / self.folder
        file = folder / self.place
        file.parent.mkdir(parents=True)
        file.write_text(self.text, encoding="utf-8")
        for name, size in self.drawings.items():
            path = file.parent / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix == ".svg":
                path.write_text(_drawing(*size), encoding="utf-8")
            else:
                Image.new("RGB", (int(size[0]), int(size[1])), "#1d5fa8").save(path)
        for name in self.others:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text("title: Another thing\n", encoding="utf-8")
        return folder


def _drawing(width: float, height: float) -> str:
    hole = _HOLE.format(x=width / 2, y=height / 2, r=min(width, height) / 4)
    return _SVG.format(size=f'viewBox="0 0 {width} {height}"', hole=hole)


def _colours() -> Iterator[tuple[str, KitOfOthers]]:
    """Yield kits that differ in how they write one colour."""
    written = {
        "three digits": '"#16a"',
        "rgb with spaces": '"rgb(29 95 168)"',
        "hsl": '"hsl(212, 71%, 39%)"',
        "hwb": '"hwb(212 11% 34%)"',
        "oklch": '"oklch(48% 0.13 254)"',
        "a name of css": "rebeccapurple",
        "see-through": '"#1d5fa8cc"',
        "rgba": '"rgba(29, 95, 168, 0.9)"',
    }
    for what, colour in written.items():
        is_clear = what in {"see-through", "rgba"}
        text = f"{NAME}color:\n  primary: {colour}\nlogo: logo.svg\n"
        yield f"colour as {what}", KitOfOthers(text, warned="is not opaque" if is_clear else None)


def _shapes() -> Iterator[tuple[str, KitOfOthers]]:
    """Yield kits that differ in the shape of their logo."""
    shapes = {"1:3": (100, 300), "1:2": (64, 128), "square": (512, 512), "4:3": (40.5, 30.4), "8:1": (960, 120)}
    for name, size in shapes.items():
        text = f"{NAME}{BLUE}logo: logo.svg\n"
        yield f"logo of {name}", KitOfOthers(text, drawings={"logo.svg": size})


def _folders() -> Iterator[tuple[str, KitOfOthers]]:
    """Yield kits that differ in where they are."""
    text = f"{NAME}{BLUE}logo: logo.svg\n"
    for folder in ("My-Site.github.io", "foi_report", "2026 Annual Report", "Café", "website"):
        yield f"folder {folder}", KitOfOthers(text, folder)
    for place in ("_brand.yaml", "brand/_brand.yml", "_brand/_brand.yml"):
        yield f"file {place}", KitOfOthers(text, place=place)
    posts = ("content/posts/first.yml", "content/_index.md", "index.qmd")
    yield "content of a website", KitOfOthers(text, others=posts, warned="passed over")


def _typefaces() -> Iterator[tuple[str, KitOfOthers]]:
    """Yield kits that differ in their typefaces."""
    for family in ("Open Sans", "Lato", "Roboto"):
        fonts = f"typography:\n  fonts: [{{family: {family}, source: google, weight: [400, 700]}}]\n  base: {family}\n"
        yield f"typeface {family}", KitOfOthers(NAME + BLUE + fonts)
    for family, source in (("Fraunces", "google"), ("Sora", "bunny")):
        fonts = f"typography:\n  fonts: [{{family: {family}, source: {source}}}]\n  base: {family}\n"
        yield f"typeface {family}", KitOfOthers(NAME + BLUE + fonts, lacks=f"`{family}`")
    files = "typography:\n  fonts: [{family: Own, source: file, files: [fonts/own.ttf]}]\n  headings: Own\n"
    yield "typeface without its file", KitOfOthers(NAME + BLUE + files, lacks="`fonts/own.ttf`", brings="`fonts/")


def _one_by_one() -> Iterator[tuple[str, KitOfOthers]]:
    """Yield kits that differ in other things."""
    logo = "logo: logo.svg\n"
    two = {"logo.svg": (300, 100), "dark.svg": (300, 100)}
    below = {"img/logo.svg": (300, 100)}
    icon = {"logo.svg": (300, 100), "icon.png": (16, 16)}
    yield "nothing but a colour", KitOfOthers(BLUE, warned="no `meta.name`")
    yield "nothing but a name", KitOfOthers(NAME)
    yield "a short name alone", KitOfOthers(f"meta: {{name: {{short: GSH}}}}\n{BLUE}")
    yield (
        "many links",
        KitOfOthers(
            'meta:\n  name: Guild\n  link: {home: "https://guild.example.org", mastodon: "https://m.example.org/@g"}\n'
        ),
    )
    yield (
        "links for link",
        KitOfOthers("meta:\n  name: Guild\n  links: {home: https://guild.example.org}\n", warned="did you mean `link`"),
    )
    yield "keys of its own", KitOfOthers(f"{NAME}{BLUE}title: A site\nauthor: {{name: Someone}}\n")
    yield "empty parts", KitOfOthers(f"{NAME}color:\n  palette:\n  primary: navy\nlogo:\ntypography:\ndefaults:\n")
    yield (
        "a palette of names",
        KitOfOthers(
            f'{NAME}color:\n  palette: {{ink_1: "#102030", sea: "#1d5fa8", brand: sea}}\n  primary: brand\n'
            "  foreground: ink_1\n"
        ),
    )
    yield (
        "light and dark colours",
        KitOfOthers(
            f'{NAME}color:\n  primary: {{light: "#1d5fa8", dark: "#8fc1ff"}}\n'
            '  background: {light: "#ffffff", dark: "#101418"}\n'
        ),
    )
    yield "dark colours alone", KitOfOthers(f'{NAME}color:\n  primary: "#1d5fa8"\n  background: {{dark: "#101418"}}\n')
    yield "a colour of links", KitOfOthers(f'{NAME}color:\n  primary: "#1d5fa8"\n  link: "#8a1c5c"\n')
    yield (
        "a dark brand",
        KitOfOthers(f'{NAME}color: {{background: "#202224", foreground: white, primary: "#39a0ed"}}\n'),
    )
    yield "a bright brand", KitOfOthers(f'{NAME}{logo}color: {{primary: "#ffea00", foreground: "#111111"}}\n')
    yield "a brand in orange", KitOfOthers(f'{NAME}{logo}color: {{primary: "#f58220", secondary: "#0b2b4c"}}\n')
    yield "a grey brand", KitOfOthers(f'{NAME}{logo}color: {{primary: "#444444"}}\n')
    yield "a clear colour that nothing uses", KitOfOthers(f"{NAME}color: {{primary: navy, info: transparent}}\n")
    yield (
        "words of a role that is not there",
        KitOfOthers(
            f"{NAME}color: {{secondary: navy}}\ntypography: {{headings: {{color: primary}}}}\n",
            warned="no colour `primary`",
        ),
    )
    yield "a dotted line", KitOfOthers(f"{NAME}{BLUE}typography: {{link: {{decoration: underline dotted}}}}\n")
    yield (
        "type for screens",
        KitOfOthers(
            f"{NAME}{BLUE}typography:\n  base: {{family: Source Sans 3, size: 1.1rem, line-height: 1.5}}\n"
            "  monospace: {family: Fira Code, size: 0.9em}\n  monospace-inline: {color: navy}\n"
        ),
    )
    yield (
        "defaults of other tools",
        KitOfOthers(
            f"{NAME}{BLUE}defaults:\n  quarto: {{format: {{html: {{theme: cosmo}}}}}}\n"
            '  bootstrap: {defaults: {navbar-bg: $brand-blue}, rules: ".x { color: red }"}\n'
            "  shiny: {theme: {preset: shiny}}\n"
        ),
    )
    yield (
        "a logo for each ground",
        KitOfOthers(f"{NAME}{BLUE}logo: {{light: logo.svg, dark: dark.svg}}\n", drawings=two),
    )
    yield "a logo for dark grounds alone", KitOfOthers(f"{NAME}{BLUE}logo: {{medium: {{dark: logo.svg}}}}\n")
    yield (
        "images by name",
        KitOfOthers(
            f"{NAME}{BLUE}logo:\n  images:\n    mark: {{path: logo.svg, alt: A mark}}\n    other: dark.svg\n"
            "  small: mark\n  large: {light: mark, dark: other}\n",
            drawings=two,
        ),
    )
    yield (
        "an image that nothing uses and that is not there",
        KitOfOthers(
            f"{NAME}{BLUE}logo:\n  images: {{header: img/header.png, mark: logo.svg}}\n  medium: mark\n",
            warned="no file `img/header.png`",
        ),
    )
    yield (
        "an address of an image that nothing uses",
        KitOfOthers(
            f"{NAME}{BLUE}logo:\n  images: {{web: 'https://example.org/a.svg', mark: logo.svg}}\n  medium: mark\n",
            warned="nothing is fetched",
        ),
    )
    yield (
        "an icon of sixteen dots and a drawing",
        KitOfOthers(
            f"{NAME}{BLUE}logo: {{small: icon.png, large: logo.svg}}\n", drawings=icon, warned="stands in for it"
        ),
    )
    yield "a raster for screens", KitOfOthers(f"{NAME}{BLUE}logo: logo.png\n", drawings={"logo.png": (300, 100)})
    yield (
        "a logo with attributes",
        KitOfOthers(f"{NAME}{BLUE}logo: {{medium: {{path: logo.svg, alt: A mark, attrs: {{class: big}}}}}}\n"),
    )
    yield "a logo from the root of the website", KitOfOthers(f"{NAME}{BLUE}logo: /img/logo.svg\n", drawings=below)
    yield (
        "a logo that is not there, in any size",
        KitOfOthers(
            f"{NAME}{BLUE}logo: {{small: gone.svg, medium: {{light: gone.svg, dark: gone.svg}}}}\n",
            lacks="no file `gone.svg`",
        ),
    )
    yield (
        "a logo by its address",
        KitOfOthers(f"{NAME}{BLUE}logo: https://example.org/logo.svg\n", lacks="nothing is fetched"),
    )
    yield "a colour that is none", KitOfOthers(f"{NAME}color: {{primary: brandish}}\n", lacks="`brandish` is no colour")


KITS = dict((*_colours(), *_shapes(), *_folders(), *_typefaces(), *_one_by_one()))
"""Each kit by what it is like."""
