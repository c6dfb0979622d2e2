"""Mistakes in a rule book: where, what was found, what was expected, the nearest known name."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from facts import Text


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a book. ``line`` and ``column`` are 1-based; 0 where not known."""

    file: str = ""
    line: int = 0
    column: int = 0
    rule: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}（{self.rule}）" if self.rule else where


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to mend in a book. ``near`` is the nearest known name, or "".

    ``code`` names the kind of mistake (see docs/lint); "" where only the shape is wrong.
    """

    place: Place
    message: Text
    near: str = ""
    excerpt: str = ""
    code: str = ""

    def line(self, lang: str = "zh") -> str:
        """One line (and a marked excerpt) for a terminal."""
        text = self.message.get(lang)
        if self.near:
            text += f"；是不是“{self.near}”？" if lang == "zh" else f"; did you mean “{self.near}”?"
        return f"{self.place}：{text}" + (f"\n{self.excerpt}" if self.excerpt else "")


class BookError(Exception):
    """A book that cannot be used; carries every mistake found."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(m.line() for m in self.mistakes))


class ConditionError(Exception):
    """A mistake inside one condition; ``position`` is the 0-based character."""

    def __init__(self, message: Text, position: int, near: str = "", code: str = "") -> None:
        self.message, self.position, self.near, self.code = message, position, near, code
        super().__init__(message.zh)


def nearest(name: str, known: Sequence[str]) -> str:
    """The known name most like ``name``, or "" when none is close."""
    found = get_close_matches(name, known, n=1, cutoff=0.5)
    return found[0] if found else ""


def marked(text: str, position: int) -> str:
    """The condition with a caret under a position; Chinese characters are two columns wide."""
    width = sum(2 if ord(ch) > 0x2E80 else 1 for ch in text[:position])
    return f"    {text}\n    {' ' * width}^"
