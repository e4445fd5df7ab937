"""Many articles at once: whatever they come in, the same rows come out."""

from __future__ import annotations

import threading
import time
from typing import Any

import hearsay
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

KINDS = ("articles", "statements", "events", "times", "assessments", "disputes")


def rows(reading: hearsay.Reading, kind: str) -> list[dict[str, Any]]:
    return reading.table(kind).to_pylist()


def test_every_way_in_gives_the_same_rows(reader: hearsay.Reader, articles: list[dict[str, str]]) -> None:
    table = pa.Table.from_pylist(articles)
    days = pa.array([pd.Timestamp(day).date() for day in table["date"].to_pylist()])
    chunks = pa.concat_tables([table.slice(0, 5), table.slice(5)])
    texts, ids, dates = ([row[name] for row in articles] for name in ("text", "id", "date"))
    ways: list[tuple[str, Any, dict[str, Any]]] = [
        ("rows", articles, {}),
        ("an iterator", iter(articles), {}),
        ("texts", texts, {"id": ids, "date": dates}),
        ("a tuple", tuple(texts), {"id": tuple(ids), "date": days}),
        ("Arrow", table, {}),
        ("Arrow in chunks", chunks, {}),
        ("an Arrow batch", table.combine_chunks().to_batches()[0], {}),
        ("an Arrow column", table["text"], {"id": table["id"], "date": days}),
        ("large texts", table["text"].cast(pa.large_string()), {"id": ids, "date": dates}),
        ("views", table["text"].combine_chunks().cast(pa.string_view()), {"id": ids, "date": dates}),
        ("timestamps", table.set_column(2, "date", days.cast(pa.timestamp("us"))), {}),
        ("other names", table.rename_columns(["key", "body", "day"]), {"id": "key", "text": "body", "date": "day"}),
        ("pandas", pd.DataFrame(articles), {}),
        ("pandas with days", pd.DataFrame(articles).assign(date=lambda frame: pd.to_datetime(frame["date"])), {}),
        ("a pandas column", pd.Series(texts), {"id": pd.Series(ids), "date": pd.Series(dates)}),
        ("polars", pl.DataFrame(articles), {}),
        ("polars with days", pl.DataFrame(articles).with_columns(pl.col("date").str.to_date()), {}),
        ("a polars column", pl.Series(texts), {"id": ids, "date": dates}),
    ]
    first = reader.read_many(articles)
    wanted = {kind: rows(first, kind) for kind in KINDS}
    assert len(wanted["articles"]) == len(articles) and len(wanted["events"]) > 50
    assert [row["row"] for row in wanted["articles"]] == list(range(len(articles)))
    for name, source, fields in ways:
        reading = reader.read_many(source, **fields)
        for kind in KINDS:
            assert rows(reading, kind) == wanted[kind], (name, kind)


def test_rows_are_those_of_the_records(reader: hearsay.Reader, articles: list[dict[str, str]]) -> None:
    reading = reader.read_many(articles, records=True)
    records = list(reader.records(articles))
    assert [record.to_json() for record in records] == [row["record"] for row in rows(reading, "articles")]
    assert [record.to_json() for record in records] == [reader.read(**row).to_json() for row in articles]
    told = [(record.id, event.id) for record in records for event in record.events]
    assert list(dict.fromkeys((row["article"], row["event"]) for row in rows(reading, "events"))) == told
    for kind in KINDS[1:]:
        assert rows(reading, kind) == [row for record in records for row in record.table(kind)], kind
    for row in rows(reading, "times"):
        text = next(record.text for record in records if record.id == row["article"])
        assert text[row["start"] : row["end"]] == row["text"]


def test_columns_are_fixed_and_documented(reader: hearsay.Reader) -> None:
    page = (__import__("conftest").ROOT / "docs" / "python.md").read_text("utf-8")
    reading = reader.read_many(["It rained."])
    for kind in KINDS:
        schema = reading.table(kind).to_pyarrow().schema
        names = ", ".join(f"`{field.name}` {field.type}" for field in schema)
        assert names in page, f"docs/python.md has other columns for {kind}: {names}"
    assert len(reader.read_many([]).events) == 0
    assert reader.read_many([]).events.column_names == reading.events.column_names


def test_jobs_change_nothing_but_time(reader: hearsay.Reader, articles: list[dict[str, str]]) -> None:
    one, two = (reader.read_many(articles * 3, jobs=jobs, records=True) for jobs in (1, 2))
    for kind in KINDS:
        assert one.table(kind).to_pyarrow().equals(two.table(kind).to_pyarrow()), kind


BAD: list[Any] = ["Arland expelled three envoys.", None, "  ", "Breland protested.", float("nan"), "x" * (11 << 20)]


