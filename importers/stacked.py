"""The parts of one sheet, read apart, one below the other."""

from collections.abc import Sequence
from typing import NamedTuple

from importers.columnwise import Cell, Columnwise


class Part(NamedTuple):
    """Some rows of a sheet that follow each other; ``first`` is the 0-based row of the first."""

    first: int
    cells: Columnwise


class Stacked(Columnwise):
    """Parts on their way to another process, where they arrive as the Columnwise of all rows."""

    __slots__ = ("parts",)

    def __init__(self, parts: Sequence[Part]) -> None:
        super().__init__(0, [], [])
        self.parts = [tuple(part) for part in parts]

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:  # type: ignore[override]
        return stacked, (self.parts,)


def stacked(parts: Sequence[tuple[int, Columnwise]]) -> Columnwise:
    """All rows; those before, between and beside the parts are empty. Parts go downward."""
    given = [Part(*part) for part in parts if part[1].height]
    height = given[-1].first + given[-1].cells.height if given else 0
    width = max((part.cells.width for part in given), default=0)
    columns = [_column(given, column, height) for column in range(width)]
    return Columnwise(height, [cells for cells, _ in columns], [codes for _, codes in columns])


def _column(parts: Sequence[Part], column: int, height: int) -> tuple[list[Cell], bytes]:
    """The distinct cells in the order in which they first stand there, and their codes."""
    import numpy as np  # only where the parts arrive

    index: dict[object, int] = {}
    codes = np.zeros(height, np.uint32)
    filled = 0
    for first, cells in parts:
        if first > filled:
            codes[filled:first] = index.setdefault("", len(index))
        filled = first + cells.height
        if column >= cells.width:
            codes[first:filled] = index.setdefault("", len(index))
            continue
        own = [index.setdefault(_key(cell), len(index)) for cell in cells.distinct[column]]
        places = np.array(own, np.uint32)
        codes[first:filled] = places[np.frombuffer(cells.codes[column], np.uint32)]
    distinct = [key[1] if type(key) is tuple else key for key in index]
    return distinct, codes.tobytes()  # type: ignore[return-value]


def _key(cell: Cell) -> object:
    """1, 1.0 and True are equal, and not the same."""
    return (type(cell), cell) if cell in (0, 1) else cell
