"""Coverage by clause, rule and literal, and the examples that are suggested for the gaps."""

from pathlib import Path

import pytest

from drafting.coverage import cover, decisive_value
from drafting.examples import run_examples
from drafting.testing_results import coverage_lines
from facts import FALSE, TRUE, UNKNOWN
from rules.atoms import Atom, Concluded, Every, Literal, Some
from rules.logic import kleene
from tests.drafting_cases.books import CORE
from tests.drafting_cases.copies import copy_of, opened, pasted, without_examples

A, B = Concluded("甲"), Concluded("乙")
YES_A, NOT_B = Literal(A, True), Literal(B, False)


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (TRUE, FALSE, TRUE, TRUE),
        (TRUE, TRUE, FALSE, TRUE),
        (FALSE, UNKNOWN, FALSE, UNKNOWN),
        (TRUE, UNKNOWN, UNKNOWN, TRUE),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        (FALSE, TRUE, FALSE, FALSE),
    ],
)
def test_conditions_are_valued_as_kleene_says(a: int, b: int, both: int, either: int) -> None:
    truths: dict[Atom, int] = {A: a, B: b}
    parts = (YES_A, NOT_B)
    assert (kleene(Every(parts), truths), kleene(Some(parts), truths)) == (both, either)


@pytest.mark.parametrize(
    ("a", "b", "of_a", "of_not_b"),
    [
        (TRUE, FALSE, TRUE, TRUE),  # both hold: either alone would undo it
        (FALSE, FALSE, FALSE, UNKNOWN),  # only 甲 keeps it from holding
        (TRUE, TRUE, UNKNOWN, FALSE),  # only 乙 does
        (FALSE, TRUE, UNKNOWN, UNKNOWN),  # neither alone would help
        (FALSE, UNKNOWN, UNKNOWN, UNKNOWN),  # what 甲 would do is not known
    ],
)
def test_a_literal_is_decisive_where_flipping_it_alone_flips_the_condition(
    a: int, b: int, of_a: int, of_not_b: int
) -> None:
    formula = Every((YES_A, NOT_B))
    truths: dict[Atom, int] = {A: a, B: b}
    found = [decisive_value(formula, literal, truths) for literal in formula.parts]  # type: ignore[arg-type]
    assert found == [of_a, of_not_b]


def test_the_shipped_book_is_covered() -> None:
    book, file = opened(CORE)
    coverage = cover(book, file)
    assert [r.rule for r in coverage.rules if not (r.holds and r.fails)] == []
    assert [x.literal for x in coverage.literals if not x.covered] == []
    assert [(x.rule, x.literal, x.possible) for x in coverage.literals if False in x.possible] == [
        ("fault-8", "同案主体数 ≥ 1人", (None, False)),
        ("mitigation-7", "过错情形5不成立", (None, False)),
    ]


def test_a_literal_without_its_example_is_reported_with_one_that_covers_it(tmp_path: Path) -> None:
    folder = copy_of(tmp_path)
    without_examples(folder, "f5.weak")
    book, file = opened(folder)
    (gap,) = [x for x in cover(book, file).literals if not x.covered]
    assert (gap.rule, gap.literal, gap.true != "", gap.false != "") == (
        "fault-5.not-executed",
        "执行不力 = 是",
        False,
        True,
    )
    (text,) = gap.suggested
    assert text.splitlines()[:3] == [
        "  - id: cover.fault-5.not-executed",
        "    title: fault-5.not-executed：“执行不力 = 是”单独决定结果",
        "    about: [fault-5.not-executed]",
    ]
    pasted(folder, text)
    book, file = opened(folder)
    assert [x.literal for x in cover(book, file).literals if not x.covered] == []
    assert [o.example.id for o in run_examples(book, file.examples) if o.differences] == []


def test_a_rule_and_a_clause_without_examples_are_reported(tmp_path: Path) -> None:
    folder = copy_of(tmp_path)
    without_examples(folder, "ref.administrative", "ref.all")
    book, file = opened(folder)
    told = [line.zh for line in coverage_lines(cover(book, file))]
    assert told[:5] == [
        "条文：已编 31 条，其中有例案 30 条",
        "  缺例案：责任追究制度(五)",
        "规则：37 个条件，36 个既有成立的例案又有不成立的例案",
        "  没有成立的例案：referral-6.administrative",
        "条件项：85 项，84 项两面都由例案单独决定过（MC/DC）",
    ]
    assert (
        "  未覆盖：referral-6.administrative 的“应受政务处分 = 是”为真时没有单独决定过结果" in told
    )


def test_each_clause_has_its_status(tmp_path: Path) -> None:
    book, file = opened(CORE)
    statuses = {c.clause: c.status for c in cover(book, file).clauses}
    some = ("责任追究制度(一)", "责任追究制度(二)4", "责任追究制度(五)7", "调查研究制度")
    assert [statuses[clause] for clause in some] == [
        "discretion",
        "tested",
        "tested",
        "out_of_scope",
    ]
