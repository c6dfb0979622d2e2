"""``python -m benchmarks``: wenze and its peers on the same cases, side by side.

Every measurement is a process of its own, and is kept in the results file as soon as it is made:
a run that was broken off goes on where it stopped. ``--write-docs`` writes the page and the
picture from the results file, after measuring or (with ``--sizes ''``) without.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks import machine
from benchmarks.cases import TABLES, write_csv, write_parquet
from benchmarks.checking import (
    SMALL,
    against_answers,
    against_determinations,
    distinct_situations,
)
from benchmarks.measuring import Measurement, measured
from benchmarks.page import write_page
from benchmarks.peers import BY_NAME, SYSTEMS, System, numpy_program
from benchmarks.peers.stopwatch import Stopwatch
from benchmarks.record import RESULTS, Record
from sanctions import Determination
from wenze import evaluate

ROOT = Path(__file__).resolve().parents[1]
SIZES = "1000,10000,100000,1000000,10000000"
#: Above this size only wenze runs, from Parquet, and may take so many times the limit.
STREAMED, LONGER = 1_000_000, 5
#: A run shorter than this is made again, and the fastest of so many counts.
SHORT, TIMES = 15.0, 3
#: Seconds to wait, at most, before a measurement, while the machine is slowed down.
PATIENCE = 60.0
#: How the share of the time by folder is found: at this size.
PROFILED = 100_000


class Run:
    """One call of the command: what it measures, and the tables that it makes on the way."""

    def __init__(self, record: Record, folder: Path, limit: float, deadline: float) -> None:
        self.record, self.folder, self.limit = record, folder, limit
        self.deadline = deadline
        self.table = cache(self._table)
        self.determinations = cache(self._determinations)

    def _table(self, kind: str, rows: int, suffix: str) -> Path:
        path = self.folder / f"{kind}-{rows}.{suffix}"
        (write_csv if suffix == "csv" else write_parquet)(kind, rows, path)
        return path

    def _determinations(self, kind: str, rows: int) -> list[Determination]:
        return [*evaluate(self.table(kind, rows, "csv"))]

    def measure(self, system: System, kind: str, rows: int, suffix: str) -> Measurement:
        """The figure of one system on one table; remembered, predicted to take too long, or new."""
        blank = Measurement(system.name, kind, rows, suffix)
        known = self.record.measurements.get(blank.key)
        if known and not known.failed:
            return known
        limit = self.limit * (LONGER if rows > STREAMED else 1)
        expected = self._expected(system, kind, rows, suffix)
        if time.monotonic() + min(expected, limit) > self.deadline:
            return replace(blank, failed="deadline")
        if expected > limit:
            found = replace(blank, seconds=expected, failed="predicted")
        else:
            found = self._measured(system, kind, rows, suffix, limit)
        self.record.add(found)
        return found

    def _expected(self, system: System, kind: str, rows: int, suffix: str) -> float:
        """Seconds by the two largest smaller tables; 0 where nothing can be said."""
        smaller = [m for m in self.record.of(system.name, kind, suffix) if m.rows < rows]
        if len(smaller) > 1:
            before, last = smaller[-2:]
            slope = max(last.seconds - before.seconds, 0.0) / (last.rows - before.rows)
            return last.seconds + slope * (rows - last.rows)
        if smaller and system.slow:
            return sum(smaller[0].phases.values()) / smaller[0].rows * rows
        return 0.0

    def _measured(
        self, system: System, kind: str, rows: int, suffix: str, limit: float
    ) -> Measurement:
        source = self.table(kind, rows, suffix)
        target = self._target(system.name, kind, rows, suffix)
        runs: list[Measurement] = []
        while not runs or (len(runs) < TIMES and _again(runs[-1])):
            before = self._calm()
            run = measured(system.name, kind, rows, source, target, limit)
            runs.append(replace(run, pace=max(before, self._pace())))
        found = min(runs, key=lambda m: (bool(m.failed), m.seconds))
        return found if found.failed else self._checked(found, system, target, source)

    def _calm(self) -> float:
        """Wait, but not for long, until the machine is not slowed down; its pace then."""
        end = time.monotonic() + PATIENCE
        while (pace := self._pace()) > machine.SLOWED and time.monotonic() < end:
            time.sleep(2)
        return pace

    def _pace(self) -> float:
        """How many times as long as at its best the machine takes."""
        taken = machine.pace()
        self.record.pace = min(taken, self.record.pace or taken)
        return round(taken / self.record.pace, 2)

    def _target(self, name: str, kind: str, rows: int, suffix: str) -> Path:
        return self.folder / f"{BY_NAME[name].module}-{kind}-{rows}-{suffix}.parquet"

    def _checked(
        self, found: Measurement, system: System, target: Path, source: Path
    ) -> Measurement:
        """With how many answers were compared, and how many were wrong."""
        kind, rows = found.kind, found.rows
        limit = self._target("NumPy", kind, rows, found.source)
        pairs = [(0, 0)]
        if system.answers and rows <= SMALL:
            pairs.append(against_determinations(target, self.determinations(kind, rows)))
        if limit != target and system.name != "pandas" and rows <= STREAMED:
            if not limit.exists():  # measured in an earlier run
                numpy_program.run(source, limit, Stopwatch())
            pairs.append(against_answers(target, limit))
        if system.name == "NumPy":
            facts = self.record.tables.setdefault(f"{kind} {rows}", {})
            facts["distinct"] = distinct_situations(source)
        if limit != target:
            target.unlink(missing_ok=True)
        return replace(found, checked=max(c for c, _ in pairs), wrong=max(w for _, w in pairs))

    def profile(self, kind: str) -> None:
        """Where wenze spends its time; kept with its figure of that size."""
        known = self.record.get("wenze", kind, PROFILED)
        if not known or known.shares or time.monotonic() > self.deadline:
            return
        source = self.table(kind, PROFILED, "csv")
        target = self.folder / "profiled.parquet"
        limit = LONGER * self.limit
        found = measured("wenze", kind, PROFILED, source, target, limit, "--profile")
        self.record.add(replace(known, shares=found.shares))


def _again(last: Measurement) -> bool:
    """Is one figure not enough?"""
    return not last.failed and (last.seconds < SHORT or last.pace > machine.SLOWED)


def _told(found: Measurement) -> str:
    """One line about one measurement."""
    name = f"{found.kind:10} {found.rows:>10,} {found.source:8} {found.system:14}"
    if found.failed:
        why = {
            "predicted": f"left out: would take about {found.seconds:,.0f} s",
            "limit": "left out: over the limit",
            "deadline": "left out: no time left in this run; run again to go on",
        }.get(found.failed, f"failed: {found.failed}")
        return f"{name} {why}"
    speed = found.rows / found.seconds
    checked = f"{found.checked:,} answers compared" if found.checked else ""
    wrong = f"; {found.wrong:,} WRONG" if found.wrong else ""
    if found.pace > machine.SLOWED:
        wrong += f"; the machine {found.pace:.1f} times as slow as at its best"
    return (
        f"{name} {found.seconds:9.2f} s {speed:>12,.0f}/s {found.peak:7,.0f} MB  {checked}{wrong}"
    )


def _plan(
    sizes: list[int], kinds: list[str], peers: list[str]
) -> Iterator[tuple[str, str, int, str]]:
    """What to measure: the NumPy program first, since the others are compared with it."""
    order = sorted(peers, key=lambda name: (name != "NumPy", peers.index(name)))
    for rows in sizes:
        for kind in kinds:
            for suffix in ("csv", "parquet"):
                for name in order:
                    alone = name == "wenze" and suffix == "parquet" and kind == kinds[-1]
                    if rows <= STREAMED or alone:
                        yield name, kind, rows, suffix


@click.command()
@click.option("--sizes", default=SIZES, show_default=True, help="Subjects, with commas between.")
@click.option("--kinds", default=",".join(TABLES), show_default=True)
@click.option("--peers", default=",".join(s.name for s in SYSTEMS), show_default=True)
@click.option("--limit-seconds", default=90.0, show_default=True, help="Of one measurement.")
@click.option("--minutes", default=40.0, show_default=True, help="No new measurement after that.")
@click.option("--again", is_flag=True, help="Forget what was measured before.")
@click.option("--results", type=click.Path(path_type=Path), default=RESULTS, show_default=True)
@click.option("--write-docs", is_flag=True, help="Write docs/benchmarks.md and its picture.")
@click.option("--docs", type=click.Path(path_type=Path), default=ROOT / "docs", hidden=True)
def main(
    sizes: str,
    kinds: str,
    peers: str,
    limit_seconds: float,
    minutes: float,
    again: bool,
    results: Path,
    write_docs: bool,
    docs: Path,
) -> None:
    """Measure, print, keep; exit status 1 when a peer's answers are not wenze's."""
    if again:
        results.unlink(missing_ok=True)
    record = Record.read(results)
    wanted = [int(size) for size in sizes.split(",") if size]
    for option, given, known in (("--kinds", kinds, TABLES), ("--peers", peers, BY_NAME)):
        for name in given.split(","):
            if name not in known:
                raise click.BadParameter(f"{name}: {', '.join(known)}", param_hint=option)
    if wanted:
        record.machine = machine.described()
        record.loads.append(machine.load())
        if record.loads[-1] > machine.QUIET:
            click.echo(f"This machine is busy (load {record.loads[-1]}): figures will be marked.")
    with TemporaryDirectory(prefix="wenze-benchmarks-") as folder:
        run = Run(record, Path(folder), limit_seconds, time.monotonic() + 60 * minutes)
        plan = _plan(wanted, kinds.split(","), peers.split(","))
        for name, kind, rows, suffix in plan:
            click.echo(_told(run.measure(BY_NAME[name], kind, rows, suffix)))
        if PROFILED in wanted and "wenze" in peers:
            for kind in kinds.split(","):
                run.profile(kind)
    if write_docs:
        for path in write_page(record, docs):
            click.echo(str(path))
    sys.exit(any(m.wrong for m in record.measurements.values()))


if __name__ == "__main__":
    main()
