"""The workbook of a draw: who was drawn, and how anyone can repeat it."""

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

import xlsxwriter  # type: ignore[import-untyped]

from exporters.whole_file import whole_file
from facts import Text

#: Fixed, so that the same draw gives the same bytes.
_CREATED = datetime(2000, 1, 1)
_FONT = {"font_name": "微软雅黑", "font_size": 10}
_SHEETS = (Text("抽取结果", "Drawn"), Text("抽取说明", "How"))
_COLUMNS = (Text("抽取次序", "Order"), Text("名册行号", "Row"), Text("抽取码", "Code"))


class Drawn(Protocol):
    """A row that was drawn."""

    @property
    def number(self) -> int:
        """Its number in the list."""

    @property
    def row(self) -> Sequence[str]:
        """Its cells."""

    @property
    def code(self) -> str:
        """What it was drawn by."""


def write_drawn(
    path: Path, header: Sequence[str], drawn: Sequence[Drawn], about: Sequence[Text], lang: str
) -> None:
    """Write one row a drawn row, and the lines of ``about`` on a sheet of their own."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _CREATED})
    plain, bold = book.add_format(_FONT), book.add_format(_FONT | {"bold": True})
    wrapped = book.add_format(_FONT | {"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(_SHEETS[0].get(lang))
    for column, title in enumerate([*(c.get(lang) for c in _COLUMNS), *header]):
        sheet.write_string(0, column, title, bold)
        sheet.set_column(column, column, 16 if column != len(_COLUMNS) - 1 else 20)
    for at, one in enumerate(drawn, 1):
        sheet.write_number(at, 0, at, plain)
        sheet.write_number(at, 1, one.number, plain)
        for column, text in enumerate([one.code[:16], *one.row], 2):
            sheet.write_string(at, column, text, plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(drawn), len(_COLUMNS) + len(header) - 1)
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    notes = book.add_worksheet(_SHEETS[1].get(lang))
    notes.set_column(0, 0, 100)
    for at, line in enumerate(about):
        notes.write_string(at, 0, line.get(lang), wrapped)
    book.close()
    with whole_file(path) as stream:
        stream.write(buffer.getvalue())


def told(file: str, size: int, number: int, seed: str, digest: str) -> list[Text]:
    """What anyone needs to repeat the draw."""
    return [
        Text(
            f"名册 {file}，{size} 行；抽取 {number} 行。",
            f"List {file}, {size} rows; {number} drawn.",
        ),
        Text(f"种子：{seed}", f"Seed: {seed}"),
        Text(f"名册 SHA-256：{digest}", f"SHA-256 of the list: {digest}"),
        Text(
            "名册 SHA-256 的算法：每行各格去掉两端空白，用制表符相连；"
            "各行排序后用换行相连，按 UTF-8 取值。",
            "Of the list: cells trimmed and joined by tabs, rows sorted and joined by line feeds, "
            "in UTF-8.",
        ),
        Text(
            "抽取码：SHA-256（种子 + 换行 + 该行各格用制表符相连），UTF-8。"
            f"抽取码从小到大，前 {number} 行中签；表中列出抽取码的前 16 位。",
            "Code: SHA-256 of seed, line feed, and cells joined by tabs, in UTF-8. "
            f"The smallest {number} are drawn; the sheet shows 16 digits.",
        ),
        Text(
            "种子应在名册（或它的 SHA-256）公布以后才产生，谁也不能左右。",
            "The seed should be made after the list, or its SHA-256, was published.",
        ),
    ]
