"""Two books compared by meaning: regions where outcomes differ, equality proved elsewhere."""

from drafting.diff.regions import DEFAULT_LIMIT, DEFAULT_REGIONS, Comparison, Region, compare

__all__ = ["DEFAULT_LIMIT", "DEFAULT_REGIONS", "Comparison", "Region", "compare"]
