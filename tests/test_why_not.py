"""Why not: what was considered and failed, and which other facts would have been lighter."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.why_not import NOTE, considered, lighter_sentences
from exporters.wording import Wording
from facts import core_vocabulary, table_from_rows
from rules import load_book
from sanctions import Decider, Determination, decide
from sanctions.lighter import Lighter, lighter
from sanctions.outcome import Ranks
from tests.impact.made import PLAIN
from wenze.commands import explain
from wenze.evaluation import evaluate

BOOK = load_book("zhangye-2009")
DECIDER = Decider(BOOK)
WORDS = Wording(BOOK)
EXAMPLE = Path(__file__).parents[1] / "examples" / "cases.xlsx"
EXAMPLES = EXAMPLE.parent / "books"


def found(*others: dict[str, Any], **facts: Any) -> tuple[tuple[Lighter, ...], Determination]:
    rows = [{"案件编号": "甲", "责任主体": "某人", **PLAIN, **facts}, *others]
    table = table_from_rows(BOOK.vocabulary, rows)
    return lighter(DECIDER, table, 0), decide(DECIDER, table)[0]


def told(*others: dict[str, Any], **facts: Any) -> list[str]:
    ways, base = found(*others, **facts)
    return lighter_sentences(ways, base, WORDS)


def test_each_smallest_change_is_told_with_what_it_does() -> None:
    assert told(不作为="是", 情节="较重") == [
        "如果 责任方 = 分管领导（现为 主要领导、案件!责任方1）："
        "诫勉谈话、责令作出书面检查（并处）；责任为次要责任"
        "（依据 责任追究制度(三)、规则 attribution.deputy-failed-main）",
        "如果 情节 = 轻微（现为 较重、案件!情节1）：诫勉谈话；按裁量基准（不是条文）",
        "如果 情节 = 一般（现为 较重、案件!情节1）：诫勉谈话、责令作出书面检查（并处）；"
        "按裁量基准（不是条文）",
        "如果 不作为 = 否（现为 是、案件!不作为1）：不予追究；"
        "过错情形6（不作为、作为不力或乱作为）不再成立"
        "（依据 责任追究制度(二)6、规则 fault-6.inaction）",
        "如果 责任方 = 双方（现为 主要领导、案件!责任方1）：可能更轻（待人判断；"
        "最轻：诫勉谈话、责令作出书面检查；"
        "最重：责令作出书面检查、通报批评、取消当年评优评先资格）；"
        "责任由人认定（依据 责任追究制度(三)）",
        "如果 主动发现 = 是（现为 否、案件!主动发现1） 并且 "
        "及时纠正 = 是（现为 否、案件!及时纠正1）："
        "责令作出书面检查、通报批评（并处）；"
        "适用从轻、减轻、免予的规定（依据 责任追究制度(七)、规则 mitigation-7）",
    ]


def test_times_and_amounts_are_changed_across_their_limits() -> None:
    late = {"情况类别": "突发事件", "知悉时间": "2012-03-01 08:00", "及时处置": "是"}
    ways, _ = found(**late, 报告时间="2012-03-01 10:01")
    ends = {c.becomes: way.outcome.status for way in ways for c in way.changes}
    assert ends["报告用时 ≤ 2小时"] == "no_accountability"
    (change,) = (c for way in ways for c in way.changes if c.was.fact == "报告用时")
    assert (change.was.value, change.was.source) == ("2小时1分钟", "案件!报告时间1、案件!知悉时间1")
    never, _ = found(**late, 报告时间="未报告")
    assert "报告用时 ≤ 2小时" in {c.becomes for way in never for c in way.changes}

    ways, _ = found(弄虚作假="是", 直接经济损失=8000)
    by_words = {way.changes[0].becomes: way for way in ways if len(way.changes) == 1}
    assert by_words["直接经济损失 ≤ 0元"].outcome.status == "no_accountability"
    assert by_words["直接经济损失 ≤ 0元"].differences[0].citations == ("责任追究制度(二)7",)


def test_a_listing_against_other_elements_is_left_to_a_person() -> None:
    assert told(过错情形=["fault-6"], 不作为="是", 作为不力="是")[-1] == (
        "如果 不作为 = 否（现为 是、案件!不作为1） 并且 "
        "作为不力 = 否（现为 是、案件!作为不力1）："
        "可能更轻（待人判断；最轻：不作处理；"
        "最重：诫勉谈话、责令作出书面检查）；"
        "过错情形6（不作为、作为不力或乱作为）不能直接认定"
        "（依据 责任追究制度(二)6、规则 fault-6.inaction）"
    )


def test_of_two_facts_neither_is_enough_alone() -> None:
    ways, _ = found(不作为="是", 作为不力="是", 情节="轻微", 责任方="分管领导")
    singles = {way.changes[0].becomes for way in ways if len(way.changes) == 1}
    pairs = {tuple(c.becomes for c in way.changes) for way in ways if len(way.changes) == 2}
    assert ("不作为 = 否", "作为不力 = 否") in pairs
    assert not [pair for pair in pairs if singles & set(pair)]


def test_who_it_is_and_what_the_book_applies_to_is_never_changed() -> None:
    ways, _ = found(不作为="是", 情节="特别严重")
    changed = {change.was.fact for way in ways for change in way.changes}
    fixed = {"事发日期", "单位", "单位类型", "单位层级", "责任主体", "主体类别", "角色"}
    assert changed
    assert not changed & fixed


def test_what_only_says_which_question_it_is_about_is_never_changed() -> None:
    rows = {"考查事项": "党务公开", "履行数量": 0}
    ways, base = found(**rows)
    assert [fault.id for fault in base.faults if fault.value == "true"] == ["fault-10"]
    changed = {change.becomes for way in ways for change in way.changes}
    assert "履行数量 ≥ 1 且 履行数量 < 2" in changed
    assert not [words for words in changed if words.startswith("考查事项")]


def decided_of(book: str, case_id: str) -> tuple[tuple[Lighter, ...], list[str]]:
    """The ways of the only subject of a case in the examples of a book, and their sentences."""
    run = evaluate(EXAMPLES / f"{book}.xlsx", book=book)
    (index,) = run.find(case_id)
    table = run.imported.table
    ways = lighter(run.decisions.decider, table, dict(run.read_rows())[index])
    return ways, lighter_sentences(ways, run[index], Wording(run.book))


def test_a_number_from_records_is_changed_as_one() -> None:
    _, told = decided_of("zhangjiakou", "study.team-short")
    rows = "、".join(f"学习记录!A{row}" for row in range(9, 16))
    assert told == [
        f"如果 集中学习天数 ≥ 12天（现为 11.5天、{rows}）：不予追究；"
        "学习调研不达标（学习、培训、调研没有达到要求）不再成立"
        "（依据 二学习(1)、二学习(4)、规则 study.breach）"
    ]


def test_a_statute_with_ranges_is_cited_and_not_the_baseline() -> None:
    """Another gravity meets another row of the statute's own table."""
    _, told = decided_of("public-officials-sanctions-2020", "a28.serious")
    (row,) = (line for line in told if line.startswith("如果 情节 = 轻微（现为"))
    assert row.endswith("：记过；条文另有幅度（依据 第二十八条第一款、规则 a28.base）")
    assert not [line for line in told if "裁量基准" in line]


