"""Notices about the rows that are read whole columns at once."""

import numpy as np

from facts import BLANK
from importers.columnar.cells import Bools, Ints
from importers.columnar.grouped import GroupedRows
from importers.columnar.notices import Notices
from importers.columnar.sheet import ExtraColumn
from importers.columnar.texts import blanks
from importers.columnar.values import Values
from importers.grid import cell_text
from importers.page import words
from importers.remarks import Remark
from importers.values import lost_digits


def tell(rows: GroupedRows, clean: Bools, notices: Notices) -> None:
    """What is to be said of the clean rows that costs none of them."""
    _Telling(rows, clean, notices).tell()


class _Telling:
    def __init__(self, rows: GroupedRows, clean: Bools, notices: Notices) -> None:
        self.sheet, self.cells = rows.sheet, rows.cells
        self.values, self.codes = rows.values, rows.codes
        self.group, self.first = rows.group, rows.first
        self._row_of_case = rows.row_of_case
        self.clean, self.notices = clean, notices

    def tell(self) -> None:
        """All of it."""
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
