"""What the overview, the questions and the clauses need, gathered while rows go by."""

from collections import Counter
from dataclasses import dataclass, field

from exporters.wording import Wording, settles
from sanctions.determination import Determination, OpenQuestion


@dataclass(frozen=True, slots=True)
class Asked:
    """An open question of one subject."""

    case_id: str
    subject: str
    status: str
    question: OpenQuestion


@dataclass(slots=True)
class Wanted:
    """How much one fact decides: subjects that wait for it, and those it settles alone."""

    fact: str
    kind: str
    only_referral: bool
    waiting: int = 0
    settled: int = 0


@dataclass
class Tally:
    """Counts over all determinations."""

    rows: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    faults: Counter[tuple[str, str]] = field(default_factory=Counter)
    measures: Counter[tuple[str, str]] = field(default_factory=Counter)
    clauses: Counter[str] = field(default_factory=Counter)
    asked: list[Asked] = field(default_factory=list)
    wanted: dict[tuple[str, str, bool], Wanted] = field(default_factory=dict)

    def add(self, d: Determination, clauses: list[str], words: Wording) -> None:
        """Count one determination; ``clauses`` are those it cites."""
        self.rows += 1
        self.statuses[d.status] += 1
        self.faults.update((fault.id, fault.value) for fault in d.faults)
        self.measures.update((measure.id, d.subject_kind or "") for measure in d.measures)
        self.clauses.update(clauses)
        for question in d.open_questions:
            self.asked.append(Asked(d.case_id or "", d.subject or "", d.status, question))
            key = _key(question, words)
            wanted = self.wanted.setdefault(key, Wanted(*key))
            wanted.waiting += 1
            wanted.settled += settled_by(question, words) == len(question.outcomes) > 0

    def by_weight(self) -> list[Wanted]:
        """The facts wanted, those first that alone settle most subjects, then most waiting.

        Those that bear on referrals alone come last.
        """

        def weight(w: Wanted) -> tuple[bool, int, int, str, str]:
            return w.only_referral, -w.settled, -w.waiting, w.fact, w.kind

        return sorted(self.wanted.values(), key=weight)

    def questions(self, words: Wording) -> list[Asked]:
        """The open questions, facts by weight, subjects in input order."""
        rank = {(w.fact, w.kind, w.only_referral): n for n, w in enumerate(self.by_weight())}
        return sorted(self.asked, key=lambda asked: rank[_key(asked.question, words)])


def _key(question: OpenQuestion, words: Wording) -> tuple[str, str, bool]:
    return question.fact, question.kind, words.only_referral(question)


def settled_by(question: OpenQuestion, words: Wording) -> int:
    """How many of the answers settle the outcome; none when it bears on a referral alone."""
    if words.only_referral(question):
        return 0
    return sum(map(settles, question.outcomes.values()))
