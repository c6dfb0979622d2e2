"""Past one machine: the same table function under Spark, an Arrow batch in, an Arrow batch out.

Rows of one case are brought together by a hash of the case number, in the form in which case
numbers are compared; each task then decides whole cases, as a chunk of a file is decided on one
machine. The driver adds up what the tasks tell, and writes the explanations of the keys they met.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from exporters import run_record, whole_file, write_run
from exporters.parquet import DECISIONS, EXPLANATIONS, FACTS, FILES, PROBLEMS
from exporters.parquet.decision_rows import decision_rows
from exporters.parquet.explanation_rows import explanation_rows
from exporters.parquet.fact_rows import fact_rows
from exporters.parquet.ordering import side_by_side
from exporters.parquet.part import KEY, Shape
from exporters.parquet.problem_rows import problem_rows
from exporters.parquet.sources import sources, with_sources
from facts import Problem, Text
from importers.columnar.cells import Cells, cells_of, one_chunk
from importers.columnar.notices import Notices
from importers.columnar.parquet_source import HEAD, header_grid
from importers.columnar.reading import understood
from importers.columnar.sheet import FlatSheet
from importers.columnar.survey import NO_HASH, hashes_of
from importers.keys import CASE_KEY
from rules import CompiledBook
from sanctions import Decider
from sanctions.alike import Alike
from wenze.columnar import part_of
from wenze.evaluation import RUN_FILE, versions
from wenze.notices import in_light_of
from wenze.streaming import LargeRun, shape_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: Rows of whole cases that a task decides at a time, about.
CHUNK = 1 << 16
#: What is added to the columns of the table: the row, and the hash of its case.
_ROW, _CASE = "wenze_row", "wenze_case"
#: Before the name of a fact among the decisions; what a task has to tell with a row, as JSON.
_FACT, _TOLD = "fact:", "wenze_told"

Batches = Iterator[pa.RecordBatch]


@dataclass(frozen=True)
class TableFunction:
    """What the tasks run. It holds the first rows of the table, and nothing that is open."""

    book: CompiledBook
    name: str
    sheet_name: str
    first: pa.Table

    @cached_property
    def sheet(self) -> FlatSheet:
        """What the columns mean."""
        grid = header_grid(self.first, self.name, self.sheet_name)
        return FlatSheet(grid, self.book.vocabulary, {})

    @cached_property
    def shape(self) -> Shape:
        """The columns of the results."""
        return shape_of(self.book, self.sheet)

    def hashed(self, batches: Batches) -> Batches:
        """The batches, each row with the hash of its case."""
        reader = self.sheet.readers[CASE_KEY]
        for batch in batches:
            hashes = hashes_of(batch.column(reader.heading.column), reader)
            # Rows without a case number are cases of their own, and need not come together.
            rows = batch.column(batch.schema.get_field_index(_ROW)).to_numpy().astype(np.uint64)
            hashes = np.where(hashes == NO_HASH, rows, hashes).view(np.int64)
            yield batch.append_column(_CASE, pa.array(hashes))

    def decided(self, batches: Batches) -> Batches:
        """Decisions and facts of batches in which the rows of each case follow one another."""
        alike = Alike(Decider(self.book))
        notices = Notices(self.name, self.sheet_name)
        last: pa.Table | None = None
        for cells in self._whole_cases(batches):
            if last is not None:
                yield from last.to_batches()
            last = self._decided(cells, alike, notices)
        if last is not None and len(last):
            own = last[_TOLD].to_pylist()
            told = orjson.loads(own[-1]) if own[-1] else {}
            own[-1] = orjson.dumps({**told, "notices": notices.packed()}).decode()
            yield from last.set_column(
                last.column_names.index(_TOLD), _TOLD, pa.array(own, pa.string())
            ).to_batches()

    def empty(self) -> pa.Table:
        """Results without rows: their columns."""
        nothing = cells_of(self.first.slice(0, 0), np.zeros(0, np.int64))
        notices = Notices(self.name, self.sheet_name)
        return self._decided(nothing, Alike(Decider(self.book)), notices)

    def sources(self) -> dict[str, list[dict[str, Any]]]:
        """Where the rows come from."""
        nothing = cells_of(self.first.slice(0, 0), np.zeros(0, np.int64))
        found = understood(self.sheet, nothing, Notices("", ""), last=False)
        return sources(found.table)

    def _whole_cases(self, batches: Batches) -> Iterator[Cells]:
        """Chunks that part no case, each in the order of its rows."""
        waiting: list[pa.RecordBatch] = []
        held = 0
        for batch in batches:
            waiting.append(batch)
            held += len(batch)
            if held >= CHUNK:
                table = pa.Table.from_batches(waiting)
                cases = one_chunk(table[_CASE]).to_numpy()
                ends = np.flatnonzero(cases[1:] != cases[:-1]) + 1
                cut = int(ends[-1]) if len(ends) else 0
                if cut:
                    yield self._cells(table.slice(0, cut))
                    table = table.slice(cut)
                waiting, held = table.to_batches(), len(table)
        if held:
            yield self._cells(pa.Table.from_batches(waiting))

    def _cells(self, table: pa.Table) -> Cells:
        table = table.sort_by(_ROW)
        rows = one_chunk(table[_ROW]).to_numpy().astype(np.int64)
        return cells_of(table.drop_columns([_ROW, _CASE]), rows)

    def _decided(self, cells: Cells, alike: Alike, notices: Notices) -> pa.Table:
        imported = understood(self.sheet, cells, notices, last=False)
        decisions = alike.decide(imported.table)
        part = part_of(self.book, imported, decisions, {})
        table = side_by_side(decision_rows(part), fact_rows(part, self.shape), _FACT)
        told: list[str | None] = [None] * len(part)
        for row, at in zip(imported.rejected, part.refused_places, strict=True):
            told[at] = orjson.dumps({"problems": [_plain(p) for p in row.problems]}).decode()
        return table.append_column(_TOLD, pa.array(told, pa.string()))


def evaluate_on_spark(
    path: Path,
    book: CompiledBook,
    folder: Path,
    options: Mapping[str, Any],
    session: "SparkSession | None" = None,
) -> LargeRun:
    """Decide a Parquet file or folder under Spark, and write the run.

    The rows are those that ``evaluate_large`` writes, in the same order. A folder of Parquet files
    is one table: its files in the order of their names. Without a session the one of
    ``spark-submit`` is taken, else one on this machine. Notes below the table are not looked for.
    """
    from pyspark import StorageLevel
    from pyspark.sql import SparkSession

    spark = session or SparkSession.builder.appName("wenze").getOrCreate()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(CHUNK))
    table = _numbered(spark, _address(path))
    first = table.drop(_ROW).limit(HEAD).toArrow()
    function = TableFunction(book, path.name, path.stem, first)
    results = _decided(table, function).persist(StorageLevel.DISK_ONLY)
    try:
        return _written(spark, results, function, folder, dict(options), path)
    finally:
        results.unpersist()


def _address(path: Path) -> str:
    """hdfs://… and the like, which a path has shortened."""
    return re.sub(r"^([a-z][a-z0-9+.-]+):/(?=[^/])", r"\1://", str(path))


