"""The example of 从旧兼从轻 that the documents show: it runs, and says why."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from examples.lenity.build import HERE, TARGET, build
from tests.test_cli import ROOT, wenze

PAGE = (ROOT / "docs" / "several-books.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The command of the page, run as it stands."""
    out = tmp_path_factory.mktemp("lenity")
    shown = re.search(r"^\$ (wenze evaluate examples/lenity(?:.*\\\n)*.*)", PAGE, re.M)
    assert shown
    words = shlex.split(shown[1].replace("\\\n", " "))[1:]
    words = [str(ROOT / w) if w.startswith("examples/") else w for w in words]
    words = [str(out) if w == "results/" else w for w in words]
    done = wenze(*words)
    assert done.returncode == 0, done.stderr
    written = (out / "alongside.jsonl").read_text(encoding="utf-8").splitlines()
    sheet = load_workbook(out / "results.xlsx")["并列一览"]
    assert sheet.max_row == len(written) + 1
    return {line["case_id"]: line for line in map(json.loads, written)}


def test_the_workbook_is_up_to_date(tmp_path: Path) -> None:
    build(tmp_path / "cases.xlsx")
    assert (tmp_path / "cases.xlsx").read_bytes() == TARGET.read_bytes()


@pytest.mark.parametrize("book", ["measures-2015", "measures-2022"])
def test_the_books_are_clean(book: str) -> None:
    linted = wenze("book", "lint", str(HERE / book))
    assert linted.returncode == 0
    assert "错误 0，警告 0，提示 0" in linted.stdout
    assert wenze("book", "test", str(HERE / book)).returncode == 0


@pytest.mark.parametrize(
    ("case", "applies", "status", "measures"),
    [
        ("示例-01", "measures-2022", "recommended", ["criticism"]),
        ("示例-02", "measures-2015", "recommended", ["self_criticism"]),
        ("示例-03", "measures-2022", "no_accountability", []),
        ("示例-04", "measures-2015", "no_accountability", []),
        ("示例-05", "measures-2022", "recommended", ["criticism"]),
        ("示例-06", "measures-2022", "recommended", ["criticism"]),
    ],
)
def test_the_old_version_applies_and_the_new_where_it_is_milder(
    lines: dict[str, dict[str, Any]], case: str, applies: str, status: str, measures: list[str]
) -> None:
    (version,) = lines[case]["versions"]
    assert version["book"] == applies
    assert version["result"]["status"] == status
    assert version["result"]["measures"] == measures


def test_what_is_still_open_is_for_a_person(lines: dict[str, dict[str, Any]]) -> None:
    (version,) = lines["示例-07"]["versions"]
    assert version["book"] is None
    assert version["result"] is None
    assert version["why"].endswith("不能比较轻重，由人判断")


def test_the_page_shows_the_paragraph_that_says_why(lines: dict[str, dict[str, Any]]) -> None:
    (version,) = lines["示例-01"]["versions"]
    assert version["why"] == (
        "行为发生时（2019-05-10）施行的是示例办法（2015年，虚构）；作出决定时（2023-06-01）施行的"
        "示例办法（2022年，虚构）依第六条要求适用较轻的规定：旧版书面检查（书面检查至调离岗位），"
        "新版批评教育（批评教育至书面检查），适用示例办法（2022年，虚构）"
    )
    assert version["why"] in PAGE.replace("\n> ", "")
