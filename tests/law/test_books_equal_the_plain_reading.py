"""Every shipped book, and a book that uses all of the language, against trying everything."""

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from facts import table_from_rows
from rules import book_ids, load_book
from rules.loader import BOOKS
from sanctions import Decider, decide
from tests.law.reference import Plain, as_date
from tests.law.working_out import InexactError
from tests.reference import OPEN

CASES = 120
#: More completions than this are not tried.
MOST = 4000

TRIAL = Path(__file__).parent / "trial"
FOLDERS = [*(BOOKS / book for book in book_ids()), TRIAL, TRIAL.with_name("trial_plus")]


def random_case(book: Plain, dice: random.Random) -> dict[str, Any]:
    """Facts of one subject: mostly known, a few blank or 存疑, dates near the book's bounds."""
    facts: dict[str, Any] = {}
    blank = set(dice.sample(_written(book), k=dice.choice([0, 0, 1, 2, 3])))
    complete = {(raw.get("aggregate") or {}).get("complete") for raw in book.raw.values()}
    for label in _written(book):
        kind = book.kinds[label]
        if label in blank and label != "主体类别":
            facts[label] = dice.choice([None, None, OPEN])
        elif kind.type == "boolean":
            facts[label] = dice.random() < (0.7 if label in complete else 0.35)
        elif kind.type == "choice":
            facts[label] = dice.choice(list(kind.choices.values()))
        elif kind.type == "text":
            facts[label] = dice.choice(["某规定", "无"])
        elif kind.type in ("number", "date"):
            near = book.thresholds(label) or [20_000.0 if kind.type == "date" else 3.0]
            value = dice.choice(near) + dice.choice([-1.0, 0.0, 1.0, 40.0])
            facts[label] = max(value, kind.minimum)
        elif kind.type == "datetime":
            facts[label] = 28_000_000.0 + dice.choice([0, 60, 119, 120, 121, 4000])
    for record, label in book.record_labels.items():
        facts[label] = [_record(book, record, dice) for _ in range(dice.choice([0, 1, 2, 4]))]
    if dice.random() < 0.25:
        facts["过错情形"] = frozenset([dice.choice([f.id for f in book.faults])])
    return facts


def _written(book: Plain) -> list[str]:
    """The facts that a person writes and that bear on the outcome, however far behind."""
    found: dict[str, None] = {}
    names = book.read()
    while names:
        raw = book.raw[names.pop()]
        spec = raw.get("aggregate") or {}
        behind = list(raw.get("derive") or ())
        behind += [n for n in book.kinds if n in raw.get("formula", "")]
        if raw.get("aggregate"):
            behind += [spec["complete"]] if spec.get("complete") else []
            behind += [spec["window"]["before"]] if spec.get("window") else []
        if behind or raw.get("aggregate") or raw.get("count"):
            names += behind
        else:
            found[raw["label"]] = None
    return sorted(found)


def _record(book: Plain, record: str, dice: random.Random) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for label, raw in book.columns[record].items():
        if raw.get("formula"):
            continue
        if raw["type"] == "choice":
            row[label] = dice.choice([c["label"] for c in raw["choices"]])
        elif raw["type"] == "date":
            row[label] = as_date(20_000.0 + dice.choice([0, 30, 100, 200, 366, 400])).isoformat()
        elif raw["type"] == "boolean":
            row[label] = dice.choice(["是", "否"])
        elif raw["type"] == "number":
            row[label] = dice.choice([1, 2, 3, 8]) + (2020 if "年" in label else 0)
        else:
            row[label] = "某"
    return row


def as_row(book: Plain, facts: Mapping[str, Any], case_id: str) -> dict[str, Any]:
    """The facts as the engine takes them."""
    row: dict[str, Any] = {"案件编号": case_id}
    for label, value in facts.items():
        kind = book.kinds.get(label)
        if value is OPEN:
            row[label] = "存疑"
        elif isinstance(value, bool):
            row[label] = "是" if value else "否"
        elif isinstance(value, frozenset):
            row[label] = sorted(value)
        elif kind is not None and kind.type == "date" and isinstance(value, float):
            row[label] = as_date(value).isoformat()
        else:
            row[label] = value
    return row


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_points_and_interval_equal_trying_every_completion(folder: Path) -> None:
    plain, compiled = Plain(folder), load_book(folder)
    dice = random.Random(folder.name)
    decider = Decider(compiled)
    cases = [random_case(plain, dice) for _ in range(CASES)]
    rows = [as_row(plain, facts, str(i)) for i, facts in enumerate(cases)]
    decisions = decide(decider, table_from_rows(compiled.vocabulary, rows))
    compared = 0
    for i, facts in enumerate(cases):
        try:
            derived = plain.derived(facts)
        except InexactError:
            continue
        if _size(plain, derived) > MOST:
            continue
        points, lawful = plain.possible(facts)
        outcome = decider.outcome(int(decisions.outcomes[i]))
        kind = facts["主体类别"]
        found = {(p.status, p.measures) for p in outcome.points}
        assert found == points, rows[i]
        ends = sorted(lawful, key=lambda m: (plain.weight(kind, m), m))
        assert (outcome.lightest, outcome.heaviest) == (ends[0], ends[-1]), rows[i]
        if len(points) == 1:
            assert decisions.status[i] == next(iter(points))[0]
        else:
            assert decisions.status[i] in ("needs_facts", "needs_judgement")
        compared += 1
    assert compared > CASES // 2


def _size(book: Plain, facts: Mapping[str, Any]) -> int:
    size = 1
    for label in book.read():
        size *= len(book._candidates(label, facts.get(label)))
    return size
