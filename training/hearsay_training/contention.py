"""Trains who accuses whom, which statements contradict each other and which answer an accusation, and writes weights for `hearsay-read`.

    python -m hearsay_training.contention items train > runs/train.jsonl; and so dev
    cargo xtask contention runs/train.jsonl runs/train.out.jsonl; and so dev
    python -m hearsay_training.contention train runs

    python -m hearsay_training.contention items report > runs/report.jsonl; and so held; and cargo xtask contention
    python -m hearsay_training.contention score runs report held
    python -m hearsay_training.contention said runs dev report held

scores what has not been learned from, by the weights just learned and as `hearsay read` says it.

Learned from own_statements (train), most of labels/statements and of labels/articles; the rest of both is for report only and dev for
choosing. Each sign ("governor=kill nsubj", "word=fraud >") has a weight of a logistic regression; the sums of the weights a kind are
numbers for the trees beside those that `accusations/features.rs`, `disputes/features.rs` and `answers/features.rs` give. How likely each
statement accuses whom are numbers of the pairs and of the answers; these are learned around labelled accusations only. Folds are scored by
weights and trees that have not seen the item. From which share on an answer is yes (`at`) was chosen on the folds. The same input gives
the same files.
"""

import collections
import json
import struct
import sys
import types
import zlib
from pathlib import Path

import lightgbm
import numpy as np

from . import articles as articles_of
from .articles import articles
from .data import data_root
from .statement_labels import CONTENTION, LEARNED, REPORT, ours, own

HERE = Path(__file__).resolve().parents[1]
READ = HERE.parent / "crates/hearsay-read"
FOLDS = 5
TASKS = dict(
    accused=dict(kinds="cue class source governor head word".split(), trees=400, rate=0.03, share=0.25, leaves=24, least=15, folder="accusations", at=0.5),
    disputed=dict(kinds="earlier later both between".split(), trees=400, rate=0.04, share=0.5, leaves=12, least=15, folder="disputes", at=0.5),
    answered=dict(trees=165, rate=0.06, share=0.5, leaves=8, least=10, at=0.3),
)


def scorer():
    """The scoring script that comes with the labels, without its command line."""
    source = Path(data_root(), "own_statements/score_own_statements.py").read_text()
    module = types.ModuleType("score_own_statements")
    exec(compile(source[: source.rindex("\nmain()")], "score_own_statements", "exec"), module.__dict__)
    return module


S = scorer()


