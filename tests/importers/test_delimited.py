"""CSV: encodings, delimiters, slipped rows, and two files as two sheets."""

import codecs
from pathlib import Path

import pytest

from importers import Unreadable, read_cases
from tests.importers.making import VOCABULARY, cells, first, read, shown, told

CASES = "案件编号,事发日期,情节,备注\n001,2024-03-01,较重,堃\n"
SUBJECTS = "案件编号,责任主体,主体类别,角色\n001,县委书记,个人,主要领导\n"
WIDE = "案件编号,事发日期,情节,主要领导\n001,2024-03-01,较重,李堃\n"


def file(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_are_told_apart_without_guessing(tmp_path: Path, encoding: str) -> None:
    result = read(file(tmp_path / "台账.csv", WIDE, encoding))
    assert shown(result, "责任主体") == ["李堃"]
    assert shown(result, "案件编号") == ["001"]


def test_bytes_in_no_known_encoding_ask_for_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(WIDE.encode() + b"\xff\xff,\x80\n")
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.problem.code == "file-encoding"
    assert str(caught.value) == (
        "错误 a.csv：文字编码认不出来（utf-8、gb18030 都不对）；应为 UTF-8 或 GB18030 文本；"
        "请用 --encoding 指明编码，或另存为 .xlsx"
    )


def test_an_encoding_may_be_named(tmp_path: Path) -> None:
    text = "案件编号,事发日期,情节,主要领导\n001,2024-03-01,,陳\n"
    path = tmp_path / "a.csv"
    header, _, row = text.partition("\n")
    path.write_bytes(header.encode("gb18030") + b"\n" + row.encode("gb18030"))
    result = read_cases([path], VOCABULARY, encoding="gb18030")
    assert shown(result, "责任主体") == ["陳"]


@pytest.mark.parametrize(
    ("encoding", "code"), [("klingon", "encoding-unknown"), ("ascii", "file-encoding")]
)
def test_a_wrong_encoding_is_told(tmp_path: Path, encoding: str, code: str) -> None:
    path = file(tmp_path / "a.csv", WIDE)
    with pytest.raises(Unreadable) as caught:
        read_cases([path], VOCABULARY, encoding=encoding)
    assert caught.value.problem.code == code


def test_a_named_encoding_drops_the_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(codecs.BOM_UTF8 + WIDE.encode())
    assert shown(read_cases([path], VOCABULARY, encoding="utf-8"), "案件编号") == ["001"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    result = read(file(tmp_path / "a.csv", WIDE.replace(",", delimiter)))
    assert shown(result, "情节") == ["较重"]


def test_two_files_are_two_sheets_known_by_their_headers(tmp_path: Path) -> None:
    cases = file(tmp_path / "责任人.csv", CASES)
    subjects = file(tmp_path / "案件.csv", SUBJECTS)
    for paths in ((cases, subjects), (subjects, cases)):
        result = read(*paths)
        assert cells(result, "情节") == ["责任人!C2"]
        assert cells(result, "角色") == ["案件!D2"]
        assert told(result) == []


def test_the_sheet_name_is_the_stem(tmp_path: Path) -> None:
    result = read(file(tmp_path / "案件.csv", CASES), file(tmp_path / "责任人.csv", SUBJECTS))
    assert cells(result, "情节") == ["案件!C2"]
    assert first(result, "column-missing").file == "案件.csv"


def test_a_row_that_has_slipped_is_an_error(tmp_path: Path) -> None:
    text = CASES + "002,2024-03-01,较重,一,二\n003,2024-03-01,较重,,,\n"
    subjects = SUBJECTS + "002,乙,个人,主要领导\n003,丙,个人,主要领导\n"
    result = read(file(tmp_path / "案件.csv", text), file(tmp_path / "责任人.csv", subjects))
    assert told(result) == [("extra-cells", "案件!E3")]
    assert shown(result, "责任主体") == ["县委书记", "丙"]


def test_short_rows_are_blank_at_the_end(tmp_path: Path) -> None:
    cases = file(tmp_path / "案件.csv", "案件编号,事发日期,情节\n001,2024-03-01\n")
    result = read(cases, file(tmp_path / "责任人.csv", SUBJECTS))
    assert shown(result, "情节") == [""]


def test_line_breaks_in_quotes_do_not_move_rows(tmp_path: Path) -> None:
    text = '案件编号,事发日期,基本情况,主要领导\n001,2024-03-01,"一\n二",甲\n\n002,2024-03-01,,乙\n'
    result = read(file(tmp_path / "a.csv", text))
    assert cells(result, "责任主体") == ["a!D2", "a!D4"]
    assert shown(result, "基本情况") == ["一\n二", ""]


def test_quotes_without_a_pair_are_refused(tmp_path: Path) -> None:
    path = file(tmp_path / "a.csv", WIDE + '002,2024-03-01,"较重,乙\n')
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.problem.code == "csv-broken"


def test_text_under_a_workbook_name_is_read_and_noticed(tmp_path: Path) -> None:
    result = read(file(tmp_path / "a.xlsx", WIDE))
    assert told(result, "notice") == [("extension-differs", "!")]
    assert shown(result, "情节") == ["较重"]
