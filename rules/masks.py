"""Sets of questions, one for each row: as many 64-bit words as the book has questions for.

The words stand along the first axis, so that an array over the rows combines with them as it is.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
#: (words, rows)
Masks = npt.NDArray[np.uint64]

_WORD = 64
_FULL = (1 << _WORD) - 1


def words_for(size: int) -> int:
    """How many words hold ``size`` questions."""
    return max(1, -(-size // _WORD))


def none(words: int, rows: int) -> Masks:
    """No question, for each row."""
    return np.zeros((words, rows), np.uint64)


def spread(number: int, words: int) -> Masks:
    """The questions whose bits are set in ``number``, as a column that fits all rows."""
    parts = [number >> (_WORD * at) & _FULL for at in range(words)]
    return np.array(parts, np.uint64)[:, None]


def has(masks: Masks, bit: int) -> Bools:
    """The rows that have one question."""
    found: Bools = (masks[bit // _WORD] & np.uint64(1 << bit % _WORD)) != 0
    return found


def where(rows: npt.NDArray[Any], bit: int, words: int) -> Masks:
    """One question, for the rows that ``rows`` names."""
    result = none(words, len(rows))
    result[bit // _WORD] = rows.astype(np.uint64) << np.uint64(bit % _WORD)
    return result


def some(masks: Masks) -> Bools:
    """The rows that have any question."""
    found: Bools = (masks != 0).any(axis=0)
    return found


def together(masks: Masks) -> int:
    """The questions of any row as the bits of a number."""
    words = np.bitwise_or.reduce(masks, axis=1)
    return sum(int(word) << (_WORD * at) for at, word in enumerate(words))


def number(masks: Masks, row: int) -> int:
    """The questions of one row as the bits of a number."""
    return sum(int(word) << (_WORD * at) for at, word in enumerate(masks[:, row]))
