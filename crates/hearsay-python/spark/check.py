"""Reads bullets on one machine and on a real Spark cluster, and compares; kills a worker in mid-job, and compares again.

    python check.py [--articles 50000] [--command ../../../target/release/hearsay] [--figures FILE]

The cluster (a master and two workers of one core each, on loopback) is started and stopped here."""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import hearsay
import hearsay.spark
import pyarrow as pa
import pyarrow.parquet as pq
from bullets import bullets
from cluster import cluster, session

SUMS = "source target month type status voice".split()


class Figures(dict[str, Any]):
    """What was measured, told as soon as it is."""

    def __setitem__(self, name: str, figure: Any) -> None:
        super().__setitem__(name, figure)
        print(f"{name}: {figure}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1_500)
    parser.add_argument("--command", help="the hearsay command, to compare speeds and records")
    parser.add_argument("--figures", type=Path)
    args = parser.parse_args()
    figures = Figures(articles=args.articles)
    with tempfile.TemporaryDirectory() as folder:
        check(args, Path(folder), figures)
    if args.figures:
        args.figures.write_text(json.dumps(figures, indent=1) + "\n")


def check(args: argparse.Namespace, folder: Path, figures: Figures) -> None:
    rows = bullets(args.articles)
    assert len(rows) == args.articles, f"only {len(rows)} bullets are to be had"
    # One text that cannot be read must not cost its partition.
    rows.append({"id": "empty", "text": " ", "date": "2011-01-06", "publisher": None})
    table = pa.Table.from_pylist(rows)
    pq.write_table(table, folder / "articles.parquet")

    start = time.monotonic()
    alone = hearsay.Reader().read_many(table, records=True, errors="skip", jobs=2)
    figures["python_2_threads_seconds"] = round(time.monotonic() - start, 1)
    if args.command:
        lines = folder / "articles.jsonl"
        lines.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        start = time.monotonic()
        with lines.open() as stream:
            words = [args.command, "read", "--format", "json", "--jobs", "2", "-"]
            read = subprocess.run(words, stdin=stream, capture_output=True)
        figures["command_2_threads_seconds"] = round(time.monotonic() - start, 1)
        assert read.stdout.decode().splitlines() == [row["record"] for row in alone.articles]
    hearsay.Store(folder / "news.hearsay").add_records(row["record"] for row in alone.articles)

    with cluster() as running:
        spark = session(running.address)
        try:
            compare(spark, running, alone, rows, folder, figures)
        finally:
            spark.stop()
    print("Spark gives what one machine gives, with all workers and with one killed in mid-job")


def compare(spark: Any, running: Any, alone: Any, rows: list[Any], folder: Path, figures: Figures) -> None:
    slices = max(8, len(rows) // 500)
    articles = spark.read.parquet(str(folder / "articles.parquet")).repartition(slices, "id")
    # Starting executors and loading weights is told apart from reading.
    start = time.monotonic()
    hearsay.spark.read(articles.limit(4)).events.count()
    figures["spark_first_job_seconds"] = round(time.monotonic() - start, 1)
    start = time.monotonic()
    hearsay.spark.read(articles, records=True).write(str(folder / "read"))
    figures["spark_2_workers_seconds"] = round(time.monotonic() - start, 1)
    equal(spark, folder / "read", alone)
    unread = spark.read.parquet(str(folder / "read" / "nested")).where("error is not null").select("article", "error")
    assert [tuple(row) for row in unread.collect()] == [("empty", "there is no text in it")]
    months = [path.name for path in (folder / "read" / "events").iterdir() if path.is_dir()]
    assert len(months) > 3 and all(name.startswith("month=") for name in months)

    dyads_equal(spark, folder, figures)

    # Again, and one worker is killed when a third of the parts are read.
    fault: list[BaseException] = []

    def again() -> None:
        try:
            hearsay.spark.read(articles, records=True).nested.write.parquet(str(folder / "killed" / "nested"))
        except BaseException as error:  # told below, in the thread that can fail the run
            fault.append(error)

    start = time.monotonic()
    job = threading.Thread(target=again)
    job.start()
    tracker, done = spark.sparkContext.statusTracker(), 0
    while job.is_alive() and done < slices / 3:
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        done = max((stage.numCompletedTasks for stage in stages if stage and stage.numTasks == slices), default=0)
        time.sleep(0.05)
    assert job.is_alive(), "the job was over before a worker could be killed; give more --articles"
    killed = running.kill("worker-0")
    figures["killed_when_parts_done"], figures["parts"] = done, slices
    job.join()
    figures["spark_worker_killed_seconds"] = round(time.monotonic() - start, 1)
    assert len(killed) > 1, "the worker had no executor"
    if fault:
        raise fault[0]
    kept = hearsay.spark.Reading(spark.read.parquet(str(folder / "killed" / "nested")))
    for kind in hearsay.reader.KINDS:
        kept.table(kind).write.parquet(str(folder / "killed" / kind))
    equal(spark, folder / "killed", alone)


def equal(spark: Any, path: Path, alone: Any) -> None:
    """Rows of every kind are the same; of articles, their records byte for byte."""
    for kind in hearsay.reader.KINDS:
        ours = alone.table(kind).to_pyarrow()
        theirs = spark.read.parquet(str(path / kind))
        columns = [name for name in ours.column_names if name != "row" and name in theirs.columns]
        assert set(ours.column_names) - set(columns) <= {"row"}, (kind, theirs.columns)
        ours, theirs = counted(ours.select(columns)), counted(theirs.select(*columns).toArrow())
        assert ours == theirs, (kind, list((ours - theirs).items())[:2], list((theirs - ours).items())[:2])
        assert ours or kind in ("assessments", "disputes"), f"no {kind}"


def counted(table: pa.Table) -> Counter[str]:
    """How often each row is there; a row as its words, since it may hold lists, and days counted, since Python knows none BC."""
    days = [column.cast(pa.int32()) if pa.types.is_date32(column.type) else column for column in table.columns]
    return Counter(repr(row) for row in zip(*(column.to_pylist() for column in days)))


def dyads_equal(spark: Any, folder: Path, figures: Figures) -> None:
    """Groups of tellings and sums of months are the store's."""
    start = time.monotonic()
    events = hearsay.spark.same_deeds(spark.read.parquet(str(folder / "read" / "events"))).persist()
    groups: dict[int, set[tuple[str, str]]] = {}
    for row in events.select("deed_group", "article", "event").collect():
        groups.setdefault(row[0], set()).add((row[1], row[2]))
    figures["spark_same_deeds_seconds"] = round(time.monotonic() - start, 1)
    connection = sqlite3.connect(f"file:{folder / 'news.hearsay'}?mode=ro", uri=True)
    kept: dict[int, set[tuple[str, str]]] = {}
    for row in connection.execute(
        "select coalesce(g.deed_group, e.id), a.key, 'v' || (e.id % 1048576 + 1) from event e"
        " join article a on a.id = e.id / 1048576 left join same_deed g on g.event = e.id"
    ):
        kept.setdefault(row[0], set()).add((row[1], row[2]))
    ours, theirs = ({frozenset(group) for group in told.values()} for told in (groups, kept))
    assert ours == theirs, (sorted(map(sorted, ours - theirs))[:3], sorted(map(sorted, theirs - ours))[:3])
    figures["events"], figures["deeds"] = sum(map(len, kept.values())), len(kept)
    figures["deeds_told_more_than_once"] = sum(len(group) > 1 for group in kept.values())
    assert figures["deeds_told_more_than_once"], "no deed is told twice; give more --articles"

    sums = {tuple(row[:6]): (row[6], round(row[7] * 1000)) for row in
            hearsay.spark.dyads(events).select(*SUMS, "events", "weight").collect()}
    stored = connection.execute(
        "select s.code, t.code, x.month, p.name, st.name, v.name, x.pairs, x.weight from dyad_month x"
        " join root s on s.id = x.source_root join root t on t.id = x.target_root join plover p on p.id = x.plover"
        " join status st on st.id = x.status join voice v on v.id = x.voice"
    )
    assert sums == {tuple(row[:6]): (row[6], row[7]) for row in stored}
    figures["sums_of_months"] = len(sums)


if __name__ == "__main__":
    main()
