"""Mutation testing of a book: would its examples notice if the drafter had got it wrong?"""

from drafting.mutation.mutants import KINDS, Mutant, mutants
from drafting.mutation.trial import Score, Tried, score_mutants

__all__ = ["KINDS", "Mutant", "Score", "Tried", "mutants", "score_mutants"]
