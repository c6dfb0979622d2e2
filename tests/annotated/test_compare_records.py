"""Sheets of records in two files of one register: whose record is new, changed or gone."""

from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from importers.cells import RawCells
from importers.identity import compare
from rules import load_book
from tests.annotated.running import Done, wenze
from tests.importers.making import SUBJECT_HEADER, workbook
from wenze.evaluation import read

CASES = [["案件编号", "事发日期"], ["001", "2008-03-01"], ["002", "2008-03-02"]]
SUBJECTS = [
    SUBJECT_HEADER,
    ["001", "某局", "班子", "主要领导"],
    ["002", "某站", "班子", "主要领导"],
]
HEADER = ["案件编号", "责任主体", "年度", "考核类别", "名次", "参评数"]
RESULTS: list[list[Any]] = [
    ["001", "某局", 2006, "行风测评", 28, 30],
    ["001", "某局", 2007, "行风测评", 29, 30],
    ["002", "某站", 2007, "项目建设考核", 5, 30],
]
LEDGER = [["案件编号", "问题类别", "整改时限", "群众满意"], ["001", "普遍苗头", "2008-04-01", "是"]]


def register(path: Path, results: list[list[Any]]) -> str:
    sheets = {"案件": CASES, "责任人": SUBJECTS, "考核结果": [HEADER, *results]}
    return str(workbook(path, sheets))


def compared(tmp_path: Path, results: list[list[Any]]) -> Done:
    old = register(tmp_path / "a.xlsx", RESULTS)
    return wenze("compare", old, register(tmp_path / "b.xlsx", results), "--book", "organ-style")


def test_a_record_that_changed_is_told_with_both_places_and_what_changed(tmp_path: Path) -> None:
    done = compared(tmp_path, [RESULTS[2], RESULTS[0], ["001", "某局", 2007, "行风测评", 27, 30]])
    assert done.stdout.splitlines() == [
        "变化  001 某局 主要领导（责任人!2 → 责任人!2）",
        "    考核结果 变化（考核结果!3 → 考核结果!4）：名次 29 → 27",
        "案件：新增 0，变化 0，未变 2，不见了 0。",
        "责任主体：新增 0，变化 1，未变 1，不见了 0。",
    ]
    assert done.returncode == 1


def test_records_that_are_new_or_gone_are_told_with_what_they_say(tmp_path: Path) -> None:
    done = compared(tmp_path, [*RESULTS[:2], ["001", "某局", 2008, "项目建设考核", 30, 31]])
    assert done.stdout.splitlines() == [
        "变化  001 某局 主要领导（责任人!2 → 责任人!2）",
        "    考核结果 新增（考核结果!4）：年度 2008、考核类别 项目建设考核、名次 30、参评数 31",
        "变化  002 某站 主要领导（责任人!3 → 责任人!3）",
        "    考核结果 删去（考核结果!4）：年度 2007、考核类别 项目建设考核、名次 5、参评数 30",
        "案件：新增 0，变化 0，未变 2，不见了 0。",
        "责任主体：新增 0，变化 2，未变 0，不见了 0。",
    ]


def test_the_order_of_records_and_ways_of_writing_make_no_difference(tmp_path: Path) -> None:
    done = compared(
        tmp_path,
        [
            ["002", "某站", "2007", "项目考核", "5", "30"],
            ["００１", "某局", 2007, "民主测评", 29, "三十"],
            RESULTS[0],
        ],
    )
    assert done.stdout.splitlines()[0] == "案件：新增 0，变化 0，未变 2，不见了 0。"
    assert done.returncode == 0


def test_a_record_written_twice_is_not_the_same_as_once(tmp_path: Path) -> None:
    done = compared(tmp_path, [*RESULTS, RESULTS[2]])
    assert "    考核结果 新增（考核结果!5）：年度 2007、" in done.stdout


def test_a_sheet_of_records_that_is_not_there_any_more_changes_its_subjects(tmp_path: Path) -> None:
    old = register(tmp_path / "a.xlsx", RESULTS)
    new = str(workbook(tmp_path / "b.xlsx", {"案件": CASES, "责任人": SUBJECTS}))
    done = wenze("compare", old, new, "--book", "organ-style")
    assert done.stdout.count("考核结果 删去") == 3


def test_a_blank_that_is_filled_in_is_a_change(tmp_path: Path) -> None:
    sheets = {"案件": CASES, "责任人": SUBJECTS, "考核结果": [HEADER, ["001", "某局", 2007]]}
    old = str(workbook(tmp_path / "a.xlsx", sheets))
    sheets["考核结果"] = [HEADER, ["001", "某局", 2007, "行风测评"]]
    new = str(workbook(tmp_path / "b.xlsx", sheets))
    done = wenze("compare", old, new, "--book", "organ-style")
    assert "    考核结果 变化（考核结果!2 → 考核结果!2）：考核类别 空白 → 行风测评" in done.stdout


def test_the_records_of_a_case_change_the_case(tmp_path: Path) -> None:
    sheets = {"案件": CASES, "责任人": SUBJECTS, "问题台账": LEDGER}
    old = str(workbook(tmp_path / "a.xlsx", sheets))
    sheets["问题台账"] = [LEDGER[0], [*LEDGER[1][:3], "否"]]
    new = str(workbook(tmp_path / "b.xlsx", sheets))
    done = wenze("compare", old, new, "--book", "hongshan-2015")
    assert done.stdout.splitlines()[:2] == [
        "变化  001（案件!2 → 案件!2）",
        "    问题台账 变化（问题台账!2 → 问题台账!2）：群众满意 是 → 否",
    ]
    assert "案件：新增 0，变化 1，未变 1，不见了 0。" in done.stdout


rows = st.lists(
    st.tuples(st.sampled_from(["001", "002"]), st.integers(2004, 2007), st.integers(1, 4)),
    max_size=6,
)


@settings(max_examples=20)
@given(old=rows, new=rows)
def test_nothing_changed_if_and_only_if_every_owner_has_the_same_records(
    old: list[Any], new: list[Any]
) -> None:
    import pandas as pd

    book = load_book("organ-style")
    frames = {
        "案件": pd.DataFrame(CASES[1:], columns=CASES[0]),
        "责任人": pd.DataFrame(SUBJECTS[1:], columns=SUBJECTS[0]),
    }
    names = {"001": "某局", "002": "某站"}
    imports = []
    for records in (old, new):
        lines = [(case, names[case], year, rank) for case, year, rank in records]
        columns = ["案件编号", "责任主体", "年度", "名次"]
        sheet = pd.DataFrame(lines, columns=columns)
        imports.append(read(frames | {"考核结果": sheet}, book))
    found = compare(imports[0], imports[1], RawCells({}), RawCells({}))
    assert found.same == (sorted(old) == sorted(new))
    for change in found.changed:
        case = change.key.case
        gone, added = ([r[1:] for r in records if r[0] == case] for records in (old, new))
        news = sum(not c.old_place for c in change.records)
        olds = sum(not c.new_place for c in change.records)
        assert news - olds == len(added) - len(gone)
