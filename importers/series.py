"""One column of the data rows of a sheet: each distinct cell once, and where it stands."""

from collections.abc import Callable, Iterator, Sequence
from typing import overload

import numpy as np
import numpy.typing as npt

from importers.columnwise import Cell, Columnwise

#: Positions, from 0.
Codes = npt.NDArray[np.int64]


class Series(Sequence[Cell]):
    """``distinct[codes[i]]`` is cell ``i``; every distinct cell stands somewhere.

    ``whole`` says that this is so of what is given.
    """

    codes: npt.NDArray[np.integer]

    def __init__(
        self, distinct: Sequence[Cell], codes: npt.NDArray[np.integer], *, whole: bool = False
    ) -> None:
        there = np.ones(1, bool) if whole else np.bincount(codes, minlength=len(distinct)) > 0
        if there.all():
            self.distinct, self.codes = list(distinct), codes
        else:
            self.distinct = [distinct[i] for i in np.flatnonzero(there).tolist()]
            self.codes = (np.cumsum(there) - 1)[codes]

    @classmethod
    def of(cls, cells: Sequence[Cell]) -> "Series":
        """Cells of any kind; a Series is given back as it is."""
        if isinstance(cells, Series):
            return cells
        return columns(Columnwise.of([(cell,) for cell in cells]))[0] if cells else cls([], EMPTY)

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, index: int) -> Cell: ...
    @overload
    def __getitem__(self, index: slice) -> "Series": ...
    def __getitem__(self, index: int | slice) -> "Cell | Series":
        if isinstance(index, slice):
            return Series(self.distinct, self.codes[index])
        return self.distinct[int(self.codes[index])]

    def __iter__(self) -> Iterator[Cell]:
        return map(self.distinct.__getitem__, self.codes.tolist())

    def where(self, test: Callable[[Cell], bool]) -> npt.NDArray[np.bool_]:
        """What the test says of each cell."""
        answers = np.fromiter(map(test, self.distinct), bool, len(self.distinct))
        found: npt.NDArray[np.bool_] = answers[self.codes]
        return found

    def each(self, told: Callable[[Cell], str]) -> list[str]:
        """A text for each cell."""
        texts = [told(cell) for cell in self.distinct]
        return list(map(texts.__getitem__, self.codes.tolist()))

    def filled(self, rows: Sequence[int], source: int) -> "Series":
        """The same, but in these rows the cell of another one."""
        codes = self.codes.copy()
        codes[list(rows)] = codes[source]
        return Series(self.distinct, codes)

    def taken(self, rows: Codes) -> "Series":
        """Some of the cells, in the order given."""
        return Series(self.distinct, self.codes[rows])


EMPTY = np.zeros(0, np.int64)


def numbered(
    texts: Sequence[str], keys: Callable[[Sequence[str]], Sequence[str]]
) -> tuple[Codes, int]:
    """For each text the number of its key, from 0 as they first come, and how many keys there are.

    ``keys`` gives the key of each of some distinct texts.
    """
    distinct = list(dict.fromkeys(texts))
    index: dict[str, int] = {}
    own = [index.setdefault(key, len(index)) for key in keys(distinct)]
    codes = dict(zip(distinct, own, strict=True))
    return np.fromiter(map(codes.__getitem__, texts), np.int64, len(texts)), len(index)


def columns(cells: Columnwise) -> list[Series]:
    """The columns of a sheet, all rows."""
    return [
        Series(distinct, np.frombuffer(codes, np.uint32), whole=True)
        for distinct, codes in zip(cells.distinct, cells.codes, strict=True)
    ]
