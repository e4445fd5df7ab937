"""A store: what many articles say, kept once, in one file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from io import StringIO
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from . import _hearsay, inputs
from .reader import Errors, Reader, Unread, _judge
from .record import Record
from .table import Table

if TYPE_CHECKING:
    import pandas

#: Articles that become part of a store together.
_TOGETHER = 256

Format = Literal["csv", "jsonl", "parquet", "annotations", "claims", "phoenix", "icews", "gdelt", "polecat"]


class Added(NamedTuple):
    """What became of articles that were added."""

    new: int
    known: int
    again: int
    #: What could not be read, with `errors="collect"`.
    unread: list[Unread]


class Counts(NamedTuple):
    """How much is in a store."""

    articles: int
    copies: int
    statements: int
    events: int
    by_status: dict[str, int]
    assessments: int
    shared_deeds: int
    published: tuple[date, date] | None
    read_by: dict[str, int]


class Dyad:
    """How two parties stand: what they did to each other in time, its lows, highs, changes and swings.

    In a notebook it shows itself as its figure."""

    def __init__(self, page: str, svg: str, csv: str) -> None:
        self._page = page
        #: The figure, fit for print.
        self.svg = svg
        #: A row for each length of time.
        self.csv = csv

    @cached_property
    def page(self) -> dict[str, Any]:
        """All of it, with every telling and its sentence (layout `hearsay/dyad/1`)."""
        parsed: dict[str, Any] = json.loads(self._page)
        return parsed

    def to_json(self) -> str:
        """As `hearsay dyad --format json` prints it."""
        return self._page

    def to_pandas(self) -> pandas.DataFrame:
        """A row for each length of time."""
        import pandas

        return pandas.read_csv(StringIO(self.csv))

    def __repr__(self) -> str:
        one, other = self.page["between"]
        return f"<Dyad {one} and {other}: {len(self.page['events'])} tellings>"

    def _repr_html_(self) -> str:
        return self.svg


class Store:
    """Records in one SQLite file: each article once. One process writes while others read.

    The file is made where there is none, unless `read_only`. Raises FileNotFoundError where there is nothing to read,
    OSError where the file is no store."""

    def __init__(self, path: str | PathLike[str], *, read_only: bool = False) -> None:
        self.path = fspath(path)
        self._native = _hearsay.Store(self.path, read_only)

    def add(
        self,
        source: Any,
        *,
        reader: Reader | None = None,
        errors: Errors = "raise",
        jobs: int | None = None,
        keep_text: bool = True,
        **fields: Any,
    ) -> Added:
        """Reads articles and keeps what they say; those that are there already are not read again.

        `source`, `errors`, `jobs` and keywords are those of `Reader.read_many`. Without `keep_text`, the articles' texts
        are left out and only the sentences of evidence are kept, so that the store can be shared. Articles before one that
        raises stay added."""
        reader = reader or Reader()
        done, before = Added(0, 0, 0, []), 0
        try:
            for columns in inputs.columns(source, fields, _TOGETHER):
                for first in range(0, len(columns), _TOGETHER):
                    *counts, faults = self._native.add(reader._native, columns, first, _TOGETHER, jobs or 0, keep_text)
                    done = _more(done, counts, _judge(faults, errors, before), errors)
                before += len(columns)
        finally:
            self._native.settle(reader._native)
        return done

    def add_records(self, records: Iterable[Record | str], *, keep_text: bool = True) -> Added:
        """Keeps records that were read before; texts are lines of `hearsay read --format json`."""
        lines = [record if isinstance(record, str) else record.to_json() for record in records]
        *counts, faults = self._native.add_json(lines, keep_text)
        done = _more(Added(0, 0, 0, []), counts, _judge(faults, "raise", 0), "raise")
        self._native.settle(None)
        return done

    def counts(self) -> Counts:
        """How much is in it."""
        told = json.loads(self._native.counts())
        told["by_status"], told["read_by"] = dict(told["by_status"]), dict(told["read_by"])
        if told["published"]:
            told["published"] = tuple(map(date.fromisoformat, told["published"]))
        return Counts(**told)

    def find(self, *, limit: int | None = 50, **asked: Any) -> Table:
        """The latest events that were asked for, newest first; `limit=None` for all.

        Keywords are the options of `hearsay find`: actor, source, target, deed, status, level, speaker, from_, until,
        outlet, words, comments, confidence."""
        return Table([self._native.find(_asked(asked), limit)], _hearsay.columns_of("found"))

    def who(self, words: str | None = None, *, limit: int | None = 50, **asked: Any) -> Table:
        """Who says so: the latest statements with these words, newest first; `limit=None` for all.

        Keywords are the options of `hearsay who`: about, speaker, level, stance, from_, until, outlet, comments."""
        return Table([self._native.who(_asked({"words": words, **asked}), limit)], _hearsay.columns_of("said"))

    def dyad(self, one: str, other: str, **asked: Any) -> Dyad:
        """How two parties stand; each is a code, the beginning of one, or a name.

        Keywords are the options of `hearsay dyad`: by ("day" to "year"), from_, until, status, level, comments,
        implied, confidence, per_coverage (True, False), resamples, seed. Raises ValueError where one of the two is
        nobody in the store."""
        return Dyad(*self._native.dyad(one, other, _asked(asked)))

    def months(self, one: str, other: str) -> list[dict[str, Any]]:
        """The sums of each month of two parties, by direction, type, status and voice."""
        told: list[dict[str, Any]] = json.loads(self._native.months(one, other))
        return told

    def export(
        self,
        path: str | PathLike[str],
        format: Format = "parquet",
        *,
        what: Literal["events", "statements"] = "events",
        only_theirs: bool = False,
        raw: bool = False,
        **asked: Any,
    ) -> None:
        """Writes events or statements as CSV, JSON Lines, Parquet, linked data, or in the layouts of others.

        Keywords are those of `find`, or of `who` for statements. Where it fails, `path` is as it was."""
        if what not in ("events", "statements"):
            raise ValueError(f'what={what!r}; there are "events" and "statements"')
        import os

        beside = f"{fspath(path)}.{os.getpid()}.part"
        try:
            self._native.export(beside, format, what == "statements", only_theirs, raw, _asked(asked))
            os.replace(beside, path)
        except BaseException:
            if os.path.exists(beside):
                os.unlink(beside)
            raise

    def __len__(self) -> int:
        return self.counts().articles

    def __iter__(self) -> Iterator[str]:
        """The ids of its articles; an id that two articles have ends in `~2` for the second."""
        return iter(self._native.articles())

    def __getitem__(self, id: str) -> Record:
        """The record of an article. Raises KeyError where there is none."""
        return Record(self._native.record(id))

    def __repr__(self) -> str:
        counts = self.counts()
        return f"<Store {self.path}: {counts.articles} articles, {counts.events} events>"


def _more(done: Added, counts: list[Any], unread: list[Unread], errors: str) -> Added:
    new, known, again = counts
    kept = unread if errors == "collect" else []
    return Added(done.new + new, done.known + known, done.again + again, done.unread + kept)


def _asked(asked: dict[str, Any]) -> str:
    """What is asked as JSON: `from_` is `from`, lists may be one text with commas, days may be dates."""
    lists = ("deed", "status", "level", "stance")

    def value(name: str, given: Any) -> Any:
        if name in lists:
            return [part.strip() for part in given.split(",")] if isinstance(given, str) else list(given)
        return given.isoformat()[:10] if isinstance(given, date) else given

    return json.dumps({name.rstrip("_"): value(name.rstrip("_"), given) for name, given in asked.items() if given is not None})

