"""One fact for many rows: a state for each row, and the value where it is known.

How the value is held, by type of fact:

========================  =======================================================
boolean                   ``low`` float64: 1.0 or 0.0
choice                    ``low`` float64: position of the choice in the fact
choices                   ``low`` float64: bit mask of the first 52 positions; ``high`` the same,
                          or where later positions are listed, minus the bit mask of those
number, date, datetime,   ``low`` and ``high`` float64, a closed interval: exact values have
duration                  both equal, "2010年3月" is the days 1 to 31. Dates count days since
                          1970-01-01, datetimes and durations minutes.
text, identifier          ``text`` list of str
========================  =======================================================

Where the state is not KNOWN the value must not be read.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from facts.fact import Fact

#: Day 0 of date columns and minute 0 of datetime columns.
EPOCH = date(1970, 1, 1)

#: KNOWN: a value was given. BLANK: nothing was written. OPEN: 存疑 was written.
KNOWN, BLANK, OPEN = 0, 1, 2

Floats = npt.NDArray[np.float64]
States = npt.NDArray[np.uint8]

OPEN_LABEL = "存疑"
TRUE_LABEL, FALSE_LABEL = "是", "否"
NO_TEXT = "无"
#: How long it took, or what is counted from it, where a thing was never done.
NEVER_LABEL = "未完成"


@runtime_checkable
class ManyTexts(Protocol):
    """Texts that are compared all at once."""

    def unlike(self, word: str) -> npt.NDArray[np.bool_]:
        """Which of them are another text."""


@dataclass(frozen=True)
class Column:
    """One fact for n rows. See the module's table for what the arrays hold."""

    fact: Fact
    state: States
    low: Floats
    high: Floats
    text: Sequence[str] = field(default_factory=tuple)

    def __len__(self) -> int:
        return len(self.state)

    def take(self, rows: npt.NDArray[np.int64]) -> "Column":
        """The same fact for the chosen rows, in the order given."""
        text = [self.text[i] for i in rows] if self.text else ()
        return Column(self.fact, self.state[rows], self.low[rows], self.high[rows], text)

    def each(self, work: Callable[["Column"], npt.NDArray[Any]]) -> npt.NDArray[Any]:
        """What ``work`` makes of each row by itself; it gives an array as long as its column."""
        return work(self)

    def unlike(self, word: str) -> npt.NDArray[np.bool_]:
        """Where a text is another than this one."""
        if isinstance(self.text, ManyTexts):
            return self.text.unlike(word)
        return np.fromiter((text != word for text in self.text), np.bool_, len(self))

    def show(self, row: int) -> str:
        """The value as a person would write it; "" when blank, 存疑 when open."""
        state = self.state[row]
        if state == BLANK:
            return ""
        if state == OPEN:
            return OPEN_LABEL
        if self.fact.type in ("text", "identifier"):
            return str(self.text[row])
        return show_value(self.fact, float(self.low[row]), float(self.high[row]))


class CodedColumn(Column):
    """Row ``i`` is row ``codes[i]`` of ``distinct``: what follows is worked out there."""

    def __init__(
        self, distinct: Column, codes: npt.NDArray[np.integer], text: Sequence[str] = ()
    ) -> None:
        for name, value in (("distinct", distinct), ("codes", codes), ("text", text)):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "fact", distinct.fact)

    distinct: Column
    codes: npt.NDArray[np.integer]

    @cached_property
    def state(self) -> States:
        """The states of the rows."""
        found: States = self.distinct.state.take(self.codes)
        return found

    @cached_property
    def low(self) -> Floats:
        """The lower ends of the rows."""
        found: Floats = self.distinct.low.take(self.codes)
        return found

    @cached_property
    def high(self) -> Floats:
        """The upper ends; the same array where all values are exact."""
        if self.distinct.high is self.distinct.low:
            return self.low
        found: Floats = self.distinct.high.take(self.codes)
        return found

    def __len__(self) -> int:
        return len(self.codes)

    def each(self, work: Callable[[Column], npt.NDArray[Any]]) -> npt.NDArray[Any]:
        """What ``work`` makes of each row: worked out once for each distinct value."""
        return work(self.distinct).take(self.codes)


