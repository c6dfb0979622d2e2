"""Registers as people keep them: cells of every kind, rows that are none, cases taken apart."""

import random

from hypothesis import strategies as st

HEADER = (
    "案件编号", "单位", "单位类型", "事发日期", "过错情形", "情节", "不良影响",
    "直接经济损失（万元）", "死亡人数", "知悉时间", "报告时间", "责任主体", "主体类别", "角色",
    "年度考核等次", "备注", "线索号",
)  # fmt: skip

#: Stands for a case number that follows from where the row stands.
PLACE = "*"
_USUAL = {
    "案件编号": [PLACE],
    "单位": ["甲县", "甲县 ", "", "乙县"],
    "单位类型": ["党委", "县委", "政府", ""],
    "事发日期": ["2024-03-01", "2024-3-1", "2024年3月", "2024-02-29", "2010/5/6"],
    "过错情形": ["4", "9、6", "", "重要情况未及时处理和报告"],
    "情节": ["一般", "较重", "", "存疑"],
    "不良影响": ["是", "否", "√", "", "存疑"],
    "直接经济损失（万元）": ["0", "3", "1.5", "", "3至5万元"],
    "死亡人数": ["0", "2", ""],
    "知悉时间": ["2024-03-01 08:00", "2024-03-01", ""],
    "报告时间": ["2024-03-01 10:01", "2024-03-01 23:00", "", "未报告"],
    "责任主体": ["书记", "县长", "县 长", "班子"],
    "主体类别": ["个人", "班子"],
    "角色": ["主要领导", "分管领导", "单位"],
    "年度考核等次": ["称职", "", "差"],
    "备注": ["", "略", " 空格 ", '"有, 逗号"', '"有""引号"""', '"两\n行"'],
    "线索号": ["", "001", "123456789012345678", "1.23457E+17"],
}  # fmt: skip
_ODD = [
    "", "-", "—", "存疑", "不明", "无", "大概", "#N/A", "2024.13.1", "2024-02-30", "24小时", "１２",
    "1e5", "'001", '"=""007"""', "五万元", "三十余人", "-3", "2.5", "未知", "是；否", "\u3000",
    "\u200b",
    "2024-03-01 25:00", "2024-03-01 24:00", "下午3点", "合计", "主要领导", "null", "1949-01-01",
    "1901-05-05", "999999999999999", "0.30000000000000004", "否 ", "A1",
]  # fmt: skip


_NO_RECORDS: list[tuple[str, ...]] = [
    (),
    ("",) * len(HEADER),
    (" ", "\u3000"),
    ("合计", "3"),
    ("", "小计"),
    ("填表人：某某",),
    ("注：以上为草稿",),
    ("A1", "短"),
]


def register(seed: int, rows: int, odd: float) -> list[tuple[str, ...]]:
    """So many rows below the header; ``odd`` is the share of cells that are not as usual."""
    dice = random.Random(seed)
    return [_row(dice, at, odd) for at in range(rows)]


def _row(dice: random.Random, at: int, odd: float) -> tuple[str, ...]:
    """Two rows a case, its number in half width or full; now and then a row that is none."""
    if dice.random() < odd / 2:
        return dice.choice(_NO_RECORDS)
    row = [dice.choice(_ODD if dice.random() < odd else _USUAL[name]) for name in HEADER]
    if row[0] == PLACE:
        row[0] = f"{'Ｃ' if dice.random() < 0.2 else 'C'}{at // 2:02}"
    if dice.random() < odd / 2:
        row += ["", "多出"]
    return tuple(row)


def registers() -> st.SearchStrategy[list[tuple[str, ...]]]:
    """Registers from tidy to wild."""
    odd = st.sampled_from([0.0, 0.01, 0.05, 0.3])
    return st.builds(register, st.integers(0, 1 << 32), st.integers(1, 60), odd)
