"""The syntax of formulas: numbers and dates that follow from other facts.

``a + b - c * d / e``, and the functions 天数(从, 到), 工作日(从, 到), 月数(从, 到), 加(日期,
6个月), 年度(日期), 年末, 半年末, 季末, 月末, 最小(..), 最大(..).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import LarkError


class FormulaError(ValueError):
    """A formula that cannot be read."""


@dataclass(frozen=True, slots=True)
class Number:
    """A written number."""

    value: float


@dataclass(frozen=True, slots=True)
class Length:
    """A written length of time: 6个月."""

    text: str


@dataclass(frozen=True, slots=True)
class Named:
    """A fact by its label."""

    label: str


@dataclass(frozen=True, slots=True)
class Operation:
    """``sign`` is one of + - * /."""

    sign: str
    left: "Term"
    right: "Term"


@dataclass(frozen=True, slots=True)
class Call:
    """A function by its Chinese name."""

    name: str
    arguments: tuple["Term", ...]


Term = Number | Length | Named | Operation | Call

_SIGNS = {"＋": "+", "－": "-", "×": "*", "÷": "/"}

#: How many arguments each function takes; 0 for one or more.
FUNCTIONS = {
    "天数": 2,
    "工作日": 2,
    "月数": 2,
    "加": 2,
    "年度": 1,
    "年末": 1,
    "半年末": 1,
    "季末": 1,
    "月末": 1,
    "最小": 0,
    "最大": 0,
}


@v_args(inline=True)
class _Build(Transformer[Token, Term]):
    def number(self, token: Token) -> Term:
        return Number(float(token))

    def length(self, token: Token) -> Term:
        return Length(str(token))

    def fact(self, token: Token) -> Term:
        return Named(str(token))

    def operation(self, left: Term, sign: Token, right: Term) -> Term:
        return Operation(_SIGNS.get(str(sign), str(sign)), left, right)

    def call(self, name: Token, *arguments: Term) -> Term:
        return Call(str(name), arguments)


@cache
def _parser() -> Lark:
    grammar = resources.files("facts").joinpath("formula.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", transformer=_Build())


@cache
def formula(text: str) -> Term:
    """The tree of a formula; FormulaError when it cannot be read."""
    try:
        tree: Any = _parser().parse(text)
    except LarkError as error:
        raise FormulaError(f"公式“{text}”读不懂") from error
    for call in _calls(tree):
        wanted = FUNCTIONS.get(call.name)
        if wanted is None:
            raise FormulaError(f"没有“{call.name}”这个函数（可用：{'、'.join(FUNCTIONS)}）")
        if wanted and len(call.arguments) != wanted:
            raise FormulaError(f"“{call.name}”要 {wanted} 项")
    result: Term = tree
    return result


def _calls(term: Term) -> Iterator[Call]:
    if isinstance(term, Call):
        yield term
        for part in term.arguments:
            yield from _calls(part)
    elif isinstance(term, Operation):
        yield from _calls(term.left)
        yield from _calls(term.right)


def labels_in(term: Term) -> tuple[str, ...]:
    """The facts that a formula reads, each once, in order."""
    if isinstance(term, Named):
        return (term.label,)
    parts: tuple[Term, ...] = ()
    if isinstance(term, Operation):
        parts = (term.left, term.right)
    elif isinstance(term, Call):
        parts = term.arguments
    return tuple(dict.fromkeys(label for part in parts for label in labels_in(part)))
