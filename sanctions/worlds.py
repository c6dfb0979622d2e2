"""Worlds: what is known about a subject's outcome, as sets of values that are still possible.

A world has these aspects: scope, responsibility, gravity, how many faults of each group are
established, each offer of an adjustment, and each substitution. Its outcome follows from these
alone, so a table of any size has few worlds.
"""

from dataclasses import dataclass, field
from functools import cached_property

from rules.loader import CompiledBook
from rules.terms import AdjustmentKind
from sanctions.outcome import NO_ACCOUNTABILITY, OUT_OF_SCOPE, Measures, Point
from sanctions.scales import BaselineScale, Facing, Scale
from sanctions.statute import StatuteScale
from sanctions.verdict import Adjusting, Verdict, Weighing

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


@dataclass
class Judge:
    """Works out worlds, once each."""

    book: CompiledBook
    known: dict[World, Verdict] = field(default_factory=dict)
    _reached: dict[tuple[Facing, AdjustmentKind | None, tuple[int, ...]], Point] = field(
        default_factory=dict
    )
    _allowed: dict[tuple[Facing, AdjustmentKind | None, tuple[int, ...]], frozenset[Measures]] = (
        field(default_factory=dict)
    )

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
            found = Weighing(self, world).verdict()
            self.known[world] = found
        return found

    def facing(self, kind: str, values: tuple[int, ...]) -> Facing:
        """What the scale looks up for one value of each aspect."""
        counts = values[FIRST_FAULT : self.first_offer]
        return Facing(kind, counts, self.responsibilities[values[RESPONSIBILITY]], values[GRAVITY])

    def point(self, kind: str, values: tuple[int, ...]) -> Point:
        """The recommended outcome of one value for each aspect."""
        if not values[SCOPE]:
            return OUT_OF_SCOPE
        suggested = self.suggested(values[GRAVITY], self._applies(values))
        return self.reached(self.facing(kind, values), suggested, values[self.first_substitution :])

    def lawful(self, kind: str, values: tuple[int, ...]) -> frozenset[Measures]:
        """All measures that the law leaves open: a MAY adjustment may also not be made."""
        if not values[SCOPE]:
            return frozenset({()})
        kinds = self.adjusting(values[GRAVITY], self._applies(values)).kinds
        return self.allowed(self.facing(kind, values), kinds, values[self.first_substitution :])

    def _applies(self, values: tuple[int, ...]) -> tuple[int, ...]:
        return values[self.first_offer : self.first_substitution]

    def reached(
        self, facing: Facing, suggested: AdjustmentKind | None, replaced: tuple[int, ...]
    ) -> Point:
        """The recommended outcome with an adjustment, and the substitutions that hold."""
        key = facing, suggested, replaced
        if key not in self._reached:
            point = NO_ACCOUNTABILITY
            if any(facing.counts):
                found = self.scale.point(facing, suggested)
                measures = self._substituted(facing.kind, replaced, found.measures)
                point = Point(found.status, measures)
            self._reached[key] = point
        return self._reached[key]

    def allowed(
        self,
        facing: Facing,
        kinds: frozenset[AdjustmentKind | None],
        replaced: tuple[int, ...],
    ) -> frozenset[Measures]:
        """What the law leaves open with some adjustments, each of which may be the one made."""
        if not any(facing.counts):
            return frozenset({()})
        found = (self._lawful(facing, kind, replaced) for kind in kinds)
        return frozenset[Measures]().union(*found)

    def _lawful(
        self, facing: Facing, kind: AdjustmentKind | None, replaced: tuple[int, ...]
    ) -> frozenset[Measures]:
        key = facing, kind, replaced
        if key not in self._allowed:
            every = self.scale.lawful(facing, kind)
            self._allowed[key] = frozenset(
                self._substituted(facing.kind, replaced, measures) for measures in every
            )
        return self._allowed[key]

    def adjusting(self, gravity: int, applies: tuple[int, ...]) -> Adjusting:
        """What the offers that apply come to."""
        suggested = self.suggested(gravity, applies)
        kinds: list[AdjustmentKind | None] = list(self._offered(applies, "shall", "may"))
        if not self._offered(applies, "shall") or suggested is None:
            kinds.append(None)
        return Adjusting(suggested, frozenset(kinds))

    def suggested(self, gravity: int, applies: tuple[int, ...]) -> AdjustmentKind | None:
        """Which of the adjustments that apply the baseline suggests."""
        shall, may = (self._offered(applies, force) for force in ("shall", "may"))
        return self.scale.suggested(gravity, shall, may)

    def _offered(self, applies: tuple[int, ...], *forces: str) -> tuple[AdjustmentKind, ...]:
        pairs = zip(self.offers, applies, strict=True)
        return tuple(dict.fromkeys(k for o, a in pairs if a and o.force in forces for k in o.kinds))

    def _substituted(self, kind: str, replaced: tuple[int, ...], measures: Measures) -> Measures:
        found = measures
        for rule, holds in zip(self.substitutions, replaced, strict=True):
            if holds and rule.old in found:
                found = tuple(rule.new if m == rule.old else m for m in found)
        return self.scale.ranks.ordered(kind, found) if found != measures else measures
