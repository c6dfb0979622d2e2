"""A run as Parquet: decisions, facts and problems by row, explanations once for each signature."""

DECISIONS, EXPLANATIONS = "decisions.parquet", "explanations.parquet"
FACTS, PROBLEMS = "facts.parquet", "problems.parquet"

#: What the run folder holds besides ``run.json``.
FILES = (DECISIONS, EXPLANATIONS, FACTS, PROBLEMS)
