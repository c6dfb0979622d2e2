"""Two books over the same cases and the same choices of a person, on one scale."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import z3

from drafting.diff.shared import shared_vocabulary
from drafting.encoding import (
    BookEndings,
    Conclusions,
    Ending,
    FactSpace,
    Outcomes,
    Person,
    Scale,
    Term,
)
from rules.clusters import Goal
from rules.loader import CompiledBook

Direction = Literal["stricter", "lighter", "other"]
DIRECTIONS: tuple[Direction, ...] = ("stricter", "lighter", "other")


@dataclass(frozen=True)
class Side:
    """One of the two books."""

    book: CompiledBook
    conclusions: Conclusions
    outcomes: Outcomes

    @cached_property
    def goals(self) -> dict[str, Goal]:
        """Every goal by its key in the conclusions."""
        return {
            f"承担:{goal.id}" if cluster.stage == "attribution" else goal.id: goal
            for cluster in self.book.clusters
            for goal in cluster.goals
        }

    def referred(self, target: str) -> Term:
        """The case is handed over to a procedure."""
        found = self.conclusions.referrals.get(target, z3.BoolVal(False))
        return z3.And(self.conclusions.scope, found)

    def stepped(self, step: str) -> Term:
        """Rules ask for a step of procedure."""
        found = self.conclusions.steps.get(step, z3.BoolVal(False))
        return z3.And(self.conclusions.scope, found)


class Joint:
    """The old book and the new; severity by the new one's catalogue where both know a measure."""

    def __init__(self, old: CompiledBook, new: CompiledBook) -> None:
        self.space, self.person = FactSpace(shared_vocabulary(old, new)), Person()
        endings = [BookEndings(book) for book in (old, new)]
        self.scale = Scale(endings)
        self.old, self.new = (
            self._side(book, found) for book, found in zip((old, new), endings, strict=True)
        )

    def _side(self, book: CompiledBook, endings: BookEndings) -> Side:
        conclusions = Conclusions(book, self.space, self.person)
        return Side(book, conclusions, Outcomes(conclusions, endings, self.scale))

    @property
    def sides(self) -> tuple[Side, Side]:
        """Old, then new."""
        return self.old, self.new

    @cached_property
    def domain(self) -> list[Term]:
        """What holds of every case and person."""
        for side in self.sides:
            assert side.outcomes.ending is not None
        return [*self.space.domain, *self.person.domain]

    def ending(self, side: Side, model: z3.ModelRef) -> Ending | None:
        """The ending of one book in a model; None where the book forgot it."""
        position = model.eval(side.outcomes.ending, model_completion=True).as_long()
        return self.scale.endings[position] if position >= 0 else None

    def differs(self, direction: Direction) -> Term:
        """The outcomes differ in this direction.

        Other: as severe, but not the same measures, lawful range, status, referrals or steps.
        """
        before, after = self.old.outcomes.severity, self.new.outcomes.severity
        if direction == "stricter":
            return after > before
        if direction == "lighter":
            return after < before
        endings = self.old.outcomes.ending != self.new.outcomes.ending
        return z3.And(before == after, z3.Or(endings, *self._referrals()))

    def _referrals(self) -> Iterator[Term]:
        targets = {t for side in self.sides for t in side.conclusions.referrals}
        for target in sorted(targets):
            yield z3.Xor(self.old.referred(target), self.new.referred(target))
        steps = {s for side in self.sides for s in side.conclusions.steps}
        for step in sorted(steps):
            yield z3.Xor(self.old.stepped(step), self.new.stepped(step))
