"""Writes expected.json: change points that ruptures finds in made-up series, for the tests of our own PELT.

    python -m venv venv && venv/bin/pip install ruptures==1.1.10
    venv/bin/python crates/hearsay-relation/tests/ruptures/make.py

Each case is solved twice with the same cost: by ruptures' PELT, and exactly, by its dynamic programming over every
number of changes (where stretches have a least length, pruning could make the two differ). The
costs of counts are ours, written anew here in numpy as the likelihoods they are, so that both sides can be wrong only
in the same way by chance. The numbers are kept in the repository: no test needs Python or a network.
"""

import json
import math
from pathlib import Path

import numpy as np
import ruptures
from ruptures.base import BaseCost
from scipy.special import gammaln


class Squares(BaseCost):
    model, min_size = "squares", 1

    def fit(self, signal):
        self.signal = signal
        return self

    def error(self, start, end):
        part = self.signal[start:end, 0]
        return float(((part - part.mean()) ** 2).sum())


class Means(Squares):
    """Weighted squares; column 0 the means, column 1 what each counts."""

    noise = 1.0

    def error(self, start, end):
        mean, says = self.signal[start:end, 0], self.signal[start:end, 1]
        if says.sum() == 0:
            return 0.0
        level = np.average(mean, weights=says)
        return float((says * (mean - level) ** 2).sum() / self.noise)


class Counts(Squares):
    """Quasi-Poisson: minus twice the log-likelihood of each count given its exposure, over the dispersion."""

    dispersion = 1.0

    def error(self, start, end):
        count, out_of = self.signal[start:end, 0], self.signal[start:end, 1]
        if count.sum() == 0:
            return 0.0
        due = count.sum() / out_of.sum() * out_of
        like = count * np.log(due) - due - gammaln(count + 1)
        saturated = np.where(count > 0, count * np.log(np.where(count > 0, count, 1)), 0) - count - gammaln(count + 1)
        return float(2 * (saturated - like).sum() / self.dispersion)


class Bursts(Squares):
    """Negative binomial with a known size: minus twice the log-likelihood at the mean."""

    size = 1.0

    def error(self, start, end):
        count, size = self.signal[start:end, 0], self.size
        mean = max(count.mean(), 1e-300)
        like = (
            gammaln(count + size) - gammaln(size) - gammaln(count + 1)
            + size * math.log(size / (size + mean))
            + count * math.log(mean / (size + mean))
        )
        return float(-2 * like.sum())


def total(cost, cuts, penalty, length):
    bounds = [0, *cuts, length]
    return sum(cost.error(a, b) for a, b in zip(bounds, bounds[1:])) + penalty * len(cuts)


def solve(cost, signal, penalty, shortest):
    length = len(signal)
    cost.min_size = shortest
    pelt = ruptures.Pelt(custom_cost=cost, min_size=shortest, jump=1).fit(signal).predict(pen=penalty)[:-1]
    best = None
    exact = ruptures.Dynp(custom_cost=cost, min_size=shortest, jump=1).fit(signal)
    for number in range(0, min(10, length // shortest - 1) + 1):
        cuts = [] if number == 0 else exact.predict(n_bkps=number)[:-1]
        price = total(cost, cuts, penalty, length)
        if best is None or price < best[0] - 1e-9:
            best = (price, [int(cut) for cut in cuts])
    return [int(cut) for cut in pelt], best[1], total(cost, [int(cut) for cut in pelt], penalty, length) - best[0]


def main():
    random = np.random.default_rng(20110106)
    cases = []

    def add(name, kind, cost, columns, penalty, shortest, **settings):
        for key, value in settings.items():
            setattr(cost, key, value)
        signal = np.array(columns, dtype=float).T
        pelt, exact, worse = solve(cost, signal, penalty, shortest)
        cases.append({
            "name": name, "cost": kind, "values": [float(value) for value in columns[0]],
            "beside": [float(value) for value in columns[1]] if len(columns) > 1 else [],
            "setting": list(settings.values())[0] if settings else None,
            "penalty": penalty, "shortest": shortest, "pelt": pelt, "exact": exact,
        })
        print(f"{name}: pelt {pelt} exact {exact} pelt is worse by {worse:.4f}")

    def steps(levels, length):
        return np.concatenate([np.full(length, level, dtype=float) for level in levels])

    flat = np.round(random.normal(0, 1, 90), 2)
    add("a flat line", "squares", Squares(), [flat], 9.0, 4)
    step = np.round(steps([0, 3, -1, 1.5], 30) + random.normal(0, 1, 120), 2)
    add("four levels", "squares", Squares(), [step], 9.0, 4)
    add("four levels, long stretches only", "squares", Squares(), [step], 6.0, 25)
    says = random.integers(0, 6, 120)
    means = np.where(says > 0, np.round(steps([-1, -5, 1], 40) + random.normal(0, 3, 120) / np.sqrt(np.maximum(says, 1)), 2), 0)
    add("mean weights of a few deeds a week", "means", Means(), [means, says], 14.0, 4, noise=9.0)
    counts = random.poisson(steps([4, 9, 3, 7], 40))
    add("counts of a Poisson", "counts", Counts(), [counts, np.ones(160)], 15.0, 4, dispersion=1.0)
    out_of = np.round(random.uniform(0.5, 4.0, 150), 2)
    rates = random.poisson(steps([3, 3, 8], 50) * out_of)
    add("counts out of more and fewer articles", "counts", Counts(), [rates, out_of], 15.0, 4, dispersion=1.3)
    size = 1.5
    level = steps([1, 6, 2], 60)
    bursts = random.negative_binomial(size, size / (size + level))
    add("bursts", "bursts", Bursts(), [bursts], 15.0, 4, size=size)
    quiet = random.negative_binomial(1.0, 1.0 / (1.0 + steps([0.3, 0.3, 4], 50)))
    add("long silence, then bursts", "bursts", Bursts(), [quiet], 15.0, 6, size=1.0)
    add("nothing at all", "bursts", Bursts(), [np.zeros(40)], 10.0, 4, size=1.0)
    path = Path(__file__).with_name("expected.json")
    path.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


if __name__ == "__main__":
    main()
