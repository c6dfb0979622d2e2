"""The report on one subject: what each section says, from the dossier and the release."""

from collections.abc import Iterable, Iterator

from exporters.case_report import labels, release
from exporters.case_report.basis import basis, written_day
from exporters.case_report.cited import CitedWording
from exporters.case_report.content import Chapter, Paragraph, Part, Section, Signature
from exporters.case_report.happened import NARRATIVE, happened
from exporters.case_report.lightening import lightening
from exporters.case_report.procedure import procedure
from exporters.case_report.release import Release
from exporters.case_report.set_aside import not_adjusted, set_aside, unlisted
from exporters.case_report.verification import verification
from exporters.dossier import CaseFile, Dossier, FactLine, SubjectFile
from exporters.places import place
from exporters.why_not import tells_lighter
from exporters.wording import DECIDABLE
from facts import Text
from sanctions.determination import Considered, Determination

#: The fact of that id in the core vocabulary.
_GRAVITY = "gravity"
#: Statuses with which there is no one to hold responsible.
_NOBODY = ("no_accountability", "out_of_scope")


def chapter(
    dossier: Dossier,
    case: CaseFile,
    subject: SubjectFile,
    words: CitedWording,
    released: Release | None = None,
) -> Chapter:
    """All that is to be said of one subject; without a release, with spaces to fill in."""
    return _Writer(dossier, case, subject, words, released or Release()).chapter()


