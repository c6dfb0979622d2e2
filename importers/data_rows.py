"""Which rows below a header are data: not the totals, signatures, notes and repeated headers."""

import re
from collections.abc import Sequence

import numpy as np

from importers.grid import Cell, is_blank, squeeze
from importers.layout import Layout
from importers.series import EMPTY, Codes, Series

_FOOTER = re.compile(
    r"(?:合\s*计|总\s*计|小\s*计)$|(?:填表|制表|填报|审核|负责)人?\s*[:：]|(?:注|备注|说明)[:：]"
)
_FOOTER_ROWS = 10
#: 合计, 小计, 甲县小计: a row of sums, wherever it stands.
_TOTAL = re.compile(r".{0,12}(?:合计|总计|小计|累计):?")


class DataRows:
    """``rows`` are the data rows of a table, 0-based; ``left`` are others, and why they are."""

    def __init__(self, layout: Layout, whole: Sequence[Series]) -> None:
        """``whole`` are the columns of the sheet, all rows."""
        self.layout, self._whole = layout, whole
        self.rows = self._given_rows()
        self.left: list[tuple[int, str]] = []
        self._leave_skipped()
        self._leave_footers()
        self._leave_sums()

    def _given_rows(self) -> Codes:
        """The rows below the header that hold something."""
        grid, first = self.layout.grid, self.layout.header + 1
        given = np.zeros(len(grid.rows), bool)
        for cells in self._whole:
            given |= ~cells.where(is_blank)
            if given[first : self.layout.end].all():
                break
        given[[row for row, _ in grid.broken if row < len(given)]] = True
        given[:first] = False
        given[self.layout.end :] = False
        return np.flatnonzero(given)

    def _leave_footers(self) -> None:
        """Totals, signatures and notes below the data."""
        for position in range(len(self.rows) - 1, max(len(self.rows) - 1 - _FOOTER_ROWS, -1), -1):
            cells = self._given(position)
            first = cells[0] if cells else ""
            if not isinstance(first, str):
                continue
            if _FOOTER.match(first.strip()) or (len(cells) == 1 and self._is_note(position)):
                self._leave(position, "footer-row")

    def _leave_skipped(self) -> None:
        """Headers that come again, and the titles above them."""
        for row, code in sorted(self.layout.skipped.items(), reverse=True):
            position = int(np.searchsorted(self.rows, row))
            if position < len(self.rows) and self.rows[position] == row:
                self._leave(position, code)

    def _leave_sums(self) -> None:
        """Sums between the data."""
        rest, sums = self.rows, [EMPTY]
        for cells in self._whole:
            own = cells.taken(rest)
            sums.append(rest[own.where(_is_total)])
            rest = rest[own.where(_is_empty)]
        for row in sorted(np.concatenate(sums).tolist(), reverse=True):
            self._leave(int(np.searchsorted(self.rows, row)), "sum-row")

    def _leave(self, position: int, code: str) -> None:
        self.left.append((int(self.rows[position]), code))
        self.rows = np.delete(self.rows, position)

    def _given(self, position: int) -> list[Cell]:
        row = self.layout.grid.rows[int(self.rows[position])]
        return [cell for cell in row if not is_blank(cell)]

    def _is_note(self, position: int) -> bool:
        """One text after an empty row, or merged over several columns."""
        index = int(self.rows[position])
        if any(
            top == index and right > left for (top, left), (_, right) in self.layout.grid.merged
        ):
            return True
        return position > 0 and index - int(self.rows[position - 1]) > 1


def _is_empty(cell: Cell) -> bool:
    return cell == ""


def _is_total(cell: Cell) -> bool:
    return isinstance(cell, str) and "计" in cell and bool(_TOTAL.fullmatch(squeeze(cell)))
