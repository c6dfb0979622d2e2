"""Shares of a whole: 50%, 0.5, 五成; and the same marks where no share is wanted."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import Fact
from importers.columnar.strict import read_plain
from importers.ratios import is_ratio, parse_ratio
from importers.remarks import Parsed, Refusal
from importers.values import parse
from rules import load_book
from tests.annotated.running import wenze
from tests.importers.making import SUBJECT, SUBJECT_HEADER, workbook
from wenze.evaluation import read

SHARE = Fact(id="share", label="不称职票占比", entity="subject", type="number", minimum=0)
RANK = Fact(id="rank", label="名次", entity="subject", type="number", example="28")
MONEY = Fact(id="money", label="返还金额", entity="case", type="number", unit="元")


def bounds(raw: Any, unit: str | None = None, fact: Fact = SHARE) -> tuple[float, float]:
    """The value, low and high."""
    result = parse(raw, fact, unit)
    assert isinstance(result, Parsed), result
    return result.low, result.high


def refusal(raw: Any, unit: str | None = None, fact: Fact = SHARE) -> str:
    """The code of what is refused."""
    result = parse(raw, fact, unit)
    assert isinstance(result, Refusal), result
    return result.remark.code


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("50%", 0.5),
        ("５０％", 0.5),
        (" 12.5 %", 0.125),
        ("120%", 1.2),
        ("0.5", 0.5),
        (0.5, 0.5),
        (".5", 0.5),
        (1, 1.0),
        ("0", 0.0),
        ("五成", 0.5),
        ("5成", 0.5),
        ("七成五", 0.75),
        ("三成半", 0.35),
        ("一半", 0.5),
        ("百分之五十", 0.5),
        ("百分之12.5", 0.125),
        ("千分之三", 0.003),
        ("3‰", 0.003),
        ("三分之一", 1 / 3),
        ("3分之2", 2 / 3),
        ("1/4", 0.25),
        (0.07, 0.07),
    ],
)
def test_a_share_is_read_however_it_is_written(written: Any, value: float) -> None:
    assert bounds(written) == (value, value)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("50%以上", 0.5, float("inf")),
        ("八成多", 0.8, float("inf")),
        ("80余%", 0.8, float("inf")),
        ("不低于三分之一", 1 / 3, float("inf")),
        ("30%至50%", 0.3, 0.5),
        ("30-50%", 0.3, 0.5),
        ("三成到五成", 0.3, 0.5),
        ("0.3~0.5", 0.3, 0.5),
    ],
)
def test_a_bound_and_an_interval_stay_what_they_are(written: str, low: float, high: float) -> None:
    assert bounds(written) == (low, high)


@pytest.mark.parametrize(
    ("written", "unit", "code"),
    [
        ("50", None, "ratio-ambiguous"),  # fifty times, or 50%?
        (50, None, "ratio-ambiguous"),
        ("三十", None, "ratio-ambiguous"),
        ("0.5", "%", "ratio-ambiguous"),  # 0.5%, or 50% as Excel keeps it?
        (0.5, "%", "ratio-ambiguous"),
        ("约五成", None, "not-ratio"),
        ("五成人", None, "not-ratio"),
        ("50%人", None, "not-ratio"),
        ("1/0", None, "not-ratio"),
        ("零分之一", None, "not-ratio"),
        ("5万元", None, "not-ratio"),
    ],
)
def test_what_may_mean_two_shares_or_none_is_refused(
    written: Any, unit: str | None, code: str
) -> None:
    assert refusal(written, unit) == code


def test_the_percent_sign_may_stand_in_the_header(tmp_path: Path) -> None:
    assert bounds("50", "%") == (0.5, 0.5)
    assert bounds(12.5, "%") == (0.125, 0.125)
    assert bounds("50%", "%") == (0.5, 0.5)
    book = load_book("yushui")
    weights = ["过程评价占比（%）", "民主评价占比％", "自主评价占比", "满意度调查占比"]
    header = ["案件编号", "事发日期", *weights]
    cases = [header, ["1", "2012-3-1", 50, "25", "25%", "五成"]]
    path = workbook(
        tmp_path / "a.xlsx", {"案件": cases, "责任人": [SUBJECT_HEADER, ["1", *SUBJECT[1:]]]}
    )
    imported = read([path], book)
    assert not [p for p in imported.problems if p.severity == "error"]
    labels = ["过程评价占比", "民主评价占比", "自主评价占比", "满意度调查占比"]
    shown = [imported.table.show(book.vocabulary.by_label(label), 0) for label in labels]
    assert shown == ["0.5", "0.25", "0.25", "0.5"]


@pytest.mark.parametrize("fact", [RANK, MONEY], ids=["plain", "money"])
@pytest.mark.parametrize("written", ["50%", "三成", "三分之一", "5‰", "30%至50%"])
def test_a_share_is_refused_where_the_fact_is_none(fact: Fact, written: str) -> None:
    assert not is_ratio(fact)
    assert refusal(written, fact=fact) == "ratio-unwanted"


def test_the_message_says_what_to_write(tmp_path: Path) -> None:
    rows = ["案件编号,事发日期,直接经济损失", "1,2024-03-01,50%"]
    (tmp_path / "案件.csv").write_text("\n".join(rows), encoding="utf-8")
    subjects = [",".join(SUBJECT_HEADER), "1,甲,个人,主要领导"]
    (tmp_path / "责任人.csv").write_text("\n".join(subjects), encoding="utf-8")
    done = wenze("check", str(tmp_path))
    assert done.returncode == 1
    assert (
        "错误 案件!C2（直接经济损失）：“50%”是比例；“直接经济损失”应为一个数，不是比例"
        in done.stderr
    )


@given(st.integers(0, 10**6), st.integers(0, 4))
def test_the_sign_moves_the_point_by_two_places_exactly(digits: int, places: int) -> None:
    number = Decimal(digits).scaleb(-places)
    expected = float(number.scaleb(-2))
    assert bounds(f"{number:f}%") == (expected, expected)


@given(st.text(alphabet="0123456789.%％‰成分之百一二三半余多至-/ ", max_size=8))
def test_no_share_is_too_odd_to_answer(written: str) -> None:
    for unit in (None, "%"):
        result = parse_ratio(written, SHARE, unit)
        if isinstance(result, Parsed):
            assert 0 <= result.low <= result.high


def test_large_tables_read_shares_one_by_one() -> None:
    assert read_plain(pa.array(["50", "0.5"]), SHARE, None) is None
    assert read_plain(pa.array([50.0, 0.5]), SHARE, None) is None
    assert read_plain(pa.array(["50"]), RANK, None) is not None
