"""Columns that wenze itself added to a copy of the clerk's workbook: known, and not read."""

from collections.abc import Sequence
from dataclasses import replace

from importers.grid import Cell, Grid

#: The column of problems in the copy that ``wenze check --annotate`` writes.
PROBLEM_HEADER = "导入问题"
#: The columns of results in the copy that ``wenze evaluate --annotate`` writes, side by side.
RESULT_HEADERS = (
    ("结论", "建议处理", "幅度", "依据条款", "理由", "待定事项"),
    ("Conclusion", "Recommendation", "Range", "Clauses", "Reasons", "Open questions"),
)
_ROWS = 40


def without_own_columns(grid: Grid) -> Grid:
    """The same grid with our columns empty; the grid itself when it has none."""
    columns = sorted({column for row in grid.rows[:_ROWS] for column in _ours(row)})
    if not columns:
        return grid
    broken = {at: code for at, code in grid.broken.items() if at[1] not in columns}
    return replace(grid, rows=grid.cells.emptied(columns), broken=broken)


def _ours(row: Sequence[Cell]) -> list[int]:
    """The columns of a header row that are ours."""
    found = [column for column, cell in enumerate(row) if cell == PROBLEM_HEADER]
    for headers in RESULT_HEADERS:
        for start, cell in enumerate(row):
            if cell == headers[0] and tuple(row[start : start + len(headers)]) == headers:
                found.extend(range(start, start + len(headers)))
    return found
