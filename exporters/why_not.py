"""Why not: each fault that was considered in one sentence, and what would make it lighter.

What would make an outcome lighter is told so that the person concerned can check the reasoning.
It describes the rules; it is no advice to state facts otherwise than as they were found.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from exporters.names import Names
from exporters.wording import DECIDABLE, Wording
from facts import Text
from rules.loader import CompiledBook
from sanctions.determination import (
    ADJUSTMENT_LABELS,
    Considered,
    Determination,
    Explanation,
    FactUsed,
)
from sanctions.differences import Difference
from sanctions.lighter import Change, Lighter

#: So many ways to a lighter outcome are told in a short section.
MOST_TOLD = 8

BASES = {
    "elements": Text("要素成立", "its elements are met"),
    "finding": Text("经办人认定", "found by the official"),
    "both": Text("经办人认定，要素也成立", "found by the official, and its elements are met"),
    "conflict": Text("经办人认定，但要素不成立", "found by the official against its elements"),
    "reading": Text("按条文的一种读法成立", "met under one reading of the text"),
    "none": Text("尚不能确定", "not yet known"),
}
NOT_LISTED = Text("经办人没有列出，这一项只能由人认定", "not listed; only a person can find it")
NOT_MET = Text("不成立", "not met")
LACKS = Text("还缺 {facts}", "lacks {facts}")
UNDER_READING = Text("按“{reading}”的读法，{failed}", "read as “{reading}”: {failed}")

FAULT_HEADS = {
    "true": Text("{what}成立：{why}{cite}", "{what} holds: {why}{cite}"),
    "false": Text("{what}不成立：{why}{cite}", "{what} does not hold: {why}{cite}"),
    "unknown": Text("{what}尚不能确定：{why}{cite}", "{what} is not yet decided: {why}{cite}"),
}
#: A provision that makes the outcome lighter or heavier.
PROVISION_HEADS = {
    "true": Text("{what}适用：{why}", "{what} applies: {why}"),
    "false": Text("{what}不适用：{why}", "{what} does not apply: {why}"),
    "unknown": Text("{what}是否适用，尚不能确定：{why}", "{what} may apply: {why}"),
}

HEADING = Text("怎样才会更轻", "What would be lighter")
NOTE = Text(
    "只说明规则怎样起作用：哪些事实当初若查明是另一种情形，结果会更轻。事实以查明的为准，"
    "这不是改动事实的建议",
    "This only describes the rules: which facts, had they been found otherwise, would have led to "
    "a lighter outcome. The facts stay as they were found; it is no advice to change them",
)
NOTHING_LIGHTER = Text(
    "已查明的事实，改变其中任何一项或两项，结果都不会更轻",
    "no other value of one or two known facts makes the outcome lighter",
)
IF = Text("如果 {condition}：{outcome}", "if {condition}: {outcome}")
NOW = Text("现为 {value}", "now {value}")
AND, OR = Text(" 并且 ", " and "), Text(" 或者 ", " or ")
SURELY = Text("更轻（{outcome}；{ends}）", "lighter ({outcome}; {ends})")
PERHAPS = Text("可能更轻（{outcome}；{ends}）", "perhaps lighter ({outcome}; {ends})")
MORE = Text("另有 {count} 种情形", "{count} more ways")
FALLS_AWAY = Text("{fault}不再成立", "{fault} no longer holds")
DOES_NOT_HOLD = Text("{fault}不成立", "{fault} does not hold")
DOUBTFUL = Text("{fault}不能直接认定", "{fault} can no longer be found outright")
BEARS = Text("责任为{label}", "the responsibility is {label}")
BEARS_OPEN = Text("责任由人认定", "the responsibility is for a person to decide")
ADJUSTS = Text("适用{kinds}的规定", "a provision applies ({kinds})")
NO_LONGER = Text("不再适用{kinds}的规定", "a provision no longer applies ({kinds})")
OTHER_ROW = Text("条文另有幅度", "the statute offers otherwise")
BASELINE = Text("按裁量基准（不是条文）", "by the baseline (not law)")
RULES = Text("规则 {rules}", "rule {rules}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One fault or adjustment that was considered. ``value``: true, false or unknown."""

    id: str
    value: str
    text: str
    citations: tuple[str, ...]


def considered(e: Explanation, words: Wording) -> list[Sentence]:
    """One sentence for each fault and adjustment: whether it applies, and which element failed."""
    return [
        Sentence(c.fault, c.value, _sentence(c, words), tuple(c.citations)) for c in e.considered
    ]


def _sentence(c: Considered, words: Wording) -> str:
    names = words.names
    of_fault = c.fault in {fault.id for fault in names.book.book.metadata.faults}
    what = names.fault(c.fault) if of_fault else names.joined(c.citations)
    cite = words.cited(c.citations) if of_fault else ""
    tail = f"{names.marks.stop}{cite}" if cite else ""
    parts = [basis(c, words), words.facts(c.because)] if c.value == "true" else failing(c, words)
    why = names.marks.stop.join(part for part in parts if part)
    heads = FAULT_HEADS if of_fault else PROVISION_HEADS
    return names.text(heads[c.value], what=what, why=why, cite=tail) + names.marks.end


def basis(c: Considered, words: Wording) -> str:
    """What the conclusion about a fault rests on."""
    known = BASES.get(c.basis)
    return words.names.text(known) if known else c.basis


