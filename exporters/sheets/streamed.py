"""A worksheet that writes whole rows of plain cells straight to its file.

XlsxWriter takes each cell through several calls and keeps the height of every row until the end;
for tables of millions of cells that is most of the time and of the memory. What is written here
is what it would write itself, which a test holds.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import RowInfo, Worksheet  # type: ignore[import-untyped]

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
        self._write_row(row, None, RowInfo(height=int(height * PIXELS + 0.5)))
        number = row + 1
        self.fh.write(
            "".join(
                f'<c r="{column}{number}" s="{style._get_xf_index()}"{_content(value)}'
                for column, style, value in zip(_letters(len(values)), styles, values, strict=True)
            )
        )
        self._xml_end_tag("row")


@cache
def _letters(columns: int) -> tuple[str, ...]:
    return tuple(xl_col_to_name(column) for column in range(columns))


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
