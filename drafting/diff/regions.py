"""Regions of cases in which two books differ, each named by as few conditions as suffice."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import z3

from drafting.diff.causes import Cause, causes
from drafting.diff.joint import DIRECTIONS, Direction, Joint, Side
from drafting.diff.literals import BORNE_ABOUT, FACT, Literal, Vocabulary
from drafting.diff.sentence import sentence
from drafting.diff.shared import seen_by
from drafting.encoding import (
    Case,
    TooManyEndingsError,
    case_from_model,
    decided,
    no_dispute,
    plain,
    settle,
)
from rules.loader import CompiledBook
from sanctions import Decider
from sanctions.wording import measures_label, point_label

DEFAULT_LIMIT, DEFAULT_REGIONS = 60.0, 40


@dataclass(frozen=True, slots=True)
class Region:
    """All cases that meet the conditions have another outcome, in one direction.

    ``witness`` is the plainest of them; ``agrees``: both engines gave it these outcomes.
    """

    direction: Direction
    conditions: tuple[str, ...]
    witness: Case
    shown: tuple[str, ...]
    before: str
    after: str
    causes: tuple[Cause, ...]
    agrees: bool

    @property
    def words(self) -> str:
        """The conditions in one line."""
        return " 且 ".join(self.conditions) or "一切案件"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed. ``complete``: outside the regions equality is proved.

    ``more``: there are further regions, not listed; ``undecided``: time ran out.
    """

    old: CompiledBook
    new: CompiledBook
    regions: tuple[Region, ...]
    more: bool
    undecided: bool

    @property
    def complete(self) -> bool:
        """Is everything that differs in the regions?"""
        return not (self.more or self.undecided)


def compare(
    old: CompiledBook,
    new: CompiledBook,
    limit: float = DEFAULT_LIMIT,
    most: int = DEFAULT_REGIONS,
) -> Comparison:
    """Compare the outcomes of two books over all total cases."""
    started = time.monotonic()
    try:
        joint = Joint(old, new)
    except TooManyEndingsError:
        return Comparison(old, new, (), more=False, undecided=True)
    search = _Search(joint, started + limit)
    regions: list[Region] = []
    more = undecided = False
    for direction in DIRECTIONS:
        for region in search.regions(direction):
            if len(regions) == most:
                more = True
                break
            regions.append(region)
        undecided |= search.undecided
    return Comparison(old, new, tuple(regions), more, undecided)


