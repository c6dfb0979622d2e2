"""A Parquet file to a grid; pyarrow is wanted only here."""

import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isnan
from typing import Any

from importers.findings import Findings, check_extent
from importers.grid import Cell, Grid
from importers.refused import give_up


def read_parquet(data: bytes, file: str, sheet: str) -> Grid:
    """The file as one sheet whose row 1 holds the column names.

    Refused where pyarrow is not installed, or the file is damaged or too large.
    """
    try:
        from pyarrow import ArrowException  # type: ignore[import-untyped]
        from pyarrow.parquet import ParquetFile  # type: ignore[import-untyped]
    except ImportError:
        give_up("parquet-support")
    try:
        found = ParquetFile(io.BytesIO(data))
        about = found.metadata
        check_extent(sheet, Findings(rows=about.num_rows, columns=about.num_columns))
        table = found.read(use_threads=False)
        columns = [[_cell(value) for value in _values(column)] for column in table.columns]
    except (ArrowException, ValueError, OSError):
        give_up("file-broken")
    header: list[Cell] = [str(name) for name in table.column_names]
    return Grid(file, sheet, [header, *(list(row) for row in zip(*columns, strict=True))])


def _values(column: Any) -> list[Any]:
    """Plain values; days and moments of which Python knows no date are told as texts."""
    try:
        found: list[Any] = column.to_pylist()
    except (OverflowError, ValueError):
        found = column.cast("string").to_pylist()
    return found


def _cell(value: Any) -> Cell:
    """A plain cell; missing is "", and what no cell can hold is its text."""
    if value is None or (isinstance(value, float) and isnan(value)):
        return ""
    if isinstance(value, datetime):
        return value.isoformat() if value.tzinfo else datetime(*value.timetuple()[:6])
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, str | bool | int | float | date | time | timedelta):
        return value
    return str(value)
