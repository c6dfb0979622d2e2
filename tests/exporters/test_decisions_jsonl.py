import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from exporters import to_json, write_decisions
from sanctions.determination import Determination, Interval
from tests.exporters.decided import DECISIONS
from tests.exporters.explained import EXPLAINED
from tests.exporters.steps import BOOK, JUDICIAL, REF


def test_line_is_the_contract_in_key_order() -> None:
    d = EXPLAINED.determination
    assert to_json(d).decode() == (
        '{"case_id":"2024-006","subject":"丁县县委书记","subject_kind":"individual",'
        '"role":"main_leader",'
        '"book":{"id":"zhangye-2009","version":"1.0","sha256":"' + "ab" * 32 + '"},'
        '"status":"recommended",'
        '"faults":[{"id":"fault-4","value":"true","basis":"elements",'
        '"citations":["责任追究制度(二)4","定期报告制度(二)"]}],'
        '"responsibility":"primary","gravity":"ordinary",'
        '"measures":[{"id":"admonition_talk","label":"诫勉谈话","basis":"baseline",'
        '"citations":["责任追究制度(五)1"]}],'
        '"statutory_options":["admonition_talk","written_self_criticism",'
        '"circulated_criticism","award_disqualification","rated_incompetent",'
        '"organizational_handling","party_discipline"],'
        '"interval":{"lightest":[],"heaviest":["admonition_talk"]},'
        '"adjustments":[{"id":"mitigation-7","kind":"lighten","force":"may","applied":false,'
        '"citations":["责任追究制度(七)"]},'
        '{"id":"mitigation-7","kind":"reduce","force":"may","applied":true,'
        '"citations":["责任追究制度(七)"]},'
        '{"id":"mitigation-7","kind":"exempt","force":"may","applied":false,'
        '"citations":["责任追究制度(七)"]}],'
        '"referrals":[{"id":"judicial","label":"移送司法机关",'
        '"citations":["责任追究制度(六)"]}],'
        '"open_questions":[],'
        '"reasons":['
        '{"rule":"scope","stage":"scope","citation":"印发通知; 责任追究制度(二)","because":['
        '{"fact":"事发日期","value":"2024-03-01","source":"案件!C7"},'
        '{"fact":"单位层级","value":"县级","source":"案件!E7"},'
        '{"fact":"单位类型","value":"党委","source":"案件!D7"}]},'
        '{"rule":"fault-4.late-report","stage":"finding",'
        '"citation":"责任追究制度(二)4; 定期报告制度(二)","because":['
        '{"fact":"情况类别","value":"突发事件","source":"案件!L7"},'
        '{"fact":"报告用时","value":"5小时","source":"案件!N7、案件!M7"}]},'
        '{"rule":"attribution.main-failed-main","stage":"attribution",'
        '"citation":"责任追究制度(三)","because":['
        '{"fact":"责任方","value":"主要领导","source":"案件!G7"},'
        '{"fact":"角色","value":"主要领导","source":"责任人!D7"}]},'
        '{"rule":"baseline","stage":"measure","citation":"裁量基准","because":['
        '{"fact":"责任","value":"主要责任","source":""},'
        '{"fact":"情节","value":"一般","source":"案件!H7"}]},'
        '{"rule":"mitigation-7","stage":"adjustment","citation":"责任追究制度(七)","because":['
        '{"fact":"主动发现","value":"是","source":"案件!P7"},'
        '{"fact":"及时纠正","value":"是","source":"案件!Q7"},'
        '{"fact":"重大损失","value":"否","source":"案件!K7"},'
        '{"fact":"不良影响","value":"否","source":"案件!I7"}]},'
        '{"rule":"referral-6.judicial","stage":"procedure","citation":"责任追究制度(六)",'
        '"because":[{"fact":"涉嫌犯罪","value":"是","source":"案件!T9"}]}],'
        '"signature":"sig7"}'
    )
    assert JUDICIAL[0] in d.referrals


def test_answers_of_an_open_question_keep_their_order() -> None:
    question = json.loads(to_json(DECISIONS[10]))["open_questions"][0]
    assert list(question) == ["fact", "kind", "outcomes"]
    assert list(question["outcomes"]) == ["轻微", "一般", "较重", "严重", "特别严重"]


def test_rejected_row_without_names_has_nulls() -> None:
    found = json.loads(to_json(DECISIONS[24]))
    assert (found["case_id"], found["subject"], found["status"]) == (None, None, "rejected")
    assert found["interval"] == {"lightest": [], "heaviest": []}


def test_text_stays_on_one_line() -> None:
    d = Determination("1\n2", "甲\u2028乙", None, None, REF, "rejected", interval=Interval())
    assert b"\n" not in to_json(d)
    assert json.loads(to_json(d))["case_id"] == "1\n2"


def test_file_holds_one_line_a_subject_in_order(tmp_path: Path) -> None:
    target = tmp_path / "decisions.jsonl"
    assert write_decisions(iter(DECISIONS), target) == 25
    raw = target.read_bytes()
    assert raw.endswith(b"\n")
    lines = raw.decode("utf-8").split("\n")[:-1]
    assert [json.loads(line)["case_id"] for line in lines] == [d.case_id for d in DECISIONS]
    assert lines[0] == to_json(DECISIONS[0]).decode()


def test_error_half_way_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "decisions.jsonl"
    target.write_bytes(b"old\n")

    def broken() -> Iterator[Determination]:
        yield DECISIONS[0]
        raise ValueError(BOOK.id)

    with pytest.raises(ValueError, match="zhangye-2009"):
        write_decisions(broken(), target)
    assert target.read_bytes() == b"old\n"
    assert [p.name for p in tmp_path.iterdir()] == ["decisions.jsonl"]
