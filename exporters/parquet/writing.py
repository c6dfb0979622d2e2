"""A run folder in Parquet, written part by part: whole files, or none."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from exporters.parquet import DECISIONS, EXPLANATIONS, FACTS, PROBLEMS
from exporters.parquet.decision_rows import decision_rows
from exporters.parquet.explanation_rows import explanation_rows
from exporters.parquet.fact_rows import fact_rows
from exporters.parquet.ordering import Ordering, parted, side_by_side
from exporters.parquet.part import Part, Shape
from exporters.parquet.problem_rows import SCHEMA as PROBLEM_SCHEMA
from exporters.parquet.problem_rows import problem_rows
from exporters.parquet.sources import Sources, sources, with_sources
from exporters.whole_file import whole_file
from facts import Problem
from rules.inference import ClusterTable

#: Rows that are read together when one of them is wanted.
GROUP = 1 << 16
#: Parts that wait to be written, at most.
_WAITING = 1
#: Nothing repeats in these columns, and a row is found by them.
_TELLING = ("case_id", "row", "case_row")
_UNIQUE = (*_TELLING, "subject")
#: Numbers that rise from row to row.
_RISING = ("row", "case_row")
#: Before the name of a fact that waits beside a decision.
_FACT = "fact:"


@contextmanager
def parquet_run(folder: Path, shape: Shape, *, in_order: bool = True) -> Iterator["ParquetRun"]:
    """The files of a run, which are there when the block ends well, and not otherwise.

    Unless the parts come ``in_order`` of their rows, they wait on the disk until all are there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack, ThreadPoolExecutor(1) as aside, ThreadPoolExecutor(1) as facts:
        ordering = None
        if not in_order:
            scratch = stack.enter_context(TemporaryDirectory(prefix=".wenze-", dir=folder))
            ordering = Ordering(Path(scratch), "row")
        run = ParquetRun(folder, shape, stack, (aside, facts), ordering)
        try:
            yield run
            run.finish()
        finally:
            run.settle()


class ParquetRun:
    """Files under way (see ``parquet_run``). Writing goes on while the next part is decided."""

    def __init__(
        self,
        folder: Path,
        shape: Shape,
        stack: ExitStack,
        aside: tuple[ThreadPoolExecutor, ThreadPoolExecutor],
        ordering: Ordering | None,
    ) -> None:
        self.folder, self.shape = folder, shape
        self._stack, self._ordering = stack, ordering
        self._aside, self._aside_facts = aside
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._waiting: deque[Future[None]] = deque()
        self._met: dict[str, npt.NDArray[np.bool_]] = {}
        self._tables: Mapping[str, ClusterTable] = {}
        self._told = 0
        self._sources: Sources = {}

    def tell(self, problems: Iterable[Problem]) -> dict[Problem, int]:
        """Write problems; the row of each, by which a rejected row names it."""
        found: dict[Problem, int] = {}
        listed = list(problems)
        for number, problem in enumerate(listed, start=self._told):
            found.setdefault(problem, number)
        self._told += len(listed)
        if listed:
            self._later(PROBLEMS, problem_rows(listed))
        return found

    def add(self, part: Part) -> None:
        """Write the rows of a part."""
        table = part.decisions.table
        self._tables = part.decisions.inference.tables
        for cluster, codes in part.decisions.inference.codes.items():
            size = 3 ** len(self._tables[cluster].atoms)
            self._met.setdefault(cluster, np.zeros(size, np.bool_))[codes] = True
        decisions = decision_rows(part)
        if self._ordering is not None:
            self._ordering.add(side_by_side(decisions, fact_rows(part, self.shape), _FACT))
        else:
            self._later(DECISIONS, decisions)
            self._soon(FACTS, lambda: self._write(FACTS, fact_rows(part, self.shape)))
        self._sources = self._sources or sources(table)

    def finish(self) -> None:
        """Write what is known only at the end."""
        for table in self._ordering.tables(GROUP) if self._ordering is not None else ():
            for name, rows in zip((DECISIONS, FACTS), parted(table, _FACT), strict=True):
                self._later(name, rows)
        met = {cluster: np.flatnonzero(seen).tolist() for cluster, seen in self._met.items()}
        explained = explanation_rows(self.shape.book, self._tables, met)
        self._later(EXPLANATIONS, with_sources(explained, self._sources))
        self._later(PROBLEMS, PROBLEM_SCHEMA.empty_table())
        while self._waiting:
            self._waiting.popleft().result()

    def settle(self) -> None:
        """Wait until nothing is being written any more, well or not."""
        wait(self._waiting)

    def _later(self, name: str, table: pa.Table) -> None:
        self._soon(name, lambda: self._write(name, table))

    def _soon(self, name: str, work: Callable[[], None]) -> None:
        while len(self._waiting) > _WAITING:
            self._waiting.popleft().result()
        aside = self._aside_facts if name == FACTS else self._aside
        self._waiting.append(aside.submit(work))

    def _write(self, name: str, table: pa.Table) -> None:
        writer = self._writers.get(name)
        if writer is None:
            writer = self._writers[name] = self._open(name, table.schema)
        writer.write_table(table, row_group_size=GROUP)

    def _open(self, name: str, schema: pa.Schema) -> pq.ParquetWriter:
        stream = self._stack.enter_context(whole_file(self.folder / name))
        writer = pq.ParquetWriter(
            stream,
            schema,
            compression="zstd",
            compression_level=1,
            use_dictionary=[n for n in leaves(schema) if n not in _UNIQUE],
            write_statistics=[name for name in _TELLING if name in schema.names],
            column_encoding={n: "DELTA_BINARY_PACKED" for n in _RISING if n in schema.names},
        )
        return self._stack.enter_context(writer)


def leaves(schema: pa.Schema) -> list[str]:
    """The columns of a schema as a Parquet file names them, nested ones in full."""
    return [path for field in schema for path in _paths(field.name, field.type)]


def _paths(name: str, kind: pa.DataType) -> list[str]:
    if pa.types.is_struct(kind):
        return [path for i in range(kind.num_fields) for path in _inside(name, kind.field(i))]
    if pa.types.is_list(kind):
        return _paths(f"{name}.list.element", kind.value_type)
    return [name]


def _inside(name: str, field: pa.Field) -> list[str]:
    return _paths(f"{name}.{field.name}", field.type)
