"""A delimited file as bytes: where its records end, whatever stands between quotes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from importers.columnar.sheet import Irregular

#: Bytes that are looked at together.
BLOCK = 16 << 20
#: No record is longer.
_LONGEST = 64 << 20
_LINE_FEED, _QUOTE = 10, 34

Offsets = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Block:
    """Whole records: their bytes, where the first begins in the file, and where each ends."""

    data: bytes
    start: int
    ends: Offsets


def blocks(stream: BinaryIO, start: int = 0, size: int = BLOCK) -> Iterator[Block]:
    """The records of a file from an offset on. Irregular where a record has no end."""
    stream.seek(start)
    rest = b""
    while True:
        read = stream.read(size)
        data = rest + read
        ends = record_ends(data)
        if not read:
            if data:
                unfinished = not len(ends) or ends[-1] < len(data)
                yield Block(data, start, np.append(ends, len(data)) if unfinished else ends)
            return
        if not len(ends):
            if len(data) > _LONGEST:
                raise Irregular
            rest = data
            continue
        cut = int(ends[-1])
        yield Block(data[:cut], start, ends)
        start, rest = start + cut, data[cut:]


def record_ends(data: bytes) -> Offsets:
    """The offset after each line end that does not stand between quotes."""
    view = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(view == _LINE_FEED)
    if _QUOTE in data:
        quotes = np.flatnonzero(view == _QUOTE)
        ends = ends[np.searchsorted(quotes, ends) % 2 == 0]
    found: Offsets = ends + 1
    return found


def well_quoted(data: bytes, delimiter: int) -> bool:
    """Does every quote open or close a whole field, or stand doubled in one?"""
    if _QUOTE not in data:
        return True
    view = np.frombuffer(data, np.uint8)
    quotes = np.flatnonzero(view == _QUOTE)
    if len(quotes) % 2:
        return False
    opens, closes = quotes[0::2], quotes[1::2]
    before = view[np.maximum(opens - 1, 0)]
    begins = (opens == 0) | (before == delimiter) | (before == _LINE_FEED)
    begins |= np.isin(opens - 1, closes)
    after = view[np.minimum(closes + 1, len(view) - 1)]
    finishes = (closes == len(view) - 1) | (after == delimiter) | np.isin(after, (10, 13))
    finishes |= np.isin(closes + 1, opens)
    return bool(begins.all() and finishes.all())
