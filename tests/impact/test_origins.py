"""Where the cause of a change stands, what it overrides, and the facts that are newly read."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import orjson
import python_calamine
from click.testing import CliRunner

from drafting.workbook import read_draft, workbook_bytes
from rules.loader import load_book
from tests.impact.made import BASE
from wenze.commands.impact import command

CASES = (
    "案件编号,单位,单位类型,单位层级,事发日期,过错情形,责任方,情节,主动发现,死亡人数,"
    "责任主体,主体类别,角色\n"
    "A-1,甲县县委,党委,县级,2012-03-01,6,主要领导,一般,否,0,某甲,个人,主要领导\n"
    "A-2,甲县县委,党委,县级,2012-03-01,,主要领导,一般,否,1,某乙,个人,主要领导\n"
)


def told(tmp_path: Path, new: object) -> dict[str, Any]:
    """The JSON of a run of the core book against ``new`` on two cases."""
    path, out = tmp_path / "案件.csv", tmp_path / "出"
    path.write_text(CASES, encoding="utf-8")
    arguments = [BASE, str(new), str(path), "--out", str(out)]
    arguments += ["--format", "json", "--format", "html"]
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = orjson.loads((out / "impact.json").read_bytes())
    return found


def written(tmp_path: Path, name: str, text: str) -> Path:
    """A file with this text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def places(found: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """What, where, in place of what, by which file."""
    return [
        (a["id"], a["place"], a["replaces"].rpartition("/")[2], a["override"])
        for a in found["amendments"]
    ]


def line(file: str, text: str) -> int:
    """The line of the core book's file that holds the text."""
    lines = (load_book(BASE).folder / file).read_text(encoding="utf-8").splitlines()
    return next(n for n, content in enumerate(lines, 1) if text in content)


def test_an_overlay_overrides_and_the_cause_says_where(tmp_path: Path) -> None:
    text = (
        "rules:\n"
        "  fault-6.inaction:\n"
        "    when: 不作为 或 作为不力 或 乱作为 或 死亡人数 > 0人\n"
        "baseline:\n"
        "  rows:\n"
        "    - {responsibility: primary, gravity: ordinary, measures: [circulated_criticism]}\n"
        "suggest: {slight: reduce}\n"
        "remove: [fault-4.late-handling]\n"
        "add:\n"
        "  - {id: 新, cite: 责任追究制度(二)6, stage: finding, when: 重伤人数 > 9人,"
        " then: 认定 过错情形6}\n"
    )
    found = told(tmp_path, written(tmp_path, "提案.yaml", text))
    late = f"rules.yaml:{line('rules.yaml', 'id: fault-4.late-handling')}"
    when = f"rules.yaml:{line('rules.yaml', 'when: 不作为')}"
    row = f"baseline.yaml:{line('baseline.yaml', 'responsibility: primary, gravity: ordinary')}"
    slight = f"baseline.yaml:{line('baseline.yaml', 'slight: exempt')}"
    assert places(found) == [
        ("rule:fault-4.late-handling", "提案.yaml:8", late, "提案.yaml"),
        ("rule:fault-6.inaction", "提案.yaml:3", when, "提案.yaml"),
        ("rule:新", "提案.yaml:10", "", "提案.yaml"),
        ("cell:primary/ordinary", "提案.yaml:6", row, "提案.yaml"),
        ("suggest:slight", "提案.yaml:7", slight, "提案.yaml"),
    ]
    assert [a["facts_gained"] for a in found["amendments"]] == [
        [],
        ["死亡人数"],
        ["重伤人数"],
        [],
        [],
    ]
    assert found["amendments"][0]["facts_dropped"] == ["情况类别", "及时处置"]
    named = {tuple(s for keys in c["sets"] for s in keys): c["kinds"] for c in found["causes"]}
    assert named[("cell:primary/ordinary",)] == ["cell", "override"]
    assert named[("rule:fault-6.inaction", "cell:primary/ordinary")] == [
        "rule",
        "cell",
        "fact",
        "override",
    ]
    page = (tmp_path / "出" / "impact.html").read_text(encoding="utf-8")
    assert f"提案.yaml:6\n改写 zhangye-2009/{row}" in page
    assert "裁量基准 主要责任 × 一般（提案.yaml:6 改写）" in page
    assert "规则 fault-6.inaction（提案.yaml:3 改写、新读取事实：死亡人数）" in page


def test_an_offices_own_table_overrides_by_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "本县基准.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "基准"
    sheet.append(["责任", "情节", "处理方式"])
    sheet.append(["主要责任", "一般", "通报批评"])
    book.save(path)
    found = told(tmp_path, path)
    assert [(a["place"], a["override"]) for a in found["amendments"]] == [
        ("本县基准.xlsx!基准!C2", "本县基准.xlsx")
    ]
    assert [c["kinds"] for c in found["causes"]] == [["cell", "override"]]


def test_another_book_is_no_override_and_its_lines_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "修改稿"
    shutil.copytree(load_book(BASE).folder, folder)
    path = folder / "rules.yaml"
    old = "when: 不作为 或 作为不力 或 乱作为"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, f"{old} 或 死亡人数 > 0人"), encoding="utf-8")
    found = told(tmp_path, folder)
    at = line("rules.yaml", "when: 不作为")
    assert places(found) == [
        ("rule:fault-6.inaction", f"修改稿/rules.yaml:{at}", f"rules.yaml:{at}", "")
    ]
    assert [c["kinds"] for c in found["causes"]] == [["rule", "fact"]]
    assert [(c["subject"], c["facts"]["死亡人数"]) for c in found["changes"]] == [("某乙", "1人")]


def test_an_edited_workbook_is_named_by_its_cells(tmp_path: Path) -> None:
    compiled, draft = read_draft(BASE)
    rules = tuple(
        rule.model_copy(update={"when": "不作为 或 作为不力"})
        if rule.id == "fault-6.inaction"
        else rule
        for rule in draft.rules
    )
    path = tmp_path / "整本.xlsx"
    path.write_bytes(workbook_bytes(replace(draft, rules=rules), compiled.vocabulary))
    found = told(tmp_path, path)
    (amendment,) = found["amendments"]
    file, sheet, cell = amendment["place"].split("!")
    assert (file, sheet) == ("整本.xlsx", "规则")
    assert amendment["facts_dropped"] == ["乱作为"]
    rows = python_calamine.load_workbook(str(path)).get_sheet_by_name(sheet).to_python()
    assert rows[int(cell[1:]) - 1][ord(cell[0]) - ord("A")] == "不作为 或 作为不力"
