"""The first sheet of a workbook: what it is, where it comes from, small tables and charts."""

from collections.abc import Sequence
from typing import Any

from exporters.dossier import Dossier
from exporters.names import Names
from exporters.sheets.paper import LINE, Paper
from exporters.sheets.table import LINE_POINTS, lines_needed
from facts import Text

#: The grid: a wide first column, columns for numbers, then room for charts.
FIRST, WIDTH, LAST = 30.0, 11.0, 8
CHART_AT = 4
ROW_POINTS = 19.0


class Front:
    """Made before the other sheets, written from the top down."""

    def __init__(self, paper: Paper, name: Text) -> None:
        self.paper = paper
        self.sheet = paper.sheet(name.get(paper.lang), landscape=False, one_page=True)
        self.sheet.set_column(0, 0, FIRST)
        self.sheet.set_column(1, LAST, WIDTH)
        self.row = 0

    def head(self, title: Text, about: Sequence[tuple[str, str]], notes: Sequence[str]) -> None:
        """The title, the origin, and what the figures mean."""
        self._line(title.get(self.paper.lang), 30, bold=True, font_size=16, align="center")
        name_style = self.paper.format(text_wrap=False, font_color="#5F6B76")
        for name, value in about:
            self.paper.put(self.sheet, self.row, 0, name, name_style)
            self.paper.put(self.sheet, self.row, 1, value, self.paper.format(text_wrap=False))
            self.row += 1
        self.row += 1
        for note in notes:
            lines = lines_needed(note, FIRST + LAST * WIDTH)
            self._line(note, LINE_POINTS * lines + 4, bg_color="#F6F7F9")
        self.row += 1

    def block(
        self,
        headers: Sequence[str],
        rows: Sequence[Sequence[str | int]],
        fills: Sequence[str] = (),
        bars: Sequence[str] = (),
    ) -> None:
        """A small table; with ``bars`` (a colour a row) a chart of its second column beside it."""
        for column, header in enumerate(headers):
            self.paper.put(self.sheet, self.row, column, header, self.paper.heading())
        self.sheet.set_row(self.row, ROW_POINTS)
        first = self.row + 1
        for number, values in enumerate(rows):
            self.row += 1
            self.sheet.set_row(self.row, ROW_POINTS)
            for column, value in enumerate(values):
                fill = fills[number] if fills else "#FFFFFF"
                style = self.paper.framed(fill, centre=isinstance(value, int))
                self.paper.put(self.sheet, self.row, column, value, style)
        if bars:
            self._chart(first, len(bars), headers[0], bars)
            self.row = max(self.row, first + 7)  # no chart is flatter than this
        self.row += 2

    def close(self) -> None:
        """Set what is printed; the workbook opens here."""
        self.sheet.print_area(0, 0, max(self.row - 1, 1), LAST)
        self.sheet.activate()

    def _line(self, text: str, height: float, **style: Any) -> None:
        self.paper.line(self.sheet, self.row, LAST, text, height, **style)
        self.row += 1

    def _chart(self, first: int, count: int, title: str, bars: Sequence[str]) -> None:
        name, last = self.sheet.get_name(), first + count - 1
        font = {"name": "宋体", "size": 9}
        chart = self.paper.workbook.add_chart({"type": "bar"})
        chart.add_series(
            {
                "categories": [name, first, 0, last, 0],
                "values": [name, first, 1, last, 1],
                "gap": 40,
                "data_labels": {"value": True, "num_format": "0;;", "font": font},
                "points": [{"fill": {"color": colour}} for colour in bars],
            }
        )
        chart.set_title({"name": title, "name_font": {**font, "size": 10.5}, "overlay": False})
        chart.set_y_axis({"reverse": True, "num_font": font, "line": {"color": LINE}})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_legend({"none": True})
        chart.set_chartarea({"border": {"color": LINE}})
        height = round(ROW_POINTS / 0.75) * max(count + 1, 8)
        chart.set_size({"width": 400, "height": height})
        self.sheet.insert_chart(first - 1, CHART_AT, chart, {"object_position": 2})


def about(dossier: Dossier, names: Names) -> list[tuple[str, str]]:
    """Where the figures come from: the book, its version, the input and the program."""
    book = dossier.book.book
    inputs = names.joined(str(item["name"]) for item in dossier.run.get("inputs", ()))
    version = f"{book.id} {book.metadata.version}{names.aside(book.sha256[:12])}"
    lines = (
        (Text("规则书", "Rule book"), names.title()),
        (Text("规则书版本", "Book version"), version),
        (Text("裁量基准", "Baseline"), names.label(book.baseline.title)),
        (Text("输入文件", "Input"), inputs),
        (Text("程序版本", "Program"), f"wenze {dossier.run.get('wenze', '')}".strip()),
    )
    return [(names.text(name), value) for name, value in lines]
