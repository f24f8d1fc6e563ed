#!/usr/bin/env bash
# Prepares .venv and the system's libraries: `tools/setup.sh` to run bcdr, `tools/setup.sh dev` to test it as well,
# `tools/setup.sh mutation` to test the tests.
# Needs no terminal and no cache; installs system packages only as root or with a sudo that asks nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:-run}
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_NO_INPUT=1

say() { printf '%s\n' "$@" >&2; }
stop() { say "" "error: $1" "  help: $2"; exit 2; }

# --- the system's package manager -------------------------------------------------------------------------------

manager() {
    local name
    for name in apt-get dnf apk pacman zypper brew; do
        command -v "$name" >/dev/null && { echo "$name"; return; }
    done
}

# The command that installs the given packages with the given manager.
install_line() {
    local name=$1; shift
    case $name in
        apt-get) echo "apt-get install -y --no-install-recommends $*" ;;
        dnf | zypper) echo "$name install -y $*" ;;
        apk) echo "apk add $*" ;;
        pacman) echo "pacman -S --noconfirm $*" ;;
        brew) echo "brew install $*" ;;
    esac
}

# Installs system packages; fails when nobody allowed it. Prefix: what to put before the command, if anything.
install() {
    local name log prefix=""
    name=$(manager)
    [ -n "$name" ] || return 1
    if [ "$name" != brew ] && [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || return 1
        prefix="sudo -n"
    fi
    say "Installing $* with $name ..."
    if [ "$name" = apt-get ]; then
        prefix="$prefix env DEBIAN_FRONTEND=noninteractive"
        $prefix apt-get update -qq >/dev/null || return 1
    fi
    # shellcheck disable=SC2046,SC2086 # words are meant
    log=$($prefix $(install_line "$name" "$@") 2>&1) || { tail -n 5 <<<"$log" >&2; return 1; }
}

# The same command for a person to type.
by_hand() {
    local name sudo="sudo "
    name=$(manager)
    [ -n "$name" ] || { echo "install with your system's package manager: $*"; return; }
    if [ "$name" = brew ] || [ "$(id -u)" = 0 ]; then sudo=""; fi
    echo "$sudo$(install_line "$name" "$@")"
}

# --- Python ------------------------------------------------------------------------------------------------------

candidates() { printf '%s\n' ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11; }
is_recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
has_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

python_to_use() {
    local name
    for name in $(candidates); do
        is_recent "$name" && has_venv "$name" && { echo "$name"; return; }
    done
    return 1
}

make_environment() {
    local python="" name package
    if ! python=$(python_to_use); then
        # Debian and Ubuntu ship Python in two packages; the second one holds venv.
        for name in $(candidates); do
            is_recent "$name" || continue
            package=$("$name" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
            install "$package" || true
            has_venv "$name" || stop "$name cannot create virtual environments" "$(by_hand "$package")"
            python=$name
            break
        done
    fi
    [ -n "$python" ] || stop "Python 3.11 or newer was not found" "install it, or say where it is: make demo PYTHON=/path/to/python3"
    say "Creating .venv with $("$python" --version) ..."
    "$python" -m venv --clear .venv
}

# --- the libraries that WeasyPrint draws text with ---------------------------------------------------------------

pango_packages() {
    case $(manager) in
        apt-get) echo "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" ;;
        apk) echo "pango fontconfig ttf-dejavu" ;;
        zypper) echo "libpango-1_0-0" ;;
        *) echo "pango" ;;
    esac
}

has_pango() { .venv/bin/python -W ignore -c 'import weasyprint' >/dev/null 2>&1; }

# --- what happens ------------------------------------------------------------------------------------------------

is_recent .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1 || make_environment

list=constraints.txt
[ "$purpose" = run ] || list=constraints-$purpose.txt
say "Installing the packages of $list (the first time takes a minute) ..."
.venv/bin/python -m pip install --quiet --require-hashes -r "$list"
.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .

if ! has_pango; then
    # shellcheck disable=SC2046 # a list of packages is meant
    install $(pango_packages) || true
    # shellcheck disable=SC2046
    help="$(by_hand $(pango_packages)), then make again"
    # A Python that Homebrew did not install does not look where Homebrew puts libraries.
    [ "$(uname -s)" = Darwin ] && help="$help; if that does not help: export DYLD_FALLBACK_LIBRARY_PATH=$(brew --prefix)/lib"
    has_pango || stop "the Pango libraries are missing; no PDF can be drawn without them" "$help"
fi

if [ "$purpose" = dev ]; then
    missing=""
    command -v git >/dev/null || missing="$missing git"
    command -v pdftotext >/dev/null || missing="$missing poppler-utils"
    command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing="$missing chromium"
    command -v restic >/dev/null || missing="$missing restic"
    command -v borg >/dev/null || missing="$missing borgbackup"
    command -v javac >/dev/null || missing="$missing default-jdk-headless"
    [ -e /usr/share/java/jaxb-runtime.jar ] || missing="$missing libjaxb-java"
    command -v sqlite3 >/dev/null || missing="$missing sqlite3"
    # The drills start servers of their own; Debian keeps the program for that out of PATH.
    command -v initdb >/dev/null || compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || missing="$missing postgresql"
    # shellcheck disable=SC2086
    if [ -n "$missing" ] && ! { [ -f /etc/debian_version ] && install $missing; }; then
        left=""
        for package in $missing; do # one that this system does not have must not keep the others away
            { [ -f /etc/debian_version ] && install "$package"; } || left="$left $package"
        done
        [ -z "$left" ] || say "note: tests that need$left are skipped; to run them: $(by_hand $left)"
    fi
fi
