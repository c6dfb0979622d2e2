"""Case reports by books that are not the default one: only what bears on the subject is told."""

from functools import cache
from io import BytesIO
from pathlib import Path

from docx import Document

from exporters.case_report.chapter import chapter
from exporters.case_report.cited import CitedWording
from exporters.case_report.content import Chapter, Report
from exporters.case_report.document import document
from wenze.dossier import dossier
from wenze.evaluation import evaluate

EXAMPLES = Path(__file__).parents[2] / "examples" / "books"


@cache
def _written(book: str, case: str, lang: str = "zh") -> Chapter:
    record = dossier(evaluate(EXAMPLES / f"{book}.xlsx", book=book))
    found = next(one for one in record.cases if one.case_id == case)
    return chapter(record, found, found.subjects[0], CitedWording(record.book, lang))


def _section(report: Chapter, id_: str) -> list[str]:
    section = next(section for section in report.sections if section.id == id_)
    return [paragraph.text for paragraph in section.paragraphs()]


def test_regulation_about_who_is_entitled_speaks_of_no_sanction() -> None:
    report = _written("organ-style-gold-card", "both")
    assert report.title == "关于责任人1的审核意见（符合条件）"
    assert [section.heading for section in report.sections][:3] == [
        "对象情况",
        "来源和核查情况",
        "事实",
    ]
    assert _section(report, "责任和情节") == [
        "本规定不区分责任。",
        "没有填写情节；处理不看情节。",
    ]
    assert _section(report, "建议")[0] == "结论：颁发“金卡”。"
    assert _section(report, "更轻") == ["本规定定的是资格，不是处理，没有轻重可言。"]


def test_measure_that_nothing_offered_is_not_told_as_replaced() -> None:
    assert _section(_written("party-accountability-2016", "q1-both"), "建议") == [
        "建议：诫勉。",
        "档次：诫勉：情节“一般”[案件!D2]；依据 第七条(领导干部)。",
        "幅度：最轻、最重都是诫勉。",
    ]


def test_provisions_for_faults_that_are_not_listed_are_one_sentence() -> None:
    said = _section(_written("party-discipline-2023", "a20.found-later"), "责任和情节")
    assert said[-1] == (
        "只用于别的过错情形，本案没有列出的：第五十七条第二款、第一百二十二条、"
        "第一百四十条第二款、第八十八条第一款。"
    )
    assert any(line.startswith("第二十六条不适用：共同违纪的为首者“否”") for line in said)


def test_of_many_faults_only_clauses_that_matter_are_quoted_and_the_rest_go_by_number() -> None:
    report = _written("party-discipline-2023", "f34.36")
    basis = next(section for section in report.sections if section.id == "依据")
    _document, applied, near, others = basis.parts
    assert [part.heading for part in (applied, near, others)] == [
        "适用的条款",
        "其他有关的条款",
        "考虑过而没有适用的条款",
    ]
    quoted = [p.anchor for part in (applied, near) for p in part.paragraphs]
    # Applied: among them those of what follows, and of the procedure. Near: what would be lighter.
    assert {"第三十四条第二款", "第三十九条", "第十三条", "第四十四条", "第四十五条"} <= set(quoted)
    assert [p.anchor for p in near.paragraphs] == ["第十九条第三款"]
    (listed,) = others.paragraphs
    assert listed.text.startswith("另考虑而未适用：第五十七条第一款、第六十二条、第六十三条、")
    numbers = listed.text.removeprefix("另考虑而未适用：").partition("。")[0].split("、")
    assert len(numbers) > 50
    assert not set(numbers) & set(quoted)
    # Each of them is named where the reason stands.
    why = " ".join(_section(report, "其他情形") + _section(report, "责任和情节"))
    assert [number for number in numbers if number not in why] == []


def test_where_nobody_is_responsible_the_clauses_that_were_weighed_are_quoted() -> None:
    report = _written("zhangye-2009", "none.all-denied")
    assert report.values["结论类别"] == "不予追究"
    quoted = {p.anchor for p in report.paragraphs() if p.anchor}
    assert {f"责任追究制度(二){number}" for number in range(1, 12)} <= quoted
    listed = [line for line in _section(report, "依据") if line.startswith("另考虑而未适用：")]
    assert listed == [
        "另考虑而未适用：责任追究制度(七)。各项的理由见“责任认定和情节”"
        "“考虑过而没有认定的情形”；原文见规则书。"
    ]


def test_open_question_names_the_cell_that_leaves_it_open() -> None:
    record = dossier(evaluate(EXAMPLES.parent / "cases.xlsx"))
    found = next(one for one in record.cases if one.case_id == "2024-009")
    report = chapter(record, found, found.subjects[0], CitedWording(record.book, "zh"))
    (asked,) = _section(report, "待定事项")
    assert asked.startswith("责任方（存疑）[案件!G10]：过错因谁的工作不到位而出现")


def test_conditions_are_spoken_of_where_a_book_says_who_is_entitled() -> None:
    report = _written("organ-style-gold-card", "both")
    headings = [part.heading for section in report.sections for part in section.parts]
    assert "具备的条件" in headings
    assert not [heading for heading in headings if "过错" in heading]


def test_element_of_one_reading_is_told_under_it_and_those_of_both_once() -> None:
    said = " ".join(_section(_written("yushui", "scope.first-day"), "其他情形"))
    assert said.count("任用签字“否”") == 1
    assert "按“选拔时作风表现已经不好、应当否决而仍签字的，才负连带责任”的读法，" in said
    assert "选拔时作风表现不好“否”" in said


def test_clauses_about_other_approvals_are_not_told_as_competence() -> None:
    assert _section(_written("zhangye-2009-supervision", "vote.over"), "程序")[0] == (
        "决定权限：本规则书未载明。"
    )


def test_english_report_has_no_chinese_label_and_straight_marks() -> None:
    report = _written("yushui", "scope.first-day", "en")
    facts = _section(report, "事实")
    assert (
        "General: Type of unit “Department” [案件!B2], Level of unit “County” [案件!C2], "
        "Date of the matter “2022-06-01” [案件!D2]." in facts
    )
    assert report.title == "Proposed sanction: 责任人1"
    written = Document(BytesIO(document(Report((report,), "", "en"))))
    lines = [paragraph.text for paragraph in written.paragraphs]
    assert any('Type of unit "Department" [案件!B2]' in line for line in lines)
    assert any("“批评教育,责令检讨,公开承诺,诫勉谈话,通报批评”" in line for line in lines)
