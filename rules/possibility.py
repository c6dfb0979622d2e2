"""What a situation may still turn out to be, once its unknown facts are known.

For each code of a cluster: which outputs are reachable by some completion of the unknown facts,
and which facts are pivotal, that is, two completions differ in that fact alone and in the output.
Completions run through the facts' answers, so two atoms of one fact never contradict each other.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from facts.truth import FALSE, TRUE, UNKNOWN
from rules.inference import ClusterTable, Codes, occurring
from rules.kernel import CONFLICT, READING, LocalResult
from rules.masks import Bools, none, spread
from rules.variables import Variables

_NEW = -1
#: By truth value: can it hold, can it fail?
_POSSIBLE = {FALSE: (False, True), TRUE: (True, False), UNKNOWN: (True, True)}


@dataclass(frozen=True, slots=True)
class Possibility:
    """For one code: for each goal, can it hold, can it fail; the same under each reading.

    ``outputs`` are the sets of goals that hold together. ``pivots`` is a mask over Variables.
    """

    can_hold: tuple[bool, ...]
    can_fail: tuple[bool, ...]
    outputs: frozenset[frozenset[int]]
    pivots: int
    by_reading: dict[tuple[int, str], tuple[bool, bool]]


class PossibilityTable:
    """The possibilities of every code of a cluster that was asked for."""

    def __init__(self, local: ClusterTable, variables: Variables) -> None:
        self.local, self.variables = local, variables
        self.known: dict[int, Possibility] = {}
        goals, size = len(local.cluster.goals), 3 ** len(local.atoms)
        self.can_hold = np.zeros((goals, size), np.bool_)
        self.can_fail = np.zeros((goals, size), np.bool_)
        self._words = variables.words
        self.pivots = none(self._words, size)
        self.decided = np.zeros(size, np.bool_)
        #: Codes of which the first goal can hold and fail just as its value says.
        self.as_valued = np.zeros(size, np.bool_)
        self._like = np.full(size, _NEW, np.int32)
        self._decided_as: dict[tuple[int, ...], int] = {}
        self._listing = local.cluster.sufficient_listing
        self._members: dict[int, list[int]] = {}
        for position, atom in enumerate(local.atoms):
            variable = variables.of_atom.get(atom)
            if variable is not None:
                self._members.setdefault(variable, []).append(position)

    def reads(self, variable: int) -> bool:
        """Does the cluster read this variable?"""
        return variable in self._members

    def meet(self, codes: Codes) -> None:
        """Work out every code that occurs and is new."""
        self.like(codes)

    def of(self, code: int) -> Possibility:
        """The possibility of one code."""
        found = self.known.get(code)
        if found is None:
            found = self._work_out(code)
            self.known[code] = found
            self.can_hold[:, code] = found.can_hold
            self.can_fail[:, code] = found.can_fail
            self.pivots[:, code] = spread(found.pivots, self._words)[:, 0]
            values = self.local.result(code).values
            self.decided[code] = all(value in (TRUE, FALSE) for value in values)
            can = (found.can_hold[0], found.can_fail[0])
            self.as_valued[code] = can == _POSSIBLE[min(values[0], UNKNOWN)]
            decided_as = self._decided_as.setdefault(values, code) if self.decided[code] else code
            self._like[code] = decided_as
        return found

    def like(self, codes: Codes) -> Codes:
        """For each code one that is as good: what is decided is told apart, why it is not."""
        found: Codes = self._like.take(codes)
        if found.min(initial=0) == _NEW:
            for code in occurring(codes[found == _NEW]):
                self.of(code)
            found = self._like.take(codes)
        return found

    def can(self, codes: Codes) -> tuple[Bools, Bools]:
        """Can the first goal still hold, can it still fail? Of codes that were met."""
        return self.can_hold[0].take(codes), self.can_fail[0].take(codes)

    def settled(self, *values: int) -> int | None:
        """A code that decides the goals so; None while none was met."""
        return self._decided_as.get(values)

    def answered(self, codes: Codes, variable: int, answer: int) -> Codes:
        """The codes after an answer; what is known or decided already stays as it is."""
        self.meet(codes)
        if self.decided[codes].all():
            return codes
        result = codes.copy()
        truths = self.variables.truths[variable][answer]
        for position in self._members.get(variable, ()):
            power = self.local.powers[position]
            unknown = codes // power % 3 == UNKNOWN
            target = int(truths[self.local.atoms[position]])
            result = np.where(unknown, result + np.int32((target - UNKNOWN) * power), result)
        changed: Codes = np.where(self.decided[codes], codes, result).astype(np.int32)
        return changed

    def stated(self, codes: Codes, variable: int, truth: npt.NDArray[np.int32]) -> Codes:
        """The codes with an earlier conclusion's truth put in; what is decided stays as it is."""
        self.meet(codes)
        result = codes
        for position in self._members.get(variable, ()):
            power = self.local.powers[position]
            result = result + (truth - result // power % 3) * power
        changed: Codes = np.where(self.decided[codes], codes, result).astype(np.int32)
        return changed

    def unknown(self, codes: Codes, variable: int) -> Bools:
        """Where some atom of the variable is unknown, and the cluster is not decided without it."""
        self.meet(codes)
        found = np.zeros(len(codes), np.bool_)
        for position in self._members.get(variable, ()):
            found |= codes // self.local.powers[position] % 3 == UNKNOWN
        return found & ~self.decided[codes]

    # ── one code ──────────────────────────────────────────────────────────────

    def _work_out(self, code: int) -> Possibility:
        result = self.local.result(code)
        if all(value in (TRUE, FALSE) for value in result.values):
            return self._summary(result, [result], 0)
        digits = self.local.digits(code)
        open_variables = [v for v in self._members if UNKNOWN in self._digits_of(v, digits)]
        listing = self._listing
        completions: list[LocalResult] = []
        if listing is not None and digits[listing] == UNKNOWN:
            listed = list(digits)
            listed[listing] = TRUE
            completions.append(self.local.result(self.local.code(listed)))
        options = [self._answers(v, digits) for v in open_variables]
        shape = tuple(len(o) for o in options)
        outputs = np.empty(shape, dtype=object)
        for indexes in product(*(range(n) for n in shape)):
            completed = list(digits)
            for option, index in zip(options, indexes, strict=True):
                for position, value in option[index]:
                    completed[position] = value
            if listing is not None and digits[listing] == UNKNOWN and completed[listing] == TRUE:
                found = completions[0]
            else:
                found = self.local.result(self.local.code(completed))
                completions.append(found)
            outputs[indexes] = found.values
        pivots = 0
        for axis, variable in enumerate(open_variables):
            if _varies(outputs, axis):
                pivots |= 1 << variable
        return self._summary(result, completions, pivots)

    def _digits_of(self, variable: int, digits: tuple[int, ...]) -> list[int]:
        return [digits[position] for position in self._members[variable]]

    def _answers(self, variable: int, digits: tuple[int, ...]) -> list[tuple[tuple[int, int], ...]]:
        """The distinct ways to answer that agree with what is known."""
        positions = self._members[variable]
        found: dict[tuple[tuple[int, int], ...], None] = {}
        for truths in self.variables.truths[variable]:
            values = tuple((p, int(truths[self.local.atoms[p]])) for p in positions)
            if all(digits[p] in (UNKNOWN, value) for p, value in values):
                found[values] = None
        return list(found) or [tuple((p, digits[p]) for p in positions)]

    def _summary(self, given: LocalResult, results: list[LocalResult], pivots: int) -> Possibility:
        """A dispute is asked about when the facts as given raise it, not when they might."""
        goals = range(len(self.local.cluster.goals))
        seen = [{r.values[g] for r in results} for g in goals]
        by_reading: dict[tuple[int, str], tuple[bool, bool]] = {}
        for g, goal in enumerate(self.local.cluster.goals):
            if given.values[g] == CONFLICT:
                pivots |= 1 << self.variables.dispute_bit("conflict", goal.id)
            if given.values[g] == READING:
                pivots |= 1 << self.variables.dispute_bit("reading", goal.id)
            if READING in seen[g]:
                for reading in (r.id for rule in goal.rules for r in rule.readings if r.id):
                    values = {_under(result, g, reading) for result in results}
                    holds = not values.isdisjoint((TRUE, CONFLICT))
                    fails = not values.isdisjoint((FALSE, CONFLICT))
                    by_reading[g, reading] = (holds, fails)
        return Possibility(
            tuple(not seen[g].isdisjoint((TRUE, READING, CONFLICT, UNKNOWN)) for g in goals),
            tuple(not seen[g].isdisjoint((FALSE, READING, CONFLICT, UNKNOWN)) for g in goals),
            frozenset(frozenset(g for g in goals if r.values[g] == TRUE) for r in results),
            pivots,
            by_reading,
        )


def _under(result: LocalResult, goal: int, reading: str) -> int:
    """The value of a goal when an ambiguous rule is read one way."""
    value = result.values[goal]
    if value != READING:
        return value
    holds = any(f.reading == reading and f.value for f in result.firings)
    return TRUE if holds else FALSE


def _varies(outputs: npt.NDArray[np.object_], axis: int) -> bool:
    layers = np.moveaxis(outputs, axis, 0).reshape(outputs.shape[axis], -1)
    return any(list(layers[0]) != list(layer) for layer in layers[1:])
