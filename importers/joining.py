"""Cases and subjects of all sheets, joined: good rows to a table, the others to a list."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from facts import KNOWN, CaseTable, Column, FactTable, Problem, Vocabulary
from importers.checks import check_times, check_twice, identities, number_cases, report
from importers.grid import number_key
from importers.keys import CASE_KEY, KIND, ROLE, SUBJECT, SUBJECT_CASE
from importers.log import Log
from importers.namings import NAMINGS
from importers.reading import BY_NUMBER, NO_CASE, Reading, Rows
from importers.remarks import Remark
from importers.result import RejectedRow
from importers.stacking import stack


@dataclass
class Joined:
    """The good rows, the rejected ones, and the place of each good subject in the input."""

    table: CaseTable
    rejected: list[RejectedRow]
    order: Rows


def join(
    readings: Sequence[tuple[Reading | None, Reading | None]], vocabulary: Vocabulary, log: Log
) -> Joined:
    """Join the cases and subjects of all sheets, in their order."""
    all_cases = [cases for cases, _ in readings if cases is not None]
    all_subjects = _with_parents(readings)
    cases = stack(all_cases, vocabulary.of("case"))
    subjects = stack(all_subjects, vocabulary.of("subject"))
    for reading in (cases, subjects):
        check_times(reading, vocabulary.facts, log)
    by_number, first = number_cases(cases, log)
    case_of = _find_cases(subjects, by_number, _no_cases(cases, subjects, vocabulary, log), log)
    same = identities(subjects, case_of)
    check_twice(subjects, same, log)
    alone = np.flatnonzero(~np.isin(first, case_of))
    _report_alone(cases, alone.tolist(), bool(all_subjects), log)
    counted = case_of[(same == np.arange(len(same))) & (case_of != NO_CASE)]
    named = np.bincount(counted, minlength=len(cases))
    return _assemble(vocabulary, cases, subjects, case_of, alone, named)


def _with_parents(readings: Sequence[tuple[Reading | None, Reading | None]]) -> list[Reading]:
    """The subjects of each sheet, their parents counted over the cases of all sheets."""
    found: list[Reading] = []
    start = 0
    for cases, subjects in readings:
        if subjects is not None:
            own = subjects.parent >= 0
            subjects.parent = np.where(own, subjects.parent + start, subjects.parent)
            found.append(subjects)
        start += 0 if cases is None else len(cases)
    return found


def _no_cases(
    cases: Reading, subjects: Reading, vocabulary: Vocabulary, log: Log
) -> Problem | None:
    """One error for the whole input where no sheet has cases."""
    if cases.origins or not subjects.origins:
        return None
    required = "、".join(f.label for f in vocabulary.of("case") if f.required)
    origin = subjects.origins[0]
    return log.add_file(Remark("no-cases", {"headers": required}), origin.sheet.file, origin.rank)


def _find_cases(
    subjects: Reading, by_number: dict[str, int], no_cases: Problem | None, log: Log
) -> Rows:
    """The case of each subject; a number that no case has is an error."""
    case_of = subjects.parent.copy()
    column = subjects.columns.get(SUBJECT_CASE)
    for position in np.flatnonzero(case_of == BY_NUMBER).tolist():
        case_of[position] = NO_CASE
        if no_cases is not None:
            subjects.errors.setdefault(position, []).append(no_cases)
        elif column is not None and column.state[position] == KNOWN:
            found = by_number.get(number_key(column.text[position]))
            if found is None:
                report(subjects, position, SUBJECT_CASE, Remark("subject-orphan"), log)
            else:
                case_of[position] = found
    return case_of


def _report_alone(cases: Reading, alone: Sequence[int], subjects_given: bool, log: Log) -> None:
    """Cases that no subject names; one error for all where the input has no subjects at all."""
    if not alone:
        return
    if subjects_given:
        for position in alone:
            report(cases, position, CASE_KEY, Remark("case-alone"), log)
        return
    origin = cases.origins[0]
    naming = "、".join(naming.label for naming in NAMINGS)
    remark = Remark("no-subjects", {"naming": naming})
    found = log.add_file(remark, origin.sheet.file, origin.rank)
    for position in alone:
        cases.errors.setdefault(position, []).append(found)


def _assemble(
    vocabulary: Vocabulary,
    cases: Reading,
    subjects: Reading,
    case_of: Rows,
    alone: Rows,
    named: Rows,
) -> Joined:
    bad_case = np.zeros(len(cases) + 1, bool)
    bad_case[list(cases.errors)] = True
    bad_case[NO_CASE] = True
    bad = bad_case[case_of]
    bad[list(subjects.errors)] = True
    order, alone_order = _orders(cases, subjects, alone)
    rejected = [
        _rejected_subject(cases, subjects, position, int(case_of[position]), int(order[position]))
        for position in np.flatnonzero(bad).tolist()
    ]
    rejected += [
        _rejected_case(cases, position, place)
        for position, place in zip(alone.tolist(), alone_order.tolist(), strict=True)
    ]
    good = np.flatnonzero(~bad)
    kept, good_case_of = np.unique(case_of[good], return_inverse=True)
    table = CaseTable(
        vocabulary,
        _fact_table(cases.taken(kept)),
        _fact_table(subjects.taken(good)),
        good_case_of.astype(np.int64),
        named[kept],
    )
    return Joined(table, sorted(rejected, key=lambda row: row.order), order[good])


def _fact_table(reading: Reading) -> FactTable:
    return FactTable(
        reading.columns,
        [origin.sheet for origin in reading.origins],
        reading.source,
        reading.rows,
        dict(reading.extra),
        reading.elsewhere,
    )


def _orders(cases: Reading, subjects: Reading, alone: Rows) -> tuple[Rows, Rows]:
    """The place of each subject, and of each case without one, in the order of the input."""
    entries = [_ranks(subjects), _ranks(cases)[:, alone]]
    both = np.concatenate(entries, axis=1)
    place = np.empty(both.shape[1], np.int64)
    place[np.lexsort(both[::-1])] = np.arange(both.shape[1])
    return place[: len(subjects)], place[len(subjects) :]


def _ranks(reading: Reading) -> Rows:
    """File, sheet, row and position of each row, as four rows of an array."""
    ranks = np.array([o.rank for o in reading.origins], np.int64).reshape(-1, 2)
    by_row = ranks[reading.source] if len(reading) else np.zeros((0, 2), np.int64)
    return np.vstack([by_row.T, reading.rows, np.arange(len(reading))])


def _rejected_subject(
    cases: Reading, subjects: Reading, position: int, case: int, order: int
) -> RejectedRow:
    problems = [*cases.errors.get(case, ()), *subjects.errors.get(position, ())]
    case_id = _text(subjects.columns.get(SUBJECT_CASE), position)
    sheet = subjects.origins[subjects.source[position]].sheet
    return RejectedRow(
        file=sheet.file,
        sheet=sheet.sheet,
        row=int(subjects.rows[position]),
        case_id=case_id,
        subject=_text(subjects.columns.get(SUBJECT), position),
        subject_kind=_choice(subjects.columns.get(KIND), position),
        role=_choice(subjects.columns.get(ROLE), position),
        problems=tuple(dict.fromkeys(problems)),
        order=order,
    )


def _rejected_case(cases: Reading, position: int, order: int) -> RejectedRow:
    sheet = cases.origins[cases.source[position]].sheet
    return RejectedRow(
        file=sheet.file,
        sheet=sheet.sheet,
        row=int(cases.rows[position]),
        case_id=_text(cases.columns.get(CASE_KEY), position),
        subject=None,
        subject_kind=None,
        role=None,
        problems=tuple(dict.fromkeys(cases.errors[position])),
        order=order,
    )


def _text(column: Column | None, position: int) -> str | None:
    if column is None or column.state[position] != KNOWN:
        return None
    return column.text[position] or None


def _choice(column: Column | None, position: int) -> str | None:
    if column is None or column.state[position] != KNOWN:
        return None
    return column.fact.choices[int(column.low[position])].id
