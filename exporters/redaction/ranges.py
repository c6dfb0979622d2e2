"""What may be published of a value: words of the book as they are, figures as ranges, no text.

Nothing passes that is not recognized: a value is one of the words that the vocabulary or the
book lists, or a figure that becomes a range, or it is withheld.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from facts import Fact
from facts.columns import FALSE_LABEL, NO_TEXT, OPEN_LABEL, TRUE_LABEL
from facts.fact import UNITS
from rules.loader import CompiledBook

WITHHELD = "（不公开）"

#: Where ranges begin, in base units; what is not listed goes by 1, 3, 10, 30 …
_BOUNDS: dict[str, tuple[float, ...]] = {
    "money": tuple(10.0**power * step for power in range(3, 10) for step in (1, 5)),
    "duration": tuple(60.0 * hours for hours in (1, 2, 6, 12, 24, 72, 168, 720, 2160, 8760)),
}
_OTHER = tuple(10.0**power * step for power in range(12) for step in (1, 3))

_DATE = re.compile(r"(\d{4})-(\d{2})-\d{2}(?: \d{2}:\d{2})?")
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)(\D*)")
_LENGTH = re.compile(r"(?:(\d+)天)?(?:(\d+)小时)?(?:(\d+)分钟)?")
_AT_LEAST, _TO = "不少于", "至"


class Ranges:
    """The published form of values, for one book."""

    def __init__(self, book: CompiledBook) -> None:
        facts = book.vocabulary.facts
        self.facts = {f.label: f for f in facts if f.entity in ("case", "subject")}
        self._lists = {fact.id: _list_of(fact) for fact in facts if fact.choices}
        metadata = book.book.metadata
        self._words = {TRUE_LABEL, FALSE_LABEL, OPEN_LABEL, NO_TEXT}
        self._words |= {one.label for one in metadata.responsibilities}
        self._words |= {one.label for one in metadata.referrals}

    def value(self, label: str, value: str) -> str:
        """The value of a case's or subject's fact as it may be published; "" stays ""."""
        return self.shown(self.facts.get(label), value)

    def shown(self, fact: Fact | None, value: str) -> str:
        """The value of a fact as it may be published; of an unknown fact only known words."""
        if value in ("", WITHHELD) or value in self._words:
            return value
        if fact is None:
            return WITHHELD
        if value in fact.special:
            return value
        if fact.choices:
            return value if self._lists[fact.id].fullmatch(value) else WITHHELD
        if fact.type in ("date", "datetime"):
            return _months(value)
        if fact.type in ("number", "duration"):
            return _range(fact, value)
        return WITHHELD

    @staticmethod
    def month(day: str) -> str:
        """The month of an ISO date; "" stays ""."""
        return _months(day) if day else ""


def _list_of(fact: Fact) -> re.Pattern[str]:
    labels = sorted((re.escape(choice.label) for choice in fact.choices), key=len, reverse=True)
    one = f"(?:{'|'.join(labels)})"
    return re.compile(f"{one}(?:、{one})*")


def _months(value: str) -> str:
    """2024-03, or 2024-01至2024-12 for a value known within bounds only."""
    at_least = value.startswith(_AT_LEAST)
    parts = [_DATE.fullmatch(part) for part in value.removeprefix(_AT_LEAST).split(_TO)]
    months = dict.fromkeys(f"{found[1]}-{found[2]}" for found in parts if found)
    if None in parts:
        return WITHHELD
    return (_AT_LEAST if at_least else "") + _TO.join(months)


def _range(fact: Fact, value: str) -> str:
    """1万元以上不满5万元; nothing is nothing."""
    at_least = value.startswith(_AT_LEAST)
    ends = [_figure(fact, part) for part in value.removeprefix(_AT_LEAST).split(_TO)]
    known = [end for end in ends if end is not None]
    if len(known) != len(ends) or len(ends) > 2:
        return WITHHELD
    if value == "未完成":
        return value
    if known[-1] == 0 and not at_least:
        return _shown(fact, 0)
    bounds = _bounds(fact)
    low = bounds[bisect_right(bounds, known[0]) - 1] if known[0] >= bounds[0] else None
    above = bisect_right(bounds, known[-1])
    high = None if at_least or above == len(bounds) else bounds[above]
    start = "" if low is None else f"{_shown(fact, low)}以上"
    end = "" if high is None else f"不满{_shown(fact, high)}"
    return start + end or WITHHELD


def _bounds(fact: Fact) -> Sequence[float]:
    if fact.type == "duration":
        return _BOUNDS["duration"]
    money = fact.unit in UNITS and UNITS[fact.unit][0] == "money"
    return _BOUNDS["money"] if money else _OTHER


def _figure(fact: Fact, written: str) -> float | None:
    """The number that ``show_value`` wrote, in base units; None when it is none."""
    if fact.type == "duration":
        if written == "未完成":
            return float("inf")
        found = _LENGTH.fullmatch(written) if written else None
        if found is None:
            return None
        days, hours, minutes = (float(part or 0) for part in found.groups())
        return days * 1440 + hours * 60 + minutes
    number = _NUMBER.fullmatch(written)
    if number is None or number[2] != (fact.unit or ""):
        return None
    return float(number[1])


def _shown(fact: Fact, value: float) -> str:
    if fact.type == "duration":
        days, hours = divmod(value, 1440)
        return f"{days:.0f}天" if days and not hours else f"{value / 60:.0f}小时"
    if fact.unit == "元" and value >= 1e8:
        return f"{value / 1e8:g}亿元"
    if fact.unit == "元" and value >= 1e4:
        return f"{value / 1e4:g}万元"
    return f"{value:.0f}{fact.unit or ''}"
