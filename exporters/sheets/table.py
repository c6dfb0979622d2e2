"""A table on one sheet, or on several when it has more rows than a sheet can hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Any

from exporters.sheets.paper import LINE, Paper
from facts import Text

#: Rows of a sheet below its heading.
ROWS_PER_SHEET = 1_048_575
WHITE = "#FFFFFF"


#: Height of one line, and the tallest row that Excel allows.
LINE_POINTS, TALLEST = 14.0, 409.0


def lines_needed(text: str, width: float) -> int:
    """Lines of wrapped text in a column; a wide character takes two of the width."""
    room = width - 1
    if 2 * len(text) <= room and "\n" not in text:
        return 1
    # UTF-8 takes 1 byte for a narrow character and 3 for a wide one.
    sizes = ((len(p.encode("utf-8", "replace")) + len(p)) / 2 for p in text.split("\n"))
    return sum(max(1, ceil(size / room)) for size in sizes)


#: Texts no longer than this come again and again: what is worked out about them is kept.
REPEATED = 300
_kept_lines = lru_cache(maxsize=20_000)(lines_needed)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, width in characters, centred or not, coloured more strongly or not.

    ``passed`` columns come from the input as they were, and are not printed.
    """

    header: str
    width: float
    centre: bool = False
    chip: bool = False
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Tint:
    """Background of a row, and of its marked cell."""

    row: str = WHITE
    chip: str = WHITE


PLAIN = Tint()


@dataclass(slots=True)
class Part:
    """The rows of a table on one sheet: numbers within the table, and what the ends begin with."""

    sheet: str
    first: int
    last: int = 0
    first_row: tuple[str, ...] = ()
    last_row: tuple[str, ...] = ()


class Table:
    """Rows are written as they come. ``parts`` are the sheets used so far, in order."""

    def __init__(
        self,
        paper: Paper,
        name: Text,
        columns: Sequence[Column],
        *,
        frozen: int = 0,
        empty: Text | None = None,
        limit: int = ROWS_PER_SHEET,
    ) -> None:
        self.paper, self.name, self.columns = paper, name.get(paper.lang), tuple(columns)
        self.frozen, self.empty, self.limit = frozen, empty, limit
        self.parts: list[Part] = []
        self.count = 0
        self._end: Sequence[str | int] = ()
        self._styles: dict[Tint, list[Any]] = {}
        #: Columns whose texts make a row taller: place, width, and letters that surely fit.
        self._measured = [
            (i, c.width, (c.width - 1) / 2) for i, c in enumerate(self.columns) if not c.passed
        ]
        self._open()

    def add(self, values: Sequence[str | int], tint: Tint = PLAIN) -> None:
        """One row, a value a column."""
        if self._row > self.limit:
            self._close_sheet()
            self._open()
        styles = self._styles.get(tint) or self._style(tint)
        self.paper.put_row(self.sheet, self._row, self._height(values), values, styles)
        self._row += 1
        self.count += 1
        self._end = values
        if self._row == 2:
            self.parts[-1].first_row = self._beginning()

    def close(self) -> None:
        """Set the filter and the print area; say so when there is no row."""
        if not self.count and self.empty is not None:
            style = self.paper.format(text_wrap=False, italic=True, font_color="#5F6B76")
            self.paper.put(self.sheet, 1, 0, self.empty.get(self.paper.lang), style)
        self._close_sheet()

    def _open(self) -> None:
        number = f"({len(self.parts) + 1})" if self.parts else ""
        self.parts.append(Part(f"{self.name}{number}", self.count + 1))
        sheet = self.sheet = self.paper.sheet(self.parts[-1].sheet)
        head = self.paper.heading()
        passed = self.paper.format(
            bold=True,
            align="center",
            valign="vcenter",
            border=1,
            border_color=LINE,
            bg_color="#EFEFEF",
            italic=True,
        )
        sheet.set_row(0, self._height([column.header for column in self.columns]) + 4)
        for index, column in enumerate(self.columns):
            sheet.set_column(index, index, column.width)
            self.paper.put(sheet, 0, index, column.header, passed if column.passed else head)
        sheet.freeze_panes(1, self.frozen)
        sheet.repeat_rows(0)
        self._row = 1

    def _height(self, values: Sequence[str | int]) -> float:
        """Points for the tallest text: not every program fits rows by itself."""
        lines = 1
        for place, width, fitting in self._measured:
            value = values[place]
            if isinstance(value, str) and (len(value) > fitting or "\n" in value):
                count = _kept_lines if len(value) <= REPEATED else lines_needed
                lines = max(lines, count(value, width))
        return min(LINE_POINTS * lines + 4, TALLEST)

    def _close_sheet(self) -> None:
        part = self.parts[-1]
        part.last, part.last_row = self.count, self._beginning()
        last = max(self._row - 1, 1)
        printed = sum(not column.passed for column in self.columns)
        self.sheet.autofilter(0, 0, last, len(self.columns) - 1)
        self.sheet.print_area(0, 0, last, printed - 1)
        area = f"A1:XFD{last + 1}"
        self.sheet.ignore_errors({"number_stored_as_text": area})

    def _beginning(self) -> tuple[str, ...]:
        """What names the last row: the cells that stay in sight."""
        return tuple(str(value) for value in self._end[: max(self.frozen, 1)])

    def _style(self, tint: Tint) -> list[Any]:
        self._styles[tint] = [
            self.paper.format(
                border=1,
                border_color=LINE,
                bg_color=tint.chip if column.chip else tint.row,
                bold=column.chip,
                align="center" if column.centre else "left",
            )
            for column in self.columns
        ]
        return self._styles[tint]
