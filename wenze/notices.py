"""Notices about columns, in the light of the book that will read them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from facts import Problem, Text
from rules import CompiledBook

#: More conclusions than this are counted and not named.
NAMED = 4


def in_light_of(book: CompiledBook, problems: Iterable[Problem]) -> Iterator[Problem]:
    """A missing column is told only where the book reads it, with what waits for it."""
    for problem in problems:
        if problem.code != "column-missing":
            yield problem
            continue
        names = book.readers.get(problem.header, ())
        if names:
            more = f"等 {len(names)} 项" if len(names) > NAMED else ""
            listed = "、".join(names[:NAMED])
            expected = Text(
                f"缺了它，{listed}{more}只能靠别的列或者经办人的认定判断",
                f"without it {', '.join(names[:NAMED])} rest on other columns or on the finding",
            )
            yield replace(problem, expected=expected)
