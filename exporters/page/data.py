"""The content of the page as plain data: what the script in the page reads."""

from collections.abc import Iterator
from typing import Any

from exporters.dossier import CaseFile, Dossier
from exporters.names import Names
from exporters.page import labels, law
from exporters.page.beside import Beside
from exporters.page.cells import Known, Register
from exporters.page.conclusions import Conclusions
from exporters.page.sentences import Sentences
from exporters.page.shelf import Strings
from exporters.results import Origin
from exporters.sheets.paper import DRAFT
from exporters.wording import Wording
from facts import Problem, Text
from facts.problems import SEVERITY_LABELS
from facts.vocabulary import Vocabulary
from rules.checked import NEVER_TOLD, recorded
from sanctions.determination import QUESTION_LABELS, RESPONSIBILITY_LABELS, STATUS_LABELS

#: The facts of a case that figures are broken down by, and what the page calls them; the date
#: is what the book says.
DIMENSIONS = {"level": "单位层级", "unit_type": "单位类型", "unit": "单位"}


def content(dossier: Dossier, lang: str = "zh") -> dict[str, Any]:
    """Everything that the page shows. Lists refer to each other by number."""
    return _Content(dossier, lang).data()


class _Content:
    def __init__(self, dossier: Dossier, lang: str) -> None:
        self.dossier, self.lang = dossier, lang
        self.words = Wording(dossier.book, lang)
        self.names = self.words.names
        self.register = Register(self.names.value)
        sentences = Sentences(self.words)
        self.conclusions = Conclusions(sentences)
        self.beside = Beside(dossier, sentences, self.register.strings)
        self.cases: list[list[Any]] = []
        self.subjects: list[list[Any]] = []

    def data(self) -> dict[str, Any]:
        vocabulary = self.dossier.book.vocabulary
        for case in self.dossier.cases:
            self._case(case)
        shelves = self.conclusions
        facts = self.register.described()
        by = DIMENSIONS | {"date": self.dossier.book.book.metadata.conduct_date}
        dimensions = {
            name: number
            for number, fact in enumerate(facts)
            for name, label in by.items()
            if fact["label"] == label and fact["entity"] == "case" and fact["kind"] != "extra"
        }
        for fact in facts:
            fact["label"], fact["group"] = map(self.names.label, (fact["label"], fact["group"]))
        return {
            "lang": self.lang,
            "title": self._say(labels.TITLE),
            "draft": self._say(DRAFT),
            "disclaimer": self._say(labels.DISCLAIMER),
            "about": [[self._say(name), value] for name, value in self._about()],
            "words": {name: self._say(text) for name, text in labels.WORDS.items()},
            "names": self._names(vocabulary),
            "clauses": law.clauses(self.dossier.book),
            "document": self.dossier.book.book.outline.document,
            "rules": law.rules(self.dossier.book, self.words, shelves.met.values()),
            "baseline": law.baseline(self.dossier.book, self.names),
            "facts": facts,
            "dimensions": dimensions,
            "layouts": self.register.layouts,
            "reasons": shelves.reasons.items,
            "considered": shelves.considered.items,
            "questions": shelves.questions.items,
            "following": shelves.following.items,
            "conclusions": shelves.conclusions.items,
            "cases": self.cases,
            "subjects": self.subjects,
            **self.beside.data(),
            "rejected": [
                [d.case_id or "", d.subject or "", *self._origin(origin)]
                for d, origin in self.dossier.rejected
            ],
            "problems": [self._problem(problem) for problem in self.dossier.problems],
            "strings": self.register.strings.items,
        }

    def _say(self, words: Text, **values: object) -> str:
        return self.names.text(words, **values)

    def _about(self) -> Iterator[tuple[Text, str]]:
        metadata = self.dossier.book.book.metadata
        sha = self.dossier.book.book.sha256[:12]
        version = self._say(labels.VERSION, version=metadata.version)
        which = (metadata.number or metadata.id, version, sha)
        yield (
            labels.BOOK,
            metadata.title + self.names.aside(self.names.joined(part for part in which if part)),
        )
        old = recorded(metadata, self.dossier.run)
        checked = str(metadata.last_checked or self._say(NEVER_TOLD))
        yield labels.CHECKED, checked if old is None else self._say(old.told)
        for given in self.dossier.run.get("inputs", ()):
            name, sha = str(given.get("name", "")), str(given.get("sha256", ""))[:12]
            yield labels.INPUT, name + self.names.aside(sha)
        yield labels.PROGRAM, f"wenze {self.dossier.run.get('wenze', '')}".strip()

    # ── cases ─────────────────────────────────────────────────────────────────

    def _case(self, case: CaseFile) -> None:
        number = len(self.cases)
        file = case.subjects[0].origin.file if case.subjects else ""
        record = self.register.record("case", file, case.facts)
        self.cases.append([case.case_id, *record.written()])
        self.beside.record("case", number, case.records)
        for subject in case.subjects:
            own = self.register.record("subject", subject.origin.file, subject.facts)
            known = Known(
                self.register, (("case", record, case.facts), ("subject", own, subject.facts))
            )
            d = subject.determination
            conclusion = self.conclusions.put(d, self.dossier.explain(subject.index), known)
            self.beside.weigh(len(self.subjects), subject, known)
            self.beside.record("subject", len(self.subjects), subject.records)
            used = [part for fact, pair in known.own.items() for part in (fact, *pair)]
            self.subjects.append(
                [
                    number,
                    d.subject or "",
                    d.role or "",
                    conclusion,
                    self.conclusions.follows(d),
                    self._origin(subject.origin),
                    used,
                    *own.written(),
                ]
            )

    def _origin(self, origin: Origin) -> list[Any]:
        strings: Strings = self.register.strings
        return [strings.text(origin.file), strings.text(origin.sheet), origin.row]

    # ── what things are called ────────────────────────────────────────────────

    def _names(self, vocabulary: Vocabulary) -> dict[str, dict[str, str]]:
        """id → name, in the order in which figures show them."""
        names, metadata = self.names, self.dossier.book.book.metadata
        responsibilities = [r.id for r in metadata.responsibilities] or list(RESPONSIBILITY_LABELS)
        kinds = _choices(vocabulary, "主体类别", names)
        measures = sorted(self.dossier.book.book.catalogue, key=lambda m: (m.kind, m.rank))
        return {
            "status": {s: names.status(s) for s in STATUS_LABELS},
            "fault": {f.id: names.fault(f.id) for f in metadata.faults},
            "measure": {
                f"{m.kind}/{m.id}": names.measure(m.kind, m.id) + names.aside(kinds.get(m.kind, ""))
                for m in measures
            },
            "responsibility": {r: names.responsibility(r) for r in responsibilities},
            "gravity": _choices(vocabulary, "情节", names),
            "role": _choices(vocabulary, "角色", names),
            "kind": kinds,
            "referral": {r.id: names.referral(r.id) for r in metadata.referrals},
            "level": _written(vocabulary, DIMENSIONS["level"], names),
            "unit_type": _written(vocabulary, DIMENSIONS["unit_type"], names),
            "stage": {s: self._say(t) for s, t in labels.STAGES.items()},
            "question": {k: self._say(t) for k, t in QUESTION_LABELS.items()},
            "how": {k: self._say(t) for k, t in labels.HOWS.items()},
        }

    def _problem(self, problem: Problem) -> list[str]:
        return [
            problem.severity,
            self._say(SEVERITY_LABELS[problem.severity]),
            problem.file,
            "!".join(part for part in (problem.sheet, problem.cell) if part),
            problem.header,
            problem.value,
            *(text.get(self.lang) for text in (problem.message, problem.expected, problem.fix)),
        ]


def _choices(vocabulary: Vocabulary, label: str, names: Names) -> dict[str, str]:
    """The choices of a fact by id."""
    fact = vocabulary.get(label)
    return {c.id: names.choice(fact.id, c.id) for c in fact.choices} if fact else {}


def _written(vocabulary: Vocabulary, label: str, names: Names) -> dict[str, str]:
    """The choices of a fact as they are written in a case."""
    fact = vocabulary.get(label)
    choices = fact.choices if fact else ()
    return {names.value(c.label): names.label(c.label) for c in choices}
