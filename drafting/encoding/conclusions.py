"""A book's rules over the facts of a total case: everything that is concluded before the measures.

Where the text leaves a choice to a person (a finding that its elements contradict, a text with two
readings, a responsibility on which the text is silent) the choice is a variable like any other, so
what is proved holds whatever the person decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import z3

from drafting.encoding.space import FactSpace, Term
from rules.book import Responsibility
from rules.clusters import Goal
from rules.loader import CompiledBook

KIND, GRAVITY = "主体类别", "情节"


@dataclass(frozen=True)
class Person:
    """The choices of a person, by dispute; shared between cases (and books) where names agree."""

    tag: str = ""
    terms: dict[str, Term] = field(default_factory=dict)
    options: dict[str, tuple[str, ...]] = field(default_factory=dict)
    domain: list[Term] = field(default_factory=list)

    def stands(self, goal: str) -> Term:
        """Of a finding that its elements contradict: the finding prevails."""
        return self.terms.setdefault(f"冲突:{goal}", z3.Bool(f"冲突:{goal}{self.tag}"))

    def option(self, question: str, options: tuple[str, ...], option: str) -> Term:
        """Whether one of some options is chosen; other options are another question."""
        name = question
        while self.options.get(name, options) != options:
            name += "′"
        if name not in self.terms:
            term = z3.Int(name + self.tag)
            self.terms[name], self.options[name] = term, options
            self.domain.append(z3.And(term >= 0, term < len(options)))
        return self.terms[name] == options.index(option)


@dataclass(frozen=True)
class GoalTerms:
    """One goal: does it hold, and is it the person who says so."""

    holds: Term
    conflict: Term
    reading: Term


@dataclass(frozen=True)
class Conclusions:
    """What a book concludes of one total case."""

    book: CompiledBook
    space: FactSpace
    person: Person
    concluded: dict[str, Term] = field(default_factory=dict)
    goals: dict[str, GoalTerms] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for cluster in self.book.clusters:
            for goal in cluster.goals:
                terms = self._goal(goal)
                key = goal.id if cluster.stage != "attribution" else f"承担:{goal.id}"
                self.goals[key] = terms
                earlier = self.concluded.get(goal.name)
                self.concluded[goal.name] = (
                    terms.holds if earlier is None else z3.Or(earlier, terms.holds)
                )
        self.space.choice(self.space.vocabulary.by_label(GRAVITY))
        assert self.responsibilities is not None  # their choices join the domain

    @property
    def domain(self) -> list[Term]:
        """What holds of every possible case and every person."""
        return [*self.space.domain, *self.person.domain]

    # ── one goal ──────────────────────────────────────────────────────────────

    def rule(self, rule: str) -> Mapping[str, Term]:
        """The condition of a rule, under each of its readings."""
        compiled = self.book.rules[rule]
        return {r.id: self.space.formula(r.formula, self.concluded) for r in compiled.readings}

    def _goal(self, goal: Goal) -> GoalTerms:
        by_rule = [self.rule(rule.id) for rule in goal.rules]
        readings = tuple(dict.fromkeys(r.id for rule in goal.rules for r in rule.readings if r.id))
        join, other = (z3.Or, z3.And) if goal.combine == "any" else (z3.And, z3.Or)
        surely = join([z3.And(list(f.values())) for f in by_rule])
        never = other([z3.And([z3.Not(f) for f in found.values()]) for found in by_rule])
        chosen = surely
        for reading in readings:
            picked = self.person.option(f"读法:{goal.id}", readings, reading)
            under = join([f.get(reading, f.get("", z3.BoolVal(False))) for f in by_rule])
            chosen = z3.If(picked, under, chosen)
        unsure = z3.Not(z3.Or(surely, never))
        if goal.listing is None:
            return GoalTerms(chosen, z3.BoolVal(False), unsure)
        listed = self.space.formula(goal.listing, self.concluded)
        conflict = z3.And(listed, never)
        stands = self.person.stands(goal.id)
        if goal.finding == "required":
            holds = z3.And(listed, z3.If(never, stands, chosen))
            return GoalTerms(holds, conflict, z3.And(listed, unsure))
        holds = z3.Or(chosen, z3.And(listed, z3.Or(z3.Not(never), stands)))
        return GoalTerms(holds, conflict, z3.And(z3.Not(listed), unsure))

    # ── the stages ────────────────────────────────────────────────────────────

    @cached_property
    def scope(self) -> Term:
        """The book applies."""
        return self.goals["scope"].holds

    @cached_property
    def faults(self) -> dict[str, Term]:
        """Each fault: is it established?"""
        return {f.id: self.goals[f.id].holds for f in self.book.book.metadata.faults}

    @cached_property
    def fault(self) -> Term:
        """Some fault is established."""
        return z3.Or(list(self.faults.values()))

    @cached_property
    def adjustments(self) -> dict[str, Term]:
        """Each adjustment rule: does it apply?"""
        goals = [c.goals[0].id for c in self.book.stage("adjustment")]
        return {goal: self.goals[goal].holds for goal in goals}

    @cached_property
    def referrals(self) -> dict[str, Term]:
        """Each procedure: does some rule hand the case over to it?"""
        found: dict[str, list[Term]] = {}
        for cluster in self.book.stage("procedure"):
            if cluster.goals[0].rules[0].conclusion.verb != "refer":
                continue
            target = cluster.goals[0].rules[0].conclusion.targets[0]
            found.setdefault(target, []).append(self.goals[cluster.goals[0].id].holds)
        return {target: z3.Or(holds) for target, holds in found.items()}

    @cached_property
    def steps(self) -> dict[str, Term]:
        """Each step of procedure that rules conclude: does one?"""
        found: dict[str, list[Term]] = {}
        for cluster in self.book.stage("procedure"):
            conclusion = cluster.goals[0].rules[0].conclusion
            if conclusion.verb == "step":
                holds = self.goals[cluster.goals[0].id].holds
                found.setdefault(conclusion.targets[0], []).append(holds)
        return {step: z3.Or(holds) for step, holds in found.items()}

    @cached_property
    def gravity(self) -> Term:
        """The position in GRAVITIES."""
        return self.space.choice(self.space.vocabulary.by_label(GRAVITY))

    def is_kind(self, kind: str) -> Term:
        """The subject is a team (or an individual)."""
        fact = self.space.vocabulary.by_label(KIND)
        return self.space.choice(fact) == fact.choice_index(kind)

    # ── responsibility ────────────────────────────────────────────────────────

    @cached_property
    def given(self) -> dict[str, Term]:
        """Each responsibility: do the rules of the text, by themselves, give it?"""
        found = {}
        for responsibility in self.book.book.metadata.responsibilities:
            goal = self.goals.get(f"承担:{responsibility.id}")
            if goal is not None:
                surely = z3.And(goal.holds, z3.Not(goal.reading))
                found[responsibility.id] = surely
        return found

    @cached_property
    def silent(self) -> Term:
        """The text gives no responsibility, more than one, or one of the other kind of subject.

        Never of a kind of subject whose responsibilities the book does not tell apart.
        """
        kinds = {r.id: r.kind for r in self.book.book.metadata.responsibilities}
        own = [z3.And(t, self.is_kind(kinds[r])) for r, t in self.given.items()]
        wrong = [z3.And(t, z3.Not(self.is_kind(kinds[r]))) for r, t in self.given.items()]
        told = z3.Or([self.is_kind(kind) for kind in dict.fromkeys(kinds.values())])
        one = z3.PbEq([(term, 1) for term in own], 1) if own else z3.BoolVal(False)
        return z3.And(told, z3.Or(*wrong, z3.Not(one)))

    @cached_property
    def responsibilities(self) -> dict[str, Term]:
        """Each responsibility: does the subject bear it (chosen by a person where silent)?"""
        declared = self.book.book.metadata.responsibilities
        return {r.id: self._bears(r, declared) for r in declared}

    def _bears(self, own: Responsibility, declared: tuple[Responsibility, ...]) -> Term:
        options = tuple(r.id for r in declared if r.kind == own.kind)
        chosen = self.person.option(f"责任认定:{own.kind}", options, own.id)
        given = self.given.get(own.id, z3.BoolVal(False))
        return z3.If(self.silent, z3.And(self.is_kind(own.kind), chosen), given)
