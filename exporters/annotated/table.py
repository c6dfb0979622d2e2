"""Where the clerk's table stands in a sheet, and a column more at its right end."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.table import Table as ListObject
from openpyxl.worksheet.table import TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from exporters.annotated.copying import put_text, sheet_title

#: Points of one line of wrapped text.
LINE = 15.0


@dataclass(frozen=True)
class Header:
    """The header of a table as the importer read it: its lowest row, and the names by letter."""

    row: int
    names: Mapping[str, str]


@dataclass
class Place:
    """The table of one sheet, by 1-based rows and columns; the header is ``top`` to ``header``."""

    sheet: Worksheet
    top: int
    header: int
    last_row: int
    last_column: int
    columns: Mapping[str, int]


def find_place(book: Workbook, name: str, header: Header) -> Place | None:
    """Where the table stands; None when the copy has no such sheet."""
    title = name if name in book.sheetnames else sheet_title(name)
    sheet = book[title] if title in book.sheetnames else None
    if not isinstance(sheet, Worksheet):
        return None
    filled = [at for at, cell in sheet._cells.items() if cell.value is not None]
    last_row = max((row for row, _ in filled), default=header.row)
    last_column = max((column for row, column in filled if row >= header.row), default=1)
    areas = sheet.merged_cells.ranges
    over = [a.min_row for a in areas if a.min_row < header.row == a.max_row]
    columns = {text: column_index_from_string(at) for at, text in header.names.items()}
    top = min([header.row, *over])
    return Place(sheet, top, header.row, last_row, last_column, columns)


def add_columns(place: Place, headers: Sequence[str], widths: Sequence[float]) -> int:
    """The first of new columns at the far right; the same columns of an earlier copy are reused.

    Headers and cells look like their left neighbours; the filter and the list object, if any,
    grow with them.
    """
    sheet, start = place.sheet, _existing(place, headers)
    reused = start is not None
    first = start if start is not None else place.last_column + 1
    for offset, (header, width) in enumerate(zip(headers, widths, strict=True)):
        column = first + offset
        if reused:
            for row in range(place.header + 1, place.last_row + 1):
                if not isinstance(sheet.cell(row, column), MergedCell):
                    sheet.cell(row, column).value = None
            continue
        sheet.column_dimensions[get_column_letter(column)].width = width
        for row in range(place.top, place.last_row + 1):
            _dress(sheet.cell(row, column), sheet.cell(row, place.last_column))
        put_text(own_cell(sheet, place.header, column), header)
    if not reused:
        _widen_filter(place, headers)
        place.last_column += len(headers)
    return first


def _existing(place: Place, headers: Sequence[str]) -> int | None:
    for column in range(1, place.last_column - len(headers) + 2):
        written = [
            str(place.sheet.cell(place.header, column + i).value) for i in range(len(headers))
        ]
        if written == list(headers):
            return column
    return None


def _widen_filter(place: Place, headers: Sequence[str]) -> None:
    sheet, end = place.sheet, place.last_column + len(headers)
    for table in sheet.tables.values():
        left, top, right, bottom = _box(table.ref)
        if top == place.header and right == place.last_column:
            _widen_list(table, headers, f"{_at(left, top)}:{_at(end, bottom)}")
    if sheet.tables:
        return
    left, top, bottom = 1, place.header, place.last_row
    if sheet.auto_filter.ref:
        left, top, _, bottom = _box(sheet.auto_filter.ref)
    sheet.auto_filter.ref = f"{_at(left, top)}:{_at(end, max(bottom, place.last_row))}"


def _widen_list(table: ListObject, headers: Sequence[str], area: str) -> None:
    table.ref = area
    if table.autoFilter is not None:
        table.autoFilter.ref = area
    for header in headers:
        number = max((column.id for column in table.tableColumns), default=0) + 1
        table.tableColumns.append(TableColumn(id=number, name=header))


def own_cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell, or the first one of the merged range that it is part of."""
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        for area in sheet.merged_cells.ranges:
            if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
                cell = sheet.cell(area.min_row, area.min_col)
                break
    assert isinstance(cell, Cell)
    return cell


def make_room(sheet: Worksheet, row: int, lines: int, tallest: float = 409.0) -> None:
    """Make a row tall enough for wrapped text; rows are never made lower."""
    needed = min(LINE * lines + 3, tallest)
    height = sheet.row_dimensions[row].height
    if height is None and lines <= 1:
        return
    if height is None or height < needed:
        sheet.row_dimensions[row].height = needed


def _dress(cell: Cell | MergedCell, like: Cell | MergedCell) -> None:
    cell._style = copy(like._style)  # type: ignore[union-attr]


def _box(area: str) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a range that has all four."""
    left, top, right, bottom = (edge or 1 for edge in range_boundaries(area))
    return left, top, right, bottom


def _at(column: int, row: int) -> str:
    return f"{get_column_letter(column)}{row}"
