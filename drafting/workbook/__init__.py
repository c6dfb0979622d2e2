"""A book as a workbook that drafters edit in Excel or WPS, and back, with nothing lost."""

from drafting.workbook.draft import BOOK_AND_CASES, Cases, Draft, draft_of, read_draft
from drafting.workbook.reading import WorkbookError, read_workbook
from drafting.workbook.text import yaml_files
from drafting.workbook.writing import NotCarriedError, workbook_bytes

__all__ = [
    "BOOK_AND_CASES",
    "Cases",
    "Draft",
    "NotCarriedError",
    "WorkbookError",
    "draft_of",
    "read_draft",
    "read_workbook",
    "workbook_bytes",
    "yaml_files",
]
