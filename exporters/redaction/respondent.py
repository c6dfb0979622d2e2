"""What the person concerned may see: the case and the own conclusions, of others nothing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from exporters.dossier import CaseFile, Dossier, FactLine, Record, Records, SubjectFile
from exporters.redaction.views import Cases, run_kept
from exporters.results import Origin
from facts import Problem, Text
from sanctions.determination import Considered, Determination, Explanation, FactUsed, Reason
from sanctions.lighter import Lighter

OTHERS = "（其他人员）"
#: A name of one character cannot be told from the words around it.
SHORTEST = 2
#: Telling by itself, in a column of personal data: a number this long.
LONG_NUMBER = 6


def respondent_view(dossier: Dossier, position: int, subject: int) -> Dossier:
    """The view of one subject of one case (positions in the dossier)."""
    case = dossier.cases[position]
    own = case.subjects[subject]
    redactor = _Respondent(dossier, own)
    seen = redactor.case(case)
    problems = [redactor.problem(p) for p in dossier.problems if _of(p, own, seen)]
    run = run_kept(dossier.run)
    run["inputs"] = [
        {**given, "name": redactor.text(str(given.get("name", "")))}
        for given in dossier.run.get("inputs", ())
    ]
    counts = dossier.run.get("counts", {})
    run["counts"] = {
        "rows": 1,
        "status": {s: int(s == own.determination.status) for s in counts.get("status", {})},
        "problems": {s: sum(p.severity == s for p in problems) for s in counts.get("problems", {})},
    }
    return Dossier(
        cases=Cases(dossier.cases, [(position, [subject])], lambda _, one: redactor.case(one)),
        rejected=(),
        problems=problems,
        book=dossier.book,
        run=run,
        explain=redactor.explain,
        lighter=redactor.lighter,
    )


class _Respondent:
    def __init__(self, dossier: Dossier, own: SubjectFile) -> None:
        self.dossier, self.own = dossier, own
        self.free = {
            fact.label
            for fact in dossier.book.vocabulary.facts
            if fact.type in ("text", "identifier")
        }
        kept = {name for name in _identifying(own, dossier) if name}
        others = {name for name in self._others() if len(name) >= SHORTEST} - kept
        self.kept = {_squeezed(name) for name in kept}
        # The longest first: a name may begin another.
        spellings = sorted(kept | others, key=len, reverse=True)
        written = "|".join(_spelling(name) for name in spellings)
        self.pattern = re.compile(written, re.IGNORECASE) if others else None

    def _others(self) -> Iterator[str]:
        for case in self.dossier.cases:
            for subject in case.subjects:
                if subject.index != self.own.index:
                    yield from _identifying(subject, self.dossier)
        for decision, _ in self.dossier.rejected:
            yield decision.subject or ""

    def text(self, words: str) -> str:
        """Free text without the names of others."""
        if self.pattern is None:
            return words
        return self.pattern.sub(
            lambda found: found[0] if _squeezed(found[0]) in self.kept else OTHERS, words
        )

    # ── the case ──────────────────────────────────────────────────────────────

    def case(self, case: CaseFile) -> CaseFile:
        """The case with all its subjects, each as this one may see it."""
        lines = (line for line in case.facts if line.kind != "extra")
        subjects = (
            SubjectFile(
                one.index,
                self.determination(one.determination),
                self._origin(one.origin),
                tuple(self._lines(one.facts)),
                self._records(one.records) if one.index == self.own.index else (),
            )
            for one in case.subjects
        )
        return CaseFile(
            self.text(case.case_id),
            tuple(self._lines(lines)),
            tuple(subjects),
            self._records(case.records),
        )

    def _records(self, found: Iterable[Records]) -> tuple[Records, ...]:
        return tuple(
            replace(
                kind,
                rows=tuple(
                    Record(self.text(row.source), tuple(self._lines(row.lines)))
                    for row in kind.rows
                ),
            )
            for kind in found
        )

    def _lines(self, lines: Iterable[FactLine]) -> Iterator[FactLine]:
        for line in lines:
            source = self.text(line.source)
            if line.kind == "extra" or line.label in self.free:
                yield replace(
                    line, label=self.text(line.label), value=self.text(line.value), source=source
                )
            else:
                yield replace(line, source=source)

    def _origin(self, origin: Origin) -> Origin:
        file, sheet, unit = (self.text(t) for t in (origin.file, origin.sheet, origin.unit))
        return Origin(file, sheet, origin.row, unit)

    # ── conclusions ───────────────────────────────────────────────────────────

    def determination(self, d: Determination) -> Determination:
        """The conclusions; others are named nowhere but in free text."""
        return replace(
            d,
            case_id=self.text(d.case_id) if d.case_id else d.case_id,
            reasons=tuple(
                Reason(r.rule, r.stage, r.citation, self._used(r.because)) for r in d.reasons
            ),
        )

    def _used(self, because: Iterable[FactUsed]) -> tuple[FactUsed, ...]:
        return tuple(
            FactUsed(
                used.fact,
                self.text(used.value) if used.fact in self.free else used.value,
                self.text(used.source),
            )
            for used in because
        )

    def explain(self, index: int) -> Explanation:
        """As ``Dossier.explain``; KeyError for anyone else."""
        if index != self.own.index:
            raise KeyError(index)
        e = self.dossier.explain(index)
        return Explanation(
            self.determination(e.determination),
            tuple(
                Considered(
                    c.fault,
                    c.value,
                    c.basis,
                    c.citations,
                    self._used(c.because),
                    c.failing,
                    c.missing,
                )
                for c in e.considered
            ),
            self._used(e.scope),
        )

    def lighter(self, index: int) -> tuple[Lighter, ...]:
        """As ``Dossier.lighter``; KeyError for anyone else."""
        if index != self.own.index:
            raise KeyError(index)
        return tuple(
            replace(
                way,
                changes=tuple(
                    replace(change, was=was)
                    for change, was in zip(
                        way.changes, self._used(c.was for c in way.changes), strict=True
                    )
                ),
                outcome=self.determination(way.outcome),
            )
            for way in self.dossier.lighter(index)
        )

    def problem(self, problem: Problem) -> Problem:
        """A problem of the own rows."""
        words = [
            Text(*map(self.text, text)) for text in (problem.message, problem.expected, problem.fix)
        ]
        return replace(
            problem,
            file=self.text(problem.file),
            sheet=self.text(problem.sheet),
            header=self.text(problem.header),
            value=self.text(problem.value),
            message=words[0],
            expected=words[1],
            fix=words[2],
        )


def _identifying(subject: SubjectFile, dossier: Dossier) -> Iterator[str]:
    """The name, and what else tells who a subject is: further names and long numbers."""
    yield subject.determination.subject or ""
    for line in subject.facts:
        if line.kind != "extra" or not _personal(line.label, dossier):
            continue
        digits = sum(character.isdigit() for character in line.value)
        if "姓名" in line.label or digits >= LONG_NUMBER:
            yield line.value


def _personal(header: str, dossier: Dossier) -> bool:
    return any(name in header for name in dossier.book.vocabulary.identity_headers)


def _spelling(name: str) -> str:
    """The name, also with spaces between its characters (张 三)."""
    return r"\s*".join(re.escape(character) for character in name if not character.isspace())


def _squeezed(name: str) -> str:
    return "".join(name.split()).casefold()


def _of(problem: Problem, own: SubjectFile, case: CaseFile) -> bool:
    """Is it about the own row, or the row of the case?"""
    if (problem.file, problem.sheet, problem.row) == (
        own.origin.file,
        own.origin.sheet,
        own.origin.row,
    ):
        return True
    cells = {line.source for line in case.facts if line.source and line.kind != "extra"}
    return problem.file == own.origin.file and f"{problem.sheet}!{problem.cell}" in cells
