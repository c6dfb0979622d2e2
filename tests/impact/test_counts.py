"""Who changes, which way and why, with every count written out."""

from pathlib import Path
from typing import Any

from drafting.impact import Impact, assess, impact_record
from drafting.impact.causes import Cause
from drafting.overlay import propose, read_overlay
from rules.loader import load_book
from rules.source import read_source
from tests.impact.made import BASE, EXAMPLE_CASES, EXAMPLE_PROPOSAL, impact, table
from wenze.evaluation import read

LATE = {
    "情况类别": "突发事件",
    "知悉时间": "2012-03-01 08:00",
    "报告时间": "2012-03-01 09:30",
    "及时处置": "是",
}
ONE_HOUR = """
rules:
  fault-4.late-report:
    when: 情况类别 属于 [突发事件, 灾情险情, 安全生产事故] 且 报告用时 > 1小时
"""
STRICTER_CELL = """
baseline:
  rows:
    - {responsibility: primary, gravity: ordinary, measures: [circulated_criticism]}
"""
INACTION = {"不作为": "是"}


def record(found: Impact) -> dict[str, Any]:
    """The record of an impact on tables that no file holds."""
    return impact_record(found, inputs=[], rejected=0)


def test_the_example_proposal_on_the_example_workbook() -> None:
    base = load_book(BASE)
    new = propose(read_overlay(EXAMPLE_PROPOSAL), read_source(base.folder))
    found = record(assess(base, new, read(EXAMPLE_CASES, base).table))
    assert found["counts"] == {
        "cases": 46,
        "subjects": 69,
        "rejected": 0,
        "changed": 28,
        "unchanged": 41,
        "certain": 11,
        "possible": 17,
        "stricter": 10,
        "lighter": 0,
        "wider": 12,
        "narrower": 2,
        "inner": 4,
        "level": 0,
        "referral_only": 0,
        "grounds_only": 0,
    }
    moved = [cell for cell in found["status_flow"] if cell["before"] != cell["after"]]
    assert moved == [{"before": "no_accountability", "after": "recommended", "subjects": 1}]
    flow = found["measure_flow"]["individual"]["cells"]
    assert [cell for cell in flow if cell["before"] != cell["after"]] == [
        {"before": "no_accountability", "after": "admonition_talk", "subjects": 1},
        {"before": "written_self_criticism", "after": "circulated_criticism", "subjects": 9},
    ]
    assert [(c["manner"], c["sets"], c["subjects"]) for c in found["causes"]] == [
        ("sole", [["rule:fault-4.late-report"]], 1),
        ("sole", [["cell:primary/ordinary"]], 27),
    ]
    late = next(change for change in found["changes"] if change["cause"] == 0)
    assert late["facts"] == {"情况类别": "突发事件", "报告用时": "2小时", "考查事项": ""}
    assert found["inversions"]["before"] == {"pairs": 0, "subjects": 0}
    assert found["inversions"]["after"] == {"pairs": 0, "subjects": 0}
    assert late["direction"] == "stricter"


def test_equal_books_change_nothing() -> None:
    base = load_book(BASE)
    found = record(assess(base, load_book(BASE), read(EXAMPLE_CASES, base).table))
    assert found["counts"]["changed"] == 0
    assert found["counts"]["unchanged"] == 69
    assert (found["amendments"], found["causes"], found["movers"], found["changes"]) == (
        [],
        [],
        [],
        [],
    )
    cost = found["open_questions"]
    assert cost["before"] == cost["after"]


