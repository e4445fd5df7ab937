"""Reading: one article, or many on all cores."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from . import _hearsay, inputs
from .inputs import Day
from .record import Record
from .table import Table

if TYPE_CHECKING:
    import pandas
    import pyarrow

#: What becomes of articles that cannot be read.
Errors = Literal["raise", "skip", "collect"]

KINDS = ("articles", "statements", "events", "times", "assessments", "disputes")

#: Articles read before Python has a word again (and sees Ctrl-C).
_TOGETHER = 1_024


class Unread(NamedTuple):
    """An article that could not be read, or not all that was stated of it: its place in the input, and why."""

    row: int
    why: str


class ReadError(ValueError):
    """An article of many could not be read; `unread` says which one and why."""

    def __init__(self, unread: Unread) -> None:
        super().__init__(
            f'article {unread.row}: {unread.why} (errors="skip" leaves such articles out, errors="collect" lists them)'
        )
        self.unread = unread


class Reading:
    """What was read of many articles: a table for each kind of thing."""

    def __init__(self, batches: list[dict[str, _hearsay.Batch]], unread: list[Unread]) -> None:
        self._batches = batches
        #: What could not be read, with `errors="collect"`.
        self.unread = unread

    def table(self, kind: str) -> Table:
        """Rows of one kind: articles, statements, events, times, assessments, disputes."""
        if kind not in KINDS:
            raise KeyError(f"there are no `{kind}`; there are {', '.join(KINDS)}")
        return Table([batches[kind] for batches in self._batches], _hearsay.columns_of(kind))

    @property
    def articles(self) -> Table:
        """A row for each article that was read; `row` is its place in the input."""
        return self.table("articles")

    @property
    def statements(self) -> Table:
        """Who says what."""
        return self.table("statements")

    @property
    def events(self) -> Table:
        """Who did what to whom: a row for each two parties of an event."""
        return self.table("events")

    @property
    def times(self) -> Table:
        """Time expressions."""
        return self.table("times")

    @property
    def assessments(self) -> Table:
        """How parties are said to stand."""
        return self.table("assessments")

    @property
    def disputes(self) -> Table:
        """Who contradicts whom."""
        return self.table("disputes")

    def to_pandas(self, kind: str = "events") -> pandas.DataFrame:
        """Rows of one kind as a pandas frame."""
        return self.table(kind).to_pandas()

    def __repr__(self) -> str:
        rows = ", ".join(f"{len(self.table(kind))} {kind}" for kind in KINDS)
        return f"<Reading: {rows}; {len(self.unread)} unread>"

    def _repr_html_(self) -> str:
        return f"<p>{repr(self)[1:-1]}</p>{self.events._repr_html_()}"


class Reader:
    """Reads articles. It holds weights and words and no state: share one among threads.

    `actors` are your own actor dictionaries (tables with the columns name, aliases, code, type, from, until),
    `lexicon` your own lexicon folders; both are asked before ours. Making one takes about a tenth of a second."""

    def __init__(
        self,
        *,
        actors: str | PathLike[str] | Iterable[str | PathLike[str]] = (),
        lexicon: str | PathLike[str] | Iterable[str | PathLike[str]] = (),
    ) -> None:
        files = [(f"actors/{path.name}", path.read_text(encoding="utf-8")) for path in _paths(actors)]
        for folder in _paths(lexicon):
            if not folder.is_dir():
                raise FileNotFoundError(f"{folder}: there is no such lexicon folder")
            found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
            files += [(path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")) for path in found]
        self._files = files
        self._native = _hearsay.Reader(files)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_reader_of, (self._files,))

    def read(
        self,
        text: str | None = None,
        *,
        html: str | None = None,
        id: str | None = None,
        title: str | None = None,
        date: Day | None = None,
        url: str | None = None,
        publisher: str | None = None,
        language: str | None = None,
    ) -> Record:
        """The record of one article.

        The arguments are the keys of a line of JSON Lines: `text` is plain text and taken as it is, `html` is a page.
        Without `id` it is a fingerprint of the text. What is stated is worth more than what the text says.

        Raises ValueError where there is no text, or the day is none."""
        given = inputs.given(
            id=id, text=text, html=html, title=title, date=date, url=url, publisher=publisher, language=language
        )
        return Record(self._native.read(given), reader=self, given=given)

    def read_many(
        self,
        source: Any,
        *,
        errors: Errors = "raise",
        jobs: int | None = None,
        records: bool = False,
        **fields: Any,
    ) -> Reading:
        """What is read of many articles, as columns.

        `source` is a list or an iterator of texts or of rows (`{"text": ..., "date": ...}`), a column of texts (pandas,
        polars, Arrow), or a frame. Of a frame, columns with the names of fields are taken, and keywords say which
        column is which field: `text="body", date="day"`. Beside texts, keywords give the fields: one value for all, or
        a list.

        `jobs` is the number of threads, all cores by default; the answer is the same for any number. With `records`,
        the articles have their records as JSON in a column. `errors`: "raise" stops at the first article that cannot
        be read, "skip" leaves such ones out, "collect" lists them in `unread`."""
        parts = list(self._parts(source, fields, errors, jobs, records, _TOGETHER))
        unread = [one for _, more in parts for one in more]
        return Reading([batches for batches, _ in parts], unread if errors == "collect" else [])

    def read_batches(
        self,
        source: Any,
        *,
        size: int = _TOGETHER,
        errors: Errors = "raise",
        jobs: int | None = None,
        records: bool = False,
        **fields: Any,
    ) -> Iterator[Reading]:
        """As `read_many`, `size` articles at a time: for more than fit in memory."""
        for batches, unread in self._parts(source, fields, errors, jobs, records, size):
            yield Reading([batches], unread if errors == "collect" else [])

    def records(
        self, source: Any, *, errors: Errors = "raise", jobs: int | None = None, **fields: Any
    ) -> Iterator[Record]:
        """The records of many articles, in their order, read ahead on all cores; `source` as for `read_many`.

        Articles that cannot be read are left out where `errors` is not "raise"."""
        before = 0
        for columns in inputs.columns(source, fields, _TOGETHER):
            for first in range(0, len(columns), _TOGETHER):
                lines, faults = self._native.read_json(columns, first, _TOGETHER, jobs or 0)
                _judge(faults, errors, before)
                yield from (Record(line, reader=self) for line in lines if line is not None)
            before += len(columns)

    def _parts(
        self, source: Any, fields: dict[str, Any], errors: Errors, jobs: int | None, records: bool, size: int
    ) -> Iterator[tuple[dict[str, _hearsay.Batch], list[Unread]]]:
        if errors not in ("raise", "skip", "collect"):
            raise ValueError(f'errors={errors!r}; there are "raise", "skip" and "collect"')
        before = 0
        for columns in inputs.columns(source, fields, size):
            for first in range(0, len(columns), size):
                batches, faults = self._native.read_flat(columns, first, size, jobs or 0, records, before)
                yield batches, _judge(faults, errors, before)
            before += len(columns)


def _judge(faults: _hearsay.Faults, errors: str, before: int) -> list[Unread]:
    unread = [Unread(before + row, why) for row, why in faults]
    if unread and errors == "raise":
        raise ReadError(unread[0])
    return unread


def _paths(given: str | PathLike[str] | Iterable[str | PathLike[str]]) -> list[Path]:
    return [Path(given)] if isinstance(given, str | PathLike) else [Path(path) for path in given]


def _reader_of(files: list[tuple[str, str]]) -> Reader:
    reader = Reader.__new__(Reader)
    reader._files, reader._native = files, _hearsay.Reader(files)
    return reader


@cache
def shared() -> Reader:
    """One reader for a process that reads many batches."""
    return Reader()


def read_batch(
    batch: pyarrow.RecordBatch | pyarrow.Table,
    *,
    reader: Reader | None = None,
    errors: Errors = "collect",
    jobs: int | None = 1,
    records: bool = False,
    **fields: str | None,
) -> pyarrow.RecordBatch:
    """A batch of articles in; one batch out with a row for each, and lists of what it tells.

    It has no state and gives the same rows for the same batch on any machine, so that engines can run it anywhere and
    as often as they like. With `errors="collect"` an article that cannot be read is a row with `error` and nothing
    else but its id; with "skip" there is none. `fields` are names of columns, as for `Reader.read_many`."""
    import pyarrow

    native = (reader or shared())._native
    (columns,) = inputs.columns(batch, fields, _TOGETHER)
    nested, faults = native.read_nested(columns, jobs or 0, records, errors == "collect")
    _judge(faults, errors, 0)
    return pyarrow.record_batch(nested)


def schema() -> dict[str, Any]:
    """The JSON Schema of a record."""
    parsed: dict[str, Any] = json.loads(_hearsay.schema())
    return parsed
