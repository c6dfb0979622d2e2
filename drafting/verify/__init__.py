"""Properties of a book, proved for all possible facts or refuted by the smallest cases."""

from collections.abc import Iterator

from drafting.verify.baseline import baseline
from drafting.verify.bounds import bounds
from drafting.verify.complete import complete
from drafting.verify.finding import Finding, Witness
from drafting.verify.justified import justify, read_justified
from drafting.verify.monotone import monotone
from drafting.verify.reach import reach
from drafting.verify.study import Study
from rules.loader import CompiledBook

__all__ = ["DEFAULT_LIMIT", "Finding", "Witness", "verify"]

#: Seconds for all properties of a book together.
DEFAULT_LIMIT = 60.0


def verify(book: CompiledBook, limit: float = DEFAULT_LIMIT) -> Iterator[Finding]:
    """Every property in turn; what is not decided within ``limit`` seconds says so."""
    study = Study(book, limit)
    justified = read_justified(book.folder)
    for family in (complete, baseline, monotone, reach, bounds):
        yield from justify(family(study), justified)
