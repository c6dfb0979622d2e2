"""The syntax of conditions: text to a tree, with the place of every name."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedToken

from facts import Text
from rules.errors import ConditionError

_COMPARES = {">=": "≥", "<=": "≤", "!=": "≠", "＝": "=", "＞": ">", "＜": "<"}
_CALLS = {"known": "已知", "unknown": "不明", "listed": "列明"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written; ``at`` is its 0-based position."""

    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Value:
    """A written value: kind is quantity, date or name."""

    kind: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Bare:
    """A name alone: a yes/no fact, a text that was given, or an earlier conclusion."""

    name: Name


@dataclass(frozen=True, slots=True)
class Comparison:
    """A fact compared with a value; ``op`` is one of = ≠ > ≥ < ≤."""

    name: Name
    op: str
    value: Value


@dataclass(frozen=True, slots=True)
class Membership:
    """A fact in a list of values."""

    name: Name
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """已知(x), 不明(x) or 列明(x)."""

    function: str
    name: Name


@dataclass(frozen=True, slots=True)
class Not:
    """非."""

    item: "Condition"


@dataclass(frozen=True, slots=True)
class And:
    """且."""

    items: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """或."""

    items: tuple["Condition", ...]


Condition = Bare | Comparison | Membership | Call | Not | And | Or


@v_args(inline=True)
class _Build(Transformer[Token, Condition]):
    def disjunction(self, *items: Condition) -> Condition:
        return items[0] if len(items) == 1 else Or(items)

    def conjunction(self, *items: Condition) -> Condition:
        return items[0] if len(items) == 1 else And(items)

    def negation(self, item: Condition) -> Condition:
        return Not(item)

    def comparison(self, name: Token, op: Token, value: Value) -> Condition:
        return Comparison(_name(name), _COMPARES.get(str(op), str(op)), value)

    def membership(self, name: Token, *values: Value) -> Condition:
        return Membership(_name(name), values)

    def call(self, function: Token, name: Token) -> Condition:
        return Call(_CALLS.get(str(function), str(function)), _name(name))

    def bare(self, name: Token) -> Condition:
        return Bare(_name(name))

    def value(self, token: Token) -> Value:
        text = str(token)
        if token.type == "QUOTED":
            return Value("name", text[1:-1], token.start_pos or 0)
        kind = {"QUANTITY": "quantity", "DATE": "date"}.get(token.type, "name")
        return Value(kind, text, token.start_pos or 0)


def _name(token: Token) -> Name:
    return Name(str(token), token.start_pos or 0)


@cache
def _parser() -> Lark:
    grammar = resources.files("rules").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", transformer=_Build())


_SPELLED = {
    "COMPARE": "= ≠ > ≥ < ≤",
    "_AND": "且",
    "_OR": "或",
    "_NOT": "非",
    "_IN": "属于 [..]",
    "NAME": "名称",
    "QUOTED": "“名称”",
    "QUANTITY": "数",
    "DATE": "日期",
    "_CLOSE": ")",
    "_OPEN": "(",
    "_LSQB": "[",
    "_RSQB": "]",
    "_COMMA": ",",
    "CALL": "已知(..)",
    "$END": "条件结束",
}


def parse(text: str) -> Condition:
    """The tree of a condition; ConditionError says where and what was expected."""
    try:
        tree: Any = _parser().parse(text)
    except UnexpectedCharacters as error:
        at = error.pos_in_stream or 0
        raise _unexpected(text[at : at + 1], at, error.allowed) from None
    except UnexpectedToken as error:
        found = str(error.token)
        at = error.token.start_pos if error.token.type != "$END" else len(text)
        raise _unexpected(found, at or 0, error.expected) from None
    except UnexpectedEOF as error:  # pragma: no cover - LALR reports $END as a token
        raise _unexpected("", len(text), error.expected) from None
    result: Condition = tree
    return result


def _unexpected(found: str, at: int, expected: Any) -> ConditionError:
    wanted = sorted({_SPELLED.get(name, name) for name in expected or () if name != "WS"})
    zh = f"这里的“{found}”读不懂" if found else "条件没有写完"
    en = f"“{found}” is not understood here" if found else "the condition is not complete"
    spelled = "、".join(wanted)
    return ConditionError(
        Text(
            f"{zh}，此处应是：{spelled}（连接词两边要留空格）", f"{en}; expected one of: {spelled}"
        ),
        at,
    )