def failing(c: Considered, words: Wording) -> list[str]:
    """Which elements failed, with the cells that show it, and which facts are lacking."""
    names = words.names
    parts = [basis(c, words)] if c.basis in ("conflict", "reading") else []
    cells = {f"{used.fact} = {used.value}": used for used in c.because}

    def shown(element: str) -> str:
        used = cells.get(element)
        return words.fact(used) if used else names.told(element)

    always, under = _by_reading(c, names)
    parts += map(shown, always)
    for reading, elements in under.items():
        failed = names.joined(map(shown, elements))
        text = names.label(reading).replace("“", "‘").replace("”", "’")
        parts.append(names.text(UNDER_READING, reading=text, failed=failed))
    if c.missing:
        parts.append(names.text(LACKS, facts=names.joined(map(names.label, c.missing))))
    return parts or [verdict(c, words)]


def rest(c: Considered, names: Names) -> list[FactUsed]:
    """The facts that ``failing`` does not show."""
    always, under = _by_reading(c, names)
    told = {*always, *(element for elements in under.values() for element in elements)}
    return [used for used in c.because if f"{used.fact} = {used.value}" not in told]


def _by_reading(c: Considered, names: Names) -> tuple[list[str], dict[str, list[str]]]:
    """The elements that fail whichever way the text is read, and those of one reading alone.

    Where two readings are possible, an element names its reading in brackets at its end.
    """
    always: list[str] = []
    under: dict[str, list[str]] = {text: [] for text in names.readings(c.fault)}
    for element in c.failing:
        reading = next((text for text in under if element.endswith(f"（{text}）")), "")
        if reading:
            under[reading].append(element.removesuffix(f"（{reading}）"))
        else:
            always.append(element)
    if len(under) > 1:
        shared = [e for e in next(iter(under.values())) if all(e in es for es in under.values())]
        always += [element for element in shared if element not in always]
        under = {text: [e for e in es if e not in shared] for text, es in under.items()}
    return always, {text: elements for text, elements in under.items() if elements}


def verdict(c: Considered, words: Wording) -> str:
    """What to say when no element fails and none is missing."""
    if c.value != "false":
        return basis(c, words)
    faults = {fault.id: fault.finding for fault in words.names.book.book.metadata.faults}
    return words.names.text(NOT_LISTED if faults.get(c.fault) == "required" else NOT_MET)


# ── what would be lighter ─────────────────────────────────────────────────────


def tells_lighter(d: Determination, book: CompiledBook) -> bool:
    """Is there an outcome to be lighter than? Not where a book says who is entitled."""
    return d.status in DECIDABLE and "recommended" not in book.book.metadata.status_labels


def lighter_sentences(
    found: Sequence[Lighter], base: Determination, words: Wording, most: int | None = None
) -> list[str]:
    """One sentence a way to an outcome lighter than ``base``, at most ``most`` of them.

    Values of one fact that come to the same are told together.
    """
    names = words.names
    groups: dict[object, list[Lighter]] = {}
    for one in found:
        told = _outcome(one, base, words)
        what = tuple(change.was.fact for change in one.changes)
        key = (what, told) if len(what) == 1 else one.changes
        groups.setdefault(key, []).append(one)
    sentences = [
        names.text(IF, condition=_condition(g, words), outcome=_outcome(g[0], base, words))
        for g in groups.values()
    ]
    if most is not None and len(sentences) > most:
        return [*sentences[:most], names.text(MORE, count=len(sentences) - most)]
    return sentences or [names.text(NOTHING_LIGHTER)]


def _condition(group: Sequence[Lighter], words: Wording) -> str:
    names = words.names
    first = group[0].changes
    if len(first) == 1:
        options = names.text(OR).join(names.told(one.changes[0].becomes) for one in group)
        return options + names.aside(_now(first[0], words))
    return names.text(AND).join(names.told(c.becomes) + names.aside(_now(c, words)) for c in first)


def _now(change: Change, words: Wording) -> str:
    names = words.names
    value = names.value(change.was.value)
    found = names.joined(part for part in (value, change.was.source) if part)
    return names.text(NOW, value=found)


def _outcome(one: Lighter, base: Determination, words: Wording) -> str:
    """What it comes to, and the clauses that make the difference."""
    names = words.names
    told = words.outcome(one.outcome)
    if one.outcome.status in ("needs_facts", "needs_judgement"):
        status, ends = names.status(one.outcome.status), words.interval(one.outcome)
        told = names.text(SURELY if one.certain else PERHAPS, outcome=status, ends=ends)
    parts = [told, *(_difference(d, one.outcome, base, words) for d in one.differences)]
    return names.marks.stop.join(parts)


def _difference(d: Difference, outcome: Determination, base: Determination, words: Wording) -> str:
    names = words.names
    if d.kind == "baseline":
        return names.text(BASELINE)
    if d.kind == "fault":
        held = any(fault.id == d.id and fault.value == "true" for fault in base.faults)
        doubtful = any(fault.id == d.id for fault in outcome.faults)
        gone = FALLS_AWAY if held else DOES_NOT_HOLD
        text = names.text(DOUBTFUL if doubtful else gone, fault=names.fault(d.id))
    elif d.kind == "responsibility":
        label = names.responsibility(d.id)
        text = names.text(BEARS if label else BEARS_OPEN, label=label)
    elif d.kind == "measure":
        text = names.text(OTHER_ROW)
    else:
        applies = [a for a in outcome.adjustments if a.id == d.id]
        kinds = applies or [a for a in base.adjustments if a.id == d.id]
        labels = names.joined(names.text(ADJUSTMENT_LABELS[a.kind]) for a in kinds)
        text = names.text(ADJUSTS if applies else NO_LONGER, kinds=labels)
    rules = names.text(RULES, rules=names.joined(d.rules)) if d.rules else ""
    on = names.joined(part for part in (words.cited(d.citations), rules) if part)
    return text + names.aside(on)
