"""Wrong tables: the baseline and the catalogue with one cell changed."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from rules.book import Book
from rules.conclusions import ADJUSTMENT_WORDS
from rules.crosscheck import CARRIED_OUT
from rules.measures import BaselineRow, Measure
from rules.source import Source, YamlPath

#: kind, file, path, value, part, about, old, new.
WrongTable = tuple[str, str, YamlPath, Any, str, tuple[str, ...], str, str]


def wrong_tables(book: Book, source: Source) -> Iterator[WrongTable]:
    """Every small change to the baseline and to the order of the catalogue."""
    for index, row in enumerate(book.baseline.rows):
        yield from _wrong_row(book, row, ("rows", index, "measures"))
    for index, lowering in enumerate(book.baseline.lower):
        about = _clauses(book, lowering.responsibility)
        for grades in (lowering.grades - 1, lowering.grades + 1):
            if grades >= 1:
                path: YamlPath = ("lower", index, "grades")
                old, new = f"grades: {lowering.grades}", f"grades: {grades}"
                part = f"lower {lowering.responsibility}"
                yield "lower", "baseline.yaml", path, grades, part, about, old, new
    adjusting = tuple(rule.id for rule in book.rules if rule.stage == "adjustment")
    for gravity, kind in book.baseline.suggest.items():
        for other in _suggestible(book):
            if other != kind:
                path = ("suggest", gravity)
                part = f"suggest {gravity}"
                yield "suggest", "baseline.yaml", path, other, part, adjusting, kind, other
    yield from _wrong_ranks(book, source)


def _suggestible(book: Book) -> tuple[str, ...]:
    """The kinds that may be suggested; of a statute, those that a rule offers beside others."""
    if book.tariff is None:
        return CARRIED_OUT
    offers = [
        [ADJUSTMENT_WORDS[w] for w in ADJUSTMENT_WORDS if w in rule.then]
        for rule in book.rules
        if rule.stage == "adjustment"
    ]
    return tuple(dict.fromkeys(kind for kinds in offers for kind in kinds))


def _wrong_row(book: Book, row: BaselineRow, path: YamlPath) -> Iterator[WrongTable]:
    kind = {r.id: r.kind for r in book.metadata.responsibilities}[row.responsibility]
    ladder = [measure.id for measure in book.measures(kind)]
    cites = (cite for m in row.measures for cite in book.measure(kind, m).cite)
    about = tuple(dict.fromkeys(cites)) or _clauses(book, row.responsibility)
    for measures in wrong_measures(list(row.measures), ladder):
        part = f"{row.responsibility} × {row.gravity}"
        old, new = listed(row.measures), listed(measures)
        yield "measure", "baseline.yaml", path, measures, part, about, old, new


def wrong_measures(measures: list[str], ladder: list[str]) -> Iterator[list[str]]:
    """One measure fewer, one more, or one exchanged for the nearest not yet in the cell."""
    absent = [m for m in ladder if m not in measures]
    for index, measure in enumerate(measures):
        yield measures[:index] + measures[index + 1 :]
        if absent:
            rank = ladder.index(measure)
            nearest = min(absent, key=lambda m: abs(ladder.index(m) - rank))
            yield [*measures[:index], nearest, *measures[index + 1 :]]
    for measure in absent:
        yield sorted([*measures, measure], key=ladder.index)


def _wrong_ranks(book: Book, source: Source) -> Iterator[WrongTable]:
    """Two neighbouring measures in each other's place."""
    raw = source.data["catalogue.yaml"]
    kinds = dict.fromkeys(measure.kind for measure in book.catalogue)
    for kind in kinds:
        ladder = book.measures(kind)
        for lighter, heavier in pairwise(ladder):
            if lighter.rank == heavier.rank:
                continue
            swapped = {
                book.catalogue.index(lighter): heavier.rank,
                book.catalogue.index(heavier): lighter.rank,
            }
            value = [{**m, "rank": swapped.get(i, m["rank"])} for i, m in enumerate(raw)]
            old, new = _order(lighter, heavier), _order(heavier, lighter)
            part = f"{kind} {heavier.id}"
            about = (*lighter.cite, *heavier.cite)
            yield "rank", "catalogue.yaml", (), value, part, about, old, new


def _clauses(book: Book, responsibility: str) -> tuple[str, ...]:
    return next(r.cite for r in book.metadata.responsibilities if r.id == responsibility)


def listed(measures: Sequence[str]) -> str:
    """A list on one line."""
    return f"[{', '.join(measures)}]"


def _order(lighter: Measure, heavier: Measure) -> str:
    return f"{lighter.label} < {heavier.label}"
