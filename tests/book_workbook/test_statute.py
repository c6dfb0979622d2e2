"""A book with facts, records, a table, periods and steps: to the workbook and back."""

import io
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting.dmn import dmn_bytes, left_out
from drafting.workbook import Draft, draft_of, read_draft, read_workbook, workbook_bytes
from rules import load_book
from rules.terms import GRAVITIES
from tests.book_workbook.editing import VOCABULARY, problems, read, write
from tests.drafting_cases.books import STATUTE
from wenze.commands.book.export import command as export

DRAFT = read_draft(STATUTE)[1]
DATA = workbook_bytes(DRAFT, VOCABULARY)


def sheet(data: bytes, name: str) -> list[list[object]]:
    """The rows of a sheet, opened by another reader."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [list(row) for row in book[name].iter_rows(values_only=True)]


def edited(place: str, value: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(DATA))
    name, cell = place.split("!")
    book[name][cell] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_statute_comes_back_equal(tmp_path: Path) -> None:
    back = read(DATA)
    assert back == DRAFT
    book, again = read_draft(write(back, tmp_path / "book"))
    assert again == DRAFT
    original = load_book(STATUTE)
    assert book.vocabulary == original.vocabulary
    same = {"sha256": ""}
    assert book.book.model_copy(update=same) == original.book.model_copy(update=same)


def test_the_table_is_written_in_the_words_of_the_book() -> None:
    rows = sheet(DATA, "档次")
    assert rows[0] == [
        "编号*", "引用*", "适用于", "过错情形", "责任", "情节", "幅度", "其中之一", "可以并处",
        "全部", "另加",
    ]  # fmt: skip
    assert rows[1] == [
        "report.light", "第二条", None, "不按规定报告", "直接责任；领导责任", "较重", "警告；记过",
        None, None, None, None,
    ]  # fmt: skip
    assert rows[6][:9] == [
        "team", "第三条", "班子", None, None, None, None, "责令检查；通报", "true",
    ]  # fmt: skip
    lines = {row[0]: row[1] for row in sheet(DATA, "规定")}
    assert lines["合并方法"] == "最重之上加一档"
    assert lines["影响期合并"] == "只算最长的"


def test_records_stand_in_the_examples() -> None:
    head, _, first, second = sheet(DATA, "例案")
    shown = dict(zip(head, second, strict=True))
    assert shown["履职记录"] == (
        "[{类别: 集体学习, 日期: 2021-05-10, 天数: 11}, "
        "{类别: 调查研究, 日期: 2021-05-20, 天数: 9}]"
    )
    told = dict(zip(head, first, strict=True))
    assert told["应得：影响期到"] == "警告=2021-12-01"
    assert told["应得：程序"] == "复审"


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ("档次!G2", "警告；记大过", "错误 档次!G2（幅度）：“警告；记大过”不在选项里"),
        ("档次!D2", "玩忽职守", "错误 档次!D2（过错情形）：“玩忽职守”不在选项里"),
        ("事实!J16", "{records: 履职", "错误 事实!J16（汇总）：“{records: 履职”没有写完整"),
        ("程序!D2", "上诉", "错误 程序!D2（种类）：“上诉”不在选项里"),
    ],
)
def test_mistakes_name_the_cell(place: str, value: str, told: str) -> None:
    found = problems(edited(place, value))
    assert any(line.startswith(told) for line in found), found


def test_a_workbook_from_before_there_were_such_sheets_is_still_read() -> None:
    """Without the sheets and lines of a statute: a book that has none of it."""
    from tests.book_workbook.editing import few

    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(few(), VOCABULARY)))
    for name in ("事实", "记录表", "档次", "程序"):
        del book[name]
    lines = book["规定"]
    new = ("同一法规", "从旧兼从轻", "影响期起算", "合并方法", "增加的选项", "幅度内建议")
    for row in range(lines.max_row, 1, -1):
        if str(lines.cell(row, 1).value) in new:
            lines.delete_rows(row)
    stream = io.BytesIO()
    book.save(stream)
    assert read(stream.getvalue()) == few()


@st.composite
def statutes(draw: st.DrawFn) -> Draft:
    """The statute with other rows, merging, periods and facts."""
    data = DRAFT.data()
    rows = draw(st.permutations(data["tariff.yaml"]["rows"]))
    for row in rows:
        if "gravity" in row:
            row["gravity"] = draw(st.lists(st.sampled_from(GRAVITIES), unique=True, min_size=1))
    data["tariff.yaml"]["rows"] = rows[draw(st.integers(0, 2)) :]
    data["tariff.yaml"]["merge"]["how"] = draw(st.sampled_from(["all", "heaviest", "plus_one"]))
    if draw(st.booleans()):
        data["tariff.yaml"]["merge"] |= {"sum_of_periods": True, "cap": "48个月"}
    measure = draw(st.sampled_from(data["catalogue.yaml"]))
    measure["effects"] = draw(
        st.lists(st.sampled_from(["不得晋升", "a；b", "=1", "是"]), min_size=1, max_size=2)
    )
    fact = draw(st.sampled_from(data["facts.yaml"]["facts"]))
    fact["question"] = draw(st.sampled_from(["问什么？", "-1", "'q", "true"]))
    fact["synonyms"] = draw(st.lists(st.sampled_from(["甲列", "乙列"]), unique=True, min_size=1))
    if draw(st.booleans()):
        data["book.yaml"].pop("effects")
        data["book.yaml"]["status_labels"] = {"recommended": "符合条件"}
    data["baseline.yaml"]["within"] = draw(st.sampled_from(["middle", "heaviest"]))
    return draft_of(data)


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(statutes())
def test_any_statute_comes_back_equal(draft: Draft) -> None:
    data = workbook_bytes(draft, VOCABULARY)
    assert read_workbook(data, "书.xlsx", VOCABULARY).draft == draft


def test_dmn_says_what_it_leaves_out(tmp_path: Path) -> None:
    book = load_book(STATUTE)
    told = [text.zh for text in left_out(book)]
    assert told[0].startswith("档次、合并、代替和从宽从严以后的处理建议没有写成决策表")
    assert told[2] == "由公式或者记录算出的事实（不称职票占比、学习天数）在 DMN 里是输入，要先算好"
    root = ET.fromstring(dmn_bytes(book))
    space = {"d": root.tag.partition("}")[0].lstrip("{")}
    names = [d.get("name") for d in root.findall("d:decision", space)]
    assert "处理建议" not in names
    assert {"适用范围", "学习义务", "不履行职责", "责任", "代替_swap", "办理_ask"} <= set(names)
    assert root.findtext("d:description", "", space).endswith("要先算好")
    done = CliRunner().invoke(export, [str(STATUTE), "--dmn", "-o", str(tmp_path / "a.dmn")])
    assert done.exit_code == 0
    assert "没有写成决策表" in done.stderr
