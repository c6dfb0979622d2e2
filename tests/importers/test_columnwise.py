"""Cells kept column by column are the cells that were given, and read as each by itself."""

import pickle
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts import BLANK
from importers.columnwise import Columnwise
from importers.grid import Cell, Grid
from importers.parsing import parse_column
from importers.remarks import Parsed
from importers.series import Series
from importers.values import parse
from tests.importers.making import VOCABULARY

CELLS = st.one_of(
    st.sampled_from(["", "是", "否", " ", "存疑", 1, 0, 1.0, 0.0, True, False, -0.0, "1", 2]),
    st.text(max_size=4),
    st.floats(allow_nan=False),
    st.sampled_from(
        [date(2024, 3, 1), datetime(2024, 3, 1), time(8, 30), timedelta(hours=30)],
    ),
)
ROWS = st.lists(st.lists(CELLS, max_size=5), max_size=12)


def as_told_apart(rows: Any) -> list[list[tuple[type, Cell]]]:
    return [[(type(cell), cell) for cell in row] for row in rows]


@given(ROWS, st.integers(0, 3))
def test_rows_come_back_as_given_and_as_long_as_the_longest(
    rows: list[list[Cell]], offset: int
) -> None:
    kept = Columnwise.of(rows, offset)
    width = max(map(len, rows), default=0)
    whole = [[*[""] * offset, *row, *[""] * (width - len(row))] for row in rows]
    assert len(kept) == len(rows)
    assert as_told_apart(kept) == as_told_apart(whole)
    assert as_told_apart(kept[i] for i in range(len(rows))) == as_told_apart(whole)
    assert as_told_apart(kept[1:-1]) == as_told_apart(whole[1:-1])


@given(ROWS)
def test_what_is_sent_to_another_process_arrives(rows: list[list[Cell]]) -> None:
    kept = Columnwise.of(rows)
    assert as_told_apart(pickle.loads(pickle.dumps(kept))) == as_told_apart(kept)


def test_long_columns_are_numbered_over_all_pieces() -> None:
    rows: list[list[Cell]] = [[i % 3, True if i > 700 else 1.0, f"{i}"] for i in range(1500)]
    rows[1200].append("多")
    kept = Columnwise.of(iter(rows))
    assert kept.distinct[0] == [0, 1, 2]
    assert as_told_apart([kept.distinct[1]]) == [[(float, 1.0), (bool, True)]]
    assert [kept[i][0] for i in (0, 1, 699, 1499)] == [0, 1, 0, 2]
    assert kept.distinct[3] == ["", "多"]
    assert [i for i, cell in enumerate(kept.column(3)) if cell] == [1200]


def test_emptied_columns_hold_nothing_and_the_others_stay() -> None:
    kept = Columnwise.of([["a", "b"], ["c", "d"]])
    assert list(kept.emptied([1, 7])) == [["a", ""], ["c", ""]]
    assert list(kept) == [["a", "b"], ["c", "d"]]


def test_a_row_outside_the_sheet_is_an_error() -> None:
    kept = Grid("a", "a", [["x"]]).cells
    assert kept[-1] == ["x"]
    with pytest.raises(IndexError):
        kept[1]


@given(st.lists(CELLS, max_size=12), st.data())
def test_a_series_is_the_sequence_of_its_cells(cells: list[Cell], data: st.DataObject) -> None:
    series = Series.of(cells)
    assert as_told_apart([series]) == as_told_apart([cells])
    chosen = data.draw(st.lists(st.integers(0, len(cells) - 1))) if cells else []
    taken = series.taken(np.array(chosen, np.int64))
    assert as_told_apart([taken]) == as_told_apart([[cells[i] for i in chosen]])
    assert {(type(c), c) for c in taken.distinct} == {(type(c), c) for c in taken}
    assert series.where(lambda c: c == "").tolist() == [c == "" for c in cells]


TEXTS = st.one_of(
    CELLS,
    st.text(st.sampled_from("0123eE+.='\" 　无存疑不明待查－—-/nNuUlLＮ甲乙\u200b\n#"), max_size=6),
)
FACTS = [
    VOCABULARY.by_label(n) for n in ("案件编号", "责任主体", "基本情况", "直接经济损失", "情节")
]


@settings(max_examples=200)
@given(st.lists(TEXTS, min_size=1, max_size=8), st.sampled_from(FACTS))
def test_a_column_reads_as_each_of_its_cells_does(cells: list[Cell], fact: Any) -> None:
    column, remarks = parse_column(cells, fact)
    expected = [parse(cell, fact) for cell in cells]
    assert remarks == [(i, r.remark) for i, r in enumerate(expected) if r.remark is not None]
    for row, result in enumerate(expected):
        value = result if isinstance(result, Parsed) else Parsed(BLANK)
        assert (column.state[row], column.low[row], column.high[row]) == (
            value.state,
            value.low,
            value.high,
        )
        assert fact.type not in ("text", "identifier") or column.text[row] == value.text
