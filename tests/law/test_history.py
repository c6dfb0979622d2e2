"""A sanction within the period of an earlier one: from the sheet 处理历史 to the reports."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.test_cli import ROOT, wenze
from wenze import evaluate

PARTY, STATE = "party-discipline-2023", "public-officials-sanctions-2020"
HANDLING = "organizational-handling-2021"
#: The examples of the books, as workbooks.
BOOKS = ROOT / "examples" / "books"
CASE: dict[str, Any] = {
    "案件编号": "2025-001",
    "事发日期": "2024-12-01",
    "过错情形": "第62条",
    "情节": "一般",
    "涉嫌犯罪": "否",
}
SUBJECT: dict[str, Any] = {
    "案件编号": "2025-001",
    "责任主体": "某局局长",
    "主体类别": "个人",
    "角色": "主要领导",
    "党员身份": "正式党员",
    "责任关系": "主管的工作",
    "担任党内职务": "是",
    "从宽情形": "没有",
    "从重情形": "受处分后又故意违纪应受处分",
    "分则从重情形": "没有",
    "共同违纪的为首者": "否",
    "苗头性倾向性问题": "否",
    "没有故意过失而由不可抗力等引起": "否",
    "经批准在幅度以外减轻": "否",
}


def workbook(path: Path, decided: str, *history: dict[str, Any], **given: Any) -> Path:
    book = Workbook()
    sheets = {
        "案件": [CASE],
        "责任人": [{**SUBJECT, "处分决定日期": decided, **given}],
        "处理历史": [{"案件编号": "2025-001", "责任主体": "某局局长", **h} for h in history],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows):
            if not number:
                sheet.append(list(row))
            sheet.append(list(row.values()))
    del book["Sheet"]
    book.save(path)
    return path


def effects(path: Path, book: str = PARTY) -> list[dict[str, Any]]:
    """What ``decisions.jsonl`` says of the only subject."""
    (written,) = evaluate(path, book=book).write(path.parent / "out", ("jsonl",))[:1]
    found: list[dict[str, Any]] = json.loads(written.read_text(encoding="utf-8"))["effects"]
    return found


@pytest.mark.parametrize(
    ("earlier", "decided", "months", "until", "left"),
    [
        # Worked examples of discipline bodies: 18 + 6, and 18 + 7.
        ("2024-01-15", "2024-07-15", 24, "2026-07-15", (6, 0)),
        ("2024-08-06", "2025-01-06", 25, "2027-02-06", (7, 0)),
        # Not to be rounded up to the harm of the person.
        ("2024-08-06", "2025-01-20", 24, "2027-02-06", (6, 17)),
        ("2024-08-06", "2025-08-05", 18, "2027-02-06", (0, 1)),
    ],
)
def test_what_is_left_of_the_earlier_period_and_the_new_one_are_one(
    tmp_path: Path, earlier: str, decided: str, months: int, until: str, left: tuple[int, int]
) -> None:
    path = workbook(tmp_path / "a.xlsx", decided, {"处分": "警告", "决定日期": earlier})
    (effect,) = effects(path)
    assert effect["measures"] == ["serious_warning"]
    assert (effect["months"], effect["since"], effect["until"]) == (months, decided, until)
    (other,) = effect["earlier"]
    assert (other["months"], other["days"]) == left
    assert (other["label"], other["how"], other["source"]) == ("警告", "add", "处理历史!A2")


def test_a_period_that_is_over_is_not_added(tmp_path: Path) -> None:
    history = {"处分": "警告", "决定日期": "2024-01-06"}
    (effect,) = effects(workbook(tmp_path / "a.xlsx", "2025-01-06", history))
    assert (effect["months"], effect["until"], effect["earlier"]) == (18, "2026-07-06", [])


def test_a_period_of_unknown_length_leaves_the_end_open(tmp_path: Path) -> None:
    history = {"处分": "留党察看", "决定日期": "2024-01-06"}
    path = workbook(tmp_path / "a.xlsx", "2025-01-06", history)
    (effect,) = effects(path)
    assert (effect["since"], effect["until"]) == ("2025-01-06", "")
    told = wenze("explain", str(path), "--case", "2025-001", "--book", PARTY).stdout
    assert "留党察看（2024-01-06起、处理历史!A2）的影响期没有写明，届满日期算不出" in told


def test_explain_and_the_case_report_show_the_remainder(tmp_path: Path) -> None:
    history = {"处分": "警告", "决定日期": "2024-08-06"}
    path = workbook(tmp_path / "a.xlsx", "2025-01-20", history)
    words = (
        "影响期24个月；2025-01-20起，2027-02-06止；"
        "其中警告（2024-08-06起、处理历史!A2）到2025-08-06届满，剩余6个月零17天"
    )
    assert words in wenze("explain", str(path), "--case", "2025-001", "--book", PARTY).stdout
    reports = tmp_path / "reports"
    given = ("--book", PARTY, "--format", "docx")
    assert wenze("report", str(path), "--out", str(reports), *given).returncode == 0
    from docx import Document

    (report,) = reports.glob("*.docx")
    assert words in "\n".join(p.text for p in Document(str(report)).paragraphs)


def test_the_period_of_what_was_given_is_told_and_changes_no_recommendation(
    tmp_path: Path,
) -> None:
    path = workbook(tmp_path / "a.xlsx", "2025-01-06", 已给予的党纪处分="撤销党内职务")
    suggested, given = effects(path)
    assert suggested["measures"] == ["serious_warning"]
    assert (given["measures"], given["given"]) == (["removal_from_posts"], True)
    assert (given["months"], given["until"]) == (24, "2027-01-06")
    told = wenze("explain", str(path), "--case", "2025-001", "--book", PARTY).stdout
    assert "已给予：撤销党内职务；影响期24个月；2025-01-06起，2027-01-06止" in told


def test_a_law_that_is_silent_only_says_that_the_earlier_period_still_runs() -> None:
    found = evaluate(BOOKS / f"{STATE}.xlsx", book=STATE)
    told = {d.case_id: d.effects for d in found if d.case_id and d.case_id.startswith("history.")}
    (running,) = told["history.still-running"]
    assert (running.months, running.until) == (24, "2026-06-01")
    assert [(e.label, e.how, e.until) for e in running.earlier] == [("警告", "apart", "2024-08-01")]
    assert told["history.over"][0].earlier == ()


def test_the_longer_of_two_governs_where_a_rule_says_so() -> None:
    found = evaluate(BOOKS / f"{HANDLING}.xlsx", book=HANDLING)
    told = {d.case_id: {e.measures[0]: e for e in d.effects} for d in found}
    adjusted = told["longer.sanction"]["post_adjusted"]
    assert (adjusted.months, adjusted.since, adjusted.until) == (18, "2024-05-10", "2025-11-10")
    removed = told["longer.handling"]["removed_from_post"]
    assert (removed.months, removed.since, removed.until) == (24, "2024-05-01", "2026-05-01")
    apart = told["longer.other-matter"]["post_adjusted"]
    assert (apart.months, apart.until, apart.earlier) == (12, "2025-05-01", ())
    assert told["longer.unknown-matter"]["post_adjusted"].until == ""
