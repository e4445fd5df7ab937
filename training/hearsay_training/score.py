"""Scores a checkpoint on the dev sets, gold words.

    python -m hearsay_training.score --checkpoint runs/model.pt
"""

import argparse

import numpy as np
import torch

from . import data
from .lemmas import CHOICES, choose, lists
from .silver import UNSURE
from .tree import decode

NER = ["O"] + [f"{place}-{kind}" for kind in ("PER", "ORG", "LOC") for place in "BI"]


def viterbi(scores):
    """The best BIO path: I-X only after B-X or I-X."""
    n, k = scores.shape
    allowed = np.zeros((k, k))
    for i, after in enumerate(NER):
        if after[0] == "I":
            for j, before in enumerate(NER):
                if before[2:] != after[2:] or before == "O":
                    allowed[j, i] = -1e9
    best, back = scores[0].copy(), []
    best += [-1e9 if t[0] == "I" else 0 for t in NER]
    for t in range(1, n):
        step = best[:, None] + allowed
        back.append(step.argmax(0))
        best = step.max(0) + scores[t]
    path = [int(best.argmax())]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    return [NER[i] for i in reversed(path)]


def spans(tags):
    found, i = set(), 0
    while i < len(tags):
        if tags[i][0] == "B":
            j = i + 1
            while j < len(tags) and tags[j] == "I-" + tags[i][2:]:
                j += 1
            found.add((i, j, tags[i][2:]))
            i = j
        else:
            i += 1
    return found


def predict(net, labels, batch_of, sentences, tree=True, lemmas=({}, ())):
    """Adds `p` to each sentence: upos, xpos, feats, lemma, head, deprel, ner."""
    net.eval()
    with torch.no_grad():
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]["words"]))
        for start in range(0, len(order), 48):
            batch = [sentences[i] for i in order[start: start + 48]]
            out = net(*batch_of(batch))
            arc = torch.log_softmax(out["arc"], -1).numpy()
            heads = np.zeros(arc.shape[:2], int)
            for b, s in enumerate(batch):
                n = len(s["words"])
                heads[b, :n] = decode(arc[b, :n, : n + 1]) if tree else arc[b, :n, : n + 1].argmax(-1)
            rel = net.labels(out, torch.from_numpy(heads)).clone()
            rel[..., labels["deprel"].index("root")] = torch.where(torch.from_numpy(heads) == 0, 1e9, -1e9)
            rel = rel.argmax(-1).numpy()
            tops = {k: out[k].argmax(-1).numpy() for k in ("upos", "xpos", "feats")}
            rules = out["lemma"].topk(CHOICES, -1).indices.numpy()
            ner = torch.log_softmax(out["ner"], -1).numpy()
            for b, s in enumerate(batch):
                n = len(s["words"])
                p = {k: [labels[k][j] for j in v[b, :n]] for k, v in tops.items()}
                best = [[labels["lemma"][j] for j in r] for r in rules[b, :n]]
                p["lemma"] = [choose(w, u, r, *lemmas) for w, u, r in zip(s["words"], p["upos"], best)]
                p["head"] = heads[b, :n].tolist()
                p["deprel"] = [labels["deprel"][j] for j in rel[b, :n]]
                p["ner"] = viterbi(ner[b, :n])
                s["p"] = p


def score(sentences):
    """Percentages; LAS without subtypes, as the CoNLL-18 scorer has it. Names against silver where there is no gold."""
    n = 0
    right = dict(UPOS=0, XPOS=0, feats=0, lemma=0, UAS=0, LAS=0)
    hit = said = there = 0
    for s in sentences:
        p = s["p"]
        for i in range(len(s["words"])):
            n += 1
            right["UPOS"] += p["upos"][i] == s["upos"][i]
            right["XPOS"] += p["xpos"][i] == s["xpos"][i]
            right["feats"] += p["feats"][i] == s["feats"][i]
            right["lemma"] += s["lemma"][i] in ("_", p["lemma"][i])
            head = p["head"][i] == s["head"][i]
            right["UAS"] += head
            right["LAS"] += head and p["deprel"][i].split(":")[0] == s["deprel"][i].split(":")[0]
        gold = s["ner"] or s.get("silver")
        if gold:
            sure = [g != UNSURE for g in gold]
            g = spans(gold)
            q = {x for x in spans(p["ner"]) if all(sure[x[0]: x[1]])}
            hit, said, there = hit + len(g & q), said + len(q), there + len(g)
    result = {k: round(100 * v / n, 2) for k, v in right.items()}
    if there:
        result["names F1"] = round(200 * hit / (said + there), 2)
        result["P"], result["R"] = round(100 * hit / max(1, said), 1), round(100 * hit / there, 1)
    return result


def main():
    from .train import Batcher, restore

    p = argparse.ArgumentParser()
    p.add_argument("--checkpoint", default="runs/model.pt")
    p.add_argument("--vectors", default="runs/vectors.npz")
    a = p.parse_args()
    net, labels = restore(a.checkpoint)
    batcher = Batcher(a.vectors)
    ewt, gum, _ = data.load(data.data_root(), "train")
    table, known = lists(ewt + gum)
    ewt, gum, _ = data.load(data.data_root(), "dev")
    for name, sentences in (("EWT dev", ewt), ("GUM dev (nonnc)", gum)):
        predict(net, labels, batcher.inputs, sentences, lemmas=(table, set(known)))
        print(name, score(sentences))


if __name__ == "__main__":
    main()
