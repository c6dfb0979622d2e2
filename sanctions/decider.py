"""Decides every subject of a table: situations to worlds, worlds to outcomes, in columns."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rules.clusters import Cluster
from rules.loader import CompiledBook
from rules.masks import Bools
from rules.possibility import PossibilityTable
from sanctions.branches import Situation
from sanctions.numbering import Ints, numbered
from sanctions.outcome import Measures, Point
from sanctions.situations import Situations
from sanctions.verdict import Verdict
from sanctions.worlds import KINDS, World


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a subject's worlds may lead to, taken together; ``lawful`` from light to heavy."""

    points: frozenset[Point]
    lawful: tuple[Measures, ...]

    @property
    def settled(self) -> Point | None:
        """The outcome that nothing unknown can change; None while there are several."""
        return next(iter(self.points)) if len(self.points) == 1 else None

    @property
    def lightest(self) -> Measures:
        """The lightest outcome still possible."""
        return self.lawful[0]

    @property
    def heaviest(self) -> Measures:
        """The heaviest outcome still possible."""
        return self.lawful[-1]


class Decider(Situations):
    """A compiled book with everything it has worked out; serves any number of tables."""

    def __init__(self, book: CompiledBook) -> None:
        super().__init__(book)
        groups = self.judge.scale.groups
        self.fault_groups = [
            [c for c in book.stage("finding") if c.goals[0].id in group] for group in groups
        ]
        rules = {c.goals[0].rules[0].id: c for c in self.adjusting}
        self._offers = [[rules[rule] for rule in offer.rules] for offer in self.judge.offers]
        self.silent_mark = 1 << len(self.judge.responsibilities)
        self._worlds: list[World] = []
        self._world_ids: dict[tuple[int, ...], int] = {}
        self._outcomes: list[Outcome] = []
        self._outcome_ids: dict[tuple[str, tuple[int, ...]], int] = {}

    def outcome_ids(self, situation: Situation) -> Ints:
        """The id of the outcome (see ``outcome``) of each row."""
        result = np.zeros(len(situation.kind), np.int64)
        for rows, part, unknown in self.groups(situation):
            for branches in self.resolved(part, unknown):
                origin, sets = _sets(branches.origin, self.world_ids(branches.situation))
                first, alike = numbered(list(sets.T + 1))
                ids = np.array([self._outcome_id(tuple(sets[at])) for at in first], np.int64)
                result[rows[origin]] = ids[alike]
        return result

    def outcome(self, outcome_id: int) -> Outcome:
        """The outcome with this id."""
        return self._outcomes[outcome_id]

    def verdict(self, world_id: int) -> Verdict:
        """The verdict on the world with this id."""
        return self.judge.verdict(self._worlds[world_id])

    # ── situations to worlds ──────────────────────────────────────────────────

    def world_ids(self, situation: Situation) -> Ints:
        """The id of the world of each row."""
        columns = [
            situation.kind,
            self._yes_no(situation, self.book.stage("scope")),
            self.responsibilities(situation),
            situation.gravity,
            *(self._counts(situation, group) for group in self.fault_groups),
            *(self._yes_no(situation, clusters) for clusters in self._offers),
            *(self._yes_no(situation, [c]) for c in self.book.stage("measure")),
        ]
        first, inverse = numbered(columns)
        ids = [self._world_id(tuple(int(column[i]) for column in columns)) for i in first]
        result: Ints = np.array(ids, np.int64)[inverse]
        return result

    def _world_id(self, values: tuple[int, ...]) -> int:
        found = self._world_ids.get(values)
        if found is None:
            kind, scope, responsibility, gravity, *rest = values
            found = len(self._worlds)
            self._world_ids[values] = found
            faults, offers = len(self.fault_groups), len(self._offers)
            self._worlds.append(
                World(
                    KINDS[kind],
                    scope,
                    responsibility,
                    gravity,
                    tuple(rest[:faults]),
                    tuple(rest[faults : faults + offers]),
                    tuple(rest[faults + offers :]),
                )
            )
        return found

    def _yes_no(self, situation: Situation, clusters: Sequence[Cluster]) -> Ints:
        """Whether some of the clusters' goals can hold, and whether all can fail."""
        some = np.zeros(len(situation.kind), np.bool_)
        none = np.ones(len(situation.kind), np.bool_)
        for cluster in clusters:
            holds, fails = self.can(situation, cluster)
            some |= holds
            none &= fails
        result: Ints = none.astype(np.int64) + 2 * some.astype(np.int64)
        return result

    def _counts(self, situation: Situation, group: Sequence[Cluster]) -> Ints:
        """The mask of how many faults of a group may be established, up to the cap."""
        cap = self.judge.scale.cap
        if cap == 1:
            return self._yes_no(situation, group)
        least = np.zeros(len(situation.kind), np.int64)
        most = least.copy()
        for cluster in group:
            holds, fails = self.can(situation, cluster)
            least += ~fails
            most += holds
        least, most = np.minimum(least, cap), np.minimum(most, cap)
        result: Ints = (2 << most) - (1 << least)
        return result

    def responsibilities(self, situation: Situation) -> Ints:
        """The mask of the responsibilities that each row may bear."""
        if situation.responsibility is not None:
            return situation.responsibility
        by_kind = np.array([self.judge.of_kind(kind) for kind in KINDS], np.int64)
        everything = by_kind[situation.kind]
        for cluster in self.book.stage("attribution"):
            table, codes = self.possible[cluster.id], situation.codes[cluster.id]
            table.meet(codes)
            codes_met, inverse = np.unique(codes, return_inverse=True)
            masks = np.array([self._mask(table, int(c), cluster) for c in codes_met], np.int64)
            found = masks[inverse]
            # A rule that gives a person a team's responsibility settles nothing.
            silent = (found & ~everything) != 0
            everything = np.where(silent, everything, found)
        return everything

    def _mask(self, table: PossibilityTable, code: int, cluster: Cluster) -> int:
        """What a code may still lead to; ``silent_mark`` where the text may not say."""
        mask = 0
        for output in table.of(code).outputs:
            if len(output) == 1:
                goal = cluster.goals[next(iter(output))].id
                mask |= 1 << self.judge.responsibilities.index(goal)
            else:
                mask |= self.silent_mark
        return mask

    def silent(self, situation: Situation) -> Bools:
        """Where the text leaves the responsibility open on the facts as given."""
        result = np.zeros(len(situation.kind), np.bool_)
        for cluster in self.book.stage("attribution"):
            table, codes = self.possible[cluster.id], situation.codes[cluster.id]
            for code in np.unique(codes):
                if self._mask(table, int(code), cluster) == self.silent_mark:
                    result |= codes == code
        return result

    # ── worlds to outcomes ────────────────────────────────────────────────────

    def _outcome_id(self, world_ids: tuple[int, ...]) -> int:
        worlds = tuple(int(world) for world in world_ids if world >= 0)
        kind = self._worlds[worlds[0]].kind
        found = self._outcome_ids.get((kind, worlds))
        if found is None:
            verdicts = [self.verdict(w) for w in worlds]
            points = frozenset[Point]().union(*(v.points for v in verdicts))
            ranks = self.judge.scale.ranks
            lawful = sorted(
                frozenset[Measures]().union(*(v.lawful for v in verdicts)),
                key=lambda m: (ranks.weight(kind, m), m),
            )
            found = len(self._outcomes)
            self._outcome_ids[kind, worlds] = found
            self._outcomes.append(Outcome(points, tuple(lawful)))
        return found


def _sets(origin: Ints, values: Ints) -> tuple[Ints, Ints]:
    """The rows of ``origin``, and the set of values of each in ascending order, filled with -1."""
    room = int(values.max(initial=0)) + 1
    pairs = np.unique(origin * room + values)
    rows, starts, sizes = np.unique(pairs // room, return_index=True, return_counts=True)
    sets = np.full((len(rows), int(sizes.max(initial=1))), -1, np.int64)
    place = np.arange(len(pairs)) - np.repeat(starts, sizes)
    sets[np.repeat(np.arange(len(rows)), sizes), place] = pairs % room
    return rows, sets
