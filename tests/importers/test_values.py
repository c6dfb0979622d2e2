"""One cell, one value: what is accepted, and what is said about the rest."""

from datetime import date, datetime, time
from typing import Any

import numpy as np
import pytest

from facts import BLANK, KNOWN, OPEN
from facts.columns import show_value
from importers.remarks import Parsed, Refusal
from importers.values import parse
from tests.importers.making import VOCABULARY


def value(label: str, raw: Any, unit: str | None = None) -> Parsed:
    result = parse(raw, VOCABULARY.by_label(label), unit)
    assert isinstance(result, Parsed), f"{raw!r} was refused: {result}"
    return result


def shown(label: str, raw: Any, unit: str | None = None) -> str:
    result = value(label, raw, unit)
    assert result.state == KNOWN
    return result.text or show_value(VOCABULARY.by_label(label), result.low, result.high)


def refused(label: str, raw: Any, unit: str | None = None) -> str:
    result = parse(raw, VOCABULARY.by_label(label), unit)
    assert isinstance(result, Refusal), f"{raw!r} was read as {result}"
    return result.remark.code


def noticed(label: str, raw: Any) -> str:
    remark = value(label, raw).remark
    assert remark is not None
    return remark.code


@pytest.mark.parametrize("word", ["存疑", "不明", "待查", "不详", "待核实", "未查清", " 存疑 "])
def test_open_words_are_open_and_not_blank(word: str) -> None:
    for label in ("不良影响", "情节", "过错情形", "直接经济损失", "事发日期", "报告时间"):
        assert value(label, word).state == OPEN


@pytest.mark.parametrize("label", ["案件编号", "所属案件", "责任主体", "主体类别"])
@pytest.mark.parametrize("word", ["存疑", "不明", "无"])
def test_keys_can_be_neither_open_nor_none(label: str, word: str) -> None:
    assert refused(label, word) == "open-key"


def test_only_the_whole_cell_is_an_open_word() -> None:
    assert refused("不良影响", "存疑（待查）") == "not-boolean"


@pytest.mark.parametrize("raw", ["", "  ", "\u3000", "\u200b", "\n"])
def test_white_space_is_blank_without_a_word(raw: str) -> None:
    result = value("不良影响", raw)
    assert (result.state, result.remark) == (BLANK, None)


@pytest.mark.parametrize("raw", ["-", "--", "/", "—", "——", "／", "－"])
def test_dashes_are_blank_and_noticed(raw: str) -> None:
    assert value("直接经济损失", raw).state == BLANK
    assert noticed("直接经济损失", raw) == "dash-blank"


@pytest.mark.parametrize(
    "raw",
    ["是", "有", "√", "✓", "对", "Y", "y", "yes", "TRUE", "1", "1.0", 1, 1.0, True, "ＹＥＳ", "１"],
)
def test_true_words(raw: Any) -> None:
    assert shown("不良影响", raw) == "是"


@pytest.mark.parametrize(
    "raw", ["否", "无", "×", "✗", "x", "X", "错", "N", "No", "false", "0", "0.0", 0, 0.0, False]
)
def test_false_words(raw: Any) -> None:
    assert shown("不良影响", raw) == "否"


@pytest.mark.parametrize("raw", [2, "可能", "○", "否定", date(2024, 1, 1)])
def test_other_words_are_no_booleans(raw: Any) -> None:
    assert refused("不良影响", raw) == "not-boolean"


@pytest.mark.parametrize(
    ("label", "raw", "expected"),
    [
        ("情节", "较重", "较重"),
        ("情节", "情节较重", "较重"),
        ("情节", "较 重", "较重"),
        ("情节", "ordinary", "一般"),
        ("单位层级", "县（市、区）", "县级"),
        ("单位层级", "县(市、区)", "县级"),
        ("年度考核等次", "“差”", "差"),
    ],
)
def test_choice_by_label_synonym_or_id(label: str, raw: str, expected: str) -> None:
    assert shown(label, raw) == expected


