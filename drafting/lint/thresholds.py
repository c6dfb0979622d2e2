"""Thresholds: one boundary read two ways, against the words of the text, or in mixed units."""

import re
from collections import defaultdict
from collections.abc import Iterator

from drafting.lint.draft import Draft, reading_path
from drafting.lint.finding import Finding
from facts import Fact, Text
from facts.columns import show_value
from facts.vocabulary import UNITS
from rules.atoms import Beyond, literals_of
from rules.clusters import CompiledRule

_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_IN_TEXT = re.compile(
    rf"(超过|不满|不足|未满|达到|满)?(\d+(?:\.\d+)?)({_UNIT})(以上|以下|以内|之内|内|以外)?"
)
_WRITTEN = re.compile(rf"([^\W\d]\w*)\s*(?:>=|<=|!=|[=≠>≥<≤＝＞＜])\s*\d+(?:\.\d+)?\s*({_UNIT})")

Use = tuple[CompiledRule, int, Beyond]


def check(draft: Draft) -> Iterator[Finding]:
    """All findings of this group."""
    uses: list[Use] = [
        (rule, number, literal.atom)
        for rule in draft.rules()
        for number, reading in enumerate(rule.readings)
        for literal in literals_of(reading.formula)
        if isinstance(literal.atom, Beyond)
    ]
    uses.sort(key=lambda use: draft.positions[use[0].id])
    yield from _mixed(draft, uses)
    yield from _against_text(draft, uses)
    yield from _units(draft)


def _mixed(draft: Draft, uses: list[Use]) -> Iterator[Finding]:
    seen: dict[tuple[Fact, float], tuple[str, CompiledRule]] = {}
    told: set[str] = set()
    for rule, number, atom in uses:
        op, first = seen.setdefault((atom.fact, atom.threshold), (atom.op, rule))
        if op == atom.op or first is rule or rule.id in told:
            continue
        told.add(rule.id)
        value = show_value(atom.fact, atom.threshold, atom.threshold)
        zh = f"“{atom.fact.label}”恰为 {value} 时，与“{first.id}”的处理不一致：一处含本数，一处不含"
        en = f"at exactly {value} this differs from “{first.id}”: one includes it, one does not"
        at = draft.at_rule(rule.id, *reading_path(rule, number))
        example = f"{atom.fact.label} = {value}"
        yield draft.finding("boundary-mixed", at, rule.id, Text(zh, en), example)


def _against_text(draft: Draft, uses: list[Use]) -> Iterator[Finding]:
    for rule, number, atom in uses:
        for cite in rule.rule.cite:
            clause = draft.book.outline.clause(cite)
            for words, unit, amount, op in _boundaries(clause.quote if clause else ""):
                if _same(atom, unit, amount) and op != atom.op:
                    included = "含" if op == "≥" else "不含"
                    value = show_value(atom.fact, atom.threshold, atom.threshold)
                    zh = (
                        f"引文说“{words}”，应以 {op} 划界（上一档{included}本数），条件用 {atom.op}"
                    )
                    en = f"the text says “{words}”: the boundary is {op}, not {atom.op}"
                    at = draft.at_rule(rule.id, *reading_path(rule, number))
                    example = f"{atom.fact.label} = {value}"
                    yield draft.finding("boundary-against-text", at, rule.id, Text(zh, en), example)


def _boundaries(quote: str) -> Iterator[tuple[str, str, float, str]]:
    """Words, unit, amount, and whether the upper side includes the amount (≥) or not (>)."""
    for match in _IN_TEXT.finditer(quote):
        before, digits, unit, after = match.groups()
        if before in ("不满", "不足", "未满", "达到", "满") or after == "以上":
            op = "≥"
        elif before == "超过" or after in ("以下", "以内", "之内", "内", "以外"):
            op = ">"
        else:
            continue
        yield match.group(), unit, float(digits), op


def _same(atom: Beyond, unit: str, amount: float) -> bool:
    dimension, factor = UNITS[unit]
    own = "duration" if atom.fact.type == "duration" else ""
    base = 1.0
    if atom.fact.unit:
        own, base = UNITS[atom.fact.unit]
    return dimension == own and abs(atom.threshold * base - amount * factor) < 1e-9


def _units(draft: Draft) -> Iterator[Finding]:
    units: dict[str, dict[str, str]] = defaultdict(dict)
    for rule in draft.book.rules:
        written = [rule.when] if rule.when else [reading.when for reading in rule.readings]
        for text in written:
            for label, unit in _WRITTEN.findall(text or ""):
                units[label].setdefault(unit, rule.id)
    for label, places in units.items():
        if len(places) > 1:
            (_, first), (unit, rule_id) = list(places.items())[:2]
            zh = f"“{label}”在“{first}”用{next(iter(places))}，这里用{unit}"
            en = f"“{label}” is compared in {next(iter(places))} by “{first}”, here in {unit}"
            yield draft.finding("mixed-units", draft.at_rule(rule_id), rule_id, Text(zh, en))
