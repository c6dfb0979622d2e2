"""Rows that come in no order, kept on the disk and given back in the order of the input."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

from exporters.parquet.arrays import plain_table


class Ordering:
    """Tables whose column ``by`` holds whole numbers, each table in their order."""

    def __init__(self, folder: Path, by: str) -> None:
        self.folder, self.by = folder, by
        self._paths: list[Path] = []
        self._rows: list[npt.NDArray[np.int64]] = []

    def add(self, table: pa.Table) -> None:
        """Keep a table."""
        path = self.folder / f"{len(self._paths)}.arrow"
        with pa.ipc.new_file(str(path), table.schema) as writer:
            writer.write_table(table)
        self._paths.append(path)
        self._rows.append(table[self.by].to_numpy().astype(np.int64))

    def tables(self, size: int) -> Iterator[pa.Table]:
        """All rows in order; each table spans so many numbers."""
        maps = [pa.memory_map(str(path)) for path in self._paths]
        try:
            kept = [pa.ipc.open_file(mapped).read_all() for mapped in maps]
            start = min((int(rows[0]) for rows in self._rows if len(rows)), default=0)
            end = max((int(rows[-1]) for rows in self._rows if len(rows)), default=-1)
            for low in range(start, end + 1, size):
                pieces = [
                    table.slice(first, last - first)
                    for table, rows in zip(kept, self._rows, strict=True)
                    for first, last in [np.searchsorted(rows, (low, low + size)).tolist()]
                    if last > first
                ]
                if pieces:
                    yield pa.concat_tables(pieces).sort_by(self.by)
        finally:
            for mapped in maps:
                mapped.close()


def side_by_side(first: pa.Table, second: pa.Table, prefix: str) -> pa.Table:
    """One table of both, in plain words; the names of the second begin with the prefix."""
    joined = plain_table(first)
    for name, column in zip(second.column_names, plain_table(second).columns, strict=True):
        joined = joined.append_column(f"{prefix}{name}", column)
    return joined


def parted(table: pa.Table, prefix: str) -> tuple[pa.Table, pa.Table]:
    """The two tables again."""
    own = [name for name in table.column_names if not name.startswith(prefix)]
    others = [name for name in table.column_names if name.startswith(prefix)]
    second = table.select(others)
    return table.select(own), second.rename_columns([n.removeprefix(prefix) for n in others])
