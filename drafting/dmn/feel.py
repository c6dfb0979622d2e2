"""FEEL: literals, and the cell that a table column needs for what a term says of one fact."""

from collections.abc import Sequence
from datetime import timedelta

from facts import Fact
from facts.columns import EPOCH, NO_TEXT
from rules.atoms import Beyond, Concluded, Listed, Literal, OneOf, Stated, Truthful

#: A cell that says nothing.
ANY = "-"
HOLDS, FAILS = "成立", "不成立"
#: Neither, and why; and no adjustment.
READINGS, CONFLICT, OPEN, SILENT, NONE = "两解", "矛盾", "不明", "条文未定", "无"


def string(text: str) -> str:
    """A string literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def strings(texts: Sequence[str]) -> str:
    """A list of strings."""
    return f"[{', '.join(string(text) for text in texts)}]"


def feel_type(fact: Fact) -> str:
    """The type of a fact's values."""
    return {
        "boolean": "boolean",
        "number": "number",
        "date": "date",
        "datetime": "dateTime",
        "duration": "dayTimeDuration",
    }.get(fact.type, "string")


def amount(fact: Fact, value: float) -> str:
    """A number in the fact's base unit, a date, a date and time, or a duration."""
    if fact.type == "date":
        return f'date("{(EPOCH + timedelta(days=value)).isoformat()}")'
    if fact.type == "datetime":
        day, minute = divmod(round(value), 1440)
        clock = f"{minute // 60:02}:{minute % 60:02}:00"
        return f'date and time("{(EPOCH + timedelta(days=day)).isoformat()}T{clock}")'
    if fact.type == "duration":
        hours, minutes = divmod(round(value), 60)
        text = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes or not hours else "")
        return f'duration("PT{text}")'
    return f"{value:.0f}" if value == round(value) else f"{value:.15g}"


def cell(literals: Sequence[Literal]) -> str | None:
    """The unary test that all of these literals, about one thing, ask; None when they cannot be."""
    atom = literals[0].atom
    if isinstance(atom, Beyond):
        return _between(literals)
    if isinstance(atom, OneOf):
        return _one_of(atom.fact, literals)
    values = {literal.value for literal in literals}
    if len(values) > 1:
        return None
    value = values.pop()
    if isinstance(atom, Concluded):
        return string(HOLDS if value else FAILS)
    if isinstance(atom, Truthful) and atom.fact.type == "text":
        return f"not({string(NO_TEXT)})" if value else string(NO_TEXT)
    if isinstance(atom, Stated):  # every fact is known
        return ANY if value else None
    assert isinstance(atom, Truthful | Listed)
    return "true" if value else "false"


def _one_of(fact: Fact, literals: Sequence[Literal]) -> str | None:
    everything = range(len(fact.choices))
    left = set(everything)
    for literal in literals:
        assert isinstance(literal.atom, OneOf)
        left &= literal.atom.choices if literal.value else left - literal.atom.choices
    if not left:
        return None
    if len(left) == len(fact.choices):
        return ANY
    affirmed = any(literal.value for literal in literals)
    named = left if affirmed else set(everything) - left
    listed = ", ".join(string(fact.choices[i].label) for i in sorted(named))
    return listed if affirmed else f"not({listed})"


def _between(literals: Sequence[Literal]) -> str | None:
    """One comparison, an equality, or an interval."""
    atoms = [(lit.atom, lit.value) for lit in literals if isinstance(lit.atom, Beyond)]
    fact = atoms[0][0].fact
    # (threshold, open): above is the highest lower bound, below the lowest upper bound.
    above = max(((a.threshold, a.op == ">") for a, value in atoms if value), default=None)
    below = min(((a.threshold, a.op == ">") for a, value in atoms if not value), default=None)
    if above is None or below is None:
        threshold, strict = above or below or (0.0, False)
        op = (">" if strict else ">=") if above is not None else ("<=" if strict else "<")
        return f"{op} {amount(fact, threshold)}"
    (low, low_open), (high, high_closed) = above, below
    if low > high or (low == high and (low_open or not high_closed)):
        return None
    if low == high:
        return amount(fact, low)
    left, right = "(" if low_open else "[", "]" if high_closed else ")"
    return f"{left}{amount(fact, low)}..{amount(fact, high)}{right}"
