"""What holds for every value and every order of rows."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts import Fact
from facts.columns import show_value
from importers.amounts import chinese_number
from importers.remarks import Parsed
from importers.values import parse
from tests.importers.making import SUBJECT_HEADER, VOCABULARY, read, shown, workbook

LABELS = ["不良影响", "情节", "过错情形", "直接经济损失", "死亡人数", "事发日期", "知悉时间"]

DAYS = st.integers(-7000, 47000)
MINUTES = st.integers(-7000 * 1440, 47000 * 1440)
FEN = st.integers(0, 10**9)


def bounds(fact: Fact) -> st.SearchStrategy[tuple[float, float]]:
    """Known values of a fact as its column holds them."""
    if fact.type == "boolean":
        return st.sampled_from([(0.0, 0.0), (1.0, 1.0)])
    if fact.type == "choice":
        return st.integers(0, len(fact.choices) - 1).map(lambda i: (float(i), float(i)))
    if fact.type == "choices":
        masks = st.integers(1, (1 << len(fact.choices)) - 1)
        return masks.map(lambda m: (float(m), float(m)))
    scale = 100 if fact.unit == "元" else 1
    numbers = {"date": DAYS, "datetime": MINUTES}.get(fact.type, FEN)
    pairs = st.tuples(numbers, numbers).map(sorted)
    exact = numbers.map(lambda n: [n, n])
    return st.one_of(pairs, exact).map(lambda p: (p[0] / scale, p[1] / scale))


@pytest.mark.parametrize("label", LABELS)
@given(data=st.data())
@settings(max_examples=60)
def test_what_is_shown_is_read_back(label: str, data: st.DataObject) -> None:
    fact = VOCABULARY.by_label(label)
    low, high = data.draw(bounds(fact))
    text = show_value(fact, low, high)
    result = parse(text, fact, None)
    assert isinstance(result, Parsed), text
    assert (result.low, result.high) == (low, high)


@given(st.text(max_size=20), st.sampled_from([f for f in VOCABULARY.facts if f.written]))
@settings(max_examples=300)
def test_no_text_is_too_odd_to_answer(text: str, fact: Fact) -> None:
    result = parse(text, fact, None)
    if isinstance(result, Parsed):
        assert result.low <= result.high


@given(
    st.text(alphabet="0123456789.,年月日时分点至到-/: 上下午万亿元人余多数一二十零", max_size=16)
)
@settings(max_examples=300)
def test_no_figures_are_too_odd_to_answer(text: str) -> None:
    for label in ("直接经济损失", "死亡人数", "事发日期", "知悉时间", "过错情形"):
        result = parse(text, VOCABULARY.by_label(label), None)
        if isinstance(result, Parsed):
            assert result.low <= result.high


def in_chinese(number: int) -> str:
    """0 to 9999 in Chinese, the long way."""
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    words = ""
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            words += digits[digit] + name
        elif words and not words.endswith("零") and number % scale:
            words += "零"
    return words


@given(st.integers(0, 9999))
def test_chinese_numbers_are_read(number: int) -> None:
    assert chinese_number(in_chinese(number)) == number


@given(st.dates(date(1949, 1, 1), date(2100, 12, 31)))
@settings(max_examples=100)
def test_every_spelling_of_a_day_is_the_same_day(day: date) -> None:
    fact = VOCABULARY.by_label("事发日期")
    number = float((day - date(1970, 1, 1)) / timedelta(days=1))
    for text in (f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日"):
        assert parse(text, fact, None) == Parsed(low=number, high=number)
    assert parse(day, fact, None) == Parsed(low=number, high=number)


@given(st.permutations(range(6)))
@settings(max_examples=10)
def test_the_order_of_rows_changes_no_row(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    words = ["是", "也许", "否", "-", "存疑", ""]
    folder: Path = tmp_path_factory.mktemp("order")
    cases = [["案件编号", "事发日期", "不良影响"]]
    cases += [[f"{i:03}", "2024-03-01", words[i]] for i in order]
    subjects = [SUBJECT_HEADER, *([f"{i:03}", "甲", "个人", "主要领导"] for i in range(6))]
    result = read(workbook(folder / "a.xlsx", {"案件": cases, "责任人": subjects}))
    assert shown(result, "案件编号") == ["000", "002", "003", "004", "005"]
    assert shown(result, "不良影响") == ["是", "否", "", "存疑", ""]
    assert [r.case_id for r in result.rejected] == ["001"]
    assert result.order.tolist() == [0, 2, 3, 4, 5]
