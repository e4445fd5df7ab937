"""Labels of statements, disputes and accusations: own_statements, and ours as spans without a text (labels/statements).

    python -m hearsay_training.statement_labels N5 N5.gold.jsonl > N5.jsonl
    hearsay read --format json N5.jsonl > N5.records.jsonl
    python ../../shared/data/own_statements/score_own_statements.py N5.gold.jsonl N5.records.jsonl

scores the command on one of them (N5 and A5 are for report only; also dev and train of own_statements).
"""

import functools
import json
import sys
from pathlib import Path

from . import statement_texts
from .data import data_root

FOLDER = Path(__file__).resolve().parents[1] / "labels/statements"
LEARNED = ("N1", "N2", "N3", "N4", "N6", "N7", "N8", "N9", "N10", "N11", "N12", "N13", "N14", "N15", "A1", "A2", "A3", "A4")
CONTENTION = ("W1",)  # cues only
REPORT = ("N5", "A5")


@functools.cache
def texts():
    """Every article that the spans are of: bullets of the chronicle as `b` and their line, articles of Wikinews by their id, others."""
    root, found = Path(data_root()), {}
    with open(root / "current_events/events_2002-07_2025-06.jsonl", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            bullet = json.loads(line)
            found[f"b{number}"] = dict(title="", date=bullet["date"], text=bullet["text"])
    with open(root / "wikinews/wikinews.jsonl", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            found[article["doc_id"]] = article
    found.update((article["id"], article) for article in statement_texts.articles())
    return found


def ours(parts):
    """Articles of these parts with their labels, in the form of own_statements."""
    for part in parts:
        with open(FOLDER / f"{part}.jsonl", encoding="utf-8") as lines:
            for article in map(json.loads, lines):
                source = texts()[article["id"]]
                text = source["text"][: article.pop("cut")]
                for accusation in article["accusations"]:
                    accusation["accused_words"], accusation["of"] = [text[a:b] for a, b in accusation["accused"]], "?"
                yield {**article, **{key: source[key] for key in ("title", "date")}, "text": text}


def own(split):
    """Articles of own_statements: train or dev."""
    with open(Path(data_root()) / f"own_statements/{split}.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write(part, gold):
    """Labels of a part to a file in the form of own_statements; its articles, for `hearsay read`, to standard output."""
    with open(gold, "w", encoding="utf-8") as out:
        for article in own(part) if part in ("train", "dev") else ours((part,)):
            out.write(json.dumps(article, ensure_ascii=False) + "\n")
            print(json.dumps({key: article[key] for key in ("id", "title", "date", "text")}, ensure_ascii=False))


if __name__ == "__main__":
    write(*sys.argv[1:])
