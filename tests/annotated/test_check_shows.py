"""What ``wenze check`` shows of the values that it read."""

from pathlib import Path

from tests.annotated.running import wenze
from tests.importers.making import SUBJECT_HEADER, workbook

NAME = "欧阳某某"
CASES = [
    ["案件编号", "单位", "事发日期", "不良影响", "直接经济损失（万元）"],
    *([f"00{n}", NAME, "2009.8.27", "√", 0.5] for n in range(1, 5)),
]
SUBJECTS = [SUBJECT_HEADER, *([f"00{n}", NAME, "个人", "主要领导"] for n in range(1, 5))]


def test_the_first_three_rows_are_shown_as_understood_without_names(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"案件": CASES, "责任人": SUBJECTS})
    done = wenze("check", str(path))
    lines = done.stdout.splitlines()
    start = lines.index("预览第 1 个责任主体：")
    assert lines[start + 1 : start + 6] == [
        "  案件!C2  事发日期：2009.8.27 → 2009-08-27",
        "  案件!D2  不良影响：√ → 是",
        "  案件!E2  直接经济损失：0.5 → 5000元",
        "  责任人!C2  主体类别：个人",
        "  责任人!D2  角色：主要领导",
    ]
    assert "预览第 3 个责任主体：" in lines
    assert "预览第 4 个责任主体：" not in lines
    assert NAME not in done.stdout + done.stderr


def test_every_distinct_change_is_listed_once_on_request(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"案件": CASES, "责任人": SUBJECTS})
    lines = wenze("check", str(path), "--changes").stdout.splitlines()
    start = lines.index("换了写法的值 3 种：")
    assert lines[start + 1 : start + 4] == [
        "  案件!C2  事发日期：2009.8.27 → 2009-08-27（4 处）",
        "  案件!D2  不良影响：√ → 是（4 处）",
        "  案件!E2  直接经济损失：0.5 → 5000元（4 处）",
    ]
