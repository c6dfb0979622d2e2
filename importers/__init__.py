"""Workbooks, CSV files and data frames to case tables; every problem is told, none hidden."""

from importers.read import read_cases, read_frame
from importers.result import How, Import, MappedColumn, RejectedRow, Unreadable

__all__ = [
    "How",
    "Import",
    "MappedColumn",
    "RejectedRow",
    "Unreadable",
    "read_cases",
    "read_frame",
]
