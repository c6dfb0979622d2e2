"""From a register to findings in words: both cases, what differs, the clause."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exporters.committee import write_committee
from exporters.consistency import consistency
from exporters.redaction import redact
from exporters.statistics import write_statistics, write_statistics_page
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


#: A chief treated more lightly in a grave case than another in an ordinary one: rows 8 and 2.
UNEVEN = {8: "诫勉谈话", 2: "通报批评"}
CELLS = (
    "主要领导[责任人!8]",
    "主要领导[责任人!2]",
    "实际处理：诫勉谈话[责任人!G8]",
    "实际处理：通报批评[责任人!G2]",
    "情节：严重[案件!H5] ｜ 一般[案件!H2]（裁量基准）",
    "不良影响：是[案件!I5] ｜ 否[案件!I2]",
)


def test_each_fact_that_differs_and_each_sanction_given_names_its_cell(tmp_path: Path) -> None:
    (told,) = consistency(example(tmp_path, UNEVEN)).told
    cells = {d.fact: (d.lighter_cell, d.heavier_cell) for d in told.differences}
    assert cells == {
        "情节": ("案件!H5", "案件!H2"),
        "不良影响": ("案件!I5", "案件!I2"),
        "涉嫌犯罪": ("案件!R5", "案件!R2"),
        "情况类别": ("案件!AA5", "案件!AA2"),
        "及时处置": ("案件!AD5", "案件!AD2"),
    }
    assert [(s.row, s.given_cell) for s in (told.lighter, told.heavier)] == [
        ("责任人!8", "责任人!G8"),
        ("责任人!2", "责任人!G2"),
    ]
    sheets = load_workbook(tmp_path / "given.xlsx")
    assert [sheets["责任人"][cell].value for cell in ("G8", "G2")] == ["诫勉谈话", "通报批评"]
    assert [sheets["案件"][cell].value for cell in ("H5", "H2")] == ["严重", "一般"]


@pytest.mark.parametrize("level", ["file", "public"])
def test_sheets_and_page_show_the_cells_and_the_public_ones_do_not(
    tmp_path: Path, level: str
) -> None:
    seen = redact(example(tmp_path, UNEVEN), level)
    for write in (write_statistics, write_committee):
        write(seen, tmp_path / "report.xlsx")
        sheet = load_workbook(tmp_path / "report.xlsx")["一致性"]
        text = "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
        assert [cell for cell in CELLS if cell in text] == list(CELLS if level == "file" else ())
        assert ("重情轻处" in text) == (level == "file")
    write_statistics_page(seen, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text("utf-8")
    assert [cell for cell in CELLS if cell in page] == list(CELLS if level == "file" else ())


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
