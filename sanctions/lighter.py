"""What would have to be different for a lighter outcome: the smallest changes of known facts.

The changed cases are decided by the engine itself, all in one table. Only what was found or
judged in the case is changed: not who the subject is, not what makes the book apply, and not
what only says which question a case is about. Blank facts stay blank; the open questions of the
determination say what each answer would give. What is worked out (by a formula, from records) is
varied as the one number that it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from facts import KNOWN, CaseTable, Column, Fact, FactTable
from rules.atoms import Concluded, Stated
from sanctions.decider import Decider
from sanctions.decisions import Decisions, decide
from sanctions.determination import Determination, FactUsed
from sanctions.differences import Difference, differences
from sanctions.other_values import Option, options
from sanctions.outcome import Point, Ranks

#: Statuses that a lighter outcome can be compared with.
COMPARED = frozenset({"recommended", "exempt", "needs_facts", "needs_judgement"})
#: Facts that are changed together, at most.
MOST_CHANGED = 2
#: Stages that ask of a subject who it is, for its duties, its responsibility, its measures; only
#: its judgements are findings there.
_PERSONAL = ("duty", "attribution", "measure")

#: An outcome's place from light to heavy: measures by weight, then how it is called.
Place = tuple[tuple[int, ...], int]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that would have to be different: as it was found, and as it would be."""

    was: FactUsed
    becomes: str


@dataclass(frozen=True, slots=True)
class Lighter:
    """A smallest set of changes under which the outcome is lighter.

    ``outcome`` is what is concluded then, without reasons and open questions. ``certain``: lighter
    whatever the open questions come to; else it could be lighter, and is never heavier.
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
        fixed: set[Fact] = set()
        read: set[Fact] = set()
        elsewhere: set[Fact] = set()
        for cluster in self.book.clusters:
            asked = [atom for atom in cluster.atoms if not isinstance(atom, Concluded)]
            facts = {atom.fact for atom in asked}
            bears = cluster.stage != "finding" or any(g.id in faults for g in cluster.goals)
            if cluster.stage == "scope":
                fixed |= facts
            elif bears and cluster.stage != "procedure":
                read |= facts
            else:
                elsewhere |= facts
            fixed |= {atom.fact for atom in asked if isinstance(atom, Stated)}
            if cluster.stage in _PERSONAL:
                fixed |= {f for f in facts if _personal(f)}
        # What the tables read (the gravity) stands in no condition.
        asked_of = {part.label for f in fixed | read | elsewhere for part in self._parts(f)}
        read |= {
            fact
            for label in self.book.readers
            if label not in asked_of and (fact := self.table.vocabulary.get(label))
        }
        closed = {part for fact in fixed for part in (fact, *self._parts(fact))}
        known = self.table.vocabulary.facts
        # Facts listed together with names are about who it is, as names are.
        naming = {(f.entity, f.group) for f in known if not f.readable}
        closed |= {f for f in known if (f.entity, f.group) in naming}
        return [f for f in known if f in read and self._open(f, closed)]

    def _parts(self, fact: Fact) -> tuple[Fact, ...]:
        return self.table.base_facts(fact)

    def _open(self, fact: Fact, closed: set[Fact]) -> bool:
        """May the fact be supposed to be different?"""
        if fact in closed or fact.count:
            return False
        if any(part.required or part in closed for part in self._parts(fact)):
            return False
        return self.table.state(fact, self.row) == KNOWN

    def _found(self, fact: Fact) -> Column:
        """The fact as it was found: a column of one."""
        return self.table.column(fact).take(np.array([self._row(fact)], np.int64))

    # ── deciding ──────────────────────────────────────────────────────────────

    def _decided(self, trials: Sequence[_Trial]) -> Decisions:
        """The trials decided; what each answer to their open questions gives is left out."""
        decisions = decide(self.decider, self._changed(trials))
        return replace(decisions, masks=np.zeros_like(decisions.masks))

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
            if fact.entity in ("case", "subject") and (fact.count or fact.aggregate)
        }
        changed = replace(
            table,
            cases=_repeated(table.cases, case, trials),
            subjects=_repeated(table.subjects, self.row, trials),
            case_of=np.arange(count, dtype=np.int64),
            named=None,
            _cache=fixed,
        )
        worked_out = {o.fact for trial in trials for o in trial if o.fact.formula}
        worked_out |= {o.fact for trial in trials for o in trial if o.fact.aggregate}
        if not worked_out:
            return changed
        columns = {f.label: _varied(changed.column(f), trials) for f in worked_out}
        return replace(changed, _cache=fixed | columns)

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
            why = differences(self.base, outcome, self.book)
            bare = replace(outcome, reasons=(), effects=(), procedure=())
            yield Lighter(changes, bare, why, certain)

    def _used(self, fact: Fact) -> FactUsed:
        cells = self.table.cells(fact, self.row)
        return FactUsed(fact.label, self.table.show(fact, self.row), cells)


def _personal(fact: Fact) -> bool:
    """Is it a fact about a subject that somebody wrote, and no judgement?"""
    return fact.entity == "subject" and fact.kind == "fact" and fact.written


_Key = tuple[Fact, str]


def _key(trial: Iterable[Option]) -> frozenset[_Key]:
    return frozenset((option.fact, option.words) for option in trial)


def _repeated(rows: FactTable, at: int, trials: Sequence[_Trial]) -> FactTable:
    """One row, once for each trial, with the values of the trial."""
    where = np.full(len(trials), at, np.int64)
    columns = {name: _varied(column.take(where), trials) for name, column in rows.columns.items()}
    return replace(
        rows, columns=columns, source=rows.source[where], rows=rows.rows[where], elsewhere={}
    )


def _varied(column: Column, trials: Sequence[_Trial]) -> Column:
    """The column with the values that the trials have for its fact, one a trial."""
    low, high, state = column.low.copy(), column.high.copy(), column.state.copy()
    text = list(column.text)
    for i, trial in enumerate(trials):
        for option in trial:
            if column.fact in option.numbers:
                low[i], high[i] = option.numbers[column.fact]
                state[i] = KNOWN
            elif option.text is not None and column.fact == option.fact:
                text[i] = option.text
    return Column(column.fact, state, low, high, text)
