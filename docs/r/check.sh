#!/usr/bin/env bash
# Runs docs/r/dyad.R over the examples, and compares what it counts with what the command counts.
#
#   bash docs/r/check.sh [HEARSAY]      leaves the figure in docs/r/dyad.svg
#
# Wants Rscript with readr and ggplot2: apt-get install --no-install-recommends r-base-core r-cran-readr r-cran-ggplot2
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
hearsay=$(realpath "${1:-$root/target/release/hearsay}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$hearsay" add "$root/examples" --store news.hearsay > /dev/null
"$hearsay" export --store news.hearsay --format csv --raw -o events.csv
read -r rows deeds < <(Rscript --vanilla "$root/docs/r/dyad.R" | tail -1)
told=$("$hearsay" export --store news.hearsay --format jsonl | wc -l)
counted=$("$hearsay" export --store news.hearsay --format jsonl --status reported,claimed | python3 -c '
import json, sys
pairs = ({"USA", "PAK"} == {str(row[side])[:3] for side in ("source_code", "target_code")} and row["deed_group"]
         for row in map(json.loads, sys.stdin))
print(len({group for group in pairs if group}))')
[ "$rows" = "$told" ] && [ "$deeds" = "$counted" ] || { echo "R counts $rows rows and $deeds deeds, hearsay $told and $counted"; exit 1; }
cp dyad.svg "$root/docs/r/dyad.svg"
echo "docs/r/dyad.R: $rows rows, $deeds deeds, as hearsay counts them"
