"""Memory follows the size of a chunk, not the number of rows: bytes are counted, not time."""

import tracemalloc
from pathlib import Path
from statistics import median

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from importers.columnar.reading import open_large
from rules import load_book
from tests.columnar.messy import HEADER, register
from wenze.streaming import evaluate_large

CHUNK, CHUNKS = 500, 16
#: What may be kept of each row: the hash of its case, and where it stands.
KEPT = 16


def parquet_file(path: Path) -> Path:
    """The same rows over and over, each under a case number of its own."""
    rows = register(8, 50, 0.0)
    cells = [
        [f"{n}", *(cell.strip('"') for cell in rows[n % len(rows)][1:])]
        for n in range(CHUNK * CHUNKS)
    ]
    columns = dict(zip(HEADER, map(list, zip(*cells, strict=True)), strict=True))
    pq.write_table(pa.table(columns), path, row_group_size=CHUNK)
    return path


def test_the_last_chunks_take_no_more_memory_than_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENZE_ISOLATE", "0")
    book = load_book("zhangye-2009")
    path = parquet_file(tmp_path / "登记.parquet")
    table = open_large(path, book.vocabulary, chunk=CHUNK)
    held: list[int] = []
    peaks: list[int] = []

    def watched(rows: int) -> None:
        if not tracemalloc.is_tracing():  # by now every situation has been met
            tracemalloc.start()
        now, peak = tracemalloc.get_traced_memory()
        held.append(now + pa.total_allocated_bytes())
        peaks.append(peak + pa.total_allocated_bytes())
        tracemalloc.reset_peak()

    try:
        run = evaluate_large(table, book, tmp_path / "run", {}, watched)
    finally:
        tracemalloc.stop()
    assert run.counts.total() == CHUNK * CHUNKS
    assert len(held) == CHUNKS
    # Threads read ahead and write behind, so that single figures waver; what is kept does not.
    half = CHUNKS // 2
    more = half * CHUNK * KEPT
    for bytes_ in (held, peaks):
        first, last = median(bytes_[2:half]), median(bytes_[half:-3])
        assert last < 1.5 * first + more  # parts that are kept double it, and more
