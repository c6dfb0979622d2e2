"""The rows of one entity from one sheet, before sheets are joined."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from facts import Column, Fact, Problem, SourceSheet
from facts.fact import Entity
from importers.grid import cell_text, is_blank, letter
from importers.headers import Heading
from importers.keys import UNKNOWN_WITHOUT_COLUMN
from importers.log import Rank
from importers.page import Errors, Page
from importers.remarks import Remark
from importers.series import Series
from importers.values import lost_digits

Rows = npt.NDArray[np.int64]

#: Instead of the position of a case.
NO_CASE, BY_NUMBER = -1, -2


@dataclass(frozen=True)
class ProfiledSheet(SourceSheet):
    """A sheet of which the profile states some facts."""

    stated: frozenset[str] = frozenset()

    def cell(self, label: str, row: int) -> str:
        """ "台账（对应方案）" where the fact stands in no column."""
        found = super().cell(label, row)
        return f"{found}（对应方案）" if label in self.stated and found == self.sheet else found


@dataclass(frozen=True)
class Origin:
    """A sheet as a source of values, and the headers as written, by fact label."""

    sheet: SourceSheet
    rank: Rank
    headers: dict[str, str]


@dataclass
class Reading:
    """``rows`` are sheet rows; ``source[i]`` is the position in ``origins`` of row ``i``.

    ``parent[i]`` is the case of subject ``i``: a position among the cases of the same sheet,
    NO_CASE, or BY_NUMBER where the case is to be found by its number.
    """

    origins: list[Origin]
    source: npt.NDArray[np.int16]
    rows: Rows
    columns: dict[str, Column]
    errors: Errors
    parent: Rows
    extra: dict[str, list[str]] = field(default_factory=dict)
    #: (fact label, position) → the sheet row that gave the value, where it is another row.
    elsewhere: dict[tuple[str, int], int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def taken(self, order: Rows) -> "Reading":
        """The same rows in another order, or some of them."""
        if np.array_equal(order, np.arange(len(self))):
            return self
        position = {int(old): new for new, old in enumerate(order.tolist())}
        moved = {(n, position[i]): r for (n, i), r in self.elsewhere.items() if i in position}
        return Reading(
            self.origins,
            self.source[order],
            self.rows[order],
            {label: column.take(order) for label, column in self.columns.items()},
            {position[i]: found for i, found in self.errors.items() if i in position},
            self.parent[order],
            {name: [cells[i] for i in order.tolist()] for name, cells in self.extra.items()},
            moved,
        )


def one_sheet(
    page: Page,
    columns: dict[str, Column],
    letters: dict[str, Heading],
    errors: Errors,
    rows: Rows,
) -> Reading:
    """A reading whose values all come from the headings given, by label."""
    grid = page.layout.grid
    places = {label: heading.letter for label, heading in letters.items()}
    source = ProfiledSheet(grid.file, grid.sheet, places, frozenset(page.layout.stated))
    origin = Origin(source, page.rank, {n: h.written for n, h in letters.items()})
    parent = np.full(len(rows), BY_NUMBER, np.int64)
    return Reading([origin], np.zeros(len(rows), np.int16), rows, columns, errors, parent)


def chosen_columns(page: Page, entity: Entity) -> dict[str, Heading]:
    """The column of each fact of the entity, by label; two for one fact cost every row."""
    chosen: dict[str, Heading] = {}
    for heading in page.layout.headings:
        meaning = heading.meaning
        if meaning is None or meaning.naming or meaning.fact is None:
            continue
        if meaning.fact.entity == entity:
            chosen.setdefault(meaning.fact.label, heading)
    return chosen


def report_doubles(page: Page) -> list[Problem]:
    """One error for each meaning that has several columns."""
    by_label: dict[str, list[Heading]] = {}
    for heading in page.layout.headings:
        if heading.meaning:
            by_label.setdefault(heading.meaning.label, []).append(heading)
    found: list[Problem] = []
    for label, headings in by_label.items():
        if len(headings) > 1:
            columns = "、".join(f"{h.letter} 列“{h.written}”" for h in headings)
            spare = [h for h in headings if h.meaning and not h.meaning.canonical] or headings[1:]
            rename = "、".join(f"{h.letter} 列" for h in spare[-(len(headings) - 1) :])
            remark = Remark("two-columns", {"columns": columns, "label": label, "rename": rename})
            found.append(page.report(remark, None, headings[0]))
    return found


def report_missing(page: Page, facts: tuple[Fact, ...], present: set[str]) -> list[Problem]:
    """Notices and warnings for absent columns, and errors for absent required ones (returned)."""
    fatal: list[Problem] = []
    for fact in facts:
        if fact.label in present:
            continue
        values = {"label": fact.label, "question": fact.question}
        if fact.required:
            values["synonyms"] = "、".join(fact.synonyms[:4])
            spared = fact.id in UNKNOWN_WITHOUT_COLUMN
            code = "column-unknown" if spared else "column-required"
            found = page.report(Remark(code, values), header=fact.label)
            fatal += [] if spared else [found]
        elif fact.readable:
            page.report(Remark("column-missing", values), header=fact.label)
    return fatal


def keep_extra(page: Page, reading: Reading) -> None:
    """Columns outside the vocabulary, as text, with their letters; a likeness or a lost header
    is a notice.
    """
    extra: dict[str, list[str]] = {}
    letters = reading.origins[0].sheet.letters
    known = {h.column: h for h in page.layout.headings}
    for column, cells in enumerate(page.columns):
        heading = known.get(column)
        if heading is not None and heading.meaning is not None:
            continue
        if heading is None and all(map(is_blank, cells.distinct)):
            continue
        if heading is None:
            page.report(Remark("column-unnamed"), column=column)
            name = f"{letter(column)}列"
        else:
            name = heading.written
            if heading.resembles:
                page.report(Remark("column-near", {"label": heading.resembles}), None, heading)
        _report_lost_digits(page, column, heading, cells)
        if name in extra:
            name = f"{name}（{letter(column)}列）"
        extra[name] = cells.each(cell_text)
        letters.setdefault(name, letter(column))
    reading.extra = extra


def _report_lost_digits(page: Page, column: int, heading: Heading | None, cells: Series) -> None:
    """A number of 18 figures that was kept as a float has lost its last ones."""
    lost = np.flatnonzero(cells.where(lost_digits)).tolist()
    if lost:
        remark = Remark("extra-digits-lost")
        page.report(remark, lost[0], heading, column=column, times=len(lost))
