"""Formulas worked out over a table, in intervals and three states.

A result is blank while a part is blank, open while a part is 存疑. 工作日 counts Monday to Friday:
public holidays are not known here.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from facts.calendar import add_length, end_of, months_between, workdays_between, year_of
from facts.columns import BLANK, KNOWN, OPEN, Column, Floats, States
from facts.fact import Fact
from facts.formulas import Call, FormulaError, Length, Named, Number, Operation, Term, formula

LookUp = Callable[[str], Column]


def computed(fact: Fact, look_up: LookUp, rows: int) -> Column:
    """The column of a fact with a formula; ``look_up`` gives the columns that it reads."""
    state, low, high = _Evaluation(look_up, rows).of(formula(fact.formula))
    finite = ~(np.isnan(low) | np.isnan(high))
    state = np.where((state == KNOWN) & ~finite, BLANK, state).astype(np.uint8)
    known = state == KNOWN
    return Column(fact, state, np.where(known, low, 0.0), np.where(known, high, 0.0))


Value = tuple[States, Floats, Floats]


@dataclass(frozen=True)
class _Evaluation:
    look_up: LookUp
    rows: int

    def of(self, term: Term) -> Value:
        if isinstance(term, Number):
            return self._constant(term.value)
        if isinstance(term, Named):
            return self._column(term.label)
        if isinstance(term, Operation):
            return self._operation(term)
        if isinstance(term, Call):
            return self._call(term)
        raise FormulaError(f"“{term.text}”只能写在 加(日期, …) 里")

    def _constant(self, value: float) -> Value:
        numbers = np.full(self.rows, value)
        return np.full(self.rows, KNOWN, np.uint8), numbers, numbers

    def _column(self, label: str) -> Value:
        column = self.look_up(label)
        low, high = column.low, column.high
        if column.fact.type == "datetime":
            low, high = np.floor(low / 1440), np.floor(high / 1440)
        return column.state, low, high

    def _operation(self, term: Operation) -> Value:
        (s1, l1, h1), (s2, l2, h2) = self.of(term.left), self.of(term.right)
        state = _joined(s1, s2)
        with np.errstate(invalid="ignore", divide="ignore"):
            if term.sign == "+":
                return state, l1 + l2, h1 + h2
            if term.sign == "-":
                return state, l1 - h2, h1 - l2
            if term.sign == "*":
                return (state, *_spread(l1 * l2, l1 * h2, h1 * l2, h1 * h2))
            around_zero = (l2 <= 0) & (h2 >= 0)
            low, high = _spread(l1 / l2, l1 / h2, h1 / l2, h1 / h2)
        return state, np.where(around_zero, np.nan, low), np.where(around_zero, np.nan, high)

    def _call(self, term: Call) -> Value:
        if term.name == "加":
            state, low, high = self.of(term.arguments[0])
            length = term.arguments[1]
            if not isinstance(length, Length):
                raise FormulaError("加(日期, 时长) 的时长写作 30天、6个月、1年或者 5个工作日")
            return state, add_length(low, length.text), add_length(high, length.text)
        values = [self.of(part) for part in term.arguments]
        state = values[0][0]
        for other, _, _ in values[1:]:
            state = _joined(state, other)
        lows, highs = [v[1] for v in values], [v[2] for v in values]
        if term.name == "最小":
            return state, np.minimum.reduce(lows), np.minimum.reduce(highs)
        if term.name == "最大":
            return state, np.maximum.reduce(lows), np.maximum.reduce(highs)
        if len(values) == 2:
            between: dict[str, Callable[[Floats, Floats], Floats]] = {
                "天数": lambda a, b: b - a,
                "工作日": workdays_between,
                "月数": months_between,
            }
            count = between[term.name]
            return state, count(highs[0], lows[1]), count(lows[0], highs[1])
        single = year_of if term.name == "年度" else lambda days: end_of(days, term.name)
        return state, single(lows[0]), single(highs[0])


def _joined(first: States, second: States) -> States:
    """Open while a part is open, else blank while a part is blank."""
    is_open = (first == OPEN) | (second == OPEN)
    blank = (first == BLANK) | (second == BLANK)
    return np.where(is_open, OPEN, np.where(blank, BLANK, KNOWN)).astype(np.uint8)


def _spread(*ends: Floats) -> tuple[Floats, Floats]:
    return np.minimum.reduce(ends), np.maximum.reduce(ends)
