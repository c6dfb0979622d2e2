"""An office's own document: filled in, marked while a draft, and clear about wrong tags."""

from pathlib import Path

import pytest

from exporters.case_report import TAGS, CaseReports, TemplateMistake, load_release
from exporters.case_report.own_template import OwnTemplate
from exporters.dossier import Dossier
from tests.case_report.made import RARE, read, release, template, texts
from tests.case_report.test_release import first_case

ROOT = Path(__file__).parents[2]


def test_words_and_sections_are_filled_in(made: Dossier, tmp_path: Path) -> None:
    form = OwnTemplate(
        template(
            tmp_path / "t.docx",
            "{{ 责任主体 }}：{{ 结论 }}",
            "{%p for 段 in 建议 %}",
            "{{ 段 }}",
            "{%p endfor %}",
        )
    )
    CaseReports(template=form).write(made, tmp_path / "out", ["docx"])
    lines = texts(read(tmp_path / "out" / f"2024-001_某县县委书记{RARE}.docx"))
    assert lines[:2] == [
        f"某县县委书记{RARE}：诫勉谈话、责令作出书面检查（并处）",
        "建议：诫勉谈话、责令作出书面检查（并处）。",
    ]


def test_draft_marks_every_page_of_the_office_too_until_released(
    made: Dossier, tmp_path: Path
) -> None:
    form = OwnTemplate(template(tmp_path / "t.docx", "{{ 责任主体 }} {{ 办案机关 }}"))
    name = f"2024-001_某县县委书记{RARE}.docx"
    CaseReports(template=form).write(first_case(made), tmp_path / "draft", ["docx"])
    header = read(tmp_path / "draft" / name).sections[0].header
    assert header.paragraphs[0].text == "草稿 供集体研究"
    said = load_release([release(tmp_path / "r.yaml")])
    CaseReports(released=said, template=form).write(first_case(made), tmp_path / "done", ["docx"])
    done = read(tmp_path / "done" / name)
    assert texts(done) == [f"某县县委书记{RARE} 某县纪律检查委员会"]
    assert "草稿" not in done.sections[0].header._element.xml


def test_marks_of_markup_in_a_text_are_kept(tmp_path: Path) -> None:
    from tests.case_report.made import workbook
    from wenze.dossier import dossier
    from wenze.evaluation import evaluate

    told = "甲<乙> & {{ 丙 }}"
    path = workbook(tmp_path / "x.xlsx", {"1": {"基本情况": told}}, [("1", "甲", "主要领导")])
    form = OwnTemplate(
        template(tmp_path / "t.docx", "{%p for 段 in 事实 %}", "{{ 段 }}", "{%p endfor %}")
    )
    found = dossier(evaluate(path))
    for reports in (CaseReports(template=form), CaseReports()):
        (written,) = reports.write(found, tmp_path / "out", ["docx"])
        assert f"{told}[案件!U2]" in texts(read(written))


def test_same_template_gives_the_same_bytes(made: Dossier, tmp_path: Path) -> None:
    form = OwnTemplate(template(tmp_path / "t.docx", "{{ 标题 }}"))
    one = CaseReports(template=form).write(first_case(made), tmp_path / "1", ["docx"])
    two = CaseReports(template=form).write(first_case(made), tmp_path / "2", ["docx"])
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_wrong_tags_are_all_named_with_the_tags_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(TemplateMistake) as refused:
        OwnTemplate(template(tmp_path / "t.docx", "{{ 责任主题 }} {{ 结论 }} {{ xyz }}"))
    assert [problem.zh for problem in refused.value.problems] == [
        "t.docx：不认识标记 {{ xyz }}",
        "t.docx：不认识标记 {{ 责任主题 }}；是否应为 {{ 责任主体 }}",
        f"t.docx：可用的标记：{'、'.join(TAGS)}",
    ]


@pytest.mark.parametrize("line", ["{{ 责任主体 ", "{%p for 段 in 建议 %}", "{{ 责任主体 | 无此 }}"])
def test_tags_that_are_not_well_formed_are_told(tmp_path: Path, line: str) -> None:
    with pytest.raises(TemplateMistake) as refused:
        OwnTemplate(template(tmp_path / "t.docx", line))
    (problem,) = refused.value.problems
    assert problem.zh.startswith("t.docx：标记写得不对（")


def test_template_can_read_words_and_nothing_else(made: Dossier, tmp_path: Path) -> None:
    form = OwnTemplate(template(tmp_path / "t.docx", "{{ 标题.__class__.__mro__ }}"))
    with pytest.raises(TemplateMistake):
        CaseReports(template=form).write(made, tmp_path, ["docx"])


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    path.write_text("甲", encoding="utf-8")
    with pytest.raises(TemplateMistake) as refused:
        OwnTemplate(path)
    assert [problem.zh for problem in refused.value.problems] == ["t.docx：不是 .docx 文档"]


def test_every_tag_is_documented_and_every_tag_works(made: Dossier, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "case-report.md").read_text(encoding="utf-8")
    assert [tag for tag in TAGS if f"`{tag}`" not in page] == []
    form = OwnTemplate(template(tmp_path / "t.docx", *(f"{{{{ {tag} }}}}" for tag in TAGS)))
    assert CaseReports(template=form).write(made, tmp_path / "out", ["docx"])
