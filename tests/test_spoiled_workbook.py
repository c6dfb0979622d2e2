"""The example workbook, spoiled on purpose: every bad cell is named, every good row is right."""

import csv
import random
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

import wenze
from tests.test_cli import CASES

Grid = list[list[str]]

#: Other names for the same columns.
RENAMED = {"案件编号": "案号", "责任方": "失职方", "情节轻重": "情节", "不作为": "是否不作为"}


def grid(sheet: str) -> Grid:
    """The example's cells as text."""
    rows = openpyxl.load_workbook(CASES)[sheet].iter_rows(values_only=True)
    return [["" if v is None else str(v) for v in row] for row in rows]


def shuffled(cells: Grid, seed: int) -> Grid:
    """The same columns in another order."""
    order = list(range(len(cells[0])))
    random.Random(seed).shuffle(order)
    return [[row[i] for i in order] for row in cells]


def write(path: Path, cells: Grid, encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows(cells)


def outcomes(
    evaluation: wenze.Evaluation,
) -> dict[tuple[str | None, str | None], tuple[object, ...]]:
    return {
        (d.case_id, d.subject): (d.status, d.measures, d.interval, d.faults, d.referrals)
        for d in evaluation
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_renamed_and_shuffled_columns_give_the_same_decisions(
    tmp_path: Path, encoding: str
) -> None:
    for number, sheet in enumerate(("案件", "责任人")):
        cells = grid(sheet)
        cells[0] = [RENAMED.get(h, h) for h in cells[0]]
        title = [["二〇二四年案件登记表"] + [""] * (len(cells[0]) - 1)]
        write(tmp_path / f"{sheet}.csv", title + shuffled(cells, number), encoding)
    found = wenze.evaluate([tmp_path / "责任人.csv", tmp_path / "案件.csv"])
    assert outcomes(found) == outcomes(wenze.evaluate(CASES))


SPOILED = {
    # (row, header) in 案件: (what is written, code, what the message says)
    (3, "发生日期"): ("2024年2月30日", "“2024年2月30日”不是有效日期"),
    (5, "死亡人数"): ("数人", "“数人”"),
    (7, "任务来源"): ("督察督办", "没有“督察督办”这个选项"),
    (9, "直接经济损失（元）"): ("-5", "“-5”"),
    (11, "案件编号"): ("", "必填"),
    (13, "不良影响"): ("可能有", "“可能有”不是是或否"),
    (15, "过错情形"): ("12", "“12”"),
    (17, "案件编号"): ("2024-015", "案件编号重复：案件!A16、案件!A17"),
}


def test_every_spoiled_cell_is_named_and_the_other_cases_are_decided_as_before(
    tmp_path: Path,
) -> None:
    before = wenze.evaluate(CASES)
    cells = grid("案件")
    headers = cells[0]
    spoiled_cases = set()
    for (row, header), (written, _) in SPOILED.items():
        spoiled_cases.add(cells[row - 1][headers.index("案件编号")])
        cells[row - 1][headers.index(header)] = written
    spoiled_cases.add("2024-015")  # its number is now given twice
    write(tmp_path / "案件.csv", cells, "gb18030")
    write(tmp_path / "责任人.csv", grid("责任人"), "gb18030")
    after = wenze.evaluate([tmp_path / "案件.csv", tmp_path / "责任人.csv"])
    errors = [p for p in after.imported.problems if p.severity == "error"]
    for (row, header), (_, message) in SPOILED.items():
        column = get_column_letter(headers.index(header) + 1)
        told = [p for p in errors if p.sheet == "案件" and p.cell == f"{column}{row}"]
        assert told, (row, header)
        line = told[0].line()
        assert message in line
        assert header in line
        assert told[0].expected.zh
        assert told[0].fix.zh
    good = {k: v for k, v in outcomes(before).items() if k[0] not in spoiled_cases}
    found = outcomes(after)
    assert len(good) > 50
    assert {k: found[k] for k in good} == good
    for (case_id, _), (status, *_rest) in found.items():
        if case_id in spoiled_cases:
            assert status == "rejected", case_id


def test_doubts_and_blanks_are_never_taken_for_no(tmp_path: Path) -> None:
    for written, status in (
        ("否", "no_accountability"),
        ("", "needs_facts"),
        ("存疑", "needs_judgement"),
    ):
        cells = grid("案件")
        row = next(r for r in cells if "各项情形都已否认。" in r)
        for header, value in (
            ("制度执行不严", written),
            ("责任方", "主要领导"),
            ("情节轻重", "一般"),
        ):
            row[cells[0].index(header)] = value
        kept = [cells[0], row]
        case_id = row[0]
        subjects = grid("责任人")
        write(tmp_path / "案件.csv", kept, "utf-8")
        write(
            tmp_path / "责任人.csv",
            [subjects[0], *(s for s in subjects[1:] if s[0] == case_id)],
            "utf-8",
        )
        (found,) = wenze.evaluate([tmp_path / "案件.csv", tmp_path / "责任人.csv"])
        assert found.status == status, written
