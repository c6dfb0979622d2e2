"""Deciding with rows that are alike decided once, in one table and in those that follow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from facts import CaseTable
from rules.masks import Masks, none
from sanctions.branches import Situation
from sanctions.decider import Decider
from sanctions.decisions import Decisions, statuses
from sanctions.essential import essential
from sanctions.numbering import Ints
from sanctions.questions import question_masks

Columns = npt.NDArray[np.int32] | npt.NDArray[np.int64]

#: So many situations are remembered, about 100 bytes each, while a share like this comes again.
REMEMBERED = 1 << 19
_WORTH = 0.05


@dataclass
class Alike:
    """Decides tables; a situation that was met before is looked up, not decided again."""

    decider: Decider
    _known: "_Known | None" = field(default=None)

    def decide(self, table: CaseTable) -> Decisions:
        """The same as ``sanctions.decide``."""
        decider = self.decider
        inference = decider.engine.infer(table)
        situation = decider.situation(inference)
        outcomes, masks = self._looked_up(essential(decider, situation))
        status = statuses(decider, table, outcomes, masks)
        return Decisions(decider, table, inference, situation, outcomes, masks, status)

    def _looked_up(self, situation: Situation) -> tuple[Ints, Masks]:
        columns: list[Columns] = [*situation.codes.values(), situation.gravity, situation.kind]
        numbers = _mixed(columns)
        found = None if self._known is None else self._known.find(numbers, columns)
        if found is not None and self._known is not None and found.min(initial=0) >= 0:
            return self._known.outcomes.take(found), self._known.masks.take(found, axis=1)
        outcomes = np.zeros(len(numbers), np.int64)
        masks = none(self.decider.variables.words, len(numbers))
        new = np.arange(len(numbers))
        worth = True
        if found is not None and self._known is not None:
            met = found >= 0
            outcomes[met] = self._known.outcomes[found[met]]
            masks[:, met] = self._known.masks[:, found[met]]
            new = np.flatnonzero(~met)
            worth = len(numbers) - len(new) > _WORTH * len(numbers)
        if len(new):
            first, alike = _first_of_each(numbers[new], [column[new] for column in columns])
            part = situation.take(new[first])
            own = self.decider.outcome_ids(part)
            own_masks = question_masks(self.decider, part, own)
            outcomes[new], masks[:, new] = own[alike], own_masks[:, alike]
            if worth:
                rows = new[first]
                kept = _Known(numbers[rows], [c[rows] for c in columns], own, own_masks)
                self._known = kept if self._known is None else self._known.with_more(kept)
        return outcomes, masks


@dataclass(frozen=True)
class _Known:
    """Situations, in the order of their numbers, and what was decided of them."""

    numbers: npt.NDArray[np.uint64]
    columns: Sequence[Columns]
    outcomes: Ints
    masks: Masks

    def find(self, numbers: npt.NDArray[np.uint64], columns: Sequence[Columns]) -> Ints:
        """The position of each situation here, or -1. Two situations may share a number."""
        at = np.minimum(np.searchsorted(self.numbers, numbers), len(self.numbers) - 1)
        same = self.numbers.take(at) == numbers
        for known, column in zip(self.columns, columns, strict=True):
            same &= known.take(at) == column
        return np.where(same, at, -1)

    def with_more(self, other: "_Known") -> "_Known":
        """Both, as far as they may be remembered."""
        if len(self.numbers) + len(other.numbers) > REMEMBERED:
            return self
        numbers = np.concatenate([self.numbers, other.numbers])
        order = np.argsort(numbers, kind="stable")
        pairs = zip(self.columns, other.columns, strict=True)
        return _Known(
            numbers[order],
            [np.concatenate([mine, yours])[order] for mine, yours in pairs],
            np.concatenate([self.outcomes, other.outcomes])[order],
            np.concatenate([self.masks, other.masks], axis=1)[:, order],
        )


def _first_of_each(numbers: npt.NDArray[Any], columns: Sequence[Columns]) -> tuple[Ints, Ints]:
    """A row of each situation in the order of their numbers, and each row's place among them."""
    _, first, inverse = np.unique(numbers, return_index=True, return_inverse=True)
    inverse = inverse.reshape(-1)
    # Two situations may share a number by chance: then each row is decided by itself.
    if any((column[first][inverse] != column).any() for column in columns):
        order = np.argsort(numbers, kind="stable")
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        return order, place
    return first, inverse


def _mixed(columns: Iterable[Columns]) -> npt.NDArray[np.uint64]:
    """One number for the values of each row, hardly ever the same for different values."""
    mixed: npt.NDArray[np.uint64] | None = None
    for column in columns:
        own = column.astype(np.uint64)
        mixed = own if mixed is None else (mixed ^ own) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    assert mixed is not None
    return mixed
