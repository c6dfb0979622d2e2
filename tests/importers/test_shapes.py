"""Two sheets, flat sheets that name subjects in columns, and flat sheets of subjects."""

from pathlib import Path

import pytest

from tests.importers.making import (
    CASE_HEADER,
    SUBJECT_HEADER,
    cells,
    first,
    read,
    shown,
    told,
    two_sheets,
    workbook,
)

WIDE = ["案件编号", "事发日期", "情节", "主要领导", "分管领导", "领导班子"]
LONG = ["案件编号", "事发日期", "情节", "责任主体", "主体类别", "角色"]


def test_two_sheets_are_joined_by_number_in_the_order_of_the_subjects(tmp_path: Path) -> None:
    cases = [CASE_HEADER, ["002", "2024-03-02", "较重"], ["001", "2024-03-01", "一般"]]
    subjects = [
        SUBJECT_HEADER,
        ["001", "甲县县长", "个人", "主要领导"],
        ["002", "乙县县委", "班子", "单位"],
        ["001", "甲县副县长", "个人", "分管领导"],
    ]
    result = read(two_sheets(tmp_path / "a.xlsx", cases, subjects))
    assert shown(result, "责任主体") == ["甲县县长", "乙县县委", "甲县副县长"]
    assert shown(result, "情节") == ["一般", "较重", "一般"]
    assert cells(result, "情节") == ["案件!C3", "案件!C2", "案件!C3"]
    assert shown(result, "同案主体数") == ["2人", "1人", "2人"]
    assert result.order.tolist() == [0, 1, 2]
    assert (result.rows_read, result.rejected, told(result)) == (5, [], [])


def test_numbers_meet_across_full_and_half_width(tmp_path: Path) -> None:
    cases = [CASE_HEADER, ["２０２４－１", "2024-03-01", "一般"]]
    subjects = [SUBJECT_HEADER, ["2024-1", "甲", "个人", "主要领导"]]
    result = read(two_sheets(tmp_path / "a.xlsx", cases, subjects))
    assert shown(result, "案件编号") == ["２０２４－１"]
    assert shown(result, "所属案件") == ["2024-1"]


def test_naming_columns_make_subjects_with_kind_and_role(tmp_path: Path) -> None:
    rows = [WIDE, ["001", "2024-03-01", "一般", "甲", "乙、丙；丁", "甲县县委"]]
    result = read(workbook(tmp_path / "a.xlsx", {"Sheet1": rows}))
    assert shown(result, "责任主体") == ["甲", "乙", "丙", "丁", "甲县县委"]
    assert shown(result, "主体类别") == ["个人", "个人", "个人", "个人", "班子"]
    assert shown(result, "角色") == ["主要领导", "分管领导", "分管领导", "分管领导", "单位"]
    assert shown(result, "所属案件") == ["001"] * 5
    for label in ("责任主体", "主体类别", "角色"):
        assert cells(result, label) == ["Sheet1!D2", *["Sheet1!E2"] * 3, "Sheet1!F2"]
    assert cells(result, "情节") == ["Sheet1!C2"] * 5
    assert result.rows_read == 1


def test_subjects_of_a_flat_sheet_come_in_row_order(tmp_path: Path) -> None:
    rows = [
        WIDE,
        ["001", "2024-03-01", "一般", "甲", "乙", None],
        ["002", "2024-03-01", "一般", "丙", None, "丁县"],
    ]
    result = read(workbook(tmp_path / "a.xlsx", {"Sheet1": rows}))
    assert shown(result, "责任主体") == ["甲", "乙", "丙", "丁县"]
    assert result.table.subjects.rows.tolist() == [2, 2, 3, 3]


def test_rating_columns_go_with_their_naming_columns(tmp_path: Path) -> None:
    header = [
        *WIDE,
        "主要领导年度考核等次",
        "分管领导考核结果",
        "领导班子年度考核等次",
    ]
    row = ["001", "2024-03-01", "一般", "甲", "乙、丙", "甲县", "称职", "优秀；不称职", "差"]
    result = read(workbook(tmp_path / "a.xlsx", {"Sheet1": [header, row]}))
    assert shown(result, "年度考核等次") == ["称职", "优秀", "不称职", "差"]
    assert cells(result, "年度考核等次") == ["Sheet1!G2", "Sheet1!H2", "Sheet1!H2", "Sheet1!I2"]


