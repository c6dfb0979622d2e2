"""The workbook and the page, opened again."""

import re
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from exporters.statistics import write_statistics, write_statistics_page
from tests.statistics.made import example, register

SHEETS = ["总览", "分类统计", "处理方式", "待定事项", "实际与建议", "未识别的处理", "一致性"]


def written(tmp_path: Path, lang: str = "zh") -> Workbook:
    dossier = register(
        {"given": "诫勉谈话"},
        {"情节": "严重", "given": "=通报批评"},
        {"案件编号": "=1+1", "given": "批评教育"},
        {"given": "通报批评"},
    )
    write_statistics(dossier, tmp_path / "s.xlsx", lang)
    return load_workbook(tmp_path / "s.xlsx")


def rows(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_sheets_are_ready_to_filter_and_print(tmp_path: Path) -> None:
    book = written(tmp_path)
    assert book.sheetnames == SHEETS
    for sheet in book.worksheets[1:]:
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.page_setup.fitToWidth in (1, None)
        assert sheet.freeze_panes is not None
        assert sheet.auto_filter.ref is not None
        assert sheet.print_title_rows == "$1:$1"


def test_what_was_given_stands_beside_the_recommendation(tmp_path: Path) -> None:
    found = rows(written(tmp_path)["实际与建议"])
    head = [str(name) for name in found[0]]
    told = [dict(zip(head, row, strict=True)) for row in found[1:]]
    assert [(row["比较"], row["案件编号"]) for row in told] == [
        ("畸轻", "A1"),
        ("畸重", "A4"),
        ("不可比", "A2"),
        ("不可比", "=1+1"),
    ]
    assert told[0]["建议处理"] == "诫勉谈话、责令作出书面检查（并处）"
    assert told[0]["读作"] == "诫勉谈话"
    assert told[3]["说明"] == "规则书没有这些处理方式：批评教育"


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    for sheet in written(tmp_path).worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


def test_groups_are_counted_in_the_sheet(tmp_path: Path) -> None:
    write_statistics(example(), tmp_path / "s.xlsx")
    found = {
        (row[0], row[1]): row[2:] for row in rows(load_workbook(tmp_path / "s.xlsx")["分类统计"])
    }
    assert found["分类", "类别"][:4] == ["案件", "主体", "建议处理", "免予追究"]
    assert found["合计", None] == [46, 69, 35, 2, 5, 7, 17, 3]
    assert found["角色", "分管领导"] == [17, 17, 8, 2, 1, 1, 5, 0]


def test_without_the_column_it_says_so(tmp_path: Path) -> None:
    write_statistics(example(), tmp_path / "s.xlsx")
    book = load_workbook(tmp_path / "s.xlsx")
    assert "没有“实际处理”一列" in str(book["实际与建议"]["A2"].value)
    assert rows(book["处理方式"])[0][:4] == ["主体类别", "处理方式", "建议", "主要领导"]


@pytest.mark.parametrize("write", [write_statistics, write_statistics_page])
def test_the_same_run_gives_the_same_bytes(tmp_path: Path, write: object) -> None:
    assert callable(write)
    for name in ("one", "two"):
        write(example(), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_english_labels_and_chinese_law(tmp_path: Path) -> None:
    book = written(tmp_path, "en")
    assert book.sheetnames[:3] == ["Overview", "By group", "Measures"]
    assert rows(book["Given and recommended"])[1][0] == "Too light"
    with ZipFile(tmp_path / "s.xlsx") as archive:
        shared = archive.read("xl/sharedStrings.xml").decode()
    assert "Inaction, feeble or improper action (过错情形6)" in shared
    assert "畸轻" not in shared


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]


def test_the_page_needs_nothing_else_and_runs_nothing(tmp_path: Path) -> None:
    dossier = register({"责任主体": "<script>alert(1)</script>", "given": "<b>批评</b>"})
    write_statistics_page(dossier, tmp_path / "p.html")
    text = (tmp_path / "p.html").read_text(encoding="utf-8")
    page = _Page()
    page.feed(text)
    assert "script" not in page.tags
    assert "b" in page.tags  # our own
    assert page.links == []
    assert "&lt;b&gt;批评&lt;/b&gt;" in text
    assert "default-src 'none'" in text
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text)


def test_the_page_has_the_figures(tmp_path: Path) -> None:
    write_statistics_page(example(), tmp_path / "p.html")
    text = (tmp_path / "p.html").read_text(encoding="utf-8")
    for count, label in ((46, "案件"), (69, "主体"), (35, "建议处理"), (17, "待人判断")):
        assert f"<b>{count}</b><span>{label}</span>" in text
    assert "没有“实际处理”一列" in text


def test_nothing_is_written_when_writing_fails(tmp_path: Path) -> None:
    target = tmp_path / "s.xlsx"
    target.write_bytes(b"before")
    broken = register({"given": "诫勉谈话"})
    object.__setattr__(broken, "run", None)
    with pytest.raises(AttributeError):
        write_statistics(broken, target)
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]
