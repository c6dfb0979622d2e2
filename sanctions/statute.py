"""The statutory table: ranges stay ranges, and the baseline marks one point in them."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, product

from rules.measures import Measure, Tariff, TariffRow
from rules.terms import GRAVITIES, AdjustmentKind
from sanctions.outcome import EXEMPT, NO_ACCOUNTABILITY, Measures, Point
from sanctions.scales import Facing, Scale

#: Lawful alternatives, from lightest to heaviest; () stands for no measure.
Options = tuple[Measures, ...]

#: What several faults come to, whichever option is taken of each; and their number, at most two.
Together = tuple[frozenset[Measures], int]
_NONE: Together = frozenset(), 0


@dataclass(frozen=True)
class StatuteScale(Scale):
    """``tariff.yaml`` ready for looking up; merging and adjustments included."""

    @cached_property
    def tariff(self) -> Tariff:
        """The table; the book must have one."""
        assert self.book.tariff is not None
        return self.book.tariff

    @cached_property
    def groups(self) -> tuple[frozenset[str], ...]:
        """Faults that the same rows speak of."""
        found: dict[tuple[int, ...], set[str]] = {}
        for fault in self.book.metadata.faults:
            rows = tuple(
                i for i, r in enumerate(self.tariff.rows) if not r.faults or fault.id in r.faults
            )
            found.setdefault(rows, set()).add(fault.id)
        return tuple(frozenset(faults) for faults in found.values())

    @property
    def cap(self) -> int:
        """Whether there are two faults of a group matters only when two make it heavier."""
        return 2 if self.tariff.merge.how == "plus_one" else 1

    # ── rows ──────────────────────────────────────────────────────────────────

    def rows(self, facing: Facing, group: int) -> tuple[TariffRow, ...]:
        """The rows that speak of a group's faults in this situation."""
        some_fault = next(iter(self.groups[group]))
        return tuple(
            row
            for row in self.tariff.rows
            if row.kind == facing.kind
            and (not row.faults or some_fault in row.faults)
            and (not row.responsibility or facing.responsibility in row.responsibility)
            and (not row.gravity or GRAVITIES[facing.gravity] in row.gravity)
        )

    def rows_that_apply(self, facing: Facing) -> tuple[TariffRow, ...]:
        """The rows of every group with an established fault, each once, in order."""
        found = [row for g, n in enumerate(facing.counts) if n for row in self.rows(facing, g)]
        return tuple(dict.fromkeys(found))

    def _options(self, row: TariffRow) -> Options:
        alternatives: list[Measures]
        if row.range is not None:
            alternatives = [(m.id,) for m in self._ladder(row.kind, *row.range)]
        elif row.choose:
            sizes = range(1, len(row.choose) + 1) if row.together else (1,)
            alternatives = [c for size in sizes for c in combinations(row.choose, size)]
        else:
            alternatives = [row.measures]
        return self._sorted(row.kind, [(*a, *row.plus) for a in alternatives])

    def _ladder(self, kind: str, low: str, high: str) -> list[Measure]:
        """The grades of a ladder between two, both included."""
        first, last = self.book.measure(kind, low), self.book.measure(kind, high)
        return [
            m
            for m in self.book.measures(kind)
            if m.ladder == first.ladder and first.rank <= m.rank <= last.rank
        ]

    def _sorted(self, kind: str, options: Iterable[Measures]) -> Options:
        distinct = {self.ranks.ordered(kind, option) for option in options}
        return tuple(sorted(distinct, key=lambda o: (self.ranks.weight(kind, o), o)))

    # ── several faults ────────────────────────────────────────────────────────

    def options(self, facing: Facing) -> Options:
        """What the table allows before any adjustment; empty when no row speaks."""
        total = _NONE
        for group, count in enumerate(facing.counts):
            for _ in range(count):
                total = self.more(facing, total, group)
        found, number = total
        if self.tariff.merge.how == "plus_one" and number > 1:
            found = frozenset(self._shifted(facing.kind, option, 1) for option in found)
        return self._sorted(facing.kind, found)

    def more(self, facing: Facing, total: Hashable, group: int) -> Together:
        """The faults so far and one more; the same where no row speaks of it."""
        before, number = total if isinstance(total, tuple) else _NONE
        options = self.alone(facing, group)
        if not options:
            return before, number
        if not number:
            return frozenset(options), 1
        return self._of_both(facing.kind, before, options, self.tariff.merge.how), 2

    def alone(self, facing: Facing, group: int) -> Options:
        """The options of one fault of a group: what all its rows say together."""
        key = facing.kind, facing.responsibility, facing.gravity, group
        if key not in self._of_group:
            first, *others = [self._options(row) for row in self.rows(facing, group)] or [()]
            together = frozenset(first)
            for options in others:
                together = self._of_both(facing.kind, together, options, "all")
            self._of_group[key] = self._sorted(facing.kind, together)
        return self._of_group[key]

    def _of_both(
        self, kind: str, one: frozenset[Measures], other: Options, how: str
    ) -> frozenset[Measures]:
        """Two parts together, whichever is taken of each: all of it, or the heaviest."""
        key = kind, one, other, how
        if key not in self._of_two:
            pairs = product(one, other)
            self._of_two[key] = frozenset(self._joined(kind, pair, how) for pair in pairs)
        return self._of_two[key]

    def _joined(self, kind: str, pair: tuple[Measures, Measures], how: str) -> Measures:
        if how == "all":
            return self.ranks.ordered(kind, (*pair[0], *pair[1]))
        return max(pair, key=lambda option: (self.ranks.weight(kind, option), option))

    @cached_property
    def _of_group(self) -> dict[tuple[str, str, int, int], Options]:
        return {}

    @cached_property
    def _of_two(self) -> dict[tuple[str, frozenset[Measures], Options, str], frozenset[Measures]]:
        return {}

    def _shifted(self, kind: str, measures: Measures, grades: int) -> Measures:
        """The heaviest measure moved along its ladder; the top stays, below the bottom is none."""
        if not measures:
            return measures
        *others, heaviest = measures
        ladder = self._whole_ladder(kind, self.book.measure(kind, heaviest))
        if not ladder:
            return measures
        position = ladder.index(heaviest) + grades
        if position < 0:
            return ()
        return self.ranks.ordered(kind, (*others, ladder[min(position, len(ladder) - 1)]))

    def _whole_ladder(self, kind: str, measure: Measure) -> list[str]:
        if not measure.ladder:
            return []
        return [m.id for m in self.book.measures(kind) if m.ladder == measure.ladder]

    def alike(self, facing: Facing, counts: Sequence[int], measures: Measures) -> int:
        """How many faults would lead to these measures each by itself."""
        found = 0
        for group, count in enumerate(counts):
            alone = tuple(int(g == group) for g in range(len(counts)))
            options = self.options(replace(facing, counts=alone)) if count else ()
            if options and self._chosen(facing.kind, options, None) == measures:
                found += count
        return found

    # ── adjustments ───────────────────────────────────────────────────────────

    def point(self, facing: Facing, kind: AdjustmentKind | None = None) -> Point:
        """The suggested point of what is lawful.

        从轻 lighten and 从重 aggravate move it to the end of the range; 减轻 reduce is one grade
        below the lightest, and below the ladder no measure; 加重 exceed one above the heaviest.
        """
        options = self.options(facing)
        if not options or kind in ("waive", "drop"):
            return NO_ACCOUNTABILITY
        if kind == "exempt":
            return EXEMPT
        chosen = self._chosen(facing.kind, options, kind)
        return Point("recommended", chosen) if chosen else EXEMPT

    def _chosen(self, subject: str, options: Options, kind: AdjustmentKind | None) -> Measures:
        if kind == "lighten":
            return options[0]
        if kind == "aggravate":
            return options[-1]
        if kind == "reduce":
            return self._shifted(subject, options[0], -1)
        if kind == "exceed":
            return self._shifted(subject, options[-1], 1)
        within = self.book.baseline.within
        position = {"lightest": 0, "middle": (len(options) - 1) // 2, "heaviest": -1}[within]
        return options[position]

    def lawful(self, facing: Facing, kind: AdjustmentKind | None = None) -> set[Measures]:
        """Inside the range all of it; outside it one grade below or above."""
        options = self.options(facing)
        if not options or kind in ("exempt", "waive", "drop"):
            return {()}
        if kind in ("reduce", "exceed"):
            return {self._chosen(facing.kind, options, kind)}
        return set(options)
