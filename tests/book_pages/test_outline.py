"""The outline of a book with its counts, in the terminal, as a workbook and as a page."""

from html.parser import HTMLParser
from pathlib import Path

from click.testing import CliRunner
from openpyxl import load_workbook

from rules import load_book
from wenze.main import main

CASES = Path(__file__).parents[2] / "examples" / "cases.xlsx"


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["book", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_each_clause_is_told_with_its_status_and_its_examples() -> None:
    lines = run("outline", "zhangye-2009").splitlines()
    clauses = load_book("zhangye-2009").book.outline.clauses
    assert len(lines) == len(clauses) + 1
    (fifth,) = [line for line in lines if line.startswith("责任追究制度(二)5  ")]
    assert "[已编并有例案]" in fifth
    (principle,) = [line for line in lines if line.startswith("责任追究制度(一)  ")]
    assert "[留给人裁量]（例案 0）" in principle
    assert lines[-1].startswith(f"共 {len(clauses)} 条：")


def test_given_cases_each_clause_tells_how_many_subjects_it_decided(tmp_path: Path) -> None:
    out = tmp_path / "outline.xlsx"
    run("outline", "zhangye-2009", "--cases", str(CASES), "-o", str(out))
    sheet = load_workbook(out)["条文目录"]
    rows = {row[0]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows["责任追究制度(二)5"][2] == "已编并有例案"
    assert rows["责任追究制度(二)5"][4] == 8
    assert rows["责任追究制度(一)"][4] == 0


class _Links(HTMLParser):
    """The ids of a page, and what its links lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.targets: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.add(str(given["id"]))
        if tag == "a":
            self.targets.add(str(given["href"]))


def test_every_citation_on_the_page_leads_to_its_clause(tmp_path: Path) -> None:
    out = tmp_path / "book.html"
    run("show", "zhangye-2009", "--html", str(out))
    text = out.read_text(encoding="utf-8")
    links = _Links()
    links.feed(text)
    assert "http" not in text.replace("http-equiv", "")
    assert {f"#{id_}" for id_ in links.ids} >= links.targets > set()
    assert "情况类别 属于 [突发事件, 灾情险情, 安全生产事故] 且 报告用时 &gt; 2小时" in text


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        main, ["book", "outline", "zhangye-2009", "-o", str(tmp_path / "a.pdf")]
    )
    assert result.exit_code == 2
    assert "文件名要以 .xlsx 或 .html 结尾" in result.output
