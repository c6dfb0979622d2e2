"""A look at the records of an .xlsb workbook's sheets before the fast reader sees them.

The fast reader gives error cells as empty, knows no merged cells, and asks for memory for the
whole rectangle of cells.
"""

import struct
from collections.abc import Iterator

from importers.comments import own_text
from importers.findings import Findings

_ROW, _COLUMN = 0, 60
_ERROR, _FORMULA_ERROR, _FORMULA_TEXT = 3, 11, 8
#: Records of cells with a value: constants and results of formulas.
_CELLS = (*range(2, 12), 62)
_BUNDLE_SHEET, _MERGED = 156, 176
_COMMENT, _COMMENT_TEXT = 635, 637


def xlsb_sheets(workbook: bytes) -> list[tuple[str, str]]:
    """The name and the relation of each sheet, from the part ``workbook.bin``."""
    found: list[tuple[str, str]] = []
    for record, at, _ in _records(workbook):
        if record == _BUNDLE_SHEET:
            relation, end = _text(workbook, at + 8)
            found.append((_text(workbook, end)[0], relation))
    return found


def scan_xlsb(part: bytes) -> Findings:
    """What is found in one sheet. IndexError or struct.error where it is cut short."""
    found = Findings()
    row = -1
    for record, position, size in _records(part):
        if record == _ROW:
            row = struct.unpack_from("<I", part, position)[0]
            if size >= 12 and part[position + 11] & 0x10:
                found.hidden_rows.add(row)
        elif record in _CELLS:
            column = struct.unpack_from("<I", part, position)[0]
            found.reach(row, column)
            if record in (_ERROR, _FORMULA_ERROR):
                found.broken[row, column] = "error-cell"
            elif record == _FORMULA_TEXT and part[position + 8 : position + 12] == b"\0\0\0\0":
                found.empty_formulas.append((row, column))
        elif record == _COLUMN and size >= 18 and part[position + 16] & 0x01:
            first, last = struct.unpack_from("<II", part, position)
            found.hidden_columns.update(range(first, min(last, 16_383) + 1))
        elif record == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", part, position)
            found.merged.append(((top, left), (bottom, right)))
    return found


def xlsb_comments(part: bytes) -> dict[tuple[int, int], str]:
    """The comments of one part, by row and column from 0."""
    found: dict[tuple[int, int], str] = {}
    place = (0, 0)
    for record, at, _ in _records(part):
        if record == _COMMENT:
            row, _, column, _ = struct.unpack_from("<IIII", part, at + 4)
            place = (row, column)
        elif record == _COMMENT_TEXT:
            text = own_text(_text(part, at + 1)[0])
            if text:
                found[place] = text
    return found


def _records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Each record: what it is, where its data begin, and how many bytes they are."""
    position = 0
    while position < len(part):
        record, position = _number(part, position, 2)
        size, position = _number(part, position, 4)
        yield record, position, size
        position += size


def _text(part: bytes, position: int) -> tuple[str, int]:
    """A text with its length before it, and where it ends; "" where it is absent."""
    length = struct.unpack_from("<I", part, position)[0]
    start = position + 4
    if length == 0xFFFFFFFF:
        return "", start
    end = start + 2 * length
    return part[start:end].decode("utf-16-le"), end


def _number(part: bytes, position: int, longest: int) -> tuple[int, int]:
    """A number in groups of seven bits, lowest first, and where it ends."""
    value = 0
    for index in range(longest):
        byte = part[position + index]
        value |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            return value, position + index + 1
    return value, position + longest
