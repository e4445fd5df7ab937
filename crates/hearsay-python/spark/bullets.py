"""Short articles to read: bullets of the day where `shared/data` is there, else paragraphs of our own examples."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def bullets(count: int) -> list[dict[str, str]]:
    """`count` rows with `id`, `text`, `date`, `publisher`."""
    data = ROOT.parent / "shared" / "data" / "current_events" / "events_2002-07_2025-06.jsonl"
    if data.exists():
        with data.open(encoding="utf-8") as lines:
            # Of years when many were written each day, so that some tell of one deed.
            rows = [json.loads(line) for line in itertools.islice(lines, 30_000, 30_000 + count)]
        told = [(row["date"], row["text"]) for row in rows]
    else:
        told = []
        for number in itertools.count():
            for path in sorted((ROOT / "examples").glob("*.txt")):
                paragraphs = [part for part in path.read_text("utf-8").split("\n\n") if part.strip()]
                told += [(path.name[:10], part) for part in paragraphs]
            if len(told) >= count or number > count:
                break
    papers = ("Herald", "Courier", "Wire", None)
    return [
        {"id": f"b{number:06}", "text": text, "date": day, "publisher": papers[number % 4]}
        for number, (day, text) in enumerate(told[:count])
    ]
