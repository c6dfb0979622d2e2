"""A case table from plain rows, for book examples, tests and callers who have no workbook.

Values are canonical words: 是, 否, 存疑, a choice's label, several faults as a list, a number in
the fact's base unit, a date or datetime (or its ISO form), a pair for bounds; None or absent is
blank.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np

from facts.aggregates import RecordTable
from facts.columns import (
    FALSE_LABEL,
    KNOWN,
    OPEN,
    OPEN_LABEL,
    TRUE_LABEL,
    Column,
    blank_column,
    date_number,
    datetime_number,
    listed,
)
from facts.fact import Fact, RecordKind
from facts.table import CaseTable, FactTable, SourceSheet
from facts.vocabulary import Vocabulary


class RowValueError(ValueError):
    """A value that is not one of the canonical words of its fact."""


def table_from_rows(vocabulary: Vocabulary, rows: Sequence[Mapping[str, Any]]) -> CaseTable:
    """One subject a row; rows with the same 案件编号 share a case, told by the first of them.

    Records stand in a row as a list under the label of their kind: 履职记录: [{日期: .., ..}].

    A row without 案件编号 is a case of its own. RowValueError names the fact and the value.
    """
    case_of: list[int] = []
    cases: list[Mapping[str, Any]] = []
    position: dict[str, int] = {}
    for row in rows:
        key = row.get("案件编号")
        at = position.get(key, len(cases)) if key is not None else len(cases)
        if at == len(cases):
            cases.append(row)
            if key is not None:
                position[key] = at
        case_of.append(at)
    kinds = {kind.label: kind for kind in vocabulary.records}
    labels = {fact.label for fact in vocabulary.facts if fact.entity in ("case", "subject")}
    for row in rows:
        for label in row:
            if label not in labels and label not in kinds:
                raise RowValueError(f"词汇表里没有“{label}”")
    return CaseTable(
        vocabulary,
        _fact_table(vocabulary.of("case"), cases, "案件"),
        _fact_table(vocabulary.of("subject"), rows, "责任人"),
        np.array(case_of, np.int64),
        records={
            kind.id: _records(vocabulary, kind, cases if kind.owner == "case" else rows)
            for kind in vocabulary.records
        },
    )


def _records(
    vocabulary: Vocabulary, kind: RecordKind, owners: Sequence[Mapping[str, Any]]
) -> RecordTable:
    """The records written in the rows themselves, under the label of their kind."""
    written = [(i, record) for i, row in enumerate(owners) for record in row.get(kind.label) or ()]
    facts = vocabulary.of(kind.id)
    labels = {fact.label for fact in facts}
    for _, record in written:
        for label in record:
            if label not in labels:
                raise RowValueError(f"“{kind.label}”没有“{label}”这一列")
    columns = {f.label: _column(f, [record.get(f.label) for _, record in written]) for f in facts}
    owner = np.array([i for i, _ in written], np.int64)
    places = tuple(f"{kind.label}!{number}" for number in range(1, len(written) + 1))
    return RecordTable(kind.id, vocabulary, columns, owner, places)


def _fact_table(facts: Sequence[Fact], rows: Sequence[Mapping[str, Any]], sheet: str) -> FactTable:
    columns = {f.label: _column(f, [row.get(f.label) for row in rows]) for f in facts}
    return FactTable(
        columns,
        [SourceSheet("", sheet, {fact.label: fact.label for fact in facts})],
        np.zeros(len(rows), np.int16),
        np.arange(1, len(rows) + 1, dtype=np.int64),
    )


def _column(fact: Fact, values: Sequence[Any]) -> Column:
    blank = blank_column(fact, len(values))
    low, high, state = blank.low.copy(), blank.high.copy(), blank.state.copy()
    text = list(blank.text)
    for i, value in enumerate(values):
        if value is None or value == "":
            continue
        state[i] = OPEN if value == OPEN_LABEL else KNOWN
        if value == OPEN_LABEL:
            continue
        if fact.type in ("text", "identifier"):
            text[i] = str(value)
        else:
            low[i], high[i] = _interval(fact, value)
    return Column(fact, state, low, high, text)


def _interval(fact: Fact, value: Any) -> tuple[float, float]:
    """The value as a closed interval: a pair is taken as one, a day is all of its minutes."""
    if isinstance(value, list | tuple) and fact.type != "choices":
        return _interval(fact, value[0])[0], _interval(fact, value[1])[1]
    if fact.type == "datetime" and (day := _whole_day(value)) is not None:
        return day, day + 1439
    if fact.type == "choices":
        positions = [fact.choice_index(str(item)) for item in _listed(value)]
        found = [position for position in positions if position is not None]
        if len(found) == len(positions):
            return listed(found)
    number = _number(fact, value)
    return number, number


def _whole_day(value: Any) -> float | None:
    """The first minute of a day that was given without a time."""
    if isinstance(value, str) and len(value) == len("2010-03-01"):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime_number(datetime(value.year, value.month, value.day))
    return None


def _number(fact: Fact, value: Any) -> float:
    if fact.type == "boolean" and value in (TRUE_LABEL, FALSE_LABEL, True, False):
        return float(value in (TRUE_LABEL, True))
    if fact.type == "choice" and (position := fact.choice_index(str(value))) is not None:
        return float(position)
    if isinstance(value, str) and fact.special.get(value) == "never":
        return float(np.inf)
    if isinstance(value, int | float) and fact.type in ("number", "date", "datetime"):
        return float(value)
    try:
        if fact.type == "date":
            day = value if isinstance(value, date) else date.fromisoformat(value)
            return date_number(day)
        if fact.type == "datetime":
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
            return datetime_number(moment)
        if fact.type == "number":
            return float(str(value))
    except (TypeError, ValueError):
        pass
    raise RowValueError(f"“{fact.label}”不能是“{value}”")


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else [value]
