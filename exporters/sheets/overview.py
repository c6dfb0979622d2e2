"""总览: where the results come from, how many there are of each, and what they are not."""

from collections.abc import Sequence
from typing import Any

from exporters.names import NO_VALUE
from exporters.results import Results
from exporters.sheets.palette import PERSON_BAR, SEVERITY_TINTS, STATUS_BARS, STATUS_TINTS, TEAM_BAR
from exporters.sheets.paper import LINE, Paper
from exporters.sheets.table import Table
from exporters.sheets.tally import Tally
from exporters.wording import Wording
from facts import Text
from facts.problems import SEVERITY_LABELS
from rules.book import UNKNOWN_DATE
from rules.checked import NEVER_TOLD, recorded

NAME = Text("总览", "Overview")
TITLE = Text(
    "责任追究认定结果（草稿，供集体研究）",
    "Accountability determinations (draft for collective study)",
)
SUBJECTS, TOTAL = Text("主体数", "Subjects"), Text("合计", "Total")
STATUS, MEASURE = Text("结论", "Conclusion"), Text("处理方式", "Measure")
PERSONS, TEAMS = Text("个人", "Persons"), Text("班子", "Teams")
FAULT, FOUND, OPEN = Text("过错情形", "Fault"), Text("认定", "Found"), Text("待定", "Open")
PROBLEM, COUNT = Text("导入问题", "Import problem"), Text("数量", "Count")
SINCE = Text("{start} 起", "from {start}")
UNTIL = Text("{start} 至 {end}", "{start} to {end}")
LEGEND: tuple[Text, ...] = (
    Text(
        "本表是程序按规则书推得的建议，不是决定；是否追究、怎样处理，由有权机关的人决定。",
        "These are recommendations derived from the rule book, not decisions; whether and how "
        "to hold anyone accountable is for a person with the authority to decide.",
    ),
    Text(
        "条文：过错情形、责任划分、从宽从严、移送和可选的处理方式来自条文，逐项注明条款，原文见“条款”。",
        "Statute: faults, responsibility, adjustments, referrals and the list of measures come "
        "from the text, each with its clause; see “Clauses” for the words.",
    ),
    Text(
        "裁量基准：条文留给人裁量之处，用“{baseline}”提出建议。它是可以替换的政策，不是条文。",
        "Baseline: where the text leaves a choice, “{baseline}” suggests one. It is policy that "
        "may be replaced, not law.",
    ),
    Text(
        "“最轻”“最重”是待定事项和“可以”情形所能导致的两端；空白的事实不当作“否”，也不当作 0。",
        "“Lightest” and “Heaviest” are the ends that open questions and discretion could lead "
        "to; a blank fact is taken neither for “no” nor for 0.",
    ),
)
PASSED = Text(
    "原表中本程序不认识的 {count} 列附在“认定结果”最右，不参与认定，也不打印。",
    "{count} columns that the program does not know stand at the far right of "
    "“Determinations”; they decide nothing and are not printed.",
)
SPLIT = Text(
    "“{name}”共 {count} 行，超过一张表的上限，分为 {sheets} 张表，见最后的“分表目录”。",
    "“{name}” has {count} rows, more than a sheet can hold: {sheets} sheets, see “Index of sheets” "
    "at the end.",
)
LAST = 8
ROW_POINTS = 19


