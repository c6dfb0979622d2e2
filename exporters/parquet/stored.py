"""One case of a run folder, read back: its decisions, its facts, and the explanations they name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from exporters.parquet import DECISIONS, EXPLANATIONS, FACTS, PROBLEMS
from exporters.parquet.arrays import fact_column
from exporters.parquet.decision_rows import CASE_ID, SUBJECT, decision_rows
from exporters.parquet.explanation_rows import local_results
from exporters.parquet.part import KEY, Part, worked_out
from exporters.parquet.problem_rows import problems_of
from exporters.parquet.sources import read_sources
from facts import CaseTable, Column, Fact, FactTable, Problem, SourceSheet
from rules.inference import ClusterTable, Codes, Inference
from rules.loader import CompiledBook
from sanctions.decisions import Decisions


@dataclass(frozen=True)
class StoredCase:
    """The subjects of one case. ``inference`` holds what was concluded when the run was made."""

    inference: Inference
    rows: pa.Table

    def agrees_with(self, decided: Decisions) -> bool:
        """Do decisions of the same subjects say what the rows of the run say?"""
        found = decision_rows(Part(decided, np.arange(len(decided))))
        return _told(found) == _told(self.rows)


@dataclass(frozen=True, slots=True)
class StoredRefusal:
    """A row that could not be read, and why."""

    case_id: str | None
    subject: str | None
    problems: tuple[Problem, ...]


def stored_case(folder: Path, book: CompiledBook, case_id: str) -> StoredCase | None:
    """The case with this id; None where the run has decided none. OSError as reading raises it."""
    rows = _rows_with(folder / DECISIONS, "case_id", [case_id])
    rows = rows.filter(pc.not_equal(rows["status"].cast(pa.string()), "rejected"))
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
    rows = _rows_with(folder / DECISIONS, "case_id", [case_id])
    rows = rows.filter(pc.equal(rows["status"].cast(pa.string()), "rejected"))
    if not len(rows):
        return
    told = problems_of(_whole(folder / PROBLEMS))
    for row in rows.select(["case_id", "subject", "problems"]).to_pylist():
        problems = tuple(told[number] for number in row["problems"] or ())
        yield StoredRefusal(row["case_id"], row["subject"], problems)


def _told(rows: pa.Table) -> list[dict[str, Any]]:
    """What rows say; open questions in no order."""
    found: list[dict[str, Any]] = rows.drop_columns(["problems"]).to_pylist()
    return [{**row, "open_questions": set(row["open_questions"])} for row in found]


def _whole(path: Path) -> pa.Table:
    """A whole file; ``read_table`` would load much more of Arrow first."""
    with pq.ParquetFile(path) as file:
        return file.read()


def _rows_with(path: Path, column: str, values: Sequence[Any]) -> pa.Table:
    """The rows whose column has one of some values, read without the groups that have none."""
    wanted = pa.array(values)
    found: list[pa.Table] = []
    for file in sorted(path.glob("*.parquet")) if path.is_dir() else [path]:
        with pq.ParquetFile(file) as opened:
            place = opened.schema_arrow.get_field_index(column)
            for group in range(opened.num_row_groups):
                about = opened.metadata.row_group(group).column(place).statistics
                if about is not None and about.has_min_max and not _within(about, values):
                    continue
                cells = opened.read_row_group(group, columns=[column])[column]
                marks = pc.is_in(cells, value_set=wanted.cast(cells.type))
                if pc.any(marks).as_py():
                    found.append(opened.read_row_group(group).filter(marks))
            empty = opened.schema_arrow.empty_table()
    return pa.concat_tables(found) if found else empty


def _within(about: Any, values: Sequence[Any]) -> bool:
    return any(about.min <= value <= about.max for value in values)


def _in_order(facts: pa.Table, rows: pa.Table, sources: Sequence[SourceSheet]) -> pa.Table:
    """The facts of the rows, which may stand in several sheets under one number."""
    places = [(sources[s].file, sources[s].sheet) for s in facts["source"].to_pylist()]
    numbered = zip(places, facts["row"].to_pylist(), strict=True)
    at = {(*place, row): i for i, (place, row) in enumerate(numbered)}
    wanted = rows.select(["file", "sheet", "row"]).to_pylist()
    return facts.take([at[row["file"], row["sheet"], row["row"]] for row in wanted])


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
        facts["case_source"].to_numpy()[:1].astype(np.int16),
        facts["case_row"].to_numpy()[:1].astype(np.int64),
        elsewhere={(n, 0): row for (n, _), row in elsewhere if _of(own[n], "case")},
    )
    subjects = FactTable(
        {n: c for n, c in columns.items() if _of(own[n], "subject")},
        read_sources(told, "subject"),
        facts["source"].to_numpy().astype(np.int16),
        facts["row"].to_numpy().astype(np.int64),
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
    codes: Codes = rows[f"{KEY}{cluster}"].to_numpy().astype(np.int32)
    return codes


def _explained(
    table: pa.Table, book: CompiledBook, codes: dict[str, Codes]
) -> dict[str, ClusterTable]:
    """What the clusters concluded, as it was written down."""
    wanted = pa.array(sorted({int(code) for found in codes.values() for code in found}), pa.int32())
    told = local_results(book, table.filter(pc.is_in(table["key"], value_set=wanted)))
    tables = {}
    for cluster in book.clusters:
        tables[cluster.id] = ClusterTable(cluster)
        tables[cluster.id].results.update(told.get(cluster.id, {}))
    return tables
