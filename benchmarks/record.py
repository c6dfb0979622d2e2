"""The results as they are kept: one JSON file, written again after every measurement."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measuring import Measurement

RESULTS = Path(__file__).with_name("results.json")


@dataclass
class Record:
    """All measurements of one machine, and what was counted about the tables."""

    path: Path
    machine: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, dict[str, int]] = field(default_factory=dict)
    loads: list[float] = field(default_factory=list)
    #: The best of all paces of the machine, in seconds; 0 where none was measured.
    pace: float = 0.0
    workbooks: dict[str, dict[str, float]] = field(default_factory=dict)
    reading: dict[str, float] = field(default_factory=dict)
    measurements: dict[tuple[str, str, int, str], Measurement] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "Record":
        """The record of a file; empty when there is none."""
        if not path.exists():
            return cls(path)
        kept = json.loads(path.read_text(encoding="utf-8"))
        found = [Measurement(**one) for one in kept["measurements"]]
        return cls(
            path,
            kept["machine"],
            kept["tables"],
            kept["loads"],
            kept.get("pace", 0.0),
            kept["workbooks"],
            kept["reading"],
            {m.key: m for m in found},
        )

    def add(self, measurement: Measurement) -> None:
        """Keep one measurement, and write the file."""
        self.measurements[measurement.key] = measurement
        self.write()

    def write(self) -> None:
        """Write the file."""
        kept = {
            "machine": self.machine,
            "loads": self.loads,
            "pace": self.pace,
            "tables": self.tables,
            "workbooks": self.workbooks,
            "reading": self.reading,
            "measurements": [m.to_json() for m in self.measurements.values()],
        }
        text = json.dumps(kept, ensure_ascii=False, indent=1)
        self.path.write_text(text + "\n", encoding="utf-8")

    def get(self, system: str, kind: str, rows: int, source: str = "csv") -> Measurement | None:
        """One measurement, if it was made and has a figure."""
        found = self.measurements.get((system, kind, rows, source))
        return found if found and not found.failed else None

    def of(self, system: str, kind: str, source: str = "csv") -> Iterator[Measurement]:
        """All figures of a system, by size."""
        found = [m for m in self.measurements.values() if (m.system, m.kind) == (system, kind)]
        yield from sorted(
            (m for m in found if m.source == source and not m.failed), key=lambda m: m.rows
        )

    def sizes(self, kind: str) -> list[int]:
        """The sizes at which anything was measured."""
        return sorted({m.rows for m in self.measurements.values() if m.kind == kind})
