"""One thing that is hard to explain."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

#: Outcomes that are compared: what was done, and what the book recommends.
BASES = ("given", "recommended")

#: ``order``: in one case the heavier responsibility drew the lighter outcome; ``team``: in one
#: case team and person stand on different grades; ``inversion``: worse facts, lighter outcome;
#: ``unequal``: equal facts, different outcomes.
Kind = Literal["order", "team", "inversion", "unequal"]


@dataclass(frozen=True, slots=True)
class Finding:
    """``lighter`` and ``heavier`` are the indexes of the subjects by how they were treated.

    ``apart``: in how many respects they differ that the rules weigh. ``gap``: how far the
    outcomes are apart, in steps of the catalogue. ``explained_by``: adjustments that the lighter
    has and the other has not, or the other way round. ``subjects``: how many stand on each side.
    """

    kind: Kind
    basis: str
    lighter: int
    heavier: int
    apart: int
    gap: float
    explained_by: tuple[str, ...] = ()
    subjects: tuple[int, int] = (1, 1)

    def hardness(self) -> tuple[object, ...]:
        """Sorts the hardest to explain first."""
        return (
            bool(self.explained_by),
            self.apart,
            BASES.index(self.basis),
            -round(self.gap, 9),
            -sum(self.subjects),
            self.lighter,
            self.heavier,
        )


@dataclass(frozen=True, slots=True)
class Report:
    """``pairs``: for each basis, pairs of situations across the file with the worse treated more
    lightly. Without ``complete`` that is a lower bound: there were too many situations.
    """

    findings: tuple[Finding, ...]
    pairs: Mapping[str, int]
    complete: bool
