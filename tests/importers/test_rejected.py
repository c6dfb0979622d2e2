"""A bad row costs only that row, and is listed with all that is wrong with it."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.importers.making import (
    CASE,
    CASE_HEADER,
    SUBJECT,
    SUBJECT_HEADER,
    VOCABULARY,
    first,
    read,
    shown,
    told,
    two_sheets,
    with_fact,
    workbook,
)

TWO_CASES = [CASE_HEADER, ["001", "2024-03-01", "一般"], ["002", "2024-03-01", "一般"]]


def test_all_problems_come_in_one_pass_in_order_of_place(tmp_path: Path) -> None:
    cases = [
        ["案件编号", "事发日期", "情节", "不良影响", "死亡人数"],
        ["001", "2024.13.1", "很重", "也许", -1],
        ["002", "2024-03-01", "一般", "是", 1],
    ]
    subjects = [
        SUBJECT_HEADER,
        ["001", "甲", "个人", "主要领导"],
        ["002", "乙", "人", "主要领导"],
        ["002", "丙", "个人", "主要领导"],
    ]
    result = read(two_sheets(tmp_path / "a.xlsx", cases, subjects))
    assert told(result) == [
        ("date-impossible", "案件!B2"),
        ("not-choice-near", "案件!C2"),
        ("not-boolean", "案件!D2"),
        ("below-minimum", "案件!E2"),
        ("not-choice-near", "责任人!C3"),
    ]
    assert shown(result, "责任主体") == ["丙"]
    assert result.order.tolist() == [2]
    rejected = [(r.sheet, r.row, r.case_id, r.subject, r.order) for r in result.rejected]
    assert rejected == [("责任人", 2, "001", "甲", 0), ("责任人", 3, "002", "乙", 1)]
    assert [p.code for p in result.rejected[0].problems] == [
        "date-impossible",
        "not-choice-near",
        "not-boolean",
        "below-minimum",
    ]
    assert (result.rejected[0].subject_kind, result.rejected[0].role) == (
        "individual",
        "main_leader",
    )
    assert (result.rejected[1].subject_kind, result.rejected[1].role) == (None, "main_leader")


def test_a_problem_says_where_what_and_how_to_mend_it(tmp_path: Path) -> None:
    result = with_fact(tmp_path / "a.xlsx", "不良影响", "是", "也许")
    problem = first(result, "not-boolean")
    assert (problem.file, problem.sheet, problem.cell, problem.row) == ("a.xlsx", "案件", "C3", 3)
    assert (problem.header, problem.value, problem.severity) == ("不良影响", "也许", "error")
    assert problem.line() == (
        "错误 案件!C3（不良影响）：“也许”不是是或否；"
        "应为“是”或“否”（有/无、√/×、对/错、Y/N、1/0 也可）；尚未查清的写“存疑”"
    )
    assert problem.line("en") == (
        "Error 案件!C3 (不良影响): 也许 is not yes or no; 是 or 否 is expected "
        "(有/无, √/×, 对/错, Y/N, true/false and 1/0 will do); write 存疑 if this is still open"
    )


def test_every_message_is_told_in_both_languages() -> None:
    from importers.catalogue import CATALOGUE

    assert all(words.message.zh and words.message.en for words in CATALOGUE.values())
    for words in CATALOGUE.values():
        assert all(bool(text.zh) == bool(text.en) for text in words[1:])
    errors = [words for words in CATALOGUE.values() if words.severity == "error"]
    assert all(words.expected.zh and words.fix.zh for words in errors)


@pytest.mark.parametrize("value", ["", None, "-"])
def test_a_required_cell_must_be_filled(tmp_path: Path, value: str | None) -> None:
    cases = [CASE_HEADER, ["001", value, "一般"]]
    result = read(two_sheets(tmp_path / "a.xlsx", cases))
    assert told(result) == [("required-blank", "案件!B2")]
    assert first(result, "required-blank").fix.zh == "请填写事发日期（如 2024-03-01）"


def test_an_open_date_or_role_is_no_blank(tmp_path: Path) -> None:
    cases = [CASE_HEADER, ["001", "存疑", "一般"]]
    subjects = [SUBJECT_HEADER, ["001", "甲", "个人", "不明"]]
    result = read(two_sheets(tmp_path / "a.xlsx", cases, subjects))
    assert (shown(result, "事发日期"), shown(result, "角色")) == (["存疑"], ["存疑"])


def test_a_number_used_twice_rejects_every_row_and_names_them(tmp_path: Path) -> None:
    cases = [*TWO_CASES, ["001", "2024-03-05", "较重"]]
    subjects = [SUBJECT_HEADER, SUBJECT, ["002", "乙", "个人", "主要领导"]]
    result = read(two_sheets(tmp_path / "a.xlsx", cases, subjects))
    assert told(result) == [("case-duplicate", "案件!A2"), ("case-duplicate", "案件!A4")]
    assert first(result, "case-duplicate").message.zh == "案件编号重复：案件!A2、案件!A4"
    assert [(r.case_id, r.subject) for r in result.rejected] == [("001", "县委书记")]
    assert shown(result, "责任主体") == ["乙"]


def test_a_number_used_in_two_files_rejects_both(tmp_path: Path) -> None:
    one = two_sheets(tmp_path / "a.xlsx", [CASE_HEADER, CASE])
    two = two_sheets(
        tmp_path / "b.xlsx",
        [CASE_HEADER, CASE],
        [SUBJECT_HEADER, ["001", "县长", "个人", "分管领导"]],
    )
    result = read(one, two)
    assert first(result, "case-duplicate").message.zh == (
        "案件编号重复：a.xlsx：案件!A2、b.xlsx：案件!A2"
    )
    assert [(r.file, r.subject) for r in result.rejected] == [
        ("a.xlsx", "县委书记"),
        ("b.xlsx", "县长"),
    ]
    assert len(result.table) == 0


def test_the_same_subject_in_the_same_role_twice_rejects_both(tmp_path: Path) -> None:
    subjects = [
        SUBJECT_HEADER,
        ["001", "张 三", "个人", "主要领导"],
        ["001", "张三", "个人", "主要领导"],
        ["001", "张三", "个人", "分管领导"],
        ["002", "张三", "个人", "主要领导"],
    ]
    result = read(two_sheets(tmp_path / "a.xlsx", TWO_CASES, subjects))
    assert told(result) == [("subject-duplicate", "责任人!B2"), ("subject-duplicate", "责任人!B3")]
    assert [r.row for r in result.rejected] == [2, 3]
    assert result.table.subjects.rows.tolist() == [4, 5]


def test_a_subject_without_its_case_is_an_error(tmp_path: Path) -> None:
    subjects = [SUBJECT_HEADER, SUBJECT, ["009", "甲", "个人", "主要领导"]]
    result = read(two_sheets(tmp_path / "a.xlsx", [CASE_HEADER, CASE], subjects))
    assert told(result) == [("subject-orphan", "责任人!A3")]
    assert [(r.case_id, r.subject) for r in result.rejected] == [("009", "甲")]


def test_a_case_without_subjects_is_listed_without_a_subject(tmp_path: Path) -> None:
    result = read(two_sheets(tmp_path / "a.xlsx", TWO_CASES))
    assert told(result) == [("case-alone", "案件!A3")]
    listed = [(r.sheet, r.row, r.case_id, r.subject, r.order) for r in result.rejected]
    assert listed == [("案件", 3, "002", None, 0)]
    assert result.order.tolist() == [1]


def test_subjects_without_any_case_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"责任人": [SUBJECT_HEADER, SUBJECT]})
    result = read(path)
    assert told(result) == [("no-cases", "!")]
    assert [r.subject for r in result.rejected] == ["县委书记"]


def test_cases_without_any_subject(tmp_path: Path) -> None:
    result = read(workbook(tmp_path / "a.xlsx", {"案件": TWO_CASES}))
    assert told(result) == [("no-subjects", "!")]
    assert [r.case_id for r in result.rejected] == ["001", "002"]


@pytest.mark.parametrize(
    ("learned", "reported", "good"),
    [
        ("2024-03-01 08:30", "2024-03-01 08:29", False),
        ("2024-03-01 08:30", "2024-03-01 08:30", True),
        ("2024-03-01", "2024-03-01 08:30", True),
        ("2024-03-02", "2024-03-01 08:30", False),
        (datetime(2024, 3, 1, 8, 30), "未报告", True),
        ("存疑", "2024-03-01 08:30", True),
    ],
)
def test_a_report_that_is_certainly_too_early_is_an_error(
    tmp_path: Path, learned: object, reported: object, good: bool
) -> None:
    cases = [
        ["案件编号", "事发日期", "知悉时间", "报告时间"],
        ["001", "2024-03-01", learned, reported],
    ]
    result = read(two_sheets(tmp_path / "a.xlsx", cases))
    assert told(result) == ([] if good else [("times-backward", "案件!D2")])


def test_a_rejected_subject_still_counts_among_those_of_its_case(tmp_path: Path) -> None:
    subjects = [SUBJECT_HEADER, SUBJECT, ["001", "县长", "个人", "副职的副职"]]
    result = read(two_sheets(tmp_path / "a.xlsx", [CASE_HEADER, CASE], subjects))
    assert shown(result, "责任主体") == ["县委书记"]
    assert shown(result, "同案主体数") == ["2人"]


def test_names_never_appear_in_problems(tmp_path: Path) -> None:
    subjects = [
        [*SUBJECT_HEADER, "年度考核等次"],
        ["001", "欧阳某某", "个人", "主要领导", "上等"],
        ["001", "欧阳某某", "个人", "主要领导", "称职"],
        ["009", "欧阳某某", "个人", "主要领导", "称职"],
    ]
    result = read(two_sheets(tmp_path / "a.xlsx", [CASE_HEADER, CASE], subjects))
    assert len(told(result)) == 4
    for problem in result.problems:
        assert "欧阳" not in problem.line() + problem.line("en") + problem.value


def test_equal_notices_of_a_column_are_counted_not_repeated(tmp_path: Path) -> None:
    result = with_fact(tmp_path / "a.xlsx", "不良影响", "-", "是", "-", "-")
    notices = [p for p in result.problems if p.code == "dash-blank"]
    assert [(p.cell, p.message.zh) for p in notices] == [("C2", "“-”按空白处理（本列共 3 处）")]


def test_the_table_holds_columns_as_the_facts_package_describes(tmp_path: Path) -> None:
    header = ["案件编号", "事发日期", "过错情形", "情节", "不良影响", "直接经济损失"]
    cases = [header, ["001", "1970-01-03", "1、4", "较重", "是", "3万元"]]
    result = read(two_sheets(tmp_path / "a.xlsx", cases))
    held = {
        label: (column.state.tolist(), column.low.tolist(), column.high.tolist())
        for label, column in result.table.cases.columns.items()
    }
    assert held == {
        "案件编号": ([0], [0.0], [0.0]),
        "事发日期": ([0], [2.0], [2.0]),
        "过错情形": ([0], [9.0], [9.0]),
        "情节": ([0], [2.0], [2.0]),
        "不良影响": ([0], [1.0], [1.0]),
        "直接经济损失": ([0], [30000.0], [30000.0]),
    }
    assert result.table.column(VOCABULARY.by_label("案件编号")).text == ["001"]


def test_a_fact_that_says_which_row_this_is_is_never_offered_doubt(tmp_path: Path) -> None:
    subjects = [SUBJECT_HEADER, ["001", "甲", "党员", "主要领导"], ["001", "乙", "个人", "三"]]
    result = read(two_sheets(tmp_path / "a.xlsx", [CASE_HEADER, CASE], subjects))
    kind, role = (p for p in result.problems if p.severity == "error")
    assert (kind.cell, kind.fix.zh) == ("C2", "请改为其中之一")
    assert (role.cell, role.fix.zh) == ("D3", "尚未查清的写“存疑”")
