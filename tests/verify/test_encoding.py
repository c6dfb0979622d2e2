"""The z3 encoding and the engine agree on random total cases."""

import random
from itertools import product
from typing import Any

import pytest
import z3

from drafting.encoding import BookEndings, Conclusions, FactSpace, Outcomes, Person, Scale
from facts import Fact, table_from_rows
from rules import load_book
from sanctions import Decider, decide
from sanctions.outcome import Point
from tests.drafting_cases.books import CORE

CASES = 300
BOOK = load_book(CORE)
WHEN = 20_900_000.0
DAY_ONE = 14489.0


@pytest.fixture(scope="module")
def outcomes() -> Outcomes:
    endings = BookEndings(BOOK)
    conclusions = Conclusions(BOOK, FactSpace(BOOK.vocabulary), Person())
    return Outcomes(conclusions, endings, Scale([endings]))


def drawn(dice: random.Random, fact: Fact) -> Any:
    """One value, as a row of a case table takes it."""
    if fact.type == "boolean":
        return "是" if dice.random() < 0.4 else "否"
    if fact.label == "单位类型":
        return dice.choice(["党委"] * 9 + ["部门"])
    if fact.label == "单位层级":
        return dice.choice(["市级", "县级"] * 5 + ["乡级"])
    if fact.type == "choice":
        return dice.choice(fact.choices).label
    if fact.type == "choices":
        return [choice.id for choice in fact.choices if dice.random() < 0.08]
    if fact.type == "date":
        return DAY_ONE + dice.choice([-1, 0, 0, 0, 0, 400])
    if fact.type == "datetime":
        return WHEN + dice.choice([0, 60, 119, 120, 121, 240])
    if fact.type == "text":
        return dice.choice(["某规定", "无"])
    return float(dice.choice([0, 0, 1, 5000]))


def random_row(dice: random.Random) -> dict[str, Any]:
    facts = [f for f in BOOK.vocabulary.facts if f.readable and f.written]
    row = {fact.label: drawn(dice, fact) for fact in facts}
    row["知悉时间"], row["报告时间"] = sorted((row["知悉时间"], row["报告时间"]))
    if dice.random() < 0.1:
        row["报告时间"] = "未报告"
    if dice.random() < 0.5:
        row.update({f.label: "否" for f in facts if f.type == "boolean" and f.group == "要素"})
    return row


def fixed(outcomes: Outcomes, row: dict[str, Any]) -> list[tuple[Any, Any]]:
    """Every variable of the encoding with its value in the row."""
    space, pairs = outcomes.conclusions.space, []
    for name, term in space.terms.items():
        label, _, part = name.partition("#")
        fact, value = space.facts[label], row.get(label)
        if fact.count is not None:
            found: Any = z3.IntVal(1)
        elif fact.type == "boolean":
            found = z3.BoolVal(value == "是")
        elif fact.type == "text":
            found = z3.BoolVal(value != "无")
        elif fact.type == "choice":
            found = z3.IntVal(fact.choice_index(str(value)) or 0)
        elif fact.type == "choices":
            found = z3.BoolVal(fact.choices[int(part)].id in row[label])
        elif part == "never":
            found = z3.BoolVal(value == "未报告")
        else:
            number = int(WHEN if value == "未报告" else row[label])
            found = z3.IntVal(number) if term.sort() == z3.IntSort() else z3.RealVal(number)
        pairs.append((term, found))
    return pairs


def points(outcomes: Outcomes, pairs: list[tuple[Any, Any]]) -> set[Point]:
    """The points under every choice that a person may make."""
    term = z3.simplify(z3.substitute(outcomes.ending, *pairs))
    open_terms = [t for t in outcomes.conclusions.person.terms.values() if mentions(term, t)]
    ways = [choices_of(outcomes, t) for t in open_terms]
    found = set()
    for values in product(*ways):
        pairs = list(zip(open_terms, values, strict=True))
        value = z3.simplify(z3.substitute(term, *pairs)) if pairs else term
        found.add(outcomes.scale.endings[value.as_long()].point)
    return found


def mentions(term: Any, part: Any) -> bool:
    return any(part.eq(v) for v in z3.z3util.get_vars(term)) if not z3.is_int_value(term) else False


def choices_of(outcomes: Outcomes, term: Any) -> list[Any]:
    person = outcomes.conclusions.person
    name = next(n for n, t in person.terms.items() if t.eq(term))
    if name in person.options:
        return [z3.IntVal(i) for i in range(len(person.options[name]))]
    return [z3.BoolVal(True), z3.BoolVal(False)]


