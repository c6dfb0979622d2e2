"""A layout that the office has fixed: it comes before every name, and reaches every shape."""

from pathlib import Path

from importers import Import, read_cases
from tests.importers.corpus.register import FLAT_HEADER, Rows, flat, xlsx
from tests.importers.making import SUBJECT, SUBJECT_HEADER, VOCABULARY, shown, told, workbook


def mapping(result: Import) -> list[tuple[str, str | None, str]]:
    return [(m.header, m.fact, m.how) for m in result.mapping]


def test_a_profile_names_columns_that_no_synonym_knows(tmp_path: Path) -> None:
    header = ["内部流水", "哪一天", "轻重（本局口径）", "影响", "损失（万元）", "谁"]
    rows = [[*row[:4], row[4] / 10_000, row[5]] for row in flat()]
    path = xlsx(tmp_path / "a.xlsx", {"台账": [header, *rows]})
    labels = ["案件编号", "事发日期", "情节", "不良影响", "直接经济损失", "主要领导"]
    profile = {"台账": dict(zip(header, labels, strict=True))}
    result = read_cases([path], VOCABULARY, profile=profile)
    assert shown(result, "直接经济损失") == ["50000元", "0元"]
    assert shown(result, "责任主体") == ["甲县县长", "乙县县长"]
    assert mapping(result) == [
        ("内部流水", "案件编号", "profile"),
        ("哪一天", "事发日期", "profile"),
        ("轻重（本局口径）", "情节", "profile"),
        ("影响", "不良影响", "profile"),
        ("损失（万元）", "直接经济损失", "profile"),
        ("谁", "责任主体", "profile"),
    ]


def test_a_profile_comes_before_synonyms_and_may_keep_a_column(tmp_path: Path) -> None:
    header = [*FLAT_HEADER[:2], "情节轻重", "不良影响", "经济损失", "主要领导", "处室意见"]
    path = xlsx(tmp_path / "a.xlsx", {"台账": [header, *([*row, "较重"] for row in flat())]})
    profile = {"*": {"情节轻重": "", "处室意见": "情节", "经济损失": ""}}
    result = read_cases([path], VOCABULARY, profile=profile)
    assert shown(result, "情节") == ["较重", "较重"]
    assert shown(result, "直接经济损失") == ["", ""]
    assert result.table.cases.extra == {"情节轻重": ["较重", "一般"], "经济损失": ["50000", "0"]}
    assert ("情节轻重", None, "profile") in mapping(result)
    assert told(result, "error", "warning", "notice") == []


def test_a_sheet_that_is_named_is_not_under_the_star(tmp_path: Path) -> None:
    sheets = {
        "一": [["编", "事发日期", "情节"], ["001", "2024-03-01", "一般"]],
        "二": [["编", *SUBJECT_HEADER[1:]], SUBJECT],
    }
    path = workbook(tmp_path / "a.xlsx", sheets)
    profile = {"*": {"编": "案件编号"}, "二": {"编": "所属案件"}}
    result = read_cases([path], VOCABULARY, profile=profile)
    assert shown(result, "案件编号") == ["001"]
    assert [m.fact for m in result.mapping if m.how == "profile"] == ["案件编号", "所属案件"]


def test_a_profile_names_the_columns_of_a_two_row_header(tmp_path: Path) -> None:
    upper = ["案件编号", "事发日期", "认定", None, "主要领导"]
    lower = [None, None, "甲类", "乙类", None]
    merges = [*((0, c, 1, c) for c in (0, 1, 4)), (0, 2, 0, 3)]
    rows: Rows = [upper, lower, ["001", "2024-03-01", "较重", "是", "甲"]]
    path = xlsx(tmp_path / "a.xlsx", {"台账": rows}, merges)
    profile = {"台账": {"认定 / 甲类": "情节", "乙类": "不良影响"}}
    result = read_cases([path], VOCABULARY, profile=profile)
    assert shown(result, "情节") == ["较重"]
    assert shown(result, "不良影响") == ["是"]
    assert [m.row for m in result.mapping] == [2] * 5
