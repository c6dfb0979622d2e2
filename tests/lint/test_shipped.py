"""Shipped books are clean, or say why not."""

from pathlib import Path

import pytest

from drafting.lint import lint
from drafting.lint.kinds import KINDS
from rules import book_ids, load_book
from tests.lint.planting import planted


@pytest.mark.parametrize("book_id", book_ids())
def test_shipped_book_is_clean_or_justified(book_id: str) -> None:
    assert [finding.line() for finding in lint(book_id).findings] == []


@pytest.mark.parametrize("book_id", book_ids())
def test_no_error_is_justified_away(book_id: str) -> None:
    levels = {j.finding.level for j in lint(book_id).justified}
    assert "error" not in levels


def test_justifications_do_not_change_the_book(tmp_path: Path) -> None:
    draft = planted(tmp_path, [])
    before = load_book(draft).book.sha256
    (draft / "justified.yaml").unlink()
    assert load_book(draft).book.sha256 == before


def test_without_its_justifications_the_book_has_notes_and_warnings(tmp_path: Path) -> None:
    draft = planted(tmp_path, [])
    (draft / "justified.yaml").unlink()
    found = lint(draft)
    assert {f.id for f in found.findings} == {
        "unused-fact",
        "reading-not-declared",
        "leniency-excluded",
        "fault-without-negative",
    }
    assert {(f.id, f.place.rule) for f in found.findings if f.id == "leniency-excluded"} == {
        ("leniency-excluded", "mitigation-7 重大损失"),
        ("leniency-excluded", "mitigation-7 不良影响"),
    }


def test_mistakes_that_stop_the_book_cannot_be_justified(tmp_path: Path) -> None:
    draft = planted(tmp_path, [])
    rules = draft / "rules.yaml"
    text = rules.read_text(encoding="utf-8").replace(
        "then: 可以 从轻、减轻、免予", "then: 应当 从重"
    )
    rules.write_text(text, encoding="utf-8")
    with (draft / "justified.yaml").open("a", encoding="utf-8") as file:
        file.write("- {id: not-carried-out, place: mitigation-7, reason: 由人另行掌握。}\n")
    assert KINDS["not-carried-out"].stops
    assert "not-carried-out" in {f.id for f in lint(draft).findings}


def test_findings_stand_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    draft = planted(tmp_path, [])
    (draft / "justified.yaml").unlink()
    places = [(f.place.file, f.place.line) for f in lint(draft).findings]
    assert places == sorted(places)
