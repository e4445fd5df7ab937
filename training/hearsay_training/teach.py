"""The teacher's answers on unlabelled text, for the network to learn from.

    python -m hearsay_training.teach --minilm DIR --text runs/plain.conllu --out runs/soft.npz

The text comes cut into words (`hearsay parse` writes it; only its words are read). Of each task the likeliest few answers are kept
with their shares.
"""

import argparse
import time

import numpy as np
import torch

from .batcher import batches
from .data import rng

KEEP = dict(arc=4, deprel=3, upos=2, xpos=3, feats=2, lemma=2, ner=3)
LEAST, MOST = 3, 70  # words of a sentence
PARTS = 4


class Soft:
    """The answers, as sentences with `soft`: task -> (answers, shares), both [words, KEEP]."""

    def __init__(self, path):
        kept = np.load(path)
        words = kept["words"].tobytes().decode("utf-8").split("\n")
        arrays = {k: (kept[k], kept[k + "_share"]) for k in KEEP}
        self.sentences, at = [], 0
        for n in kept["lengths"].tolist():
            soft = {k: (a[at: at + n], b[at: at + n].astype(np.float32) / 255) for k, (a, b) in arrays.items()}
            self.sentences.append(dict(words=words[at: at + n], soft=soft))
            at += n
        self.waiting = []

    def part(self, rng):
        """Another part of the sentences, in random order over all of them."""
        if not self.waiting:
            order = list(range(len(self.sentences)))
            rng.shuffle(order)
            self.waiting = [order[i::PARTS] for i in range(PARTS)]
        return [self.sentences[i] for i in self.waiting.pop()]


def read_words(path):
    """The words of each sentence of a CoNLL-U file."""
    words = []
    for line in open(path, encoding="utf-8"):
        if line[:1].isdigit():
            cells = line.split("\t", 2)
            if cells[0].isdigit():
                words.append(cells[1])
        elif words and line == "\n":
            if LEAST <= len(words) <= MOST:
                yield words
            words = []


def top(scores, keep):
    """The likeliest answers and their shares in 255ths."""
    share, which = torch.softmax(scores, -1).topk(min(keep, scores.shape[-1]), -1)
    share = (share / share.sum(-1, keepdim=True) * 255).round()
    return which.numpy().astype(np.int16), share.numpy().astype(np.uint8)


def main():
    from .train import batcher_for, restore

    p = argparse.ArgumentParser()
    p.add_argument("--checkpoint", default="runs/teacher.pt")
    p.add_argument("--vectors", default="runs/vectors.npz")
    p.add_argument("--minilm", required=True)
    p.add_argument("--text", default="runs/plain.conllu")
    p.add_argument("--out", default="runs/soft.npz")
    p.add_argument("--words", type=int, default=2_000_000)
    p.add_argument("--minutes", type=float, default=30)
    p.add_argument("--part", default="1/1", help="this of so many parts, for as many processes")
    a = p.parse_args()
    torch.set_num_threads(1)
    net, labels = restore(a.checkpoint)
    batcher = batcher_for("teacher", a.vectors, a.minilm)
    which, parts = map(int, a.part.split("/"))
    texts, total = [], 0
    for i, words in enumerate(read_words(a.text)):
        if total > a.words:
            break
        total += len(words)
        if i % parts == which - 1:
            texts.append(dict(words=words))
    print(len(texts), "sentences", sum(len(s["words"]) for s in texts), "words", flush=True)
    kept = {k: [] for task in KEEP for k in (task, task + "_share")}
    lengths, said, start, done = [], [], time.time(), 0
    with torch.no_grad():
        for number, batch in enumerate(batches(texts, 3000, rng(1))):
            out = net(*batcher.inputs(batch))
            heads = out["arc"].argmax(-1)
            out["deprel"] = net.labels(out, heads)
            tops = {k: top(out[k], keep) for k, keep in KEEP.items()}
            for b, s in enumerate(batch):
                n = len(s["words"])
                lengths.append(n)
                said += s["words"]
                done += n
                for k, (answers, shares) in tops.items():
                    pad = KEEP[k] - answers.shape[-1]
                    kept[k].append(np.pad(answers[b, :n], ((0, 0), (0, pad))))
                    kept[k + "_share"].append(np.pad(shares[b, :n], ((0, 0), (0, pad))))
                for kept_before in ("rows", "static", "pieces"):
                    s.pop(kept_before, None)
            if number % 50 == 0:
                print(done, "words", round(done / (time.time() - start)), "a second", flush=True)
            if time.time() - start > a.minutes * 60:
                break
    arrays = {k: np.concatenate(v) for k, v in kept.items()}
    np.savez(a.out, words=np.frombuffer("\n".join(said).encode("utf-8"), np.uint8), lengths=np.array(lengths), **arrays)


if __name__ == "__main__":
    main()
