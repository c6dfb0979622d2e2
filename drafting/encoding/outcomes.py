"""From conclusions to outcomes, ordered by severity: one scale for one book, or for two."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import z3

from drafting.encoding.conclusions import Conclusions
from drafting.encoding.space import Term
from rules.book import GRAVITIES, AdjustmentKind
from rules.loader import CompiledBook
from sanctions.outcome import EXEMPT, NO_ACCOUNTABILITY, OUT_OF_SCOPE, Measures, Point
from sanctions.scales import BaselineScale

KINDS = ("individual", "team")


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a case for a subject kind: the point, and every set of measures that is lawful."""

    kind: str
    point: Point
    lawful: frozenset[Measures]


@dataclass(frozen=True, slots=True)
class Cell:
    """One way to reach an ending: responsibility, gravity, and which adjustment rules apply."""

    responsibility: str
    gravity: int
    applies: tuple[bool, ...]


class BookEndings:
    """Every ending of a book, by cell."""

    def __init__(self, book: CompiledBook) -> None:
        self.book = book
        self.tariff = BaselineScale(book.book)
        self.rules = tuple(c.goals[0].rules[0] for c in book.stage("adjustment"))
        self.kinds = {r.id: r.kind for r in book.book.metadata.responsibilities}
        self.cells = {
            Cell(r, gravity, applies): self._ending(r, gravity, applies)
            for r in self.kinds
            for gravity in range(len(GRAVITIES))
            for applies in product((False, True), repeat=len(self.rules))
        }

    def plain(self, cell: Cell) -> Ending:
        """The ending of the same cell when no adjustment rule applies."""
        return self.cells[Cell(cell.responsibility, cell.gravity, (False,) * len(self.rules))]

    def _ending(self, responsibility: str, gravity: int, applies: tuple[bool, ...]) -> Ending:
        active = [r for r, a in zip(self.rules, applies, strict=True) if a]
        offered: tuple[AdjustmentKind, ...] = tuple(
            dict.fromkeys(k for r in active for k in r.conclusion.targets)  # type: ignore[misc]
        )
        suggested = self.tariff.suggested(gravity, (), offered) if offered else None
        kinds: list[AdjustmentKind | None] = list(offered)
        if not any(r.conclusion.verb == "shall" for r in active):
            kinds.append(None)
        lawful = frozenset(self.tariff.of_cell(responsibility, gravity, k).measures for k in kinds)
        point = self.tariff.of_cell(responsibility, gravity, suggested)
        return Ending(self.kinds[responsibility], point, lawful)


class Scale:
    """Endings of some books in the order of severity; the last book settles how heavy is heavy."""

    def __init__(self, endings: Sequence[BookEndings]) -> None:
        self.ranks: dict[tuple[str, str], int] = {}
        for found in endings:
            for measure in found.book.book.catalogue:
                self.ranks[measure.kind, measure.id] = measure.rank
        every: Iterable[Ending] = (e for found in endings for e in found.cells.values())
        outside = [Ending(k, p, frozenset({()})) for k in KINDS for p in _NOTHING]
        self.endings = tuple(dict.fromkeys([*outside, *every]))
        self.position = {ending: i for i, ending in enumerate(self.endings)}
        weights = sorted({self.weight(e) for e in self.endings})
        self.severity = tuple(weights.index(self.weight(e)) for e in self.endings)

    def weight(self, ending: Ending) -> tuple[int, tuple[int, ...]]:
        """Nothing, then 免予, then measures by the heaviest, the next, and so on."""
        if ending.point in _NOTHING:
            return 0, ()
        if ending.point == EXEMPT:
            return 1, ()
        ranks = (self.ranks[ending.kind, m] for m in ending.point.measures)
        return 2, tuple(sorted(ranks, reverse=True))


_NOTHING = (OUT_OF_SCOPE, NO_ACCOUNTABILITY)

#: The ending of a case that the book forgot.
NO_ENDING = -1


@dataclass(frozen=True)
class Outcomes:
    """The ending of one total case, as terms: its position on a scale, and its severity."""

    conclusions: Conclusions
    endings: BookEndings
    scale: Scale

    @cached_property
    def ending(self) -> Term:
        """The position on the scale; NO_ENDING where nothing was provided."""
        return self._nested(self.scale.position.__getitem__, self.endings.cells.__getitem__)

    @cached_property
    def severity(self) -> Term:
        """How severe; comparable within one subject kind."""
        return self._nested(self._severity, self.endings.cells.__getitem__)

    @cached_property
    def unadjusted(self) -> Term:
        """How severe the outcome would be if no adjustment rule applied."""
        return self._nested(self._severity, self.endings.plain)

    def _severity(self, ending: Ending) -> int:
        return self.scale.severity[self.scale.position[ending]]

    def _nested(self, number: Callable[[Ending], int], ending_of: Callable[[Cell], Ending]) -> Term:
        """One term over scope, fault, responsibility, gravity and adjustments."""
        found = self.conclusions
        borne: Term = z3.IntVal(NO_ENDING)
        for responsibility, bears in found.responsibilities.items():
            graded: Term = z3.IntVal(NO_ENDING)
            for gravity in range(len(GRAVITIES)):
                by_pattern = {
                    applies: number(ending_of(Cell(responsibility, gravity, applies)))
                    for applies in product((False, True), repeat=len(found.adjustments))
                }
                adjusted = self._adjusted(by_pattern)
                graded = z3.If(found.gravity == gravity, adjusted, graded)
            borne = z3.If(bears, graded, borne)
        inside = z3.If(found.fault, borne, self._nothing(NO_ACCOUNTABILITY, number))
        return z3.If(found.scope, inside, self._nothing(OUT_OF_SCOPE, number))

    def _adjusted(self, by_pattern: Mapping[tuple[bool, ...], int]) -> Term:
        """The number for the adjustment rules that apply."""
        applies = list(self.conclusions.adjustments.values())
        result: Term = z3.IntVal(by_pattern[(False,) * len(applies)])
        for pattern, value in by_pattern.items():
            if any(pattern):
                match = [a if on else z3.Not(a) for a, on in zip(applies, pattern, strict=True)]
                result = z3.If(z3.And(match), value, result)
        return result

    def _nothing(self, point: Point, number: Callable[[Ending], int]) -> Term:
        individual, team = (number(Ending(k, point, frozenset({()}))) for k in KINDS)
        return z3.If(self.conclusions.is_kind("team"), team, individual)
