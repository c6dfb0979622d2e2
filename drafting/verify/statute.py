"""The statutory table: every fault leads somewhere, every row is used, no two at once."""

from collections.abc import Iterator
from itertools import combinations

import z3

from drafting.encoding import Term
from drafting.verify.finding import Finding
from drafting.verify.study import Study
from facts import Text
from rules.book import Fault
from rules.errors import Place
from rules.measures import TariffRow
from rules.terms import GRAVITIES


def holes(study: Study) -> Iterator[Finding]:
    """Of each fault: on whom a row falls, some row falls whatever the gravity. Of each
    responsibility: some row speaks of it. Nothing of a book that decides by a baseline.
    """
    found = study.one.conclusions
    for index, fault in enumerate(study.book.book.metadata.faults if study.rows else ()):
        speaking = [row for row in study.rows if _speaks(row, fault)]
        borne = [_falls(study, row) for row in speaking] or [z3.BoolVal(True)]
        yield study.never(
            ("gap.row", fault.id),
            Text(
                f"{fault.name}成立时，有档次可依的主体和责任，无论情节都有档次",
                f"on whom a row falls for {fault.id}, some row falls whatever the gravity",
            ),
            study.place("book.yaml", ("faults", index)),
            [study.one],
            found.scope,
            found.faults[fault.id],
            z3.Or(borne),
            z3.Not(z3.Or([_applies(study, row) for row in speaking])),
        )
    declared = study.book.book.metadata.responsibilities
    for index, item in enumerate(declared if study.rows else ()):
        own = [row for row in study.rows if row.kind == item.kind]
        spoken = any(not row.responsibility or item.id in row.responsibility for row in own)
        yield study.finding(
            ("gap.bearing", item.id),
            "proved" if spoken else "refuted",
            Text(f"有档次说到{item.label}", f"some row speaks of {item.id}"),
            study.place("book.yaml", ("responsibilities", index)),
            (),
        )


def rows(study: Study) -> Iterator[Finding]:
    """Each row is used by some case; and no two rows by one fault at once."""
    found = study.one.conclusions
    for row in study.rows:
        faults = [found.faults[f.id] for f in _faults(study, row)]
        yield study.some(
            ("reach.row", row.id),
            Text(f"有案件用到档次 {row.id}", f"some case comes to the row {row.id}"),
            _place(study, row),
            z3.And(found.scope, z3.Or(faults), _applies(study, row)),
        )
    for one, other in combinations(study.rows, 2):
        shared = [found.faults[f.id] for f in _faults(study, one) if _speaks(other, f)]
        if one.kind != other.kind or not shared or not _meet(one, other):
            continue
        yield study.never(
            ("overlap.rows", f"{one.id}-{other.id}"),
            Text(
                f"没有案件的同一种过错同时用到档次 {one.id} 和 {other.id}",
                f"no fault of a case comes to the rows {one.id} and {other.id} at once",
            ),
            _place(study, other),
            [study.one],
            found.scope,
            z3.Or(shared),
            _applies(study, one),
            _applies(study, other),
        )


def _meet(one: TariffRow, other: TariffRow) -> bool:
    """Can both speak of one gravity and responsibility, as they are written?"""
    for name in ("gravity", "responsibility"):
        mine, theirs = set(getattr(one, name)), set(getattr(other, name))
        if mine and theirs and mine.isdisjoint(theirs):
            return False
    return True


def _speaks(row: TariffRow, fault: Fault) -> bool:
    return not row.faults or fault.id in row.faults


def _faults(study: Study, row: TariffRow) -> list[Fault]:
    return [f for f in study.book.book.metadata.faults if _speaks(row, f)]


def _falls(study: Study, row: TariffRow) -> Term:
    """Kind and responsibility are those that the row names."""
    found = study.one.conclusions
    wanted = [found.is_kind(row.kind)]
    if row.responsibility:
        wanted.append(z3.Or([found.responsibilities[r] for r in row.responsibility]))
    return z3.And(wanted)


def _applies(study: Study, row: TariffRow) -> Term:
    """Kind, responsibility and gravity are those that the row names."""
    if not row.gravity:
        return _falls(study, row)
    gravity = study.one.conclusions.gravity
    grades = [gravity == GRAVITIES.index(g) for g in row.gravity]
    return z3.And(_falls(study, row), z3.Or(grades))


def _place(study: Study, row: TariffRow) -> Place:
    return study.place("tariff.yaml", ("rows", study.rows.index(row)), row.id)
