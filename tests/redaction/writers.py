"""Everything that writes a dossier, by what it writes. A new writer is added here, and is tested.

A writer takes a dossier, an empty folder and a language, and leaves its files in the folder.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from exporters import explanation_tree, write_decisions, write_run, write_workbook
from exporters.case_report import CaseReports
from exporters.dossier import Dossier
from exporters.redaction import results_of
from wenze.commands.report import writing

Writer = Callable[[Dossier, Path, str], None]


def _workbook(dossier: Dossier, folder: Path, lang: str) -> None:
    write_workbook(results_of(dossier), folder / "results.xlsx", lang)


def _json(dossier: Dossier, folder: Path, _lang: str) -> None:
    results = results_of(dossier)
    write_decisions(results.decisions, folder / "decisions.jsonl")
    write_run(results.run, folder / "run.json")


def _trees(dossier: Dossier, folder: Path, lang: str) -> None:
    lines = [
        line
        for case in dossier.cases
        for subject in case.subjects
        for line in explanation_tree(dossier.explain(subject.index), dossier.book, lang)
    ]
    (folder / "explanations.txt").write_text("\n".join(lines), encoding="utf-8")


def _case_reports(form: str) -> Writer:
    def write(dossier: Dossier, folder: Path, lang: str) -> None:
        CaseReports(lang).write(dossier, folder, (form,))

    return write


def _reported(module: str, function: str, form: str) -> Writer:
    def write(dossier: Dossier, folder: Path, lang: str) -> None:
        getattr(import_module(module), function)(dossier, folder / f"report.{form}", lang)

    return write


WRITERS: dict[str, Writer] = {
    "results.xlsx": _workbook,
    "decisions.jsonl": _json,
    "explanations": _trees,
    "case.docx": _case_reports("docx"),
    "case.pdf": _case_reports("pdf"),
}
WRITERS |= {
    f"{kind}.{form}": _reported(module, function, form)
    for (kind, form), (module, function) in writing._WRITERS.items()
}
#: A PDF is made by another program, in seconds.
SLOW = tuple(name for name in WRITERS if name.endswith(".pdf"))
QUICK = tuple(name for name in WRITERS if name not in SLOW)
