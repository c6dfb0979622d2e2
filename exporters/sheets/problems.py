"""导入问题: what could not be read, and how to mend it."""

from collections.abc import Sequence

from exporters.sheets.palette import SEVERITY_TINTS
from exporters.sheets.paper import Paper
from exporters.sheets.table import ROWS_PER_SHEET, Column, Table
from facts import Problem, Text
from facts.problems import SEVERITY_LABELS

NAME = Text("导入问题", "Import problems")
COLUMNS: tuple[tuple[Text, float, bool, bool], ...] = (
    (Text("程度", "Severity"), 9, True, True),
    (Text("文件", "File"), 20, False, False),
    (Text("工作表", "Sheet"), 11, False, False),
    (Text("单元格", "Cell"), 9, True, False),
    (Text("列名", "Header"), 15, False, False),
    (Text("原值", "Value"), 20, False, False),
    (Text("问题", "Problem"), 38, False, False),
    (Text("应当是", "Expected"), 30, False, False),
    (Text("怎样改", "How to mend"), 38, False, False),
)
NO_PROBLEM = Text("没有发现问题", "no problems found")


def write_problems_sheet(
    paper: Paper, problems: Sequence[Problem], limit: int = ROWS_PER_SHEET
) -> Table:
    """One row a problem, in the order given."""
    lang = paper.lang
    columns = [Column(h.get(lang), w, centre, chip) for h, w, centre, chip in COLUMNS]
    table = Table(paper, NAME, columns, frozen=1, empty=NO_PROBLEM, limit=limit)
    for problem in problems:
        table.add(
            [
                SEVERITY_LABELS[problem.severity].get(lang),
                problem.file,
                problem.sheet,
                problem.cell,
                problem.header,
                problem.value,
                problem.message.get(lang),
                problem.expected.get(lang),
                problem.fix.get(lang),
            ],
            SEVERITY_TINTS[problem.severity],
        )
    table.close()
    return table
