"""``facts.parquet``: what was read of each subject and its case, and where in the input."""

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from exporters.parquet.arrays import fact_array
from exporters.parquet.decision_rows import CASE_ID, SUBJECT, SUBJECT_CASE
from exporters.parquet.part import EXTRA, Part, Shape
from facts import CaseTable, FactTable

#: What stands among the decisions already.
_IN_DECISIONS = (CASE_ID, SUBJECT, SUBJECT_CASE)
_ELSEWHERE = pa.list_(pa.struct([("fact", pa.string()), ("row", pa.int64())]))


def fact_rows(part: Part, shape: Shape) -> pa.Table:
    """The rows of a part, in the order of its decisions; rejected rows are null throughout."""
    table = part.decisions.table
    case_of = None if _one_to_one(table) else pa.array(table.case_of)
    found: dict[str, pa.Array] = {}

    def add(name: str, array: pa.Array, of_case: bool) -> None:
        if of_case and case_of is not None:
            array = array.take(case_of)
        found[name] = part.spread(array)

    add("source", pa.array(table.subjects.source), False)
    add("row", pa.array(table.subjects.rows), False)
    add("case_source", pa.array(table.cases.source), True)
    add("case_row", pa.array(table.cases.rows), True)
    add("elsewhere", _elsewhere(table), False)
    for fact in shape.facts:
        if fact.label not in _IN_DECISIONS:
            add(fact.label, fact_array(table.column(fact)), fact.entity == "case")
    for name in shape.case_extra:
        add(f"{EXTRA}{name}", _extra(table.cases, name), True)
    for name in shape.subject_extra:
        add(f"{EXTRA}{name}", _extra(table.subjects, name), False)
    return pa.table(found)


def _one_to_one(table: CaseTable) -> bool:
    """Is every subject a case of its own, in the same order?"""
    rows = len(table)
    return rows == len(table.cases) and bool((table.case_of == np.arange(rows)).all())


def _elsewhere(table: CaseTable) -> pa.Array:
    """Facts whose value another row of the sheet gave."""
    if not (table.cases.elsewhere or table.subjects.elsewhere):
        return pa.nulls(len(table), _ELSEWHERE)
    of_case, of_subject = _by_row(table.cases), _by_row(table.subjects)
    lists = [
        [*of_case.get(case, ()), *of_subject.get(subject, ())] or None
        for subject, case in enumerate(table.case_of.tolist())
    ]
    return pa.array(lists, _ELSEWHERE)


def _by_row(rows: FactTable) -> dict[int, list[dict[str, object]]]:
    found: dict[int, list[dict[str, object]]] = {}
    for (label, at), row in rows.elsewhere.items():
        found.setdefault(at, []).append({"fact": label, "row": row})
    return found


def _extra(rows: FactTable, name: str) -> pa.Array:
    texts = rows.extra.get(name)
    return pa.nulls(len(rows), pa.string()) if texts is None else pa.array(texts, pa.string())
