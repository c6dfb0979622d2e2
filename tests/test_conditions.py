"""The condition language: what it means, and what it says about mistakes."""

import pytest

from facts import core_vocabulary
from rules.atoms import Beyond, Every, Literal, Some
from rules.checker import Names, check
from rules.conditions import parse
from rules.errors import ConditionError, marked
from rules.logic import TooManyTermsError, deny, terms

NAMES = Names(core_vocabulary(), {"过错情形5": "fault-5"}, ("两小时义务",))


def words(text: str) -> list[list[str]]:
    """The terms that make a condition true, in words."""
    formula = check(parse(text), NAMES)
    return [[lit.atom.words(lit.value) for lit in term] for term in terms(formula)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不作为", [["不作为 = 是"]]),
        ("非 及时处置", [["及时处置 = 否"]]),
        ("及时处置 = 否", [["及时处置 = 否"]]),
        ("不作为 或 乱作为", [["不作为 = 是"], ["乱作为 = 是"]]),
        ("非 (不作为 或 乱作为)", [["不作为 = 否", "乱作为 = 否"]]),
        ("任务来源 = 督办", [["任务来源 = 督查督办"]]),
        ("任务来源 ≠ 督查督办", [["任务来源 ≠ 督查督办"]]),
        ("情况类别 属于 [突发事件, 灾情]", [["情况类别 属于 [突发事件, 灾情险情]"]]),
        ("报告用时 > 2小时", [["报告用时 > 2小时"]]),
        ("报告用时 <= 120分钟", [["报告用时 ≤ 2小时"]]),
        ("直接经济损失 ≥ 5万元", [["直接经济损失 ≥ 50000元"]]),
        ("直接经济损失 = 0元", [["直接经济损失 ≥ 0元", "直接经济损失 ≤ 0元"]]),
        ("死亡人数 ≠ 3人", [["死亡人数 > 3人"], ["死亡人数 < 3人"]]),
        ("事发日期 ≥ 2009-09-02", [["事发日期 ≥ 2009-09-02"]]),
        ("违反规定依据", [["已写明违反规定依据"]]),
        ("列明(过错情形5)", [["经办人已认定过错情形5"]]),
        ("已知(报告时间)", [["已知(报告时间)"]]),
        ("不明(报告时间)", [["不明(报告时间)"]]),
        ("两小时义务", [["两小时义务成立"]]),
        ("年度考核等次 = “差”", [["年度考核等次 = 差"]]),
        ("not (不作为 and 乱作为)", [["不作为 = 否"], ["乱作为 = 否"]]),
        ("不作为 且 (不作为 或 乱作为)", [["不作为 = 是"]]),
        ("不作为 且 非 不作为", []),
    ],
)
def test_meaning_of_conditions(text: str, expected: list[list[str]]) -> None:
    assert words(text) == expected


def test_and_binds_more_strongly_than_or() -> None:
    assert words("不作为 或 乱作为 且 作为不力") == [
        ["不作为 = 是"],
        ["乱作为 = 是", "作为不力 = 是"],
    ]


def test_ascii_and_chinese_spellings_mean_the_same() -> None:
    chinese = "情况类别 属于 [突发事件] 且 非 (报告用时 ≤ 2小时 或 已知(知悉时间))"
    ascii_ = "情况类别 in [突发事件] and not (报告用时 <= 2小时 or known(知悉时间))"
    assert check(parse(chinese), NAMES) == check(parse(ascii_), NAMES)


@pytest.mark.parametrize(
    ("text", "position", "near", "message"),
    [
        ("不良影想", 0, "不良影响", "词汇表里没有“不良影想”"),
        ("任务来源 = 督察督办", 7, "督查督办", "“任务来源”没有“督察督办”这一选项"),
        (
            "直接经济损失 > 2小时",
            9,
            "",
            "“直接经济损失”与“2小时”单位不合（可用单位：亿元、万元、元）",
        ),
        ("报告用时 > 2", 7, "", "“报告用时”与“2”单位不合"),
        ("情节 > 一般", 0, "", "“情节”不分大小，只能用 = 或 ≠"),
        ("情节", 0, "", "“情节”不是是否类事实，要与一个值比较"),
        ("责任主体 = 甲", 0, "", "“责任主体”是登记内容，任何规则都不能读"),
        ("单位", 0, "", "“单位”是登记内容，任何规则都不能读"),
        ("事发日期 > 2009-13-01", 7, "", "没有“2009-13-01”这一天"),
        ("列明(过错情形12)", 3, "过错情形5", "本规则书没有“过错情形12”这一过错情形"),
        ("不作为 = 也许", 6, "", "“不作为”只能等于 是 或 否"),
        ("不作为 且", 5, "", "条件没有写完，此处应是：(、名称、已知(..)、非"),
        ("不作为 乱作为", 4, "", "这里的“乱作为”读不懂"),
        ("(不作为", 4, "", "条件没有写完"),
        ("不作为 & 乱作为", 4, "", "这里的“&”读不懂"),
    ],
)
def test_mistakes_name_the_place_and_the_nearest_name(
    text: str, position: int, near: str, message: str
) -> None:
    with pytest.raises(ConditionError) as caught:
        check(parse(text), NAMES)
    assert caught.value.position == position
    assert caught.value.near == near
    assert caught.value.message.zh.startswith(message)


def test_caret_stands_under_the_mistake_in_wide_characters() -> None:
    assert marked("不作为 且 不良影想", 6) == "    不作为 且 不良影想\n              ^"


def test_exactly_two_hours_is_not_more_than_two_hours() -> None:
    formula = check(parse("报告用时 > 2小时"), NAMES)
    assert isinstance(formula, Literal)
    assert isinstance(formula.atom, Beyond)
    assert formula.atom.holds(120, 120) == 0
    assert formula.atom.holds(121, 121) == 1
    assert formula.atom.holds(60, 121) == 2


def test_denial_twice_gives_the_formula_back() -> None:
    formula = check(parse("不作为 且 (乱作为 或 非 作为不力)"), NAMES)
    assert deny(deny(formula)) == formula


def test_condition_with_too_many_terms_is_refused() -> None:
    booleans = [f.label for f in core_vocabulary().facts if f.type == "boolean"][:20]
    pairs = zip(booleans[::2], booleans[1::2], strict=True)
    with pytest.raises(TooManyTermsError):
        terms(check(parse(" 且 ".join(f"({a} 或 {b})" for a, b in pairs)), NAMES))


def test_empty_conjunction_is_true_and_empty_disjunction_false() -> None:
    assert terms(Every(())) == ((),)
    assert terms(Some(())) == ()
