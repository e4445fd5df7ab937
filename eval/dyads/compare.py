"""Holds what `hearsay dyad` finds against record.tsv: hits, misses, and what the record does not have.

    for pair in "USA PAK" "ISR IRN" ...; do hearsay dyad $pair --store FILE --format json; done | python compare.py

A low or high of the record is hit by a low or high (or a change that goes the same way) whose bin, widened by 92 days
on either side, touches its days. Prints Markdown.
"""

import json
import sys
from datetime import date, timedelta
from pathlib import Path

WIDE = timedelta(days=92)


def day(text):
    return date.fromisoformat(text)


def found(page):
    """Every mark: sign, kind, first and last day of its bin, words."""
    bins = page["series"]["bins"]
    marks = []
    for turn in page["turns"]:
        if not turn.get("sure", True):
            continue
        first, last = map(day, bins[turn["bin"]]["days"])
        kind = "low" if turn["kind"] == "trough" else "high"
        marks.append((kind, first, last, f"{kind} {turn['day']} (standing {turn['standing']:+.1f})"))
    for change in page["changes"]:
        first, last = map(day, bins[change["bin"]]["days"])
        for move in change["moves"]:
            if move["support"] is not None and move["support"] < 0.5:
                continue
            rises = move["after"] > move["before"]
            kind = "low" if rises == (move["track"] == "conflict") else "high"
            words = f"change {change['day']} ({move['track']} {move['before']:.1f} to {move['after']:.1f})"
            marks.append((kind, first, last, words))
    return sorted(marks, key=lambda mark: mark[1])


def main():
    rows = [line.split("\t") for line in Path(__file__).with_name("record.tsv").read_text().splitlines()[1:]]
    totals = [0, 0, 0, 0]
    for line in sys.stdin:
        page = json.loads(line)
        name = " ".join(page["between"])
        record = [(kind, day(first), day(last), what) for dyad, first, last, kind, what in rows if dyad == name]
        marks = found(page)
        hits = lambda mark, item: mark[0] == item[0] and mark[1] - WIDE <= item[2] and item[1] <= mark[2] + WIDE
        bins = page["series"]["bins"]
        length = len(page["series"]["deeds"])
        chance = {}
        for kind in ("low", "high"):
            touched = [any(hits((kind, *map(day, b["days"]), ""), item) for item in record) for b in bins]
            chance[kind] = sum(touched) / max(len(touched), 1)
        print(f"\n### {name}\n\n{length} deeds, by {page['series']['period']}; a mark put anywhere would hit a low in "
              f"{chance['low']:.0%}, a high in {chance['high']:.0%} of cases.\n")
        print("| public record | | found |\n| --- | --- | --- |")
        for item in record:
            by = [mark[3] for mark in marks if hits(mark, item)]
            deeds = sum(len(b["both"]["groups"]) for b in bins
                        if day(b["days"][0]) - WIDE <= item[2] and item[1] <= day(b["days"][1]) + WIDE)
            when = f"{item[1]:%Y-%m}" if item[1].year == item[2].year and item[1].month == item[2].month else f"{item[1]:%Y-%m} to {item[2]:%Y-%m}"
            print(f"| {when} {item[3]} | {item[0]} | {'; '.join(by) or f'**missed** ({deeds} deeds known around it)'} |")
            totals[0] += bool(by)
            totals[1] += 1
        print("\nNot in the record:")
        for mark in marks:
            alone = not any(hits(mark, item) for item in record)
            totals[2] += alone
            totals[3] += 1
            if alone:
                print(f"- {mark[3]}, {mark[0]}")
    print(f"\n{totals[0]} of {totals[1]} entries of the record hit; {totals[2]} of {totals[3]} marks are not in the record.")


main()
