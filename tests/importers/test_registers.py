"""Registers as offices keep them, unedited: read with what the office states once of each.

The columns are those of public registers and forms; what stands in them is invented.
"""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from importers import Import, read_cases
from importers.profile import ProfileError, load_profile, unfit
from tests.importers.making import VOCABULARY, shown, told, workbook

SHEET = "台账"
HEAD = "wenze-profile: 1\nsheets: {}\nvalues:\n"


class Register(NamedTuple):
    """A header with its rows, what the office states, and what is then known."""

    header: list[str]
    rows: list[list[Any]]
    profile: str
    expected: dict[str, list[str]]
    #: The required facts that no column gives, in the order of the template.
    lacks: list[str]


_FILE = Path(__file__).with_name("registers.yaml")
REGISTERS = {
    name: Register(**given)
    for name, given in yaml.safe_load(_FILE.read_text(encoding="utf-8")).items()
}


def written(folder: Path, register: Register) -> Path:
    return workbook(folder / "a.xlsx", {SHEET: [register.header, *register.rows]})


def with_profile(folder: Path, path: Path, text: str) -> Import:
    saved = folder / "office.yaml"
    saved.write_text(text, encoding="utf-8")
    profile = load_profile(saved, VOCABULARY)
    result = read_cases([path], VOCABULARY, profile=profile.sheets)
    assert unfit(profile, result.mapping) == []
    return result


@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_is_read_as_it_stands(tmp_path: Path, name: str) -> None:
    register = REGISTERS[name]
    result = with_profile(tmp_path, written(tmp_path, register), register.profile)
    assert told(result) == []
    assert len(result.table) == len(register.rows)
    assert {label: shown(result, label) for label in register.expected} == register.expected


@pytest.mark.parametrize("name", [name for name, r in REGISTERS.items() if r.lacks])
def test_without_a_profile_it_is_told_what_the_register_lacks(tmp_path: Path, name: str) -> None:
    register = REGISTERS[name]
    result = read_cases([written(tmp_path, register)], VOCABULARY)
    lacking = [p for p in result.problems if p.code in ("column-required", "column-unknown")]
    assert [p.header for p in lacking if p.header != "责任主体"] == register.lacks
    for problem in lacking:
        assert "wenze check --save-profile" in problem.fix.zh


def test_a_value_that_the_profile_states_is_told_as_such(tmp_path: Path) -> None:
    register = REGISTERS["考核系统的问责台账"]
    result = with_profile(tmp_path, written(tmp_path, register), register.profile)
    kind, role = (VOCABULARY.by_label(label) for label in ("主体类别", "角色"))
    assert result.table.cell(kind, 0) == "台账（对应方案）"
    assert [result.table.cell(role, i) for i in range(3)] == ["台账!D2", "台账!D3", "台账!D4"]
    assert [(s.fact, s.constant, s.letter, dict(s.words)) for s in result.stated] == [
        ("主体类别", "个人", "", {}),
        ("角色", "", "D", {"处长": "主要领导", "副处长": "分管领导"}),
    ]
    said = {p.code: p for p in result.problems}
    assert said["stated-constant"].message.zh == ("“主体类别”不是表里写的：按对应方案都作“个人”")
    assert said["stated-words"].message.zh == (
        "按对应方案，“角色”由这一列得出：处长 → 主要领导、副处长 → 分管领导"
    )
    assert (said["stated-unlisted"].cell, said["stated-unlisted"].value) == ("D4", "科员")
    assert said["stated-unlisted"].expected.zh == "“角色”按不明处理"


def test_without_a_role_rows_are_read_and_the_role_is_open(tmp_path: Path) -> None:
    rows = [
        ["案件编号", "事发日期", "责任主体", "主体类别"],
        ["001", "2012-03-01", "甲", "个人"],
    ]
    result = read_cases([workbook(tmp_path / "a.xlsx", {SHEET: rows})], VOCABULARY)
    assert shown(result, "角色") == [""]
    assert told(result, "error", "warning") == [("column-unknown", "台账!")]


