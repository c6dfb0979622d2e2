"""A compiled book as z3 terms over total cases: what verify and diff reason about."""

from drafting.encoding.cases import Case, case_from_model, decided
from drafting.encoding.conclusions import Conclusions, Person
from drafting.encoding.endings import BookEndings, Ending, Scale, TooManyEndingsError
from drafting.encoding.outcomes import Outcomes
from drafting.encoding.plain import Plain, Wishes, no_dispute, plain, settle
from drafting.encoding.space import FactSpace, Term

__all__ = [
    "BookEndings",
    "Case",
    "Conclusions",
    "Ending",
    "FactSpace",
    "Outcomes",
    "Person",
    "Plain",
    "Scale",
    "Term",
    "TooManyEndingsError",
    "Wishes",
    "case_from_model",
    "decided",
    "no_dispute",
    "plain",
    "settle",
]
