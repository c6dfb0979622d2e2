"""Rows written straight to the file are what XlsxWriter writes by itself."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.results_workbook import write_workbook
from exporters.sheets.paper import Paper
from exporters.sheets.streamed import StreamedSheet
from exporters.sheets.table import Column, Table, Tint
from facts import Text

from .decided import DECISIONS
from .made import results


def plain(
    self: Any, row: int, height: float, values: Sequence[str | int], styles: Sequence[Any]
) -> None:
    """The same row through XlsxWriter's public calls."""
    self.set_row(row, height)
    for column, (value, style) in enumerate(zip(values, styles, strict=True)):
        if isinstance(value, int):
            self.write_number(row, column, value, style)
        elif value:
            self.write_string(row, column, value, style)
        else:
            self.write_blank(row, column, None, style)


def looks(path: Path) -> list[Any]:
    """Every cell with its format, and every row's height."""
    book = openpyxl.load_workbook(path)
    return [
        (
            sheet.title,
            [(r, d.height) for r, d in sheet.row_dimensions.items()],
            [
                (c.coordinate, c.value, c.font.b, c.fill.fgColor.rgb, c.alignment.horizontal)
                for row in sheet.iter_rows()
                for c in row
            ],
        )
        for sheet in book
    ]


def test_whole_workbook_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = tmp_path / "ours.xlsx", tmp_path / "theirs.xlsx"
    named = [replace(d, subject="某人") for d in DECISIONS]  # some are named like mark-up
    write_workbook(results(decisions=named), ours, large=10, rows_per_sheet=10)
    monkeypatch.setattr(StreamedSheet, "write_cells", plain)
    write_workbook(results(decisions=named), theirs, large=10, rows_per_sheet=10)
    assert looks(ours) == looks(theirs)


def written(target: Path, table: list[list[str | int]], width: float) -> None:
    with target.open("wb") as stream:
        paper = Paper(stream, str(target.parent), "zh", True, "")
        sheet = Table(paper, Text("表", "Table"), [Column(f"列{n}", width) for n in range(3)])
        for number, row in enumerate(table):
            sheet.add(row, Tint("#FFFFFF" if number % 2 else "#F4F8FD"))
        sheet.close()
        paper.close("表")


TEXTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["=1+1", "_x0041_", " a ", "\t", "a\n", "<r>&</r>", "<r>b", "\u3000", "\x00"]),
)
CELLS = st.one_of(
    TEXTS.filter(lambda t: not (t.startswith("<r>") and t.endswith("</r>"))), st.integers(-9, 10**9)
)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6), st.sampled_from([4, 30]))
@settings(max_examples=40)
def test_any_cells_are_the_same_to_the_byte(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str | int]], width: float
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    ours, theirs = folder / "ours.xlsx", folder / "theirs.xlsx"
    written(ours, table, width)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(StreamedSheet, "write_cells", plain)
        written(theirs, table, width)
    assert ours.read_bytes() == theirs.read_bytes()


def test_text_that_looks_like_mark_up_is_read_back_as_it_was(tmp_path: Path) -> None:
    table: list[list[str | int]] = [["<r>a</r>", "=1", " =1 "], ["", 7, "a\nb"]]
    written(tmp_path / "a.xlsx", table, 10)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["表"]
    assert [[c.value for c in row] for row in sheet.iter_rows(min_row=2)] == [
        ["<r>a</r>", "=1", " =1 "],
        [None, 7, "a\nb"],
    ]
    assert sheet["B2"].data_type == "s"
