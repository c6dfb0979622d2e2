"""Random cases for both evaluators: one description, two encodings."""

import random
from collections.abc import Mapping
from typing import Any

from facts import CaseTable, Vocabulary, core_vocabulary, table_from_rows
from tests.reference import OPEN

VOCABULARY = core_vocabulary()
DAY_ONE = 14489  # 2009-09-02, the first day in force

#: Facts that rules read, and what a random case may say of them.
_ALWAYS = ("主体类别",)


def random_facts(
    dice: random.Random,
    unknown: float,
    in_scope: float = 0.9,
    vocabulary: Vocabulary = VOCABULARY,
) -> dict[str, Any]:
    """One subject's facts as the reference evaluator takes them; ``unknown`` is a share."""
    facts: dict[str, Any] = {}
    for fact in vocabulary.facts:
        if fact.kind == "record" or not fact.written:
            continue
        if fact.label not in _ALWAYS and dice.random() < unknown:
            facts[fact.label] = OPEN if dice.random() < 0.25 else None
        elif fact.type == "boolean":
            facts[fact.label] = dice.random() < 0.4
        elif fact.type == "choice":
            facts[fact.label] = dice.choice(fact.choices).id
        elif fact.type == "choices":
            listed = [c.id for c in fact.choices if dice.random() < 0.06]
            facts[fact.label] = frozenset(listed) or None
        elif fact.type == "number":
            facts[fact.label] = float(dice.choice([0, 0, 1, 5000]))
        elif fact.type == "datetime":
            start = 20_900_000.0 + dice.choice([0, 60, 119, 120, 121, 200])
            never = fact.special and dice.random() < 0.1
            day = (20_900_160.0, 20_901_599.0)
            late = fact.special and dice.random() < 0.2
            facts[fact.label] = float("inf") if never else day if late else start
        elif fact.type == "text":
            facts[fact.label] = dice.choice(["某规定", "无"])
        elif fact.type == "date":
            facts[fact.label] = DAY_ONE + float(dice.choice([100, 101, 107, 140]))
    before = dice.random() > in_scope
    facts["事发日期"] = DAY_ONE - 1.0 if before else dice.choice([DAY_ONE, DAY_ONE + 400.0])
    if dice.random() < 0.05:
        facts["事发日期"] = (DAY_ONE - 2.0, DAY_ONE + 27.0)
    if dice.random() < in_scope and facts.get("单位类型") not in (None, OPEN):
        facts["单位类型"] = "party_committee"
    if dice.random() < in_scope and facts.get("单位层级") not in (None, OPEN):
        facts["单位层级"] = dice.choice(["city", "county"])
    learned, reported = facts.get("知悉时间"), facts.get("报告时间")
    if isinstance(learned, float) and isinstance(reported, float) and reported < learned:
        facts["知悉时间"], facts["报告时间"] = reported, learned
    return facts


#: Facts that bear on the fifth fault, on mitigation, or on several faults at once.
SHARED = (
    "拒不执行", "执行不力", "不良影响", "不良后果", "主动发现", "及时纠正", "重大损失", "重大影响",
    "违反决策程序", "决策失误", "过错情形", "弄虚作假", "直接经济损失", "任务来源", "保质完成",
)  # fmt: skip
_GOOD = ("保质完成", "保量完成", "按时完成", "及时处置", "主动发现", "及时纠正")


def entangled_facts(dice: random.Random) -> dict[str, Any]:
    """Mostly blameless, with unknowns just where one fact bears on several conclusions."""
    facts = random_facts(dice, 0.0, in_scope=1.0)
    for fact in VOCABULARY.facts:
        if fact.type == "boolean" and dice.random() < 0.6:
            facts[fact.label] = fact.label in _GOOD
    facts["年度考核等次"] = "competent"
    for label in SHARED:
        if dice.random() < 0.35:
            facts[label] = None if dice.random() < 0.7 else OPEN
    if dice.random() < 0.3:
        facts["过错情形"] = frozenset([dice.choice(["fault-1", "fault-5", "fault-7", "fault-9"])])
    if dice.random() < 0.3:
        facts["情节"] = None
    return facts


def as_row(facts: Mapping[str, Any], case_id: str) -> dict[str, Any]:
    """The same facts as a row of a case table."""
    row: dict[str, Any] = {"案件编号": case_id, "所属案件": case_id, "责任主体": "甲"}
    for label, value in facts.items():
        if value is OPEN:
            row[label] = "存疑"
        elif isinstance(value, frozenset):
            row[label] = sorted(value)
        else:
            row[label] = value
    return row


def as_table(cases: list[dict[str, Any]], vocabulary: Vocabulary = VOCABULARY) -> CaseTable:
    """One case with one subject for each."""
    return table_from_rows(vocabulary, [as_row(c, str(i)) for i, c in enumerate(cases)])


def for_reference(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with what the table works out by itself."""
    return {**facts, "同案主体数": 1.0}
