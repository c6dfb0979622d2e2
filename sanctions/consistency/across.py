"""Across a file: worse facts with the lighter outcome, and equal facts with different outcomes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sanctions.consistency.finding import Finding
from sanctions.consistency.standing import Standing
from sanctions.consistency.weights import Weight, Weights
from sanctions.consistency.within import explained_by
from sanctions.consistency.worse import Comparison, Words, packed

Ints = npt.NDArray[np.int64]

#: Situations of one group that are compared with each other; larger groups are divided first.
LARGEST = 6_000
#: Pairs compared at once, to bound memory.
BLOCK = 1_000_000
#: Findings given for one subject at most.
EACH = 3


@dataclass
class Across:
    """Pairs of situations found; ``findings`` has the hardest to explain of them."""

    pairs: int = 0
    complete: bool = True
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class Situation:
    """Subjects with the same answers in every respect: those treated most lightly, most heavily."""

    certain: int
    possible: int
    lightest: Standing
    heaviest: Standing
    subjects: int = 1


def inverted(
    standings: Sequence[Standing], comparison: Comparison, weights: Weights, basis: str, most: int
) -> Across:
    """Pairs of one kind where the facts of one are worse and its outcome is lighter."""
    found = Across()
    for kind in sorted({s.kind for s in standings}):
        situations = _situations(standings, comparison, weights, basis, kind)
        for group in _groups(situations, found):
            found.pairs += _Search(group, weights, basis, most, found.findings).run()
    found.findings = _spread(sorted(found.findings, key=Finding.hardness))[:most]
    return found


def _spread(findings: Sequence[Finding]) -> list[Finding]:
    """At most ``EACH`` for one subject treated too lightly, so that others are seen too."""
    seen: Counter[int] = Counter()
    kept = []
    for finding in findings:
        seen[finding.lighter] += 1
        if seen[finding.lighter] <= EACH:
            kept.append(finding)
    return kept


def _situations(
    standings: Sequence[Standing], comparison: Comparison, weights: Weights, basis: str, kind: str
) -> list[Situation]:
    known: dict[tuple[int, int], Situation] = {}
    for s in standings:
        outcome = s.outcome(basis)
        if s.kind != kind or outcome is None:
            continue
        bits = comparison.bits(s)
        at = known.get(bits)
        if at is None:
            known[bits] = Situation(*bits, s, s)
            continue
        at.subjects += 1
        weight = weights.of(kind, outcome)
        if weight < weights.of(kind, at.lightest.outcome(basis) or ()):
            at.lightest = s
        if weight > weights.of(kind, at.heaviest.outcome(basis) or ()):
            at.heaviest = s
    return list(known.values())


_Key = Callable[[Standing], object]
#: How a group that is too large is divided, in turn: then only equals in this are compared.
_DIVISIONS: tuple[_Key, ...] = (
    lambda s: frozenset(f for f, value in s.faults.items() if value),
    lambda s: s.responsibility,
    lambda s: s.gravity,
)


def _groups(
    situations: list[Situation], found: Across, depth: int = 0
) -> Iterator[list[Situation]]:
    """Groups that are compared within themselves; ``complete`` is lost where one was divided."""
    if len(situations) <= LARGEST:
        if len(situations) > 1:
            yield situations
        return
    found.complete = False
    if depth == len(_DIVISIONS):
        yield situations[:LARGEST]
        return
    parts: dict[object, list[Situation]] = defaultdict(list)
    for situation in situations:
        parts[_DIVISIONS[depth](situation.lightest)].append(situation)
    for part in parts.values():
        yield from _groups(part, found, depth + 1)


class _Search:
    """Every pair of one group, in blocks."""

    def __init__(
        self,
        group: Sequence[Situation],
        weights: Weights,
        basis: str,
        most: int,
        findings: list[Finding],
    ) -> None:
        self.group, self.weights, self.basis = group, weights, basis
        self.most, self.findings = most, findings
        self.certain = packed([s.certain for s in group])
        self.possible = packed([s.possible for s in group])
        light = [self._weight(s.lightest) for s in group]
        heavy = [self._weight(s.heaviest) for s in group]
        order = {weight: place for place, weight in enumerate(sorted({*light, *heavy}))}
        self.light = np.array([order[w] for w in light], np.int64)
        self.heavy = np.array([order[w] for w in heavy], np.int64)

    def _weight(self, s: Standing) -> Weight:
        return self.weights.of(s.kind, s.outcome(self.basis) or ())

    def run(self) -> int:
        """How many pairs there are; the hardest to explain are added to the findings."""
        count = len(self.group)
        step = max(1, BLOCK // count)
        return sum(
            self._block(np.arange(start, min(start + step, count)))
            for start in range(0, count, step)
        )

    def _block(self, worse: Ints) -> int:
        pairs = self.light[worse][:, None] < self.heavy[None, :]
        strict = np.zeros_like(pairs)
        for certain, possible in zip(*_aligned(self.certain, self.possible), strict=True):
            pairs &= (certain[None, :] & ~certain[worse][:, None]) == 0
            pairs &= (possible[None, :] & ~possible[worse][:, None]) == 0
            strict |= (certain[worse][:, None] & ~possible[None, :]) != 0
        pairs &= strict
        found = np.argwhere(pairs)
        if len(found):
            self._keep(worse[found[:, 0]], found[:, 1])
        return len(found)

    def _keep(self, worse: Ints, better: Ints) -> None:
        """Those that are the fewest respects apart, and the widest in outcome."""
        apart = np.zeros(len(worse), np.int64)
        for words in (self.certain, self.possible):
            for word in words:
                apart += _ones(word[worse] ^ word[better])
        gap = self.heavy[better] - self.light[worse]
        for at in np.lexsort((better, worse, -gap, apart))[: self.most].tolist():
            one, other = self.group[int(worse[at])], self.group[int(better[at])]
            lighter, heavier = one.lightest, other.heaviest
            if lighter.case == heavier.case:  # that is for ``out_of_order`` to say
                continue
            size = self.weights.gap(
                lighter.kind,
                lighter.outcome(self.basis) or (),
                heavier.outcome(self.basis) or (),
            )
            self.findings.append(
                Finding(
                    "inversion",
                    self.basis,
                    lighter.index,
                    heavier.index,
                    int(apart[at] + 1) // 2,
                    size,
                    explained_by(lighter, heavier),
                    (one.subjects, other.subjects),
                )
            )


def _aligned(one: Words, other: Words) -> tuple[Words, Words]:
    """Both with as many words."""
    longest = max(len(one), len(other))
    padded = [
        np.concatenate([w, np.zeros((longest - len(w), w.shape[1]), np.uint64)])
        for w in (one, other)
    ]
    return padded[0], padded[1]


def _ones(words: npt.NDArray[np.uint64]) -> Ints:
    """How many bits are set in each word."""
    found: Ints = np.unpackbits(words.view(np.uint8).reshape(-1, 8), axis=1).sum(1, np.int64)
    return found


def unequal(standings: Sequence[Standing], weights: Weights) -> Iterator[Finding]:
    """One finding for each situation whose subjects were given different sanctions.

    Its subjects are those treated most lightly and most heavily.
    """
    alike: dict[tuple[str, str], list[Standing]] = defaultdict(list)
    for s in standings:
        if s.given is not None:
            alike[s.kind, s.signature].append(s)
    for (kind, _), members in alike.items():
        by_weight: dict[Weight, list[Standing]] = defaultdict(list)
        for s in members:
            by_weight[weights.of(kind, s.given or ())].append(s)
        if len(by_weight) > 1:
            low, high = by_weight[min(by_weight)], by_weight[max(by_weight)]
            gap = weights.gap(kind, low[0].given or (), high[0].given or ())
            sides = (len(low), len(high))
            yield Finding("unequal", "given", low[0].index, high[0].index, 0, gap, (), sides)
