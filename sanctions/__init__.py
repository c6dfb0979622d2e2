"""From conclusions to determinations: measures, adjustments, intervals and open questions."""

from sanctions.decider import Decider
from sanctions.decisions import Decisions, decide
from sanctions.determination import Considered, Determination, Explanation

__all__ = ["Considered", "Decider", "Decisions", "Determination", "Explanation", "decide"]
