"""A column of raw cells to a fact column: each distinct cell is read once."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from facts import BLANK, Column, Fact
from importers.grid import Cell
from importers.remarks import Parsed, Refusal, Remark
from importers.values import parse


def parse_column(
    raws: Sequence[Cell], fact: Fact, unit: str | None = None
) -> tuple[Column, list[tuple[int, Remark]]]:
    """The column, and the remarks by position. A refused cell is left blank."""
    if not raws:
        return _column(fact, [Parsed(BLANK)], np.zeros(0, np.int64)), []
    distinct, codes = _factorise(raws)
    results = [parse(raw, fact, unit) for raw in distinct]
    values = [r if isinstance(r, Parsed) else Parsed(BLANK) for r in results]
    remarks: list[tuple[int, Remark]] = []
    spoken = [r.remark for r in results]
    if any(spoken):
        talking = np.array([remark is not None for remark in spoken])
        for position in np.flatnonzero(talking[codes]).tolist():
            remark = spoken[codes[position]]
            assert remark is not None
            remarks.append((position, remark))
    return _column(fact, values, codes), remarks


def constant_column(fact: Fact, value: Parsed | Refusal, rows: int) -> Column:
    """One value for every row."""
    assert isinstance(value, Parsed)
    return _column(fact, [value], np.zeros(rows, np.int64))


def _factorise(raws: Sequence[Cell]) -> tuple[list[Cell], npt.NDArray[np.int64]]:
    """Distinct cells and the position of each cell among them; 1, 1.0 and True are distinct."""
    if set(map(type, raws)) == {str}:
        index = {raw: i for i, raw in enumerate(dict.fromkeys(raws))}
        return list(index), np.fromiter(map(index.__getitem__, raws), np.int64, len(raws))
    keys = list(zip(map(type, raws), raws, strict=True))
    typed = {key: i for i, key in enumerate(dict.fromkeys(keys))}
    codes = np.fromiter(map(typed.__getitem__, keys), np.int64, len(keys))
    return [raw for _, raw in typed], codes


def _column(fact: Fact, values: Sequence[Parsed], codes: npt.NDArray[np.int64]) -> Column:
    state = np.array([v.state for v in values], np.uint8)[codes]
    low = np.array([v.low for v in values])[codes]
    high = np.array([v.high for v in values])[codes]
    text: list[str] = []
    if fact.type in ("text", "identifier"):
        texts = [v.text for v in values]
        text = [texts[code] for code in codes.tolist()]
    return Column(fact, state, low, high, text)