def blank_column(fact: Fact, rows: int) -> Column:
    """A column in which nothing was written."""
    zeros = np.zeros(rows)
    text = [""] * rows if fact.type in ("text", "identifier") else ()
    return Column(fact, np.full(rows, BLANK, np.uint8), zeros, zeros, text)


#: So many choices of a list are in ``low``: a float64 holds as many bits exactly.
FIRST = 52


def listed(positions: Iterable[int]) -> tuple[float, float]:
    """How a list of choices is held: see the module's table."""
    mask = sum(1 << position for position in set(positions))
    first, later = float(mask & ((1 << FIRST) - 1)), float(mask >> FIRST)
    return first, -later if later else first


def listed_mask(low: float, high: float) -> int:
    """The bit mask of all positions of a list that is held so."""
    return int(low) | (int(-high) << FIRST if high < 0 else 0)


def lists(column: Column, position: int) -> npt.NDArray[np.bool_]:
    """Where a list of choices has one of them."""
    if position < FIRST:
        held, bit = column.low, position
    else:
        held, bit = np.where(column.high < 0, -column.high, 0.0), position - FIRST
    found: npt.NDArray[np.bool_] = ((held.astype(np.int64) >> bit) & 1).astype(np.bool_)
    return found


def is_exact(column: Column) -> npt.NDArray[np.bool_]:
    """Where the value is known, and not only within bounds."""
    known: npt.NDArray[np.bool_] = column.state == KNOWN
    return known if column.fact.type == "choices" else known & (column.low == column.high)


def show_value(fact: Fact, low: float, high: float) -> str:
    """A known value in words: 是, a choice's label, 5000元, 2010-03-01 08:30."""
    for word, meaning in fact.special.items():
        if meaning == "never" and low == np.inf:
            return word
    if fact.type == "boolean":
        return TRUE_LABEL if low else FALSE_LABEL
    if fact.type == "choice":
        return fact.choices[int(low)].label
    if fact.type == "choices":
        mask = listed_mask(low, high)
        return "、".join(c.label for i, c in enumerate(fact.choices) if mask >> i & 1)
    if low == high:
        return _show_scalar(fact, low)
    if high == np.inf:
        return f"不少于{_show_scalar(fact, low)}"
    return f"{_show_scalar(fact, low)}至{_show_scalar(fact, high)}"


def _show_scalar(fact: Fact, value: float) -> str:
    if np.isinf(value):  # counted to or from what never happened
        return NEVER_LABEL
    if fact.type == "date":
        return (EPOCH + timedelta(days=value)).isoformat()
    if fact.type == "datetime":
        moment = datetime(1970, 1, 1) + timedelta(minutes=value)
        return moment.strftime("%Y-%m-%d %H:%M")
    if fact.type == "duration":
        return show_duration(value)
    number = f"{value:.10g}" if abs(value) < 1e10 else f"{value:.0f}"
    return f"{number}{fact.unit or ''}"


def show_duration(minutes: float) -> str:
    """Minutes in words: 2小时, 1天3小时, 45分钟."""
    if minutes == np.inf:
        return NEVER_LABEL
    parts: list[str] = []
    left = round(minutes)
    for unit, size in (("天", 1440), ("小时", 60), ("分钟", 1)):
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts) or "0分钟"


def date_number(value: Any) -> float:
    """Days since 1970-01-01 of a ``date``."""
    return float((value - EPOCH).days)


def datetime_number(value: datetime) -> float:
    """Minutes since 1970-01-01 of a ``datetime`` without time zone."""
    return (value - datetime(1970, 1, 1)) / timedelta(minutes=1)
