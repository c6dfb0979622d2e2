"""Mutants, how they are noticed, and the missing test of each survivor."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drafting.examples import run_examples
from drafting.mutation import KINDS, Mutant, Score, mutants, score_mutants
from drafting.mutation.conditions import spelled, wrong_conditions
from drafting.mutation.mutants import contrast
from drafting.testing_results import score_lines
from facts import core_vocabulary
from rules import load_book
from rules.conditions import parse
from rules.source import read_source
from tests.drafting_cases.books import CORE, STATUTE
from tests.drafting_cases.copies import copy_of, opened, pasted, without_examples

VOCABULARY = core_vocabulary()


def scored(folder: Path, wanted: Callable[[Mutant], bool]) -> Score:
    book, file = opened(folder)
    return score_mutants(book, read_source(book.folder), file, wanted=wanted)


def part(name: str, *kinds: str) -> Callable[[Mutant], bool]:
    return lambda m: m.part == name and (not kinds or m.kind in kinds)


# ── wrong conditions ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "不作为 且 非 及时处置",
            [
                ("connective", "不作为 或 非 及时处置"),
                ("literal", "非 及时处置"),
                ("literal", "不作为"),
                ("negation", "非 不作为 且 非 及时处置"),
                ("negation", "不作为 且 及时处置"),
            ],
        ),
        (
            "不作为 或 乱作为 或 执行不力",
            [
                ("connective", "(不作为 且 乱作为) 或 执行不力"),
                ("connective", "不作为 或 (乱作为 且 执行不力)"),
                ("literal", "乱作为 或 执行不力"),
                ("literal", "不作为 或 执行不力"),
                ("literal", "不作为 或 乱作为"),
                ("negation", "非 不作为 或 乱作为 或 执行不力"),
                ("negation", "不作为 或 非 乱作为 或 执行不力"),
                ("negation", "不作为 或 乱作为 或 非 执行不力"),
            ],
        ),
        (
            "报告用时 > 2小时",
            [
                ("negation", "非 报告用时 > 2小时"),
                ("comparison", "报告用时 ≥ 2小时"),
                ("threshold", "报告用时 > 119分钟"),
                ("threshold", "报告用时 > 121分钟"),
            ],
        ),
        (
            "直接经济损失 ≥ 0.5万元",
            [
                ("negation", "非 直接经济损失 ≥ 0.5万元"),
                ("comparison", "直接经济损失 > 0.5万元"),
                ("threshold", "直接经济损失 ≥ 4999元"),
                ("threshold", "直接经济损失 ≥ 5001元"),
            ],
        ),
        (
            "死亡人数 > 0人",
            [
                ("negation", "非 死亡人数 > 0人"),
                ("comparison", "死亡人数 ≥ 0人"),
                ("threshold", "死亡人数 > 1人"),
            ],
        ),
        (
            "事发日期 < 2012-03-01",
            [
                ("negation", "非 事发日期 < 2012-03-01"),
                ("comparison", "事发日期 ≤ 2012-03-01"),
                ("threshold", "事发日期 < 2012-02-29"),
                ("threshold", "事发日期 < 2012-03-02"),
            ],
        ),
        (
            "责任方 属于 [主要领导, 分管领导]",
            [
                ("negation", "非 责任方 属于 [主要领导, 分管领导]"),
                ("choice", "责任方 属于 [分管领导]"),
                ("choice", "责任方 属于 [主要领导]"),
                ("choice", "责任方 属于 [主要领导, 分管领导, 双方]"),
            ],
        ),
        (
            "责任方 = 双方",
            [
                ("negation", "非 责任方 = 双方"),
                ("choice", "责任方 属于 [双方, 主要领导]"),
                ("choice", "责任方 属于 [双方, 分管领导]"),
            ],
        ),
        ("已知(报告时间)", [("negation", "非 已知(报告时间)")]),
        (
            "非 (不作为 且 乱作为)",
            [
                ("negation", "不作为 且 乱作为"),
                ("connective", "非 (不作为 或 乱作为)"),
                ("literal", "非 乱作为"),
                ("literal", "非 不作为"),
                ("negation", "非 (非 不作为 且 乱作为)"),
                ("negation", "非 (不作为 且 非 乱作为)"),
            ],
        ),
    ],
)
def test_every_small_change_to_a_condition(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(wrong_conditions(text, VOCABULARY)) == expected


def test_a_condition_spelled_anew_means_the_same() -> None:
    book = load_book(CORE).book
    texts = [r.when for r in book.rules if r.when] + [c.when for c in book.metadata.scope]
    texts += [reading.when for rule in book.rules for reading in rule.readings]
    texts += ['年度考核等次 = "差" 或 非 (不作为 或 乱作为 且 已知(报告时间))']
    again = [spelled(parse(text)) for text in texts]
    assert [spelled(parse(text)) for text in again] == again
    assert len(set(again)) == len(set(texts))


def test_a_change_is_shown_with_the_words_about_it() -> None:
    old = "情况类别 属于 [突发事件, 灾情险情] 且 报告用时 > 2小时 且 不作为 且 乱作为"
    new = "情况类别 属于 [突发事件, 灾情险情] 且 报告用时 > 121分钟 且 不作为 且 乱作为"
    assert contrast(old, new) == (
        "…且 报告用时 > 2小时 且 不作为…",
        "…且 报告用时 > 121分钟 且 不作为…",
    )


# ── mutants of a book ─────────────────────────────────────────────────────────

#: Its rows are shared by several faults.
SHARED_ROWS = Path(__file__).parents[1] / "law" / "trial_plus"


def test_every_kind_of_mutant_is_made_of_one_of_the_books() -> None:
    kinds: set[str] = set()
    for folder in (CORE, STATUTE, SHARED_ROWS):
        found = mutants(load_book(folder), read_source(folder))
        kinds |= {m.kind for m in found}
        assert len({m.id for m in found}) == len(found)
    assert kinds == set(KINDS)


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("fault-8", "listing", [("同案主体数 = 1人", "（漏掉）")]),
        ("fault-8", "finding", [("finding: sufficient", "finding: required")]),
        ("scope.date", "scope", [("事发日期 ≥ 2009-09-02", "（漏掉）")]),
        ("fault-6.inaction", "rule", [("认定 过错情形6", "（漏掉）")]),
        ("attribution.team", "attribution", []),
        ("attribution.main-failed-main", "attribution", [("承担 主要责任", "承担 次要责任")]),
        ("mitigation-7", "force", [("可以 从轻、减轻、免予", "应当 从轻、减轻、免予")]),
        (
            "mitigation-7",
            "adjustment",
            [
                ("可以 从轻、减轻、免予", "可以 减轻、免予"),
                ("可以 从轻、减轻、免予", "可以 从轻、免予"),
                ("可以 从轻、减轻、免予", "可以 从轻、减轻"),
            ],
        ),
        (
            "referral-6.judicial",
            "referral",
            [("移送 司法机关", "移送 党纪处分"), ("移送 司法机关", "移送 行政处分")],
        ),
        (
            "fault-9.petition",
            "reading",
            [
                (
                    "“造成不良影响或后果”是两种情形共同的要件",
                    "只有““造成不良影响或后果”只是“没有及时解决”的要件”",
                ),
                (
                    "“造成不良影响或后果”只是“没有及时解决”的要件",
                    "只有““造成不良影响或后果”是两种情形共同的要件”",
                ),
            ],
        ),
        ("suggest slight", "suggest", [("exempt", "lighten"), ("exempt", "reduce")]),
        ("lower secondary", "lower", [("grades: 1", "grades: 2")]),
        (
            "team rated_poor",
            "rank",
            [
                (
                    "取消当年评优评先资格 < 年终考核定为“差”班子",
                    "年终考核定为“差”班子 < 取消当年评优评先资格",
                )
            ],
        ),
        (
            "collective × serious",
            "measure",
            [
                ("[circulated_criticism, award_disqualification]", "[award_disqualification]"),
                (
                    "[circulated_criticism, award_disqualification]",
                    "[collective_admonition_talk, award_disqualification]",
                ),
                ("[circulated_criticism, award_disqualification]", "[circulated_criticism]"),
                (
                    "[circulated_criticism, award_disqualification]",
                    "[circulated_criticism, rated_poor]",
                ),
                (
                    "[circulated_criticism, award_disqualification]",
                    "[collective_admonition_talk, circulated_criticism, award_disqualification]",
                ),
                (
                    "[circulated_criticism, award_disqualification]",
                    "[circulated_criticism, award_disqualification, rated_poor]",
                ),
                (
                    "[circulated_criticism, award_disqualification]",
                    "[circulated_criticism, award_disqualification, organizational_handling]",
                ),
            ],
        ),
    ],
)
def test_mutants_of_one_part(name: str, kind: str, expected: list[tuple[str, str]]) -> None:
    book = load_book(CORE)
    found = [m for m in mutants(book, read_source(book.folder)) if part(name, kind)(m)]
    assert [(m.old, m.new) for m in found] == expected


# ── scores ────────────────────────────────────────────────────────────────────


def test_the_shipped_book_would_notice_nearly_every_mistake() -> None:
    book, file = opened(CORE)
    score = score_mutants(book, read_source(book.folder), file)
    assert [t.mutant.id for t in score.survivors] == []
    assert [t.mutant.id for t in score.tried if t.verdict == "same"] == [
        "fault-8/comparison-2",
        "team circulated_criticism/rank-1",
    ]
    assert score.percent >= 90
    assert score.left_out == ()


def test_a_survivor_is_shown_as_the_test_that_is_missing(tmp_path: Path) -> None:
    folder = copy_of(tmp_path)
    without_examples(folder, "f7.one-yuan")
    score = scored(folder, part("fault-7.fraud", "threshold"))
    told = [line.zh for line in score_lines(score, read_source(folder))]
    rules = (folder / "rules.yaml").read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(rules, 1) if "直接经济损失 > 0元" in line)
    assert told == [
        "改错检验：1 处改动，发现 0，漏过 1，找不到差别 0，不成规则书 0；得分 0.0%",
        f"漏过：book/rules.yaml:{number}（fault-7.fraud） 数值改一点："
        "…或 直接经济损失 > 0元) → …或 直接经济损失 > 1元)",
        "  缺的例案（结果由现行规则得出，请对照条文核对后粘贴到 cases.yaml）：",
        "  - id: missing.fault-7.fraud.threshold-1",
        "    title: fault-7.fraud：“…或 直接经济损失 > 0元)”误作"
        "“…或 直接经济损失 > 1元)”时，结果应当不同",
        "    about: [fault-7.fraud]",
        "    facts: {不实事求是: 是, 直接经济损失: 1}",
        "    expect:",
        "      status: recommended",
        "      faults: [fault-7]",
        "      measures: [admonition_talk, written_self_criticism]",
        "      lightest: [admonition_talk, written_self_criticism]",
    ]


@pytest.mark.parametrize(
    ("examples", "name", "kind"),
    [
        (["scope.first-day"], "scope.date", "comparison"),
        (["f4.exactly-two-hours", "f4.across-midnight"], "fault-4.late-report", "comparison"),
        (["f8.team-fair"], "fault-8.rated-poor", "choice"),
        (["r.unit-deputy-failed"], "attribution.deputy-failed-deputy", "choice"),
        (
            ["mit.major-loss", "mit.loss-blank", "mit.f1-major-loss"],
            "mitigation-7",
            "literal",
        ),
        (["m.team-serious", "mit.team-serious", "r.team-both"], "collective × serious", "measure"),
        (["ref.administrative", "ref.all"], "referral-6.administrative", "referral"),
        (
            ["f11.provision-blank", "f11.provision-open", "f11.not-listed", "f11.listing-open"],
            "fault-11",
            "finding",
        ),
    ],
)
def test_the_missing_test_once_pasted_passes_and_kills(
    tmp_path: Path, examples: list[str], name: str, kind: str
) -> None:
    folder = copy_of(tmp_path)
    without_examples(folder, *examples)
    before = scored(folder, part(name, kind))
    assert before.survivors != ()
    for tried in before.survivors:
        assert tried.missing is not None
        pasted(folder, tried.missing.text)
    book, file = opened(folder)
    assert [o.example.id for o in run_examples(book, file.examples) if o.differences] == []
    assert scored(folder, part(name, kind)).survivors == ()


def test_a_mutant_that_no_case_tells_apart_is_not_counted_as_killed(tmp_path: Path) -> None:
    score = scored(copy_of(tmp_path), part("fault-8", "comparison"))
    assert [(t.mutant.new, t.verdict) for t in score.tried] == [
        ("同案主体数 ≥ 1人", "killed"),
        ("同案主体数 ≤ 1人", "same"),
    ]
    assert (score.counts, score.percent) == (
        {"killed": 1, "survived": 0, "same": 1, "refused": 0},
        100.0,
    )


def test_failing_examples_take_no_part(tmp_path: Path) -> None:
    old = "facts: {<<: *clean, 乱作为: 存疑}\n    expect: {status: needs_judgement"
    folder = copy_of(tmp_path, ("cases.yaml", old, old.replace("needs_judgement", "exempt")))
    score = scored(folder, part("fault-6.inaction", "rule"))
    assert score.left_out == ("f6.open",)
    assert [(t.verdict, t.killed_by) for t in score.tried] == [
        ("killed", "one-established.others-blank")
    ]
