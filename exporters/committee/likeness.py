"""Like cases: those decided alike, and the nearest of those that are not quite alike."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from exporters.dossier import CaseFile, SubjectFile
from facts import Vocabulary

#: Facts apart at most, and how many like cases are shown of each sort.
MOST_APART, SHOWN_ALIKE, SHOWN_NEAR = 3, 3, 2
#: Situations of one group that are compared; beyond, only this many neighbours in the order of
#: their facts.
WINDOW = 400

_COMPARED = frozenset({"boolean", "choice", "choices", "number"})

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a subject stands: its case in the dossier, and its position in the run."""

    case: int
    index: int


@dataclass(frozen=True, slots=True)
class Near:
    """A like subject. ``differences``: (fact, own value, other value); empty when alike."""

    place: Place
    differences: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LikeCases:
    """``alike`` and ``near`` are the ones shown; ``count`` tells how many are alike in all."""

    alike: tuple[Place, ...]
    count: int
    near: tuple[Near, ...]


class Likeness:
    """Give it every subject once, then ask for those like any of them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._labels = [
            f.label for f in vocabulary.facts if f.type in _COMPARED and f.kind != "record"
        ]
        self._alike: dict[str, list[Place]] = defaultdict(list)
        self._facts: dict[str, Facts] = {}
        self._groups: dict[tuple[str | None, ...], list[str]] = defaultdict(list)
        self._near: dict[str, tuple[tuple[str, int], ...]] | None = None

    def add(self, number: int, case: CaseFile, subject: SubjectFile) -> None:
        """``number`` is the position of the case in the dossier."""
        d = subject.determination
        if d.status == "out_of_scope":
            return
        if d.signature not in self._facts:
            lines = {line.label: line for line in (*case.facts, *subject.facts)}
            self._facts[d.signature] = tuple(
                (lines[label].state, lines[label].value) if label in lines else ("blank", "")
                for label in self._labels
            )
            key = (d.subject_kind, d.responsibility, d.gravity)
            self._groups[key].append(d.signature)
        self._alike[d.signature].append(Place(number, subject.index))

    def of(self, place: Place, signature: str) -> LikeCases:
        """Those like one subject, other cases first."""
        others = [p for p in self._alike.get(signature, ()) if p.index != place.index]
        others.sort(key=lambda p: p.case == place.case)
        if self._near is None:
            self._near = {}
            for group in self._groups.values():
                self._near.update(self._nearest(group))
        near: list[Near] = []
        for name, _ in self._near.get(signature, ()):
            elsewhere = [p for p in self._alike[name] if p.case != place.case]
            if elsewhere and len(near) < SHOWN_NEAR:
                near.append(Near(elsewhere[0], self._differences(signature, name)))
        return LikeCases(tuple(others[:SHOWN_ALIKE]), len(others), tuple(near))

    def _differences(self, one: str, other: str) -> tuple[tuple[str, str, str], ...]:
        pairs = zip(self._labels, self._facts[one], self._facts[other], strict=True)
        return tuple((label, a[1], b[1]) for label, a, b in pairs if a != b)

    def _nearest(self, group: Sequence[str]) -> dict[str, tuple[tuple[str, int], ...]]:
        """For each situation of a group the nearest others, at most MOST_APART facts apart."""
        ordered = sorted(group, key=lambda name: (self._facts[name], name))
        codes = self._coded(ordered)
        found = {}
        for at, name in enumerate(ordered):
            low = max(0, at - WINDOW) if len(ordered) > 2 * WINDOW else 0
            high = at + WINDOW + 1 if len(ordered) > 2 * WINDOW else len(ordered)
            apart = (codes[low:high] != codes[at]).sum(axis=1)
            apart[at - low] = MOST_APART + 1
            order = np.argsort(apart, kind="stable")[: 4 * SHOWN_NEAR]
            found[name] = tuple(
                (ordered[low + int(k)], int(apart[k])) for k in order if apart[k] <= MOST_APART
            )
        return found

    def _coded(self, names: Sequence[str]) -> npt.NDArray[np.int32]:
        """Facts as numbers: (situations, facts)."""
        codes: list[dict[tuple[str, str], int]] = [{} for _ in self._labels]
        rows = [
            [code.setdefault(value, len(code)) for code, value in zip(codes, row, strict=True)]
            for row in (self._facts[name] for name in names)
        ]
        return np.array(rows, np.int32).reshape(len(names), len(self._labels))
