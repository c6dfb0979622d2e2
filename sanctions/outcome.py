"""Outcomes: a status with measures, and how sets of measures compare."""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.book import Book

Measures = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One outcome: a status and, when recommended, measures from lightest to heaviest."""

    status: str
    measures: Measures = ()


OUT_OF_SCOPE = Point("out_of_scope")
NO_ACCOUNTABILITY = Point("no_accountability")
EXEMPT = Point("exempt")


@dataclass(frozen=True)
class Ranks:
    """The weight of each measure of a book, for each subject kind."""

    by_kind: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, book: Book) -> "Ranks":
        """The ranks of a book's catalogue."""
        ranks: dict[str, dict[str, int]] = {"team": {}, "individual": {}}
        for measure in book.catalogue:
            ranks[measure.kind][measure.id] = measure.rank
        return cls(ranks)

    def ordered(self, subject_kind: str, measures: Measures) -> Measures:
        """The measures from lightest to heaviest, each once."""
        ranks = self.by_kind[subject_kind]
        return tuple(sorted(dict.fromkeys(measures), key=lambda m: ranks[m]))

    def weight(self, subject_kind: str, measures: Measures) -> tuple[int, ...]:
        """Orders sets of measures: by the heaviest, then the next, and so on; none is lightest."""
        ranks = self.by_kind[subject_kind]
        return tuple(sorted((ranks[m] for m in measures), reverse=True))
