"""The condition language, read by recursive descent and judged in Kleene's three values.

Independent of the engine on purpose: it shares the YAML files and nothing else. ``True``,
``False`` and ``None`` (unknown) are the truth values.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import inf
from typing import Final


class Unanswered(Enum):
    """The one value that is not a value: 存疑, asked and left open."""

    OPEN = "存疑"


OPEN: Final = Unanswered.OPEN

#: boolean; choice id or text; fault ids; number or closed interval; blank; 存疑.
Value = bool | str | frozenset[str] | float | tuple[float, float] | None | Unanswered
Facts = Mapping[str, Value]
Truth = bool | None

NUMERIC = ("number", "date", "datetime", "duration")
UNITS = {"": 1, "元": 1, "万元": 10_000, "亿元": 100_000_000, "人": 1}
UNITS |= {"分钟": 1, "小时": 60, "天": 1440}
SAME = {"and": "且", "or": "或", "not": "非", "in": "属于", ">=": "≥", "<=": "≤", "!=": "≠"}
SAME |= {"known": "已知", "unknown": "不明", "（": "(", "）": ")", "，": ","}


@dataclass(frozen=True)
class FactKind:
    """What the parser must know of a fact; ``choices`` maps labels to ids."""

    label: str
    type: str
    kind: str
    unit: str
    minimum: float
    choices: Mapping[str, str]
    derive: tuple[str, ...]


@dataclass(frozen=True)
class Node:
    """One condition: an operator over parts, or an atom about one ``name``.

    ``op``: 且 或 非 over ``parts``; 是 (bare name), 属于, 列明, 已知, 不明, or a comparison.
    """

    op: str
    parts: tuple["Node", ...] = ()
    name: str = ""
    number: float = 0
    ids: tuple[str, ...] = ()

    def atoms(self) -> Iterator["Node"]:
        """Every atom below this node."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.atoms()


def all_of(values: list[Truth]) -> Truth:
    """Kleene's and: one false decides; all true is true."""
    if False in values:
        return False
    return None if None in values else True


def any_of(values: list[Truth]) -> Truth:
    """Kleene's or: one true decides; all false is false."""
    if True in values:
        return True
    return None if None in values else False


def opposite(value: Truth) -> Truth:
    """Kleene's not."""
    return None if value is None else not value


def unknown(value: Value) -> bool:
    """Blank or 存疑."""
    return value is None or value is OPEN


def interval(value: Value) -> tuple[float, float]:
    """A number as a closed interval, a blank one as all numbers."""
    if unknown(value):
        return (-inf, inf)
    if isinstance(value, tuple):
        return value
    if isinstance(value, (int, float)):
        return (value, value)
    raise TypeError(f"{value!r} is not a number")


def truth(node: Node, facts: Facts) -> Truth:
    """The condition for these facts; 列明(..) is read from ``facts["列明:fault-5"]``."""
    if node.op == "且":
        return all_of([truth(part, facts) for part in node.parts])
    if node.op == "或":
        return any_of([truth(part, facts) for part in node.parts])
    if node.op == "非":
        return opposite(truth(node.parts[0], facts))
    value = facts.get(node.name)
    if node.op == "已知":
        return not unknown(value)
    if node.op == "不明":
        return unknown(value)
    if unknown(value):
        return None
    if node.op in ("是", "列明"):
        return value != "无" if isinstance(value, str) else bool(value)
    if node.op == "属于":
        return value in node.ids
    return _compare(node.op, *interval(value), node.number)


def _compare(op: str, low: float, high: float, bound: float) -> Truth:
    """True when so for the whole interval, false when for none of it, else unknown."""
    if op == ">":
        return True if low > bound else False if high <= bound else None
    if op == "≥":
        return True if low >= bound else False if high < bound else None
    if op == "=":
        return True if low == high == bound else None if low <= bound <= high else False
    negated = {"≤": ">", "<": "≥", "≠": "="}[op]
    return opposite(_compare(negated, low, high, bound))


