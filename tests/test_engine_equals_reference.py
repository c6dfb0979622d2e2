"""The engine and the slow evaluator agree, stage by stage and in the whole."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules import load_book
from rules.kernel import CONFLICT, READING
from sanctions import Decider, Decisions, decide
from tests.drafting_cases.books import CORE
from tests.random_cases import as_table, entangled_facts, for_reference, random_facts
from tests.reference import ReferenceBook, determine
from tests.reference.conditions import all_of, any_of, truth

CASES = 5000
VALUES = {True: 1, False: 0, None: 2, "冲突": CONFLICT, "读法": READING}


@pytest.fixture(scope="module")
def reference() -> ReferenceBook:
    return ReferenceBook()


@pytest.fixture(scope="module")
def decider() -> Decider:
    return Decider(load_book(CORE))


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    dice = random.Random(20091)
    return [random_facts(dice, dice.choice([0.0, 0.15, 0.4])) for _ in range(CASES)]


@pytest.fixture(scope="module")
def decisions(decider: Decider, cases: list[dict[str, Any]]) -> Decisions:
    return decide(decider, as_table(cases))


@pytest.fixture(scope="module")
def situations(reference: ReferenceBook, cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [reference.situation(for_reference(case)) for case in cases]


def test_scope_agrees_on_five_thousand_cases(
    reference: ReferenceBook, decisions: Decisions, situations: list[dict[str, Any]]
) -> None:
    for i, situation in enumerate(situations):
        expected = all_of([truth(node, situation) for node in reference.scope])
        assert decisions.inference.result("scope", i).values == (VALUES[expected],), i


def test_every_fault_agrees_on_five_thousand_cases(
    reference: ReferenceBook, decisions: Decisions, situations: list[dict[str, Any]]
) -> None:
    for i, situation in enumerate(situations):
        for fault in reference.faults:
            expected = VALUES[reference.finding(fault, situation)]
            found = decisions.inference.result(f"finding/{fault.id}", i).values[0]
            assert found == expected, (i, fault.id, situation)


def test_responsibility_agrees_on_five_thousand_cases(
    reference: ReferenceBook, decisions: Decisions, situations: list[dict[str, Any]]
) -> None:
    for i, situation in enumerate(situations):
        found = decisions.inference.result("attribution", i).values
        for value, responsibility in zip(found, reference.responsibilities, strict=True):
            nodes = [node for node, what in reference.attributions if what == responsibility]
            assert value == VALUES[any_of([truth(n, situation) for n in nodes])], i


def test_adjustment_agrees_on_five_thousand_cases(
    reference: ReferenceBook, decisions: Decisions, situations: list[dict[str, Any]]
) -> None:
    for i, situation in enumerate(situations):
        expected = VALUES[truth(reference.mitigation, situation)]
        found = decisions.inference.result("adjustment/mitigation-7", i).values
        assert found == (expected,), i


def test_referrals_agree_on_five_thousand_cases(
    reference: ReferenceBook, decisions: Decisions, situations: list[dict[str, Any]]
) -> None:
    clusters = [c.id for c in decisions.book.stage("procedure")]
    for i, situation in enumerate(situations):
        for cluster, (node, _) in zip(clusters, reference.referrals, strict=True):
            expected = VALUES[truth(node, situation)]
            assert decisions.inference.result(cluster, i).values == (expected,), i


def test_measures_agree_on_five_thousand_fully_known_cases(
    reference: ReferenceBook, decider: Decider
) -> None:
    dice = random.Random(52)
    known: list[dict[str, Any]] = []
    while len(known) < CASES:
        case = random_facts(dice, 0.0)
        if not isinstance(case["事发日期"], tuple):
            known.append(case)
    found = decide(decider, as_table(known))
    compared = 0
    for i, case in enumerate(known):
        points = decider.outcome(int(found.outcomes[i])).points
        expected = determine(reference, for_reference(case)).points
        assert {(p.status, p.measures) for p in points} == set(expected), (i, case)
        compared += 1
    assert compared == CASES


@pytest.mark.parametrize(("unknown", "count"), [(0.1, 500), (0.3, 500), (0.6, 120), (None, 800)])
def test_whole_determinations_agree_with_trying_every_completion(
    reference: ReferenceBook, decider: Decider, unknown: float | None, count: int
) -> None:
    """Status, measures, interval, and exactly the facts that matter; None: entangled cases."""
    dice = random.Random(count)
    drawn = [
        entangled_facts(dice) if unknown is None else random_facts(dice, unknown, in_scope=0.97)
        for _ in range(count)
    ]
    found = decide(decider, as_table(drawn))
    for i, case in enumerate(drawn):
        expected = determine(reference, for_reference(case))
        outcome = decider.outcome(int(found.outcomes[i]))
        assert {(p.status, p.measures) for p in outcome.points} == set(expected.points), case
        assert (outcome.lightest, outcome.heaviest) == (expected.lightest, expected.heaviest), case
        determination = found[i]
        asked = {
            question.fact.replace("：过错情形", ":fault-").replace("认定与要素", "冲突")
            for question in determination.open_questions
        }
        referral_only = {"涉嫌犯罪", "应受党纪处分", "应受政务处分"}
        assert asked - referral_only == expected.matters, (case, asked ^ expected.matters)
        assert determination.status == expected.status, case
        assert tuple(m.id for m in determination.measures) == expected.measures
        assert {r.id for r in determination.referrals} == expected.referrals


@settings(max_examples=120)
@given(st.integers(0, 2**32), st.sampled_from([0.05, 0.2, 0.5]), st.booleans())
def test_any_case_comes_out_as_the_slow_evaluator_says(
    seed: int, unknown: float, entangled: bool
) -> None:
    dice = random.Random(seed)
    case = entangled_facts(dice) if entangled else random_facts(dice, unknown)
    (found,) = decide(DECIDER, as_table([case]))
    expected = determine(REFERENCE, for_reference(case))
    assert found.status == expected.status
    assert tuple(m.id for m in found.measures) == expected.measures
    assert (found.interval.lightest, found.interval.heaviest) == (
        expected.lightest,
        expected.heaviest,
    )


DECIDER = Decider(load_book(CORE))
REFERENCE = ReferenceBook()
