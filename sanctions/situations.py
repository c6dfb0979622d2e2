"""Situations: what is known of each row, in columns, and what it becomes after an answer.

Facts that bear on two aspects at once (不良影响 makes a fault and bars mitigation) are tried one
answer at a time where they are unknown, so that an outcome is never built from answers that
contradict each other.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from math import prod

import numpy as np

from facts import KNOWN, UNKNOWN, CaseTable
from rules.clusters import Cluster
from rules.inference import Engine, Inference
from rules.loader import CompiledBook
from rules.masks import Bools
from rules.possibility import PossibilityTable
from rules.terms import GRAVITIES
from rules.variables import Variables, variables_of
from sanctions.branches import Branches, Situation, beside
from sanctions.numbering import Ints, numbered
from sanctions.worlds import FIRST_FAULT, KINDS, RESPONSIBILITY, SCOPE, Judge

ALL_GRAVITIES = (1 << len(GRAVITIES)) - 1
#: So many branches are worked out at once; where a row has many, those alike are joined.
_AT_ONCE, _MANY = 1 << 18, 32


class Situations:
    """A compiled book's possibilities, and how answers change them."""

    def __init__(self, book: CompiledBook) -> None:
        self.book = book
        self.engine = Engine(book)
        self.variables: Variables = variables_of(book)
        self.possible = {
            cluster.id: PossibilityTable(self.engine.tables[cluster.id], self.variables)
            for cluster in book.clusters
        }
        self.judge = Judge(book)
        self.adjusting = book.stage("adjustment")
        self.aspects = self._aspects()
        #: The clusters that bear on the outcome: those of an aspect, and the duties behind them.
        self.bearing = [c.id for c in book.clusters if c.id in self.aspects or c.stage == "duty"]
        #: Variables that are earlier conclusions, and the clusters that conclude them.
        self.sources = self._sources()
        names = Counter(goal.name for cluster in book.clusters for goal in cluster.goals)
        labels = (self.variables.facts[variable].label for variable in self.sources)
        self._concluded_twice = any(names[label] > 1 for label in labels)
        self.split = self._split_variables()

    def _aspects(self) -> dict[str, int]:
        """Which aspect each measure-relevant cluster bears on."""
        judge = self.judge
        found = {"scope": SCOPE}
        for cluster in self.book.stage("finding"):
            group = next(i for i, g in enumerate(judge.scale.groups) if cluster.goals[0].id in g)
            found[cluster.id] = FIRST_FAULT + group
        found.update({c.id: RESPONSIBILITY for c in self.book.stage("attribution")})
        for cluster in self.adjusting:
            rule = cluster.goals[0].rules[0].id
            offer = next(i for i, o in enumerate(judge.offers) if rule in o.rules)
            found[cluster.id] = judge.first_offer + offer
        for index, cluster in enumerate(self.book.stage("measure")):
            found[cluster.id] = judge.first_substitution + index
        return found

    def _sources(self) -> dict[int, Cluster]:
        by_name = {goal.name: c for c in self.book.clusters for goal in c.goals}
        return {
            index: by_name[variable.label]
            for index, variable in enumerate(self.variables.facts)
            if variable.fact is None
        }

    def _borne(self, cluster: str) -> int:
        """The aspect that a cluster bears on: its own, or the one of all that reads its duty.

        A duty that bears on several is tried by itself, and so counts as an aspect of its own.
        """
        if cluster in self.aspects:
            return self.aspects[cluster]
        variable = next((v for v, c in self.sources.items() if c.id == cluster), None)
        read_for = set() if variable is None else self._read_for(variable)
        if len(read_for) == 1:
            return read_for.pop()
        return -1 - self.bearing.index(cluster)

    def _read_for(self, variable: int) -> set[int]:
        """The aspects that a variable is read for."""
        return {self._borne(c) for c in self.bearing if self.possible[c].reads(variable)}

    def _split_variables(self) -> tuple[int, ...]:
        """What is tried one answer at a time while it is unknown.

        Facts and earlier conclusions that bear on several aspects, and those that no answer keeps
        from every conclusion of one. Where the faults of a group are counted, every fact that
        two of them read.
        """
        facts = [v for v in range(len(self.variables.facts)) if v not in self.sources]
        found = [v for v in facts if self._joins(v)]
        return (*found, *(v for v in self.sources if self._joins(v)))

    def _joins(self, variable: int) -> bool:
        aspects = self._read_for(variable)
        source = self.sources.get(variable)
        if source is not None and source.id in self.aspects:
            aspects.add(self.aspects[source.id])
        if len(aspects) != 1:
            return len(aspects) > 1
        readers = [c for c in self.book.clusters if c.id in self.bearing]
        readers = [c for c in readers if self.possible[c.id].reads(variable)]
        return self._together(aspects.pop(), variable, readers)

    def _together(self, aspect: int, index: int, clusters: list[Cluster]) -> bool:
        """Do the clusters of one aspect depend on each other through this variable?"""
        if aspect == RESPONSIBILITY or len(clusters) < 2:
            return False
        if self.judge.scale.cap > 1 and FIRST_FAULT <= aspect < self.judge.first_offer:
            return True
        wanted = [
            literal
            for cluster in clusters
            for literal in cluster.literals
            if self.variables.of_atom.get(literal.atom) == index
        ]
        return not any(
            all(dict(answer.truths)[lit.atom] != lit.value for lit in wanted)
            for answer in self.variables.facts[index].answers
        )

    def situation(self, inference: Inference) -> Situation:
        """All rows of an inference, as they were given."""
        table = inference.table
        vocabulary = table.vocabulary
        gravity = table.column(vocabulary.by_label("情节"))
        known = 1 << np.clip(gravity.low, 0, None).astype(np.int64)
        masks = np.where(gravity.state == KNOWN, known, ALL_GRAVITIES)
        given = Situation(inference.codes, masks[table.case_of], subject_kinds(table))
        return given if self._as_inferred(inference) else self.concluding(given)

    def _as_inferred(self, inference: Inference) -> bool:
        """Do the codes hold earlier conclusions just as they stand?"""
        if self._concluded_twice:
            return False
        for source in self.sources.values():
            table, codes = self.possible[source.id], inference.codes[source.id]
            table.meet(codes)
            if not table.as_valued[codes].all():
                return False
        return True

    def can(self, situation: Situation, cluster: Cluster) -> tuple[Bools, Bools]:
        """For each row: can the cluster's goal still hold, can it still fail?"""
        table, codes = self.possible[cluster.id], situation.codes[cluster.id]
        forced = situation.forced.get(cluster.goals[0].id)
        if forced is not None:
            return forced
        table.meet(codes)
        return table.can(codes)

    # ── answers ───────────────────────────────────────────────────────────────

    def groups(self, situation: Situation) -> Iterator[tuple[Ints, Situation, tuple[int, ...]]]:
        """Rows grouped by which split variables are unknown in them."""
        unknown = [self._unknown(situation, variable) for variable in self.split]
        everyone = np.zeros(len(situation.kind), np.int64)
        first, group = numbered([everyone, *(u.astype(np.int64) for u in unknown)])
        for number, example in enumerate(first.tolist()):
            rows = np.flatnonzero(group == number)
            open_ones = tuple(
                v for v, here in zip(self.split, unknown, strict=True) if here[example]
            )
            whole = len(rows) == len(group)
            yield rows, situation if whole else situation.take(rows), open_ones

    def _unknown(self, situation: Situation, variable: int) -> Bools:
        found = np.zeros(len(situation.kind), np.bool_)
        for cluster in self.bearing:
            table = self.possible[cluster]
            if table.reads(variable):
                found |= table.unknown(situation.codes[cluster], variable)
        return found

    def resolved(self, part: Situation, unknown: tuple[int, ...]) -> Iterator[Branches]:
        """What each row becomes under every combination of answers to some variables."""
        ways = prod(len(self.variables.facts[v].answers) for v in unknown)
        step, size = max(1, _AT_ONCE // ways), len(part.kind)
        for start in range(0, size, step):
            rows = np.arange(start, min(start + step, size))
            branches = Branches(part if len(rows) == size else part.take(rows), rows)
            for variable in unknown:
                branches = self._branched(branches, variable, len(rows))
            yield branches

    def _branched(self, branches: Branches, variable: int, rows: int) -> Branches:
        answers = range(len(self.variables.facts[variable].answers))
        found = beside([self.answered(branches.situation, variable, a) for a in answers])
        again = Branches(found, np.repeat(branches.origin, len(answers)))
        return again.distinct() if len(again.origin) > _MANY * rows else again

    def answered(self, situation: Situation, variable: int, answer: int) -> Situation:
        """The situation after one answer, or after supposing an earlier conclusion."""
        if variable in self.sources:
            return self._supposed(situation, variable, answer == 0)
        codes = dict(situation.codes)
        for cluster in self.bearing:
            if self.possible[cluster].reads(variable):
                codes[cluster] = self.possible[cluster].answered(codes[cluster], variable, answer)
        return self.concluding(replace(situation, codes=codes))

    def _supposed(self, situation: Situation, variable: int, value: bool) -> Situation:
        """The conclusion holds (or fails) wherever it still can."""
        source = self.sources[variable]
        holds, fails = self.can(situation, source)
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
            holds, fails = self.can(situation, source)
            truth = np.where(holds & fails, UNKNOWN, holds.astype(np.int32))
            for cluster in self.bearing:
                if self.possible[cluster].reads(variable):
                    codes[cluster] = self.possible[cluster].stated(codes[cluster], variable, truth)
        return replace(situation, codes=codes)


def subject_kinds(table: CaseTable) -> Ints:
    """0 for individuals, 1 for teams: positions in KINDS.

    ValueError where it is not known: individuals and teams are under different measures.
    """
    fact = table.vocabulary.by_label("主体类别")
    blank = np.flatnonzero(table.column(fact).state != KNOWN)
    if len(blank):
        raise ValueError(f"第 {blank[0] + 1} 个责任主体没有写主体类别（个人或班子）")
    ids = [choice.id for choice in fact.choices]
    positions = np.array([KINDS.index(i) for i in ids], np.int64)
    result: Ints = positions[table.column(fact).low.astype(np.int64)]
    return result
