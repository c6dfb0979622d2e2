"""Headers, header rows and sheets: what is found, what is kept, what is told."""

from pathlib import Path

import pytest

from importers import Unreadable
from tests.importers.making import (
    CASE,
    CASE_HEADER,
    SUBJECT,
    SUBJECT_HEADER,
    cells,
    first,
    read,
    shown,
    told,
    two_sheets,
    with_fact,
    workbook,
)


@pytest.mark.parametrize(
    "header",
    [
        "情节",
        " 情 节 ",
        "情节*",
        "＊情节",
        "情\n节",
        "情节：",
        "情节（必填）",
        "情节(选填):",
        "情节认定",
    ],
)
def test_headers_are_known_however_they_are_dressed(tmp_path: Path, header: str) -> None:
    result = with_fact(tmp_path / "a.xlsx", header, "较重")
    assert shown(result, "情节") == ["较重"]
    assert cells(result, "情节") == ["案件!C2"]


@pytest.mark.parametrize(
    "header",
    ["直接经济损失（万元）", "直接经济损失(单位：万元)", "经济损失 (万元)", "损失金额【万元】"],
)
def test_the_unit_in_a_header_counts_for_bare_numbers(tmp_path: Path, header: str) -> None:
    result = with_fact(tmp_path / "a.xlsx", header, 5, "5元")
    assert shown(result, "直接经济损失") == ["50000元", "5元"]


def test_a_unit_of_another_kind_makes_the_header_unknown(tmp_path: Path) -> None:
    result = with_fact(tmp_path / "a.xlsx", "死亡人数（万元）", 5)
    assert shown(result, "死亡人数") == [""]
    assert result.table.cases.extra == {"死亡人数（万元）": ["5"]}


def test_the_mapping_tells_what_each_column_was_taken_for(tmp_path: Path) -> None:
    cases = [["案号", "事发日期", "情节认定", "备注"], ["001", "2024-03-01", "一般", "x"]]
    result = read(two_sheets(tmp_path / "a.xlsx", cases))
    mapping = [(m.sheet, m.letter, m.header, m.fact, m.how) for m in result.mapping]
    assert mapping == [
        ("案件", "A", "案号", "案件编号", "synonym"),
        ("案件", "B", "事发日期", "事发日期", "canonical"),
        ("案件", "C", "情节认定", "情节", "synonym"),
        ("案件", "D", "备注", None, "kept"),
        ("责任人", "A", "案件编号", "所属案件", "synonym"),
        ("责任人", "B", "责任主体", "责任主体", "canonical"),
        ("责任人", "C", "主体类别", "主体类别", "canonical"),
        ("责任人", "D", "角色", "角色", "canonical"),
    ]


def test_unknown_columns_are_kept_as_text(tmp_path: Path) -> None:
    cases = [[*CASE_HEADER, "备注", "备注"], [*CASE, 12, "乙"]]
    subjects = [[*SUBJECT_HEADER, "姓名"], [*SUBJECT, "张三"]]
    result = read(two_sheets(tmp_path / "a.xlsx", cases, subjects))
    assert result.table.cases.extra == {"备注": ["12"], "备注（E列）": ["乙"]}
    assert result.table.subjects.extra == {"姓名": ["张三"]}
    assert told(result, "error", "warning", "notice") == []


def test_a_personal_column_names_the_subject_only_where_nothing_else_does(tmp_path: Path) -> None:
    subjects = [["案件编号", "姓名", "主体类别", "角色"], SUBJECT]
    result = read(two_sheets(tmp_path / "a.xlsx", [CASE_HEADER, CASE], subjects))
    assert shown(result, "责任主体") == ["县委书记"]


def test_a_likeness_is_proposed_and_never_taken(tmp_path: Path) -> None:
    result = with_fact(tmp_path / "a.xlsx", "年度重大损失", "是")
    assert shown(result, "重大损失") == [""]
    problem = first(result, "column-near")
    assert (problem.severity, problem.header) == ("notice", "年度重大损失")
    assert problem.fix.zh == "若就是“重大损失”，请改用这个列名"


def test_two_columns_for_one_fact_cost_the_sheet(tmp_path: Path) -> None:
    cases = [["案件编号", "事发日期", "情节", "情节轻重"], ["001", "2024-03-01", "一般", "一般"]]
    result = read(two_sheets(tmp_path / "a.xlsx", cases))
    assert len(result.table) == 0
    assert [r.subject for r in result.rejected] == ["县委书记"]
    problem = first(result, "two-columns")
    assert problem.message.zh == "C 列“情节”、D 列“情节轻重”都是“情节”，不知以哪列为准"
    assert problem.fix.zh == "请保留一列，把D 列改成别的列名"


