"""What workers of tests begin with, each of which is forked with it: all that sets pages is loaded, and was used once.

Most tests that build do so with new workers, which would load modules, compile our templates and cut down our
typefaces each anew.
"""

import gc
from pathlib import Path

from framework_pdf.build import pipeline
from framework_pdf.build.session import open_sessions
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.plan import Request
from tests.support.folders import GARDEN, TEMPLATES

REQUESTS = (
    Request(("cook",), products=("booklet",), formats=("html",)),
    Request(("cook",), products=("card",), aspects=("1",)),
)
"""A web page and a card."""

(session,) = open_sessions(Workspace((GARDEN,), (TEMPLATES,), Path("nowhere")), ()).values()
for asked in REQUESTS:
    for edition in session.plan(asked):
        pipeline.make_edition(session, edition)
gc.collect()
gc.freeze()  # what is never looked through stays in memory that all share
