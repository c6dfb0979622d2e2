"""Rows against each other: times that go backward, numbers and subjects given twice."""

from collections.abc import Sequence

import numpy as np

from facts import BLANK, KNOWN, Fact, Problem
from importers.grid import letter_number, number_keys
from importers.keys import CASE_KEY, KIND, ROLE, SUBJECT
from importers.log import Log
from importers.messages import problem
from importers.reading import Reading, Rows
from importers.remarks import Remark
from importers.series import numbered

#: How many places a message about duplicates lists.
_PLACES = 10


def report(
    reading: Reading, position: int, label: str, remark: Remark, log: Log, value: str = ""
) -> Problem:
    """Log an error at the cell of a fact; it costs the row."""
    origin = reading.origins[reading.source[position]]
    row = reading.elsewhere.get((label, position), int(reading.rows[position]))
    column = origin.sheet.letters.get(label, "")
    found = problem(
        remark,
        file=origin.sheet.file,
        sheet=origin.sheet.sheet,
        cell=f"{column}{row}" if column else "",
        row=row,
        header=origin.headers.get(label, label),
        value=value,
    )
    reading.errors.setdefault(position, []).append(found)
    return log.add(origin.rank, row, letter_number(column) - 1, found)


def check_times(reading: Reading, facts: Sequence[Fact], log: Log) -> None:
    """An error where the later moment of a duration is certainly before the earlier one."""
    for fact in facts:
        if fact.derive is None:
            continue
        later, earlier = (reading.columns.get(label) for label in fact.derive)
        if later is None or earlier is None:
            continue
        known = (later.state == KNOWN) & (earlier.state == KNOWN)
        for position in np.flatnonzero(known & (later.high < earlier.low)).tolist():
            values = {
                "later": later.fact.label,
                "earlier": earlier.fact.label,
                "other": earlier.show(position),
            }
            remark = Remark("times-backward", values)
            report(reading, position, later.fact.label, remark, log, later.show(position))


def number_cases(cases: Reading, log: Log) -> tuple[dict[str, int], Rows]:
    """The first case of each number, and for each case the first one with its number.

    A number that several rows use is an error in each of them.
    """
    first = np.arange(len(cases), dtype=np.int64)
    by_number: dict[str, int] = {}
    repeated: dict[int, list[int]] = {}
    column = cases.columns.get(CASE_KEY)
    if column is None:
        return by_number, first
    known = np.flatnonzero(column.state == KNOWN).tolist()
    keys = number_keys([column.text[position] for position in known])
    for position, key in zip(known, keys, strict=True):
        at = by_number.setdefault(key, position)
        if at != position:
            first[position] = at
            repeated.setdefault(at, [at]).append(position)
    for positions in repeated.values():
        remark = Remark("case-duplicate", {"places": _places(cases, positions, CASE_KEY)})
        for position in positions:
            report(cases, position, CASE_KEY, remark, log)
    return by_number, first


def identities(subjects: Reading, case_of: Rows) -> Rows:
    """For each subject the first that is the same: of the same case, name, kind and role.

    A row that does not say all of these is only the same as itself.
    """
    same = np.arange(len(subjects), dtype=np.int64)
    parts = [subjects.columns.get(label) for label in (SUBJECT, KIND, ROLE)]
    names, kinds, roles = parts
    if names is None or kinds is None or roles is None:
        return same
    whole = (names.state == KNOWN) & (kinds.state == KNOWN) & (roles.state != BLANK)
    rows = np.flatnonzero(whole & (case_of >= 0))
    texts = names.text if len(rows) == len(subjects) else [names.text[r] for r in rows.tolist()]
    name, _ = numbered(texts, _spelt)
    kind = kinds.low[rows].astype(np.int64)
    role = np.where(roles.state == KNOWN, roles.low, -1)[rows].astype(np.int64) + 1
    key = case_of[rows]
    for part in (name, kind, role):
        key = key * (part.max(initial=0) + 1) + part
    _, first, group = np.unique(key, return_index=True, return_inverse=True)
    same[rows] = rows[first[group]]
    return same


def _spelt(names: Sequence[str]) -> Sequence[str]:
    """Names without white space."""
    whole = "".join(names)
    if whole.split() == [whole]:
        return names
    return ["".join(name.split()) for name in names]


def check_twice(subjects: Reading, same: Rows, log: Log) -> None:
    """An error for each row of a subject that a case names twice in one role."""
    groups: dict[int, list[int]] = {}
    for position in np.flatnonzero(same != np.arange(len(same))).tolist():
        groups.setdefault(int(same[position]), [int(same[position])]).append(position)
    for positions in groups.values():
        remark = Remark("subject-duplicate", {"places": _places(subjects, positions, SUBJECT)})
        for position in positions:
            report(subjects, position, SUBJECT, remark, log)


def _places(reading: Reading, positions: Sequence[int], label: str) -> str:
    """案件!A3、案件!A7, with the file where there are several."""
    sheets = [reading.origins[reading.source[p]].sheet for p in positions]
    several = len({sheet.file for sheet in sheets}) > 1
    places = [
        (f"{sheet.file}：" if several else "") + sheet.cell(label, int(reading.rows[position]))
        for sheet, position in zip(sheets[:_PLACES], positions, strict=False)
    ]
    return "、".join(places) + ("…" if len(positions) > _PLACES else "")
