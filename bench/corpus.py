"""The corpora that hearsay is trained on, in the peers' formats: EWT with UNER names, GUM (nonnc) trees, wikigold names.

    python corpus.py        writes runs/{train,dev}.spacy and runs/train.conllu
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
RUNS = os.path.join(HERE, "runs")
sys.path.insert(0, os.path.join(HERE, "..", "training"))

from hearsay_training import data  # noqa: E402  the same reading as our own training's


def root():
    """The folder of corpora: $HEARSAY_DATA, else ../../shared/data."""
    return os.environ.get("HEARSAY_DATA") or os.path.join(HERE, "..", "..", "shared", "data")


def spacy_doc(vocab, sentences):
    """Sentences of one source as one document; what a source does not tell is left open."""
    from spacy.tokens import Doc

    words = [w for s in sentences for w in s["words"]]
    kept = {}
    if "head" in sentences[0]:
        heads, start = [], 0
        for s in sentences:
            heads += [start + i if h == 0 else start + h - 1 for i, h in enumerate(s["head"])]
            start += len(s["words"])
        column = lambda name: [x for s in sentences for x in s[name]]
        kept = dict(tags=column("xpos"), pos=column("upos"), lemmas=column("lemma"), heads=heads,
                    morphs=["" if x == "_" else x for x in column("feats")],
                    deps=["ROOT" if x == "root" else x for x in column("deprel")])
    else:
        kept = dict(sent_starts=[i == 0 for s in sentences for i in range(len(s["words"]))])
    names = [x for s in sentences for x in (s.get("ner") or [None] * len(s["words"]))]
    doc = Doc(vocab, words=words, **kept)
    from spacy.tokens import Span
    spans, missing, i = [], [], 0
    while i < len(names):
        if names[i] is None:
            missing.append(doc[i:i + 1])
            i += 1
        elif names[i] == "O":
            i += 1
        else:
            end = i + 1
            while end < len(names) and names[end] == "I-" + names[i][2:]:
                end += 1
            spans.append(Span(doc, i, end, label=names[i][2:]))
            i = end
    doc.set_ents(spans, missing=missing, default="outside")
    return doc


def spacy_file(split, path):
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("en").vocab
    out = DocBin()
    for source in data.load(root(), split):
        for start in range(0, len(source), 8):
            part = source[start:start + 8]
            # Sentences with and without names do not share a document.
            for named in (True, False):
                some = [s for s in part if bool(s.get("ner")) == named]
                if some:
                    out.add(spacy_doc(vocab, some))
    out.to_disk(path)


def conllu_file(split, path):
    ewt, gum, _ = data.load(root(), split)
    with open(path, "w", encoding="utf-8") as f:
        for s in ewt + gum:
            rows = zip(s["words"], s["lemma"], s["upos"], s["xpos"], s["feats"], s["head"], s["deprel"])
            for i, (word, lemma, upos, xpos, feats, head, deprel) in enumerate(rows, 1):
                f.write(f"{i}\t{word}\t{lemma}\t{upos}\t{xpos}\t{feats}\t{head}\t{deprel}\t_\t_\n")
            f.write("\n")


if __name__ == "__main__":
    os.makedirs(RUNS, exist_ok=True)
    for split in ("train", "dev"):
        spacy_file(split, os.path.join(RUNS, f"{split}.spacy"))
    conllu_file("train", os.path.join(RUNS, "train.conllu"))
