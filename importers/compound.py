"""OLE files: the container of .xls, .et and of encrypted workbooks."""

import io
import struct
from collections.abc import Sequence

import olefile  # type: ignore[import-untyped]

from importers.refused import give_up

#: The streams of BIFF8 and BIFF5 workbooks.
BOOKS = ("Workbook", "Book")
#: Sector numbers from here on are marks: the end of a chain, a free sector.
_MARKS = 0xFFFFFFFA


def streams(data: bytes) -> dict[str, bytes]:
    """The workbook streams of an OLE file, and the names alone of the others.

    Refused where the container is damaged; a chain of sectors that runs in a circle is, and the
    fast reader would follow it until the memory is full.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            sound = _chains_end(ole, data)
            names = [entry[0] for entry in ole.listdir() if len(entry) == 1]
            found = {n: ole.openstream(n).read() if n in BOOKS else b"" for n in names}
    except Exception:  # a damaged container fails in many ways
        give_up("file-broken")
    if not sound:
        give_up("file-broken")
    return found


def _chains_end(ole: "olefile.OleFileIO", data: bytes) -> bool:
    entries = [entry for entry in ole.direntries if entry is not None]
    starts = [ole.first_dir_sector, ole.first_mini_fat_sector, ole.root.isectStart]
    starts += [entry.isectStart for entry in entries if not entry.is_minifat]
    if not all(_ends(ole.fat, start) for start in starts):
        return False
    ole.loadminifat()
    small = (entry.isectStart for entry in entries if entry.is_minifat)
    return all(_ends(ole.minifat, start) for start in small) and _difat_ends(ole, data)


def _ends(table: Sequence[int], sector: int) -> bool:
    """Does the chain come to its end, or to a sector that is not there?"""
    for _ in range(len(table) + 1):
        if sector >= len(table):
            return True
        sector = table[sector]
    return False


def _difat_ends(ole: "olefile.OleFileIO", data: bytes) -> bool:
    """The same of the sectors that list the sectors of the table; each names the next."""
    sector, size = ole.first_difat_sector, ole.sector_size
    for _ in range(len(data) // size + 1):
        place = (sector + 2) * size - 4
        if sector >= _MARKS or place + 4 > len(data):
            return True
        sector = struct.unpack_from("<I", data, place)[0]
    return False
