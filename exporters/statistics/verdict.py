"""What was given beside what is recommended."""

from dataclasses import dataclass

from exporters.statistics.given import Given
from facts import Text
from sanctions.consistency import Weights
from sanctions.determination import SETTLED, Determination

#: In the order in which they are shown.
VERDICTS: dict[str, Text] = {
    "lighter": Text("畸轻", "Too light"),
    "heavier": Text("畸重", "Too heavy"),
    "equal": Text("与建议一致", "As recommended"),
    "within": Text("在幅度内", "Within the interval"),
    "unread": Text("不可比", "Not comparable"),
}
MEANINGS: dict[str, Text] = {
    "lighter": Text("轻于幅度的最轻一端", "lighter than the lightest end of the interval"),
    "heavier": Text("重于幅度的最重一端", "heavier than the heaviest end of the interval"),
    "equal": Text("与建议的处理方式相同", "the same measures as recommended"),
    "within": Text("在最轻与最重之间", "between the lightest and the heaviest"),
    "unread": Text(
        "有读不懂的处理方式、只写到案件，或者规定不适用",
        "measures that could not be read, written for the case only, or outside the regulation",
    ),
}
WHY: dict[str, Text] = {
    "words": Text("规则书没有这些处理方式：{what}", "not measures of this book: {what}"),
    "case": Text("写在案件一行，分不出是谁的", "written for the case, not for one subject"),
    "scope": Text("规定不适用", "outside the regulation"),
    "beyond": Text(
        "另有规则书没有的处理方式：{what}", "besides, measures not in this book: {what}"
    ),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """``kind`` as in VERDICTS; ``gap`` how far outside the interval; ``why`` as in WHY or ""."""

    kind: str
    gap: float = 0.0
    why: str = ""


def verdict(d: Determination, given: Given, weights: Weights) -> Verdict:
    """Where the sanctions given stand in the interval.

    Measures that could not be read only add weight: what was read may be too heavy already, but
    nothing else can then be said.
    """
    kind = d.subject_kind
    if kind is None or d.status in ("out_of_scope", "rejected"):
        return Verdict("unread", why="scope")
    if given.whole_case:
        return Verdict("unread", why="case")
    weight = weights.of(kind, given.measures)
    if weight > weights.of(kind, d.interval.heaviest):
        gap = weights.gap(kind, d.interval.heaviest, given.measures)
        return Verdict("heavier", gap, "beyond" if given.unread else "")
    if given.unread:
        return Verdict("unread", why="words")
    if weight < weights.of(kind, d.interval.lightest):
        return Verdict("lighter", weights.gap(kind, given.measures, d.interval.lightest))
    settled = d.status in SETTLED
    if settled and set(given.measures) == {m.id for m in d.measures}:
        return Verdict("equal")
    return Verdict("within")
