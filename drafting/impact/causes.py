"""Which of a proposal's changes brought each changed outcome about.

Each change is tried alone on the old book and taken away alone from the new one. What that
leaves open is tried in combination, smallest first; what it does not explain is said to come of
the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from drafting.impact.amendments import Between, Key
from drafting.impact.results import Bools, Ints, Ledger
from facts import CaseTable, FactTable
from facts.aggregates import RecordTable
from rules.loader import CompiledBook
from sanctions import Decider, Decisions, decide

#: ``sole``: this change alone does it, and without it nothing would change. ``any``: each of the
#: sets does it by itself. ``together``: it takes all of the set. ``whole``: no smaller set was
#: found. ``untried``: too many situations and changes to try.
Manner = Literal["sole", "any", "together", "whole", "untried"]

Group = tuple[Key, ...]

#: Situations times books tried; more are not attributed.
MAX_WORK = 600_000
#: Combinations of more than one change that are tried for one pattern.
MAX_COMBINATIONS = 60


@dataclass(frozen=True, slots=True)
class Cause:
    """``sets``: the groups of changes that each suffice (empty for whole and untried)."""

    manner: Manner
    sets: tuple[tuple[Key, ...], ...] = ()

    @property
    def keys(self) -> tuple[Key, ...]:
        """All changes named."""
        return tuple(dict.fromkeys(key for group in self.sets for key in group))


def causes(
    between: Between,
    groups: Sequence[Group],
    decisions: tuple[Decisions, Decisions],
    results: tuple[Ints, Ints],
    ledger: Ledger,
    changed: Ints,
) -> tuple[list[Cause], Ints]:
    """The causes met, and for each changed subject the position of its cause.

    ``results`` are the ids in ``ledger`` of every subject's result before and after.
    """
    if not len(changed):
        return [], np.zeros(0, np.int64)
    if len(groups) == 1:
        manner: Manner = "sole" if len(groups[0]) == 1 else "together"
        return [Cause(manner, (groups[0],))], np.zeros(len(changed), np.int64)
    old, new = decisions
    numbers = situations(old, new, changed)
    _, first = np.unique(numbers, return_index=True)
    books = 2 if len(groups) == 2 else 2 * len(groups)
    if books * len(first) > MAX_WORK:
        return [Cause("untried")], np.zeros(len(changed), np.int64)
    rows = changed[first]
    start, target = (ids[rows] for ids in results)
    known: dict[frozenset[int], Ints | None] = {
        frozenset(): start,
        frozenset(range(len(groups))): target,
    }
    found = _Trial(between, tuple(groups), take(new.table, rows), ledger, known).run()
    order = list(dict.fromkeys(found))
    positions = np.array([order.index(cause) for cause in found], np.int64)
    return order, positions[numbers]


@dataclass
class _Trial:
    """The distinct situations of the changed subjects, decided under books in between."""

    between: Between
    groups: tuple[Group, ...]
    table: CaseTable
    ledger: Ledger
    known: dict[frozenset[int], Ints | None]

    def run(self) -> list[Cause]:
        """The cause of each situation."""
        count = len(self.groups)
        everything = frozenset(range(count))
        target, start = self._must(everything), self._must(frozenset())
        alone = np.stack([self._must(frozenset({g})) for g in range(count)])
        without = np.stack([self._must(everything - {g}) for g in range(count)])
        suffices, needed = alone == target, without != target
        touches = (alone != start) | needed
        patterns, inverse = np.unique(
            np.concatenate([suffices, needed, touches]), axis=1, return_inverse=True
        )
        inverse = inverse.reshape(-1)
        found: list[Cause] = [Cause("whole")] * len(target)
        for number in range(patterns.shape[1]):
            column = patterns[:, number].reshape(3, count)
            rows = np.flatnonzero(inverse == number)
            for row, cause in zip(rows, self._of(column, rows, target), strict=True):
                found[row] = cause
        return found

    def _of(self, pattern: Bools, rows: Ints, target: Ints) -> list[Cause]:
        """The causes of situations that answer alike to every single change."""
        suffices, needed, touches = (frozenset(np.flatnonzero(p).tolist()) for p in pattern)
        if len(suffices) == 1 and suffices <= needed:
            return [self._cause("sole", [suffices])] * len(rows)
        if suffices:
            return [self._cause("any", [frozenset({g}) for g in sorted(suffices)])] * len(rows)
        found = [Cause("whole")] * len(rows)
        left = np.ones(len(rows), np.bool_)
        for chosen in self._candidates(needed, touches):
            results = self._results(chosen)
            if results is None:
                continue
            hit = left & (results[rows] == target[rows])
            for position in np.flatnonzero(hit):
                found[position] = self._cause("together", [chosen])
            left &= ~hit
            if not left.any():
                break
        return found

    def _candidates(self, needed: frozenset[int], touches: frozenset[int]) -> list[frozenset[int]]:
        """What cannot be done without first; then other combinations, smallest first."""
        found = [needed] if 1 < len(needed) < len(self.groups) else []
        pool = sorted(touches)
        for size in range(2, len(self.groups)):
            found += [frozenset(c) for c in combinations(pool, size)]
            if len(found) > MAX_COMBINATIONS:
                break
        found = found[:MAX_COMBINATIONS]
        if len(needed) == len(self.groups):
            found.append(needed)
        return sorted(dict.fromkeys(found), key=lambda c: (len(c), sorted(c)))

    def _cause(self, manner: Manner, sets: Sequence[frozenset[int]]) -> Cause:
        named = tuple(tuple(k for g in sorted(chosen) for k in self.groups[g]) for chosen in sets)
        return Cause(manner, named)

    def _must(self, chosen: frozenset[int]) -> Ints:
        found = self._results(chosen)
        assert found is not None  # units() keeps only groups that stand
        return found

    def _results(self, chosen: frozenset[int]) -> Ints | None:
        if chosen not in self.known:
            book = self.between.book(k for g in chosen for k in self.groups[g])
            self.known[chosen] = self._decided(book) if book is not None else None
        return self.known[chosen]

    def _decided(self, book: CompiledBook) -> Ints:
        return self.ledger.ids(decide(Decider(book), self.table))


def situations(old: Decisions, new: Decisions, rows: Ints) -> Ints:
    """A number for each row; rows with one number fare alike under every book in between.

    Two books' clusters hold every atom that a book in between can read.
    """
    table = new.table
    columns: list[npt.NDArray[Any]] = [
        d.inference.codes[c][rows] for d in (old, new) for c in d.inference.codes
    ]
    columns += [new.situation.gravity[rows], new.situation.kind[rows]]
    for fact in table.vocabulary.facts:
        if fact.readable and fact.entity in ("case", "subject"):
            state = table.column(fact).state
            state = state[table.case_of] if fact.entity == "case" else state
            columns.append(state[rows])
    numbers = np.zeros(len(rows), np.int64)
    for column in columns:
        least = int(column.min(initial=0))
        width = int(column.max(initial=0)) - least + 1
        if width > 1:
            numbers = numbers * width + (column.astype(np.int64) - least)
            numbers = np.unique(numbers, return_inverse=True)[1].reshape(-1)
    return numbers


def take(table: CaseTable, rows: Ints) -> CaseTable:
    """A table of some subjects, each with its case to itself; counted as the input counts."""
    of_case = table.case_of[rows]
    named = table.named
    if named is None:
        named = np.bincount(table.case_of, minlength=max(len(table.cases), 1)).astype(np.int64)
    return CaseTable(
        table.vocabulary,
        _take(table.cases, of_case),
        _take(table.subjects, rows),
        np.arange(len(rows), dtype=np.int64),
        named[of_case],
        {
            kind: _taken(records, of_case if _of_case(table, kind) else rows)
            for kind, records in table.records.items()
        },
    )


def _of_case(table: CaseTable, kind: str) -> bool:
    return any(k.id == kind and k.owner == "case" for k in table.vocabulary.records)


def _taken(records: RecordTable, owners: Ints) -> RecordTable:
    """The records of some owners, numbered as these; of one that is taken twice, twice."""
    kept, owner = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for position, own in enumerate(owners.tolist()):
        found = np.flatnonzero(records.owner == own)
        kept.append(found)
        owner.append(np.full(len(found), position, np.int64))
    rows = np.concatenate(kept)
    columns = {label: column.take(rows) for label, column in records.columns.items()}
    places = tuple(records.addresses[i] for i in rows) if records.addresses else ()
    return RecordTable(records.kind, records.vocabulary, columns, np.concatenate(owner), places)


def _take(table: FactTable, rows: Ints) -> FactTable:
    columns = {label: column.take(rows) for label, column in table.columns.items()}
    elsewhere = {
        (label, position): table.elsewhere[label, row]
        for label in dict.fromkeys(label for label, _ in table.elsewhere)
        for position, row in enumerate(rows.tolist())
        if (label, row) in table.elsewhere
    }
    return FactTable(
        columns, table.sources, table.source[rows], table.rows[rows], elsewhere=elsewhere
    )
