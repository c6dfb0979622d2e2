"""Decides every subject of a table: conclusions to worlds, worlds to outcomes, in columns.

Facts that bear on two aspects at once (不良影响 makes a fault and bars mitigation) are tried one
answer at a time where they are unknown, so that an outcome is never built from answers that
contradict each other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from facts import KNOWN, UNKNOWN, CaseTable
from rules.book import GRAVITIES
from rules.clusters import Cluster
from rules.inference import Codes, Engine, Inference
from rules.loader import CompiledBook
from rules.possibility import Bools, PossibilityTable
from rules.variables import Variables, variables_of
from sanctions.outcome import Measures, Point
from sanctions.worlds import (
    FAULT,
    FIRST_ADJUSTMENT,
    KINDS,
    RESPONSIBILITY,
    SCOPE,
    Judge,
    Offer,
    Verdict,
    World,
)

Ints = npt.NDArray[np.int64]
Masks = npt.NDArray[np.uint64]

ALL_GRAVITIES = (1 << len(GRAVITIES)) - 1


@dataclass(frozen=True)
class Situation:
    """Codes of each cluster, and the gravity mask and kind, for some rows.

    ``forced`` fixes what a person decided: (goal id → can hold, can fail), or the responsibility.
    """

    codes: Mapping[str, Codes]
    gravity: Ints
    kind: Ints
    forced: Mapping[str, tuple[Bools, Bools]] = field(default_factory=dict)
    responsibility: Ints | None = None

    def take(self, rows: npt.NDArray[Any]) -> "Situation":
        """The same for some of the rows."""
        codes = {name: codes[rows] for name, codes in self.codes.items()}
        return Situation(codes, self.gravity[rows], self.kind[rows])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a subject's worlds may lead to, taken together."""

    points: frozenset[Point]
    lightest: Measures
    heaviest: Measures


