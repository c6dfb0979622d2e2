"""Values as an example gives them: dates, moments and numbers, and several of them together."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from facts import Fact
from facts.columns import EPOCH

#: What to write, by label.
Option = Mapping[str, Any]

#: When what is timed begins, on the plain day.
MORNING = 8 * 60
DATE = Fact(id="day", label="日期", entity="case", type="date")
#: A moment, for writing numbers of minutes.
MOMENT = Fact(id="moment", label="时刻", entity="case", type="datetime")


def written(fact: Fact, number: float) -> Any:
    """A number as an example gives it: a date, a moment, a whole or broken number."""
    if fact.type == "date":
        return EPOCH + timedelta(days=number)
    if fact.type == "datetime":
        moment = datetime(1970, 1, 1) + timedelta(minutes=number)
        return moment.strftime("%Y-%m-%d %H:%M")
    return int(number) if number == int(number) else number


def plain_day(start: date) -> date:
    """A day in the year after a regulation came into force."""
    return date(start.year + 1, 3, 1)


def least(fact: Fact) -> float:
    """The least value that a fact may have."""
    if fact.minimum is not None:
        return fact.minimum
    counted = fact.aggregate is not None and fact.aggregate.compute in ("count", "sum", "run")
    return 0.0 if counted or fact.type == "duration" else float("-inf")


def merged(options: Iterable[Option]) -> dict[str, Any]:
    """Several options together; records and further subjects of all of them."""
    found: dict[str, Any] = {}
    for label, value in _pairs(options):
        rows = _are_rows(found.get(label)) and _are_rows(value)
        found[label] = [*found[label], *value] if rows else value
    return found


def _pairs(options: Iterable[Option]) -> Iterator[tuple[str, Any]]:
    for option in options:
        yield from option.items()


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
