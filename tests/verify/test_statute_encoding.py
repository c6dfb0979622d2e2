"""The z3 encoding of a statutory table and the engine agree, however sanctions are merged."""

import random
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import z3

from drafting.encoding import BookEndings, Conclusions, FactSpace, Outcomes, Person, Scale
from facts import CaseTable, Fact, table_from_rows
from rules import CompiledBook, load_book
from sanctions import Decider, decide
from sanctions.outcome import Measures, Point
from tests.drafting_cases.books import STATUTE
from tests.verify.planted import changed

CASES = 150
TARIFF = "tariff.yaml"


def drawn(dice: random.Random, book: CompiledBook) -> dict[str, Any]:
    """Every fact of one subject, most of them telling."""
    row: dict[str, Any] = {}
    for fact in book.vocabulary.facts:
        if fact.entity not in ("case", "subject") or not (fact.written and fact.readable):
            continue
        if fact.type == "boolean":
            row[fact.label] = dice.choice("是否")
        elif fact.type == "choice":
            row[fact.label] = dice.choice(fact.choices).label
        elif fact.type == "choices":
            row[fact.label] = [c.id for c in fact.choices if dice.random() < 0.2]
    days = dice.choice([0, 11, 12])
    record = {"类别": "集体学习", "日期": "2021-04-01", "天数": days}
    return {
        **row,
        "角色": dice.choice(["直接责任人", "主要领导", "分管领导", "班子成员"]),
        "事发日期": dice.choice(["2021-03-01", "2021-03-01", "2020-06-30"]),
        "有效票": 30,
        "不称职票": dice.choice([0, 10, 11]),
        "履职记录": [record],
        "履职记录齐全": "是",
    }


def fixed(outcomes: Outcomes, table: CaseTable, row: int) -> list[tuple[Any, Any]]:
    """Every variable of the encoding with its value in the table, worked out or written."""
    pairs = []
    for name, term in outcomes.conclusions.space.terms.items():
        label, _, part = name.partition("#")
        fact = table.vocabulary.by_label(label)
        column = table.column(fact)
        value = float(column.low[int(table.case_of[row]) if fact.entity == "case" else row])
        pairs.append((term, _value(fact, value, part, term)))
    return pairs


def _value(fact: Fact, value: float, part: str, term: Any) -> Any:
    if fact.type == "boolean":
        return z3.BoolVal(value == 1)
    if fact.type == "choices":
        return z3.BoolVal(bool(int(value) >> int(part) & 1))
    whole = term.sort() == z3.IntSort()
    return z3.IntVal(int(value)) if whole else z3.RealVal(str(value))


def endings(outcomes: Outcomes, pairs: list[tuple[Any, Any]]) -> tuple[set[Point], set[Measures]]:
    """The points and the lawful measures under every choice that a person may make."""
    person = outcomes.conclusions.person
    term = z3.simplify(z3.substitute(outcomes.ending, *pairs))
    used = [] if z3.is_int_value(term) else z3.z3util.get_vars(term)
    names = [name for name, own in person.terms.items() if any(own.eq(v) for v in used)]
    ways = [_ways(person, name) for name in names]
    points, lawful = set(), set()
    for values in product(*ways):
        chosen = [(person.terms[n], v) for n, v in zip(names, values, strict=True)]
        found = z3.simplify(z3.substitute(term, *chosen)) if chosen else term
        ending = outcomes.scale.endings[found.as_long()]
        points.add(ending.point)
        lawful |= ending.lawful
    return points, lawful


def _ways(person: Person, name: str) -> list[Any]:
    if name in person.options:
        return [z3.IntVal(i) for i in range(len(person.options[name]))]
    return [z3.BoolVal(True), z3.BoolVal(False)]


VARIANTS = [
    [("tariff.yaml", "how: plus_one", "how: plus_one")],
    [("tariff.yaml", "how: plus_one", "how: heaviest")],
    [("tariff.yaml", "how: plus_one", "how: all")],
    [("baseline.yaml", "within: lightest", "within: middle")],
    [
        ("rules.yaml", "应当 从重", "应当 不予"),
        ("rules.yaml", "可以 从轻、减轻", "可以 加重、免予"),
    ],
]


def varied(folder: Path, changes: list[tuple[str, str, str]]) -> CompiledBook:
    (file, old, new), *more = changes
    book = changed(folder, file, old, new, STATUTE)
    for name, before, after in more:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")
        book = load_book(folder)
    return book


@pytest.mark.parametrize("changes", VARIANTS, ids=[v[0][2] for v in VARIANTS])
def test_every_outcome_of_random_total_cases_is_the_engines(
    changes: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    book = varied(tmp_path / "book", changes)
    found = BookEndings(book)
    conclusions = Conclusions(book, FactSpace(book.vocabulary), Person())
    outcomes = Outcomes(conclusions, found, Scale([found]))
    dice = random.Random(31)
    rows = [drawn(dice, book) for _ in range(CASES)]
    table = table_from_rows(book.vocabulary, rows)
    decider = Decider(book)
    decided = decide(decider, table)
    statuses = set()
    for i, row in enumerate(rows):
        expected = decider.outcome(int(decided.outcomes[i]))
        points, lawful = endings(outcomes, fixed(outcomes, table, i))
        assert points == expected.points, row
        assert lawful == set(expected.lawful), row
        statuses.add(decided.status[i])
    assert {"recommended", "no_accountability", "out_of_scope"} <= statuses
