"""Writes ``examples/lenity/cases.xlsx``: ``python -m examples.lenity.build``.

Every case, person and regulation is invented; a test checks that the workbook is up to date.
"""

from datetime import datetime
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

HERE = Path(__file__).parent
TARGET = HERE / "cases.xlsx"
HEADERS = (
    "案件编号",
    "事发日期",
    "责任主体",
    "主体类别",
    "角色",
    "交办事项逾期未办结",
    "虚报办结",
    "无故缺席会议",
    "推诿转办",
    "说明",
)
NO = ("否", "否", "否", "否")
#: Number, day, what is yes (or open), and a word to the reader.
CASES: tuple[tuple[str, str, tuple[str, str, str, str], str], ...] = (
    ("示例-01", "2019-05-10", ("是", *NO[1:]), "逾期：新版较轻"),
    ("示例-02", "2020-03-02", ("否", "是", *NO[2:]), "虚报：新版较重"),
    ("示例-03", "2018-11-20", ("否", "否", "是", "否"), "缺席：新版不再处理"),
    ("示例-04", "2019-09-01", ("否", "否", "否", "是"), "推诿：旧版没有这一种"),
    ("示例-05", "2022-08-15", ("是", *NO[1:]), "逾期：行为在新版施行以后"),
    ("示例-06", "2021年", ("是", *NO[1:]), "只知道年份，全年都是旧版"),
    ("示例-07", "2021-06-30", ("否", "存疑", "否", "否"), "虚报还没有查清"),
)


def build(path: Path) -> None:
    """Write the workbook; the same bytes each time."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    book.set_properties({"title": "示例案件（均为虚构）", "created": datetime(2026, 1, 1)})
    bold = book.add_format({"bold": True, "bg_color": "#E8EEF4", "text_wrap": True, "border": 1})
    sheet = book.add_worksheet("案件登记")
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(HEADERS) - 2, 13)
    sheet.set_column(len(HEADERS) - 1, len(HEADERS) - 1, 28)
    for column, text in enumerate(HEADERS):
        sheet.write_string(0, column, text, bold)
    for row, (number, day, facts, remark) in enumerate(CASES, start=1):
        values = (number, day, f"工作人员{row}", "个人", "直接责任人", *facts, remark)
        for column, value in enumerate(values):
            sheet.write_string(row, column, value)
    book.close()


if __name__ == "__main__":
    build(TARGET)
