"""Inversions: two subjects of one kind, the facts of one worse, and its outcome lighter.

What makes facts worse is read off the rules: a condition that helps to establish a fault weighs
against the subject, a condition of leniency for it. Facts that decide scope or responsibility,
and facts that rules read both ways, must be equal; so must what is unknown. Only settled
outcomes are compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from drafting.impact.results import Bools, Ints, Ledger, Scale
from facts.truth import TRUE, UNKNOWN
from rules.atoms import Atom, Beyond, Concluded, Listed, OneOf, Stated, Truthful
from rules.clusters import Cluster
from rules.terms import LIGHTER
from sanctions import Decisions

Words = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]

#: Pairs of situations that are compared at most; more and the count is a lower bound.
MAX_PAIRS = 200_000_000
#: Pairs compared at once, to bound memory.
BLOCK = 4_000_000
#: Pairs from which the examples are chosen, and how many are given.
MAX_CANDIDATES, MAX_EXAMPLES = 5_000, 20

_LENIENT = set(LIGHTER)


@dataclass(frozen=True, slots=True)
class Pair:
    """``worse`` has the worse facts and the lighter outcome; both are positions of subjects."""

    worse: int
    better: int
    facts: tuple[str, ...]
    gap: float


@dataclass
class Tally:
    """Under one book. ``subjects`` have worse facts than someone treated more severely."""

    pairs: int = 0
    subjects: int = 0


@dataclass
class Inversions:
    """Pairs of distinct situations. ``arising`` and ``gone`` tell the two books apart."""

    before: Tally = field(default_factory=Tally)
    after: Tally = field(default_factory=Tally)
    arising: int = 0
    gone: int = 0
    complete: bool = True
    examples: list[Pair] = field(default_factory=list)
    examples_gone: list[Pair] = field(default_factory=list)


def find_inversions(
    old: Decisions, new: Decisions, results: tuple[Ints, Ints], ledger: Ledger, scale: Scale
) -> Inversions:
    """Compare all subjects of the table with a settled outcome, under both books."""
    situations = _Situations(old, new)
    weights = [_settled_weights(ids, ledger, scale) for ids in results]
    return _Search(situations, weights[0], weights[1]).run()


def _settled_weights(ids: Ints, ledger: Ledger, scale: Scale) -> Floats:
    """The weight of each subject's outcome; not a number where it is open or out of scope."""
    known = []
    for result in ledger.results:
        settled = result.settled and result.status != "out_of_scope"
        known.append(scale.ends(result)[0] if settled else np.nan)
    return np.array(known)[ids]


# ── which facts are worse ─────────────────────────────────────────────────────


def polarities(books: Sequence[Decisions]) -> dict[Atom, int]:
    """1 where an atom's truth weighs against the subject, -1 where for it, 0 where neither."""
    found: dict[Atom, int] = {}
    for decisions in books:
        for cluster in decisions.book.clusters:
            sign = _sign(cluster)
            if sign is None:
                continue
            for literal in cluster.literals:
                atom = literal.atom
                if isinstance(atom, Concluded):
                    continue
                own = sign if literal.value else -sign
                if not _ordered(atom):
                    own = 0
                found[atom] = own if found.get(atom, own) == own else 0
    return found


def _sign(cluster: Cluster) -> int | None:
    """How a cluster's conditions weigh; None where they bear on no measure."""
    if cluster.stage in ("duty", "finding"):
        return 1
    if cluster.stage == "adjustment":
        return -1 if set(cluster.goals[0].rules[0].conclusion.targets) <= _LENIENT else 1
    return None if cluster.stage == "procedure" else 0


def _ordered(atom: Atom) -> bool:
    """Is one value of the atom more, and not merely other?"""
    if isinstance(atom, OneOf | Stated):
        return False
    return not (isinstance(atom, Beyond) and (atom.fact.count or atom.fact.type == "date"))


class _Situations:
    """Distinct situations: a group of comparable ones, and bits for what is worse in each."""

    def __init__(self, old: Decisions, new: Decisions) -> None:
        self.signs = polarities((old, new))
        atoms = _truths(old, new)
        gravity = new.situation.gravity
        known = (gravity & (gravity - 1)) == 0
        self.grade = np.where(known, gravity, 0)
        group = np.stack([new.situation.kind, np.where(known, 0, gravity)], axis=1)
        columns = [_numbered(group)]
        self.atoms = [atom for atom in atoms if self.signs.get(atom)]
        bits = np.zeros((len(self.atoms), len(gravity)), np.bool_)
        for atom, truth in atoms.items():
            if not self.signs.get(atom):
                columns.append(truth.astype(np.int64))
        for number, atom in enumerate(self.atoms):
            truth = atoms[atom]
            columns.append((truth == UNKNOWN).astype(np.int64))
            bits[number] = (truth == TRUE) if self.signs[atom] > 0 else (truth == 0)
        group_of = _combined(columns)
        words = _packed(bits)
        whole = _combined([group_of, self.grade, *(_dense(word) for word in words)])
        _, self.first, self.inverse, self.counts = np.unique(
            whole, return_index=True, return_inverse=True, return_counts=True
        )
        self.inverse = self.inverse.reshape(-1)
        self.group = group_of[self.first]
        self.words = words[:, self.first]
        self.grades = self.grade[self.first]
        self.bits = bits

    def facts(self, worse: int, better: int) -> tuple[str, ...]:
        """The facts in which two subjects differ, by label."""
        found: dict[str, None] = {}
        if self.grade[worse] != self.grade[better]:
            found["情节"] = None
        for number, atom in enumerate(self.atoms):
            if self.bits[number, worse] != self.bits[number, better]:
                assert isinstance(atom, Truthful | OneOf | Beyond | Stated | Listed)
                found[atom.fact.label] = None
        return tuple(found)


