"""The type checker: names, units and values of a condition, against vocabulary and book."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from facts import Fact, Text, Vocabulary
from facts.columns import EPOCH, date_number
from facts.fact import UNITS
from rules.atoms import (
    Atom,
    Beyond,
    Concluded,
    Every,
    Formula,
    Listed,
    Literal,
    OneOf,
    Some,
    Stated,
    Truthful,
)
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
)
from rules.errors import ConditionError, nearest

_YES = {"是", "true", "True", "成立"}
_NO = {"否", "false", "False", "不成立"}
_ORDERED = ("number", "date", "datetime", "duration")


@dataclass(frozen=True)
class Names:
    """What a condition may refer to.

    ``faults`` maps names (过错情形4) to fault ids; ``conclusions`` are the names that
    earlier stages conclude, ``later`` those of this stage and after, with their stages.
    """

    vocabulary: Vocabulary
    faults: Mapping[str, str]
    conclusions: Sequence[str] = ()
    listing: str = "过错情形"
    later: Mapping[str, str] = field(default_factory=dict)

    def all_names(self) -> list[str]:
        """Every name that may stand in a condition."""
        return [f.label for f in self.vocabulary.facts if f.readable] + list(self.conclusions)


def check(condition: Condition, names: Names) -> Formula:
    """The formula of a parsed condition; ConditionError at the first mistake."""
    return _formula(condition, names, True)


def _formula(node: Condition, names: Names, value: bool) -> Formula:
    """``node`` affirmed or denied; denials are pushed down to the atoms."""
    if isinstance(node, Not):
        return _formula(node.item, names, not value)
    if isinstance(node, And | Or):
        parts = tuple(_formula(item, names, value) for item in node.items)
        return Every(parts) if isinstance(node, And) == value else Some(parts)
    if isinstance(node, Bare):
        return Literal(_bare(node.name, names), value)
    if isinstance(node, Membership):
        fact = _fact(node.name, names)
        return Literal(_one_of(fact, node.name, node.values), value)
    if isinstance(node, Call):
        return _call(node, names, value)
    return _comparison(node, names, value)


def _fact(name: Name, names: Names) -> Fact:
    fact = names.vocabulary.get(name.text)
    if fact is None and name.text in names.later:
        stage = names.later[name.text]
        raise ConditionError(
            Text(
                f"词汇表里没有“{name.text}”；它是 {stage} 阶段的结论，只有更后的阶段能读",
                f"“{name.text}” is concluded in stage {stage}; only later stages may read it",
            ),
            name.at,
            code="stage-order",
        )
    if fact is None and name.text in names.vocabulary.identity_headers:
        raise ConditionError(
            Text(
                f"词汇表里没有“{name.text}”；它是个人身份信息，任何规则都不能读",
                f"“{name.text}” is personal data; no rule may read it",
            ),
            name.at,
            code="identity-fact",
        )
    if fact is None:
        raise ConditionError(
            Text(f"词汇表里没有“{name.text}”", f"“{name.text}” is not in the vocabulary"),
            name.at,
            nearest(name.text, names.all_names()),
            code="unknown-fact",
        )
    if not fact.readable:
        raise ConditionError(
            Text(
                f"“{fact.label}”是登记内容，任何规则都不能读（事实相同，结果必须相同）",
                f"“{fact.label}” is a record; no rule may read it",
            ),
            name.at,
            code="identity-fact",
        )
    return fact


def _bare(name: Name, names: Names) -> Atom:
    if name.text in names.conclusions:
        return Concluded(name.text)
    fact = _fact(name, names)
    if fact.type not in ("boolean", "text"):
        raise ConditionError(
            Text(
                f"“{fact.label}”不是是否类事实，要与一个值比较，例如 {fact.label} = …",
                f"“{fact.label}” is not a yes/no fact; compare it with a value",
            ),
            name.at,
            code="comparison-needed",
        )
    return Truthful(fact)


def _call(node: Call, names: Names, value: bool) -> Formula:
    if node.function == "列明":
        fault_id = names.faults.get(node.name.text)
        listing = names.vocabulary.by_label(names.listing)
        position = listing.choice_index(fault_id) if fault_id else None
        if fault_id is None or position is None:
            raise ConditionError(
                Text(
                    f"本规则书没有“{node.name.text}”这一过错情形",
                    f"the book has no fault “{node.name.text}”",
                ),
                node.name.at,
                nearest(node.name.text, list(names.faults)),
                code="unknown-fault",
            )
        return Literal(Listed(listing, fault_id, node.name.text, position), value)
    fact = _fact(node.name, names)
    return Literal(Stated(fact), value == (node.function == "已知"))


def _comparison(node: Comparison, names: Names, value: bool) -> Formula:
    if node.name.text in names.conclusions:
        return Literal(Concluded(node.name.text), _yes_no(node) == value)
    fact = _fact(node.name, names)
    if fact.type in _ORDERED:
        return _ordered(node, fact, value)
    if node.op not in ("=", "≠"):
        raise ConditionError(
            Text(
                f"“{fact.label}”不分大小，只能用 = 或 ≠", f"“{fact.label}” has no order; use = or ≠"
            ),
            node.name.at,
            code="not-ordered",
        )
    if fact.type == "boolean":
        return Literal(Truthful(fact), _yes_no(node) == value)
    return Literal(_one_of(fact, node.name, (node.value,)), value == (node.op == "="))


def _yes_no(node: Comparison) -> bool:
    if node.value.text in _YES | _NO and node.op in ("=", "≠"):
        return (node.value.text in _YES) == (node.op == "=")
    raise ConditionError(
        Text(f"“{node.name.text}”只能等于 是 或 否", f"“{node.name.text}” is 是 or 否"),
        node.value.at,
        code="yes-or-no",
    )


def _one_of(fact: Fact, name: Name, values: Sequence[Value]) -> OneOf:
    if fact.type != "choice":
        raise ConditionError(
            Text(f"“{fact.label}”不是选项类事实", f"“{fact.label}” is not a choice"),
            name.at,
            code="not-a-choice",
        )
    positions = set()
    for value in values:
        position = fact.choice_index(value.text)
        if position is None:
            labels = [c.label for c in fact.choices]
            raise ConditionError(
                Text(
                    f"“{fact.label}”没有“{value.text}”这一选项（可用：{'、'.join(labels)}）",
                    f"“{fact.label}” has no choice “{value.text}” (known: {', '.join(labels)})",
                ),
                value.at,
                nearest(value.text, labels),
                code="unknown-choice",
            )
        positions.add(position)
    return OneOf(fact, frozenset(positions))


def _ordered(node: Comparison, fact: Fact, value: bool) -> Formula:
    threshold = _number(node.value, fact)
    above, least = (
        Literal(Beyond(fact, ">", threshold), True),
        Literal(Beyond(fact, "≥", threshold), True),
    )
    below, most = (
        Literal(Beyond(fact, "≥", threshold), False),
        Literal(Beyond(fact, ">", threshold), False),
    )
    affirmed: dict[str, Formula] = {
        ">": above,
        "≥": least,
        "<": below,
        "≤": most,
        "=": Every((least, most)),
        "≠": Some((above, below)),
    }
    denied = {">": "≤", "≥": "<", "<": "≥", "≤": ">", "=": "≠", "≠": "="}
    return affirmed[node.op if value else denied[node.op]]


_QUANTITY = re.compile(r"(?:(\d+)分之(\d+)|(\d+(?:\.\d+)?)\s*(\D*))$")
_DIMENSIONS = {"number": "", "duration": "duration", "date": "date", "datetime": "date"}


def _number(value: Value, fact: Fact) -> float:
    """The written value in the base unit of the fact."""
    if value.kind == "date" and fact.type in ("date", "datetime"):
        try:
            day = date_number(date.fromisoformat(value.text))
        except ValueError:
            raise ConditionError(
                Text(f"没有“{value.text}”这一天", f"there is no day {value.text}"),
                value.at,
                code="no-such-day",
            ) from None
        return day if fact.type == "date" else day * 1440
    matched = _QUANTITY.match(value.text) if value.kind == "quantity" else None
    if matched is None or fact.type in ("date", "datetime"):
        wanted = {"date": f"日期，例如 {EPOCH.replace(year=2009)}", "datetime": "日期"}
        expected = wanted.get(fact.type, f"数{'和单位' if _dimension(fact) else ''}")
        raise ConditionError(
            Text(
                f"“{fact.label}”要与{expected}比较",
                f"“{fact.label}” is compared with a {fact.type}",
            ),
            value.at,
            code="wrong-value",
        )
    denominator, numerator, digits, unit = matched.groups()
    if denominator:
        return int(numerator) / int(denominator)
    return float(digits) * _factor(unit.strip(), fact, value)


def _dimension(fact: Fact) -> str:
    if fact.type == "duration":
        return "duration"
    return UNITS[fact.unit][0] if fact.unit else ""


def _factor(unit: str, fact: Fact, value: Value) -> float:
    if unit == "%" and not _dimension(fact):
        return 0.01
    dimension, factor = UNITS.get(unit, ("", 1.0)) if unit else ("", 1.0)
    if (unit and unit not in UNITS) or dimension != _dimension(fact):
        usable = [name for name, (d, _) in UNITS.items() if d == _dimension(fact)]
        hint = f"可用单位：{'、'.join(usable)}" if usable else "不带单位"
        raise ConditionError(
            Text(
                f"“{fact.label}”与“{value.text}”单位不合（{hint}）",
                f"the unit of “{value.text}” does not fit “{fact.label}”"
                f" (known: {', '.join(usable)})",
            ),
            value.at,
            code="unit-mismatch",
        )
    return factor / (UNITS[fact.unit][1] if fact.unit else 1.0)
