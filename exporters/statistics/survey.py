"""Everything that is counted about a run, in one pass over its cases."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from exporters.consistency.collecting import Collector
from exporters.consistency.record import ConsistencyRecord, record
from exporters.dossier import CaseFile, Dossier, SubjectFile
from exporters.statistics.dimensions import DIMENSIONS, Dimensions
from exporters.statistics.given import Given, MeasureReader
from exporters.statistics.verdict import VERDICTS, WHY, Verdict, verdict
from exporters.statistics.wanted import Questions, Wanted
from exporters.wording import Wording
from sanctions.consistency import Weights
from sanctions.determination import SETTLED


@dataclass(slots=True)
class Group:
    """The subjects of one group."""

    subjects: int = 0
    cases: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    last_case: int = -1


@dataclass(frozen=True, slots=True)
class GivenRow:
    """What one subject was given beside what is recommended, in words."""

    case_id: str
    subject: str
    role: str
    responsibility: str
    gravity: str
    recommended: str
    lightest: str
    heaviest: str
    written: str
    read: str
    verdict: Verdict
    why: str
    source: str


class Survey:
    """The statistics of one run, in one language."""

    def __init__(self, dossier: Dossier, lang: str = "zh") -> None:
        self.dossier, self.lang = dossier, lang
        self.words = Wording(dossier.book, lang)
        self.names = self.words.names
        self.dimensions = Dimensions(self.names)
        self.reader, self.weights = MeasureReader(dossier.book), Weights(dossier.book)
        self.collector = Collector(dossier.book)
        self.questions = Questions(self.words)
        self.whole = Group()
        self.groups: dict[str, dict[str, Group]] = {name: {} for name in DIMENSIONS}
        #: (kind, measure id or "" for none) → subjects; and the same by role.
        self.recommended: Counter[tuple[str, str]] = Counter()
        self.given: Counter[tuple[str, str]] = Counter()
        self.by_role: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.rows: list[GivenRow] = []
        #: (kind, piece as written) → how often.
        self.unread: Counter[tuple[str, str]] = Counter()
        self.whole.statuses["rejected"] = len(dossier.rejected)
        for number, case in enumerate(dossier.cases):
            self._case(number, case)

    @property
    def has_given(self) -> bool:
        """Does the input say what was done?"""
        return bool(self.rows)

    @cached_property
    def consistency(self) -> ConsistencyRecord:
        """What is hard to explain."""
        return record(self.dossier, self.collector, self.lang)

    @cached_property
    def wanted(self) -> list[Wanted]:
        """The open questions, those that settle most first."""
        return self.questions.ordered()

    def given_rows(self) -> list[GivenRow]:
        """Those outside the interval first, farthest off first."""
        order = list(VERDICTS)
        return sorted(self.rows, key=lambda r: (order.index(r.verdict.kind), -r.verdict.gap))

    # ── one pass ──────────────────────────────────────────────────────────────

    def _case(self, number: int, case: CaseFile) -> None:
        shared = list(self.dimensions.of_case(case).items())
        for subject in case.subjects:
            given = self.reader.given(case, subject)
            found = verdict(subject.determination, given, self.weights) if given else None
            self._count(self.whole, number, subject, found)
            for name, key in (*shared, *self.dimensions.of_subject(subject)):
                group = self.groups[name].setdefault(key, Group())
                self._count(group, number, subject, found)
            self._measures(subject, given)
            if given is not None and found is not None:
                kind = subject.determination.subject_kind or ""
                self.unread.update((kind, piece) for piece in given.unread)
                self.rows.append(self._row(case, subject, given, found))
            self.collector.add(number, case, subject, given)
        self.questions.add_case((s.index, s.determination) for s in case.subjects)

    @staticmethod
    def _count(group: Group, number: int, subject: SubjectFile, found: Verdict | None) -> None:
        group.subjects += 1
        group.cases += group.last_case != number
        group.last_case = number
        group.statuses[subject.determination.status] += 1
        if found is not None:
            group.verdicts[found.kind] += 1

    def _measures(self, subject: SubjectFile, given: Given | None) -> None:
        d = subject.determination
        kind = d.subject_kind or ""
        if d.status in SETTLED:
            for measure in [m.id for m in d.measures] or [""]:
                self.recommended[kind, measure] += 1
                self.by_role[kind, measure][d.role or ""] += 1
        if given is not None and not given.whole_case:
            nothing = [] if given.unread else [""]
            self.given.update((kind, m) for m in given.measures or nothing)

    def _row(self, case: CaseFile, subject: SubjectFile, given: Given, found: Verdict) -> GivenRow:
        d, names = subject.determination, self.names
        own = given.measures or not given.unread
        read = names.measures(d.subject_kind, given.measures) if own else ""
        why = names.text(WHY[found.why], what=names.joined(given.unread)) if found.why else ""
        return GivenRow(
            case.case_id,
            d.subject or "",
            names.choice("role", d.role),
            names.responsibility(d.responsibility),
            names.choice("gravity", d.gravity),
            self.words.outcome(d),
            self.words.lightest(d),
            self.words.heaviest(d),
            given.text,
            "" if given.whole_case else read,
            found,
            why,
            given.source,
        )
