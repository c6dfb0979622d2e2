"""The empty workbook: what it holds, and that what is filled in comes back."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from exporters.template import template_bytes, write_template
from facts import core_vocabulary
from importers import read_cases

VOCABULARY = core_vocabulary()


def written(tmp_path: Path, lang: str = "zh") -> Path:
    path = tmp_path / "模板.xlsx"
    write_template(path, VOCABULARY, lang)
    return path


def test_the_sheets_and_headers_follow_the_vocabulary(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path))
    assert book.sheetnames == ["案件", "责任人", "填写说明", "字典"]
    subjects = [cell.value for cell in book["责任人"][1]]
    assert subjects == ["案件编号*", "责任主体*", "主体类别*", "角色*", "年度考核等次"]
    cases = [str(cell.value) for cell in book["案件"][1]]
    assert cases[:5] == ["案件编号*", "单位", "单位类型", "单位层级", "事发日期*"]
    assert [c.rstrip("*") for c in cases] == [f.label for f in VOCABULARY.of("case")]
    assert (book["案件"].max_row, book["责任人"].max_row) == (1, 1)


def test_headers_are_frozen_and_explained(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(tmp_path))["案件"]
    assert sheet.freeze_panes == "B2"
    comment = sheet["E1"].comment
    assert comment is not None
    assert comment.text.split("\n") == [
        "过错行为发生在哪一天？",
        "决定适用哪一版规定。只知道年月的，可写 2010年3月。",
        "示例：2024-03-01",
    ]


def test_lists_are_defined_names_that_offer_open(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path))
    rules = {str(r.sqref): r.formula1 for r in book["案件"].data_validations.dataValidation}
    assert rules["C2:C1001"] == "list_unit_type"
    assert rules["H2:H1001"] == "list_gravity"
    assert rules["I2:I1001"] == "list_boolean"
    assert not any(area.startswith("F2") for area in rules)  # several faults: no list
    area = book.defined_names["list_gravity"].attr_text
    assert area is not None
    sheet, _, cells = area.partition("!")
    column = [row[0].value for row in book[sheet][cells.replace("$", "")]]
    assert column == ["轻微", "一般", "较重", "严重", "特别严重", "存疑"]
    subject_rules = {
        str(r.sqref): r.formula1 for r in book["责任人"].data_validations.dataValidation
    }
    assert subject_rules["C2:C1001"] == "list_subject_kind"
    area = book.defined_names["list_subject_kind"].attr_text
    assert area is not None
    cells = area.partition("!")[2].replace("$", "")
    assert [row[0].value for row in book["字典"][cells]] == ["班子", "个人"]


def test_columns_have_the_formats_of_their_types(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path))
    cases = book["案件"].column_dimensions
    assert cases["A"].number_format == "@"
    assert cases["E"].number_format == "yyyy-mm-dd"
    assert cases["F"].number_format == "@"
    headers = [str(cell.value) for cell in book["案件"][1]]
    learned = get_column_letter(headers.index("知悉时间") + 1)
    assert cases[learned].number_format == "yyyy-mm-dd hh:mm"


def test_every_column_is_explained(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(tmp_path))["填写说明"]
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows[0] == [
        *("列名", "所在表", "必填", "填什么", "选项"),
        *("问题", "说明", "示例", "也可用的列名"),
    ]
    facts = [*VOCABULARY.of("case"), *VOCABULARY.of("subject")]
    assert len(rows) == 1 + len(facts)
    assert rows[8] == [
        *("情节", "案件", "选填", "单选", "轻微；一般；较重；严重；特别严重；存疑"),
        *("综合过错情节和后果，情节如何认定？", "判断事项，只能由人认定；程序不推定。", "一般"),
        "情节轻重、情节认定、情节程度、严重程度",
    ]


def test_english_explanations_keep_chinese_headers(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path, "en"))
    assert book["填写说明"]["A2"].value == "Column"
    assert book["案件"]["A1"].value == "案件编号*"


def test_what_is_filled_in_is_read_back(tmp_path: Path) -> None:
    path = written(tmp_path)
    book = openpyxl.load_workbook(path)
    cases, subjects = book["案件"], book["责任人"]
    header = {str(cell.value).rstrip("*"): at for at, cell in enumerate(cases[1], 1)}
    filled: dict[str, str | datetime] = {
        "案件编号": "00123",
        "事发日期": datetime(2024, 3, 1),
        "过错情形": "4、11",
        "情节": "较重",
        "不良影响": "存疑",
        "直接经济损失": "5万元",
        "知悉时间": datetime(2024, 3, 1, 8, 30),
        "报告时间": "未报告",
    }
    for label, value in filled.items():
        cases.cell(2, header[label], value)
    subjects.append(["00123", "县委书记", "个人", "主要领导", "称职"])
    book.save(path)

    result = read_cases([path], VOCABULARY)
    assert [p.code for p in result.problems] == ["sheet-guide", "sheet-guide"]
    assert len(result.table) == 1
    expected = {
        "案件编号": ("00123", "案件!A2"),
        "事发日期": ("2024-03-01", "案件!E2"),
        "过错情形": ("重要情况未及时处理和报告、其他违反规定情形", "案件!F2"),
        "情节": ("较重", "案件!H2"),
        "不良影响": ("存疑", "案件!I2"),
        "直接经济损失": ("50000元", "案件!M2"),
        "知悉时间": ("2024-03-01 08:30", "案件!AC2"),
        "报告时间": ("未报告", "案件!AD2"),
        "所属案件": ("00123", "责任人!A2"),
        "年度考核等次": ("称职", "责任人!E2"),
    }
    for label, (shown, cell) in expected.items():
        fact = VOCABULARY.by_label(label)
        assert (label, result.table.show(fact, 0), result.table.cell(fact, 0)) == (
            label,
            shown,
            cell,
        )


def test_an_empty_template_is_read_as_no_rows(tmp_path: Path) -> None:
    result = read_cases([written(tmp_path)], VOCABULARY)
    assert (len(result.table), result.rejected, result.rows_read) == (0, [], 0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_vocabulary_gives_the_same_bytes(lang: str) -> None:
    assert template_bytes(VOCABULARY, lang) == template_bytes(VOCABULARY, lang)


def test_the_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    target.mkdir()
    with pytest.raises(OSError, match="folder"):
        write_template(target, VOCABULARY)
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]
