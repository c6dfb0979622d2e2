"""A large sheet of an .xlsx, cut between rows, each part read in a process of its own.

Only a sheet written as office programs write it is cut: there a row begins where it seems to,
and each cell says where it stands. Every part is looked at before the fast reader sees it.
Anything else than sound parts is no result, and the sheet is read whole.
"""

import io
import os
import pickle
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from python_calamine import CalamineWorkbook

from importers.columnwise import Columnwise
from importers.container import DAMAGE
from importers.findings import Findings
from importers.grid import Range
from importers.limits import shared_memory
from importers.prescan import sheet_findings
from importers.stacked import Part, Stacked

#: A sheet of fewer bytes of XML is read whole, and one of more: its parts are held in memory.
SMALLEST, LARGEST = 8 << 20, 768 << 20
#: A part for each processor, at most so many.
MOST = 4
#: What else the reader needs of the archive may be so large, against the sheet: each part has it.
_REST = 0.5

_ROW, _START, _END = b"<row ", b"<sheetData>", b"</sheetData>"
_CLOSED = b"</sheetData></worksheet>"
_MERGES, _MERGED = b"<mergeCells", b"</mergeCells>"
_STEP = 1 << 20
_SHEETS = "xl/worksheets/"
_UNREAD = (_SHEETS, "xl/theme/", "xl/drawings/", "xl/comments", "docProps/", "customXml/")


class Parted(NamedTuple):
    """A sheet that was read in parts."""

    cells: Columnwise
    merged: list[Range]
    findings: Findings


class _Read(NamedTuple):
    """One part: its rows, and what is odd in it."""

    part: Part
    merged: list[Range]
    findings: Findings


@dataclass
class _Cut:
    """Where a sheet is cut: the bytes of each part, after what stands before all rows."""

    sheet: bytes
    head: int
    bounds: Sequence[tuple[int, int]]


def processors() -> int:
    """How many may be used; 1 where a process cannot be doubled."""
    if sys.platform != "linux":
        return 1
    return min(MOST, len(os.sched_getaffinity(0)))


def worth_cutting(archive: zipfile.ZipFile) -> list[str]:
    """The members that are large sheets."""
    rest = sum(archive.getinfo(name).file_size for name in _others(archive))
    least = max(SMALLEST, rest / _REST)
    return [
        member.filename
        for member in archive.infolist()
        if member.filename.startswith(_SHEETS) and least <= member.file_size <= LARGEST
    ]


def read_parted(archive: zipfile.ZipFile, member: str, sheet: str) -> Parted | None:
    """The sheet ``sheet``, which is this member; None where it must be read whole.

    Nothing else may run in this process: it is doubled.
    """
    others = _others(archive)
    try:
        cut = _cut(archive.read(member), processors())
        if cut is None:
            return None
        kept = {name: archive.read(name) for name in others}
    except DAMAGE:  # the careful way tells what is wrong
        return None
    with shared_memory(len(cut.bounds)):
        found = _all(cut, kept, member, sheet)
    return _together(found) if found else None


def _others(archive: zipfile.ZipFile) -> list[str]:
    """What the reader needs beside the sheet: strings, styles, and how the parts belong."""
    names = archive.namelist()
    return [n for n in names if n.endswith((".xml", ".rels")) and not n.startswith(_UNREAD)]


