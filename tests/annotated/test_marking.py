"""The marked copy: bad cells coloured and explained, everything else as it was."""

import csv
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from exporters.annotated.marking import FILLS
from importers.own_columns import PROBLEM_HEADER
from tests.annotated.running import wenze
from tests.importers.making import SUBJECT_HEADER, read, shown, workbook
from tests.test_cli import wenze as spoken

NAME = "欧阳某某"
CASES: list[list[Any]] = [
    ["案件编号", "事发日期", "情节", "不良影响", "直接经济损失", "备注"],
    ["001", "2024-02-30", "一般", "大概", "=1+1", "甲"],
    ["002", "2024-03-01", "比较严重", "否", 5000, "=1+1"],
    ["003", datetime(2024, 3, 1), "一般", "是", "30余万元", "乙"],
]
SUBJECTS: list[list[Any]] = [
    SUBJECT_HEADER,
    ["001", NAME, "个人", "主要领导"],
    ["002", NAME, "个人", "主要领导"],
    ["003", NAME, "个人", "主要领导"],
]


def made(folder: Path) -> Path:
    """A register with formats, a note, a drop-down list, a filter and a sheet of its own."""
    path = workbook(folder / "登记.xlsx", {"案件": CASES, "责任人": SUBJECTS})
    book = openpyxl.load_workbook(path)
    sheet = book["案件"]
    sheet["E2"] = 5000
    sheet["F3"] = "=E3*2"
    sheet["F1"].font = Font(name="宋体", bold=True)
    sheet["F1"].fill = PatternFill("solid", fgColor="FFCCFFCC")
    sheet["B4"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["C3"].comment = Comment("请领导定", "王某")
    sheet.auto_filter.ref = "A1:F4"
    sheet.freeze_panes = "B2"
    lists = DataValidation("list", formula1='"是,否,存疑"')
    lists.add("D2:D4")
    sheet.add_data_validation(lists)
    other = book.create_sheet("领导批示")
    other["A1"], other["B2"] = "批示", "=1+2"
    other["B2"].fill = PatternFill("solid", fgColor="FF00FF00")
    book.save(path)
    return path


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return made(tmp_path)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The marked copy of a register that stands beside it."""
    register = made(tmp_path_factory.mktemp("register"))
    target = register.with_name("标注.xlsx")
    before = register.read_bytes()
    done = wenze("check", str(register), "--annotate", str(target))
    assert done.returncode == 1, done.stderr
    assert register.read_bytes() == before
    assert f"已写出 {target}" in done.stdout
    return target


def fill(cell: openpyxl.cell.Cell) -> str | None:
    return str(cell.fill.fgColor.rgb) if cell.fill.fill_type else None


def test_bad_cells_are_coloured_and_say_what_to_write(copy: Path) -> None:
    sheet = openpyxl.load_workbook(copy)["案件"]
    coloured = {cell.coordinate: fill(cell) for row in sheet["A2:F4"] for cell in row if fill(cell)}
    assert coloured == {
        "B2": FILLS["error"],
        "C3": FILLS["error"],
        "D2": FILLS["error"],
        "E4": FILLS["notice"],
    }
    assert sheet["D2"].comment.text == (
        "【导入问题】\n"
        "错误 “大概”不是是或否\n"
        "应为“是”或“否”（有/无、√/×、对/错、Y/N、1/0 也可）\n"
        "怎样改：尚未查清的写“存疑”"
    )
    assert sheet["E4"].comment.text.splitlines()[1] == "提示 “30余万元”按不少于 300000元 处理"


def test_a_comment_of_the_clerk_stays_above_ours(copy: Path) -> None:
    sheet = openpyxl.load_workbook(copy)["案件"]
    lines = sheet["C3"].comment.text.splitlines()
    assert lines[:3] == ["请领导定", "【导入问题】", "错误 没有“比较严重”这个选项"]


def test_the_last_column_tells_the_errors_of_each_row_and_can_be_filtered(copy: Path) -> None:
    sheet = openpyxl.load_workbook(copy)["案件"]
    told = [sheet.cell(row, 7).value for row in range(1, 5)]
    assert told[0] == PROBLEM_HEADER
    first, second = str(told[1]).splitlines()
    assert first.startswith("错误 B2 事发日期：“2024-02-30”不是有效日期；应为日历上有的日子；")
    assert second.startswith("错误 D2 不良影响：“大概”不是是或否；")
    assert str(told[2]).startswith("错误 C3 情节：没有“比较严重”这个选项；")
    assert told[3] is None
    assert sheet.auto_filter.ref == "A1:G4"
    head, neighbour = sheet["G1"], sheet["F1"]
    assert (repr(head.font), fill(head)) == (repr(neighbour.font), fill(neighbour))


def test_everything_else_is_as_it_was(copy: Path) -> None:
    before = openpyxl.load_workbook(copy.with_name("登记.xlsx"))
    after = openpyxl.load_workbook(copy)
    assert after.sheetnames == before.sheetnames
    marked = {("案件", a) for a in ("B2", "C3", "D2", "E4")}
    for sheet in before.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                same = after[sheet.title][cell.coordinate]
                assert same.value == cell.value, cell.coordinate
                assert same.number_format == cell.number_format
                assert repr(same.font) == repr(cell.font)
                if (sheet.title, cell.coordinate) not in marked:
                    assert repr(same.fill) == repr(cell.fill), cell.coordinate
    assert after["案件"]["F3"].value == "=E3*2"
    assert after["案件"].freeze_panes == "B2"
    (lists,) = after["案件"].data_validations.dataValidation
    assert (str(lists.sqref), lists.formula1) == ("D2:D4", '"是,否,存疑"')
    assert after["领导批示"].max_column == 2


def test_names_of_people_are_in_no_comment_and_not_in_the_added_column(copy: Path) -> None:
    for sheet in openpyxl.load_workbook(copy).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.comment is None or NAME not in cell.comment.text
        added = [str(c.value) for c in sheet[1] if c.value == PROBLEM_HEADER]
        assert added == ([PROBLEM_HEADER] if sheet.title in ("案件", "责任人") else [])


def mended(copy: Path, folder: Path) -> Path:
    """The copy with its cells mended, in a file of its own."""
    path = folder / "改好.xlsx"
    book = openpyxl.load_workbook(copy)
    sheet = book["案件"]
    sheet["B2"], sheet["D2"], sheet["C3"], sheet["F3"] = "2024-02-29", "否", "较重", 10000
    book.save(path)
    return path


def test_a_mended_copy_reads_without_errors_and_our_column_is_no_data(
    copy: Path, tmp_path: Path
) -> None:
    result = read(mended(copy, tmp_path))
    assert [p for p in result.problems if p.severity == "error"] == []
    assert len(result.table) == 3
    assert shown(result, "事发日期") == ["2024-02-29", "2024-03-01", "2024-03-01"]
    assert PROBLEM_HEADER not in [column.header for column in result.mapping]
    assert list(result.table.cases.extra) == ["备注"]


def test_a_second_round_takes_away_the_old_marks(copy: Path, tmp_path: Path) -> None:
    again = tmp_path / "再标注.xlsx"
    assert wenze("check", str(mended(copy, tmp_path)), "--annotate", str(again)).returncode == 0
    sheet = openpyxl.load_workbook(again)["案件"]
    assert [c.value for c in sheet[1]] == [*CASES[0], PROBLEM_HEADER]
    assert [sheet.cell(row, 7).value for row in (2, 3, 4)] == [None, None, None]
    assert [fill(sheet[a]) for a in ("B2", "D2", "C3", "E4")] == [None] * 3 + [FILLS["notice"]]
    assert sheet["C3"].comment.text == "请领导定"
    assert sheet["B2"].comment is None


def test_chinese_built_in_dates_stay_dates(tmp_path: Path) -> None:
    """Number format 31 has no code in the file: the library alone takes the cell for a number."""
    cases = [CASES[0][:4], ["001", datetime(2024, 3, 1), "一般", "否"]]
    path = workbook(tmp_path / "a.xlsx", {"案件": cases, "责任人": SUBJECTS[:2]})
    _renumber(path, "164", "31")
    assert _uses(path, "31")
    done = wenze("check", str(path), "--annotate", str(tmp_path / "b.xlsx"))
    assert done.returncode == 0, done.stderr
    assert _uses(tmp_path / "b.xlsx", "31")
    assert shown(read(tmp_path / "b.xlsx"), "事发日期") == ["2024-03-01"]


def _styles(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/styles.xml").decode()


def _uses(path: Path, number: str) -> bool:
    return f'numFmtId="{number}"' in _styles(path).partition("<cellXfs")[2]


def _renumber(path: Path, old: str, new: str) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    head, mark, tail = parts["xl/styles.xml"].decode().partition("<cellXfs")
    tail = tail.replace(f'numFmtId="{old}"', f'numFmtId="{new}"')
    parts["xl/styles.xml"] = (head + mark + tail).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_a_list_object_grows_with_the_column(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"案件": CASES, "责任人": SUBJECTS})
    book = openpyxl.load_workbook(path)
    book["案件"].add_table(Table(displayName="登记", ref="A1:F4"))
    book.save(path)
    wenze("check", str(path), "--annotate", str(tmp_path / "b.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["案件"]
    assert sheet.tables["登记"].ref == "A1:G4"
    assert sheet.tables["登记"].column_names[-1] == PROBLEM_HEADER
    assert sheet.auto_filter.ref is None


def test_title_rows_and_merged_cells_are_marked_in_the_right_place(tmp_path: Path) -> None:
    flat = [
        ["二〇二四年登记表"],
        ["案件编号", "事发日期", "责任主体", "主体类别", "角色", "情节"],
        ["001", "2024-03-01", NAME, "个人", "主要领导", "一般"],
        [None, "2024-03-01", NAME, "班子", "单位", None],
        ["002", "大概三月", NAME, "个人", "主要领导", "一般"],
    ]
    path = workbook(tmp_path / "a.xlsx", {"登记": flat})
    book = openpyxl.load_workbook(path)
    sheet = book["登记"]
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("F3:F4")
    book.save(path)
    wenze("check", str(path), "--annotate", str(tmp_path / "b.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["登记"]
    assert sheet["G2"].value == PROBLEM_HEADER
    assert sheet["G1"].value is None
    assert str(sheet["G5"].value).startswith("错误 B5 事发日期：")
    assert fill(sheet["B5"]) == FILLS["error"]
    assert sheet.auto_filter.ref == "A2:G5"


def test_missing_columns_are_told_at_the_head_of_the_added_column(tmp_path: Path) -> None:
    cases = [["案件编号", "情节"], ["001", "一般"]]
    path = workbook(tmp_path / "a.xlsx", {"案件": cases, "责任人": SUBJECTS[:2]})
    wenze("check", str(path), "--annotate", str(tmp_path / "b.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["案件"]
    lines = sheet["C1"].comment.text.splitlines()
    assert lines[:2] == ["【导入问题】", "错误 没有“事发日期”列，整张表都无法处理"]
    assert lines[-1].startswith("……另有 ")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_file_is_copied_to_a_workbook_of_texts(tmp_path: Path, encoding: str) -> None:
    rows = [
        ["案件编号", "事发日期", "主要领导", "情节", "备注"],
        ["00123", "2024.3.1", NAME, "一般", "=HYPERLINK(1)"],
        ["00124", "大概", NAME, "一般", "12345678901234567890"],
    ]
    path = tmp_path / "案件.csv"
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows(rows)
    target = tmp_path / "标注.xlsx"
    assert wenze("check", str(path), "--annotate", str(target)).returncode == 1
    book = openpyxl.load_workbook(target)
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    found = [[cell.value for cell in row[:5]] for row in sheet.iter_rows()]
    assert found == rows
    assert {cell.data_type for row in sheet["A1:E3"] for cell in row} == {"s"}
    assert fill(sheet["B3"]) == FILLS["error"]
    sheet["B3"] = "2024.3.2"
    book.save(target)
    assert shown(read(target), "事发日期") == ["2024-03-01", "2024-03-02"]
    assert shown(read(target), "案件编号") == ["00123", "00124"]


def test_several_inputs_are_copied_into_a_folder(tmp_path: Path) -> None:
    for name, rows in (("案件", CASES), ("责任人", SUBJECTS)):
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
    inputs = [str(tmp_path / "案件.csv"), str(tmp_path / "责任人.csv")]
    done = wenze("check", *inputs, "--annotate", str(tmp_path / "标注"))
    assert done.returncode == 1
    names = sorted(p.name for p in (tmp_path / "标注").iterdir())
    assert names == ["案件.annotated.xlsx", "责任人.annotated.xlsx"]


@pytest.mark.parametrize("name", ["登记.xlsx", "../annotate-nowhere/x.xlsx", "x.pdf"])
def test_the_input_is_never_overwritten_and_a_bad_target_costs_nothing(
    register: Path, name: str
) -> None:
    before = register.read_bytes()
    done = wenze("check", str(register), "--annotate", str(register.parent / name))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert register.read_bytes() == before
    assert [p.name for p in register.parent.iterdir()] == ["登记.xlsx"]


def test_english_marks_keep_the_stable_header(register: Path) -> None:
    target = register.with_name("b.xlsx")
    spoken("check", str(register), "--annotate", str(target), lang="en")
    sheet = openpyxl.load_workbook(target)["案件"]
    assert sheet["G1"].value == PROBLEM_HEADER
    assert str(sheet["G2"].value).startswith("Error B2 事发日期: 2024-02-30 is not a possible date")


def test_macros_and_links_are_left_out_and_it_is_said(register: Path) -> None:
    with zipfile.ZipFile(register, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\0")
    target = register.with_name("b.xlsx")
    done = wenze("check", str(register), "--annotate", str(target))
    assert "提示 b.xlsx：副本里没有原件的宏；原件未动" in done.stderr
    with zipfile.ZipFile(target) as archive:
        assert not any("vba" in name for name in archive.namelist())


#: As Excel writes a list whose options stand in another sheet.
EXTENSION = """<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"
 xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">
<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">
<x14:dataValidation type="list" allowBlank="1" showErrorMessage="1">
<x14:formula1><xm:f>领导批示!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>C2:C4</xm:sqref>
</x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"""


def test_lists_from_another_sheet_are_kept(register: Path) -> None:
    with zipfile.ZipFile(register) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</worksheet>", EXTENSION.encode())
    with zipfile.ZipFile(register, "w") as archive:
        for member, data in parts.items():
            archive.writestr(member, data)
    target = register.with_name("b.xlsx")
    done = wenze("check", str(register), "--annotate", str(target))
    assert "副本里没有" not in done.stderr
    lists = openpyxl.load_workbook(target)["案件"].data_validations.dataValidation
    assert {(str(rule.sqref), rule.formula1) for rule in lists} == {
        ("D2:D4", '"是,否,存疑"'),
        ("C2:C4", "领导批示!$A$1:$A$3"),
    }


def test_formulas_stay_formulas_and_keep_their_results(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    for name, rows in (
        ("案件", [["案件编号", "事发日期", "不良影响", "损失金额"]]),
        ("责任人", SUBJECTS),
    ):
        sheet = book.add_worksheet(name)
        for row, values in enumerate(rows):
            sheet.write_row(row, 0, values)
        if name == "案件":
            date = book.add_format({"num_format": "yyyy-mm-dd"})
            for row in (1, 2, 3):
                sheet.write_formula(row, 0, f'="00"&{row}', None, f"00{row}")
                sheet.write_formula(row, 1, "=DATE(2024,3,1)", date, 45352)
                sheet.write_formula(row, 2, '=IF(1<2,"否","是")', None, "否")
                sheet.write_formula(row, 3, "=2*2500.5", None, 5001)
    book.close()
    done = wenze("check", str(path), "--annotate", str(tmp_path / "b.xlsx"))
    assert done.returncode == 0, done.stderr
    copy = openpyxl.load_workbook(tmp_path / "b.xlsx")["案件"]
    assert [c.value for c in copy[2]][2:4] == ['=IF(1<2,"否","是")', "=2*2500.5"]
    result = read(tmp_path / "b.xlsx")
    assert [p for p in result.problems if p.severity == "error"] == []
    assert shown(result, "案件编号") == ["001", "002", "003"]
    assert shown(result, "事发日期") == ["2024-03-01"] * 3
    assert shown(result, "直接经济损失") == ["5001元"] * 3
