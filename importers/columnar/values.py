"""The distinct cells of a column to values of a fact, each read once for all chunks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

from facts import BLANK, KNOWN, Column, Fact
from facts.columns import CodedColumn
from importers.catalogue import CATALOGUE
from importers.columnar.cells import Bools, Distinct, Ints
from importers.columnar.strict import read_plain
from importers.columnar.texts import Texts
from importers.grid import Cell
from importers.headers import Heading
from importers.remarks import Parsed, Refusal, Remark
from importers.values import parse

#: With more distinct cells than this, the plain ones are read all at once.
MANY = 2_000
#: So many readings of single cells are remembered for the chunks that follow.
_REMEMBERED = 50_000

Floats = npt.NDArray[np.float64]
States = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Values:
    """What the distinct cells of a column mean; a refused cell is blank."""

    fact: Fact
    state: States
    low: Floats
    high: Floats
    texts: pa.Array | None
    refused: Bools
    #: What is to be said of some of the cells.
    remarks: dict[int, Remark]

    def column(self, codes: npt.NDArray[np.integer]) -> Column:
        """A column that holds the values at these positions."""
        text: Sequence[str] = () if self.texts is None else Texts(self.texts, codes)
        return CodedColumn(self._distinct, codes, text)

    @cached_property
    def _distinct(self) -> Column:
        each = np.arange(len(self.state))
        text: Sequence[str] = () if self.texts is None else Texts(self.texts, each)
        return Column(self.fact, self.state, self.low, self.high, text)


@dataclass
class FactReader:
    """Reads the column of one fact, chunk after chunk."""

    fact: Fact
    heading: Heading
    _known: dict[tuple[type, Cell], Parsed | Refusal] = field(default_factory=dict)

    def read(self, column: Distinct) -> Values:
        """The values of the distinct cells."""
        count = len(column.values)
        plain = read_plain(column.values, self.fact, self.heading.unit) if count > MANY else None
        state = np.full(count, KNOWN, np.uint8)
        low, texts = np.zeros(count), None
        is_text = self.fact.type in ("text", "identifier")
        if plain is None:
            rest = np.arange(count)
        else:
            low = plain.numbers.copy()
            rest = np.flatnonzero(~plain.read)
        high = low
        refused, remarks = np.zeros(count, np.bool_), {}
        found = self._each(column, rest)
        if any(p.low != p.high for p in found if isinstance(p, Parsed)):
            high = low.copy()
        for at, parsed in zip(rest.tolist(), found, strict=True):
            if parsed.remark is not None:
                remarks[at] = parsed.remark
                refused[at] = CATALOGUE[parsed.remark.code].severity == "error"
            value = parsed if isinstance(parsed, Parsed) else Parsed(BLANK)
            state[at], low[at], high[at] = value.state, value.low, value.high
        if is_text:
            texts = _texts(column.values, rest, found)
        return Values(self.fact, state, low, high, texts, refused, remarks)

    def _each(self, column: Distinct, rest: Ints) -> list[Parsed | Refusal]:
        cells = column.cells if len(rest) == len(column.values) else None
        found = []
        for at in rest.tolist():
            cell = cells[at] if cells is not None else column.value(at)
            key = (cell.__class__, cell)
            parsed = self._known.get(key)
            if parsed is None:
                parsed = parse(cell, self.fact, self.heading.unit)
                if len(self._known) < _REMEMBERED:
                    self._known[key] = parsed
            found.append(parsed)
        return found


def _texts(values: pa.Array, rest: Ints, found: Sequence[Parsed | Refusal]) -> pa.Array:
    """The texts; plain ones stand for themselves."""
    told = pa.array([p.text if isinstance(p, Parsed) else "" for p in found], pa.string())
    if len(rest) == len(values):
        return told
    if not len(rest):
        return values
    where = np.arange(len(values))
    where[rest] = len(values) + np.arange(len(rest))
    return pa.concat_arrays([values, told]).take(pa.array(where))
