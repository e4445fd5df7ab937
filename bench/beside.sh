#!/usr/bin/env bash
# hearsay beside spaCy, UDPipe 1 and trafilatura: one run, one core each, one table; fails where hearsay is below its floors.
#   bench/beside.sh [--rounds 3]      makes bench/venv, and a small UDPipe model, where they are not there
set -euo pipefail
cd "$(dirname "$0")/.."
# numpy's OpenBLAS is to go by what the processor can do, whatever the machine says.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
[ -x bench/venv/bin/python ] || python3 -m venv bench/venv
bench/venv/bin/pip install --quiet -r bench/requirements.txt
cargo build --quiet --release -p hearsay-nlp --example speed
cargo build --quiet --release -p hearsay-cli --example stages
cargo build --quiet --release -p hearsay-page --example pages
mkdir -p bench/runs
# How fast it is hangs little on what it learned from: a hundred and sixty sentences, a fifth of a minute.
[ -e bench/runs/udpipe.model ] || (cd bench && venv/bin/python train_udpipe.py --sentences 160 --epochs 2 --iterations 1 --tagger-iterations 2)
exec bench/venv/bin/python bench/beside.py --programs "${CARGO_TARGET_DIR:-target}/release/examples" "$@"
