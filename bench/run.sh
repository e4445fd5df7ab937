#!/usr/bin/env bash
# hearsay beside spaCy and UDPipe 1: speed on one core and accuracy on the same files, in one run.
#   bench/run.sh [--peers none]      peers that are not trained yet are left out, and said so
set -euo pipefail
cd "$(dirname "$0")/.."
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
cargo build --quiet --release -p hearsay-nlp --example speed --example parse
python=bench/venv/bin/python
[ -x "$python" ] || python=python3
exec "$python" bench/run.py --programs "${CARGO_TARGET_DIR:-target}/release/examples" "$@"
