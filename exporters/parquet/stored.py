"""One case of a run folder, read back: its decisions, its facts, and the explanations they name."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from exporters.parquet import DECISIONS, EXPLANATIONS, FACTS, PROBLEMS
from exporters.parquet.arrays import fact_column
from exporters.parquet.decision_rows import CASE_ID, SUBJECT, outcome_of
from exporters.parquet.explanation_rows import local_results
from exporters.parquet.part import KEY, worked_out
from exporters.parquet.problem_rows import problems_of
from exporters.parquet.sources import read_sources
from facts import CaseTable, Column, Fact, FactTable, Problem, SourceSheet
from rules.inference import ClusterTable, Codes, Inference
from rules.loader import CompiledBook
from sanctions.columns import DecisionColumns
from sanctions.decisions import Decisions

REJECTED = "rejected"


@dataclass(frozen=True)
class StoredCase:
    """The subjects of one case. ``inference`` holds what was concluded when the run was made."""

    inference: Inference
    rows: pa.Table

    def agrees_with(self, decided: Decisions) -> bool:
        """Do decisions of the same subjects say what the rows of the run say?"""
        columns = DecisionColumns(decided)
        return all(
            outcome_of(columns, i) == _alike(row, outcome_of(columns, i))
            for i, row in enumerate(self.rows.to_pylist())
        )


def _alike(row: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """The same columns of a row, its lists in no order."""
    found = {name: row.get(name) for name in other}
    return {name: set(v) if isinstance(v, list) else v for name, v in found.items()}


@dataclass(frozen=True, slots=True)
class StoredRefusal:
    """A row that could not be read, and why."""

    case_id: str | None
    subject: str | None
    problems: tuple[Problem, ...]


def stored_case(folder: Path, book: CompiledBook, case_id: str) -> StoredCase | None:
    """The case with this id; None where the run has decided none. OSError as reading raises it."""
    rows = _picked(
        _rows_with(folder / DECISIONS, "case_id", [case_id]), lambda row: row["status"] != REJECTED
    )
    if not len(rows):
        return None
    facts = _rows_with(folder / FACTS, "row", rows["row"].to_pylist())
    explained = _whole(folder / EXPLANATIONS)
    facts = _in_order(facts, rows, read_sources(explained.schema, "subject"))
    table = _case_table(rows, facts, book, explained.schema)
    codes = {c.id: _codes(rows, c.id) for c in book.clusters}
    tables = _explained(explained, book, codes)
    return StoredCase(Inference(book, table, tables, codes), rows)


def refusals(folder: Path, case_id: str) -> Iterator[StoredRefusal]:
    """The rows of a case that could not be read."""
    rows = _picked(
        _rows_with(folder / DECISIONS, "case_id", [case_id]), lambda row: row["status"] == REJECTED
    )
    if not len(rows):
        return
    told = problems_of(_whole(folder / PROBLEMS))
    for row in rows.select(["case_id", "subject", "problems"]).to_pylist():
        problems = tuple(told[number] for number in row["problems"] or ())
        yield StoredRefusal(row["case_id"], row["subject"], problems)


# Rows are picked one by one: the ways of Arrow to do it load pandas, which takes longer than all
# the rest for one case.


def _picked(table: pa.Table, wanted: Callable[[dict[str, Any]], bool]) -> pa.Table:
    return _rows(table, [i for i, row in enumerate(table.to_pylist()) if wanted(row)])


def _rows(table: pa.Table, rows: Sequence[int]) -> pa.Table:
    """Some rows, in the order given."""
    return pa.concat_tables([table.slice(0, 0), *(table.slice(row, 1) for row in rows)])


def _whole(path: Path) -> pa.Table:
    with pq.ParquetFile(path) as file:
        return file.read()


def _rows_with(path: Path, column: str, values: Sequence[Any]) -> pa.Table:
    """The rows whose column has one of some values, read without the groups that have none."""
    wanted = set(values)
    found: list[pa.Table] = []
    for file in sorted(path.glob("*.parquet")) if path.is_dir() else [path]:
        with pq.ParquetFile(file) as opened:
            place = opened.schema_arrow.get_field_index(column)
            for group in range(opened.num_row_groups):
                about = opened.metadata.row_group(group).column(place).statistics
                if about is not None and about.has_min_max and not _within(about, values):
                    continue
                cells = opened.read_row_group(group, columns=[column])[column].to_pylist()
                rows = [i for i, cell in enumerate(cells) if cell in wanted]
                if rows:
                    found.append(_rows(opened.read_row_group(group), rows))
            schema = opened.schema_arrow
    return pa.concat_tables(found) if found else pa.Table.from_batches([], schema)


def _within(about: Any, values: Sequence[Any]) -> bool:
    return any(about.min <= value <= about.max for value in values)


def _in_order(facts: pa.Table, rows: pa.Table, sources: Sequence[SourceSheet]) -> pa.Table:
    """The facts of the rows, which may stand in several sheets under one number."""
    places = [(sources[s].file, sources[s].sheet) for s in facts["source"].to_pylist()]
    numbered = zip(places, facts["row"].to_pylist(), strict=True)
    at = {(*place, row): i for i, (place, row) in enumerate(numbered)}
    wanted = rows.select(["file", "sheet", "row"]).to_pylist()
    return _rows(facts, [at[row["file"], row["sheet"], row["row"]] for row in wanted])


def _case_table(rows: pa.Table, facts: pa.Table, book: CompiledBook, told: pa.Schema) -> CaseTable:
    """A table of one case with the subjects of the rows."""
    own = {f.label: f for f in book.vocabulary.facts if f.entity in ("case", "subject")}
    columns = {
        name: fact_column(own[name], facts[name].combine_chunks())
        for name in facts.column_names
        if name in own
    }
    for label, name in ((CASE_ID, "case_id"), (SUBJECT, "subject")):
        columns[label] = fact_column(own[label], rows[name].combine_chunks())
    one = np.zeros(1, np.int64)
    elsewhere = [
        ((found["fact"], i), found["row"])
        for i, given in enumerate(facts["elsewhere"].to_pylist())
        for found in given or ()
    ]
    cases = FactTable(
        {n: c.take(one) for n, c in columns.items() if _of(own[n], "case")},
        read_sources(told, "case"),
        np.array(facts["case_source"].to_pylist()[:1], np.int16),
        np.array(facts["case_row"].to_pylist()[:1], np.int64),
        elsewhere={(n, 0): row for (n, _), row in elsewhere if _of(own[n], "case")},
    )
    subjects = FactTable(
        {n: c for n, c in columns.items() if _of(own[n], "subject")},
        read_sources(told, "subject"),
        np.array(facts["source"].to_pylist(), np.int16),
        np.array(facts["row"].to_pylist(), np.int64),
        elsewhere={(n, i): row for (n, i), row in elsewhere if _of(own[n], "subject")},
    )
    return CaseTable(
        book.vocabulary,
        cases,
        subjects,
        np.zeros(len(rows), np.int64),
        _cache=_worked_out(own.values(), columns),
    )


def _of(fact: Fact, entity: str) -> bool:
    return fact.entity == entity and fact.written


def _worked_out(facts: Any, columns: dict[str, Column]) -> dict[str, Column]:
    """Facts that other rows of the input told."""
    one = np.zeros(1, np.int64)
    found = {}
    for fact in facts:
        if worked_out(fact) and fact.label in columns:
            column = columns[fact.label]
            found[fact.label] = column.take(one) if fact.entity == "case" else column
    return found


def _codes(rows: pa.Table, cluster: str) -> Codes:
    codes: Codes = np.array(rows[f"{KEY}{cluster}"].to_pylist(), np.int32)
    return codes


def _explained(
    table: pa.Table, book: CompiledBook, codes: dict[str, Codes]
) -> dict[str, ClusterTable]:
    """What the clusters concluded, as it was written down."""
    wanted = {(cluster, int(code)) for cluster, found in codes.items() for code in found}
    keys = zip(table["cluster"].to_pylist(), table["key"].to_pylist(), strict=True)
    told = local_results(book, _rows(table, [i for i, key in enumerate(keys) if key in wanted]))
    tables = {}
    for cluster in book.clusters:
        tables[cluster.id] = ClusterTable(cluster)
        tables[cluster.id].results.update(told.get(cluster.id, {}))
    return tables
