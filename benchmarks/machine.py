"""The machine and the versions that a measurement was made with."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from benchmarks.peers import SYSTEMS

#: Above this load before a measurement begins, its figures are marked.
QUIET = 0.7


def described() -> dict[str, object]:
    """Processor, cores, memory, system, versions."""
    return {
        "processor": _field("/proc/cpuinfo", "model name") or platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory": round(int(_field("/proc/meminfo", "MemTotal").split()[0]) / 2**20),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "versions": {
            **{system.name: system.version() for system in SYSTEMS if system.package},
            "Arrow": f"pyarrow {version('pyarrow')}",
        },
    }


def load() -> float:
    """Processes that want to run, on the mean of the last minute."""
    return round(os.getloadavg()[0], 2)


def _field(file: str, name: str) -> str:
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return "0"
