"""The floor: pandas reads the table and writes it, and decides nothing."""

from pathlib import Path

import pandas as pd

from benchmarks.peers.stopwatch import Stopwatch


def run(source: Path, target: Path, watch: Stopwatch) -> None:
    """Read and write the same table, as text, by pandas' own defaults."""
    with watch.phase("read"):
        if source.suffix == ".parquet":
            frame = pd.read_parquet(source)
        else:
            frame = pd.read_csv(source, dtype=str, keep_default_na=False)
    with watch.phase("write"):
        frame.to_parquet(target)
