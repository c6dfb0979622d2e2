"""The baseline by itself: heavier gravities have heavier cells, and no two the same."""

from collections.abc import Iterator
from dataclasses import replace

import z3

from drafting.verify.finding import Finding
from drafting.verify.study import Study
from facts import Text
from rules.terms import GRAVITIES


def baseline(study: Study) -> Iterator[Finding]:
    """Each written row: in order, and without two gravities that get the same."""
    if study.rows:  # the statute's own table stands in its place
        return
    rows = dict.fromkeys(row.responsibility for row in study.book.book.baseline.rows)
    lowered = {lowering.responsibility for lowering in study.book.book.baseline.lower}
    labels = {r.id: r.label for r in study.book.book.metadata.responsibilities}
    for row in rows:
        if row not in lowered:
            yield _row(study, row, labels[row], same=False)
            yield _row(study, row, labels[row], same=True)


def _row(study: Study, row: str, label: str, *, same: bool) -> Finding:
    """Each gravity against the next, no adjustment applying."""
    light, grave = study.one, study.twin_except("情节")
    plain = [z3.Not(a) for s in (light, grave) for a in s.conclusions.adjustments.values()]
    conditions = [
        *plain,
        light.conclusions.scope,
        light.conclusions.fault,
        light.conclusions.responsibilities[row],
        grave.conclusions.gravity == light.conclusions.gravity + 1,
        light.severity == grave.severity if same else light.severity > grave.severity,
    ]
    if same:
        statement = Text(
            f"裁量基准“{label}”一行：情节每重一档，处理方式都加重，没有两档相同",
            f"baseline row {row}: no two gravities get the same measures",
        )
        name = ("baseline.distinct", row)
    else:
        statement = Text(
            f"裁量基准“{label}”一行：情节每重一档，处理方式不会更轻",
            f"baseline row {row}: a worse gravity never has a lighter cell",
        )
        name = ("baseline.order", row)
    place = study.row_place(row, GRAVITIES[0])
    finding = study.never(name, statement, place, [light, grave], *conditions)
    if not finding.witnesses:
        return finding
    gravity = study.book.vocabulary.by_label("情节")
    worse = gravity.choice_index(finding.witnesses[1].case.facts["情节"])
    return replace(finding, place=study.row_place(row, GRAVITIES[worse or 0]))
