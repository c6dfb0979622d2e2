"""Several books at once: results side by side, and which version of a regulation applies."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from exporters import write_decisions, write_run
from exporters.side_by_side import Alongside, write_alongside, write_side_by_side
from facts import KNOWN, CaseTable, Column, Text
from facts.columns import EPOCH, date_number
from rules.loader import CompiledBook
from rules.matching import Matching, Side, matchings
from sanctions import Determination, decide
from sanctions.matching import Compared, OneSide, compared
from sanctions.versions import (
    AT_CONDUCT,
    NO_DATE,
    NO_LENITY,
    NO_ONE_VERSION,
    NO_VERSION,
    NOT_ASKED,
    NOT_READ,
    SAME_VERSION,
    Version,
    in_force,
    milder,
    told,
)
from wenze.evaluation import FILE_NAMES, FORMATS, RUN_FILE, Evaluation, evaluate

#: The rows of the joint workbook, for programs.
ALONGSIDE_FILE = "alongside.jsonl"


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
        """For each row: what every book says, which version of each family applies, and what
        goes together on several ladders."""
        for index in range(len(self)):
            versions = {f: self.version(f, index) for f in self.families}
            decisions = tuple(evaluation[index] for evaluation in self.evaluations)
            yield Alongside(
                self.evaluations[0].origins[index],
                decisions,
                versions,
                tuple(self._matched(decisions, versions)),
            )

    def version(self, family: str, index: int) -> Version:
        """The version of a family that applies to a row, and why."""
        evaluations = self.families[family]
        if index not in self._positions:
            return Version("", NOT_READ)
        days = self._conduct(index, evaluations[0].book)
        if days is None:
            return Version("", NO_DATE)
        books = [e.book for e in evaluations]
        old, last = (in_force(books, day) for day in days)
        between = "/".join(day.isoformat() for day in dict.fromkeys(days))
        date = Text(between.replace("/", "至"), between.replace("/", " to "))
        if old is not last:
            return Version("", told(NO_ONE_VERSION, date=date))
        if old is None:
            return Version("", told(NO_VERSION, date=date))
        conduct = told(AT_CONDUCT, date=date, title=old.book.metadata.titles)
        earlier = next(e for e in evaluations if e.book is old)[index]
        return self._at_decision(family, index, (old, earlier), conduct)

    def _at_decision(
        self, family: str, index: int, old: tuple[CompiledBook, Determination], conduct: Text
    ) -> Version:
        """The version in force at the conduct, or the one at the decision where it is milder."""
        books = [e.book for e in self.families[family]]
        plain = Version(old[0].id, conduct, decision=old[1])
        if self.decided is None:
            start = old[0].book.metadata.in_force.start
            later = [b for b in books if b.book.metadata.in_force.start > start]
            asking = next((b for b in later if b.book.metadata.lenity), None)
            if asking is None:
                return plain
            cite = "、".join(asking.book.metadata.lenity or ())
            why = told(NOT_ASKED, conduct=conduct, title=asking.book.metadata.titles, cite=cite)
            return replace(plain, why=why)
        new = in_force(books, self.decided)
        if new is None:
            return plain
        decided = self.decided
        if new is old[0]:
            why = told(SAME_VERSION, conduct=conduct, date=decided.isoformat())
            return replace(plain, why=why)
        if new.book.metadata.lenity is None:
            title = new.book.metadata.titles
            why = told(NO_LENITY, conduct=conduct, date=decided.isoformat(), title=title)
            return replace(plain, why=why)
        return milder(old, (new, self._as_if(family, new.id)[index]), conduct, decided)

    def _matched(
        self, decisions: Sequence[Determination], versions: Mapping[str, Version]
    ) -> Iterator[Compared]:
        """What each table of ladders says, where books of both its ladders are here."""
        for matching in self.matchings:
            sides = [self._side(side, decisions, versions) for side in matching.sides]
            if sides[0] is not None and sides[1] is not None:
                yield compared(matching, sides[0], sides[1])

    @cached_property
    def matchings(self) -> tuple[Matching, ...]:
        """The tables of ladders of which both books are here."""
        metadata = [e.book.book.metadata for e in self.evaluations]
        return tuple(
            m for m in matchings() if all(any(map(s.speaks_of, metadata)) for s in m.sides)
        )

    def _side(
        self, side: Side, decisions: Sequence[Determination], versions: Mapping[str, Version]
    ) -> OneSide | None:
        """The book of a ladder, or the version of it that applies; None while that is open."""
        found = [
            (e.book, d)
            for e, d in zip(self.evaluations, decisions, strict=True)
            if side.speaks_of(e.book.book.metadata)
        ]
        version = versions.get(found[0][0].book.metadata.family)
        if version is not None:
            books = {book.id: book for book, _ in found}
            if version.decision is None or version.book not in books:
                return None
            found = [(books[version.book], version.decision)]
        book, decision = found[0]
        return OneSide(side, book, decision)

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

    def _conduct(self, index: int, book: CompiledBook) -> tuple[date, date] | None:
        """The first and the last day on which the conduct may have been; None when not known."""
        position = self._positions[index]
        table = self.evaluations[0].imported.table
        fact = table.vocabulary.by_label(book.book.metadata.conduct_date)
        if table.state(fact, position) != KNOWN:
            return None
        row = int(table.case_of[position]) if fact.entity == "case" else position
        column = table.column(fact)
        low, high = float(column.low[row]), float(column.high[row])
        if not (np.isfinite(low) and np.isfinite(high)):
            return None
        return EPOCH + timedelta(days=low), EPOCH + timedelta(days=high)

    def write(self, folder: Path, formats: Sequence[str] = FORMATS, lang: str = "zh") -> list[Path]:
        """The joint files, and those of each book in a folder of its own."""
        written = []
        for evaluation in self.evaluations:
            written += evaluation.write(folder / evaluation.book.id, formats, lang)
        if "jsonl" in formats:
            path = folder / FILE_NAMES["jsonl"]
            write_decisions((d for row in self.alongside() for d in row.decisions), path)
            beside = folder / ALONGSIDE_FILE
            write_alongside([e.book for e in self.evaluations], self.alongside(), beside)
            written += [path, beside]
        if "xlsx" in formats:
            path = folder / FILE_NAMES["xlsx"]
            books = [e.book for e in self.evaluations]
            notices = {e.book.id: e.overdue.told for e in self.evaluations if e.overdue is not None}
            write_side_by_side(books, self.alongside(), path, lang, self.matchings, notices)
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
