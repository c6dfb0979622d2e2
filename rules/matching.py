"""Which grades of two ladders go together, as far as somebody has said so: a hint, never a rule.

Each file in ``rules/ladders/`` is one such table, with where it was found. No recommendation
rests on it.
"""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from facts.fact import Strict
from facts.yaml_text import LOADER
from rules.book import Metadata
from rules.terms import Citations

LADDERS = Path(__file__).parent / "ladders"


class Side(Strict):
    """One ladder: that of a book, or of all versions of a family, and what people call it.

    ``stands_for``: a measure off the ladder that is compared as a grade of it.
    """

    book: str
    name: str
    name_en: str
    ladder: str
    stands_for: dict[str, str] = Field(default_factory=dict)

    def speaks_of(self, metadata: Metadata) -> bool:
        """Is a book meant, or one of its versions?"""
        return self.book in (metadata.id, metadata.family)


class Pairing(Strict):
    """Grades of the first ladder, and the grades of the second that go with each of them."""

    first: tuple[str, ...]
    second: tuple[str, ...]


class Demand(Strict):
    """What a text itself says: from one grade of the second ladder up, one of the first or more."""

    second: str
    first: str
    cite: Citations


class Matching(Strict):
    """Two ladders side by side. ``basis`` says what the table rests on."""

    id: str
    title: str
    title_en: str
    basis: Literal["statute", "commentary"]
    source: str
    sides: tuple[Side, Side]
    pairs: tuple[Pairing, ...]
    demands: tuple[Demand, ...] = ()
    #: What the source says of one ladder without the other.
    alone: str = ""

    def goes_with(self, first: str) -> tuple[str, ...]:
        """The grades of the second ladder that go with one of the first."""
        return tuple(s for pair in self.pairs if first in pair.first for s in pair.second)


@cache
def matchings() -> tuple[Matching, ...]:
    """Every table that ships with wenze, by file name."""
    return tuple(read_matching(path) for path in sorted(LADDERS.glob("*.yaml")))


def read_matching(path: Path) -> Matching:
    """One table; pydantic's ValidationError says what is wrong where."""
    return Matching.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER))
