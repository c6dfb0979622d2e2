"""Several books at once: results side by side, and which version of a regulation applies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from exporters import write_decisions, write_run
from exporters.side_by_side import Alongside, write_side_by_side
from facts import KNOWN, CaseTable, Column
from facts.columns import date_number
from facts.vocabulary import EPOCH
from rules.loader import CompiledBook
from sanctions import Determination, decide
from sanctions.versions import (
    AT_CONDUCT,
    NO_DATE,
    NO_LENITY,
    NO_VERSION,
    SAME_VERSION,
    Version,
    in_force,
    milder,
    told,
)
from wenze.evaluation import FILE_NAMES, FORMATS, RUN_FILE, Evaluation, evaluate


@dataclass(frozen=True)
class Library:
    """The same input under several books. ``decided`` is the day of the decision, if known."""

    evaluations: tuple[Evaluation, ...]
    decided: date | None = None

    @cached_property
    def families(self) -> dict[str, tuple[Evaluation, ...]]:
        """The versions of each regulation that has several here, earliest first."""
        found: dict[str, list[Evaluation]] = {}
        for evaluation in self.evaluations:
            family = evaluation.book.book.metadata.family
            if family:
                found.setdefault(family, []).append(evaluation)
        return {
            family: tuple(sorted(e, key=lambda x: x.book.book.metadata.in_force.start))
            for family, e in found.items()
            if len(e) > 1
        }

    def __len__(self) -> int:
        """How many rows the input has."""
        return len(self.evaluations[0])

    def alongside(self) -> Iterator[Alongside]:
        """For each row: what every book says, and which version of each family applies."""
        for index in range(len(self)):
            versions = {f: self.version(f, index) for f in self.families}
            yield Alongside(
                self.evaluations[0].origins[index],
                tuple(evaluation[index] for evaluation in self.evaluations),
                versions,
            )

    def version(self, family: str, index: int) -> Version:
        """The version of a family that applies to a row, and why."""
        evaluations = self.families[family]
        books = [e.book for e in evaluations]
        day = self._conduct(index, evaluations[0].book)
        if day is None:
            return Version("", NO_DATE)
        old = in_force(books, day)
        if old is None:
            return Version("", told(NO_VERSION, date=day.isoformat()))
        conduct = told(AT_CONDUCT, date=day.isoformat(), title=old.book.metadata.title)
        new = in_force(books, self.decided) if self.decided else None
        if self.decided is None or new is None:
            return Version(old.id, conduct)
        decided = self.decided
        if new is old:
            return Version(old.id, told(SAME_VERSION, conduct=conduct, date=decided.isoformat()))
        if new.book.metadata.lenity is None:
            title = new.book.metadata.title
            words = told(NO_LENITY, conduct=conduct, date=decided.isoformat(), title=title)
            return Version(old.id, words)
        earlier = next(e for e in evaluations if e.book is old)[index]
        return milder((old, earlier), (new, self._as_if(family, new.id)[index]), conduct, decided)

    def _as_if(self, family: str, book: str) -> Sequence[Determination]:
        """What a later version says of conduct that happened before it, as if in force then."""
        found = self._anew.get((family, book))
        if found is None:
            evaluation = next(e for e in self.families[family] if e.book.id == book)
            assert self.decided is not None
            table = moved(evaluation.imported.table, evaluation.book, self.decided)
            imported = replace(evaluation.imported, table=table)
            decisions = decide(evaluation.decisions.decider, imported.table)
            found = replace(evaluation, imported=imported, decisions=decisions)
            self._anew[family, book] = found
        return found

    @cached_property
    def _anew(self) -> dict[tuple[str, str], Sequence[Determination]]:
        return {}

    @cached_property
    def _positions(self) -> dict[int, int]:
        """For each row that the first book could read: its position in the case table."""
        return dict(self.evaluations[0].read_rows())

    def _conduct(self, index: int, book: CompiledBook) -> date | None:
        """The day of the conduct; None when it is not known to the day."""
        position = self._positions.get(index)
        if position is None:
            return None
        table = self.evaluations[0].imported.table
        fact = table.vocabulary.by_label(book.book.metadata.conduct_date)
        if not table.exact(fact, position):
            return None
        row = int(table.case_of[position]) if fact.entity == "case" else position
        return EPOCH + timedelta(days=float(table.column(fact).low[row]))

    def write(self, folder: Path, formats: Sequence[str] = FORMATS, lang: str = "zh") -> list[Path]:
        """The joint files, and those of each book in a folder of its own."""
        written = []
        for evaluation in self.evaluations:
            written += evaluation.write(folder / evaluation.book.id, formats, lang)
        if "jsonl" in formats:
            path = folder / FILE_NAMES["jsonl"]
            write_decisions((d for row in self.alongside() for d in row.decisions), path)
            written.append(path)
        if "xlsx" in formats:
            path = folder / FILE_NAMES["xlsx"]
            write_side_by_side([e.book for e in self.evaluations], self.alongside(), path, lang)
            written.append(path)
        write_run(self.run(), folder / RUN_FILE)
        return [*written, folder / RUN_FILE]

    def run(self) -> dict[str, Any]:
        """The content of the joint ``run.json``."""
        decided = self.decided.isoformat() if self.decided else None
        return {"books": [e.run() for e in self.evaluations], "decided": decided}


def evaluate_under(
    source: Any,
    books: Sequence[CompiledBook],
    *,
    decided: date | None = None,
    **given: Any,
) -> Library:
    """Read cases and decide them under each of several books; see ``evaluate``."""
    return Library(tuple(evaluate(source, book=book, **given) for book in books), decided)


def moved(table: CaseTable, book: CompiledBook, day: date) -> CaseTable:
    """The table as if all conduct had happened on a day."""
    fact = book.vocabulary.by_label(book.book.metadata.conduct_date)
    part = table.table(fact.entity)
    number = np.full(len(part), date_number(day))
    column = Column(fact, np.full(len(part), KNOWN, np.uint8), number, number)
    changed = replace(part, columns={**part.columns, fact.label: column})
    cases, subjects = (changed, table.subjects) if fact.entity == "case" else (table.cases, changed)
    return replace(table, cases=cases, subjects=subjects, _cache={})
