"""Problems as they are found, with the place that orders them."""

from dataclasses import dataclass, field

from facts import Problem
from importers.messages import problem
from importers.remarks import Remark

#: Position of the file in the input, position of the sheet in it (-1: the file itself).
Rank = tuple[int, int]


@dataclass
class Log:
    """All problems of an import."""

    entries: list[tuple[Rank, int, int, Problem]] = field(default_factory=list)

    def add(self, rank: Rank, row: int, column: int, found: Problem) -> Problem:
        """Keep a problem. ``row`` is 1-based, 0 for the sheet; ``column`` 0-based, -1 for none."""
        self.entries.append((rank, row, column, found))
        return found

    def add_file(self, remark: Remark, file: str, rank: Rank = (0, -1)) -> Problem:
        """Keep a problem of a whole file."""
        return self.add(rank, 0, -1, problem(remark, file=file))

    def add_sheet(self, remark: Remark, file: str, sheet: str, rank: Rank) -> Problem:
        """Keep a problem of a whole sheet."""
        return self.add(rank, 0, -1, problem(remark, file=file, sheet=sheet))

    def sorted(self) -> list[Problem]:
        """By file, sheet, row and column, in the order of the input."""
        return [e[3] for e in sorted(self.entries, key=lambda e: e[:3])]
