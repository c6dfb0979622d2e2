"""The cells of a sheet column by column: each distinct cell once, and where it stands.

A register of 100,000 rows says 是 and 否 a million times. Kept so, it is quick to send from one
process to another, small in memory, and each distinct cell is read once.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Self, overload

Cell = str | float | int | bool | date | datetime | time | timedelta

#: How many rows are turned at a time: few enough to stay in the processor's own memory.
_AT_ONCE = 500


class Columnwise(Sequence[Sequence[Cell]]):
    """The rows of a sheet, all of one width; "" is an empty cell.

    ``distinct[c]`` are the cells of column ``c``, in the order in which they first stand there,
    and ``codes[c]`` says for each row which of them, as 32-bit numbers in the machine's order.
    """

    __slots__ = ("codes", "distinct", "height")

    def __init__(self, height: int, distinct: list[list[Cell]], codes: list[bytes]) -> None:
        self.height, self.distinct, self.codes = height, distinct, codes

    def __reduce__(self) -> tuple[type["Columnwise"], tuple[object, ...]]:
        return Columnwise, (self.height, self.distinct, self.codes)

    @classmethod
    def of(cls, rows: Iterable[Sequence[Cell]], offset: int = 0) -> "Columnwise":
        """Rows of any width; those that are Columnwise already are given back as they are.

        ``offset`` empty columns come before the first.
        """
        if isinstance(rows, Columnwise):
            return rows
        turning = _Turning()
        stream = iter(rows)
        while some := list(islice(stream, _AT_ONCE)):
            turning.add(some)
        return turning.done(offset)

    @property
    def width(self) -> int:
        """How many columns."""
        return len(self.codes)

    def __len__(self) -> int:
        return self.height

    @overload
    def __getitem__(self, index: int) -> list[Cell]: ...
    @overload
    def __getitem__(self, index: slice) -> list[list[Cell]]: ...
    def __getitem__(self, index: int | slice) -> list[Cell] | list[list[Cell]]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self.height))]
        if not -self.height <= index < self.height:
            raise IndexError(index)
        place = 4 * (index % self.height)
        found = (memoryview(codes)[place : place + 4].cast("I")[0] for codes in self.codes)
        return [cells[code] for cells, code in zip(self.distinct, found, strict=True)]

    def __iter__(self) -> Iterator[list[Cell]]:
        if not self.codes:
            return iter([[] for _ in range(self.height)])
        return map(list, zip(*(self.column(c) for c in range(self.width)), strict=True))

    def column(self, column: int) -> list[Cell]:
        """All cells of a column."""
        return list(
            map(self.distinct[column].__getitem__, memoryview(self.codes[column]).cast("I"))
        )

    def emptied(self, columns: Iterable[int]) -> Self:
        """The same rows with some columns empty."""
        distinct, codes = list(self.distinct), list(self.codes)
        for column in columns:
            if column < self.width:
                distinct[column], codes[column] = [""], bytes(4 * self.height)
        return type(self)(self.height, distinct, codes)


class _Index(dict[object, int]):
    """Numbers its keys as they come."""

    def __missing__(self, key: object) -> int:
        number = self[key] = len(self)
        return number


class _Column:
    """One column under way. 1, 1.0 and True are equal keys, so that they are keyed by type."""

    def __init__(self, height: int) -> None:
        self.index = _Index({"": 0} if height else {})
        self.codes = array("I", bytes(4 * height))
        self.typed = False

    def add(self, cells: Sequence[Cell]) -> None:
        if not self.typed:
            before = len(self.index)
            codes = list(map(self.index.__getitem__, cells))
            if 1 not in self.index and 0 not in self.index:
                self.codes.extend(array("I", codes))
                return
            self.typed = True
            for key in list(self.index)[before:]:
                del self.index[key]
        keys = [(type(c), c) if c in (0, 1) else c for c in cells]
        self.codes.extend(array("I", list(map(self.index.__getitem__, keys))))

    def cells(self) -> list[Cell]:
        """The keys as cells again."""
        return [key[1] if type(key) is tuple else key for key in self.index]  # type: ignore[misc]


class _Turning:
    def __init__(self) -> None:
        self.height = 0
        self.columns: list[_Column] = []

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        width = max(len(self.columns), *map(len, rows)) if rows else 0
        if min(map(len, rows)) < width:
            blank = [""] * width
            rows = [row if len(row) == width else [*row, *blank[len(row) :]] for row in rows]
        self.columns += [_Column(self.height) for _ in range(len(self.columns), width)]
        self.height += len(rows)
        for column, cells in zip(self.columns, zip(*rows, strict=True), strict=True):
            column.add(cells)

    def done(self, offset: int) -> Columnwise:
        distinct: list[list[Cell]] = [[""] for _ in range(offset)]
        distinct += [column.cells() for column in self.columns]
        codes = [bytes(4 * self.height)] * offset
        codes += [column.codes.tobytes() for column in self.columns]
        return Columnwise(self.height, distinct, codes)