def _cut(sheet: bytes, count: int) -> _Cut | None:
    """Parts of about the same size, each from the beginning of a row."""
    head = sheet.find(_START) + len(_START)
    end = sheet.rfind(_END)
    if head < len(_START) or end < 0 or not sheet.startswith(_ROW, head):
        return None
    starts = [head]
    for part in range(1, count):
        start = sheet.find(_ROW, head + (end - head) * part // count, end)
        if start > starts[-1]:
            starts.append(start)
    return _Cut(sheet, head, list(zip(starts, [*starts[1:], end], strict=True)))


def _all(cut: _Cut, kept: dict[str, bytes], member: str, sheet: str) -> list[_Read] | None:
    """The first part is read here, the others by doubles of this process."""
    doubles: list[tuple[int, int]] = []
    try:
        for number in range(1, len(cut.bounds)):
            doubles.append(_doubled(cut, number, kept, member, sheet))
        found = [_read(cut, 0, kept, member, sheet)]
        found += [_answered(pipe) for _, pipe in doubles]
    except OSError:  # there may be no room for another process
        return None
    finally:
        for process, pipe in doubles:
            os.close(pipe)
            os.waitpid(process, 0)
    sound = [read for read in found if read is not None]
    return sound if len(sound) == len(found) else None


def _answered(pipe: int) -> _Read | None:
    """What a double found; None where it was ended before it could say all."""
    with open(pipe, "rb", closefd=False) as answer:
        told = answer.read()
    try:
        found: _Read | None = pickle.loads(told)
    except (EOFError, pickle.UnpicklingError):
        return None
    return found


def _doubled(
    cut: _Cut, number: int, kept: dict[str, bytes], member: str, sheet: str
) -> tuple[int, int]:
    """A process that reads one part, and the pipe on which it answers; nothing where it fails."""
    answer, told = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(answer)
        os.close(told)
        raise
    if process:
        os.close(told)
        return process, answer
    try:
        for inherited in (0, 1, answer):
            os.close(inherited)
        found = pickle.dumps(_read(cut, number, kept, member, sheet), pickle.HIGHEST_PROTOCOL)
        with open(told, "wb") as pipe:
            pipe.write(found)
    finally:
        os._exit(0)


def _read(cut: _Cut, number: int, kept: dict[str, bytes], member: str, sheet: str) -> _Read | None:
    """One part; None for whatever is odd."""
    try:
        findings = sheet_findings(lambda: _pieces(cut, number))
        if findings is None:
            return None
        packed = _archive(cut, number, kept, member)
        cut.sheet = b""  # not needed again, and large
        workbook = CalamineWorkbook.from_filelike(packed)
        packed.close()
        read = workbook.get_sheet_by_name(sheet)
        merged = read.merged_cell_ranges or []
        if read.start is None:
            return _Read(Part(0, Columnwise.of(())), merged, findings)
        first, left = read.start
        rows = islice(read.iter_rows(), first, None)
        return _Read(Part(first, Columnwise.of(rows, left)), merged, findings)
    except Exception:
        return None
    except BaseException as error:  # the reader's own crash is no Exception
        if type(error).__name__ != "PanicException":
            raise
        return None


def _pieces(cut: _Cut, number: int) -> Iterator[bytes]:
    """What stands before all rows, then the part, in pieces that each hold whole tags."""
    sheet, (start, end) = cut.sheet, cut.bounds[number]
    yield sheet[: cut.head]
    while start < end:
        after = sheet.find(_ROW, start + _STEP, end)
        stop = after if after > 0 else end
        yield sheet[start:stop]
        start = stop
    if number == 0:
        yield sheet[cut.bounds[-1][1] :]


def _merges(cut: _Cut, number: int) -> bytes:
    """The merged areas of the sheet, for its first part; an element without any for the others."""
    below = cut.bounds[-1][1]
    start = cut.sheet.find(_MERGES, below)
    if number or start < 0:
        return _MERGES + b"/>"
    return cut.sheet[start : cut.sheet.index(_MERGED, start) + len(_MERGED)]


def _archive(cut: _Cut, number: int, kept: dict[str, bytes], member: str) -> io.BytesIO:
    """A workbook with the rows of one part only.

    The merged areas stand above the rows: the reader looks for them from the top, and would go
    through all rows once more.
    """
    packed = io.BytesIO()
    view = memoryview(cut.sheet)
    start, end = cut.bounds[number]
    above = view[: cut.head - len(_START)]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in kept.items():
            archive.writestr(name, content)
        with archive.open(member, "w") as stream:
            for piece in (above, _merges(cut, number), _START, view[start:end], _CLOSED):
                stream.write(piece)
    packed.seek(0)
    return packed


def _together(reads: Sequence[_Read]) -> Parted | None:
    """None where the rows do not go downward from part to part."""
    last = -1
    findings = Findings()
    for read in reads:
        if read.part.cells.height:
            if read.part.first <= last:
                return None
            last = read.part.first + read.part.cells.height - 1
        findings.broken.update(read.findings.broken)
        findings.hidden_rows |= read.findings.hidden_rows
        findings.hidden_columns |= read.findings.hidden_columns
    return Parted(Stacked([read.part for read in reads]), reads[0].merged, findings)