def test_what_kind_of_person_it_is_is_never_changed() -> None:
    ways, _ = decided_of("public-officials-sanctions-2020", "scope.first-day")
    changed = {change.was.fact for way in ways for change in way.changes}
    assert "从宽情形" in changed
    assert not changed & {"人员类别", "任职状态"}


def test_blank_facts_stay_blank() -> None:
    ways, base = found(不作为="是", 主动发现=None, 及时纠正=None, 情节="存疑")
    assert base.status == "needs_judgement"
    changed = {change.was.fact for way in ways for change in way.changes}
    assert not changed & {"主动发现", "及时纠正", "情节"}
    assert "不作为" in changed


def test_without_an_outcome_nothing_is_lighter() -> None:
    assert found()[1].status == "no_accountability"
    assert found()[0] == ()
    assert found(不作为="是", 事发日期="2009-01-01")[0] == ()


def test_when_no_change_helps_it_is_said() -> None:
    _, base = found(不作为="是")
    assert lighter_sentences((), base, WORDS) == [
        "已查明的事实，改变其中任何一项或两项，结果都不会更轻"
    ]


def test_how_many_share_the_case_stays_as_it_is() -> None:
    """A listing of fault 8 counts for the only subject of a case, and for no one of several."""
    other = {"案件编号": "甲", "责任主体": "别人", **PLAIN, "角色": "分管领导"}
    listed = {"过错情形": ["fault-8"], "年度考核等次": "不称职"}
    (alone,) = (line for line in told(**listed) if line.startswith("如果 年度考核等次"))
    (shared,) = (line for line in told(other, **listed) if line.startswith("如果 年度考核等次"))
    fault = "过错情形8（年度考核差或不称职）"
    assert "可能更轻（待人判断；" in alone
    assert f"{fault}不能直接认定" in alone
    assert shared.endswith(
        f"：不予追究；{fault}不再成立（依据 责任追究制度(二)8、规则 fault-8.rated-poor）"
    )


# ── laws ──────────────────────────────────────────────────────────────────────