def test_a_change_of_the_baseline_alone_is_laid_to_its_cell(tmp_path: Path) -> None:
    cases = table(INACTION, {**INACTION, "情节": "较重"}, {})
    found = impact(tmp_path, STRICTER_CELL, cases)
    assert found.changed.tolist() == [0]
    assert [str(a.key) for a in found.amendments] == ["cell:primary/ordinary"]
    assert found.causes == [Cause("sole", (found.groups[0],))]
    told = record(found)
    (change,) = told["changes"]
    before, after = (told["results"][change.pop(side)] for side in ("before", "after"))
    assert (before["measures"], after["measures"]) == (
        ["admonition_talk", "written_self_criticism"],
        ["circulated_criticism"],
    )
    assert [change] == [
        {
            "case_id": "案1",
            "unit": "甲县县委",
            "subject": "主体1",
            "kind": "individual",
            "role": "主要领导",
            "level": "县级",
            "source": "责任人 1",
            "direction": "stricter",
            "shift": 0.875,
            "cause": 0,
            "facts": {
                "情节": "一般",
                "主体类别": "个人",
                "责任方": "主要领导",
                "角色": "主要领导",
            },
        }
    ]


def test_the_secondary_row_moves_with_the_row_that_it_is_taken_from(tmp_path: Path) -> None:
    """The deputy of a serious case bears the primary row one grade lower: the changed cell."""
    deputy = {**INACTION, "角色": "分管领导", "情节": "较重"}
    found = impact(tmp_path, STRICTER_CELL, table(deputy))
    assert found.changed.tolist() == [0]


def test_two_changes_that_only_act_together_are_said_to(tmp_path: Path) -> None:
    """Reported after 90 minutes: a fault only under the rule, the measure only from the cell."""
    found = impact(tmp_path, ONE_HOUR + STRICTER_CELL, table(LATE, INACTION))
    assert [(c.manner, [[str(k) for k in s] for s in c.sets]) for c in found.causes] == [
        ("together", [["rule:fault-4.late-report", "cell:primary/ordinary"]]),
        ("sole", [["cell:primary/ordinary"]]),
    ]
    assert found.cause_of.tolist() == [0, 1]


def test_changes_of_which_each_would_do_are_all_named(tmp_path: Path) -> None:
    text = """
add:
  - {id: a, cite: 责任追究制度(二)6, stage: finding, when: 重大影响, then: 认定 过错情形6}
  - {id: b, cite: 责任追究制度(二)10, stage: finding, when: 重大影响, then: 认定 过错情形10}
"""
    found = impact(tmp_path, text, table({"重大影响": "是"}))
    assert [(c.manner, [[str(k) for k in s] for s in c.sets]) for c in found.causes] == [
        ("any", [["rule:a"], ["rule:b"]])
    ]


def test_three_changes_of_which_two_are_needed(tmp_path: Path) -> None:
    text = ONE_HOUR + STRICTER_CELL + "suggest: {slight: reduce}\n"
    found = impact(tmp_path, text, table(LATE))
    assert [[str(k) for k in s] for s in found.causes[0].sets] == [
        ["rule:fault-4.late-report", "cell:primary/ordinary"]
    ]
    assert found.causes[0].manner == "together"


def test_a_change_that_makes_no_book_alone_is_tried_with_what_it_needs(tmp_path: Path) -> None:
    """A book without a lowering needs the cells that the lowering gave."""
    grades = ["slight", "ordinary", "serious", "grave", "very_grave"]
    rows = "\n".join(
        f"    - {{responsibility: secondary, gravity: {g}, measures: [admonition_talk]}}"
        for g in grades
    )
    text = f"baseline:\n  lower: []\n  rows:\n{rows}\nrules:\n  fault-6.inaction: {{when: 不作为}}"
    found = impact(tmp_path, text, table({**INACTION, "角色": "分管领导", "情节": "严重"}))
    assert [len(group) for group in found.groups] == [1, 6]
    assert found.causes[0].manner == "sole"
    assert [key.part for key in found.causes[0].keys] == ["cell"] * 5 + ["lower"]


