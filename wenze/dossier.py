"""An evaluation as a dossier: what was read of each case beside what was concluded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np

from exporters.dossier import (
    CaseFile,
    Dossier,
    FactLine,
    FactState,
    Record,
    Records,
    SubjectFile,
)
from facts import BLANK, OPEN, CaseTable, Column
from facts.fact import Entity
from sanctions.lighter import Lighter, lighter
from wenze.evaluation import Evaluation

_STATES: dict[int, FactState] = {BLANK: "blank", OPEN: "open"}


def dossier(evaluation: Evaluation) -> Dossier:
    """What the reports take."""
    results = evaluation.results()
    rejected = [
        (decision, origin)
        for decision, origin in zip(evaluation, results.origins, strict=True)
        if decision.status == "rejected"
    ]
    positions = dict(evaluation.read_rows())
    decisions = evaluation.decisions

    def weighed(index: int) -> tuple[Lighter, ...]:
        return lighter(decisions.decider, decisions.table, positions[index])

    return Dossier(
        _Cases(evaluation),
        rejected,
        results.problems,
        evaluation.book,
        results.run,
        evaluation.explain,
        weighed,
    )


@dataclass(frozen=True)
class _Cases(Sequence[CaseFile]):
    """The cases of an evaluation that have a readable subject, in the order of the first."""

    evaluation: Evaluation

    @cached_property
    def _subjects(self) -> list[list[tuple[int, int]]]:
        """For each case: its subjects, as (position in the run, position in the table)."""
        found: dict[int, list[tuple[int, int]]] = {}
        for index, position in self.evaluation.read_rows():
            case = int(self.evaluation.imported.table.case_of[position])
            found.setdefault(case, []).append((index, position))
        return list(found.values())

    def __len__(self) -> int:
        return len(self._subjects)

    @overload
    def __getitem__(self, index: int) -> CaseFile: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[CaseFile]: ...
    def __getitem__(self, index: int | slice) -> CaseFile | Sequence[CaseFile]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        table = self.evaluation.imported.table
        rows = self._subjects[index]
        case_fact = table.vocabulary.by_label("案件编号")
        return CaseFile(
            table.show(case_fact, rows[0][1]),
            tuple(_lines(table, "case", rows[0][1])),
            tuple(self._subject(table, i, position) for i, position in rows),
            tuple(_records(table, "case", int(table.case_of[rows[0][1]]))),
        )

    def _subject(self, table: CaseTable, index: int, position: int) -> SubjectFile:
        return SubjectFile(
            index,
            self.evaluation[index],
            self.evaluation.origins[index],
            tuple(_lines(table, "subject", position)),
            tuple(_records(table, "subject", position)),
        )


def _lines(table: CaseTable, entity: Entity, position: int) -> Iterator[FactLine]:
    """The facts of one case or subject, then the columns that the vocabulary does not know."""
    for fact in table.vocabulary.of(entity):
        state = _STATES.get(table.state(fact, position), "known")
        value = "" if state == "blank" else table.show(fact, position)
        source = "" if state == "blank" else table.cell(fact, position)
        yield FactLine(fact.id, fact.label, fact.group, fact.kind, state, value, source)
    rows = table.table(entity)
    row = int(table.case_of[position]) if entity == "case" else position
    for header, values in rows.extra.items():
        if values[row]:
            yield FactLine("", header, "", "extra", "known", values[row], rows.cell(header, row))


def _records(table: CaseTable, owner: str, position: int) -> Iterator[Records]:
    """The records of one case or subject, a kind at a time; none for kinds without a row."""
    for kind in table.vocabulary.records:
        kept = table.records.get(kind.id)
        if kept is None or kind.owner != owner:
            continue
        columns = [kept.column(fact.label) for fact in table.vocabulary.of(kind.id)]
        rows = []
        for row in np.flatnonzero(kept.owner == position).tolist():
            source = kept.addresses[row] if kept.addresses else ""
            rows.append(Record(source, tuple(_recorded(c, row, source) for c in columns)))
        if rows:
            yield Records(kind.id, kind.label, tuple(rows))


def _recorded(column: Column, row: int, source: str) -> FactLine:
    fact, state = column.fact, _STATES.get(int(column.state[row]), "known")
    value = "" if state == "blank" else column.show(row)
    return FactLine(fact.id, fact.label, fact.group, fact.kind, state, value, source)
