"""``committee.xlsx``: one row a subject, cases side by side, like cases, and what is uneven."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from exporters.committee import labels
from exporters.committee.briefing import Briefing
from exporters.committee.likeness import MOST_APART, Likeness, Place
from exporters.committee.side_by_side import SideBySide
from exporters.consistency import Collector, record, write_consistency_sheet
from exporters.dossier import CaseFile, Dossier, SubjectFile
from exporters.places import place
from exporters.sheets.clauses import write_clauses_sheet
from exporters.sheets.palette import STATUS_TINTS
from exporters.sheets.paper import Paper
from exporters.sheets.table import Column, Table
from exporters.sheets.tally import Tally
from exporters.statistics.front import Front, about
from exporters.statistics.given import MeasureReader
from exporters.statistics.workbook import consistency_notes
from exporters.whole_file import whole_file
from exporters.wording import Wording
from facts import Text

#: Above this many subjects, rows go to the disk as they are written.
LARGE = 10_000
#: Heading, width, centred. The widths fill a landscape A4 page.
LIST: tuple[tuple[Text, float, bool], ...] = (
    (labels.NUMBER, 4.5, True),
    (labels.CASE, 10, False),
    (labels.SUBJECT, 11, False),
    (labels.ROLE, 8, True),
    (labels.FAULTS, 17, False),
    (labels.RESPONSIBILITY, 8.5, True),
    (labels.GRAVITY, 8, True),
    (labels.ADVICE, 16, False),
    (labels.INTERVAL, 16, False),
    (labels.BASIS, 24, False),
    (labels.REASONS, 36, False),
    (labels.CLAUSES, 18, False),
    (labels.OPEN, 13, False),
    (labels.OPINION, 16, False),
    (labels.DONE, 13, False),
)
_ADVICE_AT = 7
LIKE: tuple[tuple[Text, float, bool], ...] = (
    (labels.CASE, 12, False),
    (labels.SUBJECT, 15, False),
    (labels.ADVICE, 24, False),
    (labels.LIKENESS, 17, True),
    (labels.OTHER_CASE, 26, False),
    (labels.DIFFER, 40, False),
    (labels.OTHER_ADVICE, 24, False),
    (labels.OTHER_DONE, 20, False),
)
_LIKENESS_AT = 3


def write(dossier: Dossier, path: Path, lang: str = "zh") -> None:
    """Write the workbook. Whole file or nothing; the same run gives the same bytes."""
    path = Path(path)
    with (
        whole_file(path) as stream,
        TemporaryDirectory(dir=path.parent, prefix=".wenze-") as folder,
    ):
        _Workbook(dossier, lang).write(stream, folder)


class _Workbook:
    def __init__(self, dossier: Dossier, lang: str) -> None:
        self.dossier, self.lang = dossier, lang
        self.words = Wording(dossier.book, lang)
        self.names = self.words.names
        self.briefing = Briefing(self.words)
        self.reader = MeasureReader(dossier.book)
        self.collector = Collector(dossier.book)
        self.likeness = Likeness(dossier.book.vocabulary)
        self.tally = Tally()

    def write(self, stream: BinaryIO, folder: str) -> None:
        """All sheets, the cover first."""
        subjects = sum(len(case.subjects) for case in self.dossier.cases)
        paper = Paper(stream, folder, self.lang, subjects > LARGE, self.names.foot())
        cover = Front(paper, labels.COVER)
        self._list(paper)
        SideBySide(paper, self.briefing, self.reader).write(self.dossier.cases)
        self._like(paper)
        found = record(self.dossier, self.collector, self.lang)
        write_consistency_sheet(paper, found, self.names)
        write_clauses_sheet(paper, self.tally, self.words)
        notes = [self.names.text(note, most=MOST_APART) for note in labels.NOTES]
        notes += consistency_notes(found, self.lang)
        cover.head(labels.TITLE, about(self.dossier, self.names), notes)
        rows: list[list[str | int]] = [
            [self.names.status(s), self.tally.statuses[s]] for s in STATUS_TINTS
        ]
        cover.block(
            [self.names.text(labels.ADVICE), self.names.text(labels.SUBJECT)],
            rows,
            [tint.chip for tint in STATUS_TINTS.values()],
        )
        cover.close()
        paper.close(labels.TITLE.get(self.lang))

    def _columns(self, heads: Sequence[tuple[Text, float, bool]], chip: int) -> list[Column]:
        return [
            Column(self.names.text(head), width, centre, number == chip)
            for number, (head, width, centre) in enumerate(heads)
        ]

    # ── one row a subject ─────────────────────────────────────────────────────

    def _list(self, paper: Paper) -> None:
        columns = self._columns(LIST, _ADVICE_AT)
        table = Table(paper, labels.LIST, columns, frozen=3, empty=labels.NO_SUBJECTS)
        for number, case in enumerate(self.dossier.cases):
            for subject in case.subjects:
                clauses = self.words.clauses(subject.determination)
                self.tally.add(subject.determination, clauses, self.words)
                self.likeness.add(number, case, subject)
                given = self.reader.given(case, subject)
                self.collector.add(number, case, subject, given)
                done = given.text if given and not given.whole_case else ""
                row: list[str | int] = [table.count + 1, *self._row(case, subject), "", done]
                table.add(row, STATUS_TINTS[subject.determination.status])
        self.tally.statuses["rejected"] += len(self.dossier.rejected)
        table.close()

    def _row(self, case: CaseFile, subject: SubjectFile) -> list[str]:
        d, names = subject.determination, self.names
        outside = d.status == "out_of_scope"  # the reasons say why
        return [
            d.case_id or "",
            d.subject or "",
            names.choice("role", d.role),
            self.briefing.faults(d),
            names.responsibility(d.responsibility),
            names.choice("gravity", d.gravity),
            names.status(d.status) if outside else self.words.outcome(d),
            self.briefing.interval(d),
            self.briefing.basis(d),
            self.briefing.reason(d),
            names.joined(self.words.applied(d)),
            self.briefing.open(case, subject),
        ]

    # ── like cases ────────────────────────────────────────────────────────────

    def _like(self, paper: Paper) -> None:
        columns = self._columns(LIKE, _LIKENESS_AT)
        table = Table(paper, labels.LIKE, columns, frozen=2, empty=labels.NO_LIKE)
        for number, case in enumerate(self.dossier.cases):
            for subject in case.subjects:
                for tint, row in self._likes(number, case, subject):
                    table.add(row, STATUS_TINTS[tint])
        table.close()

    def _likes(
        self, number: int, case: CaseFile, subject: SubjectFile
    ) -> Iterator[tuple[str, list[str]]]:
        d, names = subject.determination, self.names
        found = self.likeness.of(Place(number, subject.index), d.signature)
        own = [d.case_id or "", d.subject or "", self.words.outcome(d)]
        for at in found.alike:
            more = names.text(labels.IN_ALL, count=found.count) if found.count > 1 else ""
            other = self._file(at)
            yield "exempt", [*own, names.text(labels.ALIKE) + more, *self._other(*other, "")]
        for near in found.near:
            count = len(near.differences)
            other = self._file(near.place)
            mine, theirs = _cells(case, subject), _cells(*other)
            differences = "\n".join(
                f"{names.label(label)}{names.marks.colon}"
                f"{self._valued(value, mine.get(label, ''))} ｜ "
                f"{self._valued(beside, theirs.get(label, ''))}"
                for label, value, beside in near.differences
            )
            how = names.text(labels.NEAR if count else labels.NEAR_ALL, count=count)
            yield "no_accountability", [*own, how, *self._other(*other, differences)]

    def _valued(self, value: str, cell: str) -> str:
        return (self.names.value(value) or self.names.text(labels.BLANK)) + place(cell)

    def _other(self, case: CaseFile, subject: SubjectFile, differences: str) -> list[str]:
        d = subject.determination
        given = self.reader.given(case, subject)
        who = self.names.marks.stop.join(filter(None, (case.case_id, d.subject)))
        return [who, differences, self.words.outcome(d), given.text if given else ""]

    def _file(self, at: Place) -> tuple[CaseFile, SubjectFile]:
        case = self.dossier.cases[at.case]
        return case, next(s for s in case.subjects if s.index == at.index)


def _cells(case: CaseFile, subject: SubjectFile) -> dict[str, str]:
    """Where each fact of a subject stands, by its label."""
    return {line.label: line.source for line in (*case.facts, *subject.facts)}
