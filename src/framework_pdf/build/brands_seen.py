"""Says in which brands a problem is seen, where several are made at once and it is not seen in all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from framework_pdf.core.diagnostics import MOST_KNOWN, Diagnostic, listed

Found = Iterable[tuple[str | None, Diagnostic]]
"""Problems, each with the id of the brand in whose editions it was found."""


def told_with_brands(found: Found, kits: Mapping[str | None, Path | None]) -> tuple[Diagnostic, ...]:
    """Return each problem once; one that some brands have and others lack says which have it.

    Words may have room in one typeface and none in another, though their place in the content is the same. What stands
    in a kit, or names a file of its output, says itself whose it is.

    Args:
        found: The problems.
        kits: The folder of the kit of each brand that is made; of the framework's own look there is none.

    """
    brands_by_problem: dict[Diagnostic, dict[str | None, None]] = {}
    for brand, problem in found:
        brands_by_problem.setdefault(problem, {})[brand] = None
    return tuple(
        problem if len(brands) == len(kits) or _says_itself(problem, kits) else _in_brands(problem, brands)
        for problem, brands in brands_by_problem.items()
    )


def _says_itself(problem: Diagnostic, kits: Mapping[str | None, Path | None]) -> bool:
    """Return whether a problem names its brand: by its place in the kit, or by the path of an edition."""
    if problem.location is None:
        return any(f"{brand}/" in problem.message for brand in kits)
    path = problem.location.path.resolve()
    return any(folder and path.is_relative_to(folder.resolve()) for folder in kits.values())


def _in_brands(problem: Diagnostic, brands: Iterable[str | None]) -> Diagnostic:
    names = [brand for brand in brands if brand is not None]
    where = f"the brand{'' if len(names) == 1 else 's'} {listed(names, MOST_KNOWN)}"
    return replace(problem, message=f"{problem.message} (in {where})")
