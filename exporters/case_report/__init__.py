"""Case reports in official-document form (GB/T 9704-2012), as .docx and .pdf.

An office's own template is read by ``exporters.case_report.own_template``, which loads docxtpl.
"""

from exporters.case_report.pdf import NoPdf
from exporters.case_report.release import Release, ReleaseError, load_release
from exporters.case_report.tags import TAGS, TemplateMistake
from exporters.case_report.writing import FORMATS, CaseReports

__all__ = [
    "FORMATS",
    "TAGS",
    "CaseReports",
    "NoPdf",
    "Release",
    "ReleaseError",
    "TemplateMistake",
    "load_release",
]
