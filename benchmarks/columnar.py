"""``python -m benchmarks.columnar``: where the time of a large table goes, beside pandas alone.

Seconds of computing (all threads), not by the clock, so that a busy machine matters less. The floor
is pandas reading and writing the same table, in the same process afterwards.
"""

import resource
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import pandas as pd

from benchmarks.cases import TABLES, write_csv, write_parquet
from exporters.parquet import writing
from importers.columnar import delimited_source, parquet_source, reading
from rules import load_book
from sanctions import alike
from wenze.streaming import LARGE, evaluate_large, open_if_large


class Seconds:
    """Seconds of computing of some functions, by the thread that calls them."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    def watch(self, owner: Any, name: str, label: str) -> None:
        """Count the calls of a function under a label from now on."""
        inner: Callable[..., Any] = getattr(owner, name)

        def outer(*given: Any, **named: Any) -> Any:
            start = time.thread_time()
            try:
                return inner(*given, **named)
            finally:
                self.spent[label] += time.thread_time() - start  # type: ignore[assignment]

        setattr(owner, name, outer)


def profile(path: Path, folder: Path) -> dict[str, float]:
    """Decide a table; the seconds of each step, and of the whole."""
    if path.stat().st_size < LARGE:
        raise click.UsageError("too few rows: so small a file is read whole")
    seconds = Seconds()
    for module in (delimited_source, parquet_source):
        seconds.watch(module, "hashes_of", "case numbers")
    seconds.watch(reading, "data_rows", "rows that are data")
    seconds.watch(reading, "assemble", "cells to facts")
    seconds.watch(alike.Alike, "decide", "deciding")
    seconds.watch(writing, "decision_rows", "decisions to columns")
    seconds.watch(writing, "fact_rows", "facts to columns")
    seconds.watch(writing.ParquetRun, "_write", "writing Parquet")
    book = load_book("zhangye-2009")
    clock, start = time.perf_counter(), time.process_time()
    table = open_if_large([path], book)
    assert table is not None
    first = time.process_time() - start
    run = evaluate_large(table, book, folder, {})
    total = time.process_time() - start
    told = {label: float(spent) for label, spent in seconds.spent.most_common()}
    return {
        "first look, computing": first,
        **told,
        "all, computing": total,
        "all, by the clock": time.perf_counter() - clock,
        "sessions": run.sessions,
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def floor(path: Path, target: Path) -> dict[str, float]:
    """pandas reads the table and writes it again."""
    clock, start = time.perf_counter(), time.process_time()
    if path.suffix == ".parquet":
        frame = pd.read_parquet(path)
    else:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.to_parquet(target)
    return {
        "pandas, computing": time.process_time() - start,
        "pandas, by the clock": time.perf_counter() - clock,
    }


@click.command()
@click.option("--rows", default=1_000_000, show_default=True)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(list(TABLES)))
@click.option("--source", type=click.Choice(["csv", "parquet"]), default="csv", show_default=True)
def main(rows: int, kinds: tuple[str, ...], source: str) -> None:
    """Measure and print."""
    for kind in kinds or tuple(TABLES):
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"{kind}.{source}"
            (write_csv if source == "csv" else write_parquet)(kind, rows, path)
            told = profile(path, Path(folder) / "run")
            told |= floor(path, Path(folder) / "floor.parquet")
        click.echo(f"{kind}, {rows:,} rows, {source}")
        for name, value in told.items():
            shown = f"{value:,.2f}" if value < 1000 else f"{value:,.0f}"
            click.echo(f"  {name:24} {shown:>10}")
        ratio = told["all, by the clock"] / told["pandas, by the clock"]
        click.echo(f"  {'times pandas (rough)':24} {ratio:>10.1f}")


if __name__ == "__main__":
    main()