def _numbered(spark: "SparkSession", address: str) -> "DataFrame":
    """The table, with the row that each record would have in a sheet: the names are row 1."""
    from pyspark.sql import functions as f

    table = spark.read.parquet(address)
    columns = table.columns
    placed = table.select(
        "*", f.col("_metadata.file_path").alias("wenze_file"), f.col("_metadata.row_index")
    )
    counts = placed.groupBy("wenze_file").count().orderBy("wenze_file").collect()
    starts, row = [], 2
    for file, count in counts:
        starts.append((file, row))
        row += count
    offsets = spark.createDataFrame(starts, "wenze_file string, wenze_start long")
    found = placed.join(f.broadcast(offsets), "wenze_file")
    number = (f.col("wenze_start") + f.col("row_index")).alias(_ROW)
    return found.select(*(f.col(f"`{name}`") for name in columns), number)


def _decided(table: "DataFrame", function: TableFunction) -> "DataFrame":
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import LongType, StructField, StructType

    hashed = StructType([*table.schema.fields, StructField(_CASE, LongType())])
    together = (
        table.mapInArrow(_task(function, "hashed"), hashed)
        .repartition(_CASE)
        .sortWithinPartitions(_CASE, _ROW)
    )
    schema = from_arrow_schema(function.empty().schema)
    return together.mapInArrow(_task(function, "decided"), schema)


