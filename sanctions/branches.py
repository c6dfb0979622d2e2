"""Columns of what is known of each row, and the branches that rows divide into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from rules.inference import Codes
from rules.masks import Bools
from sanctions.numbering import Ints, numbered


@dataclass(frozen=True)
class Situation:
    """Codes of each cluster, and the gravity mask and kind, for some rows.

    ``forced`` fixes what a person decided: (goal id → can hold, can fail), or the responsibility.
    """

    codes: Mapping[str, Codes]
    gravity: Ints
    kind: Ints
    forced: Mapping[str, tuple[Bools, Bools]] = field(default_factory=dict)
    responsibility: Ints | None = None

    def take(self, rows: npt.NDArray[Any]) -> "Situation":
        """The same for some of the rows."""
        return Situation(
            {name: codes[rows] for name, codes in self.codes.items()},
            self.gravity[rows],
            self.kind[rows],
            {goal: (holds[rows], fails[rows]) for goal, (holds, fails) in self.forced.items()},
            None if self.responsibility is None else self.responsibility[rows],
        )


@dataclass(frozen=True)
class Branches:
    """Situations that rows may turn into; ``origin`` is the row of each, in ascending order."""

    situation: Situation
    origin: Ints

    def distinct(self) -> "Branches":
        """Each situation of a row once: most answers change nothing that is not decided."""
        columns = [self.origin - self.origin.min(initial=0)]
        columns += [codes.astype(np.int64) for codes in self.situation.codes.values()]
        columns += [
            2 * holds.astype(np.int64) + fails for holds, fails in self.situation.forced.values()
        ]
        first, _ = numbered(columns)
        kept = np.sort(first)
        return Branches(self.situation.take(kept), self.origin[kept])

    def starts(self) -> Ints:
        """Where the branches of each row begin."""
        found: Ints = np.flatnonzero(np.diff(self.origin, prepend=-1))
        return found


def beside(parts: Sequence[Situation]) -> Situation:
    """Situations of the same rows, those of each row after one another."""
    rows, size = len(parts[0].kind), len(parts)
    order = np.arange(rows * size).reshape(size, rows).T.reshape(-1)

    def joined(columns: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
        return np.concatenate(columns)[order]

    first = parts[0]
    return Situation(
        {name: joined([p.codes[name] for p in parts]) for name in first.codes},
        joined([p.gravity for p in parts]),
        joined([p.kind for p in parts]),
        {
            goal: (
                joined([p.forced[goal][0] for p in parts]),
                joined([p.forced[goal][1] for p in parts]),
            )
            for goal in first.forced
        },
        None
        if first.responsibility is None
        else joined([p.responsibility for p in parts if p.responsibility is not None]),
    )
