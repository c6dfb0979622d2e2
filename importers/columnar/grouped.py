"""Rows of a flat table with their cells read, and the cases that they are about."""

from functools import cached_property

import numpy as np
import numpy.typing as npt

from facts import BLANK, KNOWN
from importers.columnar.cells import Cells, Ints
from importers.columnar.sheet import FlatSheet
from importers.columnar.texts import case_numbers
from importers.columnar.values import Values
from importers.keys import CASE_KEY
from importers.reading import NO_CASE


class GroupedRows:
    """``group`` is the case of each row (NO_CASE without a number), ``first`` its first row.

    The value of fact ``label`` in row ``i`` is ``values[label]`` at ``codes[label][i]``.
    """

    def __init__(self, sheet: FlatSheet, cells: Cells) -> None:
        self.sheet, self.cells = sheet, cells
        self.values: dict[str, Values] = {}
        self.codes: dict[str, npt.NDArray[np.int32]] = {}
        for label, reader in sheet.readers.items():
            column = cells.columns[reader.heading.column]
            self.values[label], self.codes[label] = reader.read(column), column.codes
        self.group, self.first = self._groups()

    def __len__(self) -> int:
        return len(self.cells)

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
    def row_of_case(self) -> dict[str, Ints]:
        """For each case fact the row that gives its value: the first that is not blank.

        ``first`` itself where all rows of every case say the same.
        """
        found: dict[str, Ints] = {}
        members = np.flatnonzero(self.group >= 0)
        first_of_row = self.first.take(self.group[members])
        apart = len(self.first) == len(self)
        for fact in self.sheet.facts_of("case"):
            codes = self.codes[fact.label]
            rows = self.first
            if fact.label == CASE_KEY or apart:
                found[fact.label] = rows
                continue
            own = codes if len(members) == len(self) else codes.take(members)
            if (own != codes.take(first_of_row)).any():
                given = members[self.values[fact.label].state[codes[members]] != BLANK][::-1]
                rows = self.first.copy()
                rows[self.group[given]] = given
            found[fact.label] = rows
        return found
