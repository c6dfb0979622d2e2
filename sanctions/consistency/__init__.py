"""Are like cases treated alike, and worse ones not more lightly? In a case and across a file."""

from collections.abc import Sequence

from rules.loader import CompiledBook
from sanctions.consistency.across import inverted, unequal
from sanctions.consistency.finding import BASES, Finding, Report
from sanctions.consistency.standing import Standing
from sanctions.consistency.weights import Weights
from sanctions.consistency.within import out_of_order, team_and_person
from sanctions.consistency.worse import Comparison

__all__ = [
    "BASES",
    "Comparison",
    "Finding",
    "Report",
    "Standing",
    "Weights",
    "inconsistencies",
]


def inconsistencies(
    book: CompiledBook, standings: Sequence[Standing], *, most: int = 200
) -> Report:
    """What is hard to explain in one run, hardest first.

    ``standings`` may come in any order. Of the pairs across the file the ``most`` hardest to
    explain are given; ``Report.pairs`` counts all. Time grows with the number of distinct
    situations, not with the square of the subjects.
    """
    comparison, weights = Comparison(book, standings), Weights(book)
    found: list[Finding] = []
    pairs, complete = {}, True
    for basis in BASES:
        found += out_of_order(book, standings, weights, basis)
        found += team_and_person(book, standings, weights, basis)
        across = inverted(standings, comparison, weights, basis, most)
        found += across.findings
        pairs[basis] = across.pairs
        complete &= across.complete
    found += unequal(standings, weights)
    return Report(tuple(sorted(found, key=Finding.hardness)), pairs, complete)
