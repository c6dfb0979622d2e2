"""Thresholds: one boundary read two ways, against the words of the text, or in mixed units."""

import re
from collections import defaultdict
from collections.abc import Iterator

from drafting.lint.draft import Draft, reading_path
from drafting.lint.finding import Finding
from drafting.lint.satisfy import not_true, without
from drafting.lint.witness import readings
from drafting.lint.worked import Worked
from facts import Fact, Text
from facts.columns import show_value
from facts.fact import UNITS
from rules.atoms import Beyond, Literal, literals_of
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
        includes, excludes = (rule, first) if atom.op == "≥" else (first, rule)
        shows = Text(
            f"恰在界限上：按“{includes.id}”算达到，按“{excludes.id}”不算",
            f"exactly at the boundary: reached under “{includes.id}”, not under “{excludes.id}”",
        )
        example = _between(draft, shows, atom, includes, excludes) or _exactly(draft, shows, atom)
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
                    shows = Text(
                        f"恰为{value}：照引文{'应当' if op == '≥' else '不应'}算在上一档，"
                        f"照条件{'算' if atom.op == '≥' else '不算'}",
                        f"exactly {value}: by the text {'in' if op == '≥' else 'not in'} the upper"
                        f" range, by the condition {'in' if atom.op == '≥' else 'not in'} it",
                    )
                    example = _exactly(draft, shows, atom, rule)
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
            example = _in_units(draft, label, rule_id, first)
            yield draft.finding(
                "mixed-units", draft.at_rule(rule_id), rule_id, Text(zh, en), example
            )


def _at(atom: Beyond) -> tuple[Literal, Literal]:
    """The fact is exactly at the threshold."""
    least, more = (Beyond(atom.fact, op, atom.threshold) for op in ("≥", ">"))
    return Literal(least, True), Literal(more, False)


def _exactly(
    draft: Draft, shows: Text, atom: Beyond, rule: CompiledRule | None = None
) -> Worked | None:
    """A case exactly at a threshold, which meets the rest of the rule where that can be."""
    for formula in readings(rule) if rule is not None else ():
        rest = without(without(formula, Literal(atom, True)), Literal(atom, False))
        found = draft.worked(shows, *_at(atom), rest)
        if found is not None:
            return found
    return draft.worked(shows, *_at(atom))


def _between(
    draft: Draft, shows: Text, atom: Beyond, includes: CompiledRule, excludes: CompiledRule
) -> Worked | None:
    """A case exactly at a threshold in which one rule holds and the other does not."""
    wanted = (*_at(atom), readings(includes)[0], not_true(readings(excludes)[0]))
    return draft.worked(shows, *wanted, holds=(includes.id,), fails=(excludes.id,))


def _in_units(draft: Draft, label: str, *rules: str) -> Worked | None:
    """A case at a threshold of the fact, which two rules write in two units."""
    for rule in rules:
        for reading in draft.compiled.rules[rule].readings:
            for literal in literals_of(reading.formula):
                atom = literal.atom
                if isinstance(atom, Beyond) and atom.fact.label == label:
                    value = show_value(atom.fact, atom.threshold, atom.threshold)
                    shows = Text(
                        f"{label}恰为{value}：两条规则用不同的单位说同一条线上的数，不好对照",
                        f"{label} exactly {value}: two rules put one line in two units",
                    )
                    return _exactly(draft, shows, atom, draft.compiled.rules[rule])
    return None
