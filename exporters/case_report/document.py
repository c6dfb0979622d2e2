"""A report as a Word document in official form."""

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

from exporters.case_report import labels, sheet
from exporters.case_report.content import Chapter, Paragraph, Part, Report, Section, Signature
from exporters.case_report.ooxml import (
    NAMESPACES,
    PROLOGUE,
    bookmark,
    fonts,
    link,
    paragraph,
    run,
)
from exporters.case_report.package import package
from exporters.case_report.typefaces import STANDARD, Role, Typefaces

_NUMERALS = "一二三四五六七八九十"
#: Lines left blank for writing by hand.
_BLANK_LINES = 2
_ENGLISH_QUOTED = re.compile("“([^“”\u4e00-\u9fff]*)”")
_QUOTED_WITHIN = re.compile("‘([^‘’\u4e00-\u9fff]*)’")
_RED = "FF0000"
#: 35 mm from the top of the 版心 to the red head; the rule stands 4 mm (11 pt) below the number.
_RED_HEAD_TOP, _RULE_SPACE = 1984, 11
#: The red head is at most this large (half points), smaller so that it fits on one line.
_RED_HEAD_SIZE = 88


def document(report: Report, faces: Typefaces = STANDARD) -> bytes:
    """The bytes of a .docx file; the same report gives the same bytes."""
    body = "".join(_Body(report, faces).paragraphs())
    content = (
        f"{PROLOGUE}<w:document {NAMESPACES}><w:body>{body}{sheet.section()}</w:body></w:document>"
    )
    head = sheet.header(faces, report.draft)
    return package(
        report.chapters[0].title,
        {
            "document": content.encode(),
            "styles": sheet.styles(faces, report.lang),
            "settings": sheet.settings(),
            "fontTable": sheet.font_table(faces),
            "header1": head,
            "header2": head,
            "footer1": sheet.page_number(faces, even=False),
            "footer2": sheet.page_number(faces, even=True),
        },
    )


