"""Workbooks, CSV files and data frames to case tables; every problem is told, none hidden."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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


def __getattr__(name: str) -> Any:
    """Loaded on first use: the child process that opens files needs none of it."""
    if name not in __all__:
        raise AttributeError(name)
    from importers import read, result

    return getattr(read if name.startswith("read_") else result, name)
