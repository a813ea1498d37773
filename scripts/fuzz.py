"""Try inputs that reach new code, at a target of tests/support/targets.py, for some seconds or with one file."""

import os
import sys
from pathlib import Path

import atheris

os.environ["PATH"] = ""  # veraPDF would take seconds for each

with atheris.instrument_imports(include=["framework_pdf", "yaml"]):
    from tests.support.targets import TARGETS, seeds

name, folder, asked = sys.argv[1:]
learnt = Path(folder) / "learnt"
learnt.mkdir(exist_ok=True)
for number, seed in enumerate(seeds(name)):
    (learnt / f"seed-{number}").write_bytes(seed)
options = [asked] if Path(asked).is_file() else [f"-max_total_time={asked}", "-max_len=20000", str(learnt)]
atheris.Setup(
    [sys.argv[0], f"-artifact_prefix={folder}/", "-timeout=20", "-rss_limit_mb=2000", *options], TARGETS[name]
)
atheris.Fuzz()
