"""Columns of decisions and facts as Arrow arrays, and facts back from them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

from facts import BLANK, KNOWN, OPEN, Column, Fact
from facts.columns import FIRST, OPEN_LABEL, CodedColumn, date_number, listed, lists
from sanctions.shared import Marked, Shared

WORD = pa.dictionary(pa.int16(), pa.string())
WORDS = pa.list_(WORD)
#: The number of a gap: no value stands there.
GAP = -1
#: 存疑 in columns of words, of lists, and of intervals.
_OPEN: tuple[Any, ...] = (OPEN_LABEL, [OPEN_LABEL], {"low": None, "high": None})

Index = npt.NDArray[np.int64]


def words(shared: Shared[str | None]) -> pa.Array:
    """One word a row; None is null."""
    given = [value for value in shared.values if value is not None]
    at = {value: i for i, value in enumerate(given)}
    positions = np.array([GAP if v is None else at[v] for v in shared.values], np.int16)
    return word_array(positions, given).take(pa.array(shared.index))


def word_array(positions: npt.NDArray[np.int16], given: Sequence[str]) -> pa.Array:
    """The words at some positions; a negative position is null."""
    codes = pa.array(positions, mask=positions < 0)
    return pa.DictionaryArray.from_arrays(codes, pa.array(given, pa.string()))


def shared_lists(shared: Shared[tuple[str, ...]]) -> pa.Array:
    """A list of words a row."""
    names = list(dict.fromkeys(name for value in shared.values for name in value))
    at = {name: i for i, name in enumerate(names)}
    flat = np.array([at[n] for value in shared.values for n in value], np.int16)
    ends = np.cumsum([0, *map(len, shared.values)]).astype(np.int32)
    distinct = pa.ListArray.from_arrays(pa.array(ends), word_array(flat, names))
    return distinct.take(pa.array(shared.index))


def marked_lists(marked: Marked) -> pa.Array:
    """A list of words a row."""
    ends = np.zeros(marked.size + 1, np.int32)
    for marks in marked.marks:
        ends[1:] += marks
    np.cumsum(ends, out=ends)
    flat, place = np.empty(ends[-1], np.int16), ends[:-1].copy()
    for position, marks in enumerate(marked.marks):
        rows = np.flatnonzero(marks)
        here = place[rows]
        flat[here] = position
        place[rows] = here + 1
    return pa.ListArray.from_arrays(pa.array(ends), word_array(flat, marked.names))


def plain_table(table: pa.Table) -> pa.Table:
    """The same words without dictionaries."""
    fields = [field.with_type(_plain_type(field.type)) for field in table.schema]
    return table.cast(pa.schema(fields))


def _plain_type(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_dictionary(kind):
        return kind.value_type
    if pa.types.is_list(kind):
        return pa.list_(_plain_type(kind.value_type))
    return kind


# ── facts ─────────────────────────────────────────────────────────────────────


def _labels(fact: Fact) -> list[str]:
    """The words that a fact may hold, by position; 存疑 comes last."""
    if fact.type == "boolean":
        return ["否", "是", OPEN_LABEL]
    return [*(choice.label for choice in fact.choices), OPEN_LABEL]


def fact_array(column: Column) -> pa.Array:
    """A column as written: null is blank, 存疑 open; of intervals, a pair without ends is open."""
    if isinstance(column, CodedColumn):
        return fact_array(column.distinct).take(pa.array(column.codes))
    fact, blank, is_open = column.fact, column.state == BLANK, column.state == OPEN
    if fact.type in ("boolean", "choice"):
        labels = _labels(fact)
        positions = column.low.astype(np.int16)
        positions[is_open] = len(labels) - 1
        positions[blank] = GAP
        return word_array(positions, labels)
    if fact.type == "choices":
        return _choices(column, blank, is_open)
    if fact.type in ("text", "identifier"):
        texts = pa.array(column.text, pa.string())
        if not (blank | is_open).any():
            return texts
        spare = pa.array([None, OPEN_LABEL], pa.string())
        joined = pa.concat_arrays([texts, spare])
        rows = np.arange(len(column))
        where = np.where(is_open, len(rows) + 1, rows)
        return joined.take(pa.array(np.where(blank, len(rows), where)))
    number = pa.date32() if fact.type == "date" else pa.float64()
    ends = [_ends(values, number, blank | is_open) for values in (column.low, column.high)]
    return pa.StructArray.from_arrays(ends, ["low", "high"], mask=pa.array(blank))


def _ends(
    values: npt.NDArray[np.float64], number: pa.DataType, gap: npt.NDArray[np.bool_]
) -> pa.Array:
    if number == pa.date32():
        days = np.where(gap, 0, values).astype(np.int32)
        return pa.array(days, mask=gap).cast(number)
    return pa.array(values, mask=gap)


def _choices(
    column: Column, blank: npt.NDArray[np.bool_], is_open: npt.NDArray[np.bool_]
) -> pa.Array:
    labels = _labels(column.fact)
    masks = column.low.astype(np.int64)
    for position in range(FIRST, len(column.fact.choices)):
        masks |= lists(column, position).astype(np.int64) << position
    masks[is_open] = 1 << (len(labels) - 1)
    masks[blank] = 0
    distinct, index = np.unique(masks, return_inverse=True)
    told = [tuple(label for i, label in enumerate(labels) if mask >> i & 1) for mask in distinct]
    found = shared_lists(Shared(told, index.reshape(-1)))
    if not blank.any():
        return found
    return pa.ListArray.from_arrays(found.offsets, found.values, mask=pa.array(blank))


def fact_column(fact: Fact, array: pa.Array) -> Column:
    """The column that an array was made of."""
    values = array.to_pylist()
    rows = len(values)
    state = np.full(rows, KNOWN, np.uint8)
    low, high = np.zeros(rows), np.zeros(rows)
    text = [""] * rows if fact.type in ("text", "identifier") else []
    for row, value in enumerate(values):
        if value is None:
            state[row] = BLANK
        elif value in _OPEN:
            state[row] = OPEN
        elif isinstance(value, str) and text:
            text[row] = value
        else:
            low[row], high[row] = _numbers(fact, value)
    return Column(fact, state, low, high, text or ())


def _numbers(fact: Fact, value: Any) -> tuple[float, float]:
    if isinstance(value, dict):
        ends = (value["low"], value["high"])
        if fact.type == "date":
            return tuple(date_number(end) for end in ends)  # type: ignore[return-value]
        return ends
    labels = _labels(fact)
    if isinstance(value, list):
        return listed(labels.index(label) for label in value)
    position = float(labels.index(value))
    return position, position
