"""Conclusions without their subjects: equal ones are kept once, and so are their parts."""

from collections.abc import Iterable, Iterator
from typing import Any

from exporters.names import citations
from exporters.page.cells import Known
from exporters.page.law import base_rule
from exporters.page.sentences import Sentences
from exporters.page.shelf import Shelf
from exporters.wording import DECIDABLE, settles
from sanctions.determination import (
    ADJUSTMENT_LABELS,
    Considered,
    Determination,
    Explanation,
    OpenQuestion,
    Reason,
)
from sanctions.prescribed import BASELINE_RULE

#: How a clause or a rule bears on a conclusion, the strongest first.
SUPPORTS, OPEN, EXCLUDED = "supports", "open", "excluded"
_ORDER = (SUPPORTS, OPEN, EXCLUDED)


class Conclusions:
    """All conclusions of a run and the shelves of their parts."""

    def __init__(self, sentences: Sentences) -> None:
        self.sentences = sentences
        self.words, self.names = sentences.words, sentences.words.names
        self.reasons, self.considered, self.questions = Shelf(), Shelf(), Shelf()
        self.conclusions, self.following = Shelf(), Shelf()
        #: One reason for each rule met, for rules that the book does not list.
        self.met: dict[str, Reason] = {}
        book = self.names.book.book
        self._faults = {fault.id: self.names.label(fault.name) for fault in book.metadata.faults}
        self._concludes = {rule.id: rule.then for rule in book.rules}

    def put(self, d: Determination, explanation: Explanation, known: Known) -> int:
        """The number of the conclusion about one subject."""
        key = (
            d.signature,
            d.status,
            d.subject_kind or "",
            d.responsibility or "",
            d.gravity or "",
            self.words.outcome(d),
            self._ends(d),
            tuple((f.id, f.value, f.basis) for f in d.faults),
            tuple(self._measure(d)),
            tuple(self._adjustments(d)),
            tuple((r.id, self.names.referral(r.id), r.citations) for r in d.referrals),
            tuple(self._reasons(d, known)),
            tuple(self._consider(c, known) for c in explanation.considered),
            tuple(self._question(q) for q in d.open_questions),
            tuple(sorted(self._bearing(d, _rules_of).items())),
            tuple(self._clauses(d).items()),
        )
        return self.conclusions.put(key, dict(zip(FIELDS, key, strict=True)))

    def _ends(self, d: Determination) -> tuple[str, ...]:
        if d.status not in DECIDABLE:
            return ()
        return self.words.lightest(d), self.words.heaviest(d)

    def _measure(self, d: Determination) -> Iterator[tuple[Any, ...]]:
        for measure in d.measures:
            label = self.names.measure(d.subject_kind, measure.id)
            yield measure.id, label, measure.basis, measure.citations

    def _adjustments(self, d: Determination) -> Iterator[tuple[Any, ...]]:
        for a in d.adjustments:
            label = ADJUSTMENT_LABELS.get(a.kind)
            words = self.names.text(label) if label else a.kind
            yield a.id, words, a.force, a.applied, a.citations

    def _reasons(self, d: Determination, known: Known) -> Iterator[int]:
        for reason, slots, sentence in self.sentences.reasons(d, known):
            rule = base_rule(reason.rule)
            self.met.setdefault(rule, reason)
            cites = tuple(_clauses_of(reason))
            yield self.reasons.put((rule, reason.stage, sentence, slots, cites))

    def follows(self, d: Determination) -> list[int]:
        """How long effects last and what is to be done next: these depend on dates."""
        effects = [("effects", self.words.effect(d, e), e.citations) for e in d.effects]
        steps = [("procedure", self.words.step(step), step.citations) for step in d.procedure]
        return [self.following.put(item) for item in (*effects, *steps)]

    def _consider(self, c: Considered, known: Known) -> int:
        slots, sentence = self.sentences.considered(c, known)
        of_fault = c.fault in self._faults
        label = self._faults.get(c.fault) or self._concludes.get(c.fault, c.fault)
        return self.considered.put(
            (c.fault, label, of_fault, c.value, sentence, slots, c.citations)
        )

    def _question(self, q: OpenQuestion) -> int:
        told = self.names.told
        answers = tuple(
            (told(answer), told(outcome), settles(outcome))
            for answer, outcome in q.outcomes.items()
        )
        asked = self.words.asked(q)
        return self.questions.put((asked, self.words.titled(q), self.words.question(q), answers))

    def _clauses(self, d: Determination) -> dict[str, str]:
        """Every clause that the determination cites, with how it bears on it."""
        bearing = self._bearing(d, _clauses_of)
        for fault in d.faults:
            how = SUPPORTS if fault.value == "true" else OPEN
            bearing |= {c: _stronger(bearing.get(c), how) for c in fault.citations}
        for group in (d.measures, d.adjustments, d.referrals):
            for item in group:
                bearing |= dict.fromkeys(item.citations, SUPPORTS)
        return {c: bearing.get(c, SUPPORTS) for c in self.words.clauses(d)}

    def _bearing(self, d: Determination, named: Any) -> dict[str, str]:
        """What the reasons name, with how they bear on the conclusion."""
        values = {fault.id: fault.value for fault in d.faults}
        found: dict[str, str] = {}
        for reason in d.reasons:
            how = SUPPORTS
            if reason.stage == "finding":
                value = values.get(self.words.fault_of(reason))
                how = {"true": SUPPORTS, "unknown": OPEN}.get(value or "", EXCLUDED)
            for name in named(reason):
                found[name] = _stronger(found.get(name), how)
        return found


#: The fields of a conclusion on the page.
FIELDS = (
    "signature",
    "status",
    "kind",
    "responsibility",
    "gravity",
    "outcome",
    "ends",
    "faults",
    "measures",
    "adjustments",
    "referrals",
    "reasons",
    "considered",
    "questions",
    "rules",
    "clauses",
)


def _rules_of(reason: Reason) -> Iterable[str]:
    return (base_rule(reason.rule),)


def _clauses_of(reason: Reason) -> Iterable[str]:
    return () if reason.rule == BASELINE_RULE else citations(reason.citation)


def _stronger(one: str | None, other: str) -> str:
    return min(one or other, other, key=_ORDER.index)
