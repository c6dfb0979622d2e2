"""The reference evaluator against expectations worked out by hand from the regulation."""

from collections.abc import Mapping
from datetime import date
from itertools import combinations, product
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from . import OPEN, Outcome, Reference, ReferenceBook, Value, determine
from .completions import Search
from .conditions import Truth, parse, truth

BOOK = ReferenceBook()

TALK = Outcome("recommended", ("admonition_talk",))
TALK_CRITICISM = Outcome("recommended", ("admonition_talk", "written_self_criticism"))
NOTHING_DUE = Outcome("no_accountability")
OUTSIDE = Outcome("out_of_scope")
EXEMPT = Outcome("exempt")


def day(text: str) -> float:
    """Days since 1970-01-01."""
    return float((date.fromisoformat(text) - date(1970, 1, 1)).days)


#: In scope; the main leader failed; ordinary gravity; not self-discovered. No fault yet.
CASE: dict[str, Value] = {
    "单位类型": "party_committee",
    "单位层级": "county",
    "事发日期": day("2010-06-01"),
    "主体类别": "individual",
    "角色": "main_leader",
    "同案主体数": 1,
    "责任方": "main_leader",
    "情节": "ordinary",
    "主动发现": False,
}
#: Elements that exclude every fault, whatever the influence and the loss.
CLEAN: dict[str, Value] = CASE | {
    "违反决策程序": False,
    "决策失误": False,
    "任务来源": "other",
    "情况类别": "other",
    "拒不执行": False,
    "执行不力": False,
    "不作为": False,
    "作为不力": False,
    "乱作为": False,
    "弄虚作假": False,
    "虚报浮夸": False,
    "不实事求是": False,
    "年度考核等次": "competent",
    "信访未按规定处理": False,
    "突出问题未及时解决": False,
    "制度应建未建": False,
    "制度执行不严": False,
}


def listed(*numbers: int) -> frozenset[str]:
    """A 过错情形 that lists these faults."""
    return frozenset(f"fault-{n}" for n in numbers)


def on(base: Mapping[str, Value], /, **changes: Value) -> Reference:
    """The determination of ``base`` with some facts changed (None makes them blank)."""
    return determine(BOOK, {**base, **changes})


def judged(number: int, **facts: Value) -> str:
    """The fault's value when only these facts are added to a case in scope."""
    return on(CASE, **facts).faults[f"fault-{number}"]


# ── conditions ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ("不作为 且 乱作为", {"不作为": False}, False),
        ("不作为 且 乱作为", {"不作为": True}, None),
        ("不作为 或 乱作为", {"不作为": True, "乱作为": OPEN}, True),
        ("非 不作为 或 乱作为", {"不作为": True, "乱作为": False}, False),
        ("非 (不作为 或 乱作为)", {"不作为": False, "乱作为": False}, True),
        ("不作为 = 否", {"不作为": False}, True),
        ("not 不作为 and 乱作为", {"不作为": False, "乱作为": True}, True),
        ("违反规定依据", {"违反规定依据": "无"}, False),
        ("违反规定依据", {"违反规定依据": "督查督办制度（四）"}, True),
        ("违反规定依据", {}, None),
        ("责任方 ≠ 双方", {"责任方": "both"}, False),
        ("责任方 = 双方", {"责任方": OPEN}, None),
        ("情况类别 属于 [突发事件, 灾情险情]", {"情况类别": "disaster"}, True),
        ("情况类别 属于 [突发事件, 灾情险情]", {"情况类别": "other"}, False),
        ("直接经济损失 > 5万元", {"直接经济损失": 50_000.0}, False),
        ("直接经济损失 > 5万元", {"直接经济损失": (50_000.0, 60_000.0)}, None),
        ("直接经济损失 ≥ 5万元", {"直接经济损失": (50_000.0, 60_000.0)}, True),
        ("直接经济损失 < 5万元", {"直接经济损失": (50_000.0, 60_000.0)}, False),
        ("直接经济损失 <= 1.5亿元", {"直接经济损失": 150_000_000.0}, True),
        ("死亡人数 = 3人", {"死亡人数": (2.0, 4.0)}, None),
        ("死亡人数 ≠ 3人", {"死亡人数": (4.0, 5.0)}, True),
        ("报告用时 > 1天", {"报告用时": 1441.0}, True),
        ("事发日期 ≥ 2009-09-02", {"事发日期": 14489.0}, True),
        ("事发日期 ≥ 2009-09-02", {"事发日期": 14488.0}, False),
        ("已知(不作为) 且 不明(乱作为)", {"不作为": False, "乱作为": OPEN}, True),
    ],
)
def test_condition_in_three_values(
    condition: str, facts: dict[str, Value], expected: Truth
) -> None:
    assert truth(parse(condition, BOOK.kinds), facts) is expected


