"""wenze book export, import and new: whole files or none, and what they say."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drafting.examples import read_examples, run_examples
from drafting.lint import lint
from drafting.workbook import BOOK_AND_CASES, read_draft
from rules import load_book
from rules.source import OPTIONAL_FILES
from tests.book_workbook.editing import put, shipped
from tests.drafting_cases.books import CORE, STATUTE
from wenze.commands.book import export, import_book, new


def export_book(*arguments: object) -> Result:
    return CliRunner().invoke(export.command, [str(a) for a in arguments])


def import_workbook(*arguments: object) -> Result:
    return CliRunner().invoke(import_book.command, [str(a) for a in arguments])


def new_book(*arguments: object) -> Result:
    return CliRunner().invoke(new.command, [str(a) for a in arguments])


def test_export_and_import(tmp_path: Path) -> None:
    workbook, folder = tmp_path / "书.xlsx", tmp_path / "book"
    done = export_book(str(CORE), "-o", workbook)
    assert (done.exit_code, done.output) == (0, f"已写出 {workbook}\n")
    done = import_workbook(workbook, "-o", folder)
    rules, count = len(shipped().rules), len(shipped().cases.examples)
    assert (done.exit_code, done.output) == (
        0,
        f"已写出 {folder}：规则 {rules} 条，例案 {count} 个。\n",
    )
    assert sorted(p.name for p in folder.iterdir()) == sorted(
        set(BOOK_AND_CASES) - set(OPTIONAL_FILES)
    )
    assert read_draft(folder)[1] == shipped()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["book", "书.xlsx"]


def test_import_writes_nothing_when_a_cell_is_wrong(tmp_path: Path) -> None:
    workbook = tmp_path / "书.xlsx"
    workbook.write_bytes(put({"规则!C3": "认定", "处理方式!E2": "一"}))
    done = import_workbook(workbook, "-o", tmp_path / "book")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.splitlines()[0].startswith("错误 规则!C3（阶段）：“认定”不在选项里")
    assert done.stderr.splitlines()[1].startswith("错误 处理方式!E2（轻重）：“一”不是整数")
    assert done.stderr.splitlines()[2] == "有 2 处要改，什么也没有写。"
    assert [p.name for p in tmp_path.iterdir()] == ["书.xlsx"]


def test_import_replaces_a_book_only_when_told_to(tmp_path: Path) -> None:
    folder, workbook = tmp_path / "mine", tmp_path / "书.xlsx"
    assert new_book("mine", "-o", folder).exit_code == 0
    (folder / "笔记.txt").write_text("留着", encoding="utf-8")
    before = (folder / "rules.yaml").read_text(encoding="utf-8")
    assert export_book(folder, "-o", workbook).exit_code == 0
    done = import_workbook(workbook, "-o", folder)
    assert done.exit_code == 2
    assert "要替换请加 --force" in done.stderr
    assert (folder / "rules.yaml").read_text(encoding="utf-8") == before
    expected = read_draft(folder)[1]
    assert import_workbook(workbook, "-o", folder, "--force").exit_code == 0
    assert read_draft(folder)[1] == expected
    assert (folder / "rules.yaml").read_text(encoding="utf-8") != before  # the comments are gone
    assert (folder / "笔记.txt").read_text(encoding="utf-8") == "留着"


def test_import_refuses_what_is_no_workbook(tmp_path: Path) -> None:
    file = tmp_path / "书.xlsx"
    file.write_bytes(b"PK\x03\x04 nothing")
    done = import_workbook(file, "-o", tmp_path / "book")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "错误 书.xlsx：不是可以打开的 .xlsx 工作簿；请用 Excel 或 WPS 打开后另存为 .xlsx",
        "有 1 处要改，什么也没有写。",
    ]
    missing = import_workbook(tmp_path / "没有.xlsx", "-o", tmp_path / "book")
    assert missing.exit_code == 2
    assert not (tmp_path / "book").exists()


def test_export_of_a_book_that_is_not_there(tmp_path: Path) -> None:
    done = export_book("zhangye-2099", "-o", tmp_path / "书.xlsx")
    assert done.exit_code == 2
    assert "没有规则书“zhangye-2099”" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_export_as_dmn(tmp_path: Path) -> None:
    file = tmp_path / "书.dmn"
    assert export_book(str(CORE), "--dmn", "-o", file).exit_code == 0
    assert file.read_bytes().startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<definitions")


# ── the skeleton ──────────────────────────────────────────────────────────────


def test_new_book_loads_and_its_examples_pass(tmp_path: Path) -> None:
    folder = tmp_path / "my-county"
    done = new_book("my-county", "-o", folder)
    assert (done.exit_code, done.output) == (0, f"已写出 {folder}\n")
    book = load_book(folder)
    assert book.id == "my-county"
    outcomes = run_examples(book, read_examples(book))
    assert len(outcomes) == 62
    assert [(o.example.id, o.differences) for o in outcomes if o.differences] == []


def test_every_file_of_a_new_book_teaches(tmp_path: Path) -> None:
    new_book("my-county", "-o", tmp_path / "b")
    for file in (tmp_path / "b").iterdir():
        comments = [line for line in file.read_text(encoding="utf-8").splitlines() if "# " in line]
        assert len(comments) >= 2, file.name


def test_new_book_passes_the_checks(tmp_path: Path) -> None:
    new_book("my-county", "-o", tmp_path / "b")
    findings = lint(tmp_path / "b").findings
    # A book need not read every fact of the vocabulary, which other books share.
    assert {f.id for f in findings if f.level == "note"} <= {"unused-fact"}
    assert [(f.id, f.place) for f in findings if f.level != "note"] == []


@pytest.mark.parametrize("name", ["My-County", "1a", "a_b", "a/b", "../a", "县", "a--b", ""])
def test_names_that_no_book_can_have(tmp_path: Path, name: str) -> None:
    done = new_book(name, "-o", tmp_path / "b")
    assert done.exit_code == 2
    assert "不能作规则书的编号" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_new_never_replaces_a_book(tmp_path: Path) -> None:
    new_book("one", "-o", tmp_path / "b")
    done = new_book("two", "-o", tmp_path / "b")
    assert done.exit_code == 2
    assert "不会覆盖" in done.stderr
    assert load_book(tmp_path / "b").id == "one"


def test_a_book_without_a_table_leaves_none_of_the_old_one(tmp_path: Path) -> None:
    """Imported over a statute, the folder must not keep its facts and its table."""
    folder = tmp_path / "book"
    shutil.copytree(STATUTE, folder)
    workbook = tmp_path / "core.xlsx"
    assert export_book(str(CORE), "-o", workbook).exit_code == 0
    done = import_workbook(workbook, "-o", folder, "--force")
    assert done.exit_code == 0, done.output
    assert not (folder / "tariff.yaml").exists()
    assert not (folder / "facts.yaml").exists()
    assert load_book(folder).id == "zhangye-2009"