class Decider:
    """A compiled book with everything it has worked out; serves any number of tables."""

    def __init__(self, book: CompiledBook) -> None:
        self.book = book
        self.engine = Engine(book)
        self.variables: Variables = variables_of(book)
        self.possible = {
            cluster.id: PossibilityTable(self.engine.tables[cluster.id], self.variables)
            for cluster in book.clusters
        }
        self.adjusting = book.stage("adjustment")
        offers = (c.goals[0].rules[0] for c in self.adjusting)
        self.judge = Judge(
            book,
            tuple(Offer(r.id, r.conclusion.verb, r.conclusion.targets) for r in offers),  # type: ignore[arg-type]
        )
        self.aspects = self._aspects()
        #: Variables that are earlier conclusions, and the clusters that conclude them.
        self.sources = self._sources()
        self.split = (*self._split_variables(), *self.sources)
        self.silence_bit = len(self.variables.facts) + len(self.variables.disputes)
        self.gravity_bit = self.silence_bit + 1
        self._worlds: list[World] = []
        self._world_ids: dict[tuple[int, ...], int] = {}
        self._outcomes: list[Outcome] = []
        self._outcome_ids: dict[tuple[str, tuple[int, ...]], int] = {}

    def _aspects(self) -> dict[str, int]:
        """Which aspect each measure-relevant cluster bears on."""
        found = {"scope": SCOPE}
        found.update({c.id: FAULT for c in self.book.stage("finding")})
        found.update({c.id: RESPONSIBILITY for c in self.book.stage("attribution")})
        found.update({c.id: FIRST_ADJUSTMENT + i for i, c in enumerate(self.adjusting)})
        return found

    def _sources(self) -> dict[int, Cluster]:
        by_name = {goal.name: c for c in self.book.clusters for goal in c.goals}
        return {
            index: by_name[variable.label]
            for index, variable in enumerate(self.variables.facts)
            if variable.fact is None
        }

    def _split_variables(self) -> tuple[int, ...]:
        """Facts of several aspects, and those that no answer keeps from every fault."""
        found = []
        findings = [literal for c in self.book.stage("finding") for literal in c.literals]
        for index, variable in enumerate(self.variables.facts):
            touched = {a for c, a in self.aspects.items() if self.possible[c].reads(index)}
            wanted = [lit for lit in findings if self.variables.of_atom.get(lit.atom) == index]
            avoidable = any(
                all(dict(answer.truths)[lit.atom] != lit.value for lit in wanted)
                for answer in variable.answers
            )
            if variable.fact is not None and (len(touched) > 1 or not avoidable):
                found.append(index)
        return tuple(found)

    # ── rows to situations ────────────────────────────────────────────────────

    def situation(self, inference: Inference) -> Situation:
        """All rows of an inference, as they were given."""
        table = inference.table
        vocabulary = table.vocabulary
        gravity = table.column(vocabulary.by_label("情节"))
        known = 1 << np.clip(gravity.low, 0, None).astype(np.int64)
        masks = np.where(gravity.state == KNOWN, known, ALL_GRAVITIES)
        given = Situation(inference.codes, masks[table.case_of], subject_kinds(table))
        return self.concluding(given)

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

    def groups(self, situation: Situation) -> Iterator[tuple[Ints, Situation, tuple[int, ...]]]:
        """Rows grouped by which split variables are unknown in them."""
        pattern = np.zeros(len(situation.kind), np.int64)
        for bit, variable in enumerate(self.split):
            unknown = np.zeros(len(pattern), np.bool_)
            for cluster in self.aspects:
                table = self.possible[cluster]
                if table.reads(variable):
                    unknown |= table.unknown(situation.codes[cluster], variable)
            pattern |= unknown.astype(np.int64) << bit
        for value in np.unique(pattern):
            rows = np.flatnonzero(pattern == value)
            open_ones = tuple(v for b, v in enumerate(self.split) if value >> b & 1)
            whole = len(rows) == len(pattern)
            yield rows, situation if whole else self._part(situation, rows), open_ones

    @staticmethod
    def _part(situation: Situation, rows: Ints) -> Situation:
        part = situation.take(rows)
        forced = {g: (holds[rows], fails[rows]) for g, (holds, fails) in situation.forced.items()}
        chosen = None if situation.responsibility is None else situation.responsibility[rows]
        return Situation(part.codes, part.gravity, part.kind, forced, chosen)

    def resolved(self, part: Situation, unknown: tuple[int, ...]) -> Iterator[Situation]:
        """The situation under every combination of answers to some variables."""
        choices = [range(len(self.variables.facts[v].answers)) for v in unknown]
        for combination in product(*choices):
            answered = part
            for variable, answer in zip(unknown, combination, strict=True):
                answered = self.answered(answered, variable, answer)
            yield answered

    def answered(self, situation: Situation, variable: int, answer: int) -> Situation:
        """The situation after one answer, or after supposing an earlier conclusion."""
        if variable in self.sources:
            return self._supposed(situation, variable, answer == 0)
        codes = dict(situation.codes)
        for cluster in self.aspects:
            if self.possible[cluster].reads(variable):
                codes[cluster] = self.possible[cluster].answered(codes[cluster], variable, answer)
        return self.concluding(replace(situation, codes=codes))

    def _supposed(self, situation: Situation, variable: int, value: bool) -> Situation:
        """The conclusion holds (or fails) wherever it still can."""
        source = self.sources[variable]
        holds, fails = self._can(situation, source)
        return self.settled(situation, source.goals[0].id, holds if value else holds & ~fails)

    def settled(self, situation: Situation, goal: str, holds: Bools) -> Situation:
        """The situation after a person settled whether a goal holds."""
        return self.limited(situation, goal, holds, ~holds)

    def limited(self, situation: Situation, goal: str, holds: Bools, fails: Bools) -> Situation:
        """The situation when a goal can hold and can fail only where said."""
        forced = {**situation.forced, goal: (holds, fails)}
        return self.concluding(replace(situation, forced=forced))

    def concluding(self, situation: Situation) -> Situation:
        """The same, with earlier conclusions as they now stand in the codes that read them."""
        codes = dict(situation.codes)
        for variable, source in self.sources.items():
            holds, fails = self._can(situation, source)
            truth = np.where(holds & fails, UNKNOWN, holds.astype(np.int32))
            for cluster in self.aspects:
                if self.possible[cluster].reads(variable):
                    codes[cluster] = self.possible[cluster].stated(codes[cluster], variable, truth)
        return replace(situation, codes=codes)

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

    def _can(self, situation: Situation, cluster: Cluster) -> tuple[Bools, Bools]:
        table, codes = self.possible[cluster.id], situation.codes[cluster.id]
        forced = situation.forced.get(cluster.goals[0].id)
        if forced is not None:
            return forced
        table.meet(codes)
        return table.can_hold[0][codes], table.can_fail[0][codes]

    def _yes_no(self, situation: Situation, cluster: Cluster) -> Ints:
        holds, fails = self._can(situation, cluster)
        result: Ints = fails.astype(np.int64) + 2 * holds.astype(np.int64)
        return result

    def _fault(self, situation: Situation) -> Ints:
        some = np.zeros(len(situation.kind), np.bool_)
        none = np.ones(len(situation.kind), np.bool_)
        for cluster in self.book.stage("finding"):
            holds, fails = self._can(situation, cluster)
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
            silent = (found & SILENT) != 0
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


def subject_kinds(table: CaseTable) -> Ints:
    """0 for individuals, 1 for teams: positions in KINDS."""
    fact = table.vocabulary.by_label("主体类别")
    ids = [choice.id for choice in fact.choices]
    positions = np.array([KINDS.index(i) for i in ids], np.int64)
    result: Ints = positions[table.column(fact).low.astype(np.int64)]
    return result
