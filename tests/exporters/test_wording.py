import pytest

from exporters.wording import Wording, settles
from tests.exporters.asked import CRIME, GRAVITY, GRAVITY_OPEN, NO_CLUE, PARTIAL, READING, SILENCE
from tests.exporters.decided import DECISIONS
from tests.exporters.steps import BOOK

WORDS = Wording(BOOK)


def test_outcomes_in_chinese() -> None:
    assert [WORDS.outcome(d) for d in DECISIONS] == [
        "诫勉谈话、责令作出书面检查（并处）",
        "诫勉谈话",
        "通报批评、取消当年评优评先资格（并处）",
        "诫勉谈话",
        "责令作出书面检查、通报批评（并处）",
        "诫勉谈话",
        "免予追究",
        "通报批评、取消当年评优评先资格、年终考核定为不称职、作出组织处理、给予党纪处分（并处）",
        "通报批评、取消当年评优评先资格、年终考核定为不称职、作出组织处理（并处）",
        "不予追究",
        "待人判断：情节",
        "待人判断：情节",
        "待补事实：情况类别、报告时间",
        "待补事实：情况类别、报告时间",
        "待人判断：读法：过错情形9",
        "待人判断：认定与要素：过错情形2",
        "待人判断：责任认定",
        "待人判断：情节、责任认定、情况类别等4项",
        "不适用：事发日期在制度印发（2009年9月2日）之前",
        "不适用：单位不是党委",
        "诫勉谈话",
        "诫勉谈话",
        "诫勉谈话",
        "未能读取：见“导入问题”",
        "未能读取：见“导入问题”",
    ]


@pytest.mark.parametrize(
    ("index", "words"),
    [
        (0, "Admonition talk, Written self-criticism (together)"),
        (2, "Circulated criticism, Barred from this year's awards (together)"),
        (6, "Exempt"),
        (
            17,
            "Needs judgement: Gravity, Finding of responsibility, Kind of matter and others "
            "(4 in all)",
        ),
        (23, "Rejected: see “Import problems”"),
    ],
)
def test_outcomes_in_english(index: int, words: str) -> None:
    assert Wording(BOOK, "en").outcome(DECISIONS[index]) == words


@pytest.mark.parametrize(
    ("index", "words"),
    [
        (0, "诫勉谈话、责令作出书面检查"),
        (4, "最轻：不作处理；最重：责令作出书面检查、通报批评"),
        (9, "—"),
        (18, "—"),
        (23, "—"),
    ],
)
def test_interval_has_two_ends_one_or_none(index: int, words: str) -> None:
    assert WORDS.interval(DECISIONS[index]) == words


def test_reasons_keep_statute_and_baseline_apart() -> None:
    assert WORDS.reasons(DECISIONS[5]) == [
        "适用本规定：事发日期 = 2024-03-01（案件!C7）、单位层级 = 县级（案件!E7）、"
        "单位类型 = 党委（案件!D7）；依据 印发通知、责任追究制度(二)",
        "认定过错情形4（重要情况未及时处理和报告）：情况类别 = 突发事件（案件!L7）、"
        "报告用时 = 5小时（案件!N7、案件!M7）；依据 责任追究制度(二)4、定期报告制度(二)",
        "责任为主要责任：责任方 = 主要领导（案件!G7）、角色 = 主要领导（责任人!D7）；"
        "依据 责任追究制度(三)",
        "处理：条文列有 7 种方式供人选择，其中 诫勉谈话（责任追究制度(五)1）；"
        "裁量基准（不是条文）按责任 = 主要责任、情节 = 一般（案件!H7）及下述从宽从严情形，"
        "建议：诫勉谈话",
        "从宽从严：条文规定可以从轻、减轻、免予：主动发现 = 是（案件!P7）、"
        "及时纠正 = 是（案件!Q7）、重大损失 = 否（案件!K7）、不良影响 = 否（案件!I7）；"
        "依据 责任追究制度(七)；裁量基准建议减轻",
    ]


@pytest.mark.parametrize(
    ("index", "step", "words"),
    [
        (
            0,
            3,
            "处理：条文列有 7 种方式供人选择，其中 诫勉谈话（责任追究制度(五)1）、"
            "责令作出书面检查（责任追究制度(五)2）；裁量基准（不是条文）按责任 = 主要责任、"
            "情节 = 一般（案件!H2），建议：诫勉谈话、责令作出书面检查",
        ),
        (
            3,
            1,
            "认定过错情形10（基本制度未建立或不严格执行），经办人已列出："
            "过错情形 = 过错情形10（案件!F5）；依据 责任追究制度(二)10",
        ),
        (7, 5, "移送：移送司法机关：涉嫌犯罪 = 是（案件!T9）；依据 责任追究制度(六)"),
        (
            9,
            1,
            "过错情形4（重要情况未及时处理和报告）不成立："
            "报告用时 = 2小时（案件!N11、案件!M11）；依据 责任追究制度(二)4、定期报告制度(二)",
        ),
        (
            14,
            1,
            "过错情形9（信访投诉处理不当）能否认定，尚未确定；要件具备："
            "信访未按规定处理 = 是（案件!AF16）；依据 责任追究制度(二)9（条文两解，按此读法："
            "“造成不良影响或后果”只是“没有及时解决”的要件）",
        ),
        (
            16,
            2,
            "责任由人认定，条文没有定：责任方 = 双方（案件!G18）、"
            "角色 = 主要领导（责任人!D18）；依据 责任追究制度(三)",
        ),
        (
            19,
            0,
            "不适用本规定（单位不是党委）：单位类型 = 事业单位（案件!D21）；依据 责任追究制度(二)",
        ),
    ],
)
def test_each_kind_of_step_has_its_sentence(index: int, step: int, words: str) -> None:
    assert WORDS.reasons(DECISIONS[index])[step] == words


def test_clauses_are_those_of_the_text_and_not_the_baseline() -> None:
    assert WORDS.clauses(DECISIONS[7]) == [
        "印发通知",
        "责任追究制度(二)",
        "责任追究制度(二)4",
        "定期报告制度(二)",
        "责任追究制度(三)",
        "责任追究制度(六)",
        "责任追究制度(五)3",
        "责任追究制度(五)4",
        "责任追究制度(五)5",
        "责任追究制度(五)6",
        "责任追究制度(五)7",
    ]


def test_questions_are_put_to_the_official() -> None:
    assert [WORDS.question(q) for q in (GRAVITY, GRAVITY_OPEN, READING, SILENCE)] == [
        "综合过错情节和后果，情节如何认定？",
        "综合过错情节和后果，情节如何认定？（原表写“存疑”，请查清）",
        "条文有两种读法，采用哪一种？",
        "由人认定。条文只规定一方（主要领导或者分管领导）工作不到位时两者的责任；"
        "双方都不到位，或者条文没有提到的角色，由人认定责任。",
    ]


def test_answers_say_whether_they_settle_the_case() -> None:
    assert [settles(outcome) for outcome in PARTIAL.outcomes.values()] == [False, True]
    assert [settles(outcome) for outcome in NO_CLUE.outcomes.values()] == [False, False]
    assert all(settles(outcome) for outcome in GRAVITY.outcomes.values())


def test_question_about_a_referral_does_not_hold_up_the_measures() -> None:
    assert [WORDS.only_referral(q) for q in (CRIME, GRAVITY, PARTIAL)] == [True, False, False]
    assert WORDS.missing(DECISIONS[11]) == ["情节（存疑）", "涉嫌犯罪（待人判断、只影响移送）"]
    assert WORDS.outcome(DECISIONS[11]) == "待人判断：情节"
