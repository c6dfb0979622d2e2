"""A rule book for reading: its outline with the standing of every clause, and a page of it all."""

from exporters.book_pages.outline import (
    CLAUSE_LABELS,
    ClauseLine,
    outline_lines,
    totals,
    write_outline_workbook,
)
from exporters.book_pages.page import write_book_page

__all__ = [
    "CLAUSE_LABELS",
    "ClauseLine",
    "outline_lines",
    "totals",
    "write_book_page",
    "write_outline_workbook",
]