def _truths(old: Decisions, new: Decisions) -> dict[Atom, Ints]:
    """The truth of every atom of both books for every subject, conclusions left out."""
    found: dict[Atom, Ints] = {}
    for decisions in (old, new):
        for cluster in decisions.book.clusters:
            if cluster.stage == "procedure":
                continue
            local = decisions.inference.tables[cluster.id]
            codes = decisions.inference.codes[cluster.id]
            for atom, power in zip(local.atoms, local.powers, strict=True):
                if atom not in found and not isinstance(atom, Concluded):
                    found[atom] = codes // power % 3
    return found


def _combined(columns: Sequence[Ints]) -> Ints:
    """One number for each distinct combination."""
    result = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        width = int(column.max(initial=0)) + 1
        if width > 1:
            result = _dense(result * width + column)
    return result


def _dense(values: npt.NDArray[np.generic]) -> Ints:
    found: Ints = np.unique(values, return_inverse=True)[1].reshape(-1)
    return found


def _numbered(columns: Ints) -> Ints:
    return _combined([_dense(column) for column in columns.T])


def _packed(bits: Bools) -> Words:
    """Rows of at most 64 bits each, a word a subject."""
    rows = []
    for start in range(0, max(len(bits), 1), 64):
        word = np.zeros(bits.shape[1], np.uint64)
        for place, row in enumerate(bits[start : start + 64]):
            word |= row.astype(np.uint64) << np.uint64(place)
        rows.append(word)
    return np.stack(rows)


# ── the search ────────────────────────────────────────────────────────────────


class _Search:
    """Every pair of situations in a group, in blocks."""

    def __init__(self, situations: _Situations, before: Floats, after: Floats) -> None:
        self.situations = situations
        self.weights = [before[situations.first], after[situations.first]]
        self.found = Inversions()
        self.marked = [np.zeros(len(situations.first), np.bool_) for _ in range(2)]
        self.candidates: dict[str, list[Pair]] = {"arising": [], "gone": [], "lasting": []}
        self.work = 0

    def run(self) -> Inversions:
        """The counts, and the plainest examples."""
        for members in self._groups():
            if self.work + len(members) ** 2 > MAX_PAIRS:
                self.found.complete = False
                continue
            self.work += len(members) ** 2
            step = max(1, BLOCK // len(members))
            for start in range(0, len(members), step):
                self._block(members[start : start + step], members)
        counts = self.situations.counts
        self.found.before.subjects = int(counts[self.marked[0]].sum())
        self.found.after.subjects = int(counts[self.marked[1]].sum())
        self.found.examples = self._examples("arising", "lasting")
        self.found.examples_gone = self._examples("gone")
        return self.found

    def _groups(self) -> Iterator[Ints]:
        """The comparable situations that are settled under some book, small groups first."""
        some = ~(np.isnan(self.weights[0]) & np.isnan(self.weights[1]))
        rows = np.flatnonzero(some)
        order = rows[np.argsort(self.situations.group[rows], kind="stable")]
        groups = self.situations.group[order]
        cuts = np.flatnonzero(np.diff(groups)) + 1
        parts = [part for part in np.split(order, cuts) if len(part) > 1]
        yield from sorted(parts, key=len)

    def _block(self, worse: Ints, better: Ints) -> None:
        lighter = [_less(w[worse], w[better]) for w in self.weights]
        if not (lighter[0].any() or lighter[1].any()):
            return
        grades = self.situations.grades
        dominates = grades[worse][:, None] >= grades[better][None, :]
        for word in self.situations.words:
            theirs = word[better][None, :]
            dominates &= (word[worse][:, None] & theirs) == theirs
        before, after = (dominates & light for light in lighter)
        for side, found in enumerate((before, after)):
            self.marked[side][worse] |= found.any(axis=1)
        self.found.before.pairs += int(before.sum())
        self.found.after.pairs += int(after.sum())
        self.found.arising += int((after & ~before).sum())
        self.found.gone += int((before & ~after).sum())
        for name, found, side in (
            ("arising", after & ~before, 1),
            ("gone", before & ~after, 0),
            ("lasting", after & before, 1),
        ):
            self._collect(name, found, worse, better, self.weights[side])

    def _collect(self, name: str, found: Bools, worse: Ints, better: Ints, weights: Floats) -> None:
        room = MAX_CANDIDATES - len(self.candidates[name])
        for i, j in np.argwhere(found)[: max(room, 0)].tolist():
            one, other = int(worse[i]), int(better[j])
            first = self.situations.first
            a, b = int(first[one]), int(first[other])
            gap = float(weights[other] - weights[one])
            self.candidates[name].append(Pair(a, b, self.situations.facts(a, b), gap))

    def _examples(self, *names: str) -> list[Pair]:
        """The fewest facts apart first, then the widest gap."""
        chosen: list[Pair] = []
        for name in names:
            chosen += sorted(
                self.candidates[name], key=lambda p: (len(p.facts), -p.gap, p.worse, p.better)
            )
        return chosen[:MAX_EXAMPLES]


def _less(one: Floats, other: Floats) -> Bools:
    """Clearly lighter; never where one is not a number."""
    found: Bools = one[:, None] < other[None, :] - 1e-9
    return found
