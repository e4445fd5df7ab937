#!/usr/bin/env bash
# Trains the spaCy peer on the same data: CNN, "efficiency" settings, one shared tok2vec.
#   bench/train_spacy.sh [MINUTES]     without MINUTES until spaCy itself is done
set -euo pipefail
cd "$(dirname "$0")"
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
[ -x venv/bin/python ] || { python3 -m venv venv && venv/bin/pip install -q -r requirements.txt; }
mkdir -p runs
[ -f runs/train.spacy ] || venv/bin/python corpus.py
venv/bin/python -m spacy init config --force --lang en --optimize efficiency \
    --pipeline tagger,morphologizer,trainable_lemmatizer,parser,ner runs/spacy.cfg >/dev/null
limit=()
if [ $# -gt 0 ]; then limit=(timeout --signal=INT --kill-after=60 "$(awk "BEGIN { print $1 * 60 }")"); fi
# Scoring all of dev each time would eat the time for training: twice in a short run is enough.
"${limit[@]}" venv/bin/python -m spacy train runs/spacy.cfg --output runs/spacy --paths.train runs/train.spacy \
    --paths.dev runs/dev.spacy --training.max_steps 20000 --training.eval_frequency 800 --training.patience 0 \
    2>&1 | tee runs/spacy.log || true
test -d runs/spacy/model-last && echo "runs/spacy/model-last is there"
