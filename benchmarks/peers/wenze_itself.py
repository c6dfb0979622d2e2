"""wenze: the command an office runs, in this process; ``target`` gets decisions.parquet.

A version that writes no Parquet is measured up to the decisions, every question settled, and
writes the statuses alone; ``counts`` then has no ``written``.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import move
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pa_parquet  # type: ignore[import-untyped]

from benchmarks.peers.stopwatch import Stopwatch
from importers import read_cases
from rules import load_book
from rules.kernel import Kernel, LocalResult
from sanctions import Decider, decide
from wenze.evaluation import FILE_NAMES
from wenze.main import main


def run(source: Path, target: Path, watch: Stopwatch) -> None:
    """``wenze evaluate SOURCE --out FOLDER --format parquet``."""
    with _counted(watch):
        if writes_parquet():
            _command(source, target, watch)
        else:
            _in_memory(source, target, watch)


@contextmanager
def _counted(watch: Stopwatch) -> Iterator[None]:
    """Count the inference sessions of this process."""
    run, watch.counts["sessions"] = Kernel.run, 0

    def counting(self: Kernel, values: Sequence[int]) -> LocalResult:
        watch.counts["sessions"] += 1
        return run(self, values)

    with patch.object(Kernel, "run", counting):
        yield


def writes_parquet() -> bool:
    """Does this version of wenze write decisions.parquet?"""
    return "parquet" in FILE_NAMES


def _command(source: Path, target: Path, watch: Stopwatch) -> None:
    with TemporaryDirectory(dir=target.parent) as folder:
        arguments = ["evaluate", str(source), "--out", folder, "--format", "parquet"]
        try:
            with watch.phase("decide"):
                main(arguments)
        except SystemExit as left:
            if left.code not in (0, None):
                raise
        watch.counts["written"] = sum(file.stat().st_size for file in Path(folder).iterdir())
        move(Path(folder) / "decisions.parquet", target)


def _in_memory(source: Path, target: Path, watch: Stopwatch) -> None:
    book = load_book("zhangye-2009")
    with watch.phase("read"):
        imported = read_cases([source], book.vocabulary)
    with watch.phase("decide"):
        decisions = decide(Decider(book), imported.table)
        watch.counts["questions"] = decisions.settle_questions()
    with watch.phase("write"):
        pa_parquet.write_table(pa.table({"status": list(decisions.status)}), target)
