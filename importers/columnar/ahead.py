"""Work that goes on while what it gave before is used."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def ahead(items: Iterator[Item]) -> Iterator[Item]:
    """The items; while one is used, another thread makes the next."""
    with ThreadPoolExecutor(1) as aside:
        waiting = aside.submit(next, items, None)
        while (item := waiting.result()) is not None:
            waiting = aside.submit(next, items, None)
            yield item