def test_directions_tell_certain_changes_from_wider_and_narrower_ones(tmp_path: Path) -> None:
    """The 90 minutes: settled and stricter; blank time of report: more outcomes are open."""
    blank = {**LATE, "报告时间": None}
    cases = table(LATE, blank, {**LATE, "报告时间": "2012-03-01"})
    found = impact(tmp_path, ONE_HOUR, cases)
    counts = record(found)["counts"]
    assert counts["stricter"] == 1
    assert counts["certain"] == 1
    assert found.changed.tolist() == [0]


def test_a_looser_rule_is_lighter(tmp_path: Path) -> None:
    late = {**LATE, "报告时间": "2012-03-01 10:30"}
    found = impact(tmp_path, ONE_HOUR.replace("1小时", "3小时"), table(late, LATE))
    assert record(found)["counts"]["lighter"] == 1
    assert found.changed.tolist() == [0]


def test_a_referral_alone_is_a_change_of_no_weight(tmp_path: Path) -> None:
    found = impact(
        tmp_path,
        "rules: {referral-6.judicial: {when: 重大影响}}",
        table({**INACTION, "重大影响": "是"}),
    )
    counts = record(found)["counts"]
    assert (counts["changed"], counts["level"], counts["referral_only"]) == (1, 1, 1)


def test_other_grounds_for_the_same_outcome_are_counted_apart(tmp_path: Path) -> None:
    found = impact(tmp_path, ONE_HOUR, table({**LATE, **INACTION}))
    counts = record(found)["counts"]
    assert (counts["changed"], counts["grounds_only"]) == (0, 1)
    fault = next(f for f in record(found)["breakdown"]["fault"] if f["id"] == "fault-4")
    assert (fault["before"], fault["after"], fault["changed"]) == (0, 1, 0)


def test_units_and_roles_are_counted(tmp_path: Path) -> None:
    cases = table(INACTION, {**INACTION, "单位": "乙县县委"}, {"单位": None})
    found = record(impact(tmp_path, STRICTER_CELL, cases))["breakdown"]
    units = [(row["label"], row["subjects"], row["changed"]) for row in found["unit"]]
    assert units == [("乙县县委", 1, 1), ("甲县县委", 1, 1), ("（未填）", 1, 0)]
    roles = [(row["id"], row["subjects"], row["stricter"]) for row in found["role"]]
    assert roles == [("main_leader", 3, 2)]


def test_open_questions_are_the_ones_that_determinations_ask(tmp_path: Path) -> None:
    """Counted in columns, they equal what each determination says, referrals left out."""
    cases = table({**INACTION, "情节": None}, {**LATE, "报告时间": None}, {"不作为": None})
    found = impact(tmp_path, ONE_HOUR, cases)
    for decisions, side in ((found.old, found.cost.before), (found.new, found.cost.after)):
        assert side.subjects == sum(bool(d.open_questions) for d in decisions)
    wanted = {(w.label, w.before, w.after) for w in found.cost.wanted}
    assert wanted == {("情节", 1, 1), ("报告用时", 1, 1), ("不作为", 1, 1)}
    asked = [[q.fact for q in d.open_questions] for d in found.old]
    assert asked == [["情节"], ["报告时间"], ["不作为"]]


def test_the_biggest_movers_come_first_and_like_ones_are_one(tmp_path: Path) -> None:
    text = """
baseline:
  rows:
    - {responsibility: primary, gravity: slight, measures: [party_discipline]}
    - {responsibility: primary, gravity: grave, measures: [organizational_handling]}
"""
    slight, grave = {**INACTION, "情节": "轻微"}, {**INACTION, "情节": "严重"}
    found = impact(tmp_path, text, table(grave, slight, slight))
    assert [(m.example, m.subjects, round(m.shift, 2)) for m in found.movers] == [
        (1, 2, 6.0),
        (0, 1, -0.69),
    ]
    old, new = found.explained()[0]
    assert [m.id for m in old.measures] == ["admonition_talk"]
    assert [m.id for m in new.measures] == ["party_discipline"]
