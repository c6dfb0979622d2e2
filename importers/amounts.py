"""Numbers as clerks write them: 5万元, 1,234.5, 三十余人, 30至50人."""

import re
from collections.abc import Callable
from decimal import Decimal

import numpy as np

from facts import Fact, Text
from facts.fact import UNITS
from importers.grid import Cell, squeeze
from importers.remarks import Parsed, Refusal, Remark, exact, refuse

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_D = "[一二两三四五六七八九]"
_SECTION = re.compile(rf"(?:({_D})千)?(?:零?({_D})百)?(?:零?({_D})?(十))?(?:(零)?({_D}))?")
#: The figures of cheques and receipts.
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億圆", "一二三四五六七八九十百千万亿元")
#: Other words for the base units.
_UNIT_WORDS = {"圆": "元", "名": "人"}
_CURRENCY = re.compile(r"^(?:人民币|¥|￥|rmb)")
AT_LEAST = re.compile(r"^(?:不少于|不低于|至少)|(?:及|或)?以上$")
_VAGUE = re.compile(r"[数几]|若干|许多")
_AMOUNT = re.compile(
    r"(?P<number>[+-]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:e[+-]?\d{1,2})?|[零〇○一二两三四五六七八九十百千万亿]+)"
    r"(?P<more>[余多])?(?P<scale>[十百千万亿]*)(?P<more2>[余多])?(?P<unit>\D*?)(?P<more3>[余多])?"
)
_RANGE = re.compile(r"(.+?)(?:至|到|~|-{1,2}|—+)(.+)")
#: What says that a share of something is meant.
_SHARE = re.compile(r"[%‰]|分之|[一二三四五六七八九\d]成")
#: A value, and whether it is only a lower bound.
Amount = tuple[Decimal, bool]
#: Above this a float64 no longer holds every whole number of 分.
_LARGEST = Decimal(10) ** 13


def chinese_number(text: str) -> int | None:
    """二十七 is 27, 一亿二千万 is 120000000; None when it is no number or has two readings.

    一万二 (12000 in speech), 十二三 and 三五 (about) have two readings.
    """
    high, mark, low = text.rpartition("亿")
    if mark:
        return _joined(chinese_number(high), 100_000_000, low)
    high, mark, low = text.rpartition("万")
    if mark:
        return _joined(_section(high), 10_000, low)
    return _section(text)


