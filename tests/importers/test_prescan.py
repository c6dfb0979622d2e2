"""What a search finds in the XML of a sheet is what a walk through its elements finds."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import prescan, usual_xml
from importers.findings import Findings
from importers.usual_xml import usual_findings

PART = "xl/worksheets/sheet1.xml"
KINDS = ("text", "number", "formula", "empty formula", "text formula", "error", "error formula")
CELLS = st.dictionaries(
    st.tuples(st.integers(0, 60), st.sampled_from([0, 1, 3, 25, 26, 30])),
    st.sampled_from(KINDS),
    max_size=30,
)


def written(cells: dict[tuple[int, int], str], rows: set[int], columns: set[int]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("台账")
        for (row, column), kind in cells.items():
            if kind == "text":
                sheet.write_string(row, column, "是 < 否 = '1'")
            elif kind == "number":
                sheet.write_number(row, column, 1.5)
            elif kind == "formula":
                sheet.write_formula(row, column, "=IF(A1<2,1,2)", None, 2)
            elif kind == "empty formula":
                sheet.write_formula(row, column, "=A1", None, "")
            elif kind == "text formula":
                sheet.write_formula(row, column, '=A1&"甲"', None, "甲")
            elif kind == "error":
                sheet.write_formula(row, column, "=1/0", None, "#DIV/0!")
            else:
                sheet.write_formula(row, column, "=NA()", None, "#N/A")
        for row in rows:
            sheet.set_row(row, None, None, {"hidden": True})
        for column in columns:
            sheet.set_column(column, column, None, None, {"hidden": True})
        sheet.conditional_format("A1:B9", {"type": "formula", "criteria": "=A1>1"})
    return stream.getvalue()


def chunked(data: bytes, size: int) -> Iterator[bytes]:
    return (data[i : i + size] for i in range(0, len(data), size))


def told(found: Findings) -> tuple[object, ...]:
    return found.broken, found.hidden_rows, found.hidden_columns


@settings(max_examples=40)
@given(
    CELLS,
    st.sets(st.integers(0, 60), max_size=3),
    st.sets(st.integers(0, 30), max_size=3),
    st.sampled_from([97, 1000, 1 << 20]),
)
def test_a_search_finds_what_a_walk_finds(
    cells: dict[tuple[int, int], str], rows: set[int], columns: set[int], size: int
) -> None:
    with zipfile.ZipFile(io.BytesIO(written(cells, rows, columns))) as archive:
        data = archive.read(PART)
    found = usual_findings(chunked(data, size))
    assert found is not None
    assert told(found) == told(prescan._Walk().run(iter([data])))
    assert found.hidden_rows == rows


@pytest.mark.parametrize(
    "sheet",
    [
        "<c r='A1' t='e'><v>#N/A</v></c>",
        '<c s="1" r="A1" t="e"><v>#N/A</v></c>',
        '<!-- <f> --><c r="A1" t="e"><v>#N/A</v></c>',
        '<c r="A1"><is><t>甲</t></is><f>A2</f></c>',
        '<c\tr="A1" t="e"><v>#N/A</v></c>',
    ],
)
def test_what_is_written_in_no_usual_way_is_walked(sheet: str) -> None:
    data = f'<worksheet><sheetData><row r="1">{sheet}</row></sheetData></worksheet>'.encode()
    assert usual_findings(iter([data])) is None


def test_a_hidden_row_costs_no_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(written({(0, 0): "text", (3, 1): "error"}, {2}, {1}))
    monkeypatch.setattr(prescan, "_Walk", None)
    with zipfile.ZipFile(path) as archive:
        found = prescan.prescan(archive, PART)
    assert told(found) == ({(3, 1): "error-cell"}, {2}, {1})


def test_a_tail_that_is_too_long_is_left_to_the_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usual_xml, "_LARGEST", 100)
    tail = b"<mergeCells>" + b"<x/>" * 100 + b"</mergeCells>"
    data = b'<sheetData><row r="1"><c r="A1"><f>1</f></c></row></sheetData>' + tail
    assert usual_findings(chunked(data, 50)) is None


def test_formulas_that_openpyxl_wrote_have_no_result(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["B2"] = "=A1"
    book.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert prescan.prescan(archive, PART).broken == {(1, 1): "formula-uncached"}
