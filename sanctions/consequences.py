"""What follows a recommendation: how long its effects last, and the steps of procedure."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from facts import KNOWN, CaseTable
from facts.calendar import add_length, months_of
from facts.columns import show_value
from rules.book import Book, Measure, Procedure
from sanctions.determination import Effect, Step
from sanctions.outcome import Measures


@dataclass(frozen=True)
class Consequences:
    """Reads the dates of a table for one book."""

    book: Book
    table: CaseTable

    def effects(self, i: int, kind: str, measures: Measures, alike: int = 1) -> tuple[Effect, ...]:
        """The effects of the measures of a subject: each its own, or the longest for all.

        ``alike``: how many faults would each lead to these measures by itself.
        """
        found = [self.book.measure(kind, m) for m in measures]
        found = [m for m in found if m.period or m.effects]
        rule = self.book.metadata.effects
        if rule is not None and rule.combine == "longer" and len(found) > 1:
            longest = max(found, key=lambda m: months_of(m.period) or 0)
            return (self._effect(i, longest, tuple(m.id for m in found), alike),)
        return tuple(self._effect(i, m, (m.id,), alike) for m in found)

    def _effect(self, i: int, measure: Measure, ids: tuple[str, ...], alike: int) -> Effect:
        rule = self.book.metadata.effects
        months = months_of(measure.period) or 0
        most = self._summed(months, alike)
        since = until = ""
        cites = list(measure.effects_cite or measure.cite)
        if rule is not None and months:
            cites += rule.cite
            carried = self._number(rule.carry, i) if rule.carry else 0.0
            cap = months_of(rule.cap) or 0
            months, most = (_capped(m + int(carried or 0), cap) for m in (months, most))
            start = self._day(rule.start, i)
            if start is not None:
                since = self._iso(start)
                until = self._iso(self._later(start, f"{months}个月"))
        cited = tuple(dict.fromkeys(cites))
        return Effect(ids, months, most, since, until, measure.effects, cited)

    def _summed(self, months: int, alike: int) -> int:
        """The longest period that several faults with the same sanction may come to."""
        tariff = self.book.tariff
        if tariff is None or not tariff.merge.sum_of_periods or alike < 2:
            return months
        return max(months, _capped(months * alike, months_of(tariff.merge.cap) or 0))

    def steps(self, i: int, concluded: tuple[str, ...]) -> Iterator[Step]:
        """The steps that rules concluded, and those that follow every recommendation."""
        for step in self.book.metadata.procedures:
            if step.id in concluded:
                yield Step(step.id, step.kind, step.label, self._due(step, i), step.cite)

    def _due(self, step: Procedure, i: int) -> str:
        start = self._day(step.after, i) if step.after and step.within else None
        return "" if start is None else self._iso(self._later(start, step.within))

    def _later(self, day: float, length: str) -> float:
        return float(add_length(np.array([day]), length)[0])

    def _iso(self, day: float) -> str:
        fact = self.table.vocabulary.by_label(self.book.metadata.conduct_date)
        return show_value(fact, day, day)

    def _day(self, label: str, i: int) -> float | None:
        """A date that is known to the day; a moment counts as its day."""
        fact = self.table.vocabulary.by_label(label)
        if not self.table.exact(fact, i):
            return None
        value = self._value(label, i)
        return value // 1440 if fact.type == "datetime" else value

    def _number(self, label: str, i: int) -> float | None:
        fact = self.table.vocabulary.by_label(label)
        return self._value(label, i) if self.table.state(fact, i) == KNOWN else None

    def _value(self, label: str, i: int) -> float:
        fact = self.table.vocabulary.by_label(label)
        row = int(self.table.case_of[i]) if fact.entity == "case" else i
        return float(self.table.column(fact).low[row])


def _capped(months: int, cap: int) -> int:
    """At most the cap; 0 for no cap."""
    return min(months, cap) if cap else months
