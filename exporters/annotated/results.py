"""Results beside the rows that they are about, in the clerk's own sheet."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook import Workbook

from exporters.annotated.copying import put_text
from exporters.annotated.table import Header, Place, add_columns, find_place, make_room, own_cell
from exporters.sheets.palette import STATUS_TINTS
from exporters.sheets.table import lines_needed
from exporters.wording import DECIDABLE, Wording
from facts import Text
from sanctions.determination import Determination

#: The added columns: heading and width. Rows of cases without subjects get the marked ones.
COLUMNS: tuple[tuple[Text, float, bool], ...] = (
    (Text("结论", "Conclusion"), 10, True),
    (Text("建议处理", "Recommendation"), 26, False),
    (Text("幅度", "Range"), 28, False),
    (Text("依据条款", "Clauses"), 30, False),
    (Text("理由", "Reasons"), 110, True),
    (Text("待定事项", "Open questions"), 40, False),
)
RESULT_HEADERS = {lang: tuple(c[0].get(lang) for c in COLUMNS) for lang in ("zh", "en")}
#: From this column on, texts may be longer than the row is tall: their beginning shows.
_LONG = 3
#: A row is made no taller than this for the sake of its reasons, in points.
TALLEST = 150.0

_LINE = Side(style="thin", color="FFBFC7D0")
_BORDER = Border(_LINE, _LINE, _LINE, _LINE)
_HEAD = PatternFill("solid", fgColor="FFE3EAF2")


class RowResult(NamedTuple):
    """One determination and the 1-based row of its subject.

    ``problems`` tell why a row could not be read.
    """

    sheet: str
    row: int
    determination: Determination
    problems: tuple[str, ...] = ()


def add_results(
    book: Workbook,
    results: Sequence[RowResult],
    headers: Mapping[str, Header],
    words: Wording,
) -> int:
    """Add the columns to each sheet that has subjects; how many rows were written.

    Several subjects in one row are told line by line, each with its role. ``headers`` as in
    ``mark_problems``.
    """
    by_sheet: dict[str, dict[int, list[RowResult]]] = {}
    for result in results:
        by_sheet.setdefault(result.sheet, {}).setdefault(result.row, []).append(result)
    written = 0
    for name, rows in by_sheet.items():
        place = find_place(book, name, headers[name]) if name in headers else None
        if place is not None:
            _write(place, rows, words)
            written += len(rows)
    return written


def _write(place: Place, rows: Mapping[int, list[RowResult]], words: Wording) -> None:
    named = any(r.determination.subject_kind for found in rows.values() for r in found)
    chosen = [i for i, column in enumerate(COLUMNS) if named or column[2]]
    lang = words.names.lang
    titles = [COLUMNS[i][0].get(lang) for i in chosen]
    widths = [COLUMNS[i][1] for i in chosen]
    first = add_columns(place, titles, widths)
    for offset in range(len(chosen)):
        head = own_cell(place.sheet, place.header, first + offset)
        head.fill, head.border = _HEAD, _BORDER
        head.font = Font(name=head.font.name, size=head.font.size, bold=True)
    for row, found in rows.items():
        cells = _row(found, words)
        tint = STATUS_TINTS[_gravest(found)]
        lines = 1
        for offset, index in enumerate(chosen):
            cell = own_cell(place.sheet, row, first + offset)
            put_text(cell, cells[index])
            strong = index == 0
            colour = (tint.chip if strong else tint.row).removeprefix("#")
            cell.fill, cell.border = PatternFill("solid", fgColor=f"FF{colour}"), _BORDER
            cell.font = Font(name=cell.font.name, size=cell.font.size, bold=strong)
            cell.alignment = Alignment(
                "center" if strong else "left",
                "top" if index >= _LONG else "center",
                wrap_text=True,
            )
            lines = max(lines, lines_needed(cells[index], COLUMNS[index][1]))
        make_room(place.sheet, row, lines, TALLEST)


def _gravest(found: Sequence[RowResult]) -> str:
    """The status that most needs attention colours the row."""
    order = list(STATUS_TINTS)
    return max((r.determination.status for r in found), key=order.index)


def _row(found: Sequence[RowResult], words: Wording) -> list[str]:
    """The texts of one row; one part for each subject where there are several."""
    if len(found) == 1:
        return _cells(found[0], words)
    marks, parts = words.names.marks, []
    roles = [r.determination.role for r in found]
    for result in found:
        d = result.determination
        who = words.names.choice("role", d.role)
        if roles.count(d.role) > 1 and d.subject:
            who += words.names.aside(d.subject)
        texts = _cells(result, words)
        parts.append(
            [
                f"{who}{marks.colon}{chr(10) if chr(10) in text else ''}{text}" if text else ""
                for text in texts
            ]
        )
    return ["\n".join(filter(None, column)) for column in zip(*parts, strict=True)]


def _cells(result: RowResult, words: Wording) -> list[str]:
    d = result.determination
    if d.status == "rejected":
        return [words.names.status(d.status), "", "", "", "\n".join(result.problems), ""]
    return [
        words.names.status(d.status),
        words.outcome(d) if d.status in ("recommended", "exempt") else "",
        words.interval(d).replace(words.names.marks.stop, "\n") if d.status in DECIDABLE else "",
        words.names.joined(words.clauses(d)),
        "\n".join(f"{n}. {sentence}" for n, sentence in enumerate(words.reasons(d), 1)),
        words.names.joined(words.missing(d)),
    ]
