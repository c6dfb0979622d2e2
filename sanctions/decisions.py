"""The decisions of one table: columns for all subjects, and any determination in full."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from facts import CaseTable
from rules.inference import Inference
from rules.loader import CompiledBook
from rules.masks import Masks, number
from rules.terms import GRAVITIES
from sanctions.branches import Situation
from sanctions.conclusions import Conclusions
from sanctions.consequences import Consequences
from sanctions.decider import Decider, Outcome
from sanctions.determination import (
    SETTLED,
    STATUS_LABELS,
    BookRef,
    Determination,
    Explanation,
    Interval,
)
from sanctions.numbering import Ints, looked_up
from sanctions.open_questions import OpenQuestions
from sanctions.outcome import Measures
from sanctions.prescribed import Prescribed
from sanctions.questions import needs_person, question_masks
from sanctions.reasons import Reasoner
from sanctions.scales import Facing
from sanctions.shared import Shared
from sanctions.statute import StatuteScale


@dataclass(frozen=True)
class Decisions(Sequence[Determination]):
    """One determination a subject, in the order of the table.

    The columns (``status``, ``outcomes``, ``masks``) are computed at once; a determination with
    its reasons is put together when it is asked for.
    """

    decider: Decider
    table: CaseTable
    inference: Inference
    situation: Situation
    outcomes: Ints
    masks: Masks
    status: Shared[str]

    @property
    def book(self) -> CompiledBook:
        """The book that decided."""
        return self.decider.book

    def __len__(self) -> int:
        return len(self.table)

    @overload
    def __getitem__(self, index: int) -> Determination: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Determination]: ...
    def __getitem__(self, index: int | slice) -> Determination | Sequence[Determination]:
        if isinstance(index, slice):
            return [self._determination(i) for i in range(*index.indices(len(self)))]
        return self._determination(range(len(self))[index])

    def __iter__(self) -> Iterator[Determination]:
        return (self._determination(i) for i in range(len(self)))

    def explain(self, subject: int) -> Explanation:
        """The determination of one subject, with every fault and adjustment considered."""
        reasons = self._reasoner
        scope = self.inference.result("scope", subject)
        considered = list(reasons.faults_considered(subject))
        for adjustment in self.conclusions.not_adjusting(subject):
            considered.append(reasons.adjustment_considered(adjustment, subject))
        facts = reasons.facts_of(scope.firings, subject)
        return Explanation(self._determination(subject), tuple(considered), facts)

    def unasked(self, subject: int) -> Determination:
        """The determination without its open questions, which take longest to work out."""
        return self._determination(subject, asking=False)

    def settle_questions(self) -> int:
        """Work out every answer of every open question now; how many questions there are."""
        return sum(len(question.rows) for question in self.questions.asked)

    # ── parts of the determinations ───────────────────────────────────────────

    @cached_property
    def conclusions(self) -> Conclusions:
        """What the rules conclude of each subject."""
        return Conclusions(self.decider, self.table, self.inference, self.status)

    @cached_property
    def questions(self) -> OpenQuestions:
        """What is asked of each subject."""
        return OpenQuestions(self.conclusions, self.situation, self.masks)

    def outcome(self, i: int) -> Outcome:
        """Every outcome that is still possible for a subject."""
        return self.decider.outcome(int(self.outcomes[i]))

    def recommended(self, i: int) -> Measures:
        """The measures that are recommended; () with any other status."""
        settled = self.outcome(i).settled
        return settled.measures if settled is not None else ()

    # ── putting one determination together ────────────────────────────────────

    @cached_property
    def _reasoner(self) -> Reasoner:
        return Reasoner(self.inference, self._prescribed)

    @cached_property
    def _prescribed(self) -> Prescribed:
        return Prescribed(self.decider.judge)

    @cached_property
    def _consequences(self) -> Consequences:
        return Consequences(self.book.book, self.table)

    @cached_property
    def _ref(self) -> BookRef:
        book = self.book.book
        return BookRef(book.id, book.metadata.version, book.sha256)

    def _determination(self, i: int, *, asking: bool = True) -> Determination:
        status, outcome, measures = self.status[i], self.outcome(i), self.recommended(i)
        concluded, reasons = self.conclusions, self._reasoner
        kind = concluded.choice("主体类别", i) or ""
        applicable = concluded.applicable(i)
        responsibility = concluded.responsibility(i) if applicable else None
        facing = self._facing(i, kind, responsibility) if status in SETTLED else None
        return Determination(
            case_id=self._text("案件编号", i),
            subject=self._text("责任主体", i),
            subject_kind=kind or None,
            role=concluded.choice("角色", i),
            book=self._ref,
            status=status,
            faults=reasons.faults(i) if status != "out_of_scope" else (),
            responsibility=responsibility,
            gravity=concluded.choice("情节", i),
            measures=self._prescribed.measures(kind, facing, measures) if facing else (),
            statutory_options=concluded.options(kind, outcome) if applicable else (),
            interval=Interval(outcome.lightest, outcome.heaviest),
            adjustments=concluded.adjustments(i) if applicable else (),
            referrals=concluded.referrals(i),
            open_questions=tuple(self.questions.of(i, kind)) if asking else (),
            reasons=reasons.reasons(i, status, facing),
            signature=self._signature(i),
            effects=self._consequences.effects(i, kind, measures, self._alike(i, facing, measures)),
            procedure=tuple(self._consequences.steps(i, concluded.steps(i))),
        )

    def _text(self, label: str, i: int) -> str:
        return self.table.show(self.table.vocabulary.by_label(label), i)

    def _facing(self, i: int, kind: str, responsibility: str | None) -> Facing:
        """What the tables were asked; where an aspect is open, it changes nothing."""
        judge = self.decider.judge
        borne = responsibility
        if borne is None:
            mask = judge.of_kind(kind)
            borne = judge.responsibilities[(mask & -mask).bit_length() - 1]
        gravity = self.conclusions.choice("情节", i)
        grade = 0 if gravity is None else GRAVITIES.index(gravity)
        counts = tuple(min(n, judge.scale.cap) for n in self.conclusions.established(i))
        return Facing(kind, counts, borne, grade)

    def _alike(self, i: int, facing: Facing | None, measures: Measures) -> int:
        """How many faults would lead to the same measures each by itself."""
        scale = self.decider.judge.scale
        if facing is None or not isinstance(scale, StatuteScale):
            return 1
        return scale.alike(facing, self.conclusions.established(i), measures)

    def _signature(self, i: int) -> str:
        """The same for like cases: everything that decided, and nothing that did not."""
        parts = [str(int(codes[i])) for codes in self.inference.codes.values()]
        parts += [str(int(self.situation.gravity[i])), str(number(self.masks, i)), self.status[i]]
        digest = hashlib.sha256("/".join([self._ref.sha256, *parts]).encode())
        return digest.hexdigest()[:16]


def decide(decider: Decider, table: CaseTable) -> Decisions:
    """Decide every subject of a table."""
    inference = decider.engine.infer(table)
    situation = decider.situation(inference)
    outcomes = decider.outcome_ids(situation)
    masks = question_masks(decider, situation, outcomes)
    status = statuses(decider, table, outcomes, masks)
    return Decisions(decider, table, inference, situation, outcomes, masks, status)


def statuses(decider: Decider, table: CaseTable, outcomes: Ints, masks: Masks) -> Shared[str]:
    """The status of each subject: that of its outcome, or what an open one waits for."""
    names = list(STATUS_LABELS)
    facts, judgement = names.index("needs_facts"), names.index("needs_judgement")

    def number_of(outcome: int) -> int:
        settled = decider.outcome(outcome).settled
        return facts if settled is None else names.index(settled.status)

    numbers = looked_up(outcomes, number_of)
    numbers[(numbers == facts) & needs_person(decider, table, masks)] = judgement
    return Shared(names, numbers)
