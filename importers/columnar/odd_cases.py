"""Which rows must be read one by one: all rows of a case of which any is odd."""

import numpy as np

from facts import BLANK, KNOWN, Column, Fact
from importers.columnar.cells import Bools, Ints
from importers.columnar.grouped import GroupedRows
from importers.columnar.texts import name_numbers
from importers.keys import CASE_KEY, KIND, ROLE, SUBJECT, SUBJECT_CASE
from importers.reading import NO_CASE


def odd_rows(rows: GroupedRows) -> Bools:
    """Where a row, or another of its case, is not to be read whole columns at once."""
    return _Oddness(rows).rows()


class _Oddness:
    def __init__(self, rows: GroupedRows) -> None:
        self.sheet, self.cells = rows.sheet, rows.cells
        self.values, self.codes = rows.values, rows.codes
        self.group, self.first = rows.group, rows.first
        self._row_of_case = rows.row_of_case

    def rows(self) -> Bools:
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
