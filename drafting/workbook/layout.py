"""A sheet before it is written: headings, and rows of cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Cell = str | int


@dataclass(frozen=True)
class Heading:
    """A column's heading, its note, and the words that may be chosen in it."""

    header: str
    width: float
    note: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    #: The choices are all there are; otherwise they only help.
    closed: bool = True


@dataclass(frozen=True)
class Table:
    """One sheet: headings, and rows as long as they."""

    sheet: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    frozen: int = 1
    groups: Mapping[str, str] = field(default_factory=dict)
