"""A list of persons or units, one a row: what the columns mean is of no matter, only the rows."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from facts import Text
from importers.files import list_files
from importers.grid import Grid, cell_text, is_blank, trim
from importers.isolated import PASSWORD, Reader
from importers.opening import Wanted
from importers.refusals import opened

Row = tuple[str, ...]


@dataclass(frozen=True)
class Roster:
    """``rows``: the number of the row in its sheet, and its cells as text, under ``header``."""

    file: str
    sheet: str
    header: Row
    rows: tuple[tuple[int, Row], ...]


class RosterError(Exception):
    """Everything that keeps the list from being drawn from."""

    def __init__(self, mistakes: list[Text]) -> None:
        super().__init__(*(m.zh for m in mistakes))
        self.mistakes = mistakes


def read_roster(path: Path, *, encoding: str | None = None) -> Roster:
    """The list in the one sheet of a file that is not empty; its first full row is the header.

    Unreadable as for case workbooks; RosterError for several sheets, no rows, rows that are the
    same, and cells that the file gives no value for.
    """
    ((file, *_), _) = list_files([path])
    wanted = Wanted(file.read(), file.name, file.stem, encoding, os.environ.get(PASSWORD))
    with Reader() as reader:
        grids = opened(reader, wanted).grids
    filled = [grid for grid in grids if any(not is_blank(c) for row in grid.rows for c in row)]
    if len(filled) != 1:
        names = "、".join(grid.sheet for grid in filled) or "—"
        raise RosterError(
            [
                Text(
                    f"{file.name}：应当只有一张有内容的工作表；现有 {len(filled)} 张：{names}",
                    f"{file.name}: one sheet with content is expected; there are {names}",
                )
            ]
        )
    return _roster(filled[0])


def _roster(grid: Grid) -> Roster:
    texts = [tuple(trim(cell_text(cell)) for cell in row) for row in grid.rows]
    width = max(sum(map(bool, row)) for row in texts)
    start = next(at for at, row in enumerate(texts) if sum(map(bool, row)) > width // 2)
    rows = [(at + 1, row) for at, row in enumerate(texts) if at > start and any(row)]
    mistakes = [
        Text(
            f"第 {row + 1} 行第 {column + 1} 列没有值（公式没有算出，或是错误值）；请改成值",
            f"row {row + 1}, column {column + 1} has no value (a formula or an error)",
        )
        for row, column in sorted(grid.broken)
    ]
    mistakes += _same(rows)
    if not rows:
        mistakes.append(Text("表头以下没有一行", "there is no row below the header"))
    if mistakes:
        raise RosterError(mistakes)
    return Roster(grid.file, grid.sheet, texts[start], tuple(rows))


def _same(rows: list[tuple[int, Row]]) -> list[Text]:
    """Rows that say the same: one person would have two chances."""
    first: dict[Row, int] = {}
    found = []
    for number, row in rows:
        before = first.setdefault(row, number)
        if before != number:
            zh = f"第 {number} 行与第 {before} 行完全相同；同一人只列一次，重名的补上编号"
            found.append(Text(zh, f"row {number} is the same as row {before}"))
    return found


def digest(roster: Roster) -> str:
    """SHA-256 of the list, whatever the order of its rows and the format of its file."""
    lines = sorted("\t".join(row) for _, row in roster.rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
