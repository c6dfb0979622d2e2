"""Kleene's three truth values, as small integers so that whole columns are vectors."""

import numpy as np
import numpy.typing as npt

FALSE, TRUE, UNKNOWN = 0, 1, 2

Truth = npt.NDArray[np.int8]


def truth_of(condition: npt.NDArray[np.bool_], known: npt.NDArray[np.bool_]) -> Truth:
    """TRUE or FALSE where known, UNKNOWN elsewhere."""
    return np.where(known, condition.astype(np.int8), np.int8(UNKNOWN)).astype(np.int8)
