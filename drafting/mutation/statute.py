"""Wrong statutes: the table of ranges, the periods of effect and the steps, with one thing changed.

As in ``tables``, each is a file, the path of a part and what stands there instead.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from drafting.mutation.tables import WrongTable, listed, wrong_measures
from rules.book import Book
from rules.measures import Measure, Tariff, TariffRow
from rules.source import Source, YamlPath
from rules.terms import GRAVITIES

_LENGTH = re.compile(r"(\d+)(个工作日|个月|天|年|小时)$")
_HOW = ("all", "heaviest", "plus_one")
_WITHIN = ("lightest", "middle", "heaviest")

#: A value for what is no longer there.
DROPPED = object()


def wrong_statute(book: Book, source: Source) -> Iterator[WrongTable]:
    """Every small change to what the book prescribes; nothing of a book without a table."""
    if book.tariff is not None:
        for index, row in enumerate(book.tariff.rows):
            yield from _Row(book, row, ("rows", index)).wrong()
        yield from _merging(book, book.tariff)
        yield from _within(book)
    yield from _periods(book)
    yield from _effects(book)
    yield from _steps(book)


class _Row:
    """The changes to one row."""

    def __init__(self, book: Book, row: TariffRow, path: YamlPath) -> None:
        self.book, self.row, self.path = book, row, path
        self.measures = {measure.id: measure for measure in book.measures(row.kind)}

    def wrong(self) -> Iterator[WrongTable]:
        """The row left out, or saying something else."""
        about = (self.row.id, *self.row.cite, *self.row.faults)
        yield "row", "tariff.yaml", self.path, DROPPED, self.row.id, about, self.row.id, "（漏掉）"
        for kind, name, value, old, new in (*self._amounts(), *self._situations()):
            path = (*self.path, name)
            yield kind, "tariff.yaml", path, value, self.row.id, about, old, new

    def _amounts(self) -> Iterator[tuple[str, str, Any, str, str]]:
        row = self.row
        if row.range is not None:
            old = "—".join(row.range)
            for low, high in self._other_ends(*row.range):
                yield "range", "range", [low, high], old, f"{low}—{high}"
        ladder = list(self.measures)
        for name in ("choose", "measures"):
            named = list(getattr(row, name))
            for other in _fewer_or_next(named, ladder):
                yield "measure", name, other, listed(named), listed(other)
        for other in _fewer(list(row.plus)):
            yield "measure", "plus", other, f"plus {listed(row.plus)}", f"plus {listed(other)}"
        if len(row.choose) > 1:
            old, new = (f"together: {str(v).lower()}" for v in (row.together, not row.together))
            yield "measure", "together", not row.together, old, new

    def _other_ends(self, low: str, high: str) -> Iterator[tuple[str, str]]:
        """Either end one grade off."""
        ladder = self._ladder(self.measures[low])
        first, last = ladder.index(low), ladder.index(high)
        for a, b in ((first - 1, last), (first + 1, last), (first, last - 1), (first, last + 1)):
            if 0 <= a <= b < len(ladder):
                yield ladder[a], ladder[b]

    def _ladder(self, measure: Measure) -> list[str]:
        return [m.id for m in self.measures.values() if m.ladder == measure.ladder]

    def _situations(self) -> Iterator[tuple[str, str, Any, str, str]]:
        row = self.row
        given = [g for g in GRAVITIES if g in row.gravity]
        for gravity in GRAVITIES if given else ():
            other = [g for g in GRAVITIES if (g in given) != (g == gravity)]
            near = gravity in given or _beside(gravity, given)
            if other and near:
                yield "gravity", "gravity", other, listed(given), listed(other)
        known = [r.id for r in self.book.metadata.responsibilities if r.kind == row.kind]
        borne = list(row.responsibility)
        for name in known if borne else ():
            bearing = [r for r in known if (r in borne) != (r == name)]
            if bearing:
                yield "borne", "responsibility", bearing, listed(borne), listed(bearing)
        for faults in _fewer(list(row.faults)):
            if faults:
                yield "faults", "faults", faults, listed(row.faults), listed(faults)


def _beside(gravity: str, given: Sequence[str]) -> bool:
    at = GRAVITIES.index(gravity)
    return any(abs(GRAVITIES.index(g) - at) == 1 for g in given)


def _fewer(values: list[str]) -> Iterator[list[str]]:
    for index in range(len(values)):
        yield values[:index] + values[index + 1 :]


def _fewer_or_next(named: list[str], ladder: list[str]) -> Iterator[list[str]]:
    """One fewer (not none), or one exchanged for the nearest."""
    for other in wrong_measures(named, ladder):
        if other and len(other) <= len(named):
            yield other


def _merging(book: Book, tariff: Tariff) -> Iterator[WrongTable]:
    merge, about = tariff.merge, ("merge", *tariff.merge.cite)
    for how in _HOW:
        if how != merge.how:
            path: YamlPath = ("merge", "how")
            yield "merge", "tariff.yaml", path, how, "merge", about, merge.how, how
    if merge.sum_of_periods:
        path = ("merge", "sum_of_periods")
        old, new = "sum_of_periods: true", "sum_of_periods: false"
        yield "merge", "tariff.yaml", path, False, "merge", about, old, new
    for length in _other_lengths(merge.cap):
        path = ("merge", "cap")
        yield "period", "tariff.yaml", path, length, "merge", about, merge.cap, length


def _within(book: Book) -> Iterator[WrongTable]:
    within = book.baseline.within
    for other in _WITHIN:
        if other != within:
            old, new = f"within: {within}", f"within: {other}"
            yield "suggest", "baseline.yaml", ("within",), other, "within", (), old, new


def _periods(book: Book) -> Iterator[WrongTable]:
    for index, measure in enumerate(book.catalogue):
        for length in _other_lengths(measure.period):
            path: YamlPath = (index, "period")
            about = (measure.id, *measure.cite)
            old, new = f"{measure.label} {measure.period}", f"{measure.label} {length}"
            yield "period", "catalogue.yaml", path, length, measure.id, about, old, new


def _effects(book: Book) -> Iterator[WrongTable]:
    effects = book.metadata.effects
    if effects is None:
        return
    about = ("effects", *effects.cite)
    other = "each" if effects.combine == "longer" else "longer"
    changes: list[tuple[str, Any, str, str]] = [
        ("combine", other, f"combine: {effects.combine}", f"combine: {other}")
    ]
    if effects.carry:
        changes.append(("carry", DROPPED, f"carry: {effects.carry}", "（漏掉）"))
    if effects.given:
        changes.append(("given", DROPPED, f"given: {effects.given}", "（漏掉）"))
    if effects.history:
        changes.append(("history", DROPPED, "history", "（漏掉）"))
    if effects.cap:
        changes.append(("cap", DROPPED, f"cap: {effects.cap}", "（漏掉）"))
    changes += [("cap", c, f"cap: {effects.cap}", f"cap: {c}") for c in _other_lengths(effects.cap)]
    for name, value, old, new in changes:
        path: YamlPath = ("effects", name)
        yield "period", "book.yaml", path, value, "effects", about, old, new


def _steps(book: Book) -> Iterator[WrongTable]:
    concluded = {rule.then.partition(" ")[2].strip() for rule in book.rules}
    for index, step in enumerate(book.metadata.procedures):
        about = (step.id, *step.cite)
        path: YamlPath = ("procedures", index)
        if step.name not in concluded:
            yield "step", "book.yaml", path, DROPPED, step.id, about, step.label, "（漏掉）"
        for length in _other_lengths(step.within):
            old, new = f"{step.name} {step.within}", f"{step.name} {length}"
            yield "period", "book.yaml", (*path, "within"), length, step.id, about, old, new


def _other_lengths(length: str) -> Iterator[str]:
    """One unit longer: what is too long by one is as wrong as what is too long by ten."""
    matched = _LENGTH.search(length)
    if matched is not None:
        head = length[: matched.start()]
        yield f"{head}{int(matched[1]) + 1}{matched[2]}"
