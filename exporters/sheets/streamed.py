"""A worksheet that writes whole rows of plain cells straight to its file.

XlsxWriter takes each cell through several calls and keeps the height of every row until the end;
for tables of millions of cells that is most of the time and of the memory. What is written here
is what it would write itself, which a test holds.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

#: Pixels in a point of row height.
PIXELS = 4 / 3
_ESCAPED = re.compile("(_x[0-9a-fA-F]{4}_)")
#: Texts no longer than this come again and again: their escaped form is kept.
_REPEATED = 300


class StreamedSheet(Worksheet):  # type: ignore[misc]
    """For workbooks in constant memory: rows must come from the top down."""

    def write_cells(
        self, row: int, height: float, values: Sequence[str | int], styles: Sequence[Any]
    ) -> None:
        """One row from its first column on: texts (kept text) and whole numbers.

        Texts must already be fit for a cell (see ``cell_text``). ``height`` in points. Cells that
        were written to an earlier row by other calls are finished first.
        """
        self._check_dimensions(row, 0)
        self._check_dimensions(row, len(values) - 1)
        if self.table:
            self._write_single_row(row)
        self.previous_row = row + 1
        number = str(row + 1)
        written = [self._row(number, int(height * PIXELS + 0.5))]
        for (before, after), value in zip(self._cells(styles), values, strict=True):
            written += (before, number, after, _content(value))
        written.append("</row>")
        self.fh.write("".join(written))

    def _row(self, number: str, pixels: int) -> str:
        if pixels == self.original_row_height == self.default_row_height:
            return f'<row r="{number}">'
        return f'<row r="{number}" ht="{pixels * 0.75:.16g}" customHeight="1">'

    def _cells(self, styles: Sequence[Any]) -> list[tuple[str, str]]:
        """What stands before and after the number of the row in each cell."""
        kept = self.__dict__.setdefault("_kept_cells", {})
        known = kept.get(id(styles))
        if known is None or known[0] is not styles:
            found = [
                (f'<c r="{xl_col_to_name(column)}', f'" s="{style._get_xf_index()}"')
                for column, style in enumerate(styles)
            ]
            known = kept[id(styles)] = (styles, found)
        cells: list[tuple[str, str]] = known[1]
        return cells


def _content(value: str | int) -> str:
    if isinstance(value, int):
        return f"><v>{value}</v></c>"
    return _kept_inline(value) if len(value) <= _REPEATED else _inline(value)


def _inline(text: str) -> str:
    """The rest of the cell element of a text."""
    if not text:
        return "/>"
    if "_x" in text:
        text = _ESCAPED.sub(r"_x005F\1", text)
    kept = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f' t="inlineStr"><is><t{kept}>{text}</t></is></c>'


_kept_inline = lru_cache(maxsize=20_000)(_inline)
