"""One run: hearsay, spaCy and UDPipe 1 on the same raw text, by the seconds that one core spends, and on the same gold words.

Started by run.sh. Writes runs/result.json and prints the tables.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time

from corpus import RUNS, root

from hearsay_training import data  # corpus.py has put it on the path

ROUNDS = 3
SOME = 100  # paragraphs


def blocks_of(name):
    """Paragraphs of raw text: EWT dev as it was written, or Wikinews."""
    if name == "ewt":
        text, out = [], []
        for line in open(os.path.join(root(), "ud_ewt", "en_ewt-ud-dev.conllu"), encoding="utf-8"):
            if line.startswith("# newpar") or line.startswith("# newdoc"):
                out.append(" ".join(text))
                text = []
            elif line.startswith("# text = "):
                text.append(line[9:].strip())
        return [t for t in out + [" ".join(text)] if t]
    out, size = [], 0
    for line in open(os.path.join(root(), "wikinews", "wikinews.jsonl"), encoding="utf-8"):
        paragraphs = [p.strip() for p in json.loads(line)["text"].split("\n")]
        out += [p for p in paragraphs if p]
        size += sum(len(p) for p in paragraphs)
        if size > 150_000:
            return out
    return out


def best(rounds, work):
    """What the work returned, and the least processor seconds it took."""
    seconds, result = float("inf"), None
    for _ in range(rounds):
        start = time.process_time()
        result = work()
        seconds = min(seconds, time.process_time() - start)
    return result, seconds


class Hearsay:
    name = "hearsay"

    def __init__(self, programs):
        self.programs = programs

    def speed(self, paragraphs, rounds=ROUNDS, path=None):
        file = os.path.join(RUNS, "text.txt")
        with open(file, "w", encoding="utf-8") as f:
            f.write("\n".join(paragraphs) + "\n")
        command = [os.path.join(self.programs, "speed"), file, str(rounds)] + ([path] if path else [])
        return [json.loads(line) for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()]

    def raw(self, paragraphs):
        # All ways that the machine can go once, for what they say; the fastest, which is the one that is used, again.
        paths = self.speed(paragraphs[:SOME], 1)
        fastest = self.speed(paragraphs, ROUNDS, paths[0]["path"])[0]
        assert len({p["checksum"] for p in paths}) == 1, "all paths say the same"
        return dict(words=fastest["words"], seconds=fastest["seconds"], checksum=fastest["checksum"], paths=paths)

    def gold(self, sentences):
        lines = []
        for s in sentences:
            lines += [f"{i}\t{w}\t_\t_\t_\t_\t{int(i > 1)}\t{'root' if i == 1 else 'dep'}\t_\t_" for i, w in enumerate(s["words"], 1)] + [""]
        said = subprocess.run([os.path.join(self.programs, "parse"), "--conllu"], input="\n".join(lines) + "\n", check=True,
                              capture_output=True, text=True).stdout
        return read(said)


class Spacy:
    name = "spacy"

    def __init__(self):
        from spacy_kernel import load
        self.nlp = load(os.path.join(RUNS, "spacy", "model-last"))

    def raw(self, paragraphs):
        docs, seconds = best(ROUNDS, lambda: list(self.nlp.pipe(paragraphs, batch_size=64)))
        return dict(words=sum(not t.is_space for d in docs for t in d), seconds=seconds)

    def gold(self, sentences):
        from spacy.tokens import Doc
        docs = [Doc(self.nlp.vocab, words=s["words"], sent_starts=[i == 0 for i in range(len(s["words"]))]) for s in sentences]
        for doc in self.nlp.pipe(docs, batch_size=64):
            ner = ["O" if t.ent_iob_ == "O" or not t.ent_type_ else f"{t.ent_iob_}-{t.ent_type_}" for t in doc]
            yield [(t.text, t.pos_, t.lemma_, 0 if t.head.i == t.i else t.head.i + 1, t.dep_.replace("ROOT", "root"), n)
                   for t, n in zip(doc, ner)]


class Udpipe:
    name = "udpipe"

    def __init__(self):
        from ufal.udpipe import Model, Pipeline
        self.model = Model.load(os.path.join(RUNS, "udpipe.model"))
        assert self.model, "train_udpipe.py writes it"
        self.pipeline = Pipeline

    def run(self, text, form):
        from ufal.udpipe import ProcessingError
        error = ProcessingError()
        out = self.pipeline(self.model, form, self.pipeline.DEFAULT, self.pipeline.DEFAULT, "conllu").process(text, error)
        assert not error.occurred(), error.message
        return out

    def raw(self, paragraphs):
        out, seconds = best(1, lambda: self.run("\n\n".join(paragraphs), "tokenize"))
        return dict(words=sum(len(s) for s in read(out)), seconds=seconds)

    def gold(self, sentences):
        lines = []
        for s in sentences:
            lines += [f"{i}\t{w}\t_\t_\t_\t_\t_\t_\t_\t_" for i, w in enumerate(s["words"], 1)] + [""]
        return read(self.run("\n".join(lines) + "\n", "conllu"))


def read(text):
    """CoNLL-U to (form, upos, lemma, head, deprel, name) for each word of each sentence."""
    out, words = [], []
    for line in text.split("\n"):
        c = line.split("\t")
        if len(c) == 10 and c[0].isdigit():
            name = next((x[4:] for x in c[9].split("|") if x.startswith("NER=")), "O")
            words.append((c[1], c[3], c[2], int(c[6]), c[7], name))
        elif not line.strip() and words:
            out.append(words)
            words = []
    return out + ([words] if words else [])


def spans(labels):
    out, i = set(), 0
    while i < len(labels):
        kind, end = labels[i][2:], i + 1
        if labels[i] != "O":
            while end < len(labels) and labels[end] == "I-" + kind:
                end += 1
            out.add((i, end, kind))
        i = end
    return out


def score(sentences, said):
    """Percent; LAS without subtypes, as CoNLL-18 has it; names in F1 of spans with their kind."""
    base = lambda label: label.split(":")[0]
    right, words, said_names, gold_names, both = [0] * 3, 0, 0, 0, 0
    said = list(said)
    assert len(said) == len(sentences), "as many sentences as were given"
    for gold, found in zip(sentences, said):
        assert [w for w, *_ in found] == gold["words"], "the words that were given"
        words += len(found)
        for i, (_, upos, lemma, head, deprel, _) in enumerate(found):
            right[0] += upos == gold["upos"][i]
            right[1] += lemma == gold["lemma"][i] or gold["lemma"][i] == "_"
            right[2] += head == gold["head"][i] and base(deprel.lower()) == base(gold["deprel"][i])
        if gold.get("ner"):
            a, b = spans(gold["ner"]), spans([name for *_, name in found])
            both, said_names, gold_names = both + len(a & b), said_names + len(b), gold_names + len(a)
    out = {k: round(100 * n / words, 2) for k, n in zip(("UPOS", "lemma", "LAS"), right)}
    if gold_names and said_names:  # UDPipe knows no names
        out["names F1"] = round(200 * both / (said_names + gold_names), 2)
    return out


def growth(hearsay):
    """Seconds by size of one article, and for one line of 100,000 words that no full stop ends."""
    text = blocks_of("wikinews")
    path = hearsay.speed(text[:SOME], 1)[0]["path"]
    whole = "\n".join(text)
    rows = []
    for size in (1_000, 10_000, 100_000, 1_000_000, 10_000_000):
        some = (whole * (size // len(whole) + 1))[:size]
        rows.append((f"{size // 1000} kB", hearsay.speed(some.split("\n"), 3 if size < 1_000_000 else 1, path)[0]))
    rows.append(("100,000 words, no full stop", hearsay.speed(["word " * 100_000], 1, path)[0]))
    return [dict(text=name, **row) for name, row in rows]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--programs", required=True)
    p.add_argument("--peers", default="spacy,udpipe")
    p.add_argument("--no-growth", action="store_true")
    a = p.parse_args()
    os.makedirs(RUNS, exist_ok=True)
    systems = [Hearsay(a.programs)]
    for name, make in (("spacy", Spacy), ("udpipe", Udpipe)):
        trained = os.path.join(RUNS, {"spacy": "spacy/model-last", "udpipe": "udpipe.model"}[name])
        if name in a.peers.split(",") and os.path.exists(trained):
            systems.append(make())
        else:
            print(f"{name} is left out: {'not asked for' if name not in a.peers else trained + ' is not there; train it first'}", file=sys.stderr)
    result = dict(machine=platform.processor() or platform.machine(), date=time.strftime("%Y-%m-%d"), speed={}, accuracy={})
    for line in open("/proc/cpuinfo") if os.path.exists("/proc/cpuinfo") else []:
        if line.startswith("model name"):
            result["machine"] = line.split(":")[1].strip()
    texts = {name: blocks_of(name) for name in ("wikinews", "ewt")}
    ewt, gum, _ = data.load(root(), "dev")
    for system in systems:
        for name, paragraphs in texts.items():
            r = system.raw(paragraphs)
            result["speed"][f"{system.name} {name}"] = dict(r, words_per_second=round(r["words"] / r["seconds"]))
        for name, sentences in (("ewt", ewt), ("gum", gum)):
            result["accuracy"][f"{system.name} {name}"] = score(sentences, system.gold(sentences))
    for name in texts:
        counts = [r["words"] for k, r in result["speed"].items() if k.endswith(name)]
        # Each cuts words by its own rules; that they read the same text shows in counts within a twentieth.
        assert max(counts) < 1.05 * min(counts), counts
    print(f"{result['machine']}, {result['date']}, one core, seconds of processor time\n")
    print("| system | text | words | seconds | words/s |\n| --- | --- | --- | --- | --- |")
    for k, r in result["speed"].items():
        print(f"| {' | '.join(k.split())} | {r['words']} | {r['seconds']:.2f} | {r['words_per_second']} |")
    for k, r in result["speed"].items():
        for path in r.get("paths", [])[1:]:
            print(f"| hearsay, {path['path']} | {k.split()[1]}, part | {path['words']} | {path['seconds']:.2f} | {path['words_per_second']} |")
    print("\n| system | dev set, gold words | UPOS | lemma | LAS | names F1 |\n| --- | --- | --- | --- | --- | --- |")
    for k, r in result["accuracy"].items():
        print(f"| {' | '.join(k.split())} | {r['UPOS']} | {r['lemma']} | {r['LAS']} | {r.get('names F1', '')} |")
    sys.stdout.flush()
    if not a.no_growth:
        result["growth"] = growth(systems[0])
    with open(os.path.join(RUNS, "result.json"), "w") as f:
        json.dump(result, f, indent=1)
    print("\n| text | words | seconds | words/s | load ms |\n| --- | --- | --- | --- | --- |")
    for r in result.get("growth", []):
        print(f"| {r['text']} | {r['words']} | {r['seconds']:.3f} | {r['words_per_second']} | {r['load_ms']} |")
    checksum = result["speed"]["hearsay wikinews"]["checksum"]
    print(f"\nhearsay's output on wikinews: checksum {checksum}; the first {SOME} paragraphs are read alike on all paths")


if __name__ == "__main__":
    main()
