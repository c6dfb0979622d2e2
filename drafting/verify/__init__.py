"""Properties of a book, proved for all possible facts or refuted by the smallest cases."""

from collections.abc import Callable, Iterator

from drafting.encoding import TooManyEndingsError
from drafting.verify import baseline, bounds, complete, monotone, reach, statute
from drafting.verify.finding import Finding, Witness
from drafting.verify.justified import justify, read_justified
from drafting.verify.study import Study
from facts import Text
from rules.loader import CompiledBook

__all__ = ["DEFAULT_LIMIT", "Finding", "Witness", "verify"]

#: Seconds for all properties of a book together.
DEFAULT_LIMIT = 60.0

#: The properties, family by family, each with what it is called.
_PROPERTIES: tuple[tuple[str, Callable[[Study], Iterator[Finding]]], ...] = (
    ("gap.outcome", complete.outcomes),
    ("gap.row", statute.holes),
    ("contradiction", complete.contradictions),
    ("baseline", baseline.baseline),
    ("monotone", monotone.monotone),
    ("reach.outcome", reach.outcomes),
    ("reach.row", statute.rows),
    ("reach.rule", reach.rules),
    ("bounds", bounds.bounds),
)


def verify(book: CompiledBook, limit: float = DEFAULT_LIMIT) -> Iterator[Finding]:
    """Every property in turn; what is not decided within ``limit`` seconds says so."""
    study = Study(book, limit)
    justified = read_justified(book.folder)
    for name, properties in _PROPERTIES:
        yield from justify(_decided(study, name, properties), justified)


def _decided(
    study: Study, name: str, properties: Callable[[Study], Iterator[Finding]]
) -> Iterator[Finding]:
    """The findings; one that says so where the book has more endings than can be worked out."""
    try:
        yield from properties(study)
    except TooManyEndingsError as error:
        text = Text(
            f"结果的组合有 {error.args[0]} 种，多得没有逐一推出；这一组与结果有关的性质没有判定",
            f"{error.args[0]} endings are too many to work out: not decided",
        )
        yield study.finding((name, ""), "undecided", text, study.tables, ())
