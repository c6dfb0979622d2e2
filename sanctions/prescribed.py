"""What the measures of a settled subject rest on: rows of the statute, or the baseline."""

from collections.abc import Iterator
from dataclasses import dataclass

from rules.measures import TariffRow
from sanctions.determination import FactUsed, Measure, Reason
from sanctions.outcome import Measures
from sanctions.scales import Facing
from sanctions.statute import StatuteScale
from sanctions.worlds import Judge

#: What a measure rests on when the law leaves the choice to the baseline.
BASELINE_RULE, BASELINE_CITATION = "baseline", "裁量基准"

#: The step in which the sanctions for several faults come together.
MERGE_RULE = "merge"


@dataclass(frozen=True)
class Prescribed:
    """Tells for one book what is law in an outcome, and what the baseline chose."""

    judge: Judge

    def measures(self, kind: str, facing: Facing, measures: Measures) -> tuple[Measure, ...]:
        """The measures with their basis and the clauses that they stand on."""
        rows = self._rows(facing)
        basis = "statute" if self._fixed(facing) else "baseline"
        found = []
        for measure_id in measures:
            measure = self.judge.book.book.measure(kind, measure_id)
            cites = [c for row in rows for c in row.cite] + list(measure.cite)
            found.append(Measure(measure_id, measure.label, basis, tuple(dict.fromkeys(cites))))
        return tuple(found)

    def reasons(
        self, facing: Facing, responsibility: FactUsed | None, gravity: FactUsed
    ) -> Iterator[Reason]:
        """The rows that apply, merging, and the choice of the baseline where one was left."""
        rows = self._rows(facing)
        for row in rows:
            facts = [responsibility] if row.responsibility and responsibility else []
            facts += [gravity] if row.gravity else []
            yield Reason(row.id, "measure", "; ".join(row.cite), tuple(facts))
        scale = self.judge.scale
        if isinstance(scale, StatuteScale) and sum(facing.counts) > 1:
            yield Reason(MERGE_RULE, "measure", "; ".join(scale.tariff.merge.cite), ())
        if not self._fixed(facing):
            facts = [responsibility] if responsibility and not rows else []
            yield Reason(BASELINE_RULE, "measure", BASELINE_CITATION, (*facts, gravity))

    def _rows(self, facing: Facing) -> tuple[TariffRow, ...]:
        scale = self.judge.scale
        return scale.rows_that_apply(facing) if isinstance(scale, StatuteScale) else ()

    def _fixed(self, facing: Facing) -> bool:
        """Does the statute leave no choice?"""
        scale = self.judge.scale
        return isinstance(scale, StatuteScale) and len(scale.options(facing)) == 1
