# Makes sure that `verapdf`, the reference validator of PDF/UA and PDF/A, can be run. Read by scripts/test; POSIX sh.
#
# Where there is none, it is taken from Maven's repository, if Java and Maven are here. Where they are not, the tests that
# need it are skipped and say so, unless REQUIRE_VERAPDF=1.

verapdf_version=1.28.2
checks="$root/.checks"

if ! command -v verapdf >/dev/null 2>&1; then
    jar="$checks/verapdf/greenfield-apps-$verapdf_version.jar"
    if [ ! -f "$jar" ] && command -v java >/dev/null 2>&1 && command -v mvn >/dev/null 2>&1; then
        say "Fetching veraPDF $verapdf_version (once)"
        mvn --quiet --batch-mode dependency:copy \
            "-Dartifact=org.verapdf.apps:greenfield-apps:$verapdf_version" "-DoutputDirectory=$checks/verapdf" >&2 ||
            say "veraPDF could not be fetched"
    fi
    if [ -f "$jar" ]; then
        mkdir -p "$checks/bin"
        printf '#!/bin/sh\nexec java -cp "%s" org.verapdf.apps.GreenfieldCliWrapper "$@"\n' "$jar" >"$checks/bin/verapdf"
        chmod +x "$checks/bin/verapdf"
        PATH="$checks/bin:$PATH"
        export PATH
    fi
fi
