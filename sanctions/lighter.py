"""What would have to be different for a lighter outcome: the smallest changes of known facts.

The changed cases are decided by the engine itself, all in one table. Only what was found or
judged in the case is changed: not who the subject is, and not what makes the book apply. Blank
facts stay blank; the open questions of the determination say what each answer would give. What
is worked out (by a formula, from records) is not varied either, only what was written.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from facts import KNOWN, CaseTable, Column, Fact, FactTable
from rules.atoms import Concluded
from sanctions.decider import Decider
from sanctions.decisions import Decisions, decide
from sanctions.determination import Determination, FactUsed
from sanctions.other_values import Option, options
from sanctions.outcome import Point, Ranks

#: Statuses that a lighter outcome can be compared with.
COMPARED = frozenset({"recommended", "exempt", "needs_facts", "needs_judgement"})
#: Facts that are changed together, at most.
MOST_CHANGED = 2

#: An outcome's place from light to heavy: measures by weight, then how it is called.
Place = tuple[tuple[int, ...], int]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that would have to be different: as it was found, and as it would be."""

    was: FactUsed
    becomes: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What the change does. ``kind``: fault, responsibility, adjustment, or baseline.

    ``id`` is the fault that falls away or becomes doubtful, the responsibility that is borne
    then, or the adjustment that then applies; "" for the baseline.
    """

    kind: str
    id: str
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lighter:
    """A smallest set of changes under which the outcome is lighter.

    ``certain``: lighter whatever the open questions come to; else it could be lighter, and is
    never heavier.
    """

    changes: tuple[Change, ...]
    outcome: Determination
    differences: tuple[Difference, ...]
    certain: bool


#: Other values of some facts, tried together.
_Trial = tuple[Option, ...]


def lighter(decider: Decider, table: CaseTable, row: int) -> tuple[Lighter, ...]:
    """The changes of one fact that make the outcome of a subject lighter, then those of two.

    Of two facts only where neither does it alone. Empty where no outcome can be lighter, and
    for subjects without one (out of scope, no accountability).
    """
    search = _Search(decider, table, row)
    if search.base.status not in COMPARED:
        return ()
    return tuple(search.found())


class _Search:
    def __init__(self, decider: Decider, table: CaseTable, row: int) -> None:
        self.decider, self.table, self.row = decider, table, row
        self.book = decider.book
        self.ranks = Ranks.of(self.book.book)
        decisions = self._decided([()])
        self.base = decisions[0]
        self.limits = self._ends(decisions, 0)

    def found(self) -> Iterator[Lighter]:
        read = [atom for cluster in self.book.clusters for atom in cluster.atoms]
        tried = [
            option
            for fact in self._facts()
            for option in options(self.table.vocabulary, read, fact, self._found)
        ]
        helped: set[frozenset[_Key]] = set()
        good: list[_Trial] = []
        for size in range(1, MOST_CHANGED + 1):
            trials = [
                trial
                for trial in combinations(tried, size)
                if len({option.fact for option in trial}) == size
                and not any(part <= _key(trial) for part in helped)
            ]
            better = self._improving(trials)
            helped.update(_key(trial) for trial in better)
            good += better
        yield from sorted(self._told(good), key=lambda one: (len(one.changes), not one.certain))

    # ── which facts ───────────────────────────────────────────────────────────

    def _facts(self) -> list[Fact]:
        """The known facts that bear on the outcome, in the order of the vocabulary."""
        faults = {fault.id for fault in self.base.faults}
        scope: set[Fact] = set()
        read: set[Fact] = set()
        elsewhere: set[Fact] = set()
        for cluster in self.book.clusters:
            facts = {a.fact for a in cluster.atoms if not isinstance(a, Concluded)}
            bears = cluster.stage != "finding" or any(g.id in faults for g in cluster.goals)
            if cluster.stage == "scope":
                scope |= facts
            elif bears and cluster.stage != "procedure":
                read |= facts
            else:
                elsewhere |= facts
        # What the tables read (the gravity) stands in no condition.
        conditions = {part.label for f in scope | read | elsewhere for part in self._parts(f)}
        read |= {
            fact
            for label in self.book.readers
            if label not in conditions and (fact := self.table.vocabulary.get(label))
        }
        closed = {part for fact in scope for part in (fact, *self._parts(fact))}
        return [f for f in self.table.vocabulary.facts if f in read and self._open(f, closed)]

    def _parts(self, fact: Fact) -> tuple[Fact, ...]:
        return self.table.base_facts(fact)

    def _open(self, fact: Fact, closed: set[Fact]) -> bool:
        """May the fact be supposed to be different?"""
        if fact in closed or not (fact.written or fact.derive):
            return False
        if any(p.required or not p.readable or p in closed for p in self._parts(fact)):
            return False
        return self.table.state(fact, self.row) == KNOWN

    def _found(self, fact: Fact) -> Column:
        """The fact as it was found: a column of one."""
        return self.table.column(fact).take(np.array([self._row(fact)], np.int64))

    # ── deciding ──────────────────────────────────────────────────────────────

    def _decided(self, trials: Sequence[_Trial]) -> Decisions:
        return decide(self.decider, self._changed(trials))

    def _improving(self, trials: Sequence[_Trial]) -> list[_Trial]:
        """The trials that make it lighter."""
        if not trials:
            return []
        decisions = self._decided(trials)
        known: dict[int, bool] = {}
        for i, outcome in enumerate(decisions.outcomes.tolist()):
            if outcome not in known:
                known[outcome] = self._improves(decisions, i)
        kept = zip(trials, decisions.outcomes.tolist(), strict=True)
        return [trial for trial, outcome in kept if known[outcome]]

    def _changed(self, trials: Sequence[_Trial]) -> CaseTable:
        """A table with the case once for each trial. What comes from other rows stays."""
        table, count = self.table, len(trials)
        case = int(table.case_of[self.row])
        fixed = {
            fact.label: table.column(fact).take(np.full(count, self._row(fact), np.int64))
            for fact in table.vocabulary.facts
            if fact.entity in ("case", "subject")
            and not (fact.written or fact.derive or fact.formula)
        }
        return replace(
            table,
            cases=_repeated(table.cases, case, trials),
            subjects=_repeated(table.subjects, self.row, trials),
            case_of=np.arange(count, dtype=np.int64),
            named=None,
            _cache=fixed,
        )

    def _row(self, fact: Fact) -> int:
        return int(self.table.case_of[self.row]) if fact.entity == "case" else self.row

    # ── weighing ──────────────────────────────────────────────────────────────

    def _improves(self, decisions: Decisions, i: int) -> bool:
        """Lighter or as light at both ends, and lighter at one."""
        low, high = self._ends(decisions, i)
        within = low <= self.limits[0] and high <= self.limits[1]
        return within and (low, high) != self.limits

    def _ends(self, decisions: Decisions, i: int) -> tuple[Place, Place]:
        """The places of the lightest and the heaviest outcome that is still possible."""
        points = self.decider.outcome(int(decisions.outcomes[i])).points
        places = [self._place(point) for point in points]
        return min(places), max(places)

    def _place(self, point: Point) -> Place:
        weight = self.ranks.weight(self.base.subject_kind or "", point.measures)
        return weight, int(point.status != "no_accountability")

    def _told(self, trials: Sequence[_Trial]) -> Iterator[Lighter]:
        if not trials:
            return
        decisions = self._decided(trials)
        for i, (trial, outcome) in enumerate(zip(trials, decisions, strict=True)):
            changes = tuple(Change(self._used(option.fact), option.words) for option in trial)
            ends = self._ends(decisions, i)
            certain = ends[1] < self.limits[1]
            yield Lighter(changes, outcome, tuple(_differences(self.base, outcome)), certain)

    def _used(self, fact: Fact) -> FactUsed:
        cells = "、".join(self.table.cell(part, self.row) for part in self._parts(fact))
        return FactUsed(fact.label, self.table.show(fact, self.row), cells)


_Key = tuple[Fact, str]


def _key(trial: Iterable[Option]) -> frozenset[_Key]:
    return frozenset((option.fact, option.words) for option in trial)


def _repeated(rows: FactTable, at: int, trials: Sequence[_Trial]) -> FactTable:
    """One row, once for each trial, with the values of the trial."""
    where = np.full(len(trials), at, np.int64)
    columns = {}
    for label, column in rows.columns.items():
        copy = column.take(where)
        low, high, state = copy.low.copy(), copy.high.copy(), copy.state.copy()
        text = list(copy.text)
        for i, trial in enumerate(trials):
            for option in trial:
                if column.fact in option.numbers:
                    low[i], high[i] = option.numbers[column.fact]
                    state[i] = KNOWN
                elif option.text is not None and column.fact == option.fact:
                    text[i] = option.text
        columns[label] = Column(column.fact, state, low, high, text)
    return replace(
        rows, columns=columns, source=rows.source[where], rows=rows.rows[where], elsewhere={}
    )


# ── what the change does ──────────────────────────────────────────────────────


def _differences(base: Determination, outcome: Determination) -> Iterator[Difference]:
    """The clauses that make the difference; the baseline where the law makes none."""
    found = [*_other_faults(base, outcome), *_other_adjustments(base, outcome)]
    if outcome.responsibility != base.responsibility and outcome.status != "no_accountability":
        cites = _cited(outcome, "attribution")
        found.append(Difference("responsibility", outcome.responsibility or "", cites))
    if not found or outcome.gravity != base.gravity:
        found.append(Difference("baseline", "", ()))
    yield from found


def _other_faults(base: Determination, outcome: Determination) -> Iterator[Difference]:
    still = {fault.id for fault in outcome.faults if fault.value == "true"}
    for fault in base.faults:
        if fault.value == "true" and fault.id not in still:
            yield Difference("fault", fault.id, fault.citations)


def _other_adjustments(base: Determination, outcome: Determination) -> Iterator[Difference]:
    before, after = ({a.id: a.citations for a in d.adjustments} for d in (base, outcome))
    if outcome.status == "no_accountability":
        return
    for id_ in dict.fromkeys([*before, *after]):
        if (id_ in before) != (id_ in after):
            yield Difference("adjustment", id_, after.get(id_) or before[id_])


def _cited(d: Determination, stage: str) -> tuple[str, ...]:
    written = "; ".join(reason.citation for reason in d.reasons if reason.stage == stage)
    return tuple(dict.fromkeys(part.strip() for part in written.split(";") if part.strip()))
