"""Hostile and awkward text, sameness of bytes, whole files or nothing."""

import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporters.results_workbook import write_workbook
from exporters.sheets.paper import ILLEGAL, cell_text
from exporters.sheets.table import lines_needed
from sanctions.determination import Determination
from tests.exporters.decided import DECISIONS
from tests.exporters.made import EXTRA, LONG, ORIGINS, results


@pytest.mark.parametrize("large", [200_000, 10])
def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, large: int) -> None:
    target = tmp_path / "r.xlsx"
    write_workbook(results(), target, large=large)
    sheet = openpyxl.load_workbook(target)["认定结果"]
    assert {
        a: (sheet[a].value, sheet[a].data_type)
        for a in ("C5", "B5", "A5", "C22", "S2", "S3", "S4", "T2")
    } == {
        "C5": ("=1+1", "s"),
        "B5": ("-2+3县委", "s"),
        "A5": ("00123", "s"),
        "C22": ("巳县县委书记 +cmd|' /C calc'!A0", "s"),
        "S2": ("@SUM(A1:A9)", "s"),
        "S3": ("+86 0936", "s"),
        "S4": ('=HYPERLINK("http://example.invalid")', "s"),
        "T2": ("00001", "s"),
    }
    everything = [c for ws in openpyxl.load_workbook(target) for row in ws.iter_rows() for c in row]
    assert {c.data_type for c in everything} == {"s", "n"}
    assert not any(c.hyperlink for c in everything)


@pytest.mark.parametrize("large", [200_000, 10])
def test_text_that_looks_like_mark_up_stays_text(tmp_path: Path, large: int) -> None:
    target = tmp_path / "r.xlsx"
    write_workbook(results(), target, large=large)
    sheet = openpyxl.load_workbook(target)["认定结果"]
    assert sheet["C23"].value == "<r>午县县委书记</r>"


def test_illegal_characters_leave_a_mark_and_line_ends_are_one_kind(tmp_path: Path) -> None:
    target = tmp_path / "r.xlsx"
    write_workbook(results(), target)
    assert openpyxl.load_workbook(target)["认定结果"]["C24"].value == "未县县委�书记\n（兼）"


def test_text_over_the_limit_is_cut_with_a_note(tmp_path: Path) -> None:
    target = tmp_path / "r.xlsx"
    write_workbook(results(), target)
    cell = openpyxl.load_workbook(target)["认定结果"]["S5"].value
    note = "…〔超出单元格上限，已截断，全文共 42000 字〕"
    assert len(LONG) == 42_000
    assert len(str(cell)) == 32_767
    assert cell == LONG[: 32_767 - len(note)] + note


def test_characters_outside_the_basic_plane_count_twice_and_are_not_halved() -> None:
    text = "𠮷" * 20_000
    cut = cell_text(text)
    note = "…〔超出单元格上限，已截断，全文共 20000 字〕"
    assert cut == "𠮷" * ((32_767 - len(note)) // 2) + note
    assert cell_text("𠮷" * 16_383) == "𠮷" * 16_383


@given(st.text(st.characters(), max_size=60))
def test_any_text_can_be_a_cell_and_plain_text_is_unchanged(text: str) -> None:
    cleaned = cell_text(text)
    assert ILLEGAL.search(cleaned) is None
    assert "\r" not in cleaned
    assert cell_text(cleaned) == cleaned
    if text.isprintable():
        assert cleaned == text


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_any_passed_text_comes_back_as_it_can_be_written(tmp_path: Path, texts: list[str]) -> None:
    target = tmp_path / "r.xlsx"
    count = len(texts)
    write_workbook(
        results(
            decisions=DECISIONS[:1] * count, origins=ORIGINS[:1] * count, extra={"备注": texts}
        ),
        target,
    )
    sheet = openpyxl.load_workbook(target)["认定结果"]
    found = [sheet.cell(row, 19).value or "" for row in range(2, count + 2)]
    assert found == [cell_text(text) for text in texts]


def test_lines_are_counted_with_wide_characters_as_two() -> None:
    assert [
        lines_needed(text, 11)
        for text in ("", "五个字正好", "六个字要两行", "abcdefghij", "abcdefghijk", "一\n\n三")
    ] == [1, 1, 2, 1, 2, 3]


@pytest.mark.parametrize("large", [200_000, 10])
def test_same_results_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "deeper" / "b.xlsx"
    second.parent.mkdir()
    write_workbook(results(), first, large=large)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        write_workbook(results(), second, large=large)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert first.read_bytes() == second.read_bytes()


def test_streamed_rows_give_the_same_cells_as_rows_in_memory(tmp_path: Path) -> None:
    small, streamed = tmp_path / "small.xlsx", tmp_path / "streamed.xlsx"
    write_workbook(results(), small)
    write_workbook(results(), streamed, large=10)
    assert "xl/sharedStrings.xml" in zipfile.ZipFile(small).namelist()
    assert "xl/sharedStrings.xml" not in zipfile.ZipFile(streamed).namelist()
    pair = [openpyxl.load_workbook(p) for p in (small, streamed)]
    cells = [[[c.value for row in ws.iter_rows() for c in row] for ws in b] for b in pair]
    assert cells[0] == cells[1]


class Broken(tuple[Determination, ...]):
    """Determinations that fail at the third."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Determination]:
        yield self[0]
        yield self[1]
        raise RuntimeError("no more")


@pytest.mark.parametrize("large", [200_000, 10])
def test_error_half_way_keeps_the_old_workbook(tmp_path: Path, large: int) -> None:
    target = tmp_path / "results.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(RuntimeError, match="no more"):
        write_workbook(results(decisions=Broken(DECISIONS)), target, large=large)
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["results.xlsx"]


def test_decisions_are_gone_through_once(tmp_path: Path) -> None:
    class Once(tuple[Determination, ...]):
        """Counts how often it is gone through, and refuses to be indexed."""

        passes = 0

        def __iter__(self) -> Iterator[Determination]:
            Once.passes += 1
            return super().__iter__()

        def __getitem__(self, index: object) -> Determination:  # type: ignore[override]
            raise AssertionError("indexed")

    write_workbook(results(decisions=Once(DECISIONS)), tmp_path / "r.xlsx")
    assert Once.passes == 1


def test_columns_and_decisions_of_different_lengths_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="zip"):
        write_workbook(results(origins=ORIGINS[:3]), tmp_path / "r.xlsx")
    assert list(tmp_path.iterdir()) == []
    assert len(EXTRA["备注"]) == len(DECISIONS)
