"""``wenze book test`` on copies of the shipped book: what is printed, and the exit status."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drafting.examples import read_examples
from rules import load_book
from tests.drafting_cases.books import CORE
from tests.drafting_cases.copies import copy_of, without_examples
from wenze.commands.book import test as book_test

LATER = ("rules.yaml", "报告用时 > 2小时", "报告用时 ≥ 2小时")

TOTAL = len(read_examples(load_book(CORE)))

FAILED = [
    "✗ f4.exactly-two-hours　恰好2小时报告：在时限之内（cases.yaml:332）",
    "    状态：应为 不予追究，得到 建议处理",
    "    成立的过错：应为 （无），得到 过错情形4",
    "    事实：{<<: *clean, 情况类别: 突发事件, 及时处置: 是, "
    "知悉时间: 2010-03-01 08:00, 报告时间: 2010-03-01 10:00}",
    "    理由：scope〔印发通知; 责任追究制度(二)〕"
    "事发日期 = 2010-03-01，单位层级 = 县级，单位类型 = 党委",
    "    理由：fault-4.late-report〔责任追究制度(二)4; 定期报告制度(二)〕"
    "情况类别 = 突发事件，报告用时 = 2小时",
    "    理由：attribution.main-failed-main〔责任追究制度(三)〕"
    "主体类别 = 个人，责任方 = 主要领导，角色 = 主要领导",
    "    理由：baseline〔裁量基准〕责任 = 主要责任，情节 = 一般",
    "例案 1 个：0 个符合，1 个不符",
]


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wenze.language.LANG", "zh")
    monkeypatch.setattr(book_test, "LANG", "zh")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(book_test.command, [str(a) for a in arguments])


def test_a_good_book_passes() -> None:
    result = run(str(CORE), "--id", "f4.*")
    assert (result.output, result.exit_code) == ("例案 24 个：24 个符合，0 个不符\n", 0)


def test_a_failing_example_shows_differences_facts_and_reasons(tmp_path: Path) -> None:
    result = run(copy_of(tmp_path, LATER), "--id", "f4.exactly-two-hours")
    assert (result.output.splitlines(), result.exit_code) == (FAILED, 1)


def test_examples_are_chosen_by_clause() -> None:
    result = run(str(CORE), "--clause", "定期报告制度(二)", "--format", "json")
    names = [e["id"] for e in json.loads(result.output)["examples"]]
    assert len(names) == 15
    assert "f4.two-hours-one-minute" in names
    assert "f4.work-accident" not in names


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["zhangye-2010"], "；是不是“zhangye-2009”？"),
        ([str(CORE), "--id", "f6.opne"], "没有符合的例案；是不是“f6.open”？"),
        (
            [str(CORE), "--clause", "责任追究制度(二)44"],
            "条文目录里没有“责任追究制度(二)44”；是不是“责任追究制度(二)4”？",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.output


def test_accept_shows_old_and_new_and_records_them(tmp_path: Path) -> None:
    folder = copy_of(tmp_path, LATER)
    before = (folder / "cases.yaml").read_text(encoding="utf-8")
    result = run(folder, "--accept")
    assert result.output == (
        "f4.exactly-two-hours　状态：不予追究 → 建议处理\n"
        "f4.exactly-two-hours　成立的过错：（无） → 过错情形4\n"
        "f4.across-midnight　状态：不予追究 → 建议处理\n"
        "f4.across-midnight　成立的过错：（无） → 过错情形4\n"
        f"已写入 {folder / 'cases.yaml'}\n"
        f"例案 {TOTAL} 个：{TOTAL} 个符合，0 个不符\n"
    )
    assert result.exit_code == 0
    after = (folder / "cases.yaml").read_text(encoding="utf-8").splitlines()
    changed = [
        (number, new)
        for number, (old, new) in enumerate(zip(before.splitlines(), after, strict=True), 1)
        if old != new
    ]
    expected = "    expect: {status: recommended, faults: [fault-4]}"
    assert changed == [(341, expected), (363, expected)]


def test_accept_touches_nothing_when_all_is_well(tmp_path: Path) -> None:
    folder = copy_of(tmp_path)
    (folder / "cases.yaml").chmod(0o400)
    result = run(folder, "--accept", "--id", "f4.*")
    assert (result.output, result.exit_code) == ("例案 24 个：24 个符合，0 个不符\n", 0)
    shipped = (CORE / "cases.yaml").read_bytes()
    assert (folder / "cases.yaml").read_bytes() == shipped


def test_a_score_below_the_least_is_a_failure(tmp_path: Path) -> None:
    folder = copy_of(tmp_path)
    without_examples(folder, "scope.day-before", "scope.first-day")
    arguments: list[str | Path] = [folder, "--mutate", "--clause", "印发通知", "--format", "json"]
    below, above = run(*arguments), run(*arguments, "--min-score", "50")
    assert (below.exit_code, above.exit_code) == (1, 0)
    mutation = json.loads(below.output)["mutation"]
    assert mutation["score"] < 90
    assert [m["id"] for m in mutation["mutants"] if m["verdict"] == "survived"] == [
        "scope.date/comparison-1",
        "scope.date/threshold-1",
        "scope.date/threshold-2",
    ]


def test_coverage_of_one_clause() -> None:
    result = run(str(CORE), "--coverage", "--clause", "责任追究制度(六)")
    assert result.output == (
        "例案 13 个：13 个符合，0 个不符\n"
        "条文：已编 1 条，其中有例案 1 条\n"
        "规则：3 个条件，3 个既有成立的例案又有不成立的例案\n"
        "条件项：3 项，3 项两面都由例案单独决定过（MC/DC）\n"
    )
    assert result.exit_code == 0


def test_json_tells_the_differences(tmp_path: Path) -> None:
    folder = copy_of(tmp_path, LATER)
    result = run(folder, "--id", "f4.across-midnight", "--format", "json")
    assert json.loads(result.output) == {
        "book": "zhangye-2009",
        "examples": [
            {
                "id": "f4.across-midnight",
                "title": "跨过零点，2小时照算：23时30分知悉，次日1时30分报告不迟",
                "line": 354,
                "passed": False,
                "differences": [
                    {
                        "field": "status",
                        "key": "",
                        "expected": "no_accountability",
                        "found": "recommended",
                    },
                    {"field": "faults", "key": "", "expected": [], "found": ["fault-4"]},
                ],
            }
        ],
    }
    assert result.exit_code == 1
