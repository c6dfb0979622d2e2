"""What is to be said once of many cells, gathered over all chunks of a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from facts import Problem, Text
from importers.grid import letter
from importers.headers import Heading
from importers.messages import problem
from importers.page import _LONGEST_VALUE as LONGEST_VALUE
from importers.remarks import Remark


@dataclass
class _Notice:
    row: int
    remark: Remark
    header: str
    times: int


@dataclass
class Notices:
    """One for each column, code and value: the first place, and how many there are."""

    file: str
    sheet: str
    found: dict[tuple[int, str, str], _Notice] = field(default_factory=dict)
    #: What is said of single rows.
    of_rows: list[Problem] = field(default_factory=list)

    def add_row(self, remark: Remark, row: int) -> None:
        """Something to be said of one row of the sheet."""
        self.of_rows.append(problem(remark, file=self.file, sheet=self.sheet, row=row))

    def add(
        self, remark: Remark, row: int, column: int, header: str, value: str = "", times: int = 1
    ) -> None:
        """So many more cells of a column, the first of them in this row of the sheet."""
        key = (column, remark.code, value)
        known = self.found.get(key)
        if known is None:
            self.found[key] = _Notice(row, remark, header, times)
        else:
            known.times += times
            if row < known.row:
                known.row, known.remark = row, remark

    def add_heading(
        self, remark: Remark, row: int, heading: Heading, value: str = "", times: int = 1
    ) -> None:
        """The same for the column of a heading."""
        self.add(remark, row, heading.column, heading.written, value, times)

    def packed(self) -> list[Any]:
        """The same as plain data, to be sent to another process."""
        rows = [(p.code, p.row) for p in self.of_rows]
        found = [
            (column, value, n.row, n.header, n.times, n.remark.code, _packed(n.remark.values))
            for (column, _, value), n in self.found.items()
        ]
        return [rows, found]

    def unpack(self, packed: Sequence[Any]) -> None:
        """Add what another process has packed."""
        rows, found = packed
        for code, row in rows:
            self.add_row(Remark(code, {"row": row}), row)
        for column, value, row, header, times, code, values in found:
            self.add(Remark(code, _unpacked(values)), row, column, header, value, times)

    def problems(self) -> Iterator[Problem]:
        """Those of rows, then those of cells by row and column."""
        yield from self.of_rows
        ordered = sorted(self.found.items(), key=lambda item: (item[1].row, item[0][0]))
        for (column, _, value), notice in ordered:
            yield problem(
                notice.remark,
                file=self.file,
                sheet=self.sheet,
                cell=f"{letter(column)}{notice.row}" if notice.row else "",
                row=notice.row,
                header=notice.header,
                value=value[:LONGEST_VALUE],
                times=notice.times,
            )


def _packed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Texts as pairs."""
    return {k: [v.zh, v.en] if isinstance(v, Text) else v for k, v in values.items()}


def _unpacked(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: Text(*v) if isinstance(v, list) else v for k, v in values.items()}
