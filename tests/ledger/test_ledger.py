"""Record sheets made from a run, and read by the book that asks who was not held to account."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson
import pandas as pd
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from exporters.ledger import Ledger, Placing, fillable, ledgers
from rules import BookError, load_book
from rules.loader import BOOKS, CompiledBook
from tests.statistics.made import USUAL, register
from wenze import language
from wenze.commands import common, explain
from wenze.commands.report import source, writing
from wenze.dossier import dossier
from wenze.evaluation import evaluate
from wenze.main import main

EXAMPLES = Path(__file__).parents[2] / "examples" / "oversight"
HANDLED, OVERSIGHT = EXAMPLES / "handled.csv", EXAMPLES / "oversight.csv"
HONGSHAN = ("--kind", "ledger", "--for", "hongshan-2015")


@pytest.fixture(autouse=True)
def _in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the language of the machine."""
    for module in (language, common, source, writing, explain):
        monkeypatch.setattr(module, "LANG", "zh")


@pytest.fixture(scope="module")
def hongshan() -> CompiledBook:
    """The book that keeps a sheet of who was held to account."""
    return load_book("hongshan-2015")


def ran(*arguments: str | Path) -> Result:
    """The command as a user types it."""
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def rows_of(path: Path, sheet: str = "问责台账") -> list[dict[str, Any]]:
    """The rows of a sheet, by heading."""
    head, *rows = load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def cells(ledger: Ledger, *headings: str) -> list[tuple[Any, ...]]:
    """Some columns of a sheet that was not written."""
    at = [ledger.header.index(heading) for heading in headings]
    return [tuple(row[i] for i in at) for row in ledger.rows]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the shipped register, each row under the case that its column names."""
    folder = tmp_path_factory.mktemp("ledger")
    done = ran(
        *("report", HANDLED, "--book", "hongshan-2015", *HONGSHAN),
        *("--as-case-column", "督办案号", "--out", folder),
    )
    assert done.exit_code == 0, done.output
    return folder / "ledger.xlsx"


def test_a_row_says_what_was_advised_and_what_was_done(shipped: Path) -> None:
    rows = rows_of(shipped)
    assert rows[0] == {
        "案件编号": "2016-督-01",
        "被问责人": "甲街道某科长",
        "所据案件": "2016-011",
        "所据规则书": "hongshan-2015 1.0",
        "建议结论": "诫勉谈话、责令作出书面检查（并处）",
        "建议幅度": "诫勉谈话、责令作出书面检查",
        "处理原文": "不予处理",
        "建议下限档次": 3,
        "实际处理档次": 0,
        "已报备案": "否",
    }
    told = [(r["被问责人"], r["建议下限档次"], r["实际处理档次"], r["已报备案"]) for r in rows]
    assert told[1:] == [
        ("甲街道某副主任", 1, 1, "是"),
        ("乙局某股长", 3, 3, "否"),
        ("丙局某科长", 6, 1, "是"),
        ("丙局某副局长", 4, 4, "是"),
        ("丁局某科长", 4, 4, "是"),
        ("戊局某科长", None, None, "是"),
    ]


def test_who_need_not_be_held_to_account_is_counted_and_not_listed(shipped: Path) -> None:
    notes = [row[0] for row in load_workbook(shipped)["说明"].iter_rows(values_only=True)]
    assert notes[-1] == (
        "没有列入的：不适用的 1 个；不用处理、也没有写处理的 1 个；未能读取的 0 行。"
    )
    assert {r["被问责人"] for r in rows_of(shipped)}.isdisjoint({"丁局某科员", "戊局某科员"})


def test_the_rules_of_holding_to_account_run_on_it(shipped: Path, tmp_path: Path) -> None:
    done = ran("evaluate", OVERSIGHT, shipped, "--book", "hongshan-2015", "--out", tmp_path)
    assert done.exit_code == 0, done.output
    decided = [orjson.loads(line) for line in (tmp_path / "decisions.jsonl").open("rb")]
    told = [
        (
            d["case_id"][-1],
            d["role"],
            d["status"],
            [(r["rule"], r["because"][-1]["value"]) for r in d["reasons"] if r["stage"] == "duty"],
        )
        for d in decided
    ]
    assert told == [
        ("1", "deputy_leader", "recommended", [("held.not-asked", "1人")]),
        ("2", "deputy_leader", "recommended", [("held.not-filed", "1人")]),
        ("3", "deputy_leader", "recommended", [("held.too-light", "1人")]),
        ("3", "main_leader", "recommended", [("held.too-light", "1人")]),
        ("4", "deputy_leader", "no_accountability", []),
        ("5", "deputy_leader", "needs_facts", []),
    ]
    # The ledger is complete, and one of its cells is blank: that is what is asked for.
    assert decided[-1]["open_questions"] == [
        {
            "fact": "该问未问数",
            "kind": "unknown",
            "outcomes": {"该问未问数 < 1人": "不予追究", "该问未问数 ≥ 1人": "批评教育"},
        }
    ]


def test_a_case_is_explained_from_both_files(shipped: Path) -> None:
    told = ran(
        "explain", OVERSIGHT, shipped, "--case", "2016-督-01", "--book", "hongshan-2015"
    ).stdout
    assert "该问未问数 = 1人（问责台账!A2、问责台账!A3）" in told


def test_another_book_gives_places_on_its_own_ladder(hongshan: CompiledBook) -> None:
    made = register(
        {"given": "诫勉谈话"},
        {"given": "通报批评、书面检查"},
        {"given": "免予追究"},
        {"given": None},
        {"given": "记过"},
        {"given": "免职", "情节": None},
    )
    (ledger,) = ledgers(made, hongshan, Placing("督-1"))
    assert cells(ledger, "案件编号", "所据案件", "建议下限档次", "实际处理档次") == [
        ("督-1", "A1", 2, 1),
        ("督-1", "A2", 2, 3),
        ("督-1", "A3", 2, 0),
        ("督-1", "A4", 2, ""),
        ("督-1", "A5", 2, ""),
        ("督-1", "A6", "", 6),
    ]
    assert {row[ledger.header.index("已报备案")] for row in ledger.rows} == {""}
    assert (ledger.unsettled, ledger.unread, ledger.unplaced) == (1, 1, 0)


def test_what_stands_for_the_whole_case_is_nobodys(hongshan: CompiledBook) -> None:
    cases = {key: USUAL[key] for key in ("单位类型", "单位层级", "事发日期", "情节", "过错情形")}
    people = [("甲县书记", "主要领导"), ("甲县副书记", "分管领导")]
    subjects = [
        {"所属案件": "B1", "责任主体": name, "主体类别": "个人", "角色": role}
        for name, role in people
    ]
    sheets = {
        "案件": pd.DataFrame([{"案件编号": "B1", **cases, "实际处理": "诫勉谈话"}]),
        "责任人": pd.DataFrame(subjects),
    }
    made = dossier(evaluate(sheets))
    (ledger,) = ledgers(made, hongshan, Placing())
    assert cells(ledger, "案件编号", "处理原文", "实际处理档次") == [("B1", "诫勉谈话", "")] * 2


def test_measures_are_weighed_among_those_of_the_same_kind(hongshan: CompiledBook) -> None:
    made = register({"主体类别": "班子", "角色": "单位", "情节": "较重", "given": "集体诫勉谈话"})
    (ledger,) = ledgers(made, hongshan, Placing())
    assert cells(ledger, "建议下限档次", "实际处理档次") == [(3, 1)]


def test_the_lower_end_is_zero_where_leniency_may_exempt(hongshan: CompiledBook) -> None:
    lenient = {"主动发现": "是", "及时纠正": "是", "重大损失": "否", "不良影响": "否"}
    made = register({**lenient, "过错情形": "6", "given": "不予处理"})
    (ledger,) = ledgers(made, hongshan, Placing())
    assert cells(ledger, "建议结论", "建议下限档次", "实际处理档次") == [
        ("诫勉谈话", 0, 0),
    ]


def test_the_same_run_gives_the_same_bytes(shipped: Path, tmp_path: Path) -> None:
    again = ran(
        *("report", HANDLED, "--book", "hongshan-2015", *HONGSHAN),
        *("--as-case-column", "督办案号", "--out", tmp_path),
    )
    assert again.exit_code == 0
    assert (tmp_path / "ledger.xlsx").read_bytes() == shipped.read_bytes()


def test_words_that_look_like_formulas_stay_words(tmp_path: Path) -> None:
    frame = HANDLED.read_text(encoding="utf-8-sig").replace("甲街道某科长", "=1+1")
    (tmp_path / "odd.csv").write_text(frame, encoding="utf-8-sig")
    done = ran(
        *("report", tmp_path / "odd.csv", "--book", "hongshan-2015", *HONGSHAN),
        *("--out", tmp_path),
    )
    assert done.exit_code == 0
    sheet = load_workbook(tmp_path / "ledger.xlsx")["问责台账"]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")
    assert sheet["A2"].value == "2016-011"  # its own case where no other is named


def refused(*options: str | Path) -> str:
    """The message of a refusal."""
    done = ran("report", HANDLED, "--book", "hongshan-2015", *options)
    assert done.exit_code == 2
    return done.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--kind", "ledger"), "还要写 --for"),
        (("--kind", "page", "--for", "hongshan-2015"), "--for 只用于 --kind ledger"),
        (("--as-case", "1"), "--as-case 只用于 --kind ledger"),
        ((*HONGSHAN, "--as-case", "1", "--as-case-column", "督办案号"), "只能写一个"),
        ((*HONGSHAN, "--as-case-column", "没有的列"), "没有“没有的列”这一列"),
        ((*HONGSHAN, "--level", "public"), "不能隐去"),
        (("--kind", "ledger", "--for", "yushui"), "没有可以由评估结果写成的台账"),
        (("--kind", "ledger", "--for", "nowhere"), "没有规则书“nowhere”"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    options: Sequence[str], message: str, tmp_path: Path
) -> None:
    assert message in refused(*options, "--out", tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_column_that_is_there_is_not_said_to_be_missing_when_no_row_was_read(
    tmp_path: Path,
) -> None:
    done = ran("report", HANDLED, *HONGSHAN, "--as-case-column", "督办案号", "--out", tmp_path)
    assert done.exit_code == 1  # under the default book every finding in the register is unknown
    assert "没有“督办案号”" not in done.stderr
    assert "过错情形" in done.stderr
    assert "问责台账：0 行" in done.stdout


def test_a_file_of_records_needs_the_register_beside_it(shipped: Path, tmp_path: Path) -> None:
    done = ran("evaluate", shipped, "--book", "hongshan-2015", "--out", tmp_path)
    assert done.exit_code == 2
    assert "没有找到案件或责任人的表头" in done.stderr


def test_rows_of_a_case_that_is_not_there_are_told(shipped: Path, tmp_path: Path) -> None:
    lines = OVERSIGHT.read_text(encoding="utf-8-sig").splitlines()
    (tmp_path / "one.csv").write_text("\n".join(lines[:2]), encoding="utf-8-sig")
    found = evaluate([tmp_path / "one.csv", shipped], book="hongshan-2015")
    assert [p.code for p in found.imported.problems].count("record-orphan") == 1


def test_books_say_which_records_a_run_fills(hongshan: CompiledBook) -> None:
    assert [kind.label for kind in fillable(hongshan)] == ["问责台账"]
    assert fillable(load_book("yushui")) == ()
    taken = {f.from_run for f in hongshan.vocabulary.of("handling")}
    assert taken == {
        *("case", "subject", "book", "outcome", "range", "written", "lightest", "given"),
        None,
    }


@pytest.mark.parametrize(
    ("column", "taken"),
    [
        ("被问责人, entity: handling, type: text, kind: record, from_run: subject", "given"),
        ("建议下限档次, entity: handling, type: number, minimum: 0, from_run: lightest", "case"),
    ],
)
def test_a_column_that_cannot_hold_what_it_takes_is_a_mistake(
    column: str, taken: str, tmp_path: Path
) -> None:
    shutil.copytree(BOOKS / "hongshan-2015", tmp_path / "book")
    facts = tmp_path / "book" / "facts.yaml"
    text = facts.read_text(encoding="utf-8")
    assert text.count(column) == 1
    changed = column[: column.rindex(":")] + f": {taken}"
    facts.write_text(text.replace(column, changed), encoding="utf-8")
    with pytest.raises(BookError, match="from_run"):
        load_book(tmp_path / "book")


def test_records_of_subjects_are_placed_by_case_and_name(tmp_path: Path) -> None:
    shutil.copytree(BOOKS / "hongshan-2015", tmp_path / "book")
    facts = tmp_path / "book" / "facts.yaml"
    text = facts.read_text(encoding="utf-8").replace(
        "label: 问责台账, owner: case", "label: 问责台账, owner: subject"
    )
    for label in ("该问未问数", "问而未报数", "低于下限人数"):
        text = text.replace(f"label: {label}, entity: case", f"label: {label}, entity: subject")
    text = text.replace("label: 问责台账齐全, entity: case", "label: 问责台账齐全, entity: subject")
    facts.write_text(text, encoding="utf-8")
    handled = dossier(evaluate(HANDLED, book="hongshan-2015"))
    (ledger,) = ledgers(handled, load_book(tmp_path / "book"), Placing())
    assert ledger.header[:2] == ("案件编号", "责任主体")
    assert ledger.rows[0][:2] == ("2016-011", "甲街道某科长")
