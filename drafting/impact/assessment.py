"""The impact of one book taking the place of another, on the subjects of a table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from drafting.diff.shared import shared_vocabulary
from drafting.impact.amendments import Amendment, Between, Key, amendments, units
from drafting.impact.causes import Cause, causes, take
from drafting.impact.inversions import Inversions, find_inversions
from drafting.impact.questions import Cost, cost
from drafting.impact.results import (
    DIRECTIONS,
    Bools,
    Direction,
    Ints,
    Ledger,
    Result,
    Scale,
    established,
)
from facts import CaseTable, Text
from rules.errors import BookError, Mistake, Place
from rules.loader import CompiledBook
from sanctions import Decider, Decisions, Determination, decide

Floats = npt.NDArray[np.float64]

#: Groups of like changes whose explanations are given side by side.
MAX_MOVERS = 12


@dataclass(frozen=True, slots=True)
class Mover:
    """Subjects that move alike; ``example`` is the first of them, a position in ``changed``."""

    example: int
    subjects: int
    shift: float


@dataclass(frozen=True)
class Impact:
    """Both sets of decisions, and how they differ.

    ``before`` and ``after`` are positions in ``results``, one a subject; ``direction`` is a
    position in DIRECTIONS and ``shift`` a weight (see Scale), also for those unchanged.
    ``changed`` are subjects; ``cause_of[i]`` is the position in ``causes`` for ``changed[i]``.
    """

    old: Decisions
    new: Decisions
    amendments: Sequence[Amendment]
    groups: Sequence[tuple[Key, ...]]
    results: Sequence[Result]
    before: Ints
    after: Ints
    direction: Ints
    shift: Floats
    changed: Ints
    causes: Sequence[Cause]
    cause_of: Ints
    inversions: Inversions
    cost: Cost
    scale: Scale

    @property
    def table(self) -> CaseTable:
        """The subjects."""
        return self.new.table

    @cached_property
    def faults(self) -> dict[str, tuple[Bools, Bools]]:
        """For each fault of either book: established before, established after."""
        before, after = established(self.old), established(self.new)
        none = np.zeros(len(self.table), np.bool_)
        names = dict.fromkeys([*before, *after])
        return {name: (before.get(name, none), after.get(name, none)) for name in names}

    @cached_property
    def certain(self) -> Bools:
        """Changed subjects whose outcome is settled under both books."""
        settled = np.array([result.settled for result in self.results], np.bool_)
        found: Bools = (self.before != self.after) & settled[self.before] & settled[self.after]
        return found

    @cached_property
    def grounds_only(self) -> Bools:
        """Subjects with the same result on other faults."""
        differ = np.zeros(len(self.table), np.bool_)
        for before, after in self.faults.values():
            differ |= before != after
        found: Bools = differ & (self.before == self.after)
        return found

    def directed(self, name: Direction) -> Bools:
        """The changed subjects that move this way."""
        found: Bools = (self.direction == DIRECTIONS.index(name)) & (self.before != self.after)
        return found

    @cached_property
    def movers(self) -> list[Mover]:
        """Groups of subjects with like change and cause, the greatest shift of weight first."""
        rows = self.changed
        if not len(rows):
            return []
        key = np.stack([self.before[rows], self.after[rows], self.cause_of], axis=1)
        _, first, count = np.unique(key, axis=0, return_index=True, return_counts=True)
        found = [
            Mover(int(i), int(n), float(self.shift[rows[i]]))
            for i, n in zip(first, count, strict=True)
            if DIRECTIONS[self.direction[rows[i]]] in ("stricter", "lighter")
        ]
        found.sort(key=lambda m: (-round(abs(m.shift), 9), -m.subjects, m.example))
        return found[:MAX_MOVERS]

    def explained(self) -> list[tuple[Determination, Determination]]:
        """For each mover, the example's determination under the old and the new book."""
        if not self.movers:
            return []
        examples = self.changed[[mover.example for mover in self.movers]]
        table = take(self.table, examples)
        sides = (decide(decisions.decider, table) for decisions in (self.old, self.new))
        return list(zip(*sides, strict=True))


def seen_by_both(old: CompiledBook, new: CompiledBook, table: CaseTable) -> CaseTable:
    """The table with the facts of either book: blank where it was not read with them.

    BookError where the books number the same choices otherwise, so that no one table serves both.
    """
    vocabulary = shared_vocabulary(old, new)
    mistakes = []
    for fact in vocabulary.facts:
        sides = [b.vocabulary.get(fact.label) for b in (old, new)]
        numbered = [[c.id for c in side.choices] for side in sides if side is not None]
        shortest = min(map(len, numbered), default=0)
        if len({tuple(ids[:shortest]) for ids in numbered}) > 1:
            text = Text(
                f"两本规则书“{fact.label}”的选项次序不同，不能放在同一批案件上比较",
                f"the books number the choices of “{fact.label}” otherwise",
            )
            mistakes.append(Mistake(Place(f"{new.folder.name}/book.yaml"), text))
    if mistakes:
        raise BookError(mistakes)
    return (
        table
        if vocabulary == table.vocabulary
        else replace(table, vocabulary=vocabulary, _cache={})
    )


def assess(old: CompiledBook, new: CompiledBook, table: CaseTable) -> Impact:
    """Decide the table under both books, and compare."""
    table = seen_by_both(old, new, table)
    decisions = decide(Decider(old), table), decide(Decider(new), table)
    ledger, scale = Ledger(), Scale(old, new)
    before, after = ledger.ids(decisions[0]), ledger.ids(decisions[1])
    direction, shift = _directions(before, after, ledger, scale)
    results = tuple(ledger.results)  # what books in between give is not part of the impact
    changed = np.flatnonzero(before != after)
    changes = amendments(old, new)
    between = Between(old, new, frozenset(a.key for a in changes))
    groups = units(between, changes)
    found, cause_of = causes(between, groups, decisions, (before, after), ledger, changed)
    return Impact(
        *decisions,
        changes,
        groups,
        results,
        before,
        after,
        direction,
        shift,
        changed,
        found,
        cause_of,
        find_inversions(*decisions, (before, after), ledger, scale),
        cost(*decisions),
        scale,
    )


def _directions(before: Ints, after: Ints, ledger: Ledger, scale: Scale) -> tuple[Ints, Floats]:
    """The direction and shift of each subject, worked out once for each distinct pair."""
    size = len(ledger.results)
    pairs, inverse = np.unique(before * size + after, return_inverse=True)
    found = [
        scale.compare(ledger.results[pair // size], ledger.results[pair % size])
        for pair in pairs.tolist()
    ]
    directions = np.array([DIRECTIONS.index(name) for name, _ in found], np.int64)
    shifts = np.array([shift for _, shift in found], np.float64)
    inverse = inverse.reshape(-1)
    return directions[inverse], shifts[inverse]
