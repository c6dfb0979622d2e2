"""``wenze book verify`` and ``wenze book diff``: output, files and exit statuses."""

import json
from pathlib import Path

from click.testing import CliRunner

from tests.drafting_cases.books import CORE
from tests.verify.planted import SOURCE, changed
from wenze.commands.book.diff import command as diff
from wenze.commands.book.verify import command as verify


def test_verify_tells_what_is_refuted_and_exits_with_one(tmp_path: Path) -> None:
    book = changed(
        tmp_path / "draft", "rules.yaml", "then: 可以 从轻、减轻、免予", "then: 可以 从轻"
    )
    result = CliRunner().invoke(verify, [str(book.folder)])
    assert result.exit_code == 1
    assert "✗ reach.status/exempt  有案件的结果是“免予追究”" in result.output


def test_verify_as_json(tmp_path: Path) -> None:
    result = CliRunner().invoke(verify, [str(CORE), "--format", "json"])
    findings = {f["id"] + "/" + f["subject"]: f for f in json.loads(result.output)["findings"]}
    assert findings["monotone.gravity/"]["result"] == "proved"
    shown = findings["baseline.distinct/collective"]["cases"]
    assert [case["shown"]["情节"] for case in shown] == ["轻微", "一般"]
    assert [case["outcome"] for case in shown] == ["集体诫勉谈话", "集体诫勉谈话"]


def test_verify_of_an_unreadable_book_exits_with_two() -> None:
    result = CliRunner().invoke(verify, ["no-such-book"])
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_diff_writes_the_certificate(tmp_path: Path) -> None:
    book = changed(tmp_path / "draft", "rules.yaml", "报告用时 > 2小时", "报告用时 > 4小时")
    out = tmp_path / "out"
    result = CliRunner().invoke(diff, [str(CORE), str(book.folder), "--out", str(out)])
    assert result.exit_code == 0
    assert "1. 更轻" in result.output
    assert {p.name for p in out.iterdir()} >= {
        "certificate.txt",
        "certificate.html",
        "diff.json",
    }
    regions = json.loads((out / "diff.json").read_text(encoding="utf-8"))["regions"]
    assert [region["direction"] for region in regions] == ["lighter"]


def test_diff_of_an_unreadable_book_exits_with_two() -> None:
    result = CliRunner().invoke(diff, [str(SOURCE), "no-such-book"])
    assert result.exit_code == 2
