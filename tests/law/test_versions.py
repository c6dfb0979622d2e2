"""Versions of one regulation: the one in force at the conduct, or the milder where it says so."""

import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from rules import CompiledBook, load_book
from wenze.library import Library, evaluate_under

TRIAL = Path(__file__).parent / "trial"


@pytest.fixture
def books(tmp_path: Path) -> list[CompiledBook]:
    """For serious neglect the old version prescribes 撤职 or 开除, the new 降级 or 撤职."""
    old, new = tmp_path / "trial-2015", tmp_path / "trial-2020"
    shutil.copytree(TRIAL, old)
    shutil.copytree(TRIAL, new)
    spoil(new, "book.yaml", "conduct_date", "family: trial\nlenity: 第十五条\nconduct_date")
    spoil(old, "book.yaml", "conduct_date", "family: trial\nconduct_date")
    spoil(old, "book.yaml", "id: trial-law", "id: trial-2015")
    spoil(new, "book.yaml", "id: trial-law", "id: trial-2020")
    spoil(old, "book.yaml", "from: 2020-07-01,", "from: 2015-01-01, to: 2020-06-30,")
    spoil(old, "book.yaml", "事发日期 ≥ 2020-07-01", "事发日期 ≥ 2015-01-01")
    spoil(
        old,
        "tariff.yaml",
        "faults: [a39], gravity: [serious], range: [demotion, removal]",
        "faults: [a39], gravity: [serious], range: [removal, dismissal]",
    )
    return [load_book(old), load_book(new)]


def spoil(folder: Path, file: str, was: str, becomes: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert was in text
    (folder / file).write_text(text.replace(was, becomes), encoding="utf-8")


def cases(day: str | None, **changed: str) -> pd.DataFrame:
    row = {
        "案件编号": "1",
        "责任主体": "甲",
        "主体类别": "个人",
        "角色": "直接责任人",
        "事发日期": day,
        "情节": "较重",
        "不履行或者不正确履行职责": "是",
        "不良影响": "是",
        "不良后果": "否",
        "未按规定请示报告": "否",
        "应报告已报告": "是",
        "履职记录齐全": "是",
        "主动交代": "否",
        "处分期内再犯": "否",
        "涉嫌犯罪": "否",
        **changed,
    }
    row["未按规定请示报告"] = "否"
    return pd.DataFrame([{k: v for k, v in row.items() if v is not None}])


def under(books: list[CompiledBook], day: str | None, decided: date | None) -> Library:
    library = evaluate_under(cases(day), books, decided=decided)
    assert [e.book.id for e in library.evaluations] == ["trial-2015", "trial-2020"]
    return library


def test_the_version_at_the_conduct_applies(books: list[CompiledBook]) -> None:
    early, late = under(books, "2019-05-01", None), under(books, "2021-05-01", None)
    assert early.version("trial", 0).book == "trial-2015"
    assert late.version("trial", 0).book == "trial-2020"
    assert late.version("trial", 0).why.zh == "行为发生时（2021-05-01）施行的是试验处分法"
    # Without a day of the decision, it is said that the milder one was not looked for.
    assert early.version("trial", 0).why.zh == (
        "行为发生时（2019-05-01）施行的是试验处分法；试验处分法依第十五条要求适用较轻的规定，"
        "没有写明作出决定的日期（--decided），没有比较"
    )


def test_the_milder_of_both_applies_where_the_later_asks_for_it(books: list[CompiledBook]) -> None:
    version = under(books, "2019-05-01", date(2021, 3, 1)).version("trial", 0)
    assert version.compared == ("trial-2015", "trial-2020")
    assert version.book == "trial-2020"
    assert version.why.zh == (
        "行为发生时（2019-05-01）施行的是试验处分法；作出决定时（2021-03-01）施行的试验处分法依第十五条"
        "要求适用较轻的规定：旧版撤职（撤职至开除），新版降级（降级至撤职），适用试验处分法"
    )


def test_open_results_are_not_compared(books: list[CompiledBook]) -> None:
    given = cases("2019-05-01").drop(columns="情节")
    library = evaluate_under(given, books, decided=date(2021, 3, 1))
    version = library.version("trial", 0)
    assert version.book == ""
    assert "不能比较轻重，由人判断" in version.why.zh


def test_a_conduct_under_the_later_version_leaves_nothing_to_compare(
    books: list[CompiledBook],
) -> None:
    version = under(books, "2020-08-01", date(2021, 3, 1)).version("trial", 0)
    assert version.book == "trial-2020"
    assert version.why.zh.endswith("作出决定时（2021-03-01）仍是这个版本")


def test_an_unknown_day_is_not_guessed(books: list[CompiledBook]) -> None:
    library = under(books, "2020年", None)
    assert library.version("trial", 0).book == ""
    assert library.version("trial", 0).why.zh == (
        "行为发生的日期只知道在2020-01-01至2020-12-31，跨越几个版本，不能确定适用哪个"
    )


def test_a_year_that_lies_within_one_version_is_enough(books: list[CompiledBook]) -> None:
    version = under(books, "2019年", date(2021, 3, 1)).version("trial", 0)
    assert version.book == "trial-2020"
    assert version.why.zh.startswith("行为发生时（2019-01-01至2019-12-31）施行的是试验处分法；")


def test_a_range_lighter_at_one_end_and_heavier_at_the_other_is_for_a_person(
    books: list[CompiledBook], tmp_path: Path
) -> None:
    spoil(
        tmp_path / "trial-2020",
        "tariff.yaml",
        "faults: [a39], gravity: [serious], range: [demotion, removal]",
        "faults: [a39], gravity: [serious], range: [demotion, dismissal]",
    )
    spoil(
        tmp_path / "trial-2015",
        "tariff.yaml",
        "faults: [a39], gravity: [serious], range: [removal, dismissal]",
        "faults: [a39], gravity: [serious], range: [removal, removal]",
    )
    changed = [load_book(tmp_path / name) for name in ("trial-2015", "trial-2020")]
    version = under(changed, "2019-05-01", date(2021, 3, 1)).version("trial", 0)
    assert version.book == ""
    assert version.why.zh.endswith("（旧版撤职，新版撤职（降级至开除））不能比较轻重，由人判断")


def test_results_stand_side_by_side(books: list[CompiledBook], tmp_path: Path) -> None:
    library = under(books, "2019-05-01", date(2021, 3, 1))
    library.write(tmp_path / "out")
    sheet = load_workbook(tmp_path / "out" / "results.xlsx")["并列一览"]
    header, row = list(sheet.iter_rows(values_only=True))[:2]
    assert header[4] == "适用版本（trial）"
    assert str(row[3]).startswith("不适用")
    lines = (tmp_path / "out" / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert (tmp_path / "out" / "trial-2015" / "results.xlsx").exists()
