"""Facts that no column of a sheet gives as it stands, and that the office's profile states.

A register of persons has no column that says so of each; a column 职务 does not say who is
主要领导 in law. The office says it once: one value for the whole sheet, or words of a column
that stand for values. In a profile's plain form such an entry has a key that begins with "=":
``{"=主体类别": "个人", "=角色": {"from": "职务", "map": {"县委书记": "主要领导"}}}``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from facts import Fact, Vocabulary
from importers.grid import Cell, cell_text, is_blank, squeeze
from importers.headers import EVERY_SHEET, STATED, Heading, Meaning, Profile
from importers.keys import CASE_KEY
from importers.remarks import Refusal, Remark
from importers.series import Series
from importers.values import parse

if TYPE_CHECKING:
    from importers.page import Page

#: How many words a message lists.
_LISTED = 10
FROM, MAP = "from", "map"
#: As the one value of 案件编号: each row is a case of its own, known by sheet and row.
ROW_NUMBER = "行号"


@dataclass(frozen=True)
class Stated:
    """One fact of a sheet: ``constant``, or the cells of ``column`` read through ``words``."""

    fact: Fact
    constant: str = ""
    column: str = ""
    words: Mapping[str, str] = field(default_factory=dict)

    def wording(self) -> str:
        """What is taken for what, for a message."""
        pairs = [f"{word} → {value}" for word, value in self.words.items() if value]
        return "、".join(pairs[:_LISTED]) + ("…" if len(pairs) > _LISTED else "")


def stated_facts(profile: Profile, sheet: str, vocabulary: Vocabulary) -> Iterator[Stated]:
    """What the profile states of a sheet; what it leaves empty is not stated."""
    for key, given in profile.get(sheet, profile.get(EVERY_SHEET, {})).items():
        if not key.startswith(STATED):
            continue
        fact = vocabulary.get(key.removeprefix(STATED))
        if fact is not None and isinstance(given, Mapping) and given.get(FROM):
            words: Mapping[str, Any] = given.get(MAP) or {}
            yield Stated(fact, "", str(given[FROM]), {k: str(v or "") for k, v in words.items()})
        elif fact is not None and isinstance(given, str) and given:
            yield Stated(fact, given)


def with_stated(
    headings: Sequence[Heading], stated: Sequence[Stated], width: int
) -> tuple[list[Heading], list[Stated]]:
    """The headings of a table with those that the profile adds, and the statements it took.

    A column of the table that gives the fact itself comes first, unless it is the very one
    that the profile reads: its own words are then kept beside.
    """
    found = list(headings)
    taken: list[Stated] = []
    for one in stated:
        source = next((h for h in headings if squeeze(h.written) == squeeze(one.column)), None)
        rivals = [h for h in found if h.meaning and h.meaning.label == one.fact.label]
        if (one.column and source is None) or any(h is not source for h in rivals):
            continue
        if source is not None and rivals:
            found[found.index(source)] = Heading(source.column, source.written, fixed=True)
        found.append(
            Heading(
                width + len(taken),
                source.written if source else one.fact.label,
                Meaning(one.fact, True),
                source.unit if source else None,
                fixed=True,
                stated=True,
                source=source.column if source else None,
            )
        )
        taken.append(one)
    return found, taken


def add_stated(page: "Page") -> None:
    """Put the columns that the profile states after all others, and tell of each."""
    layout = page.layout
    for heading in layout.headings:
        if not heading.stated or heading.meaning is None:
            continue
        stated = layout.stated[heading.meaning.label]
        label = stated.fact.label
        if heading.source is None:
            rows = page.rows.tolist()
            page.columns.append(_constant(stated, layout.grid.sheet, rows))
            remark = Remark("stated-constant", {"label": label, "value": stated.constant})
            page.report(remark, header=label)
            continue
        cells, unlisted = _read_through(stated, page.columns[heading.source], heading.unit)
        page.columns.append(cells)
        code = "stated-words" if stated.words else "stated-column"
        page.report(Remark(code, {"label": label, "words": stated.wording()}), None, heading)
        for position, word, times in unlisted:
            remark = Remark("stated-unlisted", {"label": label})
            page.report(remark, position, heading, value=word, times=times)


def _constant(stated: Stated, sheet: str, rows: Sequence[int]) -> Series:
    """The one value, for all rows; ``rows`` are their numbers in the sheet."""
    if stated.fact.label == CASE_KEY:
        return Series([f"{sheet}!{row}" for row in rows], np.arange(len(rows)))
    return Series([stated.constant], np.zeros(len(rows), np.int64))


def _read_through(
    stated: Stated, cells: Series, unit: str | None
) -> tuple[Series, list[tuple[int, str, int]]]:
    """What the cells stand for; and of each word that nothing is said of, its first place, the
    word, and how often it stands there.

    A word that is a value of the fact itself stands for itself.
    """
    words = {squeeze(word): value for word, value in stated.words.items()}
    values: list[Cell] = []
    unlisted: list[int] = []
    for number, cell in enumerate(cells.distinct):
        said = words.get(squeeze(cell_text(cell)))
        if said is None and words and not is_blank(cell) and _refused(cell, stated.fact, unit):
            said = ""
            unlisted.append(number)
        values.append(cell if said is None else said)
    told = []
    for number in unlisted:
        places = np.flatnonzero(cells.codes == number)
        told.append((int(places[0]), cell_text(cells.distinct[number]), len(places)))
    return Series(values, cells.codes), sorted(told)


def _refused(cell: Cell, fact: Fact, unit: str | None) -> bool:
    return isinstance(parse(cell, fact, unit), Refusal)
