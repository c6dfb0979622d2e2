"""A progress bar for long writing, on a terminal only."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, overload

import click

Item = TypeVar("Item")

#: Fewer determinations than this are written before a bar could be read.
LONG = 3000


class Watched(Sequence[Item]):
    """The same sequence; going through it moves a bar on standard error."""

    def __init__(self, items: Sequence[Item], label: str) -> None:
        self.items, self.label = items, label

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: Any) -> Any:
        return self.items[index]

    def __iter__(self) -> Iterator[Item]:
        if len(self.items) < LONG or not sys.stderr.isatty():
            yield from self.items
            return
        with click.progressbar(self.items, label=self.label, file=sys.stderr) as bar:
            yield from bar
