"""Each book's example workbook, read as an office's would be, is decided as its examples are."""

from pathlib import Path

import pytest

from drafting.examples import read_examples, run_examples
from examples.books.build import build
from rules import book_ids, load_book
from sanctions import Determination
from wenze.evaluation import evaluate

SHIPPED = Path(__file__).parents[2] / "examples" / "books"


def gist(d: Determination) -> tuple[object, ...]:
    measures = [m.id for m in d.measures]
    return d.status, measures, d.interval, [f.id for f in d.faults], d.responsibility


@pytest.mark.parametrize("book_id", book_ids())
def test_workbook_is_decided_as_the_examples(book_id: str, tmp_path: Path) -> None:
    book = load_book(book_id)
    path = tmp_path / "cases.xlsx"
    chosen = build(book, path)
    assert len(chosen) > 9
    evaluation = evaluate(path, book=book)
    assert [p.line("zh") for p in evaluation.imported.problems if p.severity == "error"] == []
    found: dict[str | None, Determination] = {}
    for determination in evaluation:
        found.setdefault(determination.case_id, determination)
    for outcome in run_examples(book, read_examples(book)):
        if outcome.example.id in chosen:
            expected = gist(outcome.determination)
            assert gist(found[outcome.example.id]) == expected, outcome.example.id


@pytest.mark.parametrize("book_id", book_ids())
def test_shipped_workbook_is_the_one_that_is_built(book_id: str, tmp_path: Path) -> None:
    build(load_book(book_id), tmp_path / "built.xlsx")
    assert (SHIPPED / f"{book_id}.xlsx").read_bytes() == (tmp_path / "built.xlsx").read_bytes()
