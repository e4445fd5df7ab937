"""Reads treebanks and name corpora. Only train and dev files, never a test split."""

import os
import random

from .silver import silver_names


def read_conllu(path):
    """Sentences as dicts: words, lemma, upos, xpos, feats, head, deprel, plus id."""
    out, cur, sent_id = [], [], None
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# sent_id"):
            sent_id = line.split("=", 1)[1].strip()
        elif line.startswith("#"):
            continue
        elif line:
            c = line.split("\t")
            if "-" not in c[0] and "." not in c[0]:
                cur.append(c)
        elif cur:
            out.append(dict(id=sent_id, words=[c[1] for c in cur], lemma=[c[2] for c in cur], upos=[c[3] for c in cur],
                            xpos=[c[4] for c in cur], feats=[c[5] for c in cur], head=[int(c[6]) for c in cur],
                            deprel=[c[7] for c in cur], ner=None,
                            entity=[next((x[7:] for x in c[9].split("|") if x.startswith("Entity=")), "") for c in cur]))
            cur = []
    # Reddit sentences of GUM come with blanked words.
    return [s for s in out if not all(w == "_" for w in s["words"])]


def read_names(path):
    """UNER: sentence id -> (words, tags); types other than PER, ORG, LOC are O."""
    out, words, tags, sent_id = {}, [], [], None
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# sent_id"):
            sent_id = line.split("=", 1)[1].strip()
        elif line and not line.startswith("#"):
            c = line.split("\t")
            words.append(c[1])
            tags.append(c[2] if c[2][2:] in ("PER", "ORG", "LOC") else "O")
        elif not line and words:
            out[sent_id] = (words, tags)
            words, tags = [], []
    if words:
        out[sent_id] = (words, tags)
    return out


def read_wikigold(path):
    """CoNLL, IO tags: sentences with names only."""
    out, words, tags = [], [], []
    for line in open(path, encoding="utf-8"):
        c = line.split()
        if not c or c[0] == "-DOCSTART-":
            if words:
                out.append(dict(id=None, words=words, ner=tags))
            words, tags = [], []
            continue
        tag = c[-1] if c[-1][2:] in ("PER", "ORG", "LOC") else "O"
        if tag != "O":
            tag = ("I-" if tags and tags[-1][2:] == tag[2:] else "B-") + tag[2:]
        words.append(c[0])
        tags.append(tag)
    if words:
        out.append(dict(id=None, words=words, ner=tags))
    return out


def load(root, split):
    """EWT with UNER names and GUM (texts without a non-commercial clause); wikigold's names in train."""
    ewt = read_conllu(f"{root}/ud_ewt/en_ewt-ud-{split}.conllu")
    names = read_names(f"{root}/uner_ewt/en_ewt-ud-{split}.iob2")
    for s in ewt:
        found = names.get(s["id"])
        if found and len(found[0]) == len(s["words"]):
            s["ner"] = found[1]
    gum = read_conllu(f"{root}/ud_gum/en_gum-ud-{split}.nonnc.conllu")
    for s in gum:
        s["silver"] = silver_names(s)
    wiki = read_wikigold(f"{root}/wikigold/wikigold-train.conll") if split == "train" else []
    return ewt, gum, wiki


def forget(sentence):
    """Drops what batchers kept of a sentence whose words have changed."""
    for kept in ("rows", "static", "pieces", "given"):
        sentence.pop(kept, None)


def case_noise(sentence, rng):
    """Headlines: a few sentences in capitals, title case or lower case, so that names survive them."""
    how = rng.random()
    if how < 0.02:
        change = str.upper
    elif how < 0.05:
        change = str.lower
    elif how < 0.07:
        change = lambda w: w[:1].upper() + w[1:]
    else:
        return sentence
    words = [change(w) for w in sentence["words"]]
    if any(len(a) != len(b) for a, b in zip(words, sentence["words"])):
        return sentence
    noisy = dict(sentence, words=words)
    forget(noisy)
    if "lemma" in noisy:
        noisy["lemma"] = None  # the rule would be of another form
    return noisy


def data_root():
    """The folder of corpora: $HEARSAY_DATA, else ../../shared/data."""
    return os.environ.get("HEARSAY_DATA", os.path.join(os.path.dirname(__file__), "../../../shared/data"))


def rng(seed):
    """A generator of its own for each use."""
    return random.Random(seed)
