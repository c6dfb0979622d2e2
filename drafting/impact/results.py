"""What subjects get, as ids that mean the same under every book compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from facts.truth import TRUE
from rules.loader import CompiledBook
from sanctions import Decisions
from sanctions.outcome import Measures, Point
from sanctions.worlds import KINDS

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

#: ``stricter`` and ``lighter`` move the possible outcomes; ``wider`` leaves more of them open,
#: ``narrower`` fewer; ``inner`` changes what is possible between the same two ends; ``level``
#: changes no weight (another status, or another referral).
Direction = Literal["stricter", "lighter", "wider", "narrower", "inner", "level"]
DIRECTIONS: tuple[Direction, ...] = ("stricter", "lighter", "wider", "narrower", "inner", "level")


@dataclass(frozen=True, slots=True)
class Result:
    """What one subject gets. ``points`` are the outcomes still possible, one when settled."""

    kind: str
    status: str
    points: frozenset[Point]
    lightest: Measures
    heaviest: Measures
    referrals: tuple[str, ...]

    @property
    def settled(self) -> bool:
        """Can no unknown fact change it?"""
        return len(self.points) == 1

    @property
    def measures(self) -> Measures:
        """The measures recommended; none unless recommended."""
        return next(iter(self.points)).measures if self.status == "recommended" else ()


class Scale:
    """Weights of measures as numbers, in the order of ``Ranks.weight``.

    The whole part is the rank of the heaviest measure, the rest tells further measures apart.
    Ranks are the new book's; a measure that only the old book has keeps its old rank.
    """

    def __init__(self, old: CompiledBook, new: CompiledBook) -> None:
        self.ranks: dict[tuple[str, str], int] = {}
        for book in (old.book, new.book):
            self.ranks.update({(m.kind, m.id): m.rank for m in book.catalogue})
        self.base = max(self.ranks.values(), default=0) + 1

    def weight(self, kind: str, measures: Measures) -> float:
        """0 for no measure."""
        ranks = sorted((self.ranks[kind, m] for m in measures), reverse=True)
        return float(sum(rank / self.base**place for place, rank in enumerate(ranks)))

    def ends(self, result: Result) -> tuple[float, float]:
        """The weights of the lightest and the heaviest outcome suggested."""
        weights = [self.weight(result.kind, point.measures) for point in result.points]
        return min(weights), max(weights)

    def lawful(self, result: Result) -> tuple[float, float]:
        """The weights of the lightest and the heaviest outcome that the law leaves open."""
        return (
            self.weight(result.kind, result.lightest),
            self.weight(result.kind, result.heaviest),
        )

    def compare(self, before: Result, after: Result) -> tuple[Direction, float]:
        """The direction of a change, and by how much weight the middle moves."""
        old, new = self.ends(before), self.ends(after)
        if old == new:
            old, new = self.lawful(before), self.lawful(after)
        shift = (sum(new) - sum(old)) / 2
        if old == new:
            inner = before.points != after.points and not (before.settled and after.settled)
            return ("inner" if inner else "level"), 0.0
        if new[0] <= old[0] and new[1] >= old[1]:
            return "wider", shift
        if old[0] <= new[0] and old[1] >= new[1]:
            return "narrower", shift
        return ("stricter" if shift > 0 else "lighter"), shift


class Ledger:
    """Results met so far, each with an id of its own, whichever book gave it."""

    def __init__(self) -> None:
        self.results: list[Result] = []
        self._ids: dict[Result, int] = {}

    def ids(self, decisions: Decisions) -> Ints:
        """The id of each subject's result."""
        names, status = decisions.status.values, decisions.status.index
        referrals, masks = referral_masks(decisions)
        columns = np.stack([decisions.outcomes, decisions.situation.kind, status, masks], axis=1)
        distinct, inverse = np.unique(columns, axis=0, return_inverse=True)
        found = []
        for outcome_id, kind, code, mask in distinct.tolist():
            outcome = decisions.decider.outcome(outcome_id)
            referred = tuple(r for bit, r in enumerate(referrals) if mask >> bit & 1)
            result = Result(
                KINDS[kind],
                names[code],
                outcome.points,
                outcome.lightest,
                outcome.heaviest,
                referred,
            )
            found.append(self._id(result))
        ids: Ints = np.array(found, np.int64)[inverse.reshape(-1)]
        return ids

    def _id(self, result: Result) -> int:
        known = self._ids.setdefault(result, len(self.results))
        if known == len(self.results):
            self.results.append(result)
        return known


def referral_masks(decisions: Decisions) -> tuple[list[str], Ints]:
    """The book's referrals, and for each subject a mask of those that are due."""
    clusters = decisions.book.stage("procedure")
    names = list(dict.fromkeys(c.goals[0].rules[0].conclusion.targets[0] for c in clusters))
    masks = np.zeros(len(decisions), np.int64)
    for cluster in clusters:
        bit = names.index(cluster.goals[0].rules[0].conclusion.targets[0])
        masks |= _holds(decisions, cluster.id).astype(np.int64) << bit
    return sorted(names), _reordered(np.where(in_scope(decisions), masks, 0), names)


def _reordered(masks: Ints, names: Sequence[str]) -> Ints:
    """The same masks over the sorted names, so that two books spell a set alike."""
    result = np.zeros(len(masks), np.int64)
    for bit, name in enumerate(sorted(names)):
        result |= (masks >> names.index(name) & 1) << bit
    return result


def established(decisions: Decisions) -> dict[str, Bools]:
    """For each fault, the subjects for whom it is established."""
    applies = in_scope(decisions)
    return {
        cluster.goals[0].id: _holds(decisions, cluster.id) & applies
        for cluster in decisions.book.stage("finding")
    }


def in_scope(decisions: Decisions) -> Bools:
    """The subjects to whom the book applies, or may apply."""
    return ~decisions.status.equal("out_of_scope")


def _holds(decisions: Decisions, cluster: str) -> Bools:
    """Where the first goal of a cluster is true."""
    inference = decisions.inference
    values = inference.tables[cluster].values(0, inference.codes[cluster])
    found: Bools = values == TRUE
    return found
