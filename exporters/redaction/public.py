"""The public view: no identity, no text, ranges for figures, months for dates, no addresses.

Everything is built anew from what is known to be safe; what a later version adds to a
determination is left out until it is considered here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from exporters.dossier import CaseFile, Dossier, FactLine, Record, Records, SubjectFile
from exporters.redaction.ranges import WITHHELD, Ranges
from exporters.redaction.views import Cases, run_kept
from exporters.results import Origin
from facts import Problem, Text
from facts.calendar import months_of
from facts.problems import SEVERITY_LABELS
from sanctions.determination import (
    Considered,
    Determination,
    Effect,
    Explanation,
    FactUsed,
    Reason,
)
from sanctions.lighter import Change, Lighter

CASE, SUBJECT, UNREAD = "案件{}", "责任主体{}", "未读取{}"
INPUT = "输入{}"
#: The fact that holds a subject's name.
SUBJECT_NAME = "subject"
PROBLEM = Text("读入时的一处{severity}", "one {severity} on reading")

#: A subject's marks: of its case, and its own.
Marks = tuple[str, str]


def public_view(
    dossier: Dossier, places: Sequence[tuple[int, Sequence[int]]] | None = None
) -> Dossier:
    """The dossier without anything that identifies; some of the cases, or all."""
    redactor = _Public(dossier, places)
    run = run_kept(dossier.run)
    run["inputs"] = [
        {"name": INPUT.format(n), "sha256": ""}
        for n, _ in enumerate(dossier.run.get("inputs", ()), 1)
    ]
    whole = places is None
    if whole and "counts" in dossier.run:
        run["counts"] = dossier.run["counts"]
    unread = dossier.rejected if whole else ()
    return Dossier(
        cases=redactor.cases,
        rejected=[redactor.rejected(d, n) for n, (d, _) in enumerate(unread, 1)],
        problems=[redactor.problem(p) for p in dossier.problems] if whole else [],
        book=dossier.book,
        run=run,
        explain=redactor.explain,
        lighter=redactor.lighter,
    )


class _Public:
    def __init__(
        self, dossier: Dossier, places: Sequence[tuple[int, Sequence[int]]] | None
    ) -> None:
        self.dossier = dossier
        self.ranges = Ranges(dossier.book)
        self.cases = Cases(dossier.cases, places, self.case)
        self._choices = {
            fact.id: {choice.id for choice in fact.choices}
            for fact in dossier.book.vocabulary.facts
        }
        #: The marks of the subjects read so far, by their position in the run.
        self._marks: dict[int, Marks] = {}

    # ── cases ─────────────────────────────────────────────────────────────────

    def case(self, position: int, case: CaseFile) -> CaseFile:
        """One case under its mark."""
        mark = CASE.format(position + 1)
        return CaseFile(
            mark,
            tuple(self._lines(case.facts, (mark, ""))),
            tuple(self._subject(mark, n, one) for n, one in enumerate(case.subjects, 1)),
            tuple(self._records(kind) for kind in case.records),
        )

    def _subject(self, case: str, number: int, subject: SubjectFile) -> SubjectFile:
        marks = case, SUBJECT.format(number)
        self._marks[subject.index] = marks
        return SubjectFile(
            subject.index,
            self.determination(subject.determination, marks),
            Origin("", "", 0),
            tuple(self._lines(subject.facts, marks)),
            tuple(self._records(kind) for kind in subject.records),
        )

    def _lines(self, lines: Iterable[FactLine], marks: Marks) -> Iterable[FactLine]:
        for line in lines:
            fact = self.ranges.facts.get(line.label)
            if fact is None or line.kind == "extra":
                continue
            value = self.ranges.value(line.label, line.value)
            if value and fact.type == "identifier":
                value = marks[0]
            elif value and fact.id == SUBJECT_NAME:
                value = marks[1]
            elif value and line.kind == "record":
                value = WITHHELD
            yield replace(line, value=value, source="")

    def _records(self, kind: Records) -> Records:
        """The records as other facts are shown, without their places."""
        facts = {fact.id: fact for fact in self.dossier.book.vocabulary.of(kind.kind)}
        rows = (
            tuple(
                replace(line, value=self.ranges.shown(facts[line.fact_id], line.value), source="")
                for line in row.lines
                if line.fact_id in facts
            )
            for row in kind.rows
        )
        return replace(kind, rows=tuple(Record("", lines) for lines in rows))

    # ── conclusions ───────────────────────────────────────────────────────────

    def determination(self, d: Determination, marks: Marks) -> Determination:
        """The conclusions, on facts as they may be published."""
        bare = Determination(
            case_id=marks[0],
            subject=marks[1],
            subject_kind=self._choice("subject_kind", d.subject_kind),
            role=self._choice("role", d.role),
            book=d.book,
            status=d.status,
            faults=d.faults,
            responsibility=d.responsibility,
            gravity=d.gravity,
            measures=d.measures,
            statutory_options=d.statutory_options,
            interval=d.interval,
            adjustments=d.adjustments,
            referrals=d.referrals,
            open_questions=d.open_questions,
        )
        return replace(
            bare,
            reasons=tuple(self._reason(reason) for reason in d.reasons),
            signature=_alike(bare) if d.signature else "",
            effects=tuple(self._effect(effect, d.subject_kind) for effect in d.effects),
            procedure=tuple(replace(step, due=self.ranges.month(step.due)) for step in d.procedure),
        )

    def _effect(self, effect: Effect, kind: str | None) -> Effect:
        """Months that are more than the law's own come from an earlier sanction."""
        book = self.dossier.book.book
        lawful = {months_of(book.measure(kind or "", id_).period) for id_ in effect.measures}
        return replace(
            effect,
            months=effect.months if effect.months in lawful else 0,
            since=self.ranges.month(effect.since),
            until=self.ranges.month(effect.until),
            earlier=(),
        )

    def _choice(self, fact_id: str, value: str | None) -> str | None:
        return value if value in self._choices.get(fact_id, ()) else None

    def _reason(self, reason: Reason) -> Reason:
        return Reason(reason.rule, reason.stage, reason.citation, self._used(reason.because))

    def _used(self, because: Iterable[FactUsed]) -> tuple[FactUsed, ...]:
        return tuple(
            FactUsed(used.fact, self.ranges.value(used.fact, used.value), "") for used in because
        )

    def explain(self, index: int) -> Explanation:
        """As ``Dossier.explain``; KeyError for a subject that is not in the view."""
        marks = self._shown(index)
        e = self.dossier.explain(index)
        return Explanation(
            self.determination(e.determination, marks),
            tuple(self._considered(considered) for considered in e.considered),
            self._used(e.scope),
        )

    def lighter(self, index: int) -> tuple[Lighter, ...]:
        """As ``Dossier.lighter``; KeyError for a subject that is not in the view.

        What a fact would become is told in words of the book; only what it is, is withheld.
        """
        marks = self._shown(index)
        return tuple(
            Lighter(
                tuple(
                    Change(was, c.becomes)
                    for c, was in zip(
                        way.changes, self._used(c.was for c in way.changes), strict=True
                    )
                ),
                self.determination(way.outcome, marks),
                way.differences,
                way.certain,
            )
            for way in self.dossier.lighter(index)
        )

    def _shown(self, index: int) -> Marks:
        """The marks of a subject that the view has; KeyError for others."""
        if index not in self._marks:
            shown = {one.index for case in self.cases for one in case.subjects}
            if index not in shown:
                raise KeyError(index)
        return self._marks[index]

    def _considered(self, c: Considered) -> Considered:
        return Considered(
            c.fault, c.value, c.basis, c.citations, self._used(c.because), c.failing, c.missing
        )

    # ── what could not be read ────────────────────────────────────────────────

    def rejected(self, d: Determination, number: int) -> tuple[Determination, Origin]:
        """A row that could not be read, as a mark."""
        mark = UNREAD.format(number)
        return self.determination(d, (mark, mark)), Origin("", "", 0)

    def problem(self, problem: Problem) -> Problem:
        """How bad it is and in which known column; nothing of what was written."""
        header = problem.header if problem.header in self.ranges.facts else ""
        message = Text(
            *(
                words.format(severity=severity)
                for words, severity in zip(PROBLEM, SEVERITY_LABELS[problem.severity], strict=True)
            )
        )
        nothing = Text("", "")
        return Problem(
            problem.code, problem.severity, "", "", "", 0, header, "", message, nothing, nothing
        )


def _alike(bare: Determination) -> str:
    """The same for determinations that look the same in public; tells nothing else."""
    visible = replace(bare, case_id=None, subject=None)
    return sha256(repr(visible).encode()).hexdigest()[:16]