def test_unknown_choice_proposes_the_nearest_label() -> None:
    result = parse("很严重", VOCABULARY.by_label("情节"))
    assert isinstance(result, Refusal)
    assert result.remark.code == "not-choice-near"
    assert result.remark.values["near"] == "严重"
    assert result.remark.values["accepted"] == "轻微；一般；较重；严重；特别严重"


def test_choice_unlike_any_label_lists_what_is_accepted() -> None:
    assert refused("情节", "abc") == "not-choice"


@pytest.mark.parametrize(
    "raw", ["4", 4, 4.0, "４", "（4）", "(4)", "④", "第4项", "(二)4", "情形4", "四", "迟报", "4.0"]
)
def test_one_fault_in_many_spellings(raw: Any) -> None:
    assert shown("过错情形", raw) == "重要情况未及时处理和报告"


@pytest.mark.parametrize(
    "raw",
    ["4、11", "4；11", "4;11", "4，11", "4,11", "4及11", "4和11", "4 与 11", "4、11、4", "11\n4"],
)
def test_several_faults_whatever_the_separator(raw: str) -> None:
    assert shown("过错情形", raw) == "重要情况未及时处理和报告、其他违反规定情形"


def test_separators_inside_a_known_name_do_not_split_it() -> None:
    raw = "不作为、作为不力或乱作为；重要情况未及时处理和报告"
    assert shown("过错情形", raw) == "重要情况未及时处理和报告、不作为、作为不力或乱作为"


def test_unknown_fault_is_refused_with_the_nearest_name() -> None:
    result = parse("4、未及时汇报", VOCABULARY.by_label("过错情形"))
    assert isinstance(result, Refusal)
    assert result.remark.code == "not-choices-near"
    assert result.remark.values["near"] == "重要情况未及时处理和报告"


@pytest.mark.parametrize("raw", ["12", 45, 4.5, "4、x12", "（三）4"])
def test_numbers_that_name_no_fault_are_refused(raw: Any) -> None:
    assert refused("过错情形", raw) == "not-choices"


def test_no_fault_listed_is_blank_since_it_denies_nothing() -> None:
    assert value("过错情形", "无").state == BLANK
    assert noticed("过错情形", "无") == "none-blank"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("5000", 5000),
        (5000, 5000),
        (0.1, 0.1),
        ("5000元", 5000),
        ("5万元", 50_000),
        ("5万", 50_000),
        ("1.2亿元", 120_000_000),
        ("1,234.5", 1234.5),
        ("￥1,234.5元", 1234.5),
        ("１２３", 123),
        ("五万元", 50_000),
        ("一亿二千万元", 120_000_000),
        ("三百零五元", 305),
        ("1.5e5", 150_000),
        ("0", 0),
    ],
)
def test_amounts_of_money(raw: Any, expected: float) -> None:
    result = value("直接经济损失", raw)
    assert (result.low, result.high) == (expected, expected)


@pytest.mark.parametrize(
    ("raw", "expected"), [(3, 30_000), ("0.3", 3_000), ("5元", 5), ("5万元", 50_000)]
)
def test_the_unit_of_the_header_is_for_bare_numbers(raw: Any, expected: float) -> None:
    assert value("直接经济损失", raw, "万元").low == expected


def test_a_scale_without_unit_under_a_header_unit_has_two_readings() -> None:
    assert refused("直接经济损失", "5万", "万元") == "unit-ambiguous"


@pytest.mark.parametrize(
    ("label", "raw", "low"),
    [
        ("死亡人数", "30余人", 30),
        ("死亡人数", "三十多人", 30),
        ("死亡人数", "30人以上", 30),
        ("死亡人数", "至少30人", 30),
        ("直接经济损失", "5万余元", 50_000),
        ("直接经济损失", "10多万元", 100_000),
    ],
)
def test_more_than_a_number_is_a_lower_bound(label: str, raw: str, low: float) -> None:
    result = value(label, raw)
    assert (result.low, result.high) == (low, np.inf)
    assert noticed(label, raw) == "lower-bound"


@pytest.mark.parametrize("raw", ["3至5万元", "3-5万元", "3万元～5万元", "30000到50000元"])
def test_two_numbers_are_an_interval(raw: str) -> None:
    result = value("直接经济损失", raw)
    assert (result.low, result.high) == (30_000, 50_000)
    assert noticed("直接经济损失", raw) == "number-interval"


