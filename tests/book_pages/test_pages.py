"""The pages of docs/books are those of the books as they are."""

from pathlib import Path

import pytest

from examples.books.pages import HERE, write
from rules import book_ids, load_book


@pytest.mark.parametrize("book_id", book_ids())
def test_shipped_page_is_the_one_that_is_written(book_id: str, tmp_path: Path) -> None:
    line = write(load_book(book_id), tmp_path)
    name = f"{book_id}.html"
    assert (tmp_path / name).read_bytes() == (HERE / name).read_bytes()
    assert line in (HERE / "README.md").read_text(encoding="utf-8")


def test_every_page_is_of_a_book() -> None:
    assert {path.stem for path in HERE.glob("*.html")} == set(book_ids())
