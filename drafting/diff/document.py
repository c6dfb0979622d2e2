"""The certificate as a Word document, to be attached to a proposal."""

from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from drafting.diff.certificate import DIRECTION_LABELS, TERMS, facts_in_words, title, verdict
from drafting.diff.regions import Comparison, Region

_FONT = "仿宋"

#: The table of a region: a short word, and what there is to say.
WORD_WIDTH, TEXT_WIDTH = Cm(2.2), Cm(13.0)


def document(found: Comparison) -> bytes:
    """The bytes of a .docx file."""
    paper = Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    heading = paper.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = heading.add_run("规则书修改对照证书")
    run.bold, run.font.size = True, Pt(22)
    paper.add_paragraph(f"旧：{title(found.old.book)}")
    paper.add_paragraph(f"新：{title(found.new.book)}")
    paper.add_paragraph().add_run(verdict(found).zh).bold = True
    for number, region in enumerate(found.regions, 1):
        _region(paper, number, region)
    paper.add_paragraph().add_run("说明").bold = True
    for term in TERMS:
        paper.add_paragraph(term.zh)
    written = BytesIO()
    paper.save(written)
    return written.getvalue()


def _region(paper: Paper, number: int, region: Region) -> None:
    name = f"{number}. {DIRECTION_LABELS[region.direction].zh}"
    paper.add_paragraph().add_run(name).bold = True
    rows = [
        ("条件", region.words),
        ("例案", "，".join(facts_in_words(region))),
        ("旧结果", region.before),
        ("新结果", region.after),
    ]
    for cause in region.causes:
        clauses = f"〔{'; '.join(cause.clauses)}〕" if cause.clauses else ""
        rows.append(("原因", f"{cause.text.zh}{clauses}  {cause.place}"))
    table = paper.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for word, text in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = word, text
        # Each cell says its width: programs differ in which width they believe.
        cells[0].width, cells[1].width = WORD_WIDTH, TEXT_WIDTH
    table.columns[0].width, table.columns[1].width = WORD_WIDTH, TEXT_WIDTH
