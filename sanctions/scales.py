"""Scales: from faults, responsibility and gravity to measures, for one fully known situation.

A gravity is a position in GRAVITIES. Two scales exist: the baseline table of a book whose
statute leaves the choice open, and the statutory table (sanctions/statute.py).
"""

from abc import ABC, abstractmethod
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

from rules.book import Book
from rules.terms import GRAVITIES, HEAVIER, AdjustmentKind
from sanctions.outcome import EXEMPT, NO_ACCOUNTABILITY, Measures, Point, Ranks

#: How many faults of each group are established (see ``Scale.groups``).
Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Facing:
    """The situation that a scale looks up: ``responsibility`` "" where the book has none."""

    kind: str
    counts: Counts
    responsibility: str
    gravity: int


@dataclass(frozen=True)
class Scale(ABC):
    """What the tables of a book make of a situation."""

    book: Book

    @cached_property
    def ranks(self) -> Ranks:
        """The weights of the book's measures."""
        return Ranks.of(self.book)

    @property
    @abstractmethod
    def groups(self) -> tuple[frozenset[str], ...]:
        """The faults, grouped by the rows of the table that they share."""

    @property
    @abstractmethod
    def cap(self) -> int:
        """Up to which number the faults of a group are counted."""

    def alone(self, facing: Facing, group: int) -> Hashable:
        """What one fault of a group comes to by itself, whatever the counts of ``facing``."""
        return group

    def more(self, facing: Facing, total: Hashable, group: int) -> Hashable:
        """What a total of faults, None at first, comes to with one more of a group.

        With the same total, further faults lead to the same. Counts of ``facing`` are not read.
        """
        return True

    @abstractmethod
    def point(self, facing: Facing, kind: AdjustmentKind | None = None) -> Point:
        """The suggested outcome, unadjusted or adjusted one way."""

    @abstractmethod
    def lawful(self, facing: Facing, kind: AdjustmentKind | None = None) -> set[Measures]:
        """Every outcome that the law allows there; the point's is one of them."""

    @cached_property
    def _suggest(self) -> tuple[AdjustmentKind | None, ...]:
        by_name = {str(gravity): kind for gravity, kind in self.book.baseline.suggest.items()}
        return tuple(by_name.get(gravity) for gravity in GRAVITIES)

    def suggested(
        self, gravity: int, shall: tuple[AdjustmentKind, ...], may: tuple[AdjustmentKind, ...]
    ) -> AdjustmentKind | None:
        """Which of the offered adjustments the baseline suggests.

        What shall be done comes before what may be. None where the offers that count point both
        ways: no text gives the arithmetic, so the outcome stays unadjusted and a person weighs.
        """
        offered = shall or may
        if not offered or len({kind in HEAVIER for kind in offered}) > 1:
            return None
        kind = self._suggest[gravity]
        return kind if kind in offered else offered[0]


@dataclass(frozen=True)
class BaselineScale(Scale):
    """The baseline table: one cell for a responsibility and gravity, whatever the faults."""

    @cached_property
    def groups(self) -> tuple[frozenset[str], ...]:
        """All faults are one group: the baseline asks only whether there is any."""
        return (frozenset(f.id for f in self.book.metadata.faults),)

    @property
    def cap(self) -> int:
        """One fault is as good as several."""
        return 1

    @cached_property
    def _cells(self) -> dict[tuple[str, str], Measures]:
        kinds = {r.id: r.kind for r in self.book.metadata.responsibilities}
        return {
            (row.responsibility, row.gravity): self.ranks.ordered(
                kinds[row.responsibility], row.measures
            )
            for row in self.book.baseline.rows
        }

    def row_and_grade(self, responsibility: str, gravity: int) -> tuple[str, int]:
        """The baseline row that applies, and the grade within it (0 is the lightest)."""
        for lowering in self.book.baseline.lower:
            if lowering.responsibility == responsibility:
                return lowering.source, max(0, gravity - lowering.grades)
        return responsibility, gravity

    def cell(self, row: str, grade: int) -> Measures:
        """The measures of one baseline cell."""
        return self._cells[row, GRAVITIES[grade]]

    def point(self, facing: Facing, kind: AdjustmentKind | None = None) -> Point:
        """The outcome of a responsibility and gravity.

        从轻 lighten: the same cell without its heaviest measure, if it has more than one.
        减轻 reduce: one grade lower; below the lowest grade, exempt. 免予 exempt: no measure.
        """
        if not any(facing.counts):
            return NO_ACCOUNTABILITY
        return self.of_cell(facing.responsibility, facing.gravity, kind)

    def of_cell(
        self, responsibility: str, gravity: int, kind: AdjustmentKind | None = None
    ) -> Point:
        """The outcome where some fault is established."""
        row, grade = self.row_and_grade(responsibility, gravity)
        if kind == "exempt":
            return EXEMPT
        if kind in ("waive", "drop"):
            return NO_ACCOUNTABILITY
        if kind == "reduce":
            return Point("recommended", self.cell(row, grade - 1)) if grade else EXEMPT
        measures = self.cell(row, grade)
        if kind == "lighten" and len(measures) > 1:
            measures = measures[:-1]
        return Point("recommended", measures)

    def lawful(self, facing: Facing, kind: AdjustmentKind | None = None) -> set[Measures]:
        """The point alone: the statute's own latitude is told as ``statutory_options``."""
        return {self.point(facing, kind).measures}
