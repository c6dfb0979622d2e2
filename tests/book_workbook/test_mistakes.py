"""Cells that cannot be understood: all told at once, by sheet, cell, heading and value."""

from typing import Any

import pytest

from drafting.workbook import WorkbookError, read_workbook
from facts import Problem
from tests.book_workbook.editing import VOCABULARY, edited, exported, problems, put


def found(data: bytes) -> list[Problem]:
    with pytest.raises(WorkbookError) as caught:
        read_workbook(data, "书.xlsx", VOCABULARY)
    return list(caught.value.problems)


def test_word_that_is_no_choice() -> None:
    (problem,) = found(put({"规则!C3": "认定"}))
    assert problem.line() == (
        "错误 规则!C3（阶段）：“认定”不在选项里；"
        "应是：违反义务、认定过错、划分责任、处理方式、从宽从严、程序；是不是“认定过错”？"
    )
    assert problem.line("en") == (
        "Error 规则!C3 (阶段): “认定” is not one of the choices; "
        "one of: 违反义务、认定过错、划分责任、处理方式、从宽从严、程序; did you mean “认定过错”? "
    )
    assert (problem.code, problem.file, problem.row) == ("workbook-choice", "书.xlsx", 3)


def test_measure_that_is_not_in_the_catalogue_of_the_kind() -> None:
    assert problems(put({"裁量基准!E2": "诫勉谈话、集体诫勉谈话"})) == [
        "错误 裁量基准!E2（一般）：“集体诫勉谈话”不在选项里；"
        "应是：诫勉谈话、责令作出书面检查、通报批评、取消当年评优评先资格、年终考核定为不称职、"
        "作出组织处理、给予党纪处分；是不是“诫勉谈话”？"
    ]


def test_condition_with_an_unknown_fact() -> None:
    (line,) = problems(put({"规则!E7": "(拒不执行 或 执行不力) 且 不良影想"}))
    assert line.startswith(
        "错误 规则!E7（条件）：“(拒不执行 或 执行不力) 且 不良影想”：词汇表里没有“不良影想”"
    )
    assert line.endswith("是不是“不良影响”？")


def test_condition_of_a_reading_and_of_the_scope() -> None:
    lines = problems(put({"规则!H2": "违反决策程序 且", "适用条件!C3": "单位层级 = 市极"}))
    assert [line.partition("：")[0] for line in lines] == [
        "错误 适用条件!C3（条件）",
        "错误 规则!H2（读法一条件）",
    ]


def test_citation_that_is_not_in_the_outline() -> None:
    assert problems(put({"过错情形!D3": "责任追究制度(二)22"})) == [
        "错误 过错情形!A3（编号）：“fault-2”：条文目录里没有“责任追究制度(二)22”；"
        "是不是“责任追究制度(二)2”？"
    ]


def test_cell_of_the_baseline_that_is_missing() -> None:
    assert problems(put({"裁量基准!F2": None})) == ["错误 裁量基准：缺少 primary × serious 一格"]


def test_required_cells_left_blank() -> None:
    assert problems(put({"规定!B4": None, "规则!M3": "  ", "处理方式!E2": None})) == [
        "错误 规定!B4（名称）：没有填；这一格必填",
        "错误 规则!M3（结论）：没有填；这一格必填；例如 认定 过错情形1、承担 主要责任",
        "错误 处理方式!E2（轻重）：没有填；这一格必填；由轻到重，整数",
    ]


def test_numbers_where_texts_belong_and_the_reverse() -> None:
    assert problems(put({"规定!B3": 1.0, "处理方式!E2": "一", "处理方式!E3": 1.5})) == [
        "错误 规定!B3（版本）：“1”是数或日期，不是文字；这一列应是文字；请把单元格设为文本格式再填",
        "错误 处理方式!E2（轻重）：“一”不是整数；应是整数，例如 3",
        "错误 处理方式!E3（轻重）：“1.5”不是整数；应是整数，例如 3",
    ]


def test_formulas_and_error_values() -> None:
    assert problems(put({"条文目录!B2": "=A2", "条文目录!B3": "#REF!"})) == [
        "错误 条文目录!B2：“=A2”是公式；应是文字；请把公式改成它的结果",
        "错误 条文目录!B3：“#REF!”是 Excel 的错误值；请重新填写",
    ]


def test_merged_cells() -> None:
    assert problems(edited(lambda book: book["裁量基准"].merge_cells("D2:E2"))) == [
        "错误 裁量基准!D2:E2：合并单元格；一格一个内容；请取消合并，逐格填写"
    ]


def test_ids_given_twice() -> None:
    assert problems(put({"规则!A4": "fault-2.task-not-done", "例案!A4": "none.all-denied"})) == [
        "错误 规则!A4（编号）：“fault-2.task-not-done”写了两次，另一处在 A3；请删去或者改掉一处",
        "错误 例案!A4（编号）：“none.all-denied”写了两次，另一处在 A3；请删去或者改掉一处",
    ]


