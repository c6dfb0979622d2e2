"""What leaves the program: the result workbook, JSON Lines, the record of a run, a tree."""

from pathlib import Path

from exporters.decisions_jsonl import to_json, write_decisions
from exporters.results import Origin, Results
from exporters.run_record import run_record, write_run
from exporters.tree import explanation_tree
from exporters.whole_file import whole_file

__all__ = [
    "Origin",
    "Results",
    "explanation_tree",
    "run_record",
    "to_json",
    "whole_file",
    "write_decisions",
    "write_run",
    "write_workbook",
]


def write_workbook(results: Results, path: Path, lang: str = "zh") -> None:
    """Write ``results.xlsx``; ``lang`` "zh" or "en". Whole file or nothing."""
    from exporters.results_workbook import write_workbook as write  # slow to load

    write(results, path, lang)
