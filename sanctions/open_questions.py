"""The open questions of each subject, as they are put to a person: what to ask, and why."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

import numpy as np

from facts import OPEN, CaseTable, Fact
from rules.clusters import Cluster
from rules.inference import Inference
from rules.masks import Masks, number
from sanctions.branches import Situation
from sanctions.conclusions import Conclusions
from sanctions.decider import Decider
from sanctions.determination import OpenQuestion
from sanctions.questions import Asked, asked, gravity_fact
from sanctions.wording import outcome_label

#: A fact that a referral turns on, and what each answer means.
_Referral = tuple[Fact, dict[str, str]]


@dataclass(frozen=True, slots=True)
class _Answers:
    """What each answer to a question leads to, and how many of them settle the outcome."""

    words: dict[str, str]
    settling: int
    all_settle: bool


@dataclass(frozen=True)
class OpenQuestions:
    """The questions of every subject; ``masks`` says which are open (see ``question_masks``)."""

    conclusions: Conclusions
    situation: Situation
    masks: Masks
    _referral_facts: dict[tuple[str, int], list[_Referral]] = field(default_factory=dict)

    @property
    def decider(self) -> Decider:
        """What would decide otherwise after another answer."""
        return self.conclusions.decider

    @property
    def table(self) -> CaseTable:
        """The facts as given."""
        return self.conclusions.table

    @property
    def inference(self) -> Inference:
        """What followed from them."""
        return self.conclusions.inference

    @cached_property
    def asked(self) -> list[Asked]:
        """Every question with the outcome of each answer; worked out when first read."""
        return list(asked(self.decider, self.situation, self.masks))

    def of(self, i: int, kind: str) -> Iterator[OpenQuestion]:
        """What would settle the case comes first, then what is nearest to settling it."""
        found = []
        open_bits = number(self.masks, i)
        waiting = self._waiting(i) if open_bits else ()
        for question in self.asked if open_bits else ():
            if not open_bits >> question.bit & 1:
                continue
            at = int(np.searchsorted(question.rows, i))
            answers = self._answers(question.answers, question.outcomes[:, at].tobytes(), kind)
            # How many questions the nearest conclusion still waits for, this one included.
            distance = min((n for mask, n in waiting if mask >> question.bit & 1), default=0)
            order = (not answers.all_settle, distance, -answers.settling, question.bit)
            found += [(order, q) for q in self.worded(i, question.bit, answers.words)]
        yield from (question for _, question in sorted(found, key=lambda pair: pair[0]))
        yield from self._referral_questions(i)

    def _waiting(self, i: int) -> list[tuple[int, int]]:
        """What the conclusions on a subject wait for: the questions as bits, and how many."""
        codes, possible = self.inference.codes, self.decider.possible
        masks = {possible[name].of(int(codes[name][i])).pivots for name in self.decider.bearing}
        return [(mask, mask.bit_count()) for mask in masks if mask]

    @cached_property
    def _answers(self) -> Callable[[tuple[str, ...], bytes, str], "_Answers"]:
        """What the answers lead to; ``outcomes`` are the ids of outcomes, -1 where none fits."""
        book = self.decider.book.book

        @cache
        def answers(labels: tuple[str, ...], outcomes: bytes, kind: str) -> _Answers:
            ids = np.frombuffer(outcomes, np.int64).tolist()
            given = zip(labels, ids, strict=True)
            found = {label: self.decider.outcome(id_) for label, id_ in given if id_ >= 0}
            words = {label: outcome_label(o, kind, book) for label, o in found.items()}
            settling = sum(outcome.settled is not None for outcome in found.values())
            return _Answers(words, settling, settling == len(found))

        return answers

    def worded(self, i: int, bit: int, words: dict[str, str]) -> Iterator[OpenQuestion]:
        """A question as it is put for a subject; ``words`` says what each answer leads to."""
        variables = self.decider.variables
        if bit == variables.gravity_bit:
            yield OpenQuestion("情节", self._kind(gravity_fact(self.decider), i), words)
        elif bit == variables.silence_bit:
            yield OpenQuestion("责任认定", "silence", words)
        elif bit >= len(variables.facts):
            dispute = variables.disputes[bit - len(variables.facts)]
            yield OpenQuestion(dispute.label, dispute.kind, words)
        else:
            fact = variables.facts[bit].fact
            for part in self._unsettled(fact, i) if fact else ():
                yield OpenQuestion(part.label, self._kind(part, i), words)

    def _unsettled(self, fact: Fact, i: int) -> list[Fact]:
        """The facts to ask for: the written parts that are not known, or only within bounds.

        Where all of them are known (records said to be complete, with blank cells), the number.
        """
        parts = self.table.base_facts(fact)
        return [part for part in parts if not self.table.exact(part, i)] or [fact]

    def _kind(self, fact: Fact, i: int) -> str:
        if self.table.state(fact, i) == OPEN:
            return "open"
        return "judgement" if fact.kind == "judgement" else "unknown"

    def _referral_questions(self, i: int) -> Iterator[OpenQuestion]:
        """Unknown referrals: they change no measure, but a person must know of them."""
        if self.conclusions.status[i] == "out_of_scope":
            return
        for cluster, procedure in self.conclusions.referring:
            code = int(self.inference.codes[cluster.id][i])
            asked = self._referral_facts.get((cluster.id, code))
            if asked is None:
                asked = list(self._referral_asked(cluster, code, procedure.label))
                self._referral_facts[cluster.id, code] = asked
            for fact, words in asked:
                yield OpenQuestion(fact.label, self._kind(fact, i), words)

    def _referral_asked(self, cluster: Cluster, code: int, label: str) -> Iterator[_Referral]:
        """The facts that a referral turns on in one situation."""
        possible = self.decider.possible[cluster.id].of(code)
        if possible.can_hold[0] and possible.can_fail[0]:
            for bit, variable in enumerate(self.decider.variables.facts):
                if possible.pivots >> bit & 1 and variable.fact is not None:
                    yield variable.fact, self._referred(cluster, code, bit, label)

    def _referred(self, cluster: Cluster, code: int, bit: int, label: str) -> dict[str, str]:
        """What each answer means for a referral."""
        table = self.decider.possible[cluster.id]
        codes = np.array([code], np.int32)
        words = {}
        for index, answer in enumerate(self.decider.variables.facts[bit].answers):
            after = table.of(int(table.answered(codes, bit, index)[0]))
            settled = label if after.can_hold[0] else "不移送"
            both = after.can_hold[0] and after.can_fail[0]
            words[answer.label] = f"{label}，仍待其他事项" if both else settled
        return words
