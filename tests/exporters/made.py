"""One invented run: determinations, where they stand, problems and passed columns."""

from typing import Any

from exporters.results import Origin, Results
from facts import Problem, Text
from tests.exporters.decided import DECISIONS
from tests.exporters.steps import BOOK

LONG = "核查情况说明。" * 6_000

UNITS = (
    *("甲县县委",) * 3,
    "-2+3县委",
    "丙县县委",
    "丁县县委",
    "戊县县委",
    "己县县委",
    "庚县县委",
    "辛县县委",
    "壬县县委",
    "癸县县委",
    "子县县委",
    "子县县委",
    "丑县县委",
    "寅县县委",
    "卯县县委",
    "辰县县委",
    "乙县县委",
    "乙县县委",
    "巳县县委",
    "午县县委",
    "未县县委",
    "申县县委",
    "",
)
ORIGINS = tuple(Origin("案件台账.xlsx", "责任人", row, unit) for row, unit in enumerate(UNITS, 2))
EXTRA = {
    "备注": [
        "@SUM(A1:A9)",
        "+86 0936",
        '=HYPERLINK("http://example.invalid")',
        LONG,
        *[f"第 {n} 号" for n in range(5, 26)],
    ],
    "承办人编号": [f"{n:05d}" for n in range(1, 26)],
}
PROBLEMS = (
    Problem(
        "date",
        "error",
        "案件台账.xlsx",
        "案件",
        "C25",
        25,
        "事发日期",
        "二〇二四年春",
        Text("不是一个日期", "not a date"),
        Text("2024-03-01 这样的日期", "a date like 2024-03-01"),
        Text("改成确切日期；只知道年月的，可写 2024年3月", "write the exact date"),
    ),
    Problem(
        "required",
        "error",
        "案件台账.xlsx",
        "责任人",
        "B26",
        26,
        "责任主体",
        "",
        Text("必填的一格是空的", "a required cell is blank"),
        Text("人名或班子名称", "a name"),
        Text("填上责任主体", "fill in the subject"),
    ),
    Problem(
        "merged",
        "warning",
        "案件台账.xlsx",
        "案件",
        "B2:B4",
        2,
        "单位",
        "=甲县县委",
        Text("合并单元格，只有第一行有值", "merged cells"),
        Text("每行一个值", "one value a row"),
        Text("取消合并后逐行填写", "unmerge and fill every row"),
    ),
    Problem(
        "column",
        "notice",
        "案件台账.xlsx",
        "案件",
        "",
        0,
        "重伤人数",
        "",
        Text("没有这一列", "the column is missing"),
        Text("", ""),
        Text("需要时补上这一列", "add the column if needed"),
    ),
)
RUN: dict[str, Any] = {
    "wenze": "0.1.0",
    "inputs": [{"name": "案件台账.xlsx", "sha256": "cd" * 32}],
    "options": {},
}


def results(**changes: Any) -> Results:
    """All of the above as one run; ``changes`` replace fields."""
    given: dict[str, Any] = {
        "decisions": DECISIONS,
        "origins": ORIGINS,
        "problems": PROBLEMS,
        "book": BOOK,
        "run": RUN,
        "extra": EXTRA,
        **changes,
    }
    return Results(**given)
