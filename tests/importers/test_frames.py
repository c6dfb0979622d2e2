"""Data frames read as sheets."""

from decimal import Decimal

import pandas as pd
import pytest

from importers import Unreadable, read_frame
from tests.importers.making import VOCABULARY, cells, shown, told


def test_a_flat_frame_is_one_sheet() -> None:
    frame = pd.DataFrame(
        {
            "案件编号": ["001", "002"],
            "事发日期": [pd.Timestamp("2024-03-01"), pd.NaT],
            "不良影响": [True, None],
            "直接经济损失": [Decimal("0.10"), float("nan")],
            "死亡人数": pd.array([3, pd.NA], dtype="Int64"),
            "主要领导": ["甲", "乙"],
        }
    )
    result = read_frame(frame, VOCABULARY)
    assert shown(result, "事发日期") == ["2024-03-01"]
    assert shown(result, "不良影响") == ["是"]
    assert shown(result, "直接经济损失") == ["0.1元"]
    assert shown(result, "死亡人数") == ["3人"]
    assert cells(result, "死亡人数") == ["数据!E2"]
    assert told(result) == [("required-blank", "数据!B3")]
    assert (result.digests, result.rows_read) == ({}, 2)


def test_frames_by_name_are_sheets() -> None:
    frames = {
        "案件": pd.DataFrame({"案件编号": ["001"], "事发日期": ["2024-03-01"]}),
        "责任人": pd.DataFrame(
            {"案件编号": ["001"], "责任主体": ["甲"], "主体类别": ["个人"], "角色": ["主要领导"]}
        ),
    }
    result = read_frame(frames, VOCABULARY)
    assert cells(result, "角色") == ["责任人!D2"]


def test_a_zoned_time_is_not_guessed() -> None:
    frame = pd.DataFrame(
        {
            "案件编号": ["001"],
            "事发日期": ["2024-03-01"],
            "知悉时间": [pd.Timestamp("2024-03-01 08:30", tz="Asia/Shanghai")],
            "主要领导": ["甲"],
        }
    )
    assert told(read_frame(frame, VOCABULARY)) == [("not-datetime", "数据!C2")]


def test_a_frame_of_something_else_is_unreadable() -> None:
    with pytest.raises(Unreadable) as caught:
        read_frame(pd.DataFrame({"a": [1]}), VOCABULARY)
    assert caught.value.problem.code == "no-data"


def test_pandas_is_not_loaded_before_a_frame_is_given() -> None:
    import subprocess
    import sys

    program = "import sys, importers; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("value", [float("inf"), float("-inf")])
def test_an_infinite_number_is_not_a_date(value: float) -> None:
    frame = pd.DataFrame(
        {
            "案件编号": ["1"],
            "事发日期": [value],
            "责任主体": ["甲"],
            "主体类别": ["个人"],
            "角色": ["主要领导"],
        }
    )
    (problem,) = (p for p in read_frame(frame, VOCABULARY).problems if p.severity == "error")
    assert problem.code == "not-date"
