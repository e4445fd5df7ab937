"""Articles of licensed sets that our labels of statements are of, as a paper would print them.

Business news of Wikinews (`semeval15_timeline`, given as words with blanks between them), news of GUM (train, its free part), blogs of EWT
(train) and press statements (`re3d`). The ids begin with the name of the set.
"""

import json
import re
from pathlib import Path

from .data import data_root

DATELINE = re.compile(r"\w+ \d+ , \d{4}$")


def printed(line):
    """A line of words as it is printed: blanks before punctuation and inside marks are gone."""
    line = line.replace("` `", "``").replace("' '", "''")
    line = re.sub(r"(^|[\s(])`` ", r"\1“", line).replace("``", "“")
    line = re.sub(r" ?''", "”", line)
    line = re.sub(r" ' (re|s|ve|ll|m|d)\b", r"'\1", line)
    parts = line.split('"')
    if len(parts) % 2:
        line = '"'.join(part.strip() if place % 2 else part for place, part in enumerate(parts))
    line = re.sub(r" ([.,;:!?%)\]”])", r"\1", line)
    line = re.sub(r"([(\[“$£€#]) ", r"\1", line)
    line = re.sub(r" ('(?:s|re|ve|ll|m|d|S)\b|n't\b)", r"\1", line)
    line = re.sub(r"(s) ' ", r"\1' ", line)
    line = re.sub(r"(\w) - (\w)", r"\1-\2", line)
    line = re.sub(r"\b([A-Z]') ([A-Z])", r"\1\2", line)
    return line.replace(" / ", "/").strip()


def semeval(root):
    for part in ("trial", "corpus_1"):
        for line in (root / f"semeval15_timeline/{part}.docs.jsonl").read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            lines = [line for line in article["text"].split("\n") if line.strip()]
            body = lines[2:] if DATELINE.match(lines[1].strip()) else lines[1:]
            text = "\n\n".join(map(printed, body))
            yield dict(id=f"semeval-{article['doc_id']}", title=printed(lines[0]), date=article["dct"], text=text)


def paragraphs(path):
    """(id, date, paragraphs) of the documents of a CoNLL-U file."""
    found, fresh = [], True
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, value = line.removeprefix("# ").partition(" = ")
        if name == "newdoc id":
            found.append((value.strip(), [""], []))
            fresh = True
        elif name == "meta::dateCreated":
            found[-1][1][0] = value.strip()
        elif line.startswith("# newpar"):
            fresh = True
        elif name == "text":
            told = found[-1][2]
            if fresh or not told:
                told.append(value)
            else:
                told[-1] += " " + value
            fresh = False
    return [(name, date[0], told) for name, date, told in found]


def articles():
    root = Path(data_root())
    yield from semeval(root)
    for name, date, told in paragraphs(root / "ud_gum/en_gum-ud-train.nonnc.conllu"):
        if name.startswith("GUM_news"):
            yield dict(id=name, title=told[0], date=date or "2015-01-01", text="\n\n".join(told[1:]))
    for name, _, told in paragraphs(root / "ud_ewt/en_ewt-ud-train.conllu"):
        if name.startswith(("weblog", "newsgroup")):
            yield dict(id=name, title="", date="2005-01-01", text="\n\n".join(told))
    for line in (root / "re3d/train.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        yield dict(id=f"re3d-{article['doc_id'][:8]}", title=article["title"], date="2016-06-01", text=article["text"])