def test_an_absent_column_is_a_notice_that_asks_its_question(tmp_path: Path) -> None:
    result = read(two_sheets(tmp_path / "a.xlsx", [CASE_HEADER, CASE]))
    notices = {p.message.zh: p.expected.zh for p in result.problems}
    assert notices["没有“不良影响”列"] == "缺了它无法判断：是否造成不良影响？"
    assert "没有“基本情况”列" not in notices
    assert len(result.table) == 1


def test_an_absent_required_column_costs_all_rows(tmp_path: Path) -> None:
    cases = [["案件编号", "情节"], ["001", "一般"], ["002", "一般"]]
    subjects = [SUBJECT_HEADER, SUBJECT, ["002", "县长", "个人", "主要领导"]]
    result = read(two_sheets(tmp_path / "a.xlsx", cases, subjects))
    assert told(result) == [("column-required", "案件!")]
    assert [[p.code for p in r.problems] for r in result.rejected] == [["column-required"]] * 2


def test_titles_above_the_header_are_skipped_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    cases = [["甲县案件登记表"], [], ["填报单位：甲县纪委"], CASE_HEADER, [], CASE]
    result = read(two_sheets(tmp_path / "a.xlsx", cases))
    assert cells(result, "情节") == ["案件!C6"]
    assert first(result, "title-rows").message.zh == "表头在第 4 行，上面的行没有读取"


def test_footers_are_skipped_with_a_notice(tmp_path: Path) -> None:
    cases = [CASE_HEADER, CASE, ["合计", None, 1], ["填表人：某某"]]
    result = read(two_sheets(tmp_path / "a.xlsx", cases))
    assert told(result, "error", "notice") == [("footer-row", "案件!"), ("footer-row", "案件!")]
    assert result.rows_read == 2


def test_sheets_are_known_by_their_headers(tmp_path: Path) -> None:
    sheets = {"Sheet1": [SUBJECT_HEADER, SUBJECT], "Sheet2": [CASE_HEADER, CASE]}
    result = read(workbook(tmp_path / "a.xlsx", sheets))
    assert cells(result, "情节") == ["Sheet2!C2"]
    assert cells(result, "角色") == ["Sheet1!D2"]


def test_other_sheets_are_skipped_with_a_notice(tmp_path: Path) -> None:
    sheets = {
        "案件": [CASE_HEADER, CASE],
        "责任人": [SUBJECT_HEADER, SUBJECT],
        "字典": [["情节", "单位层级"], ["一般", "县级"]],
        "统计": [["单位", "情节", "死亡人数"], ["甲县", "一般", 1]],
    }
    result = read(workbook(tmp_path / "a.xlsx", sheets))
    assert told(result, "error", "warning", "notice") == [
        ("sheet-guide", "字典!"),
        ("sheet-skipped", "统计!"),
    ]
    assert len(result.table) == 1


