"""What an import gives: a table of good rows, and an account of everything else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from facts import CaseTable, Problem

#: ``canonical``: the vocabulary's own label; ``synonym``: one of its other names; ``profile``:
#: the layout that the office has fixed says so (``fact`` is None where it says to keep the
#: column); ``kept``: not in the vocabulary, passed through as text.
How = Literal["canonical", "synonym", "profile", "kept"]


class Unreadable(Exception):
    """A file that cannot be read at all. ``problem`` says why and how to mend it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.line())
        self.problem = problem


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """What a column was taken for. ``fact`` is a label of the vocabulary, or None.

    ``row`` is the row of the sheet that names the columns, the lowest of a header of several.
    ``resembles`` is a name that an unknown header is close to, and is not taken for.
    """

    file: str
    sheet: str
    letter: str
    header: str
    fact: str | None
    how: How
    row: int = 1
    resembles: str | None = None


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact that the office's profile states of a sheet, not a column of its own.

    ``constant`` is the value of every row; or the cells of a column are read, those in
    ``words`` as the value that stands there.
    """

    file: str
    sheet: str
    letter: str
    header: str
    fact: str
    constant: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A subject that gets no determination, and why.

    ``subject`` is None for a case that names no subject; the names are None also where
    they could not be read. ``order`` counts good and rejected subjects together.
    """

    file: str
    sheet: str
    row: int
    case_id: str | None
    subject: str | None
    subject_kind: str | None
    role: str | None
    problems: tuple[Problem, ...]
    order: int


@dataclass(frozen=True)
class Import:
    """All that was read.

    ``table`` holds only good rows; ``order[i]`` is the place of its subject ``i`` among all
    subjects, good and rejected, in the order of the input. ``digests`` maps each file name
    to the SHA-256 of its bytes (empty for data frames).
    """

    table: CaseTable
    rejected: list[RejectedRow]
    problems: list[Problem]
    mapping: list[MappedColumn]
    digests: dict[str, str]
    rows_read: int
    order: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    #: What comes from the profile, and from no column of its own.
    stated: list[StatedFact] = field(default_factory=list)
