"""Where the tables of a sheet are: their header rows, where they end, headers repeated inside."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from importers.grid import Cell, Grid, cell_text, is_blank, squeeze
from importers.series import Codes, Series, columns

#: How many rows from the top the first header is looked for.
HEADER_ROWS = 20
#: How many rows one header may have.
_TALLEST = 3

#: How many cells of a row are headers.
Count = Callable[[Sequence[Cell]], int]


@dataclass(frozen=True)
class Table:
    """One table. ``parts[c]`` is what stands above column ``c``, from the upper row to the lowest.

    All rows are 0-based; the header is rows ``top`` to ``bottom``, and the table ends before
    row ``end``. ``skipped`` are rows inside it that hold no data, with the notice for each.
    """

    top: int
    bottom: int
    end: int
    parts: Sequence[tuple[str, ...]]
    skipped: Mapping[int, str] = field(default_factory=dict)


def find_tables(grid: Grid, count: Count, words: frozenset[Cell], enough: int) -> list[Table]:
    """The tables from top to bottom; none where no row has ``enough`` headers.

    ``words`` are names as written; a row below the first header with fewer than two of them is
    taken for data without a closer look.
    """
    counts = [count(row) for row in grid.rows[:HEADER_ROWS]]
    best = max(counts, default=0)
    if best < max(1, enough):
        return []
    tables = [_table(grid, _first(grid, counts.index(best), count), 0, count)]
    skipped: dict[int, str] = {}
    whole = columns(grid.cells)
    own = _own_rows(grid, tables[-1])
    alike = _alike(whole, words | _raw(grid, tables[-1]))
    index = -1
    while (index := _after(alike, max(index, tables[-1].bottom))) >= 0:
        row = grid.rows[index]
        if _words_of(row) in own:
            _skip(grid, index, tables[-1].bottom, skipped)
        elif _is_header(row, count):
            found = _table(grid, index, tables[-1].bottom + 1, count)
            above = _titles(grid, found.top, tables[-1].bottom)
            tables[-1] = _ended(tables[-1], above, skipped)
            tables.append(found)
            skipped, own = {}, _own_rows(grid, found)
            alike = _alike(whole, words | _raw(grid, found))
    tables[-1] = _ended(tables[-1], len(grid.rows), skipped)
    return tables


def _first(grid: Grid, best: int, count: Count) -> int:
    """The first header row: the one with most headers, unless a header stands above it.

    A header of several rows has fewer in each than the same one repeated in a single row.
    """
    return next((row for row in range(best) if _is_header(grid.rows[row], count)), best)


def _alike(whole: Sequence[Series], marks: frozenset[Cell]) -> Codes:
    """The rows in which two of these words or more stand."""
    hits = np.zeros(len(whole[0]) if whole else 0, np.int64)
    for cells in whole:
        if there := marks.intersection(cells.distinct):
            hits += cells.where(there.__contains__)
    return np.flatnonzero(hits >= 2)


def _after(rows: Codes, row: int) -> int:
    """The first of these rows after another one, or -1."""
    at = int(np.searchsorted(rows, row, side="right"))
    return int(rows[at]) if at < len(rows) else -1


def _ended(table: Table, end: int, skipped: Mapping[int, str]) -> Table:
    inside = {row: code for row, code in skipped.items() if row < end}
    return Table(table.top, table.bottom, end, table.parts, inside)


def _own_rows(grid: Grid, table: Table) -> list[tuple[str, ...]]:
    """The header's rows as words, to know them when they come again; also all in one row."""
    lowest = _words_of([texts[-1] if texts else "" for texts in table.parts])
    return [*map(_words_of, grid.rows[table.top : table.bottom + 1]), lowest]


def _raw(grid: Grid, table: Table) -> frozenset[Cell]:
    rows = grid.rows[table.top : table.bottom + 1]
    return frozenset(cell for row in rows for cell in row if cell != "")


def _words_of(row: Sequence[Cell]) -> tuple[str, ...]:
    words = [squeeze(cell_text(cell)) for cell in row]
    while words and not words[-1]:
        words.pop()
    return tuple(words)


