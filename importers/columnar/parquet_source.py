"""A large Parquet file as chunks of cells."""

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from importers.columnar.ahead import ahead
from importers.columnar.cells import Cells, cells_of
from importers.columnar.sheet import FlatSheet, Irregular
from importers.columnar.survey import Hashes, hashes_of
from importers.grid import Cell, Grid
from importers.keys import CASE_KEY
from importers.parquet import _cell as plain_cell

#: Rows that tell what the columns are, and rows that are read at a time.
HEAD, _BATCH = 60, 1 << 16
#: A group of rows that says it is larger when unpacked is not opened.
_LARGEST_GROUP = 8 << 30
_BLOCK = 16 << 20


class ParquetSource:
    """A Parquet file with columns of plain values; row 1 holds their names."""

    def __init__(self, path: Path, name: str, sheet: str) -> None:
        self.path = path
        try:
            with pq.ParquetFile(path) as file:
                self.names: list[str] = list(file.schema_arrow.names)
                kinds = file.schema_arrow.types
                about = file.metadata
                self.rows: int = about.num_rows
                sizes = [about.row_group(i).total_byte_size for i in range(about.num_row_groups)]
                first = next(file.iter_batches(HEAD), None)
        except (pa.ArrowException, OSError, ValueError):
            raise Irregular from None
        if any(map(pa.types.is_nested, kinds)) or len(set(self.names)) < len(self.names):
            raise Irregular
        if max(sizes, default=0) > _LARGEST_GROUP:
            raise Irregular
        self._words = [n for n, k in zip(self.names, kinds, strict=True) if _is_text(k)]
        rows = pa.Table.from_batches([first] if first else [], file.schema_arrow)
        self.head = header_grid(rows, name, sheet)

    def begin(self, sheet: FlatSheet) -> None:
        """The columns are known now."""
        if sheet.layout.header:
            raise Irregular
        self._keys = sheet.keys
        keys = {self.names[column] for column in sheet.keys}
        self._words = [name for name in self._words if name not in keys]

    def survey(self, sheet: FlatSheet) -> tuple[Hashes, str]:
        """A hash of the case of each row, and the SHA-256 of the file."""
        reader = sheet.readers[CASE_KEY]
        name = self.names[reader.heading.column]
        with ThreadPoolExecutor(1) as aside:
            digest = aside.submit(_digest, self.path)
            found, row = np.empty(self.rows, np.uint64), 0
            for batch in ahead(self._batches([name])):
                if row + len(batch) > self.rows:
                    raise Irregular
                found[row : row + len(batch)] = hashes_of(batch.column(0), reader)
                row += len(batch)
            if row < self.rows:
                raise Irregular
            return found, digest.result()

    def chunks(self, cuts: Sequence[int]) -> Iterator[Cells]:
        """The rows, cut after these numbers of them."""
        batches = self._batches(None)
        waiting: list[pa.RecordBatch] = []
        held, row = 0, 0
        for cut in cuts:
            while held < cut - row:
                batch = next(batches)
                waiting.append(batch)
                held += len(batch)
            table = pa.Table.from_batches(waiting)
            part = table.slice(0, cut - row)
            yield cells_of(part, row + 2 + np.arange(part.num_rows), self._keys)
            rest = table.slice(cut - row)
            waiting, held, row = rest.to_batches(), len(rest), cut

    def _batches(self, names: list[str] | None) -> Iterator[pa.RecordBatch]:
        try:
            with pq.ParquetFile(self.path, read_dictionary=self._words, pre_buffer=False) as file:
                yield from file.iter_batches(_BATCH, columns=names)
        except (pa.ArrowException, OSError, ValueError):
            raise Irregular from None


def header_grid(first: pa.Table, name: str, sheet: str) -> Grid:
    """The first rows of a table as a sheet whose row 1 holds the column names."""
    header: list[Cell] = list(first.column_names)
    columns = [map(plain_cell, column.to_pylist()) for column in first.columns]
    return Grid(name, sheet, [header, *map(list, zip(*columns, strict=True))])


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            found.update(block)
    return found.hexdigest()
