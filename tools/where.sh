#!/usr/bin/env bash
# Says what lies in a build folder and how to open it on this system.
set -euo pipefail
folder=$(cd "${1:-build}" && pwd)

for open in xdg-open open ""; do
    [ -z "$open" ] || command -v "$open" >/dev/null && break
done

printf '\nBuilt, and readable without server or network%s:\n' "${open:+; open with}"
show() { printf '  %-28s %s\n' "$1" "${open:+$open }$2"; }

[ ! -f "$folder/site/index.html" ] || show "Runbook site" "$folder/site/index.html"
for paper in "$folder"/*.pdf; do
    case $(basename "$paper") in
        art30*) show "Article 30, register in PDF" "$paper" ;;
        breach*) show "Breach pack, to print" "$paper" ;;
        vendors*) show "Question sheets to vendors" "$paper" ;;
        art32*) show "Article 32, PDF for auditors" "$paper" ;;
        art35*) show "Article 35, PDF for auditors" "$paper" ;;
    esac
done
