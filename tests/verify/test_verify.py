"""Planted defects are refuted under the right id; the shipped book holds, with named exceptions."""

import json
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest

from drafting.verify import Finding, verify
from drafting.verify import complete as completeness
from drafting.verify import reach as reachability
from drafting.verify.baseline import baseline
from drafting.verify.bounds import bounds
from drafting.verify.monotone import monotone
from drafting.verify.report import report
from drafting.verify.study import Study
from rules import load_book
from tests.drafting_cases.books import CORE
from tests.verify.planted import changed


def complete(study: Study) -> Iterator[Finding]:
    return chain(completeness.outcomes(study), completeness.contradictions(study))


def reach(study: Study) -> Iterator[Finding]:
    return chain(reachability.outcomes(study), reachability.rules(study))


LIMIT = 60.0
PRIMARY_SLIGHT = "responsibility: primary, gravity: slight, measures: [admonition_talk]"
PRIMARY_SERIOUS = (
    "gravity: serious, measures: "
    "[written_self_criticism, circulated_criticism, award_disqualification]"
)
LOWER = "  - {responsibility: secondary, from: primary, grades: 1}\n"


class Planted(NamedTuple):
    family: Callable[[Study], Iterator[Finding]]
    file: str
    old: str
    new: str
    keys: set[str]


DEFECTS = {
    "cells-swapped": Planted(
        baseline,
        "baseline.yaml",
        "gravity: slight, measures: [admonition_talk]}",
        "gravity: slight, measures: [circulated_criticism]}",
        {"baseline.order/primary"},
    ),
    "worse-gravity-lighter": Planted(
        monotone,
        "baseline.yaml",
        "gravity: slight, measures: [admonition_talk]}",
        "gravity: slight, measures: [circulated_criticism]}",
        {"monotone.gravity"},
    ),
    "two-gravities-alike": Planted(
        baseline,
        "baseline.yaml",
        PRIMARY_SERIOUS,
        "gravity: serious, measures: [admonition_talk, written_self_criticism]",
        {"baseline.distinct/primary"},
    ),
    "empty-cell": Planted(
        complete,
        "baseline.yaml",
        PRIMARY_SLIGHT,
        "responsibility: primary, gravity: slight, measures: []",
        {"gap.measure"},
    ),
    "two-responsibilities": Planted(
        complete,
        "rules.yaml",
        "责任方 = 主要领导 且 角色 = 分管领导",
        "责任方 = 主要领导 且 角色 属于 [主要领导, 分管领导]",
        {"contradiction.responsibility/primary-secondary"},
    ),
    "responsibility-of-the-wrong-kind": Planted(
        complete,
        "rules.yaml",
        "  when: 主体类别 = 班子\n",
        "  when: 主体类别 = 班子 或 角色 = 推荐人\n",
        {"contradiction.kind/collective"},
    ),
    "mitigation-worsens": Planted(
        monotone,
        "rules.yaml",
        "when: 主动发现 且 及时纠正",
        "when: 非 主动发现 且 及时纠正",
        {"monotone.lenient/主动发现"},
    ),
    "harm-lightens": Planted(
        monotone,
        "rules.yaml",
        "且 非 重大损失 且 非 不良影响",
        "且 非 重大损失 且 不良影响",
        {"monotone.harm/不良影响"},
    ),
    "further-fault-lightens": Planted(
        monotone, "rules.yaml", "且 非 过错情形5", "且 过错情形6", {"monotone.fault"}
    ),
    "late-is-better": Planted(
        monotone,
        "rules.yaml",
        "报告用时 > 2小时",
        "报告用时 ≤ 2小时",
        {"monotone.more/报告用时"},
    ),
    "more-loss-is-better": Planted(
        monotone,
        "rules.yaml",
        "直接经济损失 > 0元",
        "直接经济损失 ≤ 0元",
        {"monotone.more/直接经济损失"},
    ),
    "fact-in-two-senses": Planted(
        monotone,
        "rules.yaml",
        "when: 主动发现 且 及时纠正",
        "when: 不作为 且 及时纠正",
        {"monotone.direction/不作为"},
    ),
    "rule-never-fires": Planted(
        reach,
        "rules.yaml",
        "when: 制度应建未建 或 制度执行不严",
        "when: 制度应建未建 且 非 制度应建未建",
        {"reach.rule/fault-10.no-system", "reach.alone/fault-10.no-system"},
    ),
    "rule-says-nothing-new": Planted(
        reach,
        "rules.yaml",
        "when: 制度应建未建 或 制度执行不严",
        "when: 不作为 且 (制度应建未建 或 制度执行不严)",
        {"reach.alone/fault-10.no-system"},
    ),
    "measure-out-of-reach": Planted(
        reach,
        "baseline.yaml",
        ", organizational_handling, party_discipline]",
        ", organizational_handling]",
        {"reach.measure/individual.party_discipline"},
    ),
    "nobody-exempt": Planted(
        reach,
        "rules.yaml",
        "then: 可以 从轻、减轻、免予",
        "then: 可以 从轻",
        {"reach.status/exempt"},
    ),
    "responsibility-out-of-reach": Planted(
        reach,
        "rules.yaml",
        "  when: 主体类别 = 班子\n",
        "  when: 主体类别 = 班子 且 主体类别 = 个人\n",
        {
            "reach.responsibility/collective",
            "reach.rule/attribution.team",
        },
    ),
    "cell-under-a-lowering": Planted(
        reach,
        "baseline.yaml",
        "lower:\n",
        "  - {responsibility: secondary, gravity: slight, measures: [admonition_talk]}\nlower:\n",
        {"reach.cell/secondary-slight"},
    ),
    "date-of-scope-too-early": Planted(
        bounds,
        "book.yaml",
        "when: 事发日期 ≥ 2009-09-02",
        "when: 事发日期 ≥ 2009-09-01",
        {"scope.before"},
    ),
    "date-of-scope-too-late": Planted(
        bounds,
        "book.yaml",
        "when: 事发日期 ≥ 2009-09-02",
        "when: 事发日期 > 2009-09-02",
        {"scope.start"},
    ),
    "readings-alike": Planted(
        bounds,
        "rules.yaml",
        "且 (重大影响 或 重大损失)",
        "且 (重大影响 且 重大损失)",
        {"readings.differ/fault-1.failed-decision"},
    ),
    "readings-crossed": Planted(
        bounds,
        "rules.yaml",
        "when: 违反决策程序 且 决策失误 且 重大影响 且 重大损失",
        "when: 违反决策程序 且 重大影响 且 重大损失",
        {"readings.nested/fault-1.failed-decision"},
    ),
    "rule-asks-what-is-known": Planted(
        bounds,
        "rules.yaml",
        "when: 制度应建未建 或 制度执行不严",
        "when: 制度应建未建 或 不明(制度执行不严)",
        {"equal.information"},
    ),
}