class Item:
    """A labelled article beside what was read of it."""

    def __init__(self, gold, out):
        self.id = gold["id"]
        self.doc = S.Doc(gold, out["record"])
        self.record = out["record"]
        self.accused = [(s, e, place, np.array(x, np.float32), signs) for s, e, place, x, signs in out["accused"]]
        self.pairs = [(tuple(p), np.array(x, np.float32), signs) for p, x, signs in out["pairs"]]
        self.asked = [((*map(str, st), e), np.array(x, np.float32), signs) for st, e, x, signs in out["answers"]]
        self.sides = {s: set(parties) for s, parties in out["sides"]}
        self.places = {s["id"]: place for place, s in enumerate(out["record"]["statements"])}
        self.is_bullet = self.id[0] == "b" and self.id[1:].isdigit()
        self.is_ours = self.id[0] == "a" and self.id[1:].isdigit()
        self.fold = zlib.crc32(self.id.encode()) % FOLDS

    def answers(self, task):
        """1 or 0 a candidate; None where nobody is blamed either way."""
        return self.who() if task == "accused" else [self.contradict(pair) for pair, _, _ in self.disputed]

    def weigh(self, shares):
        """Tells the pairs how likely each side accuses the other, and anybody, and gathers what may answer an accusation."""
        charges = collections.defaultdict(list)
        for share, (s, e, *_) in zip(shares, self.accused):
            charges[s].append((share, e))
        most = lambda s, side=None: max((share for share, e in charges[s] if side is None or e in side), default=0.0)
        numbers = lambda a, b: [most(a, self.sides[b]), most(b, self.sides[a]), most(a), most(b)]
        self.disputed = [((a, b), np.append(x, np.float32(numbers(a, b))), signs) for (a, b), x, signs in self.pairs]
        made = {}
        for g in self.doc.gold["accusations"]:
            for s, e, (_, (a, b)), *_ in self.accused:
                if self.doc.of_ours.get(s) == g["statement"] and S.overlap(self.doc.entities[e]["mentions"], g["accused"]):
                    made[s, e] = g
        # Of what is labelled; of any other accusation nobody knows the answer.
        self.answered = []
        for (s, t, e), x, signs in self.asked:
            g = made.get((s, e))
            if g is not None:
                first, last = sorted((self.places[s], self.places[t]))
                between = [one for u, ones in charges.items() if first < self.places[u] < last for one in ones]
                against = lambda parties: max((share for share, e in between if e in parties), default=0.0)
                told = [*numbers(s, t), against({e}), against(self.sides[t])]
                answer = int(self.doc.of_ours.get(t) in g["answered_in"])
                self.answered.append(((s, t, e), np.append(x, np.float32(told)), signs, answer))

    def who(self):
        """A mention is right where it stands in the phrase that was labelled; nobody is blamed for another mention of the same party."""
        doc, gold = self.doc, self.doc.gold["accusations"]
        shift = self.record["text"].find(doc.text)
        made = {}
        for s, *_ in self.accused:
            if s not in made:
                same = lambda g: g["statement"] == doc.of_ours.get(s) or S.Score().same_saying(doc, g, dict(statement=s))
                made[s] = [k for k, g in enumerate(gold) if same(g)]
        best = {}
        for s, e, (phrase, (a, b)), *_ in self.accused:
            for k in made[s]:
                share = max((shared((a - shift, b - shift), span) for span in gold[k]["accused"]), default=0)
                if share > best.get((s, k), (0,))[0]:
                    best[s, k] = (share, phrase, e)
        answers = []
        for s, e, (phrase, (a, b)), *_ in self.accused:
            mine = made[s]
            hit = [k for k in mine if S.overlap([[a - shift, b - shift]], gold[k]["accused"])]
            right = [k for k in hit if best.get((s, k), (0, None))[1] == phrase]
            known = [k for k in mine if S.overlap(doc.entities[e]["mentions"], gold[k]["accused"])]
            if right:
                answers.append(None if all(gold[k].get("optional") for k in right) else 1)
            elif known or mine and all(gold[k].get("optional") for k in mine):
                # Where no candidate stands in the words labelled, any mention of the party is right.
                there = [k for k in known if (s, k) not in best and not gold[k].get("optional")]
                answers.append(1 if there else None)
            else:
                answers.append(0)
        return answers

    def contradict(self, pair):
        """Of the pairs of one dispute the clearest is right; nobody is blamed for another where that one is there."""
        a, b = (self.doc.of_ours.get(i) for i in pair)
        hit = [d for d in self.doc.gold["disputes"] if a in d["a"] and b in d["b"] or b in d["a"] and a in d["b"]]
        if not hit:
            return 0
        if all(d.get("optional") for d in hit):
            return None
        clear = [d for d in hit if {a, b} == {d["a"][0], d["b"][0]} or not self.is_there(d)]
        return 1 if clear else None

    def is_there(self, dispute):
        there = {frozenset(self.doc.of_ours.get(i) for i in pair) for pair, *_ in self.disputed}
        return frozenset((dispute["a"][0], dispute["b"][0])) in there


NEARLY = 0.9  # as in `accusations/charges.rs`
DENIED = 0.3  # as `at` of disputes, where one of the two denies


def shared(a, b):
    both = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, both) / max(1, max(a[1], b[1]) - min(a[0], b[0]))


def load(part, out):
    outs = {}
    for line in open(out):
        one = json.loads(line)
        outs[one["id"]] = one
    return [Item(gold, outs[gold["id"]]) for gold in items(part)]


