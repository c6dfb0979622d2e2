"""Writes ``examples/counting/cases.xlsx``: ``python -m examples.counting.build``.

The measures and all cases are invented; a test checks that the workbook is up to date.
"""

from pathlib import Path

from examples.books.build import build
from rules import load_book

HERE = Path(__file__).parent
BOOK, TARGET = HERE / "measures", HERE / "cases.xlsx"

if __name__ == "__main__":
    build(load_book(BOOK), TARGET)