def test_headings_unknown_missing_and_given_twice() -> None:
    lines = problems(put({"适用条件!D1": "不符合", "处理方式!C1": "名称"}))
    assert lines == [
        "错误 适用条件!D1：“不符合”不是这张表认识的名称；应是：编号、引用、条件、不符合时；"
        "是不是“不符合时”？请改名或者删去",
        "错误 适用条件：缺少“不符合时”这一列；请补上列名，内容可以空着",
        *(
            f"错误 适用条件!D{row}：“{value}”所在的列没有列名；请补上列名，或者清除这一格"
            for row, value in (
                (2, "事发日期在制度印发（2009年9月2日）之前"),
                (3, "单位不是市级或者县级"),
                (4, "单位不是党委"),
            )
        ),
        "错误 处理方式!C1：“名称”写了两次，另一处在 B1；请删去或者改掉一处",
        "错误 处理方式：缺少“英文名称”这一列；请补上列名，内容可以空着",
        *(line for line in lines if line.startswith("错误 处理方式!C") and "没有列名" in line),
    ]


def test_missing_sheet_and_line() -> None:
    def edit(book: Any) -> None:
        del book["处理方式"]
        book["规定"].delete_rows(6)

    lines = problems(edited(edit))
    assert lines[0] == "错误 规定：缺少“发布机关”这一行；请在“项目”列补上"
    assert "错误 处理方式：缺少这张工作表；请从导出的工作簿里补回" in lines


def test_column_that_has_no_use_for_a_row() -> None:
    (line,) = problems(put({"责任与移送!D5": "班子"}))
    assert line == (
        "错误 责任与移送!D5（适用于）：“班子”在这里没有用处；“移送”的这一列应留空；请清除这一格"
    )


def test_values_that_no_fact_can_have() -> None:
    cells: dict[str, object] = {}

    def edit(book: Any) -> None:
        sheet = book["例案"]
        at = {str(cell.value).rstrip("*"): cell.column_letter for cell in sheet[1]}
        cells.update(at)
        sheet[f"{at['情节']}3"] = "很重"
        sheet[f"{at['不良后果']}3"] = "也许"
        sheet[f"{at['事发日期']}3"] = "[2010"
        sheet[f"{at['同案其他主体']}3"] = "[{情节: 较轻}]"
        sheet[f"{at['应得：未定情形']}3"] = "过错情形1：两解"
        sheet[f"{at['应得：结论']}3"] = "追究"

    lines = problems(edited(edit))
    column = {name: str(letter) for name, letter in cells.items()}
    assert lines == [
        f"错误 例案!{column['事发日期']}3（事发日期）：“[2010”没有写完整；"
        "方括号、花括号、引号要成对",
        f"错误 例案!{column['情节']}3（情节）：“很重”不能作“情节”的值；"
        "应是：轻微、一般、较重、严重、特别严重；是不是“较重”？",
        f"错误 例案!{column['不良后果']}3（不良后果）：“也许”不能作“不良后果”的值；"
        "应是：是、否、存疑",
        f"错误 例案!{column['同案其他主体']}3（同案其他主体）：“[{{情节: 较轻}}]”不能作“情节”的值；"
        "应是：轻微、一般、较重、严重、特别严重；是不是“较重”？",
        f"错误 例案!{column['应得：结论']}3（应得：结论）：“追究”不在选项里；"
        "应是：建议处理、免予追究、不予追究、待补事实、待人判断、不适用、未能读取；是不是“免予追究”？",
        f"错误 例案!{column['应得：未定情形']}3（应得：未定情形）：“过错情形1：两解”读不懂；"
        "应是“名称=未定/两解/矛盾/要件/认定/认定和要件”，多个用分号隔开",
    ]


def test_file_that_is_no_workbook() -> None:
    assert problems(b"PK\x03\x04 nothing") == [
        "错误 书.xlsx：不是可以打开的 .xlsx 工作簿；请用 Excel 或 WPS 打开后另存为 .xlsx"
    ]


def test_sheet_of_ones_own_is_noticed_and_not_read() -> None:
    data = edited(lambda book: book.create_sheet("我的笔记"))
    reading = read_workbook(data, "书.xlsx", VOCABULARY)
    assert [notice.line() for notice in reading.notices] == [
        "提示 我的笔记：这张工作表没有读；规则书里没有这张表的内容"
    ]


def test_sheet_of_ones_own_hides_no_mistake() -> None:
    def edit(book: Any) -> None:
        book.create_sheet("我的笔记")
        book["裁量基准"]["F2"] = None

    assert problems(edited(edit)) == [
        "提示 我的笔记：这张工作表没有读；规则书里没有这张表的内容",
        "错误 裁量基准：缺少 primary × serious 一格",
    ]


def test_nothing_is_wrong_with_the_workbook_as_exported() -> None:
    assert problems(exported()) == []
