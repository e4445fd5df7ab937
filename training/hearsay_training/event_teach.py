"""The event teacher's answers on unlabelled news, for the network to learn from.

    python -m hearsay_training.event_teach --minilm DIR --minutes 25
"""

import argparse
import time

import numpy as np
import torch

from .batcher import batches
from .data import rng
from .event_data import PROPBANK, ROLES, parsed
from .event_model import LIKELY

LEAST, MOST, AT_ONCE = 4, 90, 12  # words of a sentence; predicates of one


class Soft:
    """The answers, as sentences with `soft`: type [n, 17]; and of its predicates `at` [k]: status, main, roles [k, n, 8], same [k, k]; in 255ths."""

    def __init__(self, path):
        kept = np.load(path, allow_pickle=True)
        self.sentences = [dict(words=w.split(" "), soft=s) for w, s in zip(kept["words"].tolist(), kept["soft"].tolist())]
        self.waiting = []

    def part(self, random, words):
        """The next sentences, in random order over all, until there are so many words."""
        out = []
        while words > 0:
            if not self.waiting:
                self.waiting = self.sentences[:]
                random.shuffle(self.waiting)
            out.append(self.waiting.pop())
            words -= len(out[-1]["words"])
        return out


def steps(share):
    return (share * 255).round().clamp(0, 255).to(torch.uint8).numpy()


def main():
    from .event_train import build

    p = argparse.ArgumentParser()
    p.add_argument("--checkpoint", default="runs/event_teacher.pt", nargs="+", help="one teacher, or several whose mean answers")
    p.add_argument("--minilm", required=True)
    p.add_argument("--text", default="runs/news.conllu")
    p.add_argument("--out", default="runs/event_soft.npz")
    p.add_argument("--minutes", type=float, default=30)
    p.add_argument("--part", default="1/1", help="this of so many parts, for as many processes")
    a = p.parse_args()
    torch.set_num_threads(1)
    nets = []
    for path in [a.checkpoint] if isinstance(a.checkpoint, str) else a.checkpoint:
        c = torch.load(path, map_location="cpu", weights_only=False)
        net, batcher = build("teacher", c["labels"], a.minilm)
        net.load_state_dict(c["average"])
        nets.append(net.eval())
    which, parts = map(int, a.part.split("/"))
    texts = [s for i, (_, ss) in enumerate(parsed(a.text)) if i % parts == which - 1 for s in ss if LEAST <= len(s["words"]) <= MOST]
    texts = [dict(words=s["words"]) for s in texts if not any(" " in w for w in s["words"])]
    print(len(texts), "sentences", sum(len(s["words"]) for s in texts), "words", flush=True)
    words, soft, start, done = [], [], time.time(), 0
    mean = lambda values: sum(values) / len(nets)
    with torch.no_grad():
        for number, batch in enumerate(batches(texts, 3000, rng(1))):
            given = batcher.inputs(batch)
            outs = [net(*given) for net in nets]
            types = mean([out["type"].softmax(-1) for out in outs])
            status = mean([out["status"].softmax(-1) for out in outs])
            fullest = mean([out["main"].sigmoid() for out in outs])
            at = []
            for b, s in enumerate(batch):
                likely = 1 - types[b, : len(s["words"]), 0]
                at.append([i for i in likely.argsort(descending=True).tolist() if likely[i] > LIKELY / 2][:AT_ONCE])
                at[-1].sort()
            flat = [(b, i) for b, k in enumerate(at) for i in k]
            if flat:
                w, i = torch.tensor([x[0] for x in flat]), torch.tensor([x[1] for x in flat])
                both = []
                for net, out in zip(nets, outs):
                    r = net.roles(out, w, i)
                    both.append(torch.cat([r[..., : len(ROLES)].softmax(-1), r[..., len(ROLES):].softmax(-1)], -1))
                roles = mean(both)
            k = 0
            for b, s in enumerate(batch):
                n, own = len(s["words"]), at[b]
                same = np.zeros((len(own), len(own)), np.uint8)
                if len(own) > 1:
                    x, y = torch.tensor(own).repeat_interleave(len(own)), torch.tensor(own).repeat(len(own))
                    w = torch.full_like(x, b)
                    same = steps(mean([net.same(out, w, x, y).sigmoid() for net, out in zip(nets, outs)])).reshape(len(own), -1)
                words.append(" ".join(s["words"]))
                soft.append(dict(type=steps(types[b, :n]), at=own, status=steps(status[b, own]), main=steps(fullest[b, own]),
                                 roles=steps(roles[k: k + len(own), :n]) if own else np.zeros((0, n, len(ROLES) + len(PROPBANK)), np.uint8),
                                 same=same))
                k += len(own)
                done += n
                for kept_before in ("rows", "static", "pieces"):
                    s.pop(kept_before, None)
            if number % 50 == 0:
                print(done, "words", round(done / (time.time() - start)), "a second", flush=True)
            if time.time() - start > a.minutes * 60:
                break
    words_, soft_ = np.empty(len(words), object), np.empty(len(soft), object)
    words_[:], soft_[:] = words, soft
    np.savez(a.out, words=words_, soft=soft_)


if __name__ == "__main__":
    main()
