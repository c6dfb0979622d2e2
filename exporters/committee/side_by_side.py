"""同案比较: the subjects of one case beside each other, with what differs between them."""

from collections.abc import Callable, Iterator, Sequence

from exporters.committee import labels
from exporters.committee.briefing import Briefing
from exporters.dossier import CaseFile, SubjectFile
from exporters.places import place
from exporters.sheets.palette import STATUS_TINTS
from exporters.sheets.paper import Paper
from exporters.sheets.table import PLAIN, Column, Table, Tint
from exporters.statistics.given import MeasureReader
from facts import Text

Teller = Callable[[SubjectFile], str]

#: Subjects beside each other; a case with more goes on below.
PER_BLOCK = 4
#: Width of all subjects together.
WIDTH = 152.0
_SHARED = Tint("#FAFAFA", "#E6E6E6")
_HEAD = Tint("#EEF2F6", "#DCE3EA")
#: Facts of the subject that say who it is, and not how it stands.
_WHO = frozenset({"subject", "subject_case_id", "role", "subject_kind"})


class SideBySide:
    """Writes the sheet for every case with several subjects."""

    def __init__(self, paper: Paper, briefing: Briefing, reader: MeasureReader) -> None:
        self.paper, self.briefing, self.reader = paper, briefing, reader
        self.words, self.names = briefing.words, briefing.names
        self.abreast = PER_BLOCK

    def write(self, cases: Sequence[CaseFile]) -> Table:
        """One block a case: who, then a row for each thing that differs, then what is the same."""
        text = self.names.text
        most = max((len(case.subjects) for case in cases), default=0)
        self.abreast = max(2, min(PER_BLOCK, most))
        columns = [Column(text(labels.CASE), 13), Column(text(labels.FACT), 17, chip=True)]
        columns += [
            Column(text(labels.ONE, number=number), WIDTH / self.abreast)
            for number in range(1, self.abreast + 1)
        ]
        table = Table(self.paper, labels.WITHIN, columns, frozen=2, empty=labels.NO_SHARED_CASE)
        for case in cases:
            if len(case.subjects) > 1:
                self._case(table, case)
        table.close()
        return table

    def _case(self, table: Table, case: CaseFile) -> None:
        rows = [(head, [tell(s) for s in case.subjects]) for head, tell in self._tellers(case)]
        differing = [(head, values) for head, values in rows if len(set(values)) > 1]
        same = [
            f"{self.names.text(head)}{self.names.marks.colon}{values[0]}"
            for head, values in rows
            if len(set(values)) == 1 and values[0]
        ]
        mine, alike = self._facts(case)
        differing += mine
        same += alike
        for start in range(0, len(case.subjects), self.abreast):
            part = slice(start, start + self.abreast)
            name = case.case_id
            if start:
                name = self.names.text(labels.CONTINUED, case=name)
            who = [s.determination.subject or "" for s in case.subjects[part]]
            self._add(table, name, self.names.text(labels.SUBJECT), who, _HEAD)
            for head, values in differing:
                tint = STATUS_TINTS["recommended"] if head is labels.ADVICE else PLAIN
                self._add(table, name, self.names.text(head), values[part], tint)
        if same:
            spread = ["\n".join(same[at :: self.abreast]) for at in range(self.abreast)]
            self._add(table, case.case_id, self.names.text(labels.SAME), spread, _SHARED)

    def _add(self, table: Table, name: str, head: str, values: Sequence[str], tint: Tint) -> None:
        padding = [""] * (self.abreast - len(values))
        table.add([name, head, *values, *padding], tint)

    def _tellers(self, case: CaseFile) -> Iterator[tuple[Text, Teller]]:
        names, words, briefing = self.names, self.words, self.briefing
        yield labels.ROLE, lambda s: names.choice("role", s.determination.role)
        yield labels.FAULTS, lambda s: briefing.faults(s.determination)
        yield (
            labels.RESPONSIBILITY,
            lambda s: names.responsibility(s.determination.responsibility),
        )
        yield labels.GRAVITY, lambda s: names.choice("gravity", s.determination.gravity)
        yield labels.ADVICE, lambda s: words.outcome(s.determination)
        yield labels.INTERVAL, lambda s: briefing.interval(s.determination)
        yield labels.ADJUSTMENTS, lambda s: "\n".join(words.adjustments(s.determination))
        yield (
            labels.REFERRALS,
            lambda s: "\n".join(names.referral(r.id) for r in s.determination.referrals),
        )
        yield labels.OPEN, lambda s: "\n".join(words.missing(s.determination))
        yield labels.DONE, lambda s: self._given(case, s)

    def _given(self, case: CaseFile, subject: SubjectFile) -> str:
        given = self.reader.given(case, subject)
        return given.text if given else ""

    def _facts(self, case: CaseFile) -> tuple[list[tuple[Text, list[str]]], list[str]]:
        """The subjects' own facts, each with its cell: rows of those that differ; the same ones."""
        own = {
            line.label: line.fact_id
            for s in case.subjects
            for line in s.facts
            if line.kind != "extra" and line.fact_id not in _WHO
        }
        differing, same = [], []
        for label in own:
            lines = [s.fact(label) for s in case.subjects]
            values = [self.names.value(line.value) if line else "" for line in lines]
            cells = [line.source if line else "" for line in lines]
            shown = self.names.label(label)
            if len(set(values)) > 1:
                pairs = zip(values, cells, strict=True)
                placed = [f"{value}{place(cell)}" if value else "" for value, cell in pairs]
                differing.append((Text(shown, shown), placed))
            elif values[0]:
                at = place("、".join(dict.fromkeys(filter(None, cells))))
                same.append(f"{shown}{self.names.marks.colon}{values[0]}{at}")
        return differing, same
