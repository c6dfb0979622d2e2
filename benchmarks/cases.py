"""Case tables of any size: realistic, or every fact drawn independently at random.

One row a subject, as CSV or Parquet. Everything is invented; names are numbers. The same size
gives the same rows: they are drawn in blocks, each with a seed of its own.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.csv as pa_csv  # type: ignore[import-untyped]
import pyarrow.parquet as pa_parquet  # type: ignore[import-untyped]

#: Rows that are drawn together; even, so that both subjects of a case are in one block.
BLOCK = 100_000
SEED = 2009

Dice = np.random.Generator
Drawn = tuple[npt.NDArray[np.int64], list[str]]

#: Facts of the case that are answered 是 or 否.
YES_NO = (
    "不良影响", "不良后果", "重大影响", "重大损失", "主动发现", "及时纠正",
    "涉嫌犯罪", "应受党纪处分", "应受政务处分", "违反决策程序", "决策失误",
    "保质完成", "保量完成", "按时完成", "及时处置", "拒不执行", "执行不力",
    "不作为", "作为不力", "乱作为", "弄虚作假", "虚报浮夸", "不实事求是",
    "信访未按规定处理", "突出问题未及时解决", "制度应建未建", "制度执行不严",
)  # fmt: skip
HEADERS = (
    "案件编号", "单位", "单位类型", "单位层级", "事发日期", "过错情形", "责任方", "情节",
    *YES_NO[:4], "直接经济损失", "死亡人数", "重伤人数", *YES_NO[4:9], "基本情况",
    *YES_NO[9:11], "任务来源", *YES_NO[11:14], "情况类别", "知悉时间", "报告时间",
    *YES_NO[14:], "违反规定依据", "责任主体", "主体类别", "角色", "年度考核等次",
)  # fmt: skip

#: What a register usually says of one fault: the finding, and the elements that were written.
STORIES: tuple[dict[str, str], ...] = (
    {
        "过错情形": "4",
        "情况类别": "突发事件",
        "知悉时间": "2012-05-03 08:00",
        "报告时间": "2012-05-03 12:30",
    },
    {
        "情况类别": "安全生产事故",
        "知悉时间": "2013-07-11 21:10",
        "报告时间": "2013-07-11 22:40",
        "及时处置": "否",
    },
    {"过错情形": "3", "任务来源": "督查督办", "按时完成": "否"},
    {"任务来源": "市委市政府决策部署", "保质完成": "否", "保量完成": "是", "按时完成": "是"},
    {"过错情形": "6", "作为不力": "是"},
    {"弄虚作假": "是", "不良影响": "是"},
    {"过错情形": "9、6", "突出问题未及时解决": "是", "不良后果": "是"},
    {"制度执行不严": "是"},
    {"执行不力": "是", "不良影响": "是", "不良后果": "存疑"},
    {"过错情形": "11", "违反规定依据": "督查督办制度（四）"},
)
RATINGS = ["优秀", "好", "称职", "一般", "基本称职", "不称职", "差", "未评定等次"]


def blocks(kind: str, rows: int) -> Iterator[pa.Table]:
    """The table of ``rows`` subjects, block by block; ``kind`` as in TABLES."""
    for first in range(0, rows, BLOCK):
        dice = np.random.default_rng([SEED, first // BLOCK])
        table = TABLES[kind](min(BLOCK, rows - first), first, dice)
        columns = [table.get(header, _alike("", len(table["案件编号"][0]))) for header in HEADERS]
        yield pa.table([_encoded(column) for column in columns], names=list(HEADERS))


def _realistic(rows: int, first: int, dice: Dice) -> dict[str, Drawn]:
    """Two subjects a case; a story, some blanks, few doubts."""
    cases = (rows + 1) // 2
    of_case = np.arange(rows) // 2
    draw = partial(_one_of, dice, cases)
    table: dict[str, Drawn] = {
        "案件编号": _numbered("", cases, first // 2, 8),
        "单位": (np.arange(first // 2, first // 2 + cases) % 97, [f"单位{n}" for n in range(97)]),
        "单位类型": draw(["党委"] * 19 + ["政府"]),
        "单位层级": draw(["市级", "县级", "县级"]),
        "事发日期": draw([f"{y}-11-{d:02d}" for y in range(2009, 2017) for d in range(1, 29)]),
        "情节": draw(["轻微", "一般", "一般", "较重", "严重", "", "存疑"]),
        "责任方": draw(["主要领导", "分管领导", "分管领导", "双方", ""]),
        "重大损失": draw(["否", "否", "否", "是", ""]),
        "不良影响": draw(["否", "否", "是", ""]),
        "主动发现": draw(["是", "否", "否", ""]),
        "及时纠正": draw(["是", "否", "否", ""]),
        "涉嫌犯罪": draw(["否", "否", "否", "是", ""]),
    }
    story = dice.integers(len(STORIES), size=cases)
    for header in dict.fromkeys(h for told in STORIES for h in told):
        codes, words = table.get(header, _alike("", cases))
        places = np.array([len(words) + n if header in t else -1 for n, t in enumerate(STORIES)])
        told = places[story]
        table[header] = (
            np.where(told >= 0, told, codes),
            [*words, *(t.get(header, "") for t in STORIES)],
        )
    table = {header: (codes[of_case], words) for header, (codes, words) in table.items()}
    return table | {
        "责任主体": _numbered("主体", rows, first),
        "主体类别": _alike("个人", rows),
        "角色": (np.arange(rows) % 2, ["主要领导", "分管领导"]),
        "年度考核等次": _one_of(dice, rows, ["称职", "称职", "优秀", "不称职", ""]),
    }


def _worst(rows: int, first: int, dice: Dice) -> dict[str, Drawn]:
    """Every fact of every row independent: the signature's worst case."""
    listings = ["", *map(str, range(1, 12)), "9、6", "3、4", "5、11", "1、2、8"]
    draw = partial(_doubtful, dice, rows)
    table = {header: draw(["是", "否"]) for header in YES_NO}
    return table | {
        "案件编号": _numbered("", rows, first, 8),
        "单位": _alike("某单位", rows),
        "单位类型": _alike("党委", rows),
        "单位层级": _one_of(dice, rows, ["市级", "县级"]),
        "事发日期": _alike("2012-03-01", rows),
        "过错情形": draw(listings),
        "责任方": draw(["主要领导", "分管领导", "双方"]),
        "情节": draw(["轻微", "一般", "较重", "严重", "特别严重"]),
        "直接经济损失": draw(["0", "3"]),
        "死亡人数": draw(["0", "3"]),
        "重伤人数": draw(["0", "3"]),
        "基本情况": _alike("略", rows),
        "任务来源": draw(["市委市政府决策部署", "督查督办", "领导批示交办", "其他"]),
        "情况类别": draw(["突发事件", "灾情险情", "安全生产事故", "其他"]),
        "知悉时间": draw(["2012-03-01 08:00"]),
        "报告时间": draw(["2012-03-01 09:30", "2012-03-01 10:00", "2012-03-01 10:01"]),
        "违反规定依据": draw(["无", "某规定第三条"]),
        "责任主体": _numbered("主体", rows, first),
        "主体类别": _one_of(dice, rows, ["个人", "个人", "班子"]),
        "角色": _one_of(dice, rows, ["主要领导", "分管领导", "班子成员"]),
        "年度考核等次": draw(RATINGS),
    }


