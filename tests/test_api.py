"""The Python API."""

from pathlib import Path

import pandas as pd
import pytest

import wenze
from importers import Unreadable
from rules import BookError

CASES = Path(__file__).parents[1] / "examples" / "cases.xlsx"


def test_evaluate_a_workbook() -> None:
    evaluation = wenze.evaluate(CASES)
    assert len(evaluation) == 72
    assert evaluation.counts["needs_judgement"] == 17
    assert [d.case_id for d in evaluation[:3]] == ["2024-001", "2024-001", "2024-001"]
    assert evaluation[-1].status == "rejected"


def test_evaluate_a_flat_frame() -> None:
    frame = pd.DataFrame(
        {
            "案件编号": ["1"],
            "事发日期": ["2010-03-01"],
            "单位类型": ["党委"],
            "单位层级": ["市级"],
            "过错情形": ["6"],
            "责任方": ["主要领导"],
            "情节": ["较重"],
            "主动发现": ["否"],
            "主要领导": ["甲"],
            "分管领导": ["乙"],
        }
    )
    main, deputy = wenze.evaluate(frame)
    assert (main.role, main.responsibility) == ("main_leader", "primary")
    assert [m.id for m in main.measures] == [
        "written_self_criticism",
        "circulated_criticism",
        "award_disqualification",
    ]
    assert (deputy.role, deputy.responsibility) == ("deputy_leader", "secondary")
    assert [m.id for m in deputy.measures] == ["admonition_talk", "written_self_criticism"]


def test_two_sheets_as_frames_give_what_the_workbook_gives() -> None:
    sheets = pd.read_excel(
        CASES, sheet_name=None, dtype=str, keep_default_na=False, engine="openpyxl"
    )
    from_frames = wenze.evaluate(sheets)
    from_file = wenze.evaluate(CASES)
    assert [d.status for d in from_frames] == [d.status for d in from_file]
    assert [d.measures for d in from_frames] == [d.measures for d in from_file]


def test_explanation_of_one_subject_lists_every_fault() -> None:
    evaluation = wenze.evaluate(CASES)
    (index,) = evaluation.find("2024-014")
    explanation = evaluation.explain(index)
    by_fault = {c.fault: c for c in explanation.considered}
    assert len(by_fault) == 12  # eleven faults and one adjustment
    assert by_fault["fault-5"].value == "false"
    assert by_fault["fault-5"].failing == ("不良后果 = 否",)


def test_unreadable_input_and_unusable_book_raise() -> None:
    with pytest.raises(Unreadable):
        wenze.evaluate("no-such-file.xlsx")
    with pytest.raises(BookError):
        wenze.evaluate(CASES, book="no-such-book")


def test_empty_input_gives_no_determination_and_no_error() -> None:
    columns = ["案件编号", "事发日期", "责任主体", "主体类别", "角色"]
    evaluation = wenze.evaluate(pd.DataFrame({name: [] for name in columns}))
    assert list(evaluation) == []
    assert not evaluation.counts
