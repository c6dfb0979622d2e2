"""Any file to grids: what it is, and which reader it needs. No vocabulary is known here."""

from dataclasses import dataclass, field

from importers.container import Format, sniff
from importers.decrypting import decrypt
from importers.delimited import read_delimited
from importers.grid import Grid
from importers.parquet import read_parquet
from importers.refused import Note, Refused
from importers.workbook import read_workbook

#: Formats of which only the reader finds that a file is encrypted, and what it then says.
_ENCRYPTED = (("xls", "file-encrypted"), ("ods", "ods-encrypted"))


@dataclass(frozen=True)
class Wanted:
    """A file to be read: its bytes, and what the user said about it."""

    data: bytes
    file: str
    #: The sheet name of a file that has none.
    stem: str
    encoding: str | None = None
    password: str | None = field(default=None, repr=False)
    #: Check every part before the fast reader sees any. Otherwise both are at work together.
    careful: bool = True


@dataclass(frozen=True)
class Opened:
    """The sheets of a file, what it really was, and what is to be said about it."""

    kind: Format
    grids: list[Grid]
    notes: list[Note]


def open_file(wanted: Wanted) -> Opened:
    """Refused for what cannot be read."""
    kind = sniff(wanted.data, wanted.file, wanted.encoding)
    if kind == "csv":
        grid = read_delimited(wanted.data, wanted.file, wanted.stem, wanted.encoding)
        return Opened(kind, [grid], [])
    if kind == "parquet":
        return Opened(kind, [read_parquet(wanted.data, wanted.file, wanted.stem)], [])
    if kind == "encrypted":
        return _decrypted(wanted)
    try:
        grids, notes = read_workbook(wanted.data, wanted.file, kind, careful=wanted.careful)
    except Refused as refusal:
        if (kind, refusal.code) in _ENCRYPTED:
            return _decrypted(wanted)
        raise
    return Opened(kind, grids, notes)


def _decrypted(wanted: Wanted) -> Opened:
    """The workbook inside an encrypted one, whose own bytes are then judged."""
    data = decrypt(wanted.data, wanted.password)
    kind = sniff(data, wanted.file)
    grids, notes = read_workbook(data, wanted.file, kind, careful=wanted.careful)
    return Opened(kind, grids, [*notes, ("file-decrypted", {})])