TABLES: dict[str, Callable[[int, int, Dice], dict[str, Drawn]]] = {
    "realistic": _realistic,
    "worst": _worst,
}


def _one_of(dice: Dice, rows: int, words: list[str]) -> Drawn:
    return dice.integers(len(words), size=rows), words


def _doubtful(dice: Dice, rows: int, words: list[str]) -> Drawn:
    """In 100 cells, 15 blank and 5 that say 存疑."""
    draw = dice.random(rows)
    codes = dice.integers(len(words), size=rows)
    doubt = np.where(draw < 0.15, len(words), len(words) + 1)
    return np.where(draw < 0.2, doubt, codes), [*words, "", "存疑"]


def _alike(word: str, rows: int) -> Drawn:
    return np.zeros(rows, np.int64), [word]


def _numbered(prefix: str, rows: int, first: int, digits: int = 0) -> Drawn:
    return np.arange(rows), [f"{prefix}{n:0{digits}d}" for n in range(first, first + rows)]


def _encoded(column: Drawn) -> pa.Array:
    codes, words = column
    return pa.array(words).take(pa.array(codes))


def write_csv(kind: str, rows: int, path: Path) -> None:
    """A flat table, one row a subject, UTF-8."""
    schema = pa.schema([(header, pa.string()) for header in HEADERS])
    options = pa_csv.WriteOptions(quoting_style="none")
    with pa_csv.CSVWriter(str(path), schema, write_options=options) as writer:
        for table in blocks(kind, rows):
            writer.write_table(table)


def write_parquet(kind: str, rows: int, path: Path) -> None:
    """The same table as Parquet, text columns throughout."""
    schema = pa.schema([(header, pa.string()) for header in HEADERS])
    with pa_parquet.ParquetWriter(path, schema) as writer:
        for table in blocks(kind, rows):
            writer.write_table(table)
