"""Some rows of a run, and the columns that all parts of a run share."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

from exporters.parquet.arrays import GAP
from exporters.results import Origin
from facts import CaseTable, Fact
from rules.loader import CompiledBook
from sanctions.decisions import Decisions
from sanctions.determination import Determination

Ints = npt.NDArray[np.int64]

#: Before the name of a cluster: the column of its keys. Before a header: a column of the input
#: that the vocabulary does not know.
KEY, EXTRA = "key:", "extra:"


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that could not be read. ``problems`` are rows of the table of problems."""

    place: int
    determination: Determination
    origin: Origin
    problems: tuple[int, ...]


@dataclass(frozen=True)
class Part:
    """Some rows of a run. ``places[i]`` is the place of decision ``i`` among them."""

    decisions: Decisions
    places: Ints
    rejected: Sequence[RejectedRow] = ()

    def __len__(self) -> int:
        return len(self.decisions) + len(self.rejected)

    @property
    def refused_places(self) -> list[int]:
        """Where the rejected rows stand."""
        return [row.place for row in self.rejected]

    def spread(self, array: pa.Array) -> pa.Array:
        """A value for each row, null for rejected ones, from a value for each decision."""
        return array.take(self._decision_of) if self.rejected else array

    @cached_property
    def _decision_of(self) -> pa.Array:
        where = np.full(len(self), GAP, np.int64)
        where[self.places] = np.arange(len(self.decisions))
        return pa.array(where, mask=where == GAP)


@dataclass(frozen=True)
class Shape:
    """The columns of a run: the book's clusters, the facts, and the columns passed through."""

    book: CompiledBook
    facts: tuple[Fact, ...]
    case_extra: tuple[str, ...] = ()
    subject_extra: tuple[str, ...] = ()

    @staticmethod
    def of(book: CompiledBook, table: CaseTable) -> "Shape":
        """The shape of a run whose parts have the columns of this table."""
        given = {**table.cases.columns, **table.subjects.columns}
        own = (f for f in table.vocabulary.facts if f.entity in ("case", "subject"))
        facts = tuple(f for f in own if f.label in given or worked_out(f))
        names = table.cases.extra, table.subjects.extra
        return Shape(book, facts, *(tuple(extra) for extra in names))


def worked_out(fact: Fact) -> bool:
    """Does the fact follow from other rows of the input, so that its own row does not tell it?"""
    return not (fact.written or fact.derive or fact.formula)
