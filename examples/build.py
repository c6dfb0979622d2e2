"""Writes ``examples/cases.xlsx`` from ``cases.yaml``: ``python examples/build.py``.

The workbook is as untidy as real registers; a test checks that it is up to date.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
import yaml

HERE = Path(__file__).parent
TARGET = HERE / "cases.xlsx"
#: In the 责任人 sheet, this role makes a 班子; every other a 个人.
TEAM = "单位"


def build(path: Path) -> None:
    """Write the workbook; the same bytes each time."""
    data = yaml.safe_load((HERE / "cases.yaml").read_text(encoding="utf-8"))
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    book.set_properties({"title": "案件登记（示例，均为虚构）", "created": datetime(2026, 1, 1)})
    bold = {"bold": True, "bg_color": "#E8EEF4", "text_wrap": True, "border": 1}
    header = book.add_format(bold)
    cases = _sheet(book, "案件", data["case_headers"], header)
    subjects = _sheet(book, "责任人", data["subject_headers"], header)
    row = 1
    for number, entry in enumerate(data["cases"], start=1):
        case_id = f"2024-{number:03d}"
        case = _case(case_id, number, entry, data)
        for column, name in enumerate(data["case_headers"]):
            _write(cases, number, column, case.get(name, ""))
        for post, role, rating in entry["subjects"]:
            kind = "班子" if role == TEAM else "个人"
            for column, value in enumerate((case_id, post, kind, role, rating)):
                _write(subjects, row, column, value)
            row += 1
    stray = ("2024-099", "某县县委书记", "个人", "主要领导", "", "案件表里没有这一案")
    for column, value in enumerate(stray):
        _write(subjects, row, column, value)
    book.close()


def _case(case_id: str, number: int, entry: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    post = entry["subjects"][0][0]
    case = {**data["usual"], "案件编号": case_id, "单位名称": post[:4], "线索来源": "督查"}
    case["发生日期"] = f"2024-0{number % 9 + 1}-{number % 27 + 1:02d}"
    case |= data["no_fault"] if entry.get("no_fault") else {}
    return {**case, **entry["facts"], "简要案情": entry["case"]}


def _sheet(book: Any, name: str, headers: list[str], header: Any) -> Any:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(headers) - 1, 13)
    for column, text in enumerate(headers):
        sheet.write_string(0, column, text, header)
    return sheet


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, int):
        sheet.write_number(row, column, value)
    elif value:
        sheet.write_string(row, column, value)


if __name__ == "__main__":
    build(TARGET)
