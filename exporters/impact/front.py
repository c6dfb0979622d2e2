"""总览 of the impact workbook: counts, what changed and why, heat maps and the chart."""

from collections.abc import Sequence
from typing import Any

from exporters.impact import labels
from exporters.impact.heat import DIRECTION_COLOURS, hue, tint, used
from exporters.impact.report import ImpactReport
from exporters.impact.told import about
from exporters.sheets.palette import STATUS_TINTS
from exporters.sheets.paper import HEADER_FILL, LINE, Paper
from exporters.sheets.table import LINE_POINTS, lines_needed
from facts import Text
from sanctions.determination import STATUS_LABELS

#: The sheet's grid: a wide first column, then columns for numbers.
FIRST, WIDTH, LAST = 26.0, 9.0, 12
ROW_POINTS = 19.0


class Front:
    """The first sheet, from the top down."""

    def __init__(self, paper: Paper, report: ImpactReport) -> None:
        self.paper, self.report, self.record = paper, report, report.record
        name = labels.OVERVIEW.get(report.lang)
        self.sheet = paper.sheet(name, landscape=False, one_page=True)
        self.row = 0

    def write(self) -> None:
        """Fill the sheet."""
        self.sheet.set_column(0, 0, FIRST)
        self.sheet.set_column(1, LAST, WIDTH)
        self._line(self.report.text(labels.TITLE), 30, bold=True, font_size=16, align="center")
        self._line(self.report.text(labels.DISCLAIMER), 18, font_color="#5F6B76")
        for name, value in about(self.report):
            self._pair(self.report.text(name), value)
        self.row += 1
        self._counts()
        self._amendments()
        self._causes()
        self._statuses()
        for kind, name in (("individual", labels.PERSONS), ("team", labels.TEAMS)):
            if self.record["measure_flow"][kind]["cells"]:
                self._matrix(kind, name)
        self.sheet.print_area(0, 0, self.row, LAST)
        self.sheet.activate()

    # ── pieces ────────────────────────────────────────────────────────────────

    def _line(self, text: str, height: float, **style: Any) -> None:
        self.paper.line(self.sheet, self.row, LAST, text, height, **style)
        self.row += 1

    def _pair(self, name: str, value: str) -> None:
        label = self.paper.format(text_wrap=False, font_color="#5F6B76")
        self.paper.put(self.sheet, self.row, 0, name, label)
        self._wide(self.row, 1, LAST, value, self.paper.format())
        self.sheet.set_row(self.row, LINE_POINTS * lines_needed(value, WIDTH * LAST) + 4)
        self.row += 1

    def _wide(self, row: int, first: int, last: int, value: str | int, style: Any) -> None:
        if last > first:
            self.sheet.merge_range(row, first, row, last, "", style)
        self.paper.put(self.sheet, row, first, value, style)

    def _cell(self, fill: str = "#FFFFFF", *, head: bool = False, centre: bool = True) -> Any:
        return self.paper.framed(HEADER_FILL if head else fill, centre=centre, bold=head)

    def _title(self, words: Text) -> None:
        style = self.paper.format(bold=True, font_size=12, text_wrap=False)
        self.paper.put(self.sheet, self.row, 0, self.report.text(words), style)
        self.sheet.set_row(self.row, ROW_POINTS)
        self.row += 1

    def _spread(
        self, values: Sequence[str | int], spans: Sequence[tuple[int, int]], head: bool = False
    ) -> None:
        """One row whose cells span columns; tall enough for its longest text."""
        lines = 1
        for value, (first, last) in zip(values, spans, strict=True):
            style = self._cell(head=head, centre=head or isinstance(value, int))
            self._wide(self.row, first, last, value, style)
            width = sum(FIRST if c == 0 else WIDTH for c in range(first, last + 1))
            lines = max(lines, lines_needed(str(value), width))
        self.sheet.set_row(self.row, max(ROW_POINTS, LINE_POINTS * lines + 4))
        self.row += 1

    # ── blocks ────────────────────────────────────────────────────────────────

    def _counts(self) -> None:
        counts = self.record["counts"]
        heads = [
            (labels.SUBJECTS, "subjects", "#FFFFFF"),
            (labels.REJECTED, "rejected", "#FFFFFF"),
            (labels.CHANGED, "changed", "#FFFFFF"),
            (labels.CERTAIN, "certain", "#FFFFFF"),
            (labels.POSSIBLE, "possible", "#FFFFFF"),
            *((labels.DIRECTIONS[d], d, tint(c, 1, 4)) for d, c in DIRECTION_COLOURS.items()),
            (labels.REFERRAL_ONLY, "referral_only", "#FFFFFF"),
            (labels.GROUNDS_ONLY, "grounds_only", "#FFFFFF"),
        ]
        self.sheet.set_row(self.row, 2 * LINE_POINTS + 6)
        self.sheet.set_row(self.row + 1, ROW_POINTS + 3)
        for column, (name, _, _) in enumerate(heads):  # row by row: a written row is gone
            head = self.report.text(name)
            self.paper.put(self.sheet, self.row, column, head, self._cell(head=True))
        for column, (_, key, fill) in enumerate(heads):
            self.paper.put(self.sheet, self.row + 1, column, counts[key], self._cell(fill))
        self.row += 3

    def _amendments(self) -> None:
        self._title(labels.CHANGES_OF_BOOK)
        if not self.record["amendments"]:
            self._line(self.report.text(labels.NOTHING_CHANGES), ROW_POINTS)
            self.row += 1
            return
        spans = ((0, 0), (1, 3), (4, 6), (7, 10), (11, 11), (12, 12))
        heads = (
            labels.ITEM,
            labels.BEFORE,
            labels.AFTER,
            labels.PLACE,
            labels.SOLE,
            labels.SHARED,
        )
        self._spread([self.report.text(h) for h in heads], spans, head=True)
        for item in self.record["amendments"]:
            before, after = self.report.before_and_after(item)
            where = self.report.origin(item)
            values = (self.report.amendment(item["id"]), before, after, where)
            row: list[str | int] = [*values, item["sole"], item["shared"]]
            self._spread(row, spans)
        self.row += 1

    def _causes(self) -> None:
        if not self.record["causes"]:
            return
        self._title(labels.CAUSES)
        spans = ((0, 5), (6, 6), *((7 + i, 7 + i) for i in range(6)))
        heads = (labels.CAUSE, labels.CHANGED, *labels.DIRECTIONS.values())
        self._spread([self.report.text(h) for h in heads], spans, head=True)
        for number, cause in enumerate(self.record["causes"]):
            row: list[str | int] = [self.report.cause(number), cause["subjects"]]
            row += [cause[direction] for direction in labels.DIRECTIONS]
            self._spread(row, spans)
        self.row += 1

    def _statuses(self) -> None:
        """How many of each conclusion before and after, with the workbook's one chart."""
        self._title(labels.FLOW)
        heads = (labels.STATUS, labels.BEFORE, labels.AFTER)
        for column, words in enumerate(heads):
            style = self._cell(head=True)
            self.paper.put(self.sheet, self.row, column, self.report.text(words), style)
        first = self.row + 1
        flow = self.record["status_flow"]
        states = [s for s in STATUS_LABELS if s != "rejected"]
        for state in states:
            self.row += 1
            self.sheet.set_row(self.row, ROW_POINTS + 3)
            before = sum(c["subjects"] for c in flow if c["before"] == state)
            after = sum(c["subjects"] for c in flow if c["after"] == state)
            values: tuple[str | int, ...] = (self.report.status(state), before, after)
            for column, value in enumerate(values):
                style = self._cell(STATUS_TINTS[state].chip, centre=column > 0)
                self.paper.put(self.sheet, self.row, column, value, style)
        self._chart(first, self.row)
        self.row += 2

    def _chart(self, first: int, last: int) -> None:
        name = self.sheet.get_name()
        chart = self.paper.workbook.add_chart({"type": "bar"})
        font = {"name": "宋体", "size": 9}
        for column, words, colour in ((1, labels.BEFORE, "#B8C4D0"), (2, labels.AFTER, "#44546A")):
            chart.add_series(
                {
                    "name": self.report.text(words),
                    "categories": [name, first, 0, last, 0],
                    "values": [name, first, column, last, column],
                    "fill": {"color": colour},
                    "gap": 40,
                    "overlap": -5,
                    "data_labels": {"value": True, "font": {"size": 8}},
                }
            )
        chart.set_y_axis({"reverse": True, "num_font": font, "line": {"color": LINE}})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_legend({"position": "right", "font": font})
        chart.set_chartarea({"border": {"color": LINE}})
        height = round((ROW_POINTS + 3) / 0.75 * (last - first + 1) + ROW_POINTS / 0.75)
        chart.set_size({"width": 560, "height": height})
        self.sheet.insert_chart(first - 1, 4, chart, {"object_position": 2})

    def _matrix(self, kind: str, name: Text) -> None:
        """A heat map: rows before, columns after."""
        self._title(Text(*(f"{labels.MATRIX[i]}：{name[i]}" for i in range(2))))
        self._line(self.report.text(labels.READING), ROW_POINTS - 3, font_color="#5F6B76")
        flow = self.record["measure_flow"][kind]
        states = used(flow["order"], flow["cells"])
        counts = {(c["before"], c["after"]): c["subjects"] for c in flow["cells"]}
        most = max(counts.values())
        corner = f"{self.report.text(labels.BEFORE)} ↓ {self.report.text(labels.AFTER)} →"
        self.paper.put(self.sheet, self.row, 0, corner, self._cell(head=True))
        heads = [self.report.state(kind, state) for state in states]
        lines = max(lines_needed(head, WIDTH) for head in heads)
        self.sheet.set_row(self.row, LINE_POINTS * lines + 6)
        for column, head in enumerate(heads, 1):
            self.paper.put(self.sheet, self.row, column, head, self._cell(head=True))
        for before, head in zip(states, heads, strict=True):
            self.row += 1
            self.sheet.set_row(self.row, ROW_POINTS + 3)
            style = self._cell(head=True, centre=False)
            self.paper.put(self.sheet, self.row, 0, head, style)
            for column, after in enumerate(states, 1):
                count = counts.get((before, after), 0)
                fill = tint(hue(flow["order"], before, after), count, most) if count else "#FFFFFF"
                value: str | int = count or ""
                self.paper.put(self.sheet, self.row, column, value, self._cell(fill))
        self.row += 2
