"""A slow and obvious evaluator of a rule book, to hold the engine to."""

from .completions import Reference, determine
from .conditions import OPEN, Facts, Value
from .evaluator import Outcome, ReferenceBook

__all__ = ["OPEN", "Facts", "Outcome", "Reference", "ReferenceBook", "Value", "determine"]
