"""The mean of two checkpoints' averaged weights: one early, that generalises names, and one late, that parses best.

    python -m hearsay_training.blend runs/half.pt runs/final.pt --out runs/blend.pt
"""

import argparse

import torch


def main():
    p = argparse.ArgumentParser()
    p.add_argument("first")
    p.add_argument("second")
    p.add_argument("--out", default="runs/blend.pt")
    a = p.parse_args()
    one, two = (torch.load(path, map_location="cpu", weights_only=False) for path in (a.first, a.second))
    if one["labels"] != two["labels"]:
        raise SystemExit("the checkpoints have other labels")
    average = {k: (v + two["average"][k]) / 2 for k, v in one["average"].items()}
    torch.save(dict(average=average, labels=one["labels"], steps=(one["step"], two["step"])), a.out)
    print("steps", one["step"], two["step"])


if __name__ == "__main__":
    main()
