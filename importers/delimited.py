"""A .csv file to a grid: BOM, then strict UTF-8, then strict GB18030."""

import codecs
import csv
import io

from importers.grid import Grid
from importers.refused import give_up

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = ("utf-8", "gb18030")
_DELIMITERS = (",", "\t", ";")
_MAX_FIELD = 1 << 20


def read_delimited(data: bytes, file: str, sheet: str, encoding: str | None) -> Grid:
    """The file as one sheet; record numbers are the row numbers, as in Excel."""
    text = decode(data, encoding)
    csv.field_size_limit(_MAX_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        rows = list(reader)
    except csv.Error:
        give_up("csv-broken", line=reader.line_num)
    return Grid(file, sheet, rows, delimited=True)


def decode(data: bytes, encoding: str | None = None) -> str:
    """The text; Refused when no encoding fits without loss."""
    if encoding is not None:
        try:
            codecs.lookup(encoding)
            return data.decode(encoding).removeprefix("\ufeff")
        except LookupError:
            give_up("encoding-unknown", name=encoding)
        except UnicodeError:
            give_up("file-encoding", tried=encoding)
    boms = [name for bom, name in _BOMS if data.startswith(bom)]
    tried = boms or list(_GUESSES)
    for name in tried:
        try:
            return data.decode(name)
        except UnicodeError:
            continue
    give_up("file-encoding", tried="、".join(tried).replace("-sig", ""))


def _delimiter(text: str) -> str:
    """The delimiter that splits one of the first lines into most parts."""
    lines = text[:20_000].splitlines()[:20]
    counts = {d: max((line.count(d) for line in lines), default=0) for d in _DELIMITERS}
    return max(_DELIMITERS, key=lambda d: counts[d])
