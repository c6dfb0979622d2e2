"""pandas data frames to grids. Nothing here imports pandas unless a frame is given."""

import math
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.grid import Cell, Grid

if TYPE_CHECKING:
    from pandas import DataFrame

#: Stands where a file name would.
FRAME_NAME = "DataFrame"
#: The sheet name of a frame that is given alone.
ONLY_SHEET = "数据"


def frame_grids(frames: "DataFrame | Mapping[str, DataFrame]") -> list[Grid]:
    """One grid for each frame, addressed as Excel would: the header is row 1."""
    named = {ONLY_SHEET: frames} if not isinstance(frames, Mapping) else frames
    return [Grid(FRAME_NAME, name, _rows(frame)) for name, frame in named.items()]


def _rows(frame: "DataFrame") -> list[list[Cell]]:
    columns = [
        [_cell(value) for value in frame.iloc[:, i].astype(object).tolist()]
        for i in range(frame.shape[1])
    ]
    header: list[Cell] = [str(name) for name in frame.columns]
    return [header, *(list(row) for row in zip(*columns, strict=True))]


def _cell(value: Any) -> Cell:
    """A plain Python value; missing of every kind is ""."""
    if isinstance(value, str):
        return value
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return ""
    if isinstance(value, float):
        return "" if math.isnan(value) else value
    if isinstance(value, datetime):
        if value.tzinfo is not None:
            return value.isoformat()
        return datetime(*value.timetuple()[:6], value.microsecond)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (bool, int, date, time, timedelta)):
        return value
    return str(value)
