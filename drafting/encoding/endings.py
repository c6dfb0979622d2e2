"""Every ending of a book: what its own judge makes of each fully settled situation.

Situations are told apart only as far as the tables tell them apart: faults that lead to the same
options in a situation are one class, of which no more are counted than can matter.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import product
from math import prod

from rules.loader import CompiledBook
from rules.terms import GRAVITIES
from sanctions.outcome import EXEMPT, NO_ACCOUNTABILITY, OUT_OF_SCOPE, Measures, Point
from sanctions.scales import Facing
from sanctions.statute import Options, StatuteScale
from sanctions.worlds import KINDS, Judge

#: More cells, and more ways to leave them, than this are not worked out.
MOST_CELLS, MOST_WAYS = 20_000, 400_000


#: The ending of a case that the book forgot.
NO_ENDING = -1


class TooManyEndingsError(Exception):
    """The book has more endings than can be worked out."""


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a case for a subject kind: the point, and every set of measures that is lawful."""

    kind: str
    point: Point
    lawful: frozenset[Measures]


@dataclass(frozen=True, slots=True)
class Ground:
    """A kind of subject, what it is responsible for (a position), and a gravity."""

    kind: str
    responsibility: int
    gravity: int


@dataclass(frozen=True, slots=True)
class FaultClass:
    """Groups of faults that lead to the same options; up to ``most`` of them are counted."""

    groups: tuple[int, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What the tables say of a situation; ``values`` are of one such situation, for the judge."""

    kind: str
    gravity: int
    says: Options | int
    values: tuple[int, ...] = field(compare=False)


class BookEndings:
    """Every ending of a book, by cell. TooManyEndingsError where they are too many."""

    def __init__(self, book: CompiledBook) -> None:
        self.book = book
        self.judge = Judge(book)
        self.scale = self.judge.scale
        self.rules = tuple(c.goals[0].rules[0] for c in book.stage("adjustment"))
        #: Does it matter that there are two faults of one class?
        self.doubles = self.scale.cap > 1
        self._known: dict[tuple[object, ...], Ending] = {}
        size = sum(prod(c.most + 1 for c in self.classes[ground]) for ground in self.grounds)
        if size > MOST_CELLS:
            raise TooManyEndingsError(size)
        ways = len(self.cells) << (len(self.judge.offers) + len(self.judge.substitutions))
        if ways > MOST_WAYS:
            raise TooManyEndingsError(ways)

    # ── situations ────────────────────────────────────────────────────────────

    def responsibilities(self, kind: str) -> list[int]:
        """The positions of what a kind of subject can be responsible for; the first, for none."""
        mask = self.judge.of_kind(kind)
        return [i for i in range(len(self.judge.responsibilities)) if mask >> i & 1]

    @cached_property
    def grounds(self) -> tuple[Ground, ...]:
        """Every ground, kind by kind."""
        return tuple(
            Ground(kind, responsibility, gravity)
            for kind in KINDS
            for responsibility in self.responsibilities(kind)
            for gravity in range(len(GRAVITIES))
        )

    @cached_property
    def classes(self) -> dict[Ground, tuple[FaultClass, ...]]:
        """The classes of faults that lead to anything on a ground."""
        return {ground: tuple(self._classes(ground)) for ground in self.grounds}

    def _classes(self, ground: Ground) -> Iterator[FaultClass]:
        scale = self.scale
        if not isinstance(scale, StatuteScale):
            yield FaultClass(tuple(range(len(scale.groups))), 1)
            return
        alike: dict[Options, list[int]] = {}
        for group in range(len(scale.groups)):
            options = scale.options(self._facing(ground, {group: 1}))
            if options:
                alike.setdefault(options, []).append(group)
        for options, groups in alike.items():
            together = scale.tariff.merge.how == "all"
            yield FaultClass(tuple(groups), min(len(groups), len(options)) if together else 1)

    def _facing(self, ground: Ground, counts: dict[int, int]) -> Facing:
        groups = tuple(counts.get(g, 0) for g in range(len(self.scale.groups)))
        borne = self.judge.responsibilities[ground.responsibility]
        return Facing(ground.kind, groups, borne, ground.gravity)

    def counts(self, ground: Ground) -> Iterator[tuple[int, ...]]:
        """How many of each class; where two of one class alone matter, that too."""
        classes = self.classes[ground]
        for chosen in product(*(range(c.most + 1) for c in classes)):
            yield chosen
            if self.doubles and sum(chosen) == 1:
                yield tuple(2 * n for n in chosen)

    # ── cells ─────────────────────────────────────────────────────────────────

    def cell(self, ground: Ground, counts: tuple[int, ...]) -> Cell:
        """What the tables say on a ground for so many faults of each class."""
        faults = self._groups(ground, counts)
        rest = (0,) * (len(self.judge.offers) + len(self.judge.substitutions))
        says: Options | int = ground.responsibility if any(faults) else NO_ENDING
        if isinstance(self.scale, StatuteScale):
            says = self.scale.options(self._facing(ground, dict(enumerate(faults))))
        values = (1, ground.responsibility, ground.gravity, *faults, *rest)
        return Cell(ground.kind, ground.gravity, says, values)

    def _groups(self, ground: Ground, counts: tuple[int, ...]) -> tuple[int, ...]:
        groups = [0] * len(self.scale.groups)
        for fault_class, count in zip(self.classes[ground], counts, strict=True):
            if count > fault_class.most:
                groups[fault_class.groups[0]] = count
            else:
                for group in fault_class.groups[:count]:
                    groups[group] = 1
        return tuple(groups)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, once."""
        found = (self.cell(g, counts) for g in self.grounds for counts in self.counts(g))
        return tuple(dict.fromkeys(found))

    # ── endings ───────────────────────────────────────────────────────────────

    def ending(self, cell: Cell, offers: tuple[int, ...], substitutions: tuple[int, ...]) -> Ending:
        """By the book's judge; offers that come to the same are asked once."""
        suggested, kinds = self._adjusting(cell.gravity, offers)
        key = (cell, suggested, kinds, substitutions)
        if key not in self._known:
            fixed = len(cell.values) - len(offers) - len(substitutions)
            values = (*cell.values[:fixed], *offers, *substitutions)
            point = self.judge.point(cell.kind, values)
            lawful = self.judge.lawful(cell.kind, values)
            self._known[key] = Ending(cell.kind, point, lawful)
        return self._known[key]

    @cache  # noqa: B019 - as long-lived as the endings themselves
    def _adjusting(self, gravity: int, offers: tuple[int, ...]) -> tuple[object, object]:
        """What the baseline suggests of the offers, and what may be done."""
        kinds = frozenset(
            (offer.force, kind)
            for offer, holds in zip(self.judge.offers, offers, strict=True)
            if holds
            for kind in offer.kinds
        )
        suggested = self.judge.suggested(gravity, offers)
        bound = suggested is not None and any(force == "shall" for force, _ in kinds)
        return suggested, (bound, frozenset(kind for _, kind in kinds))

    def every(self) -> Iterator[Ending]:
        """Every ending, some more than once."""
        offers = list(product((0, 1), repeat=len(self.judge.offers)))
        substitutions = list(product((0, 1), repeat=len(self.judge.substitutions)))
        for cell in self.cells:
            for offered, replaced in product(offers, substitutions):
                yield self.ending(cell, offered, replaced)


NOTHING = (OUT_OF_SCOPE, NO_ACCOUNTABILITY)


def outside(kind: str, point: Point) -> Ending:
    """The ending of a case in which nothing is done."""
    return Ending(kind, point, frozenset({()}))


class Scale:
    """Endings of some books in the order of severity; the last book settles how heavy is heavy."""

    def __init__(self, endings: Sequence[BookEndings]) -> None:
        self.ranks: dict[tuple[str, str], int] = {}
        for found in endings:
            for measure in found.book.book.catalogue:
                self.ranks[measure.kind, measure.id] = measure.rank
        every: Iterable[Ending] = (e for found in endings for e in found.every())
        nothing = [outside(k, p) for k in KINDS for p in NOTHING]
        self.endings = tuple(dict.fromkeys([*nothing, *every]))
        self.position = {ending: i for i, ending in enumerate(self.endings)}
        weights = sorted({self.weight(e) for e in self.endings})
        self.severity = tuple(weights.index(self.weight(e)) for e in self.endings)

    def weight(self, ending: Ending) -> tuple[int, tuple[int, ...]]:
        """Nothing, then 免予, then measures by the heaviest, the next, and so on."""
        if ending.point in NOTHING:
            return 0, ()
        if ending.point == EXEMPT:
            return 1, ()
        ranks = (self.ranks[ending.kind, m] for m in ending.point.measures)
        return 2, tuple(sorted(ranks, reverse=True))
