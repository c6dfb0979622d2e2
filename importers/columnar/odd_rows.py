"""Rows with something odd in them, read as ``importers.read_cases`` reads them."""

from dataclasses import dataclass

from facts import Problem
from importers.catalogue import CATALOGUE
from importers.columnar.cells import Cells
from importers.columnar.notices import Notices
from importers.columnar.sheet import RANK, FlatSheet
from importers.headers import Heading
from importers.joining import Joined, join
from importers.log import Log
from importers.page import Page
from importers.remarks import Remark
from importers.series import Series
from importers.shapes import read_page


@dataclass
class OddRows:
    """What the odd rows came to. ``problems`` each cost a row; notices are gathered apart."""

    joined: Joined
    problems: list[Problem]


class _SomeRows(Page):
    """Some rows of a sheet under their own numbers. What is said of columns was said before."""

    def __init__(self, sheet: FlatSheet, cells: Cells, log: Log, notices: Notices) -> None:
        self.layout, self.rank, self.log, self.notices = sheet.layout, RANK, log, notices
        self.positions = cells.rows - 1
        self.columns = [
            Series.of([column.cell(row) for row in range(len(cells))])
            for column in cells.columns[: sheet.width]
        ]
        self.broken, self.row_errors = {}, {}
        for position, count in sorted(cells.spilled.items()):
            remark = Remark("extra-cells", {"count": count})
            found = self.report(remark, position, column=sheet.width)
            self.row_errors[position] = [found]

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
        """Errors are logged, notices gathered with those of all other rows."""
        found = super().report(
            remark, position, heading, column=column, value=value, times=times, header=header
        )
        is_error = CATALOGUE[remark.code].severity == "error"
        if position is None or not is_error:
            self.log.entries.pop()
        if position is not None and not is_error:
            where = heading.column if heading is not None else -1 if column is None else column
            row = int(self.positions[position]) + 1
            written = heading.written if heading is not None else header
            self.notices.add(remark, row, where, written, value, times)
        return found


def read_odd(sheet: FlatSheet, cells: Cells, notices: Notices) -> OddRows:
    """Whole cases, all of their rows together."""
    log = Log()
    page = _SomeRows(sheet, cells, log, notices)
    joined = join([read_page(page, sheet.vocabulary)], sheet.vocabulary, log)
    return OddRows(joined, log.sorted())