class _Body:
    def __init__(self, report: Report, faces: Typefaces) -> None:
        self.report, self.faces = report, faces
        self.english = report.lang == "en"
        self.marks = 0

    def paragraphs(self) -> Iterator[str]:
        for number, chapter in enumerate(self.report.chapters):
            yield from self._chapter(chapter, number)

    # ── words on paper ────────────────────────────────────────────────────────

    def _runs(self, text: str, role: Role = "body") -> str:
        """Runs that name a face only for characters that the style's own does not hold."""
        own = self.faces.first(role).name
        return "".join(
            run(piece, "" if name == own else fonts(name))
            for name, piece in self.faces.pieces(role, text)
        )

    def _linked(self, text: str) -> str:
        """Runs in which every clause that this chapter quotes leads to the quotation."""
        if not self.anchors:
            return self._runs(text)
        pieces = self.pattern.split(text)
        return "".join(
            link(self.anchors[piece], self._runs(piece)) if number % 2 else self._runs(piece)
            for number, piece in enumerate(pieces)
            if piece
        )

    def _text(self, style: str, text: str, properties: str = "", role: Role = "body") -> str:
        return paragraph(style, self._runs(text, role), properties)

    # ── one subject ───────────────────────────────────────────────────────────

    def _chapter(self, chapter: Chapter, number: int) -> Iterator[str]:
        quoted = dict.fromkeys(p.anchor for p in chapter.paragraphs() if p.anchor)
        self.anchors = {id_: f"clause_{number}_{n}" for n, id_ in enumerate(quoted)}
        longest = sorted(self.anchors, key=len, reverse=True)
        self.pattern = re.compile("(" + "|".join(map(re.escape, longest)) + ")")
        yield from self._head(chapter, number)
        for at, section in enumerate(chapter.sections):
            yield from self._section(section, at)
        yield from self._signature(chapter.signature)

    def _head(self, chapter: Chapter, number: int) -> Iterator[str]:
        new_page = "<w:pageBreakBefore/>" if number else ""
        if self.report.red_head:
            yield from self._red_head(self.report.red_head, chapter.number, new_page)
            new_page = ""
        elif chapter.number:
            yield self._text("Plain", chapter.number, new_page + '<w:jc w:val="center"/>')
            yield paragraph("Plain", "")
            new_page = ""
        yield self._text("Title", chapter.title, new_page, "title")
        yield paragraph("Plain", "")
        if chapter.addressee:
            colon = ":" if self.english else "："
            yield self._text("Plain", chapter.addressee + colon)

    def _red_head(self, words: str, number: str, new_page: str) -> Iterator[str]:
        """The office's name in red, its number, and a red rule; the title two lines below."""
        gap = f'<w:spacing w:line="{_RED_HEAD_TOP}" w:lineRule="exact"/>'
        yield paragraph("Plain", "", new_page + gap)
        fitting = sheet.CHARACTERS * sheet.SIZE_TEXT // max(1, _width(words))
        size = max(sheet.SIZE_TEXT, min(_RED_HEAD_SIZE, fitting))
        face = self.faces.first("title")
        bold = "<w:b/>" if face.bold else ""
        red = f'{bold}<w:color w:val="{_RED}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        content = "".join(
            run(piece, fonts(name) + red) for name, piece in self.faces.pieces("title", words)
        )
        tall = f'<w:spacing w:line="{size * 13}" w:lineRule="exact"/><w:jc w:val="center"/>'
        yield paragraph("Plain", content, tall)
        yield paragraph("Plain", "")
        yield paragraph("Plain", "")
        rule = (
            f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="{_RULE_SPACE}" '
            f'w:color="{_RED}"/></w:pBdr><w:jc w:val="center"/>'
        )
        yield self._text("Plain", number, rule)
        yield paragraph("Plain", "")
        yield paragraph("Plain", "")

    def _section(self, section: Section, at: int) -> Iterator[str]:
        number = f"{at + 1}. " if self.english else f"{chinese(at + 1)}、"
        yield self._text("Heading1", number + section.heading, role="heading")
        for position, part in enumerate(section.parts, 1):
            yield from self._part(part, position)

    def _part(self, part: Part, position: int) -> Iterator[str]:
        if part.heading:
            number = f"({position}) " if self.english else f"（{chinese(position)}）"
            yield self._text("Heading2", number + part.heading, role="subheading")
        items = 0
        for given in part.paragraphs:
            items += given.look == "item"
            yield from self._paragraph(given, items)

    def _paragraph(self, given: Paragraph, number: int) -> Iterator[str]:
        if given.look == "fill":
            yield self._text("Hint", labels.FILL.get(self.report.lang, hint=given.text))
            for _ in range(_BLANK_LINES):
                yield paragraph("", "")
            return
        start, text = "", _western(given.text) if self.english else given.text
        if given.look == "item":
            start = self._runs(f"{number}. " if self.english else f"{number}.")
        if given.anchor:
            self.marks += 1
            start += bookmark(self.marks, self.anchors[given.anchor]) + self._runs(given.anchor)
            text = text.removeprefix(given.anchor)
        style = "Small" if given.look == "small" else ""
        yield paragraph(style, start + self._linked(text))

    # ── who signs ─────────────────────────────────────────────────────────────

    def _signature(self, signature: Signature) -> Iterator[str]:
        """The office and the day as on paper without a seal; then room for each hand."""
        lang = self.report.lang
        agency = signature.agency or labels.NO_AGENCY.get(lang)
        day = signature.day or labels.NO_DAY.get(lang)
        wide, long = _width(agency), _width(day)
        # The day begins two characters right of the name; the longer of both stands two in.
        right = max(2, wide - long)
        yield paragraph("Plain", "", "<w:keepNext/>")
        yield self._text("Plain", agency, f"<w:keepNext/>{_right(max(2, right + long + 2 - wide))}")
        yield self._text("Plain", day, _right(right))
        yield paragraph("Plain", "")
        yield _table(
            [
                self._box(labels.HANDLER.get(lang), signature.handler),
                self._box(labels.REVIEWER.get(lang), signature.reviewer),
                self._box(labels.MEETING.get(lang), ""),
                self._box(labels.APPROVAL.get(lang), ""),
            ]
        )
        yield paragraph("Small", "")

    def _box(self, label: str, name: str) -> tuple[str, str]:
        """A row of the table; rows stay with the next, so that the table is on one page."""
        keep = "<w:keepNext/>"
        head = self._text("Plain", label, keep + '<w:jc w:val="center"/>')
        signed = labels.SIGNED.get(self.report.lang)
        room = self._text("Plain", name, keep) + paragraph("Plain", "", keep)
        return head, room + self._text("Plain", signed, keep + '<w:jc w:val="right"/>')


def _table(rows: list[tuple[str, str]]) -> str:
    """A ruled table: a narrow column of labels, a wide one to write in."""
    narrow = 8 * sheet.CHARACTER
    widths = (narrow, sheet.CHARACTERS * sheet.CHARACTER - narrow)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    written = []
    for cells in rows:
        inner = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            f"{cell}</w:tc>"
            for width, cell in zip(widths, cells, strict=True)
        )
        written.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inner}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{edges}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(written)}</w:tbl>"
    )


def _western(text: str) -> str:
    """English words in straight quotation marks: curved ones take the width of a Chinese sign."""
    return _QUOTED_WITHIN.sub(r"'\1'", _ENGLISH_QUOTED.sub(r'"\1"', text))


def _right(characters: int) -> str:
    """Flush right, so many characters in."""
    width = characters * sheet.CHARACTER
    return f'<w:ind w:rightChars="{characters * 100}" w:right="{width}"/><w:jc w:val="right"/>'


def _width(text: str) -> int:
    """In characters of the grid, two half ones counting as one."""
    halves = sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)
    return (halves + 1) // 2


def chinese(number: int) -> str:
    """一 to 九十九."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _NUMERALS[ones - 1]
    head = "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return head + (_NUMERALS[ones - 1] if ones else "")
