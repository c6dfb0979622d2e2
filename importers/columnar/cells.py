"""Some rows of a large table, column by column: each distinct cell, and where it stands."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from importers.grid import Cell
from importers.parquet import _cell as plain_cell

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

#: More words than this are joined by Arrow.
_FEW_WORDS = 2_000


@dataclass(frozen=True)
class Distinct:
    """Cell ``i`` is ``values[codes[i]]``.

    Not every value need stand somewhere, and two may be equal where hardly a cell repeats.
    """

    values: pa.Array
    codes: npt.NDArray[np.int32]

    @staticmethod
    def of(array: pa.Array) -> "Distinct":
        """The cells of an Arrow array; null is the empty cell."""
        coded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
        values, codes = coded.dictionary, coded.indices
        if pa.types.is_large_string(values.type):
            values = values.cast(pa.string())
        if codes.null_count or values.null_count:
            empty = len(values)
            values = _with_empty(values)
            codes = pc.fill_null(codes.cast(pa.int32()), empty)
        return Distinct(values, codes.to_numpy(zero_copy_only=False).astype(np.int32, copy=False))

    @staticmethod
    def each(array: pa.Array) -> "Distinct":
        """The cells of an Arrow array in which hardly one repeats: each stands for itself."""
        if not pa.types.is_string(array.type):
            return Distinct.of(array)
        values = array.fill_null("") if array.null_count else array
        return Distinct(values, np.arange(len(array), dtype=np.int32))

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def texts(self) -> bool:
        """Are all cells text?"""
        return bool(pa.types.is_string(self.values.type))

    @cached_property
    def cells(self) -> list[Cell]:
        """The distinct cells as the other readers give them."""
        values = self.values.to_pylist()
        return [v if v.__class__ is str else plain_cell(v) for v in values]

    def value(self, at: int) -> Cell:
        """One distinct cell."""
        value: Any = self.values[at].as_py()
        return value if value.__class__ is str else plain_cell(value)

    def cell(self, row: int) -> Cell:
        """The cell of one row."""
        return self.value(int(self.codes[row]))

    def where(self, test: Callable[[Cell], bool]) -> Bools:
        """What the test says of each cell."""
        answers = np.fromiter(map(test, self.cells), np.bool_, len(self.cells))
        found: Bools = answers[self.codes]
        return found

    def taken(self, rows: npt.NDArray[Any]) -> "Distinct":
        """Some of the cells, in the order given."""
        return Distinct(self.values, self.codes[rows])


def _with_empty(values: pa.Array) -> pa.Array:
    """The values, and one more that stands for an empty cell."""
    filled = values.fill_null("") if pa.types.is_string(values.type) else values
    empty = pa.array([""] if pa.types.is_string(values.type) else [None], values.type)
    return pa.concat_arrays([filled, empty])


@dataclass(frozen=True)
class Cells:
    """Rows of a table. ``rows`` are their numbers in the sheet, from 1.

    ``spilled`` tells how many cells stand beyond the last column, by position of the row.
    """

    rows: Ints
    columns: list[Distinct]
    spilled: Mapping[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def taken(self, rows: Ints) -> "Cells":
        """Some of the rows, in the order given."""
        spilled = {}
        if self.spilled:
            place = {int(old): new for new, old in enumerate(rows.tolist())}
            spilled = {place[old]: n for old, n in self.spilled.items() if old in place}
        return Cells(self.rows[rows], [column.taken(rows) for column in self.columns], spilled)


def joined_cells(above: Cells, below: Cells) -> Cells:
    """The rows of both."""
    columns = [
        Distinct(
            pa.concat_arrays([first.values, second.values]),
            np.concatenate([first.codes, second.codes + np.int32(len(first.values))]),
        )
        for first, second in zip(above.columns, below.columns, strict=True)
    ]
    spilled = {len(above) + row: count for row, count in below.spilled.items()}
    return Cells(np.concatenate([above.rows, below.rows]), columns, {**above.spilled, **spilled})


def cells_of(table: pa.Table, rows: Ints, unique: Collection[int] = ()) -> Cells:
    """The cells of a table whose rows have these numbers in the sheet.

    In the columns ``unique`` hardly a cell repeats.
    """
    columns = [
        Distinct.each(one_chunk(column)) if at in unique else _distinct(column)
        for at, column in enumerate(table.columns)
    ]
    return Cells(rows, columns)


def _distinct(column: pa.ChunkedArray) -> Distinct:
    """The cells of a column; short dictionaries of words are joined word by word."""
    kind = column.type
    if column.num_chunks < 2 or not pa.types.is_dictionary(kind):
        return Distinct.of(one_chunk(column))
    if sum(len(chunk.dictionary) for chunk in column.chunks) > _FEW_WORDS:
        return Distinct.of(one_chunk(column))
    parts = [Distinct.of(chunk) for chunk in column.chunks]
    if not all(part.texts for part in parts):
        return Distinct.of(one_chunk(column))
    at: dict[str, int] = {}
    codes = np.empty(len(column), np.int32)
    first = 0
    for part in parts:
        places = [at.setdefault(word, len(at)) for word in part.values.to_pylist()]
        same = places == list(range(len(places)))
        own = part.codes if same else np.array(places, np.int32).take(part.codes)
        codes[first : first + len(part)] = own
        first += len(part)
    return Distinct(pa.array(list(at), pa.string()), codes)


def one_chunk(column: pa.ChunkedArray) -> pa.Array:
    """The column in one piece."""
    if column.num_chunks == 1:
        return column.chunk(0)
    if not column.num_chunks:
        return pa.array([], column.type)
    if pa.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
    return column.combine_chunks()
