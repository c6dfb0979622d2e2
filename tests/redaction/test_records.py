"""Records and what would be lighter: as other facts at every level."""

from functools import cache
from pathlib import Path

import pytest

from exporters.dossier import Dossier
from exporters.redaction import redact
from wenze.dossier import dossier
from wenze.evaluation import evaluate

REGISTER = Path(__file__).parents[2] / "examples" / "books" / "zhangjiakou.xlsx"
CASE, NAME = "study.team-short", "责任人1"


@cache
def whole() -> Dossier:
    return dossier(evaluate(REGISTER, book="zhangjiakou"))


def rows(found: Dossier) -> list[tuple[str, str]]:
    """Where each record of the case stands, and its values."""
    (case,) = found.cases
    (kind,) = case.records
    assert kind.label == "学习记录"
    return [
        (row.source, " ".join(line.value for line in row.lines if line.value)) for row in kind.rows
    ]


def test_the_file_has_every_record_with_its_row() -> None:
    found = rows(redact(whole(), "file", CASE))
    assert len(found) == 7
    assert found[0] == ("学习记录!A9", "专题研讨 2012-02-10 一季度")
    assert found[-1] == ("学习记录!A15", "集中学习 2012-03-15 3.5天")


def test_the_person_concerned_sees_the_records_of_the_own_case() -> None:
    assert rows(redact(whole(), "respondent", CASE, NAME)) == rows(redact(whole(), "file", CASE))


def test_in_public_there_are_months_and_ranges_and_no_rows() -> None:
    found = rows(redact(whole(), "public", CASE))
    assert found[0] == ("", "专题研讨 2012-02 一季度")
    assert found[-1] == ("", "集中学习 2012-03 3天以上不满10天")


def test_what_would_be_lighter_is_told_at_every_level_as_the_facts_are() -> None:
    index = redact(whole(), "file", CASE).cases[0].subjects[0].index
    levels = {
        "file": redact(whole(), "file", CASE),
        "respondent": redact(whole(), "respondent", CASE, NAME),
        "public": redact(whole(), "public", CASE),
    }
    told = {}
    for level, found in levels.items():
        (way,) = found.lighter(index)
        (change,) = way.changes
        told[level] = (change.was.value, bool(change.was.source), change.becomes)
        assert way.outcome.status == "no_accountability"
    assert told == {
        "file": ("11.5天", True, "集中学习天数 ≥ 12天"),
        "respondent": ("11.5天", True, "集中学习天数 ≥ 12天"),
        "public": ("10天以上不满30天", False, "集中学习天数 ≥ 12天"),
    }
    assert levels["public"].lighter(index)[0].outcome.subject == "责任主体1"


@pytest.mark.parametrize("level", ["respondent", "public"])
def test_nothing_is_told_of_subjects_outside_the_view(level: str) -> None:
    other = whole().cases[0].subjects[0].index
    with pytest.raises(KeyError):
        redact(whole(), level, CASE, NAME).lighter(other)
