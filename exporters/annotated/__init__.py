"""The clerk's own workbook, copied: problems marked in it, results beside their rows."""

from exporters.annotated.copying import (
    CannotCopy,
    Copy,
    Loss,
    PlainSheet,
    copy_plain,
    copy_workbook,
)
from exporters.annotated.marking import PROBLEM_HEADER, mark_problems
from exporters.annotated.results import RESULT_HEADERS, RowResult, add_results
from exporters.annotated.table import Header

__all__ = [
    "PROBLEM_HEADER",
    "RESULT_HEADERS",
    "CannotCopy",
    "Copy",
    "Header",
    "Loss",
    "PlainSheet",
    "RowResult",
    "add_results",
    "copy_plain",
    "copy_workbook",
    "mark_problems",
]
