"""The table finder and the whole of reading, on grids of any cells whatever."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts import core_vocabulary
from importers import Unreadable
from importers.grid import Grid
from importers.layout import Planner
from importers.log import Log
from importers.read import _import, _Source

VOCABULARY = core_vocabulary()
PLANNER = Planner(VOCABULARY)
HEADERS = [name for f in VOCABULARY.facts if f.written for name in (f.label, *f.synonyms)]
WORDS = [
    "",
    " ",
    "合计",
    "注：",
    "是",
    "否",
    "×",
    "001",
    "一般",
    "2024-03-01",
    "金额单位：万元",
    "#N/A",
]

CELLS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(["案件编号", "事发日期", "责任主体", "主体类别", "角色", "主要领导", "情节"]),
    st.sampled_from(HEADERS),
    st.text(max_size=6),
    st.floats(),
    st.integers(-(10**20), 10**20),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.just(time(8, 30)),
    st.just(timedelta(hours=30)),
)
ANY_ROWS = st.lists(st.lists(CELLS, max_size=6), max_size=9)
HEADER: list[Any] = ["案件编号", "事发日期", "情节", "不良影响", "主要领导"]
ROWS = st.one_of(ANY_ROWS, ANY_ROWS.map(lambda rows: [HEADER, *rows]))
CORNERS = st.tuples(st.integers(0, 8), st.integers(0, 5), st.integers(0, 3), st.integers(0, 3))


def grid(rows: list[list[Any]], merged: list[tuple[int, int, int, int]], **more: Any) -> Grid:
    ranges = [((r, c), (r + down, c + across)) for r, c, down, across in merged]
    return Grid("a.xlsx", more.pop("sheet", "Sheet1"), rows, merged=ranges, **more)


@given(ROWS, st.lists(CORNERS, max_size=3), st.sampled_from(["案件", "责任人", "Sheet1"]))
@settings(max_examples=250)
def test_tables_lie_one_below_the_other(
    rows: list[list[Any]], merged: list[tuple[int, int, int, int]], sheet: str
) -> None:
    last = 0
    for layout in PLANNER.plan([grid(rows, merged, sheet=sheet)]):
        assert last <= layout.top <= layout.header < layout.end <= len(rows)
        assert all(layout.header < row < layout.end for row in layout.skipped)
        last = layout.end


@given(
    st.lists(ROWS, min_size=1, max_size=2),
    st.lists(CORNERS, max_size=3),
    st.booleans(),
    st.dictionaries(
        st.tuples(st.integers(0, 8), st.integers(0, 5)),
        st.sampled_from(["error-cell", "formula-uncached"]),
        max_size=2,
    ),
)
@settings(max_examples=120)
def test_no_sheet_is_too_odd_to_answer(
    sheets: list[list[list[Any]]],
    merged: list[tuple[int, int, int, int]],
    delimited: bool,
    broken: dict[tuple[int, int], str],
) -> None:
    hidden = frozenset({1, 3})
    grids = [
        grid(rows, merged, delimited=delimited, broken=broken, hidden_rows=hidden)
        for rows in sheets
    ]
    if not PLANNER.plan(grids):
        with pytest.raises(Unreadable):
            _import([_Source("a.xlsx", grids)], VOCABULARY, {}, Log(), {})
        return
    result = _import([_Source("a.xlsx", grids)], VOCABULARY, {}, Log(), {})
    orders = sorted([*result.order.tolist(), *(row.order for row in result.rejected)])
    assert orders == list(range(len(orders)))
    for row in result.rejected:
        assert any(p.severity == "error" for p in row.problems)
    for problem in result.problems:
        assert problem.line("zh")
        assert "{" not in problem.message.zh.replace(problem.value, "")


@given(st.permutations(range(4)), st.lists(st.booleans(), min_size=4, max_size=4))
@settings(max_examples=60)
def test_repeated_headers_and_blank_rows_change_no_value(
    order: list[int], repeats: list[bool]
) -> None:
    header: list[Any] = ["案件编号", "事发日期", "情节", "主要领导"]
    rows: list[list[Any]] = [header]
    for number, repeat in zip(order, repeats, strict=True):
        rows += [[], header] if repeat else [[]]
        rows.append([f"{number:03}", date(2024, 3, 1), "一般", "甲"])
    result = _import([_Source("a.xlsx", [grid(rows, [])])], VOCABULARY, {}, Log(), {})
    numbers = VOCABULARY.by_label("案件编号")
    assert [result.table.show(numbers, i) for i in range(4)] == [f"{n:03}" for n in order]
    repeated = [p.code for p in result.problems].count("header-repeated")
    assert repeated == sum(repeats)


def test_a_merged_range_beyond_the_last_column_is_no_trouble() -> None:
    rows: list[list[Any]] = [["案件编号", "事发日期"], ["001", "2024-03-01"]]
    odd = grid(rows, [(1, 7, 0, 2), (1, 0, 900, 0)])
    result = _import([_Source("a.xlsx", [odd])], VOCABULARY, {}, Log(), {})
    assert [row.case_id for row in result.rejected] == ["001"]


def test_moments_and_days_of_the_first_and_last_year_are_answered() -> None:
    header: list[Any] = ["案件编号", "事发日期", "知悉时间", "主要领导"]
    rows: list[list[Any]] = [header]
    rows.append(["001", date.min, datetime.max, "甲"])
    result = _import([_Source("a.xlsx", [grid(rows, [])])], VOCABULARY, {}, Log(), {})
    assert [p.code for p in result.problems if p.severity == "error"] == ["date-year", "date-year"]
