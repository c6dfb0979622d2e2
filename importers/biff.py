"""A look at the records of an .xls workbook (BIFF5 and BIFF8), .et included.

The fast reader gives error cells and errors of formulas as empty, and knows no hidden rows.
"""

import struct

from importers.comments import own_text
from importers.findings import MAX_CELLS, Findings
from importers.refused import give_up

_BOF = (0x0809, 0x0409, 0x0209)
_EOF, _FILEPASS, _BOUNDSHEET, _STRINGS = 0x000A, 0x002F, 0x0085, 0x00FC
_FORMULA, _BOOLERR, _ROW, _COLINFO, _MULRK = 0x0006, 0x0205, 0x0208, 0x007D, 0x00BD
_VALUES = (0x00FD, 0x0204, 0x00D6, 0x0203, 0x027E, _MULRK)
_DIMENSIONS = 0x0200
_NOTE, _BOX, _BOX_TEXT, _CONTINUE = 0x001C, 0x005D, 0x01B6, 0x003C
#: In a sheet's entry of the workbook: an ordinary worksheet.
_WORKSHEET = 0
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01
#: How a formula's stored result tells that it is not a number, and of what kind it is.
_NOT_NUMBER, _ERROR, _EMPTY_TEXT = b"\xff\xff", 2, 3


def scan_xls(stream: bytes) -> list[Findings]:
    """What is found in each sheet, in workbook order; charts and macro sheets included."""
    try:
        return [
            _sheet(stream, start) if kind == _WORKSHEET else Findings()
            for start, kind in _sheets(stream)
        ]
    except (struct.error, IndexError):
        give_up("file-broken")


def _sheets(stream: bytes) -> list[tuple[int, int]]:
    """Where each sheet begins, and its kind."""
    found: list[tuple[int, int]] = []
    position = 0
    while position + 4 <= len(stream):
        record, size = struct.unpack_from("<HH", stream, position)
        position += 4
        if record == _FILEPASS:
            give_up("file-encrypted")
        if record == _BOUNDSHEET:
            start, _, kind = struct.unpack_from("<IBB", stream, position)
            found.append((start, kind))
        if record == _STRINGS and struct.unpack_from("<I", stream, position + 4)[0] > len(stream):
            give_up("file-broken")  # the fast reader would reserve memory for all of them
        if record == _EOF:
            break
        position += size
    return found


def _sheet(stream: bytes, position: int) -> Findings:
    found = Findings()
    notes = _Notes()
    depth = 0
    while position + 4 <= len(stream):
        record, size = struct.unpack_from("<HH", stream, position)
        position += 4
        if record in _BOF:
            depth += 1
        elif record == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif record == _DIMENSIONS:
            _check_dimensions(stream[position : position + size])
        elif depth == 1:
            _cell(stream, record, position, size, found)
            notes.see(record, stream[position : position + size])
        position += size
    found.comments = notes.texts()
    return found


def _check_dimensions(data: bytes) -> None:
    """The fast reader reserves memory for as many cells as a sheet says that it has."""
    if len(data) not in (10, 14):
        give_up("file-broken")
    layout = "<IIHH" if len(data) == 14 else "<HHHH"
    top, below, left, right = struct.unpack_from(layout, data)
    rows, columns = max(below, 1) - top, max(right, 1) - left
    empty = not below or not right
    if not empty and (rows <= 0 or columns <= 0 or rows * columns > MAX_CELLS):
        give_up("file-broken")


class _Notes:
    """Comments: a note names the drawn box that holds its text, and a record after it the text."""

    def __init__(self) -> None:
        self.places: dict[int, tuple[int, int]] = {}
        self.boxes: dict[int, str] = {}
        self.plain: dict[tuple[int, int], str] = {}
        self.box = -1
        self.letters = 0

    def see(self, record: int, data: bytes) -> None:
        if record == _NOTE and len(data) >= 8:
            row, column, third, box = struct.unpack_from("<HHHH", data)
            self.places[box] = row, column
            if len(data) == 6 + third:  # before BIFF8 the note is the text itself
                self.plain[row, column] = data[6:].decode("gb18030", "replace")
        elif record == _BOX and len(data) >= 8:
            self.box = struct.unpack_from("<H", data, 6)[0]
        elif record == _BOX_TEXT and len(data) >= 12:
            self.letters = struct.unpack_from("<H", data, 10)[0]
        elif record == _CONTINUE and self.letters and self.box >= 0:
            wide = data[:1] == b"\x01"
            text = data[1:].decode("utf-16-le" if wide else "latin-1", "replace")
            known = self.boxes.get(self.box, "")
            self.boxes[self.box] = known + text[: self.letters]
            self.letters -= min(self.letters, len(text))

    def texts(self) -> dict[tuple[int, int], str]:
        """The text of each note, by row and column from 0."""
        found = {place: self.boxes.get(box, "") for box, place in self.places.items()}
        said = {place: own_text(text) for place, text in {**found, **self.plain}.items()}
        return {place: text for place, text in said.items() if text}


def _cell(stream: bytes, record: int, at: int, size: int, found: Findings) -> None:
    if record in _VALUES:
        found.reach(*struct.unpack_from("<HH", stream, at))
    elif record == _FORMULA:
        row, column = struct.unpack_from("<HH", stream, at)
        found.reach(row, column)
        kind, mark = stream[at + 6], stream[at + 12 : at + 14]
        if mark == _NOT_NUMBER and kind == _ERROR:
            found.broken[row, column] = "error-cell"
        elif mark == _NOT_NUMBER and kind == _EMPTY_TEXT:
            found.empty_formulas.append((row, column))
    elif record == _BOOLERR:
        row, column, _, _, is_error = struct.unpack_from("<HHHBB", stream, at)
        found.reach(row, column)
        if is_error:
            found.broken[row, column] = "error-cell"
    elif record == _ROW and size >= 16:
        if stream[at + 12] & _ROW_HIDDEN:
            found.hidden_rows.add(struct.unpack_from("<H", stream, at)[0])
    elif record == _COLINFO and size >= 10 and stream[at + 8] & _COLUMN_HIDDEN:
        first, last = struct.unpack_from("<HH", stream, at)
        found.hidden_columns.update(range(first, min(last, 255) + 1))
