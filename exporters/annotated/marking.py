"""Problems where they are: coloured cells, comments, and a column to filter by."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import ceil

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from exporters.annotated.copying import put_text
from exporters.annotated.table import Header, Place, add_columns, find_place, make_room, own_cell
from exporters.sheets.table import lines_needed
from facts import Problem, Text
from facts.problems import SEVERITY_LABELS

#: The header of the added column, in either language: the importer knows it and skips it.
PROBLEM_HEADER = "导入问题"
#: Background of a marked cell. No other part of the program uses these, so that marks of an
#: earlier round can be told from the clerk's own colours.
FILLS = {"error": "FFFFC2BC", "warning": "FFFFE1B5", "notice": "FFD9E8F8"}
#: The first line of our comments; what stands above it is the clerk's.
MARKER = Text("【导入问题】", "[Import problems]")
AUTHOR = "wenze"
WIDTH = 62
#: Caps: comments of a workbook, problems in one comment, characters of one part.
MAX_COMMENTS, MAX_TOLD, MAX_PART = 5_000, 4, 200

EXPECTED = Text("应填：{words}", "Expected: {words}")
FIX = Text("怎样改：{words}", "To mend: {words}")
MORE = Text("……另有 {count} 项", "… and {count} more")
_RANK = {"error": 0, "warning": 1, "notice": 2}


def mark_problems(
    book: Workbook,
    problems: Iterable[Problem],
    headers: Mapping[str, Header],
    lang: str = "zh",
) -> int:
    """Mark the problems of one file in its copy; how many cells were coloured.

    ``headers`` are those that the importer read, by sheet; no other sheet is touched. The
    added column tells errors and warnings; notices are comments.
    """
    marker = _Marker(lang)
    by_sheet: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_sheet[problem.sheet].append(problem)
    for name, header in headers.items():
        place = find_place(book, name, header)
        if place is not None:
            _clean(place)
            marker.mark(place, by_sheet.pop(name, []) + by_sheet.pop("", []))
    for sheet in book.worksheets:
        _fit_comments(sheet)
    return marker.coloured


class _Marker:
    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.coloured = 0
        self.comments = 0

    def mark(self, place: Place, problems: Sequence[Problem]) -> None:
        """Colour and comment the cells of one sheet, and fill the column at its end."""
        column = add_columns(place, [PROBLEM_HEADER], [WIDTH])
        at_cell: dict[Cell, list[Problem]] = defaultdict(list)
        at_row: dict[int, list[Problem]] = defaultdict(list)
        head = own_cell(place.sheet, place.header, column)
        elsewhere: list[Problem] = []
        for problem in problems:
            cell = self._cell(place, problem)
            in_row = problem.row > place.header
            if cell is not None:
                at_cell[cell].append(problem)
            elif not in_row:
                elsewhere.append(problem)
            if in_row and (problem.severity != "notice" or cell is None):
                at_row[problem.row].append(problem)
        for cell, found in at_cell.items():
            severity = min((p.severity for p in found), key=_RANK.__getitem__)
            cell.fill = PatternFill("solid", fgColor=FILLS[severity])
            self.coloured += 1
            self._comment(cell, found)
        self._comment(head, elsewhere)
        for row, found in at_row.items():
            self._tell(place, row, column, found)

    def _cell(self, place: Place, problem: Problem) -> Cell | None:
        """The cell that a problem is about: its own, or the header of its column."""
        if problem.cell:
            at = place.sheet[problem.cell]
            return own_cell(place.sheet, at.row, at.column)
        if problem.row or not problem.header:
            return None
        column = place.columns.get(problem.header)
        return own_cell(place.sheet, place.header, column) if column else None

    def _tell(self, place: Place, row: int, column: int, found: Sequence[Problem]) -> None:
        cell = own_cell(place.sheet, row, column)
        text = "\n".join(self._line(p) for p in self._first(found))
        put_text(cell, text)
        worst = min((p.severity for p in found), key=_RANK.__getitem__)
        cell.fill = PatternFill("solid", fgColor=FILLS[worst])
        cell.alignment = Alignment("left", "center", wrap_text=True)
        cell.font = Font(name=cell.font.name, size=cell.font.size)
        make_room(place.sheet, row, lines_needed(text, WIDTH))

    def _first(self, found: Sequence[Problem]) -> Sequence[Problem]:
        return sorted(found, key=lambda p: _RANK[p.severity])[: 3 * MAX_TOLD]

    def _line(self, problem: Problem) -> str:
        """错误 E48 发生日期：“2月30日”不是有效日期；应为…；请改为…."""
        label = SEVERITY_LABELS[problem.severity].get(self.lang)
        colon, stop = ("：", "；") if self.lang == "zh" else (": ", "; ")
        place = " ".join(part for part in (label, problem.cell, problem.header) if part)
        told = (problem.message, problem.expected, problem.fix)
        return place + colon + stop.join(_cut(t.get(self.lang)) for t in told if t.get(self.lang))

    def _comment(self, cell: Cell, found: Sequence[Problem]) -> None:
        if not found or self.comments >= MAX_COMMENTS:
            return
        self.comments += 1
        lines = [MARKER.get(self.lang)]
        ordered = sorted(found, key=lambda p: _RANK[p.severity])
        for problem in ordered[:MAX_TOLD]:
            label = SEVERITY_LABELS[problem.severity].get(self.lang)
            lines.append(f"{label} {_cut(problem.message.get(self.lang))}")
            for words, told in ((EXPECTED, problem.expected), (FIX, problem.fix)):
                text = told.get(self.lang)
                if text and text.startswith(("应", "请")):
                    lines.append(_cut(text))
                elif text:
                    lines.append(words.get(self.lang, words=_cut(text)))
        if len(ordered) > MAX_TOLD:
            lines.append(MORE.get(self.lang, count=len(ordered) - MAX_TOLD))
        text = "\n".join(lines)
        if cell.comment is not None:
            text = f"{cell.comment.text}\n{text}"
        cell.comment = Comment(text, AUTHOR)


def _cut(text: str) -> str:
    return text if len(text) <= MAX_PART else text[: MAX_PART - 1] + "…"


def _clean(place: Place) -> None:
    """Take away the marks of an earlier round."""
    if all(cell.value != PROBLEM_HEADER for cell in place.sheet[place.header]):
        return
    for cell in list(place.sheet._cells.values()):
        if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in FILLS.values():
            cell.fill = PatternFill()
        if not isinstance(cell, Cell) or cell.comment is None:
            continue
        for marker in MARKER:
            before, mark, _ = cell.comment.text.partition(marker)
            if mark:
                own = before.strip()
                cell.comment = Comment(own, cell.comment.author) if own else None
                break


def _fit_comments(sheet: Worksheet) -> None:
    """Boxes that show their whole text; the library makes all of them small."""
    for cell in sheet._cells.values():
        comment = cell.comment
        if comment is not None:
            lines = lines_needed(comment.text, 36)
            comment.width, comment.height = 280, min(ceil(18 * lines) + 12, 420)
