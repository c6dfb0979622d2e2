"""The workbook of a draft: sheets with headings, notes and drop-down lists, and a guide."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_range_abs  # type: ignore[import-untyped]

from drafting.workbook.draft import Draft
from drafting.workbook.guide import GUIDE_LINES
from drafting.workbook.layout import Cell, Heading, Table
from drafting.workbook.reading import WorkbookError, read_workbook
from drafting.workbook.sheets import GUIDE, LISTS
from drafting.workbook.tables import tables
from facts import Problem, Text, Vocabulary

#: Fixed, so that the same book gives the same bytes.
_CREATED = datetime(2000, 1, 1)
#: Of no theme: Excel would put the theme's font in its place.
_FONT = {"font_name": "微软雅黑", "font_size": 10, "font_scheme": "none"}
#: Points of one line, and of the tallest row that is still easy to scroll over.
_LINE_HEIGHT, _TALLEST = 14.0, 180.0
#: Columns wider than this together cannot be read on one page.
_PAGE_WIDTH = 420.0
#: Rows below those in use that carry the drop-down lists.
_SPARE = 200
_FILLS = {"": "#DDEBF7", "fact": "#E2EFDA", "expected": "#FFE699"}
#: Characters that no cell can hold.
_ILLEGAL = re.compile("[\ud800-\udfff\ufffe\uffff]")


class NotCarriedError(Exception):
    """Something in the book that a workbook would not give back; nothing was made.

    ``problems`` name the cells where it would have stood, with sheet and heading.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.line() for problem in self.problems))


def workbook_bytes(draft: Draft, vocabulary: Vocabulary) -> bytes:
    """The workbook; the same draft gives the same bytes. ``vocabulary`` as for ``read_workbook``.

    It is read back before it is handed over, and NotCarriedError tells what would be lost: an
    empty text where one is needed, more than 32,767 characters in a cell, and the like.
    """
    made = tables(draft, draft.vocabulary(vocabulary))
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": dict(_FONT),
        },
    )
    book.set_properties({"title": draft.metadata.id, "created": _CREATED})
    _Writer(book).write(made)
    book.close()
    data = stream.getvalue()
    _check(draft, data, vocabulary)
    return data


class _Writer:
    def __init__(self, book: Any) -> None:
        self.book = book
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.number = book.add_format({"valign": "top"})
        self.heads: dict[tuple[str, bool], Any] = {}

    def write(self, made: Sequence[Table]) -> None:
        guide = self.book.add_worksheet(GUIDE)
        sheets = [self.book.add_worksheet(table.sheet) for table in made]
        lists = self._lists(self.book.add_worksheet(LISTS), made)
        _guide(guide, self.wrapped, self._head(Heading("", 0), {}))
        for sheet, table in zip(sheets, made, strict=True):
            self._table(sheet, table, lists)

    def _table(self, sheet: Any, table: Table, lists: Mapping[tuple[str, ...], str]) -> None:
        last = len(table.rows) + _SPARE
        for column, heading in enumerate(table.headings):
            sheet.set_column(column, column, heading.width, self.wrapped)
            title = heading.header + ("*" if heading.required else "")
            sheet.write_string(0, column, title, self._head(heading, table.groups))
            if heading.note:
                sheet.write_comment(0, column, heading.note, {"x_scale": 2, "author": "wenze"})
            if heading.choices:
                rule = _list_rule(heading, lists[heading.choices])
                sheet.data_validation(1, column, last, column, rule)
        widths = [heading.width for heading in table.headings]
        for row, cells in enumerate(table.rows, 1):
            sheet.set_row(row, _height(cells, widths))
            for column, value in enumerate(cells):
                self._put(sheet, row, column, value)
        sheet.set_row(0, 30)
        sheet.freeze_panes(1, table.frozen)
        sheet.set_landscape()
        sheet.set_paper(9)
        if sum(widths) <= _PAGE_WIDTH:  # what is wider goes over several pages
            sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        area = xl_range_abs(0, 0, last, len(table.headings) - 1).replace("$", "")
        sheet.ignore_errors({"number_stored_as_text": area})

    def _put(self, sheet: Any, row: int, column: int, value: Cell) -> None:
        if isinstance(value, int):
            sheet.write_number(row, column, value, self.number)
        elif value.startswith("<r>") and value.endswith("</r>"):
            # XlsxWriter takes such text for its own mark-up; in pieces it does not.
            sheet.write_rich_string(row, column, "<", "r>", value[3:], self.wrapped)
        elif value and not _ILLEGAL.search(value):
            sheet.write_string(row, column, value, self.wrapped)

    def _head(self, heading: Heading, groups: Mapping[str, str]) -> Any:
        key = (groups.get(heading.header, ""), heading.required)
        if key not in self.heads:
            properties = {"bold": True, "align": "center", "valign": "vcenter", "border": 1}
            colours = {"bg_color": _FILLS[key[0]], "font_color": "#C00000" if key[1] else "#000000"}
            self.heads[key] = self.book.add_format({**properties, **colours, "text_wrap": True})
        return self.heads[key]

    def _lists(self, sheet: Any, made: Sequence[Table]) -> dict[tuple[str, ...], str]:
        """Each list of choices once, on a sheet of its own: lists in place are cut at 255."""
        names: dict[tuple[str, ...], str] = {}
        for table in made:
            for heading in table.headings:
                if not heading.choices or heading.choices in names:
                    continue
                column = len(names)
                name = f"list_{column + 1}"
                names[heading.choices] = name
                title = f"{table.sheet}：{heading.header}"
                sheet.write_string(0, column, title, self._head(Heading("", 0), {}))
                for row, choice in enumerate(heading.choices, 1):
                    self._put(sheet, row, column, choice)
                sheet.set_column(column, column, 22)
                area = xl_range_abs(1, column, len(heading.choices), column)
                self.book.define_name(name, f"={LISTS}!{area}")
        sheet.freeze_panes(1, 0)
        return names


