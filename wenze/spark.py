"""Past one machine: the same table function under Spark, an Arrow batch in, an Arrow batch out.

Rows of one case are brought together by a hash of the case number, in the form in which case
numbers are compared; each task then decides whole cases, as a chunk of a file is decided on one
machine. The driver adds up what the tasks tell, and writes the explanations of the keys they met.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from exporters import run_record, whole_file, write_run
from exporters.parquet import DECISIONS, EXPLANATIONS, FACTS, FILES, PROBLEMS
from exporters.parquet.explanation_rows import explanation_rows
from exporters.parquet.part import KEY
from exporters.parquet.problem_rows import problem_rows
from exporters.parquet.sources import with_sources
from facts import Problem, Text
from importers.columnar.notices import Notices
from importers.columnar.parquet_source import HEAD
from rules import CompiledBook
from sanctions import Decider
from wenze.evaluation import RUN_FILE, versions
from wenze.notices import in_light_of
from wenze.streaming import LargeRun
from wenze.table_function import CASE, CHUNK, FACT, ROW, TOLD, Batches, TableFunction

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


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
    ``path`` may be hdfs://… or the like; ``folder`` is one that the driver and all executors see
    under the same name. ValueError for another.
    """
    if _SCHEME.match(str(folder)):
        raise ValueError(f"{folder}: the results go to a folder that every machine has mounted")
    from pyspark import StorageLevel
    from pyspark.sql import SparkSession

    spark = session or SparkSession.builder.appName("wenze").getOrCreate()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(CHUNK))
    table = _numbered(spark, _address(path))
    first = table.drop(ROW).limit(HEAD).toArrow()
    function = TableFunction(book, path.name, path.stem, first)
    results = _decided(table, function).persist(StorageLevel.DISK_ONLY)
    try:
        return _written(spark, results, function, folder, dict(options), path)
    finally:
        results.unpersist()


_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]+):/+")


def _address(path: Path) -> str:
    """A path for Spark: hdfs://… and the like, which a path has shortened; a file of this machine.

    A path that is not on this machine is one of the cluster's own file system.
    """
    if _SCHEME.match(str(path)):
        return _SCHEME.sub(lambda m: f"{m[1]}:{'///' if m[1] == 'file' else '//'}", str(path))
    return f"file://{path.absolute()}" if path.exists() else str(path)


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
    number = (f.col("wenze_start") + f.col("row_index")).alias(ROW)
    return found.select(*(f.col(f"`{name}`") for name in columns), number)


def _decided(table: "DataFrame", function: TableFunction) -> "DataFrame":
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import LongType, StructField, StructType

    hashed = StructType([*table.schema.fields, StructField(CASE, LongType())])
    together = (
        table.mapInArrow(_task(function, "hashed"), hashed)
        .repartition(CASE)
        .sortWithinPartitions(CASE, ROW)
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
    names = [name for name in results.columns if name != TOLD]
    own = [name for name in names if not name.startswith(FACT)]
    costs = spark.createDataFrame(list(numbers.items()), "row long, costs array<int>")
    decisions = results.select(*map(_quoted, own)).join(f.broadcast(costs), "row", "left")
    decisions = decisions.select(
        *(f.col("costs").alias("problems") if n == "problems" else f.col(_quoted(n)) for n in own)
    )
    _save(_ordered(decisions), folder, DECISIONS)
    facts = [f.col(_quoted(n)).alias(n.removeprefix(FACT)) for n in names if n not in own]
    _save(_ordered(results).select(*facts), folder, FACTS)
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
    told = results.select("row", TOLD).where(f.col(TOLD).isNotNull()).orderBy("row").collect()
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


def _save(table: "DataFrame", folder: Path, name: str) -> None:
    table.write.mode("overwrite").parquet(f"{_address(folder)}/{name}")


def _write(path: Path, table: pa.Table) -> None:
    with whole_file(path) as stream:
        pq.write_table(table, stream, compression="zstd")


def _problem(found: Mapping[str, Any]) -> Problem:
    texts = {name: Text(*found[name]) for name in ("message", "expected", "fix")}
    return Problem(**{**found, **texts})
