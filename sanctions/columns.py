"""The decisions of a table in columns: what ``decisions[i]`` says of one subject, for all of them.

Each part of a determination is worked out once for every distinct combination of what it depends
on, by the code that works it out for a single subject; all else is looking up.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from facts import FALSE, KNOWN, TRUE, UNKNOWN, Column, Fact
from facts.columns import is_exact
from rules.book import Fault
from rules.masks import Bools, has, together
from sanctions.decisions import Decisions
from sanctions.determination import Adjustment
from sanctions.numbering import Ints, numbered
from sanctions.shared import Marked, Shared

Value = TypeVar("Value")


@dataclass(frozen=True)
class DecisionColumns:
    """The parts of the determinations of a table. A list of ids is shared or marked."""

    decisions: Decisions

    @property
    def status(self) -> Shared[str]:
        """The status."""
        return self.decisions.status

    def __len__(self) -> int:
        return len(self.decisions)

    def choice(self, label: str) -> Shared[str | None]:
        """The id of a choice fact, None where it is not known."""
        table = self.decisions.table
        fact = table.vocabulary.by_label(label)
        column = table.column(fact)
        position = column.each(_position)
        per_subject = position[table.case_of] if fact.entity == "case" else position
        return Shared([None, *(choice.id for choice in fact.choices)], per_subject)

    @cached_property
    def keys(self) -> dict[str, npt.NDArray[np.int32]]:
        """For each cluster, the key of the local explanation of each subject."""
        return dict(self.decisions.inference.codes)

    # ── faults ────────────────────────────────────────────────────────────────

    @cached_property
    def faults(self) -> Marked:
        """The faults that are established."""
        return self._marked_faults([values == TRUE for values in self._fault_values])

    @cached_property
    def open_faults(self) -> Marked:
        """The faults in dispute; where none is established, also those not known."""
        unknown = ~self._any_established
        marks = []
        for values in self._fault_values:
            disputed = (values != TRUE) & (values != FALSE) & (values != UNKNOWN)
            marks.append(disputed | (unknown & (values == UNKNOWN)))
        return self._marked_faults(marks)

    def _marked_faults(self, marks: Sequence[Bools]) -> Marked:
        inside = ~self.status.equal("out_of_scope")
        return Marked([f.id for f in self._declared], [m & inside for m in marks], len(self))

    @property
    def _declared(self) -> Sequence[Fault]:
        return self.decisions.book.book.metadata.faults

    @cached_property
    def _fault_values(self) -> list[npt.NDArray[np.uint8]]:
        """For each fault in order, its value for each subject."""
        inference = self.decisions.inference
        clusters = [f"finding/{fault.id}" for fault in self._declared]
        return [inference.tables[c].values(0, inference.codes[c]) for c in clusters]

    @cached_property
    def _any_established(self) -> Bools:
        found = np.zeros(len(self), np.bool_)
        for values in self._fault_values:
            found |= values == TRUE
        return found

    # ── what follows ──────────────────────────────────────────────────────────

    @cached_property
    def responsibility(self) -> Shared[str | None]:
        """The responsibility that the text settles."""
        keys = self._keys_of(("attribution",))
        return self._where_applicable(keys, self.decisions.conclusions.responsibility, None)

    @cached_property
    def measures(self) -> Shared[tuple[str, ...]]:
        """The ids of the measures that are recommended."""
        return self._of_outcome(self.decisions.recommended)

    @cached_property
    def lightest(self) -> Shared[tuple[str, ...]]:
        """The lightest outcome that is still possible."""
        return self._of_outcome(lambda i: self.decisions.outcome(i).lightest)

    @cached_property
    def heaviest(self) -> Shared[tuple[str, ...]]:
        """The heaviest outcome that is still possible."""
        return self._of_outcome(lambda i: self.decisions.outcome(i).heaviest)

    @cached_property
    def options(self) -> Shared[tuple[str, ...]]:
        """What the statute offers."""
        return self._where_applicable(self._outcome_keys, self._options, ())

    def _options(self, i: int) -> tuple[str, ...]:
        concluded = self.decisions.conclusions
        kind = concluded.choice("主体类别", i) or ""
        return concluded.options(kind, self.decisions.outcome(i))

    @cached_property
    def adjustments(self) -> Shared[tuple[str, ...]]:
        """The kinds of adjustment that rules offer, each once."""
        return self._each_adjustment(lambda a: True)

    @cached_property
    def applied(self) -> Shared[tuple[str, ...]]:
        """The kind of adjustment that is applied; at most one."""
        return self._each_adjustment(lambda a: a.applied)

    def _each_adjustment(self, wanted: Callable[[Adjustment], bool]) -> Shared[tuple[str, ...]]:
        def kinds(i: int) -> tuple[str, ...]:
            found = self.decisions.conclusions.adjustments(i)
            return tuple(dict.fromkeys(a.kind for a in found if wanted(a)))

        gravity = self.choice("情节").index
        keys = [*self._keys_of(("adjustment",)), gravity, self.status.index]
        return self._where_applicable(keys, kinds, ())

    @cached_property
    def referrals(self) -> Shared[tuple[str, ...]]:
        """Hand-overs to other procedures."""

        def ids(i: int) -> tuple[str, ...]:
            return tuple(r.id for r in self.decisions.conclusions.referrals(i))

        return self._shared([*self._keys_of(("procedure",)), self.status.index], ids)

    # ── open questions ────────────────────────────────────────────────────────

    @cached_property
    def open_questions(self) -> Marked:
        """The facts that are asked for, in the order of the questions of the book."""
        found: dict[str, Bools] = {}
        decider = self.decisions.decider
        occurring = together(self.decisions.masks)
        for bit in range(decider.variables.gravity_bit + 1):
            if occurring >> bit & 1:
                self._ask(bit, has(self.decisions.masks, bit), found)
        self._ask_referrals(found)
        return Marked(list(found), list(found.values()), len(self))

    def _ask(self, bit: int, here: Bools, found: dict[str, Bools]) -> None:
        variables = self.decisions.decider.variables
        if bit < len(variables.facts) and (fact := variables.facts[bit].fact) is not None:
            for part in self.decisions.table.base_facts(fact):
                _add(found, part.label, here & ~self._exact(part))
        elif bit >= len(variables.facts):
            at = int(np.flatnonzero(here)[0])
            for question in self.decisions.questions.worded(at, bit, {}):
                _add(found, question.fact, here)

    def _ask_referrals(self, found: dict[str, Bools]) -> None:
        """Unknown facts that only a hand-over turns on."""
        decisions, decider = self.decisions, self.decisions.decider
        inside = ~self.status.equal("out_of_scope")
        for cluster, _ in decisions.conclusions.referring:
            table, codes = decider.possible[cluster.id], decisions.inference.codes[cluster.id]
            table.meet(codes)
            holds, fails = table.can(codes)
            either = inside & holds & fails
            if not either.any():
                continue
            pivots = table.pivots[:, codes]
            for bit, variable in enumerate(decider.variables.facts):
                if variable.fact is not None and table.reads(bit):
                    _add(found, variable.fact.label, either & has(pivots, bit))

    def _exact(self, fact: Fact) -> Bools:
        """Where a fact is known, and not only within bounds."""
        table = self.decisions.table
        column = table.column(fact)
        exact = column.each(is_exact)
        return exact[table.case_of] if fact.entity == "case" else exact

    # ── looking up ────────────────────────────────────────────────────────────

    @cached_property
    def _applicable(self) -> Bools:
        """Where ``Conclusions.applicable`` holds."""
        idle = self.status.equal("no_accountability") & ~self._any_established
        return ~(self.status.equal("out_of_scope") | idle)

    def _keys_of(self, stages: Iterable[str]) -> list[Ints]:
        """What the clusters of some stages concluded, as few numbers as there are conclusions."""
        inference = self.decisions.inference
        found = []
        for stage in stages:
            for cluster in self.decisions.book.stage(stage):
                local, codes = inference.tables[cluster.id], inference.codes[cluster.id]
                for goal in range(len(cluster.goals)):
                    found.append(local.values(goal, codes).astype(np.int64))
        return found

    @property
    def _outcome_keys(self) -> list[Ints]:
        return [self.decisions.outcomes, self.status.index, self.choice("主体类别").index]

    def _of_outcome(self, work: Callable[[int], Value]) -> Shared[Value]:
        return self._shared(self._outcome_keys, work)

    def _where_applicable(
        self, keys: Sequence[Ints], work: Callable[[int], Value], otherwise: Value
    ) -> Shared[Value]:
        def value(i: int) -> Value:
            return work(i) if self._applicable[i] else otherwise

        return self._shared([*keys, self._applicable.astype(np.int64)], value)

    def _shared(self, keys: Sequence[Ints], work: Callable[[int], Value]) -> Shared[Value]:
        first, index = numbered(keys)
        return Shared([work(i) for i in first.tolist()], index)


def _position(column: Column) -> Ints:
    """One more than the position of the choice, 0 where it is not known."""
    return np.where(column.state == KNOWN, column.low, -1).astype(np.int64) + 1


def _add(found: dict[str, Bools], label: str, here: Bools) -> None:
    found[label] = found[label] | here if label in found else here
