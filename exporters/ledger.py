"""Record sheets of one book made from a run of another: what was advised beside what was done.

A book says of each column of its records what it takes from a run (``from_run`` in facts.yaml).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

from exporters.dossier import CaseFile, Dossier, FactLine, SubjectFile
from exporters.names import NO_VALUE
from exporters.sheets.palette import STATUS_TINTS
from exporters.sheets.paper import Paper
from exporters.sheets.table import LINE_POINTS, PLAIN, Column, Table, lines_needed
from exporters.statistics.given import Given, MeasureReader
from exporters.whole_file import whole_file
from exporters.wording import Wording
from facts import Text
from facts.fact import Fact, RecordKind
from rules.loader import CompiledBook
from sanctions.determination import SETTLED

Cell = str | int
CASE, SUBJECT = "案件编号", "责任主体"  # as the importer reads them
TITLE = Text("由评估结果写成的台账", "Records made from a run")
NOTES_SHEET, NOTES_WIDTH = "说明", 90.0  # sheets of this name are not read
EMPTY = Text("没有可以列入的责任主体", "no subject to list")
NOTES: tuple[Text, ...] = (
    Text("所据结果：规则书 {book}。", "Made from a run of the rule book {book}."),
    Text(
        "档次是这部规则书的处理方式由轻到重的次序（最轻的一种是 1；没有处理、可以不处理是 0）；"
        "几种并处的，写其中最重的一种。",
        "A grade is the place of a measure among those of that book, the lightest being 1; 0 is "
        "no measure. Of several measures the heaviest counts.",
    ),
    Text(
        "空白是不明，不是 0：结论还没有定的没有建议档次；没有写实际处理，或者读不懂、分不出是谁的，"
        "没有实际处理档次。请补填。",
        "Blank is unknown, not 0: no advice while the outcome is open; no grade where nothing was "
        "written, or what was written could not be read. Fill these in.",
    ),
    Text(
        "没有列入的：不适用的 {outside} 个；不用处理、也没有写处理的 {idle} 个；"
        "未能读取的 {rejected} 行。",
        "Not listed: {outside} subjects out of scope; {idle} for whom no measure is advised and "
        "none was written; {rejected} rows that could not be read.",
    ),
)


@dataclass(frozen=True, slots=True)
class Placing:
    """Under which case of the other register a row goes: its own, one given, or as a column says.

    ``column`` is a heading of the input of the run.
    """

    case_id: str = ""
    column: str = ""

    def case_of(self, case: CaseFile, subject: SubjectFile) -> str:
        """The case number; "" where the column is empty."""
        if self.column:
            return _written((*subject.facts, *case.facts), (self.column,))
        return self.case_id or case.case_id


@dataclass(slots=True)
class Ledger:
    """The sheet of one kind of records. The counts say what a person still has to look at."""

    label: str
    header: tuple[str, ...]
    #: Which columns hold words, and which a grade that a run gives.
    wide: tuple[bool, ...]
    graded: tuple[bool, ...]
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    #: Left out: out of scope, and nothing advised or done.
    outside: int = 0
    idle: int = 0
    #: Among the rows: no case number, no advice yet, done in words that could not be read.
    unplaced: int = 0
    unsettled: int = 0
    unread: int = 0


def fillable(book: CompiledBook) -> tuple[RecordKind, ...]:
    """The kinds of records of a book that a run can fill."""
    filled = {fact.entity for fact in book.vocabulary.facts if fact.from_run}
    return tuple(kind for kind in book.vocabulary.records if kind.id in filled)


def ledgers(dossier: Dossier, book: CompiledBook, placing: Placing) -> list[Ledger]:
    """The record sheets of ``book`` that a run fills, a row a subject, in the order of the run.

    Subjects that the book of the run does not apply to are left out, and those for whom it
    advises no measure and none was written.
    """
    run = _Run(dossier)
    return [_ledger(run, book, kind, placing) for kind in fillable(book)]


def write_ledgers(dossier: Dossier, sheets: Sequence[Ledger], path: Path, lang: str = "zh") -> None:
    """Write the sheets and one with notes. Whole file or nothing; same run, same bytes."""
    told = {
        "book": _named(dossier.book),
        "outside": max((sheet.outside for sheet in sheets), default=0),
        "idle": max((sheet.idle for sheet in sheets), default=0),
        "rejected": len(dossier.rejected),
    }
    with (
        whole_file(path) as stream,
        TemporaryDirectory(dir=path.parent, prefix=".wenze-") as folder,
    ):
        paper = Paper(stream, folder, lang, False, _named(dossier.book))
        for ledger in sheets:
            columns = [
                Column(head, 22.0 if wide else 12.0, not wide)
                for head, wide in zip(ledger.header, ledger.wide, strict=True)
            ]
            table = Table(paper, Text(ledger.label, ledger.label), columns, frozen=1, empty=EMPTY)
            for row in ledger.rows:
                blank = any(n and cell == "" for n, cell in zip(ledger.graded, row, strict=True))
                table.add(row, STATUS_TINTS["needs_facts"] if blank else PLAIN)
            table.close()
        notes = paper.sheet(NOTES_SHEET, landscape=False)
        notes.set_column(0, 0, NOTES_WIDTH)
        for number, note in enumerate(NOTES):
            text = note.get(lang, **told)
            notes.set_row(number, LINE_POINTS * lines_needed(text, NOTES_WIDTH) + 4)
            paper.put(notes, number, 0, text, paper.format())
        paper.close(TITLE.get(lang))


@dataclass(frozen=True)
class _Row:
    """What a run knows about one subject."""

    case: CaseFile
    subject: SubjectFile
    given: Given | None


class _Run:
    """The subjects of a run, and what each ``from_run`` takes from one."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier, self.words = dossier, Wording(dossier.book)
        self._reader = MeasureReader(dossier.book)
        self._grades = {
            (kind, measure.id): grade
            for kind in ("individual", "team")
            for grade, rank in enumerate(
                sorted({m.rank for m in dossier.book.book.measures(kind)}), 1
            )
            for measure in dossier.book.book.measures(kind)
            if measure.rank == rank
        }
        self._values: Mapping[str, Callable[[_Row], Cell]] = {
            "case": lambda row: row.case.case_id,
            "subject": lambda row: row.subject.determination.subject or "",
            "book": lambda row: _named(dossier.book),
            "outcome": lambda row: self.words.outcome(row.subject.determination),
            "range": self._range,
            "lightest": self._lightest,
            "heaviest": self._heaviest,
            "given": self._given,
            "written": lambda row: row.given.text if row.given else "",
        }

    def rows(self) -> Iterator[_Row]:
        """Every subject."""
        for case in self.dossier.cases:
            for subject in case.subjects:
                yield _Row(case, subject, self._reader.given(case, subject))

    def value(self, what: str, row: _Row) -> Cell:
        """One of the values that ``from_run`` names; "" where it is not known."""
        return self._values[what](row)

    def grade(self, row: _Row, measures: Sequence[str]) -> int:
        """The place of the heaviest of some measures in the order of the book; 0 for none."""
        kind = row.subject.determination.subject_kind or ""
        return max((self._grades[kind, measure] for measure in measures), default=0)

    def _range(self, row: _Row) -> Cell:
        words = self.words.interval(row.subject.determination)
        return "" if words == NO_VALUE else words

    def _lightest(self, row: _Row) -> Cell:
        d = row.subject.determination
        return self.grade(row, d.interval.lightest) if d.status in SETTLED else ""

    def _heaviest(self, row: _Row) -> Cell:
        d = row.subject.determination
        return self.grade(row, d.interval.heaviest) if d.status in SETTLED else ""

    def _given(self, row: _Row) -> Cell:
        outcome = row.given.outcome if row.given else None
        return "" if outcome is None else self.grade(row, outcome)


