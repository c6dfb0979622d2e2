"""A book under verification: subjects to reason about, questions to the solver, witnesses."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import z3

from drafting.encoding import (
    BookEndings,
    Case,
    Conclusions,
    FactSpace,
    Outcomes,
    Person,
    Plain,
    Scale,
    Term,
    TooManyEndingsError,
    Wishes,
    case_from_model,
    decided,
    no_dispute,
    plain,
    settle,
)
from drafting.verify.finding import Finding, Result, Witness
from facts import Fact, Text, core_vocabulary
from rules.errors import Place
from rules.loader import CompiledBook
from rules.measures import TariffRow
from rules.source import Source, YamlPath, read_source
from sanctions import Decider
from sanctions.outcome import Point
from sanctions.wording import point_label
from sanctions.worlds import Judge

#: What a subject is taken for when nothing says what it is.
PLAIN_KIND = "individual"
#: No single question takes more of the limit than this, so that a hard one leaves time for others.
_SHARE = 0.25
#: Shown of every witness, whatever its value.
_ALWAYS = ("主体类别", "角色", "责任方", "情节")


@dataclass(frozen=True)
class Subject:
    """One total case: its conclusions and its outcome, as terms."""

    conclusions: Conclusions
    study: "Study"

    @cached_property
    def outcomes(self) -> Outcomes:
        """Its outcome; TooManyEndingsError where those of the book are too many."""
        study = self.study
        return Outcomes(self.conclusions, study.endings, study.scale, study.ways)

    @property
    def space(self) -> FactSpace:
        """The variables of its facts."""
        return self.conclusions.space

    @property
    def severity(self) -> Term:
        """How severe its outcome is."""
        return self.outcomes.severity


@dataclass
class Study:
    """Everything that the properties share. ``limit`` is in seconds, for all of them together."""

    book: CompiledBook
    limit: float
    started: float = field(default_factory=time.monotonic)
    ways: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def source(self) -> Source:
        """The files, for the lines of things."""
        return read_source(self.book.folder)

    @cached_property
    def decider(self) -> Decider:
        """The engine, which plays every witness again."""
        return Decider(self.book)

    @cached_property
    def endings(self) -> BookEndings:
        """Every ending of the book."""
        return BookEndings(self.book)

    @property
    def judge(self) -> Judge:
        """What the engine makes of settled situations."""
        return self.decider.judge

    @cached_property
    def decidable(self) -> bool:
        """Can the endings of the book be worked out?"""
        try:
            return bool(self.endings)
        except TooManyEndingsError:
            return False

    @cached_property
    def scale(self) -> Scale:
        """The endings by severity."""
        return Scale([self.endings])

    @cached_property
    def one(self) -> Subject:
        """Any total case."""
        return self._subject(FactSpace(self.book.vocabulary), Person())

    def twin(self, same: Callable[[Fact], bool], person: Person | None = None) -> Subject:
        """Another case, with the same value for every fact that is ``same``."""
        space = self.one.space.twin("′", same)
        return self._subject(space, person or self.one.conclusions.person)

    def twin_except(self, *labels: str) -> Subject:
        """Another case that may differ in these facts alone."""
        return self.twin(lambda fact: fact.label not in labels)

    def _subject(self, space: FactSpace, person: Person) -> Subject:
        conclusions = Conclusions(self.book, space, person)
        return Subject(conclusions, self)

    @cached_property
    def plain(self) -> Plain:
        """What a case is like where nothing else is wanted."""
        return plain([self.one.conclusions])

    @cached_property
    def plain_case(self) -> Case:
        """The plain case itself."""
        solver = z3.Solver()
        solver.add(*self.one.conclusions.domain)
        solver.check()
        return case_from_model(
            settle(solver, [self.plain.of(self.one.space)]), self.one.conclusions
        )

    @property
    def rows(self) -> tuple[TariffRow, ...]:
        """The rows of the statutory table; () of a book without one."""
        tariff = self.book.book.tariff
        return tariff.rows if tariff is not None else ()

    def is_own(self, fact: Fact) -> bool:
        """Is it a fact that the book itself adds?"""
        return core_vocabulary().get(fact.label) is None

    # ── places and clauses ────────────────────────────────────────────────────

    def place(self, file: str, path: YamlPath = (), rule: str = "") -> Place:
        """Where a part of the book stands."""
        return self.source.place(file, path, rule)

    @property
    def tables(self) -> Place:
        """Where the rows stand that turn faults into measures."""
        return self.place("tariff.yaml" if self.rows else "baseline.yaml", ("rows",))

    def rule_place(self, rule: str) -> Place:
        """Where a rule (or a scope condition) stands."""
        ids = [r.id for r in self.book.book.rules]
        if rule in ids:
            return self.place("rules.yaml", (ids.index(rule),), rule)
        scope = [s.id for s in self.book.book.metadata.scope]
        return self.place("book.yaml", ("scope", scope.index(rule)), rule)

    def row_place(self, responsibility: str, gravity: str) -> Place:
        """Where a cell of the baseline stands."""
        for index, row in enumerate(self.book.book.baseline.rows):
            if (row.responsibility, row.gravity) == (responsibility, gravity):
                return self.place("baseline.yaml", ("rows", index))
        return self.place("baseline.yaml", ("rows",))

    # ── questions to the solver ───────────────────────────────────────────────

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.limit - (time.monotonic() - self.started)

    def solver(self, subjects: Sequence[Subject], *conditions: Term) -> tuple[Result, Any]:
        """Whether no case meets the conditions ("proved"), and the solver if one does."""
        milliseconds = int(min(self.left, self.limit * _SHARE) * 1000)
        if milliseconds <= 0:
            return "undecided", None
        solver = z3.Solver()
        solver.set("timeout", milliseconds)
        for subject in subjects:
            solver.add(*subject.conclusions.domain)
        solver.add(*conditions)
        answer = solver.check()
        if answer == z3.unknown:
            return "undecided", None
        return ("proved", None) if answer == z3.unsat else ("refuted", solver)

    def never(
        self,
        name: tuple[str, str],
        statement: Text,
        place: Place,
        subjects: Sequence[Subject],
        *conditions: Term,
    ) -> Finding:
        """The finding that no cases meet the conditions, else the smallest that do."""
        result, solver = self.solver(subjects, *conditions)
        witnesses = self.witnesses(subjects, solver) if solver is not None else ()
        return self.finding(name, result, statement, place, witnesses)

    def some(
        self, name: tuple[str, str], statement: Text, place: Place, *conditions: Term
    ) -> Finding:
        """The finding that some case meets the conditions; the plainest such case."""
        result, solver = self.solver([self.one], *conditions)
        if solver is None:
            turned: Result = "refuted" if result == "proved" else result
            return self.finding(name, turned, statement, place, ())
        witnesses = self.witnesses([self.one], solver)
        return self.finding(name, "proved", statement, place, witnesses)

    def finding(
        self,
        name: tuple[str, str],
        result: Result,
        statement: Text,
        place: Place,
        witnesses: tuple[Witness, ...],
        clauses: tuple[str, ...] = (),
    ) -> Finding:
        """A finding, with the clauses and the facts of its witnesses."""
        cited = dict.fromkeys([*clauses, *(c for w in witnesses for c in w.clauses)])
        return Finding(
            *name, result, statement, place, witnesses, self._shown(witnesses), tuple(cited)
        )

    # ── witnesses ─────────────────────────────────────────────────────────────

    def witnesses(self, subjects: Sequence[Subject], solver: Any) -> tuple[Witness, ...]:
        """The plainest cases that a solver allows, played again by the engine."""
        model = settle(solver, self._wishes(subjects))
        return tuple(self._witness(subject, model) for subject in subjects)

    def _wishes(self, subjects: Sequence[Subject]) -> list[Wishes]:
        """No choices for a person, few differences, and few facts out of the plain."""
        first = subjects[0].space
        alike = [
            (name, [term == first.terms[name]])
            for subject in subjects[1:]
            for name, term in subject.space.terms.items()
        ]
        disputes = [wish for s in subjects for wish in no_dispute(s.conclusions)]
        return [disputes, alike, *(self.plain.of(subject.space) for subject in subjects)]

    def _witness(self, subject: Subject, model: Any) -> Witness:
        case = case_from_model(model, subject.conclusions)
        determination, points = decided(self.decider, case)
        if not self.decidable:
            return self.replayed(case)[0]
        position = model.eval(subject.outcomes.ending, model_completion=True).as_long()
        if position < 0:
            return Witness(case, "—", (), "", (), False)
        ending = self.scale.endings[position]
        clauses = [c for r in determination.reasons for c in r.citation.split("; ")]
        holds = {
            fault.name
            for fault in self.book.book.metadata.faults
            if z3.is_true(model.eval(subject.conclusions.faults[fault.id], model_completion=True))
        }
        borne = [
            r.label
            for r in self.book.book.metadata.responsibilities
            if z3.is_true(
                model.eval(subject.conclusions.responsibilities[r.id], model_completion=True)
            )
        ]
        return Witness(
            case,
            point_label(ending.point, ending.kind, self.book.book),
            tuple(f.name for f in self.book.book.metadata.faults if f.name in holds),
            "、".join(borne),
            tuple(dict.fromkeys(clauses)),
            ending.point in points,
        )

    def replayed(self, case: Case) -> tuple[Witness, frozenset[Point]]:
        """What the engine makes of a case that may have gaps, and every point it may come to."""
        found, points = decided(self.decider, case)
        names = {fault.id: fault.name for fault in self.book.book.metadata.faults}
        labels = {r.id: r.label for r in self.book.book.metadata.responsibilities}
        kind = found.subject_kind or PLAIN_KIND
        shown = sorted(point_label(point, kind, self.book.book) for point in points)
        clauses = [c for reason in found.reasons for c in reason.citation.split("; ")]
        return Witness(
            case,
            " / ".join(shown),
            tuple(names[f.id] for f in found.faults if f.value == "true"),
            labels.get(found.responsibility or "", ""),
            tuple(dict.fromkeys(clauses)),
            True,
        ), points

    def _shown(self, witnesses: tuple[Witness, ...]) -> tuple[str, ...]:
        """Facts that differ between the cases, or from the plain case, and who it is about."""
        if not witnesses:
            return ()
        labels = dict.fromkeys(label for witness in witnesses for label in witness.case.facts)
        return tuple(
            label
            for label in labels
            if label in _ALWAYS
            or len({w.case.words(label) for w in witnesses}) > 1
            or any(w.case.words(label) != self.plain_case.words(label) for w in witnesses)
        )