def test_nothing_usable_says_which_headers_were_looked_for(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Sheet1": [["甲", "乙"], [1, 2]]})
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.problem.code == "no-data"
    assert str(caught.value) == (
        "错误 a.xlsx：没有找到案件或责任人的表头；前 20 行中应有这些列："
        "案件编号、事发日期、所属案件、责任主体、主体类别、角色；可用 wenze template 取得空白模板；"
        "列名不同的，用 wenze check --save-profile 写出对应方案"
    )


def test_a_lone_case_sheet_without_numbers_is_told_what_it_lacks(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Sheet1": [["事发日期", "情节"], ["2024-03-01", "一般"]]})
    result = read(path)
    assert told(result) == [("column-required", "Sheet1!"), ("no-subjects", "!")]
    assert [(r.row, r.case_id, r.subject) for r in result.rejected] == [(2, None, None)]


def test_a_column_without_header_is_kept_and_noticed(tmp_path: Path) -> None:
    result = read(two_sheets(tmp_path / "a.xlsx", [CASE_HEADER, [*CASE, "写在外面"]]))
    assert result.table.cases.extra == {"D列": ["写在外面"]}
    assert told(result, "notice") == [("column-unnamed", "案件!")]


def test_a_hidden_sheet_is_read_and_noticed(tmp_path: Path) -> None:
    import openpyxl

    path = two_sheets(tmp_path / "a.xlsx", [CASE_HEADER, CASE])
    book = openpyxl.load_workbook(path)
    book["责任人"].sheet_state = "hidden"
    book.save(path)
    result = read(path)
    assert told(result, "notice") == [("sheet-hidden", "责任人!")]
    assert len(result.table) == 1


@pytest.mark.parametrize(
    ("header", "label"),
    [
        ("1.情节", "情节"),
        ("（三）情节", "情节"),
        ("十二、情节轻重", "情节"),
        ("情节*（单选）", "情节"),
        ("有无重大影响", "重大影响"),
        ("是否及时处置（是/否）", "及时处置"),
        ("造成损失金额（单位：万元）", "直接经济损失"),
        ("直接经济损失/万元", "直接经济损失"),
        ("损失金额（亿元）", "直接经济损失"),
    ],
)
def test_dressed_headers_of_real_registers(tmp_path: Path, header: str, label: str) -> None:
    result = with_fact(tmp_path / "a.xlsx", header, "存疑")
    assert shown(result, label) == ["存疑"]


@pytest.mark.parametrize("header", ["是否单位", "有无情节", "元", "1.", "万元", "（一）", "是否"])
def test_what_is_left_of_a_header_must_still_be_a_name(tmp_path: Path, header: str) -> None:
    result = with_fact(tmp_path / "a.xlsx", header, "是")
    assert [m.fact for m in result.mapping][2] is None


def test_two_columns_of_a_record_are_one_and_a_column_kept(tmp_path: Path) -> None:
    cases = [[*CASE_HEADER, "填报单位名称", "单位", "工作单位"], [*CASE, "甲", "乙", "丙"]]
    result = read(two_sheets(tmp_path / "a.xlsx", cases))
    assert shown(result, "单位") == ["乙"]
    assert result.table.cases.extra == {"填报单位名称": ["甲"], "工作单位": ["丙"]}
    assert told(result, "error", "warning", "notice") == [
        ("column-near", "案件!"),
        ("column-near", "案件!"),
    ]


def test_a_number_of_another_kind_gives_way_to_the_case_number(tmp_path: Path) -> None:
    cases = [["线索id", *CASE_HEADER], ["X-9", *CASE]]
    result = read(two_sheets(tmp_path / "a.xlsx", cases))
    assert shown(result, "案件编号") == ["001"]
    assert result.table.cases.extra == {"线索id": ["X-9"]}
    assert told(result, "error", "warning", "notice") == [("column-near", "案件!")]


def test_two_columns_called_case_number_cost_the_sheet(tmp_path: Path) -> None:
    cases = [["案件编号", *CASE_HEADER], ["X-9", *CASE]]
    result = read(two_sheets(tmp_path / "a.xlsx", cases))
    assert first(result, "two-columns").message.zh.startswith("A 列“案件编号”、B 列“案件编号”")


#: Columns of public registers (问责, 立案, 督办, 信访), and what they are taken for.
REGISTERS = {
    "问责": (
        [
            "案件编号",
            "被问责人",
            "工作单位",
            "职务",
            "问责类型",
            "问责事由",
            "违规时间",
            "处理机关",
        ],
        ["案件编号", "责任主体", "单位", None, None, "基本情况", "事发日期", None],
    ),
    "立案": (
        [
            "案件编码",
            "被调查人",
            "填报单位名称",
            "政治面貌",
            "简要案情",
            "违纪时间",
            "收缴金额（万元）",
        ],
        ["案件编号", "责任主体", "单位", None, "基本情况", "事发日期", None],
    ),
    "督办": (
        ["督办编号", "督查内容", "任务来源", "承办单位", "发生日期", "是否按期完成", "收文时间"],
        ["案件编号", "基本情况", "任务来源", "单位", "事发日期", "按时完成", None],
    ),
    "信访": (
        [
            "来信编号",
            "被反映人姓名",
            "被反映单位",
            "信访内容",
            "问题发生时间",
            "信访投诉未按规定处理",
        ],
        ["案件编号", "责任主体", "单位", "基本情况", "事发日期", "信访未按规定处理"],
    ),
}


@pytest.mark.parametrize("register", REGISTERS)
def test_columns_of_public_registers_are_known(tmp_path: Path, register: str) -> None:
    headers, labels = REGISTERS[register]
    header = [*headers, "主体类别", "角色"]
    rows = [header, ["001", *[None] * (len(headers) - 1), "个人", "主要领导"]]
    result = read(workbook(tmp_path / "a.xlsx", {"登记表": rows}))
    assert [m.fact for m in result.mapping][:-2] == labels