@pytest.mark.parametrize("text", ["不作为 且", "(不作为", "情节", "不作为 乱作为", "情节 > 一般"])
def test_malformed_condition_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"left over|expected|needs|no order"):
        parse(text, BOOK.kinds)


# ── faults ──────────────────────────────────────────────────────────────────

FAULT_EXPECTATIONS: list[tuple[int, dict[str, Value], str]] = [
    (1, {"违反决策程序": True, "决策失误": True, "重大影响": True, "重大损失": True}, "true"),
    (1, {"违反决策程序": True, "决策失误": True, "重大影响": False, "重大损失": False}, "false"),
    (1, {"违反决策程序": True, "决策失误": True, "重大影响": True, "重大损失": False}, "unknown"),
    (1, {"违反决策程序": False}, "false"),
    (1, {"违反决策程序": True, "决策失误": True}, "unknown"),
    (2, {"任务来源": "city_decision", "按时完成": False}, "true"),
    (2, {"任务来源": "city_decision", "保质完成": True, "保量完成": True}, "unknown"),
    (
        2,
        {"任务来源": "city_decision", "保质完成": True, "保量完成": True, "按时完成": True},
        "false",
    ),
    (2, {"任务来源": "supervision", "按时完成": False}, "false"),
    (3, {"任务来源": "supervision", "保质完成": False}, "true"),
    (3, {"任务来源": "instruction", "保量完成": False}, "true"),
    (3, {"任务来源": "city_decision", "保量完成": False}, "false"),
    (3, {"任务来源": OPEN, "保量完成": False}, "unknown"),
    (4, {"情况类别": "emergency", "知悉时间": 1000.0, "报告时间": 1121.0}, "true"),
    (4, {"情况类别": "emergency", "知悉时间": 1000.0, "报告时间": 1120.0}, "unknown"),
    (
        4,
        {"情况类别": "emergency", "知悉时间": 1000.0, "报告时间": 1120.0, "及时处置": True},
        "false",
    ),
    (4, {"情况类别": "disaster", "及时处置": False}, "true"),
    (4, {"情况类别": "work_accident", "及时处置": True}, "unknown"),
    (4, {"情况类别": "work_accident", "知悉时间": 1000.0, "报告时间": inf}, "true"),
    (4, {"情况类别": "other", "及时处置": False}, "false"),
    (5, {"拒不执行": True, "不良影响": True, "不良后果": True}, "true"),
    (5, {"执行不力": True, "不良影响": True, "不良后果": False}, "false"),
    (5, {"执行不力": True, "不良影响": True}, "unknown"),
    (6, {"作为不力": True}, "true"),
    (6, {"不作为": False, "作为不力": False, "乱作为": False}, "false"),
    (6, {"不作为": False, "作为不力": False, "乱作为": OPEN}, "unknown"),
    (7, {"虚报浮夸": True, "直接经济损失": 1.0}, "true"),
    (7, {"虚报浮夸": True, "重大损失": False, "不良影响": False}, "unknown"),
    (
        7,
        {"虚报浮夸": True, "重大损失": False, "不良影响": False, "直接经济损失": 0.0},
        "false",
    ),
    (7, {"不实事求是": True, "直接经济损失": (0.0, 100.0)}, "unknown"),
    (8, {"年度考核等次": "incompetent"}, "true"),
    (8, {"年度考核等次": "poor"}, "false"),
    (8, {"年度考核等次": "poor", "主体类别": "team", "角色": "unit"}, "true"),
    (8, {}, "unknown"),
    (8, {"过错情形": listed(8), "同案主体数": 1}, "true"),
    (8, {"过错情形": listed(8), "同案主体数": 2}, "unknown"),
    (8, {"过错情形": listed(8), "同案主体数": 2, "年度考核等次": "competent"}, "false"),
    (9, {"信访未按规定处理": True, "不良后果": True}, "true"),
    (9, {"信访未按规定处理": True, "不良影响": False, "不良后果": False}, "unknown"),
    (9, {"突出问题未及时解决": True, "不良影响": True}, "true"),
    (
        9,
        {
            "信访未按规定处理": False,
            "突出问题未及时解决": True,
            "不良影响": False,
            "不良后果": False,
        },
        "false",
    ),
    (10, {"制度执行不严": True}, "true"),
    (10, {"制度应建未建": False, "制度执行不严": False}, "false"),
    (10, {"制度应建未建": False}, "unknown"),
    (11, {"违反规定依据": "督查督办制度（四）"}, "false"),
    (11, {"违反规定依据": "督查督办制度（四）", "过错情形": listed(11)}, "true"),
    (11, {"过错情形": listed(11)}, "unknown"),
    (11, {"过错情形": listed(11), "违反规定依据": "无"}, "unknown"),
    (11, {"过错情形": OPEN, "违反规定依据": "督查督办制度（四）"}, "unknown"),
    (11, {"过错情形": OPEN, "违反规定依据": "无"}, "unknown"),
    (6, {"过错情形": listed(6)}, "true"),
    (6, {"过错情形": listed(4)}, "unknown"),
    (6, {"过错情形": OPEN}, "unknown"),
    (10, {"过错情形": listed(10), "制度应建未建": False, "制度执行不严": False}, "unknown"),
]


