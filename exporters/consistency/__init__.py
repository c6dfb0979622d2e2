"""Consistency of a run: what is hard to explain, with both cases side by side."""

from exporters.consistency.collecting import Collector, consistency
from exporters.consistency.record import ConsistencyRecord, Difference, Side, record
from exporters.consistency.sheet import write_consistency_sheet

__all__ = [
    "Collector",
    "ConsistencyRecord",
    "Difference",
    "Side",
    "consistency",
    "record",
    "write_consistency_sheet",
]