def test_a_row_whose_kind_the_profile_does_not_say_is_refused(tmp_path: Path) -> None:
    rows = [
        ["案件编号", "事发日期", "责任主体", "对象"],
        ["001", "2012-03-01", "甲", "干部"],
        ["002", "2012-03-01", "乙", "群团"],
    ]
    text = HEAD + "  台账:\n    主体类别: {from: 对象, map: {群众: 个人}}\n"
    result = with_profile(tmp_path, workbook(tmp_path / "a.xlsx", {SHEET: rows}), text)
    assert shown(result, "主体类别") == ["个人"]
    assert told(result, "error", "warning") == [
        ("column-unknown", "台账!"),
        ("stated-unlisted", "台账!D3"),
        ("required-blank", "台账!D3"),
    ]


def test_a_column_of_the_sheet_comes_before_what_is_stated(tmp_path: Path) -> None:
    rows = [
        ["案件编号", "事发日期", "责任主体", "主体类别", "角色"],
        ["001", "2012-03-01", "甲", "班子", "单位"],
    ]
    path = workbook(tmp_path / "a.xlsx", {SHEET: rows})
    saved = tmp_path / "office.yaml"
    saved.write_text(HEAD + "  台账:\n    主体类别: 个人\n", encoding="utf-8")
    profile = load_profile(saved, VOCABULARY)
    result = read_cases([path], VOCABULARY, profile=profile.sheets)
    assert shown(result, "主体类别") == ["班子"]
    assert [p.line() for p in unfit(profile, result.mapping)] == [
        "警告 office.yaml：台账（主体类别）：第 5 行：表中已有“主体类别”列（D 列“主体类别”），"
        "以表为准；请删去这一项"
    ]


def test_words_that_a_column_of_the_fact_does_not_know_may_be_stated(tmp_path: Path) -> None:
    rows = [
        ["案件编号", "事发日期", "责任主体", "主体类别", "角色"],
        ["001", "2012-03-01", "甲", "个人", "党政一把手"],
        ["002", "2012-03-01", "乙", "个人", "分管领导"],
    ]
    text = HEAD + "  '*':\n    角色: {from: 角色, map: {党政一把手: 主要领导}}\n"
    result = with_profile(tmp_path, workbook(tmp_path / "a.xlsx", {SHEET: rows}), text)
    assert shown(result, "角色") == ["主要领导", "分管领导"]
    assert result.table.subjects.extra == {"角色": ["党政一把手", "分管领导"]}


BAD = f"""{HEAD}  台账:
    主体类别: 群体
    情节: 一般
    角色: {{from: 职务, map: {{处长: 主要}}, els: 1}}
    案件编号: "001"
    报告用时: 2
    职级: 一
    过错情形: [1]
    责任方: {{map: {{甲: 双方}}}}
"""


def test_every_mistake_in_the_values_of_a_profile_is_told_with_its_line(tmp_path: Path) -> None:
    saved = tmp_path / "bad.yaml"
    saved.write_text(BAD, encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        load_profile(saved, VOCABULARY)
    assert [p.message.zh for p in caught.value.problems] == [
        "第 5 行：“群体”不是“主体类别”的值",
        "第 6 行：“情节”要由人逐案认定，不能整张表都写一样",
        "第 7 行：不认识“els”",
        "第 7 行：“主要”不是“角色”的值",
        "第 8 行：各行的案件编号不能都一样",
        "第 9 行：“报告用时”由程序推算",
        "第 10 行：没有“职级”这个事实",
        "第 11 行：这里应是一个值，或 from 和 map",
        "第 12 行：没有写明取自哪一列",
    ]


def test_the_values_that_the_page_for_clerks_shows_are_right(tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "for-clerks.md").read_text("utf-8")
    block = page.partition("```yaml\n")[2].partition("```")[0]
    saved = tmp_path / "office.yaml"
    saved.write_text(f"wenze-profile: 1\nsheets: {{}}\n{block}", encoding="utf-8")
    stated = load_profile(saved, VOCABULARY).sheets["问责台账"]
    assert list(stated) == ["=主体类别", "=单位层级", "=角色", "=案件编号"]
