"""How to bring a fact to a value: by writing it, or what it is worked out from.

A duration takes two moments, a formula one of its parts (the others get plain values), a number
from records the records themselves and the fact that says that all are kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, product
from typing import Any

from drafting.examples import OTHERS
from drafting.solving import solution
from drafting.written_values import DATE, MOMENT, MORNING, Option, least, plain_day, written
from facts import Fact, Vocabulary
from facts.columns import FALSE_LABEL, TRUE_LABEL, date_number
from facts.fact import Within
from facts.formulas import formula, labels_in
from rules.loader import CompiledBook

_OTHER_SUBJECT = {"责任主体": "乙", "主体类别": "个人", "角色": "分管领导"}
#: Plain values of a number that another is worked out from, in the order of trying.
_PLAIN_NUMBERS = (100.0, 300.0, 1.0, 10.0, 0.0)
#: Of each part that is varied, so many combinations of plain values of the others are tried.
_COMBINATIONS = 10
#: At a number alone; at it, just below it and just above it.
_AT, _NEAR = (0,), (0, -1, 1)
#: More records than this are not written out.
_MOST_RECORDS = 400
#: From a plain day to one in the other half of its year.
_IN_ITS_YEAR = 210


@dataclass(frozen=True)
class TrialValues:
    """Makes values of facts of one vocabulary; ``day`` is a plain day.

    ``given`` are numbers (and days, as numbers) that stay as they are.
    """

    vocabulary: Vocabulary
    day: date
    given: Mapping[str, float] = field(default_factory=dict)
    #: Formulas of formulas ask for the same values over and over.
    _known: dict[tuple[str, str, float, int], list[Option]] = field(
        default_factory=dict, init=False, compare=False
    )

    def around(self, fact: Fact, thresholds: Iterable[float]) -> list[Option]:
        """Just below, at and just above each threshold, and the least value there is."""
        if fact.formula:
            found = [o for t in sorted(thresholds) for o in self._solved(fact, t, _NEAR)]
            return list({str(option): option for option in found}.values())
        lowest = least(fact)
        numbers = {lowest} if lowest > float("-inf") else set()
        for threshold in thresholds:
            step = 1 if threshold == int(threshold) else 0.001
            numbers |= {threshold - step, threshold, threshold + step}
        wanted = [n for n in sorted(numbers) if n >= lowest]
        options = [self.reaching(fact, n) for n in wanted]
        found = [option for option in options if option is not None]
        return [*found, *(o for n in wanted for o in self._distracting(fact, n))]

    def blank(self, fact: Fact) -> list[Option]:
        """The fact left open: nothing written, or only a part of what it is worked out from."""
        if fact.derive is not None:
            later, earlier = fact.derive
            return [{earlier: None, later: None}, {earlier: self._started(), later: None}]
        if fact.aggregate is not None:
            kind = self._kind(fact)
            empty: dict[str, Any] = {kind: None}
            if not fact.aggregate.complete:
                return [empty]
            some = self.reaching(fact, 1.0) or {}
            return [
                {**empty, fact.aggregate.complete: None},
                {**some, fact.aggregate.complete: None},
            ]
        if fact.formula:
            return [{part: None for part in self._written_parts(fact)}]
        return [{fact.label: None}]

    def plain(self, fact: Fact) -> Option | None:
        """The fact with a plain value."""
        for number in self._plain(fact):
            found = self.reaching(fact, number)
            if found is not None:
                return found
        return None

    def reaching(self, fact: Fact, number: float) -> Option | None:
        """What to write so that the fact has a value; None where no way is known."""
        if fact.count is not None:
            others = max(0, int(number) - 1)
            return {OTHERS: [_OTHER_SUBJECT] * others or None}
        if fact.derive is not None:
            return self._lasting(fact, number)
        if fact.aggregate is not None:
            return self._recorded(fact, number)
        if fact.formula:
            solved = self._solved(fact, number)
            return solved[0] if solved else None
        return {fact.label: written(fact, number)}

    def _started(self) -> str:
        return str(written(MOMENT, date_number(self.day) * 1440 + MORNING))

    def _lasting(self, fact: Fact, minutes: float) -> Option | None:
        if minutes < 0:
            return None
        assert fact.derive is not None
        later, earlier = fact.derive
        start = date_number(self.day) * 1440 + MORNING
        return {earlier: self._started(), later: written(MOMENT, start + minutes)}

    # ── numbers from records ──────────────────────────────────────────────────

    def _kind(self, fact: Fact) -> str:
        assert fact.aggregate is not None
        wanted = fact.aggregate.records
        return next(kind.label for kind in self.vocabulary.records if kind.id == wanted)

    def _recorded(self, fact: Fact, number: float) -> Option | None:
        """Records that count to the number, all of them kept."""
        spec = fact.aggregate
        assert spec is not None
        found: dict[str, Any] = {spec.complete: TRUE_LABEL} if spec.complete else {}
        record: dict[str, Any] = {}
        for label, wanted in (*spec.among.items(), *spec.where.items()):
            record.update(self._meeting(spec.records, label, wanted) or {})
        if spec.window is not None:
            day = self.given.get(spec.window.before, date_number(self.day))
            before = self.reaching(self.vocabulary.by_label(spec.window.before), day)
            dated = self._in_record(spec.records, spec.window.date, day)
            if before is None or dated is None:
                return None
            found.update(before)
            record.update(dated)
        records = self._records(fact, record, number)
        return None if records is None else {**found, self._kind(fact): records}

    def _records(
        self, fact: Fact, record: Mapping[str, Any], number: float
    ) -> list[Mapping[str, Any]] | None:
        spec = fact.aggregate
        assert spec is not None
        whole = number == int(number) and 0 <= number <= _MOST_RECORDS
        if spec.compute == "count":
            return [record] * int(number) if whole else None
        if spec.compute == "run":
            if not whole:
                return None
            years = [self.day.year - back for back in range(int(number))]
            made = [self._in_record(spec.records, spec.of, float(year)) for year in years]
            return [{**record, **(year or {})} for year in made]
        if spec.compute == "sum" and number == 0:
            return []
        value = self._in_record(spec.records, spec.of, number)
        return None if value is None else [{**record, **value}]

    def _distracting(self, fact: Fact, number: float) -> Iterator[Option]:
        """The number from records, and one more record that for some reason does not count."""
        spec, reached = fact.aggregate, self.reaching(fact, number)
        if spec is None or reached is None:
            return
        kind = self._kind(fact)
        more = (self.reaching(fact, number + 1) or {}).get(kind) or []
        if not more:
            return
        counted = list(reached[kind])
        for part in (spec.among, spec.where):
            for label, wanted in part.items():
                other = self._failing(spec.records, label, wanted)
                if other is not None:
                    yield {**reached, kind: [*counted, {**more[-1], **other}]}
        if spec.window is not None:
            for back in (spec.window.months or 12, -(spec.window.months or 12)):
                day = date_number(self.day) - 31 * back
                dated = self._in_record(spec.records, spec.window.date, day)
                if dated is not None:
                    yield {**reached, kind: [*counted, {**more[-1], **dated}]}
            if spec.window.calendar is not None:
                later = {spec.window.date: written(DATE, date_number(self.day) + _IN_ITS_YEAR)}
                yield {**reached, kind: [{**record, **later} for record in counted]}
        if spec.compute == "run" and len(counted) > 1:
            yield {**reached, kind: [counted[0], *counted[2:], more[-1]]}

    def _failing(self, kind: str, label: str, wanted: Sequence[str] | Within) -> Option | None:
        """What keeps a record from counting."""
        fact = self.vocabulary.of_record(kind, label)
        if isinstance(wanted, Within):
            out = wanted.least - 1 if wanted.least is not None else (wanted.most or 0.0) + 1
            return self._in_record(kind, label, out) if out >= least(fact) else None
        if fact.type == "boolean":
            return {label: FALSE_LABEL if TRUE_LABEL in wanted else TRUE_LABEL}
        absent = [c.label for c in fact.choices if not {c.id, c.label} & set(wanted)]
        return {label: absent[0]} if absent else None

    def _meeting(self, kind: str, label: str, wanted: Sequence[str] | Within) -> Option | None:
        """What a record needs in order to count."""
        if isinstance(wanted, Within):
            number = wanted.least if wanted.least is not None else wanted.most
            return self._in_record(kind, label, number or 0.0)
        return {label: wanted[0]} if wanted else None

    def _in_record(self, kind: str, label: str, number: float) -> Option | None:
        fact = self.vocabulary.of_record(kind, label)
        if not fact.formula:
            return {label: written(fact, number)}
        solved = self._solved(fact, number)
        return solved[0] if solved else None

    # ── formulas ──────────────────────────────────────────────────────────────

    def _written_parts(self, fact: Fact) -> tuple[str, ...]:
        return tuple(part.label for part in self.vocabulary.written_behind(fact))

    def _part(self, fact: Fact, label: str) -> Fact:
        if fact.entity in ("case", "subject"):
            return self.vocabulary.by_label(label)
        return self.vocabulary.of_record(fact.entity, label)

    def _solved(self, fact: Fact, number: float, steps: Sequence[int] = _AT) -> list[Option]:
        key = (fact.entity, fact.label, number, len(steps))
        if key not in self._known:
            self._known[key] = self._worked_out(fact, number, steps)
        return self._known[key]

    def _worked_out(self, fact: Fact, number: float, steps: Sequence[int]) -> list[Option]:
        """At the number (just below, just above it): one part varied, the others plain."""
        parts = [self._part(fact, label) for label in labels_in(formula(fact.formula))]
        bases = [self._plain(part) for part in parts]
        roughly: list[Option] = []
        for varied in (i for i, part in enumerate(parts) if part.label not in self.given):
            others = [b if i != varied else (0.0,) for i, b in enumerate(bases)]
            for values in islice(product(*others), _COMBINATIONS):
                found = self._varying(fact, parts, list(values), varied, number, steps)
                if found and found[0][1]:
                    return [option for option, _ in found]
                roughly = roughly or [option for option, _ in found]
        return roughly

    def _plain(self, part: Fact) -> tuple[float, ...]:
        if part.label in self.given:
            return (self.given[part.label],)
        if part.type == "date":
            return (date_number(self.day),)
        if part.type == "datetime":
            return (date_number(self.day) * 1440 + MORNING,)
        lowest = least(part)
        return tuple(n for n in _PLAIN_NUMBERS if n >= lowest) or (lowest,)

    def _varying(
        self,
        fact: Fact,
        parts: Sequence[Fact],
        values: list[float],
        varied: int,
        number: float,
        steps: Sequence[int],
    ) -> list[tuple[Option, bool]]:
        """(what to write, whether its number is whole): at, below and above; () without one."""
        found = solution(fact, parts, values, varied, number, self.day)
        if found is None:
            return []
        at, step = found
        options = []
        for value in (at + step * n for n in steps):
            whole = self._together(parts, values, varied, value)
            if value >= least(parts[varied]) and whole is not None:
                options.append((whole, at == int(at)))
        return options

    def _together(
        self, parts: Sequence[Fact], values: list[float], varied: int, value: float
    ) -> Option | None:
        found: dict[str, Any] = {}
        for index, part in enumerate(parts):
            number = value if index == varied else values[index]
            option = (
                self.reaching(part, number)
                if part.entity in ("case", "subject")
                else self._in_record(part.entity, part.label, number)
            )
            if option is None:
                return None
            found.update(option)
        return found


def trial_values(book: CompiledBook) -> TrialValues:
    """For the facts of a book."""
    return TrialValues(book.vocabulary, plain_day(book.book.metadata.in_force.start))