def _list_rule(heading: Heading, name: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": f"={name}",
        "error_title": "选项",
        "error_message": "请从下拉列表中选择。",
        "error_type": "stop",
        "show_error": heading.closed,
    }


def _height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """Points for the tallest text: not every program fits rows by itself."""
    lines = 1
    for value, width in zip(cells, widths, strict=True):
        for line in str(value).split("\n") if value != "" else ():
            wide = sum(1 if char.isascii() else 2 for char in line)
            lines = max(lines, -(-wide // max(int(width) - 2, 1)) + str(value).count("\n"))
    return min(_LINE_HEIGHT * lines + 3, _TALLEST)


def _guide(sheet: Any, text: Any, head: Any) -> None:
    widths = (18, 62, 62)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for row, cells in enumerate(GUIDE_LINES):
        sheet.set_row(row, _height(cells, widths))
        for column, value in enumerate(cells):
            sheet.write_string(row, column, value, head if row == 0 else text)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


# ── nothing is lost ───────────────────────────────────────────────────────────


def _check(draft: Draft, data: bytes, vocabulary: Vocabulary) -> None:
    try:
        found = read_workbook(data, f"{draft.metadata.id}.xlsx", vocabulary).draft
    except WorkbookError as error:
        raise NotCarriedError(error.problems) from error
    if found == draft:
        return
    was, now = draft.data(), found.data()
    files = dict.fromkeys([*was, *now])
    places = [p for f in files for p in _differences(was.get(f), now.get(f), f)]
    raise NotCarriedError([_lost(draft.metadata.id, place) for place in places[:20]])


def _differences(was: Any, now: Any, place: str) -> list[str]:
    if type(was) is type(now) and was == now:
        return []
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        keys = dict.fromkeys([*was, *now])
        return [p for k in keys for p in _differences(was.get(k), now.get(k), f"{place} › {k}")]
    if isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        pairs = enumerate(zip(was, now, strict=True))
        return [p for i, (a, b) in pairs for p in _differences(a, b, f"{place} › {i + 1}")]
    return [place]


def _lost(book: str, place: str) -> Problem:
    return Problem(
        "not-carried",
        "error",
        place,
        "",
        "",
        0,
        "",
        "",
        Text(f"规则书 {book} 的这一处，工作簿带不走", f"a workbook cannot hold this of {book}"),
        Text(
            "不超过 32,767 字、不是只有空格、没有特殊字符的内容",
            "at most 32,767 characters, not blanks alone, no characters that XML forbids",
        ),
        Text("请先在 YAML 里修改这一处", "mend it in the YAML first"),
    )
