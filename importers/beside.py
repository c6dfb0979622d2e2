"""Tables that stand side by side on one sheet, with empty columns between them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from importers.grid import Grid, is_blank, letter
from importers.headers import Names
from importers.keys import CASE_KEY, SUBJECT, SUBJECT_CASE
from importers.tables import HEADER_ROWS

#: What says of each row which one it is; one table says it once.
_KEYS = frozenset((CASE_KEY, SUBJECT_CASE, SUBJECT))
#: So many headers make a table.
_ENOUGH = 2


def side_by_side(grid: Grid, names: Names) -> list[Grid]:
    """The sheet itself; or a sheet for each table, the columns of the others empty in it.

    Columns after a gap are another table where they say again which case or which subject a
    row is about. Otherwise the gap is only a gap.
    """
    groups: list[tuple[range, set[str]]] = []
    for band in _bands(grid):
        labels = _labels(grid, band, names)
        if groups and not (len(labels) >= _ENOUGH and labels & groups[-1][1] & _KEYS):
            before, known = groups[-1]
            groups[-1] = range(before.start, band.stop), labels | known
        else:
            groups.append((band, labels))
    if len(groups) < 2:
        return [grid]
    return [_part(grid, band, first=i == 0) for i, (band, _) in enumerate(groups)]


def _bands(grid: Grid) -> Iterator[range]:
    """The runs of columns in which something stands."""
    start = None
    for column, cells in enumerate(grid.cells.distinct):
        empty = all(map(is_blank, cells))
        if empty and start is not None:
            yield range(start, column)
            start = None
        elif not empty and start is None:
            start = column
    if start is not None:
        yield range(start, grid.cells.width)


def _labels(grid: Grid, band: range, names: Names) -> set[str]:
    """What the headers of the columns mean: of the row near the top that has most of them."""
    rows: Sequence[set[str]] = [
        {
            found[0].label
            for cell in row[band.start : band.stop]
            if isinstance(cell, str) and cell and (found := names.find(cell)) is not None
        }
        for row in grid.rows[:HEADER_ROWS]
    ]
    return max(rows, key=len, default=set())


def _part(grid: Grid, band: range, *, first: bool) -> Grid:
    others = [column for column in range(grid.cells.width) if column not in band]
    columns = f"{letter(band.start)} – {letter(band.stop - 1)}"
    return replace(
        grid,
        rows=grid.cells.emptied(others),
        broken={at: code for at, code in grid.broken.items() if at[1] in band},
        merged=[area for area in grid.merged if area[0][1] in band],
        comments={at: text for at, text in grid.comments.items() if at[1] in band},
        notes=grid.notes if first else [],
        beside="" if first else columns,
    )
