"""Files that cannot or must not be opened, and cells whose value the file does not give."""

import hashlib
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from importers import Unreadable, container, prescan
from tests.importers.making import (
    CASE,
    CASE_HEADER,
    SUBJECT,
    SUBJECT_HEADER,
    cells,
    read,
    shown,
    told,
    two_sheets,
    workbook,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def code_of(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert str(caught.value) == caught.value.problem.line()
    assert caught.value.problem.file == path.name
    return caught.value.problem.code


def good(tmp_path: Path) -> Path:
    return two_sheets(tmp_path / "good.xlsx", [CASE_HEADER, CASE])


def rewritten(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The workbook with some members changed."""
    target = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target


def first_sheet(name: str) -> bool:
    return name == "xl/worksheets/sheet1.xml"


def test_a_missing_file(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.xlsx") == "file-missing"


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read(tmp_path)
    assert caught.value.problem.code == "folder-empty"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (OLE + b"\0" * 600, "file-broken"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "file-other-format"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "file-other-format"),
        (b"%PDF-1.7", "file-other-format"),
        (b"\x01\x02\0\0\0\0", "file-broken"),
        (b"PK\x03\x04 and then nothing", "file-broken"),
    ],
)
def test_what_is_no_workbook_is_refused_by_content(
    tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "cases.xlsx"
    path.write_bytes(content)
    assert code_of(path) == code


def test_the_words_for_another_format(tmp_path: Path) -> None:
    path = tmp_path / "cases.xls"
    path.write_bytes(b"<html><table><tr><td>1</td></tr></table></html>")
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert str(caught.value) == (
        "错误 cases.xls：这是网页（HTML），不是工作簿；"
        "应为 .xlsx、.xls、.et、.ods、.csv 等表格文件；"
        "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入"
    )


@pytest.mark.parametrize(
    "member", ["content.xml", "word/document.xml", "ppt/presentation.xml", "readme.txt"]
)
def test_other_zipped_formats_are_refused(tmp_path: Path, member: str) -> None:
    path = tmp_path / "cases.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "x")
    assert code_of(path) == "file-other-format"


def test_a_workbook_cut_short_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "cut.xlsx"
    path.write_bytes(good(tmp_path).read_bytes()[:-200])
    assert code_of(path) == "file-broken"


def test_a_workbook_with_a_flipped_byte_is_broken(tmp_path: Path) -> None:
    data = bytearray(good(tmp_path).read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        offset = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    data[offset + 100] ^= 0xFF
    path = tmp_path / "flipped.xlsx"
    path.write_bytes(bytes(data))
    assert code_of(path) == "file-broken"


def test_a_workbook_under_another_name_is_read_and_noticed(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_bytes(good(tmp_path).read_bytes())
    result = read(path)
    assert shown(result, "情节") == ["一般"]
    assert told(result, "notice") == [("extension-differs", "!")]


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    def bomb(name: str, data: bytes) -> bytes:
        return data + b" " * (64 << 20) if first_sheet(name) else data

    assert code_of(rewritten(good(tmp_path), bomb)) == "file-unsafe"


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = good(tmp_path)
    monkeypatch.setattr(container, "MAX_MEMBERS", 5)
    assert code_of(path) == "file-unsafe"


def test_too_large_a_sum_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = good(tmp_path)
    monkeypatch.setattr(container, "MAX_INFLATED", 1000)
    assert code_of(path) == "file-unsafe"


def test_a_size_that_lies_is_found(tmp_path: Path) -> None:
    data = bytearray(good(tmp_path).read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        real = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    entry = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert struct.unpack_from("<I", data, entry + 24)[0] == real
    struct.pack_into("<I", data, entry + 24, 10)
    path = tmp_path / "lies.xlsx"
    path.write_bytes(bytes(data))
    assert code_of(path) == "file-broken"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_a_doctype_is_refused(tmp_path: Path, member: str, encoding: str) -> None:
    def declare(name: str, data: bytes) -> bytes:
        if name != member:
            return data
        body = data.decode().partition("?>")[2] if data.startswith(b"<?xml") else data.decode()
        return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>{body}'.encode(encoding)

    assert code_of(rewritten(good(tmp_path), declare)) == "file-doctype"


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="XFD1048576"><v>1</v></c>',
        b"<c r='XFD1048576'><v>1</v></c>",
        b'<c\n r = "XFD1048576" ><v>1</v></c>',
        b'<c r="xfd1048576" t="inlineStr"><is><t>x</t></is></c>',
    ],
)
def test_cells_far_apart_are_refused_before_the_fast_reader(tmp_path: Path, cell: bytes) -> None:
    def far(name: str, data: bytes) -> bytes:
        if not first_sheet(name):
            return data
        return data.replace(b"</sheetData>", b'<row r="1048576">' + cell + b"</row></sheetData>")

    path = rewritten(good(tmp_path), far)
    assert code_of(path) == "file-far-cells"
    with pytest.raises(Unreadable, match="第 1048576 行、第 16384 列"):
        read(path)


def test_a_wide_sheet_within_the_limit_is_read(tmp_path: Path) -> None:
    header = [*CASE_HEADER, *(f"备注{i}" for i in range(400))]
    result = read(two_sheets(tmp_path / "a.xlsx", [header, [*CASE, *["x"] * 400]]))
    assert len(result.table) == 1
    assert len(result.table.cases.extra) == 400


def test_formatted_empty_cells_far_down_do_no_harm(tmp_path: Path) -> None:
    def styled(name: str, data: bytes) -> bytes:
        if not first_sheet(name):
            return data
        row = b'<row r="1048576"><c r="AZ1048576" s="0"/></row></sheetData>'
        return data.replace(b"</sheetData>", row)

    assert len(read(rewritten(good(tmp_path), styled)).table) == 1


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!"])
def test_error_cells_are_errors_and_not_blanks(tmp_path: Path, error: str) -> None:
    cases = [CASE_HEADER, ["001", "2024-03-01", error], ["002", "2024-03-01", "一般"]]
    subjects = [SUBJECT_HEADER, SUBJECT, ["002", "乙", "个人", "主要领导"]]
    result = read(two_sheets(tmp_path / "a.xlsx", cases, subjects))
    assert told(result) == [("error-cell", "案件!C2")]
    assert [r.subject for r in result.rejected] == ["县委书记"]
    assert shown(result, "责任主体") == ["乙"]


def test_formulas_without_a_stored_result_are_errors(tmp_path: Path) -> None:
    cases = [CASE_HEADER, ["001", "=DATE(2024,3,1)", '="一"&"般"']]
    result = read(two_sheets(tmp_path / "a.xlsx", cases))
    assert told(result) == [("formula-uncached", "案件!B2"), ("formula-uncached", "案件!C2")]
    assert [p.code for p in result.rejected[0].problems] == ["formula-uncached"] * 2


def test_formulas_with_a_stored_result_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    cases, subjects = book.add_worksheet("案件"), book.add_worksheet("责任人")
    cases.write_row(0, 0, [*CASE_HEADER, "不良影响", "死亡人数"])
    cases.write_row(1, 0, ["001", "2024-03-01"])
    cases.write_formula(1, 2, '="一"&"般"', None, "一般")
    cases.write_formula(1, 3, '=""', None, "nothing")
    cases.write_formula(1, 4, "=1+1", None, 2)
    subjects.write_row(0, 0, SUBJECT_HEADER)
    subjects.write_row(1, 0, SUBJECT)
    book.close()
    # Excel stores an empty result as a string without text.
    result = read(rewritten(path, lambda name, data: data.replace(b">nothing<", b"><")))
    assert shown(result, "情节") == ["一般"]
    assert shown(result, "不良影响") == [""]
    assert shown(result, "死亡人数") == ["2人"]
    assert told(result) == []


def test_an_error_in_a_naming_column_is_no_absent_subject(tmp_path: Path) -> None:
    rows = [["案件编号", "事发日期", "主要领导", "分管领导"], ["001", "2024-03-01", "甲", "#REF!"]]
    result = read(workbook(tmp_path / "a.xlsx", {"Sheet1": rows}))
    assert told(result) == [("error-cell", "Sheet1!D2")]
    assert [(r.subject, r.role) for r in result.rejected] == [(None, "deputy_leader")]


def test_blank_rows_and_columns_before_the_data_keep_their_places(tmp_path: Path) -> None:
    cases = [[], [None, *CASE_HEADER], [], [None, *CASE]]
    result = read(two_sheets(tmp_path / "a.xlsx", cases))
    assert cells(result, "情节") == ["案件!D4"]


def test_chinese_built_in_date_formats_are_dates(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    cases, subjects = book.add_worksheet("案件"), book.add_worksheet("责任人")
    cases.write_row(0, 0, CASE_HEADER)
    cases.write_row(1, 0, CASE)
    cases.write_number(1, 1, 45352, book.add_format({"num_format": 31}))
    subjects.write_row(0, 0, SUBJECT_HEADER)
    subjects.write_row(1, 0, SUBJECT)
    book.close()
    assert shown(read(path), "事发日期") == ["2024-03-01"]


def test_digests_are_of_the_bytes(tmp_path: Path) -> None:
    path = good(tmp_path)
    expected = hashlib.sha256(path.read_bytes()).hexdigest()
    assert read(path).digests == {"good.xlsx": expected}


def test_macros_are_not_run_and_told(tmp_path: Path) -> None:
    path = good(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert told(read(path), "warning") == [("macros-ignored", "!")]


def test_an_ordinary_sheet_needs_no_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = good(tmp_path)
    monkeypatch.setattr(prescan, "_Walk", None)
    assert len(read(path).table) == 1
