"""The data rows of one sheet, read column by column."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import numpy.typing as npt

from facts import BLANK, Column, Fact, Problem, Text
from importers.catalogue import CATALOGUE
from importers.grid import Cell, cell_text, is_blank, letter, squeeze
from importers.headers import Heading
from importers.keys import CASE_KEY, SUBJECT_CASE
from importers.layout import Layout
from importers.log import Log, Rank
from importers.messages import problem
from importers.parsing import parse_column
from importers.remarks import Remark

#: Errors by position of the row.
Errors = dict[int, list[Problem]]

_FOOTER = re.compile(
    r"(?:合\s*计|总\s*计|小\s*计)$|(?:填表|制表|填报|审核|负责)人?\s*[:：]|(?:注|备注|说明)[:：]"
)
_FOOTER_ROWS = 10
#: 合计, 小计, 甲县小计: a row of sums, wherever it stands.
_TOTAL = re.compile(r".{0,12}(?:合计|总计|小计|累计):?")
_LONGEST_VALUE = 80
#: How many rows a notice names.
_LISTED = 10


@dataclass
class Page:
    """One sheet under way. ``positions[i]`` is the 0-based grid row of data row ``i``."""

    layout: Layout
    rank: Rank
    log: Log
    positions: list[int] = field(init=False)
    columns: list[tuple[Cell, ...]] = field(init=False)
    #: (data row, column) → problem code, for cells whose value the file does not give.
    broken: dict[tuple[int, int], str] = field(init=False)
    #: Errors that cost a whole row, whatever its shape.
    row_errors: Errors = field(default_factory=dict)

    def __post_init__(self) -> None:
        grid, header = self.layout.grid, self.layout.header
        bad_rows = {row for row, _ in grid.broken}
        self.positions = [
            index
            for index, row in enumerate(islice(grid.rows, header + 1, self.layout.end), header + 1)
            if index in bad_rows or any(not is_blank(cell) for cell in row)
        ]
        self._report_unit()
        self._drop_skipped()
        self._drop_footers()
        self._drop_sums()
        self._report_hidden()
        self._extract()
        index_of = {row: i for i, row in enumerate(self.positions)} if grid.broken else {}
        self.broken = {
            (index_of[row], column): code
            for (row, column), code in grid.broken.items()
            if row in index_of
        }
        self._unmerge()

    def __len__(self) -> int:
        return len(self.positions)

    @property
    def rows(self) -> npt.NDArray[np.int64]:
        """The row number in the sheet of each data row."""
        return np.array(self.positions, np.int64) + 1

    def heading(self, label: str) -> Heading | None:
        """The first column of this meaning."""
        found = (h for h in self.layout.headings if h.meaning and h.meaning.label == label)
        return next(found, None)

    def report(
        self,
        remark: Remark,
        position: int | None = None,
        heading: Heading | None = None,
        *,
        column: int | None = None,
        value: str = "",
        times: int = 1,
        header: str = "",
    ) -> Problem:
        """Log a problem of a cell, a row, a column or the sheet.

        ``header`` names a column that is not there.
        """
        grid = self.layout.grid
        row = 0 if position is None else self.positions[position] + 1
        column = heading.column if heading else column
        cell = f"{letter(column)}{row}" if row and column is not None else ""
        found = problem(
            remark,
            file=grid.file,
            sheet=grid.sheet,
            cell=cell,
            row=row,
            header=heading.written if heading else header,
            value=value[:_LONGEST_VALUE],
            times=times,
        )
        return self.log.add(self.rank, row, -1 if column is None else column, found)

    def read(
        self,
        fact: Fact,
        heading: Heading,
        errors: Errors,
        raws: Sequence[Cell] | None = None,
        rows: Sequence[int] | None = None,
    ) -> Column:
        """A fact's column; errors are added by position.

        ``raws`` stands in for the sheet's own column, ``rows[i]`` then being the data row of
        value ``i``.
        """
        given = self.columns[heading.column] if raws is None else raws
        column, remarks = parse_column(given, fact, heading.unit)
        notices: Counter[tuple[str, str]] = Counter()
        first: dict[tuple[str, str], tuple[int, Remark]] = {}
        for position, remark in remarks:
            at = position if rows is None else rows[position]
            text = "" if fact.kind == "record" else cell_text(given[position])
            told = Remark(remark.code, {**words(fact), **remark.values})
            if CATALOGUE[told.code].severity == "error":
                found = self.report(told, at, heading, value=text)
                errors.setdefault(position, []).append(found)
            else:
                notices[told.code, text] += 1
                first.setdefault((told.code, text), (at, told))
        for key, (at, remark) in first.items():
            self.report(remark, at, heading, value=key[1], times=notices[key])
        self._report_broken(fact, heading, errors, rows)
        return column

    def require(self, fact: Fact, heading: Heading, column: Column, errors: Errors) -> None:
        """An error for each row where a required fact was left blank."""
        for position in np.flatnonzero(column.state == BLANK).tolist():
            already = (p.header == heading.written for p in errors.get(position, ()))
            if not any(already):
                remark = Remark("required-blank", words(fact))
                errors.setdefault(position, []).append(self.report(remark, position, heading))

    def _report_broken(
        self, fact: Fact, heading: Heading, errors: Errors, rows: Sequence[int] | None
    ) -> None:
        bad = {row: code for (row, column), code in self.broken.items() if column == heading.column}
        if not bad:
            return
        for position, row in enumerate(range(len(self)) if rows is None else rows):
            if row in bad:
                found = self.report(Remark(bad[row], words(fact)), row, heading)
                errors.setdefault(position, []).append(found)

    def _report_unit(self) -> None:
        unit = self.layout.unit
        for heading in self.layout.headings:
            fact = heading.meaning.fact if heading.meaning else None
            if unit and fact and heading.unit == unit != fact.unit and unit not in heading.written:
                self.report(Remark("unit-from-title", {"unit": unit}), None, heading)

    def _drop_footers(self) -> None:
        """Totals, signatures and notes below the data."""
        for position in range(len(self.positions) - 1, -1, -1)[:_FOOTER_ROWS]:
            cells = self._given(position)
            first = cells[0] if cells else ""
            if not isinstance(first, str):
                continue
            if _FOOTER.match(first.strip()) or (len(cells) == 1 and self._is_note(position)):
                self._drop(position, "footer-row")

    def _drop_skipped(self) -> None:
        """Headers that come again, and the titles above them."""
        skipped = self.layout.skipped
        if skipped:
            for position in range(len(self.positions) - 1, -1, -1):
                code = skipped.get(self.positions[position])
                if code is not None:
                    self._drop(position, code)

    def _drop_sums(self) -> None:
        """Sums between the data."""
        rows = self.layout.grid.rows
        for position in range(len(self.positions) - 1, -1, -1):
            first = next((cell for cell in rows[self.positions[position]] if cell != ""), "")
            if isinstance(first, str) and "计" in first and _TOTAL.fullmatch(squeeze(first)):
                self._drop(position, "sum-row")

    def _drop(self, position: int, code: str) -> None:
        self.report(Remark(code, {"row": self.positions[position] + 1}), position)
        del self.positions[position]

    def _given(self, position: int) -> list[Cell]:
        row = self.layout.grid.rows[self.positions[position]]
        return [cell for cell in row if not is_blank(cell)]

    def _is_note(self, position: int) -> bool:
        """One text after an empty row, or merged over several columns."""
        index = self.positions[position]
        if any(
            top == index and right > left for (top, left), (_, right) in self.layout.grid.merged
        ):
            return True
        return position > 0 and index - self.positions[position - 1] > 1

    def _report_hidden(self) -> None:
        grid = self.layout.grid
        hidden = [str(i + 1) for i in self.positions if i in grid.hidden_rows]
        if hidden:
            rows = "、".join(hidden[:_LISTED]) + ("…" if len(hidden) > _LISTED else "")
            self.report(Remark("rows-hidden", {"count": len(hidden), "rows": rows}))
        for heading in self.layout.headings:
            if heading.column in grid.hidden_columns and heading.meaning:
                self.report(Remark("column-hidden"), None, heading)

    def _extract(self) -> None:
        """Columns as wide as the header; what lies beyond has no header."""
        grid = self.layout.grid
        picked = [grid.rows[i] for i in self.positions]
        width = max(map(len, grid.rows[self.layout.top : self.layout.header + 1]))
        if grid.delimited:
            self._refuse_long_rows(picked, width)
        else:
            width = max([width, *map(len, picked)])
        blank = [""] * width
        padded = [
            row if len(row) == width else [*row[:width], *blank[len(row) :]] for row in picked
        ]
        self.columns = list(zip(*padded, strict=True)) if padded else [()] * width

    def _refuse_long_rows(self, picked: Sequence[Sequence[Cell]], width: int) -> None:
        for position, row in enumerate(picked):
            if len(row) > width and any(not is_blank(cell) for cell in row[width:]):
                remark = Remark("extra-cells", {"count": len(row) - width})
                found = self.report(remark, position, column=width)
                self.row_errors[position] = [found]

    def _unmerge(self) -> None:
        """Merged keys hold for all their rows; any other merged cell is an error.

        In a ``long`` sheet a case fact may span the rows of its case.
        """
        ranges = [r for r in self.layout.grid.merged if r[1][0] > self.layout.header]
        if not ranges:
            return
        index_of = {row: i for i, row in enumerate(self.positions)}
        shape = self.layout.shape
        key = self.heading(SUBJECT_CASE if shape == "subjects" else CASE_KEY)
        fillable = key.column if key and shape in ("subjects", "long") else -1
        by_case = [
            h.column
            for h in self.layout.headings
            if shape == "long" and h.meaning and h.meaning.fact and h.meaning.fact.entity == "case"
        ]
        ranges.sort(key=lambda r: r[0][1] != fillable)
        for (top, left), (bottom, right) in ranges:
            start = index_of.get(top)
            if start is None or left >= len(self.columns) or is_blank(self.columns[left][start]):
                continue
            rows = [i for r in range(top, bottom + 1) if (i := index_of.get(r)) is not None]
            if left == right == fillable:
                self._fill(left, rows)
                continue
            for row in rows:
                for column in range(left, min(right, len(self.columns) - 1) + 1):
                    if (row, column) == (start, left):
                        continue
                    ids = self.columns[fillable] if fillable >= 0 else ()
                    same_case = column == left in by_case and ids and ids[row] == ids[start]
                    if not same_case:
                        self.broken[row, column] = "merged-cell"

    def _fill(self, column: int, rows: Sequence[int]) -> None:
        cells = list(self.columns[column])
        for row in rows:
            cells[row] = cells[rows[0]]
        self.columns[column] = tuple(cells)
        heading = next(h for h in self.layout.headings if h.column == column)
        self.report(Remark("merged-filled"), rows[0], heading, times=len(rows))


def words(fact: Fact) -> dict[str, str | Text]:
    """What messages about a fact may say."""
    shown = Text(f"（如 {fact.example}）", f" (such as {fact.example})")
    example = shown if fact.example else ""
    return {"label": fact.label, "question": fact.question, "example": example}
