"""How the result workbook looks and prints, read back with another library."""

from datetime import datetime

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from exporters.results_workbook import write_workbook
from tests.exporters.made import results


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    target = tmp_path_factory.mktemp("out") / "results.xlsx"
    write_workbook(results(), target)
    return openpyxl.load_workbook(target)


@pytest.mark.parametrize(
    ("name", "panes", "filtered", "printed"),
    [
        ("认定结果", "D2", "A1:T26", "$A$1:$R$26"),
        ("待补汇总", "B2", "A1:F9", "$A$1:$F$9"),
        ("待补事项", "C2", "A1:H17", "$A$1:$H$17"),
        ("导入问题", "B2", "A1:I5", "$A$1:$I$5"),
        ("条款", "B2", "A1:D25", "$A$1:$D$25"),
    ],
)
def test_tables_are_frozen_filtered_and_set_up_for_print(
    book: Workbook, name: str, panes: str, filtered: str, printed: str
) -> None:
    sheet = book[name]
    assert sheet.freeze_panes == panes
    assert sheet.auto_filter.ref == filtered
    assert sheet.print_area == f"'{name}'!{printed}"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddHeader is not None
    assert sheet.oddFooter is not None
    assert sheet.oddHeader.right.text == "草稿 供集体研究"
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"


def test_rows_are_coloured_by_status_in_the_cells_themselves(book: Workbook) -> None:
    sheet = book["认定结果"]
    fills = {sheet.cell(r, 6).value: sheet.cell(r, 6).fill.fgColor.rgb for r in range(2, 27)}
    assert fills == {
        "建议处理": "FFCFE0F3",
        "免予追究": "FFCFE8D0",
        "不予追究": "FFE6E6E6",
        "待补事实": "FFFBEBB0",
        "待人判断": "FFF9D8B8",
        "不适用": "FFDED6EA",
        "未能读取": "FFF2C6C2",
    }
    assert not sheet.conditional_formatting
    assert sheet["Q2"].alignment.wrap_text
    assert sheet.column_dimensions["Q"].width == pytest.approx(62.7, abs=0.1)


def test_rows_are_tall_enough_for_their_reasons(book: Workbook) -> None:
    sheet = book["认定结果"]
    lines = str(sheet["Q2"].value).count("\n") + 1
    height = sheet.row_dimensions[2].height
    assert lines == 4
    assert height is not None
    assert height > 14 * lines


def test_properties_hold_no_clock(book: Workbook) -> None:
    assert book.properties.created == datetime(2000, 1, 1)
    assert book.properties.title == "责任追究认定结果（草稿，供集体研究）"
