"""A chunk of a flat table to cases and subjects: whole columns at once, and odd rows by themselves.

A case is odd where any of its rows is: a cell that is refused, a key or a required fact that is
blank, values that contradict each other, times that go backward, a subject given twice. Its rows
are read as in a small file; nothing else needs to be.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

from facts import BLANK, KNOWN, CaseTable, Column, Fact, FactTable
from importers.columnar.cells import Bools, Cells, Distinct, Ints
from importers.columnar.dropped import blanks
from importers.columnar.notices import Notices
from importers.columnar.odd_rows import OddRows, read_odd
from importers.columnar.sheet import ExtraColumn, FlatSheet
from importers.columnar.texts import Texts, case_numbers, name_numbers, trimmed
from importers.columnar.values import Values
from importers.grid import cell_text
from importers.keys import CASE_KEY, KIND, ROLE, SUBJECT, SUBJECT_CASE
from importers.page import words
from importers.reading import NO_CASE
from importers.remarks import Remark
from importers.result import Import
from importers.values import lost_digits


def assemble(sheet: FlatSheet, cells: Cells, notices: Notices) -> Import:
    """The cases of some rows; every case must be there with all of its rows.

    ``order`` of a row is its position among them. ``problems`` are those that cost a row.
    """
    return _Assembly(sheet, cells, notices).done()


class _Assembly:
    def __init__(self, sheet: FlatSheet, cells: Cells, notices: Notices) -> None:
        self.sheet, self.cells, self.notices = sheet, cells, notices
        self.values: dict[str, Values] = {}
        self.codes: dict[str, npt.NDArray[np.int32]] = {}
        for label, reader in sheet.readers.items():
            column = cells.columns[reader.heading.column]
            self.values[label], self.codes[label] = reader.read(column), column.codes
        self.group, self.first = self._groups()

    def done(self) -> Import:
        odd = self._odd()
        at = np.flatnonzero(odd)
        self.clean = ~odd
        found = read_odd(self.sheet, self.cells.taken(at), self.notices) if len(at) else None
        self._tell_notices()
        good, order = self._good_rows(found)
        subjects = self._subjects(good, found)
        kept, case_of = np.unique(self.group[good], return_inverse=True)
        cases, named = self._cases(kept, found)
        table = CaseTable(
            self.sheet.vocabulary, cases, subjects, case_of.reshape(-1).astype(np.int64), named
        )
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

    # ── cases ─────────────────────────────────────────────────────────────────

    def _groups(self) -> tuple[Ints, Ints]:
        """The case of each row (NO_CASE without a number), and the first row of each case."""
        group = np.full(len(self.cells), NO_CASE, np.int64)
        key = self.values.get(CASE_KEY)
        if key is None or key.texts is None:
            return group, np.zeros(0, np.int64)
        numbers = np.where(key.state == KNOWN, case_numbers(key.texts), NO_CASE)
        own = numbers[self.codes[CASE_KEY]]
        given = np.flatnonzero(own != NO_CASE)
        first = np.full(int(numbers.max(initial=-1)) + 1, len(own), np.int64)
        first[own[given][::-1]] = given[::-1]
        # Cases are numbered in the order in which they first stand in the sheet.
        order = np.argsort(first, kind="stable")
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order))
        group[given] = rank[own[given]]
        return group, first[order][: int(group.max(initial=-1)) + 1]

    @cached_property
    def _row_of_case(self) -> dict[str, Ints]:
        """For each case fact the row that gives its value: the first that is not blank.

        ``first`` itself where all rows of every case say the same.
        """
        found: dict[str, Ints] = {}
        members = np.flatnonzero(self.group >= 0)
        first_of_row = self.first[self.group[members]]
        for fact in self.sheet.facts_of("case"):
            codes = self.codes[fact.label]
            rows = self.first
            if fact.label != CASE_KEY and (codes[members] != codes[first_of_row]).any():
                given = members[self.values[fact.label].state[codes[members]] != BLANK][::-1]
                rows = self.first.copy()
                rows[self.group[given]] = given
            found[fact.label] = rows
        return found

    # ── what is odd ───────────────────────────────────────────────────────────

    def _odd(self) -> Bools:
        """The rows of cases of which any row is odd."""
        odd = np.zeros(len(self.cells), np.bool_)
        if self.sheet.fatal:
            return ~odd
        odd[list(self.cells.spilled)] = True
        odd |= self.group == NO_CASE
        for label, values in self.values.items():
            if values.refused.any():
                odd |= values.refused[self.codes[label]]
        for fact in self.sheet.facts_of("subject"):
            if fact.required and fact.label != SUBJECT_CASE:
                odd |= self.values[fact.label].state[self.codes[fact.label]] == BLANK
        of_case = self._odd_cases()
        members = self.group >= 0
        of_case[self.group[odd & members]] = True
        odd[members] |= of_case[self.group[members]]
        return odd

    def _odd_cases(self) -> Bools:
        odd = np.zeros(len(self.first), np.bool_)
        members = np.flatnonzero(self.group >= 0)
        for fact in self.sheet.facts_of("case"):
            values, codes = self.values[fact.label], self.codes[fact.label]
            rows = self._row_of_case[fact.label]
            if fact.required:
                odd |= values.state[codes[rows]] == BLANK
            if fact.label != CASE_KEY and rows is not self.first:
                others = rows[self.group[members]]
                differ = members[codes[members] != codes[others]]
                odd[self.group[differ[self._conflicts(fact, differ, rows)]]] = True
        for fact in self.sheet.vocabulary.facts:
            for own in (self.sheet.case_columns, self.sheet.subject_columns):
                if fact.derive is not None and all(part in own for part in fact.derive):
                    self._mark_backward(fact, odd)
        odd[self._twice()] = True
        return odd

    def _conflicts(self, fact: Fact, rows: Ints, case_rows: Ints) -> Bools:
        """Where a value that is given is another than that of the case."""
        values, codes = self.values[fact.label], self.codes[fact.label]
        here, there = codes[rows], codes[case_rows[self.group[rows]]]
        differ = values.state[here] != values.state[there]
        differ |= values.low[here] != values.low[there]
        differ |= values.high[here] != values.high[there]
        if values.texts is not None:
            texts = values.texts.dictionary_encode().indices.to_numpy()
            differ |= texts[here] != texts[there]
        found: Bools = differ & (values.state[here] != BLANK)
        return found

    def _mark_backward(self, fact: Fact, odd: Bools) -> None:
        assert fact.derive is not None
        later, earlier = (self._of_case_or_row(label) for label in fact.derive)
        known = (later.state == KNOWN) & (earlier.state == KNOWN)
        backward = known & (later.high < earlier.low)
        if fact.derive[0] in self.sheet.case_columns:
            odd |= backward
        else:
            rows = np.flatnonzero(backward & (self.group >= 0))
            odd[self.group[rows]] = True

    def _of_case_or_row(self, label: str) -> Column:
        values, codes = self.values[label], self.codes[label]
        if label in self._row_of_case:
            return values.column(codes[self._row_of_case[label]])
        return values.column(codes)

    def _twice(self) -> Ints:
        """The cases that name a subject twice in one role."""
        parts = [self.values.get(label) for label in (SUBJECT, KIND, ROLE)]
        if any(part is None for part in parts) or not len(self.first):
            return np.zeros(0, np.int64)
        several = np.bincount(self.group[self.group >= 0], minlength=len(self.first)) > 1
        rows = np.flatnonzero((self.group >= 0) & several[self.group])
        if not len(rows):
            return rows
        key = self.group[rows]
        for part in (self._names(rows), self._low(KIND, rows), self._low(ROLE, rows)):
            key = key * (int(part.max(initial=0)) + 1) + part
        _, at, times = np.unique(key, return_index=True, return_counts=True)
        found: Ints = self.group[rows[at[times > 1]]]
        return found

    def _names(self, rows: Ints) -> Ints:
        """Equal numbers for equal names."""
        values, codes = self.values[SUBJECT], self.codes[SUBJECT]
        assert values.texts is not None
        return name_numbers(values.texts)[codes[rows]]

    def _low(self, label: str, rows: Ints) -> Ints:
        values, codes = self.values[label], self.codes[label][rows]
        low = np.where(values.state == KNOWN, values.low, -1).astype(np.int64) + 1
        return low[codes]

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
            rows = self._row_of_case[label][kept]
            column = self.values[label].column(self.codes[label][rows])
            columns[label] = column if odd is None else _put(column, at, odd.cases.columns[label])
            moved = rows != self.first[kept]
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

    # ── what is to be said ────────────────────────────────────────────────────

    def _tell_notices(self) -> None:
        """Notices about the rows that are not odd."""
        rows = np.flatnonzero(self.clean)
        for label, values in self.values.items():
            told = [at for at in values.remarks if not values.refused[at]]
            if told:
                self._tell(label, values, rows, told)
        for label, case_rows in self._row_of_case.items():
            if case_rows is not self.first:
                self._tell_filled(label, rows, case_rows)
        for extra in self.sheet.extra:
            self._tell_extra(extra)

    def _tell(self, label: str, values: Values, rows: Ints, told: list[int]) -> None:
        heading = self.sheet.readers[label].heading
        codes = self.codes[label][rows]
        times = np.bincount(codes, minlength=len(values.state))
        column = self.cells.columns[heading.column]
        for at in told:
            if times[at]:
                remark = values.remarks[at]
                said = Remark(remark.code, {**words(values.fact), **remark.values})
                text = "" if values.fact.kind == "record" else cell_text(column.value(at))
                row = int(self.cells.rows[rows[np.argmax(codes == at)]])
                self.notices.add_heading(said, row, heading, text, int(times[at]))

    def _tell_filled(self, label: str, rows: Ints, case_rows: Ints) -> None:
        """Blanks that another row of the case fills."""
        values, codes = self.values[label], self.codes[label]
        others = case_rows[self.group[rows]]
        filled = (values.state[codes[rows]] == BLANK) & (values.state[codes[others]] != BLANK)
        if filled.any():
            at = int(np.argmax(filled))
            first = int(self.cells.rows[others[at]])
            remark = Remark("filled-from-row", {"first": first, "label": label})
            row = int(self.cells.rows[rows[at]])
            heading = self.sheet.readers[label].heading
            self.notices.add_heading(remark, row, heading, "", int(filled.sum()))

    def _tell_extra(self, extra: ExtraColumn) -> None:
        """Lost figures and a lost header, among the rows that are not odd."""
        column = self.cells.columns[extra.column]
        written = extra.heading.written if extra.heading is not None else ""
        if extra.heading is None and not blanks(column)[column.codes].all():
            self.notices.add(Remark("column-unnamed"), 0, extra.column, "")
        lost = self.clean & column.where(lost_digits)
        if lost.any():
            row = int(self.cells.rows[int(np.argmax(lost))])
            remark = Remark("extra-digits-lost")
            self.notices.add(remark, row, extra.column, written, "", int(lost.sum()))


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
