"""What stands beside a conclusion: the records of the register, and what would be lighter."""

from functools import cache
from pathlib import Path

import pytest

from exporters.dossier import Dossier
from exporters.page import beside
from exporters.page.data import content
from exporters.redaction import redact
from tests.page.made import Shown
from wenze.dossier import dossier
from wenze.evaluation import evaluate

REGISTER = Path(__file__).parents[2] / "examples" / "books" / "zhangjiakou.xlsx"
CASE = "study.team-short"


@cache
def whole() -> Dossier:
    return dossier(evaluate(REGISTER, book="zhangjiakou"))


def shown(level: str, lang: str = "zh") -> Shown:
    return Shown(content(redact(whole(), level, CASE), lang))


def test_records_stand_in_a_table_and_a_number_made_of_them_leads_there() -> None:
    view = shown("file")
    case = view.go(f"#case={CASE}")
    assert "登记的学习记录" in case
    assert "集中学习2012-01-154天学习记录!A13" in case
    assert "集中学习天数 = 11.5天（学习记录!A9:A15）" in case
    view.follow("学习记录!A9:A15")
    assert view.ask("document.scrolledTo.textContent") == ("专题研讨2012-02-10一季度学习记录!A9")


def test_what_would_be_lighter_is_told_with_clause_and_cells_and_is_no_advice() -> None:
    view = shown("file")
    case = view.go(f"#case={CASE}")
    assert "怎样才会更轻只说明规则怎样起作用" in case
    assert "这不是改动事实的建议" in case
    assert (
        "如果 集中学习天数 ≥ 12天（现为 11.5天（学习记录!A9:A15））：不予追究；"
        "学习调研不达标（学习、培训、调研没有达到要求）不再成立"
        "（依据 二学习(1)、二学习(4)、规则 study.breach）"
    ) in case
    assert "违反学习义务" not in view.follow("二学习(4)")
    english = shown("file", "en").go(f"#case={CASE}")
    assert "What would be lighterThis only describes the rules" in english


def test_records_without_identity_have_ranges_and_no_rows() -> None:
    view = shown("public")
    case = view.go("#case=案件10")
    assert "集中学习2012-013天以上不满10天" in case
    assert "学习记录!" not in case
    assert "3.5天" not in case
    assert "来源行" not in case
    assert "（现为 10天以上不满30天）" in case


def test_many_cases_leave_what_would_be_lighter_to_the_case_reports(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(beside, "MOST_CASES", 0)
    case = shown("file").go(f"#case={CASE}")
    assert "案件多，这里不逐一列出；见审核表，或者 wenze explain。" in case
    assert "如果 集中学习天数" not in case


def test_the_same_run_gives_the_same_content() -> None:
    one = redact(whole(), "file", CASE)
    assert content(one) == content(one)
