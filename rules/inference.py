"""From a case table to conclusions: each distinct local situation is decided once.

For every cluster the truth values of its atoms make a code in base 3 for each row (the local
signature). The kernel runs once for each code that occurs; all else is looking up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from facts import CaseTable
from facts.truth import UNKNOWN, Truth
from rules.atoms import Atom, Concluded
from rules.clusters import Cluster
from rules.kernel import Kernel, LocalResult
from rules.literals import evaluate_atom
from rules.loader import CompiledBook

Codes = npt.NDArray[np.int32]

_UNDECIDED = 255


def occurring(numbers: npt.NDArray[np.integer]) -> list[int]:
    """Each number that occurs, once. The numbers are small and not negative."""
    found: list[int] = np.flatnonzero(np.bincount(numbers)).tolist()
    return found


class ClusterTable:
    """Every situation of a cluster that was met so far, and what was concluded of it."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.atoms = cluster.atoms
        self.powers = tuple(3**i for i in range(len(self.atoms)))
        self.results: dict[int, LocalResult] = {}
        self._kernel: Kernel | None = None
        size = 3 ** len(self.atoms)
        self._values = np.full((len(cluster.goals), size), _UNDECIDED, np.uint8)

    @property
    def sessions(self) -> int:
        """How often the kernel ran; never more than 3 to the number of atoms."""
        return self._kernel.sessions if self._kernel else 0

    def result(self, code: int) -> LocalResult:
        """What was concluded of one situation, deciding it when it is new."""
        found = self.results.get(code)
        if found is None:
            if self._kernel is None:
                self._kernel = Kernel(self.cluster)
            found = self._kernel.run(self.digits(code))
            self.results[code] = found
            self._values[:, code] = found.values
        return found

    def digits(self, code: int) -> tuple[int, ...]:
        """The truth value of each atom in a code."""
        return tuple(code // power % 3 for power in self.powers)

    def code(self, digits: Sequence[int]) -> int:
        """The code of the truth values of the atoms."""
        return sum(d * p for d, p in zip(digits, self.powers, strict=True))

    def decide(self, codes: Codes) -> None:
        """Decide every code that occurs and is new."""
        new = self._values[0].take(codes) == _UNDECIDED
        if new.any():
            for code in occurring(codes[new]):
                self.result(code)

    def values(self, goal: int, codes: Codes) -> npt.NDArray[np.uint8]:
        """The value of a goal (see kernel) for each code; all must be decided."""
        found: npt.NDArray[np.uint8] = self._values[goal].take(codes)
        return found


@dataclass(frozen=True)
class Inference:
    """The conclusions of a book about a table, kept as a code for each subject and cluster."""

    book: CompiledBook
    table: CaseTable
    tables: Mapping[str, ClusterTable]
    codes: Mapping[str, Codes]

    @property
    def sessions(self) -> int:
        """How many sessions the kernel has run."""
        return sum(table.sessions for table in self.tables.values())

    def result(self, cluster: str, subject: int) -> LocalResult:
        """What a cluster concluded about one subject."""
        return self.tables[cluster].result(int(self.codes[cluster][subject]))


@dataclass
class Engine:
    """A compiled book and all situations it has met; one engine serves any number of tables."""

    book: CompiledBook
    tables: dict[str, ClusterTable] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for cluster in self.book.clusters:
            self.tables.setdefault(cluster.id, ClusterTable(cluster))
        atoms = (atom for cluster in self.book.clusters for atom in cluster.atoms)
        #: The conclusions that later stages read.
        self._read = {atom.name for atom in atoms if isinstance(atom, Concluded)}

    def infer(self, table: CaseTable) -> Inference:
        """Run every stage in order over the whole table."""
        concluded: dict[str, Truth] = {}
        codes: dict[str, Codes] = {}
        atoms = _AtomColumns(table, concluded)
        for cluster in self.book.clusters:
            local = self.tables[cluster.id]
            found = atoms.codes(local)
            local.decide(found)
            codes[cluster.id] = found
            for index, goal in enumerate(cluster.goals):
                if goal.name not in self._read:
                    continue
                values = np.minimum(local.values(index, found), UNKNOWN)
                concluded[goal.name] = _either(concluded.get(goal.name), values.astype(np.int8))
        return Inference(self.book, table, self.tables, codes)


def _either(earlier: Truth | None, values: Truth) -> Truth:
    """Kleene's or, for a name that several clusters conclude."""
    if earlier is None:
        return values
    some = (earlier == 1) | (values == 1)
    none = (earlier == 0) & (values == 0)
    return np.where(some, 1, np.where(none, 0, UNKNOWN)).astype(np.int8)


@dataclass
class _AtomColumns:
    """The truth of each atom, computed once for the table however many clusters read it."""

    table: CaseTable
    concluded: Mapping[str, Truth]
    known: dict[Atom, tuple[Truth, bool]] = field(default_factory=dict)

    def codes(self, local: ClusterTable) -> Codes:
        """The code of a cluster for each subject."""
        per_case = np.zeros(len(self.table.cases), np.int32)
        per_subject = np.zeros(len(self.table), np.int32)
        for (truth, of_case), power in zip(self._truths(local.atoms), local.powers, strict=True):
            target = per_case if of_case else per_subject
            target += np.multiply(truth, np.int32(power), dtype=np.int32)
        result: Codes = per_case.take(self.table.case_of) + per_subject
        return result

    def _truths(self, atoms: Iterable[Atom]) -> list[tuple[Truth, bool]]:
        for atom in atoms:
            if atom not in self.known:
                self.known[atom] = evaluate_atom(atom, self.table, self.concluded)
        return [self.known[atom] for atom in atoms]
