"""``impact.xlsx``: the impact for reading, sorting and printing."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from exporters.impact import labels
from exporters.impact.front import Front
from exporters.impact.long_table import LongTable, Row, fill, open_sheets
from exporters.impact.report import ImpactReport
from exporters.impact.told import inversion_cells
from exporters.sheets.palette import STATUS_TINTS
from exporters.sheets.paper import Paper
from exporters.sheets.table import PLAIN, Column, Table, Tint
from exporters.whole_file import whole_file
from facts import Text

#: Longer tables are written plainly: one height, no wrapping, colour by rule of the sheet.
LARGE = 5_000
#: Examples of each group of like changes.
EXAMPLES = 3

DIRECTION_TINTS: dict[str, Tint] = {
    "stricter": Tint("#FEF8F2", "#F8DCC0"),
    "lighter": Tint("#F4F8FD", "#CFE0F3"),
    "wider": Tint("#FFFCF0", "#FBEBB0"),
    "narrower": Tint("#FCFBF5", "#ECE5C8"),
    "inner": Tint("#FCFBF5", "#F2EDDA"),
    "level": Tint("#FAFAFA", "#E6E6E6"),
}


def write_impact_workbook(report: ImpactReport, path: Path) -> None:
    """Write the workbook. Whole file or nothing; the same report gives the same bytes."""
    path = Path(path)
    foot = f"{report.new.book.metadata.title[:60]} {report.new.id}"
    with (
        whole_file(path) as stream,
        TemporaryDirectory(dir=path.parent, prefix=".wenze-") as folder,
    ):
        finished = BytesIO()
        paper = Paper(finished, folder, report.lang, False, foot)
        sheets = _Sheets(paper, report)
        Front(paper, report).write()
        _movers(paper, report)
        _groups(paper, report)
        sheets.changes()
        sheets.breakdown()
        _inversions(paper, report)
        _questions(paper, report)
        paper.close(labels.TITLE.get(report.lang))
        fill(finished, sheets.long, stream, report.lang)


def _columns(
    report: ImpactReport, heads: Iterable[tuple[Text, float, bool]], chip: Text | None = None
) -> list[Column]:
    return [Column(h.get(report.lang), width, centre, h is chip) for h, width, centre in heads]


class _Sheets:
    """The tables that grow with the input; what is long waits in ``long`` for its rows."""

    def __init__(self, paper: Paper, report: ImpactReport) -> None:
        self.paper, self.report = paper, report
        self.long: list[LongTable] = []

    def changes(self) -> None:
        """One row a changed subject."""
        heads = (
            (labels.CASE, 11.0, False),
            (labels.UNIT, 12.0, False),
            (labels.SUBJECT, 14.0, False),
            (labels.ROLE, 9.0, True),
            (labels.LEVEL, 8.0, True),
            (labels.GROUP, 6.0, True),
            (labels.BEFORE, 26.0, False),
            (labels.AFTER, 26.0, False),
            (labels.DIRECTION, 10.0, True),
            (labels.CAUSE, 26.0, False),
            (labels.BEARING, 34.0, False),
            (labels.SOURCE, 18.0, False),
        )
        report = self.report
        kind = {n: i for i, g in enumerate(report.groups, 1) for n in g.members}
        result = [report.result(n) for n in range(len(report.record["results"]))]
        causes = [report.cause(n) for n in range(len(report.record["causes"]))]
        direction = {name: report.direction(name) for name in labels.DIRECTIONS}
        rows: list[Row] = [
            (
                change["case_id"],
                change["unit"],
                change["subject"],
                change["role"],
                change["level"],
                kind[number],
                result[change["before"]],
                result[change["after"]],
                direction[change["direction"]],
                causes[change["cause"]],
                report.facts(change["facts"]),
                change["source"],
            )
            for number, change in enumerate(report.record["changes"])
        ]
        tints = [DIRECTION_TINTS[change["direction"]] for change in report.record["changes"]]
        columns = _columns(report, heads, labels.DIRECTION)
        self._write(labels.DETAILS, columns, rows, tints, 3, labels.NOBODY)

    def breakdown(self) -> None:
        """One row a group; the sort of group stands in the first column, so it can be filtered."""
        sort, group = Text("分类", "Sort"), Text("类别", "Group")
        heads = [
            (sort, 12.0, True),
            (group, 34.0, False),
            (labels.SUBJECTS, 10.0, True),
            (labels.FOUND_BEFORE, 10.0, True),
            (labels.FOUND_AFTER, 10.0, True),
            (labels.CHANGED, 10.0, True),
            *((words, 11.0, True) for words in labels.DIRECTIONS.values()),
        ]
        rows: list[Row] = [
            _group(self.report, name, head, row)
            for name, head in labels.BY.items()
            for row in self.report.record["breakdown"][name]
        ]
        columns = _columns(self.report, heads)
        self._write(labels.BY_KIND, columns, rows, [PLAIN] * len(rows), 2, None)

    def _write(
        self,
        name: Text,
        columns: list[Column],
        rows: Sequence[Row],
        tints: Sequence[Tint],
        frozen: int,
        empty: Text | None,
    ) -> None:
        if len(rows) > LARGE:
            colours = [
                (self.report.direction(direction), tint.row)
                for direction, tint in DIRECTION_TINTS.items()
            ]
            self.long.append(open_sheets(self.paper, name, columns, rows, colours, frozen=frozen))
            return
        table = Table(self.paper, name, columns, frozen=frozen, empty=empty)
        for row, tint in zip(rows, tints, strict=True):
            table.add(row, tint)
        table.close()


def _groups(paper: Paper, report: ImpactReport) -> None:
    """One row for each distinct change with its cause, the most subjects first."""
    heads = (
        (labels.GROUP, 6.0, True),
        (labels.SUBJECTS, 8.0, True),
        (labels.BEFORE, 34.0, False),
        (labels.AFTER, 34.0, False),
        (labels.DIRECTION, 10.0, True),
        (labels.CAUSE, 34.0, False),
        (labels.EXAMPLES, 34.0, False),
    )
    columns = _columns(report, heads, labels.DIRECTION)
    table = Table(paper, labels.GROUPS, columns, frozen=1, empty=labels.NOBODY)
    for number, group in enumerate(report.groups, 1):
        examples = [report.record["changes"][position] for position in group.members[:EXAMPLES]]
        row: list[str | int] = [
            number,
            len(group.members),
            report.result(group.before),
            report.result(group.after),
            report.direction(group.direction),
            report.cause(group.cause),
            "\n".join(f"{c['case_id']} · {c['subject']}" for c in examples),
        ]
        table.add(row, DIRECTION_TINTS[group.direction])
    table.close()


def _movers(paper: Paper, report: ImpactReport) -> None:
    """Both explanations of the biggest movers, side by side."""
    heads = (
        (labels.CASE, 11.0, False),
        (labels.SUBJECT, 14.0, False),
        (labels.SUBJECTS, 8.0, True),
        (labels.BEFORE, 20.0, False),
        (labels.REASONS, 52.0, False),
        (labels.AFTER, 20.0, False),
        (labels.REASONS, 52.0, False),
        (labels.CAUSE, 24.0, False),
    )
    columns = _columns(report, heads)
    table = Table(paper, labels.MOVERS_SHEET, columns, frozen=2, empty=labels.NOBODY)
    for number, mover in enumerate(report.record["movers"]):
        change = report.record["changes"][mover["change"]]
        before, after = ("\n".join(_numbered(side)) for side in report.explanation(number))
        row = [
            change["case_id"],
            change["subject"],
            mover["subjects"],
            report.result(change["before"]),
            before,
            report.result(change["after"]),
            after,
            report.cause(change["cause"]),
        ]
        table.add(row, DIRECTION_TINTS[change["direction"]])
    table.close()


def _numbered(sentences: Sequence[str]) -> list[str]:
    return [f"{number}. {sentence}" for number, sentence in enumerate(sentences, 1)]


def _group(report: ImpactReport, name: str, head: Text, row: Mapping[str, Any]) -> list[str | int]:
    label = report.fault(row["id"]) if name == "fault" else row["label"]
    return [
        report.text(head),
        label,
        row["subjects"],
        row.get("before", ""),
        row.get("after", ""),
        row["changed"],
        *(row[direction] for direction in labels.DIRECTIONS),
    ]


def _inversions(paper: Paper, report: ImpactReport) -> None:
    """The plainest pairs under the new book, then those that are gone."""
    found = report.record["inversions"]
    when = Text("何时", "When")
    heads = (
        (when, 12.0, True),
        (labels.WORSE, 40.0, False),
        (labels.BETTER, 40.0, False),
        (labels.DIFFER, 44.0, False),
    )
    table = Table(
        paper, labels.INVERSIONS, _columns(report, heads, when), empty=labels.NO_INVERSIONS
    )
    for name, listed, tint in (
        (labels.AFTER, "examples", DIRECTION_TINTS["stricter"]),
        (labels.GONE, "examples_gone", DIRECTION_TINTS["level"]),
    ):
        for example in found[listed]:
            table.add([report.text(name), *inversion_cells(report, example)], tint)
    table.close()


def _questions(paper: Paper, report: ImpactReport) -> None:
    """What subjects wait for, before and after."""
    heads = (
        (labels.FACT, 34.0, False),
        (labels.SORT, 16.0, True),
        (labels.BEFORE, 14.0, True),
        (labels.AFTER, 14.0, True),
        (labels.DIFFERENCE, 12.0, True),
    )
    table = Table(paper, labels.QUESTIONS, _columns(report, heads, labels.DIFFERENCE))
    found = report.record["open_questions"]
    for name, count in ((labels.WAITING, "subjects"), (labels.ASKED, "questions")):
        before, after = found["before"][count], found["after"][count]
        table.add([report.text(name), "", before, after, after - before], _QUIET)
    for fact in found["facts"]:
        more = fact["after"] - fact["before"]
        tint = STATUS_TINTS["needs_facts"] if more > 0 else STATUS_TINTS["exempt"]
        row = [fact["fact"], report.question_kind(fact["kind"]), fact["before"], fact["after"]]
        table.add([*row, more], tint if more else Tint())
    table.close()


_QUIET = Tint("#F6F7F9", "#F6F7F9")
