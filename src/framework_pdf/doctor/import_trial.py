"""A program of its own: imports modules, and prints for each a line of JSON with what was raised.

Its first argument is the path for imports as JSON, the others are names of modules. So a module that is broken, crashes
or prints (as WeasyPrint does where Pango is missing) does no harm to the program that wants to know.
"""

import importlib
import json
import os
import sys
from textwrap import shorten
from traceback import extract_tb


def import_error(name: str) -> str | None:
    """Import a module, and return what is raised, in words; None if all is well."""
    try:
        importlib.import_module(name)
    except BaseException as error:  # when libraries in Rust panic, they raise what is no Exception
        return f"{type(error).__name__}: {shorten(str(error), 200)}{_place(error)}"
    return None


def _place(error: BaseException) -> str:
    """Return the file that raised an error, because it may not be the one that was installed."""
    files = [frame.filename for frame in extract_tb(error.__traceback__)]
    loaded = [file for file in files if file not in {__file__, importlib.__file__} and not file.startswith("<")]
    return f" ({loaded[-1]})" if loaded else ""


if __name__ == "__main__":
    sys.path[:] = json.loads(sys.argv[1])  # what the program that asks would import, however this one was started
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as report:
        os.dup2(2, 1)
        for module in sys.argv[2:]:
            print(json.dumps([module, import_error(module)]), file=report, flush=True)
