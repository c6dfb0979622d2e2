"""Numbers for combinations of values, so that rows that are alike are worked out once."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from rules.inference import occurring

Ints = npt.NDArray[np.int64]

#: Up to so many numbers, those that occur are found by marking them and not by sorting.
_FEW = 1 << 19
#: And where at most so many times as many numbers are possible as there are rows.
_SPARSE = 16


def numbered(columns: Sequence[npt.NDArray[np.int64]]) -> tuple[Ints, Ints]:
    """A row of each combination of values, and for each row the number of its combination.

    The values are not negative. Combinations are in no order that means anything.
    """
    key, room = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        size = int(column.max(initial=0)) + 1
        if room * size > _FEW:
            key, room = _compact(key, room)
        key, room = key * size + column, room * size
    key, room = _compact(key, room)
    first = np.zeros(room, np.int64)
    first[key[::-1]] = np.arange(len(key))[::-1]
    return first, key


def _compact(key: Ints, room: int) -> tuple[Ints, int]:
    """The same rows alike, with numbers that leave out none."""
    if room > max(_SPARSE * len(key), 1) or room > _FEW:
        values, inverse = np.unique(key, return_inverse=True)
        return inverse.reshape(-1).astype(np.int64), len(values)
    seen = np.zeros(room, np.bool_)
    seen[key] = True
    rank = np.cumsum(seen)
    return rank[key] - 1, int(rank[-1])


def looked_up(ids: Ints, work: Callable[[int], int]) -> Ints:
    """A number for each id, worked out once for each id that occurs. Ids are small."""
    found = np.zeros(int(ids.max(initial=-1)) + 1, np.int64)
    for each in occurring(ids):
        found[each] = work(each)
    return found[ids]
