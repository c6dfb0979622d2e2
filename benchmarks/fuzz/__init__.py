"""Coverage-guided fuzzing of the importers (needs atheris, which is no dependency).

``python -m benchmarks.fuzz values|tables|files [-max_total_time=60] [corpus folder]``
"""