@pytest.mark.parametrize(
    ("label", "raw", "code"),
    [
        ("直接经济损失", "数万元", "number-vague"),
        ("死亡人数", "几十人", "number-vague"),
        ("直接经济损失", "无", "number-none"),
        ("直接经济损失", "-5", "below-minimum"),
        ("直接经济损失", -5, "below-minimum"),
        ("直接经济损失", "30人", "wrong-unit"),
        ("直接经济损失", "约5万元", "not-number"),
        ("直接经济损失", "12,34", "not-number"),
        ("直接经济损失", "5美元", "not-number"),
        ("直接经济损失", "一万二", "not-number"),
        ("死亡人数", "十二三人", "not-number"),
        ("死亡人数", "三五人", "not-number"),
        ("直接经济损失", True, "not-number"),
        ("直接经济损失", date(2024, 1, 1), "not-number"),
        ("死亡人数", "2.5", "not-whole"),
        ("死亡人数", "5至3", "interval-backward"),
    ],
)
def test_what_is_no_number(label: str, raw: Any, code: str) -> None:
    assert refused(label, raw) == code


@pytest.mark.parametrize(
    "raw",
    [
        date(2009, 8, 27),
        datetime(2009, 8, 27),
        "2009-08-27",
        "2009/8/27",
        "2009.8.27",
        "20090827",
        20090827,
        20090827.0,
        "2009年8月27日",
        "2009年8月27号",
        "2009 年 8 月 27 日",
        "二〇〇九年八月二十七日",
        "二○○九年八月二十七日",
        "二OO九年八月二十七日",
        "２００９－０８－２７",
    ],
)
def test_dates_in_many_spellings(raw: Any) -> None:
    assert shown("事发日期", raw) == "2009-08-27"


@pytest.mark.parametrize("raw", ["2009年8月", "2009-08", "2009.8", "200908", 200908.0])
def test_a_month_is_all_its_days(raw: Any) -> None:
    assert shown("事发日期", raw) == "2009-08-01至2009-08-31"


@pytest.mark.parametrize("raw", ["2009年", "2009", 2009.0, "二〇〇九年"])
def test_a_year_is_all_its_days_and_noticed(raw: Any) -> None:
    assert shown("事发日期", raw) == "2009-01-01至2009-12-31"
    assert noticed("事发日期", raw) == "year-only"


def test_a_time_in_a_date_column_is_noticed() -> None:
    assert shown("事发日期", datetime(2009, 8, 27, 8, 30)) == "2009-08-27"
    assert noticed("事发日期", datetime(2009, 8, 27, 8, 30)) == "time-dropped"
    assert noticed("事发日期", "2009-08-27 08:30") == "time-dropped"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("2024.13.1", "date-impossible"),
        ("2023-02-29", "date-impossible"),
        ("2024-13", "date-impossible"),
        (45352.0, "date-serial"),
        ("45352", "date-serial"),
        ("1809-01-01", "date-year"),
        ("2124-01-01", "date-year"),
        ("24-3-1", "not-date"),
        ("3/1/2024", "not-date"),
        ("去年三月", "not-date"),
        ("2009.1", "not-date"),
        ("2024年3月上旬", "not-date"),
        (True, "not-date"),
        (time(8, 30), "not-date"),
        ("2024-03-05至2024-03-01", "interval-backward"),
    ],
)
def test_what_is_no_date(raw: Any, code: str) -> None:
    assert refused("事发日期", raw) == code


def test_a_serial_is_offered_as_a_date() -> None:
    result = parse(45352.0, VOCABULARY.by_label("事发日期"))
    assert isinstance(result, Refusal)
    assert result.remark.values["offer"] == "2024-03-01"


