"""Verify and diff on a book with a statutory table: holes, overlaps, duties, merging."""

from pathlib import Path

import pytest

from drafting.diff import compare
from drafting.diff.certificate import lines
from drafting.encoding import endings
from drafting.verify import Finding, verify
from drafting.verify.report import report
from rules import load_book
from rules.errors import BookError
from tests.drafting_cases.books import STATUTE
from tests.verify.planted import changed

LIMIT = 60.0
#: What the small book does not hold, on purpose.
KNOWN = {
    "gap.responsibility",  # the book itself says where its text is silent
    "gap.row/report",  # slight and ordinary: the clause asks for a serious case
    "monotone.gravity",  # the graver row drops the award that the lighter one adds
}


def refuted(findings: list[Finding]) -> set[str]:
    return {f.key for f in findings if f.result == "refuted"}


@pytest.fixture(scope="module")
def found() -> list[Finding]:
    return list(verify(load_book(STATUTE), LIMIT))


def test_what_holds_of_the_small_statute_is_proved(found: list[Finding]) -> None:
    assert refuted(found) == KNOWN
    assert not [f.key for f in found if f.result == "undecided"]
    assert all(w.agrees for f in found for w in f.witnesses)
    proved = {f.key for f in found if f.result == "proved"}
    assert {
        "gap.row/neglect",
        "gap.bearing/direct",
        "reach.row/report.light",
        "reach.rule/study.days",
        "reach.rule/swap",
        "monotone.adjustment",
        "monotone.aggravation",
        "monotone.direction/学习天数",
    } <= proved


def test_a_hole_is_shown_by_the_gravity_that_no_row_names(found: list[Finding]) -> None:
    (hole,) = [f for f in found if f.key == "gap.row/report"]
    (witness,) = hole.witnesses
    assert witness.case.facts["情节"] == "一般"
    assert (witness.faults, witness.outcome) == (("不按规定报告",), "不予追究")
    assert "第二条" in hole.clauses


def test_numbers_worked_out_are_played_again_from_what_is_written(found: list[Finding]) -> None:
    """The engine is given votes and records, and comes to the number that the proof meant."""
    (fires,) = [f for f in found if f.key == "reach.rule/neglect.votes"]
    (witness,) = fires.witnesses
    share = witness.case.facts["不称职票占比"]
    assert share > 1 / 3
    (row, *_) = witness.case.rows()
    assert row["不称职票"] / row["有效票"] == pytest.approx(share)
    assert witness.agrees


PLANTED = {
    "overlap": (
        "tariff.yaml",
        "gravity: [grave, very_grave], measures",
        "gravity: [serious, grave, very_grave], measures",
        {"overlap.rows/neglect.light-neglect.heavy"},
    ),
    "unreached-row": (
        "rules.yaml",
        "then: 承担 集体责任",
        "then: 承担 领导责任",
        {"reach.responsibility/collective", "contradiction.kind/leading"},
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_planted_defects_are_refuted(name: str, tmp_path: Path) -> None:
    file, old, new, keys = PLANTED[name]
    book = changed(tmp_path / "draft", file, old, new, STATUTE)
    found = list(verify(book, LIMIT))
    assert keys <= refuted(found)
    assert not [f.key for f in found if f.result == "undecided"]
    assert list(report(book.book, found))


def test_a_book_with_too_many_endings_is_not_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endings, "MOST_WAYS", 10)
    book = load_book(STATUTE)
    found = list(verify(book, LIMIT))
    undecided = {f.key for f in found if f.result == "undecided"}
    assert {"gap.outcome", "monotone", "reach.outcome"} <= undecided
    assert "reach.rule/swap" in {f.key for f in found if f.result == "proved"}
    compared = compare(book, book, LIMIT)
    assert compared.undecided
    assert not compared.complete


# ── diff ──────────────────────────────────────────────────────────────────────


def test_a_statute_equals_itself() -> None:
    book = load_book(STATUTE)
    found = compare(book, book, LIMIT)
    assert found.complete
    assert found.regions == ()


def test_a_moved_end_of_a_range_is_named_with_its_row(tmp_path: Path) -> None:
    new = changed(
        tmp_path / "new", "tariff.yaml", "[warning, demerit]}", "[demerit, demotion]}", STATUTE
    )
    found = compare(load_book(STATUTE), new, LIMIT)
    assert found.complete
    assert {region.direction for region in found.regions} == {"stricter", "lighter", "other"}
    first = found.regions[0]
    assert (first.before, first.after) == ("警告；报上级批准", "记过；报上级批准")
    assert {"不履行职责不成立", "学习不达标不成立", "情节 = 较重"} <= set(first.conditions)
    assert [c.text.zh for c in first.causes] == ["修改档次 report.light"]
    assert all(region.agrees for region in found.regions)
    (lighter,) = [r for r in found.regions if r.direction == "lighter"]
    assert (
        "规则 swap（记过 代替 降级）成立" in lighter.conditions
    )  # a heavier range, put in its place
    assert "已证明：除此以外，任何案件的结果都相同。" in "\n".join(lines(found))


def test_a_stricter_duty_is_told_by_its_number(tmp_path: Path) -> None:
    new = changed(tmp_path / "new", "rules.yaml", "< 12天", "< 15天", STATUTE)
    found = compare(load_book(STATUTE), new, LIMIT)
    assert found.complete
    assert {r.direction for r in found.regions} <= {"stricter", "other"}
    assert {"学习天数 ≥ 12天", "学习天数 < 15天"} <= set(found.regions[0].conditions)


def test_books_that_mean_different_things_by_one_name_are_refused(tmp_path: Path) -> None:
    new = changed(
        tmp_path / "new",
        "facts.yaml",
        "label: 原处分剩余月数, entity: subject, type: number, unit: 个月",
        "label: 原处分剩余月数, entity: subject, type: number, unit: 天",
        STATUTE,
    )
    with pytest.raises(BookError, match="原处分剩余月数"):
        compare(load_book(STATUTE), new, LIMIT)
