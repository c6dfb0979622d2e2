"""What a rule concludes: 认定 过错情形4, 承担 主要责任, 可以 从轻、减轻, 移送 司法机关.

以 严重警告 代替 撤销党内职务 puts one measure in the place of another; 办理 names a step of
procedure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from facts import Text
from rules.book import Metadata
from rules.errors import ConditionError, nearest
from rules.measures import Measure
from rules.terms import Stage

ADJUSTMENT_WORDS = {
    "从轻": "lighten",
    "减轻": "reduce",
    "免予": "exempt",
    "不予": "waive",
    "不追究": "drop",
    "从重": "aggravate",
    "加重": "exceed",
}


@dataclass(frozen=True, slots=True)
class Conclusion:
    """``verb``: breach, finding, responsibility, replace, may, shall, refer or step.

    ``targets`` are ids; of replace: the measure put in, and the measure taken out.

    ``name`` is how later stages refer to it.
    """

    verb: str
    targets: tuple[str, ...]
    name: str


_VERBS: dict[str, tuple[str, Stage]] = {
    "违反": ("breach", "duty"),
    "认定": ("finding", "finding"),
    "承担": ("responsibility", "attribution"),
    "可以": ("may", "adjustment"),
    "应当": ("shall", "adjustment"),
    "以": ("replace", "measure"),
    "移送": ("refer", "procedure"),
    "办理": ("step", "procedure"),
}

_REPLACES = re.compile(r"(?P<new>\S+)\s+代替\s+(?P<old>\S+)$")


def conclusion(
    then: str, stage: Stage, metadata: Metadata, catalogue: Sequence[Measure]
) -> Conclusion:
    """The parsed ``then`` of a rule; ConditionError when it names nothing of this book."""
    word, _, rest = then.strip().partition(" ")
    rest = rest.strip()
    found = _VERBS.get(word)
    if found is None or not rest:
        verbs = "、".join(f"{verb} …" for verb in _VERBS)
        raise ConditionError(
            Text(f"结论“{then}”读不懂，应是：{verbs}", f"“{then}” is not one of: {verbs}"),
            0,
            code="conclusion-syntax",
        )
    verb, wanted = found
    if stage != wanted:
        raise ConditionError(
            Text(
                f"“{word}”只能在 {wanted} 阶段作出，不能在 {stage} 阶段",
                f"“{word}” belongs to stage {wanted}, not {stage}",
            ),
            0,
            code="wrong-stage",
        )
    if verb == "breach":
        return Conclusion(verb, (rest,), rest)
    if verb in ("may", "shall"):
        words = [w for w in re.split(r"[、,，\s]+", rest) if w]
        return Conclusion(verb, tuple(_one(w, ADJUSTMENT_WORDS, then) for w in words), rest)
    if verb == "replace":
        return Conclusion(verb, _replaced(then, rest, catalogue), rest)
    known = {
        "finding": {f.name: f.id for f in metadata.faults},
        "responsibility": {r.label: r.id for r in metadata.responsibilities},
        "refer": {r.name: r.id for r in metadata.referrals},
        "step": {p.name: p.id for p in metadata.procedures},
    }[verb]
    return Conclusion(verb, (_one(rest, known, then),), rest)


def _replaced(then: str, rest: str, catalogue: Sequence[Measure]) -> tuple[str, str]:
    matched = _REPLACES.match(rest)
    if matched is None:
        raise ConditionError(
            Text(f"“{then}”应写作：以 甲 代替 乙", f"“{then}” should read: 以 X 代替 Y"),
            0,
            code="conclusion-syntax",
        )
    known = {measure.label: measure.id for measure in catalogue}
    return _one(matched["new"], known, then), _one(matched["old"], known, then)


def _one(word: str, known: dict[str, str], then: str) -> str:
    if word not in known:
        raise ConditionError(
            Text(
                f"本规则书没有“{word}”（可用：{'、'.join(known)}）",
                f"the book has no “{word}” (known: {', '.join(known)})",
            ),
            then.find(word),
            nearest(word, list(known)),
            code="unknown-conclusion",
        )
    return known[word]
