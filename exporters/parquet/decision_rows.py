"""``decisions.parquet``: a row a subject: who, where, the outcome in ids, and its explanations."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from exporters.parquet.arrays import GAP, fact_array, marked_lists, shared_lists, words
from exporters.parquet.part import KEY, Part
from facts import CaseTable
from sanctions.columns import DecisionColumns
from sanctions.shared import Marked, Shared

CASE_ID, SUBJECT, SUBJECT_CASE = "案件编号", "责任主体", "所属案件"
KIND, ROLE, GRAVITY = "主体类别", "角色", "情节"
_NUMBERS = pa.list_(pa.int32())


#: The columns of one word, and those of a list of words.
_WORDS: Mapping[str, Callable[[DecisionColumns], Shared[str | None]]] = {
    "responsibility": lambda columns: columns.responsibility,
    "gravity": lambda columns: columns.choice(GRAVITY),
}
_LISTS: Mapping[str, Callable[[DecisionColumns], Shared[tuple[str, ...]] | Marked]] = {
    "faults": lambda columns: columns.faults,
    "open_faults": lambda columns: columns.open_faults,
    "measures": lambda columns: columns.measures,
    "statutory_options": lambda columns: columns.options,
    "lightest": lambda columns: columns.lightest,
    "heaviest": lambda columns: columns.heaviest,
    "adjustments": lambda columns: columns.adjustments,
    "applied": lambda columns: columns.applied,
    "referrals": lambda columns: columns.referrals,
    "open_questions": lambda columns: columns.open_questions,
}


def decision_rows(part: Part) -> pa.Table:
    """The rows of a part. Rejected rows have a status, and the problems that cost them."""
    columns = DecisionColumns(part.decisions)
    found = _Who(part, columns).columns()
    for name, of in _WORDS.items():
        found[name] = part.spread(words(of(columns)))
    for name, lists in _LISTS.items():
        own = lists(columns)
        array = marked_lists(own) if isinstance(own, Marked) else shared_lists(own)
        found[name] = part.spread(array)
    found["problems"] = _problems(part)
    for cluster, keys in columns.keys.items():
        found[f"{KEY}{cluster}"] = part.spread(pa.array(keys, pa.int32()))
    return pa.table(found)


def outcome_of(columns: DecisionColumns, i: int) -> dict[str, Any]:
    """What the row of one subject says of its outcome, by column; lists in no order."""
    found: dict[str, Any] = {name: of(columns)[i] for name, of in _WORDS.items()}
    found |= {name: set(of(columns)[i]) for name, of in _LISTS.items()}
    found |= {f"{KEY}{cluster}": int(keys[i]) for cluster, keys in columns.keys.items()}
    return {"status": columns.status[i], **found}


class _Who:
    """The columns that rejected rows have too."""

    def __init__(self, part: Part, columns: DecisionColumns) -> None:
        self.part, self.own = part, columns
        self.found: dict[str, pa.Array] = {}

    def columns(self) -> dict[str, pa.Array]:
        """Subject, place in the input, status."""
        table = self.part.decisions.table
        subjects, source = table.subjects, table.subjects.source.astype(np.int64)
        refused = [row.determination for row in self.part.rejected]
        origins = [row.origin for row in self.part.rejected]
        self._texts("case_id", shown(table, CASE_ID), [d.case_id for d in refused])
        self._texts("subject", shown(table, SUBJECT), [d.subject for d in refused])
        self._words("subject_kind", self.own.choice(KIND), [d.subject_kind for d in refused])
        self._words("role", self.own.choice(ROLE), [d.role for d in refused])
        files = Shared([s.file for s in subjects.sources], source)
        sheets = Shared([s.sheet for s in subjects.sources], source)
        self._words("file", files, [origin.file for origin in origins])
        self._words("sheet", sheets, [origin.sheet for origin in origins])
        rows = np.zeros(len(self.part), np.int64)
        rows[self.part.places] = subjects.rows
        rows[self.part.refused_places] = [origin.row for origin in origins]
        self.found["row"] = pa.array(rows)
        self._words("status", self.own.status, [d.status for d in refused])
        return self.found

    def _words(
        self,
        name: str,
        own: Shared[str | None] | Shared[str],
        refused: Sequence[str | None],
    ) -> None:
        values = list(dict.fromkeys([*own.values, *refused]))
        at = {value: i for i, value in enumerate(values)}
        index = np.zeros(len(self.part), np.int64)
        index[self.part.places] = np.array([at[v] for v in own.values], np.int64)[own.index]
        index[self.part.refused_places] = [at[value] for value in refused]
        self.found[name] = words(Shared(values, index))

    def _texts(self, name: str, own: pa.Array, refused: Sequence[str | None]) -> None:
        if refused:
            where = np.zeros(len(self.part), np.int64)
            where[self.part.places] = np.arange(len(own))
            where[self.part.refused_places] = len(own) + np.arange(len(refused))
            both = pa.concat_arrays([own, pa.array(refused, pa.string())])
            own = both.take(pa.array(where))
        self.found[name] = own


def shown(table: CaseTable, label: str) -> pa.Array:
    """An identifier for each subject as ``table.show`` gives it; blank is the empty text."""
    fact = table.vocabulary.by_label(label)
    array = fact_array(table.column(fact)).fill_null("")
    return array.take(pa.array(table.case_of)) if fact.entity == "case" else array


def _problems(part: Part) -> pa.Array:
    """Which rows of the table of problems cost a row; null where none did."""
    if not part.rejected:
        return pa.nulls(len(part), _NUMBERS)
    given = pa.array([row.problems for row in part.rejected], _NUMBERS)
    where = np.full(len(part), GAP, np.int64)
    where[part.refused_places] = np.arange(len(given))
    return given.take(pa.array(where, mask=where == GAP))
