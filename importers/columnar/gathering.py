"""Cases whose rows lie far apart: gathered on the disk, so that each is read with all of its rows.

Every row goes to one of several files, by the hash of its case; each file is then small enough to
be read at once. The rows keep their numbers.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

from importers.columnar.cells import Cells, cells_of, one_chunk
from importers.columnar.survey import NO_HASH, Hashes

#: Beside the columns of the table, which are numbered: the row, and cells beyond the last column.
_ROW, _SPILLED = "row", "spilled"


class Gathering:
    """So many files in a folder; they are there until the block ends."""

    def __init__(self, folder: Path, files: int) -> None:
        self.paths = [folder / f"{number}.arrow" for number in range(files)]
        self._writers: list[pa.ipc.RecordBatchFileWriter | None] = [None] * files

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()
        for path in self.paths:
            path.unlink(missing_ok=True)

    def add(self, cells: Cells, hashes: Hashes) -> None:
        """Rows, each with the hash of its case."""
        own = np.where(hashes == NO_HASH, cells.rows.astype(np.uint64), hashes)
        files = (own % np.uint64(len(self.paths))).astype(np.int64)
        order = np.argsort(files, kind="stable")
        bounds = np.searchsorted(files[order], np.arange(len(self.paths) + 1))
        table = _table(cells.taken(order))
        for number, (start, end) in enumerate(pairwise(bounds.tolist())):
            if end > start:
                self._write(number, table.slice(start, end - start))

    def chunks(self) -> Iterator[Cells]:
        """The rows of each file, in the order of the sheet."""
        self._close()
        for path in self.paths:
            if path.exists():
                with pa.memory_map(str(path)) as mapped:
                    table = pa.ipc.open_file(mapped).read_all()
                    yield _cells(table)

    def _write(self, number: int, table: pa.Table) -> None:
        writer = self._writers[number]
        if writer is None:
            writer = pa.ipc.new_file(str(self.paths[number]), table.schema)
            self._writers[number] = writer
        writer.write_table(table)

    def _close(self) -> None:
        for number, writer in enumerate(self._writers):
            if writer is not None:
                writer.close()
                self._writers[number] = None


def _table(cells: Cells) -> pa.Table:
    columns = {str(i): c.values.take(pa.array(c.codes)) for i, c in enumerate(cells.columns)}
    spilled = np.zeros(len(cells), np.int32)
    for row, count in cells.spilled.items():
        spilled[row] = count
    return pa.table({**columns, _ROW: cells.rows, _SPILLED: spilled})


def _cells(table: pa.Table) -> Cells:
    found = cells_of(table.drop_columns([_ROW, _SPILLED]), _numbers(table[_ROW]))
    spilled = _numbers(table[_SPILLED])
    beyond = {row: int(spilled[row]) for row in np.flatnonzero(spilled).tolist()}
    return Cells(found.rows, found.columns, beyond)


def _numbers(column: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    found: npt.NDArray[np.int64] = one_chunk(column).to_numpy().astype(np.int64)
    return found
