"""分表目录: which rows of a long table stand on which sheet. Written only when one was split."""

from collections.abc import Sequence

from exporters.sheets.paper import LINE, Paper
from exporters.sheets.table import Table
from facts import Text

NAME = Text("分表目录", "Index of sheets")
HEADS: tuple[tuple[Text, float, bool], ...] = (
    (Text("表", "Table"), 16, False),
    (Text("工作表", "Sheet"), 20, False),
    (Text("从第几行", "From row"), 12, True),
    (Text("到第几行", "To row"), 12, True),
    (Text("第一行", "First row"), 30, False),
    (Text("最后一行", "Last row"), 30, False),
)
LINKED = 1


def write_index_sheet(paper: Paper, tables: Sequence[Table]) -> bool:
    """One row a sheet of every table on several; whether there was any such table."""
    split = [table for table in tables if len(table.parts) > 1]
    if not split:
        return False
    sheet = paper.sheet(NAME.get(paper.lang))
    for column, (head, width, _) in enumerate(HEADS):
        sheet.set_column(column, column, width)
        paper.put(sheet, 0, column, head.get(paper.lang), paper.heading())
    sheet.freeze_panes(1, 2)
    styles = [
        paper.format(border=1, border_color=LINE, align="center" if centre else "left")
        for _, _, centre in HEADS
    ]
    link = paper.format(border=1, border_color=LINE, font_color="#1F4E9E", underline=1)
    parts = [(table.name, part) for table in split for part in table.parts]
    for row, (name, part) in enumerate(parts, 1):
        ends = ("、".join(filter(None, end)) for end in (part.first_row, part.last_row))
        cells: list[str | int] = [name, "", part.first, part.last, *ends]
        for column, (value, style) in enumerate(zip(cells, styles, strict=True)):
            if column == LINKED:
                paper.link(sheet, row, column, part.sheet, link)
            else:
                paper.put(sheet, row, column, value, style)
    return True
