"""A large sheet read in parts gives the same as one that is read whole."""

import os
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from importers import parted, workbook
from importers.columnwise import Columnwise
from importers.grid import Cell, Grid
from importers.parted import Parted
from importers.refused import Refused
from importers.stacked import Part, stacked
from importers.workbook import read_workbook

SHEET = "xl/worksheets/sheet1.xml"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be doubled")


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Parted | None]:
    """Every sheet is cut, into three; what came of it."""
    results: list[Parted | None] = []

    def read(archive: zipfile.ZipFile, member: str, sheet: str) -> Parted | None:
        results.append(parted.read_parted(archive, member, sheet))
        return results[-1]

    monkeypatch.setattr(parted, "SMALLEST", 1)
    monkeypatch.setattr(parted, "_REST", 1e9)
    monkeypatch.setattr(parted, "processors", lambda: 3)
    monkeypatch.setattr(workbook, "read_parted", read)
    return results


def register(path: Path) -> Path:
    """120 rows from row 3 and column B: texts, numbers, days, gaps, 1 beside TRUE."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("台账")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.merge_range(2, 1, 2, 3, "登记表")
        sheet.set_column(5, 5, None, None, {"hidden": True})
        for row in range(3, 123):
            if 50 <= row < 60:
                continue
            sheet.write_string(row, 1, f"第{row % 7}号")
            sheet.write(row, 2, row % 3)
            sheet.write_boolean(row, 3, row % 2 == 0)
            sheet.write_datetime(row, 4, datetime(2024, 1, 1 + row % 28), day)
            if row > 100:
                sheet.write_string(row, 30, "只在下面")
        sheet.set_row(80, None, None, {"hidden": True})
        sheet.write_formula(90, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(115, 2, "=B1", None, "")
        sheet.write_comment(110, 1, "核对")
        book.add_worksheet("说明").write(0, 0, "另一张")
    return path


def rewritten(path: Path, change: Callable[[bytes], bytes]) -> bytes:
    """The file with another first sheet."""
    target = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == SHEET else content)
    return target.read_bytes()


def arrived(grids: list[Grid]) -> list[Grid]:
    """As they come out of the pipe."""
    import pickle

    copies: list[Grid] = pickle.loads(pickle.dumps(grids))
    return copies


def same(one: Grid, other: Grid) -> None:
    assert [*map(_typed, one.rows)] == [*map(_typed, other.rows)]
    assert one.cells.distinct == other.cells.distinct
    assert one.cells.codes == other.cells.codes
    for name in ("sheet", "broken", "merged", "hidden_rows", "hidden_columns", "comments"):
        assert getattr(one, name) == getattr(other, name), name


def _typed(row: Sequence[Cell]) -> list[tuple[type, Cell]]:
    return [(type(cell), cell) for cell in row]


@pytest.mark.parametrize("parts", [1, 2, 3])
def test_parts_give_the_cells_and_the_findings_of_the_whole(
    tmp_path: Path, found: list[Parted | None], monkeypatch: pytest.MonkeyPatch, parts: int
) -> None:
    monkeypatch.setattr(parted, "processors", lambda: parts)
    data = register(tmp_path / "a.xlsx").read_bytes()
    whole, _ = read_workbook(data, "a.xlsx", "xlsx", careful=True)
    assert found == []
    cut, _ = read_workbook(data, "a.xlsx", "xlsx", careful=False)
    assert found[0] is not None
    for one, other in zip(arrived(cut), arrived(whole), strict=True):
        same(one, other)
    grid = arrived(cut)[0]
    assert len(grid.rows) == 123
    assert grid.rows[102][1] == "第4号"
    assert grid.rows[102][4] == date(2024, 1, 19)
    assert grid.rows[102][30] == "只在下面"
    assert grid.broken == {(90, 2): "error-cell", (115, 2): "formula-uncached"}
    assert grid.hidden_rows == {80}
    assert grid.hidden_columns == {5}
    assert grid.merged == [((2, 1), (2, 3))]
    assert list(grid.comments) == [(110, 1)]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda s: s.replace(b"</sheetData>", b"<!-- <row --></sheetData>"), id="注释"),
        pytest.param(lambda s: s.replace(b'<c r="B70"', b"<c"), id="没有地址的单元格"),
        pytest.param(lambda s: s.replace(b'<c r="B70"', b"<c r='B70'"), id="单引号"),
        pytest.param(
            lambda s: s.replace(b'r="4"', b'r="120"').replace(b'"B4"', b'"B120"'), id="倒序"
        ),
    ],
)
def test_what_is_written_in_an_unusual_way_is_read_whole(
    tmp_path: Path, found: list[Parted | None], change: Callable[[bytes], bytes]
) -> None:
    data = rewritten(register(tmp_path / "a.xlsx"), change)
    whole, _ = read_workbook(data, "a.xlsx", "xlsx", careful=True)
    cut, _ = read_workbook(data, "a.xlsx", "xlsx", careful=False)
    assert found[0] is None
    same(arrived(cut)[0], arrived(whole)[0])


@pytest.mark.parametrize("part", [1, 2])
def test_a_part_that_takes_its_process_down_is_no_harm(
    tmp_path: Path, found: list[Parted | None], monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    read = parted._read

    def broken(cut: object, number: int, *rest: object) -> object:
        return os._exit(9) if number == part else read(cut, number, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(parted, "_read", broken)
    data = register(tmp_path / "a.xlsx").read_bytes()
    cut, _ = read_workbook(data, "a.xlsx", "xlsx", careful=False)
    assert found[0] is None
    assert cut[0].rows[102][1] == "第4号"


def test_a_part_that_ends_in_the_middle_of_its_answer_is_no_harm(
    tmp_path: Path, found: list[Parted | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    load, main = parted._answered, os.getpid()

    def half(pipe: int) -> object:
        assert os.getpid() == main
        whole = os.read(pipe, 1 << 20)
        answer, told = os.pipe()
        os.write(told, whole[: len(whole) // 2])
        os.close(told)
        try:
            return load(answer)
        finally:
            os.close(answer)

    monkeypatch.setattr(parted, "_answered", half)
    cut, _ = read_workbook(register(tmp_path / "a.xlsx").read_bytes(), "a", "xlsx", careful=False)
    assert found[0] is None
    assert cut[0].rows[102][1] == "第4号"


def test_where_no_process_can_be_doubled_the_sheet_is_read_whole(
    tmp_path: Path, found: list[Parted | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", full)
    cut, _ = read_workbook(register(tmp_path / "a.xlsx").read_bytes(), "a", "xlsx", careful=False)
    assert found[0] is None
    assert cut[0].rows[102][1] == "第4号"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda s: s.replace(b"<row ", b"<!DOCTYPE a><row ", 1), "file-doctype"),
        (lambda s: s.replace(b"?>", b"?><!DOCTYPE a>", 1), "file-doctype"),
        (lambda s: s.replace(b'<c r="B120"', b'<c r="XFD1048576"'), "file-far-cells"),
        (lambda s: s[: len(s) // 2], "file-broken"),
    ],
)
def test_what_is_unsafe_is_refused_all_the_same(
    tmp_path: Path, found: list[Parted | None], change: Callable[[bytes], bytes], code: str
) -> None:
    data = rewritten(register(tmp_path / "a.xlsx"), change)
    with pytest.raises(Refused, match=code):
        read_workbook(data, "a.xlsx", "xlsx", careful=False)
    assert found[0] is None


CELLS = st.sampled_from(["", "是", "否", 1, 1.0, True, 0, False, date(2024, 3, 1)])


@given(st.lists(st.lists(CELLS, max_size=4), max_size=12), st.data())
def test_rows_cut_anywhere_are_stacked_as_if_they_were_one(
    rows: list[list[Cell]], data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(rows)), max_size=3)))
    bounds = list(zip([0, *cuts], [*cuts, len(rows)], strict=True))
    joined = stacked([Part(a, Columnwise.of(rows[a:b])) for a, b in bounds])
    width = max(map(len, rows), default=0)
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    assert [_typed(row) for row in joined] == [_typed(row) for row in filled]
    assert [len(set(map(repr, cells))) for cells in joined.distinct] == [
        len(set(repr(row[c]) for row in filled)) for c in range(width)
    ]
