"""Worlds: what is known about a subject's outcome, as sets of values that are still possible.

A world has five aspects: scope, fault (is any established), responsibility, gravity, and each
adjustment. Its outcome follows from these alone, so a table of any size has few worlds.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from rules.book import AdjustmentKind
from rules.loader import CompiledBook
from sanctions.outcome import NO_ACCOUNTABILITY, OUT_OF_SCOPE, Measures, Point, Tariff

KINDS = ("individual", "team")
SCOPE, FAULT, RESPONSIBILITY, GRAVITY, FIRST_ADJUSTMENT = range(5)


@dataclass(frozen=True, slots=True)
class Offer:
    """What an adjustment rule offers when its condition holds."""

    rule: str
    force: str
    kinds: tuple[AdjustmentKind, ...]


@dataclass(frozen=True, slots=True)
class World:
    """One subject kind and, for each aspect, a mask of the values still possible.

    Of a yes/no aspect: 1 no, 2 yes, 3 either.
    """

    kind: str
    scope: int
    fault: int
    responsibility: int
    gravity: int
    adjustments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a world may lead to. ``relevant`` is a mask of the aspects that change the outcome."""

    points: frozenset[Point]
    lawful: frozenset[Measures]
    relevant: int


@dataclass
class Judge:
    """Works out worlds, once each."""

    book: CompiledBook
    offers: tuple[Offer, ...]
    tariff: Tariff = field(init=False)
    known: dict[World, Verdict] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tariff = Tariff(self.book.book)
        self.responsibilities = tuple(r.id for r in self.book.book.metadata.responsibilities)

    def of_kind(self, kind: str) -> int:
        """The mask of all responsibilities that a subject kind can bear."""
        declared = self.book.book.metadata.responsibilities
        return sum(1 << i for i, r in enumerate(declared) if r.kind == kind)

    def verdict(self, world: World) -> Verdict:
        """The verdict on one world."""
        found = self.known.get(world)
        if found is None:
            found = self._judge(world)
            self.known[world] = found
        return found

    def _judge(self, world: World) -> Verdict:
        outcomes: dict[tuple[int, ...], Point] = {}
        lawful: set[Measures] = set()
        for values in self._values(world):
            outcomes[values] = self.point(values)
            lawful |= self._lawful(values)
        relevant = 0
        for aspect in range(FIRST_ADJUSTMENT + len(self.offers)):
            groups: dict[tuple[int, ...], set[Point]] = {}
            for values, point in outcomes.items():
                rest = values[:aspect] + values[aspect + 1 :]
                groups.setdefault(rest, set()).add(point)
            if any(len(points) > 1 for points in groups.values()):
                relevant |= 1 << aspect
        return Verdict(frozenset(outcomes.values()), frozenset(lawful), relevant)

    @staticmethod
    def _values(world: World) -> Iterator[tuple[int, ...]]:
        masks = (world.scope, world.fault, world.responsibility, world.gravity, *world.adjustments)
        return product(*([i for i in range(mask.bit_length()) if mask >> i & 1] for mask in masks))

    def point(self, values: tuple[int, ...]) -> Point:
        """The recommended outcome of one value for each aspect."""
        scope, fault, responsibility, gravity, *applies = values
        if not scope:
            return OUT_OF_SCOPE
        if not fault:
            return NO_ACCOUNTABILITY
        offered = self.offered(tuple(applies))
        kind = self.tariff.suggested(gravity, offered) if offered else None
        return self.tariff.point(self.responsibilities[responsibility], gravity, kind)

    def offered(self, applies: tuple[int, ...]) -> tuple[AdjustmentKind, ...]:
        """The adjustments that the rules which apply offer together."""
        found = [k for o, a in zip(self.offers, applies, strict=True) if a for k in o.kinds]
        return tuple(dict.fromkeys(found))

    def _lawful(self, values: tuple[int, ...]) -> set[Measures]:
        """All measures that the law leaves open: a MAY adjustment may also not be made."""
        point = self.point(values)
        if point.status in ("out_of_scope", "no_accountability"):
            return {()}
        _, _, responsibility, gravity, *applies = values
        name = self.responsibilities[responsibility]
        offered = self.offered(tuple(applies))
        bound = any(a and o.force == "shall" for o, a in zip(self.offers, applies, strict=True))
        kinds: list[AdjustmentKind | None] = list(offered)
        if not bound:
            kinds.append(None)
        return {self.tariff.point(name, gravity, kind).measures for kind in kinds}
