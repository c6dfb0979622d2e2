"""The data rows of one sheet, read column by column."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from facts import BLANK, Column, Fact, Problem, Text
from importers.catalogue import CATALOGUE
from importers.data_rows import DataRows
from importers.grid import Cell, cell_text, is_blank, letter
from importers.headers import Heading
from importers.keys import CASE_KEY, SUBJECT_CASE, UNKNOWN_WITHOUT_COLUMN
from importers.layout import Layout
from importers.log import Log, Rank
from importers.messages import problem
from importers.parsing import parse_column
from importers.remarks import Remark
from importers.series import Codes, Series, columns
from importers.stating import add_stated

#: Errors by position of the row.
Errors = dict[int, list[Problem]]

#: More of a value than this no message shows.
_LONGEST_VALUE = 80
#: How many rows a notice names.
_LISTED = 10


@dataclass
class Page:
    """One sheet under way. ``positions[i]`` is the 0-based grid row of data row ``i``."""

    layout: Layout
    rank: Rank
    log: Log
    positions: Codes = field(init=False)
    columns: list[Series] = field(init=False)
    #: (data row, column) → problem code, for cells whose value the file does not give.
    broken: dict[tuple[int, int], str] = field(init=False)
    #: Errors that cost a whole row, whatever its shape.
    row_errors: Errors = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._whole = columns(self.layout.grid.cells)
        data = DataRows(self.layout, self._whole)
        self.positions = data.rows
        self._report_unit()
        for row, code in data.left:
            self.report_row(Remark(code, {"row": row + 1}), row)
        self._report_hidden()
        self._extract()
        broken = self.layout.grid.broken
        index_of = {row: i for i, row in enumerate(self.positions.tolist())} if broken else {}
        self.broken = {
            (index_of[row], column): code
            for (row, column), code in broken.items()
            if row in index_of
        }
        self._unmerge()

    def __len__(self) -> int:
        return len(self.positions)

    @property
    def rows(self) -> npt.NDArray[np.int64]:
        """The row number in the sheet of each data row."""
        return self.positions + 1

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
        row = 0 if position is None else int(self.positions[position]) + 1
        column = heading.column if heading else column
        letters = heading.letter if heading else letter(column) if column is not None else ""
        cell = f"{letters}{row}" if row and letters else ""
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

    def report_row(self, remark: Remark, row: int) -> None:
        """Log a problem of a 0-based row of the sheet."""
        grid = self.layout.grid
        found = problem(remark, file=grid.file, sheet=grid.sheet, row=row + 1)
        self.log.add(self.rank, row + 1, -1, found)

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
        about = words(fact)
        told: dict[int, tuple[Remark, str]] = {}
        notices: Counter[int] = Counter()
        first: dict[int, int] = {}
        for position, remark in remarks:
            if id(remark) not in told:
                text = "" if fact.kind == "record" else cell_text(given[position])
                told[id(remark)] = Remark(remark.code, {**about, **remark.values}), text
            at = position if rows is None else rows[position]
            if CATALOGUE[remark.code].severity == "error":
                said, text = told[id(remark)]
                found = self.report(said, at, heading, value=text)
                errors.setdefault(position, []).append(found)
            else:
                notices[id(remark)] += 1
                first.setdefault(id(remark), at)
        self._report_notices(heading, told, notices, first)
        self._report_broken(fact, heading, errors, rows)
        return column

    def _report_notices(
        self,
        heading: Heading,
        told: dict[int, tuple[Remark, str]],
        times: Counter[int],
        first: dict[int, int],
    ) -> None:
        """One for all cells of the column of which the same is to be said."""
        together: dict[tuple[str, str], list[int]] = {}
        for key in times:
            remark, text = told[key]
            together.setdefault((remark.code, text), []).append(key)
        for (_, text), keys in together.items():
            remark, count = told[keys[0]][0], sum(times[key] for key in keys)
            self.report(remark, first[keys[0]], heading, value=text, times=count)

    def require(self, fact: Fact, heading: Heading, column: Column, errors: Errors) -> None:
        """An error for each row where a required fact was left blank.

        What the profile does not say is not known, as where a register has no such column.
        """
        if heading.stated and fact.id in UNKNOWN_WITHOUT_COLUMN:
            return
        for position in np.flatnonzero(column.state == BLANK).tolist():
            already = (p.header == heading.written for p in errors.get(position, ()))
            if not any(already):
                remark = Remark("required-blank", words(fact))
                errors.setdefault(position, []).append(self.report(remark, position, heading))

    def _report_broken(
        self, fact: Fact, heading: Heading, errors: Errors, rows: Sequence[int] | None
    ) -> None:
        column = heading.source if heading.stated else heading.column
        bad = {row: code for (row, at), code in self.broken.items() if at == column}
        if not bad:
            return
        for position, row in enumerate(range(len(self)) if rows is None else rows):
            told = (p.code for p in errors.get(position, ()) if p.header == heading.written)
            if row in bad and bad[row] not in told:
                found = self.report(Remark(bad[row], words(fact)), row, heading)
                errors.setdefault(position, []).append(found)

    def _report_unit(self) -> None:
        unit = self.layout.unit
        for heading in self.layout.headings:
            fact = heading.meaning.fact if heading.meaning else None
            if unit and fact and heading.unit == unit != fact.unit and unit not in heading.written:
                self.report(Remark("unit-from-title", {"unit": unit}), None, heading)

    def _report_hidden(self) -> None:
        grid = self.layout.grid
        wanted = sorted(grid.hidden_rows)
        hidden = [str(row + 1) for row in self.positions[np.isin(self.positions, wanted)].tolist()]
        if hidden:
            rows = "、".join(hidden[:_LISTED]) + ("…" if len(hidden) > _LISTED else "")
            self.report(Remark("rows-hidden", {"count": len(hidden), "rows": rows}))
        for heading in self.layout.headings:
            if heading.column in grid.hidden_columns and heading.meaning:
                self.report(Remark("column-hidden"), None, heading)

    def _extract(self) -> None:
        """The data rows of each column; in a delimited file, what lies beyond has no header."""
        grid = self.layout.grid
        if grid.delimited:
            self._refuse_long_rows()
        self.columns = [cells.taken(self.positions) for cells in self._whole]
        self._whole = []
        nothing = Series([""], np.zeros(len(self), np.int64))
        self.columns += [nothing] * (grid.cells.width - len(self.columns))
        add_stated(self)

    def _refuse_long_rows(self) -> None:
        """A field beyond the header says that the row has slipped."""
        top, bottom = self.layout.top, self.layout.header
        header = self.layout.grid.rows[top : bottom + 1]
        width = max(i for row in header for i, cell in enumerate(row, 1) if not is_blank(cell))
        beyond = np.zeros(len(self), np.int64)
        for column, cells in enumerate(self._whole[width:], width):
            beyond[~cells.where(is_blank)[self.positions]] = column + 1 - width
        for position in np.flatnonzero(beyond).tolist():
            remark = Remark("extra-cells", {"count": int(beyond[position])})
            found = self.report(remark, position, column=width)
            self.row_errors[position] = [found]
        self._whole = self._whole[:width]

    def _unmerge(self) -> None:
        """Merged keys hold for all their rows; any other merged cell is an error.

        In a ``long`` sheet a case fact may span the rows of its case.
        """
        ranges = [r for r in self.layout.grid.merged if r[1][0] > self.layout.header]
        if not ranges:
            return
        index_of = {row: i for i, row in enumerate(self.positions.tolist())}
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
        self.columns[column] = self.columns[column].filled(rows, rows[0])
        heading = next(h for h in self.layout.headings if h.column == column)
        self.report(Remark("merged-filled"), rows[0], heading, times=len(rows))


def words(fact: Fact) -> dict[str, str | Text]:
    """What messages about a fact may say."""
    shown = Text(f"（如 {fact.example}）", f" (such as {fact.example})")
    example = shown if fact.example else ""
    return {"label": fact.label, "question": fact.question, "example": example}
