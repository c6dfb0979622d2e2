"""Writes ``examples/ladders/cases.xlsx``: ``python -m examples.ladders.build``.

One workbook for two books, which name their faults differently: a column whose header names a
ladder in brackets is for that book alone. All is invented; a test checks that it is up to date.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

HERE = Path(__file__).parent
TARGET = HERE / "cases.xlsx"
PARTY, STATE = "过错情形（党纪）", "过错情形（政务）"
#: Every case unless it says otherwise.
CASE = {
    "事发日期": "2025-03-01",
    PARTY: "第132条",
    STATE: "第三十九条",
    "情节": "一般",
    "不良影响": "是",
    "不良后果": "是",
    "影响程度": "严重不良影响",
    "后果程度": "不良后果",
    "损失程度": "没有损失",
    "涉嫌犯罪": "否",
}
SUBJECT = {
    "主体类别": "个人",
    "角色": "主要领导",
    "人员类别": "公务员",
    "任职状态": "在职",
    "党员身份": "正式党员",
    "责任关系": "主管的工作",
    "担任党内职务": "是",
    "从宽情形": "没有",
    "从重情形": "没有",
    "分则从重情形": "没有",
    "被裹挟胁迫": "没有",
    "共同违纪的为首者": "否",
    "苗头性倾向性问题": "否",
    "没有故意过失而由不可抗力等引起": "否",
    "经批准在幅度以外减轻": "否",
    "其他违法行为": "否",
    "同一行为已受处分": "否",
    "应受政务处分": "是",
}
#: What differs, and a word to the reader.
CASES: tuple[tuple[dict[str, str], str], ...] = (
    ({}, "警告，记过：相配"),
    ({"情节": "较重"}, "撤销党内职务，降级：不相配，幅度内有相配的"),
    ({"情节": "较重", "担任党内职务": "否"}, "以严重警告代替撤销，按应受的撤销比较"),
    ({"情节": "严重"}, "开除党籍，开除：相配"),
    ({"情节": "严重", PARTY: ""}, "只有政务开除：条文要求党纪撤销党内职务以上"),
    ({STATE: "第二十九条请示报告"}, "政务不到处分的程度，只有党纪警告"),
    ({"党员身份": "不是党员"}, "不是党员"),
    ({"情节": ""}, "情节还没有认定"),
    ({PARTY: "", STATE: ""}, "两边都没有处分"),
)


def build(path: Path) -> None:
    """Write the workbook; the same bytes each time."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    book.set_properties({"title": "示例案件（均为虚构）", "created": datetime(2026, 1, 1)})
    bold = book.add_format({"bold": True, "bg_color": "#E8EEF4", "text_wrap": True, "border": 1})
    cases, subjects = book.add_worksheet("案件"), book.add_worksheet("责任人")
    _row(cases, 0, ["案件编号", *CASE, "说明"], bold)
    _row(subjects, 0, ["案件编号", "责任主体", *SUBJECT], bold)
    for number, (changed, remark) in enumerate(CASES, start=1):
        key = f"两纪-{number:02d}"
        _row(cases, number, [key, *(changed.get(k, v) for k, v in CASE.items()), remark])
        own = [changed.get(k, v) for k, v in SUBJECT.items()]
        _row(subjects, number, [key, f"局长{number}", *own])
    for sheet in (cases, subjects):
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 24, 14)
    book.close()


def _row(sheet: Any, row: int, values: list[str], style: Any = None) -> None:
    for column, value in enumerate(values):
        if value:
            sheet.write_string(row, column, value, style)


if __name__ == "__main__":
    build(TARGET)
