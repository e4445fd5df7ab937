"""Learns what weighs how much when a pronoun chooses whom it stands for.

    cargo run --release -p xtask -- pronouns > runs/pronouns.tsv
    python -m hearsay_training.pronouns --choices runs/pronouns.tsv

A linear model of one choice among several (conditional logit), a little regularised, on GUM's train texts and GAP's development
texts; writes the numbers into crates/hearsay-read/src/entities/pronoun_weights.rs. A tenth of the choices is held out to stop early.
"""

import argparse
import os
import re

import numpy as np
import torch

FILE = os.path.join(os.path.dirname(__file__), "../../crates/hearsay-read/src/entities/pronoun_weights.rs")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--choices", default="runs/pronouns.tsv")
    p.add_argument("--decay", type=float, default=2e-3)
    p.add_argument("--dry", action="store_true", help="only print")
    a = p.parse_args()
    torch.manual_seed(1)
    lines = open(a.choices, encoding="utf-8").read().splitlines()
    names = lines[0].split("\t")
    table = np.array([[float(x) for x in line.split("\t")] for line in lines[1:]], np.float32)
    number, right, seen = table[:, 0].astype(int), torch.from_numpy(table[:, 1]), torch.from_numpy(table[:, 2:])
    _, group = np.unique(number, return_inverse=True)
    group = torch.from_numpy(group)
    groups = int(group.max()) + 1
    held = torch.from_numpy(np.random.default_rng(1).random(groups) < 0.1)
    weights = torch.zeros(len(names), requires_grad=True)
    opt = torch.optim.Adam([weights], lr=0.03)

    def losses():
        score = seen @ weights
        top = torch.full((groups,), -1e9).scatter_reduce(0, group, score.detach(), "amax")
        e = (score - top[group]).exp()
        all_of = torch.zeros(groups).scatter_add(0, group, e)
        of_right = torch.zeros(groups).scatter_add(0, group, e * right)
        # The first of the best, as Rust has it.
        best = score.detach() >= top[group]
        hit = torch.zeros(groups).scatter_add(0, group, best.float() * right) > 0
        return all_of.log() - of_right.clamp(min=1e-9).log(), hit

    kept = (9e9, None)
    for step in range(600):
        loss, hit = losses()
        total = loss[~held].mean() + a.decay * (weights**2).sum()
        opt.zero_grad()
        total.backward()
        opt.step()
        if loss[held].mean().item() < kept[0]:
            kept = (loss[held].mean().item(), weights.detach().clone())
        if step % 100 == 99:
            print(step + 1, "loss", round(loss[~held].mean().item(), 4), "held out", round(loss[held].mean().item(), 4),
                  "right", round(100 * hit[~held].float().mean().item(), 1), round(100 * hit[held].float().mean().item(), 1))
    found = dict(zip(names, kept[1].tolist()))
    print(groups, "choices", {k: round(v, 2) for k, v in found.items()})
    if not a.dry:
        text = open(FILE, encoding="utf-8").read()
        text = re.sub(r"^    (\w+) -?\d+\.\d+;$", lambda m: f"    {m[1]} {found[m[1]]:.3f};", text, flags=re.M)
        open(FILE, "w", encoding="utf-8").write(text)


if __name__ == "__main__":
    main()
