"""The rule book as rule engines take it: each rule as conjunctions of simple tests.

A rule engine with two truth values is told three by giving it both sides: the conjunctions under
which a condition holds, and those under which it fails; where neither is met it is unknown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import yaml

from benchmarks.peers.answers import BOOK, REFERRALS
from benchmarks.peers.register import CHOICES, YES_NO
from rules.conditions import And, Bare, Comparison, Condition, Membership, Not, Or, parse

NUMBERS = {
    "报告用时": "report_time",
    "直接经济损失": "direct_loss",
    "事发日期": "incident_date",
}
UNITS = {"小时": 60.0, "元": 1.0}
#: The duty records of the book are not in the tables, so no duty is broken: see its rules.
DUTIES = ("决策程序义务", "年度次数义务", "按时履行义务")
NOT_IN_TABLES = ("考查事项",)
OPPOSITE = {">": "<=", "<=": ">", ">=": "<", "<": ">=", "in": "not in", "not in": "in"}
SPELLED = {"≥": ">=", "≤": "<="}


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison of a known fact. ``op``: is, in, not in, >, >=, <, <=."""

    fact: str
    op: str
    value: Any

    def denied(self) -> "Test":
        """The opposite, of a known fact too."""
        if self.op == "is":
            return Test(self.fact, "is", not self.value)
        return Test(self.fact, OPPOSITE[self.op], self.value)


Term = tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One way in which a rule is shown to hold, or to fail."""

    rule: str
    cite: str
    holds: bool
    tests: Term


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault with the clauses about its elements; ``required``: only a finding makes it."""

    number: int
    required: bool
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Book:
    """All that decides about measures and referrals.

    ``attributions``: (rule, responsibility, tests). ``mitigation`` reads ``fault_5``.
    """

    scope: tuple[Clause, ...]
    faults: tuple[Fault, ...]
    attributions: tuple[tuple[str, str, Term], ...]
    mitigation: tuple[Clause, ...]
    referrals: dict[str, tuple[Clause, ...]]


def read_book() -> Book:
    """The book from its YAML files."""
    meta, rules = (
        yaml.safe_load((BOOK / f"{name}.yaml").read_text(encoding="utf-8"))
        for name in ("book", "rules")
    )
    faults = []
    for raw in meta["faults"]:
        own = [r for r in rules if r["then"] == f"认定 {raw['name']}"]
        number = int(raw["id"].removeprefix("fault-"))
        faults.append(Fault(number, raw.get("finding") == "required", tuple(_clauses(own))))
    labels = {r["label"]: r["id"] for r in meta["responsibilities"]}
    named = {r["name"]: r["id"] for r in meta["referrals"]}
    attributions = [
        (rule["id"], labels[what], term)
        for rule, what in _concluding(rules, "承担")
        for term in terms(parse(rule["when"]), True)
    ]
    referrals = {named[what]: tuple(_clauses([rule])) for rule, what in _concluding(rules, "移送")}
    ((mitigation, _),) = _concluding(rules, "可以")
    return Book(
        tuple(_both_sides("scope", meta["scope"])),
        tuple(faults),
        tuple(attributions),
        tuple(_clauses([mitigation])),
        {name: referrals[name] for name in REFERRALS},
    )


def _concluding(rules: list[dict[str, Any]], verb: str) -> list[tuple[dict[str, Any], str]]:
    pairs = [(rule, rule["then"].split(maxsplit=1)) for rule in rules]
    return [(rule, what) for rule, (word, what) in pairs if word == verb]


def _both_sides(name: str, conditions: list[dict[str, Any]]) -> Iterable[Clause]:
    """All of some conditions must hold; one that fails is enough to fail."""
    every = And(tuple(parse(c["when"]) for c in conditions))
    cite = conditions[0]["cite"]
    yield from (Clause(name, cite, True, term) for term in terms(every, True))
    for condition in conditions:
        for term in terms(parse(condition["when"]), False):
            yield Clause(condition["id"], condition["cite"], False, term)


def _clauses(rules: list[dict[str, Any]]) -> Iterable[Clause]:
    """Any of some rules suffices; under every reading, where the text bears two."""
    for rule in rules:
        readings = [parse(r["when"]) for r in rule.get("readings", [rule])]
        for term in terms(And(tuple(readings)), True):
            yield Clause(rule["id"], rule["cite"], True, term)
    anything = Or(tuple(parse(r["when"]) for rule in rules for r in rule.get("readings", [rule])))
    names = "; ".join(rule["id"] for rule in rules)
    for term in terms(anything, False):
        yield Clause(names, rules[0]["cite"], False, term)


def terms(condition: Condition, value: bool) -> list[Term]:
    """The shortest conjunctions that make a condition true (or false).

    None when nothing can; the empty one alone when nothing is needed.
    """
    found = {frozenset(term): term for term in _expanded(condition, value)}
    return [term for tests, term in found.items() if not any(shorter < tests for shorter in found)]


def _expanded(condition: Condition, value: bool) -> list[Term]:
    if isinstance(condition, Not):
        return _expanded(condition.item, not value)
    if isinstance(condition, And | Or):
        parts = [_expanded(item, value) for item in condition.items]
        if isinstance(condition, And) is value:
            return [tuple(dict.fromkeys(sum(choice, ()))) for choice in product(*parts)]
        return [term for part in parts for term in part]
    name = condition.name.text
    if name in DUTIES:
        return [] if value else [()]
    if name in NOT_IN_TABLES:
        return []
    test = _test(condition)
    return [(test if value else test.denied(),)]


def _test(condition: Condition) -> Test:
    if isinstance(condition, Bare):
        return Test(_yes_no(condition.name.text), "is", True)
    if isinstance(condition, Membership):
        name, _ = CHOICES[condition.name.text]
        return Test(name, "in", tuple(value.text for value in condition.values))
    assert isinstance(condition, Comparison)
    label, value = condition.name.text, condition.value
    if value.kind == "name":
        return Test(CHOICES[label][0], "in", (value.text,))
    op = SPELLED.get(condition.op, condition.op)
    if value.kind == "date":
        return Test(NUMBERS[label], op, float(np.datetime64(value.text, "m").astype(np.int64)))
    digits = value.text.rstrip("小时元")
    return Test(NUMBERS[label], op, float(digits) * UNITS[value.text.removeprefix(digits)])


def _yes_no(label: str) -> str:
    if label == "违反规定依据":
        return "provision_broken"
    if label.startswith("过错情形"):
        return f"fault_{label.removeprefix('过错情形')}"
    return YES_NO[label]