def test_one_bad_text_costs_the_others_nothing(reader: hearsay.Reader) -> None:
    with pytest.raises(hearsay.ReadError, match="article 1: there is no text in it") as caught:
        reader.read_many(BAD)
    assert caught.value.unread.row == 1
    skipped = reader.read_many(BAD, errors="skip")
    assert [row["row"] for row in rows(skipped, "articles")] == [0, 3] and skipped.unread == []
    collected = reader.read_many(BAD, errors="collect")
    assert [one.row for one in collected.unread] == [1, 2, 4, 5]
    assert "11534336 bytes" in collected.unread[-1].why
    dated = reader.read_many(["It rained.", "It rained."], date=["2011-01-06", "n.d."], errors="collect")
    assert [row["published"] for row in rows(dated, "articles")] == [pd.Timestamp("2011-01-06").date(), None]
    assert dated.unread == [hearsay.Unread(1, "`n.d.` is no day that is understood; write 2011-01-06")]
    assert rows(dated, "articles")[1]["error"] == dated.unread[0].why


def test_arguments_that_make_no_sense_are_told(reader: hearsay.Reader) -> None:
    with pytest.raises(TypeError, match="one article is read by `read`"):
        reader.read_many("It rained.")
    with pytest.raises(KeyError, match="no column 'body' for `text`; there are a, b"):
        reader.read_many(pd.DataFrame({"a": ["x"], "b": ["y"]}), text="body")
    with pytest.raises(KeyError, match="say which one it is"):
        reader.read_many(pd.DataFrame({"a": ["x"]}))
    with pytest.raises(ValueError, match="`date` has 1 cells where the other columns have 2"):
        reader.read_many(["a", "b"], date=["2011-01-06"])
    with pytest.raises(TypeError, match="unknown field 'day'"):
        reader.read_many(["a"], day="2011-01-06")
    with pytest.raises(TypeError, match="article 1 is int"):
        reader.read_many(["a", 7])
    with pytest.raises(ValueError, match='"raise", "skip" and "collect"'):
        reader.read_many(["a"], errors="ignore")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="`text` is no column of texts"):
        reader.read_many(pa.array([b"x"]))


def test_streams_are_read_as_they_come(reader: hearsay.Reader, articles: list[dict[str, str]]) -> None:
    taken = []

    def endless() -> Any:
        while True:
            for row in articles:
                taken.append(row["id"])
                yield row

    batches = reader.read_batches(endless(), size=4)
    first, second = next(batches), next(batches)
    assert len(taken) == 8
    assert [row["row"] for part in (first, second) for row in rows(part, "articles")] == list(range(8))
    assert next(reader.records(iter(articles))).id == articles[0]["id"]


def test_python_goes_on_while_it_reads(reader: hearsay.Reader, articles: list[dict[str, str]]) -> None:
    """The lock of the interpreter is let go: another thread counts while one call reads."""
    beats, done = [], threading.Event()

    def beat() -> None:
        while not done.is_set():
            beats.append(time.monotonic())
            time.sleep(0.005)

    thread = threading.Thread(target=beat)
    thread.start()
    start = time.monotonic()
    reader.read_many(articles * 8, jobs=1)
    end = time.monotonic()
    done.set()
    thread.join()
    assert sum(start < beat < end for beat in beats) > 5


def test_columns_go_out_without_a_copy(reader: hearsay.Reader, articles: list[dict[str, str]]) -> None:
    events = reader.read_many(articles).events
    place = lambda: pa.table(events)["sentence"].chunk(0).buffers()[2].address  # noqa: E731
    assert place() == place()
    assert events.to_polars().height == len(events) == len(events.to_pandas())
    assert "<table>" in events._repr_html_()


def test_a_batch_keeps_its_articles_together(reader: hearsay.Reader, articles: list[dict[str, str]]) -> None:
    batch = pa.RecordBatch.from_pylist([*articles, {"id": "empty", "text": "", "date": None}])
    nested = hearsay.read_batch(batch, reader=reader, records=True)
    assert nested.num_rows == len(articles) + 1
    last = nested.slice(len(articles)).to_pylist()[0]
    assert (last["article"], last["error"], last["events"]) == ("empty", "there is no text in it", [])
    flat = reader.read_many(articles)
    for kind in KINDS[1:]:
        assert [row for cell in nested[kind].to_pylist() for row in cell] == rows(flat, kind), kind
    assert hearsay.read_batch(batch, reader=reader, errors="skip").num_rows == len(articles)
    with pytest.raises(hearsay.ReadError):
        hearsay.read_batch(batch, reader=reader, errors="raise")


def test_days_before_the_year_1_cost_no_frame() -> None:
    reading = hearsay.Reader().read_many(["Persia attacked Athens in 490 BC.", "Arland attacked Breland on 3 May 2011."])
    days = reading.to_pandas("events")["first_day"]
    assert days.dt.year.tolist() == [-489, 2011]