def _joined(high: int | None, scale: int, low: str) -> int | None:
    rest = chinese_number(low) if low else 0
    if not high or rest is None or (0 < rest < scale // 10 and low[0] != "零"):
        return None
    return high * scale + rest


def _section(text: str) -> int | None:
    """A number under 一万."""
    found = _SECTION.fullmatch(text)
    if found is None or not text:
        return 0 if text == "零" else None
    thousands, hundreds, tens, ten, zero, ones = found.groups()
    if ones and not ten and not zero and (thousands or hundreds):
        return None
    value = _DIGITS[tens] * 10 if tens else 10 if ten else 0
    for digit, scale in ((thousands, 1000), (hundreds, 100), (ones, 1)):
        value += _DIGITS[digit] * scale if digit else 0
    return value


def chinese_digits(text: str) -> int | None:
    """二〇〇九 is 2009: a number written figure by figure."""
    if not text or any(c not in _DIGITS for c in text):
        return None
    return int("".join(str(_DIGITS[c]) for c in text))


def parse_number(raw: Cell, fact: Fact, unit: str | None = None) -> Parsed | Refusal:
    """A number in the base unit of the fact.

    ``unit`` is the one that the header gives to bare numbers. 余, 多 and 以上 make a lower
    bound, 至 an interval.
    """
    text = one_spelling(raw)
    if text is None:
        return refuse("not-number")
    if text == "无":
        return refuse("number-none")
    return one_or_interval(text, fact, lambda part: _read(part, fact, unit), _with_tail)


def one_spelling(raw: Cell) -> str | None:
    """In one spelling: 伍万圆整 is 五万元; a stop at the end says nothing. None for no number."""
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        return None
    if not isinstance(raw, str):
        return repr(raw)
    text = squeeze(raw).rstrip("。.;,、").translate(_CAPITALS)
    return text.removesuffix("整") if text.endswith("元整") else text


def one_or_interval(
    text: str,
    fact: Fact,
    read: Callable[[str], Amount | Refusal],
    as_last: Callable[[str, str], str],
) -> Parsed | Refusal:
    """A number, or two with 至 between; ``as_last`` gives the first what only the last says."""
    single = read(text)
    if not isinstance(single, Refusal):
        return _checked(single[0], np.inf if single[1] else float(single[0]), fact)
    ends = _RANGE.fullmatch(text)
    if ends is None:
        return single
    low, high = read(as_last(ends[1], ends[2])), read(ends[2])
    if isinstance(low, Refusal) or isinstance(high, Refusal) or low[1] or high[1]:
        return single
    if low[0] > high[0]:
        return refuse("interval-backward")
    return _checked(low[0], float(high[0]), fact)


def _with_tail(first: str, last: str) -> str:
    """3至5万元 is 3万元至5万元: a bare first number takes the scale and unit of the last."""
    bare = re.fullmatch(r"[\d,.]+", first)
    return first + re.sub(r"^[+-]?[\d,.]+", "", last) if bare else first


def _checked(low: Decimal, high: float, fact: Fact) -> Parsed | Refusal:
    """The value or interval, if the fact may have it."""
    if fact.minimum is not None and low < Decimal(str(fact.minimum)):
        return refuse("below-minimum", minimum=f"{fact.minimum:g}", unit=fact.unit or "")
    if abs(low) > _LARGEST or (high != np.inf and abs(high) > _LARGEST):
        return refuse("not-number")
    if fact.unit == "人" and (low % 1 or (high != np.inf and high % 1)):
        return refuse("not-whole")
    if high == float(low):
        return exact(high)
    return Parsed(low=float(low), high=high, remark=_interval_remark(low, high, fact))


def _interval_remark(low: Decimal, high: float, fact: Fact) -> Remark:
    unit = fact.unit or ""
    if high == np.inf:
        return Remark("lower-bound", {"low": f"{low.normalize():f}{unit}"})
    return Remark(
        "number-interval", {"low": f"{low.normalize():f}{unit}", "high": f"{high:g}{unit}"}
    )


def _read(text: str, fact: Fact, unit: str | None) -> Amount | Refusal:
    """The value in the base unit."""
    stripped = _CURRENCY.sub("", text) if fact.unit == "元" else text
    bare = AT_LEAST.sub("", stripped)
    found = _AMOUNT.fullmatch(bare)
    if _SHARE.search(bare):
        return refuse("ratio-unwanted")
    if found is None:
        return refuse("number-vague" if _VAGUE.search(text) else "not-number")
    number = written_number(found["number"])
    if number is None:
        return refuse("not-number")
    written = _UNIT_WORDS.get(found["unit"], found["unit"])
    scaled = bool(found["scale"]) or found["number"][-1] in "万亿"
    factor = _factor(written, scaled, fact, unit)
    if isinstance(factor, Refusal):
        return factor
    for char in found["scale"]:
        number *= _SCALES[char]
    more = any(found[name] for name in ("more", "more2", "more3")) or bare != stripped
    return number * factor, more


def written_number(text: str) -> Decimal | None:
    """A number in figures or in characters; None when it is neither."""
    if text[-1].isdecimal() and text.isascii():
        whole = text.partition(".")[0].partition("e")[0].lstrip("+-")
        if "," in whole and not re.fullmatch(r"\d{1,3}(,\d{3})+", whole):
            return None
        return Decimal(text.replace(",", ""))
    value = chinese_number(text)
    return None if value is None else Decimal(value)


def _factor(written: str, scaled: bool, fact: Fact, unit: str | None) -> Decimal | Refusal:
    """What one of the written unit is in the fact's base unit."""
    if not written:
        if unit is None or unit == fact.unit:
            return Decimal(1)
        if scaled:  # 5万 under a header in 万元: 5万元 or 5亿元?
            return refuse("unit-ambiguous", unit=unit)
        written = unit
    if written not in UNITS:
        return refuse("not-number")
    base, (kind, size) = UNITS.get(fact.unit or "", ("", 1)), UNITS[written]
    if kind != base[0]:
        return refuse("wrong-unit", unit=fact.unit or Text("不带单位的数", "a number without unit"))
    return Decimal(str(size)) / Decimal(str(base[1]))
