"""An office's own .docx, with tags where the report's words belong.

Tags are Jinja's, as docxtpl reads them: ``{{ 责任主体 }}`` for one word, and for a section
``{%p for 段 in 建议 %}``, ``{{ 段 }}``, ``{%p endfor %}``, each in a paragraph of its own.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from rapidfuzz import fuzz, process

from exporters.case_report import labels, sheet
from exporters.case_report.content import Chapter, Report
from exporters.case_report.ooxml import repacked
from exporters.case_report.tags import OFFICE, TAGS, TemplateMistake
from exporters.case_report.typefaces import STANDARD
from facts import Text

_ALIKE = 40


class OwnTemplate:
    """A template that has been read and found good."""

    def __init__(self, path: Path) -> None:
        """TemplateMistake when it is no .docx, or a tag in it means nothing here."""
        self.name, self.content = path.name, path.read_bytes()
        problems = list(self._problems())
        if problems:
            raise TemplateMistake(
                Text(f"{self.name}：{problem.zh}", f"{self.name}: {problem.en}")
                for problem in problems
            )

    def _problems(self) -> Iterator[Text]:
        try:
            asked = self._opened().get_undeclared_template_variables(_environment())
        except (BadZipFile, KeyError, ValueError):
            yield Text("不是 .docx 文档", "not a .docx document")
            return
        except TemplateError as error:
            yield _said_wrong(error)
            return
        strange = sorted(asked - set(TAGS))
        for tag in strange:
            near = process.extractOne(tag, TAGS, scorer=fuzz.ratio, score_cutoff=_ALIKE)
            zh = f"；是否应为 {{{{ {near[0]} }}}}" if near else ""
            en = f"; do you mean {{{{ {near[0]} }}}}" if near else ""
            yield Text(f"不认识标记 {{{{ {tag} }}}}{zh}", f"unknown tag {{{{ {tag} }}}}{en}")
        if strange:
            yield Text(f"可用的标记：{'、'.join(TAGS)}", f"the tags are: {', '.join(TAGS)}")

    def _opened(self) -> DocxTemplate:
        opened = DocxTemplate(BytesIO(self.content))
        opened.init_docx()
        return opened

    def filled(self, report: Report) -> bytes:
        """The document of one report; a report of several subjects fills the template with
        the first only. Pages of a draft are marked.
        """
        opened = self._opened()
        values = context(report.chapters[0], report)
        try:
            opened.render(values, _environment(), autoescape=True)
        except (UndefinedError, SecurityError, TemplateError, TypeError) as error:
            problem = _said_wrong(error)
            named = Text(f"{self.name}：{problem.zh}", f"{self.name}: {problem.en}")
            raise TemplateMistake([named]) from None
        stream = BytesIO()
        opened.save(stream)
        done = stream.getvalue()
        return repacked(_marked(done, report.draft) if report.draft else done)


def context(chapter: Chapter, report: Report) -> dict[str, Any]:
    """What each tag stands for."""
    signature = chapter.signature
    office = (
        signature.agency,
        signature.day,
        signature.handler,
        signature.reviewer,
        chapter.addressee,
        chapter.number,
        report.draft,
    )
    sections = {
        section.id: [
            labels.FILL.get(report.lang, hint=p.text) if p.look == "fill" else p.text
            for p in section.paragraphs()
        ]
        for section in chapter.sections
    }
    return {**chapter.values, **dict(zip(OFFICE, office, strict=True)), **sections}


def _environment() -> SandboxedEnvironment:
    """A template comes from anywhere: it may read its words, and do nothing else."""
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def _said_wrong(error: Exception) -> Text:
    told = str(error).splitlines()[0] if str(error) else type(error).__name__
    return Text(
        f"标记写得不对（{told}）。单个词写 {{{{ 责任主体 }}}}；一节写三段："
        "{%p for 段 in 建议 %}、{{ 段 }}、{%p endfor %}",
        f"a tag is not well formed ({told}). One word: {{{{ 责任主体 }}}}; a section takes three "
        "paragraphs: {%p for 段 in 建议 %}, {{ 段 }}, {%p endfor %}",
    )


def _marked(document: bytes, draft: str) -> bytes:
    """The draft mark in every header, whatever else the office has there."""
    opened = Document(BytesIO(document))
    mark = sheet.watermark(draft, STANDARD.first("heading").name)
    word = f'<w:r><w:t xml:space="preserve">{draft}</w:t></w:r>'
    both = opened.settings.odd_and_even_pages_header_footer
    for section in opened.sections:
        headers = [section.header]
        if both:
            headers.append(section.even_page_header)
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        for header in headers:
            header.is_linked_to_previous = False
            spaces = nsdecls("w", "r") + (
                ' xmlns:v="urn:schemas-microsoft-com:vml" '
                'xmlns:o="urn:schemas-microsoft-com:office:office" '
                'xmlns:w10="urn:schemas-microsoft-com:office:word"'
            )
            line = f'<w:p {spaces}><w:pPr><w:jc w:val="right"/></w:pPr>{word}{mark}</w:p>'
            header._element.insert(0, parse_xml(line))
    stream = BytesIO()
    opened.save(stream)
    return stream.getvalue()
