"""From a register to findings in words: both cases, what differs, the clause."""

import json

from exporters.consistency import consistency
from tests.statistics.made import example, register


def test_the_example_recommends_consistently() -> None:
    found = consistency(example())
    assert found.told == ()
    assert found.compared == {"recommended": 42, "given": 0}


def test_worse_facts_with_the_lighter_sanction_show_both_cases() -> None:
    (told,) = consistency(
        register(
            {"情节": "严重", "given": "诫勉谈话", "死亡人数": 2},
            {"情节": "较重", "given": "通报批评", "死亡人数": 0},
        )
    ).told
    assert told.rank == 1
    assert told.finding.kind == "inversion"
    assert (told.lighter.case_id, told.lighter.gravity, told.lighter.given) == (
        "A1",
        "严重",
        "诫勉谈话",
    )
    assert (told.heavier.case_id, told.heavier.gravity, told.heavier.given) == (
        "A2",
        "较重",
        "通报批评",
    )
    assert [(d.fact, d.lighter, d.heavier, d.clauses) for d in told.differences] == [
        ("情节", "严重", "较重", ("裁量基准",)),
        ("死亡人数", "2人", "0人", ()),
    ]
    assert told.explanation == "规则书里没有能解释的条款"


def test_equal_facts_with_unequal_sanctions_name_the_facts_no_rule_reads() -> None:
    (told,) = consistency(
        register({"given": "通报批评", "重伤人数": 3}, {"given": "诫勉谈话"}, {"given": "诫勉谈话"})
    ).told
    assert told.finding.kind == "unequal"
    assert told.finding.subjects == (2, 1)
    assert (told.lighter.case_id, told.heavier.case_id) == ("A2", "A1")
    assert "最轻的 2 个，最重的 1 个" in told.sentence


def test_a_leniency_that_the_whole_case_has_explains_nothing_within_it() -> None:
    lenient = {"主动发现": "是", "及时纠正": "是", "重大损失": "否", "不良影响": "否"}
    case = {"案件编号": "C1", "责任方": "主要领导", **lenient}
    deputy = {"责任主体": "副书记", "角色": "分管领导"}
    told = consistency(
        register({**case, "given": "诫勉谈话"}, {**case, **deputy, "given": "通报批评"})
    ).told
    orders = [t for t in told if t.finding.kind == "order"]
    assert [t.finding.explained_by for t in orders] == [()]
    assert [d.fact for d in orders[0].differences] == ["角色"]
    assert orders[0].differences[0].clauses == ("责任追究制度(三)",)


def test_a_sanction_that_could_not_be_read_is_not_compared() -> None:
    found = consistency(
        register(
            {"情节": "严重", "given": "诫勉谈话、政务记过"}, {"情节": "较重", "given": "通报批评"}
        )
    )
    assert found.told == ()
    assert found.compared["given"] == 1


def test_a_case_outside_the_regulation_is_not_compared() -> None:
    found = consistency(
        register(
            {"情节": "严重", "given": "诫勉谈话", "事发日期": "2005-01-01"},
            {"情节": "较重", "given": "通报批评"},
        )
    )
    assert found.told == ()


def test_the_document_is_plain_data() -> None:
    dossier = register({"情节": "严重", "given": "诫勉"}, {"情节": "较重", "given": "通报批评"})
    document = json.loads(json.dumps(consistency(dossier).document(), ensure_ascii=False))
    assert list(document) == ["found", "pairs", "complete", "compared", "findings"]
    assert document["pairs"] == {"given": 1, "recommended": 0}
    (finding,) = document["findings"]
    assert finding["finding"]["kind"] == "inversion"
    assert finding["lighter"]["case_id"] == "A1"


def test_english() -> None:
    dossier = register({"情节": "严重", "given": "诫勉"}, {"情节": "较重", "given": "通报批评"})
    (told,) = consistency(dossier, "en").told
    assert told.explanation == "No clause of the book explains it"
    assert told.lighter.role == "Main leader"
