"""The first sheet of the result workbook."""

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from exporters.results_workbook import write_workbook
from tests.exporters.made import results
from tests.exporters.steps import BOOK


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    target = tmp_path_factory.mktemp("out") / "results.xlsx"
    write_workbook(results(), target)
    return openpyxl.load_workbook(target)


def test_overview_counts(book: Workbook) -> None:
    cells = [
        [value for value in row[:3] if value is not None]
        for row in book["总览"].iter_rows(values_only=True)
    ]
    found = {str(row[0]): row[1:] for row in cells if row}
    assert found["责任追究认定结果（草稿，供集体研究）"] == []
    assert found["文号"] == ["市委发〔2009〕32号"]
    assert found["施行"] == ["2009-09-02 起（推定）"]
    assert found["规则书版本"] == [f"zhangye-2009 1.1（{BOOK.book.sha256[:12]}）"]
    assert found["输入文件"] == ["案件台账.xlsx"]
    assert {
        k: found[k]
        for k in (
            "建议处理",
            "免予追究",
            "不予追究",
            "待补事实",
            "待人判断",
            "不适用",
            "未能读取",
            "合计",
        )
    } == {
        "建议处理": [11],
        "免予追究": [1],
        "不予追究": [1],
        "待补事实": [2],
        "待人判断": [6],
        "不适用": [2],
        "未能读取": [2],
        "合计": [25],
    }
    assert {
        k: found[k]
        for k in ("诫勉谈话", "通报批评", "集体诫勉谈话", "作出组织处理", "年终考核定为“差”班子")
    } == {
        "诫勉谈话": [7, "—"],
        "通报批评": [3, 1],
        "集体诫勉谈话": ["—", 0],
        "作出组织处理": [2, 0],
        "年终考核定为“差”班子": ["—", 0],
    }
    assert found["过错情形4（重要情况未及时处理和报告）"] == [11, 2]
    assert found["过错情形9（信访投诉处理不当）"] == [0, 1]
    assert [found[k] for k in ("错误", "警告", "提示")] == [[2], [1], [1]]


def test_overview_says_what_is_law_what_is_policy_and_who_decides(book: Workbook) -> None:
    words = [str(row[0]) for row in book["总览"].iter_rows(values_only=True) if row[0]]
    assert (
        "本表是程序按规则书推得的建议，不是决定；是否追究、怎样处理，由有权机关的人决定。"
    ) in words
    assert (
        "裁量基准：条文留给人裁量之处，用“缺省裁量基准（示例，供各单位替换）”提出建议。"
        "它是可以替换的政策，不是条文。"
    ) in words
    assert ("原表中本程序不认识的 2 列附在“认定结果”最右，不参与认定，也不打印。") in words


def test_overview_has_two_native_bar_charts_of_its_own_cells(book: Workbook) -> None:
    charts = book["总览"]._charts  # type: ignore[attr-defined]
    assert [type(chart).__name__ for chart in charts] == ["BarChart", "BarChart"]
    references = [[series.val.numRef.f for series in chart.series] for chart in charts]
    sheet = book["总览"]
    first = next(r for r in range(1, 40) if sheet.cell(r, 1).value == "建议处理")
    measure = next(r for r in range(1, 40) if sheet.cell(r, 1).value == "诫勉谈话")
    assert references == [
        [f"总览!$B${first}:$B${first + 6}"],
        [f"总览!$B${measure}:$B${measure + 8}", f"总览!$C${measure}:$C${measure + 8}"],
    ]
