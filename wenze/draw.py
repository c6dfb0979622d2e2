"""A draw that anyone can repeat: the rows with the smallest SHA-256 of seed and row.

The number of a row depends on the seed and on the row alone, so neither the order of the list nor
the program decides who is drawn. Source: 三4 of the organ-style regulation asks for a random draw.
"""

import hashlib
from dataclasses import dataclass

from importers.roster import Roster, Row


@dataclass(frozen=True, slots=True)
class Drawn:
    """One row that was drawn: its number in the list, its cells, and what it was drawn by."""

    number: int
    row: Row
    code: str


def draw(roster: Roster, size: int, seed: str) -> list[Drawn]:
    """``size`` rows in the order of their codes. ValueError where the list is shorter."""
    if size > len(roster.rows):
        raise ValueError(f"{size} > {len(roster.rows)}")
    every = [Drawn(number, row, code(seed, row)) for number, row in roster.rows]
    return sorted(every, key=lambda drawn: drawn.code)[:size]


def code(seed: str, row: Row) -> str:
    """SHA-256 of the seed, a line feed, and the cells joined by tabs, in UTF-8; as hex."""
    cells = "\t".join(row)
    return hashlib.sha256(f"{seed}\n{cells}".encode()).hexdigest()