@pytest.mark.parametrize(("number", "facts", "expected"), FAULT_EXPECTATIONS)
def test_fault(number: int, facts: dict[str, Value], expected: str) -> None:
    assert judged(number, **facts) == expected


def test_finding_stands_by_itself_when_its_elements_are_blank() -> None:
    result = on(CASE, 过错情形=listed(5))
    assert result.points == {TALK_CRITICISM}
    assert result.status == "recommended"
    assert result.measures == ("admonition_talk", "written_self_criticism")
    assert result.matters == frozenset()


def test_finding_against_its_elements_is_left_to_a_person() -> None:
    result = on(CLEAN, 过错情形=listed(4))
    assert result.points == {TALK_CRITICISM, NOTHING_DUE}
    assert result.status == "needs_judgement"
    assert result.matters == {"冲突:fault-4"}
    assert result.hypothetical == frozenset()
    assert (result.lightest, result.heaviest) == ((), TALK_CRITICISM.measures)


def test_conflict_does_not_matter_beside_another_established_fault() -> None:
    result = on(CLEAN, 过错情形=listed(4, 10), 制度应建未建=True)
    assert result.points == {TALK_CRITICISM}
    assert result.faults["fault-4"] == "unknown"
    assert result.matters == frozenset()


def test_readings_of_the_first_fault() -> None:
    result = on(CLEAN, 违反决策程序=True, 决策失误=True, 重大影响=True, 重大损失=False)
    assert result.points == {TALK_CRITICISM, NOTHING_DUE}
    assert result.status == "needs_judgement"
    assert result.matters == {"读法:fault-1"}
    assert result.hypothetical == frozenset()


def test_readings_of_the_ninth_fault() -> None:
    result = on(CLEAN, 信访未按规定处理=True, 不良影响=False, 不良后果=False)
    assert result.status == "needs_judgement"
    assert result.matters == {"读法:fault-9"}


def test_readings_that_agree_do_not_matter() -> None:
    result = on(CLEAN, 信访未按规定处理=True, 不良影响=False, 不良后果=True)
    assert result.points == {TALK_CRITICISM}
    assert result.matters == frozenset()


def test_reading_that_only_a_missing_fact_would_raise_is_hypothetical() -> None:
    result = on(CLEAN, 信访未按规定处理=None, 不良影响=False, 不良后果=False)
    assert result.points == {TALK_CRITICISM, NOTHING_DUE}
    assert result.matters == {"信访未按规定处理"}
    assert result.hypothetical == {"读法:fault-9"}


