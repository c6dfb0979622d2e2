"""Decisions under Spark are the decisions on one machine. Needs Java: ``make test-spark``.

Not among the tests that run everywhere: this file is named so that they do not collect it, rather
than skipping itself where Java is missing.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from pyspark.sql import SparkSession

from exporters import explanation_tree
from rules import load_book
from sanctions import Decider
from tests.columnar.messy import HEADER, register
from tests.columnar.runs import in_chunks, tables
from wenze import table_function
from wenze.spark import _address, evaluate_on_spark
from wenze.stored_run import StoredRun

ROWS = 600


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "3").getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def register_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A messy register, sorted by role, so that the rows of every case lie far apart."""
    rows = [row for row in register(11, ROWS, 0.01) if len(row) == len(HEADER)]
    rows = [tuple(cell.strip('"') for cell in row) for row in rows]
    rows.sort(key=lambda row: row[HEADER.index("角色")])
    columns = dict(zip(HEADER, map(list, zip(*rows, strict=True)), strict=True))
    path = tmp_path_factory.mktemp("in") / "登记.parquet"
    pq.write_table(pa.table(columns), path, row_group_size=150)
    return path


def comparable(found: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The rows of a run, with problems told in words and questions in no order."""
    told = [str(row) for row in found["problems"]]
    for row in found["decisions"]:
        row["problems"] = sorted(told[n] for n in row["problems"] or ())
        row["open_questions"] = sorted(row["open_questions"] or ())
    return {**found, "problems": sorted(told)}


def test_under_spark_as_on_one_machine(
    session: SparkSession, register_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = load_book("zhangye-2009")
    local = in_chunks(register_file, book, tmp_path / "local", ROWS)
    run = evaluate_on_spark(register_file, book, tmp_path / "spark", {}, session)
    assert run.counts == local.counts
    assert run.severities == local.severities
    assert run.counts["rejected"] > 10
    here = comparable(tables(tmp_path / "spark"))
    there = comparable(tables(tmp_path / "local"))
    assert len(here["decisions"]) > 500
    for name in there:
        assert here[name] == there[name], name


def test_several_files_are_one_table(
    session: SparkSession, register_file: Path, tmp_path: Path
) -> None:
    whole = pq.read_table(register_file)
    parts = tmp_path / register_file.name
    parts.mkdir()
    for number, start in enumerate(range(0, len(whole), 200)):
        pq.write_table(whole.slice(start, 200), parts / f"part-{number}.parquet")
    book = load_book("zhangye-2009")
    evaluate_on_spark(parts, book, tmp_path / "parts", {}, session)
    in_chunks(register_file, book, tmp_path / "local", ROWS)
    here = comparable(tables(tmp_path / "parts"))
    assert here == comparable(tables(tmp_path / "local"))


def test_small_batches_part_no_case(
    session: SparkSession, register_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = load_book("zhangye-2009")
    function = table_function.TableFunction(
        book, "登记.parquet", "登记", pq.read_table(register_file).slice(0, 60)
    )
    table = pq.read_table(register_file)
    numbered = table.append_column("wenze_row", pa.array(range(2, len(table) + 2)))
    hashed = pa.Table.from_batches(function.hashed(iter(numbered.to_batches(50))))
    sorted_ = hashed.sort_by([("wenze_case", "ascending"), ("wenze_row", "ascending")])
    monkeypatch.setattr(table_function, "CHUNK", 40)
    small = pa.Table.from_batches(function.decided(iter(sorted_.to_batches(16))))
    monkeypatch.setattr(table_function, "CHUNK", 1 << 20)
    large = pa.Table.from_batches(function.decided(iter(sorted_.to_batches(16))))
    kept = [name for name in large.column_names if name != "wenze_told"]
    assert (
        small.select(kept).sort_by("row").to_pylist()
        == large.select(kept).sort_by("row").to_pylist()
    )


def test_a_case_is_explained_from_a_run_under_spark(
    session: SparkSession, register_file: Path, tmp_path: Path
) -> None:
    book = load_book("zhangye-2009")
    decider = Decider(book)
    evaluate_on_spark(register_file, book, tmp_path / "spark", {}, session)
    in_chunks(register_file, book, tmp_path / "local", ROWS)
    rows = pq.read_table(tmp_path / "local" / "decisions.parquet").to_pylist()
    cases = [row["case_id"] for row in rows if row["status"] != "rejected"][::40]
    for case in cases:
        here = StoredRun(tmp_path / "spark", case, book, decider)
        there = StoredRun(tmp_path / "local", case, book, decider)
        assert len(here.find(case)) == len(there.find(case)) > 0
        for position in here.find(case):
            one, other = here.explain(position), there.explain(position)
            assert one == other
            assert explanation_tree(one, book) == explanation_tree(other, book)


def test_addresses_are_as_spark_writes_them(tmp_path: Path) -> None:
    """A path has one slash after the scheme; files of this machine are said to be such."""
    assert _address(Path("hdfs://cases/2024.parquet")) == "hdfs://cases/2024.parquet"
    assert _address(Path("file:///data/a.parquet")) == "file:///data/a.parquet"
    assert _address(tmp_path) == f"file://{tmp_path}"
    assert _address(Path("/nowhere/a.parquet")) == "/nowhere/a.parquet"


def test_results_go_to_a_folder_that_is_mounted(register_file: Path, tmp_path: Path) -> None:
    book = load_book("zhangye-2009")
    with pytest.raises(ValueError, match="every machine has mounted"):
        evaluate_on_spark(register_file, book, Path("hdfs://results"), {})
