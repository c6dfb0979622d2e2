"""Sets of measures in the order of their weight."""

from collections.abc import Iterable

from rules.loader import CompiledBook

Weight = tuple[int, ...]


class Weights:
    """The catalogue of one book. Sets compare by the heaviest measure, then the next, and so on."""

    def __init__(self, book: CompiledBook) -> None:
        self._ranks: dict[tuple[str, str], int] = {
            (m.kind, m.id): m.rank for m in book.book.catalogue
        }
        self._base = 2 + max((m.rank for m in book.book.catalogue), default=0)

    def of(self, kind: str, measures: Iterable[str]) -> Weight:
        """The weight of a set; no measure is the lightest. KeyError for a foreign measure."""
        return tuple(sorted((self._ranks[kind, m] for m in measures), reverse=True))

    def size(self, weight: Weight) -> float:
        """The weight as a number: whole steps for the heaviest measure, fractions for the rest."""
        return sum(rank / float(self._base**place) for place, rank in enumerate(weight))

    def gap(self, kind: str, lighter: Iterable[str], heavier: Iterable[str]) -> float:
        """How much heavier the second set is."""
        return self.size(self.of(kind, heavier)) - self.size(self.of(kind, lighter))