def test_catch_all_without_its_provision_needs_the_provision() -> None:
    result = on(CLEAN, 过错情形=listed(11))
    assert result.status == "needs_facts"
    assert result.matters == {"违反规定依据"}
    assert result.points == {TALK_CRITICISM, NOTHING_DUE}


def test_catch_all_with_no_provision_broken_is_a_conflict() -> None:
    result = on(CLEAN, 过错情形=listed(11), 违反规定依据="无")
    assert result.status == "needs_judgement"
    assert result.matters == {"冲突:fault-11"}


def test_open_listing_leaves_open_even_what_elements_deny() -> None:
    result = on(CLEAN, 过错情形=OPEN, 违反规定依据="监督制度")
    assert result.faults["fault-10"] == "unknown"
    assert result.faults["fault-11"] == "unknown"
    assert result.status == "needs_judgement"
    assert result.matters == {"过错情形"}


def test_open_listing_might_establish_a_fault_whose_elements_are_blank() -> None:
    result = on(CLEAN, 过错情形=OPEN, 违反规定依据="无", 制度应建未建=None)
    assert result.faults["fault-10"] == "unknown"
    assert result.points == {TALK_CRITICISM, NOTHING_DUE}
    assert result.matters == {"过错情形", "制度应建未建"}


# ── what is missing ─────────────────────────────────────────────────────────


def test_one_missing_element_needs_facts() -> None:
    result = on(CLEAN, 制度应建未建=None)
    assert result.status == "needs_facts"
    assert result.matters == {"制度应建未建"}
    assert result.measures == ()
    assert (result.lightest, result.heaviest) == ((), TALK_CRITICISM.measures)


def test_missing_element_left_open_needs_judgement() -> None:
    assert on(CLEAN, 制度应建未建=OPEN).status == "needs_judgement"


def test_missing_judgement_needs_judgement() -> None:
    result = on(CLEAN, 弄虚作假=True, 直接经济损失=0.0, 重大损失=False)
    assert result.status == "needs_judgement"
    assert result.matters == {"不良影响"}


def test_missing_loss_needs_facts() -> None:
    result = on(CLEAN, 弄虚作假=True, 不良影响=False, 重大损失=False)
    assert result.status == "needs_facts"
    assert result.matters == {"直接经济损失"}


def test_report_without_the_time_it_was_learned() -> None:
    result = on(CLEAN, 情况类别="emergency", 及时处置=True, 报告时间=5000.0)
    assert result.status == "needs_facts"
    assert result.matters == {"知悉时间"}


def test_report_with_both_times_missing() -> None:
    result = on(CLEAN, 情况类别="emergency", 及时处置=True)
    assert result.matters == {"知悉时间", "报告时间"}


def test_report_interval_that_ends_exactly_at_two_hours_is_in_time() -> None:
    facts = CLEAN | {"情况类别": "emergency", "及时处置": True, "知悉时间": 1000.0}
    result = on(facts, 报告时间=(1000.0, 1120.0))
    assert result.points == {NOTHING_DUE}


def test_report_interval_across_two_hours_is_open() -> None:
    facts = CLEAN | {"情况类别": "emergency", "及时处置": True, "知悉时间": 1000.0}
    result = on(facts, 报告时间=(1000.0, 1121.0))
    assert result.status == "needs_facts"
    assert result.matters == {"报告时间"}


def test_time_learned_across_two_hours_before_the_report_is_open() -> None:
    facts = CLEAN | {"情况类别": "emergency", "及时处置": True, "报告时间": 1125.0}
    assert on(facts, 知悉时间=(1000.0, 1004.0)).points == {TALK_CRITICISM}
    result = on(facts, 知悉时间=(1000.0, 1005.0))
    assert result.points == {TALK_CRITICISM, NOTHING_DUE}
    assert result.matters == {"知悉时间"}


def test_never_reported_is_late_whenever_it_was_learned() -> None:
    result = on(CLEAN, 情况类别="emergency", 及时处置=True, 报告时间=inf)
    assert result.points == {TALK_CRITICISM}
    assert result.matters == frozenset()


