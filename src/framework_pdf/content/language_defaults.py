"""The defaults of labels, by language: what content leaves out of its labels.yml is printed as they say it."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import cache, reduce
from pathlib import Path
from typing import Any

from framework_pdf.content.model.base import LANGUAGE
from framework_pdf.content.overlays import lay_over
from framework_pdf.content.yaml_source import YamlSource, read_yaml
from framework_pdf.core.diagnostics import Diagnostic, Location, Severity, listed

FOLDER = Path(__file__).parent / "languages"
FALLBACK = "en"
"""The language that has a default for every label."""
OF_MAKERS = "specimen"
"""Labels whose names begin so are of a sheet for those who make editions: no reader meets them in English."""
MOST_TOLD = 8
"""So many labels are named."""


def with_defaults(
    labels: YamlSource | None, language: str, others: Set[str] = frozenset()
) -> tuple[YamlSource, tuple[Diagnostic, ...]]:
    """Lay the labels of some content over the defaults of its language.

    Args:
        labels: What the content's own file says, if it has one.
        language: The language of the content (BCP 47).
        others: The labels of the content that are in another language, because a folder below has them.

    Returns:
        Every label, and a warning if readers would meet some in another language, because nobody has said them in this.

    """
    if labels is not None and not isinstance(labels.data, dict):
        return labels, ()  # whoever validates it is told
    primary = primary_of(language)
    own = _defaults(primary) if primary != FALLBACK and (FOLDER / f"{primary}.yml").is_file() else None
    said = [each for each in (own, labels) if each is not None]
    source = reduce(lay_over, said, _defaults(FALLBACK))
    if labels is not None:  # the file that people know is where labels are
        source = replace(source, path=labels.path, values={**source.values, (): labels.at_value(())})
    in_english = _in_english(source.data, said) if primary != FALLBACK else set()
    of_readers = (name for name in source.data if not name.startswith(OF_MAKERS) and _has_words(source.data[name]))
    missing = [name for name in of_readers if name in others | in_english]
    if not missing:
        return source, ()
    what = "nobody has said these labels in the content’s language, so they are printed in another"
    message = f"{what}: {listed(missing, MOST_TOLD)}"
    place = Location(labels.path) if labels else None
    hint = "say them in labels.yml"
    return source, (Diagnostic("labels-in-another-language", message, place, hint, severity=Severity.WARNING),)


def _in_english(labels: Mapping[str, Any], said: Sequence[YamlSource]) -> Set[str]:
    """Return the names of labels that are in English: nobody has said them, or who did has left most as they were."""
    english = _defaults(FALLBACK).data
    in_words = {name for each in said for name, label in each.data.items() if _has_words(label)}
    as_they_were = {name for name in in_words if labels[name] == english.get(name)}
    unsaid = labels.keys() - {name for each in said for name in each.data}
    # Some words are the same in two languages: notes, contact.
    return unsaid | as_they_were if 2 * len(as_they_were) > len(in_words) else unsaid


def language_of(content: Sequence[Path]) -> str:
    """Return the language that content folders are in, as far as it can be read; English where it can't."""
    source = read_yaml(content[0] / "framework.yml")[0] if content else None
    said = source.data.get("language") if source and isinstance(source.data, dict) else None
    return said if isinstance(said, str) else FALLBACK


@cache
def words_of_sheet(sheet: str, language: str) -> Mapping[str, Any]:
    """Return the words of a sheet in a language (BCP 47), or in English; `language` is the one that they are in."""
    primary = primary_of(language)
    known = {path.stem for path in (FOLDER / "sheets").iterdir()}
    data = _defaults(f"sheets/{primary if primary in known else FALLBACK}").data
    return {"language": data["language"], **data[sheet]}


def _has_words(label: Any) -> bool:
    """Return whether a label has words of its own, beside names in braces."""
    return re.search(r"[^\W\d_]", re.sub(r"\{.*?\}", "", str(label))) is not None


def primary_of(language: str) -> str:
    """Return the primary language of a tag (BCP 47): of `en-GB`, `en`; of what is none, the one of the defaults."""
    return language.partition("-")[0].lower() if re.fullmatch(LANGUAGE, language) else FALLBACK


def _defaults(language: str) -> YamlSource:
    source, problems = read_yaml(FOLDER / f"{language}.yml")
    if source is None or problems:
        raise RuntimeError(*problems)  # it is ours: a test reads it
    return source