class Signs:
    """A logistic regression over signs."""

    def __init__(self, rows, answers, least=3, decay=1.0, rounds=300):
        count = collections.Counter(sign for row in rows for sign in set(row))
        self.names = sorted(sign for sign, n in count.items() if n >= least)
        place = {sign: i for i, sign in enumerate(self.names)}
        y = np.array(answers, np.float64)
        self.bias, w = float(np.log((y.mean() + 1e-9) / (1 - y.mean() + 1e-9))), np.zeros(len(self.names))
        at = [np.array(sorted({place[s] for s in row if s in place}), np.int64) for row in rows]
        lengths = np.array([len(a) for a in at])
        flat = np.concatenate(at) if len(at) else np.zeros(0, np.int64)
        owner = np.repeat(np.arange(len(rows)), lengths)
        squares = np.full(len(w), 1e-8)
        for _ in range(rounds):
            score = self.bias + np.bincount(owner, w[flat], len(rows))
            slope = 1 / (1 + np.exp(-score)) - y
            grad = np.bincount(flat, slope[owner], len(w)) + decay * w
            squares += grad**2
            w -= 0.3 * grad / np.sqrt(squares)
            self.bias -= 0.02 * slope.mean() / max(y.mean(), 1e-3)
        self.weights = {sign: round(float(x), 2) for sign, x in zip(self.names, w) if abs(x) >= 0.05}

    def sums(self, row, kinds):
        sums = dict.fromkeys(kinds, 0.0)
        for sign in row:
            sums[sign.replace(":", "=").split("=")[0]] += self.weights.get(sign, 0.0)
        return [sums[kind] for kind in kinds]


def table(items, task):
    x, signs, y, where = [], [], [], []
    for n, item in enumerate(items):
        for place, (one, answer) in enumerate(zip(getattr(item, task), item.answers(task))):
            x.append(one[-2]), signs.append(one[-1]), y.append(-1 if answer is None else answer), where.append((n, place))
    return np.array(x, np.float32), signs, np.array(y), where


def with_sums(task, x, signs, weights):
    return np.hstack([x, np.array([w.sums(row, TASKS[task]["kinds"]) for row, w in zip(signs, weights)], np.float32)])


# Numbers that only a model gives, and what they are without one.
ABSENT = dict(answered=[(-1, [9, 10, 28, 29])], accused=[(-1, [14, 15, 16, *range(46, 52), *range(76, 94)]), (0, [17, *range(21, 25), *range(52, 64)])],
              disputed=[(-1, [9, 10, 28, 29])])
BARE = 0.3  # weight of rows without a model


def bare(task, x):
    """The same rows as a document without predicates would give."""
    x = x.copy()
    for value, columns in ABSENT[task]:
        for c in columns:
            x[:, c] = np.where(x[:, c] == -1, -1, value)
    return x


def grow(task, x, y):
    o = TASKS[task]
    params = dict(objective="binary", learning_rate=o["rate"], num_leaves=o["leaves"], min_data_in_leaf=o["least"], feature_fraction=o["share"],
                  bagging_fraction=0.8, bagging_freq=1, lambda_l2=3.0, seed=7, verbose=-1, num_threads=1, deterministic=True, force_row_wise=True)
    weight = np.concatenate([np.ones(len(x)), np.full(len(x), BARE)])
    return lightgbm.train(params, lightgbm.Dataset(np.vstack([x, bare(task, x)]), np.concatenate([y, y]), weight=weight), o["trees"])


def fit(task, x, signs, y, fold):
    """Weights of signs, those by fold, and trees, from rows whose answer is known; the trees see only sums by weights of other folds."""
    known = y >= 0
    weights = {}
    for k in sorted(set(fold)):
        own = known & (fold != k)
        weights[k] = Signs([s for s, o in zip(signs, own) if o], y[own])
    full = Signs([s for s, o in zip(signs, known) if o], y[known])
    numbers = with_sums(task, x, signs, [weights[k] for k in fold])
    return full, weights, grow(task, numbers[known], y[known])


def predict(task, x, signs, full, trees):
    return trees.predict(with_sums(task, x, signs, [full] * len(x)), num_threads=1)


def by_folds(task, items):
    x, signs, y, where = table(items, task)
    fold = np.array([items[n].fold for n, _ in where])
    shares = np.zeros(len(y))
    for k in range(FOLDS):
        rest, own = fold != k, fold == k
        full, _, trees = fit(task, x[rest], [s for s, r in zip(signs, rest) if r], y[rest], fold[rest])
        shares[own] = predict(task, x[own], [s for s, o in zip(signs, own) if o], full, trees)
    return spread(items, where, shares)


def answer_rows(items, weights):
    """Numbers of what may answer, with sums by weights that have not seen the item (`weights`: of all, or by fold)."""
    rows = [(n, item, *row) for n, item in enumerate(items) for row in item.answered]
    of = lambda item: weights[item.fold] if isinstance(weights, dict) else weights
    x = np.array([row[3] for row in rows], np.float32)
    x = with_sums("disputed", x, [row[4] for row in rows], [of(row[1]) for row in rows])
    where = [(row[0], row[2]) for row in rows]
    return x, np.array([row[5] for row in rows]), where


