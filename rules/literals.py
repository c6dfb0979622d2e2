"""Atoms over a whole table: one vector operation each, in three values."""

from collections.abc import Mapping
from functools import partial

import numpy as np
import numpy.typing as npt

from facts import FALSE, KNOWN, OPEN, TRUE, UNKNOWN, CaseTable, Column
from facts.columns import NO_TEXT, lists
from facts.truth import Truth, truth_of
from rules.atoms import Atom, Beyond, Concluded, Listed, OneOf, Stated, Truthful


def evaluate_atom(
    atom: Atom, table: CaseTable, concluded: Mapping[str, Truth]
) -> tuple[Truth, bool]:
    """The truth of an atom, and whether it has a value per case (else per subject)."""
    if isinstance(atom, Concluded):
        return concluded[atom.name], False
    column = table.column(atom.fact)
    return column.each(partial(_evaluate, atom)), atom.fact.entity == "case"


def _evaluate(atom: Truthful | OneOf | Beyond | Stated | Listed, column: Column) -> Truth:
    known = column.state == KNOWN
    if isinstance(atom, Stated):
        stated: Truth = known.astype(np.int8)
        return stated
    if isinstance(atom, Truthful):
        if column.fact.type == "text":
            return truth_of(column.unlike(NO_TEXT), known)
        return truth_of(column.low == 1.0, known)
    if isinstance(atom, OneOf):
        member = np.zeros(len(column.fact.choices) + 1, np.bool_)
        member[list(atom.choices)] = True
        position: npt.NDArray[np.int64] = column.low.astype(np.int64)
        return truth_of(member[position], known)
    if isinstance(atom, Listed):
        result = np.where(known, lists(column, atom.position), FALSE)
        return np.where(column.state == OPEN, UNKNOWN, result).astype(np.int8)
    return _beyond(atom, column, known)


def _beyond(atom: Beyond, column: Column, known: npt.NDArray[np.bool_]) -> Truth:
    if atom.op == ">":
        surely, never = column.low > atom.threshold, column.high <= atom.threshold
    else:
        surely, never = column.low >= atom.threshold, column.high < atom.threshold
    value = np.where(surely, TRUE, np.where(never, FALSE, UNKNOWN))
    return np.where(known, value, UNKNOWN).astype(np.int8)
