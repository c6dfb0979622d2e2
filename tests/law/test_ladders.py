"""Party and administrative sanctions side by side: a hint whether they go together."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from examples.ladders.build import TARGET, build
from rules import load_book
from rules.matching import matchings
from tests.test_cli import wenze

BOOKS = ("party-discipline-2023", "public-officials-sanctions-2020")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("ladders")
    given = [word for book in BOOKS for word in ("--book", book)]
    done = wenze("evaluate", str(TARGET), "--out", str(out), "--decided", "2025-06-01", *given)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def lines(folder: Path) -> list[dict[str, Any]]:
    written = (folder / "alongside.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in written.splitlines()]


def test_the_workbook_is_up_to_date(tmp_path: Path) -> None:
    build(tmp_path / "cases.xlsx")
    assert (tmp_path / "cases.xlsx").read_bytes() == TARGET.read_bytes()


def test_one_workbook_serves_two_books_that_name_their_faults_differently(
    lines: list[dict[str, Any]],
) -> None:
    first = lines[0]["results"]
    assert [result["book"] for result in first] == list(BOOKS)
    assert [result["measures"] for result in first] == [["warning"], ["demerit"]]


def test_what_goes_together_is_told(lines: list[dict[str, Any]]) -> None:
    told = [line["matching"][0] for line in lines]
    assert [found["verdict"] for found in told] == [
        "match",
        "mismatch",
        "mismatch",
        "match",
        "mismatch",
        "one_sided",
        "not_compared",
        "open",
        "none",
    ]
    assert {found["basis"] for found in told} == {"commentary"}
    assert told[0]["why"] == "党纪警告；政务记过"
    assert told[0]["cells"] == [["warning", "demerit"], ["serious_warning", "major_demerit"]]


def test_of_a_mismatch_the_cells_that_would_match_are_told(lines: list[dict[str, Any]]) -> None:
    found = lines[1]["matching"][0]
    assert found["cells"] == [["removal_from_posts", "dismissal"], ["probation", "dismissal"]]
    assert found["why"] == (
        "党纪撤销党内职务；政务降级。幅度内相配的：党纪撤销党内职务＝政务撤职、党纪留党察看＝政务撤职"
    )


def test_a_sanction_in_place_of_another_is_compared_as_the_one_that_was_due(
    lines: list[dict[str, Any]],
) -> None:
    assert lines[2]["results"][0]["measures"] == ["serious_warning_instead"]
    assert ["serious_warning_instead", "dismissal"] in lines[2]["matching"][0]["cells"]


def test_what_a_clause_demands_is_cited(lines: list[dict[str, Any]]) -> None:
    assert lines[4]["matching"][0]["why"] == (
        "党纪没有处分；政务开除。党纪第三十五条第二款：政务撤职以上的，应当给予党纪撤销党内职务以上"
    )


def test_the_hint_changes_no_recommendation(folder: Path, tmp_path: Path) -> None:
    for book in BOOKS:
        out = tmp_path / book
        assert wenze("evaluate", str(TARGET), "--out", str(out), "--book", book).returncode == 0
        alone = (out / "decisions.jsonl").read_bytes()
        assert alone == (folder / book / "decisions.jsonl").read_bytes()


def test_the_workbook_has_the_hint_and_says_that_it_is_no_law(folder: Path) -> None:
    book = load_workbook(folder / "results.xlsx")
    assert book.sheetnames == ["并列一览", "匹配表", "规则书"]
    rows = list(book["并列一览"].iter_rows(values_only=True))
    assert rows[0][4] == "党纪处分与政务处分的匹配（提示，不是条文）"
    assert rows[1][4] == "匹配\n党纪警告；政务记过"
    table = list(book["匹配表"].iter_rows(values_only=True))
    assert table[1][:2] == ("警告", "记过")
    assert table[2][:2] == ("严重警告", "记大过、降级")
    assert any("评论意见，不是条文" in str(row[2]) for row in table)


def test_every_table_names_grades_that_its_books_have() -> None:
    books = {b.book.metadata.family: b.book for b in map(load_book, BOOKS)}
    (matching,) = matchings()
    spoken = [
        {s for pair in matching.pairs for s in pair.first} | {d.first for d in matching.demands},
        {s for pair in matching.pairs for s in pair.second} | {d.second for d in matching.demands},
    ]
    for side, named in zip(matching.sides, spoken, strict=True):
        book = books[side.book]
        ladder = {m.id for m in book.catalogue if m.ladder == side.ladder}
        assert named <= ladder
        assert set(side.stands_for.values()) <= ladder
        assert set(side.stands_for) <= {m.id for m in book.catalogue}
    party = books["party-discipline"]
    for demand in matching.demands:
        assert all(party.outline.clause(cite) for cite in demand.cite)


def test_a_column_for_a_book_goes_before_the_plain_one_whoever_reads(tmp_path: Path) -> None:
    header = (
        "案件编号,事发日期,责任主体,主体类别,角色,过错情形,过错情形（政务）,过错情形（public-x）"
    )
    row = "1,2025-03-01,甲,个人,主要领导,第132条,第三十九条,不认识"
    path = tmp_path / "cases.csv"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    for book, fault in (
        ("party-discipline-2023", "d132"),
        ("public-officials-sanctions-2020", "a39"),
    ):
        out = tmp_path / book
        done = wenze("evaluate", str(path), "--out", str(out), "--book", book, "--format", "jsonl")
        assert done.returncode == 0, done.stderr
        line = json.loads((out / "decisions.jsonl").read_text(encoding="utf-8"))
        assert line["faults"][0]["id"] == fault
    assert wenze("explain", str(path), "--case", "1", "--book", book).returncode == 0
    assert wenze("check", str(path), "--book", book).returncode == 0


def test_an_input_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "results.xlsx"
    path.write_bytes(TARGET.read_bytes())
    given = [word for book in BOOKS for word in ("--book", book)]
    done = wenze("evaluate", str(path), "--out", str(tmp_path), *given)
    assert done.returncode == 2
    assert "会被结果覆盖" in done.stderr
    assert path.read_bytes() == TARGET.read_bytes()
