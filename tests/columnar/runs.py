"""Runs in Parquet, opened again."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq  # type: ignore[import-untyped]

from importers.columnar.reading import open_large
from rules import CompiledBook
from wenze.streaming import LargeRun, evaluate_large

NAMES = ("decisions", "facts", "explanations", "problems")


def tables(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """All rows of the files of a run."""
    return {name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in NAMES}


def in_chunks(path: Path, book: CompiledBook, folder: Path, chunk: int) -> LargeRun:
    """Decide a file so many rows at a time."""
    return evaluate_large(open_large(path, book.vocabulary, chunk=chunk), book, folder, {})
