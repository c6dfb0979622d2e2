"""Readings of one entity, one below the other."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from facts import Column, Fact
from facts.columns import blank_column
from importers.reading import Reading


def stack(readings: Sequence[Reading], facts: Sequence[Fact]) -> Reading:
    """All rows in order; a fact or an extra column that one lacks is blank there."""
    lengths = [len(r) for r in readings]
    starts = [0, *np.cumsum(lengths, dtype=np.int64).tolist()]
    columns: dict[str, Column] = {}
    for fact in facts:
        if any(fact.label in r.columns for r in readings):
            parts = [r.columns.get(fact.label) or blank_column(fact, len(r)) for r in readings]
            columns[fact.label] = _column(fact, parts)
    names = dict.fromkeys(name for r in readings for name in r.extra)
    extra = {
        name: [cell for r in readings for cell in r.extra.get(name, [""] * len(r))]
        for name in names
    }
    origins = [0, *np.cumsum([len(r.origins) for r in readings], dtype=np.int64).tolist()]
    sources = [r.source.astype(np.int64) + o for o, r in zip(origins, readings, strict=False)]
    numbered = list(zip(starts, readings, strict=False))
    return Reading(
        [origin for r in readings for origin in r.origins],
        _joined(sources).astype(np.int16),
        _joined([r.rows for r in readings]),
        columns,
        {at + row: found for at, r in numbered for row, found in r.errors.items()},
        _joined([r.parent for r in readings]),
        extra,
        {(n, at + i): row for at, r in numbered for (n, i), row in r.elsewhere.items()},
    )


def _joined(parts: Sequence[npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
    return np.concatenate([np.zeros(0, np.int64), *parts])


def _column(fact: Fact, parts: Sequence[Column]) -> Column:
    text = [cell for part in parts for cell in part.text]
    return Column(
        fact,
        np.concatenate([p.state for p in parts]),
        np.concatenate([p.low for p in parts]),
        np.concatenate([p.high for p in parts]),
        text,
    )