class _Search:
    def __init__(self, joint: Joint, deadline: float) -> None:
        self.joint, self.deadline = joint, deadline
        self.vocabulary = Vocabulary(joint)
        self.plain = plain([side.conclusions for side in joint.sides])
        self.deciders = [Decider(side.book) for side in joint.sides]
        self.undecided = False

    def _solver(self, *conditions: Any) -> Any:
        solver = z3.Solver()
        solver.set("timeout", max(1, int((self.deadline - time.monotonic()) * 1000)))
        solver.add(*self.joint.domain, *conditions)
        return solver

    def regions(self, direction: Direction) -> Iterator[Region]:
        """Every region in one direction; stops, and says so, when the time is over."""
        apart = self.joint.differs(direction)
        blocked: list[Any] = []
        refuting = self._solver(z3.Not(apart))
        while True:
            search = self._solver(apart, *blocked)
            answer = search.check()
            if answer == z3.unsat:
                return
            if answer == z3.unknown or time.monotonic() > self.deadline:
                self.undecided = True
                return
            model = settle(search, self._wishes())
            cube = self._generalised(refuting, model)
            yield self._region(direction, cube, apart, blocked)
            blocked.append(z3.Not(z3.And([_signed(lit, value) for lit, value in cube])))

    def _wishes(self) -> list[Any]:
        sides = [no_dispute(side.conclusions) for side in self.joint.sides]
        return [*sides, self.plain.of(self.joint.space)]

    def _generalised(self, refuting: Any, model: Any) -> list[tuple[Literal, bool]]:
        """The fewest literals of the witness that leave no case in which the books agree."""
        cube = [
            (literal, z3.is_true(model.eval(literal.term, model_completion=True)))
            for literal in self.vocabulary.literals()
        ]
        kept = list(cube)
        if not self._suffice(refuting, kept):
            kept += [
                (Literal(term == model.eval(term, model_completion=True), name, "", FACT), True)
                for name, term in self.joint.space.terms.items()
            ]
        for pair in tuple(kept):
            fewer = [other for other in kept if other is not pair]
            if self._suffice(refuting, fewer):
                kept = fewer
        borne = [p for p in kept if p[0].about == BORNE_ABOUT and not p[1]]
        named = [p for p in cube if p[0].about == BORNE_ABOUT and p[1]]
        plainer = [p for p in kept if p not in borne] + named
        return plainer if len(borne) > 1 and self._suffice(refuting, plainer) else kept

    @staticmethod
    def _suffice(refuting: Any, cube: Sequence[tuple[Literal, bool]]) -> bool:
        return bool(refuting.check(*[_signed(*pair) for pair in cube]) == z3.unsat)

    def _region(
        self,
        direction: Direction,
        cube: Sequence[tuple[Literal, bool]],
        apart: Any,
        blocked: Sequence[Any],
    ) -> Region:
        solver = self._solver(apart, *blocked, *[_signed(*pair) for pair in cube])
        solver.check()
        model = settle(solver, self._wishes())
        case = case_from_model(model, self.joint.new.conclusions)
        agrees = all(
            self._played(side, decider, model)
            for side, decider in zip(self.joint.sides, self.deciders, strict=True)
        )
        before, after = self._outcomes(model)
        return Region(
            direction,
            tuple(sentence(cube)),
            case,
            self._shown(case, cube),
            before,
            after,
            tuple(causes(self.joint, self.vocabulary.changed, model)),
            agrees,
        )

    def _played(self, side: Side, decider: Decider, model: Any) -> bool:
        """Does the engine give the witness the outcome that was proved?"""
        case = seen_by(side.book, case_from_model(model, side.conclusions))
        ending = self.joint.ending(side, model)
        return ending is not None and ending.point in decided(decider, case)[1]

    def _outcomes(self, model: Any) -> tuple[str, str]:
        """The outcomes in words; with the room left by law where nothing else differs."""
        words = [self._words(side, model) for side in self.joint.sides]
        if words[0] == words[1]:
            words = [
                self._words(side, model) + self._room(side, model) for side in self.joint.sides
            ]
        return words[0], words[1]

    def _words(self, side: Side, model: Any) -> str:
        ending = self.joint.ending(side, model)
        if ending is None:
            return "—"
        metadata, found = side.book.book.metadata, side.conclusions
        labels = {r.id: r.label for r in metadata.referrals}
        labels |= {p.id: p.label for p in metadata.procedures}
        asked = [(t, side.referred(t)) for t in found.referrals]
        asked += [(s, side.stepped(s)) for s in found.steps]
        targets = [
            labels[t] for t, term in asked if z3.is_true(model.eval(term, model_completion=True))
        ]
        return "；".join([point_label(ending.point, ending.kind, side.book.book), *targets])

    def _room(self, side: Side, model: Any) -> str:
        ending = self.joint.ending(side, model)
        if ending is None:
            return ""
        book, kind = side.book.book, ending.kind
        lawful = sorted(
            ending.lawful, key=lambda m: side.outcomes.endings.scale.ranks.weight(kind, m)
        )
        return f"（可以选择：{'／'.join(measures_label(m, kind, book) for m in lawful)}）"

    def _shown(self, case: Case, cube: Sequence[tuple[Literal, bool]]) -> tuple[str, ...]:
        """The facts of the conditions, and those out of the plain."""
        named = {literal.about for literal, _ in cube}
        for label in tuple(named):
            fact = case.vocabulary.get(label)
            named.update((fact.derive or ()) if fact else ())
        always = {"主体类别", "角色", "责任方", "情节"}
        return tuple(
            label
            for label in case.facts
            if label in named | always or not self._is_plain(case, label)
        )

    def _is_plain(self, case: Case, label: str) -> bool:
        usual = self.plain_case.words(label) if label in self.plain_case.facts else ""
        return case.words(label) == usual

    @property
    def plain_case(self) -> Case:
        if not hasattr(self, "_plain_case"):
            solver = self._solver()
            solver.check()
            model = settle(solver, [self.plain.of(self.joint.space)])
            self._plain_case = case_from_model(model, self.joint.new.conclusions)
        return self._plain_case


def _signed(literal: Literal, value: bool) -> Any:
    return literal.term if value else z3.Not(literal.term)
