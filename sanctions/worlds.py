"""Worlds: what is known about a subject's outcome, as sets of values that are still possible.

A world has these aspects: scope, responsibility, gravity, how many faults of each group are
established, each offer of an adjustment, and each substitution. Its outcome follows from these
alone, so a table of any size has few worlds.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from rules.book import AdjustmentKind
from rules.loader import CompiledBook
from sanctions.outcome import NO_ACCOUNTABILITY, OUT_OF_SCOPE, Measures, Point
from sanctions.scales import BaselineScale, Facing, Scale
from sanctions.statute import StatuteScale

KINDS = ("individual", "team")
SCOPE, RESPONSIBILITY, GRAVITY, FIRST_FAULT = range(4)


@dataclass(frozen=True, slots=True)
class Offer:
    """What adjustment rules offer: those with the same force and kinds are one offer."""

    force: str
    kinds: tuple[AdjustmentKind, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Substitution:
    """A rule that puts one measure in the place of another."""

    rule: str
    new: str
    old: str


@dataclass(frozen=True, slots=True)
class World:
    """One subject kind and, for each aspect, a mask of the values still possible.

    Of a yes/no aspect: 1 no, 2 yes, 3 either. Of a group of faults, bit n: n are established.
    """

    kind: str
    scope: int
    responsibility: int
    gravity: int
    faults: tuple[int, ...]
    offers: tuple[int, ...]
    substitutions: tuple[int, ...]


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
    known: dict[World, Verdict] = field(default_factory=dict)

    def __post_init__(self) -> None:
        book = self.book.book
        self.scale: Scale = StatuteScale(book) if book.tariff else BaselineScale(book)
        #: A book that does not tell responsibilities apart has one, without a name.
        self.responsibilities = tuple(r.id for r in book.metadata.responsibilities) or ("",)

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """The offers, in the order of the first rule of each."""
        found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for cluster in self.book.stage("adjustment"):
            rule = cluster.goals[0].rules[0]
            key = (rule.conclusion.verb, rule.conclusion.targets)
            found.setdefault(key, []).append(rule.id)
        return tuple(
            Offer(force, kinds, tuple(rules))  # type: ignore[arg-type]
            for (force, kinds), rules in found.items()
        )

    @cached_property
    def substitutions(self) -> tuple[Substitution, ...]:
        """The substitutions, in the order of the rules."""
        rules = (c.goals[0].rules[0] for c in self.book.stage("measure"))
        return tuple(Substitution(r.id, *r.conclusion.targets) for r in rules)

    @property
    def first_offer(self) -> int:
        """The aspect of the first offer; one follows for each."""
        return FIRST_FAULT + len(self.scale.groups)

    @property
    def first_substitution(self) -> int:
        """The aspect of the first substitution; one follows for each."""
        return self.first_offer + len(self.offers)

    def of_kind(self, kind: str) -> int:
        """The mask of all responsibilities that a subject kind can bear."""
        declared = self.book.book.metadata.responsibilities
        return sum(1 << i for i, r in enumerate(declared) if r.kind == kind) or 1

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
            outcomes[values] = self.point(world.kind, values)
            lawful |= self._lawful(world.kind, values)
        relevant = 0
        for aspect in range(self.first_substitution + len(self.substitutions)):
            groups: dict[tuple[int, ...], set[Point]] = {}
            for values, point in outcomes.items():
                rest = values[:aspect] + values[aspect + 1 :]
                groups.setdefault(rest, set()).add(point)
            if any(len(points) > 1 for points in groups.values()):
                relevant |= 1 << aspect
        return Verdict(frozenset(outcomes.values()), frozenset(lawful), relevant)

    @staticmethod
    def _values(world: World) -> Iterator[tuple[int, ...]]:
        masks = (
            world.scope,
            world.responsibility,
            world.gravity,
            *world.faults,
            *world.offers,
            *world.substitutions,
        )
        return product(*([i for i in range(mask.bit_length()) if mask >> i & 1] for mask in masks))

    def facing(self, kind: str, values: tuple[int, ...]) -> Facing:
        """What the scale looks up for one value of each aspect."""
        counts = values[FIRST_FAULT : self.first_offer]
        return Facing(kind, counts, self.responsibilities[values[RESPONSIBILITY]], values[GRAVITY])

    def point(self, kind: str, values: tuple[int, ...]) -> Point:
        """The recommended outcome of one value for each aspect."""
        if not values[SCOPE]:
            return OUT_OF_SCOPE
        if not any(values[FIRST_FAULT : self.first_offer]):
            return NO_ACCOUNTABILITY
        applies = values[self.first_offer : self.first_substitution]
        adjustment = self.suggested(values[GRAVITY], applies)
        point = self.scale.point(self.facing(kind, values), adjustment)
        return Point(point.status, self._substituted(kind, values, point.measures))

    def suggested(self, gravity: int, applies: tuple[int, ...]) -> AdjustmentKind | None:
        """Which of the adjustments that apply the baseline suggests."""
        shall, may = (self._offered(applies, force) for force in ("shall", "may"))
        return self.scale.suggested(gravity, shall, may)

    def _offered(self, applies: tuple[int, ...], *forces: str) -> tuple[AdjustmentKind, ...]:
        pairs = zip(self.offers, applies, strict=True)
        return tuple(dict.fromkeys(k for o, a in pairs if a and o.force in forces for k in o.kinds))

    def _substituted(self, kind: str, values: tuple[int, ...], measures: Measures) -> Measures:
        found = measures
        for rule, holds in zip(self.substitutions, values[self.first_substitution :], strict=True):
            if holds and rule.old in found:
                found = tuple(rule.new if m == rule.old else m for m in found)
        return self.scale.ranks.ordered(kind, found) if found != measures else measures

    def _lawful(self, kind: str, values: tuple[int, ...]) -> set[Measures]:
        """All measures that the law leaves open: a MAY adjustment may also not be made."""
        if not values[SCOPE] or not any(values[FIRST_FAULT : self.first_offer]):
            return {()}
        applies = values[self.first_offer : self.first_substitution]
        shall = self._offered(applies, "shall")
        kinds: list[AdjustmentKind | None] = list(self._offered(applies, "shall", "may"))
        if not shall or self.suggested(values[GRAVITY], applies) is None:
            kinds.append(None)
        facing = self.facing(kind, values)
        found: set[Measures] = set()
        for adjustment in kinds:
            found |= self.scale.lawful(facing, adjustment)
        return {self._substituted(kind, values, measures) for measures in found}
