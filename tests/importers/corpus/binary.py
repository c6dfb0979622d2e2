"""Just enough of the .xlsb format to write cells, errors and hidden rows."""

import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>
<Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}
</Relationships>"""
_RELATION = (
    '<Relationship Id="{}" Target="{}" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"/>'
)
#: Stands for an error cell.
ERROR = object()


def write_xlsb(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    merges: Sequence[tuple[int, int, int, int]] = (),
    hidden: Sequence[int] = (),
) -> Path:
    """Texts, numbers and ERROR; ``hidden`` are 0-based rows hidden in every sheet.

    ``merges`` are first row, first column, last row, last column, in every sheet.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        office = _RELATION.format("rId1", "xl/workbook.bin", "officeDocument")
        archive.writestr("_rels/.rels", _RELATIONS.format(office))
        links = ""
        for number, rows in enumerate(sheets.values(), 1):
            name = f"worksheets/sheet{number}.bin"
            links += _RELATION.format(f"rId{number}", name, "worksheet")
            archive.writestr(f"xl/{name}", b"".join(_sheet(rows, merges, hidden)))
        archive.writestr("xl/workbook.bin", b"".join(_workbook(list(sheets))))
        archive.writestr("xl/_rels/workbook.bin.rels", _RELATIONS.format(links))
    return path


def _record(number: int, data: bytes = b"") -> bytes:
    head = bytes([number]) if number < 128 else bytes([number & 127 | 128, number >> 7])
    size, length = b"", len(data)
    while length > 127:
        size += bytes([length & 127 | 128])
        length >>= 7
    return head + size + bytes([length]) + data


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _workbook(names: Sequence[str]) -> Iterator[bytes]:
    yield _record(131)
    yield _record(143)
    for number, name in enumerate(names, 1):
        yield _record(156, struct.pack("<II", 0, number) + _text(f"rId{number}") + _text(name))
    yield _record(144)
    yield _record(132)


def _sheet(
    rows: Sequence[Sequence[Any]],
    merges: Sequence[tuple[int, int, int, int]],
    hidden: Sequence[int],
) -> Iterator[bytes]:
    yield _record(129)
    width = max(map(len, rows))
    yield _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1))
    yield _record(145)
    for index, row in enumerate(rows):
        flags = bytes([0, 0x10 if index in hidden else 0])
        yield _record(0, struct.pack("<IIH", index, 0, 300) + flags + struct.pack("<BI", 0, 0))
        for column, value in enumerate(row):
            place = struct.pack("<II", column, 0)
            if value is ERROR:
                yield _record(3, place + b"\x2a")
            elif isinstance(value, str):
                yield _record(6, place + _text(value))
            elif value is not None:
                yield _record(5, place + struct.pack("<d", value))
    yield _record(146)
    for top, left, bottom, right in merges:
        yield _record(176, struct.pack("<IIII", top, bottom, left, right))
    yield _record(130)
