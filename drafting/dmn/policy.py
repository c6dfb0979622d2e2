"""The decisions of policy: the baseline, the adjustment that it suggests, the recommendation."""

from collections.abc import Sequence
from itertools import product

from drafting.dmn.feel import FAILS, HOLDS, NONE, OPEN, READINGS, SILENT, string, strings
from drafting.dmn.tables import UNIQUE, Decision, Output, Row, earlier, fact_column
from rules.loader import CompiledBook
from rules.terms import GRAVITIES, AdjustmentKind
from sanctions.determination import ADJUSTMENT_LABELS, STATUS_LABELS
from sanctions.outcome import Point
from sanctions.scales import BaselineScale

_SUGGESTED: tuple[AdjustmentKind, ...] = ("lighten", "reduce", "exempt")


class Policy:
    """The tables of a book that decides by a baseline; they read earlier decisions."""

    def __init__(self, book: CompiledBook) -> None:
        self.book, self.scale = book, BaselineScale(book.book)
        self.gravity = fact_column(book.vocabulary.by_label("情节"))

    def _measures(self, responsibility: str, point: Point) -> str:
        kind = {r.id: r.kind for r in self.book.book.metadata.responsibilities}[responsibility]
        return strings([self.book.book.measure(kind, m).label for m in point.measures])

    def _grades(self) -> list[tuple[str, str, int, str]]:
        """Responsibility (id, label), gravity (position, label)."""
        bearing = self.book.book.metadata.responsibilities
        return [
            (r.id, r.label, i, self.gravity.allowed[i])
            for r in bearing
            for i in range(len(GRAVITIES))
        ]

    def baseline(self, responsibility: Decision) -> Decision:
        """The measures of each responsibility and gravity."""
        who = earlier(responsibility)
        rows = []
        for name, label, grade, gravity in self._grades():
            cells = {who.expression: string(label), self.gravity.expression: string(gravity)}
            row, lowered = self.scale.row_and_grade(name, grade)
            note = "" if (row, lowered) == (name, grade) else f"参照 {row} × {GRAVITIES[lowered]}"
            measures = self._measures(name, self.scale.of_cell(name, grade))
            rows.append(Row(cells, (measures,), note))
        about = f"{self.book.book.baseline.title}（政策，不是条文）"
        output = Output("裁量基准", "tMeasures")
        columns = (who, self.gravity)
        found = Decision("baseline", output.name, about, columns, (output,), tuple(rows), UNIQUE)
        return found

    def suggested(self, adjusting: Sequence[Decision]) -> Decision:
        """Which adjustment is suggested, by what is offered and by gravity."""
        rules = [c.goals[0].rules[0] for c in self.book.stage("adjustment")]
        rows = []
        for applies in product((True, False), repeat=len(rules)):
            offered = tuple(
                dict.fromkeys(
                    target
                    for rule, holds in zip(rules, applies, strict=True)
                    if holds
                    for target in rule.conclusion.targets
                )
            )
            cells = {
                decision.name: string(HOLDS if holds else FAILS)
                for decision, holds in zip(adjusting, applies, strict=True)
            }
            if not offered:
                rows.append(Row(cells, (string(NONE),)))
                continue
            for grade, gravity in enumerate(self.gravity.allowed):
                kind = self.scale.suggested(grade, (), offered)  # type: ignore[arg-type]
                assert kind is not None
                word = string(ADJUSTMENT_LABELS[kind].zh)
                rows.append(Row({**cells, self.gravity.expression: string(gravity)}, (word,)))
        if adjusting:
            rows.append(Row({}, (string(OPEN),), "由人判断"))
        words = tuple(ADJUSTMENT_LABELS[kind].zh for kind in _SUGGESTED)
        output = Output("建议从宽", "string", (NONE, *words, OPEN))
        columns = (*(earlier(decision) for decision in adjusting), self.gravity)
        about = "基准按情节建议的一种；条文说“可以”的，由人决定"
        return Decision("suggested", output.name, about, columns, (output,), tuple(rows))

    def recommendation(
        self, scope: Decision, fault: Decision, responsibility: Decision, suggested: Decision
    ) -> Decision:
        """The status and the measures, where every fact is known."""
        applies, found, who, lenient = map(earlier, (scope, fault, responsibility, suggested))
        nothing = strings(())

        def status(name: str) -> str:
            return string(STATUS_LABELS[name].zh)

        rows = [
            Row({applies.expression: string(FAILS)}, (status("out_of_scope"), nothing)),
            Row({found.expression: string(FAILS)}, (status("no_accountability"), nothing)),
        ]
        judgement = (status("needs_judgement"), nothing)
        rows.append(Row({found.expression: string(OPEN)}, judgement))
        silent = f"{string(SILENT)}, {string(READINGS)}"
        rows.append(Row({who.expression: silent}, judgement))
        rows.append(Row({lenient.expression: string(OPEN)}, judgement))
        kinds: tuple[AdjustmentKind | None, ...] = (None, *_SUGGESTED)
        for name, label, grade, gravity in self._grades():
            for kind in kinds:
                point = self.scale.of_cell(name, grade, kind)
                word = NONE if kind is None else ADJUSTMENT_LABELS[kind].zh
                cells = {
                    who.expression: string(label),
                    self.gravity.expression: string(gravity),
                    lenient.expression: string(word),
                }
                rows.append(Row(cells, (status(point.status), self._measures(name, point))))
        statuses = ("out_of_scope", "no_accountability", "needs_judgement", "recommended", "exempt")
        outputs = (
            Output("结论", "string", tuple(STATUS_LABELS[s].zh for s in statuses)),
            Output("处理方式", "tMeasures"),
        )
        columns = (applies, found, who, self.gravity, lenient)
        about = "事实全部明确时的建议；由人决定"
        return Decision("recommendation", "处理建议", about, columns, outputs, tuple(rows))
