"""One fact for many rows: a state for each row, and the value where it is known.

How the value is held, by type of fact:

========================  =======================================================
boolean                   ``low`` float64: 1.0 or 0.0
choice                    ``low`` float64: position of the choice in the fact
choices                   ``low`` float64: bit mask of positions (at most 52)
number, date, datetime,   ``low`` and ``high`` float64, a closed interval: exact values have
duration                  both equal, "2010年3月" is the days 1 to 31. Dates count days since
                          1970-01-01, datetimes and durations minutes.
text, identifier          ``text`` list of str
========================  =======================================================

Where the state is not KNOWN the value must not be read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from facts.vocabulary import EPOCH, Fact

#: KNOWN: a value was given. BLANK: nothing was written. OPEN: 存疑 was written.
KNOWN, BLANK, OPEN = 0, 1, 2

Floats = npt.NDArray[np.float64]
States = npt.NDArray[np.uint8]

OPEN_LABEL = "存疑"
TRUE_LABEL, FALSE_LABEL = "是", "否"
NO_TEXT = "无"
#: How long it took, or what is counted from it, where a thing was never done.
NEVER_LABEL = "未完成"


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


def blank_column(fact: Fact, rows: int) -> Column:
    """A column in which nothing was written."""
    zeros = np.zeros(rows)
    text = [""] * rows if fact.type in ("text", "identifier") else ()
    return Column(fact, np.full(rows, BLANK, np.uint8), zeros, zeros, text)


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
        mask = int(low)
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