def test_nothing_established_is_no_accountability() -> None:
    result = on(CLEAN)
    assert result.points == {NOTHING_DUE}
    assert result.status == "no_accountability"
    assert set(result.faults.values()) == {"false"}


def test_role_does_not_matter_when_no_fault_is_established() -> None:
    result = on(CLEAN, 责任方=None, 情节=None, 重大损失=None)
    assert result.status == "no_accountability"
    assert result.matters == frozenset()


# ── responsibility ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("party", "role", "expected"),
    [
        ("main_leader", "main_leader", TALK_CRITICISM),
        ("main_leader", "deputy_leader", TALK),
        ("deputy_leader", "main_leader", TALK),
        ("deputy_leader", "deputy_leader", TALK_CRITICISM),
    ],
)
def test_responsibility_follows_the_failing_party(party: str, role: str, expected: Outcome) -> None:
    result = on(CASE, 过错情形=listed(6), 责任方=party, 角色=role)
    assert result.points == {expected}


@pytest.mark.parametrize(
    ("party", "role"), [("both", "main_leader"), ("main_leader", "team_member")]
)
def test_text_is_silent_on_responsibility(party: str, role: str) -> None:
    result = on(CASE, 过错情形=listed(6), 责任方=party, 角色=role)
    assert result.points == {TALK, TALK_CRITICISM}
    assert result.status == "needs_judgement"
    assert result.matters == {"责任认定"}
    assert result.hypothetical == frozenset()
    assert (result.lightest, result.heaviest) == (TALK.measures, TALK_CRITICISM.measures)


def test_silence_does_not_matter_where_both_responsibilities_weigh_the_same() -> None:
    result = on(CASE, 过错情形=listed(6), 责任方="both", 情节="slight")
    assert result.points == {TALK}
    assert result.matters == frozenset()


def test_failing_party_not_known() -> None:
    result = on(CASE, 过错情形=listed(6), 责任方=None)
    assert result.points == {TALK, TALK_CRITICISM}
    assert result.matters == {"责任方"}
    assert result.hypothetical == {"责任认定"}
    assert result.status == "needs_facts"


# ── measures ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("gravity", "primary", "secondary", "team"),
    [
        (
            "slight",
            ("admonition_talk",),
            ("admonition_talk",),
            ("collective_admonition_talk",),
        ),
        (
            "ordinary",
            ("admonition_talk", "written_self_criticism"),
            ("admonition_talk",),
            ("collective_admonition_talk",),
        ),
        (
            "serious",
            ("written_self_criticism", "circulated_criticism", "award_disqualification"),
            ("admonition_talk", "written_self_criticism"),
            ("circulated_criticism", "award_disqualification"),
        ),
        (
            "grave",
            (
                "circulated_criticism",
                "award_disqualification",
                "rated_incompetent",
                "organizational_handling",
            ),
            ("written_self_criticism", "circulated_criticism", "award_disqualification"),
            ("circulated_criticism", "award_disqualification", "rated_poor"),
        ),
        (
            "very_grave",
            (
                "circulated_criticism",
                "award_disqualification",
                "rated_incompetent",
                "organizational_handling",
                "party_discipline",
            ),
            (
                "circulated_criticism",
                "award_disqualification",
                "rated_incompetent",
                "organizational_handling",
            ),
            (
                "circulated_criticism",
                "award_disqualification",
                "rated_poor",
                "organizational_handling",
            ),
        ),
    ],
)
def test_baseline(
    gravity: str, primary: tuple[str, ...], secondary: tuple[str, ...], team: tuple[str, ...]
) -> None:
    facts = CASE | {"过错情形": listed(6), "情节": gravity}
    assert on(facts).measures == primary
    assert on(facts, 角色="deputy_leader").measures == secondary
    assert on(facts, 主体类别="team", 角色="unit").measures == team


@pytest.mark.parametrize("gravity", [None, OPEN])
def test_gravity_is_never_presumed(gravity: Value) -> None:
    result = on(CASE, 过错情形=listed(6), 情节=gravity)
    assert result.status == "needs_judgement"
    assert len(result.points) == 5
    assert result.matters == {"情节"}
    assert result.lightest == ("admonition_talk",)
    assert result.heaviest[-1] == "party_discipline"


