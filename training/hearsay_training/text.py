"""Unlabelled text for the teacher, as JSON Lines for `hearsay parse`: paragraphs of news and of public speeches, shuffled.

    python -m hearsay_training.text > runs/plain.jsonl
"""

import json

from .data import data_root, rng

NEWS, OTHER = 72_000, 500_000  # bullets of current events; words of everything else
OTHERS = ("wikinews/wikinews.jsonl", "us_speeches_public_domain/inaugural.jsonl", "us_speeches_public_domain/state_union.jsonl")


def paragraphs():
    root, random = data_root(), rng(7)
    with open(f"{root}/current_events/events_2002-07_2025-06.jsonl", encoding="utf-8") as lines:
        news = [json.loads(line)["text"].strip().replace("\n", " ") for line in lines]
    news = [text for text in news if 30 < len(text) < 900]
    random.shuffle(news)
    others = []
    for name in OTHERS:
        for line in open(f"{root}/{name}", encoding="utf-8"):
            others += [text.strip() for text in json.loads(line)["text"].split("\n") if len(text.strip()) > 30]
    random.shuffle(others)
    kept, words = news[:NEWS], 0
    for text in others:
        if words > OTHER:
            break
        kept.append(text)
        words += len(text.split())
    random.shuffle(kept)
    return kept


def main():
    kept = paragraphs()
    for i in range(0, len(kept), 100):
        print(json.dumps(dict(id=str(i), date="2020-01-01", text="\n\n".join(kept[i: i + 100]))))


if __name__ == "__main__":
    main()
