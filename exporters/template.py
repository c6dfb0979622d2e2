"""An empty workbook to fill in: headers, drop-down lists, notes, and a sheet of explanations."""

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_range_abs  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from exporters.whole_file import whole_file
from facts import Fact, Text, Vocabulary
from facts.columns import FALSE_LABEL, OPEN_LABEL, TRUE_LABEL
from facts.fact import Entity, FactType

CASE_SHEET, SUBJECT_SHEET, GUIDE_SHEET, LIST_SHEET = "案件", "责任人", "填写说明", "字典"
#: Rows that carry formats and drop-down lists.
ROWS = 1000

_FONT = "微软雅黑"
_LINE_HEIGHT = 15
#: Fixed, so that the same vocabulary gives the same bytes.
_CREATED = datetime(2000, 1, 1)
#: Facts that say what a row is about; 存疑 is no answer there.
_KEYS = frozenset(("case_id", "subject_case_id", "subject", "subject_kind"))
#: The case number has one name for a person who fills in both sheets.
_HEADERS = {"subject_case_id": "案件编号"}

_TYPES: dict[FactType, Text] = {
    "boolean": Text("是或否", "是 or 否"),
    "choice": Text("单选", "one of a list"),
    "choices": Text("可多选", "several of a list"),
    "number": Text("数字", "number"),
    "date": Text("日期", "date"),
    "datetime": Text("日期和时间", "date and time"),
    "duration": Text("时长", "duration"),
    "text": Text("文字", "text"),
    "identifier": Text("编号（文本）", "identifier, as text"),
}
_ENTITIES: dict[Entity, str] = {"case": CASE_SHEET, "subject": SUBJECT_SHEET}
_YES, _NO = Text("必填", "required"), Text("选填", "optional")
_GUIDE = (
    (Text("列名", "Column"), 22),
    (Text("所在表", "Sheet"), 9),
    (Text("必填", "Required"), 9),
    (Text("填什么", "Type"), 16),
    (Text("选项", "Options"), 46),
    (Text("问题", "Question"), 44),
    (Text("说明", "Note"), 44),
    (Text("示例", "Example"), 18),
    (Text("也可用的列名", "Other names accepted"), 40),
)
_OPENING = Text(
    "一起案件在“案件”表填一行，一个责任主体在“责任人”表填一行，两表用案件编号对应。"
    "空白等于不知道，不等于“否”或 0；查过而没有结论的写“存疑”。带 * 的列必填。",
    "One row for each case in 案件, one for each subject in 责任人, joined by the case number. "
    "Blank means not known, never 否 or 0; write 存疑 for what was asked and left open. "
    "Columns with * are required.",
)
_MANY = Text("多项用“、”隔开", "join several with 、")


def write_template(path: Path, vocabulary: Vocabulary, lang: str = "zh") -> None:
    """Write the empty workbook whole, or leave ``path`` as it was. OSError when it cannot.

    Headers are Chinese in either language, since they are what is read back; ``lang`` ("zh"
    or "en") is for the explanations.
    """
    with whole_file(path) as stream:
        stream.write(template_bytes(vocabulary, lang))


def template_bytes(vocabulary: Vocabulary, lang: str = "zh") -> bytes:
    """The workbook; the same vocabulary and language give the same bytes."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": "案件和责任人", "created": _CREATED})
    book.set_size(2400, 1600)
    _Template(book, vocabulary, lang).write()
    book.close()
    return stream.getvalue()


def header(fact: Fact) -> str:
    """The header of a fact's column, with * when it is required."""
    return _HEADERS.get(fact.id, fact.label) + ("*" if fact.required else "")