_SIGNS = r"()（）\[\],，=≠<>≥≤!\s"
_TOKEN = re.compile(rf"\s*(>=|<=|!=|[()（）\[\],，=≠<>≥≤]|[^{_SIGNS}]+)")


class _Parser:
    """expression := term (或 term)*; term := factor (且 factor)*; factor := 非 factor | atom."""

    def __init__(self, text: str, kinds: Mapping[str, FactKind]) -> None:
        self.text, self.kinds = text, kinds
        self.tokens = [SAME.get(t, t) for t in _TOKEN.findall(text)]
        if "".join(_TOKEN.findall(text)) != "".join(text.split()):
            raise ValueError(f"cannot read {text!r}")
        self.at = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        token = self.peek()
        if not token or (expected and token != expected):
            raise ValueError(f"{self.text!r}: found {token!r}, expected {expected or 'more'}")
        self.at += 1
        return token

    def whole(self) -> Node:
        node = self.either()
        if self.peek():
            raise ValueError(f"{self.text!r}: {self.peek()!r} is left over")
        return node

    def either(self) -> Node:
        return self.chain("或", self.both)

    def both(self) -> Node:
        return self.chain("且", self.factor)

    def chain(self, op: str, part: Callable[[], Node]) -> Node:
        parts = [part()]
        while self.peek() == op:
            self.take()
            parts.append(part())
        return parts[0] if len(parts) == 1 else Node(op, tuple(parts))

    def factor(self) -> Node:
        if self.peek() == "非":
            self.take()
            return Node("非", (self.factor(),))
        if self.peek() == "(":
            self.take()
            node = self.either()
            self.take(")")
            return node
        return self.atom()

    def atom(self) -> Node:
        name = self.take()
        if name in ("列明", "已知", "不明"):
            self.take("(")
            inner = self.take()
            self.take(")")
            if name == "列明":
                return Node(name, name="列明:fault-" + inner.removeprefix("过错情形"))
            return Node(name, name=self.kinds[inner].label)
        if re.fullmatch(r"过错情形\d+", name):
            return Node("是", name=name)
        kind = self.kinds[name]
        op = self.peek()
        if op == "属于":
            self.take()
            return Node("属于", name=name, ids=self.choices(kind))
        if op in ("=", "≠", ">", "≥", "<", "≤"):
            self.take()
            return self.comparison(kind, op, self.take())
        if kind.type not in ("boolean", "text"):
            raise ValueError(f"{self.text!r}: {name} needs a comparison")
        return Node("是", name=name)

    def choices(self, kind: FactKind) -> tuple[str, ...]:
        self.take("[")
        ids = [kind.choices[self.take()]]
        while self.peek() == ",":
            self.take()
            ids.append(kind.choices[self.take()])
        self.take("]")
        return tuple(ids)

    def comparison(self, kind: FactKind, op: str, word: str) -> Node:
        if kind.type in NUMERIC:
            return Node(op, name=kind.label, number=_number(word))
        if kind.type == "choice":
            node = Node("属于", name=kind.label, ids=(kind.choices[word],))
        else:
            node = Node("是", name=kind.label)
            if {"是": False, "否": True}[word]:
                node = Node("非", (node,))
        if op not in ("=", "≠"):
            raise ValueError(f"{self.text!r}: {kind.label} has no order")
        return node if op == "=" else Node("非", (node,))


def _number(word: str) -> float:
    """Days of a date; else the number in 元, 分钟 or 人."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word):
        return float((date.fromisoformat(word) - date(1970, 1, 1)).days)
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(\D*)", word)
    if not found:
        raise ValueError(f"{word!r} is not a number")
    return float(found[1]) * UNITS[found[2]]


def parse(text: str, kinds: Mapping[str, FactKind]) -> Node:
    """The condition as a tree; ValueError or KeyError when it cannot be read."""
    return _Parser(text, kinds).whole()
