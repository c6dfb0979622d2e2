"""The impact of a proposal, as a workbook, a page and JSON."""

from exporters.impact.document import write_impact_json
from exporters.impact.page import write_impact_page
from exporters.impact.report import ImpactReport
from exporters.impact.workbook import write_impact_workbook

__all__ = [
    "ImpactReport",
    "write_impact_json",
    "write_impact_page",
    "write_impact_workbook",
]
