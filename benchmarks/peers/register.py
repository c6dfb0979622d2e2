"""The case table as columns of small integers: how every Python peer reads it.

The reader is Arrow's, which keeps each column as codes into its distinct words, so that reading
costs a peer as little as it can: what is compared is deciding.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.csv as pa_csv  # type: ignore[import-untyped]
import pyarrow.parquet as pa_parquet  # type: ignore[import-untyped]

#: Truth as a number, so that Kleene's 且 is the minimum, 或 the maximum and 非 is 2 - x.
NO, UNKNOWN, YES = 0, 1, 2
#: A number or moment that nobody wrote.
NOT_WRITTEN = np.nan

Truths = npt.NDArray[np.int8]
Numbers = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]

FAULTS = 11

#: Header and name here of every yes/no fact that the book reads.
YES_NO = {
    "违反决策程序": "procedure_broken",
    "决策失误": "decision_failed",
    "重大影响": "major_influence",
    "重大损失": "major_loss",
    "不良影响": "bad_influence",
    "不良后果": "bad_consequence",
    "保质完成": "done_in_quality",
    "保量完成": "done_in_quantity",
    "按时完成": "done_in_time",
    "及时处置": "handled_in_time",
    "拒不执行": "refused",
    "执行不力": "poorly_executed",
    "不作为": "inaction",
    "作为不力": "weak_action",
    "乱作为": "wrong_action",
    "弄虚作假": "fraud",
    "虚报浮夸": "inflated_report",
    "不实事求是": "untruthful",
    "信访未按规定处理": "petition_mishandled",
    "突出问题未及时解决": "problem_unsolved",
    "制度应建未建": "system_missing",
    "制度执行不严": "system_lax",
    "主动发现": "self_discovered",
    "及时纠正": "corrected_in_time",
    "涉嫌犯罪": "suspected_crime",
    "应受党纪处分": "party_discipline_due",
    "应受政务处分": "administrative_discipline_due",
}
#: Header, name here, and the words of every choice; a word's position is its code, -1 unknown.
CHOICES: dict[str, tuple[str, tuple[str, ...]]] = {
    "单位类型": ("unit_type", ("党委", "政府")),
    "单位层级": ("unit_level", ("市级", "县级")),
    "任务来源": ("task_source", ("市委市政府决策部署", "督查督办", "领导批示交办", "其他")),
    "情况类别": ("event_kind", ("突发事件", "灾情险情", "安全生产事故", "其他")),
    "责任方": ("failing_party", ("主要领导", "分管领导", "双方")),
    "情节": ("gravity", ("轻微", "一般", "较重", "严重", "特别严重")),
    "主体类别": ("subject_kind", ("个人", "班子")),
    "角色": ("role", ("主要领导", "分管领导", "班子成员")),
    "年度考核等次": (
        "annual_rating",
        ("优秀", "好", "称职", "一般", "基本称职", "不称职", "差", "未评定等次"),
    ),
}


@dataclass(frozen=True)
class Register:
    """One subject a position. Truths of yes/no facts and findings, codes of choices, numbers.

    ``numbers``: incident_date in minutes since 1970, report_time in minutes, direct_loss in 元.
    """

    case_id: pa.ChunkedArray
    subject: pa.ChunkedArray
    truths: Mapping[str, Truths]
    choices: Mapping[str, Codes]
    numbers: Mapping[str, Numbers]

    def __len__(self) -> int:
        return len(self.subject)

    def records(self) -> list[dict[str, Any]]:
        """One dictionary a subject for engines that take one: what is not known is left out."""
        words = {name: list(words) for name, words in CHOICES.values()}
        columns: dict[str, list[Any]] = {n: _truth_values(c) for n, c in self.truths.items()}
        columns |= {
            name: [*map([*words[name], None].__getitem__, codes.tolist())]
            for name, codes in self.choices.items()
        }
        columns |= {
            name: [None if isnan(value) else value for value in numbers.tolist()]
            for name, numbers in self.numbers.items()
        }
        names = list(columns)
        return [
            {name: value for name, value in zip(names, row, strict=True) if value is not None}
            for row in zip(*columns.values(), strict=True)
        ]


def _truth_values(column: Truths) -> list[bool | None]:
    return [*map((False, None, True).__getitem__, column.tolist())]


def read_register(path: Path) -> Register:
    """Read a flat table, CSV or Parquet, into columns."""
    headers = [*YES_NO, *CHOICES, "案件编号", "责任主体", "过错情形", "违反规定依据"]
    headers += ["直接经济损失", "事发日期", "知悉时间", "报告时间"]
    plain = ("案件编号", "责任主体")
    if path.suffix == ".parquet":
        coded = [header for header in headers if header not in plain]
        table = pa_parquet.read_table(path, columns=headers, read_dictionary=coded)
    else:
        word = pa.dictionary(pa.int32(), pa.string())
        types = {header: pa.string() if header in plain else word for header in headers}
        options = pa_csv.ConvertOptions(
            column_types=types, include_columns=headers, strings_can_be_null=False
        )
        table = pa_csv.read_csv(path, convert_options=options)
    table = table.unify_dictionaries().combine_chunks()
    truths = {name: _mapped(table, header, _truth, np.int8) for header, name in YES_NO.items()}
    truths["provision_broken"] = _mapped(table, "违反规定依据", _given, np.int8)
    truths |= _findings(table)
    choices = {
        name: _mapped(table, header, _position(words), np.int8)
        for header, (name, words) in CHOICES.items()
    }
    learned, reported = (
        _mapped(table, header, _moment, np.float64) for header in ("知悉时间", "报告时间")
    )
    numbers = {
        "incident_date": _mapped(table, "事发日期", _moment, np.float64),
        "report_time": np.maximum(reported - learned, 0),
        "direct_loss": _mapped(table, "直接经济损失", _number, np.float64),
    }
    return Register(table["案件编号"], table["责任主体"], truths, choices, numbers)


def _mapped(table: pa.Table, header: str, meaning: Callable[[str], float], kind: Any) -> Any:
    """The meaning of every cell, worked out once for each distinct word."""
    column = table[header].chunk(0)
    meanings = np.array([meaning(word) for word in column.dictionary.to_pylist()], kind)
    return meanings[column.indices.to_numpy()]


def _truth(word: str) -> int:
    return {"是": YES, "否": NO}.get(word, UNKNOWN)


def _given(word: str) -> int:
    return UNKNOWN if word in ("", "存疑") else NO if word == "无" else YES


def _position(words: tuple[str, ...]) -> Callable[[str], int]:
    return lambda word: words.index(word) if word in words else -1


def _number(word: str) -> float:
    return float(word) if word not in ("", "存疑") else NOT_WRITTEN


def _moment(word: str) -> float:
    if word in ("", "存疑"):
        return NOT_WRITTEN
    return float(np.datetime64(word.replace(" ", "T"), "m").astype(np.int64))


def _findings(table: pa.Table) -> dict[str, Truths]:
    """listed_1 … listed_11: did the official find the fault? A blank list finds nothing.

    Fault 8 is about the one subject that was rated, so a list counts only for a case with one.
    """
    found: dict[str, Truths] = {}
    for fault in range(1, FAULTS + 1):

        def listed(words: str, fault: int = fault) -> int:
            return UNKNOWN if words == "存疑" else YES if str(fault) in words.split("、") else NO

        found[f"listed_{fault}"] = _mapped(table, "过错情形", listed, np.int8)
    case = table["案件编号"].chunk(0).dictionary_encode().indices.to_numpy()
    alone = np.bincount(case)[case] == 1
    found["listed_8"] = np.where(alone, found["listed_8"], NO).astype(np.int8)
    return found
