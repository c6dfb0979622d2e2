"""Small tables and proposals for the tests of impact."""

from pathlib import Path
from typing import Any

from drafting.impact import Impact, assess
from drafting.overlay import propose, read_overlay
from facts import CaseTable, table_from_rows
from rules.loader import CompiledBook, load_book
from rules.source import read_source

ROOT = Path(__file__).parents[2]
EXAMPLE_CASES = ROOT / "examples" / "cases.xlsx"
EXAMPLE_PROPOSAL = ROOT / "examples" / "proposal.yaml"
BASE = "zhangye-2009"

#: All facts known, no fault, a county main leader answerable: what a test differs from.
PLAIN: dict[str, Any] = {
    "单位": "甲县县委",
    "单位类型": "党委",
    "单位层级": "县级",
    "事发日期": "2012-03-01",
    "责任方": "主要领导",
    "情节": "一般",
    "主体类别": "个人",
    "角色": "主要领导",
    "年度考核等次": "称职",
    "不良影响": "否",
    "不良后果": "否",
    "重大影响": "否",
    "重大损失": "否",
    "直接经济损失": 0,
    "主动发现": "否",
    "及时纠正": "否",
    "涉嫌犯罪": "否",
    "应受党纪处分": "否",
    "应受政务处分": "否",
    "违反决策程序": "否",
    "决策失误": "否",
    "任务来源": "其他",
    "情况类别": "其他",
    "拒不执行": "否",
    "执行不力": "否",
    "不作为": "否",
    "作为不力": "否",
    "乱作为": "否",
    "弄虚作假": "否",
    "虚报浮夸": "否",
    "不实事求是": "否",
    "信访未按规定处理": "否",
    "突出问题未及时解决": "否",
    "制度应建未建": "否",
    "制度执行不严": "否",
}


def table(*differences: dict[str, Any]) -> CaseTable:
    """One subject for each set of differences from PLAIN."""
    rows = [
        {"案件编号": f"案{n}", "责任主体": f"主体{n}", **PLAIN, **given}
        for n, given in enumerate(differences, 1)
    ]
    return table_from_rows(load_book(BASE).vocabulary, rows)


def proposal(tmp_path: Path, text: str) -> CompiledBook:
    """The book that an overlay on the core book makes."""
    path = tmp_path / "提案.yaml"
    path.write_text(text, encoding="utf-8")
    return propose(read_overlay(path), read_source(load_book(BASE).folder))


def impact(tmp_path: Path, text: str, cases: CaseTable) -> Impact:
    """The impact of an overlay on the core book."""
    return assess(load_book(BASE), proposal(tmp_path, text), cases)
