"""Values of many subjects of which few are distinct, and lists of names, in columns."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from rules.masks import Bools
from sanctions.numbering import Ints

Value = TypeVar("Value")


@dataclass(frozen=True, eq=False)
class Shared(Generic[Value]):
    """A value for each subject: subject ``i`` has ``values[index[i]]``."""

    values: Sequence[Value]
    index: Ints

    def __len__(self) -> int:
        return len(self.index)

    def __getitem__(self, i: int) -> Value:
        return self.values[int(self.index[i])]

    def __iter__(self) -> Iterator[Value]:
        return map(self.values.__getitem__, self.index.tolist())

    def equal(self, value: Value) -> Bools:
        """The subjects with this value."""
        found: Bools = np.array([own == value for own in self.values], np.bool_)[self.index]
        return found

    def counted(self) -> Counter[Value]:
        """How many subjects have each value that occurs."""
        sizes = np.bincount(self.index, minlength=len(self.values)).tolist()
        found: Counter[Value] = Counter()
        for value, size in zip(self.values, sizes, strict=True):
            found.update({value: size} if size else {})
        return found


@dataclass(frozen=True, eq=False)
class Marked:
    """A list for each of ``size`` subjects: subject ``i`` has ``names[j]`` where ``marks[j][i]``.

    The lists are in the order of the names.
    """

    names: Sequence[str]
    marks: Sequence[Bools]
    size: int

    def __getitem__(self, i: int) -> tuple[str, ...]:
        return tuple(name for name, mark in zip(self.names, self.marks, strict=True) if mark[i])
