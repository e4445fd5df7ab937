"""Train the judge of statements: which proposals of the rules are statements, and where their content ends.

    python -m hearsay_training.ranker articles > runs/own.jsonl
    cargo run --release -p hearsay --example proposals -- runs/own.jsonl runs/own.proposals.jsonl
    python -m hearsay_training.ranker own runs/own.proposals.jsonl ../crates/hearsay-read/weights/ranker.bin

learns from labels that are ours: own_statements (train), labels/statements (all that are learned from), the tuning half of eval/gold/statements.jsonl,
speech_labels.tsv and speech_sentences.tsv. That is what ships. The judge learned from PolNeAR, which states no licence, is a file of its own (feature `polnear`):

    cargo run --release -p hearsay --example proposals -- TRAIN.jsonl train.proposals.jsonl   (and the same for dev)
    python -m hearsay_training.ranker polnear TRAIN.jsonl train.proposals.jsonl DEV.jsonl dev.proposals.jsonl \
        ../crates/hearsay-read/weights/ranker_polnear.bin

Two linear models over hashed features, whose places the Rust side writes (`statements::ranker`). The first is a
logistic regression over proposals; PolNeAR marks the outermost statements only, so its judge leaves what stands inside one to the rules.
The second chooses among the bounds of one content and maximises the expected overlap with the gold content. PolNeAR's decay is chosen on
the last tenth of the training articles and its threshold on dev; our decay on five folds of articles, our threshold
on dev. The same input gives the same
file.
"""

import json
import random
import re
import struct
import sys
from pathlib import Path

import numpy as np
import torch

from . import statement_labels
from .data import data_root

HERE = Path(__file__).resolve().parents[1]
TABLE = 1 << 16
# Chosen on dev: a statement lost costs more than a deed taken for one.
THRESHOLD = -1.25
TOKEN = re.compile(r"\w+(?:['\u2019]\w+)*|[^\w\s]")
FUNCTION_WORDS = frozenset(
    "a an the that this of for in on at by to from with and or as am is are was were be been being has have had having"
    " do does did will would shall should can could may might must not never n't".split()
)


class Words:
    """A text as words; spans as sets of them."""

    def __init__(self, text):
        self.at, self.lower = {}, []
        for number, match in enumerate(TOKEN.finditer(text)):
            self.lower.append(match.group().lower())
            for place in range(*match.span()):
                self.at[place] = number

    def of(self, spans):
        touched = {self.at[place] for start, end in spans for place in range(start, end) if place in self.at}
        words = {number for number in touched if re.match(r"\w", self.lower[number])}
        return words or touched

    def strong(self, words):
        return {number for number in words if self.lower[number] not in FUNCTION_WORDS} or words


