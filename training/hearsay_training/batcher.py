"""Sentences to tensors, and sentences to batches of like length."""

import numpy as np
import torch

from .features import STATIC_WIDTH, lemma_rule, norm, rows

TASKS = ("upos", "xpos", "feats", "lemma", "ner", "deprel")


class Batcher:
    """The network's tensors: hashed rows, static vectors, mask; and gold labels as numbers."""

    def __init__(self, vectors):
        v = np.load(vectors)
        table = v["q"].astype(np.float32) * v["scale"][:, None]
        self.vectors = np.concatenate([np.zeros((1, STATIC_WIDTH), np.float32), table])
        self.index = {w: i + 1 for i, w in enumerate(v["words"].tolist())}

    def inputs(self, sentences):
        t = max(len(s["words"]) for s in sentences)
        r = np.zeros((len(sentences), t, 10), np.int64)
        st = np.zeros((len(sentences), t), np.int64)
        mask = np.zeros((len(sentences), t, 1), np.float32)
        for b, s in enumerate(sentences):
            if "rows" not in s:
                s["rows"] = np.array([rows(w) for w in s["words"]])
                s["static"] = np.array([self.index.get(norm(w), 0) for w in s["words"]])
            n = len(s["words"])
            r[b, :n], st[b, :n], mask[b, :n] = s["rows"], s["static"], 1
        return torch.from_numpy(r), torch.from_numpy(self.vectors[st]), torch.from_numpy(mask)

    def targets(self, sentences, index):
        t = max(len(s["words"]) for s in sentences)
        out = {k: np.full((len(sentences), t), -100, np.int64) for k in TASKS + ("head",)}
        for b, s in enumerate(sentences):
            n = len(s["words"])
            if s.get("ner"):
                out["ner"][b, :n] = [index["ner"].get(x, -100) for x in s["ner"]]  # UNSURE is left out
            if "head" not in s:
                continue
            for k in ("upos", "xpos", "feats", "deprel"):
                out[k][b, :n] = [index[k].get(x, -100) for x in s[k]]
            if s["lemma"]:
                rules = [lemma_rule(w, x) for w, x in zip(s["words"], s["lemma"])]
                out["lemma"][b, :n] = [index["lemma"].get(x, -100) for x in rules]
            out["head"][b, :n] = s["head"]
        return {k: torch.from_numpy(v) for k, v in out.items()}


def batches(sentences, words, rng):
    """Of like length, at most `words` words with padding."""
    order = sorted(sentences, key=lambda s: len(s["words"]) + rng.random() * 3)
    out, cur = [], []
    for s in order:
        if cur and (len(cur) + 1) * max(len(s["words"]), len(cur[-1]["words"])) > words:
            out.append(cur)
            cur = []
        cur.append(s)
    out.append(cur)
    rng.shuffle(out)
    return out
