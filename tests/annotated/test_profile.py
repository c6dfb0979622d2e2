"""The layout of an office: written, mended by hand, checked, applied."""

from pathlib import Path

import pytest

from facts import core_vocabulary
from importers.profile import ProfileError, load_profile, profile_text, unfit
from tests.annotated.running import wenze
from tests.importers.making import SUBJECT, SUBJECT_HEADER, VOCABULARY, read, workbook
from tests.test_cli import CASES

ROWS = [
    ["案件编号", "发生日期", "案情定性", "直接经济损失额", "年", "备注：其他"],
    ["001", "2024-03-01", "一般", "5万元", "2024", "甲"],
]


def office(path: Path) -> Path:
    return workbook(path, {"案件": ROWS, "责任人": [SUBJECT_HEADER, SUBJECT]})


def wrong(path: Path, text: str) -> list[str]:
    """What is said of a profile with mistakes."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError) as refused:
        load_profile(path, VOCABULARY)
    return [problem.line() for problem in refused.value.problems]


def test_the_profile_says_what_each_column_is_how_sure_and_why(tmp_path: Path) -> None:
    text = profile_text(read(office(tmp_path / "a.xlsx")).mapping, VOCABULARY)
    assert text.splitlines()[3:] == [
        "wenze-profile: 1",
        "sheets:",
        "  案件:",
        "    案件编号: 案件编号  # 标准列名",
        "    发生日期: 事发日期  # 同义列名",
        '    案情定性: ""  # 不认识，原样保留',
        "    # 直接经济损失额: 直接经济损失  # 相近（93%），没有采用；确认后删去行首的“# ”",
        '    年: ""  # 不认识，原样保留',
        '    备注：其他: ""  # 不认识，原样保留',
        "  责任人:",
        "    案件编号: 所属案件  # 同义列名",
        "    责任主体: 责任主体  # 标准列名",
        "    主体类别: 主体类别  # 标准列名",
        "    角色: 角色  # 标准列名",
    ]


@pytest.mark.parametrize(
    "header", ["是", "123", "a: b", "- x", "# y", "null", "第一行\n第二行", "*"]
)
def test_any_header_survives_the_profile(tmp_path: Path, header: str) -> None:
    rows = [[*ROWS[0][:2], header], [*ROWS[1][:2], "x"]]
    path = workbook(tmp_path / "a.xlsx", {"案件": rows, "责任人": [SUBJECT_HEADER, SUBJECT]})
    saved = tmp_path / "p.yaml"
    saved.write_text(profile_text(read(path).mapping, VOCABULARY), encoding="utf-8")
    assert load_profile(saved, VOCABULARY).sheets["案件"] == {
        "案件编号": "案件编号",
        "发生日期": "事发日期",
        header: "",
    }


def test_columns_that_name_subjects_keep_their_meaning(tmp_path: Path) -> None:
    rows = [
        ["案件编号", "事发日期", "主要负责人", "主要领导年度考核等次"],
        ["1", "2024-3-1", "甲", "称职"],
    ]
    saved = tmp_path / "p.yaml"
    path = workbook(tmp_path / "a.xlsx", {"登记": rows})
    saved.write_text(profile_text(read(path).mapping, VOCABULARY), encoding="utf-8")
    assert load_profile(saved, VOCABULARY).sheets["登记"] == {
        "案件编号": "案件编号",
        "事发日期": "事发日期",
        "主要负责人": "主要领导",
        "主要领导年度考核等次": "主要领导年度考核等次",
    }


def test_every_mistake_is_told_with_line_header_and_nearest_fact(tmp_path: Path) -> None:
    lines = wrong(
        tmp_path / "p.yaml",
        "wenze-profile: 1\nsheets:\n  案件:\n    损失: 直接经济损失额\n    用时: 报告用时\n"
        "    甲: 情节\n    乙: 情节\n    甲: 情节\n  责任人: [角色]\n",
    )
    assert [line.partition("；")[0] for line in lines] == [
        "错误 p.yaml：案件（损失）：第 4 行：没有“直接经济损失额”这个事实",
        "错误 p.yaml：案件（用时）：第 5 行：“报告用时”由程序推算",
        "错误 p.yaml：案件（乙）：第 7 行：“甲”和“乙”都对应“情节”",
        "错误 p.yaml：案件（甲）：第 8 行：“甲”在第 6 行已经写过",
        "错误 p.yaml：责任人：第 9 行：这里应是一组“列名: 事实”",
    ]
    assert lines[0].endswith("最接近的是“直接经济损失”")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "第 2 行：不是规范的 YAML"),
        ("- 1", "第 1 行：不是对应方案"),
        ("wenze-profile: 2\nsheets: {}", "第 1 行：方案的版本不对"),
        ("wenze-profile: 1", "第 1 行：没有“sheets”"),
        ("wenze-profile: 1\nsheets: {}\nsheet: {}", "第 3 行：不认识“sheet”"),
    ],
)
def test_what_is_no_profile_is_refused(tmp_path: Path, text: str, said: str) -> None:
    assert said in wrong(tmp_path / "p.yaml", text + "\n")[0]


def test_a_profile_is_applied_and_drift_is_told(tmp_path: Path) -> None:
    path, saved = office(tmp_path / "a.xlsx"), tmp_path / "p.yaml"
    saved.write_text(
        "wenze-profile: 1\nsheets:\n  案件:\n    案情定性: 情节\n    直接经济损失额: 直接经济损失\n"
        "    旧列: 不良影响\n",
        encoding="utf-8",
    )
    done = wenze("check", str(path), "--profile", str(saved))
    assert done.returncode == 0, done.stderr
    assert "案件!C  案情定性 → 情节  [方案指定]" in done.stdout
    assert "案件!D2  直接经济损失：5万元 → 50000元" in done.stdout
    assert "警告 p.yaml：案件（旧列）：第 6 行：表中没有“旧列”列；表的格式可能改过" in done.stderr
    again = tmp_path / "q.yaml"
    wenze("check", str(path), "--profile", str(saved), "--save-profile", str(again))
    assert "    案情定性: 情节  # 原方案指定" in again.read_text(encoding="utf-8").splitlines()


def test_a_fact_of_another_sheet_is_told(tmp_path: Path) -> None:
    saved = tmp_path / "p.yaml"
    saved.write_text("wenze-profile: 1\nsheets: {责任人: {备注: 情节}}\n", encoding="utf-8")
    subjects = [[*SUBJECT_HEADER, "备注"], [*SUBJECT, "一般"]]
    path = workbook(tmp_path / "a.xlsx", {"案件": ROWS, "责任人": subjects})
    profile = load_profile(saved, VOCABULARY)
    from importers import read_cases

    imported = read_cases([path], core_vocabulary(), profile=profile.sheets)
    assert [p.line() for p in unfit(profile, imported.mapping)] == [
        "警告 p.yaml：责任人（备注）：第 2 行：这张表里的列不能作“情节”，已原样保留；"
        "这个事实属于另一张表"
    ]


def test_a_saved_profile_gives_the_same_decisions(tmp_path: Path) -> None:
    saved = str(tmp_path / "p.yaml")
    wenze("check", str(CASES), "--save-profile", saved)
    for name, further in (("a", ()), ("b", ("--profile", saved))):
        out = str(tmp_path / name)
        done = wenze("evaluate", str(CASES), "--out", out, "--format", "jsonl", *further)
        assert done.returncode == 1, done.stderr
    one, two = (tmp_path / name / "decisions.jsonl" for name in "ab")
    assert one.read_bytes() == two.read_bytes()


def test_a_bad_profile_costs_one_clear_message(tmp_path: Path) -> None:
    saved = tmp_path / "p.yaml"
    saved.write_text("wenze-profile: 1\nsheets: {案件: {甲: 没有的}}\n", encoding="utf-8")
    done = wenze("check", str(CASES), "--profile", str(saved), "--save-profile", str(CASES))
    assert done.returncode == 2
    assert done.stderr.startswith("错误 p.yaml：案件（甲）：第 2 行：没有“没有的”这个事实")
    assert wenze("check", str(CASES), "--save-profile", str(CASES)).returncode == 2


def test_a_register_that_needs_a_profile_is_explained_under_it(tmp_path: Path) -> None:
    rows = [["文号", "年度", "姓名", "职务"], ["督〔2012〕1号", "2012", "甲某", "处长"]]
    ledger = str(workbook(tmp_path / "台账.xlsx", {"台账": rows}))
    saved = tmp_path / "p.yaml"
    saved.write_text(
        "wenze-profile: 1\nsheets:\n  台账: {文号: 案件编号, 年度: 事发日期, 姓名: 责任主体}\n"
        "values:\n  台账:\n    主体类别: 个人\n    角色: {from: 职务, map: {处长: 主要领导}}\n",
        encoding="utf-8",
    )
    asked = ("explain", ledger, "--case", "督〔2012〕1号")
    assert wenze(*asked).returncode == 2
    done = wenze(*asked, "--profile", str(saved))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("督〔2012〕1号")
    assert "甲某" in done.stdout.splitlines()[0]
    saved.write_text("wenze-profile: 1\nsheets: {台账: {文号: 没有的}}\n", encoding="utf-8")
    refused = wenze(*asked, "--profile", str(saved))
    assert refused.returncode == 2
    assert "没有“没有的”这个事实" in refused.stderr