def _ledger(run: _Run, book: CompiledBook, kind: RecordKind, placing: Placing) -> Ledger:
    facts = book.vocabulary.of(kind.id)
    keys = [CASE, SUBJECT] if kind.owner == "subject" else [CASE]
    found = Ledger(
        kind.label,
        (*keys, *(fact.label for fact in facts)),
        (*(True for _ in keys), *(fact.type == "text" for fact in facts)),
        (*(False for _ in keys), *(bool(f.from_run) and f.type == "number" for f in facts)),
    )
    for row in run.rows():
        d = row.subject.determination
        if d.status == "out_of_scope":
            found.outside += 1
            continue
        if d.status in SETTLED and not d.interval.heaviest and row.given is None:
            found.idle += 1
            continue
        number = placing.case_of(row.case, row.subject)
        whose: tuple[Cell, ...] = (number, d.subject or "")[: len(keys)]
        found.rows.append((*whose, *(_cell(run, fact, row) for fact in facts)))
        found.unplaced += not number
        found.unsettled += d.status not in SETTLED
        found.unread += row.given is not None and row.given.outcome is None
    return found


def _cell(run: _Run, fact: Fact, row: _Row) -> Cell:
    """What the run knows; else what the input has under the same heading."""
    if fact.from_run:
        return run.value(fact.from_run, row)
    return _written((*row.subject.facts, *row.case.facts), (fact.label, *fact.synonyms))


def _written(lines: Sequence[FactLine], headings: Sequence[str]) -> str:
    """The first filled cell under one of the headings."""
    for heading in headings:
        for line in lines:
            if normalize("NFKC", line.label).strip() == heading and line.value.strip():
                return line.value
    return ""


def _named(book: CompiledBook) -> str:
    return f"{book.id} {book.book.metadata.version}"
