"""Do the outcomes under two ladders go together? A hint for people; it changes no outcome.

What is compared are the recommendations, and every pair of grades within the two intervals.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from facts import Text
from rules.loader import CompiledBook
from rules.matching import Matching, Side
from rules.measures import Measure
from sanctions.determination import Determination
from sanctions.versions import told

#: ``match`` and ``mismatch``: both settled; or no pair within the intervals goes together.
#: ``open``: it depends on what is still open. ``one_sided``: a sanction on one ladder alone.
#: ``none``: no sanction on either. ``not_compared``: the table does not speak of it.
Verdict = Literal["match", "mismatch", "open", "one_sided", "none", "not_compared"]

VERDICT_LABELS: dict[Verdict, Text] = {
    "match": Text("匹配", "Match"),
    "mismatch": Text("不匹配", "No match"),
    "open": Text("待定", "Open"),
    "one_sided": Text("单方处分", "One ladder alone"),
    "none": Text("都没有处分", "No sanction on either"),
    "not_compared": Text("不能比较", "Not compared"),
}
NOT_HERE = Text("{name}：{status}", "{name}: {status}")
OFF_TABLE = Text("表里没有{name}“{measure}”", "the table has no {name} “{measure}”")
POINTS = Text("{first}；{second}", "{first}; {second}")
GRADE = Text("{name}{measure}", "{name} {measure}")
NO_SANCTION = Text("{name}没有处分", "no {name} sanction")
CELLS = Text("幅度内相配的：{cells}", "within the intervals these go together: {cells}")
NO_CELL = Text("两个幅度里没有相配的", "nothing within the intervals goes together")
DEMANDED = Text(
    "{cite}：{second}以上的，应当给予{first}以上",
    "{cite}: from {second} up, {first} or more is due",
)
CELL = Text("{first}＝{second}", "{first} = {second}")


@dataclass(frozen=True, slots=True)
class Compared:
    """What a table says of one subject. ``cells``: the pairs of measure ids that go together."""

    matching: Matching
    verdict: Verdict
    why: Text
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class OneSide:
    """One side: a book, and what it says of the subject."""

    side: Side
    book: CompiledBook
    decision: Determination

    def name(self) -> Text:
        """What people call this ladder."""
        return Text(self.side.name, self.side.name_en)

    def label(self, measure: str) -> Text:
        """党纪警告; the name alone where there is no sanction."""
        if not measure:
            return told(NO_SANCTION, name=self.name())
        found = self.book.book.measure(self.decision.subject_kind or "", measure)
        words = Text(found.label, found.label_en or found.label)
        return told(GRADE, name=self.name(), measure=words)

    def ladder(self) -> list[Measure]:
        """The grades, lightest first."""
        kind = self.decision.subject_kind or ""
        return [m for m in self.book.book.measures(kind) if m.ladder == self.side.ladder]

    def grade(self, measure: str) -> str:
        """A measure as a grade of the ladder; "" for none."""
        return self.side.stands_for.get(measure, measure)

    def rank(self, measure: str) -> int:
        """How high on the ladder; -1 for no sanction."""
        grades = [m.id for m in self.ladder()]
        grade = self.grade(measure)
        return grades.index(grade) if grade in grades else -1

    def off_ladder(self) -> str:
        """A measure of the outcome that is no grade of the ladder, or ""."""
        d = self.decision
        grades = {m.id for m in self.ladder()}
        spoken = (*d.interval.lightest, *d.interval.heaviest, *(m.id for m in d.measures))
        return next((m for m in spoken if self.grade(m) not in grades), "")

    def settled(self) -> str | None:
        """The measure recommended, "" for none, or None while the outcome is open."""
        if self.decision.status in ("exempt", "no_accountability"):
            return ""
        if self.decision.status != "recommended" or len(self.decision.measures) > 1:
            return None
        return next((m.id for m in self.decision.measures), "")

    def within(self) -> list[str]:
        """Every sanction within the interval, lightest first; "" where there may be none."""
        interval, offered = self.decision.interval, set(self.decision.statutory_options)
        low, high = (self._end(ids) for ids in (interval.lightest, interval.heaviest))
        found = [""] if low < 0 else []
        for measure in self.book.book.measures(self.decision.subject_kind or ""):
            inside = low <= self.rank(measure.id) <= high and self.rank(measure.id) >= 0
            if inside and (measure.id in offered or measure.id == self.settled()):
                found.append(measure.id)
        return found

    def _end(self, ids: Sequence[str]) -> int:
        return max((self.rank(m) for m in ids), default=-1)


def compared(matching: Matching, first: OneSide, second: OneSide) -> Compared:
    """What the table says of the outcomes under two books."""
    for half in (first, second):
        if half.decision.status in ("out_of_scope", "rejected"):
            status = Text("不适用", "out of scope")
            if half.decision.status == "rejected":
                status = Text("未能读取", "not read")
            return Compared(
                matching, "not_compared", told(NOT_HERE, name=half.name(), status=status)
            )
        if off := half.off_ladder():
            words = Text(half.label(off).zh.removeprefix(half.side.name), off)
            return Compared(
                matching, "not_compared", told(OFF_TABLE, name=half.name(), measure=words)
            )
    cells = tuple(_cells(matching, first, second))
    points = first.settled(), second.settled()
    if points[0] is None or points[1] is None:
        verdict: Verdict = "open" if cells or _may_be_alone(first, second) else "mismatch"
        return Compared(matching, verdict, _pairs(cells, first, second), cells)
    what = told(POINTS, first=first.label(points[0]), second=second.label(points[1]))
    demanded = _demanded(matching, first, second, points[0], points[1])
    if demanded is not None:
        return Compared(matching, "mismatch", _joined(what, demanded), cells)
    if not points[0] and not points[1]:
        return Compared(matching, "none", what)
    if not points[0] or not points[1]:
        alone = Text(matching.alone, matching.alone)
        return Compared(matching, "one_sided", _joined(what, alone), cells)
    if (points[0], points[1]) in cells:
        return Compared(matching, "match", what, cells)
    return Compared(matching, "mismatch", _joined(what, _pairs(cells, first, second)), cells)


def _cells(matching: Matching, first: OneSide, second: OneSide) -> Iterator[tuple[str, str]]:
    for one, other in product(first.within(), second.within()):
        if one and other and second.grade(other) in matching.goes_with(first.grade(one)):
            yield one, other


def _may_be_alone(first: OneSide, second: OneSide) -> bool:
    """May it come to no sanction on a side, so that the table would not speak of it?"""
    return "" in first.within() or "" in second.within()


def _demanded(
    matching: Matching, first: OneSide, second: OneSide, one: str, other: str
) -> Text | None:
    """What a text demands and the two outcomes do not meet; None where they do."""
    for demand in matching.demands:
        due = second.rank(other) >= second.rank(demand.second)
        if due and first.rank(one) < first.rank(demand.first):
            cite = told(GRADE, name=first.name(), measure="、".join(demand.cite))
            return told(
                DEMANDED,
                cite=cite,
                second=second.label(demand.second),
                first=first.label(demand.first),
            )
    return None


def _pairs(cells: Sequence[tuple[str, str]], first: OneSide, second: OneSide) -> Text:
    if not cells:
        return NO_CELL
    pairs = [told(CELL, first=first.label(one), second=second.label(other)) for one, other in cells]
    words = Text("、".join(p.zh for p in pairs), ", ".join(p.en for p in pairs))
    return told(CELLS, cells=words)


def _joined(first: Text, second: Text) -> Text:
    return Text(f"{first.zh}。{second.zh}", f"{first.en}. {second.en}") if second.zh else first
