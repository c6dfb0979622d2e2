"""From conclusions to outcomes: the ending of a total case as terms.

The way from a situation to its ending is one term over symbols of its own, made once a book; a
case puts its conclusions in the place of the symbols.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import z3

from drafting.encoding.conclusions import Conclusions
from drafting.encoding.endings import (
    NO_ENDING,
    BookEndings,
    Cell,
    Ending,
    FaultClass,
    Ground,
    Scale,
    outside,
)
from drafting.encoding.space import Term
from rules.terms import GRAVITIES
from sanctions.outcome import NO_ACCOUNTABILITY, OUT_OF_SCOPE, Point
from sanctions.worlds import KINDS

Number = Callable[[Ending], int]


@dataclass(frozen=True)
class Symbols:
    """What an ending turns on, as variables of no case in particular."""

    endings: BookEndings
    scope: Term = field(default_factory=lambda: z3.Bool("⊢适用"))
    team: Term = field(default_factory=lambda: z3.Bool("⊢班子"))
    gravity: Term = field(default_factory=lambda: z3.Int("⊢情节"))

    @cached_property
    def faults(self) -> dict[str, Term]:
        """Each fault."""
        return {f.id: z3.Bool(f"⊢过错:{f.id}") for f in self.endings.book.book.metadata.faults}

    @cached_property
    def borne(self) -> dict[str, Term]:
        """Each responsibility."""
        declared = self.endings.book.book.metadata.responsibilities
        return {r.id: z3.Bool(f"⊢责任:{r.id}") for r in declared}

    @cached_property
    def rules(self) -> dict[str, Term]:
        """Each rule of adjustment or substitution."""
        judge = self.endings.judge
        names = [r for offer in judge.offers for r in offer.rules]
        names += [s.rule for s in judge.substitutions]
        return {name: z3.Bool(f"⊢规则:{name}") for name in names}

    def of(self, found: Conclusions) -> list[tuple[Term, Term]]:
        """Each symbol with what a case concludes for it."""
        pairs = [
            (self.scope, found.scope),
            (self.team, found.is_kind("team")),
            (self.gravity, found.gravity),
        ]
        pairs += [(symbol, found.faults[name]) for name, symbol in self.faults.items()]
        pairs += [(symbol, found.responsibilities[name]) for name, symbol in self.borne.items()]
        return pairs + [(symbol, found.goals[name].holds) for name, symbol in self.rules.items()]


@dataclass(frozen=True)
class Way:
    """The way from the symbols of a book to a number for each ending."""

    symbols: Symbols
    number: Number
    adjusted: bool = True
    _known: dict[Cell, Term] = field(default_factory=dict)

    @property
    def endings(self) -> BookEndings:
        """The book's endings."""
        return self.symbols.endings

    @cached_property
    def term(self) -> Term:
        """One term over scope, kind, responsibility, gravity, faults, offers, substitutions."""
        symbols = self.symbols
        individual, team = (self._kind(kind) for kind in KINDS)
        inside = z3.If(symbols.team, team, individual)
        return z3.If(symbols.scope, inside, self._outside(OUT_OF_SCOPE))

    def _outside(self, point: Point) -> Term:
        individual, team = (z3.IntVal(self.number(outside(kind, point))) for kind in KINDS)
        return z3.If(self.symbols.team, team, individual)

    def _kind(self, kind: str) -> Term:
        fault = z3.Or(list(self.symbols.faults.values()))
        declared = self.endings.book.book.metadata.responsibilities
        found: Term = z3.IntVal(NO_ENDING)
        for position in self.endings.responsibilities(kind):
            graded: Term = z3.IntVal(NO_ENDING)
            for gravity in range(len(GRAVITIES)):
                here = self._faults(Ground(kind, position, gravity), ())
                graded = z3.If(self.symbols.gravity == gravity, here, graded)
            own = [r for i, r in enumerate(declared) if i == position and r.kind == kind]
            found = z3.If(self.symbols.borne[own[0].id], graded, found) if own else graded
        return z3.If(fault, found, self._outside(NO_ACCOUNTABILITY))

    def _faults(self, ground: Ground, counts: tuple[int, ...]) -> Term:
        """One class after the other: how many of it."""
        classes = self.endings.classes[ground]
        if len(counts) == len(classes):
            return self._doubled(ground, counts)
        this = classes[len(counts)]
        found = self._faults(ground, (*counts, 0))
        for count in range(1, this.most + 1):
            found = _either(self._many(this, count), self._faults(ground, (*counts, count)), found)
        return found

    def _many(self, fault_class: FaultClass, count: int) -> Term:
        """At least so many groups of a class."""
        groups = [self._some(group) for group in fault_class.groups]
        return z3.Or(groups) if count == 1 else z3.PbGe([(g, 1) for g in groups], count)

    def _some(self, group: int) -> Term:
        return z3.Or([self.symbols.faults[f] for f in sorted(self.endings.scale.groups[group])])

    def _doubled(self, ground: Ground, counts: tuple[int, ...]) -> Term:
        """Whether there are two faults of the one class that there is."""
        single = self._cell(ground, counts)
        if not self.endings.doubles or sum(counts) != 1:
            return single
        fault_class = self.endings.classes[ground][counts.index(1)]
        faults = [f for g in fault_class.groups for f in sorted(self.endings.scale.groups[g])]
        two = z3.PbGe([(self.symbols.faults[f], 1) for f in faults], 2)
        return _either(two, self._cell(ground, tuple(2 * n for n in counts)), single)

    def _cell(self, ground: Ground, counts: tuple[int, ...]) -> Term:
        cell = self.endings.cell(ground, counts)
        if cell not in self._known:
            self._known[cell] = _as_term(self._rules(cell, ()))
        return self._known[cell]

    def _rules(self, cell: Cell, holds: tuple[int, ...]) -> "int | Term":
        """One offer, and then one substitution, after the other; a number where all come to it."""
        judge = self.endings.judge
        offers = len(judge.offers)
        if len(holds) == offers + len(judge.substitutions):
            offered = holds[:offers] if self.adjusted else (0,) * offers
            return self.number(self.endings.ending(cell, offered, holds[offers:]))
        no = self._rules(cell, (*holds, 0))
        if len(holds) < offers and not self.adjusted:
            return no
        yes = self._rules(cell, (*holds, 1))
        if isinstance(yes, int) and isinstance(no, int) and yes == no:
            return no
        return _either(self._holding[len(holds)], _as_term(yes), _as_term(no))

    @cached_property
    def _holding(self) -> list[Term]:
        """Each offer, and then each substitution."""
        judge, rules = self.endings.judge, self.symbols.rules
        found = [z3.Or([rules[rule] for rule in offer.rules]) for offer in judge.offers]
        return found + [rules[substitution.rule] for substitution in judge.substitutions]


