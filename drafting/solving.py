"""Where a formula comes to a number: one of its parts is varied, the others stay as they are."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from drafting.written_values import MORNING
from facts import KNOWN, Column, Fact
from facts.columns import Floats, date_number
from facts.computing import computed

#: How far the one part that is varied goes: of a number, and of a day either way.
_NUMBERS, _DAYS = 2000, 4000


def solution(
    fact: Fact,
    parts: Sequence[Fact],
    values: Sequence[float],
    varied: int,
    number: float,
    day: date,
) -> tuple[float, float] | None:
    """The value that the varied part takes, and how far its next one is; None without one.

    ``values`` are those of all parts; days are tried around ``day``.
    """
    part = parts[varied]
    tried = _candidates(part, day)
    results = _results(fact, parts, values, varied, tried)
    exact = np.flatnonzero(np.isclose(results, number, rtol=1e-12, atol=1e-9))
    if len(exact):
        return float(tried[exact[0]]), float(tried[1] - tried[0])
    between = _crossing(results, number)
    if between is None or part.type in ("date", "datetime"):
        return None
    low, high = (float(tried[i]) for i in (between, between + 1))
    share = (number - results[between]) / (results[between + 1] - results[between])
    at = low + float(share) * (high - low)
    found = _results(fact, parts, values, varied, np.array([at]))
    return (at, 0.001) if np.isclose(found[0], number, rtol=1e-9) else None


def _results(
    fact: Fact, parts: Sequence[Fact], values: Sequence[float], varied: int, tried: Floats
) -> Floats:
    """What the formula gives when one part takes the values tried."""
    columns = {}
    for index, part in enumerate(parts):
        numbers = tried if index == varied else np.full(len(tried), values[index])
        state = np.full(len(tried), KNOWN, np.uint8)
        columns[part.label] = Column(part, state, numbers, numbers)
    found = computed(fact, columns.__getitem__, len(tried))
    return np.where(found.state == KNOWN, found.low, np.nan)


def _candidates(part: Fact, day: date) -> Floats:
    if part.type in ("date", "datetime"):
        days = date_number(day) + np.arange(-_DAYS, _DAYS + 1, dtype=np.float64)
        return days if part.type == "date" else days * 1440 + MORNING
    numbers = np.arange(_NUMBERS + 1, dtype=np.float64)
    return np.concatenate([numbers, numbers[1:] * 10_000 + _NUMBERS])


def _crossing(results: Floats, number: float) -> int | None:
    """The first position between which and the next the results pass the number."""
    with np.errstate(invalid="ignore"):
        below, above = results < number, results > number
    found = np.flatnonzero((below[:-1] & above[1:]) | (above[:-1] & below[1:]))
    return int(found[0]) if len(found) else None
