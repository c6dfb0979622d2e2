"""Inversions: found where they were planted, nowhere else, and as a plain search finds them."""

import random
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from drafting.impact import assess
from drafting.impact.results import Scale
from rules.loader import load_book
from rules.terms import GRAVITIES
from sanctions import Decider, Decisions, decide
from tests.impact.made import BASE, PLAIN, impact, proposal, table

#: The cell for serious cases made lighter than the one for ordinary cases.
UPSIDE_DOWN = """
baseline:
  rows:
    - {responsibility: primary, gravity: serious, measures: [admonition_talk]}
"""
INACTION = {"不作为": "是"}
#: Facts of which more is worse (True) or better (False), in the tables below.
WEIGHTS = {"不作为": True, "乱作为": True, "不良影响": True, "主动发现": False, "及时纠正": False}
GRADES = dict(zip(("轻微", "一般", "较重", "严重", "特别严重"), GRAVITIES, strict=True))


def test_a_baseline_upside_down_is_an_inversion_that_arises(tmp_path: Path) -> None:
    cases = table(INACTION, {**INACTION, "情节": "较重"}, {**INACTION, "情节": "较重"})
    found = impact(tmp_path, UPSIDE_DOWN, cases).inversions
    assert (found.before.pairs, found.after.pairs) == (0, 1)
    assert (found.before.subjects, found.after.subjects) == (0, 2)
    assert (found.arising, found.gone, found.complete) == (1, 0, True)
    assert [(p.worse, p.better, p.facts) for p in found.examples] == [(1, 0, ("情节",))]


def test_mending_the_baseline_makes_the_inversion_go(tmp_path: Path) -> None:
    wrong = proposal(tmp_path, UPSIDE_DOWN)
    cases = table(INACTION, {**INACTION, "情节": "较重"})
    found = assess(wrong, load_book(BASE), cases).inversions
    assert (found.before.pairs, found.after.pairs, found.arising, found.gone) == (1, 0, 0, 1)
    assert [(p.worse, p.better, p.facts) for p in found.examples_gone] == [(1, 0, ("情节",))]


@pytest.mark.parametrize(
    "other",
    [
        {"角色": "分管领导"},  # another responsibility
        {"不作为": None, "作为不力": "是"},  # another pattern of what is unknown
        {"主动发现": "是"},  # better and worse at once: not comparable
    ],
)
def test_subjects_that_cannot_be_compared_are_not(tmp_path: Path, other: dict[str, Any]) -> None:
    worse = {**INACTION, "情节": "较重", **other}
    found = impact(tmp_path, UPSIDE_DOWN, table(INACTION, worse)).inversions
    assert found.after.pairs == 0


def plain_search(decisions: Decisions, rows: list[dict[str, Any]], scale: Scale) -> set[Any]:
    """Every pair (worse, lighter) by comparing fact with fact, without any of the engine."""

    def level(row: dict[str, Any]) -> list[int]:
        values = {**PLAIN, **row}
        signs = [(values[f] == "是") is up for f, up in WEIGHTS.items()]
        return [*map(int, signs), GRAVITIES.index(GRADES[values["情节"]])]

    found = set()
    settled = [d.status in ("recommended", "exempt", "no_accountability") for d in decisions]
    weights = [scale.weight("individual", tuple(m.id for m in d.measures)) for d in decisions]
    for a, b in product(range(len(rows)), repeat=2):
        if not (settled[a] and settled[b] and weights[a] < weights[b]):
            continue
        if all(x >= y for x, y in zip(level(rows[a]), level(rows[b]), strict=True)):
            found.add((tuple(level(rows[a])), tuple(level(rows[b]))))
    return found


def test_the_counts_equal_those_of_a_plain_search(tmp_path: Path) -> None:
    dice = random.Random(7)
    rows = [
        {f: dice.choice(["是", "否"]) for f in WEIGHTS} | {"情节": dice.choice(list(GRADES))}
        for _ in range(120)
    ]
    text = UPSIDE_DOWN + "suggest: {ordinary: exempt, serious: reduce}\n"
    new, cases = proposal(tmp_path, text), table(*rows)
    found = impact(tmp_path, text, cases).inversions
    scale = Scale(load_book(BASE), new)
    expected = plain_search(decide(Decider(new), cases), rows, scale)
    assert len(expected) > 20
    assert found.after.pairs == len(expected)
    assert found.before.pairs == 0
