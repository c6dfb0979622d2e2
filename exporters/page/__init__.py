"""The page of a run: figures, cases, rules, clauses and cells in one file without network."""

from exporters.page.page import page, write_page

__all__ = ["page", "write_page"]
