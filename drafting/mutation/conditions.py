"""Wrong conditions: every way to write one condition slightly wrong, and how it is then spelled."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from facts import Fact, Vocabulary
from facts.fact import UNITS
from rules.conditions import (
    And,
    Bare,
    Call,
    Comparison,
    Condition,
    Membership,
    Name,
    Not,
    Or,
    Value,
    parse,
)

#: The comparisons that a drafter most easily takes for another.
_CONFUSED: dict[str, tuple[str, ...]] = {
    ">": ("≥",),
    "≥": (">",),
    "<": ("≤",),
    "≤": ("<",),
    "=": ("≥", "≤"),
    "≠": (">", "<"),
}

_PLAIN = re.compile(r"[^\W\d][\w“”]*")
_KEYWORDS = {"且", "或", "非", "属于", "and", "or", "not", "in", "已知", "不明", "列明"}
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*(\D*)$")


def wrong_conditions(text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """(kind, wrong text) of every small change to a condition, each wrong text once."""
    tree = parse(text)
    seen = {spelled(tree)}
    for kind, wrong in _wrong(tree, vocabulary):
        words = spelled(wrong)
        if words not in seen:
            seen.add(words)
            yield kind, words


def _wrong(node: Condition, vocabulary: Vocabulary) -> Iterator[tuple[str, Condition]]:
    if isinstance(node, And | Or):
        yield from _connectives(node)
        for index in range(len(node.items)):
            yield "literal", _joined(type(node), node.items[:index] + node.items[index + 1 :])
        for index, item in enumerate(node.items):
            for kind, wrong in _wrong(item, vocabulary):
                items = (*node.items[:index], wrong, *node.items[index + 1 :])
                yield kind, type(node)(items)
        return
    if isinstance(node, Not):
        yield "negation", node.item
        if isinstance(node.item, And | Or):
            for kind, wrong in _wrong(node.item, vocabulary):
                yield kind, Not(wrong)
        return
    yield "negation", Not(node)
    if isinstance(node, Comparison):
        yield from _comparisons(node, vocabulary)
    elif isinstance(node, Membership):
        yield from _memberships(node, vocabulary)


def _connectives(node: And | Or) -> Iterator[tuple[str, Condition]]:
    """One connective changed; 且 binds before 或, as it does in the text."""
    items = node.items
    for index in range(len(items) - 1):
        if isinstance(node, And):
            left, right = _joined(And, items[: index + 1]), _joined(And, items[index + 1 :])
            yield "connective", Or((left, right))
        else:
            both = And((items[index], items[index + 1]))
            yield "connective", _joined(Or, (*items[:index], both, *items[index + 2 :]))


def _joined(connective: type[And] | type[Or], items: tuple[Condition, ...]) -> Condition:
    return items[0] if len(items) == 1 else connective(items)


def _comparisons(node: Comparison, vocabulary: Vocabulary) -> Iterator[tuple[str, Condition]]:
    fact = vocabulary.get(node.name.text)
    if fact is None or fact.type == "boolean":
        return
    if fact.type == "choice":
        if node.op == "=":
            yield from _more_choices(node.name, (node.value,), fact)
        return
    for op in _CONFUSED[node.op]:
        yield "comparison", replace(node, op=op)
    for text in _near(node.value, fact):
        yield "threshold", replace(node, value=replace(node.value, text=text))


def _near(value: Value, fact: Fact) -> Iterator[str]:
    """The nearest values below and above: a day, a minute, a yuan, a person."""
    if value.kind == "date":
        day = date.fromisoformat(value.text)
        yield from ((day + timedelta(days=step)).isoformat() for step in (-1, 1))
        return
    matched = _AMOUNT.match(value.text)
    if matched is None:
        return
    digits, unit = matched.group(1), matched.group(2).strip()
    dimension, factor = UNITS.get(unit, ("", 1.0))
    base = next((u for u, (d, f) in UNITS.items() if d == dimension and f == 1), unit)
    amount = float(digits) * (factor if base != unit else 1)
    least = fact.minimum if fact.minimum is not None else 0.0
    for near in (amount - 1, amount + 1):
        if near >= least and near == int(near):
            yield f"{int(near)}{base}"


def _memberships(node: Membership, vocabulary: Vocabulary) -> Iterator[tuple[str, Condition]]:
    fact = vocabulary.get(node.name.text)
    for index in range(len(node.values) if len(node.values) > 1 else 0):
        yield (
            "choice",
            replace(node, values=node.values[:index] + node.values[index + 1 :]),
        )
    if fact is not None:
        yield from _more_choices(node.name, node.values, fact)


def _more_choices(
    name: Name, values: tuple[Value, ...], fact: Fact
) -> Iterator[tuple[str, Condition]]:
    taken = {fact.choice_index(value.text) for value in values}
    for position, choice in enumerate(fact.choices):
        if position not in taken:
            added = Value("name", choice.label, 0)
            yield "choice", Membership(name, (*values, added))


# ── spelling ──────────────────────────────────────────────────────────────────


def spelled(node: Condition) -> str:
    """A condition as a drafter would write it; parsing it gives the same condition."""
    if isinstance(node, And | Or):
        word = " 且 " if isinstance(node, And) else " 或 "
        return word.join(_part(item) for item in node.items)
    if isinstance(node, Not):
        return f"非 {_part(node.item)}"
    if isinstance(node, Bare):
        return node.name.text
    if isinstance(node, Comparison):
        return f"{node.name.text} {node.op} {_value(node.value)}"
    if isinstance(node, Membership):
        return f"{node.name.text} 属于 [{', '.join(_value(v) for v in node.values)}]"
    assert isinstance(node, Call)
    return f"{node.function}({node.name.text})"


def _part(node: Condition) -> str:
    return f"({spelled(node)})" if isinstance(node, And | Or) else spelled(node)


def _value(value: Value) -> str:
    if value.kind != "name" or (_PLAIN.fullmatch(value.text) and value.text not in _KEYWORDS):
        return value.text
    return f'"{value.text}"'
