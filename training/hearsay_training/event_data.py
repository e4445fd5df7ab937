"""Labelled events and PropBank's roles as words: what the event heads learn from. Only train and dev files.

The words come from `hearsay parse`, so that the network learns on the sentences and words that it will meet:

    python -m hearsay_training.event_data items > runs/items.jsonl && hearsay parse runs/items.jsonl > runs/items.conllu
    python -m hearsay_training.event_data news  > runs/news.jsonl  && hearsay parse runs/news.jsonl  > runs/news.conllu
"""

import json
import sys

from .data import data_root, read_conllu, rng

TYPES = ["-", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
         "SANCTION", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT"]
STATUSES = ["reported", "claimed", "alleged", "future", "possible", "denied", "negated"]
ROLES = ["-", "source", "target", "says"]  # of a word to a deed
PROPBANK = ["-", "ARG0", "ARG1", "ARG2"]  # of a word to a predicate
LABELS = "labels/events.tsv"
NEWS, OTHERS = 60_000, ("wikinews/wikinews.jsonl",)


def lines_of(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def items(split):
    """The labelled items of a split, as they are: dict(id, text, events); train with ours of `labels/`."""
    own = lines_of(f"{data_root()}/own_events/{split}.jsonl")
    return own + list(labels()) if split == "train" else own


def sentences_of_ours():
    """Labelled sentences of ours about invented people: the deed files' examples (`cargo xtask examples`), and figures of speech."""
    out = lines_of("runs/lexicon.jsonl")
    for number, line in enumerate(open("labels/figurative.tsv", encoding="utf-8")):
        if line[0] == "#":
            continue
        text, *told = line.rstrip("\n").split("\t")
        span = lambda words: [] if words == "-" else [[text.index(words), text.index(words) + len(words)]]
        events = [dict(type=kind, status="reported", trigger=span(trigger)[0], source=span(source), target=span(target), says=[], also=[])
                  for kind, trigger, source, target in (fields.split("|") for fields in told)]
        out.append(dict(id=f"figurative-{number}", date="2020-01-01", text=text, events=events))
    return out


def parts(text, most=1900):
    """An article as items: paragraphs up to so many characters."""
    out = [""]
    for paragraph in filter(str.strip, text.split("\n")):
        if out[-1] and len(out[-1]) + len(paragraph) > most:
            out.append("")
        out[-1] += ("\n\n" if out[-1] else "") + paragraph
    return out


def labels(path=LABELS):
    """Labels that are ours, on texts that the data folder has: a line an event, `item type status trigger source target says also`;
    spans are code points `from-to`, parted by commas; items without events have a line `item`.

    `b12` is line 12 of current events, from 0; `Some_title` the first part of that article of Wikinews, `Some_title#2` its second.
    """
    bullets = lines_of(f"{data_root()}/current_events/events_2002-07_2025-06.jsonl")
    articles = {d["url"].rsplit("/", 1)[-1]: d for d in lines_of(f"{data_root()}/wikinews/wikinews.jsonl")}
    spans = lambda field: [] if field == "-" else [[int(x) for x in span.split("-")] for span in field.split(",")]
    found = {}
    for line in open(path, encoding="utf-8"):
        name, *rest = line.rstrip("\n").split("\t")
        if name not in found:
            if name[0] == "b" and name[1:].isdigit():
                item = dict(text=bullets[int(name[1:])]["text"], date=bullets[int(name[1:])]["date"])
            else:
                title, _, number = name.partition("#")
                item = dict(text=parts(articles[title]["text"])[int(number or 1) - 1], date=articles[title]["date"])
            found[name] = dict(item, id=name, events=[])
        if rest:
            kind, status, trigger, source, target, says, also = rest
            found[name]["events"].append(dict(type=kind, status=status, trigger=spans(trigger)[0], source=spans(source), target=spans(target),
                                              says=spans(says), also=spans(also)))
    return found.values()


def news(limit=NEWS):
    """Unlabelled paragraphs of news that are no labelled item."""
    known = {d["text"].strip()[:80] for split in ("train", "dev") for d in items(split)}
    random, texts = rng(11), []
    with open(f"{data_root()}/current_events/events_2002-07_2025-06.jsonl", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"].strip().replace("\n", " ") for line in lines]
    texts = [text for text in texts if 30 < len(text) < 900]
    random.shuffle(texts)
    texts = texts[:limit]
    for name in OTHERS:
        for line in open(f"{data_root()}/{name}", encoding="utf-8"):
            texts += [p.strip() for p in json.loads(line)["text"].split("\n") if len(p.strip()) > 40]
    texts = [text for text in texts if text[:80] not in known]
    random.shuffle(texts)
    return texts


def parsed(path):
    """For each document of a CoNLL-U file that `hearsay parse` wrote: its id and its sentences (words, heads, deprels)."""
    document, cur = None, []
    for line in open(path, encoding="utf-8"):
        if line.startswith("# newdoc id = "):
            if document:
                yield document
            document = (line[14:].strip(), [])
        elif line[:1].isdigit():
            c = line.rstrip("\n").split("\t")
            if c[0].isdigit():
                cur.append(c)
        elif cur and line == "\n":
            document[1].append(dict(words=[c[1] for c in cur], head=[int(c[6]) for c in cur], deprel=[c[7] for c in cur],
                                    upos=[c[3] for c in cur]))
            cur = []
    if document:
        yield document


def place(text, sentences):
    """Gives each sentence `spans`: where its words stand in the text."""
    at = 0
    for s in sentences:
        s["spans"] = []
        for word in s["words"]:
            found = text.find(word, at)
            if found < 0 or found - at > 40:  # words of a contraction that cannot be cut share their letters
                found = max(0, at - len(word))
            s["spans"].append((found, found + len(word)))
            at = max(at, found + len(word))


def head_of(sentence, span):
    """The word of the sentence that heads the words in `span`, from 0; None where none of them stands there."""
    inside = [i for i, (a, b) in enumerate(sentence["spans"]) if a < span[1] and span[0] < b]
    held = {i + 1 for i in inside}
    tops = [i for i in inside if sentence["head"][i] not in held]
    # "Israel and Egypt" is told as two parties; one phrase with two tops was cut by a wrong tree.
    return next((i for i in tops if sentence["upos"][i] not in ("PUNCT", "ADP", "DET", "AUX")), tops[0] if tops else None)


def labelled(split, path):
    """Sentences of the labelled items with `events`: [dict(word, main, type, status, source, target, says, deed)], words from 0.

    A deed told by several triggers of a sentence is there once a trigger; they share `deed`, the fullest is `main`.
    """
    documents = dict(parsed(path))
    for item in items(split) + (sentences_of_ours() if split == "train" else []):
        sentences = documents[item["id"]]
        place(item["text"], sentences)
        for s in sentences:
            s["item"], s["events"] = item["id"], []
        for number, event in enumerate(item["events"]):
            for k, span in enumerate([event["trigger"], *event["also"]]):
                for s in sentences:
                    word = head_of(s, span)
                    if word is None or any(e["word"] == word for e in s["events"]):
                        continue
                    party = {side: sorted({w for w in (head_of(s, x) for x in event[side]) if w is not None})
                             for side in ("source", "target", "says")}
                    s["events"].append(dict(word=word, main=k == 0, type=event["type"], status=event["status"], deed=number, **party))
                    break
        yield from sentences


def propbank(split):
    """Sentences of EWT with their trees and `predicates`: [(word, {argument's head: role})], words from 0."""
    trees = {s["id"]: s for s in read_conllu(f"{data_root()}/ud_ewt/en_ewt-ud-{split}.conllu")}
    for line in open(f"{data_root()}/ewt_propbank/{split}.jsonl", encoding="utf-8"):
        d = json.loads(line)
        s = trees.get(d["sent_id"])
        if s is None or len(s["words"]) != d["n"]:
            continue
        found = []
        for p in d["predicates"]:
            roles = {}
            for role, first, last in p["args"]:
                role = role.removeprefix("C-")
                if role in PROPBANK:
                    tops = [i for i in range(first - 1, last) if not first <= s["head"][i] <= last]
                    tops = [i for i in tops if s["upos"][i] != "PUNCT"] or tops
                    roles.setdefault(tops[0], role)
            if s["upos"][p["word"] - 1] != "AUX":
                found.append((p["word"] - 1, roles))
        yield dict(s, predicates=found)


def main():
    if sys.argv[1] in ("train", "dev"):
        for d in items(sys.argv[1]):
            print(json.dumps(dict(id=d["id"], date=d["date"], text=d["text"])))
        return
    if sys.argv[1] == "items":
        texts = [(d["id"], d["text"]) for d in items("train") + sentences_of_ours() + items("dev")]
    else:
        texts = [(str(i), text) for i, text in enumerate(news())]
    for name, text in texts:
        print(json.dumps(dict(id=name, date="2020-01-01", text=text)))


if __name__ == "__main__":
    main()
