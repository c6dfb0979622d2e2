"""Within one case: responsibilities in their order, and team beside person."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rules.loader import CompiledBook
from sanctions.consistency.finding import Finding
from sanctions.consistency.standing import Standing
from sanctions.consistency.weights import Weight, Weights

#: Below the lowest grade: no measure.
NONE = (-1, -1)


def explained_by(lighter: Standing, heavier: Standing) -> tuple[str, ...]:
    """The adjustments that may be why one was treated more lightly than the other."""
    return tuple(sorted((lighter.lenient - heavier.lenient) | (heavier.severe - lighter.severe)))


def _cases(standings: Sequence[Standing], basis: str) -> Iterator[list[Standing]]:
    """The subjects with an outcome and a responsibility, case by case."""
    cases: dict[int, list[Standing]] = defaultdict(list)
    for s in standings:
        if s.outcome(basis) is not None and s.responsibility is not None:
            cases[s.case].append(s)
    return (members for members in cases.values() if len(members) > 1)


def out_of_order(
    book: CompiledBook, standings: Sequence[Standing], weights: Weights, basis: str
) -> Iterator[Finding]:
    """One finding for each two responsibilities of a case whose outcomes are the wrong way round.

    Its subjects are the pair that is hardest to explain.
    """
    declared = book.book.metadata.responsibilities
    order = {r.id: place for place, r in enumerate(declared)}
    for members in _cases(standings, basis):
        groups: dict[tuple[str, str], list[Standing]] = defaultdict(list)
        for s in members:
            groups[s.kind, s.responsibility or ""].append(s)
        known = [key for key in groups if key[1] in order]
        for first, second in combinations(sorted(known, key=lambda key: order[key[1]]), 2):
            if first[0] == second[0]:
                yield from _wrong_way(groups[first], groups[second], weights, basis)


def _wrong_way(
    heavy: Sequence[Standing], light: Sequence[Standing], weights: Weights, basis: str
) -> Iterator[Finding]:
    """``heavy`` bear the heavier responsibility."""
    kind = heavy[0].kind

    def weight(s: Standing) -> Weight:
        return weights.of(kind, s.outcome(basis) or ())

    most = max(light, key=weight)
    below = [s for s in heavy if weight(s) < weight(most)]
    if not below:
        return
    worst = min(below, key=lambda s: (bool(explained_by(s, most)), weight(s), s.index))
    above = sum(weight(s) > weight(worst) for s in light)
    gap = weights.gap(kind, worst.outcome(basis) or (), most.outcome(basis) or ())
    why = explained_by(worst, most)
    yield Finding("order", basis, worst.index, most.index, 1, gap, why, (len(below), above))


def team_and_person(
    book: CompiledBook, standings: Sequence[Standing], weights: Weights, basis: str
) -> Iterator[Finding]:
    """The team of a case beside the person most responsible.

    Their catalogues differ, so each outcome is placed on the grades of its own row of the
    baseline. A finding where no grade fits both; nothing where the book has no such rows.
    """
    scales = {kind: _scale(book, weights, kind) for kind in ("individual", "team")}
    if not all(scales.values()):
        return
    first = {kind: name for kind in scales if (name := _first(book, kind))}
    for members in _cases(standings, basis):
        sides = [s for s in members if s.responsibility == first[s.kind]]
        for one, other in combinations(sides, 2):
            if one.kind == other.kind:
                continue
            grades = [
                _grades(scales[s.kind], weights.of(s.kind, s.outcome(basis) or ()))
                for s in (one, other)
            ]
            low, high = (one, other) if grades[0][1] < grades[1][0] else (other, one)
            apart = max(grades[0][0], grades[1][0]) - min(grades[0][1], grades[1][1])
            if apart > 0:
                why = explained_by(low, high)
                yield Finding("team", basis, low.index, high.index, 1, float(apart), why)


def _first(book: CompiledBook, kind: str) -> str:
    declared = book.book.metadata.responsibilities
    return next((r.id for r in declared if r.kind == kind), "")


def _scale(book: CompiledBook, weights: Weights, kind: str) -> list[Weight]:
    """The outcome of each grade of the row of the kind's first responsibility, lightest first."""
    rows = [r for r in book.book.baseline.rows if r.responsibility == _first(book, kind)]
    return sorted(weights.of(kind, row.measures) for row in rows)


def _grades(scale: Sequence[Weight], weight: Weight) -> tuple[int, int]:
    """The lowest and the highest grade that an outcome may stand on."""
    if not weight:
        return NONE
    same = [grade for grade, cell in enumerate(scale) if cell == weight]
    if same:
        return same[0], same[-1]
    below = sum(cell < weight for cell in scale)
    return max(below - 1, 0), min(below, len(scale) - 1)
