"""``python -m benchmarks.one NAME SOURCE TARGET``: one system once, in a process of its own.

Prints one line of JSON: seconds by phase, and what the system counts of itself. With ``--profile``,
also the share of the time by folder or library.
"""

import cProfile
import json
import sys
import sysconfig
from collections import Counter
from pathlib import Path
from pstats import Stats

import click

from benchmarks.peers import BY_NAME
from benchmarks.peers.stopwatch import Stopwatch

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = sysconfig.get_path("purelib")


@click.command()
@click.argument("name", type=click.Choice(list(BY_NAME)))
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--profile", is_flag=True)
def main(name: str, source: Path, target: Path, profile: bool) -> None:
    """Run and tell."""
    watch = Stopwatch()
    profiler = cProfile.Profile()
    if profile:
        profiler.enable()
    BY_NAME[name].run(source, target, watch)
    profiler.disable()
    told = {"phases": watch.seconds, "counts": watch.counts}
    if profile:
        told["shares"] = shares(Stats(profiler))
    click.echo("\n" + json.dumps(told))


def shares(stats: Stats) -> dict[str, float]:
    """The part of the time spent in each folder of the project and each library.

    What Python itself does for a folder (a sort, a join) counts as the folder's.
    """
    found: Counter[str] = Counter()
    table = stats.stats  # type: ignore[attr-defined]
    for (file, _, _), (_, _, own, _, callers) in table.items():
        if file == "~" or file.startswith("<"):
            for (caller, _, _), (_, _, part, _) in callers.items():
                found[_owner(caller)] += part
        else:
            found[_owner(file)] += own
    total = sum(found.values())
    return {name: round(part / total, 4) for name, part in found.most_common(12)}


def _owner(file: str) -> str:
    path = Path(file)
    for base in (ROOT, Path(LIBRARIES)):
        if path.is_relative_to(base):
            parts = path.relative_to(base).parts
            return parts[0] if base == ROOT and len(parts) > 1 else parts[0].removesuffix(".py")
    return "python"


if __name__ == "__main__":
    sys.argv[0] = "benchmarks.one"
    main()
