"""Sets Jinja up for templates: where it finds them, what they may use, and what it keeps compiled.

Templates may come from others, so they run in a sandbox (docs/security.md).
"""

from collections.abc import Callable, Iterable
from dataclasses import is_dataclass
from functools import partial
from pathlib import Path, PurePath
from typing import Any, ClassVar

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template, TemplateNotFound
from jinja2.bccache import Bucket
from jinja2.loaders import split_template_path
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from framework_pdf.brand.typefaces import embedded
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core import colour
from framework_pdf.core.paths import is_inside
from framework_pdf.core.units import mm_to_pt, pt_to_mm
from framework_pdf.html import diagrams, filters
from framework_pdf.html.citations import cited


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which our own values show nothing but what they hold: no method, and no path.

    It notes which templates it opens. One template may put together the name of another, so this is known only then.
    """

    def __init__(self, **options: Any) -> None:
        """Take the options of Jinja's own environment."""
        super().__init__(**options)
        self.opened: dict[Path, None] = {}
        """The paths of the templates that were opened, each once, in the order of their first opening. They are noted
        for cached templates too."""

    def get_template(self, name: str | Template, *others: Any, **options: Any) -> Template:
        """Return the template of this name, or raise TemplateNotFound."""
        return self._noted(super().get_template(name, *others, **options))

    def select_template(self, names: Iterable[str | Template], *others: Any, **options: Any) -> Template:
        """Return the first of these templates that there is, or raise TemplatesNotFound."""
        return self._noted(super().select_template(names, *others, **options))

    def _noted(self, template: Template) -> Template:
        self.opened[Path(str(template.filename))] = None
        return template

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may see an attribute of a value."""
        kind = type(obj)
        if isinstance(obj, BaseModel) or is_dataclass(kind):
            fields = kind.model_fields if isinstance(obj, BaseModel) else kind.__dataclass_fields__
            is_property = isinstance(getattr(kind, attr, None), property) and not attr.startswith("model_")
            return attr in fields or is_property
        return not isinstance(obj, (type, PurePath)) and super().is_safe_attribute(obj, attr, value)


class _TemplateLoader(FileSystemLoader):
    """Loads templates from some folders, but none that only a symbolic link leads to."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text and the path of a template, or raise TemplateNotFound."""
        parts = split_template_path(template)
        path = next(filter(Path.is_file, (Path(folder, *parts) for folder in self.searchpath)), None)
        if path and not any(is_inside(path, Path(folder)) for folder in self.searchpath):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


class CompiledTemplates(BytecodeCache):
    """Keeps what templates were compiled to, for every environment of this process."""

    known: ClassVar[dict[str, bytes]] = {}
    """The bytecode, by the name of a template and the checksum of its text."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the place of a template if the same text was compiled before."""
        if known := self.known.get(f"{bucket.key}:{bucket.checksum}"):
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        self.known[f"{bucket.key}:{bucket.checksum}"] = bucket.bytecode_to_string()


def make_environment(folders: tuple[Path, ...], catalogue: Catalogue | None) -> TemplateEnvironment:
    """Set Jinja up.

    Args:
        folders: Of templates; a template is taken from the first that has it.
        catalogue: Without one, templates of the content can be parsed, but not filled in.

    """
    environment = TemplateEnvironment(
        loader=_TemplateLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=CompiledTemplates(),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        address=filters.spoken,
        breakable=filters.breakable,
        fill=filters.fill,
        in_mm=pt_to_mm,
        in_pt=mm_to_pt,
        kept=filters.kept_together,
        mixed=colour.mix,
        quoted=filters.quoted,
        sized=diagrams.sized,
        tint=colour.tint,
        shaded=diagrams.shaded,
        **_filters_of_content(catalogue),
    )
    environment.globals.update(
        cells=diagrams.cells,
        cited=cited,
        coloured_cells=diagrams.list_of_cells,
        outer=diagrams.OUTER,
        gap=diagrams.GAP,
        core=diagrams.CORE,
        embedded=embedded,
        qr_code=diagrams.qr_code,
        ring_marks=diagrams.ring_marks,
        sector_marks=diagrams.sector_marks,
    )
    return environment


def _filters_of_content(catalogue: Catalogue | None) -> dict[str, Callable[..., str]]:
    """Return the filters that need the content's language or the numbers of its references."""
    if catalogue is None:
        return dict.fromkeys(("day", "prose", "year"), str)
    return {
        "day": partial(filters.in_words, labels=catalogue.labels),
        "prose": partial(filters.prose, numbers=catalogue.reference_numbers, labels=catalogue.labels),
        "year": partial(filters.published_in, labels=catalogue.labels),
    }