def test_heaviest_measure_decides_which_combination_is_heavier() -> None:
    weight = Search(BOOK, CASE).weight
    one_heavy = weight(("admonition_talk", "party_discipline"))
    assert one_heavy == (7, 1)
    assert weight(()) < weight(("organizational_handling", "rated_incompetent")) < one_heavy


# ── mitigation ──────────────────────────────────────────────────────────────

MITIGATED: dict[str, Value] = CASE | {
    "过错情形": listed(6),
    "主动发现": True,
    "及时纠正": True,
    "重大损失": False,
    "不良影响": False,
}


@pytest.mark.parametrize(
    ("gravity", "role", "point", "heaviest"),
    [
        ("slight", "main_leader", EXEMPT, ("admonition_talk",)),
        ("ordinary", "main_leader", TALK, ("admonition_talk", "written_self_criticism")),
        (
            "serious",
            "main_leader",
            Outcome("recommended", ("written_self_criticism", "circulated_criticism")),
            ("written_self_criticism", "circulated_criticism", "award_disqualification"),
        ),
        ("ordinary", "deputy_leader", EXEMPT, ("admonition_talk",)),
        ("serious", "deputy_leader", TALK, ("admonition_talk", "written_self_criticism")),
    ],
)
def test_suggested_mitigation(
    gravity: str, role: str, point: Outcome, heaviest: tuple[str, ...]
) -> None:
    result = on(MITIGATED, 情节=gravity, 角色=role)
    assert result.points == {point}
    assert result.status == point.status
    assert (result.lightest, result.heaviest) == ((), heaviest)


def test_team_of_ordinary_gravity_keeps_its_one_measure_when_reduced() -> None:
    result = on(MITIGATED, 主体类别="team", 角色="unit")
    assert result.measures == ("collective_admonition_talk",)


def test_may_range_has_all_four_lawful_outcomes() -> None:
    facts = MITIGATED | {"情节": "serious"}
    elements = {k: v for k, v in CLEAN.items() if k not in facts} | {"不作为": True}
    row = ("written_self_criticism", "circulated_criticism", "award_disqualification")
    assert set(BOOK.may_range({**elements, **facts})) == {
        Outcome("recommended", row),
        Outcome("recommended", row[:2]),
        TALK_CRITICISM,
        EXEMPT,
    }


@pytest.mark.parametrize("denied", ["主动发现", "及时纠正"])
def test_mitigation_needs_discovery_and_correction(denied: str) -> None:
    assert on(MITIGATED, **{denied: False}).points == {TALK_CRITICISM}


@pytest.mark.parametrize("caused", ["重大损失", "不良影响"])
def test_mitigation_is_barred_by_loss_or_influence(caused: str) -> None:
    assert on(MITIGATED, **{caused: True}).points == {TALK_CRITICISM}


def test_mitigation_waits_for_a_contradicted_finding_of_the_fifth_fault() -> None:
    result = on(MITIGATED, 过错情形=listed(5, 6))
    assert result.points == {TALK, TALK_CRITICISM}
    assert result.status == "needs_judgement"
    assert result.matters == {"冲突:fault-5"}


def test_mitigation_is_barred_where_the_fifth_fault_is_found() -> None:
    result = on(MITIGATED, 过错情形=listed(5, 6), 不良影响=None)
    assert result.points == {TALK_CRITICISM}


def test_unknown_correction_matters() -> None:
    result = on(MITIGATED, 及时纠正=None)
    assert result.points == {TALK, TALK_CRITICISM}
    assert result.status == "needs_facts"
    assert result.matters == {"及时纠正"}


def test_influence_may_bring_a_fault_and_bar_mitigation_at_once() -> None:
    facts = CLEAN | {"弄虚作假": True, "直接经济损失": 1.0, "主动发现": True, "及时纠正": True}
    result = on(facts, 重大损失=False)
    assert result.points == {TALK, TALK_CRITICISM}
    assert result.matters == {"不良影响"}
    without_loss = on(facts, 重大损失=False, 直接经济损失=0.0)
    assert without_loss.points == {NOTHING_DUE, TALK_CRITICISM}


