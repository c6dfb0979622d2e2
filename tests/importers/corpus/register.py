"""The register that every file of the corpus holds, and ways to write it."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import xlwt  # type: ignore[import-untyped]
from odf.opendocument import OpenDocumentSpreadsheet  # type: ignore[import-untyped]
from odf.table import (  # type: ignore[import-untyped]
    CoveredTableCell,
    Table,
    TableCell,
    TableRow,
)
from odf.text import P  # type: ignore[import-untyped]

Rows = list[list[Any]]
Sheets = Mapping[str, Sequence[Sequence[Any]]]
Merges = Sequence[tuple[int, int, int, int]]

HEADER = ["案件编号", "事发日期", "情节", "不良影响", "直接经济损失"]
SUBJECT_HEADER = ["案件编号", "责任主体", "主体类别", "角色"]
FLAT_HEADER = [*HEADER, "主要领导"]
#: What is read from every good file of the corpus, subject by subject.
EXPECTED = [
    ("001", "2009-08-27", "较重", "是", "50000元", "甲县县长"),
    ("002", "2010-03-01", "一般", "否", "0元", "乙县县长"),
]
LABELS = ["案件编号", "事发日期", "情节", "不良影响", "直接经济损失", "责任主体"]


@dataclass(frozen=True)
class Sample:
    """Files that make one input, and what is told about them besides absent columns."""

    paths: Sequence[Path]
    #: Codes of errors, warnings and notices, in order.
    told: Sequence[str] = ()
    #: The rows that are read, as positions in EXPECTED.
    read: Sequence[int] = (0, 1)
    encoding: str | None = None
    password: str | None = field(default=None, repr=False)


def cases() -> Rows:
    """The case rows without header."""
    return [["001", "2009-08-27", "较重", "是", 50000], ["002", "2010-03-01", "一般", "否", 0]]


def subjects() -> Rows:
    """The subject rows without header."""
    return [
        ["001", "甲县县长", "个人", "主要领导"],
        ["002", "乙县县长", "个人", "主要领导"],
    ]


def flat() -> Rows:
    """Cases with their subject in a column."""
    return [[*case, subject[1]] for case, subject in zip(cases(), subjects(), strict=True)]


def two_sheets() -> dict[str, Rows]:
    """The register as the template has it."""
    return {"案件": [HEADER, *cases()], "责任人": [SUBJECT_HEADER, *subjects()]}


def flat_sheet() -> dict[str, Rows]:
    """The register on one sheet."""
    return {"台账": [FLAT_HEADER, *flat()]}


def xlsx(path: Path, sheets: Sheets, merges: Merges = ()) -> Path:
    """``merges`` hold for the first sheet: first row, first column, last row, last column."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
            for cell in sheet[sheet.max_row]:
                if cell.data_type == "f":  # text that looks like a formula is text here
                    cell.data_type = "s"
    for top, left, bottom, right in merges:
        book.worksheets[0].merge_cells(
            start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
        )
    book.save(path)
    return path


def xls(path: Path, sheets: Sheets, merges: Merges = ()) -> Path:
    """BIFF8. A callable cell writes itself: it is given the row and its column."""
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, (name, rows) in enumerate(sheets.items()):
        sheet = book.add_sheet(name)
        inside = {
            (r, c) for t, le, b, ri in merges for r in range(t, b + 1) for c in range(le, ri + 1)
        }
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if callable(value):
                    value(sheet.row(r), c)
                elif isinstance(value, date):
                    sheet.write(r, c, value, day)
                elif value is not None and not (number == 0 and (r, c) in inside):
                    sheet.write(r, c, value)
        if number == 0:
            for top, left, bottom, right in merges:
                sheet.write_merge(top, bottom, left, right, rows[top][left])
    book.save(str(path))
    return path


def ods(path: Path, sheets: Sheets, merges: Merges = ()) -> Path:
    """A cell that is an ODF element is taken as it is."""
    book = OpenDocumentSpreadsheet()
    for number, (name, rows) in enumerate(sheets.items()):
        table = Table(name=name)
        corners = {(t, le): (b - t + 1, r - le + 1) for t, le, b, r in merges if number == 0}
        covered = {
            (r, c)
            for t, le, b, ri in (merges if number == 0 else ())
            for r in range(t, b + 1)
            for c in range(le, ri + 1)
        } - set(corners)
        for r, row in enumerate(rows):
            line = TableRow()
            for c, value in enumerate(row):
                if (r, c) in covered:
                    line.addElement(CoveredTableCell())
                    continue
                cell = _ods_cell(value)
                if (r, c) in corners:
                    down, across = corners[r, c]
                    cell.setAttribute("numberrowsspanned", down)
                    cell.setAttribute("numbercolumnsspanned", across)
                line.addElement(cell)
            table.addElement(line)
        book.spreadsheet.addElement(table)
    book.save(str(path))
    return path


def _ods_cell(value: Any) -> Any:
    if value is None:
        return TableCell()
    if not isinstance(value, str | int | float | date):
        return value
    if isinstance(value, str):
        cell = TableCell(valuetype="string")
    elif isinstance(value, date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat())
    else:
        cell = TableCell(valuetype="float", value=str(value))
    cell.addElement(P(text=str(value)))
    return cell


def csv_file(path: Path, rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Comma-separated, or with another delimiter."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path
