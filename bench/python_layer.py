"""What the Python layer costs: `read_many` on one and on two threads, and the command on the same texts.

    venv/bin/python python_layer.py [--articles 1000] [--rounds 3]

Seconds on the clock tell how two cores help (a quiet machine is wanted); seconds of processor time tell what the layer itself takes.
The command starts and loads its weights in its time; the same is added to Python's."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import tempfile
import time
from pathlib import Path

import hearsay
from side_by_side import HERE, articles


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    rows = [{"id": str(at), "text": one["text"], "date": one["date"]} for at, one in enumerate(articles(args.articles))]
    best: dict[str, list[float]] = {}

    def keep(name: str, wall: float, processor: float) -> None:
        known = best.setdefault(name, [wall, processor])
        best[name] = [min(known[0], wall), min(known[1], processor)]

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        for _ in range(args.rounds):
            for jobs in (1, 2):
                wall, processor = time.perf_counter(), time.process_time()
                reader = hearsay.Reader()
                reader.read_many(rows, jobs=jobs, records=True)
                keep(f"read_many, {jobs} threads", time.perf_counter() - wall, time.process_time() - processor)
                wall, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
                command = [str(HERE.parent / "target" / "release" / "hearsay"), "read", "--format", "json", "--jobs", str(jobs), str(path)]
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                keep(f"hearsay read --jobs {jobs}", time.perf_counter() - wall, spent)
    for name, (wall, processor) in best.items():
        print(f"{name:<24} {wall:7.2f} s on the clock {processor:7.2f} s of processor time")
    print(f"two threads: {best['read_many, 1 threads'][0] / best['read_many, 2 threads'][0]:.2f} times one")
    for jobs in (1, 2):
        layer = best[f"read_many, {jobs} threads"][1] / best[f"hearsay read --jobs {jobs}"][1] - 1
        print(f"the layer's own cost, {jobs} threads: {layer:+.1%} of the command's processor time")


if __name__ == "__main__":
    main()