def test_one_rating_for_two_names_is_not_shared_out(tmp_path: Path) -> None:
    header = [*WIDE[:5], "分管领导年度考核等次"]
    row = ["001", "2024-03-01", "一般", "甲", "乙、丙", "称职"]
    result = read(workbook(tmp_path / "a.xlsx", {"Sheet1": [header, row]}))
    assert told(result) == [("names-ratings", "Sheet1!F2")]
    assert shown(result, "责任主体") == ["甲"]
    assert [r.subject for r in result.rejected] == ["乙", "丙"]
    assert shown(result, "同案主体数") == ["3人"]


def test_a_bad_rating_costs_only_its_subject(tmp_path: Path) -> None:
    header = [*WIDE[:5], "主要领导年度考核等次"]
    rows = [header, ["001", "2024-03-01", "一般", "甲", "乙", "没有评"]]
    result = read(workbook(tmp_path / "a.xlsx", {"Sheet1": rows}))
    assert told(result) == [("not-choice", "Sheet1!F2")]
    assert shown(result, "责任主体") == ["乙"]
    assert [(r.subject, r.order) for r in result.rejected] == [("甲", 0)]
    assert result.order.tolist() == [1]


def test_none_in_a_naming_column_names_nobody(tmp_path: Path) -> None:
    rows = [WIDE[:5], ["001", "2024-03-01", "一般", "甲", "无"]]
    result = read(workbook(tmp_path / "a.xlsx", {"Sheet1": rows}))
    assert shown(result, "责任主体") == ["甲"]
    assert told(result, "notice", "error") == [("dash-blank", "Sheet1!E2")]


@pytest.mark.parametrize("word", ["存疑", "是", "√", "1"])
def test_a_naming_column_wants_names(tmp_path: Path, word: str) -> None:
    rows = [WIDE[:5], ["001", "2024-03-01", "一般", "甲", word]]
    result = read(workbook(tmp_path / "a.xlsx", {"Sheet1": rows}))
    assert told(result) == [("not-a-name", "Sheet1!E2")]
    assert shown(result, "责任主体") == ["甲"]
    assert [(r.subject, r.role) for r in result.rejected] == [(None, "deputy_leader")]


def test_a_rating_without_its_naming_column_is_told(tmp_path: Path) -> None:
    header = ["案件编号", "事发日期", "主要领导", "分管领导年度考核等次"]
    rows = [header, ["001", "2024-03-01", "甲", "称职"]]
    result = read(workbook(tmp_path / "a.xlsx", {"Sheet1": rows}))
    assert told(result, "warning") == [("naming-missing", "Sheet1!")]


def test_a_flat_sheet_of_subjects_merges_the_case(tmp_path: Path) -> None:
    rows = [
        LONG,
        ["001", "2024-03-01", "一般", "甲", "个人", "主要领导"],
        ["002", "2024-03-02", "较重", "乙", "个人", "主要领导"],
        ["001", "2024-03-01", "一般", "丙县", "班子", "单位"],
    ]
    result = read(workbook(tmp_path / "a.xlsx", {"台账": rows}))
    assert len(result.table.cases) == 2
    assert shown(result, "责任主体") == ["甲", "乙", "丙县"]
    assert shown(result, "情节") == ["一般", "较重", "一般"]
    assert cells(result, "情节") == ["台账!C2", "台账!C3", "台账!C2"]
    assert cells(result, "角色") == ["台账!F2", "台账!F3", "台账!F4"]
    assert told(result, "error", "warning", "notice") == []


def test_a_blank_takes_the_value_that_another_row_of_the_case_gives(tmp_path: Path) -> None:
    rows = [
        LONG,
        ["001", None, "一般", "甲", "个人", "主要领导"],
        ["001", "2024-03-01", None, "乙", "个人", "分管领导"],
    ]
    result = read(workbook(tmp_path / "a.xlsx", {"台账": rows}))
    assert shown(result, "事发日期") == ["2024-03-01", "2024-03-01"]
    assert cells(result, "事发日期") == ["台账!B3", "台账!B3"]
    assert cells(result, "情节") == ["台账!C2", "台账!C2"]
    assert told(result, "error", "notice") == [
        ("filled-from-row", "台账!B2"),
        ("filled-from-row", "台账!C3"),
    ]


