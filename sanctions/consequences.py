"""What follows a recommendation: how long its effects last, and the steps of procedure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from facts import KNOWN, CaseTable
from facts.calendar import add_length, months_of
from facts.columns import show_value
from rules.book import Book, Procedure
from rules.measures import Measure
from sanctions.determination import Earlier, Effect, Step
from sanctions.outcome import Measures
from sanctions.standing import Standing, later, left, standing


@dataclass(frozen=True)
class _Running:
    """A period: how long, at most how long, and from when until when, where that is known."""

    months: int
    most: int
    start: float | None
    until: float | None


@dataclass(frozen=True)
class Consequences:
    """Reads the dates of a table for one book."""

    book: Book
    table: CaseTable

    def effects(self, i: int, kind: str, measures: Measures, alike: int = 1) -> tuple[Effect, ...]:
        """The effects of the measures of a subject: each its own, or the longest for all.

        ``alike``: how many faults would each lead to these measures by itself. What was given,
        where the book has a fact for it, comes after what is suggested.
        """
        found = [self.book.measure(kind, m) for m in measures]
        found = [m for m in found if m.period or m.effects]
        rule = self.book.metadata.effects
        given = self._given(i, kind)
        if rule is not None and rule.combine == "longer" and len(found) > 1:
            longest = max(found, key=lambda m: months_of(m.period) or 0)
            effects = [self._effect(i, longest, tuple(m.id for m in found), alike)]
        else:
            effects = [self._effect(i, m, (m.id,), alike) for m in found]
        if given is not None:
            same = (given.id,) in [e.measures for e in effects]
            effects = [e for e in effects if e.measures != (given.id,)]
            number = alike if same else 1
            effects.append(replace(self._effect(i, given, (given.id,), number), given=True))
        return tuple(effects)

    def _given(self, i: int, kind: str) -> Measure | None:
        """The measure that was given, as the input says."""
        rule = self.book.metadata.effects
        if rule is None or not rule.given:
            return None
        position = self._number(rule.given, i)
        if position is None:
            return None
        choice = self.table.vocabulary.by_label(rule.given).choices[int(position)].id
        return next((m for m in self.book.measures(kind) if m.id == choice), None)

    def _effect(self, i: int, measure: Measure, ids: tuple[str, ...], alike: int) -> Effect:
        rule = self.book.metadata.effects
        months = months_of(measure.period) or 0
        most = self._summed(months, alike)
        cites = list(measure.effects_cite or measure.cite)
        if rule is None or not months:
            cited = tuple(dict.fromkeys(cites))
            return Effect(ids, months, most, "", "", measure.effects, cited)
        cites += rule.cite
        carried = self._number(rule.carry, i) if rule.carry else 0.0
        cap = months_of(rule.cap) or 0
        months, most = (_capped(m + int(carried or 0), cap) for m in (months, most))
        start = self._day(rule.start, i)
        until = None if start is None else later(start, months)
        running, earlier = _Running(months, most, start, until), list[Earlier]()
        added = False
        for history in rule.history if start is not None else ():
            others = standing(history, self.table, i)
            if history.how == "add" and others:
                if added:  # what the records tell is not added again from elsewhere
                    continue
                added = True
            running, met = self._met(history.how, others, running, cap)
            earlier += met
            cites += history.cite if met else ()
        return Effect(
            ids,
            running.months,
            running.most,
            "" if running.start is None else self._iso(running.start),
            "" if running.until is None else self._iso(running.until),
            measure.effects,
            tuple(dict.fromkeys(cites)),
            tuple(earlier),
        )

    def _met(
        self, how: str, others: Sequence[Standing], new: "_Running", cap: int
    ) -> tuple["_Running", list[Earlier]]:
        """The new period where it meets those of other decisions, and the decisions it meets."""
        assert new.start is not None
        if how == "longer":
            told = [self._earlier(s, "longer", s.months, 0) for s in others]
            longest = max(others, key=lambda s: s.months, default=None)
            if any(s.until is None for s in others):
                return replace(new, until=None), told
            if longest is not None and longest.months > new.months:
                most = max(new.most, longest.months)
                return _Running(longest.months, most, longest.since, longest.until), told
            return new, told
        before = [s for s in others if s.since is None or s.since < new.start]
        if how == "apart":
            running = [s for s in before if s.until is None or s.until > new.start]
            return new, [self._earlier(s, how, s.months, 0) for s in running]
        if unknown := [s for s in before if s.until is None]:
            return replace(new, until=None), [self._earlier(s, "add", 0, 0) for s in unknown]
        last = max(before, key=lambda s: s.until or 0.0, default=None)
        if last is None or last.until is None or last.until <= new.start:
            return new, []
        months, days = left(new.start, last.until)
        total, most = (_capped(m + months, cap) for m in (new.months, new.most))
        until = later(last.until, new.months)
        if cap:
            until = min(until, later(new.start, cap))
        return _Running(total, most, new.start, until), [self._earlier(last, "add", months, days)]

    def _earlier(self, one: Standing, how: str, months: int, days: int) -> Earlier:
        since, until = ("" if d is None else self._iso(d) for d in (one.since, one.until))
        return Earlier(one.label, how, since, until, months, days, one.source)

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
