"""What stands beside a conclusion: records behind its facts, and what would make it lighter.

Both are kept apart from cases and subjects, by number: most runs have few records, and what
would be lighter takes the engine some time, so that large runs leave it to the case reports.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from exporters.dossier import Dossier, Records, SubjectFile
from exporters.page.cells import Known
from exporters.page.sentences import Sentences
from exporters.page.shelf import Shelf, Strings
from exporters.why_not import tells_lighter

#: For more cases than these the page does not say what would be lighter.
MOST_CASES = 100


@dataclass
class Beside:
    """``records`` by owner (case, subject) and its number; ``lighter`` by subject's number."""

    dossier: Dossier
    sentences: Sentences
    strings: Strings
    kinds: Shelf = field(default_factory=Shelf)
    ways: Shelf = field(default_factory=Shelf)
    records: dict[str, dict[int, list[Any]]] = field(
        default_factory=lambda: {"case": {}, "subject": {}}
    )
    lighter: dict[int, list[int]] = field(default_factory=dict)

    @property
    def weighs(self) -> bool:
        """Is it told what would be lighter?"""
        return len(self.dossier.cases) <= MOST_CASES

    def record(self, owner: str, number: int, found: Iterable[Records]) -> None:
        """Each kind with its rows: where, then a value a column."""
        kept = [[self._kind(kind), [self._row(row) for row in _cells(kind)]] for kind in found]
        if kept:
            self.records[owner][number] = kept

    def _kind(self, kind: Records) -> int:
        names = self.sentences.names
        columns = tuple(names.label(line.label) for line in kind.rows[0].lines)
        return self.kinds.put((names.label(kind.label), columns))

    def _row(self, values: Iterable[str]) -> list[int]:
        return [self.strings.text(self.sentences.names.value(value)) for value in values]

    def weigh(self, number: int, subject: SubjectFile, known: Known) -> None:
        """What would make the outcome of a subject lighter, a sentence a way."""
        d = subject.determination
        if self.weighs and tells_lighter(d, self.dossier.book):
            told = self.sentences.lighter(self.dossier.lighter(subject.index), d, known)
            self.lighter[number] = [self.ways.put(sentence) for sentence in told]

    def data(self) -> dict[str, Any]:
        """For the page."""
        return {
            "record_kinds": self.kinds.items,
            "records": self.records,
            "weighs": self.weighs,
            "ways": self.ways.items,
            "lighter": self.lighter,
        }


def _cells(kind: Records) -> Iterable[list[str]]:
    for row in kind.rows:
        yield [row.source, *(line.value for line in row.lines)]
