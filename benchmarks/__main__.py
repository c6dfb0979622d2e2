"""``python -m benchmarks [--rows N] [--kind realistic|worst]``: evaluation against durable-rules.

Explanations are on: every row keeps the keys of its local explanations, every open question has
the outcome of each answer, and a sample is written out in full as JSON Lines.
"""

import resource
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.cases import TABLES, write_csv
from benchmarks.per_case import seconds_per_case
from exporters import to_json
from importers import read_cases
from rules import load_book
from sanctions import Decider, decide

SAMPLE = 2000


def measure(kind: str, rows: int, folder: Path) -> dict[str, float]:
    """Seconds of each step for one table, and what it took."""
    path = folder / f"{kind}-{rows}.csv"
    write_csv(kind, rows, path)
    book = load_book("zhangye-2009")
    start = time.perf_counter()
    imported = read_cases([path], book.vocabulary)
    read = time.perf_counter()
    decisions = decide(Decider(book), imported.table)
    decisions.settle_questions()
    decided = time.perf_counter()
    for i in range(min(SAMPLE, len(decisions))):
        to_json(decisions[i])
    written = time.perf_counter()
    peer = seconds_per_case(decisions.inference, min(1000, rows))
    return {
        "rows": len(imported.table),
        "read": read - start,
        "decide": decided - read,
        "sample": written - decided,
        "total": written - start,
        "sessions": decisions.inference.sessions,
        "peer per case": peer,
        "times faster": peer * rows / (decided - read),
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


@click.command()
@click.option("--rows", default=100_000, show_default=True)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(list(TABLES)))
def main(rows: int, kinds: tuple[str, ...]) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        for kind in kinds or tuple(TABLES):
            click.echo(f"{kind}: CSV to decisions, explanations on")
            for name, value in measure(kind, rows, Path(folder)).items():
                click.echo(
                    f"  {name:14} {value:,.4g}" if value < 10 else f"  {name:14} {value:,.0f}"
                )


if __name__ == "__main__":
    main()
