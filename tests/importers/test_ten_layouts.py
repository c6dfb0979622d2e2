"""The example workbook rewritten in the layouts of other offices: the same decisions each time."""

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import wenze
from tests.importers.corpus.binary import write_xlsb
from tests.importers.corpus.register import Rows, csv_file, ods, xls, xlsx
from tests.test_cli import CASES

Sheets = dict[str, Rows]
Key = tuple[str | None, str | None]

RENAMED = {
    "案件编号": "案号",
    "单位名称": "涉案单位",
    "发生日期": "案发时间",
    "过错情形": "问责情形",
    "责任方": "失职方",
    "情节轻重": "情节认定",
    "不良影响": "有无不良影响",
    "直接经济损失（元）": "2.损失金额（单位：元）",
    "死亡人数": "*死亡人数",
    "不作为": "是否不作为",
    "乱作为": "是否乱作为（是/否）",
    "制度执行不严": "制 度 执 行 不 严",
    "责任人": "责任主体",
    "年度考核等次": "考核结果",
}
#: The group that stands above some columns in a header of two rows.
GROUPS = {
    "影响和后果": ("不良影响", "直接经济损失（元）"),
    "从宽情形": ("主动发现", "及时纠正"),
    "过错要素": ("违反决策程序", "制度执行不严"),
}
WIDE = str.maketrans({**{chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)}, " ": "\u3000"})
FIGURES = "〇一二三四五六七八九"


def example() -> Sheets:
    """The cells of the example by sheet."""
    book = openpyxl.load_workbook(CASES)
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book
    }


def outcomes(*paths: Path) -> dict[Key, tuple[object, ...]]:
    return {
        (d.case_id, d.subject): (d.status, d.measures, d.interval, d.faults, d.referrals)
        for d in wenze.evaluate(list(paths))
    }


@cache
def expected() -> dict[Key, tuple[object, ...]]:
    return outcomes(CASES)


def each(sheets: Sheets, change: Callable[[str, Any], Any]) -> Sheets:
    """Every cell below the header changed; ``change`` is given its header too."""
    return {
        name: [rows[0]]
        + [[change(str(rows[0][i]), cell) for i, cell in enumerate(row)] for row in rows[1:]]
        for name, rows in sheets.items()
    }


def renamed_headers(folder: Path) -> list[Path]:
    sheets = {n: [[RENAMED.get(h, h) for h in r[0]], *r[1:]] for n, r in example().items()}
    return [xlsx(folder / "a.xlsx", sheets)]


def merged_two_row_header(folder: Path) -> list[Path]:
    sheets = example()
    header = sheets["案件"][0]
    upper: list[Any] = list(header)
    lower: list[Any] = [None] * len(header)
    merges = []
    for group, (first, last) in GROUPS.items():
        left, right = header.index(first), header.index(last)
        merges.append((0, left, 0, right))
        lower[left : right + 1] = header[left : right + 1]
        upper[left : right + 1] = [group] + [None] * (right - left)
    merges += [(0, c, 1, c) for c in range(len(header)) if lower[c] is None]
    return [
        xlsx(folder / "a.xlsx", {**sheets, "案件": [upper, lower, *sheets["案件"][1:]]}, merges)
    ]


def gb18030_csv(folder: Path) -> list[Path]:
    return [csv_file(folder / f"{n}.csv", rows, "gb18030") for n, rows in example().items()]


def open_document(folder: Path) -> list[Path]:
    return [ods(folder / "a.ods", example())]


def old_excel(folder: Path) -> list[Path]:
    return [xls(folder / "a.xls", example())]


def binary_workbook(folder: Path) -> list[Path]:
    return [write_xlsb(folder / "a.xlsb", example())]


def other_order_of_sheets_and_columns(folder: Path) -> list[Path]:
    sheets: Sheets = {}
    for name, rows in reversed(example().items()):
        order = list(range(len(rows[0])))
        random.Random(name).shuffle(order)
        sheets[name] = [[row[i] for i in order] for row in rows]
    return [xlsx(folder / "a.xlsx", {"Sheet1": sheets["责任人"], "Sheet2": sheets["案件"]})]


def title_rows_and_footers(folder: Path) -> list[Path]:
    sheets: Sheets = {
        name: [
            ["二〇二四年登记表"],
            ["填报单位：某市纪委", None, "2024年12月"],
            *rows,
            [],
            ["制表人：某某"],
        ]
        for name, rows in example().items()
    }
    return [xlsx(folder / "a.xlsx", sheets, [(0, 0, 0, 9), (1, 0, 1, 1)])]


def full_width(folder: Path) -> list[Path]:
    def widened(header: str, cell: Any) -> Any:
        kept = header in ("案件编号", "责任人", "简要案情", "单位名称", "违反规定依据")
        return cell if kept or cell is None else str(cell).translate(WIDE)

    return [xlsx(folder / "a.xlsx", each(example(), widened))]


def chinese_dates(folder: Path) -> list[Path]:
    def written(header: str, cell: Any) -> Any:
        found = re.fullmatch(r"(\d{4})\D(\d+)\D(\d+)日?", str(cell))
        if header != "发生日期" or found is None:
            return cell
        year = "".join(FIGURES[int(c)] for c in found[1])
        return f"{year}年{_figures(int(found[2]))}月{_figures(int(found[3]))}日"

    return [xlsx(folder / "a.xlsx", each(example(), written))]


def _figures(number: int) -> str:
    tens, ones = divmod(number, 10)
    digit = FIGURES[ones] if ones else ""
    return digit if not tens else ("" if tens == 1 else FIGURES[tens]) + "十" + digit


def ticks_and_crosses(folder: Path) -> list[Path]:
    marks = {"是": "√", "有": "√", "否": "×", "无": "×"}
    texts = ("过错情形", "任务来源", "情况类别", "简要案情", "备注", "违反规定依据")

    def marked(header: str, cell: Any) -> Any:
        return cell if header in texts else marks.get(cell, cell)

    return [xlsx(folder / "a.xlsx", each(example(), marked))]


@pytest.mark.parametrize(
    "layout",
    [
        renamed_headers,
        merged_two_row_header,
        gb18030_csv,
        open_document,
        old_excel,
        binary_workbook,
        other_order_of_sheets_and_columns,
        title_rows_and_footers,
        full_width,
        chinese_dates,
        ticks_and_crosses,
    ],
)
def test_the_example_gives_the_same_decisions(
    tmp_path: Path, layout: Callable[[Path], list[Path]]
) -> None:
    assert len(expected()) > 60
    assert outcomes(*layout(tmp_path)) == expected()
