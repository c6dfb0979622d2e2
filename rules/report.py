"""Collects the mistakes of one book, each with its place, so that all are told at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from facts import Text
from rules.errors import BookError, ConditionError, Mistake, marked
from rules.source import Source, YamlPath

T = TypeVar("T")


@dataclass
class Report:
    """The mistakes found so far in one book's files."""

    source: Source
    mistakes: list[Mistake] = field(default_factory=list)

    def add(
        self, at: tuple[str, YamlPath], text: Text, near: str = "", rule: str = "", code: str = ""
    ) -> None:
        """Note a mistake; ``at`` is a file and the path of a part in it."""
        self.mistakes.append(Mistake(self.source.place(*at, rule), text, near, code=code))

    def attempt(
        self, work: Callable[[], T], text: str, at: tuple[str, YamlPath], rule: str
    ) -> T | None:
        """The result of ``work`` on a written text; None when it is mistaken, and noted."""
        try:
            return work()
        except ConditionError as error:
            place = self.source.place(*at, rule)
            excerpt = marked(text, error.position)
            self.mistakes.append(Mistake(place, error.message, error.near, excerpt, error.code))
            return None

    def settle(self) -> None:
        """Raise what was found, if anything."""
        if self.mistakes:
            raise BookError(self.mistakes)
