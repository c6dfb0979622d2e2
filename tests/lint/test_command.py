"""``wenze book lint``: exit statuses, what people see, what programs read."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from drafting.lint import lint
from tests.drafting_cases.books import CORE
from tests.lint.planting import Edit, planted
from wenze.commands.book.lint import command

NOTE = Edit("rules.yaml", "且 非 及时处置", "且 (非 及时处置 或 报告用时 > 180分钟)")
ERROR = Edit("rules.yaml", "责任方 = 主要领导 且 角色 = 分管领导", "责任方 = 主要领导")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def count(errors: int, warnings: int, notes: int) -> str:
    """The last line; the shipped book justifies what it justifies."""
    justified = len(lint(CORE).justified)
    return f"错误 {errors}，警告 {warnings}，提示 {notes}；已说明理由 {justified}。"


def test_a_clean_book_leaves_with_0() -> None:
    result = run(str(CORE))
    assert result.exit_code == 0
    assert result.output == count(0, 0, 0) + "\n"


def test_notes_alone_leave_with_0(tmp_path: Path) -> None:
    result = run(str(planted(tmp_path, [NOTE])))
    assert result.exit_code == 0
    assert "提示 [mixed-units] “报告用时”在“fault-4.late-report”用小时，这里用分钟" in result.output
    assert result.output.splitlines()[-1] == count(0, 0, 1)


def test_errors_leave_with_1_and_show_place_fix_and_example(tmp_path: Path) -> None:
    result = run(str(planted(tmp_path, [ERROR])), "--level", "error")
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[0].startswith("draft/rules.yaml:")
    assert "（attribution.main-failed-deputy）：错误 [responsibilities-overlap]" in lines[0]
    assert lines[1] == "    改法：使两条规则的条件互相排斥"
    assert lines[2] == (
        "    例案：主体类别 = 个人；责任方 = 主要领导；角色 = 主要领导；违反决策程序 = 是；"
        "决策失误 = 是；重大影响 = 是；重大损失 = 是：同一个人既负主要责任又负次要责任；"
        "结果：过错情形1成立，待人判断（责任认定）"
    )


def test_level_hides_milder_findings(tmp_path: Path) -> None:
    result = run(str(planted(tmp_path, [NOTE])), "--level", "warning")
    assert result.output == count(0, 0, 1) + "\n"


def test_json_has_id_level_place_and_both_languages(tmp_path: Path) -> None:
    draft = planted(tmp_path, [NOTE])
    result = run(str(draft), "--format", "json")
    document = json.loads(result.output)
    rules = (draft / "rules.yaml").read_text(encoding="utf-8")
    line = rules[: rules.index("- id: fault-4.late-handling")].count("\n") + 1
    assert document["readable"] is True
    case = document["findings"][0].pop("case")
    assert list(case) == [
        "facts",
        "shows",
        "holds",
        "fails",
        "outcome",
        "wrong",
        "right",
        "mended",
    ]
    assert case["facts"]["报告时间"] == "2010-03-01 11:00"
    assert case["outcome"] == {
        "zh": "过错情形4成立，诫勉谈话、责令作出书面检查",
        "en": "fault-4: admonition_talk + written_self_criticism",
    }
    assert document["findings"] == [
        {
            "id": "mixed-units",
            "level": "note",
            "place": {
                "file": "draft/rules.yaml",
                "line": line,
                "about": "fault-4.late-handling",
            },
            "message": {
                "zh": "“报告用时”在“fault-4.late-report”用小时，这里用分钟",
                "en": "“报告用时” is compared in 小时 by “fault-4.late-report”, here in 分钟",
            },
            "fix": {"zh": "统一用一种单位", "en": "use one unit"},
            "example": (
                "知悉时间 = 2010-03-01 08:00；报告时间 = 2010-03-01 11:00；情况类别 = 突发事件；"
                "及时处置 = 否：报告用时恰为3小时：两条规则用不同的单位说同一条线上的数，不好对照；"
                "结果：过错情形4成立，诫勉谈话、责令作出书面检查"
            ),
            "page": "docs/lint/mixed-units.md",
        }
    ]
    assert all(item["reason"] for item in document["justified"])


def test_a_book_that_cannot_be_compiled_leaves_with_1(tmp_path: Path) -> None:
    edit = Edit("rules.yaml", "报告用时 > 2小时", "报告用时 > 2万元")
    result = run(str(planted(tmp_path, [edit])))
    assert result.exit_code == 1
    assert (
        "[unit-mismatch] “报告用时”与“2万元”单位不合（可用单位：分钟、小时、天）" in result.output
    )


def test_a_book_that_cannot_be_read_leaves_with_2(tmp_path: Path) -> None:
    draft = planted(tmp_path, [])
    (draft / "baseline.yaml").write_text("rows: [", encoding="utf-8")
    result = run(str(draft))
    assert result.exit_code == 2
    assert "[not-yaml]" in result.output


def test_no_such_book_leaves_with_2() -> None:
    result = run("zhangye-2008")
    assert result.exit_code == 2
    assert "没有规则书“zhangye-2008”" in result.output