def _task(function: TableFunction, name: str) -> Callable[[Batches], Batches]:
    """What is sent to the tasks: the table function, without what this process has worked out."""
    book, sheet_name, table_name = function.book, function.sheet_name, function.name
    first = function.first

    def run(batches: Batches) -> Batches:
        found = TableFunction(book, table_name, sheet_name, first)
        yield from getattr(found, name)(batches)

    return run


def _written(
    spark: "SparkSession",
    results: "DataFrame",
    function: TableFunction,
    folder: Path,
    options: dict[str, Any],
    path: Path,
) -> LargeRun:
    from pyspark.sql import functions as f

    folder.mkdir(parents=True, exist_ok=True)
    run = LargeRun([folder / name for name in (*FILES, RUN_FILE)])
    for status, count in results.groupBy("status").count().collect():
        run.counts[status] = count
    numbers, listed = _problems(results, function)
    run.keep(listed)
    _write(folder / PROBLEMS, problem_rows(listed))
    names = [name for name in results.columns if name != _TOLD]
    own = [name for name in names if not name.startswith(_FACT)]
    costs = spark.createDataFrame(list(numbers.items()), "row long, costs array<int>")
    decisions = results.select(*map(_quoted, own)).join(f.broadcast(costs), "row", "left")
    decisions = decisions.select(
        *(f.col("costs").alias("problems") if n == "problems" else f.col(_quoted(n)) for n in own)
    )
    _save(_ordered(decisions), folder / DECISIONS)
    facts = [f.col(_quoted(n)).alias(n.removeprefix(_FACT)) for n in names if n not in own]
    _save(_ordered(results).select(*facts), folder / FACTS)
    met = _met(results, [name for name in own if name.startswith(KEY)])
    decider = Decider(function.book)
    explained = explanation_rows(function.book, decider.engine.tables, met)
    _write(folder / EXPLANATIONS, with_sources(explained, function.sources()))
    record = run_record(
        book=function.book.book,
        inputs=[(function.name, "")],
        options={**options, "engine": "spark"},
        statuses=run.counts,
        problems=run.severities,
        versions=versions(),
    )
    write_run(record, folder / RUN_FILE)
    return run


def _problems(
    results: "DataFrame", function: TableFunction
) -> tuple[dict[int, list[int]], list[Problem]]:
    """All problems as they would be listed on one machine, and which ones cost each row."""
    from pyspark.sql import functions as f

    columns = list(in_light_of(function.book, function.sheet.problems))
    rows: dict[int, list[Problem]] = {}
    notices = Notices(function.name, function.sheet_name)
    told = results.select("row", _TOLD).where(f.col(_TOLD).isNotNull()).orderBy("row").collect()
    for row, text in told:
        found = orjson.loads(text)
        rows[row] = [_problem(p) for p in found.get("problems", ())]
        if "notices" in found:
            notices.unpack(found["notices"])
    of_rows = dict.fromkeys(p for found in rows.values() for p in found if p not in columns)
    errors = sorted(of_rows, key=lambda p: (p.row, len(p.cell), p.cell))
    listed = [*columns, *errors, *notices.problems()]
    at = {problem: number for number, problem in reversed(list(enumerate(listed)))}
    return {row: [at[p] for p in found] for row, found in rows.items() if found}, listed


def _met(results: "DataFrame", columns: list[str]) -> dict[str, list[int]]:
    """The keys of each cluster that occur."""
    from pyspark.sql import functions as f

    sets = (f.collect_set(_quoted(c)).alias(f"k{i}") for i, c in enumerate(columns))
    (found,) = results.agg(*sets).collect()
    return {name.removeprefix(KEY): list(keys) for name, keys in zip(columns, found, strict=True)}


def _quoted(name: str) -> str:
    return f"`{name}`"


def _ordered(table: "DataFrame") -> "DataFrame":
    return table.repartitionByRange("row").sortWithinPartitions("row")


def _save(table: "DataFrame", path: Path) -> None:
    table.write.mode("overwrite").parquet(_address(path))


def _write(path: Path, table: pa.Table) -> None:
    with whole_file(path) as stream:
        pq.write_table(table, stream, compression="zstd")


def _plain(problem: Problem) -> dict[str, Any]:
    found = {name: getattr(problem, name) for name in Problem.__slots__}
    return {k: [v.zh, v.en] if isinstance(v, Text) else v for k, v in found.items()}


def _problem(found: Mapping[str, Any]) -> Problem:
    texts = {name: Text(*found[name]) for name in ("message", "expected", "fix")}
    return Problem(**{**found, **texts})
