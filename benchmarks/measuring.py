"""One system on one table: in a process of its own, with a limit, time and memory from outside."""

import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

POLL = 0.02
PAGE = 4096


@dataclass(frozen=True)
class Measurement:
    """``seconds`` from start to end of the process, its start-up included.

    ``peak`` in MB: all processes together. ``failed`` is "" or why there is no figure.
    ``pace``: how many times as long as at its best the machine took for a fixed piece of work, the
    slower of before and after. ``checked``: subjects whose answers were compared, ``wrong`` those
    that differed.
    """

    system: str
    kind: str
    rows: int
    source: str
    seconds: float = 0.0
    peak: float = 0.0
    phases: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)
    failed: str = ""
    pace: float = 0.0
    checked: int = 0
    wrong: int = 0

    @property
    def key(self) -> tuple[str, str, int, str]:
        """What was measured."""
        return self.system, self.kind, self.rows, self.source

    def to_json(self) -> dict[str, object]:
        """As it is kept."""
        return asdict(self)


def measured(
    system: str, kind: str, rows: int, source: Path, target: Path, limit: float, *options: str
) -> Measurement:
    """Run one system once; over the limit it is stopped."""
    command = [sys.executable, "-m", "benchmarks.one", system, str(source), str(target), *options]
    blank = Measurement(system, kind, rows, source.suffix[1:])
    log = target.with_suffix(".log")
    with log.open("w+", encoding="utf-8") as told:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=told, stderr=subprocess.STDOUT, cwd=Path(__file__).parents[1]
        )
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _resident(process.pid))
            if time.perf_counter() - start > limit:
                _stop(process)
                return Measurement(**{**asdict(blank), "failed": "limit", "peak": peak})
            time.sleep(POLL)
        seconds = time.perf_counter() - start
        told.seek(0)
        lines = told.read().splitlines() or [""]
    if process.returncode != 0:
        return Measurement(**{**asdict(blank), "failed": lines[-1][:200] or "error"})
    return Measurement(
        **{**asdict(blank), "seconds": seconds, "peak": peak, **json.loads(lines[-1])}
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    for child in _family(process.pid):
        if child != process.pid:
            subprocess.run(["kill", "-9", str(child)], check=False)
    process.kill()
    process.wait()


def _family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for one in found:
        try:
            children = Path(f"/proc/{one}/task/{one}/children").read_text(encoding="ascii")
        except OSError:
            continue
        found += map(int, children.split())
    return found


def _resident(pid: int) -> float:
    """MB in memory now, of a process and all below it."""
    pages = 0
    for one in _family(pid):
        try:
            pages += int(Path(f"/proc/{one}/statm").read_text(encoding="ascii").split()[1])
        except (OSError, IndexError):
            continue
    return pages * PAGE / 2**20
