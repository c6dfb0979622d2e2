"""A register laid out in any mixture of the usual ways is read whole, each odd row told."""

from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from importers.grid import Grid
from importers.log import Log
from importers.read import _import, _Source
from tests.importers.making import VOCABULARY, shown

Merge = tuple[tuple[int, int], tuple[int, int]]
Rows = list[list[Any]]

ONE = ["序号", "案件编号", "事发日期", "情节", "不良影响", "直接经济损失", "主要领导", "死亡人数"]
UPPER = ["序号", "案件编号", "事发日期", "认定", "", "", "主要领导", "死亡人数"]
MIDDLE = ["", "", "", "情节", "后果", "", "", ""]
LOW_OF_TWO = ["", "", "", "情节", "不良影响", "直接经济损失", "", ""]
LOW_OF_THREE = ["", "", "", "", "不良影响", "直接经济损失", "", ""]
ENDS = (0, 1, 2, 6, 7)


class Header(NamedTuple):
    """The rows of a header, and what is merged in them, from its own first row."""

    rows: Rows
    merged: list[Merge]


HEADERS = [
    Header([ONE], []),
    Header([UPPER, LOW_OF_TWO], [((0, 3), (0, 5)), *(((0, c), (1, c)) for c in ENDS)]),
    Header(
        [UPPER, MIDDLE, LOW_OF_THREE],
        [((0, 3), (0, 5)), ((1, 4), (1, 5)), ((1, 3), (2, 3)), *(((0, c), (2, c)) for c in ENDS)],
    ),
]
TITLES = [
    ["某市问责情况登记表（一）", *[""] * 7],
    ["填报单位：某市", "", "", "", "2024年12月", "", "", ""],
    [""] * 8,
]
BETWEEN = [
    [""] * 8,
    ["小计", "", "", "", "", 30, "", ""],
    ["", "合 计", "", "", "", 30, "", ""],
    ONE,
]
BELOW = [
    ["合计", "", "", "", "", 60, "", ""],
    ["注：一式两份。", *[""] * 7],
    ["审核人：", *[""] * 7],
]


def case(number: int) -> list[Any]:
    return [number, f"{number:03}", "2024-03-01", "一般", "√", "5", f"第{number}人", "30余人"]


@settings(max_examples=60)
@given(
    titles=st.lists(st.sampled_from(TITLES), max_size=3),
    header=st.sampled_from(HEADERS),
    stretches=st.lists(st.tuples(st.integers(1, 3), st.sampled_from(BETWEEN)), max_size=4),
    below=st.lists(st.sampled_from(BELOW), max_size=3),
    merges_kept=st.booleans(),
)
def test_every_case_is_read_and_nothing_else(
    titles: Rows,
    header: Header,
    stretches: list[tuple[int, list[Any]]],
    below: Rows,
    merges_kept: bool,
) -> None:
    """In a CSV file the merges are lost."""
    top = len(titles)
    merged = [((r + top, c), (s + top, d)) for (r, c), (s, d) in header.merged]
    rows: Rows = [*titles, *header.rows]
    number = 0
    for count, between in [*stretches, (1, [""] * 8)]:
        for _ in range(count):
            number += 1
            rows.append(case(number))
        rows.append(between)
    rows += below
    grid = Grid("a.xlsx", "台账", rows, merged=merged if merges_kept else [])
    log = Log()
    result = _import([_Source("a.xlsx", [grid])], VOCABULARY, {}, log, {})
    assert shown(result, "案件编号") == [f"{i:03}" for i in range(1, number + 1)]
    assert shown(result, "直接经济损失") == ["5元"] * number
    assert shown(result, "死亡人数") == ["不少于30人"] * number
    assert not result.rejected
    told = [p.code for p in result.problems]
    odd = sum(row != [""] * 8 for _, row in stretches) + len(below)
    assert sum(map(told.count, ("header-repeated", "sum-row", "footer-row"))) == odd
