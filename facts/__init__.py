"""Facts of a case: the vocabulary, and a columnar table in three values."""

from facts.columns import BLANK, KNOWN, OPEN, Column
from facts.fact import Choice, Fact
from facts.problems import Problem
from facts.rows import RowValueError, table_from_rows
from facts.table import CaseTable, FactTable, SourceSheet
from facts.text import LANGUAGES, Text
from facts.truth import FALSE, TRUE, UNKNOWN
from facts.vocabulary import Vocabulary, core_vocabulary

__all__ = [
    "BLANK",
    "FALSE",
    "KNOWN",
    "LANGUAGES",
    "OPEN",
    "TRUE",
    "UNKNOWN",
    "CaseTable",
    "Choice",
    "Column",
    "Fact",
    "FactTable",
    "Problem",
    "RowValueError",
    "SourceSheet",
    "Text",
    "Vocabulary",
    "core_vocabulary",
    "table_from_rows",
]
