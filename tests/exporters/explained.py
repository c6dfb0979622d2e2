"""Invented explanations: one of a recommendation, one of a case that waits for answers."""

from sanctions.determination import Considered, Explanation, FactUsed, Interval
from tests.exporters.decided import DECISIONS
from tests.exporters.steps import (
    JUDICIAL,
    PERSON,
    late_report,
    leniency,
    offers,
    recommended,
    scope,
)

EXPLAINED = Explanation(
    recommended(
        "2024-006",
        "丁县县委书记",
        "main_leader",
        "primary",
        "ordinary",
        PERSON[:1],
        7,
        adjustments=offers("reduce"),
        then=(leniency(7), JUDICIAL[1]),
        referrals=(JUDICIAL[0],),
        interval=Interval((), PERSON[:1]),
    ),
    (
        Considered(
            "fault-1",
            "false",
            "none",
            ("责任追究制度(二)1",),
            (FactUsed("违反决策程序", "否", "案件!V7"),),
            ("违反决策程序 = 否",),
        ),
        Considered(
            "fault-3", "unknown", "none", ("责任追究制度(二)3",), missing=("任务来源", "按时完成")
        ),
        Considered(
            "fault-4",
            "true",
            "elements",
            ("责任追究制度(二)4", "定期报告制度(二)"),
            late_report(7).because,
        ),
        Considered(
            "fault-7",
            "false",
            "none",
            ("责任追究制度(二)7",),
            (FactUsed("直接经济损失", "0元", "案件!O7"), FactUsed("不良影响", "否", "案件!I7")),
            ("直接经济损失 ≤ 0元", "不良影响 = 否"),
        ),
        Considered(
            "fault-11",
            "false",
            "elements",
            ("责任追究制度(二)11",),
            (FactUsed("违反规定依据", "督查督办制度（四）", "案件!AI7"),),
        ),
    ),
    scope(7).because,
)
EXPLAINED_OPEN = Explanation(
    DECISIONS[17],
    (
        Considered(
            "fault-2",
            "unknown",
            "conflict",
            ("责任追究制度(二)2",),
            (
                FactUsed("过错情形", "过错情形2", "案件!F19"),
                FactUsed("任务来源", "其他", "案件!Z19"),
            ),
            ("任务来源 ≠ 市委市政府决策部署",),
        ),
        Considered(
            "fault-4",
            "true",
            "elements",
            ("责任追究制度(二)4", "定期报告制度(二)"),
            late_report(19).because,
        ),
        Considered(
            "mitigation-7",
            "false",
            "none",
            ("责任追究制度(七)",),
            (FactUsed("主动发现", "否", "案件!P19"),),
            ("主动发现 = 否",),
        ),
    ),
    scope(19).because,
)