def _is_header(row: Sequence[Cell], count: Count) -> bool:
    """Nothing but text, and at least half of it (and three) headers."""
    given = [cell for cell in row if not is_blank(cell)]
    if not all(isinstance(cell, str) for cell in given):
        return False
    known = count(row)
    return known >= 3 and 2 * known >= len(given)


def _skip(grid: Grid, index: int, bottom: int, skipped: dict[int, str]) -> None:
    """A repeated header, and a title of one cell right above it."""
    skipped[index] = "header-repeated"
    for row in range(_titles(grid, index, bottom), index):
        skipped.setdefault(row, "title-inside")


def _titles(grid: Grid, row: int, bottom: int) -> int:
    """The first of the rows of at most one text cell that stand right above a row."""
    start = row
    while start - 1 > bottom and start > row - _TALLEST:
        given = [cell for cell in grid.rows[start - 1] if not is_blank(cell)]
        if len(given) != 1 or not isinstance(given[0], str):
            break
        start -= 1
    return start


def _table(grid: Grid, row: int, first: int, count: Count) -> Table:
    """The header that a row belongs to."""
    top = bottom = row
    while bottom - top + 1 < _TALLEST and _under(grid, top, bottom, count):
        bottom += 1
    while top > first and bottom - top + 1 < _TALLEST and _under(grid, top - 1, top - 1, count):
        top -= 1
    return Table(top, bottom, len(grid.rows), _parts(grid, top, bottom))


def _under(grid: Grid, top: int, upper: int, count: Count) -> bool:
    """Does the next row divide the headers of a row? Then its text stands only below what spans.

    The header begins in row ``top``, at or above ``upper``.
    """
    lower = upper + 1
    if lower >= len(grid.rows):
        return False
    above = _texts(grid, upper)
    given = [c for c, cell in enumerate(grid.rows[lower]) if not is_blank(cell)]
    if len(given) < 2 or len([text for text in above if text]) < 2:
        return False
    if any(":" in text or "：" in text for text in above):
        return False
    if not all(isinstance(grid.rows[lower][c], str) for c in given):
        return False
    spans = _spans(grid, top, upper, above)
    if not all(c in spans and spans[c] for c in given):
        return False
    divided = [above[spans[c][0]] if spans[c][0] < len(above) else "" for c in given]
    if not any(divided):
        return False
    return bool(grid.merged) or count(grid.rows[lower]) > 0


def _texts(grid: Grid, row: int) -> list[str]:
    return [cell_text(cell) for cell in grid.rows[row]]


def _spans(grid: Grid, top: int, row: int, texts: Sequence[str]) -> dict[int, range]:
    """For each column, the columns that the header above it spans, where there are several.

    Without merged cells a header spans the blanks to its right, as far as none begins above.
    """
    spans: dict[int, range] = {}
    for (first, left), (last, right) in grid.merged:
        if first <= row <= last and right > left:
            for column in range(left, min(right, left + 200) + 1):
                spans[column] = range(left, right + 1)
    if grid.merged:
        return spans
    begun = {c for r in range(top, row) for c, text in enumerate(_texts(grid, r)) if text}
    start = None
    for column in range(
        max(len(texts), len(grid.rows[row + 1]) if row + 1 < len(grid.rows) else 0)
    ):
        if column < len(texts) and texts[column]:
            start = column
        elif column in begun:
            start = None
        elif start is not None:
            for member in range(start, column + 1):
                spans[member] = range(start, column + 1)
    return spans


def _parts(grid: Grid, top: int, bottom: int) -> list[tuple[str, ...]]:
    """For each column, its distinct texts from the upper row to the lowest."""
    rows = [_texts(grid, row) for row in range(top, bottom + 1)]
    width = max(map(len, rows))
    if not grid.merged:  # the last header spans nothing
        width = max((c for row in rows for c, text in enumerate(row, 1) if text), default=0)
    columns: list[list[str]] = [[] for _ in range(width)]
    for row in range(top, bottom + 1):
        texts = _texts(grid, row)
        spans = _spans(grid, top, row, texts) if row < bottom else {}
        for column in range(width):
            text = texts[column] if column < len(texts) else ""
            if not text and column in spans and spans[column].start < len(texts):
                text = texts[spans[column].start]
            if text and text not in columns[column]:
                columns[column].append(text)
    return [tuple(texts) for texts in columns]
