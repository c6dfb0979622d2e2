"""What reports are made of: each case with its facts, its subjects and their determinations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from exporters.results import Origin
from facts import Problem
from rules.loader import CompiledBook
from sanctions.determination import Determination, Explanation
from sanctions.lighter import Lighter

FactState = Literal["known", "blank", "open"]


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact as read: ``value`` in words ("" when blank), ``source`` as 案件!H7.

    ``kind`` is fact, judgement, finding or record, as in the vocabulary. A column that the
    vocabulary does not know has ``fact_id`` "" and kind "extra".
    """

    fact_id: str
    label: str
    group: str
    kind: str
    state: FactState
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a record sheet: its facts, as read. ``source`` is the row, as 履职记录!A7."""

    source: str
    lines: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one kind that belong to one case or subject, in input order."""

    kind: str
    label: str
    rows: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class SubjectFile:
    """One subject. ``index`` is its position in the run (see ``Dossier.explain``)."""

    index: int
    determination: Determination
    origin: Origin
    facts: tuple[FactLine, ...]
    records: tuple[Records, ...] = ()

    def fact(self, label: str) -> FactLine | None:
        """The line with this label, or None."""
        return next((line for line in self.facts if line.label == label), None)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case with all its readable subjects, in input order."""

    case_id: str
    facts: tuple[FactLine, ...]
    subjects: tuple[SubjectFile, ...]
    records: tuple[Records, ...] = ()

    def fact(self, label: str) -> FactLine | None:
        """The line with this label, or None."""
        return next((line for line in self.facts if line.label == label), None)

    def value(self, label: str) -> str:
        """The value of a fact in words; "" when there is none."""
        line = self.fact(label)
        return line.value if line else ""


@dataclass(frozen=True)
class Dossier:
    """One run, case by case. ``cases`` are built as they are read and not kept.

    ``rejected`` are the rows that could not be read, with their places. ``run`` is run.json.
    ``lighter`` says what would make the outcome of a subject lighter (see sanctions/lighter.py).
    Both calls take ``SubjectFile.index``.
    """

    cases: Sequence[CaseFile]
    rejected: Sequence[tuple[Determination, Origin]]
    problems: Sequence[Problem]
    book: CompiledBook
    run: Mapping[str, Any]
    explain: Callable[[int], Explanation]
    lighter: Callable[[int], Sequence[Lighter]]
