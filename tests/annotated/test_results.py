"""Results beside the rows of the clerk's own sheet."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from importers.own_columns import RESULT_HEADERS
from tests.annotated.running import wenze
from tests.importers.making import read, workbook
from tests.test_cli import CASES
from tests.test_cli import wenze as spoken

NAMES = ("甲某", "乙某", "丙某", "丁某")
HEADER = [
    "案件编号", "事发日期", "单位类型", "单位层级", "过错情形", "责任方", "情节", "不良影响",
    "重大损失", "主动发现",
]  # fmt: skip
CASE = ["A1", "2010-03-01", "党委", "县级", "6", "主要领导", "一般", "否", "否", "否"]


def flat(path: Path) -> Path:
    """Three subjects in one row, a row that cannot be read, and a row with doubts."""
    rows = [
        ["某县登记表"],
        [*HEADER, "主要领导", "分管领导"],
        [*CASE, NAMES[0], "、".join(NAMES[1:3])],
        ["A2", "某年某月", *CASE[2:], NAMES[0], None],
        ["A3", *CASE[1:6], None, *CASE[7:], NAMES[3], None],
    ]
    return workbook(path, {"登记": rows})


def evaluated(path: Path, lang: str = "zh") -> Worksheet:
    out = path.parent / "out"
    arguments = ["evaluate", str(path), "--out", str(out), "--annotate"]
    done = wenze(*arguments) if lang == "zh" else spoken(*arguments, lang=lang)
    assert "Traceback" not in done.stderr
    assert str(out / f"{path.stem}.annotated.xlsx") in done.stdout
    sheet = openpyxl.load_workbook(out / f"{path.stem}.annotated.xlsx").worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Worksheet:
    return evaluated(flat(tmp_path_factory.mktemp("flat") / "登记.xlsx"))


def results(sheet: Worksheet, row: int, first: int) -> dict[str, str]:
    return {
        str(sheet.cell(2, first + i).value): str(sheet.cell(row, first + i).value or "")
        for i in range(6)
    }


def test_several_subjects_of_one_row_are_told_line_by_line_with_their_role(
    beside: Worksheet,
) -> None:
    found = results(beside, 3, 13)
    assert tuple(found) == RESULT_HEADERS[0]
    assert found["结论"].splitlines() == [
        "主要领导：建议处理",
        "分管领导（乙某）：建议处理",
        "分管领导（丙某）：建议处理",
    ]
    lines = found["建议处理"].splitlines()
    assert lines[0] == "主要领导：诫勉谈话、责令作出书面检查（并处）"
    assert lines[1].startswith("分管领导（乙某）：诫勉谈话")
    assert "1. 适用本规定：事发日期 = 2010-03-01（登记!B3）" in found["理由"]
    assert "责任追究制度(二)6" in found["依据条款"]


def test_a_row_that_cannot_be_read_says_why(beside: Worksheet) -> None:
    found = results(beside, 4, 13)
    assert found["结论"] == "未能读取"
    assert found["建议处理"] == ""
    assert found["理由"].startswith("错误 登记!B4（事发日期）：“某年某月”不是日期")


def test_an_undecided_row_tells_the_range_and_what_is_missing(beside: Worksheet) -> None:
    found = results(beside, 5, 13)
    assert found["结论"] == "待人判断"
    assert found["建议处理"] == ""
    assert found["幅度"].startswith("最轻：诫勉谈话\n最重：")
    assert found["待定事项"].startswith("情节（待人判断）")


def test_the_input_and_its_other_cells_are_untouched(tmp_path: Path) -> None:
    path = flat(tmp_path / "登记.xlsx")
    before = path.read_bytes()
    sheet = evaluated(path)
    assert path.read_bytes() == before
    original = openpyxl.load_workbook(path).worksheets[0]
    for row in original.iter_rows():
        for cell in row:
            assert sheet[cell.coordinate].value == cell.value
            assert sheet[cell.coordinate].has_style == cell.has_style
    assert sheet.max_column == original.max_column + 6
    assert {sheet.cell(3, c).data_type for c in range(13, 18)} == {"s"}


def test_the_columns_are_no_data_when_the_copy_is_read_or_evaluated_again(tmp_path: Path) -> None:
    evaluated(flat(tmp_path / "登记.xlsx"))
    copy = tmp_path / "out" / "登记.annotated.xlsx"
    assert [c.header for c in read(copy).mapping] == [*HEADER, "主要领导", "分管领导"]
    again = evaluated(copy)
    headers = [cell.value for cell in again[2]]
    assert headers == [*HEADER, "主要领导", "分管领导", *RESULT_HEADERS[0]]


def test_results_speak_english_too(tmp_path: Path) -> None:
    found = results(evaluated(flat(tmp_path / "登记.xlsx"), lang="en"), 3, 13)
    assert tuple(found) == RESULT_HEADERS[1]
    assert found["Conclusion"].splitlines()[0] == "Main leader: Recommended"


def test_every_subject_of_the_example_has_its_conclusion(tmp_path: Path) -> None:
    path = tmp_path / "cases.xlsx"
    path.write_bytes(CASES.read_bytes())
    evaluated(path)
    book = openpyxl.load_workbook(tmp_path / "out" / "cases.annotated.xlsx")
    headers = [cell.value for cell in book["责任人"][1]]
    column = headers.index("结论") + 1
    values = [book["责任人"].cell(row, column).value for row in range(2, 74)]
    counts = {value: values.count(value) for value in dict.fromkeys(values)}
    assert counts == {
        "建议处理": 35, "不予追究": 5, "待人判断": 17, "待补事实": 7, "免予追究": 2, "不适用": 3,
        "未能读取": 3,
    }  # fmt: skip
    assert "结论" not in [cell.value for cell in book["案件"][1]]


def test_several_files_each_get_their_copy(tmp_path: Path) -> None:
    one, two = flat(tmp_path / "a.xlsx"), tmp_path / "b.csv"
    lines = [",".join([*HEADER, "主要领导"]), ",".join(["B1", *CASE[1:], "甲某"])]
    two.write_text("\n".join(lines), encoding="gb18030")
    done = wenze("evaluate", str(one), str(two), "--out", str(tmp_path / "out"), "--annotate")
    assert done.returncode == 1
    sheet = openpyxl.load_workbook(tmp_path / "out" / "b.annotated.xlsx").worksheets[0]
    assert sheet["L2"].value == "建议处理"
    assert (tmp_path / "out" / "a.annotated.xlsx").exists()


@pytest.mark.parametrize("name", ["a.annotated.xlsx"])
def test_an_input_is_never_overwritten(tmp_path: Path, name: str) -> None:
    one, two = flat(tmp_path / "a.xlsx"), flat(tmp_path / name)
    before = two.read_bytes()
    done = wenze("evaluate", str(one), str(two), "--out", str(tmp_path), "--annotate")
    assert done.returncode == 2
    assert two.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["a.xlsx", name])