def _as_term(number: "int | Term") -> Term:
    return z3.IntVal(number) if isinstance(number, int) else number


def _either(condition: Term, yes: Term, no: Term) -> Term:
    """One term where both ways come to the same."""
    return yes if yes.eq(no) else z3.If(condition, yes, no)


@dataclass(frozen=True)
class Outcomes:
    """The ending of one total case, as terms: its position on a scale, and its severity."""

    conclusions: Conclusions
    endings: BookEndings
    scale: Scale
    #: The ways of this book on this scale, where other cases of it have made them already.
    ways: dict[str, Way] = field(default_factory=dict)

    @cached_property
    def ending(self) -> Term:
        """The position on the scale; NO_ENDING where nothing was provided."""
        return self._way("ending", self.scale.position.__getitem__)

    @cached_property
    def severity(self) -> Term:
        """How severe; comparable within one subject kind."""
        return self._way("severity", self._severity)

    @cached_property
    def unadjusted(self) -> Term:
        """How severe the outcome would be if no adjustment rule applied."""
        return self._way("unadjusted", self._severity, adjusted=False)

    def _severity(self, ending: Ending) -> int:
        return self.scale.severity[self.scale.position[ending]]

    def _way(self, name: str, number: Number, adjusted: bool = True) -> Term:
        if name not in self.ways:
            self.ways[name] = Way(Symbols(self.endings), number, adjusted)
        way = self.ways[name]
        return z3.substitute(way.term, *way.symbols.of(self.conclusions))
