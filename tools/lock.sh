#!/usr/bin/env bash
# Pins every package with its hashes: constraints.txt to run and build, constraints-dev.txt what tests need beside,
# constraints-mutation.txt what mutation testing needs beside those.
# The files hold names, versions and hashes only, so that they serve any package index.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v uv >/dev/null; then
    "${PYTHON:-python3}" -m venv .venv-lock
    .venv-lock/bin/python -m pip install --quiet --disable-pip-version-check uv
    PATH="$PWD/.venv-lock/bin:$PATH"
fi

# Pins that are there stay unless UPGRADE=1, so that one new dependency does not move all the others.
compile() {
    printf 'hatchling\n' | uv pip compile pyproject.toml - --no-config --universal --python-version 3.11 \
        --generate-hashes --no-header --annotation-style line --quiet ${UPGRADE:+--upgrade} "$@" >/dev/null
}

compile --output-file constraints.txt

# What `$1` needs beside the pins of the other files, as a file that begins with the nearest of them.
beside() {
    local extra=$1 file=constraints-$1.txt below=$2; shift 2
    # shellcheck disable=SC2046 # one argument a package is meant
    compile --extra "$extra" $(printf -- '--constraints %s ' "$@") --output-file "$file" \
        $(sed -n 's/^\([a-z0-9-]*\)==.*/--no-emit-package=\1/p' "$@" | sort -u)
    sed -i.old -e "1i\\
-r $below" -e '/^-r constraints.*\.txt$/d' -e 's/, -c constraints[a-z-]*\.txt//g' -e '/^$/d' -e '/^# /d' "$file"
    rm -f "$file.old"
}

beside dev constraints.txt constraints.txt
beside mutation constraints-dev.txt constraints.txt constraints-dev.txt

grep -c '^[a-z0-9].*==' constraints*.txt
