"""How often the rule engine runs is bounded by the book, not by the table: sessions are counted."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from rules import load_book
from tests.columnar.comparing import csv_file
from tests.columnar.messy import HEADER, register
from tests.columnar.runs import in_chunks


def larger(rows: Iterable[tuple[str, ...]], times: int) -> list[tuple[str, ...]]:
    """The same cases so many times, each time under other numbers."""
    return [(f"{n}-{row[0]}", *row[1:]) for n in range(times) for row in rows]


def test_ten_times_the_rows_need_no_more_sessions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENZE_ISOLATE", "0")
    book = load_book("zhangye-2009")
    rows = register(8, 60, 0.0)
    small = csv_file(tmp_path / "小.csv", [HEADER, *larger(rows, 1)])
    large = csv_file(tmp_path / "大.csv", [HEADER, *larger(rows, 10)])
    once = in_chunks(small, book, tmp_path / "small", 1000)
    often = in_chunks(large, book, tmp_path / "large", 100)
    assert often.counts.total() == 10 * once.counts.total() == 600
    assert often.sessions == once.sessions > 20
    bound = sum(3 ** len(cluster.atoms) for cluster in book.clusters)
    assert often.sessions <= bound


def test_chunks_share_what_was_decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENZE_ISOLATE", "0")
    book = load_book("zhangye-2009")
    path = csv_file(tmp_path / "登记.csv", [HEADER, *larger(register(9, 40, 0.0), 3)])
    whole = in_chunks(path, book, tmp_path / "whole", 1000)
    parts = in_chunks(path, book, tmp_path / "parts", 20)
    assert parts.sessions == whole.sessions
