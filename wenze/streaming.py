"""Large flat tables, chunk by chunk: read, decided and written to Parquet in bounded memory."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exporters import run_record, write_run
from facts import Problem
from rules import CompiledBook
from rules.checked import Overdue, judged
from sanctions import Decider
from sanctions.latest import latest_day
from wenze.addressed import addressed
from wenze.columnar import part_of
from wenze.evaluation import RUN_FILE, versions
from wenze.notices import in_light_of

if TYPE_CHECKING:
    from exporters.parquet.part import Shape
    from importers.columnar.reading import LargeTable
    from importers.columnar.sheet import FlatSheet

#: Smaller files are read whole: that is as quick, and a child process stands guard.
LARGE = 4 << 20
#: A Parquet file takes a fraction of the room of the same table as CSV.
_PACKED = 16
#: More problems than this are kept on the disk only.
_KEPT = 1_000
_SUFFIXES = (".csv", ".txt", ".tsv", ".parquet")


@dataclass
class LargeRun:
    """What came of a run. ``problems`` are the first; ``severities`` counts all of them."""

    written: list[Path]
    counts: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    sessions: int = 0
    latest: date | None = None
    overdue: Overdue | None = None

    def meet(self, day: date | None) -> None:
        """Keep the latest day that the cases speak of."""
        self.latest = max(filter(None, (self.latest, day)), default=None)

    def keep(self, problems: Iterable[Problem]) -> None:
        """Count problems, and keep the first."""
        for problem in problems:
            self.severities[problem.severity] += 1
            if len(self.problems) < _KEPT:
                self.problems.append(problem)

    def told(self, count: int) -> list[Problem]:
        """The gravest of the problems that are kept."""
        order = ("error", "warning", "notice")
        return sorted(self.problems, key=lambda p: order.index(p.severity))[:count]


@contextmanager
def rows_done(rows: int) -> Iterator[Callable[[int], None]]:
    """A progress bar over so many rows, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    with click.progressbar(length=rows, file=sys.stderr) as bar:
        yield bar.update


def open_if_large(
    paths: list[Path],
    book: CompiledBook,
    encoding: str | None = None,
    profile: Mapping[str, Mapping[str, Any]] | None = None,
) -> "LargeTable | None":
    """The one large flat table that the paths name; None where they must be read whole."""
    if len(paths) != 1 or paths[0].suffix.lower() not in _SUFFIXES:
        return None
    least = LARGE // _PACKED if paths[0].suffix.lower() == ".parquet" else LARGE
    if not paths[0].is_file() or paths[0].stat().st_size < least:
        return None
    from importers.columnar.reading import open_large
    from importers.columnar.sheet import Irregular

    try:
        table = open_large(paths[0], book.vocabulary, encoding=encoding, profile=profile)
    except Irregular:
        return None
    # Columns that are for one book of several are known only where a table is read whole.
    return None if addressed(book, (e.name for e in table.sheet.extra)) else table


def shape_of(book: CompiledBook, sheet: "FlatSheet") -> "Shape":
    """The columns of the results of a flat sheet."""
    from exporters.parquet.part import Shape, worked_out

    own = (f for f in book.vocabulary.facts if f.entity in ("case", "subject"))
    facts = (*sheet.facts_of("case"), *sheet.facts_of("subject"), *filter(worked_out, own))
    return Shape(book, facts, (), tuple(extra.name for extra in sheet.extra))


def irregular() -> type[Exception]:
    """What ``evaluate_large`` raises where the table must be read whole after all."""
    from importers.columnar.sheet import Irregular

    return Irregular


def evaluate_large(
    table: "LargeTable",
    book: CompiledBook,
    folder: Path,
    options: Mapping[str, Any],
    watched: Callable[[int], None] = lambda rows: None,
) -> LargeRun:
    """Decide a large table and write the run. ``watched`` is told how many rows are done.

    The rows come out in input order; one decider serves all chunks, so that the number of
    inferences is bounded by the book. Irregular when the table proves to be none that can be read
    in chunks; nothing is written then.
    """
    from exporters.parquet import FILES
    from exporters.parquet.writing import parquet_run
    from sanctions.alike import Alike

    sheet = table.sheet
    alike = Alike(Decider(book))
    run = LargeRun([folder / name for name in (*FILES, RUN_FILE)])
    in_order = table.scattered is None
    with parquet_run(folder, shape_of(book, sheet), in_order=in_order) as files:
        table.scratch = folder
        columns = list(in_light_of(book, sheet.problems))
        run.keep(columns)
        told = files.tell(columns)
        for imported in table.imports():
            decisions = alike.decide(imported.table)
            numbers = told | files.tell(imported.problems)
            files.add(part_of(book, imported, decisions, numbers))
            run.keep(imported.problems)
            run.counts.update(decisions.status.counted())
            run.meet(latest_day(imported.table, book.book.metadata))
            run.counts.update({"rejected": len(imported.rejected)} if imported.rejected else {})
            watched(imported.rows_read)
            run.sessions = decisions.inference.sessions
        notices = table.problems()
        run.keep(notices)
        files.tell(notices)
    run.overdue = judged(book.book.metadata, options, run.latest)
    record = run_record(
        book=book.book,
        inputs=[(sheet.grid.file, table.digest)],
        options=dict(options),
        statuses=run.counts,
        problems=run.severities,
        versions=versions(),
        overdue=run.overdue,
    )
    write_run(record, folder / RUN_FILE)
    return run
