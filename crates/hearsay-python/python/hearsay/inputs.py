"""Articles as people have them: texts, rows, frames, columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from . import _hearsay

#: The keys of a line of JSON Lines, and so the names of columns.
FIELDS = ("id", "text", "html", "title", "date", "url", "publisher", "language")

Day = date | str


def given(**stated: Any) -> dict[str, str | None]:
    """What is stated of one article, in text."""
    unknown = set(stated) - set(FIELDS)
    if unknown:
        raise TypeError(f"unknown field {sorted(unknown)[0]!r}; there are {', '.join(FIELDS)}")
    for name, value in stated.items():
        if name not in ("id", "date") and not isinstance(value, str | None):
            raise TypeError(f"`{name}` is {type(value).__name__} where str is due")
    return {name: _text(stated.get(name)) for name in FIELDS}


def _text(value: Any) -> str | None:
    """Days and numbers are written out; what is missing in the many ways of frames is None."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, date):  # datetime and pandas' Timestamp are dates too
        return None if value != value else value.isoformat()[:10]
    if isinstance(value, float):
        # A number that is no number is how pandas leaves a cell empty.
        return None if value != value else repr(value).removesuffix(".0")
    if isinstance(value, int):
        return str(value)
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    raise TypeError(f"{type(value).__name__} where a text is due")


def is_frame(source: Any) -> bool:
    """Whether it has named columns."""
    return not isinstance(source, Mapping) and (hasattr(source, "columns") or hasattr(source, "column_names"))


def columns(source: Any, named: Mapping[str, Any], size: int) -> Iterator[_hearsay.Columns]:
    """The articles of `source` as columns, all at once where it is held in memory, else `size` at a time.

    `named` says for fields: of a frame, the name of their column; else their values, or one for all."""
    unknown = set(named) - set(FIELDS)
    if unknown:
        raise TypeError(f"unknown field {sorted(unknown)[0]!r}; there are {', '.join(FIELDS)}")
    if isinstance(source, str | bytes | Mapping):
        raise TypeError("one article is read by `read`; give a list, a column or a frame of them")
    if is_frame(source):
        yield _hearsay.Columns(_frame(source, named))
    elif _is_column(source):
        yield _hearsay.Columns({"text": _cells(source), **_beside(named, len(source))})
    else:
        yield from _rows(source, named, size)


def _frame(source: Any, named: Mapping[str, Any]) -> dict[str, Any]:
    names = [str(name) for name in getattr(source, "column_names", None) or source.columns]
    if not isinstance(names, list) or not names:
        raise ValueError("the frame has no columns")
    chosen = {field: field for field in FIELDS if field in names}
    for field, name in named.items():
        if name is None:
            chosen.pop(field, None)
            continue
        if name not in names:
            raise KeyError(f"no column {name!r} for `{field}`; there are {', '.join(names)}")
        chosen[field] = name
    if "text" not in chosen and "html" not in chosen:
        raise KeyError(f"no column `text` or `html`; say which one it is: text=... of {', '.join(names)}")
    at = source.column if hasattr(source, "column_names") and hasattr(source, "column") else source.__getitem__
    return {field: _cells(at(name)) for field, name in chosen.items()}


def _is_column(source: Any) -> bool:
    return hasattr(source, "__arrow_c_array__") or hasattr(source, "__arrow_c_stream__") or hasattr(source, "to_numpy")


def _cells(column: Any) -> Any:
    """The column itself where it has Arrow's interface; else its cells as texts."""
    if hasattr(column, "iloc"):
        # A pandas series: its own Arrow interface does not know columns of mixed objects.
        return [_text(cell) for cell in column.tolist()]
    if hasattr(column, "__arrow_c_array__") or hasattr(column, "__arrow_c_stream__"):
        return column
    return [_text(cell) for cell in column.tolist()]


def _beside(named: Mapping[str, Any], count: int) -> dict[str, Any]:
    def cells(name: str, value: Any) -> Any:
        if isinstance(value, str | date | int):
            if name == "id":
                raise TypeError("`id` is one for each text; give a list")
            return [_text(value)] * count
        if hasattr(value, "__arrow_c_array__") or hasattr(value, "__arrow_c_stream__") or hasattr(value, "to_numpy"):
            return _cells(value)
        return [_text(cell) for cell in value]

    return {name: cells(name, value) for name, value in named.items() if value is not None}


def _rows(source: Iterable[Any], named: Mapping[str, Any], size: int) -> Iterator[_hearsay.Columns]:
    whole = isinstance(source, list | tuple)
    for name, value in named.items():
        if not whole and value is not None and not isinstance(value, str | date):
            raise TypeError(f"`{name}` beside an iterator is one value for all; give rows such as {{'text': ..., '{name}': ...}}")
    rows = iter(source)
    while chunk := list(rows) if whole else list(islice(rows, size)):
        told = [_row(row, place) for place, row in enumerate(chunk)]
        cells = {name: [row[name] for row in told] for name in FIELDS if any(row[name] is not None for row in told)}
        cells.setdefault("text", [None] * len(told))
        for name, beside in _beside(named, len(told)).items():
            own = cells.get(name)
            cells[name] = beside if own is None else [mine or other for mine, other in zip(own, beside, strict=True)]
        yield _hearsay.Columns(cells)


def _row(row: Any, place: int) -> dict[str, str | None]:
    if isinstance(row, Mapping):
        return {name: _text(row.get(name)) for name in FIELDS}
    if isinstance(row, str) or row is None or (isinstance(row, float) and row != row):
        return {name: row if name == "text" and isinstance(row, str) else None for name in FIELDS}
    raise TypeError(f"article {place} is {type(row).__name__}; give texts, or rows such as {{'text': ..., 'date': ...}}")
