"""The workbook that the sheets are written on: safe text, formats, print set-up."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, BinaryIO

import xlsxwriter  # type: ignore[import-untyped]

from exporters.sheets.streamed import StreamedSheet
from facts import Text

#: UTF-16 units in one cell.
CELL_LIMIT = 32_767
TRUNCATED = Text(
    "…〔超出单元格上限，已截断，全文共 {units} 字〕",
    "… [over the limit of a cell, cut; {units} characters in full]",
)
DRAFT = Text("草稿 供集体研究", "Draft for collective study")
PAGES = Text("第 &P 页 共 &N 页", "Page &P of &N")
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Of no theme: Excel would put the theme's font in its place.
_UNFIT = re.compile(f"\r|{ILLEGAL.pattern}")
FONT = {"font_name": "宋体", "font_size": 10.5, "font_scheme": "none"}
#: A date in the file's properties that is no clock's.
CREATED = datetime(2000, 1, 1)
HEADER_FILL, LINE = "#DCE3EA", "#C4CAD0"


def cell_text(text: str, lang: str = "zh") -> str:
    """The text as a cell can hold it.

    Characters that no workbook may hold become �, and what is over 32,767 UTF-16 units is
    cut with a note: nothing is dropped without a mark.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if ILLEGAL.search(text):
        text = ILLEGAL.sub("\ufffd", text)
    if len(text) <= CELL_LIMIT // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CELL_LIMIT:
        return text
    note = TRUNCATED.get(lang, units=len(text))
    kept = units[: 2 * (CELL_LIMIT - len(note))].decode("utf-16-le", errors="ignore")
    return kept + note


class Paper:
    """One workbook being written. ``large`` streams rows to ``folder`` instead of memory."""

    def __init__(self, stream: BinaryIO, folder: str, lang: str, large: bool, foot: str) -> None:
        self.lang, self.foot, self.large = lang, foot.replace("&", "&&"), large
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.workbook = xlsxwriter.Workbook(
            stream,
            {
                "in_memory": not large,
                "constant_memory": large,
                "use_zip64": large,
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": dict(FONT),
            },
        )

    def close(self, title: str) -> None:
        """Finish the file; its properties hold no clock."""
        self.workbook.set_properties({"title": cell_text(title), "created": CREATED})
        self.workbook.close()

    def format(self, **properties: Any) -> Any:
        """One cell format for these properties, made once; wrapped, framed, top."""
        properties = {"text_wrap": True, "valign": "top", **properties}
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(properties)
        return self._formats[key]

    def framed(self, fill: str = "#FFFFFF", *, centre: bool, bold: bool = False) -> Any:
        """The format of a cell of a small table."""
        return self.format(
            bold=bold,
            align="center" if centre else "left",
            valign="vcenter",
            border=1,
            border_color=LINE,
            bg_color=fill,
        )

    def heading(self) -> Any:
        """The format of a table's headings."""
        return self.framed(HEADER_FILL, centre=True, bold=True)

    def sheet(self, name: str, *, landscape: bool = True, one_page: bool = False) -> Any:
        """A new A4 sheet, one page wide, with page numbers and the draft mark."""
        sheet = self.workbook.add_worksheet(name, StreamedSheet if self.large else None)
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 1 if one_page else 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.set_header(f"&L{self.foot}&C{name}&R{DRAFT.get(self.lang)}", {"margin": 0.3})
        sheet.set_footer(f"&C{PAGES.get(self.lang)}", {"margin": 0.3})
        sheet.hide_gridlines(2)
        return sheet

    def line(self, sheet: Any, row: int, last: int, text: str, height: float, **style: Any) -> None:
        """Write a text across the columns up to ``last``, ``height`` points high."""
        chosen = self.format(**{"valign": "vcenter", **style})
        sheet.set_row(row, height)
        sheet.merge_range(row, 0, row, last, "", chosen)
        self.put(sheet, row, 0, text, chosen)

    def put_row(
        self,
        sheet: Any,
        row: int,
        height: float,
        values: Sequence[str | int],
        styles: Sequence[Any],
    ) -> None:
        """Write a row from its first column on, ``height`` points high; see ``put``."""
        if self.large:
            whole = "".join([value for value in values if value.__class__ is str])
            if len(whole) > CELL_LIMIT // 2 or _UNFIT.search(whole):
                values = [v if isinstance(v, int) else cell_text(v, self.lang) for v in values]
            sheet.write_cells(row, height, values, styles)
            return
        sheet.set_row(row, height)
        for column, (value, style) in enumerate(zip(values, styles, strict=True)):
            self.put(sheet, row, column, value, style)

    def link(self, sheet: Any, row: int, column: int, target: str, style: Any) -> None:
        """Write the name of another sheet, as a link to it."""
        quoted = target.replace("'", "''")
        sheet.write_url(row, column, f"internal:'{quoted}'!A1", style, target)

    def put(self, sheet: Any, row: int, column: int, value: str | int, style: Any) -> None:
        """Write a number, or text that stays text whatever it begins with."""
        if isinstance(value, int):
            sheet.write_number(row, column, value, style)
            return
        text = cell_text(value, self.lang)
        if not text:
            sheet.write_blank(row, column, None, style)
        elif text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter takes such text for its own mark-up; in pieces it does not.
            sheet.write_rich_string(row, column, "<", "r>", text[3:], style)
        else:
            sheet.write_string(row, column, text, style)
