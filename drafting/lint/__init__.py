"""Lint: what is wrong or doubtful in a rule book, before any case is decided by it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from drafting.lint import (
    baseline,
    cases,
    clauses,
    double_evaluation,
    firing,
    justified,
    loading,
    naming,
    readings,
    running,
    statute,
    thresholds,
)
from drafting.lint.decided import with_examples, with_outcomes
from drafting.lint.draft import Draft
from drafting.lint.finding import LEVELS, Finding, Level
from drafting.lint.justified import Justified
from drafting.lint.kinds import KINDS, Kind
from drafting.lint.satisfy import UndecidedError
from facts import core_vocabulary
from facts.fact import Choice
from facts.vocabulary import Extension, extended
from rules.book import Book
from rules.compiler import Compiler
from rules.errors import BookError
from rules.loader import BOOKS, CompiledBook, compile_source, load_book
from rules.report import Report
from rules.source import Source, read_source

__all__ = ["KINDS", "LEVELS", "Finding", "Justified", "Kind", "Level", "Linted", "lint"]

_CHECKS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    firing.check,
    thresholds.check,
    readings.check,
    double_evaluation.check,
    naming.check,
    clauses.check,
    baseline.check,
    statute.check,
    running.check,
)


@dataclass(frozen=True, slots=True)
class Linted:
    """Findings in the order of files and lines. ``readable``: were all files there, and YAML?"""

    findings: tuple[Finding, ...]
    justified: tuple[Justified, ...] = ()
    readable: bool = True

    def at_least(self, level: Level) -> tuple[Finding, ...]:
        """The findings of this level and worse."""
        return tuple(f for f in self.findings if LEVELS.index(f.level) <= LEVELS.index(level))


#: Mistakes of a book that can be looked through all the same, but not run.
_HARMLESS = frozenset({"not-carried-out"})
#: With these no case can be decided.
_STANDING_STILL = _HARMLESS | {"date-fact-missing"}
#: With these nothing is known about what the examples cover.
_UNCOVERED = frozenset({"examples-missing", "wrong-example", "duplicate-example"})


def lint(name: str | Path, examples: bool = True) -> Linted:
    """All findings of the book with this id, or in this folder.

    Without ``examples`` the example cases are not decided: quicker, and nothing is said about
    them or about justifications that are not needed. BookError only when there is no such book:
    its mistakes are findings.
    """
    folder = _folder(name)
    try:
        source = read_source(folder)
    except BookError as error:
        unreadable = with_examples(loading.unreadable(folder, error.mistakes))
        return Linted(tuple(unreadable), readable=False)
    found: list[Finding] = []
    try:
        compiled = compile_source(source)
    except BookError as error:
        found = loading.refused(source, error.mistakes)
        if not {finding.id for finding in found} <= _HARMLESS:
            return Linted(tuple(sorted(with_examples(found), key=_order)))
        compiled, examples = _compiled_anyway(source), False
    draft = Draft(compiled, source)
    for check in _CHECKS:
        try:
            found.extend(check(draft))
        except UndecidedError:  # conditions too large to be searched; the rest was looked at
            continue
    runs = not any(finding.id in _STANDING_STILL for finding in found)
    examples = examples and runs
    if examples:
        found.extend(cases.check(draft))
        examples = not any(finding.id in _UNCOVERED for finding in found)
    if runs:
        found = with_outcomes(found, draft.witnesses)
    left, kept = justified.apply(folder, with_examples(found), complete=examples)
    return Linted(tuple(sorted(with_examples(left), key=_order)), tuple(kept))


def _folder(name: str | Path) -> Path:
    for folder in (Path(name), BOOKS / str(name)):
        if folder.is_dir():
            return folder
    return load_book(name).folder  # says that there is no such book


def _compiled_anyway(source: Source) -> CompiledBook:
    files = {"metadata": "book", **{p: p for p in ("outline", "rules", "catalogue", "baseline")}}
    parts = {part: source.data[f"{file}.yaml"] for part, file in files.items()}
    parts["tariff"] = source.data.get("tariff.yaml")
    book = Book.model_validate({**parts, "sha256": source.sha256})
    extension = Extension.model_validate(source.data.get("facts.yaml") or {})
    listing = tuple(
        Choice(id=f.id, label=f.label, synonyms=(f.name,)) for f in book.metadata.faults
    )
    vocabulary = extended(core_vocabulary(), extension, listing)
    clusters = Compiler(book, vocabulary, Report(source)).clusters()
    return CompiledBook(book, vocabulary, source.folder, clusters)


def _order(finding: Finding) -> tuple[str, int, int]:
    return finding.place.file, finding.place.line, LEVELS.index(finding.level)