@pytest.mark.parametrize(
    "raw",
    [
        datetime(2024, 3, 1, 15, 30),
        "2024-03-01 15:30",
        "2024/3/1 15:30:00",
        "2024-03-01T15:30",
        "2024年3月1日15时30分",
        "2024年3月1日 15点半",
        "2024年3月1日下午3:30",
        "2024年3月1日下午3点30分",
        "2024/3/1 3:30 PM",
        "二〇二四年三月一日十五时三十分",
        "20240301 15:30",
        "２０２４－０３－０１　１５：３０",
    ],
)
def test_moments_in_many_spellings(raw: Any) -> None:
    assert shown("知悉时间", raw) == "2024-03-01 15:30"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2024年3月1日8时整", "2024-03-01 08:00"),
        ("2024年3月1日晚上8点5分", "2024-03-01 20:05"),
        ("2024年3月1日凌晨0:10", "2024-03-01 00:10"),
        ("2024年3月1日中午12:10", "2024-03-01 12:10"),
        ("2024-03-01 24:00", "2024-03-02 00:00"),
    ],
)
def test_parts_of_the_day(raw: str, expected: str) -> None:
    assert shown("知悉时间", raw) == expected


def test_a_day_alone_is_all_its_minutes() -> None:
    assert shown("知悉时间", "2024-03-01") == "2024-03-01 00:00至2024-03-01 23:59"
    assert shown("知悉时间", date(2024, 3, 1)) == "2024-03-01 00:00至2024-03-01 23:59"
    assert noticed("知悉时间", "2024-03-01") == "day-only"


def test_an_hour_alone_is_all_its_minutes() -> None:
    assert shown("知悉时间", "2024年3月1日8时") == "2024-03-01 08:00至2024-03-01 08:59"
    assert noticed("知悉时间", "2024年3月1日8时") == "hour-only"


def test_equal_seconds_leave_exactly_two_hours() -> None:
    learned = value("知悉时间", "2024-03-01 08:00:20").low
    reported = value("报告时间", "2024-03-01 10:00:20").low
    assert reported - learned == 120


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("2024-03-01 25:00", "time-impossible"),
        ("2024-03-01 08:61", "time-impossible"),
        ("2024年3月1日晚上12点", "time-ambiguous"),
        ("2024年3月1日上午12点", "time-ambiguous"),
        ("2024-02-30 08:30", "date-impossible"),
        ("8:30", "not-datetime"),
        ("尽快", "not-datetime"),
        (time(8, 30), "not-datetime"),
        (45352.35, "date-serial"),
    ],
)
def test_what_is_no_moment(raw: Any, code: str) -> None:
    assert refused("知悉时间", raw) == code


@pytest.mark.parametrize("word", ["未报告", "未报", "没有报告"])
def test_never_reported_is_an_endless_time(word: str) -> None:
    result = value("报告时间", word)
    assert (result.low, result.high) == (np.inf, np.inf)
    assert refused("知悉时间", word) == "not-datetime"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("00123", "00123"),
        (" 00123\u3000", "00123"),
        ("'00123", "00123"),
        ('="00123"', "00123"),
        ("110101199001011237", "110101199001011237"),
        ("甘纪〔2024〕１号", "甘纪〔2024〕１号"),
    ],
)
def test_identifiers_stay_text(raw: str, expected: str) -> None:
    assert shown("案件编号", raw) == expected
    assert value("案件编号", raw).remark is None


@pytest.mark.parametrize(("raw", "expected"), [(123.0, "123"), (123, "123"), (1.5, "1.5")])
def test_an_identifier_stored_as_a_number_is_noticed(raw: float, expected: str) -> None:
    assert shown("案件编号", raw) == expected
    assert noticed("案件编号", raw) == "id-from-number"


@pytest.mark.parametrize("raw", [1.101011990010112e17, "1.10101E+17", 1e15])
def test_an_identifier_that_lost_digits_is_refused(raw: Any) -> None:
    assert refused("案件编号", raw) == "id-digits-lost"


def test_an_identifier_that_became_a_date_is_refused() -> None:
    assert refused("案件编号", date(2024, 1, 1)) == "id-became-date"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [(" 督查督办制度（四） ", "督查督办制度（四）"), ("无", "无"), (12.0, "12")],
)
def test_text_is_trimmed_and_none_is_kept(raw: Any, expected: str) -> None:
    assert shown("违反规定依据", raw) == expected
