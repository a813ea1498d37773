"""A program of its own: names of modules in; out, for each a line of JSON with what is raised when it is loaded.

So nothing that is broken, crashes or talks (as WeasyPrint does where Pango is missing) reaches the program that asks.
"""

import importlib
import json
import os
import sys
from textwrap import shorten
from traceback import extract_tb


def load(name: str) -> str | None:
    """The name of a module in; out, what is raised when it is loaded, and None where all is well."""
    try:
        importlib.import_module(name)
    except BaseException as error:  # libraries in Rust raise what is no Exception when they panic
        return f"{type(error).__name__}: {shorten(str(error), 200)}{_place(error)}"
    return None


def _place(error: BaseException) -> str:
    """What was raised in; out, the file that raised it: it may not be the one that was installed."""
    files = [frame.filename for frame in extract_tb(error.__traceback__)]
    loaded = [file for file in files if file not in {__file__, importlib.__file__} and not file.startswith("<")]
    return f" ({loaded[-1]})" if loaded else ""


if __name__ == "__main__":
    sys.path[:] = json.loads(sys.argv[1])  # what the program that asks would load, whatever started this one
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as report:
        os.dup2(2, 1)
        for module in sys.argv[2:]:
            print(json.dumps([module, load(module)]), file=report, flush=True)
