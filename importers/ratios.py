"""Shares of a whole as clerks write them: 50%, 0.5, 五成, 三分之一, 百分之五十.

A fact is a share when it is a number without unit and its name says so: 不称职票占比, 完成率.
"""

import re
from decimal import Decimal

from facts import Fact
from importers.amounts import AT_LEAST, Amount, one_or_interval, one_spelling, written_number
from importers.grid import Cell
from importers.remarks import Parsed, Refusal, refuse

#: What may stand behind a number, and in the brackets of a header.
MARKS = {"%": Decimal("0.01"), "‰": Decimal("0.001"), "成": Decimal("0.1")}

_NAME = re.compile(r"(?:占比|比例|比重|百分比|率)(?:[(（].*)?$")
_HALF = frozenset(("一半", "半数"))
_WHOLES = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10_000)}
_PART = re.compile(r"(?P<whole>.+)分之(?P<part>.+)")
_FRACTION = re.compile(r"(?P<part>\d+)/(?P<whole>\d+)")
_TENTHS = re.compile(r"([一二三四五六七八九])成([一二三四五六七八九半])")
_TENTH_OF = {c: Decimal(i) / 10 for i, c in enumerate("零一二三四五六七八九")} | {
    "半": Decimal("0.5")
}
_SHARE = re.compile(
    r"(?P<number>[+-]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:e[+-]?\d{1,2})?|[零一二两三四五六七八九十百]+)"
    r"(?P<more>[余多])?(?P<mark>[%‰成]?)(?P<more2>[余多])?"
)


def is_ratio(fact: Fact) -> bool:
    """Is it a share of a whole?"""
    return fact.type == "number" and fact.unit is None and bool(_NAME.search(fact.label))


def parse_ratio(raw: Cell, fact: Fact, unit: str | None = None) -> Parsed | Refusal:
    """A share as a number: 50% is 0.5.

    ``unit`` is the mark that the header gives to bare numbers. 50 may be meant for 50% or for
    fifty times, and 0.5 below a header with % for 0.5% or 50%: both are refused.
    """
    text = one_spelling(raw)
    if text is None:
        return refuse("not-ratio")
    return one_or_interval(text, fact, lambda part: _read(part, unit), _with_mark)


def _with_mark(first: str, last: str) -> str:
    """30-50% is 30% to 50%: a bare first number takes the mark of the last."""
    return first + last[-1] if last[-1] in MARKS and first[-1].isdecimal() else first


def _read(text: str, unit: str | None) -> Amount | Refusal:
    """The share as a part of one."""
    bare = AT_LEAST.sub("", text)
    more = bare != text
    if bare in _HALF:
        return Decimal("0.5"), more
    tenths = _TENTHS.fullmatch(bare)
    if tenths is not None:
        return _TENTH_OF[tenths[1]] + _TENTH_OF[tenths[2]] / 10, more
    part = _PART.fullmatch(bare) or _FRACTION.fullmatch(bare)
    if part is not None:
        whole = _WHOLES.get(part["whole"]) or _number(part["whole"])
        number = _number(part["part"])
        if not whole or whole < 0 or number is None:
            return refuse("not-ratio")
        return number / whole, more
    found = _SHARE.fullmatch(bare)
    number = written_number(found["number"]) if found else None
    if found is None or number is None:
        return refuse("not-ratio")
    more = more or bool(found["more"] or found["more2"])
    if found["mark"]:
        return number * MARKS[found["mark"]], more
    # Under a header with a mark, what is not above one may be a share already.
    if (abs(number) > 1) != (unit in MARKS) and number:
        return refuse("ratio-ambiguous")
    return number * MARKS.get(unit or "", Decimal(1)), more


def _number(text: str) -> Decimal | None:
    plain = re.fullmatch(r"\d+(?:\.\d+)?|[一二两三四五六七八九十百千零]+", text)
    return written_number(text) if plain else None
