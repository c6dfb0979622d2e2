"""The machine and the versions that a measurement was made with."""

import hashlib
import os
import platform
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

from benchmarks.peers import SYSTEMS

#: Above this load before a measurement begins, its figures are marked.
QUIET = 0.7
#: With a pace so many times its best, a machine is slowed down by what else its host has to do.
SLOWED = 1.25
_WORK, _ROUNDS = bytes(16 << 20), 40


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


def pace() -> float:
    """Seconds for a fixed piece of work on every core at once."""
    cores = len(os.sched_getaffinity(0))
    with ThreadPoolExecutor(cores) as pool:
        start = time.perf_counter()
        list(pool.map(lambda _: _work(), range(cores)))
        return time.perf_counter() - start


def _work() -> None:
    for _ in range(_ROUNDS):
        hashlib.sha256(_WORK)


def _field(file: str, name: str) -> str:
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return "0"
