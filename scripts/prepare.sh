# Makes sure that this checkout has a Python environment in .venv with everything framework-pdf needs.
# Read by the other scripts; POSIX sh. Set `group` to `run` or `dev` before.
#
# PYTHON chooses a Python, which gets an environment of its own: `PYTHON=python3.13 scripts/test` makes and uses .venv-3.13.
#
# On Debian and Ubuntu it installs the system libraries that are missing, as root or with sudo. Elsewhere, and
# where it may not, it says what to install and stops.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
packages="python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 fontconfig"

say() {
    printf '%s\n' "$*" >&2
}

will_do() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (4, 0))' 2>/dev/null
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        if ! will_do "$PYTHON"; then
            say "PYTHON is $PYTHON, which is not Python 3.11 or later, or does not run. Name another there, or unset it."
            exit 1
        fi
        printf '%s' "$PYTHON"
        return
    fi
    for python in python3 python3.13 python3.12 python3.11; do
        if will_do "$python"; then
            printf '%s' "$python"
            return
        fi
    done
    say "framework-pdf needs Python 3.11 or later, and there is none here. Install one, then run this again."
    exit 1
}

libraries_missing() {
    ! "$1" - 2>/dev/null <<'PYTHON'
import ctypes
import ensurepip

for library in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0", "libharfbuzz-subset.so.0", "libfontconfig.so.1"):
    ctypes.CDLL(library)
PYTHON
}

# Installs Debian's packages, as root or with sudo.
install_packages() {
    as_root=""
    [ "$(id -u)" -eq 0 ] || as_root="sudo"
    { $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >&2
}

may_install() {
    [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null 2>&1
}

install_libraries() {
    if ! command -v apt-get >/dev/null 2>&1; then
        say "framework-pdf needs Pango, HarfBuzz (with its subset library), Fontconfig and Python's venv module."
        say "Install them with this system's package manager, then run this again. Debian calls them: $packages"
        exit 1
    fi
    if ! may_install; then
        say "Some system libraries are missing. Ask an administrator to run, then run this again:"
        say "  apt-get install $packages"
        exit 1
    fi
    say "Installing system libraries: $packages"
    # shellcheck disable=SC2086 # a list of words
    if ! install_packages $packages; then
        say "The system libraries could not be installed. Mend what apt-get says above, then run this again."
        exit 1
    fi
}

# The environment is made again when what goes into it has changed.
wanted() {
    cat "$root/requirements-$group.txt" "$root/pyproject.toml" | cksum
}

python=$(find_python) || exit 1
environment=.venv
if [ -n "${PYTHON:-}" ]; then
    environment=".venv-$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
fi
venv="$root/$environment"
if libraries_missing "$python"; then
    install_libraries
    if libraries_missing "$python"; then
        say "Some system libraries are still missing for $python. For a Python that is not the system's own, its version"
        say "needs the venv module too (Debian: python3.X-venv)."
        exit 1
    fi
fi
if [ "$(cat "$venv/.prepared-$group" 2>/dev/null)" != "$(wanted)" ]; then
    say "Preparing a Python environment in $environment (once, about a minute)"
    [ -x "$venv/bin/python" ] || "$python" -m venv "$venv" || exit 1
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
        -r "$root/requirements-$group.txt" >&2 || exit 1
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation \
        --editable "$root" >&2 || exit 1
    wanted >"$venv/.prepared-$group"
fi