def test_every_outcome_of_random_total_cases_is_the_engines(outcomes: Outcomes) -> None:
    dice = random.Random(20260)
    rows = [random_row(dice) for _ in range(CASES)]
    decider = Decider(BOOK)
    found = decide(decider, table_from_rows(BOOK.vocabulary, rows))
    statuses: dict[str, int] = {}
    for i, row in enumerate(rows):
        expected = decider.outcome(int(found.outcomes[i])).points
        assert points(outcomes, fixed(outcomes, row)) == expected, row
        statuses[found.status[i]] = statuses.get(found.status[i], 0) + 1
    assert statuses.keys() == {
        "recommended",
        "exempt",
        "no_accountability",
        "needs_judgement",
        "out_of_scope",
    }


def equalities(outcomes: Outcomes, row: dict[str, Any]) -> list[Any]:
    """The facts that a row gives, as constraints; the rest is left to the solver."""
    space = outcomes.conclusions.space
    full = {**{label: None for label in space.facts}, "过错情形": [], **row}
    given = {
        name
        for name in space.terms
        if (label := name.partition("#")[0]) in row
        or space.facts[label].type == "choices"  # a blank listing lists nothing
        or space.facts[label].count is not None
    }
    names = {id(term): name for name, term in space.terms.items()}
    filler = {label: random_row(random.Random(1)).get(label) for label in space.facts}
    told = {label: filler[label] if value is None else value for label, value in full.items()}
    pairs = fixed(outcomes, told)
    late = row.get("报告时间") == "未报告"
    return [
        term == value
        for term, value in pairs
        if names[id(term)] in given and not (late and names[id(term)] == "报告时间")
    ]


def possible(outcomes: Outcomes, row: dict[str, Any]) -> set[Point]:
    """The points of every completion of a row, and of every choice of a person.

    A finding that no given element contradicts stands: only a contradiction that is already
    there is a person's to settle.
    """
    conclusions = outcomes.conclusions
    solver = z3.Solver()
    solver.add(*conclusions.domain, *equalities(outcomes, row))
    for fault in BOOK.book.metadata.faults:
        if solver.check(z3.Not(conclusions.goals[fault.id].conflict)) == z3.sat:
            solver.add(conclusions.person.stands(fault.id))
    found: set[Point] = set()
    while solver.check() == z3.sat:
        ending = solver.model().eval(outcomes.ending, model_completion=True).as_long()
        point = outcomes.scale.endings[ending].point
        alike = [i for i, e in enumerate(outcomes.scale.endings) if e.point == point]
        solver.add(z3.And([outcomes.ending != i for i in alike]))
        found.add(point)
    return found


def test_what_is_possible_with_gaps_is_what_the_completions_come_to(outcomes: Outcomes) -> None:
    """So a further fact only takes outcomes away: more facts never contradict fewer."""
    dice = random.Random(7)
    rows = []
    for _ in range(CASES // 2):
        share = dice.choice([0.05, 0.1, 0.3])
        row = random_row(dice)
        rows.append({k: v for k, v in row.items() if k == "主体类别" or dice.random() > share})
    decider = Decider(BOOK)
    found = decide(decider, table_from_rows(BOOK.vocabulary, rows))
    unsettled = 0
    for i, row in enumerate(rows):
        expected = decider.outcome(int(found.outcomes[i])).points
        assert possible(outcomes, row) == expected, row
        unsettled += len(expected) > 1
    assert unsettled > CASES // 8


def test_faults_referrals_and_disputes_of_random_total_cases_are_the_engines(
    outcomes: Outcomes,
) -> None:
    dice = random.Random(5)
    rows = [random_row(dice) for _ in range(CASES // 2)]
    found = decide(Decider(BOOK), table_from_rows(BOOK.vocabulary, rows))
    conclusions = outcomes.conclusions
    compared = 0
    for i, row in enumerate(rows):
        determination = found[i]
        if determination.status == "out_of_scope":
            continue
        pairs = fixed(outcomes, row)

        def holds(term: Any, pairs: list[tuple[Any, Any]] = pairs) -> bool:
            return bool(z3.is_true(z3.simplify(z3.substitute(term, *pairs))))

        goals = conclusions.goals
        bases = {f.id: f.basis for f in determination.faults}
        for fault, term in conclusions.faults.items():
            assert (bases.get(fault) == "conflict") == holds(goals[fault].conflict), (fault, row)
            assert (bases.get(fault) == "reading") == holds(goals[fault].reading), (fault, row)
            if bases.get(fault) not in ("conflict", "reading"):
                assert (fault in bases) == holds(term), (fault, row)
        referred = {target for target, term in conclusions.referrals.items() if holds(term)}
        assert referred == {r.id for r in determination.referrals}, row
        compared += 1
    assert compared > CASES // 4
