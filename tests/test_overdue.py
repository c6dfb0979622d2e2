"""A book that was compared with its text too long before the cases says so."""

import json
import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from rules import book_ids, load_book
from rules.checked import overdue
from rules.loader import BOOKS
from tests.test_cli import ROOT, wenze
from wenze import evaluate

CASES = str(ROOT / "examples" / "cases.xlsx")
NOTICE = (
    "《市、县区党委责任追究制度（试行）》最近一次同条文核对是2020-01-01，到{latest}已超过一年；"
    "条文此后可能修改，请先核对"
)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The book as it was compared in 2020; the cases are of 2024."""
    folder = tmp_path / "old"
    shutil.copytree(BOOKS / "zhangye-2009", folder)
    path = folder / "book.yaml"
    text = path.read_text(encoding="utf-8")
    assert "last_checked: 2026-11-21" in text
    path.write_text(text.replace("2026-11-21", "2020-01-01"), encoding="utf-8")
    return folder


def overview(path: Path) -> list[str]:
    rows = load_workbook(path)["总览"].iter_rows(values_only=True)
    return [str(cell) for row in rows for cell in row if cell is not None]


def test_results_and_terminal_say_that_the_book_is_old(old: Path, tmp_path: Path) -> None:
    done = wenze("evaluate", CASES, "--out", str(tmp_path / "out"), "--book", str(old))
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    latest = run["book"]["overdue"]["latest"]
    assert latest.startswith("2024-")
    assert run["book"]["overdue"]["last_checked"] == "2020-01-01"
    assert NOTICE.format(latest=latest) in done.stderr
    assert NOTICE.format(latest=latest) in overview(tmp_path / "out" / "results.xlsx")


def test_the_day_of_the_decision_goes_before_the_cases(old: Path, tmp_path: Path) -> None:
    given = ("--book", str(old), "--decided", "2020-12-31", "--format", "jsonl")
    wenze("evaluate", CASES, "--out", str(tmp_path / "out"), *given)
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert "overdue" not in run["book"]
    assert run["options"]["decided"] == "2020-12-31"


def test_explain_and_the_case_report_say_so(old: Path, tmp_path: Path) -> None:
    told = wenze("explain", CASES, "--case", "2024-001", "--book", str(old))
    assert "最近一次同条文核对是2020-01-01" in told.stderr
    given = ("--book", str(old), "--case", "2024-001", "--format", "docx")
    done = wenze("report", CASES, "--out", str(tmp_path / "reports"), *given)
    assert done.returncode in (0, 1), done.stderr
    from docx import Document

    (path,) = sorted((tmp_path / "reports").glob("*.docx"))[:1]
    words = "\n".join(p.text for p in Document(str(path)).paragraphs)
    assert "最近一次同条文核对是2020-01-01" in words


def test_the_joint_workbook_says_so(old: Path, tmp_path: Path) -> None:
    given = ("--book", str(old), "--book", "leaders-accountability-2009")
    wenze("evaluate", CASES, "--out", str(tmp_path / "out"), *given, "--format", "xlsx")
    rows = load_workbook(tmp_path / "out" / "results.xlsx")["规则书"].iter_rows(values_only=True)
    told = {str(row[0]): str(row[-1]) for row in rows}
    assert told["zhangye-2009"].startswith("2020-01-01\n《市、县区党委责任追究制度（试行）》")
    assert told["leaders-accountability-2009"] == "2026-11-21"


def test_a_book_that_is_recent_enough_is_not_mentioned(tmp_path: Path) -> None:
    wenze("evaluate", CASES, "--out", str(tmp_path))
    run = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert "overdue" not in run["book"]
    told = overview(tmp_path / "results.xlsx")
    assert "2026-11-21" in told
    assert not any("最近一次同条文核对" in cell for cell in told)


@pytest.mark.parametrize(
    ("day", "old"),
    [(date(2027, 11, 21), False), (date(2027, 11, 22), True), (None, False)],
)
def test_a_year_is_recent_enough(day: date | None, old: bool) -> None:
    metadata = load_book("zhangye-2009").book.metadata
    assert metadata.last_checked == date(2026, 11, 21)
    assert (overdue(metadata, day) is not None) == old


def test_a_time_limit_that_lies_ahead_does_not_make_a_book_old(old: Path) -> None:
    row = {
        "案件编号": "1",
        "责任主体": "甲",
        "主体类别": "个人",
        "角色": "主要领导",
        "事发日期": "2020-06-01",
        "办理时限": "2030-01-01",
    }
    assert evaluate(pd.DataFrame([row]), book=old).overdue is None
    later = evaluate(pd.DataFrame([{**row, "事发日期": "2021-06-01"}]), book=old).overdue
    assert later is not None
    assert later.latest == date(2021, 6, 1)


@pytest.mark.parametrize("book", book_ids())
def test_every_book_that_ships_says_when_it_was_compared(book: str) -> None:
    assert load_book(book).book.metadata.last_checked is not None


def test_a_large_table_in_chunks_says_so_too(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from wenze import streaming
    from wenze.main import main

    rows = [
        {
            "案件编号": str(number),
            "责任主体": f"第{number}人",
            "主体类别": "个人",
            "角色": "主要领导",
            "事发日期": f"202{number % 3}-06-01",
        }
        for number in range(300)
    ]
    path = tmp_path / "cases.csv"
    pd.DataFrame(rows).to_csv(path, index=False)
    found = []
    for name, large in (("chunks", 0), ("whole", 1 << 30)):
        monkeypatch.setattr(streaming, "LARGE", large)
        words = ["evaluate", str(path), "--out", str(tmp_path / name), "--book", str(old)]
        done = CliRunner().invoke(main, [*words, "--format", "parquet"])
        assert "最近一次同条文核对是2020-01-01" in done.output
        found.append((tmp_path / name / "run.json").read_bytes())
    assert found[0] == found[1]
    assert json.loads(found[0])["book"]["overdue"]["latest"] == "2022-06-01"
