"""Open questions: how many subjects and cases each would settle, and in which order to ask."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from exporters.wording import Wording, settles
from sanctions.determination import Determination, OpenQuestion

#: A question, whoever it is asked about: the fact, and the sort of question.
Key = tuple[str, str]
UNSETTLED = ("needs_facts", "needs_judgement")


@dataclass(frozen=True, slots=True)
class Wanted:
    """``subjects`` and ``cases`` are settled by this answer alone, whatever it is.

    ``partly``: subjects that some of the answers settle. ``together``: subjects settled when
    this and every question listed before it is answered, each subject by one of them.
    """

    key: Key
    question: OpenQuestion
    waiting: int
    subjects: int
    partly: int
    cases: int
    together: int


class Questions:
    """Open questions gathered while subjects go by. Those that bear on a referral alone do not
    count: they settle no outcome."""

    def __init__(self, words: Wording) -> None:
        self.words = words
        self._examples: dict[Key, OpenQuestion] = {}
        self._waiting: dict[Key, int] = defaultdict(int)
        self._partly: dict[Key, int] = defaultdict(int)
        self._settled: dict[Key, set[int]] = defaultdict(set)
        self._cases: dict[Key, int] = defaultdict(int)

    def add_case(self, subjects: Iterable[tuple[int, Determination]]) -> None:
        """The subjects of one case, with their positions in the run."""
        whole: set[Key] | None = None
        for index, d in subjects:
            if d.status in UNSETTLED:
                alone = self._add(index, d)
                whole = alone if whole is None else whole & alone
        for key in whole or ():
            self._cases[key] += 1

    def _add(self, index: int, d: Determination) -> set[Key]:
        alone = set()
        for question in d.open_questions:
            if self.words.only_referral(question):
                continue
            key = (question.fact, question.kind)
            self._examples.setdefault(key, question)
            self._waiting[key] += 1
            settling = sum(map(settles, question.outcomes.values()))
            if settling and settling == len(question.outcomes):
                self._settled[key].add(index)
                alone.add(key)
            elif settling:
                self._partly[key] += 1
        return alone

    def ordered(self) -> list[Wanted]:
        """At each place the question that settles most of the subjects that are left."""
        left = dict(self._examples)
        done: set[int] = set()
        found = []
        while left:
            key = min(
                left,
                key=lambda k: (-len(self._settled[k] - done), -self._waiting[k], k),
            )
            done |= self._settled[key]
            found.append(
                Wanted(
                    key,
                    left.pop(key),
                    self._waiting[key],
                    len(self._settled[key]),
                    self._partly[key],
                    self._cases[key],
                    len(done),
                )
            )
        return found
