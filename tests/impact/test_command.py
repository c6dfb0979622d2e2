"""``wenze impact`` as drafters call it: files in, files out, exit statuses."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import orjson
import pytest
import python_calamine
import xlsxwriter  # type: ignore[import-untyped]
from click.testing import CliRunner, Result

from drafting.workbook import read_draft, workbook_bytes
from exporters.impact.long_table import fill, open_sheets
from exporters.sheets.paper import Paper
from exporters.sheets.table import Column
from facts import Text
from tests.impact.made import BASE, EXAMPLE_CASES, EXAMPLE_PROPOSAL, ROOT
from wenze.commands.impact import command

TABLE = "责任,情节,处理方式\n主要责任,一般,责令作出书面检查、通报批评\n"
GOOD = (
    "案件编号,单位,单位类型,单位层级,事发日期,过错情形,责任方,情节,主动发现,"
    "责任主体,主体类别,角色\n"
    "A-1,甲县县委,党委,县级,2012-03-01,6,主要领导,一般,否,张三丰,个人,主要领导\n"
)


def run(*arguments: object) -> Result:
    """The command in this process."""
    return CliRunner().invoke(command, [str(a) for a in arguments])


def cases(tmp_path: Path, text: str = GOOD) -> Path:
    """A flat table of cases."""
    path = tmp_path / "案件.csv"
    path.write_text(text, encoding="utf-8")
    return path


def written(tmp_path: Path, name: str, text: str) -> Path:
    """A file with this text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def document(folder: Path) -> dict[str, Any]:
    """The JSON of a run."""
    found: dict[str, Any] = orjson.loads((folder / "impact.json").read_bytes())
    return found


def test_the_example_writes_three_files_and_says_that_rows_were_rejected(tmp_path: Path) -> None:
    result = run(BASE, EXAMPLE_PROPOSAL, EXAMPLE_CASES, "--out", tmp_path / "出")
    assert result.exit_code == 1
    assert sorted(p.name for p in (tmp_path / "出").iterdir()) == [
        "impact.html",
        "impact.json",
        "impact.xlsx",
    ]
    assert "共 69 个责任主体，28 个有变化（确定 11，可能 17）" in result.stdout
    assert document(tmp_path / "出")["counts"]["rejected"] == 3


def test_names_stay_in_the_files(tmp_path: Path) -> None:
    result = run(BASE, EXAMPLE_PROPOSAL, cases(tmp_path), "--out", tmp_path / "出")
    assert result.exit_code == 0
    assert "张三丰" not in result.output
    assert "甲县县委" not in result.output
    assert "张三丰" in (tmp_path / "出" / "impact.html").read_text(encoding="utf-8")


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("一", "二"):
        run(BASE, EXAMPLE_PROPOSAL, EXAMPLE_CASES, "--out", tmp_path / name)
    for file in ("impact.html", "impact.json", "impact.xlsx"):
        assert (tmp_path / "一" / file).read_bytes() == (tmp_path / "二" / file).read_bytes()


def test_the_keys_of_the_json_are_the_documented_ones(tmp_path: Path) -> None:
    run(BASE, EXAMPLE_PROPOSAL, EXAMPLE_CASES, "--out", tmp_path, "--format", "json")
    found = document(tmp_path)
    assert list(found) == [
        "wenze",
        "old",
        "new",
        "proposal",
        "inputs",
        "counts",
        "amendments",
        "status_flow",
        "measure_flow",
        "breakdown",
        "causes",
        "movers",
        "inversions",
        "open_questions",
        "results",
        "changes",
    ]
    assert list(found["old"]) == ["id", "version", "sha256", "title"]
    assert list(found["proposal"]) == ["name", "sha256", "title", "reason"]
    assert list(found["amendments"][0]) == [
        "id",
        "part",
        "entry",
        "before",
        "after",
        "place",
        "replaces",
        "override",
        "facts_gained",
        "facts_dropped",
        "sole",
        "shared",
    ]
    directions = ["stricter", "lighter", "wider", "narrower", "inner", "level"]
    assert list(found["breakdown"]) == ["fault", "role", "level", "unit"]
    assert list(found["breakdown"]["role"][0]) == [
        "id",
        "label",
        "subjects",
        "changed",
        *directions,
    ]
    assert list(found["causes"][0]) == [
        "manner",
        "kinds",
        "sets",
        "subjects",
        *directions,
    ]
    assert list(found["movers"][0]) == ["change", "subjects", "shift", "before", "after"]
    assert list(found["movers"][0]["before"]) == ["result", "reasons"]
    assert list(found["inversions"]) == [
        "complete",
        "before",
        "after",
        "arising",
        "gone",
        "examples",
        "examples_gone",
    ]
    assert list(found["open_questions"]) == ["before", "after", "facts"]
    assert list(found["results"][0]) == [
        "kind",
        "status",
        "measures",
        "lightest",
        "heaviest",
        "referrals",
    ]
    assert list(found["changes"][0]) == [
        "case_id",
        "unit",
        "subject",
        "kind",
        "role",
        "level",
        "source",
        "before",
        "after",
        "direction",
        "shift",
        "cause",
        "facts",
    ]


