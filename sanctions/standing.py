"""Periods of effect of decisions that were made before, as the records or facts tell them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from facts import KNOWN, CaseTable, Column
from facts.aggregates import RecordTable
from facts.calendar import add_length, months_between, months_of
from rules.history import History


@dataclass(frozen=True, slots=True)
class Standing:
    """One decision: from when until when (days), None where that is not known."""

    label: str
    since: float | None
    until: float | None
    months: int
    source: str


def standing(history: History, table: CaseTable, i: int) -> list[Standing]:
    """The decisions that may count for a subject, earliest first.

    Each period that begins while another runs follows it, where periods are added.
    """
    found = list(_recorded(history, table, i) if history.records else _stated(history, table, i))
    found.sort(key=lambda s: np.inf if s.since is None else s.since)
    if history.how != "add":
        return found
    chained: list[Standing] = []
    for one in found:
        before = chained[-1].until if chained else None
        until = one.until
        if one.since is not None and one.months and before is not None and before > one.since:
            until = later(before, one.months)
        chained.append(Standing(one.label, one.since, until, one.months, one.source))
    return chained


def _recorded(history: History, table: CaseTable, i: int) -> Iterator[Standing]:
    """One for each record that counts, or may count; a period that is not told has no end."""
    records = table.records.get(history.records)
    if records is None:
        return
    kind = next(k for k in table.vocabulary.records if k.id == history.records)
    owner = int(table.case_of[i]) if kind.owner == "case" else i
    for row in np.flatnonzero(records.owner == owner).tolist():
        counts = [_counts(records.column(c), row, words) for c, words in history.where.items()]
        if False in counts:
            continue
        source = records.addresses[row] if records.addresses else ""
        yield _one(_Row(records, row), history, None in counts, source)


def _stated(history: History, table: CaseTable, i: int) -> Iterator[Standing]:
    facts = [table.vocabulary.by_label(label) for label in history.columns]
    if any(table.state(fact, i) == KNOWN for fact in facts):
        cells = [table.cells(fact, i) for fact in facts if table.state(fact, i) == KNOWN]
        yield _one(_Subject(table, i), history, False, "、".join(filter(None, cells)))


@dataclass(frozen=True)
class _Row:
    records: RecordTable
    row: int

    def value(self, label: str) -> float | None:
        """The value of a column, where it is known exactly."""
        return _exact(self.records.column(label), self.row)

    def column(self, label: str) -> Column:
        return self.records.column(label)


@dataclass(frozen=True)
class _Subject:
    table: CaseTable
    i: int

    @property
    def row(self) -> int:
        """Facts of the subject are read at its own row."""
        return self.i

    def value(self, label: str) -> float | None:
        """The value of a fact, where it is known exactly."""
        fact = self.table.vocabulary.by_label(label)
        at = int(self.table.case_of[self.i]) if fact.entity == "case" else self.i
        return _exact(self.table.column(fact), at)

    def column(self, label: str) -> Column:
        return self.table.column(self.table.vocabulary.by_label(label))


def _one(source: "_Row | _Subject", history: History, doubtful: bool, where: str) -> Standing:
    label, length = "", None
    if history.measure:
        column = source.column(history.measure)
        if column.state[source.row] == KNOWN:
            choice = column.fact.choices[int(column.low[source.row])]
            label, length = choice.label, history.lengths.get(choice.id)
    since = source.value(history.date)
    written = source.value(history.months) if history.months else None
    months = int(written) if written is not None else (months_of(length) if length else 0) or 0
    until = source.value(history.until) if history.until else None
    if until is not None:
        months = 0 if since is None else int(months_between(_array(since), _array(until))[0])
        return Standing(label, since, None if doubtful else until, 0 if doubtful else months, where)
    told = since is not None and months > 0 and not doubtful
    ends = later(since, months) if told and since is not None else None
    return Standing(label, since, ends, months if told else 0, where)


def _counts(column: Column, row: int, wanted: tuple[str, ...]) -> bool | None:
    """Is the value one of those wanted? None where it is not known."""
    if column.state[row] != KNOWN:
        return None
    return column.show(row) in wanted


def _exact(column: Column, row: int) -> float | None:
    low, high = float(column.low[row]), float(column.high[row])
    return low if column.state[row] == KNOWN and low == high else None


def later(day: float, months: int) -> float:
    """The same day some months later."""
    return float(add_length(_array(day), f"{months}个月")[0])


def left(day: float, until: float) -> tuple[int, int]:
    """Months and days from a day until another."""
    months = max(0, int(months_between(_array(day), _array(until))[0]))
    return months, int(until - later(day, months))


def _array(day: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([day])
