"""The four shapes of a sheet, each read to cases, subjects, or both."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from facts import BLANK, KNOWN, Column, Fact, Problem, Vocabulary
from facts.fact import Entity
from importers.grid import number_keys
from importers.headers import Heading
from importers.keys import CASE_KEY, SUBJECT_CASE
from importers.page import Errors, Page
from importers.reading import (
    NO_CASE,
    Reading,
    Rows,
    chosen_columns,
    keep_extra,
    one_sheet,
    report_doubles,
    report_missing,
)
from importers.remarks import Remark
from importers.series import numbered
from importers.wide import read_named

Readings = tuple[Reading | None, Reading | None]


def read_page(page: Page, vocabulary: Vocabulary) -> Readings:
    """The cases and the subjects of a sheet."""
    shape = page.layout.shape
    doubles = report_doubles(page)
    if shape == "cases":
        return _plain(page, vocabulary, "case", doubles), None
    if shape == "subjects":
        return None, _plain(page, vocabulary, "subject", doubles)
    if shape == "wide":
        cases = _plain(page, vocabulary, "case", doubles)
        return cases, read_named(page, vocabulary, cases)
    return _long(page, vocabulary, doubles)


def _plain(page: Page, vocabulary: Vocabulary, entity: Entity, fatal: Sequence[Problem]) -> Reading:
    """One row each."""
    chosen = chosen_columns(page, entity)
    facts = vocabulary.of(entity)
    fatal = [*fatal, *report_missing(page, facts, set(chosen))]
    errors: Errors = {row: list(found) for row, found in page.row_errors.items()}
    columns = _read_all(page, facts, chosen, errors)
    for fact in facts:
        if fact.required and fact.label in columns:
            page.require(fact, chosen[fact.label], columns[fact.label], errors)
    _cost_every_row(errors, fatal, len(page))
    reading = one_sheet(page, columns, chosen, errors, page.rows)
    keep_extra(page, reading)
    return reading


def _read_all(
    page: Page, facts: Sequence[Fact], chosen: dict[str, Heading], errors: Errors
) -> dict[str, Column]:
    return {f.label: page.read(f, chosen[f.label], errors) for f in facts if f.label in chosen}


def _cost_every_row(errors: Errors, fatal: Sequence[Problem], rows: int) -> None:
    if fatal:
        for row in range(rows):
            errors.setdefault(row, []).extend(fatal)


def _long(page: Page, vocabulary: Vocabulary, fatal: Sequence[Problem]) -> Readings:
    """A subject a row; rows of one case number are merged to one case."""
    case_facts, subject_facts = vocabulary.of("case"), vocabulary.of("subject")
    chosen = chosen_columns(page, "case")
    own = chosen_columns(page, "subject")
    fatal = [*fatal, *report_missing(page, case_facts, set(chosen))]
    fatal += report_missing(page, subject_facts, {*own, SUBJECT_CASE})
    by_row: Errors = {}
    raw = _read_all(page, case_facts, chosen, by_row)
    errors: Errors = {row: list(found) for row, found in page.row_errors.items()}
    columns = _read_all(page, subject_facts, own, errors)
    if CASE_KEY in chosen:
        fact = vocabulary.by_label(CASE_KEY)
        page.require(fact, chosen[CASE_KEY], raw[CASE_KEY], by_row)
        key = raw[CASE_KEY]
        number = vocabulary.by_label(SUBJECT_CASE)
        columns[SUBJECT_CASE] = Column(number, key.state, key.low, key.high, key.text)
        own[SUBJECT_CASE] = chosen[CASE_KEY]
    for fact in subject_facts:
        if fact.required and fact.label in columns and fact.label != SUBJECT_CASE:
            page.require(fact, own[fact.label], columns[fact.label], errors)
    _cost_every_row(errors, fatal, len(page))
    group, first = _groups(raw.get(CASE_KEY), len(page))
    for row, found in by_row.items():
        if group[row] < 0:
            errors.setdefault(row, []).extend(found)
    cases = one_sheet(page, {}, chosen, {}, page.rows[first])
    for row, found in by_row.items():
        if group[row] >= 0:
            cases.errors.setdefault(int(group[row]), []).extend(found)
    for fact in case_facts:
        if fact.label in raw:
            merged = _merge(page, chosen[fact.label], raw[fact.label], (group, first), cases)
            cases.columns[fact.label] = merged
            if fact.required:
                _require_merged(page, chosen[fact.label], merged, first, cases)
    subjects = one_sheet(page, columns, own, errors, page.rows)
    subjects.parent = group
    keep_extra(page, subjects)
    return cases, subjects


def _groups(key: Column | None, rows: int) -> tuple[Rows, Rows]:
    """The case of each row (NO_CASE without a number), and the first row of each case."""
    group = np.full(rows, NO_CASE, np.int64)
    if key is None:
        return group, np.zeros(0, np.int64)
    given = np.flatnonzero(key.state == KNOWN)
    texts = key.text if len(given) == rows else [key.text[row] for row in given.tolist()]
    codes, cases = numbered(texts, number_keys)
    group[given] = codes
    return group, _first_rows(group, cases)


def _merge(
    page: Page, heading: Heading, column: Column, groups: tuple[Rows, Rows], cases: Reading
) -> Column:
    """One value for each case: the first one given. Other values are errors, blanks notices."""
    fact = column.fact
    group, chosen = groups
    given = np.flatnonzero((column.state != BLANK) & (group >= 0))
    value_row = chosen.copy()
    value_row[group[given[::-1]]] = given[::-1]
    for row in given[_differs(column, given, value_row[group[given]])].tolist():
        case = int(group[row])
        first = int(page.rows[value_row[case]])
        values = {"first": first, "row": int(page.rows[row]), "label": fact.label}
        text = "" if fact.kind == "record" else column.show(row)
        found = page.report(Remark("case-conflict", values), row, heading, value=text)
        cases.errors.setdefault(case, []).append(found)
    members = np.flatnonzero(group >= 0)
    filled = members[(column.state[members] == BLANK)]
    filled = filled[column.state[value_row[group[filled]]] != BLANK]
    if page.broken:
        filled = filled[[(int(r), heading.column) not in page.broken for r in filled]]
    if len(filled):
        row = int(filled[0])
        values = {"first": int(page.rows[value_row[group[row]]]), "label": fact.label}
        page.report(Remark("filled-from-row", values), row, heading, times=len(filled))
    for case in np.flatnonzero(value_row != chosen).tolist():
        cases.elsewhere[fact.label, case] = int(page.rows[value_row[case]])
    return column.take(value_row)


def _first_rows(group: Rows, cases: int) -> Rows:
    first = np.zeros(cases, np.int64)
    members = np.flatnonzero(group >= 0)[::-1]
    first[group[members]] = members
    return first


def _differs(column: Column, rows: Rows, others: Rows) -> npt.NDArray[np.bool_]:
    """Where two rows of a column hold different values."""
    if column.fact.label == CASE_KEY:  # by which they are grouped
        return np.zeros(len(rows), bool)
    differ: npt.NDArray[np.bool_] = column.state[rows] != column.state[others]
    differ |= (column.low[rows] != column.low[others]) | (column.high[rows] != column.high[others])
    if column.text:
        same_row = rows == others
        pairs = zip(rows[~same_row].tolist(), others[~same_row].tolist(), strict=True)
        differ[~same_row] |= np.array([column.text[a] != column.text[b] for a, b in pairs], bool)
    return differ


def _require_merged(
    page: Page, heading: Heading, column: Column, first: Rows, cases: Reading
) -> None:
    """A required fact that no row of the case gives."""
    errors: Errors = {}
    by_row = Column(column.fact, np.full(len(page), KNOWN, np.uint8), column.low, column.high)
    for case in np.flatnonzero(column.state == BLANK).tolist():
        if not any(p.header == heading.written for p in cases.errors.get(case, ())):
            by_row.state[first[case]] = BLANK
    page.require(column.fact, heading, by_row, errors)
    group_of = {int(row): case for case, row in enumerate(first.tolist())}
    for row, found in errors.items():
        cases.errors.setdefault(group_of[row], []).extend(found)
