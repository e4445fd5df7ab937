"""Rows as columns: what other tools take over without a copy."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from . import _hearsay

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Table:
    """Columns that pyarrow, polars, pandas, DuckDB and others take over without a copy (`__arrow_c_stream__`)."""

    def __init__(self, batches: list[_hearsay.Batch], schema: _hearsay.Schema) -> None:
        self._batches = batches
        self._schema = schema

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return _hearsay.stream(self._batches, self._schema).__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._schema.__arrow_c_schema__()

    @property
    def column_names(self) -> list[str]:
        """The names of the columns."""
        return list(self._schema.names)

    @property
    def num_rows(self) -> int:
        """How many rows there are."""
        return sum(batch.num_rows for batch in self._batches)

    def __len__(self) -> int:
        return self.num_rows

    def to_pyarrow(self) -> pyarrow.Table:
        """As pyarrow's table; needs pyarrow."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """As a pandas frame, days as `datetime64[ms]`; needs pandas and pyarrow."""
        # Python's own dates end at the year 1; a text that tells of 490 BC must not cost the frame.
        frame: pandas.DataFrame = self.to_pyarrow().to_pandas(date_as_object=False)
        return frame

    def to_polars(self) -> polars.DataFrame:
        """As a polars frame; needs polars."""
        import polars

        return polars.DataFrame(self)

    def to_pylist(self) -> list[dict[str, Any]]:
        """A dictionary for each row; needs pyarrow."""
        rows: list[dict[str, Any]] = self.to_pyarrow().to_pylist()
        return rows

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.to_pylist())

    def __repr__(self) -> str:
        return f"<Table of {self.num_rows} rows: {', '.join(self.column_names)}>"

    def _repr_html_(self) -> str:
        rows = self.to_pyarrow().slice(0, 20).to_pylist()
        shown = [name for name in self.column_names if any(row[name] is not None for row in rows)]
        head = "".join(f"<th>{escape(name)}</th>" for name in shown)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape('' if row[name] is None else str(row[name]))}</td>" for name in shown) + "</tr>"
            for row in rows
        )
        rest = f"<p>{self.num_rows} rows, {len(rows)} shown</p>" if self.num_rows > len(rows) else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"
