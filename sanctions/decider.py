"""Decides every subject of a table: situations to worlds, worlds to outcomes, in columns."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rules.clusters import Cluster
from rules.loader import CompiledBook
from rules.possibility import Bools, PossibilityTable
from sanctions.outcome import Measures, Point
from sanctions.situations import Ints, Situation, Situations
from sanctions.worlds import KINDS, Judge, Offer, Verdict, World


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a subject's worlds may lead to, taken together."""

    points: frozenset[Point]
    lightest: Measures
    heaviest: Measures


class Decider(Situations):
    """A compiled book with everything it has worked out; serves any number of tables."""

    def __init__(self, book: CompiledBook) -> None:
        super().__init__(book)
        offers = (c.goals[0].rules[0] for c in self.adjusting)
        self.judge = Judge(
            book,
            tuple(Offer(r.id, r.conclusion.verb, r.conclusion.targets) for r in offers),  # type: ignore[arg-type]
        )
        self.silence_bit = len(self.variables.facts) + len(self.variables.disputes)
        self.gravity_bit = self.silence_bit + 1
        self._worlds: list[World] = []
        self._world_ids: dict[tuple[int, ...], int] = {}
        self._outcomes: list[Outcome] = []
        self._outcome_ids: dict[tuple[str, tuple[int, ...]], int] = {}

    def outcome_ids(self, situation: Situation) -> Ints:
        """The id of the outcome (see ``outcome``) of each row."""
        result = np.zeros(len(situation.kind), np.int64)
        for rows, worlds in self.worlds(situation):
            combos, inverse = np.unique(np.stack(worlds, axis=1), axis=0, return_inverse=True)
            ids = np.array([self._outcome_id(tuple(map(int, c))) for c in combos], np.int64)
            result[rows] = ids[inverse.reshape(-1)]
        return result

    def outcome(self, outcome_id: int) -> Outcome:
        """The outcome with this id."""
        return self._outcomes[outcome_id]

    def verdict(self, world_id: int) -> Verdict:
        """The verdict on the world with this id."""
        return self.judge.verdict(self._worlds[world_id])

    def worlds(self, situation: Situation) -> Iterator[tuple[Ints, list[Ints]]]:
        """Groups of rows, each with the world ids for every way to answer its split variables."""
        for rows, part, unknown in self.groups(situation):
            yield rows, [self.world_ids(p) for p in self.resolved(part, unknown)]

    # ── situations to worlds ──────────────────────────────────────────────────

    def world_ids(self, situation: Situation) -> Ints:
        """The id of the world of each row."""
        scope = self._yes_no(situation, self.book.stage("scope")[0])
        fault = self._fault(situation)
        columns = [
            situation.kind,
            scope,
            fault,
            self.responsibilities(situation),
            situation.gravity,
        ]
        columns += [self._yes_no(situation, cluster) for cluster in self.adjusting]
        key = np.zeros(len(situation.kind), np.int64)
        for column in columns:
            key = key * 64 + column
        keys, inverse = np.unique(key, return_inverse=True)
        first = np.zeros(len(keys), np.int64)
        first[inverse] = np.arange(len(key))
        ids = [self._world_id(tuple(int(column[i]) for column in columns)) for i in first]
        result: Ints = np.array(ids, np.int64)[inverse]
        return result

    def _world_id(self, values: tuple[int, ...]) -> int:
        found = self._world_ids.get(values)
        if found is None:
            kind, scope, fault, responsibility, gravity, *adjustments = values
            found = len(self._worlds)
            self._world_ids[values] = found
            self._worlds.append(
                World(KINDS[kind], scope, fault, responsibility, gravity, tuple(adjustments))
            )
        return found

    def _yes_no(self, situation: Situation, cluster: Cluster) -> Ints:
        holds, fails = self.can(situation, cluster)
        result: Ints = fails.astype(np.int64) + 2 * holds.astype(np.int64)
        return result

    def _fault(self, situation: Situation) -> Ints:
        some = np.zeros(len(situation.kind), np.bool_)
        none = np.ones(len(situation.kind), np.bool_)
        for cluster in self.book.stage("finding"):
            holds, fails = self.can(situation, cluster)
            some |= holds
            none &= fails
        result: Ints = none.astype(np.int64) + 2 * some.astype(np.int64)
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
        """The responsibilities that a code may still lead to; SILENT when the text may not say."""
        mask = 0
        for output in table.of(code).outputs:
            if len(output) == 1:
                goal = cluster.goals[next(iter(output))].id
                mask |= 1 << self.judge.responsibilities.index(goal)
            else:
                mask |= SILENT
        return mask

    def silent(self, situation: Situation) -> Bools:
        """Where the text leaves the responsibility open on the facts as given."""
        result = np.zeros(len(situation.kind), np.bool_)
        for cluster in self.book.stage("attribution"):
            table, codes = self.possible[cluster.id], situation.codes[cluster.id]
            for code in np.unique(codes):
                if self._mask(table, int(code), cluster) == SILENT:
                    result |= codes == code
        return result

    # ── worlds to outcomes ────────────────────────────────────────────────────

    def _outcome_id(self, world_ids: tuple[int, ...]) -> int:
        worlds = tuple(sorted(set(world_ids)))
        kind = self._worlds[worlds[0]].kind
        found = self._outcome_ids.get((kind, worlds))
        if found is None:
            verdicts = [self.verdict(w) for w in worlds]
            points = frozenset[Point]().union(*(v.points for v in verdicts))
            lawful = sorted(
                frozenset[Measures]().union(*(v.lawful for v in verdicts)),
                key=lambda m: self.judge.tariff.weight(kind, m),
            )
            found = len(self._outcomes)
            self._outcome_ids[kind, worlds] = found
            self._outcomes.append(Outcome(points, lawful[0], lawful[-1]))
        return found


#: Marks a responsibility that the text does not settle.
SILENT = 1 << 5