# ── scope and referrals ─────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("changes", "inside"),
    [
        ({"事发日期": day("2009-09-02")}, True),
        ({"事发日期": day("2009-09-01")}, False),
        ({"事发日期": (day("2009-08-01"), day("2009-09-01"))}, False),
        ({"事发日期": (day("2009-09-02"), day("2009-09-30"))}, True),
        ({"单位层级": "city"}, True),
        ({"单位层级": "province"}, False),
        ({"单位类型": "department"}, False),
        ({"单位类型": "department", "单位层级": None}, False),
    ],
)
def test_scope(changes: dict[str, Value], inside: bool) -> None:
    result = on(CASE, 过错情形=listed(6), **changes)
    assert result.points == {TALK_CRITICISM if inside else OUTSIDE}


def test_month_that_begins_before_the_regulation_is_open() -> None:
    month = (day("2009-09-01"), day("2009-09-30"))
    result = on(CASE, 过错情形=listed(6), 事发日期=month)
    assert result.points == {OUTSIDE, TALK_CRITICISM}
    assert result.status == "needs_facts"
    assert result.matters == {"事发日期"}


def test_level_not_given() -> None:
    result = on(CASE, 过错情形=listed(6), 单位层级=None)
    assert result.points == {OUTSIDE, TALK_CRITICISM}
    assert result.matters == {"单位层级"}


def test_referrals_stand_beside_the_measures() -> None:
    result = on(CASE, 过错情形=listed(6), 涉嫌犯罪=True, 应受党纪处分=True, 应受政务处分=None)
    assert result.measures == ("admonition_talk", "written_self_criticism")
    assert result.referrals == {"judicial", "party_discipline"}
    assert result.matters == frozenset()


def test_no_referral_out_of_scope() -> None:
    assert on(CASE, 单位类型="government", 涉嫌犯罪=True).referrals == frozenset()


# ── total cases, and the search against trying everything ───────────────────


def test_total_case_takes_the_choice_it_is_given() -> None:
    facts = CLEAN | {"过错情形": listed(4), "责任方": "both"}
    chosen = {"冲突:fault-4": "stands", "责任认定": "secondary"}
    assert BOOK.outcome(facts, chosen) == TALK
    assert BOOK.outcome(facts, {"冲突:fault-4": "falls"}) == NOTHING_DUE
    with pytest.raises(KeyError, match="冲突:fault-4"):
        BOOK.outcome(facts)


def test_subject_kind_must_be_given() -> None:
    with pytest.raises(ValueError, match="主体类别"):
        on(CASE, 主体类别=None)


def test_nothing_given_but_the_subject() -> None:
    facts: dict[str, Value] = {"主体类别": "individual", "角色": "main_leader", "同案主体数": 1}
    result = determine(BOOK, facts)
    assert result.status == "needs_judgement"
    assert {OUTSIDE, NOTHING_DUE, EXEMPT, TALK} <= result.points
    assert {"单位类型", "任务来源", "知悉时间", "主动发现", "情节"} <= result.matters
    assert "涉嫌犯罪" not in result.matters
    assert result.heaviest[-1] == "party_discipline"


#: Facts to leave blank, with a value for each way in which a rule can take them.
YES_NO = ["违反决策程序", "决策失误", "保质完成", "及时处置", "拒不执行", "弄虚作假"]
YES_NO += ["信访未按规定处理", "突出问题未及时解决", "重大影响", "重大损失", "不良影响"]
YES_NO += ["不良后果", "主动发现", "及时纠正"]
TRIED: dict[str, list[Value]] = {label: [False, True] for label in YES_NO}
TRIED |= {
    "责任方": ["main_leader", "deputy_leader", "both"],
    "任务来源": ["other", "city_decision", "supervision"],
    "情况类别": ["other", "emergency"],
    "报告时间": [1000.0, 1120.0, 1121.0],
    "直接经济损失": [0.0, 0.01],
    "年度考核等次": ["competent", "incompetent"],
}
CHOICES: dict[str, list[Value]] = {
    "读法:fault-1": ["both", "either"],
    "读法:fault-9": ["both-limbs", "second-limb"],
    "责任认定": ["primary", "secondary"],
}
#: What an open listing may turn out to hold; more than two add nothing that two do not.
LISTINGS: list[Value] = [listed(*n) for k in (0, 1, 2) for n in combinations(range(1, 12), k)]


