"""The facts of one total case as z3 variables: every fact known, and within what is possible.

A boolean, or whether a text was given, is a Bool; a choice is an Int (its position); a listing of
faults is a Bool for each fault; money and moments are Reals, days and people Ints, in base units.
A moment that may never come (未报告) has a Bool besides; a duration is derived from two moments.
A number or date that a book works out (by a formula, or from records) is free within its bounds:
what is proved for all its values holds for those that can be worked out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor
from typing import Any

import z3

from facts import Fact, Vocabulary
from facts.columns import EPOCH, date_number
from rules.atoms import Beyond, Concluded, Every, Formula, Listed, Literal, OneOf, Stated, Truthful

#: z3 has no types of its own to offer.
Term = Any

FIRST_YEAR, LAST_YEAR = 1949, 2199
#: More subjects than this in one case are decided like this many.
MOST_SUBJECTS = 60


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, date or moment: ``value`` in base units unless ``never`` (it took for ever)."""

    value: Term
    never: Term
    whole: bool


@dataclass(frozen=True)
class FactSpace:
    """The variables of one subject's facts. ``terms`` are keyed by label (and choice position)."""

    vocabulary: Vocabulary
    tag: str = ""
    shared: Mapping[str, Term] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    domain: list[Term] = field(default_factory=list)

    def twin(self, tag: str, same: Callable[[Fact], bool]) -> "FactSpace":
        """Another subject, with the same variables for the facts that are ``same``."""
        shared = {
            name: term
            for name, term in self.terms.items()
            if same(self.facts[name.partition("#")[0]])
        }
        return FactSpace(self.vocabulary, tag, shared)

    # ── variables ─────────────────────────────────────────────────────────────

    def yes(self, fact: Fact) -> Term:
        """A yes/no fact that is 是, or a text that was given."""
        return self._term(fact, fact.label, z3.Bool)

    def choice(self, fact: Fact) -> Term:
        """The position of a choice."""
        return self._term(fact, fact.label, z3.Int, lambda x: z3.And(x >= 0, x < len(fact.choices)))

    def listed(self, fact: Fact, position: int) -> Term:
        """Whether a listing names the choice at a position."""
        own = self._own(fact)
        position = own.choice_index(fact.choices[position].id) or 0 if own != fact else position
        return self._term(own, f"{fact.label}#{position}", z3.Bool)

    def _own(self, fact: Fact) -> Fact:
        """The fact as this vocabulary has it: another book may number its choices otherwise."""
        return self.vocabulary.get(fact.label) or fact

    def quantity(self, fact: Fact) -> Quantity:
        """A number, date or moment; a duration from its two moments."""
        if fact.derive is not None:
            later, earlier = (self.quantity(self.vocabulary.by_label(p)) for p in fact.derive)
            spent = later.value - earlier.value
            return Quantity(z3.If(spent >= 0, spent, 0), later.never, False)
        whole = is_whole(fact)
        sort = z3.Int if whole else z3.Real
        value = self._term(fact, fact.label, sort, lambda x: self._possible(fact, x))
        if "never" not in fact.special.values():
            return Quantity(value, z3.BoolVal(False), whole)
        return Quantity(value, self._term(fact, f"{fact.label}#never", z3.Bool), whole)

    def _give(self, fact: Fact) -> None:
        """Have a value for a fact of which it only matters that it is known."""
        if fact.type in ("boolean", "text"):
            self.yes(fact)
        elif fact.type == "choice":
            self.choice(fact)
        elif fact.type == "choices":
            self.facts[fact.label] = fact
        else:
            self.quantity(fact)

    def _term(
        self,
        fact: Fact,
        name: str,
        make: Callable[[str], Term],
        possible: Callable[[Term], Term] | None = None,
    ) -> Term:
        if name not in self.terms:
            self.facts[fact.label] = fact
            self.terms[name] = self.shared.get(name)
            if self.terms[name] is None:
                self.terms[name] = make(name + self.tag)
                if possible is not None:
                    self.domain.append(possible(self.terms[name]))
        return self.terms[name]

    @staticmethod
    def _possible(fact: Fact, value: Term) -> Term:
        if fact.type in ("date", "datetime"):
            first, last = (
                int(date_number(EPOCH.replace(year=year))) for year in (FIRST_YEAR, LAST_YEAR)
            )
            size = 1 if fact.type == "date" else 1440
            return z3.And(value >= first * size, value <= last * size)
        if fact.count is not None:
            return z3.And(value >= 1, value <= MOST_SUBJECTS)
        least = fact.minimum
        if least is None and fact.aggregate is not None and fact.aggregate.compute in _FROM_NOTHING:
            least = 0.0
        return value >= number(least) if least is not None else z3.BoolVal(True)

    # ── conditions ────────────────────────────────────────────────────────────

    def formula(self, formula: Formula, concluded: Mapping[str, Term]) -> Term:
        """A condition of the book; ``concluded`` are the earlier conclusions by name."""
        if isinstance(formula, Literal):
            atom = self.atom(formula.atom, concluded)
            return atom if formula.value else z3.Not(atom)
        parts = [self.formula(part, concluded) for part in formula.parts]
        return z3.And(parts) if isinstance(formula, Every) else z3.Or(parts)

    def atom(
        self,
        atom: Truthful | OneOf | Beyond | Stated | Listed | Concluded,
        concluded: Mapping[str, Term],
    ) -> Term:
        """One atom. In a total case everything is 已知."""
        if isinstance(atom, Concluded):
            return concluded[atom.name]
        if isinstance(atom, Stated):
            self._give(atom.fact)
            return z3.BoolVal(True)
        if isinstance(atom, Truthful):
            return self.yes(atom.fact)
        if isinstance(atom, Listed):
            return self.listed(atom.fact, atom.position)
        if isinstance(atom, OneOf):
            own = self._own(atom.fact)
            position = self.choice(own)
            ids = [atom.fact.choices[i].id for i in sorted(atom.choices)]
            return z3.Or([position == own.choice_index(i) for i in ids])
        quantity = self.quantity(atom.fact)
        return z3.Or(quantity.never, _beyond(atom, quantity))


#: Counted one by one.
_COUNTED = ("人", "次", "票", "篇", "户", "件", "项", "个", "日", "个工作日")
#: Numbers from records that are 0 where there are none.
_FROM_NOTHING = ("count", "sum", "run")


def is_whole(fact: Fact) -> bool:
    """Has the fact whole values only?"""
    if fact.aggregate is not None and fact.aggregate.compute in ("count", "run"):
        return True
    return fact.type == "date" or (fact.unit in _COUNTED and not fact.formula)


def _beyond(atom: Beyond, quantity: Quantity) -> Term:
    if quantity.whole:
        over = floor(atom.threshold) + 1 if atom.op == ">" else ceil(atom.threshold)
        return quantity.value >= over
    limit = number(atom.threshold)
    return quantity.value > limit if atom.op == ">" else quantity.value >= limit


def number(value: float) -> Term:
    """An exact z3 number."""
    return z3.RealVal(str(Fraction(str(value))))
