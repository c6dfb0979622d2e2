"""Small registers with a column of sanctions given, and the example register with one."""

from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import load_workbook

from exporters.dossier import Dossier
from wenze.dossier import dossier
from wenze.evaluation import evaluate

EXAMPLE = Path(__file__).parents[2] / "examples" / "cases.xlsx"

USUAL = {
    "单位": "甲县县委",
    "单位类型": "党委",
    "单位层级": "县级",
    "事发日期": "2020-03-04",
    "过错情形": "6",
    "责任方": "主要领导",
    "情节": "一般",
    "不良影响": "是",
    "责任主体": "甲县县委书记",
    "主体类别": "个人",
    "角色": "主要领导",
}


def register(*rows: dict[str, Any], header: str = "实际处理") -> Dossier:
    """One subject a row: a main leader with primary responsibility, unless the row says so."""
    found = []
    for number, row in enumerate(rows, 1):
        given = row.pop("given", None)
        found.append({"案件编号": f"A{number}", **USUAL, **row, header: given})
    return dossier(evaluate(pd.DataFrame(found)))


def example(folder: Path | None = None, given: dict[int, str] | None = None) -> Dossier:
    """The example register; ``given`` fills a column 处理结果 in rows of the sheet 责任人."""
    if folder is None or given is None:
        return dossier(evaluate(EXAMPLE))
    book = load_workbook(EXAMPLE)
    sheet = book["责任人"]
    column = sheet.max_column + 1
    sheet.cell(1, column, "处理结果")
    for row, text in given.items():
        sheet.cell(row, column, text)
    book.save(folder / "given.xlsx")
    return dossier(evaluate(folder / "given.xlsx"))
