"""From a dossier to standings, gathered while its cases go by."""

from exporters.consistency.record import ConsistencyRecord, record
from exporters.dossier import CaseFile, Dossier, SubjectFile
from exporters.statistics.given import Given, MeasureReader
from facts.columns import FALSE_LABEL, TRUE_LABEL
from rules.loader import CompiledBook
from sanctions.consistency import Report, Standing, inconsistencies
from sanctions.consistency.standing import standing
from sanctions.consistency.worse import directions

_ANSWERS = {TRUE_LABEL: True, FALSE_LABEL: False}


class Collector:
    """Give it every subject once; then ask for the report. Keeps no facts but those compared."""

    def __init__(self, book: CompiledBook) -> None:
        self.book = book
        self.standings: list[Standing] = []
        self._directions = directions(book)

    def add(self, number: int, case: CaseFile, subject: SubjectFile, given: Given | None) -> None:
        """``number`` is the position of the case in the dossier."""
        lines = (*case.facts, *subject.facts)
        facts = {
            line.label: _ANSWERS.get(line.value) if line.state == "known" else None
            for line in lines
            if line.label in self._directions
        }
        outcome = given.outcome if given else None
        found = standing(
            subject.determination, index=subject.index, case=number, facts=facts, given=outcome
        )
        if found is not None:
            self.standings.append(found)

    def report(self) -> Report:
        """What is hard to explain, hardest first."""
        return inconsistencies(self.book, self.standings)


def consistency(dossier: Dossier, lang: str = "zh") -> ConsistencyRecord:
    """The consistency of a run; ``ConsistencyRecord.document`` is it as plain data."""
    collector, reader = Collector(dossier.book), MeasureReader(dossier.book)
    for number, case in enumerate(dossier.cases):
        for subject in case.subjects:
            collector.add(number, case, subject, reader.given(case, subject))
    return record(dossier, collector, lang)
