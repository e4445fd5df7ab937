"""The store beside DuckDB and pandas, on the same rows, in one run.

    pip install duckdb pandas pyarrow
    cargo build --release -p hearsay-store --features parquet --example bench
    python bench/store.py --events 1000000

The rows are made up by the example `bench` (seeded) and handed over as Parquet. DuckDB runs on one thread.
"""

import argparse
import json
import os
import subprocess
import tempfile
import time
from pathlib import Path


def times(ask, rounds):
    """Median and 95th percentile in milliseconds, after two rounds to warm up."""
    took = []
    for at in range(rounds + 2):
        start = time.perf_counter()
        ask(at)
        if at >= 2:
            took.append((time.perf_counter() - start) * 1000)
    took.sort()
    return {"median": round(took[len(took) // 2], 2), "p95": round(took[len(took) * 95 // 100], 2)}


def duckdb_times(rows, words):
    import duckdb

    out = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "events.duckdb"
        base = duckdb.connect(str(file))
        base.execute("set threads = 1")
        cpu = time.process_time()
        base.execute(f"create table events as select * from read_parquet('{rows}')")
        base.execute("checkpoint")
        out["add, s cpu (bulk, without words)"] = round(time.process_time() - cpu, 2)
        out["size, MB"] = file.stat().st_size // 1_000_000
        top = [row[0] for row in base.execute(
            "select left(source_code, 3) as c from events group by 1 order by count(*) desc limit 40").fetchall()]
        day = lambda at: f"date '2005-01-01' + {at * 131 % 7000}"
        out["find by actor and day, ms"] = times(lambda at: base.execute(
            f"select * from events where (source_code like '{top[at % 40]}%' or target_code like '{top[at % 40]}%') "
            f"and first_day = {day(at)} order by id desc limit 50").fetchall(), 10)
        out["dyad by month, ms"] = times(lambda at: base.execute(
            f"select date_trunc('month', first_day) m, type, status, count(*), sum(goldstein) from events "
            f"where source_code like 'USA%' and target_code like '{top[at % 40]}%' "
            f"or target_code like 'USA%' and source_code like '{top[at % 40]}%' group by all order by 1").fetchall(), 10)
        out["search for one word, ms"] = times(lambda at: base.execute(
            f"select * from events where sentence like '% {words[at % len(words)]} %' "
            f"order by id desc limit 50").fetchall(), 10)
    return out


def pandas_times(rows, words):
    import pandas as pd

    out = {}
    cpu = time.process_time()
    events = pd.read_parquet(rows, columns=[
        "id", "first_day", "source_code", "target_code", "type", "status", "goldstein", "sentence"])
    events["first_day"] = pd.to_datetime(events["first_day"])
    events["source"] = events["source_code"].str[:3]
    events["target"] = events["target_code"].str[:3]
    out["read into memory, s cpu"] = round(time.process_time() - cpu, 2)
    out["size, MB of memory"] = int(events.memory_usage(deep=True).sum()) // 1_000_000
    top = events["source"].value_counts().index[:40].tolist()

    def find(at):
        actor, day = top[at % 40], pd.Timestamp("2005-01-01") + pd.Timedelta(days=at * 131 % 7000)
        return events[((events["source"] == actor) | (events["target"] == actor)) & (events["first_day"] == day)].head(50)

    def dyad(at):
        other = top[at % 40]
        both = ((events["source"] == "USA") & (events["target"] == other)) | (
            (events["target"] == "USA") & (events["source"] == other))
        few = events[both]
        return few.groupby([few["first_day"].dt.to_period("M"), "type", "status"])["goldstein"].agg(["count", "sum"])

    out["find by actor and day, ms"] = times(find, 5)
    out["dyad by month, ms"] = times(dyad, 5)
    out["search for one word, ms"] = times(
        lambda at: events[events["sentence"].str.contains(f" {words[at % len(words)]} ", regex=False)].tail(50), 3)
    return out


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--events", type=int, default=1_000_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--bench", default="target/release/examples/bench", help="the example, built")
    asked.add_argument("--folder", help="where the files go, and stay")
    asked.add_argument("--alone", action="store_true", help="without the peers")
    asked = asked.parse_args()
    folder = Path(asked.folder or tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    store, rows = folder / "bench.store", folder / "bench.parquet"
    for end in ("", "-wal", "-shm"):
        Path(f"{store}{end}").unlink(missing_ok=True)
    result = {"date": time.strftime("%Y-%m-%d"), "machine": f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"}
    command = [asked.bench, str(store), str(asked.events), str(asked.seed)]
    if not asked.alone:
        command.append(f"--parquet={rows}")
    ours = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result["hearsay"] = json.loads(ours.stdout)
    if not asked.alone:
        words = result["hearsay"].pop("words")
        result["duckdb"] = duckdb_times(rows, words)
        result["pandas"] = pandas_times(rows, words)
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