#: Refuted on the shipped book as well.
KNOWN = {"gap.responsibility", "baseline.distinct/collective"}


@pytest.mark.parametrize("name", list(DEFECTS))
def test_planted_defect_is_refuted_under_its_id(tmp_path: Path, name: str) -> None:
    planted = DEFECTS[name]
    book = changed(tmp_path / "draft", planted.file, planted.old, planted.new)
    findings = list(planted.family(Study(book, LIMIT)))
    refuted = {f.key for f in findings if f.result == "refuted"} - KNOWN
    assert planted.keys <= refuted, refuted
    assert all(w.agrees for f in findings for w in f.witnesses)


def test_secondary_treated_heavier_than_primary(tmp_path: Path) -> None:
    cells = "".join(
        f"  - {{responsibility: secondary, gravity: {gravity}, measures: [{measure}]}}\n"
        for gravity, measure in (
            ("slight", "written_self_criticism"),
            ("ordinary", "circulated_criticism"),
            ("serious", "award_disqualification"),
            ("grave", "rated_incompetent"),
            ("very_grave", "organizational_handling"),
        )
    )
    old = "# 次要责任：主要责任低一档的那一行；已是最低档的不再低。\nlower:\n" + LOWER
    book = changed(tmp_path / "draft", "baseline.yaml", old, cells)
    (finding,) = [f for f in monotone(Study(book, LIMIT)) if f.result == "refuted"]
    assert finding.key == "monotone.responsibility/primary-secondary"
    primary, secondary = finding.witnesses
    assert (primary.responsibility, primary.outcome) == ("主要责任", "诫勉谈话、责令作出书面检查")
    assert (secondary.responsibility, secondary.outcome) == ("次要责任", "通报批评")
    differing = [x for x in finding.shown if primary.case.facts[x] != secondary.case.facts[x]]
    assert differing == ["角色"]


def test_the_two_cases_of_a_refutation_are_as_small_as_can_be(tmp_path: Path) -> None:
    planted = DEFECTS["mitigation-worsens"]
    book = changed(tmp_path / "draft", planted.file, planted.old, planted.new)
    study = Study(book, LIMIT)
    (finding,) = [f for f in monotone(study) if f.key == "monotone.lenient/主动发现"]
    without, having = finding.witnesses
    assert {x for x in without.case.facts if without.case.facts[x] != having.case.facts[x]} == {
        "主动发现"
    }
    plain = study.plain_case.facts
    changed_facts = {x for x in plain if without.case.facts[x] != plain[x]}
    assert len(changed_facts) == 2
    assert "及时纠正" in changed_facts
    assert (without.outcome, having.outcome) == ("诫勉谈话", "诫勉谈话、责令作出书面检查")
    assert "责任追究制度(七)" in finding.clauses
    assert finding.place.rule == "mitigation-7"


