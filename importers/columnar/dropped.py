"""Rows that are not data: empty ones, sums, and what stands below the table."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from importers.columnar.cells import Bools, Cells, Ints
from importers.columnar.notices import Notices
from importers.columnar.sheet import RANK, FlatSheet, Irregular
from importers.columnar.texts import blanks
from importers.data_rows import _FOOTER_ROWS, _is_total
from importers.grid import Cell, Grid
from importers.layout import Layout
from importers.log import Log
from importers.page import Page
from importers.remarks import Remark

#: So many rows at the end may be no data.
FOOTER_ROWS = _FOOTER_ROWS


def data_rows(sheet: FlatSheet, cells: Cells, last: bool, notices: Notices) -> Cells:
    """The rows that hold data. ``last``: the table ends with these.

    Irregular where a header comes again.
    """
    given = given_rows(cells)
    _refuse_headers(sheet, cells, given)
    kept = given.copy()
    if last:
        for row in _footers(sheet, cells, given):
            kept[row] = False
            _tell(notices, "footer-row", int(cells.rows[row]))
    for row in _sums(sheet, cells, kept):
        kept[row] = False
        _tell(notices, "sum-row", int(cells.rows[row]))
    return cells if kept.all() else cells.taken(np.flatnonzero(kept))


def _tell(notices: Notices, code: str, row: int) -> None:
    notices.add_row(Remark(code, {"row": row}), row)


def given_rows(cells: Cells) -> Bools:
    """Where something is written."""
    given = np.zeros(len(cells), np.bool_)
    given[list(cells.spilled)] = True
    for column in cells.columns:
        rest = np.flatnonzero(~given)
        if not len(rest):
            break
        given[rest] = ~blanks(column)[column.codes[rest]]
    return given


def _refuse_headers(sheet: FlatSheet, cells: Cells, given: Bools) -> None:
    marks = pa.array(sorted(mark for mark in sheet.marks if isinstance(mark, str)), pa.string())
    hits = np.zeros(len(cells), np.int8)
    for column in cells.columns[: sheet.width]:
        if column.texts:
            marked = pc.is_in(column.values, value_set=marks).to_numpy(zero_copy_only=False)
            if marked.any():
                hits += marked[column.codes]
    for row in np.flatnonzero((hits >= 2) & given).tolist():
        if sheet.is_header([column.cell(row) for column in cells.columns]):
            raise Irregular


def _sums(sheet: FlatSheet, cells: Cells, kept: Bools) -> Iterator[int]:
    """Rows whose first cell says that they add up others."""
    rest: Ints = np.flatnonzero(kept)
    for column in cells.columns[: sheet.width]:
        if not len(rest):
            return
        codes = column.codes[rest]
        if column.texts:
            total = np.zeros(len(column.values), np.bool_)
            likely = pc.match_substring(column.values, "计").to_numpy(zero_copy_only=False)
            for at in np.flatnonzero(likely).tolist():
                total[at] = _is_total(column.value(at))
            empty = pc.equal(column.values, "").to_numpy(zero_copy_only=False)
        else:
            total = np.zeros(len(column.values), np.bool_)
            empty = np.array([cell == "" for cell in column.cells], np.bool_)
        yield from rest[total[codes]].tolist()
        rest = rest[empty[codes]]


def _footers(sheet: FlatSheet, cells: Cells, given: Bools) -> list[int]:
    """Totals, signatures and notes below the data, found as they are in small sheets."""
    positions = np.flatnonzero(given)
    if not len(positions):
        return []
    start = int(positions[max(0, len(positions) - 2 * FOOTER_ROWS)])
    tail: list[list[Cell]] = [
        [column.cell(row) for column in cells.columns] for row in range(start, len(cells))
    ]
    first = sheet.layout.header + 1
    above = list(sheet.grid.rows[:first])
    grid = Grid(sheet.grid.file, sheet.grid.sheet, [*above, *tail], delimited=sheet.grid.delimited)
    log = Log()
    Page(_layout_on(sheet, grid), RANK, log)
    dropped = (p.row for p in (entry[3] for entry in log.entries) if p.code == "footer-row")
    return [start + row - 1 - first for row in dropped]


def _layout_on(sheet: FlatSheet, grid: Grid) -> Layout:
    return replace(sheet.layout, grid=grid, end=len(grid.rows))