class _Template:
    def __init__(self, book: xlsxwriter.Workbook, vocabulary: Vocabulary, lang: str) -> None:
        self.book, self.vocabulary, self.lang = book, vocabulary, lang
        base = {"font_name": _FONT, "font_size": 10, "valign": "vcenter"}
        head = {**base, "bold": True, "align": "center", "text_wrap": True, "border": 1}
        self.required = self._format({**head, "bg_color": "#C00000", "font_color": "#FFFFFF"})
        self.optional = self._format({**head, "bg_color": "#DDEBF7"})
        self.judgement = self._format({**head, "bg_color": "#FFE699"})
        self.wrapped = self._format({**base, "text_wrap": True, "valign": "top", "border": 1})
        self.opening = self._format({**base, "text_wrap": True})
        self.by_type: dict[FactType, Format] = {
            "identifier": self._format({**base, "num_format": "@"}),
            "choices": self._format({**base, "num_format": "@"}),
            "date": self._format({**base, "num_format": "yyyy-mm-dd"}),
            "datetime": self._format({**base, "num_format": "yyyy-mm-dd hh:mm"}),
            "text": self._format({**base, "num_format": "@", "text_wrap": True}),
        }
        self.plain = self._format(base)

    def write(self) -> None:
        sheets = {e: self.book.add_worksheet(name) for e, name in _ENTITIES.items()}
        guide = self.book.add_worksheet(GUIDE_SHEET)
        lists = self.book.add_worksheet(LIST_SHEET)
        names = self._write_lists(lists)
        for entity, sheet in sheets.items():
            self._write_sheet(sheet, self.vocabulary.of(entity), names)
        self._write_guide(guide)

    def _format(self, properties: dict[str, Any]) -> Format:
        return self.book.add_format(properties)

    def _write_sheet(self, sheet: Worksheet, facts: Sequence[Fact], names: dict[str, str]) -> None:
        sheet.set_row(0, 34)
        sheet.freeze_panes(1, 1)
        for column, fact in enumerate(facts):
            sheet.set_column(column, column, _width(fact), self.by_type.get(fact.type, self.plain))
            sheet.write_string(0, column, header(fact), self._header_format(fact))
            sheet.write_comment(0, column, self._comment(fact), {"x_scale": 2, "author": "wenze"})
            if fact.id in names:
                sheet.data_validation(1, column, ROWS, column, _list_rule(names[fact.id]))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0)

    def _header_format(self, fact: Fact) -> Format:
        if fact.required:
            return self.required
        return self.judgement if fact.kind == "judgement" else self.optional

    def _comment(self, fact: Fact) -> str:
        lines = [fact.question, fact.note]
        if fact.type == "choices":
            lines.append(_MANY.get(self.lang))
        if fact.example:
            lines.append(Text(f"示例：{fact.example}", f"Example: {fact.example}").get(self.lang))
        return "\n".join(line for line in lines if line)

    def _write_lists(self, sheet: Worksheet) -> dict[str, str]:
        """The options in columns; the defined name of each single-choice fact's list."""
        names: dict[str, str] = {}
        written: dict[tuple[str, ...], str] = {}
        facts = [f for e in _ENTITIES for f in self.vocabulary.of(e)]
        for fact in facts:
            options = _options(fact)
            if not options:
                continue
            if options not in written:
                column = len(written)
                title = fact.label if fact.choices else f"{TRUE_LABEL}{FALSE_LABEL}"
                sheet.write_string(0, column, title, self.optional)
                for row, option in enumerate(options, 1):
                    sheet.write_string(row, column, option, self.plain)
                sheet.set_column(column, column, 18)
                written[options] = f"list_{fact.id if fact.choices else 'boolean'}"
                area = xl_range_abs(1, column, len(options), column)
                self.book.define_name(written[options], f"={LIST_SHEET}!{area}")
            if fact.type != "choices":
                names[fact.id] = written[options]
        sheet.freeze_panes(1, 0)
        return names

    def _write_guide(self, sheet: Worksheet) -> None:
        last = len(_GUIDE) - 1
        sheet.merge_range(0, 0, 0, last, _OPENING.get(self.lang), self.opening)
        sheet.set_row(0, 36)
        for column, (title, width) in enumerate(_GUIDE):
            sheet.set_column(column, column, width)
            sheet.write_string(1, column, title.get(self.lang), self.optional)
        facts = [f for e in _ENTITIES for f in self.vocabulary.of(e)]
        for row, fact in enumerate(facts, 2):
            cells = self._guide_row(fact)
            for column, text in enumerate(cells):
                sheet.write_string(row, column, text, self.wrapped)
            sheet.set_row(row, _LINE_HEIGHT * max(map(_lines, cells, _GUIDE)))
        sheet.freeze_panes(2, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)

    def _guide_row(self, fact: Fact) -> list[str]:
        kind = _TYPES[fact.type].get(self.lang)
        return [
            _HEADERS.get(fact.id, fact.label),
            _ENTITIES[fact.entity],
            (_YES if fact.required else _NO).get(self.lang),
            f"{kind}（{fact.unit}）" if fact.unit else kind,
            "；".join([*_options(fact), *fact.special]),
            fact.question,
            fact.note,
            fact.example,
            "、".join(name for name in fact.synonyms if name != _HEADERS.get(fact.id)),
        ]


def _options(fact: Fact) -> tuple[str, ...]:
    """What the drop-down list offers; empty where anything may be written."""
    own: tuple[str, ...] = tuple(choice.label for choice in fact.choices)
    if fact.type == "boolean":
        own = (TRUE_LABEL, FALSE_LABEL)
    if not own:
        return ()
    return own if fact.id in _KEYS else (*own, OPEN_LABEL)


def _list_rule(name: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": f"={name}",
        "error_title": "选项",
        "error_message": "请从下拉列表中选择；不知道的留空，查过而没有结论的选“存疑”。",
        # Other accepted spellings may still be typed after a confirmation.
        "error_type": "warning",
    }


def _lines(text: str, column: tuple[Text, int]) -> int:
    """How many lines a text takes in a column of the guide; a Chinese character is two wide."""
    wide = sum(1 if char.isascii() else 2 for char in text)
    return max(1, -(-wide // (column[1] - 2)))


def _width(fact: Fact) -> int:
    widths: dict[FactType, int] = {"text": 24, "date": 13, "datetime": 18, "choices": 18}
    return max(widths.get(fact.type, 11), 2 * len(header(fact)) + 2 if len(fact.label) < 8 else 18)