def answers_by_folds(items, weights):
    x, y, where = answer_rows(items, weights)
    fold = np.array([items[n].fold for n, _ in where])
    shares = np.zeros(len(y))
    for k in range(FOLDS):
        rest, own = fold != k, fold == k
        shares[own] = grow("answered", x[rest], y[rest]).predict(x[own], num_threads=1)
    return by_item(items, where, shares), grow("answered", x, y)


def by_item(items, where, shares):
    out = [{} for _ in items]
    for (n, row), share in zip(where, shares):
        out[n][row] = float(share)
    return out


def spread(items, where, shares):
    out = [[] for _ in items]
    for (n, _), share in zip(where, shares):
        out[n].append(float(share))
    return out


def decide_accused(item, shares, least, answers=None):
    best = collections.defaultdict(float)
    for share, (s, *_) in zip(shares, item.accused):
        best[s] = max(best[s], share)
    kept = []
    for share, (s, e, (phrase, _), *_) in sorted(zip(shares, item.accused), key=lambda z: -z[0]):
        if share >= max(least, NEARLY * best[s]) and not any(s == t and (e == f or phrase == other) for t, f, other in kept):
            kept.append((s, e, phrase))
    found = []
    for s, e, _ in kept:
        theirs = [(share, t) for (a, t, accused), share in (answers or {}).items() if (a, accused) == (s, e)]
        best = max((one for one in theirs if one[0] >= TASKS["answered"]["at"]), default=(0, None))[1]
        found.append(dict(statement=s, accused=e, answer="?" if best else "none", answered_in=best))
    return found


def decide_disputed(item, shares, least):
    entity = {s["id"]: s["source"].get("part_of") or s["source"]["entity"] or s["id"] for s in item.record["statements"]}
    denies = {s["id"] for s in item.record["statements"] if s["stance"] == "denies"}
    sides, spoken, rows = set(), set(), []
    for (pair, _, _), share in sorted(zip(item.disputed, shares), key=lambda z: -z[1]):
        both = tuple(sorted(entity[i] for i in pair))
        if share >= (min(least, DENIED) if denies & set(pair) else least) and not spoken & set(pair) and both not in sides:
            sides.add(both), spoken.update(pair), rows.append(list(pair))
    return rows


def measure(task, items, shares, least, answers=None):
    score = S.Score()
    for n, (item, share) in enumerate(zip(items, shares)):
        if task == "accused":
            item.doc.accusations = decide_accused(item, share, least, answers and answers[n])
            score.accuse(item.doc)
        else:
            item.doc.disputes = decide_disputed(item, share, least)
            score.disputes(item.doc)
    n = score.n
    name = dict(accused="accusations", disputed="disputes")[task]
    right, said, there = n[name + " right"], n[name + " said"], n[name + " there"]
    hit = n["disputes hit"] if task == "disputed" else right
    return 100 * right / max(1, said), 100 * hit / max(1, there), (right, said, hit, there), score


def write(models, path):
    from .event_judge import pack

    least = [TASKS["accused"]["at"], TASKS["disputed"]["at"], DENIED, TASKS["answered"]["at"]]
    blob = struct.pack("<4f", *least) + b"".join(pack(models[task][-1]) for task in TASKS)
    Path(path).write_bytes(blob)
    print("bytes", len(blob))


def write_signs(task, full):
    folder = READ / "lexicon" / TASKS[task]["folder"]
    with open(folder / "signs.tsv", "w") as f:
        f.write(
            "# Weights of signs, learned from labels of ours on Wikinews, its chronicle and our articles; training/hearsay_training/contention.py\n"
            "# makes this file. CC BY-SA 4.0.\n"
        )
        f.writelines(f"{sign}\t{weight:g}\n" for sign, weight in sorted(full.weights.items()))


def items(part):
    """Labelled articles: what is learned from, what is chosen on, what is only reported."""
    if part == "train":
        return [*own("train"), *ours(LEARNED + CONTENTION), *articles(articles_of.LEARNED)]
    if part == "held":
        return [*articles(articles_of.REPORT)]
    return own("dev") if part == "dev" else [*ours(REPORT)]


