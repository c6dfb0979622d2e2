"""Sanctions as offices write them: read by label and usual name, or listed; never guessed."""

import pandas as pd
import pytest

from exporters.statistics.given import MeasureReader
from exporters.statistics.survey import Survey
from rules import load_book
from tests.statistics.made import USUAL, register
from wenze.dossier import dossier
from wenze.evaluation import evaluate

READER = MeasureReader(load_book("zhangye-2009"))
TALK, CHECK, CRITICISM = "admonition_talk", "written_self_criticism", "circulated_criticism"
AWARD = "award_disqualification"


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("诫勉谈话", (TALK,)),
        ("诫勉", (TALK,)),
        ("给予诫勉谈话处分", (TALK,)),
        ("责令作出书面检查", (CHECK,)),
        ("责令作出深刻书面检查", (CHECK,)),
        ("书面检查、通报批评", (CHECK, CRITICISM)),
        ("书面检查；通报批评", (CHECK, CRITICISM)),
        ("诫勉谈话及通报批评", (TALK, CRITICISM)),
        ("在全县范围内通报批评并取消当年评先评优资格", (CRITICISM, AWARD)),
        ("诫勉谈话、诫勉", (TALK,)),
        ("取消当年评优评先资格", (AWARD,)),
        ("年度考核确定为不称职", ("rated_incompetent",)),
        ("免职", ("organizational_handling",)),
        ("党内严重警告（影响期二年）", ("party_discipline",)),
        ("留党察看一年", ("party_discipline",)),
        ("党内警告处分，免职", ("party_discipline", "organizational_handling")),
        ("不予处理", ()),
        ("  诫勉 谈话 ", (TALK,)),
    ],
)
def test_usual_names_are_read(text: str, measures: tuple[str, ...]) -> None:
    assert READER.read("individual", text) == (measures, ())


@pytest.mark.parametrize(
    ("text", "measures", "unread"),
    [
        ("批评教育", (), ("批评教育",)),
        ("诫勉谈话、政务记过", (TALK,), ("政务记过",)),
        ("通报批评和批评教育", (CRITICISM,), ("批评教育",)),
        ("拟给予诫勉谈话", (), ("拟给予诫勉谈话",)),
        ("诫勉谈话(建议)", (), ("诫勉谈话(建议)",)),
        ("警告", (), ("警告",)),
        ("已处理", (), ("已处理",)),
        ("未予处理", (), ("未予处理",)),
    ],
)
def test_what_is_not_a_measure_is_listed_and_not_guessed(
    text: str, measures: tuple[str, ...], unread: tuple[str, ...]
) -> None:
    assert READER.read("individual", text) == (measures, unread)


def test_teams_have_their_own_measures() -> None:
    assert READER.read("team", "集体诫勉谈话") == (("collective_admonition_talk",), ())
    assert READER.read("team", "年度考核定为“差”班子") == (("rated_poor",), ())
    assert READER.read("team", "党内警告") == ((), ("党内警告",))


@pytest.mark.parametrize("header", ["实际处理", "处理结果", "处理情况", "给予处理", "问责结果"])
def test_the_column_may_have_several_names(header: str) -> None:
    survey = Survey(register({"given": "诫勉谈话"}, header=header))
    assert [row.written for row in survey.rows] == ["诫勉谈话"]


def test_another_column_is_not_taken_for_it() -> None:
    survey = Survey(register({"given": "诫勉谈话"}, header="整改结果"))
    assert not survey.has_given


def test_verdicts() -> None:
    """Primary and ordinary: talk and self-criticism are recommended, and nothing else possible.

    The next two wait for the gravity; the last two are unreadable, and outside the regulation.
    """
    survey = Survey(
        register(
            {"given": "诫勉谈话"},
            {"given": "书面检查"},
            {"given": "书面检查、诫勉谈话"},
            {"given": "通报批评"},
            {"given": None},
            {"情节": "", "given": "通报批评"},
            {"情节": "存疑", "given": "不予处理"},
            {"given": "批评教育"},
            {"given": "党内警告、政务记过"},
            {"事发日期": "2005-01-01", "given": "诫勉谈话"},
        )
    )
    assert [(r.case_id, r.verdict.kind, r.verdict.why) for r in survey.rows] == [
        ("A1", "lighter", ""),
        ("A2", "lighter", ""),
        ("A3", "equal", ""),
        ("A4", "heavier", ""),
        ("A6", "within", ""),
        ("A7", "lighter", ""),
        ("A8", "unread", "words"),
        ("A9", "heavier", "beyond"),
        ("A10", "unread", "scope"),
    ]
    assert survey.whole.verdicts == {
        "lighter": 3,
        "equal": 1,
        "heavier": 2,
        "within": 1,
        "unread": 2,
    }
    assert survey.unread == {("individual", "批评教育"): 1, ("individual", "政务记过"): 1}
    assert [row.case_id for row in survey.given_rows()][:3] == ["A1", "A7", "A2"]


def test_no_accountability_and_a_sanction_is_too_heavy_none_is_as_recommended() -> None:
    elements = (
        "违反决策程序 决策失误 拒不执行 执行不力 不作为 作为不力 乱作为 弄虚作假 虚报浮夸 "
        "不实事求是 信访未按规定处理 突出问题未及时解决 制度应建未建 制度执行不严"
    )
    nothing = dict.fromkeys(elements.split(), "否")
    clean = {
        **nothing,
        "过错情形": "",
        "任务来源": "其他",
        "情况类别": "其他",
        "年度考核等次": "称职",
        "违反规定依据": "无",
    }
    survey = Survey(register({**clean, "given": "诫勉谈话"}, {**clean, "given": "不予追究"}))
    assert survey.whole.statuses["no_accountability"] == 2
    assert [row.verdict.kind for row in survey.rows] == ["heavier", "equal"]


def test_a_sanction_written_for_a_case_of_several_is_nobodys() -> None:
    """In a wide register the column belongs to the case."""
    usual = {k: v for k, v in USUAL.items() if k not in ("责任主体", "主体类别", "角色")}
    usual |= {"主要领导": "书记", "实际处理": "诫勉谈话"}
    rows = [
        {"案件编号": "B1", **usual, "分管领导": "副书记"},
        {"案件编号": "B2", **usual, "分管领导": ""},
    ]
    survey = Survey(dossier(evaluate(pd.DataFrame(rows))))
    assert [(r.case_id, r.verdict.kind, r.verdict.why) for r in survey.rows] == [
        ("B1", "unread", "case"),
        ("B1", "unread", "case"),
        ("B2", "lighter", ""),
    ]
