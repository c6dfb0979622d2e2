"""Tables of more rows than can be written cell by cell in good time.

The sheet is made with its headings, widths, filter and colours, and no rows; the rows are put
into the finished file as text, one after the other, so that memory stays flat.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from itertools import islice
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

from exporters.sheets.paper import LINE, Paper, cell_text
from exporters.sheets.table import ROWS_PER_SHEET, Column
from facts import Text

Row = Sequence[str | int]

#: Height of a row, in points; long rows are not wrapped.
POINTS = 18.0
#: Rows that are turned into text at once.
_BLOCK = 2_000
#: What a spreadsheet would take for an escaped character.
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_COLUMN = re.compile(r'<col min="(\d+)"[^>]*?style="(\d+)"')
_DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')


@dataclass(frozen=True)
class LongTable:
    """Rows for the sheets ``first``, ``first + 1`` … (0-based), ``limit`` a sheet."""

    first: int
    columns: int
    rows: Sequence[Row]
    limit: int

    def parts(self) -> Iterator[tuple[str, Sequence[Row]]]:
        """Each sheet's name within the file, and its rows."""
        for part, start in enumerate(range(0, len(self.rows), self.limit), self.first + 1):
            yield f"xl/worksheets/sheet{part}.xml", self.rows[start : start + self.limit]


def open_sheets(
    paper: Paper,
    name: Text,
    columns: Sequence[Column],
    rows: Sequence[Row],
    colours: Sequence[tuple[str, str]],
    *,
    frozen: int = 0,
    limit: int = ROWS_PER_SHEET,
) -> LongTable:
    """Make the sheets of a table, without its rows; ``fill`` puts them in.

    A row takes the background of the ``colours`` (word, background) that stands in the column
    marked as a chip.
    """
    first = len(paper.workbook.worksheets())
    chip = next((i for i, column in enumerate(columns) if column.chip), None)
    for part, start in enumerate(range(0, len(rows), limit)):
        number = f"({part + 1})" if part else ""
        last = min(limit, len(rows) - start)
        sheet = paper.sheet(f"{name.get(paper.lang)}{number}")
        sheet.set_default_row(POINTS)
        for index, column in enumerate(columns):
            align = "center" if column.centre else "left"
            style = paper.format(text_wrap=False, valign="vcenter", align=align)
            sheet.set_column(index, index, column.width, style)
            paper.put(sheet, 0, index, column.header, paper.heading())
        if chip is not None:
            for word, colour in colours:
                style = paper.workbook.add_format({"bg_color": colour, "border": 1})
                style.set_border_color(LINE)
                rule = {
                    "type": "formula",
                    "criteria": f'=${xl_col_to_name(chip)}2="{word}"',
                    "format": style,
                }
                sheet.conditional_format(1, 0, last, len(columns) - 1, rule)
        sheet.freeze_panes(1, frozen)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.print_area(0, 0, last, len(columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    return LongTable(first, len(columns), rows, limit)


def fill(finished: BytesIO, tables: Sequence[LongTable], stream: BinaryIO, lang: str) -> None:
    """Copy a finished workbook to a stream, with the rows of its long tables in their sheets."""
    waiting = {name: (table.columns, rows) for table in tables for name, rows in table.parts()}
    with ZipFile(finished) as source, ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=3) as out:
        for entry in source.infolist():
            info = ZipInfo(entry.filename, entry.date_time)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = entry.external_attr
            text = source.read(entry)
            if entry.filename not in waiting:
                out.writestr(info, text)
                continue
            columns, rows = waiting[entry.filename]
            with out.open(info, "w", force_zip64=True) as part:
                for piece in _sheet(text.decode(), columns, rows, lang):
                    part.write(piece.encode())


def _sheet(text: str, columns: int, rows: Sequence[Row], lang: str) -> Iterator[str]:
    """The sheet's XML with rows from the second on."""
    area = f'<dimension ref="A1:{xl_col_to_name(columns - 1)}{len(rows) + 1}"/>'
    head, end, foot = _DIMENSION.sub(area, text, count=1).partition("</sheetData>")
    styles = {int(number) - 1: style for number, style in _COLUMN.findall(head)}
    starts = [
        (f'<c r="{xl_col_to_name(c)}', f'" s="{styles[c]}"' if c in styles else '"')
        for c in range(columns)
    ]
    texts: dict[str, str] = {}
    yield head
    source = iter(enumerate(rows, 2))
    while block := list(islice(source, _BLOCK)):
        lines = []
        for number, row in block:
            cells = []
            for (name, style), value in zip(starts, row, strict=True):
                if isinstance(value, int):
                    cells.append(f"{name}{number}{style}><v>{value}</v></c>")
                elif value:
                    shown = texts.get(value) or _remembered(texts, value, lang)
                    cells.append(f"{name}{number}{style}{shown}")
            lines.append(f'<row r="{number}">{"".join(cells)}</row>')
        yield "".join(lines)
    yield end + foot


def _remembered(texts: dict[str, str], value: str, lang: str) -> str:
    """The end of a cell with this text, kept for the next one that says the same."""
    text = escape(_ESCAPED.sub("_x005F_", cell_text(value, lang)), quote=False)
    shown = f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    if len(texts) < 20_000:
        texts[value] = shown
    return shown
