"""What a world may lead to, and which of its aspects change that.

The offers of a world count by what they come to at a gravity (what the baseline suggests, what the
law allows), and its faults by what they come to together: of both there are few, where their
combinations are many.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from rules.terms import AdjustmentKind
from sanctions.outcome import OUT_OF_SCOPE, Measures, Point
from sanctions.scales import Counts, Facing

if TYPE_CHECKING:
    from sanctions.worlds import Judge, World

#: Of a yes/no aspect.
_NO, _YES = 1, 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a world may lead to. ``relevant`` is a mask of the aspects that change the outcome."""

    points: frozenset[Point]
    lawful: frozenset[Measures]
    relevant: int


@dataclass(frozen=True, slots=True)
class Adjusting:
    """What some offers come to: what the baseline suggests, and what the law leaves open."""

    suggested: AdjustmentKind | None
    kinds: frozenset[AdjustmentKind | None]


class Weighing:
    """One world, taken apart."""

    def __init__(self, judge: "Judge", world: "World") -> None:
        self.judge, self.world = judge, world
        self.borne, self.gravities = still(world.responsibility), still(world.gravity)
        self.offered = list(product(*map(still, world.offers)))
        self.replaced = list(product(*map(still, world.substitutions)))
        self.adjusting: dict[int, dict[tuple[int, ...], Adjusting]] = {
            gravity: {offers: judge.adjusting(gravity, offers) for offers in self.offered}
            for gravity in self.gravities
        }
        self.suggestions: dict[int, set[AdjustmentKind | None]] = {}
        self.kinds: dict[int, frozenset[AdjustmentKind | None]] = {}
        for gravity, known in self.adjusting.items():
            self.suggestions[gravity] = {adjusting.suggested for adjusting in known.values()}
            self.kinds[gravity] = frozenset(k for a in known.values() for k in a.kinds)

    def verdict(self) -> Verdict:
        """The points, the lawful outcomes, and the relevant aspects."""
        points: set[Point] = set()
        lawful: set[Measures] = set()
        if self.world.scope & _NO:
            points.add(OUT_OF_SCOPE)
            lawful.add(())
        if not self.world.scope & _YES:
            return Verdict(frozenset(points), frozenset(lawful), 0)
        sums = self._sums()
        for facing in self._facings(sums, self.borne, self.gravities):
            for replaced in self.replaced:
                for suggested in self.suggestions[facing.gravity]:
                    points.add(self.judge.reached(facing, suggested, replaced))
                lawful |= self.judge.allowed(facing, self.kinds[facing.gravity], replaced)
        relevant = sum(matters << aspect for aspect, matters in enumerate(self._matters(sums)))
        return Verdict(frozenset(points), frozenset(lawful), relevant)

    # ── what changes the outcome ──────────────────────────────────────────────

    def _matters(self, sums: list[Counts]) -> Iterator[bool]:
        """For each aspect in order."""
        yield self.world.scope == _NO | _YES
        yield self._responsibility(sums)
        yield self._gravity(sums)
        counted = {group for alike in self.classes for group in alike if self._count(alike[0])}
        for group in range(len(self.world.faults)):
            yield group in counted
        for offer in range(len(self.world.offers)):
            yield self._offer(sums, offer)
        for rule in range(len(self.world.substitutions)):
            yield self._substitution(sums, rule)

    def _responsibility(self, sums: list[Counts]) -> bool:
        return len(self.borne) > 1 and any(
            self._differ(self._facings([counts], self.borne, [gravity]), suggested, replaced)
            for counts, gravity in product(sums, self.gravities)
            for suggested in self.suggestions[gravity]
            for replaced in self.replaced
        )

    def _gravity(self, sums: list[Counts]) -> bool:
        """The same offers may come to another adjustment at another gravity."""
        if len(self.gravities) < 2:
            return False
        courses = {
            tuple(self.adjusting[gravity][offers].suggested for gravity in self.gravities)
            for offers in self.offered
        }
        for counts, borne, course in product(sums, self.borne, courses):
            facings = list(self._facings([counts], [borne], self.gravities))
            for replaced in self.replaced:
                reached = self.judge.reached
                pairs = zip(facings, course, strict=True)
                if len({reached(facing, kind, replaced) for facing, kind in pairs}) > 1:
                    return True
        return False

    def _count(self, group: int) -> bool:
        """Can the number of faults of one group change the outcome, all else being equal?"""
        numbers = still(self.world.faults[group])
        if len(numbers) < 2:
            return False
        lowest = tuple(still(mask)[0] for mask in self.world.faults)
        ways: list[Callable[[], list[Counts]]] = [lambda: [lowest], lambda: self._sums(group)]
        return any(self._count_matters(group, numbers, way()) for way in ways)

    def _count_matters(self, group: int, numbers: list[int], contexts: list[Counts]) -> bool:
        for counts in contexts:
            numbered = [(*counts[:group], n, *counts[group + 1 :]) for n in numbers]
            for borne, gravity in product(self.borne, self.gravities):
                facings = list(self._facings(numbered, [borne], [gravity]))
                for suggested, replaced in product(self.suggestions[gravity], self.replaced):
                    if self._differ(facings, suggested, replaced):
                        return True
        return False

    def _offer(self, sums: list[Counts], offer: int) -> bool:
        if len(still(self.world.offers[offer])) < 2:
            return False
        for gravity in self.gravities:
            known = self.adjusting[gravity]
            turns = {
                (known[offers].suggested, known[_turned(offers, offer)].suggested)
                for offers in self.offered
                if not offers[offer]
            }
            turns = {(without, given) for without, given in turns if without != given}
            facings = self._facings(sums, self.borne, [gravity]) if turns else ()
            for facing, (without, given), replaced in product(facings, turns, self.replaced):
                reached = self.judge.reached
                if reached(facing, without, replaced) != reached(facing, given, replaced):
                    return True
        return False

    def _substitution(self, sums: list[Counts], rule: int) -> bool:
        if len(still(self.world.substitutions[rule])) < 2:
            return False
        reached = self.judge.reached
        turns = [(r, _turned(r, rule)) for r in self.replaced if not r[rule]]
        return any(
            reached(facing, suggested, before) != reached(facing, suggested, after)
            for facing in self._facings(sums, self.borne, self.gravities)
            for suggested in self.suggestions[facing.gravity]
            for before, after in turns
        )

    # ── parts of the world ────────────────────────────────────────────────────

    def _differ(
        self,
        facings: Iterable[Facing],
        suggested: AdjustmentKind | None,
        replaced: tuple[int, ...],
    ) -> bool:
        return len({self.judge.reached(f, suggested, replaced) for f in facings}) > 1

    def _facings(
        self, sums: Iterable[Counts], borne: Iterable[int], gravities: Iterable[int]
    ) -> Iterator[Facing]:
        for counts, position, gravity in product(sums, borne, gravities):
            name = self.judge.responsibilities[position]
            yield Facing(self.world.kind, counts, name, gravity)

    def _sums(self, left_out: int = -1) -> list[Counts]:
        """Counts of faults, one for each total that the groups may come to.

        Of groups that are alike no more are counted than change any total.
        """
        nothing: tuple[Hashable, ...] = (None,) * len(self.places)
        found: dict[tuple[Hashable, ...], Counts] = {nothing: (0,) * len(self.world.faults)}
        for alike in self.classes:
            for group in alike:
                if group == left_out:
                    continue
                after = self._counted(found, group)
                if after.keys() == found.keys():
                    break
                found = after
        return list(found.values())

    def _counted(
        self, found: dict[tuple[Hashable, ...], Counts], group: int
    ) -> dict[tuple[Hashable, ...], Counts]:
        """The totals after one group, with each number of its faults."""
        numbers = still(self.world.faults[group])
        after: dict[tuple[Hashable, ...], Counts] = {}
        for totals, counts in found.items():
            reached = totals
            for number in range(max(numbers) + 1):
                if number:
                    pairs = zip(self.places, reached, strict=True)
                    reached = tuple(self.judge.scale.more(p, t, group) for p, t in pairs)
                if number in numbers:
                    after.setdefault(reached, (*counts[:group], number, *counts[group + 1 :]))
        return after

    @cached_property
    def places(self) -> list[Facing]:
        """Every responsibility and gravity, without any fault."""
        return list(self._facings([()], self.borne, self.gravities))

    @cached_property
    def classes(self) -> list[list[int]]:
        """The groups of faults, those together that come to the same and are as open."""
        found: dict[tuple[Hashable, ...], list[int]] = {}
        for group, mask in enumerate(self.world.faults):
            if mask != _NO:  # else none of them is established
                key = (mask, *(self.judge.scale.alone(p, group) for p in self.places))
                found.setdefault(key, []).append(group)
        return list(found.values())


def still(mask: int) -> list[int]:
    """The values that a mask leaves possible."""
    return [value for value in range(mask.bit_length()) if mask >> value & 1]


def _turned(values: tuple[int, ...], position: int) -> tuple[int, ...]:
    return (*values[:position], 1 - values[position], *values[position + 1 :])
