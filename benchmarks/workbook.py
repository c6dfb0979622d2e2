"""``python -m benchmarks.workbook``: results.xlsx against XlsxWriter writing the same cells.

Both in one process, one after the other, each row the same texts in the same formats. XlsxWriter
is timed inside its own calls alone (constant memory, its fastest way); wenze is timed whole, with
every determination put together and worded.
"""

import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import click

from benchmarks import machine
from benchmarks.cases import TABLES, write_csv
from benchmarks.record import RESULTS, Record
from exporters.results_workbook import write_workbook
from exporters.sheets.paper import Paper
from exporters.sheets.streamed import StreamedSheet
from wenze import evaluate


class Plain:
    """XlsxWriter's own calls in place of ours, and the seconds spent in them."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.cells = 0
        self._close = Paper.close

    def write_cells(
        self, sheet: Any, row: int, height: float, values: Sequence[Any], styles: Sequence[Any]
    ) -> None:
        """One row, cell by cell."""
        start = time.perf_counter()
        sheet.set_row(row, height)
        for column, (value, style) in enumerate(zip(values, styles, strict=True)):
            if isinstance(value, int):
                sheet.write_number(row, column, value, style)
            elif value:
                sheet.write_string(row, column, value, style)
            else:
                sheet.write_blank(row, column, None, style)
        self.cells += len(values)
        self.seconds += time.perf_counter() - start

    def close(self, paper: Paper, title: str) -> None:
        """The end of the file, where it is packed."""
        start = time.perf_counter()
        self._close(paper, title)
        self.seconds += time.perf_counter() - start


def compared(kind: str, rows: int, folder: Path) -> dict[str, float]:
    """Seconds of both, and what was written."""
    source, target = folder / "cases.csv", folder / "results.xlsx"
    write_csv(kind, rows, source)
    evaluation = evaluate(source)
    evaluation.decisions.settle_questions()
    start = time.perf_counter()
    for _ in evaluation:
        pass
    determinations = time.perf_counter() - start
    start = time.perf_counter()
    write_workbook(evaluation.results(), target, large=0)
    ours = time.perf_counter() - start
    size = target.stat().st_size
    plain = Plain()

    def write_cells(
        self: Any, row: int, height: float, values: Sequence[Any], styles: Sequence[Any]
    ) -> None:
        plain.write_cells(self, row, height, values, styles)

    def close(self: Paper, title: str) -> None:
        plain.close(self, title)

    with (
        patch.object(StreamedSheet, "write_cells", write_cells),
        patch.object(Paper, "close", close),
    ):
        write_workbook(evaluation.results(), target, large=0)
    return {
        "rows": rows,
        "cells": plain.cells,
        "seconds": ours,
        "determinations": determinations,
        "plain": plain.seconds,
        "bytes": size,
        "load": machine.load(),
    }


@click.command()
@click.option("--rows", default=100_000, show_default=True)
@click.option("--kinds", default="realistic", show_default=True)
@click.option("--results", type=click.Path(path_type=Path), default=RESULTS, show_default=True)
def main(rows: int, kinds: str, results: Path) -> None:
    """Measure, print, and keep with the other results."""
    record = Record.read(results)
    record.machine = record.machine or machine.described()
    for kind in kinds.split(","):
        if kind not in TABLES:
            raise click.BadParameter(kind, param_hint="--kinds")
        with TemporaryDirectory(prefix="wenze-benchmarks-") as folder:
            found = compared(kind, rows, Path(folder))
        record.workbooks[kind] = found
        record.write()
        ratio = found["seconds"] / found["plain"]
        click.echo(
            f"{kind} {rows:,}: {found['cells']:,.0f} cells, {found['seconds']:.1f} s "
            f"({found['determinations']:.1f} s to put the determinations together); "
            f"XlsxWriter alone {found['plain']:.1f} s: {ratio:.2f} times"
        )


if __name__ == "__main__":
    main()
