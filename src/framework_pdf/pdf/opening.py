"""Opens PDFs that anybody made."""

import warnings
from io import BytesIO
from pathlib import Path

from pikepdf import PasswordError, Pdf


def open_pdf(source: Path | BytesIO, password: str = "") -> Pdf:
    """Open a PDF; the password is for those that want one, and others are opened as they are.

    Those that have a password for their author alone want none to be read (ISO 32000-1, 7.6.3.4).

    Raises:
        PasswordError: It wants another password.
        PikepdfError: It is no PDF, or too damaged to be read.
        OSError: It can't be read.

    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a password that is not wanted: it may be for another file
        try:
            return Pdf.open(source, password=password)
        except PasswordError:
            return Pdf.open(source)
