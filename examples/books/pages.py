"""Writes docs/books: a page for each book, as ``wenze book show --html``, and an index of them.

``python -m examples.books.pages`` after any change of a book; a test holds the pages to the books.
"""

from pathlib import Path

from exporters.book_pages import CLAUSE_LABELS, totals, write_book_page
from rules import book_ids, load_book
from rules.loader import CompiledBook
from wenze.commands.book.outline import lines_of

HERE = Path(__file__).resolve().parents[2] / "docs" / "books"

_HEAD = """# 规则书

*In short (English): one page a book, written from the book: rules beside the quoted clauses,
tables, open readings, and what is not codified and why. `wenze book show ID --html FILE` writes the
same.*

每部书一页，由规则书写成：条文旁边是规则，有档次和裁量基准、两种读法、没有编的条文和原因。网页在浏览器里打开。

| 规则书 | 文件 | 施行 | 条文 |
| --- | --- | --- | --- |
"""


def write(book: CompiledBook, folder: Path) -> str:
    """Write the page of one book; its line of the index."""
    lines = lines_of(book, ())
    write_book_page(book, lines, folder / f"{book.book.metadata.id}.html")
    metadata = book.book.metadata
    counted = "，".join(f"{CLAUSE_LABELS[s].zh} {n}" for s, n in totals(lines).items())
    link = f"[{metadata.id}]({metadata.id}.html)"
    return f"| {link} | {metadata.title} | {metadata.in_force.span} | {counted} |\n"


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    rows = [write(load_book(book_id), HERE) for book_id in book_ids()]
    (HERE / "README.md").write_text(_HEAD + "".join(rows), encoding="utf-8")
