"""Names put in the place of other names, so that the network reads "___ said" and the shape of a name, not a list of
the names of its training texts (weblogs, mails and reviews).

The names come from the training texts and from our own lists of people, places and bodies in the news
(crates/hearsay-read/lexicon/actors). A name gives way only to one of its kind with as many words, so that the tree stays.
"""

import glob
import os

from .data import forget
from .score import spans

LEXICON = os.path.join(os.path.dirname(__file__), "../../crates/hearsay-read/lexicon/actors")
KIND_OF = {"person": "PER", "capital": "LOC", "city": "LOC", "country": "LOC", "organization": "ORG", "group": "ORG"}


def _plain(words):
    """Capitalised words without punctuation that a tokenizer would cut off."""
    return bool(words) and all(w[:1].isupper() and all(c.isalnum() or c == "." for c in w) for w in words)


class Names:
    """Names by kind and number of words: the training texts' own, and the news's."""

    def __init__(self, sentences, folder=LEXICON):
        own, news = {}, {}
        # "Mullah", "King", "General": half of a name may be a common word, which alone is no name.
        common = {w for s in sentences for w in s["words"] if w.islower()}
        for s in sentences:
            for i, j, kind in spans(s["ner"] or []):
                own.setdefault((kind, j - i), set()).add(tuple(s["words"][i:j]))
        for path in sorted(glob.glob(f"{folder}/*.tsv")):
            for line in open(path, encoding="utf-8"):
                cells = line.rstrip("\n").split("\t")
                kind = KIND_OF.get(cells[3]) if len(cells) > 3 and not line.startswith("#") else None
                words = cells[0].split()
                if not kind or not _plain(words):
                    continue
                news.setdefault((kind, len(words)), set()).add(tuple(words))
                if kind == "PER" and len(words) == 2:
                    for w in words:
                        if w.lower() in common or len(w) < 3:
                            continue
                        news.setdefault((kind, 1), set()).add((w,))
        self.pools = [{k: sorted(v) for k, v in pool.items()} for pool in (own, news)]

    def swap(self, s, rng):
        """The sentence with some of its names changed."""
        if not s["ner"] or rng.random() > 0.25:
            return s
        words, lemma = list(s["words"]), list(s["lemma"]) if s.get("lemma") else None
        for i, j, kind in sorted(spans(s["ner"])):
            old = words[i:j]
            proper = "upos" not in s or all(u == "PROPN" for u in s["upos"][i:j])
            choice = rng.choice(self.pools).get((kind, j - i))
            if not proper or not choice or not all(w[:1].isupper() for w in old) or rng.random() > 0.7:
                continue
            words[i:j] = rng.choice(choice)
            if lemma:
                lemma[i:j] = words[i:j]
        changed = dict(s, words=words)
        forget(changed)
        if lemma:
            changed["lemma"] = lemma
        return changed
