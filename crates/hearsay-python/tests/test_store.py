"""A store from Python is the store of the command."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import hearsay
import pandas as pd
import pyarrow.parquet as pq
import pytest


@pytest.fixture(scope="module")
def store(reader: hearsay.Reader, articles: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> hearsay.Store:
    store = hearsay.Store(tmp_path_factory.mktemp("store") / "news.hearsay")
    added = store.add(articles, reader=reader)
    assert added == hearsay.Added(len(articles), 0, 0, [])
    return store


def asked(command: str, *words: str, path: str) -> str:
    return subprocess.run([command, *words, "--store", path], check=True, capture_output=True, text=True).stdout


def test_what_goes_in_comes_out(store: hearsay.Store, reader: hearsay.Reader, articles: list[dict[str, str]]) -> None:
    assert list(store) == [row["id"] for row in articles] and len(store) == len(articles)
    for row in articles:
        assert store[row["id"]] == reader.read(**row)
    with pytest.raises(KeyError):
        store["nobody"]
    counts = store.counts()
    assert counts.events == sum(counts.by_status.values()) > 50
    assert counts.read_by == {hearsay.__version__: len(articles)}


def test_the_same_article_is_kept_once(store: hearsay.Store, reader: hearsay.Reader, articles: list[dict[str, str]], tmp_path: Path) -> None:
    assert store.add(articles[:3], reader=reader) == hearsay.Added(0, 3, 0, [])
    other = hearsay.Store(tmp_path / "other.hearsay")
    records = list(reader.records(articles[:3]))
    assert other.add_records([records[0], records[1].to_json(), records[1]]).new == 2
    assert other.add_records(records) == hearsay.Added(1, 2, 0, [])
    assert other[records[2].id] == records[2]
    mixed = other.add([None, *articles[3:5]], reader=reader, errors="collect")
    assert (mixed.new, mixed.unread) == (2, [hearsay.Unread(0, "there is no text in it")])


def test_answers_are_those_of_the_command(store: hearsay.Store, command: str, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in asked(command, "find", "--limit", "0", path=store.path).splitlines()]
    found = store.find(limit=None).to_pandas()
    assert list(found["id"]) == [line["id"] for line in lines] and list(found.columns) == list(lines[0])
    some = store.find(actor="PAK", status="alleged,denied", from_="2011-01-01", limit=None)
    words = ["find", "--actor", "PAK", "--status", "alleged,denied", "--from", "2011-01-01", "--limit", "0"]
    assert [row["id"] for row in some] == [json.loads(line)["id"] for line in asked(command, *words, path=store.path).splitlines()]
    said = store.who("drone strike*", limit=None)
    assert [row["id"] for row in said] == [
        json.loads(line)["id"] for line in asked(command, "who", "drone strike*", "--limit", "0", path=store.path).splitlines()
    ]
    dyad = store.dyad("USA", "PAK", resamples=50)
    words = ["dyad", "USA", "PAK", "--resamples", "50"]
    assert dyad.to_json() + "\n" == asked(command, *words, "--format", "json", path=store.path)
    assert dyad.csv == asked(command, *words, "--format", "csv", path=store.path)
    asked(command, *words, "--svg", str(tmp_path / "figure.svg"), path=store.path)
    assert dyad._repr_html_() == (tmp_path / "figure.svg").read_text("utf-8")
    assert len(dyad.to_pandas()) > 5 and sum(month["events"] for month in store.months("USA", "PAK")) > 20


@pytest.mark.parametrize("what", ["events", "statements"])
def test_exports_are_those_of_the_command(store: hearsay.Store, command: str, tmp_path: Path, what: Any) -> None:
    formats = ["csv", "jsonl", "parquet", "annotations"]
    formats += ["claims"] if what == "statements" else ["phoenix", "icews", "gdelt", "polecat"]
    for format in formats:
        store.export(tmp_path / "ours", format, what=what)  # type: ignore[arg-type]
        asked(command, "export", "--format", format, "--what", what, "-o", str(tmp_path / "theirs"), path=store.path)
        assert (tmp_path / "ours").read_bytes() == (tmp_path / "theirs").read_bytes(), format
    with pytest.raises(ValueError, match="no format `xls`"):
        store.export(tmp_path / "ours", "xls", what=what)  # type: ignore[arg-type]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ours", "theirs"]


def test_rows_without_a_store_are_those_of_its_export(
    store: hearsay.Store, reader: hearsay.Reader, articles: list[dict[str, str]], tmp_path: Path
) -> None:
    """What `read_many` gives is what the export has, less the numbers that only a store gives."""
    reading = reader.read_many(articles)
    for what, numbers in (("events", ["id", "deed_group"]), ("statements", ["id"])):
        store.export(tmp_path / "rows.parquet", what=what, comments=True)  # type: ignore[arg-type]
        kept = pq.read_table(tmp_path / "rows.parquet").drop_columns(numbers)
        ours = reading.table(what).to_pyarrow()
        assert kept.column_names == ours.column_names
        assert [field.type for field in kept.schema] == [field.type for field in ours.schema]
        order = lambda table: sorted(table.to_pylist(), key=lambda row: json.dumps(row, default=str))  # noqa: E731
        assert order(kept) == order(ours)


def test_errors_help(tmp_path: Path, store: hearsay.Store) -> None:
    with pytest.raises(FileNotFoundError, match="there is no such store"):
        hearsay.Store(tmp_path / "none", read_only=True)
    sqlite3.connect(tmp_path / "theirs").execute("create table t (x)").connection.close()
    with pytest.raises(OSError, match="another program"):
        hearsay.Store(tmp_path / "theirs")
    with pytest.raises(ValueError, match="nobody is known"):
        store.dyad("USA", "Ruritania")
    with pytest.raises(ValueError, match="unknown field `actr`"):
        store.find(actr="PAK")
    with pytest.raises(ValueError, match="unknown variant `tol`"):
        store.find(status="tol")
    with pytest.raises(ValueError, match="cannot search"):
        store.find(words='"open')
    assert len(hearsay.Store(store.path, read_only=True)) == len(store)


def test_frames_of_a_store_group(store: hearsay.Store) -> None:
    events: pd.DataFrame = store.find(limit=None).to_pandas()
    months = events.groupby([pd.to_datetime(events["first_day"]).dt.to_period("M"), "type"])["goldstein"].mean()
    assert months.between(-10, 10).all() and len(months) > 5
