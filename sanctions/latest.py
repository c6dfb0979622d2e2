"""The latest day that the cases of a table speak of."""

from datetime import date, timedelta

import numpy as np

from facts import KNOWN, CaseTable
from facts.columns import EPOCH
from rules.book import Metadata

_MINUTES = 1440


def latest_day(table: CaseTable, metadata: Metadata) -> date | None:
    """The latest of the days of conduct, and of those from which effects and steps run.

    Other dates (a time limit) may lie ahead. Of a day that is only known within bounds the first
    counts; None where no day is known.
    """
    labels = {metadata.conduct_date, *(step.after for step in metadata.procedures if step.after)}
    if metadata.effects is not None:
        labels.add(metadata.effects.start)
    days = []
    for label in labels:
        column = table.column(table.vocabulary.by_label(label))
        known = (column.state == KNOWN) & np.isfinite(column.low)
        if known.any():
            scale = _MINUTES if column.fact.type == "datetime" else 1
            days.append(float(column.low[known].max()) // scale)
    return EPOCH + timedelta(days=max(days)) if days else None
