"""A large CSV file as chunks of cells."""

import csv
import hashlib
import io
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from importers.columnar.cells import Cells
from importers.columnar.delimited import Format, in_encoding, read_column, read_records
from importers.columnar.lines import blocks
from importers.columnar.sheet import FlatSheet, Irregular
from importers.columnar.survey import Hashes, hashes_of
from importers.delimited import _delimiter
from importers.grid import Grid
from importers.keys import CASE_KEY

#: So many bytes of the beginning tell what the columns are.
_HEAD = 1 << 18
_BOM = b"\xef\xbb\xbf"


class _Records(NamedTuple):
    """Where the records of one block end: the first record, the block, and offsets in it."""

    first: int
    start: int
    ends: npt.NDArray[np.uint32]


class DelimitedSource:
    """A CSV file in one encoding that keeps line ends and quotes as they are in ASCII."""

    def __init__(self, path: Path, name: str, sheet: str, encoding: str) -> None:
        self.path, self.encoding = path, encoding
        with path.open("rb") as stream:
            data = stream.read(_HEAD)
            if data.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise Irregular
            self.start = len(_BOM) if data.startswith(_BOM) else 0
            block = next(blocks(stream, self.start, _HEAD), None)
        if block is None:
            raise Irregular
        text = in_encoding(block.data, encoding)
        self.delimiter = _delimiter(text)
        try:
            self._rows = list(
                csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter, strict=True)
            )
        except csv.Error:
            raise Irregular from None
        if len(self._rows) != len(block.ends):
            raise Irregular
        self._head_ends = block.ends
        #: The first rows of the file.
        self.head = Grid(name, sheet, self._rows, delimited=True)
        self._records: list[_Records] = []

    def begin(self, sheet: FlatSheet) -> None:
        """The columns are known now."""
        header = sheet.layout.header
        below = self._rows[header + 1 : header + 2] or [self._rows[header]]
        fields = max(len(below[0]), sheet.width)
        self.form = Format(self.delimiter, self.encoding, sheet.width, fields, sheet.unique)
        self.first = header + 2
        self.start += int(self._head_ends[header])

    def survey(self, sheet: FlatSheet) -> tuple[Hashes, str]:
        """A hash of the case of each record, and the SHA-256 of the file."""
        digest, found = hashlib.sha256(), [np.zeros(0, np.uint64)]
        reader = sheet.readers[CASE_KEY]
        rows = 0
        with self.path.open("rb") as stream, ThreadPoolExecutor(1) as aside:
            digest.update(stream.read(self.start))
            for block in blocks(stream, self.start):
                hashing = aside.submit(digest.update, block.data)
                own = hashes_of(read_column(block.data, self.form, reader.heading.column), reader)
                if len(own) != len(block.ends):
                    raise Irregular
                self._records.append(_Records(rows, block.start, block.ends.astype(np.uint32)))
                found.append(own)
                rows += len(own)
                hashing.result()
        return np.concatenate(found), digest.hexdigest()

    def chunks(self, cuts: Sequence[int]) -> Iterator[Cells]:
        """The records, cut after these numbers of them."""
        offsets = [self._offset(cut) for cut in cuts]
        self._records.clear()
        row, start = 0, self.start
        with self.path.open("rb") as stream:
            stream.seek(start)
            for cut, offset in zip(cuts, offsets, strict=True):
                cells = read_records(stream.read(offset - start), self.form, self.first + row)
                if len(cells) != cut - row:
                    raise Irregular
                yield cells
                row, start = cut, offset

    def _offset(self, record: int) -> int:
        """Where so many records end in the file."""
        at = bisect_right(self._records, record - 1, key=lambda block: block.first) - 1
        block = self._records[at]
        return block.start + int(block.ends[record - 1 - block.first])