YES_NO = tuple(
    fact.label
    for fact in core_vocabulary().facts
    if fact.type == "boolean" and fact.label in BOOK.readers
)
SETTLED = ("recommended", "exempt", "no_accountability")
GRAVITIES = ("轻微", "一般", "较重", "严重", "特别严重")
ROWS = st.fixed_dictionaries(
    {
        "情节": st.sampled_from(GRAVITIES),
        "责任方": st.sampled_from(("主要领导", "分管领导")),
        "角色": st.sampled_from(("主要领导", "分管领导")),
        **{name: st.sampled_from(("是", "否")) for name in YES_NO},
    }
)


def weight(d: Determination) -> tuple[tuple[int, ...], int]:
    measures = tuple(measure.id for measure in d.measures)
    rank = Ranks.of(BOOK.book).weight(d.subject_kind or "", measures)
    return rank, int(d.status != "no_accountability")


def decided(rows: list[dict[str, Any]]) -> list[Determination]:
    """Each row as a case of its own."""
    whole = [{"案件编号": f"{n}", "责任主体": "某人", **PLAIN, **r} for n, r in enumerate(rows)]
    return list(decide(DECIDER, table_from_rows(BOOK.vocabulary, whole)))


@settings(max_examples=12)
@given(ROWS)
def test_what_is_told_is_so_and_no_single_yes_or_no_is_left_out(row: dict[str, str]) -> None:
    """Against the engine: the changed row, written anew, decided alone."""
    ways, base = found(**row)
    if base.status not in ("recommended", "exempt"):
        return
    told = []
    for way in ways:
        words = [change.becomes.split(" = ") for change in way.changes]
        if all(len(pair) == 2 and pair[0] in row for pair in words):
            told.append((way, dict(words)))
    again = decided([{**row, **words} for _, words in told])
    for (way, _), d in zip(told, again, strict=True):
        assert (d.status, d.measures) == (way.outcome.status, way.outcome.measures)
        assert not (way.certain and d.status in SETTLED) or weight(d) < weight(base)
    singles = [words for _, words in told if len(words) == 1]
    others = [{name: "否" if row[name] == "是" else "是"} for name in YES_NO]
    for other, d in zip(others, decided([{**row, **o} for o in others]), strict=True):
        if d.status in SETTLED:
            assert (other in singles) == (weight(d) < weight(base))


# ── words ─────────────────────────────────────────────────────────────────────


def test_every_fault_is_one_sentence_with_the_element_that_failed() -> None:
    rows = [{"案件编号": "甲", "责任主体": "某人", **PLAIN, "不作为": "是", "任务来源": None}]
    decisions = decide(DECIDER, table_from_rows(BOOK.vocabulary, rows))
    sentences = {s.id: s for s in considered(decisions.explain(0), WORDS)}
    assert list(sentences)[:11] == [f"fault-{n}" for n in range(1, 12)]
    assert sentences["fault-6"].text == (
        "过错情形6（不作为、作为不力或乱作为）成立：要素成立；不作为 = 是（案件!不作为1）；"
        "依据 责任追究制度(二)6。"
    )
    assert sentences["fault-5"].text == (
        "过错情形5（拒不执行或执行不力）不成立：拒不执行 = 否 且 执行不力 = 否；"
        "不良影响 = 否（案件!不良影响1）；不良后果 = 否（案件!不良后果1）；"
        "依据 责任追究制度(二)5。"
    )
    assert sentences["fault-11"].text == (
        "过错情形11（其他违反规定情形）不成立：经办人没有列出，这一项只能由人认定；"
        "依据 责任追究制度(二)11。"
    )
    assert (sentences["fault-2"].value, sentences["fault-2"].text) == (
        "unknown",
        "过错情形2（决策部署未保质保量按时完成）尚不能确定：还缺 任务来源、保质完成、保量完成、"
        "按时完成；依据 责任追究制度(二)2。",
    )
    assert sentences["mitigation-7"].text == (
        "责任追究制度(七)不适用：主动发现 = 否（案件!主动发现1）；及时纠正 = 否（案件!及时纠正1）。"
    )


@pytest.mark.parametrize(
    ("lang", "heading", "line"),
    [
        ("zh", "怎样才会更轻", "如果 情节 = 轻微（现为 一般、案件!H18）：免予追究"),
        ("en", "What would be lighter", "if Gravity = Slight (now Ordinary, 案件!H18): Exempt"),
    ],
)
def test_explain_prints_the_section_and_says_that_it_is_no_advice(
    monkeypatch: pytest.MonkeyPatch, lang: str, heading: str, line: str
) -> None:
    monkeypatch.setattr(explain, "LANG", lang)
    done = CliRunner().invoke(explain.command, [str(EXAMPLE), "--case", "2024-017"])
    assert done.exit_code == 0
    assert f"└─ {heading}\n" in done.output
    assert line in done.output
    assert NOTE.get(lang) in done.output
