# Short names for the scripts, for those who have `just` (https://just.systems). Nothing needs it.
set positional-arguments

# Prepare this checkout for work on it
setup:
    scripts/setup

# What to run before a commit: lint, types and the quick tests
quick:
    scripts/test --quick

# Run everything that must pass; arguments go to pytest
test *arguments:
    scripts/test "$@"

# Make booklets and cards: `just build --profession podiatrist`
build *arguments:
    scripts/framework-pdf build "$@"

# Measure with one of benchmarks/: `just bench startup`
bench name *arguments:
    .venv/bin/python benchmarks/{{ name }}.py {{ arguments }}

# Release a version: `just release 1.2.0 --dry-run`
release version *arguments:
    scripts/release "$@"
