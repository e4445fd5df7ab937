#!/usr/bin/env bash
# Runs the console block and every Python block of exports.md, in order, with packages from PyPI.
#
#   bash docs/guide/check.sh [HEARSAY]
#
# HEARSAY is the command to test; without it, the release build of this tree. VENV names a virtual environment to
# use; without it one is made.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
hearsay=$(realpath "${1:-$root/target/release/hearsay}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -z "${VENV:-}" ]; then
    VENV=$work/venv
    python3 -m venv "$VENV"
    "$VENV/bin/pip" install -q duckdb pandas polars pyarrow gdelt-py
fi
cd "$work"
ln -s "$root/examples" examples
block() { awk -v language="$1" '$0 == "```" language { inside = 1; next } $0 == "```" { inside = 0 } inside' "$root/docs/guide/exports.md"; }
block console | sed -n "s|^\$ hearsay |$hearsay |p" > commands.sh
block python > blocks.py
bash -e commands.sh
"$VENV/bin/python" blocks.py
echo "exports.md: every block ran"
