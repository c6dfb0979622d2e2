"""Invented open questions of every kind, and intervals."""

from sanctions.determination import FactUsed, Interval, OpenQuestion
from tests.exporters.steps import GRAVE, PERSON, VERY_GRAVE

GRAVITY_TABLE = {
    "轻微": "诫勉谈话",
    "一般": "诫勉谈话、责令作出书面检查",
    "较重": "责令作出书面检查、通报批评、取消当年评优评先资格",
    "严重": "通报批评、取消当年评优评先资格、年终考核定为不称职、作出组织处理",
    "特别严重": "通报批评、取消当年评优评先资格、年终考核定为不称职、作出组织处理、给予党纪处分",
}
STILL = "仍待其他事项（最轻：不作处理；最重：作出组织处理）"
GRAVITY = OpenQuestion("情节", "judgement", GRAVITY_TABLE)
GRAVITY_OPEN = OpenQuestion("情节", "open", GRAVITY_TABLE)
PARTIAL = OpenQuestion(
    "情况类别", "unknown", {"突发事件、灾情险情、安全生产事故": STILL, "其他": "不予追究"}
)
NO_CLUE = OpenQuestion("报告时间", "unknown", {"≤ 2小时": STILL, "> 2小时": STILL})
READING = OpenQuestion(
    "读法：过错情形9",
    "reading",
    {
        "“造成不良影响或后果”是两种情形共同的要件": "不予追究",
        "“造成不良影响或后果”只是“没有及时解决”的要件": "诫勉谈话",
    },
)
CONFLICT = OpenQuestion(
    "认定与要素：过错情形2",
    "conflict",
    {"以经办人的认定为准": "诫勉谈话", "以各项要素为准": "不予追究"},
)
SILENCE = OpenQuestion(
    "责任认定", "silence", {"主要责任": "诫勉谈话、责令作出书面检查", "次要责任": "诫勉谈话"}
)
CRIME = OpenQuestion("涉嫌犯罪", "judgement", {"是": "移送司法机关", "否": "不移送"})

BOTH_FAILED = (FactUsed("责任方", "双方", "案件!G18"), FactUsed("角色", "主要领导", "责任人!D18"))
WIDE = Interval(PERSON[:1], VERY_GRAVE)
UP_TO_GRAVE = Interval((), GRAVE)
