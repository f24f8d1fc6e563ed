#!/usr/bin/env bash
# Says what lies in a build folder and how to open it on this system.
set -euo pipefail
folder=$(cd "${1:-build}" && pwd)

case $(uname -s) in
    Darwin) open=open ;;
    *) open=xdg-open ;;
esac

line() { [ -e "$2" ] && printf '  %-14s %s %s\n' "$1" "$open" "$2"; }

printf '\nOpen what was built (no server and no network needed):\n'
find "$folder" -maxdepth 2 -name index.html -path '*site*' | while read -r page; do line "Runbook site" "$page"; done
find "$folder" -maxdepth 2 -name '*.pdf' | sort | while read -r paper; do line "$(basename "$paper" .pdf)" "$paper"; done
