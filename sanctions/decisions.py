"""The decisions of one table: columns for all subjects, and any determination in full."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np

from facts import KNOWN, OPEN, CaseTable, Fact
from facts.truth import TRUE
from rules.book import GRAVITIES
from rules.clusters import Cluster
from rules.inference import Inference
from rules.loader import CompiledBook
from rules.masks import Masks, number
from sanctions.branches import Situation
from sanctions.consequences import Consequences
from sanctions.decider import Decider, Outcome
from sanctions.determination import (
    Adjustment,
    BookRef,
    Determination,
    Explanation,
    Interval,
    OpenQuestion,
    Referral,
)
from sanctions.numbering import Ints
from sanctions.outcome import Measures
from sanctions.prescribed import Prescribed
from sanctions.questions import Asked, asked, needs_person, question_masks
from sanctions.reasons import Reasoner
from sanctions.scales import Facing
from sanctions.statute import StatuteScale
from sanctions.wording import outcome_label

#: Statuses of subjects whose outcome is settled, so that an adjustment can be applied.
_SETTLED = ("recommended", "exempt", "no_accountability")


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
    status: tuple[str, ...]

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
        considered += [reasons.adjustment_considered(c, subject) for c in self._excluded(subject)]
        facts = reasons.facts_of(scope.firings, subject)
        return Explanation(self._determination(subject), tuple(considered), facts)

    def settle_questions(self) -> int:
        """Work out every answer of every open question now; how many questions there are."""
        return sum(len(question.rows) for question in self._asked)

    # ── putting one determination together ────────────────────────────────────

    @cached_property
    def _reasoner(self) -> Reasoner:
        return Reasoner(self.inference, self._prescribed)

    @cached_property
    def _prescribed(self) -> Prescribed:
        return Prescribed(self.decider.judge)

    @cached_property
    def _referring(self) -> list[Cluster]:
        """The clusters that hand over to another procedure."""
        clusters = self.book.stage("procedure")
        return [c for c in clusters if c.goals[0].rules[0].conclusion.verb == "refer"]

    @cached_property
    def _consequences(self) -> Consequences:
        return Consequences(self.book.book, self.table)

    @cached_property
    def _asked(self) -> list[Asked]:
        return list(asked(self.decider, self.situation, self.masks))

    @cached_property
    def _ref(self) -> BookRef:
        book = self.book.book
        return BookRef(book.id, book.metadata.version, book.sha256)

    def _determination(self, i: int) -> Determination:
        status = self.status[i]
        outcome = self.decider.outcome(int(self.outcomes[i]))
        kind = self._choice("主体类别", i) or ""
        applicable = status != "out_of_scope"
        if status == "no_accountability":  # a fault may stand and not be pursued
            applicable = any(self._established(i))
        points = outcome.points
        measures: Measures = ()
        if status == "recommended":
            (point,) = points
            measures = point.measures
        adjustments = self._adjustments(i) if applicable else ()
        responsibility = self._responsibility(i) if applicable else None
        gravity = self._choice("情节", i)
        reasons = self._reasoner
        facing = self._facing(i, kind, responsibility) if status in _SETTLED else None
        return Determination(
            case_id=self._text("案件编号", i),
            subject=self._text("责任主体", i),
            subject_kind=kind or None,
            role=self._choice("角色", i),
            book=self._ref,
            status=status,
            faults=reasons.faults(i) if status != "out_of_scope" else (),
            responsibility=responsibility,
            gravity=gravity,
            measures=self._prescribed.measures(kind, facing, measures) if facing else (),
            statutory_options=self._options(kind, outcome) if applicable else (),
            interval=Interval(outcome.lightest, outcome.heaviest),
            adjustments=adjustments,
            referrals=self._referrals(i) if status != "out_of_scope" else (),
            open_questions=tuple(self._questions(i, kind)),
            reasons=reasons.reasons(i, status, facing),
            signature=self._signature(i),
            effects=self._consequences.effects(i, kind, measures, self._alike(i, facing, measures)),
            procedure=tuple(self._consequences.steps(i, self._steps(i, status))),
        )

    def _text(self, label: str, i: int) -> str:
        return self.table.show(self._fact(label), i)

    def _fact(self, label: str) -> Fact:
        return self.table.vocabulary.by_label(label)

    def _choice(self, label: str, i: int) -> str | None:
        fact = self._fact(label)
        if self.table.state(fact, i) != KNOWN:
            return None
        row = int(self.table.case_of[i]) if fact.entity == "case" else i
        return fact.choices[int(self.table.column(fact).low[row])].id

    def _facing(self, i: int, kind: str, responsibility: str | None) -> Facing:
        """What the tables were asked; where an aspect is open, it changes nothing."""
        judge = self.decider.judge
        borne = responsibility
        if borne is None:
            mask = judge.of_kind(kind)
            borne = judge.responsibilities[(mask & -mask).bit_length() - 1]
        gravity = self._choice("情节", i)
        grade = 0 if gravity is None else GRAVITIES.index(gravity)
        counts = tuple(min(n, judge.scale.cap) for n in self._established(i))
        return Facing(kind, counts, borne, grade)

    def _established(self, i: int) -> list[int]:
        """How many faults of each group are established."""
        return [
            sum(self.inference.result(f"finding/{f}", i).values[0] == TRUE for f in group)
            for group in self.decider.judge.scale.groups
        ]

    def _alike(self, i: int, facing: Facing | None, measures: Measures) -> int:
        """How many faults would lead to the same measures each by itself."""
        scale = self.decider.judge.scale
        if facing is None or not isinstance(scale, StatuteScale):
            return 1
        return scale.alike(facing, self._established(i), measures)

    def _options(self, kind: str, outcome: Outcome) -> tuple[str, ...]:
        """What the statute offers: its whole catalogue, or what its table leaves possible."""
        catalogue = [m.id for m in self.book.book.measures(kind)]
        if self.book.book.tariff is None:
            return tuple(catalogue)
        possible = {m for measures in outcome.lawful for m in measures}
        return tuple(m for m in catalogue if m in possible)

    def _steps(self, i: int, status: str) -> tuple[str, ...]:
        """The steps that a rule concludes, and of a recommendation those that need no rule."""
        concluded, ruled = [], set()
        for cluster in self.book.stage("procedure"):
            conclusion = cluster.goals[0].rules[0].conclusion
            if conclusion.verb == "step":
                ruled.add(conclusion.targets[0])
                if self.inference.result(cluster.id, i).values[0] == TRUE:
                    concluded.append(conclusion.targets[0])
        if status == "recommended":
            steps = (p.id for p in self.book.book.metadata.procedures)
            concluded += [step for step in steps if step not in ruled]
        return tuple(concluded) if status != "out_of_scope" else ()

    def _responsibility(self, i: int) -> str | None:
        """The responsibility that the text settles; None where it does not (yet)."""
        for cluster in self.book.stage("attribution"):
            values = self.inference.result(cluster.id, i).values
            settled = [g.id for g, v in zip(cluster.goals, values, strict=True) if v == TRUE]
            if len(settled) == 1:
                return settled[0]
        return None

    def _adjustments(self, i: int) -> tuple[Adjustment, ...]:
        """Each adjustment that a rule offers; the one that the baseline suggests is applied."""
        gravity = self._choice("情节", i)
        judge = self.decider.judge
        holds = {
            c.goals[0].id: self.inference.result(c.id, i).values[0] == TRUE
            for c in self.decider.adjusting
        }
        applies = tuple(int(any(holds[rule] for rule in offer.rules)) for offer in judge.offers)
        suggested = None
        if gravity is not None and self.status[i] in _SETTLED:
            suggested = judge.suggested(GRAVITIES.index(gravity), applies)
        found = []
        for offer in judge.offers:
            for rule in (r for r in offer.rules if holds[r]):
                cite = self.book.rules[rule].rule.cite
                for kind in offer.kinds:
                    found.append(Adjustment(rule, kind, offer.force, kind == suggested, cite))
        return tuple(found)

    def _excluded(self, i: int) -> list[str]:
        return [
            c.id for c in self.decider.adjusting if self.inference.result(c.id, i).values[0] != TRUE
        ]

    def _referrals(self, i: int) -> tuple[Referral, ...]:
        found = []
        labels = {r.id: r.label for r in self.book.book.metadata.referrals}
        for cluster in self._referring:
            rule = cluster.goals[0].rules[0]
            if self.inference.result(cluster.id, i).values[0] == TRUE:
                target = rule.conclusion.targets[0]
                found.append(Referral(target, labels[target], rule.rule.cite))
        return tuple(found)

    # ── open questions ────────────────────────────────────────────────────────

    def _questions(self, i: int, kind: str) -> Iterator[OpenQuestion]:
        """What would settle the case comes first, then what is nearest to settling it."""
        found = []
        for question in self._asked if self.masks[:, i].any() else ():
            at = int(np.searchsorted(question.rows, i))
            if at == len(question.rows) or question.rows[at] != i:
                continue
            answers = [
                (label, self.decider.outcome(int(outcome)))
                for label, outcome in zip(question.answers, question.outcomes[:, at], strict=True)
                if outcome >= 0
            ]
            settles = sum(len(outcome.points) == 1 for _, outcome in answers)
            words = {label: outcome_label(o, kind, self.book.book) for label, o in answers}
            distance = self._distance(i, question.bit)
            order = (settles != len(answers), distance, -settles, question.bit)
            found += [(order, q) for q in self._worded(i, question.bit, words)]
        yield from (question for _, question in sorted(found, key=lambda pair: pair[0]))
        yield from self._referral_questions(i)

    def _distance(self, i: int, bit: int) -> int:
        """How many open questions the nearest conclusion still waits for, this one included."""
        waiting = [
            number(self.decider.possible[cluster].pivots, int(self.inference.codes[cluster][i]))
            for cluster in self.decider.bearing
        ]
        return min((mask.bit_count() for mask in waiting if mask >> bit & 1), default=0)

    def _worded(self, i: int, bit: int, words: dict[str, str]) -> Iterator[OpenQuestion]:
        variables = self.decider.variables
        if bit == self.decider.variables.gravity_bit:
            yield OpenQuestion("情节", self._kind(self._fact("情节"), i), words)
        elif bit == self.decider.variables.silence_bit:
            yield OpenQuestion("责任认定", "silence", words)
        elif bit >= len(variables.facts):
            dispute = variables.disputes[bit - len(variables.facts)]
            yield OpenQuestion(dispute.label, dispute.kind, words)
        else:
            fact = variables.facts[bit].fact
            for part in self._unsettled(fact, i) if fact else ():
                yield OpenQuestion(part.label, self._kind(part, i), words)

    def _unsettled(self, fact: Fact, i: int) -> list[Fact]:
        """The written facts to ask for: the parts that are not known, or only within bounds."""
        return [part for part in self.table.base_facts(fact) if not self.table.exact(part, i)]

    def _kind(self, fact: Fact, i: int) -> str:
        if self.table.state(fact, i) == OPEN:
            return "open"
        return "judgement" if fact.kind == "judgement" else "unknown"

    def _referral_questions(self, i: int) -> Iterator[OpenQuestion]:
        """Unknown referrals: they change no measure, but a person must know of them."""
        if self.status[i] == "out_of_scope":
            return
        labels = {r.id: r.label for r in self.book.book.metadata.referrals}
        for cluster in self._referring:
            possible = self.decider.possible[cluster.id].of(
                int(self.inference.codes[cluster.id][i])
            )
            if not (possible.can_hold[0] and possible.can_fail[0]):
                continue
            label = labels[cluster.goals[0].rules[0].conclusion.targets[0]]
            for bit in range(len(self.decider.variables.facts)):
                fact = self.decider.variables.facts[bit].fact
                if possible.pivots >> bit & 1 and fact is not None:
                    words = self._referred(cluster, i, bit, label)
                    yield OpenQuestion(fact.label, self._kind(fact, i), words)

    def _referred(self, cluster: Cluster, i: int, bit: int, label: str) -> dict[str, str]:
        """What each answer means for a referral."""
        table = self.decider.possible[cluster.id]
        codes = self.inference.codes[cluster.id][i : i + 1]
        words = {}
        for index, answer in enumerate(self.decider.variables.facts[bit].answers):
            after = table.of(int(table.answered(codes, bit, index)[0]))
            settled = label if after.can_hold[0] else "不移送"
            both = after.can_hold[0] and after.can_fail[0]
            words[answer.label] = f"{label}，仍待其他事项" if both else settled
        return words

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
    person = needs_person(decider, table, masks)
    ids, inverse = np.unique(outcomes, return_inverse=True)
    settled = []
    for outcome_id in ids:
        points = decider.outcome(int(outcome_id)).points
        settled.append(next(iter(points)).status if len(points) == 1 else "")
    status = tuple(
        settled[k] or ("needs_judgement" if p else "needs_facts")
        for k, p in zip(inverse.tolist(), person.tolist(), strict=True)
    )
    return Decisions(decider, table, inference, situation, outcomes, masks, status)