def groups(found):
    """Places of our articles, of Wikinews and of bullets."""
    kind = lambda item: "bullets" if item.is_bullet else "ours" if item.is_ours else "wikinews"
    return {name: [n for n, item in enumerate(found) if kind(item) == name] for name in ("ours", "wikinews", "bullets")}


def show(name, task, found, shares, ats, answers=None, errors=False):
    for at in ats:
        p, r, counts, score = measure(task, found, shares, at, answers)
        right = f", answers {score.n['answer']} of {score.n['accusations right']}" if answers else ""
        print(f"{task} {name} at {at}: {p:.1f} / {r:.1f} {counts}{right}", flush=True)
        for kind, doc, what in score.errors if errors else []:
            print(" ", kind, doc[:30], *what)


def score(models, found, name, ats=None, errors=False):
    """Scores items that no weights have seen."""
    full, _, trees = models["accused"]
    x, signs, _, where = table(found, "accused")
    accused = spread(found, where, predict("accused", x, signs, full, trees))
    for item, share in zip(found, accused):
        item.weigh(share)
    full, _, trees = models["disputed"]
    x, signs, _, where = table(found, "disputed")
    disputed = spread(found, where, predict("disputed", x, signs, full, trees))
    x, _, where = answer_rows(found, full)
    answers = by_item(found, where, models["answered"][-1].predict(x, num_threads=1) if len(where) else [])
    for task, shares in (("accused", accused), ("disputed", disputed)):
        show(name, task, found, shares, ats or [TASKS[task]["at"]], answers if task == "accused" else None, errors)


def learn(train, ats):
    models = {}
    for task in ("accused", "disputed"):
        x, signs, y, where = table(train, task)
        print(task, x.shape, sorted(collections.Counter(y.tolist()).items()), flush=True)
        shares = by_folds(task, train)
        fold = np.array([train[n].fold for n, _ in where])
        models[task] = fit(task, x, signs, y, fold)
        if task == "accused":
            accused = shares
            for item, share in zip(train, shares):
                item.weigh(share)
        gain = models[task][-1].feature_importance("gain")
        print("by gain", [(int(i), round(float(gain[i] / gain.sum()), 3)) for i in gain.argsort()[::-1][:20]])
    answers, trees = answers_by_folds(train, models["disputed"][1])
    models["answered"] = (trees,)
    for name, places in groups(train).items():
        pick = lambda of: [of[n] for n in places]
        show(f"folds, {name}", "accused", pick(train), pick(accused), ats or [TASKS["accused"]["at"]], pick(answers))
        show(f"folds, {name}", "disputed", pick(train), pick(shares), ats or [TASKS["disputed"]["at"]])
    return models


def said(found, name):
    """Right, said and there as the records say it, whoever is accused by what and contradicted by whom."""
    score = S.Score()
    for item in found:
        score.accuse(item.doc), score.disputes(item.doc)
    n = score.n
    print(f"accusations {name}: {n['accusations right']} / {n['accusations said']} / {n['accusations there']}, answers {n['answer']} of {n['accusations right']}")
    print(f"disputes {name}: {n['disputes right']} / {n['disputes said']} / {n['disputes there']}")


def main():
    if sys.argv[1] == "said":
        for part in sys.argv[3:]:
            found = load(part, f"{sys.argv[2]}/{part}.out.jsonl")
            said(found, part)
            for name, places in groups(found).items():
                said([found[n] for n in places], f"{part}, {name}")
        return
    if sys.argv[1] == "items":
        for item in items(sys.argv[2]):
            print(json.dumps(item, ensure_ascii=False))
        return
    runs = sys.argv[2]
    parts = [part for part in sys.argv[3:] if part[0] != "-"]
    ats = [0.2, 0.3, 0.4, 0.5] if "-t" in sys.argv else None
    models = learn(load("train", f"{runs}/train.out.jsonl"), ats)
    for part in ["dev", *parts]:
        score(models, load(part, f"{runs}/{part}.out.jsonl"), part, ats, "-e" in sys.argv)
    if sys.argv[1] == "train":
        for task in ("accused", "disputed"):
            write_signs(task, models[task][0])
        write(models, READ / "weights/contention.bin")


if __name__ == "__main__":
    main()
