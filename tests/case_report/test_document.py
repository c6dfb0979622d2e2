"""A case report as a Word document: what it says, and how it stands on paper."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from exporters.case_report import CaseReports, load_release
from exporters.dossier import Dossier
from tests.case_report.made import LONG, RARE, read, release, texts

HEADINGS = [
    "一、问责对象及任职职责",
    "二、问题来源和调查情况",
    "三、失职失责事实",
    "四、责任认定和情节",
    "五、陈述申辩及采纳情况",
    "六、问责依据",
    "七、处理建议",
    "八、移送",
    "九、待定事项",
    "十、考虑过而没有认定的情形",
    "十一、怎样才会更轻",
    "十二、程序事项",
    "十三、核对信息",
]


@pytest.fixture
def paper(drafts: Path) -> Paper:
    return read(next(drafts.glob(f"2024-001_*{RARE}.docx")))


def under(paper: Paper, heading: str) -> list[str]:
    """What stands between a heading of the first level and the next."""
    found: list[str] = []
    inside = False
    for line in paper.paragraphs:
        if line.style is not None and line.style.name == "Heading 1":
            inside = line.text == heading
        elif inside and line.text:
            found.append(line.text)
    return found


def test_there_is_one_report_a_subject_named_after_case_and_subject(drafts: Path) -> None:
    names = sorted(path.name for path in drafts.iterdir())
    assert names == sorted(
        [
            f"2024-001_某县县委书记{RARE}.docx",
            "2024-001_某县县委副书记.docx",
            f"2024-002_{LONG}"[:60] + ".docx",
            "2024-003_丙县县委书记.docx",
        ]
    )


def test_sections_stand_in_the_order_of_the_form(paper: Paper) -> None:
    found = [p.text for p in paper.paragraphs if p.style and p.style.name == "Heading 1"]
    assert found == HEADINGS
    assert paper.paragraphs[0].text == f"关于对某县县委书记{RARE}予以问责的建议"
    assert paper.paragraphs[0].style is not None
    assert paper.paragraphs[0].style.name == "Title"


def test_subject_and_unit_carry_their_cells(paper: Paper) -> None:
    assert under(paper, HEADINGS[0]) == [
        f"责任主体“某县县委书记{RARE}”[责任人!B2]、主体类别“个人”[责任人!C2]、"
        "角色“主要领导”[责任人!D2]。",
        "案件编号“2024-001”[案件!A2]、单位“某县县委”[案件!B2]。",
        "（待填：事发时的职务、分管工作、任职起止时间和应当履行的职责）",
    ]


def test_facts_carry_their_cells_and_faults_their_clauses(paper: Paper) -> None:
    facts = under(paper, HEADINGS[2])
    assert "山洪灾情，知悉后四个半小时才报告。[案件!U2]" in facts
    assert (
        "1.认定过错情形4（重要情况未及时处理和报告）：情况类别“灾情险情”[案件!R2]、"
        "报告用时“4小时30分钟”[案件!T2、案件!S2]；依据 责任追究制度(二)4、定期报告制度(二)。"
    ) in facts
    blank = next(line for line in facts if line.startswith("未填写（空白不等于否）："))
    assert "直接经济损失" in blank
    assert "情节" not in blank


def test_every_clause_is_quoted_with_document_number_and_version(paper: Paper) -> None:
    basis = under(paper, HEADINGS[5])
    assert basis[1].startswith(
        "《市、县区党委责任追究制度（试行）》（市委发〔2009〕32号、中共张掖市委、"
        "市级党委规范性文件），2009年9月2日起施行、施行日期推定："
    )
    assert re.fullmatch(r"据以评估的规则书：zhangye-2009，版本 [\d.]+。", basis[2])
    quote = "对重大突发事件、灾情险情、安全生产责任事故等重要情况不及时处理和报告的"
    assert f"3.责任追究制度(二)4：“{quote}”。" in basis


def test_recommendation_keeps_law_and_baseline_apart(paper: Paper) -> None:
    said = under(paper, HEADINGS[6])
    assert said[0] == "建议：诫勉谈话、责令作出书面检查（并处）。"
    assert said[1].startswith("处理：条文列有 7 种方式供人选择，其中 诫勉谈话（责任追究制度(五)1）")
    assert "裁量基准（不是条文）" in said[1]
    assert said[2] == "幅度：最轻、最重都是诫勉谈话、责令作出书面检查。"
    assert said[3].startswith("裁量基准是政策，不是条文：")


def test_faults_not_established_say_which_element_failed(paper: Paper) -> None:
    said = under(paper, HEADINGS[9])
    assert (
        "2.过错情形5（拒不执行或执行不力）（责任追究制度(二)5）：不良影响“否”[案件!I2]；"
        "不良后果“否”[案件!J2]。"
    ) in said


def test_procedure_says_where_the_book_is_silent(paper: Paper) -> None:
    said = under(paper, HEADINGS[11])
    assert said[1:] == [
        "2.办理期限：本规则书未载明。",
        "3.申诉的权利、期限和受理机关：本规则书未载明。",
    ]
    assert "责任追究制度(一)（要旨，非原文）" in said[0]


def test_what_would_be_lighter_is_told_with_its_clauses_and_is_no_advice(paper: Paper) -> None:
    note, *ways = under(paper, HEADINGS[10])
    assert note.endswith("事实以查明的为准，这不是改动事实的建议。")
    assert "2.如果 情节 = 轻微（现为 一般、案件!H2）：诫勉谈话；按裁量基准（不是条文）。" in ways
    late = next(line for line in ways if "报告用时 ≤ 2小时" in line)
    assert "现为 4小时30分钟、案件!T2、案件!S2" in late
    assert "规则 fault-4.late-report" in late
    mitigated = next(line for line in ways if "及时纠正 = 是" in line)
    assert mitigated.endswith(
        "适用从轻、减轻、免予的规定（依据 责任追究制度(七)、规则 mitigation-7）。"
    )


def test_open_judgement_is_asked_and_nothing_is_proposed(drafts: Path) -> None:
    paper = read(drafts / "2024-003_丙县县委书记.docx")
    assert paper.paragraphs[0].text == "关于丙县县委书记问责事项待研究判断的报告"
    asked = under(paper, HEADINGS[8])
    assert asked[0].startswith("1.情节（待人判断）：")
    assert "轻微 → 诫勉谈话；" in asked[0]
    assert "待定事项（见下）查清之前，不提出处理建议。" in under(paper, HEADINGS[6])
    assert "情节未认定，须由人判断。" in under(paper, HEADINGS[3])


def test_every_clause_reference_leads_to_its_quotation(drafts: Path) -> None:
    for path in drafts.iterdir():
        body = read(path).element.body
        marks = [m.get(qn("w:name")) for m in body.iter(qn("w:bookmarkStart"))]
        assert len(marks) == len(set(marks)) > 5
        links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
        assert len(links) > 5
        assert set(links) <= set(marks)


def test_no_conclusion_of_the_reasoning_goes_without_a_clause(paper: Paper) -> None:
    for heading in (HEADINGS[2], HEADINGS[3], HEADINGS[9]):
        for line in under(paper, heading):
            if re.match(r"\d+\.|责任为", line):
                assert "责任追究制度(" in line, line


# ── on paper ──────────────────────────────────────────────────────────────────


def test_page_and_grid_are_those_of_the_standard(paper: Paper) -> None:
    (section,) = paper.sections
    assert section.page_width is not None
    for length, wanted in (
        (section.page_width, 210),
        (section.page_height, 297),
        (section.top_margin, 37),
        (section.left_margin, 28),
        (section.right_margin, 26),
        (section.bottom_margin, 35),
    ):
        assert length is not None
        assert abs(length - Mm(wanted)) < Mm(0.1)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid is not None
    assert grid.get(qn("w:type")) == "linesAndChars"
    # 22 lines of 29 pt fill 225 mm, and 28 characters of 16 − 0.207 pt fill 156 mm.
    assert int(grid.get(qn("w:linePitch"))) * 22 == pytest.approx(225 / 25.4 * 1440, rel=0.001)
    pitch = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert pitch * 28 == pytest.approx(156 / 25.4 * 72, rel=0.001)


def test_text_itself_keeps_22_lines_of_28_characters(paper: Paper) -> None:
    normal = paper.styles["Normal"]
    assert normal.font.size == Pt(16)
    line = normal.paragraph_format.line_spacing
    assert isinstance(line, int)
    assert 22 * line <= Mm(225) < 23 * line
    closer = normal.element.rPr.find(qn("w:spacing"))
    pitch = Pt(16) + Pt(int(closer.get(qn("w:val"))) / 20)
    assert 28 * pitch <= Mm(156) < 29 * pitch


def test_faces_and_sizes_are_those_of_the_standard(paper: Paper) -> None:
    faces = {"Normal": "仿宋_GB2312", "Title": "方正小标宋简体", "Heading 1": "黑体"}
    for style, face in {**faces, "Heading 2": "楷体_GB2312", "Page Number Line": "宋体"}.items():
        fonts = paper.styles[style].element.rPr.find(qn("w:rFonts"))
        assert fonts.get(qn("w:eastAsia")) == face
    assert paper.styles["Title"].font.size == Pt(22)
    assert paper.styles["Page Number Line"].font.size == Pt(14)


def test_rare_characters_are_set_in_a_face_that_holds_them(paper: Paper) -> None:
    found = {}
    for run in paper.element.body.iter(qn("w:r")):
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        if fonts is not None:
            for character in run.find(qn("w:t")).text:
                found[character] = fonts.get(qn("w:eastAsia"))
    assert {character: found[character] for character in RARE} == {
        "镕": "仿宋",
        "喆": "仿宋",
        "堃": "仿宋",
        "䶮": "宋体",
    }
    title = paper.paragraphs[0].runs
    assert [(run.text, run.font.name) for run in title][1:3] == [
        ("镕喆堃", "方正小标宋_GBK"),
        ("䶮", "宋体"),
    ]


def test_page_numbers_stand_outside_between_dashes(paper: Paper) -> None:
    assert paper.settings.odd_and_even_pages_header_footer
    (section,) = paper.sections
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (line,) = footer.paragraphs
        assert line.text == "— 1 —"
        assert "PAGE" in line._p.xml
        assert line._p.pPr is not None
        assert line._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert line._p.pPr.find(qn("w:ind")).get(qn(f"w:{side}Chars")) == "100"


def test_every_page_of_a_draft_is_marked(paper: Paper) -> None:
    (section,) = paper.sections
    for header in (section.header, section.even_page_header):
        assert header.paragraphs[0].text == "草稿 供集体研究"
        assert 'string="草稿 供集体研究"' in header._element.xml


def test_heading_never_parts_from_its_text_and_the_signatures_stay_together(paper: Paper) -> None:
    assert paper.styles["Heading 1"].paragraph_format.keep_with_next
    (table,) = paper.tables
    assert [row.cells[0].text for row in table.rows] == [
        "承办人",
        "审核人",
        "集体研究意见",
        "批准人",
    ]
    assert all(
        p.paragraph_format.keep_with_next for row in table.rows for p in row.cells[1].paragraphs
    )


def test_red_head_only_when_asked(made: Dossier, paper: Paper, tmp_path: Path) -> None:
    assert "FF0000" not in paper.element.xml
    CaseReports(red_head="中共某县纪律检查委员会文件").write(made, tmp_path, ["docx"])
    red = read(tmp_path / "2024-003_丙县县委书记.docx")
    first = texts(red)[0]
    assert first == "中共某县纪律检查委员会文件"
    assert red.element.xml.count("FF0000") == 2  # the words and the rule


def test_whole_case_is_one_document_with_unique_bookmarks(made: Dossier, tmp_path: Path) -> None:
    written = CaseReports(whole_case=True).write(made, tmp_path, ["docx"])
    assert [path.name for path in written] == ["2024-001.docx", "2024-002.docx", "2024-003.docx"]
    paper = read(tmp_path / "2024-001.docx")
    titles = [p for p in paper.paragraphs if p.style and p.style.name == "Title"]
    assert [p.paragraph_format.page_break_before for p in titles] == [None, True]
    marks = [m.get(qn("w:name")) for m in paper.element.body.iter(qn("w:bookmarkStart"))]
    assert len(marks) == len(set(marks))
    numbers = [m.get(qn("w:id")) for m in paper.element.body.iter(qn("w:bookmarkStart"))]
    assert len(numbers) == len(set(numbers))


def test_english_labels_leave_the_law_in_chinese(made: Dossier, tmp_path: Path) -> None:
    CaseReports("en").write(made, tmp_path, ["docx"])
    paper = read(tmp_path / "2024-001_某县县委副书记.docx")
    found = [p.text for p in paper.paragraphs if p.style and p.style.name == "Heading 1"]
    assert found[0] == "1. Subject and duties at the time"
    assert found[6] == "7. Recommendation"
    assert "Proposed: Admonition talk." in under(paper, found[6])
    assert any("“通报批评”" in line or "“诫勉谈话”" in line for line in under(paper, found[5]))
    assert paper.sections[0].header.paragraphs[0].text == "DRAFT for collective deliberation"


def test_same_record_gives_the_same_bytes(made: Dossier, drafts: Path, tmp_path: Path) -> None:
    for path in CaseReports().write(made, tmp_path, ["docx"]):
        assert path.read_bytes() == (drafts / path.name).read_bytes()
        with zipfile.ZipFile(path) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_signature_and_day_stand_as_on_paper_without_seal(made: Dossier, tmp_path: Path) -> None:
    said = load_release([release(tmp_path / "r.yaml")])
    CaseReports(released=said).write(replace(made, cases=[made.cases[0]]), tmp_path, ["docx"])
    paper = read(tmp_path / "2024-001_某县县委副书记.docx")

    def inset(text: str) -> str:
        (line,) = [p for p in paper.paragraphs if p.text == text]
        assert line._p.pPr is not None
        return str(line._p.pPr.find(qn("w:ind")).get(qn("w:rightChars")))

    # Nine characters and six: the name two in from the edge, the day begins two right of it.
    assert inset("某县纪律检查委员会") == "200"
    assert inset("2024年5月6日") == "300"
    assert paper.tables[0].rows[0].cells[1].text.startswith("第一室")
