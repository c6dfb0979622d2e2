"""Case tables of any size, as CSV: realistic, or every fact drawn independently at random.

Everything is invented; names are numbers.
"""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from facts import Fact, core_vocabulary

VOCABULARY = core_vocabulary()
FACTS = [f for f in VOCABULARY.facts if f.written and f.id != "subject_case_id"]

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


def realistic(rows: int, seed: int = 2009) -> Iterator[dict[str, str]]:
    """Two subjects a case; a story, some blanks, few doubts."""
    dice = random.Random(seed)
    for i in range(rows):
        if i % 2 == 0:
            case = {
                "案件编号": f"{i // 2:08d}",
                "单位": f"单位{i % 97}",
                "单位类型": "党委" if dice.random() < 0.95 else "政府",
                "单位层级": dice.choice(["市级", "县级", "县级"]),
                "事发日期": f"{dice.randint(2009, 2016)}-11-{dice.randint(1, 28):02d}",
                "情节": dice.choice(["轻微", "一般", "一般", "较重", "严重", "", "存疑"]),
                "责任方": dice.choice(["主要领导", "分管领导", "分管领导", "双方", ""]),
                "重大损失": dice.choice(["否", "否", "否", "是", ""]),
                "不良影响": dice.choice(["否", "否", "是", ""]),
                "主动发现": dice.choice(["是", "否", "否", ""]),
                "及时纠正": dice.choice(["是", "否", "否", ""]),
                "涉嫌犯罪": dice.choice(["否", "否", "否", "是", ""]),
                **dice.choice(STORIES),
            }
        main = i % 2 == 0
        yield case | {
            "责任主体": f"主体{i}",
            "主体类别": "个人",
            "角色": "主要领导" if main else "分管领导",
            "年度考核等次": dice.choice(["称职", "称职", "优秀", "不称职", ""]),
        }


def worst(rows: int, seed: int = 2009) -> Iterator[dict[str, str]]:
    """Every fact of every row independent: the signature's worst case."""
    dice = random.Random(seed)
    for i in range(rows):
        row = {f.label: _anything(f, dice) for f in FACTS}
        yield row | {
            "案件编号": f"{i:08d}",
            "责任主体": f"主体{i}",
            "主体类别": dice.choice(["个人", "个人", "班子"]),
            "角色": dice.choice(["主要领导", "分管领导", "班子成员"]),
            "单位类型": "党委",
            "单位层级": dice.choice(["市级", "县级"]),
            "事发日期": "2012-03-01",
        }


def _anything(fact: Fact, dice: random.Random) -> str:
    draw = dice.random()
    if draw < 0.2:
        return "" if draw < 0.15 else "存疑"
    if fact.type == "boolean":
        return dice.choice(["是", "否"])
    if fact.type == "choice":
        return dice.choice(fact.choices).label
    if fact.type == "choices":
        return "、".join(c.label for c in fact.choices if dice.random() < 0.05)
    if fact.type == "datetime":
        late = dice.choice(["09:30", "10:00", "10:01"])
        return f"2012-03-01 {late if fact.special else '08:00'}"
    if fact.type == "number":
        return dice.choice(["0", "3"])
    return dice.choice(["无", "某规定第三条"]) if fact.id == "provision_broken" else "略"


TABLES = {"realistic": realistic, "worst": worst}


def write_csv(kind: str, rows: int, path: Path) -> None:
    """A flat table, one row a subject, UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [f.label for f in FACTS], restval="")
        writer.writeheader()
        writer.writerows(TABLES[kind](rows))
