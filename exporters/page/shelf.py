"""Things that many subjects share, each kept once and known by its number."""

from collections.abc import Hashable
from typing import Any


class Shelf:
    """Equal keys get the same number; numbers run from 0 in the order of first use."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        self._numbers: dict[Hashable, int] = {}

    def put(self, key: Hashable, item: Any = None) -> int:
        """The number of ``key``; what is kept is ``item``, or the key itself."""
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.items)
            self.items.append(key if item is None else item)
        return number


class Strings(Shelf):
    """Texts; number 0 is the empty one. What UTF-8 cannot hold becomes "?"."""

    def __init__(self) -> None:
        super().__init__()
        self.put("")

    def text(self, text: str) -> int:
        """The number of a text."""
        return self.put(text, writable(text))


def writable(text: str) -> str:
    """The text, lone surrogates replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")
