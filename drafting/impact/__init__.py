"""What a change of the rules would do to the cases of a table."""

from drafting.impact.assessment import Impact, assess
from drafting.impact.baseline_table import HEADINGS, TableRow, read_baseline_table
from drafting.impact.origins import Origin, origins
from drafting.impact.record import impact_record

__all__ = [
    "HEADINGS",
    "Impact",
    "Origin",
    "TableRow",
    "assess",
    "impact_record",
    "origins",
    "read_baseline_table",
]
