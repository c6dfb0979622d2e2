"""What is fuzzed: one cell, one grid, one file. Whatever is raised is a find."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

from facts import core_vocabulary
from importers import Unreadable
from importers.grid import Cell, Grid
from importers.log import Log
from importers.opening import Wanted, open_file
from importers.read import _import, _Source
from importers.refused import Refused
from importers.remarks import Parsed
from importers.values import parse

VOCABULARY = core_vocabulary()
FACTS = [fact for fact in VOCABULARY.facts if fact.written]
UNITS = (None, "元", "万元", "亿元", "人")
NAMES = [name for fact in FACTS for name in (fact.label, *fact.synonyms)]
#: Members whose content is fuzzed, in an archive that is otherwise whole.
MEMBERS = (
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "content.xml",
    "xl/workbook.bin",
    "META-INF/manifest.xml",
)


def values(data: bytes) -> None:
    """One cell of any fact."""
    if len(data) < 2:
        return
    fact, unit = FACTS[data[0] % len(FACTS)], UNITS[data[1] % len(UNITS)]
    result = parse(data[2:].decode("utf-8", "ignore"), fact, unit)
    assert not isinstance(result, Parsed) or result.low <= result.high


def tables(data: bytes) -> None:
    """A grid: each cell is a byte that says what it is, and the text up to the next tab."""
    rows = [[_cell(cell) for cell in line.split(b"\t")] for line in data.split(b"\n")]
    merged = [
        ((b & 3, b >> 2 & 3), ((b & 3) + (b >> 4 & 3), (b >> 2 & 3) + (b >> 6))) for b in data[:2]
    ]
    grid = Grid("a.xlsx", "台账", rows, merged=merged, hidden_rows=frozenset({1, 2}))
    try:
        result = _import([_Source("a.xlsx", [grid])], VOCABULARY, {}, Log(), {})
    except Unreadable:
        return
    for problem in result.problems:
        assert problem.line()


def _cell(written: bytes) -> Cell:
    kind, rest = written[:1], written[1:]
    text = rest.decode("utf-8", "ignore")
    number = int.from_bytes(rest[:3], "little")
    if kind in (b"h", b"H"):
        return NAMES[number % len(NAMES)]
    if kind == b"n":
        return float(number) * (-1 if number & 1 else 1)
    if kind == b"d":
        return date.fromordinal(1 + number % 3_000_000)
    if kind == b"t":
        return datetime(1 + number % 9999, 1, 1, number % 24)
    return text


def files(data: bytes) -> None:
    """A file as it is, or as one member of an archive.

    Not .xls: on damaged ones calamine asks for more memory than there is, and takes the fuzzer
    down. The child process that opens files is there to survive that.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return
    if data[:1] == b"\xff" and len(data) > 2:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr(MEMBERS[data[1] % len(MEMBERS)], data[2:])
        data = packed.getvalue()
    try:
        open_file(Wanted(data, "a.xlsx", "a", password="secret"))
    except Refused:
        return


TARGETS: dict[str, Callable[[bytes], None]] = {"values": values, "tables": tables, "files": files}