def tried_one_by_one(
    facts: dict[str, Value], contradicted: str = "falls"
) -> tuple[set[Outcome], set[str]]:
    """The points and what matters, by the outcome of every completion, with nothing clever.

    ``contradicted``: what becomes of a listing that is still open and denied by its elements.
    """
    values = {label: answers for label, answers in TRIED.items() if facts[label] is None}
    if facts["过错情形"] is OPEN:
        values["过错情形"] = LISTINGS
    partial = BOOK.situation(facts)
    settled: dict[str, str] = {}
    for fault in BOOK.faults:
        denied = set(BOOK.elements(fault, partial).values()) == {False}
        if BOOK.finding(fault, partial) == "冲突":
            values[f"冲突:{fault.id}"] = ["stands", "falls"]
        else:
            settled[f"冲突:{fault.id}"] = contradicted if denied else "stands"
    facts_only = len(values) - sum(name.startswith("冲突") for name in values)
    values |= CHOICES
    outcomes: dict[tuple[Value, ...], Outcome] = {}
    for answers in product(*values.values()):
        pairs = list(zip(values, answers, strict=True))
        chosen = {name: str(answer) for name, answer in pairs[facts_only:]}
        outcomes[answers] = BOOK.outcome(facts | dict(pairs[:facts_only]), settled | chosen)
    matters = {
        name
        for at, name in enumerate(values)
        for answers, outcome in outcomes.items()
        for other in values[name]
        if outcomes[(*answers[:at], other, *answers[at + 1 :])] != outcome
    }
    return set(outcomes.values()), matters


@st.composite
def partial_cases(draw: st.DrawFn, blanks: int = 4) -> dict[str, Value]:
    """A case with a few blanks among the facts that several rules share."""
    facts = CLEAN | {"知悉时间": 1000.0, "保量完成": True, "按时完成": True}
    facts |= {label: answers[0] for label, answers in TRIED.items()}
    labels = st.sampled_from(list(TRIED))
    for label in draw(st.lists(labels, max_size=6, unique=True)):
        facts[label] = draw(st.sampled_from(TRIED[label]))
    for label in draw(st.lists(labels, max_size=blanks, unique=True)):
        facts[label] = None
    numbers = draw(st.lists(st.integers(1, 11), max_size=2, unique=True))
    facts["过错情形"] = listed(*numbers)
    facts["违反规定依据"] = draw(st.sampled_from(["监督制度", "无"]))
    facts["情节"] = draw(st.sampled_from(["slight", "ordinary", "grave"]))
    return facts


@settings(max_examples=80)
@given(partial_cases())
def test_search_finds_what_trying_every_completion_finds(facts: dict[str, Value]) -> None:
    points, matters = tried_one_by_one(facts)
    result = determine(BOOK, facts)
    assert result.points == points
    assert result.matters | result.hypothetical == matters


@settings(max_examples=15)
@given(partial_cases(blanks=1))
def test_search_tries_every_listing_that_was_left_open(facts: dict[str, Value]) -> None:
    facts["过错情形"] = OPEN
    falls, fallen = tried_one_by_one(facts, "falls")
    stands, stood = tried_one_by_one(facts, "stands")
    result = determine(BOOK, facts)
    assert result.points == falls | stands
    named = result.matters | result.hypothetical
    assert {name for name in named if not name.startswith("冲突")} == fallen | stood


@settings(max_examples=60)
@given(partial_cases())
def test_answering_what_does_not_matter_changes_no_point(facts: dict[str, Value]) -> None:
    facts["过错情形"] = frozenset()
    before = determine(BOOK, facts)
    idle = [k for k in TRIED if facts[k] is None and k not in before.matters]
    answered = facts | {k: TRIED[k][0] for k in idle}
    assert determine(BOOK, answered).points == before.points


def test_choices_of_the_book_are_the_ones_tried() -> None:
    readings = {f"读法:{f.id}": list(f.readings) for f in BOOK.faults if len(f.readings) > 1}
    assert readings | {"责任认定": ["primary", "secondary"]} == CHOICES