def test_the_page_needs_nothing_else_and_text_in_it_is_only_text(tmp_path: Path) -> None:
    spoiled = GOOD.replace("张三丰", '<script>alert("x")</script>&')
    run(BASE, EXAMPLE_PROPOSAL, cases(tmp_path, spoiled), "--out", tmp_path, "--format", "html")
    page = (tmp_path / "impact.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert" in page
    links = set(re.findall(r'(?:src|href|url)\s*[=(]\s*["\']?([^"\'\s>)]+)', page))
    assert links == set()
    assert set(re.findall(r"https?://[^\"'<\s]+", page)) == {"http://www.w3.org/2000/svg"}
    assert page.count("<svg") == 5


def test_a_unit_with_the_name_of_a_drawing_is_no_drawing(tmp_path: Path) -> None:
    spoiled = GOOD.replace("甲县县委", "<svg onload=alert(1)>")
    run(BASE, EXAMPLE_PROPOSAL, cases(tmp_path, spoiled), "--out", tmp_path, "--format", "html")
    page = (tmp_path / "impact.html").read_text(encoding="utf-8")
    assert "<svg onload" not in page
    assert "&lt;svg onload=alert(1)&gt;" in page


def test_the_sheets_of_the_workbook(tmp_path: Path) -> None:
    run(BASE, EXAMPLE_PROPOSAL, EXAMPLE_CASES, "--out", tmp_path, "--format", "xlsx")
    book = openpyxl.load_workbook(tmp_path / "impact.xlsx")
    assert book.sheetnames == [
        "总览",
        "变动最大",
        "变化归类",
        "变化明细",
        "按类统计",
        "倒挂",
        "待定事项",
    ]
    rows = list(book["变化明细"].iter_rows(values_only=True))
    assert len(rows) == 29
    assert rows[1] == (
        "2024-001",
        "甲县县委",
        "甲县县委书记",
        "主要领导",
        "县级",
        1,
        "诫勉谈话、责令作出书面检查",
        "责令作出书面检查、通报批评",
        "更重",
        "裁量基准 主要责任 × 一般（proposal.yaml:11 改写）",
        "情节 = 一般、主体类别 = 个人、责任方 = 主要领导、角色 = 主要领导",
        "cases.xlsx 责任人 2",
    )
    groups = list(book["变化归类"].iter_rows(min_row=2, values_only=True))
    assert groups[0] == (
        1,
        8,
        "诫勉谈话、责令作出书面检查",
        "责令作出书面检查、通报批评",
        "更重",
        "裁量基准 主要责任 × 一般（proposal.yaml:11 改写）",
        "2024-001 · 甲县县委书记\n2024-006 · 甲县县委常委\n2024-013 · 丙县县委书记",
    )
    assert [row[1] for row in groups] == [8, 3, 3, 2, 2, 2, 2, 2, 1, 1, 1, 1]
    assert [row[0] for row in groups] == list(range(1, len(groups) + 1))
    front = [v for row in book["总览"].iter_rows(values_only=True) for v in row if v]
    assert 28 in front
    assert "最重一项处理的变化：个人" in front
    charts = [n for n in ZipFile(tmp_path / "impact.xlsx").namelist() if "charts/chart" in n]
    assert charts == ["xl/charts/chart1.xml"]


def test_a_long_table_is_written_plainly_and_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows put into the finished file hold what rows written cell by cell hold."""
    spoiled = GOOD + "".join(
        GOOD.splitlines()[1].replace("A-1", f"A-{n}").replace("张三丰", name) + "\n"
        for n, name in enumerate(("=1+1", "<r>&amp;</r>", " 空格 ", "甲\U00020000乙"), 2)
    )
    for name, limit in (("细", 100), ("简", 2)):
        monkeypatch.setattr("exporters.impact.workbook.LARGE", limit)
        run(BASE, EXAMPLE_PROPOSAL, cases(tmp_path, spoiled), "--out", tmp_path / name)
    rich, plain = (openpyxl.load_workbook(tmp_path / n / "impact.xlsx") for n in ("细", "简"))
    assert rich.sheetnames == plain.sheetnames
    for sheet in rich:
        assert list(plain[sheet.title].values) == list(sheet.values)
    details = plain["变化明细"]
    assert [row[2] for row in details.iter_rows(min_row=2, values_only=True)] == [
        "张三丰",
        "=1+1",
        "<r>&amp;</r>",
        "空格",
        "甲\U00020000乙",
    ]
    assert {cell.data_type for cell in details["C"]} == {"s"}
    assert details.auto_filter.ref == "A1:L6"
    assert details.dimensions == "A1:L6"
    assert details.conditional_formatting
    calamine = python_calamine.load_workbook(str(tmp_path / "简" / "impact.xlsx"))
    assert calamine.get_sheet_by_name("变化明细").to_python()[2][2] == "=1+1"
    again = tmp_path / "再"
    run(BASE, EXAMPLE_PROPOSAL, cases(tmp_path, spoiled), "--out", again)
    assert (again / "impact.xlsx").read_bytes() == (tmp_path / "简" / "impact.xlsx").read_bytes()


def test_a_long_table_goes_on_to_further_sheets() -> None:
    """A sheet holds 1,048,576 rows; the next takes the rest."""
    finished, out = BytesIO(), BytesIO()
    paper = Paper(finished, "", "zh", False, "")
    rows = [(n, f"第{n}行") for n in range(4)] + [(4, "_x000D_")]
    columns = [Column("序号", 8.0, chip=True), Column("内容", 20.0)]
    table = open_sheets(paper, Text("明细", "Rows"), columns, rows, [("3", "#FF0000")], limit=2)
    paper.close("x")
    fill(finished, [table], out, "zh")
    assert '<t xml:space="preserve">_x005F_x000D_</t>' in (  # else Excel would show a line end
        ZipFile(out).read("xl/worksheets/sheet3.xml").decode()
    )
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["明细", "明细(2)", "明细(3)"]
    assert [list(sheet.values) for sheet in book] == [
        [("序号", "内容"), (0, "第0行"), (1, "第1行")],
        [("序号", "内容"), (2, "第2行"), (3, "第3行")],
        [("序号", "内容"), (4, "_x005F_x000D_")],
    ]


def test_text_that_begins_a_formula_stays_text(tmp_path: Path) -> None:
    spoiled = GOOD.replace("张三丰", "=1+1")
    run(BASE, EXAMPLE_PROPOSAL, cases(tmp_path, spoiled), "--out", tmp_path, "--format", "xlsx")
    book = openpyxl.load_workbook(tmp_path / "impact.xlsx")
    cell = book["变化明细"]["C2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_edited_baseline_table_is_a_proposal(tmp_path: Path, kind: str) -> None:
    path = written(tmp_path, "基准.csv", TABLE)
    if kind == "xlsx":
        path = tmp_path / "基准.xlsx"
        book = xlsxwriter.Workbook(str(path))
        sheet = book.add_worksheet("基准")
        sheet.write(0, 0, "本县裁量基准")
        for row, line in enumerate(TABLE.splitlines(), 2):
            sheet.write_row(row, 0, line.split(","))
        book.close()
    result = run(BASE, path, cases(tmp_path), "--out", tmp_path / "出", "--format", "json")
    assert result.exit_code == 0
    found = document(tmp_path / "出")
    assert [a["id"] for a in found["amendments"]] == ["cell:primary/ordinary"]
    assert found["counts"]["changed"] == 1


def test_mistakes_in_a_baseline_table_name_their_cells(tmp_path: Path) -> None:
    table = (
        "责任,情节,处理方式\n主要责任,一般,通报批平\n主要则任,一般,诫勉谈话\n"
        "主要责任,轻微,\n次要责任,严重,诫勉谈话\n"
    )
    path = written(tmp_path, "基准.csv", table)
    result = run(BASE, path, cases(tmp_path), "--out", tmp_path / "出")
    assert result.exit_code == 2
    assert not (tmp_path / "出").exists()
    places = re.findall(r"^基准\.csv!基准!([A-Z]\d+)：", result.stderr, re.MULTILINE)
    assert places == ["C2", "A3", "C4", "C5"]
    assert "是不是“通报批评”" in result.stderr
    assert "是不是“主要责任”" in result.stderr


def test_nobody_affected_and_no_mover_is_still_a_report(tmp_path: Path) -> None:
    out_of_scope = GOOD.replace("县级", "乡级")
    result = run(BASE, EXAMPLE_PROPOSAL, cases(tmp_path, out_of_scope), "--out", tmp_path / "出")
    assert result.exit_code == 0
    found = document(tmp_path / "出")
    assert (found["counts"]["changed"], found["movers"], found["changes"]) == (0, [], [])
    page = (tmp_path / "出" / "impact.html").read_text(encoding="utf-8")
    assert "这批案件没有一个受影响。" in page


def test_a_table_with_other_headings_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "基准.csv", "责任,处理方式\n主要责任,诫勉谈话\n")
    result = run(BASE, path, cases(tmp_path), "--out", tmp_path / "出")
    assert (result.exit_code, result.stderr) == (
        2,
        "基准.csv：没有一张表有这三列：责任、情节、处理方式\n",
    )


def test_a_book_id_or_folder_may_be_new(tmp_path: Path) -> None:
    result = run(BASE, BASE, cases(tmp_path), "--out", tmp_path / "出", "--format", "json")
    assert result.exit_code == 0
    found = document(tmp_path / "出")
    assert (found["amendments"], found["proposal"]) == ([], None)


@pytest.mark.parametrize(
    ("new", "words"),
    [("没有这本", "没有规则书"), ("没有.yaml", "读写文件失败"), ("没有.csv", "读写文件失败")],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(tmp_path: Path, new: str, words: str) -> None:
    result = run(BASE, tmp_path / new, cases(tmp_path), "--out", tmp_path / "出")
    assert result.exit_code == 2
    assert words in result.stderr
    assert not (tmp_path / "出").exists()


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "impact.xlsx"
    path.write_bytes(EXAMPLE_CASES.read_bytes())
    result = run(BASE, EXAMPLE_PROPOSAL, path, "--out", tmp_path)
    assert result.exit_code == 2
    assert path.read_bytes() == EXAMPLE_CASES.read_bytes()


def test_the_python_of_the_page_runs() -> None:
    """The last example of docs/impact.md, from the project's own folder."""
    page = (ROOT / "docs" / "impact.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    code = code.replace('"examples/', f'"{ROOT}/examples/').replace("print(", "found = (")
    names: dict[str, Any] = {}
    exec(code, names)
    assert names["found"][0] == 28


def test_the_overlay_of_the_page_is_a_proposal(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "impact.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    text = re.sub(r"^  lower: .*\n", "", text, flags=re.MULTILINE)
    path = written(tmp_path, "提案.yaml", text)
    result = run(BASE, path, cases(tmp_path), "--out", tmp_path / "出", "--format", "json")
    assert result.exit_code == 0
    assert [a["id"] for a in document(tmp_path / "出")["amendments"]] == [
        "scope:scope.level",
        "rule:fault-4.late-report",
        "rule:fault-4.late-handling",
        "rule:新规则",
        "cell:primary/ordinary",
        "suggest:slight",
    ]


def test_an_edited_workbook_of_a_whole_book_may_be_new(tmp_path: Path) -> None:
    path = tmp_path / "整本.xlsx"
    book, draft = read_draft(BASE)
    path.write_bytes(workbook_bytes(draft, book.vocabulary))
    result = run(BASE, path, cases(tmp_path), "--out", tmp_path / "出", "--format", "json")
    assert result.exit_code == 0
    assert document(tmp_path / "出")["amendments"] == []
