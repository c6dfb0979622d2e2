"""When one subject's facts are worse than another's, whatever the unknown ones turn out to be.

What is worse is read off the book. A graver gravity, a heavier responsibility (in the order in
which the book declares them), a further established fault, an aggravation: worse. A leniency:
better. A yes/no fact counts by itself where its direction is the same in every rule that reads
it, if it is a judgement or an adjustment reads it; the plain elements of a fault count through
the fault, since one element that establishes it is as good as another.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from rules.atoms import Concluded, Truthful
from rules.clusters import Cluster
from rules.loader import CompiledBook
from sanctions.consistency.standing import HEAVIER, Standing

Words = npt.NDArray[np.uint64]
#: Bits in a word.
WORD = 64


def directions(book: CompiledBook) -> dict[str, int]:
    """1 for each yes/no fact that weighs against the subject where it is 是, -1 where for it."""
    signs: dict[str, int] = {}
    counted: set[str] = set()
    for cluster in book.clusters:
        sign = _sign(cluster)
        for literal in cluster.literals if sign is not None else ():
            atom = literal.atom
            if isinstance(atom, Concluded) or atom.fact.type != "boolean":
                continue
            label = atom.fact.label
            own = (sign or 0) * (1 if literal.value else -1) if isinstance(atom, Truthful) else 0
            signs[label] = own if signs.get(label, own) == own else 0
            if cluster.stage == "adjustment" or atom.fact.kind == "judgement":
                counted.add(label)
    return {label: sign for label, sign in signs.items() if sign and label in counted}


def _sign(cluster: Cluster) -> int | None:
    """How a condition of the cluster weighs, met; None where it bears on no measure."""
    if cluster.stage in ("duty", "finding"):
        return 1
    if cluster.stage == "adjustment":
        kinds = {
            kind for goal in cluster.goals for r in goal.rules for kind in r.conclusion.targets
        }
        heavier = kinds & HEAVIER
        return 1 if heavier == kinds else 0 if heavier else -1
    return None if cluster.stage in ("scope", "procedure") else 0


class Comparison:
    """Respects in which the subjects of one run can be compared, as bits.

    Each respect is a question with the answers worse, better and unknown. ``certain`` has the
    bits whose answer is worse, ``possible`` those whose answer is not better.
    """

    def __init__(self, book: CompiledBook, standings: Sequence[Standing]) -> None:
        self.directions = directions(book)
        fact = next((f for f in book.vocabulary.facts if f.id == "gravity"), None)
        self._gravities = [choice.id for choice in fact.choices] if fact else []
        declared = book.book.metadata.responsibilities
        self._heaviest_first = {
            kind: [r.id for r in declared if r.kind == kind] for kind in ("individual", "team")
        }
        self._faults = sorted({f for s in standings for f in s.faults})
        self._lenient = sorted({a for s in standings for a in s.lenient})
        self._severe = sorted({a for s in standings for a in s.severe})

    def bits(self, standing: Standing) -> tuple[int, int]:
        """(certain, possible) of one subject."""
        certain = possible = 0
        for place, worse in enumerate(self._answers(standing)):
            certain |= (worse is True) << place
            possible |= (worse is not False) << place
        return certain, possible

    def _answers(self, s: Standing) -> Iterator[bool | None]:
        yield from _steps(s.gravity, self._gravities)
        yield from _steps(s.responsibility, self._heaviest_first[s.kind][::-1])
        for _ in range(self._width - len(self._heaviest_first[s.kind])):
            yield False
        for fault in self._faults:
            yield s.faults.get(fault, False)
        for label, sign in self.directions.items():
            value = s.facts.get(label)
            yield None if value is None else value == (sign > 0)
        for adjustments, own, worse in (
            (self._lenient, s.lenient, False),
            (self._severe, s.severe, True),
        ):
            for adjustment in adjustments:
                if adjustment in own:
                    yield worse
                else:  # while the case is open, it may still come to apply
                    yield None if s.recommended is None else not worse

    @property
    def _width(self) -> int:
        """Responsibilities of the kind that has more of them: both kinds use as many bits."""
        return max(len(known) for known in self._heaviest_first.values())


def _steps(value: str | None, rising: Sequence[str]) -> Iterator[bool | None]:
    """Is it above each step? All unknown while the value is."""
    at = rising.index(value) if value in rising else None
    for place in range(len(rising)):
        yield None if at is None else at >= place


def packed(numbers: Sequence[int]) -> Words:
    """Numbers of any length as rows of 64-bit words: (words, numbers)."""
    longest = max((n.bit_length() for n in numbers), default=0)
    mask = (1 << WORD) - 1
    rows = [
        np.array([n >> start & mask for n in numbers], np.uint64)
        for start in range(0, max(longest, 1), WORD)
    ]
    return np.stack(rows)