class Overview:
    """Written last, shown first: its sheet is made before all others."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.sheet = paper.sheet(NAME.get(paper.lang), landscape=False, one_page=True)
        self.row = 0

    def write(
        self, results: Results, tally: Tally, words: Wording, tables: Sequence[Table]
    ) -> None:
        """Fill the sheet from the top down."""
        self.sheet.set_column(0, 0, 36)
        self.sheet.set_column(1, 2, 10)
        self.sheet.set_column(3, 3, 3)
        self.sheet.set_column(4, LAST, 11)
        self._line(TITLE.get(self.paper.lang), 30, bold=True, font_size=16, align="center")
        self._about(results, words)
        self._legend(results, words, tables)
        self._statuses(tally, words)
        self._measures(tally, words)
        self._faults(tally, words)
        self._problems(results)
        self.sheet.print_area(0, 0, self.row, LAST)
        self.sheet.activate()

    def _line(self, text: str, height: float, **style: Any) -> None:
        self.paper.line(self.sheet, self.row, LAST, text, height, **style)
        self.row += 1

    def _about(self, results: Results, words: Wording) -> None:
        book, lang = results.book.book, self.paper.lang
        force = book.metadata.in_force
        period = SINCE if force.end is None else UNTIL
        since = period.get(lang, start=force.start, end=force.end)
        told = since + words.names.aside(force.certainty)
        if force.certainty == UNKNOWN_DATE:
            told = force.certainty
        lines = (
            (Text("规则书", "Rule book"), words.names.title()),
            (Text("文号", "Number"), book.metadata.number),
            (Text("施行", "In force"), told),
            (
                Text("规则书版本", "Book version"),
                f"{book.id} {book.metadata.version}{words.names.aside(book.sha256[:12])}",
            ),
            (
                Text("条文核对", "Text last compared"),
                str(book.metadata.last_checked or NEVER_TOLD.get(lang)),
            ),
            (
                Text("输入文件", "Input"),
                words.names.joined(str(item["name"]) for item in results.run.get("inputs", ())),
            ),
            (Text("程序版本", "Program"), f"wenze {results.run.get('wenze', '')}".strip()),
        )
        label = self.paper.format(text_wrap=False, font_color="#5F6B76")
        value = self.paper.format(text_wrap=False)
        for name, text in lines:
            self.paper.put(self.sheet, self.row, 0, name.get(lang), label)
            self.paper.put(self.sheet, self.row, 1, text, value)
            self.row += 1
        self.row += 1

    def _legend(self, results: Results, words: Wording, tables: Sequence[Table]) -> None:
        lang = self.paper.lang
        baseline = words.names.label(results.book.book.baseline.title)
        lines = [t.get(lang, baseline=baseline) for t in LEGEND]
        old = recorded(results.book.book.metadata, results.run)
        if old is not None:
            lines.insert(1, old.told.get(lang))
        if results.extra:
            lines.append(PASSED.get(lang, count=len(results.extra)))
        lines += [
            SPLIT.get(lang, name=t.name, count=f"{t.count:,}", sheets=len(t.parts))
            for t in tables
            if len(t.parts) > 1
        ]
        for number, line in enumerate(lines):
            wide = sum(2 if ord(c) > 0x2E80 else 1 for c in line)
            height = 16 * (1 + wide // 112)
            marked = number == 0 or (number == 1 and old is not None)
            self._line(line, height, bg_color="#F6F7F9", bold=marked)
        self.row += 1

    def _block(
        self, headers: Sequence[Text], rows: Sequence[tuple[str | int, ...]], fills: Sequence[str]
    ) -> int:
        """A small table; the row of its first line."""
        lang = self.paper.lang
        head = self.paper.heading()
        for column, header in enumerate(headers):
            self.paper.put(self.sheet, self.row, column, header.get(lang), head)
        self.sheet.set_row(self.row, ROW_POINTS)
        first = self.row + 1
        for values, fill in zip(rows, fills, strict=True):
            self.row += 1
            self.sheet.set_row(self.row, ROW_POINTS)
            for column, value in enumerate(values):
                style = self.paper.framed(fill, centre=bool(column))
                self.paper.put(self.sheet, self.row, column, value, style)
        self.row += 2
        return first

    def _statuses(self, tally: Tally, words: Wording) -> None:
        rows = [(words.names.status(s), tally.statuses[s]) for s in STATUS_TINTS]
        total = (TOTAL.get(self.paper.lang), tally.rows)
        fills = [tint.chip for tint in STATUS_TINTS.values()]
        first = self._block((STATUS, SUBJECTS), [*rows, total], [*fills, "#FFFFFF"])
        points = [{"fill": {"color": color}} for color in STATUS_BARS.values()]
        self._chart(first, rows, STATUS, [(1, SUBJECTS, {"points": points})], len(rows) + 2)

    def _measures(self, tally: Tally, words: Wording) -> None:
        catalogue = words.names.book.book.catalogue
        offered = {(m.id, m.kind) for m in catalogue}
        rows: list[tuple[str | int, ...]] = []
        for id_ in dict.fromkeys(m.id for m in catalogue):
            kinds = [k for k in ("individual", "team") if (id_, k) in offered]
            counts = (
                tally.measures[id_, k] if k in kinds else NO_VALUE for k in ("individual", "team")
            )
            rows.append((words.names.measure(kinds[0], id_), *counts))
        first = self._block((MEASURE, PERSONS, TEAMS), rows, ["#FFFFFF"] * len(rows))
        series = [
            (1, PERSONS, {"fill": {"color": PERSON_BAR}}),
            (2, TEAMS, {"fill": {"color": TEAM_BAR}}),
        ]
        self._chart(first, rows, MEASURE, series, len(rows) + 1)

    def _faults(self, tally: Tally, words: Wording) -> None:
        rows = [
            (words.names.fault(f.id), tally.faults[f.id, "true"], tally.faults[f.id, "unknown"])
            for f in words.names.book.book.metadata.faults
        ]
        self._block((FAULT, FOUND, OPEN), rows, ["#FFFFFF"] * len(rows))

    def _problems(self, results: Results) -> None:
        counts = dict.fromkeys(SEVERITY_LABELS, 0)
        for problem in results.problems:
            counts[problem.severity] += 1
        rows = [(SEVERITY_LABELS[s].get(self.paper.lang), n) for s, n in counts.items()]
        self._block((PROBLEM, COUNT), rows, [SEVERITY_TINTS[s].chip for s in counts])

    def _chart(
        self,
        first: int,
        rows: Sequence[tuple[str | int, ...]],
        title: Text,
        series: Sequence[tuple[int, Text, dict[str, Any]]],
        height: int,
    ) -> None:
        """A bar chart beside a block, as tall as the block."""
        name, lang = self.sheet.get_name(), self.paper.lang
        last = first + len(rows) - 1
        chart = self.paper.workbook.add_chart({"type": "bar", "subtype": "stacked"})
        for column, label, style in series:
            chart.add_series(
                {
                    "name": label.get(lang),
                    "categories": [name, first, 0, last, 0],
                    "values": [name, first, column, last, column],
                    "gap": 40,
                    "data_labels": {"value": True, "num_format": "0;;", "font": {"size": 9}},
                    **style,
                }
            )
        font = {"name": "宋体", "size": 9}
        chart.set_title(
            {"name": title.get(lang), "name_font": {**font, "size": 10.5}, "overlay": False}
        )
        chart.set_y_axis(
            {
                "reverse": True,
                "num_font": font,
                "line": {"color": LINE},
                "interval_unit": 1,
                "major_tick_mark": "none",
            }
        )
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_legend(
            {"none": True} if len(series) == 1 else {"position": "bottom", "font": font}
        )
        chart.set_chartarea({"border": {"color": LINE}})
        chart.set_size({"width": 400, "height": round(ROW_POINTS / 0.75) * height})
        self.sheet.insert_chart(first - 1, 4, chart, {"object_position": 2})
