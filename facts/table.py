"""The case table: every fact of every case and subject, in columns, with its source cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import numpy.typing as npt

from facts.aggregates import Owned, RecordTable, aggregated, no_records
from facts.columns import BLANK, KNOWN, OPEN, Column, blank_column
from facts.computing import computed
from facts.fact import Entity, Fact
from facts.vocabulary import Vocabulary

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class SourceSheet:
    """Where rows came from: a file, a sheet, and the column letter of each fact label."""

    file: str
    sheet: str
    letters: dict[str, str]

    def cell(self, label: str, row: int) -> str:
        """ "案件!H7"; the sheet alone when the fact had no column."""
        letter = self.letters.get(label)
        return f"{self.sheet}!{letter}{row}" if letter else self.sheet


@dataclass(frozen=True)
class FactTable:
    """The rows of one entity. ``rows`` holds 1-based row numbers in the source sheet."""

    columns: dict[str, Column]
    sources: Sequence[SourceSheet]
    source: npt.NDArray[np.int16]
    rows: Rows
    #: Columns that the vocabulary does not know, kept as written.
    extra: dict[str, Sequence[str]] = field(default_factory=dict)
    #: (fact label, position) → row number, where another row of the sheet gave the value.
    elsewhere: dict[tuple[str, int], int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def cell(self, label: str, row: int) -> str:
        """The address of the cell that gave this fact of row ``row`` (0-based)."""
        number = self.elsewhere.get((label, row), int(self.rows[row]))
        return self.sources[int(self.source[row])].cell(label, number)


@dataclass(frozen=True)
class CaseTable:
    """Cases, their subjects, and which case each subject belongs to.

    ``case_of[i]`` is the position in ``cases`` of the case of subject ``i``. ``named`` counts
    the subjects that the input names for each case, unreadable ones too; without it, those of
    the table count.
    """

    vocabulary: Vocabulary
    cases: FactTable
    subjects: FactTable
    case_of: Rows
    named: Rows | None = None
    records: Mapping[str, RecordTable] = field(default_factory=dict)
    _cache: dict[str, Column] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        """How many subjects, that is, how many determinations."""
        return len(self.subjects)

    def table(self, entity: Entity) -> FactTable:
        """The table of the cases or of the subjects."""
        return self.cases if entity == "case" else self.subjects

    def column(self, fact: Fact) -> Column:
        """The fact's column, one value for each case or subject; blank when not in the input."""
        found = self._cache.get(fact.label)
        if found is None:
            table = self.table(fact.entity)
            if fact.derive is not None:
                found = self._derived(fact)
            elif fact.count is not None:
                found = self._counted(fact)
            elif fact.formula:
                found = self._computed(fact)
            elif fact.aggregate is not None:
                found = self._aggregated(fact)
            else:
                found = table.columns.get(fact.label) or blank_column(fact, len(table))
            self._cache[fact.label] = found
        return found

    def _derived(self, fact: Fact) -> Column:
        """Later minus earlier, as an interval; open when a part is open, else blank.

        What never happened took for ever, whenever it should have begun.
        """
        assert fact.derive is not None
        later, earlier = (self.column(self.vocabulary.by_label(p)) for p in fact.derive)
        never = (later.state == KNOWN) & (later.low == np.inf)
        known = ((later.state == KNOWN) & (earlier.state == KNOWN)) | never
        is_open = (later.state == OPEN) | (earlier.state == OPEN)
        state = np.where(known, KNOWN, np.where(is_open, OPEN, BLANK)).astype(np.uint8)
        with np.errstate(invalid="ignore"):
            low = np.where(never, np.inf, np.maximum(later.low - earlier.high, 0))
            high = np.where(never, np.inf, np.maximum(later.high - earlier.low, 0))
        return Column(fact, state, np.where(known, low, 0), np.where(known, high, 0))

    def _counted(self, fact: Fact) -> Column:
        """How many subjects the case of each subject has; always known."""
        per_case = self.named
        if per_case is None:
            per_case = np.bincount(self.case_of, minlength=max(len(self.cases), 1))
        count = per_case[self.case_of].astype(np.float64)
        return Column(fact, np.zeros(len(self), np.uint8), count, count)

    def _computed(self, fact: Fact) -> Column:
        """A formula over facts of one entity, or of a subject and its case."""
        seen = partial(self._seen_from, fact.entity)
        return computed(fact, seen, len(self.table(fact.entity)))

    def _aggregated(self, fact: Fact) -> Column:
        """A number from the records of each case or subject."""
        assert fact.aggregate is not None
        kind = fact.aggregate.records
        records = self.records.get(kind) or no_records(kind, self.vocabulary)
        seen = partial(self._seen_from, fact.entity)
        return aggregated(fact, records, Owned(len(self.table(fact.entity)), seen))

    def _seen_from(self, entity: Entity, label: str) -> Column:
        """A column by its label, a value for each of the entity's rows."""
        part = self.vocabulary.by_label(label)
        column = self.column(part)
        if part.entity == "case" and entity == "subject":
            return column.take(self.case_of)
        return column

    def base_facts(self, fact: Fact) -> tuple[Fact, ...]:
        """The written facts behind a fact: its parts when it follows from others, else itself."""
        return self.vocabulary.written_behind(fact)

    def show(self, fact: Fact, subject: int) -> str:
        """The value of a fact for a subject, in words."""
        return self.column(fact).show(self._row(fact, subject))

    def state(self, fact: Fact, subject: int) -> int:
        """KNOWN, BLANK or OPEN, of a fact for a subject."""
        return int(self.column(fact).state[self._row(fact, subject)])

    def exact(self, fact: Fact, subject: int) -> bool:
        """Is the fact known, and not only within bounds?"""
        column, row = self.column(fact), self._row(fact, subject)
        if column.fact.type == "choices":
            return bool(column.state[row] == KNOWN)
        return bool(column.state[row] == KNOWN and column.low[row] == column.high[row])

    def cells(self, fact: Fact, subject: int) -> str:
        """The source cells of what a fact follows from, records too: 案件!H7、案件!I7."""
        found = [self.cell(part, subject) for part in self.base_facts(fact) if part.written]
        if fact.aggregate is not None:
            records = self.records.get(fact.aggregate.records)
            owner = self._row(fact, subject)
            found = [] if records is None else list(records.places(owner)) or found
        return "、".join(found)

    def cell(self, fact: Fact, subject: int) -> str:
        """The source cell of a fact for a subject."""
        return self.table(fact.entity).cell(fact.label, self._row(fact, subject))

    def _row(self, fact: Fact, subject: int) -> int:
        return int(self.case_of[subject]) if fact.entity == "case" else subject
