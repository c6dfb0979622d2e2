"""``wenze check`` with a register that lacks columns: what it shows, and the profile it writes."""

import json
from pathlib import Path

import pytest

from tests.annotated.running import wenze
from tests.importers.making import CASE_HEADER, SUBJECT_HEADER, two_sheets, workbook

LEDGER = [
    ["姓名", "年度", "单位（处室）", "职务", "文号", "事由"],
    ["甲某", 2012, "第一处", "处长", "某纪〔2012〕1号", "督办逾期"],
    ["乙某", 2012, "第一处", "副处长", "某纪〔2012〕1号", "督办逾期"],
    ["丙某", 2012, "第二处", "处长", "某纪〔2012〕2号", "作风"],
]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return workbook(tmp_path / "问责台账.xlsx", {"台账": LEDGER})


def saved(tmp_path: Path, register: Path) -> tuple[Path, int]:
    path = tmp_path / "本局.yaml"
    return path, wenze("check", str(register), "--save-profile", str(path)).returncode


def test_the_saved_profile_lists_what_is_to_be_stated(tmp_path: Path, ledger: Path) -> None:
    path, status = saved(tmp_path, ledger)
    assert status == 1
    lines = path.read_text(encoding="utf-8").splitlines()
    values = lines[lines.index("values:") :]
    assert [line.partition("  #")[0] for line in values] == [
        "values:",
        "  台账:",
        '    案件编号: ""',
        '    事发日期: ""',
        '    主体类别: ""',
        "    角色:",
        "      from: 职务",
        "      map:",
        '        处长: ""',
        '        副处长: ""',
    ]
    assert "可填：班子、个人" in values[4]


def test_a_profile_that_is_filled_in_carries_to_the_decisions(tmp_path: Path, ledger: Path) -> None:
    path, _ = saved(tmp_path, ledger)
    text = path.read_text(encoding="utf-8")
    for empty, filled in (
        ('文号: ""', "文号: 案件编号"),
        ('年度: ""', "年度: 事发日期"),
        ('主体类别: ""', "主体类别: 个人"),
        ('        处长: ""', "        处长: 主要领导"),
    ):
        assert empty in text
        text = text.replace(empty, filled)
    path.write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    done = wenze("evaluate", str(ledger), "--profile", str(path), "--out", str(out))
    assert done.returncode == 0
    decided = [json.loads(line) for line in (out / "decisions.jsonl").read_text().splitlines()]
    assert [(d["case_id"], d["subject_kind"], d["role"]) for d in decided] == [
        ("某纪〔2012〕1号", "individual", "main_leader"),
        ("某纪〔2012〕1号", "individual", None),
        ("某纪〔2012〕2号", "individual", "main_leader"),
    ]
    assert "“主体类别”不是表里写的：按对应方案都作“个人”" in done.stderr
    options = json.loads((out / "run.json").read_text(encoding="utf-8"))["options"]
    assert options["profile"]["台账"]["=主体类别"] == "个人"


def test_what_the_profile_states_is_shown_and_new_words_are_asked(
    tmp_path: Path, ledger: Path
) -> None:
    given = tmp_path / "本局.yaml"
    given.write_text(
        "wenze-profile: 1\nsheets:\n  台账: {文号: 案件编号, 年度: 事发日期}\nvalues:\n  台账:\n"
        "    主体类别: 个人\n    角色: {from: 职务, map: {处长: 主要领导}}\n",
        encoding="utf-8",
    )
    again = tmp_path / "又.yaml"
    done = wenze("check", str(ledger), "--profile", str(given), "--save-profile", str(again))
    shown = done.stdout.splitlines()
    assert "台账  主体类别 = 个人  [方案指定]" in shown
    assert "台账!D  职务 → 角色  [方案指定：处长 → 主要领导]" in shown
    assert "警告 台账!D3（职务）：“副处长”在对应方案里没有写明" in done.stderr
    assert again.read_text(encoding="utf-8").splitlines()[-6:] == [
        "    主体类别: 个人",
        "    角色:",
        "      from: 职务",
        "      map:",
        "        处长: 主要领导",
        '        副处长: ""',
    ]


def test_a_register_without_known_headers_gives_a_profile_to_fill_in(tmp_path: Path) -> None:
    rows = [["督办台账"], ["任务", "牵头的人", "进度"], ["甲路改造", "甲", "逾期"]]
    register = workbook(tmp_path / "督办.xlsx", {"督办": rows})
    path, status = saved(tmp_path, register)
    assert status == 1
    text = path.read_text(encoding="utf-8")
    assert '    任务: ""' in text
    for empty, filled in (
        ('牵头的人: ""', "牵头的人: 分管领导"),
        ('案件编号: ""', "案件编号: 行号"),
        ('事发日期: ""', "事发日期: 2012年"),
    ):
        text = text.replace(empty, filled)
    path.write_text(text, encoding="utf-8")
    done = wenze("check", str(register), "--profile", str(path))
    assert done.returncode == 0
    assert "可以评估 1 个责任主体，未能读取 0 个。" in done.stdout


def test_a_file_without_any_table_gives_no_profile(tmp_path: Path) -> None:
    register = workbook(tmp_path / "a.xlsx", {"Sheet1": [[1, 2], ["甲"]]})
    path, status = saved(tmp_path, register)
    assert status == 2
    assert not path.exists()


def test_columns_that_a_sheet_lacks_are_told_in_one_line(tmp_path: Path, ledger: Path) -> None:
    told = [line for line in wenze("check", str(ledger)).stderr.splitlines() if "单位类型" in line]
    assert len(told) == 1
    assert told[0].startswith("提示 台账：没有这些列：单位类型、单位层级、过错情形、")


def test_rows_of_one_number_are_shown_side_by_side_without_names(tmp_path: Path) -> None:
    cases = [
        [*CASE_HEADER, "单位"],
        ["001", "2012-03-01", "一般", "甲局"],
        ["001", "2012-03-02", "一般", "乙局"],
    ]
    subjects = [SUBJECT_HEADER, ["001", "甲", "个人", "主要领导"]]
    done = wenze("check", str(two_sheets(tmp_path / "a.xlsx", cases, subjects)))
    lines = done.stderr.splitlines()
    at = lines.index("同一编号的行：案件!2 | 案件!3")
    assert lines[at + 1 : at + 3] == ["  事发日期：2012-03-01 | 2012-03-02", "  单位：不同"]
    assert done.returncode == 1
