"""The subjects of an impact as plain data, in words of the input."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from drafting.impact.assessment import Impact
from drafting.impact.causes import Cause
from drafting.impact.reads import facts_read
from drafting.impact.results import DIRECTIONS, Ints
from facts import KNOWN, Fact
from facts.columns import Column
from sanctions.worlds import KINDS

#: Who a subject is: the keys of the record, and the facts that say it.
WHO = {
    "case_id": "案件编号",
    "unit": "单位",
    "subject": "责任主体",
    "role": "角色",
    "level": "单位层级",
}


class Subjects:
    """The changed subjects, and any other subject, in words of the input."""

    def __init__(self, impact: Impact) -> None:
        self.impact = impact
        self.table = impact.table
        self.vocabulary = impact.table.vocabulary
        self._facts = [self._bearing(cause) for cause in impact.causes]

    def all(self) -> list[dict[str, Any]]:
        """One object a changed subject, in the order of the input."""
        impact, rows = self.impact, self.impact.changed
        columns = self._who(rows) | {
            "before": impact.before[rows].tolist(),
            "after": impact.after[rows].tolist(),
            "direction": [DIRECTIONS[d] for d in impact.direction[rows].tolist()],
            "shift": [round(shift, 4) for shift in impact.shift[rows].tolist()],
            "cause": impact.cause_of.tolist(),
            "facts": self._facts_that_bear(),
        }
        names = tuple(columns)
        values = zip(*columns.values(), strict=True)
        return [dict(zip(names, row, strict=True)) for row in values]

    def subject(self, subject: int) -> dict[str, Any]:
        """Who, and where in the input."""
        found = self._who(np.array([subject], np.int64))
        return {name: values[0] for name, values in found.items()}

    def _who(self, rows: Ints) -> dict[str, Sequence[Any]]:
        """A column for each key, a value a row."""
        shown = {name: self._shown(self.vocabulary.by_label(WHO[name]), rows) for name in WHO}
        kinds = [KINDS[kind] for kind in self.impact.new.situation.kind[rows].tolist()]
        return {
            "case_id": shown["case_id"],
            "unit": shown["unit"],
            "subject": shown["subject"],
            "kind": kinds,
            "role": shown["role"],
            "level": shown["level"],
            "source": self._sources(rows),
        }

    def _sources(self, rows: Ints) -> list[str]:
        """File, sheet and row number of each."""
        subjects = self.table.subjects
        names = [f"{source.file} {source.sheet}".strip() for source in subjects.sources]
        numbers = zip(subjects.source[rows].tolist(), subjects.rows[rows].tolist(), strict=True)
        return [f"{names[source]} {number}" for source, number in numbers]

    def _facts_that_bear(self) -> list[dict[str, str]]:
        """For each changed subject: the facts that its cause reads, with their values."""
        found: list[dict[str, str]] = [{} for _ in self.impact.changed]
        for cause, facts in enumerate(self._facts):
            positions = np.flatnonzero(self.impact.cause_of == cause)
            rows = self.impact.changed[positions]
            for fact in facts:
                shown = self._shown(fact, rows)
                for position, words in zip(positions.tolist(), shown, strict=True):
                    found[position][fact.label] = words
        return found

    def _shown(self, fact: Fact, rows: Ints) -> list[str]:
        """The values of a fact, as written; "" is blank. Each distinct value is worded once."""
        column = self.table.column(fact)
        of = self.table.case_of[rows] if fact.entity == "case" else rows
        if column.text:
            return _texts(column, of)
        known: dict[tuple[int, float, float], str] = {}
        found = []
        values = zip(
            of.tolist(),
            column.state[of].tolist(),
            column.low[of].tolist(),
            column.high[of].tolist(),
            strict=True,
        )
        for row, *value in values:
            key = (value[0], value[1], value[2])
            if key not in known:
                known[key] = column.show(row)
            found.append(known[key])
        return found

    def _bearing(self, cause: Cause) -> list[Fact]:
        books = (self.impact.old.book, self.impact.new.book)
        labels = dict.fromkeys(
            label for key in cause.keys for book in books for label in facts_read(key, book)
        )
        return [self.vocabulary.by_label(label) for label in labels]


def _texts(column: Column, rows: Ints) -> list[str]:
    states = column.state
    return [column.text[row] if states[row] == KNOWN else column.show(row) for row in rows.tolist()]
