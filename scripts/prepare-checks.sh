# Makes sure that this checkout has what its tests check with: Chromium and axe-core for the web page, pdf.js for forms,
# Ghostscript for the plates of files for print shops, and veraPDF, the reference validator of PDF/UA and PDF/A. Read by scripts/test after
# prepare.sh; POSIX sh.
#
# They only check: nothing that is built needs them. Where they can't be installed this says so, and those tests are
# skipped; with REQUIRE_CHECKS=1 those of the web page and the plates, with REQUIRE_VERAPDF=1 those by veraPDF fail
# instead.

npm_packages="axe-core@4.14.1 pdfjs-dist@5.4.624"
checks="$root/.checks"

have_chromium() {
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1
}

install_chromium() {
    command -v apt-get >/dev/null 2>&1 && may_install || return 1
    say "Installing Chromium, for tests of the web page"
    install_packages chromium
}

have_npm_packages() {
    [ "$(cat "$checks/.prepared" 2>/dev/null)" = "$npm_packages" ]
}

# What pdf.js draws pages with is left out: here it fills and saves.
install_npm_packages() {
    command -v npm >/dev/null 2>&1 || return 1
    say "Installing $npm_packages in .checks, for tests of the web page and of forms"
    # shellcheck disable=SC2086 (each is a word of its own)
    npm install --silent --no-audit --no-fund --omit=optional --prefix "$checks" $npm_packages >&2 && printf '%s' "$npm_packages" >"$checks/.prepared"
}

have_chromium || install_chromium || say "Chromium is not here and could not be installed: tests that need it are skipped."
have_npm_packages || install_npm_packages || say "axe-core and pdf.js are not here and could not be installed (it takes npm): tests that need them are skipped."

have_ghostscript() {
    command -v gs >/dev/null 2>&1
}

install_ghostscript() {
    command -v apt-get >/dev/null 2>&1 && may_install || return 1
    say "Installing Ghostscript, for tests of files for print shops"
    install_packages ghostscript
}

have_ghostscript || install_ghostscript || say "Ghostscript is not here and could not be installed: tests that need it are skipped."

verapdf_version=1.28.2
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
        printf '#!/bin/sh\nexec java -XX:+UseSerialGC -cp "%s" org.verapdf.apps.GreenfieldCliWrapper "$@"\n' "$jar" >"$checks/bin/verapdf"
        chmod +x "$checks/bin/verapdf"
        PATH="$checks/bin:$PATH"
        export PATH
    fi
fi
