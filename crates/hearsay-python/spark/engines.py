"""The same function in Ray and in Dask, unchanged: ten lines each.

    python engines.py ray|dask [ARTICLES]

Reads bullets on two processes of one core each, and compares with one machine."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import hearsay
import pyarrow as pa
import pyarrow.parquet as pq
from bullets import bullets


def with_ray(folder: Path) -> pa.Table:
    import ray

    ray.init(num_cpus=2, include_dashboard=False)
    articles = ray.data.read_parquet(str(folder), override_num_blocks=8)
    read = articles.map_batches(lambda batch: pa.table(hearsay.read_batch(batch, records=True)), batch_format="pyarrow")
    return pa.concat_tables(ray.get(read.to_arrow_refs()))


def with_dask(folder: Path) -> pa.Table:
    from dask.distributed import Client

    with Client(n_workers=2, threads_per_worker=1, dashboard_address=None) as client:
        parts = sorted(folder.glob("*.parquet"))
        read = client.map(lambda part: hearsay.read_batch(pq.read_table(part), records=True), parts)
        return pa.Table.from_batches(client.gather(read))


def main() -> None:
    engine, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 400
    table = pa.Table.from_pylist(bullets(count))
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, count, 100):
            pq.write_table(table.slice(first, 100), Path(folder) / f"{first:06}.parquet")
        start = time.monotonic()
        read = {"ray": with_ray, "dask": with_dask}[engine](Path(folder))
        seconds = time.monotonic() - start
    ours = {row["article"]: row["record"] for row in hearsay.Reader().read_many(table, records=True).articles}
    assert dict(zip(read["article"].to_pylist(), read["record"].to_pylist())) == ours and len(ours) == count
    print(f"{engine}: {count} articles, the same records byte for byte, {seconds:.1f} s with its start")


if __name__ == "__main__":
    main()
