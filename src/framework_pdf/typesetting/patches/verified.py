"""The versions of WeasyPrint with which the patches were verified, and whether they are applied."""

import os
from importlib import metadata

VERIFIED_VERSIONS: tuple[str, ...] = ("70.0",)
"""The versions with which files have the same bytes with the patches and without them.

`scripts/verify-weasyprint VERSION` does what is needed to add one.
"""
NO_PATCHES = "FRAMEWORK_PDF_NO_PATCHES"
"""The environment variable that switches the patches off, whatever the version."""


def version() -> str:
    """Return the version of WeasyPrint that sets pages. It is not loaded for that, which takes half a second."""
    try:
        return metadata.version("weasyprint")
    except metadata.PackageNotFoundError:
        return "of an unknown version"


def is_verified() -> bool:
    """Return whether the patches were verified with this version of WeasyPrint."""
    return version() in VERIFIED_VERSIONS


def are_applied() -> bool:
    """Return whether the patches are applied."""
    return is_verified() and not os.environ.get(NO_PATCHES)


def in_words() -> str:
    """Return the verified versions as they are told: `70.0 or 70.1`."""
    return " or ".join(VERIFIED_VERSIONS)


def notice() -> str | None:
    """Return what is told once a run where this version was never verified, and None where it was."""
    if is_verified():
        return None
    return (
        f"WeasyPrint {version()} was never tried with framework-pdf, which sets pages without its shortcuts then: "
        f"that takes half as long again; WeasyPrint {in_words()} was"
    )
