"""Deciding like situations once says the same as deciding each row, in every book."""

import random
from pathlib import Path

import pytest

from facts import table_from_rows
from rules import load_book
from sanctions import Decider, decide
from sanctions.alike import Alike
from tests.law.reference import Plain
from tests.law.test_books_equal_the_plain_reading import FOLDERS, as_row, random_case

CASES = 250


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_like_rows_are_decided_as_each_by_itself(folder: Path) -> None:
    plain, compiled = Plain(folder), load_book(folder)
    dice = random.Random(folder.name)
    cases = [as_row(plain, random_case(plain, dice), str(i)) for i in range(CASES)]
    for case in cases[::3]:  # nothing listed, so that what is unknown tells
        case.pop("过错情形", None)
        case.update({label: None for label in dice.sample(sorted(case), k=len(case) // 3)})
        case.update({"案件编号": case["案件编号"] or str(dice.random()), "主体类别": "个人"})
    each, alike = Decider(compiled), Alike(Decider(compiled))
    for part in (cases[:100], cases[100:], cases):  # the second meets what the first has shown
        table = table_from_rows(compiled.vocabulary, part)
        wanted, found = decide(each, table), alike.decide(table)
        assert list(found.status) == list(wanted.status)
        assert (found.masks == wanted.masks).all()
        for i in range(len(part)):
            assert found.outcome(i) == wanted.outcome(i), part[i]
