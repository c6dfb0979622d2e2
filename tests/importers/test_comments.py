"""Comments are no data, and none is lost: each is told with its cell and kept word for word."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from odf.office import Annotation  # type: ignore[import-untyped]
from odf.table import TableCell  # type: ignore[import-untyped]
from odf.text import P  # type: ignore[import-untyped]
from openpyxl.comments import Comment

from importers import Import
from importers.xlsb import xlsb_comments
from tests.importers.corpus.register import FLAT_HEADER, flat, ods, xlsx
from tests.importers.making import VOCABULARY, read, shown

TEXT = "情节待核实：\n由二室负责"


def comments(result: Import) -> list[tuple[str, str]]:
    return [(p.cell, p.value) for p in result.problems if p.code == "cell-comment"]


def commented(path: Path, text: str = TEXT) -> Path:
    xlsx(path, {"台账": [FLAT_HEADER, *flat()]})
    book = openpyxl.load_workbook(path)
    book["台账"]["C2"].comment = Comment(text, "某人")
    book.save(path)
    return path


def test_a_comment_is_told_with_its_cell_and_kept(tmp_path: Path) -> None:
    result = read(commented(tmp_path / "a.xlsx"))
    assert comments(result) == [("C2", TEXT)]
    told = next(p for p in result.problems if p.code == "cell-comment")
    assert told.severity == "notice"
    assert told.line() == (
        "提示 台账!C2：这一格有批注（12 字），没有当作数据；"
        "内容见“导入问题”；其中有应填的，请填到格里"
    )
    assert shown(result, "情节") == ["较重", "一般"]


def test_what_the_program_added_to_a_comment_is_not_the_clerks(tmp_path: Path) -> None:
    ours = commented(tmp_path / "a.xlsx", "【导入问题】\n错误 没有这个选项")
    assert comments(read(ours)) == []
    both = commented(tmp_path / "b.xlsx", "请领导定\n【导入问题】\n错误 没有这个选项")
    assert comments(read(both)) == [("C2", "请领导定")]


def test_the_hints_of_the_template_are_not_told_but_what_a_clerk_adds_is(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"台账": [FLAT_HEADER, *flat()]})
    fact = VOCABULARY.by_label("情节")
    hint = f"{fact.question}\n{fact.note}\n示例：{fact.example}"
    for text, told in ((hint, []), (f"{hint}\n本局从严", [("C1", f"{hint}\n本局从严")])):
        book = openpyxl.load_workbook(path)
        book["台账"]["C1"].comment = Comment(text, "wenze")
        book.save(path)
        assert comments(read(path)) == told


def test_a_comment_on_a_sheet_that_is_not_read_is_not_told(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"台账": [FLAT_HEADER, *flat()], "封面": [["某纪委"]]})
    book = openpyxl.load_workbook(path)
    book["封面"]["A1"].comment = Comment("封面的话", "某人")
    book.save(path)
    assert comments(read(path)) == []


def test_a_threaded_comment_is_kept_once(tmp_path: Path) -> None:
    """Excel writes its text into a part of its own, and an old note for old programs beside."""
    old = commented(tmp_path / "old.xlsx", "[Threaded comment]\n\nYour version …")
    path = tmp_path / "a.xlsx"
    part = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
        'threadedcomments"><threadedComment ref="C2"><text>请核对</text></threadedComment>'
        '<threadedComment ref="C2"><text>已核对</text></threadedComment></ThreadedComments>'
    )
    relation = (
        '<Relationship Id="rId99" Target="/xl/threadedComments/threadedComment1.xml" Type="http'
        '://schemas.microsoft.com/office/2017/10/relationships/threadedComment"/></Relationships>'
    )
    with zipfile.ZipFile(old) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "xl/worksheets/_rels/sheet1.xml.rels":
                data = data.replace(b"</Relationships>", relation.encode())
            after.writestr(name, data)
        after.writestr("xl/threadedComments/threadedComment1.xml", part)
    assert comments(read(path)) == [("C2", "请核对\n已核对")]


def test_a_comment_in_an_open_document_is_kept_and_hides_no_error(tmp_path: Path) -> None:
    def cell(text: str, note: str, **more: str) -> object:
        made = TableCell(**more)
        annotation = Annotation()
        annotation.addElement(P(text=note))
        made.addElement(annotation)
        made.addElement(P(text=text))
        return made

    first, second = flat()
    first[2] = cell("较重", "待核实", valuetype="string")
    second[3] = cell("#N/A", "公式坏了", formula="of:=NA()", valuetype="string")
    result = read(ods(tmp_path / "a.ods", {"台账": [FLAT_HEADER, first, second]}))
    assert comments(result) == [("C2", "待核实"), ("D3", "公式坏了")]
    assert shown(result, "情节") == ["较重"]
    assert [p.cell for p in result.problems if p.code == "error-cell"] == ["D3"]


def test_a_comment_in_an_old_workbook_is_kept() -> None:
    """The file was saved by LibreOffice; it has a comment in Latin letters, and one in Chinese."""
    path = Path(__file__).parent / "corpus" / "comments.xls"
    assert comments(read(path)) == [("A1", "Latin only"), ("C2", "情节待核实：\n第二行")]


@pytest.mark.parametrize(("text", "kept"), [("核实", {(1, 2): "核实"}), ("【导入问题】坏", {})])
def test_comments_of_a_binary_workbook_are_found_in_its_records(
    text: str, kept: dict[tuple[int, int], str]
) -> None:
    def record(kind: int, data: bytes) -> bytes:
        return bytes((kind & 0x7F | 0x80, kind >> 7, len(data))) + data

    place = b"".join(n.to_bytes(4, "little") for n in (0, 1, 1, 2, 2)) + bytes(16)
    said = b"\0" + len(text).to_bytes(4, "little") + text.encode("utf-16-le")
    part = record(628, b"") + record(635, place) + record(637, said) + record(636, b"")
    assert xlsb_comments(part) == kept
