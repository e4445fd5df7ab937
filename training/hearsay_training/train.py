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
from .batcher import Batcher, batches
from .features import lemma_rule
from .model import Net
from .score import NER, predict, score
from .swap import Names
from .teach import Soft
from .teacher import Pieces, Teacher

WEIGHTS = (("upos", 0.4), ("xpos", 0.4), ("feats", 0.3), ("lemma", 0.4), ("ner", 1.5))


def label_lists(sentences):
    """The labels of each task; rare feature sets and lemma rules are left out of the loss."""
    count = {k: collections.Counter(x for s in sentences for x in s[k]) for k in ("upos", "xpos", "feats", "deprel")}
    count["lemma"] = collections.Counter(
        lemma_rule(w, x) for s in sentences for w, x in zip(s["words"], s["lemma"]) if x != "_")
    least = dict(upos=1, xpos=1, feats=4, deprel=1, lemma=3)
    labels = {k: sorted(x for x, n in c.items() if n >= least[k]) for k, c in count.items()}
    return {**labels, "ner": NER}


def loss_of(net, batcher, sentences, index):
    """Of gold labels, or of the teacher's where sentences carry `soft`."""
    out = net(*batcher.inputs(sentences))
    if "soft" in sentences[0]:
        return soft_loss(net, out, sentences)
    y = batcher.targets(sentences, index)

    def ce(scores, target):
        flat = target.reshape(-1)
        if not (flat >= 0).any():
            return scores.sum() * 0
        return F.cross_entropy(scores.reshape(-1, scores.shape[-1]), flat, ignore_index=-100)

    rel = net.labels(out, y["head"].clamp(min=0))
    loss = ce(out["arc"], y["head"]) + ce(rel, y["deprel"])
    for k, weight in WEIGHTS:
        loss = loss + weight * ce(out[k], y[k])
    return loss


def soft_loss(net, out, sentences):
    """Cross entropy with the teacher's likeliest answers (see teach.py)."""
    t = max(len(s["words"]) for s in sentences)

    def ce(scores, task):
        which = np.zeros((len(sentences), t, sentences[0]["soft"][task][0].shape[1]), np.int64)
        share = np.zeros(which.shape, np.float32)
        for b, s in enumerate(sentences):
            which[b, : len(s["words"])], share[b, : len(s["words"])] = s["soft"][task]
        which = torch.from_numpy(which).clamp(max=scores.shape[-1] - 1)  # arcs: beyond the sentence at share 0
        share = torch.from_numpy(share)
        logs = torch.gather(torch.log_softmax(scores, -1), 2, which)
        return -(share * logs.clamp(min=-30)).sum() / share.sum().clamp(min=1)

    heads = np.zeros((len(sentences), t), np.int64)
    for b, s in enumerate(sentences):
        heads[b, : len(s["words"])] = s["soft"]["arc"][0][:, 0]
    loss = ce(out["arc"], "arc") + ce(net.labels(out, torch.from_numpy(heads)), "deprel")
    for k, weight in WEIGHTS:
        loss = loss + weight * ce(out[k], k)
    return loss


def new_net(kind, labels, minilm=None):
    """The network of a kind: `net` or `teacher`."""
    sizes = {k: len(v) for k, v in labels.items()}
    return Teacher(sizes, minilm) if kind == "teacher" else Net(sizes)


def restore(path):
    """The averaged network of a checkpoint, and its labels."""
    c = torch.load(path, map_location="cpu", weights_only=False)
    net = new_net(c.get("kind", "net"), c["labels"])
    net.load_state_dict(c["average"])
    return net.eval(), c["labels"]


def batcher_for(kind, vectors, minilm):
    """What turns sentences into the tensors of a kind of network."""
    return Pieces(vectors, minilm) if kind == "teacher" else Batcher(vectors)


def grown(average):
    """Weights of the network as it was with four convolutions and one attention, for that of `BLOCKS`: new blocks add nothing yet."""
    if not any(k.startswith("convs.") for k in average):
        return average
    places = {"convs.0": 0, "convs.1": 1, "attention": 2, "convs.2": 3, "convs.3": 4}
    out = {}
    for k, v in average.items():
        for old, new in places.items():
            if k.startswith(old + "."):
                k = k.replace(old, f"blocks.{new}", 1)
        out[k] = v
    return out


def follow(average, net, step, keep):
    """Every fourth step the averaged weights move towards the network's, faster at first."""
    if step % 4 == 0:
        keep = min(keep, (step / 4 + 1) / (step / 4 + 10))
        with torch.no_grad():
            for k, v in net.state_dict().items():
                average[k].lerp_(v, 1 - keep)


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
    p.add_argument("--net", default="net", choices=("net", "teacher"))
    p.add_argument("--minilm", help="the teacher's pretrained folder")
    p.add_argument("--soft", help="the teacher's answers on unlabelled text, of teach.py")
    p.add_argument("--gold", type=int, default=1, help="passes over gold for each pass over a quarter of the unlabelled text")
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
    batcher = batcher_for(a.net, a.vectors, a.minilm)
    net = new_net(a.net, labels, a.minilm)
    opt = torch.optim.AdamW(net.groups(a.lr), betas=(0.9, 0.99))
    rates = [g["lr"] for g in opt.param_groups]
    soft = Soft(a.soft) if a.soft else None
    average = {k: v.clone() for k, v in net.state_dict().items()}
    step, spent, queue = 0, 0.0, []
    if a.start and not os.path.exists(a.out):
        c = torch.load(a.start, map_location="cpu", weights_only=False)
        for i, block in enumerate(net.blocks):
            if f"blocks.{i}.w.weight" not in grown(c["average"]) and f"blocks.{i}.qkv.weight" not in grown(c["average"]):
                torch.nn.init.zeros_(block.out.weight if hasattr(block, "out") else block.ln.weight)
        net.load_state_dict({**net.state_dict(), **grown(c["average"])})
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
        predict(net, labels, batcher.inputs, small, tree=False)
        print("start", score(small), flush=True)
    print({k: len(v) for k, v in labels.items()}, "parameters", sum(x.numel() for x in net.parameters()),
          "words", sum(len(s["words"]) for s in trees + wiki), flush=True)
    last, recent, limit = time.time(), [], a.minutes * 60
    since = 0.0
    net.train()
    while spent < limit:
        if not queue:
            fresh = [names.swap(s, rng) for s in trees + wiki] if a.swap else trees + wiki
            if soft:
                queue = batches([data.case_noise(s, rng) for s in fresh], a.words, rng)
                for _ in range(a.gold - 1):
                    queue += batches([data.case_noise(s, rng) for s in fresh], a.words, rng)
                queue += batches(soft.part(rng), a.words, rng)
                rng.shuffle(queue)
            else:
                queue = batches([data.case_noise(s, rng) for s in fresh], a.words, rng)
            print("epoch starts at step", step, "minute", round(spent / 60, 1), flush=True)
        rate = a.lr * min(1, (step + 1) / 200) * max(0.01, 1 - spent / limit)
        for group, full in zip(opt.param_groups, rates):
            group["lr"] = rate * full / a.lr
        loss = loss_of(net, batcher, queue.pop(), index)
        opt.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        opt.step()
        step += 1
        recent.append(loss.item())
        follow(average, net, step, a.keep)
        now = time.time()
        spent += now - last
        since += now - last
        last = now
        if since > a.every * 60 or spent >= limit:
            since = 0.0
            c = dict(kind=a.net, net=net.state_dict(), average=average, opt=opt.state_dict(), labels=labels, step=step,
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
