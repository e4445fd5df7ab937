"""Articles of our own with their disputes and accusations marked in the text (labels/articles; see its README)."""

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "labels/articles"
LEARNED = ("A1", "A2", "A4", "A5", "A6", "A8", "A9", "A10", "A12", "A13", "A14", "A16", "A17", "A18", "A19", "A20", "A21", "A23", "A24", "A25", "A26", "A27", "A29", "A30", "A31", "A32", "A33", "A34")
REPORT = ("A3", "A7", "A11", "A15", "A22", "A28")

MARK = re.compile(r"\[(\d+) ([^\]]*)\]|\{([\da-z,]+) ([^{}]*)\}")
ANSWERS = "denied admitted declined quoted none".split()


def plain(text, start=0):
    """The text without its marks; cues by their number, and accused spans as (numbers, span)."""
    out, cues, accused, last = "", {}, [], 0
    for found in MARK.finditer(text):
        out += text[last : found.start()]
        begin = start + len(out)
        if found[1]:
            assert int(found[1]) not in cues, found[0]
            out += found[2]
            cues[int(found[1])] = [begin, start + len(out)]
        else:
            # A cue may stand inside the words for the accused.
            inner, within, _ = plain(found[4], begin)
            out += inner
            cues.update(within)
            accused.append((found[3].split(","), [begin, start + len(out)]))
        last = found.end()
    return out + text[last:], cues, accused


def article(block):
    """One article in the form of own_statements; of a statement only the cue is known."""
    head, *lines = block.strip().split("\n")
    name, date, title = head.split(" ", 2)
    labels = [line for line in lines if re.match(r"[da] \d", line)]
    text, cues, accused = plain("\n".join(line for line in lines if line not in labels).strip())
    assert not re.search(r"[{}\[\]]", text), (name, re.search(r".{20}[{}\[\]].{20}", text))
    statement = lambda n, cue: dict(n=n, source=[], cue=[cue], content=[], level="?", stance="?", also={}, within=None)
    item = dict(id=name, title=title, date=date, text=text, statements=[statement(*one) for one in sorted(cues.items())])
    item["disputes"], answers = [], {}
    for line in labels:
        kind, first, *rest = line.split()
        if kind == "d":
            a, b = ([int(n) for n in side.split(",")] for side in (first, rest[1]))
            assert {*a, *b} <= cues.keys() and rest[0] == "~", (name, line)
            item["disputes"].append(dict(a=a, b=b, statements=[a[0], b[0]], kind=rest[2], **({"optional": True} if "opt" in rest else {})))
        else:
            answers[first] = rest
    parties = sorted({party for named, _ in accused for party in named}, key=lambda party: (int(party.rstrip("ab")), party))
    there = {int(party.rstrip("ab")) for party in parties}
    assert answers.keys() <= {*parties} and there <= cues.keys(), (name, answers.keys() - {*parties}, there - cues.keys())
    item["accusations"] = []
    for party in parties:
        n = int(party.rstrip("ab"))
        answer, *rest = answers.get(party, ["none"])
        where = [int(m) for m in rest[0].split(",")] if rest and rest[0] != "opt" else []
        assert answer in ANSWERS and {*where} <= cues.keys() and bool(where) == (answer != "none"), (name, n)
        optional = {"optional": True} if "opt" in rest else {}
        spans = [span for named, span in accused if party in named]
        item["accusations"].append(
            dict(statement=n, accused=spans, accused_words=[text[a:b] for a, b in spans], of="?", answer=answer, answered_in=where, **optional)
        )
    return item


def articles(parts):
    for part in parts:
        for block in re.split(r"^= ", (FOLDER / f"{part}.txt").read_text(encoding="utf-8"), flags=re.M)[1:]:
            yield article(block)
