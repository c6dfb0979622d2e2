"""Can a condition hold, and does one imply another: held against trying every case."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.lint.satisfy import Search
from facts import core_vocabulary, table_from_rows
from rules.atoms import Every, Formula, Literal, Some
from rules.checker import Names, check
from rules.conditions import parse
from rules.literals import evaluate_atom

VOCABULARY = core_vocabulary()
NAMES = Names(VOCABULARY, {})

#: Atoms over three facts, and every value of these facts that the atoms can tell apart.
ATOMS = [
    "不良影响",
    "不明(不良影响)",
    "任务来源 = 督查督办",
    "任务来源 属于 [督查督办, 领导批示交办]",
    "死亡人数 > 2人",
    "死亡人数 ≥ 3人",
    "死亡人数 < 1人",
    "已知(死亡人数)",
]
ROWS = [
    {"不良影响": bad, "任务来源": source, "死亡人数": deaths}
    for bad, source, deaths in product(
        ["是", "否", None], ["督查督办", "领导批示交办", "其他", None], [0, 1, 2, 3, None]
    )
]
TABLE = table_from_rows(VOCABULARY, ROWS)


def formula(text: str) -> Formula:
    return check(parse(text), NAMES)


def true_in(node: Formula, row: int) -> int:
    """0, 1 or 2 (unknown): Kleene's logic, one row at a time."""
    if isinstance(node, Literal):
        value = int(evaluate_atom(node.atom, TABLE, {})[0][row])
        return value if value == 2 else int(bool(value) == node.value)
    values = [true_in(part, row) for part in node.parts]
    decisive = 0 if isinstance(node, Every) else 1
    return decisive if decisive in values else 2 if 2 in values else 1 - decisive


def joined(every: bool, parts: list[Formula]) -> Formula:
    return Every(tuple(parts)) if every else Some(tuple(parts))


LEAVES: list[Formula] = [formula(text) for atom in ATOMS for text in (atom, f"非 ({atom})")]


@st.composite
def formulas(draw: st.DrawFn) -> Formula:
    """A formula of up to three groups of up to three literals."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    groups = [
        joined(draw(st.booleans()), [draw(st.sampled_from(LEAVES)) for _ in range(size)])
        for size in sizes
    ]
    return joined(draw(st.booleans()), groups)


@settings(max_examples=60)
@given(formulas())
def test_a_condition_can_hold_when_some_case_meets_it(node: Formula) -> None:
    met = any(true_in(node, row) == 1 for row in range(len(ROWS)))
    assert Search().can_hold(node) == met


@settings(max_examples=60)
@given(formulas(), formulas())
def test_no_implication_is_claimed_that_a_case_without_blanks_refutes(
    first: Formula, second: Formula
) -> None:
    full = [i for i, row in enumerate(ROWS) if None not in row.values()]
    refuted = any(true_in(first, i) == 1 and true_in(second, i) == 0 for i in full)
    if refuted:
        assert not Search().implies(first, second)


@pytest.mark.parametrize(
    ("first", "second", "implied"),
    [
        ("死亡人数 ≥ 3人", "死亡人数 > 2人", True),
        ("死亡人数 > 2人", "死亡人数 ≥ 3人", True),
        ("死亡人数 ≥ 2人", "死亡人数 ≥ 3人", False),
        ("直接经济损失 > 2元", "直接经济损失 ≥ 3元", False),
        ("任务来源 = 督查督办", "任务来源 属于 [督查督办, 领导批示交办]", True),
        ("任务来源 属于 [督查督办, 领导批示交办]", "任务来源 = 督查督办", False),
        ("不良影响", "不良影响 或 重大影响", True),
        ("不良影响 且 (重大影响 或 非 重大影响)", "不良影响", True),
        ("不明(不良影响)", "不良影响", False),
        ("不良影响", "已知(不良影响)", True),
        ("事发日期 > 2009-09-01", "事发日期 ≥ 2009-09-02", True),
    ],
)
def test_implications(first: str, second: str, implied: bool) -> None:
    assert Search().implies(formula(first), formula(second)) is implied


@pytest.mark.parametrize(
    ("text", "can"),
    [
        ("死亡人数 > 2人 且 死亡人数 < 3人", False),
        ("直接经济损失 > 2元 且 直接经济损失 < 3元", True),
        ("死亡人数 < 0人", False),
        ("报告用时 > 2小时 且 报告用时 ≤ 2小时", False),
        ("不良影响 且 不明(不良影响)", False),
        ("非 不良影响 且 已知(不良影响)", True),
        ("任务来源 = 督查督办 且 任务来源 ≠ 督查督办", False),
        ("事发日期 > 2009-09-01 且 事发日期 < 2009-09-02", False),
    ],
)
def test_what_can_hold(text: str, can: bool) -> None:
    assert Search().can_hold(formula(text)) is can


def test_a_conclusion_that_nobody_reaches_never_holds() -> None:
    names = Names(VOCABULARY, {}, ("两小时报告义务",))
    node = check(parse("两小时报告义务 且 不良影响"), names)
    assert Search().can_hold(node)
    assert not Search(frozenset({"两小时报告义务"})).can_hold(node)
