"""A dossier as the result workbook takes it: one line a subject, rejected rows last."""

from collections.abc import Iterable

from exporters.dossier import Dossier, FactLine
from exporters.results import Origin, Results
from sanctions.determination import Determination


def results_of(dossier: Dossier) -> Results:
    """The same run for ``write_workbook`` and ``write_decisions``; holds all subjects at once."""
    decisions: list[Determination] = []
    origins: list[Origin] = []
    passed: list[dict[str, str]] = []
    for case in dossier.cases:
        for subject in case.subjects:
            decisions.append(subject.determination)
            origins.append(subject.origin)
            passed.append(_extra([*case.facts, *subject.facts]))
    for decision, origin in dossier.rejected:
        decisions.append(decision)
        origins.append(origin)
        passed.append({})
    headers = dict.fromkeys(header for row in passed for header in row)
    extra = {header: [row.get(header, "") for row in passed] for header in headers}
    return Results(decisions, origins, dossier.problems, dossier.book, dossier.run, extra)


def _extra(lines: Iterable[FactLine]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        if line.kind == "extra":
            name = line.label if line.label not in found else f"{line.label}（责任人）"
            found[name] = line.value
    return found
