"""Facts that follow from others, worked out one subject at a time: formulas and records."""

import ast
import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from math import inf
from typing import TYPE_CHECKING, Any

from tests.reference.conditions import OPEN, interval, unknown
from tests.reference.evaluator import minus

if TYPE_CHECKING:
    from tests.law.reference import Plain

EPOCH = date(1970, 1, 1)


class InexactError(ValueError):
    """A formula over a part that is only known within bounds: not worked out here."""


def follow(book: "Plain", facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with every fact that the vocabulary works out."""
    known = dict(facts)
    for _ in range(4):  # a formula may read another
        for label, raw in book.raw.items():
            if raw.get("derive"):
                known[label] = minus(*(known.get(part) for part in raw["derive"]))
            elif raw.get("count"):
                known[label] = 1.0
            elif raw.get("formula"):
                known[label] = worked_out(raw["formula"], known, book)
            elif raw.get("aggregate"):
                known[label] = gathered(raw["aggregate"], known, book)
    return known


# ── formulas, for exact values only ───────────────────────────────────────────


def worked_out(formula: str, known: Mapping[str, Any], book: "Plain") -> Any:
    """The value of a formula; None or OPEN when a part is; exact parts only."""
    names = sorted((n for n in book.kinds if n in formula), key=len, reverse=True)
    text, used = formula, {}
    for at, name in enumerate(names):
        if name in text:
            text = text.replace(name, f" v{at} ")
            used[f"v{at}"] = name
    text = re.sub(r"(\d+(?:个工作日|个月|天|年))", r"'\1'", text)
    for sign, plain in (("×", "*"), ("÷", "/"), ("，", ","), ("（", "("), ("）", ")")):
        text = text.replace(sign, plain)
    values: dict[str, Any] = {}
    for variable, name in used.items():
        value = known.get(name)
        if unknown(value):
            return OPEN if OPEN in [known.get(n) for n in used.values()] else None
        low, high = interval(value)
        if low != high:
            raise InexactError(name)
        values[variable] = low // 1440 if book.kinds[name].type == "datetime" else low
    try:
        found = _value(ast.parse(text.strip(), mode="eval").body, values)
    except ZeroDivisionError:
        return None
    assert isinstance(found, float)
    return found


def _value(node: ast.expr, values: Mapping[str, Any]) -> Any:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else float(str(node.value))
    if isinstance(node, ast.Name):
        return values[node.id]
    if isinstance(node, ast.BinOp):
        a, b = _value(node.left, values), _value(node.right, values)
        if isinstance(node.op, ast.Add):
            return a + b
        if isinstance(node.op, ast.Sub):
            return a - b
        return a * b if isinstance(node.op, ast.Mult) else a / b
    assert isinstance(node, ast.Call)
    assert isinstance(node.func, ast.Name)
    return _call(node.func.id, [_value(a, values) for a in node.args])


def _call(name: str, given: list[Any]) -> float:
    days = [_date(g) for g in given if isinstance(g, float) and name not in ("最小", "最大")]
    if name == "天数":
        return float((days[1] - days[0]).days)
    if name == "工作日":
        sign = 1 if days[1] >= days[0] else -1
        first, last = sorted(days)
        span = range(1, (last - first).days + 1)
        return float(sign * sum((first + timedelta(days=i)).weekday() < 5 for i in span))
    if name == "月数":
        a, b = days
        return float((b.year - a.year) * 12 + b.month - a.month - (b.day < a.day))
    if name == "加":
        return _number(later(days[0], given[1]))
    if name == "年度":
        return float(days[0].year)
    if name in ("年末", "半年末", "季末", "月末"):
        return _number(_stretch(days[0], {"年末": 12, "半年末": 6, "季末": 3, "月末": 1}[name])[1])
    return float(min(given) if name == "最小" else max(given))


def later(day: date, length: str) -> date:
    """The day some time after another."""
    found = re.fullmatch(r"(?:(\d+)年)?(?:(\d+)个月)?", length)
    if found:
        months = day.year * 12 + day.month - 1 + int(found[1] or 0) * 12 + int(found[2] or 0)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    found = re.fullmatch(r"(\d+)(天|个工作日)", length)
    assert found, length
    if found[2] == "天":
        return day + timedelta(days=int(found[1]))
    while day.weekday() > 4:
        day -= timedelta(days=1)
    left = int(found[1])
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def _date(number: float) -> date:
    return EPOCH + timedelta(days=number)


def _number(day: date) -> float:
    return float((day - EPOCH).days)


def _stretch(day: date, months: int) -> tuple[date, date]:
    """The first and last day of the stretch of some months that a day falls in."""
    start = (day.month - 1) // months * months + 1
    end = start + months - 1
    return date(day.year, start, 1), date(day.year, end, monthrange(day.year, end)[1])


# ── records ───────────────────────────────────────────────────────────────────


def gathered(spec: Mapping[str, Any], known: Mapping[str, Any], book: "Plain") -> Any:
    """A number from records: exact when they are complete, else a bound; None for nothing."""
    label = book.record_labels[spec["records"]]
    columns = book.columns[spec["records"]]
    records = [_record(columns, r, book) for r in known.get(label) or ()]
    series = [r for r in records if _meets(r, spec.get("among") or {}, columns)]
    found = [r for r in series if _meets(r, spec.get("where") or {}, columns)]
    window = spec.get("window")
    if window:
        found = [r for r in found if _inside(r, window, known)]
    complete = known.get(spec.get("complete", "")) is True
    compute, of = spec["compute"], spec.get("of", "")
    if not found and (not complete or compute in ("most", "least")):
        return None
    if compute == "count":
        number = float(len(found))
    elif compute == "sum":
        number = float(sum(r[of] for r in found))
    elif compute in ("most", "least"):
        number = float((max if compute == "most" else min)(r[of] for r in found))
    else:
        years = {int(r[of]) for r in found}
        ends = {max(int(r[of]) for r in series)} if spec.get("latest") and series else years
        number = float(max((_run(years, end) for end in ends), default=0))
    if complete:
        return number
    return (0.0, number) if compute == "least" else (number, inf)


def _record(columns: Mapping[str, Any], record: Mapping[str, Any], book: "Plain") -> dict[str, Any]:
    """The record with its dates as numbers and its formulas worked out."""
    found: dict[str, Any] = {}
    for label, raw in columns.items():
        value = record.get(label)
        if raw["type"] == "date" and value is not None:
            value = _number(value if isinstance(value, date) else date.fromisoformat(str(value)))
        found[label] = value
    for label, raw in columns.items():
        if raw.get("formula"):
            text = raw["formula"]
            names = {n: f"v{i}" for i, n in enumerate(sorted(columns, key=len, reverse=True))}
            for name, variable in names.items():
                text = text.replace(name, f" {variable} ")
            values = {v: float(found[n]) for n, v in names.items() if _is_number(found[n])}
            found[label] = _value(ast.parse(text.strip(), mode="eval").body, values)
    return found


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _meets(
    record: Mapping[str, Any], wanted: Mapping[str, Any], columns: Mapping[str, Any]
) -> bool:
    for label, values in wanted.items():
        value = record[label]
        if isinstance(values, Mapping):
            if not values.get("least", -inf) <= value <= values.get("most", inf):
                return False
        elif columns[label]["type"] == "boolean":
            if (value in (True, "是")) not in [v == "是" for v in values]:
                return False
        elif value not in values:
            return False
    return True


def _inside(record: Mapping[str, Any], window: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    before = known.get(window["before"])
    if unknown(before):
        return False
    assert isinstance(before, float)
    day, last = _date(record[window["date"]]), _date(before)
    if window.get("months"):
        months = last.year * 12 + last.month - 1 - int(window["months"])
        year, month = divmod(months, 12)
        same = min(last.day, monthrange(year, month + 1)[1])
        return date(year, month + 1, same) < day <= last
    size = {"year": 12, "half_year": 6, "quarter": 3}[window["calendar"]]
    first, end = _stretch(last, size)
    return first <= day <= end


def _run(years: set[int], end: int) -> int:
    length = 0
    while end - length in years:
        length += 1
    return length
