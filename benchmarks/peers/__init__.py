"""wenze and its peers: the same cases under the same book, each in its own best documented way."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from benchmarks.peers.stopwatch import Stopwatch
from facts import Text


@dataclass(frozen=True, slots=True)
class System:
    """One system to measure.

    ``module`` has ``run(source, target, watch)``. ``package`` is its distribution, "" for our own.
    ``answers``: writes the columns of ``answers.py``. ``slow``: takes subjects one by one.
    """

    name: str
    module: str
    package: str
    about: Text
    covers: Text
    answers: bool = True
    slow: bool = False

    def run(self, source: Path, target: Path, watch: Stopwatch) -> None:
        """Read ``source``, decide, write ``target``."""
        start: Callable[[Path, Path, Stopwatch], None]
        start = import_module(f"benchmarks.peers.{self.module}").run
        start(source, target, watch)

    def version(self) -> str:
        """Name and version of the package."""
        return f"{self.package} {version(self.package)}"


_ALL_BUT_QUESTIONS = Text(
    "过错、责任、从宽、移送、结论和处理方式；不分待补与待判，没有区间和各种回答的结果",
    "faults, responsibility, (七), referrals, status and measures; not which kind of undecided, "
    "no interval, no outcome of each answer",
)
_NO_REASONS = Text("同上，没有理由", "the same, without reasons")

SYSTEMS: tuple[System, ...] = (
    System(
        "wenze",
        "wenze_itself",
        "",
        Text("`wenze evaluate --format parquet`", "`wenze evaluate --format parquet`"),
        Text("全部，理由齐备", "everything, with reasons"),
        answers=False,
    ),
    System(
        "durable-rules",
        "durable_rules",
        "durable-rules",
        Text("规则集，每个主体一次会话", "a rule set, one session a subject"),
        _ALL_BUT_QUESTIONS,
        slow=True,
    ),
    System(
        "zen-engine",
        "zen_engine",
        "zen-engine",
        Text("JDM 决策图，成批求值，开着 trace", "a JDM graph, batches, trace on"),
        _ALL_BUT_QUESTIONS,
        slow=True,
    ),
    System(
        "CLIPS",
        "clips_engine",
        "clipspy",
        Text("模板和规则，每次 1,000 个主体", "templates and rules, 1,000 subjects a run"),
        _ALL_BUT_QUESTIONS,
        slow=True,
    ),
    System(
        "OpenFisca",
        "openfisca_core",
        "OpenFisca-Core",
        Text("税制系统的变量，整列计算，开着 trace", "variables over arrays, trace on"),
        Text("同上，trace 只有数组", "the same; its trace holds arrays"),
    ),
    System(
        "NumPy",
        "numpy_program",
        "numpy",
        Text("手写程序（极限）", "a hand-written program (the limit)"),
        _NO_REASONS,
    ),
    System(
        "DuckDB",
        "duckdb_program",
        "duckdb",
        Text("一条 SQL（极限）", "one SQL query (the limit)"),
        _NO_REASONS,
    ),
    System(
        "pandas",
        "pandas_floor",
        "pandas",
        Text("只读入、写出同一张表（底线）", "reads and writes the same table (the floor)"),
        Text("什么也不判断", "decides nothing"),
        answers=False,
    ),
)
BY_NAME = {system.name: system for system in SYSTEMS}
