"""A slow and obvious evaluator of a rule book, to hold the engine to."""

from .completions import Reference, determine
from .conditions import OPEN, Facts, Value
from .evaluator import CORE_BOOK, Outcome, ReferenceBook

__all__ = ["CORE_BOOK", "OPEN", "Facts", "Outcome", "Reference", "ReferenceBook", "Value", "determine"]