class _Writer:
    def __init__(
        self,
        dossier: Dossier,
        case: CaseFile,
        subject: SubjectFile,
        words: CitedWording,
        released: Release,
    ) -> None:
        self.dossier, self.case, self.subject = dossier, case, subject
        self.words, self.names, self.released = words, words.names, released
        self.d: Determination = subject.determination
        self.said = released.said(self.d.case_id or "", self.d.subject or "")
        self.outside = self.d.status == "out_of_scope"
        self.considered = () if self.outside else dossier.explain(subject.index).considered
        tells = tells_lighter(self.d, dossier.book)
        self.ways = dossier.lighter(subject.index) if tells else ()

    def _text(self, words: Text, **values: object) -> str:
        return self.names.text(words, **values)

    def chapter(self) -> Chapter:
        written = {
            "对象情况": self._subject(),
            "来源和调查": self._source(),
            "事实": happened(self.dossier, self.case, self.subject, self.words),
            "责任和情节": self._responsibility(),
            "陈述申辩": self._statement(),
            "依据": self._basis(),
            "建议": self._recommendation(),
            "移送": self._referrals(),
            "待定事项": self._questions(),
            "其他情形": set_aside(self.words, self.considered, self.outside),
            "更轻": lightening(self.words, self.d, self.ways),
            "程序": [
                Part("", procedure(self.words, self.d, self.released.office.get(release.APPEAL)))
            ],
            "核对": verification(self.words, self.dossier.run, self.subject),
        }
        sections = tuple(
            Section(id_, self._text(heading), tuple(written[id_]))
            for id_, heading in self._headings().items()
        )
        office, day = self.released.office, self.released.day
        signature = Signature(
            office.get(release.AGENCY, ""),
            written_day(day, self.names.lang) if day else "",
            office.get(release.HANDLER, ""),
            office.get(release.REVIEWER, ""),
        )
        addressee, number = office.get(release.ADDRESSEE, ""), office.get(release.NUMBER, "")
        title = self._title()
        values = self._values(title)
        return Chapter(title, sections, values, addressee, number, signature)

    def _headings(self) -> dict[str, Text]:
        """The sections; where a book says who is entitled, nobody is held to account."""
        renamed = self.dossier.book.book.metadata.status_labels
        return labels.SECTIONS | (labels.ENTITLED if "recommended" in renamed else {})

    def _title(self) -> str:
        renamed = self.dossier.book.book.metadata.status_labels
        words = labels.TITLES.get(self.d.status, labels.OPINION)
        if self.d.status in renamed:
            words = labels.OPINION
        status = self.names.status(self.d.status)
        return self._text(words, subject=self.d.subject or "", status=status)

    def _values(self, title: str) -> dict[str, str]:
        """The single words that an office's own template may use."""
        d, names = self.d, self.names
        return {
            "标题": title,
            "案件编号": d.case_id or "",
            "责任主体": d.subject or "",
            "主体类别": names.choice("subject_kind", d.subject_kind),
            "角色": names.choice("role", d.role),
            "单位": self.subject.origin.unit,
            "结论": self.words.outcome(d),
            "结论类别": names.status(d.status),
            "幅度": self.words.interval(d),
            "责任": names.responsibility(d.responsibility),
            "情节": names.choice(_GRAVITY, d.gravity),
            "条款": names.joined(self.words.applied(d)),
            "规则书": names.title(),
            "规则书版本": d.book.version,
        }

    # ── who, and how it came up ───────────────────────────────────────────────

    def _subject(self) -> list[Part]:
        own = [line for line in self.subject.facts if self._of_the_subject(line)]
        unit = [line for line in self.case.facts if self._of_the_unit(line)]
        who = [
            Paragraph(self.words.ended(self.words.lines(lines))) for lines in (own, unit) if lines
        ]
        duties = self._given(release.DUTIES, labels.DUTIES)
        return [Part("", (*who, *self._extra(self.subject.facts), *duties))]

    def _of_the_subject(self, line: FactLine) -> bool:
        """Not the case id once more: the sheet of subjects refers to the case with it."""
        refers = line.kind == "record" and line.value == self.d.case_id
        return bool(line.value) and line.kind != "extra" and not refers

    @staticmethod
    def _of_the_unit(line: FactLine) -> bool:
        return line.kind == "record" and line.fact_id != NARRATIVE and bool(line.value)

    def _source(self) -> list[Part]:
        return [
            Part(
                "",
                (
                    *self._given(release.LEAD, labels.LEAD),
                    *self._given(release.INQUIRY, labels.INQUIRY),
                    *self._extra(self.case.facts),
                ),
            )
        ]

    def _given(self, key: str, hint: Text) -> tuple[Paragraph, ...]:
        """What the release says, a paragraph a line; else a space to fill in."""
        words = self.said.get(key, "")
        if not words:
            return (Paragraph(self._text(hint), "fill"),)
        return tuple(Paragraph(line.strip()) for line in words.splitlines() if line.strip())

    def _extra(self, lines: Iterable[FactLine]) -> tuple[Paragraph, ...]:
        """Columns that no rule reads, as the register has them."""
        extra = self.words.lines(line for line in lines if line.kind == "extra" and line.value)
        return (Paragraph(self._text(labels.FURTHER, values=extra)),) if extra else ()

    # ── responsibility, statement ─────────────────────────────────────────────

    def _responsibility(self) -> list[Part]:
        sentences = self.words.staged(self.d, "attribution")
        if not sentences:
            words = labels.NOT_SETTLED
            if not self.dossier.book.book.metadata.responsibilities:
                words = labels.NO_DEGREES
            elif self.d.status in _NOBODY:
                words = labels.NO_RESPONSIBILITY
            sentences = [self._text(words)]
        parts = [self._part(labels.RESPONSIBILITY, sentences)]
        if self.d.status not in _NOBODY:
            parts.append(self._part(labels.GRAVITY_HEADING, [self._gravity()]))
        adjusted = [
            *self.words.staged(self.d, "adjustment"),
            *not_adjusted(self.words, self.considered, "false"),
        ]
        if adjusted:
            parts.append(self._part(labels.ADJUSTMENTS, adjusted))
        return parts

    def _part(self, heading: Text, sentences: Iterable[str]) -> Part:
        return Part(self._text(heading), tuple(Paragraph(sentence) for sentence in sentences))

    def _gravity(self) -> str:
        for line in (*self.subject.facts, *self.case.facts):
            if line.fact_id == _GRAVITY and line.value:
                return self._text(labels.GRAVITY, fact=self.words.line(line))
        read = self.names.reads_gravity()
        return self._text(labels.NO_GRAVITY if read else labels.GRAVITY_UNREAD)

    def _statement(self) -> list[Part]:
        return [
            Part(
                "",
                (
                    *self._given(release.STATEMENT, labels.STATEMENT),
                    *self._given(release.ADOPTED, labels.ADOPTED),
                ),
            )
        ]

    # ── basis and outcome ─────────────────────────────────────────────────────

    def _basis(self) -> list[Part]:
        near = [cite for one in self.considered if self._matters(one) for cite in one.citations]
        near += [cite for way in self.ways for d in way.differences for cite in d.citations]
        beside = [cite for one in self.considered for cite in one.citations]
        return basis(self.dossier.book, self.words, self.d, near, beside, self.dossier.run)

    def _matters(self, one: Considered) -> bool:
        """Is it open; or, where nobody is held responsible, was it weighed and found wanting?"""
        if self.d.status != "no_accountability":
            return one.value == "unknown"
        faults = {fault.id for fault in self.dossier.book.book.metadata.faults}
        return one.fault in faults and not unlisted(self.words, one)

    def _recommendation(self) -> list[Part]:
        d = self.d
        entitles = "recommended" in self.dossier.book.book.metadata.status_labels
        proposes = d.status in ("recommended", "exempt") and not entitles
        head = labels.PROPOSED if proposes else labels.STATE
        said = [self._text(head, outcome=self.words.outcome(d)), *self.words.staged(d, "measure")]
        if d.status in ("needs_facts", "needs_judgement"):
            said.append(self._text(labels.NO_PROPOSAL))
        if d.status in DECIDABLE:
            only = self.words.lightest(d) == self.words.heaviest(d)
            ends = labels.ONLY if only else labels.RANGE
            said.append(self._text(ends, ends=self.words.interval(d)))
        if d.status == "exempt" or any(m.basis == "baseline" for m in d.measures):
            baseline = self.dossier.book.book.baseline
            source = self._text(
                labels.BASELINE_SOURCE,
                title=self.names.label(baseline.title),
                source=self.names.label(baseline.source),
            )
            said.append(self.words.ended(source))
        said += self._effects()
        return [Part("", tuple(Paragraph(sentence) for sentence in said))]

    def _effects(self) -> Iterator[str]:
        """How long the effects last and what they are, where the book says so."""
        for effect in self.d.effects:
            yield self._text(
                labels.EFFECTS,
                effects=self.words.effect(self.d, effect),
                clauses=self.names.joined(effect.citations),
            )

    def _referrals(self) -> list[Part]:
        kinds = {r.id for r in self.d.referrals}
        steps = tuple(r for r in self.d.reasons if kinds & set(self.names.targets(r.rule)))
        sentences = self.words.of(self.d, steps) or [self._text(labels.NO_REFERRAL)]
        return [Part("", tuple(Paragraph(sentence) for sentence in sentences))]

    # ── what is open, what does not apply ─────────────────────────────────────

    def _questions(self) -> list[Part]:
        items = []
        cells = {line.label: line.source for line in (*self.case.facts, *self.subject.facts)}
        gap = " " if self.names.lang == "en" else ""
        for q in self.d.open_questions:
            title, asked = self.words.titled(q), self.words.question(q)
            title = f"{title}{gap}{place(cells.get(q.fact, ''))}".rstrip()
            words = self._text(labels.QUESTION, title=title, question=asked)
            answers = self.names.marks.stop.join(self.words.answers(q))
            if answers:
                words = f"{words}{gap}{self._text(labels.ANSWERS, answers=answers)}"
            items.append(Paragraph(words, "item"))
        nothing = (Paragraph(self._text(labels.NO_QUESTION)),)
        return [Part("", tuple(items) or nothing)]
