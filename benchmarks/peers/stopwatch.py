"""Seconds of each phase of one run."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Stopwatch:
    """``seconds`` by phase: read, decide, write."""

    seconds: dict[str, float] = field(default_factory=dict)
    #: Counts that a system tells of itself, such as its inference sessions.
    counts: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Add the time spent inside to a phase."""
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
