"""A workbook in memory, as faithful to the clerk's file as the library allows."""

import io
import re
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import numbers
from openpyxl.workbook import Workbook

from exporters.annotated.formulas import Cached, cached_results, with_results
from exporters.annotated.lists import restore_lists
from exporters.whole_file import whole_file
from facts import Text

#: Dates of Chinese Excel that carry no format code in the file.
CHINESE_DATES = {
    **dict.fromkeys((27, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
    **dict.fromkeys((36, 50, 52), 'yyyy"年"m"月"'),
    **dict.fromkeys((51, 53, 54), 'm"月"d"日"'),
}
#: More XML than this is not held in memory as cells.
MAX_XML = 250 << 20
#: The longest text of a cell.
MAX_TEXT = 32_767
_BAD_TITLE = re.compile(r"[\[\]:*?/\\]")
_TITLE_LENGTH = 31

PlainValue = str | float | int | bool | date | datetime | time | timedelta


class CannotCopy(Exception):
    """The file cannot be copied with its formats."""


class Loss(NamedTuple):
    """Something of the file that the copy does not have."""

    sign: str
    words: Text


#: What the library drops, by the text of its warning or the name of the member.
LISTS = Loss("Data Validation", Text("部分下拉选项", "some drop-down lists"))
LOSSES = (
    LISTS,
    Loss("Conditional Formatting", Text("部分条件格式", "some conditional formats")),
    Loss("outside the limits", Text("不可能的日期值", "dates that are no dates")),
    Loss("vbaProject.bin", Text("宏", "macros")),
    Loss("externalLinks/", Text("外部链接", "external links")),
    Loss("/drawings/drawing", Text("图形和图片", "shapes and pictures")),
)


class PlainSheet(NamedTuple):
    """A sheet of a file that is no .xlsx: its name and its cells, "" for an empty one."""

    name: str
    rows: Sequence[Sequence[PlainValue]]


@dataclass(frozen=True)
class Copy:
    """A workbook to write on, what it lacks of the file, and the results of its formulas."""

    book: Workbook
    losses: tuple[Loss, ...] = ()
    results: Cached = field(default_factory=dict)

    def save(self, path: Path) -> None:
        """Write the workbook whole, or leave ``path`` as it was. OSError when it cannot."""
        stream = io.BytesIO()
        self.book.save(stream)
        data = with_results(stream.getvalue(), self.book, self.results)
        with whole_file(path) as target:
            target.write(data)


def copy_workbook(data: bytes) -> Copy:
    """The workbook with its formats. CannotCopy when the library cannot read it.

    ``data`` must have passed the importer's safety checks.
    """
    for number, code in CHINESE_DATES.items():
        numbers.BUILTIN_FORMATS.setdefault(number, code)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if sum(m.file_size for m in members if m.filename.endswith(".xml")) > MAX_XML:
                raise CannotCopy
            with warnings.catch_warnings(record=True) as said:
                warnings.simplefilter("always")
                book = openpyxl.load_workbook(
                    io.BytesIO(data), keep_vba=False, keep_links=False, rich_text=True
                )
            lists = restore_lists(archive, book)
        results = cached_results(data, book)
    except Exception as error:  # the library raises anything on what it does not know
        raise CannotCopy from error
    signs = [str(warning.message) for warning in said] + [member.filename for member in members]
    losses = [loss for loss in LOSSES if any(loss.sign in sign for sign in signs)]
    if lists and LISTS in losses:
        losses.remove(LISTS)
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True
    return Copy(book, tuple(losses), results)


def copy_plain(sheets: Sequence[PlainSheet]) -> Copy:
    """A workbook with the same cells; text stays text, whatever it looks like."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for plain in sheets:
        sheet = book.create_sheet(sheet_title(plain.name))
        for row, values in enumerate(plain.rows, 1):
            for column, value in enumerate(values, 1):
                cell = sheet.cell(row, column)
                if not isinstance(value, str):
                    cell.value = value
                elif value:
                    put_text(cell, value)
    return Copy(book)


def sheet_title(name: str) -> str:
    """The name as a workbook may carry it."""
    return _BAD_TITLE.sub("_", name)[:_TITLE_LENGTH] or "Sheet1"


def put_text(cell: Cell, text: str) -> None:
    """Text that stays text: never a formula, never a number."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.value = text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"
    cell.data_type = "s"
    cell.number_format = numbers.FORMAT_TEXT
