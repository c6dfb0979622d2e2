"""Two files of one register: the same cases, wherever they stand."""

import random
from pathlib import Path
from typing import Any

import pytest

from tests.annotated.running import wenze
from tests.importers.making import SUBJECT_HEADER, workbook
from tests.test_cli import CASES

HEADER = ["案件编号", "事发日期", "情节", "直接经济损失", "备注"]
ROWS = [
    ["001", "2024-03-01", "一般", "5000", "甲"],
    ["002", "2024-03-02", "较重", "", "乙"],
    ["003", "2024-03-03", "严重", "0", "丙"],
]
SUBJECTS = [
    ["001", "某甲", "个人", "主要领导"],
    ["002", "某乙", "个人", "主要领导"],
    ["002", "某丙", "个人", "分管领导"],
    ["003", "某丁", "个人", "主要领导"],
]


def register(path: Path, cases: list[Any], subjects: list[Any] = SUBJECTS) -> str:
    sheets = {"案件": [HEADER, *cases], "责任人": [SUBJECT_HEADER, *subjects]}
    return str(workbook(path, sheets))


def test_order_columns_headers_and_ways_of_writing_make_no_difference(tmp_path: Path) -> None:
    old = register(tmp_path / "a.xlsx", ROWS)
    cases = [
        ["备注", "损失金额（万元）", "序号", "情节轻重", "发生时间", "案号"],
        ["丙", "0", 1, "情节严重", "2024年3月3日", "003"],
        ["甲", "0.5", 2, "一般", "2024.3.1", "００１"],
        ["乙", None, 3, "较重", "20240302", "002"],
    ]
    subjects = [["角色", "责任人", "案号", "主体类别"]]
    subjects += [[s[3], s[1], s[0], s[2]] for s in random.Random(1).sample(SUBJECTS, 4)]
    new = str(workbook(tmp_path / "b.xlsx", {"案件": cases, "责任人": subjects}))
    done = wenze("compare", old, new)
    assert done.stdout.splitlines() == [
        "新表多出的列  序号",
        "案件：新增 0，变化 0，未变 3，不见了 0。",
        "责任主体：新增 0，变化 0，未变 4，不见了 0。",
    ]
    assert done.returncode == 1  # a column more


def test_the_same_file_is_the_same(tmp_path: Path) -> None:
    old = register(tmp_path / "a.xlsx", ROWS)
    done = wenze("compare", old, old)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "案件：新增 0，变化 0，未变 3，不见了 0。"


def test_new_changed_and_vanished_are_told_as_written(tmp_path: Path) -> None:
    old = register(tmp_path / "a.xlsx", ROWS)
    cases = [
        ["004", "2024-04-01", "一般", "", "丁"],
        ["001", "2024年3月", "一般", "1万元", "改"],
        ROWS[2],
    ]
    subjects = [["004", "某戊", "个人", "主要领导"], SUBJECTS[0], SUBJECTS[3]]
    done = wenze("compare", old, register(tmp_path / "b.xlsx", cases, subjects))
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "新增  004（案件!2）",
        "新增  004 某戊 主要领导（责任人!2）",
        "变化  001（案件!2 → 案件!3）",
        "    事发日期：2024-03-01 → 2024年3月",
        "    直接经济损失：5000 → 1万元",
        "    备注：甲 → 改",
        "不见了  002（案件!3）",
        "不见了  002 某乙 主要领导（责任人!3）",
        "不见了  002 某丙 分管领导（责任人!4）",
        "案件：新增 1，变化 1，未变 1，不见了 1。",
        "责任主体：新增 1，变化 0，未变 2，不见了 2。",
    ]


def test_what_cannot_be_read_is_neither_gone_nor_unchanged(tmp_path: Path) -> None:
    old = register(tmp_path / "a.xlsx", ROWS)
    cases = [ROWS[0], ["002", "某日", "较重", "", "乙"], ROWS[2]]
    done = wenze("compare", old, register(tmp_path / "b.xlsx", cases))
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "未能读取，无从比较  002 某乙 主要领导",
        "未能读取，无从比较  002 某丙 分管领导",
        "案件：新增 0，变化 0，未变 2，不见了 0。",
        "责任主体：新增 0，变化 0，未变 2，不见了 0。",
    ]
    assert "错误 案件!B3（事发日期）：“某日”不是日期" in done.stderr


def test_rows_of_one_number_are_shown_side_by_side(tmp_path: Path) -> None:
    old = register(tmp_path / "a.xlsx", ROWS)
    twice = [*ROWS, ["002", "2024-03-02", "一般", "", "某人另录"]]
    new = register(tmp_path / "b.xlsx", twice)
    lines = wenze("compare", old, new).stdout.splitlines()
    assert lines[-3:] == [
        "同一编号的行：案件!3 | 案件!5",
        "  情节：较重 | 一般",
        "  备注：乙 | 某人另录",
    ]
    checked = wenze("check", new).stderr.splitlines()
    assert checked[-3:] == ["同一编号的行：案件!3 | 案件!5", "  情节：较重 | 一般", "  备注：不同"]


@pytest.mark.parametrize("name", ["none.xlsx", "broken.xlsx"])
def test_a_file_that_cannot_be_read_gives_status_two(tmp_path: Path, name: str) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK\3\4 no workbook")
    done = wenze("compare", str(CASES), str(tmp_path / name))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert name in done.stderr
