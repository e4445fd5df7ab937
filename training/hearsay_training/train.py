"""Trains the network on gold data; resumes from its checkpoint.

    python -m hearsay_training.train --vectors runs/vectors.npz --out runs/model.pt --minutes 45

The learning rate falls linearly over `--minutes` of training time (summed over resumed runs). A second, short run with
`--start`, `--silver` and `--swap` goes on from a finished one; see ../README.md.
"""

import argparse
import collections
import os
import shutil
import time

import numpy as np
import torch
import torch.nn.functional as F

from . import data
from .features import STATIC_WIDTH, lemma_rule, norm, rows
from .model import Net
from .score import NER, predict, score
from .swap import Names

TASKS = ("upos", "xpos", "feats", "lemma", "ner", "deprel")


class Batcher:
    """Sentences to tensors."""

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


def label_lists(sentences):
    """The labels of each task; rare feature sets and lemma rules are left out of the loss."""
    count = {k: collections.Counter(x for s in sentences for x in s[k]) for k in ("upos", "xpos", "feats", "deprel")}
    count["lemma"] = collections.Counter(
        lemma_rule(w, x) for s in sentences for w, x in zip(s["words"], s["lemma"]) if x != "_")
    least = dict(upos=1, xpos=1, feats=4, deprel=1, lemma=3)
    labels = {k: sorted(x for x, n in c.items() if n >= least[k]) for k, c in count.items()}
    return {**labels, "ner": NER}


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


def loss_of(net, batcher, sentences, index):
    out = net(*batcher.inputs(sentences))
    y = batcher.targets(sentences, index)

    def ce(scores, target):
        flat = target.reshape(-1)
        if not (flat >= 0).any():
            return scores.sum() * 0
        return F.cross_entropy(scores.reshape(-1, scores.shape[-1]), flat, ignore_index=-100)

    rel = net.labels(out, y["head"].clamp(min=0))
    loss = ce(out["arc"], y["head"]) + ce(rel, y["deprel"])
    for k, weight in (("upos", 0.4), ("xpos", 0.4), ("feats", 0.3), ("lemma", 0.4), ("ner", 1.5)):
        loss = loss + weight * ce(out[k], y[k])
    return loss


def restore(path):
    """The averaged network of a checkpoint, and its labels."""
    c = torch.load(path, map_location="cpu", weights_only=False)
    net = Net({k: len(v) for k, v in c["labels"].items()})
    net.load_state_dict(c["average"])
    return net.eval(), c["labels"]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--vectors", default="runs/vectors.npz")
    p.add_argument("--out", default="runs/model.pt")
    p.add_argument("--minutes", type=float, default=45)
    p.add_argument("--words", type=int, default=1200)
    p.add_argument("--lr", type=float, default=2e-3)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--start", help="a finished checkpoint to begin from, when --out is not there yet")
    p.add_argument("--half", help="keep the first checkpoint of the second half of the time here")
    p.add_argument("--silver", action="store_true", help="learn names from GUM's entity layer too")
    p.add_argument("--swap", action="store_true", help="put other names in the place of names")
    p.add_argument("--keep", type=float, default=0.998, help="how slowly the averaged weights follow (every 4 steps)")
    p.add_argument("--every", type=float, default=4, help="minutes between checkpoints")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(1)
    rng = data.rng(1)
    ewt, gum, wiki = data.load(data.data_root(), "train")
    trees = ewt + gum
    for s in gum:
        s["ner"] = s["silver"] if a.silver else None
    names = Names(trees + wiki)
    labels = label_lists(trees)
    index = {k: {x: i for i, x in enumerate(v)} for k, v in labels.items()}
    batcher = Batcher(a.vectors)
    net = Net({k: len(v) for k, v in labels.items()})
    sparse = list(net.tables.parameters())
    ids = {id(x) for x in sparse}
    dense = [x for x in net.parameters() if id(x) not in ids]
    opt = torch.optim.AdamW([dict(params=dense, weight_decay=0.01), dict(params=sparse, weight_decay=0.0)], lr=a.lr,
                            betas=(0.9, 0.99))
    average = {k: v.clone() for k, v in net.state_dict().items()}
    step, spent, queue = 0, 0.0, []
    if a.start and not os.path.exists(a.out):
        c = torch.load(a.start, map_location="cpu", weights_only=False)
        net.load_state_dict(c["average"])
        average = {k: v.clone() for k, v in net.state_dict().items()}
    if os.path.exists(a.out):
        c = torch.load(a.out, map_location="cpu", weights_only=False)
        net.load_state_dict(c["net"])
        opt.load_state_dict(c["opt"])
        average, step, spent = c["average"], c["step"], c["spent"]
        torch.set_rng_state(c["torch_rng"])
        rng.setstate(c["rng"])
        print("resumed at step", step, "after", round(spent / 60, 1), "minutes", flush=True)
    dev, _, _ = data.load(data.data_root(), "dev")
    small = [s for s in dev if s["ner"]][::4]
    if a.start and not os.path.exists(a.out):
        predict(restore(a.start)[0], labels, batcher.inputs, small, tree=False)
        print("start", score(small), flush=True)
    print({k: len(v) for k, v in labels.items()}, "parameters", sum(x.numel() for x in net.parameters()),
          "words", sum(len(s["words"]) for s in trees + wiki), flush=True)
    last, recent, limit = time.time(), [], a.minutes * 60
    since = 0.0
    net.train()
    while spent < limit:
        if not queue:
            fresh = [names.swap(s, rng) for s in trees + wiki] if a.swap else trees + wiki
            queue = batches([data.case_noise(s, rng) for s in fresh], a.words, rng)
            print("epoch starts at step", step, "minute", round(spent / 60, 1), flush=True)
        rate = a.lr * min(1, (step + 1) / 200) * max(0.01, 1 - spent / limit)
        for group in opt.param_groups:
            group["lr"] = rate
        loss = loss_of(net, batcher, queue.pop(), index)
        opt.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        opt.step()
        step += 1
        recent.append(loss.item())
        if step % 4 == 0:
            keep = min(a.keep, (step / 4 + 1) / (step / 4 + 10))
            with torch.no_grad():
                for k, v in net.state_dict().items():
                    average[k].lerp_(v, 1 - keep)
        now = time.time()
        spent += now - last
        since += now - last
        last = now
        if since > a.every * 60 or spent >= limit:
            since = 0.0
            c = dict(net=net.state_dict(), average=average, opt=opt.state_dict(), labels=labels, step=step,
                     spent=spent, torch_rng=torch.get_rng_state(), rng=rng.getstate())
            torch.save(c, a.out + ".new")
            os.replace(a.out + ".new", a.out)
            if a.half and spent >= limit / 2 and not os.path.exists(a.half):
                shutil.copyfile(a.out, a.half)
            live, _ = restore(a.out)
            predict(live, labels, batcher.inputs, small, tree=False)
            print("step", step, "minute", round(spent / 60, 1), "loss", round(float(np.mean(recent)), 3),
                  score(small), flush=True)
            recent = []
            last = time.time()
    print("done", step, flush=True)


if __name__ == "__main__":
    main()
