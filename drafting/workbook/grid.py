"""A sheet as cells with their places: headings found by name, blank rows left out.

Texts are taken from calamine, which gives back every character; what a cell is (text, number,
formula, error) and which are merged, from openpyxl.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
import python_calamine
from openpyxl.utils import get_column_letter

from drafting.workbook.problems import Findings, Ref
from rules.errors import nearest

Value = Any
#: A heading row is looked for in these first rows.
_HEADING_ROWS = 10
#: Bytes of a workbook once inflated; a book of 300 examples has two million.
_LARGEST = 200 << 20


@dataclass(frozen=True)
class Cell:
    """A value that is not blank: str, int, float, bool, date or datetime."""

    value: Value
    ref: Ref


@dataclass(frozen=True)
class Row:
    """The cells of a row that are not blank, by heading."""

    number: int
    cells: Mapping[str, Cell]
    refs: Mapping[str, Ref]

    def ref(self, header: str) -> Ref:
        """The place of a cell, blank or not."""
        return self.refs[header]


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet below its headings."""

    name: str
    headers: Mapping[str, Ref]
    rows: Sequence[Row]


class Grids:
    """The sheets of a workbook, read when asked for. Problems go to ``findings``."""

    def __init__(self, data: bytes, findings: Findings) -> None:
        """ValueError, or what zipfile and openpyxl raise, for what is no workbook."""
        self.findings = findings
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _LARGEST:
                raise ValueError
        self._styled = openpyxl.load_workbook(io.BytesIO(data), data_only=False)
        self._texts = python_calamine.load_workbook(io.BytesIO(data))
        self.names: tuple[str, ...] = tuple(ws.title for ws in self._styled.worksheets)

    def sheet(self, name: str, known: Sequence[str], required: Sequence[str]) -> Sheet | None:
        """The sheet with this name; None when it is missing, or none of its headings is there.

        A heading that is neither ``known`` nor blank is a problem, and so is a missing one of
        ``required``.
        """
        if name not in self.names:
            self.findings.add(Ref(name), "sheet", nearest(name, self.names))
            return None
        cells = list(self._cells(name))
        by_row: dict[int, dict[int, Cell]] = {}
        for row, column, cell in cells:
            by_row.setdefault(row, {})[column] = cell
        top = self._heading_row(by_row, known)
        if top is None:
            for header in required:
                self.findings.add(Ref(name), "column", name=header)
            return None
        columns = self._columns(name, by_row[top], known, required)
        rows = [
            self._row(name, number, by_row[number], columns)
            for number in sorted(by_row)
            if number > top
        ]
        headers = {h: by_row[top][c].ref for c, h in columns.items()}
        return Sheet(name, headers, [row for row in rows if row.cells])

    def _cells(self, name: str) -> Iterator[tuple[int, int, Cell]]:
        worksheet = self._styled[name]
        texts = self._texts.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for area in worksheet.merged_cells.ranges:
            self.findings.add(Ref(name, str(area), area.min_row), "merged")
        for line in worksheet.iter_rows():
            for cell in line:
                value: Value = cell.value
                if value is None or (isinstance(value, str) and not value.strip()):
                    continue
                row, column = int(cell.row or 0), int(cell.column or 0)
                if cell.data_type == "s" and row <= len(texts) and column <= len(texts[row - 1]):
                    value = texts[row - 1][column - 1]
                ref = Ref(name, f"{get_column_letter(column)}{row}", row, "", str(value))
                if cell.data_type in ("f", "e"):
                    kind = "formula" if cell.data_type == "f" else "error-value"
                    self.findings.add(ref, kind)
                yield row, column, Cell(value, ref)

    @staticmethod
    def _heading_row(by_row: Mapping[int, Mapping[int, Cell]], known: Sequence[str]) -> int | None:
        """The row with the most known headings, the first of equals."""
        counts = {
            number: sum(_header(cell) in known for cell in by_row[number].values())
            for number in sorted(by_row)
            if number <= _HEADING_ROWS
        }
        best = max(counts, key=lambda number: counts[number], default=None)
        return best if best is not None and counts[best] else None

    def _columns(
        self, name: str, heading: Mapping[int, Cell], known: Sequence[str], required: Sequence[str]
    ) -> dict[int, str]:
        columns: dict[int, str] = {}
        for column, cell in sorted(heading.items()):
            header = _header(cell)
            if header not in known:
                shown = "、".join(known[:12]) + ("……" if len(known) > 12 else "")
                near = nearest(header, known)
                self.findings.add(cell.ref, "other-column", near, known=shown)
            elif header in columns.values():
                other = next(heading[c].ref.cell for c, h in columns.items() if h == header)
                self.findings.add(cell.ref, "twice", other=other)
            else:
                columns[column] = header
        for header in required:
            if header not in columns.values():
                self.findings.add(Ref(name), "column", name=header)
        return columns

    def _row(
        self, sheet: str, number: int, cells: Mapping[int, Cell], columns: Mapping[int, str]
    ) -> Row:
        found: dict[str, Cell] = {}
        for column, cell in cells.items():
            if column not in columns:
                self.findings.add(cell.ref, "headless")
                continue
            header = columns[column]
            ref = Ref(sheet, cell.ref.cell, number, header, cell.ref.value)
            found[header] = Cell(cell.value, ref)
        blanks = {
            header: Ref(sheet, f"{get_column_letter(column)}{number}", number, header)
            for column, header in columns.items()
        }
        return Row(number, found, {h: found[h].ref if h in found else blanks[h] for h in blanks})


def _header(cell: Cell) -> str:
    return "".join(str(cell.value).split()).removesuffix("*")
