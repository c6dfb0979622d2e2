"""A look at the sheets of an OpenDocument spreadsheet before the fast reader sees them.

The fast reader gives error cells as empty or 0, and knows neither merged cells nor hidden rows.
"""

import re
import zipfile
from xml.parsers import expat

from importers.comments import own_text
from importers.findings import Findings
from importers.prescan import chunks

CONTENT = "content.xml"

_ERROR = re.compile(r"#[A-Z0-9/]{1,12}[!?]?|(?:Err|错误)[:：]\d{3}")
_HIDDEN = ("collapse", "filter")
_CELLS = ("table-cell", "covered-table-cell")


def scan_ods(archive: zipfile.ZipFile) -> dict[str, Findings]:
    """What is found in each sheet, by name. Expat's own error where the XML is damaged."""
    return _Walk().run(archive)


class _Walk:
    def __init__(self) -> None:
        self.sheets: dict[str, Findings] = {}
        self.found = Findings()
        self.row = self.column = 0
        self.row_repeat = self.column_repeat = 1
        self.cell: dict[str, str] | None = None
        self.text = ""
        self.in_text = 0
        #: Inside the comment of a cell, its text so far.
        self.comment: str | None = None
        #: Tables inside cells (subtables, change history) are no sheets.
        self.depth = 0

    def run(self, archive: zipfile.ZipFile) -> dict[str, Findings]:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        for chunk in chunks(archive, CONTENT):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
        return self.sheets

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _local(name)
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.found = self.sheets[_get(attributes, "name")] = Findings()
                self.row = self.column = 0
        elif self.depth != 1:
            return
        elif tag == "table-row":
            self.column = 0
            self.row_repeat = _number(attributes, "number-rows-repeated")
            if _get(attributes, "visibility") in _HIDDEN and self.row_repeat < 100_000:
                self.found.hidden_rows.update(range(self.row, self.row + self.row_repeat))
        elif tag == "table-column":
            repeat = _number(attributes, "number-columns-repeated")
            if _get(attributes, "visibility") in _HIDDEN and repeat < 1_000:
                columns = range(self.column, self.column + repeat)
                self.found.hidden_columns.update(columns)
            self.column += repeat
        elif tag in _CELLS:
            self.column_repeat = _number(attributes, "number-columns-repeated")
            self.cell, self.text = attributes, ""
        elif tag == "annotation" and self.cell is not None:
            self.comment = ""
        elif tag == "p" and self.cell is not None:
            self.in_text += 1

    def _characters(self, data: str) -> None:
        if self.in_text and self.depth == 1 and self.comment is not None:
            self.comment += data
        elif self.in_text and self.depth == 1:
            self.text += data

    def _end(self, name: str) -> None:
        tag = _local(name)
        if tag == "table":
            self.depth -= 1
        elif self.depth != 1:
            return
        elif tag == "p" and self.in_text:
            self.in_text -= 1
            self.comment = None if self.comment is None else self.comment + "\n"
        elif tag == "annotation" and self.comment is not None:
            if text := own_text(self.comment):
                self.found.comments[self.row, self.column] = text
            self.comment = None
        elif tag == "table-row":
            self.row += self.row_repeat
        elif tag in _CELLS and self.cell is not None:
            self._close(self.cell)
            self.column += self.column_repeat
            self.cell = None

    def _close(self, cell: dict[str, str]) -> None:
        formula = "formula" in map(_local, cell)
        kinds = [value for name, value in cell.items() if _local(name) == "value-type"]
        error = "error" in kinds or (formula and _ERROR.fullmatch(self.text.strip()))
        if formula and not kinds and not self.text:
            error, code = True, "formula-uncached"
        else:
            code = "error-cell"
        if error:
            for row in range(self.row, self.row + min(self.row_repeat, 1_000)):
                for column in range(self.column, self.column + min(self.column_repeat, 1_000)):
                    self.found.broken[row, column] = code
        if self.text or error:
            last = (self.row + self.row_repeat - 1, self.column + self.column_repeat - 1)
            self.found.reach(*last)
        rows, columns = (_number(cell, f"number-{kind}-spanned") for kind in ("rows", "columns"))
        if (rows > 1 or columns > 1) and self.text:
            corner = (self.row + rows - 1, self.column + columns - 1)
            self.found.merged.append(((self.row, self.column), corner))


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _get(attributes: dict[str, str], local: str) -> str:
    return next((v for n, v in attributes.items() if _local(n) == local), "")


def _number(attributes: dict[str, str], local: str) -> int:
    written = _get(attributes, local)
    return max(1, int(written)) if written.isdecimal() else 1
