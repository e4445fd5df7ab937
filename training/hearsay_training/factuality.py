"""Weighs the signs of factuality: `python -m hearsay_training.factuality TRAIN.tsv DEV.tsv OUT.tsv`.

The two tables come from `cargo run --release -p xtask -- factuality DIR`: a predicate a line, label (0 or 1),
the annotators' score, sentence, word, and its signs. Logistic regression with an L2 penalty; signs met fewer than MIN times
in training are left out, and so are weights that round to nothing. Trained on train, chosen on dev.
"""

import sys
from collections import Counter

import torch

MIN, PENALTY, EPOCHS, SEED = 4, 1e-4, 40, 7


def rows(path):
    for line in open(path, encoding="utf-8"):
        label, score, _, _, *signs = line.rstrip("\n").split("\t")
        yield int(label), float(score), sorted(set(signs))


def table(data, index):
    ids, starts = [], []
    for _, _, signs in data:
        starts.append(len(ids))
        ids.extend(index[sign] for sign in signs if sign in index)
    return torch.tensor(ids), torch.tensor(starts)


def fit(train, index, penalty, epochs=EPOCHS):
    """Full-batch L-BFGS: few signs a row, so a pass takes well under a second."""
    torch.manual_seed(SEED)
    labels = torch.tensor([float(label) for label, _, _ in train])
    # An annotator's doubt counts: a score near zero weighs little.
    weight = torch.tensor([0.3 + min(abs(score), 1.0) for _, score, _ in train])
    ids, starts = table(train, index)
    weights = torch.zeros(len(index), 1, requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    loss_of = torch.nn.BCEWithLogitsLoss(weight=weight, reduction="mean")
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=epochs, history_size=10)

    def closure():
        optimizer.zero_grad()
        sums = torch.nn.functional.embedding_bag(ids, weights, starts, mode="sum").squeeze(1) + bias
        loss = loss_of(sums, labels) + penalty * (weights**2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return weights.detach(), bias.detach()


def accuracy(data, index, weights, bias):
    ids, starts = table(data, index)
    sums = torch.nn.functional.embedding_bag(ids, weights, starts, mode="sum").squeeze(1) + bias
    labels = torch.tensor([label for label, _, _ in data])
    return ((sums > 0).long() == labels).float().mean().item()


def main(train_path, dev_path, out_path):
    torch.set_num_threads(1)
    train, dev = list(rows(train_path)), list(rows(dev_path))
    seen = Counter(sign for _, _, signs in train for sign in signs)
    index = {sign: place for place, sign in enumerate(sorted(sign for sign, times in seen.items() if times >= MIN))}
    weights, bias = fit(train, index, PENALTY)
    print(f"{len(index)} signs; train {accuracy(train, index, weights, bias):.4f} dev {accuracy(dev, index, weights, bias):.4f}")
    kept = [(sign, weights[place].item()) for sign, place in index.items() if abs(weights[place].item()) >= 0.02]
    with open(out_path, "w", encoding="utf-8") as out:
        out.write("# Weights of signs of factuality, learned from Universal Decompositional Semantics 2.0 (train), CC BY-SA 4.0:\n")
        out.write("# this file is under the same licence. training/hearsay_training/factuality.py makes it.\n")
        out.write(f"bias\t{bias.item():.2f}\n")
        out.writelines(f"{sign}\t{weight:.2f}\n" for sign, weight in sorted(kept))
    print(f"{len(kept)} kept")


if __name__ == "__main__":
    main(*sys.argv[1:])