def test_shipped_book_holds_but_for_what_is_known() -> None:
    findings = list(verify(load_book(CORE), LIMIT))
    assert len(findings) > 100
    assert {f.key for f in findings if f.result == "refuted"} == KNOWN
    assert not [f.key for f in findings if f.result == "undecided"]
    assert all(w.agrees for f in findings for w in f.witnesses)
    silence = next(f for f in findings if f.key == "gap.responsibility")
    assert silence.reason.startswith("条文只规定一方")
    assert silence.stands
    json.dumps([f.as_json() for f in findings], ensure_ascii=False)


def test_ranges_that_both_include_their_bound_overlap_there(tmp_path: Path) -> None:
    """Up to and from 5000元: the smallest case of both is 5000元 exactly."""
    book = changed(
        tmp_path / "书",
        "rules.yaml",
        "- id: attribution.main-failed-main\n",
        "- id: attribution.much\n  cite: 责任追究制度(三)\n  stage: attribution\n"
        "  when: 主体类别 = 个人 且 角色 = 推荐人 且 直接经济损失 ≥ 5000元\n"
        "  then: 承担 主要责任\n\n"
        "- id: attribution.little\n  cite: 责任追究制度(三)\n  stage: attribution\n"
        "  when: 主体类别 = 个人 且 角色 = 推荐人 且 直接经济损失 ≤ 5000元\n"
        "  then: 承担 次要责任\n\n"
        "- id: attribution.main-failed-main\n",
    )
    found = {f.key: f for f in complete(Study(book, LIMIT))}
    overlap = found["contradiction.responsibility/primary-secondary"]
    assert overlap.result == "refuted"
    assert overlap.witnesses[0].case.words("直接经济损失") == "5000元"
    assert overlap.witnesses[0].case.words("角色") == "推荐人"


def test_a_rule_that_asks_what_is_known_is_shown_by_two_cases(tmp_path: Path) -> None:
    """Settled while a fact is blank; filled in, the settled outcome is not even possible."""
    planted = DEFECTS["rule-asks-what-is-known"]
    book = changed(tmp_path / "书", planted.file, planted.old, planted.new)
    (finding,) = [f for f in bounds(Study(book, LIMIT)) if f.id == "equal.information"]
    before, after = finding.witnesses
    assert before.case.words("制度执行不严") == "空白"
    assert after.case.words("制度执行不严") == "是"
    differ = [k for k in after.case.facts if before.case.words(k) != after.case.words(k)]
    assert differ == ["制度执行不严"]
    assert (before.outcome, after.outcome) == ("诫勉谈话、责令作出书面检查", "不予追究")
    shown = list(report(book.book, [finding]))
    assert any("≠ 制度执行不严" in line and "空白" in line for line in shown)


def test_reason_in_the_book_lets_a_refuted_property_stand(tmp_path: Path) -> None:
    book = changed(tmp_path / "draft", "baseline.yaml", "缺省", "缺省")
    reasons = "- {id: baseline.distinct, place: collective, reason: 班子轻微和一般都只谈话}\n"
    (book.folder / "justified.yaml").write_text(reasons, encoding="utf-8")
    found = next(f for f in verify(book, LIMIT) if f.key == "baseline.distinct/collective")
    assert (found.result, found.reason, found.stands) == (
        "refuted",
        "班子轻微和一般都只谈话",
        True,
    )


def test_what_the_limit_does_not_allow_is_said_to_be_undecided() -> None:
    findings = list(verify(load_book(CORE), 1e-9))
    assert {f.result for f in findings if f.id.startswith("monotone")} == {"undecided"}
    text = "\n".join(report(load_book(CORE).book, findings))
    assert "? monotone.gravity" in text
    assert "时限内没有判定" in text


def test_report_shows_two_cases_side_by_side(tmp_path: Path) -> None:
    planted = DEFECTS["harm-lightens"]
    book = changed(tmp_path / "draft", planted.file, planted.old, planted.new)
    findings = [f for f in monotone(Study(book, LIMIT)) if f.key == "monotone.harm/不良影响"]
    text = list(report(book.book, findings))
    assert text[2] == "✗ monotone.harm/不良影响  其他事实相同，“不良影响”由否变是，结果不会更轻"
    squeezed = [" ".join(line.split()) for line in text]
    assert "≠ 不良影响 否 是" in squeezed
    assert any(line.startswith("≠ 结果 诫勉谈话、责令作出书面检查 诫勉谈话") for line in squeezed)


def test_report_does_not_lump_together_facts_that_move_the_outcome_either_way() -> None:
    book = load_book(CORE)
    found = [f for f in monotone(Study(book, LIMIT)) if f.id == "monotone.direction"]
    text = list(report(book.book, found))
    heavier = text.index("✓ monotone.direction  “涉嫌犯罪”由否变是，只会使结果加重或不变")
    lighter = text.index("✓ monotone.direction  “保质完成”由否变是，只会使结果减轻或不变")
    assert "不作为" in text[heavier + 1]
    assert text[lighter + 1].endswith("保质完成、保量完成、按时完成、及时处置")