def test_rows_of_one_case_that_differ_are_an_error_naming_both(tmp_path: Path) -> None:
    rows = [
        LONG,
        ["001", "2024-03-01", "一般", "甲", "个人", "主要领导"],
        ["001", "2024-03-01", "较重", "乙", "个人", "分管领导"],
        ["002", "2024-03-01", "较重", "丙", "个人", "分管领导"],
    ]
    result = read(workbook(tmp_path / "a.xlsx", {"台账": rows}))
    assert told(result) == [("case-conflict", "台账!C3")]
    assert first(result, "case-conflict").message.zh == "第 2 行与第 3 行同属一案，而“情节”不同"
    assert [r.row for r in result.rejected] == [2, 3]
    assert shown(result, "责任主体") == ["丙"]


def test_open_and_given_differ(tmp_path: Path) -> None:
    rows = [
        LONG,
        ["001", "2024-03-01", "存疑", "甲", "个人", "主要领导"],
        ["001", "2024-03-01", "较重", "乙", "个人", "分管领导"],
    ]
    result = read(workbook(tmp_path / "a.xlsx", {"台账": rows}))
    assert told(result) == [("case-conflict", "台账!C3")]


def test_the_number_may_be_merged_over_the_rows_of_its_case(tmp_path: Path) -> None:
    import openpyxl

    rows = [
        LONG,
        ["001", "2024-03-01", "一般", "甲", "个人", "主要领导"],
        [None, None, None, "乙", "个人", "分管领导"],
        ["002", "2024-03-02", "较重", "丙", "个人", "主要领导"],
        [None, "2024-03-02", None, "丁", "个人", "分管领导"],
    ]
    path = workbook(tmp_path / "a.xlsx", {"台账": rows})
    book = openpyxl.load_workbook(path)
    for merged in ("A2:A3", "B2:B3", "C2:C3", "A4:A5"):
        book["台账"].merge_cells(merged)
    book.save(path)
    result = read(path)
    assert shown(result, "所属案件") == ["001", "001", "002", "002"]
    assert shown(result, "情节") == ["一般", "一般", "较重", "较重"]
    assert told(result) == []


def test_a_value_merged_over_two_cases_is_an_error(tmp_path: Path) -> None:
    import openpyxl

    cases = [CASE_HEADER, ["001", "2024-03-01", "一般"], ["002", "2024-03-01", None]]
    subjects = [
        SUBJECT_HEADER,
        ["001", "甲", "个人", "主要领导"],
        ["002", "乙", "个人", "主要领导"],
    ]
    path = two_sheets(tmp_path / "a.xlsx", cases, subjects)
    book = openpyxl.load_workbook(path)
    book["案件"].merge_cells("C2:C3")
    book.save(path)
    result = read(path)
    assert told(result) == [("merged-cell", "案件!C3")]
    assert shown(result, "责任主体") == ["甲"]


def test_a_flat_file_and_a_pair_of_sheets_go_together(tmp_path: Path) -> None:
    flat = workbook(
        tmp_path / "a.xlsx", {"Sheet1": [WIDE[:4], ["001", "2024-03-01", "一般", "甲"]]}
    )
    pair = two_sheets(
        tmp_path / "b.xlsx",
        [["案件编号", "事发日期", "不良影响"], ["002", "2024-03-02", "是"]],
        [SUBJECT_HEADER, ["002", "乙", "个人", "分管领导"], ["001", "丙", "个人", "分管领导"]],
    )
    result = read(flat, pair)
    assert shown(result, "责任主体") == ["甲", "乙", "丙"]
    assert shown(result, "情节") == ["一般", "", "一般"]
    assert shown(result, "不良影响") == ["", "是", ""]
    assert cells(result, "不良影响") == ["Sheet1", "案件!C2", "Sheet1"]
    assert list(result.digests) == ["a.xlsx", "b.xlsx"]
