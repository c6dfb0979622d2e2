"""From what was concluded to an outcome: catalogue, baseline and adjustments.

Everything here is about one fully known situation. A gravity is a position in GRAVITIES. Measures
that the statute merely allows and the baseline picks stay marked as such by whoever shows them.
"""

from dataclasses import dataclass
from functools import cached_property

from rules.book import GRAVITIES, AdjustmentKind, Book

Measures = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One outcome: a status and, when recommended, measures from lightest to heaviest."""

    status: str
    measures: Measures = ()


OUT_OF_SCOPE = Point("out_of_scope")
NO_ACCOUNTABILITY = Point("no_accountability")
EXEMPT = Point("exempt")


@dataclass(frozen=True)
class Tariff:
    """The catalogue and the baseline of a book, ready for looking up."""

    book: Book

    @cached_property
    def _cells(self) -> dict[tuple[str, str], Measures]:
        kinds = {r.id: r.kind for r in self.book.metadata.responsibilities}
        cells: dict[tuple[str, str], Measures] = {}
        for row in self.book.baseline.rows:
            ranks = self._ranks[kinds[row.responsibility]]
            ordered = tuple(sorted(row.measures, key=lambda m: ranks[m]))
            cells[row.responsibility, row.gravity] = ordered
        return cells

    @cached_property
    def _ranks(self) -> dict[str, dict[str, int]]:
        ranks: dict[str, dict[str, int]] = {"team": {}, "individual": {}}
        for measure in self.book.catalogue:
            ranks[measure.kind][measure.id] = measure.rank
        return ranks

    @cached_property
    def _suggest(self) -> tuple[AdjustmentKind, ...]:
        by_name = {str(gravity): kind for gravity, kind in self.book.baseline.suggest.items()}
        return tuple(by_name[gravity] for gravity in GRAVITIES)

    def row_and_grade(self, responsibility: str, gravity: int) -> tuple[str, int]:
        """The baseline row that applies, and the grade within it (0 is the lightest)."""
        for lowering in self.book.baseline.lower:
            if lowering.responsibility == responsibility:
                return lowering.source, max(0, gravity - lowering.grades)
        return responsibility, gravity

    def cell(self, row: str, grade: int) -> Measures:
        """The measures of one baseline cell."""
        return self._cells[row, GRAVITIES[grade]]

    def suggested(self, gravity: int, offered: tuple[AdjustmentKind, ...]) -> AdjustmentKind:
        """Which of the offered adjustments the baseline suggests."""
        kind = self._suggest[gravity]
        return kind if kind in offered else offered[0]

    def point(self, responsibility: str, gravity: int, kind: AdjustmentKind | None = None) -> Point:
        """The outcome of one responsibility and gravity, unadjusted or adjusted one way.

        从轻 lighten: the same cell without its heaviest measure, if it has more than one.
        减轻 reduce: one grade lower; below the lowest grade, exempt. 免予 exempt: no measure.
        """
        row, grade = self.row_and_grade(responsibility, gravity)
        if kind == "exempt":
            return EXEMPT
        if kind == "reduce":
            return Point("recommended", self.cell(row, grade - 1)) if grade else EXEMPT
        measures = self.cell(row, grade)
        if kind == "lighten" and len(measures) > 1:
            measures = measures[:-1]
        return Point("recommended", measures)

    def weight(self, subject_kind: str, measures: Measures) -> tuple[int, ...]:
        """Orders sets of measures: by the heaviest, then the next, and so on; none is lightest."""
        ranks = self._ranks[subject_kind]
        return tuple(sorted((ranks[m] for m in measures), reverse=True))
