"""A chunk of a flat table to cases and subjects: whole columns at once, and odd rows by themselves.

A case is odd where any of its rows is: a cell that is refused, a key or a required fact that is
blank, values that contradict each other, times that go backward, a subject given twice. Its rows
are read as in a small file; nothing else needs to be.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from facts import CaseTable, Column, FactTable
from importers.columnar.cells import Cells, Distinct, Ints
from importers.columnar.grouped import GroupedRows
from importers.columnar.notices import Notices
from importers.columnar.odd_cases import odd_rows
from importers.columnar.odd_rows import OddRows, read_odd
from importers.columnar.sheet import FlatSheet
from importers.columnar.telling import tell
from importers.columnar.texts import Texts, blanks, trimmed
from importers.grid import cell_text
from importers.keys import CASE_KEY, SUBJECT_CASE
from importers.result import Import


def assemble(sheet: FlatSheet, cells: Cells, notices: Notices) -> Import:
    """The cases of some rows; every case must be there with all of its rows.

    ``order`` of a row is its position among them. ``problems`` are those that cost a row.
    """
    return _Assembly(sheet, cells, notices).done()


class _Assembly:
    def __init__(self, sheet: FlatSheet, cells: Cells, notices: Notices) -> None:
        self.sheet, self.cells, self.notices = sheet, cells, notices
        self.rows = GroupedRows(sheet, cells)
        self.values, self.codes = self.rows.values, self.rows.codes
        self.group, self.first = self.rows.group, self.rows.first

    def done(self) -> Import:
        odd = odd_rows(self.rows)
        at = np.flatnonzero(odd)
        self.clean = ~odd
        found = read_odd(self.sheet, self.cells.taken(at), self.notices) if len(at) else None
        tell(self.rows, self.clean, self.notices)
        good, order = self._good_rows(found)
        subjects = self._subjects(good, found)
        of_case = self.group[good]
        here = np.bincount(of_case, minlength=len(self.first)) > 0
        kept, case_of = np.flatnonzero(here), (np.cumsum(here) - 1).take(of_case)
        cases, named = self._cases(kept, found)
        table = CaseTable(self.sheet.vocabulary, cases, subjects, case_of, named)
        rejected = found.joined.rejected if found is not None else []
        place = {int(row): i for i, row in enumerate(self.cells.rows.tolist())} if rejected else {}
        return Import(
            table=table,
            rejected=[replace(row, order=place[row.row]) for row in rejected],
            problems=found.problems if found is not None else [],
            mapping=self.sheet.mapping,
            digests={},
            rows_read=len(self.cells),
            order=order,
        )

    # ── what is good ──────────────────────────────────────────────────────────

    def _good_rows(self, found: OddRows | None) -> tuple[Ints, Ints]:
        """The rows that are read, and the same as positions of the chunk."""
        good = self.clean.copy()
        if found is not None:
            self._odd_at = np.searchsorted(self.cells.rows, found.joined.table.subjects.rows)
            good[self._odd_at] = True
        rows = np.flatnonzero(good)
        return rows, rows

    def _subjects(self, good: Ints, found: OddRows | None) -> FactTable:
        odd = found.joined.table.subjects if found is not None else None
        at = np.searchsorted(good, self._odd_at) if odd is not None else good[:0]
        columns = {}
        labels = [fact.label for fact in self.sheet.facts_of("subject")]
        for label in labels:
            column = self.values[label].column(self.codes[label][good])
            columns[label] = _put(column, at, odd.columns[label]) if odd is not None else column
        if CASE_KEY in self.values:
            number = self.sheet.vocabulary.by_label(SUBJECT_CASE)
            key = self.values[CASE_KEY].column(self.codes[CASE_KEY][good])
            columns[SUBJECT_CASE] = Column(number, key.state, key.low, key.high, key.text)
        return FactTable(
            columns,
            [self.sheet.sources[1]],
            np.zeros(len(good), np.int16),
            self.cells.rows[good],
            self._extra(good),
        )

    def _extra(self, good: Ints) -> dict[str, Sequence[str]]:
        found: dict[str, Sequence[str]] = {}
        for extra in self.sheet.extra:
            column = self.cells.columns[extra.column]
            if extra.heading is not None or not blanks(column)[column.codes].all():
                found[extra.name] = Texts(_shown(column), column.codes[good])
        return found

    def _cases(self, kept: Ints, found: OddRows | None) -> tuple[FactTable, Ints]:
        named = np.bincount(self.group[self.group >= 0], minlength=len(self.first))[kept]
        odd = found.joined.table if found is not None else None
        at = kept[:0]
        if odd is not None:
            own = self.group[np.searchsorted(self.cells.rows, odd.cases.rows)]
            at = np.searchsorted(kept, own)
            assert odd.named is not None
            named[at] = odd.named
        columns, elsewhere = {}, {}
        for fact in self.sheet.facts_of("case"):
            label = fact.label
            given_by = self.rows.row_of_case[label]
            rows = given_by.take(kept)
            column = self.values[label].column(self.codes[label].take(rows))
            columns[label] = column if odd is None else _put(column, at, odd.cases.columns[label])
            if given_by is self.first:
                continue
            moved = rows != self.first.take(kept)
            moved[at] = False
            for case in np.flatnonzero(moved).tolist():
                elsewhere[label, case] = int(self.cells.rows[rows[case]])
        if odd is not None:
            elsewhere |= {(n, int(at[i])): row for (n, i), row in odd.cases.elsewhere.items()}
        table = FactTable(
            columns,
            [self.sheet.sources[0]],
            np.zeros(len(kept), np.int16),
            self.cells.rows[self.first[kept]],
            elsewhere=elsewhere,
        )
        return table, named


def _shown(column: Distinct) -> pa.Array:
    """The distinct cells as a person would read them."""
    if column.texts:
        return trimmed(column.values)
    return pa.array([cell_text(cell) for cell in column.cells], pa.string())


def _put(column: Column, rows: Ints, other: Column) -> Column:
    """The column with the values of another one in some rows."""
    if not len(rows):
        return column
    state, low, high = column.state.copy(), column.low.copy(), column.high.copy()
    state[rows], low[rows], high[rows] = other.state, other.low, other.high
    text = column.text
    if isinstance(text, Texts):
        text = text.replaced(rows, list(other.text))
    return Column(column.fact, state, low, high, text)
