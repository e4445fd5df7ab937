"""hearsay beside trafilatura on the same saved pages, in one run: text, day, title, and pages a second.

    python -m venv bench/venv && bench/venv/bin/pip install trafilatura lxml_html_clean
    cargo build --release -p hearsay-page --example pages
    bench/venv/bin/python bench/pages.py [--rounds 3]

Pages are the sets of `$HEARSAY_DATA/pages` (else `../shared/data/pages`), unpacked before the clock starts; both read bytes and give a
text, a title and a day. Text is scored by shingles of four words against the set's truth, the mean over pages, as `cargo xtask eval
pages` does; a day is right when it is the set's. Seconds are of processor time, which other work on the
machine changes little, and of the fastest round; hearsay on one thread, and by the clock on two."""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import subprocess
import time
from pathlib import Path
from typing import Any

import trafilatura

HERE = Path(__file__).resolve().parent
PAGES = Path(os.environ.get("HEARSAY_DATA", HERE.parent.parent / "shared" / "data")) / "pages"
EXAMPLE = HERE.parent / "target" / "release" / "examples" / "pages"
SETS = ("scrapinghub", "wcxb", "trafilatura", "postlight")


def truth() -> list[dict[str, Any]]:
    found = []
    for name in SETS:
        for page in json.loads((PAGES / f"{name}-truth.json").read_text(encoding="utf-8")):
            if page.get("english") is not False:
                found.append({**page, "set": name, "path": str(PAGES / page["file"])})
    return found


def shingles(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return [tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))] if words else []


def overlap(gold: str, said: str) -> tuple[float, float]:
    """Precision and recall of shingles, each counted as often as it stands."""
    there: dict[tuple[str, ...], int] = {}
    for shingle in shingles(gold):
        there[shingle] = there.get(shingle, 0) + 1
    right, found = 0, shingles(said)
    for shingle in found:
        if there.get(shingle, 0) > 0:
            there[shingle] -= 1
            right += 1
    return right / max(1, len(found)), right / max(1, len(shingles(gold)))


def score(pages: list[dict[str, Any]], told: list[dict[str, Any]]) -> None:
    for name in SETS:
        texts: list[tuple[float, float]] = []
        days, titles = [], []
        for page, said in zip(pages, told, strict=True):
            if page["set"] != name:
                continue
            if page.get("text"):
                texts.append(overlap(page["text"], said["text"] or ""))
            if len(page.get("date") or "") >= 10:
                days.append((said["date"] or "")[:10] == page["date"][:10])
            if page.get("title"):
                titles.append(re.findall(r"\w+", (said["title"] or "").lower()) == re.findall(r"\w+", page["title"].lower()))
        cells = [f"  {name:12}"]
        if texts:
            precision = sum(pair[0] for pair in texts) / len(texts)
            recall = sum(pair[1] for pair in texts) / len(texts)
            cells.append(f"text F1 {200 * precision * recall / (precision + recall):5.1f}")
        for label, right in (("day", days), ("title", titles)):
            if right:
                cells.append(f"{label} {100 * sum(right) / len(right):5.1f} ({len(right)})")
        print("  ".join(cells))


def hearsay(pages: list[dict[str, Any]], jobs: int, rounds: int) -> tuple[list[dict[str, Any]], dict[str, float]]:
    names = "\n".join(page["path"] for page in pages)
    command = [str(EXAMPLE), "--jobs", str(jobs), "--rounds", str(rounds)]
    out = subprocess.run(command, input=names, capture_output=True, text=True, check=True).stdout.splitlines()
    told = [json.loads(line) for line in out]
    return told[:-1], told[-1]


def peer(pages: list[dict[str, Any]], rounds: int, **options: Any) -> tuple[list[dict[str, Any]], float]:
    raw = [(gzip.decompress if page["path"].endswith(".gz") else bytes)(Path(page["path"]).read_bytes()) for page in pages]
    told: list[dict[str, Any]] = []
    fastest = float("inf")
    for _ in range(rounds):
        told = []
        started = time.process_time()
        for page in raw:
            found = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True, **options)
            found = found.as_dict() if found is not None else {}
            told.append({key: found.get(key) for key in ("text", "title", "date")})
        fastest = min(fastest, time.process_time() - started)
    return told, fastest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    pages = truth()
    print(f"{len(pages)} pages, trafilatura {trafilatura.__version__}, fastest of {rounds} rounds, one core unless said")
    told, one = hearsay(pages, 1, rounds)
    seconds = one["processor"]
    print(f"hearsay: {len(pages) / seconds:.0f} pages/s")
    score(pages, told)
    _, two = hearsay(pages, 2, rounds)
    print(f"hearsay --jobs 2: {len(pages) / two['seconds']:.0f} pages/s by the clock, {one['seconds'] / two['seconds']:.2f} times one thread")
    for name, options in (("trafilatura, default", {}), ("trafilatura, fast", {"fast": True})):
        told, theirs = peer(pages, rounds, **options)
        print(f"{name}: {len(pages) / theirs:.0f} pages/s; hearsay reads {theirs / seconds:.1f} times as many")
        score(pages, told)


if __name__ == "__main__":
    main()
