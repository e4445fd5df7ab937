"""Silver names from GUM's entity layer, for texts that no one has annotated with names.

GUM marks every mention with its kind ("the mayor of Lyon", "Lyon"), named or not. A name is the run of proper nouns
around the head of a mention of a person, an organization or a place. Proper nouns that no such run explains (titles,
events, works, plural families) are UNSURE: the loss leaves them out instead of learning that they are no names.
"""

import re

KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
UNSURE = "?"
# Words inside a name: "Bank of America", "University of the West", "Osama bin Laden", "Johnson & Johnson".
LINKS = {"PER": {"de", "van", "von", "al", "bin", "ibn", "la", "da", "der", "del", "-"},
         "ORG": {"of", "the", "for", "and", "&", "-", "de"}, "LOC": {"of", "the", "de", "la", "-"}}
_BRACKET = re.compile(r"\([^()]*\)?|[^()]+\)")


def mentions(entity_columns):
    """(first, last, kind) of each mention that opens and closes in the sentence."""
    waiting, found = {}, []
    for i, column in enumerate(entity_columns):
        for part in _BRACKET.findall(column):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                if len(fields) < 2:
                    continue
                if part.endswith(")"):
                    found.append((i, i, fields[1]))
                else:
                    waiting.setdefault(fields[0], []).append((i, fields[1]))
            elif waiting.get(part[:-1]):
                first, kind = waiting[part[:-1]].pop()
                found.append((first, i, kind))
    return found


def name_within(s, first, last, tag):
    """The run of proper nouns around the mention's head, or None."""
    heads = [k for k in range(first, last + 1) if not first <= s["head"][k] - 1 <= last]
    if len(heads) != 1 or s["upos"][heads[0]] != "PROPN" or s["xpos"][heads[0]] == "NNPS" and tag == "PER":
        return None

    def proper(k):
        """A proper noun, or a capitalised word beside one: "Middle East", "United Nations"."""
        if not first <= k <= last or s["deprel"][k] == "nmod:desc":
            return False
        capital = k > 0 and s["words"][k][:1].isupper() and s["upos"][k] in ("ADJ", "NOUN", "NUM", "VERB")
        return s["upos"][k] == "PROPN" or capital

    i = j = heads[0]
    if not proper(i):
        return None

    def reach(k, step):
        """The next proper noun from k, over at most two linking words."""
        for far in range(1, 4 if tag != "PER" or step else 2):
            at = k + step * far
            if proper(at):
                return at
            if not first <= at <= last or s["words"][at].lower() not in LINKS[tag]:
                return None
        return None

    while (k := reach(i, -1)) is not None:
        i = k
    while (k := reach(j, 1)) is not None:
        j = k
    return i, j


def silver_names(s):
    """BIO tags with UNSURE for a GUM sentence that has `entity` columns."""
    tags, taken = ["O"] * len(s["words"]), []
    for first, last, kind in mentions(s["entity"]):
        if kind in KINDS:
            run = name_within(s, first, last, KINDS[kind])
            if run:
                taken.append((run[0] - run[1], run[0], run[1], KINDS[kind]))
    for _, i, j, tag in sorted(taken):  # the longest first: "University of Lyon", not "Lyon"
        if all(t == "O" for t in tags[i: j + 1]):
            tags[i: j + 1] = [f"B-{tag}"] + [f"I-{tag}"] * (j - i)
    return [UNSURE if t == "O" and u == "PROPN" else t for t, u in zip(tags, s["upos"])]
