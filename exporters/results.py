"""What the writers are given: determinations in input order, problems, and the book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from facts import Problem
from rules.loader import CompiledBook
from sanctions.determination import Determination


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a determination's subject stands in the input, and its unit as written."""

    file: str
    sheet: str
    row: int
    unit: str = ""

    @property
    def place(self) -> str:
        """The row, as 责任人!3; "" where it is not told."""
        if not self.row:
            return ""
        return f"{self.sheet}!{self.row}" if self.sheet else str(self.row)


@dataclass(frozen=True)
class Results:
    """One run. ``decisions`` may be built as it is read: go through it once, in order.

    ``extra`` holds the columns that the vocabulary does not know, one value a decision.
    ``run`` is the content of ``run.json``.
    """

    decisions: Sequence[Determination]
    origins: Sequence[Origin]
    problems: Sequence[Problem]
    book: CompiledBook
    run: Mapping[str, Any]
    extra: Mapping[str, Sequence[str]] = field(default_factory=dict)