def read(gold_path, proposals_path):
    """[(features, label, group of bounds or None, article)] of the outermost proposals."""
    gold = {}
    with open(gold_path, encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            gold[article["doc_id"]] = article
    examples = []
    with open(proposals_path, encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            article = json.loads(line)
            source = gold[article["doc_id"]]
            words = Words(source["text"])
            real = [
                (words.of(entry["content"]), words.strong(words.of(entry.get("cue") or [])))
                for entry in source["attributions"]
                if entry.get("content")
            ]
            proposals = article["proposals"]
            matched = [match(words, proposal, real) for proposal in proposals]
            for place, proposal in enumerate(proposals):
                if inside(place, proposals, matched):
                    continue
                bounds = None
                if matched[place] is not None and len(proposal["b"]) > 1:
                    content = real[matched[place]][0]
                    bounds = [(features, gain(words.of(spans), content)) for spans, features in proposal["b"]]
                examples.append((proposal["f"], matched[place] is not None, bounds, number))
    return examples


def match(words, proposal, real):
    """The gold statement that a proposal means: it shares the cue and some content, or most of the content."""
    content, cue = words.of(proposal["b"][0][0]), words.of(proposal["cue"])
    best, most = None, 0.0
    for number, (gold_content, gold_cue) in enumerate(real):
        shared = len(content & gold_content)
        if not shared:
            continue
        overlap = shared / len(content | gold_content)
        if (gold_cue & cue or overlap >= 0.5) and overlap + bool(gold_cue & cue) > most:
            best, most = number, overlap + bool(gold_cue & cue)
    return best


def inside(place, proposals, matched):
    """Whether a statement that is one holds this proposal."""
    seen = {place}
    outer = proposals[place]["within"]
    while outer is not None and outer not in seen:
        if matched[outer] is not None:
            return True
        seen.add(outer)
        outer = proposals[outer]["within"]
    return False


def gain(words, gold):
    shared = len(words & gold)
    return (shared / max(len(words), 1) + shared / max(len(gold), 1)) / 2


class Bags:
    """Lists of places, ready for a table."""

    def __init__(self, lists):
        self.places = torch.tensor([place for places in lists for place in places], dtype=torch.long)
        lengths = [len(places) for places in lists]
        self.rows = torch.repeat_interleave(torch.arange(len(lists)), torch.tensor(lengths))
        self.count = len(lists)

    def sums(self, table):
        return torch.zeros(self.count).index_add(0, self.rows, table[self.places])


def fit(loss, decay, rounds, size=TABLE):
    table = torch.zeros(size, requires_grad=True)
    best = torch.optim.LBFGS([table], max_iter=rounds, history_size=8, line_search_fn="strong_wolfe")

    def step():
        best.zero_grad()
        value = loss(table) + decay * (table * table).sum()
        value.backward()
        return value

    best.step(step)
    return table.detach()


def keep_loss(examples):
    bags = Bags([features for features, *_ in examples])
    labels = torch.tensor([float(label) for _, label, *_ in examples])
    return bags, labels


def bound_loss(examples):
    groups = [bounds for *_, bounds, _ in examples if bounds]
    bags = Bags([features for bounds in groups for features, _ in bounds])
    gains = torch.tensor([value for bounds in groups for _, value in bounds])
    rows = torch.repeat_interleave(torch.arange(len(groups)), torch.tensor([len(bounds) for bounds in groups]))

    def chances(table):
        sums = bags.sums(table)
        tops = torch.full((len(groups),), -1e9).scatter_reduce(0, rows, sums, "amax").detach()
        powers = torch.exp(sums - tops[rows])
        return powers / torch.zeros(len(groups)).index_add(0, rows, powers)[rows]

    def loss(table):
        chance = chances(table)
        expected = torch.zeros(len(groups)).index_add(0, rows, chance * gains)
        return -torch.log(expected + 1e-3).sum()

    def chosen(table):
        sums = bags.sums(table).tolist()
        total, base, at = 0.0, 0.0, 0
        for bounds in groups:
            best = max(range(len(bounds)), key=lambda i: (sums[at + i], -i))
            total += bounds[best][1]
            base += bounds[0][1]
            at += len(bounds)
        return base / len(groups), total / len(groups)

    return loss, chosen


def keep_report(sums, labels, threshold):
    kept = sums >= threshold
    hits = (kept & (labels > 0)).sum().item()
    return hits / max(kept.sum().item(), 1), hits / max(labels.sum().item(), 1)


def polnear(train_gold, train_proposals, dev_gold, dev_proposals, out):
    torch.manual_seed(1)
    torch.set_num_threads(2)
    train, dev = read(train_gold, train_proposals), read(dev_gold, dev_proposals)
    articles = max(example[3] for example in train) + 1
    held = [example for example in train if example[3] >= articles * 9 // 10]
    first = [example for example in train if example[3] < articles * 9 // 10]
    print(f"train {len(train)} of which statements {sum(e[1] for e in train)}; dev {len(dev)}, {sum(e[1] for e in dev)}")
    cross = torch.nn.functional.binary_cross_entropy_with_logits

    def keep_of(examples, decay):
        bags, labels = keep_loss(examples)
        return fit(lambda table: cross(bags.sums(table), labels, reduction="sum"), decay, 80)

    def bound_of(examples, decay):
        return fit(bound_loss(examples)[0], decay, 80)

    bags, labels = keep_loss(held)
    scored = []
    for decay in (1.0, 3.0, 10.0):
        value = cross(bags.sums(keep_of(first, decay)), labels).item()
        scored.append((value, decay))
        print(f"keep: decay {decay} held-out loss {value:.4f}")
    keep = keep_of(train, min(scored)[1])
    _, chosen = bound_loss(held)
    scored = []
    for decay in (0.1, 0.3, 1.0):
        base, value = chosen(bound_of(first, decay))
        scored.append((-value, decay))
        print(f"bounds: decay {decay} held-out gain {base:.4f} -> {value:.4f}")
    bound = bound_of(train, min(scored)[1])
    bags, labels = keep_loss(dev)
    sums = bags.sums(keep)
    for threshold in np.arange(-2.0, 1.01, 0.25):
        precision, recall = keep_report(sums, labels, float(threshold))
        print(f"keep >= {threshold:.2f}: dev precision {precision:.3f} recall {recall:.3f} F {2*precision*recall/(precision+recall):.3f}")
    print("bounds on dev: %.4f -> %.4f" % bound_loss(dev)[1](bound))
    write(out, THRESHOLD, float("inf"), keep, bound)


def write(out, threshold, nested, keep, bound):
    """The file of `statements::ranker`: threshold, weight of standing inside another statement, two scales, two tables."""
    scales = [max(table.abs().max().item(), 1e-6) / 32767 for table in (keep, bound)]
    with open(out, "wb") as file:
        file.write(struct.pack("<ffff", threshold, nested, *scales))
        for table, scale in zip((keep, bound), scales):
            file.write((table / scale).round().clamp(-32767, 32767).to(torch.int16).numpy().astype("<i2").tobytes())


OWN_THRESHOLD, OWN_DECAY, OWN_BOUND_DECAY = -0.25, 2.0, 0.3


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def learned():
    """Articles with all statements labelled."""
    return [*statement_labels.own("train"), *statement_labels.ours(statement_labels.LEARNED)]


def sentences():
    """{id: (words of saying, sentence)} of `speech_sentences.tsv`; no words where nobody says anything."""
    found = {}
    for number, line in enumerate((HERE / "speech_sentences.tsv").read_text(encoding="utf-8").splitlines()):
        if not line.startswith("#"):
            wanted, text = line.split("\t")
            found[f"s{number}"] = ([] if wanted == "-" else wanted.split("|"), text)
    return found


def own_labels():
    """{article: (labels of all its statements or None, {begin of a cue: 1 or 0})}"""
    labels = {}
    for article in learned():
        labels[article["id"]] = (article["statements"], {})
    for article in lines(HERE.parent / "eval/gold/statements.jsonl"):
        if article["part"] == "dev":
            for entry in article["statements"]:
                entry["cue"] = [entry["cue"]] if entry["cue"] else []
                # Of contents this file has the beginnings only.
                entry["begins"], entry["content"] = entry["content"], []
            labels[article["id"]] = (article["statements"], {})
    for line in (HERE / "speech_labels.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            article, begin, _, is_one = line.split("\t")
            labels.setdefault(article, (None, {}))[1][int(begin)] = int(is_one)
    return labels


def texts():
    """The articles with labels; of those in own_statements the openings that were labelled."""
    labels, found = own_labels(), {}
    for article in lines(Path(data_root()) / "wikinews/wikinews.jsonl"):
        if article["doc_id"] in labels:
            found[article["doc_id"]] = article
    for article in learned():
        found[article["id"]] = {**article, "doc_id": article["id"]}
    for name, (_, text) in sentences().items():
        found[name] = dict(doc_id=name, date="2020-03-04", text=text)
    return found


def articles():
    """What the proposals are to be made of."""
    for article in texts().values():
        print(json.dumps({key: article[key] for key in ("doc_id", "date", "text")}, ensure_ascii=False))


def overlap(left, right):
    return any(a < d and c < b for a, b in left for c, d in right)


def own_match(words, proposal, statements):
    """1 and the content where the proposal is a labelled statement, 0 where it is none, None where the label is optional."""
    content, answer = words.of(proposal["b"][0][0]), 0
    for entry in statements:
        hit = overlap(entry["cue"], proposal["cue"])
        if not hit and entry["content"] and not (entry["cue"] and proposal["cue"]):
            theirs = words.of(entry["content"])
            hit = 2 * len(content & theirs) >= max(len(content), len(theirs), 1)
        if not hit and not entry["cue"] and entry.get("begins") is not None:
            hit = any(begin <= entry["begins"] + 3 and entry["begins"] < end for begin, end in proposal["b"][0][0])
        if hit and not entry.get("optional"):
            return 1, words.of(entry["content"]) if entry["content"] else None
        if hit:
            answer = None
    return answer, None


def own_read(path):
    """[(features, label, group of bounds or None, article, stands inside a statement)]"""
    labels, found, ours, examples = own_labels(), texts(), sentences(), []
    for article in lines(path):
        text, proposals = found[article["doc_id"]]["text"], article["proposals"]
        if article["doc_id"] in ours:
            wanted, _ = ours[article["doc_id"]]
            for proposal in proposals:
                cue = " ".join(text[begin:end] for begin, end in proposal["cue"])
                # Of a sentence that says something, the words that are not listed are left open.
                answer = 0 if not wanted else 1 if any(words in cue for words in wanted) else None
                if answer is not None:
                    examples.append((proposal["f"], answer, None, article["doc_id"], False))
            continue
        statements, single = labels[article["doc_id"]]
        words = Words(text)
        if statements is None:
            answers = [(single.get(proposal["cue"][0][0]) if proposal["cue"] else None, None) for proposal in proposals]
        else:
            answers = [own_match(words, proposal, statements) for proposal in proposals]
        for proposal, (answer, content) in zip(proposals, answers):
            if answer is None:
                continue
            bounds = None
            if content and len(proposal["b"]) > 1:
                bounds = [(features, gain(words.of(spans), content)) for spans, features in proposal["b"]]
            outer, seen = proposal["within"], set()
            while outer is not None and outer not in seen and answers[outer][0] == 0:
                seen.add(outer)
                outer = proposals[outer]["within"]
            examples.append((proposal["f"], answer, bounds, article["doc_id"], outer is not None))
    return examples


def own_keep(examples, decay):
    """The table, and the weight of standing inside another statement."""
    bags, labels = keep_loss(examples)
    inside = torch.tensor([float(example[4]) for example in examples])
    cross = torch.nn.functional.binary_cross_entropy_with_logits
    # The place behind the table is that weight.
    fitted = fit(lambda table: cross(bags.sums(table) + inside * table[TABLE], labels, reduction="sum"), decay, 80, TABLE + 1)
    return fitted[:TABLE], fitted[TABLE].item()


def own_sums(examples, table, nested):
    return keep_loss(examples)[0].sums(table) + nested * torch.tensor([float(example[4]) for example in examples])


def own(proposals, out):
    torch.manual_seed(1)
    torch.set_num_threads(1)
    examples = own_read(proposals)
    names = sorted({example[3] for example in examples})
    random.Random(1).shuffle(names)
    fold = {name: place % 5 for place, name in enumerate(names)}
    print(f"{len(examples)} proposals, {sum(example[1] for example in examples)} of them statements, {sum(bool(e[2]) for e in examples)} with bounds")
    for decay in (0.5, 1.0, 2.0):
        sums, labels = [], []
        for k in range(5):
            held = [example for example in examples if fold[example[3]] == k]
            learned = own_keep([example for example in examples if fold[example[3]] != k], decay)
            sums.append(own_sums(held, *learned))
            labels.append(keep_loss(held)[1])
        for threshold in (-1.2, -0.9, -0.6, 0.0):
            precision, recall = keep_report(torch.cat(sums), torch.cat(labels), threshold)
            print(f"keep: decay {decay} >= {threshold}: folds precision {precision:.3f} recall {recall:.3f}")
    for decay in (0.1, 0.3, 1.0):
        base = chosen = count = 0
        for k in range(5):
            held = [example[:4] for example in examples if fold[example[3]] == k and example[2]]
            table = fit(bound_loss([example[:4] for example in examples if fold[example[3]] != k])[0], decay, 60)
            before, after = bound_loss(held)[1](table)
            base, chosen, count = base + before * len(held), chosen + after * len(held), count + len(held)
        print(f"bounds: decay {decay} folds {base / count:.4f} -> {chosen / count:.4f}")
    keep, nested = own_keep(examples, OWN_DECAY)
    write(out, OWN_THRESHOLD, nested, keep, fit(bound_loss([example[:4] for example in examples])[0], OWN_BOUND_DECAY, 60))


if __name__ == "__main__":
    {"articles": articles, "own": own, "polnear": polnear}[sys.argv[1]](*sys.argv[2:])
