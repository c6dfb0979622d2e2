"""Facts in few bytes: a value is a number in the list of texts, a cell a column and a row.

Cells of one row mostly share the row's number, and cells of one fact the sheet and the column's
letters: a layout keeps those once for each sheet. What does not fit is written out.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from exporters.dossier import FactLine
from exporters.page.shelf import Shelf, Strings
from sanctions.determination import FactUsed

_CELL = re.compile(r"(.*![^\d]*)(\d+)", re.S)


def decode(prefix: str, row: int) -> str:
    """ "案件!H" and 7 are 案件!H7; a place without "!" is a sheet, and whole."""
    return f"{prefix}{row}" if "!" in prefix else prefix


@dataclass
class Record:
    """The facts of one case or subject: ``values`` by column, ``odd`` cells by fact.

    A value is the number of a text; negative when a person wrote 存疑.
    """

    layout: int
    row: int
    values: list[int]
    odd: dict[int, int] = field(default_factory=dict)

    def written(self) -> list[Any]:
        """For the page: layout, row, values, and the odd cells where there are any."""
        found: list[Any] = [self.layout, self.row, self.values]
        return [*found, self.odd] if self.odd else found


class Register:
    """All facts met, with their columns; all texts; all layouts.

    ``value`` puts the value of a fact in the language of the page.
    """

    def __init__(self, value: Callable[[str], str] = str) -> None:
        self.value = value
        self.strings = Strings()
        self.facts = Shelf()
        self.layouts: list[dict[int, str]] = []
        self._layout_of = Shelf()
        self._columns: dict[str, dict[int, int]] = {"case": {}, "subject": {}}

    def described(self) -> list[dict[str, Any]]:
        """Every fact: ``entity`` case, subject or used, and ``at``, its column."""
        return [
            {
                "entity": entity,
                "label": label,
                "group": group,
                "kind": kind,
                "at": self._columns[entity][number] if entity in self._columns else occurrence,
            }
            for number, (entity, _, label, group, kind, occurrence) in enumerate(self.facts.items)
        ]

    def fact(self, entity: str, line: FactLine) -> int:
        """The number of a fact of cases or of subjects."""
        number = self.facts.put((entity, line.fact_id, line.label, line.group, line.kind, 0))
        columns = self._columns[entity]
        columns.setdefault(number, len(columns))
        return number

    def used(self, label: str, occurrence: int) -> int:
        """The number of a fact that no line shows: one worked out, or one of several."""
        return self.facts.put(("used", "", label, "", "used", occurrence))

    def record(self, entity: str, file: str, lines: Sequence[FactLine]) -> Record:
        """The lines of one case or subject."""
        cells = (_CELL.fullmatch(line.source) for line in lines)
        first = next((found for found in cells if found), None)
        sheet = first.group(1).rpartition("!")[0] if first else ""
        layout = self._layout_of.put((entity, file, sheet))
        if layout == len(self.layouts):
            self.layouts.append({})
        record = Record(layout, int(first.group(2)) if first else 0, [])
        columns = self._columns[entity]
        for line in lines:
            fact = self.fact(entity, line)
            value = self.strings.text(self.value(line.value))
            short = columns[fact] + 1 - len(record.values)
            record.values += [0] * short
            record.values[columns[fact]] = -value if line.state == "open" else value
            blank = line.state == "blank" and not line.source
            if not blank and not self.places(record, fact, line.source):
                record.odd[fact] = self.strings.text(line.source)
        return record

    def places(self, record: Record, fact: int, source: str) -> bool:
        """Does the layout give this cell for the fact? It learns the column at first sight."""
        layout = self.layouts[record.layout]
        if fact not in layout:
            found = _CELL.fullmatch(source)
            prefix = found.group(1) if found else source
            if decode(prefix, record.row) != source:
                return False
            layout[fact] = prefix
        return fact not in record.odd and decode(layout[fact], record.row) == source


class Known:
    """The facts of one subject, with those of its case, as the slots of its sentences."""

    def __init__(
        self,
        register: Register,
        sides: Iterable[tuple[str, Record, Sequence[FactLine]]],
    ) -> None:
        self.register = register
        self.lines: dict[str, list[tuple[int, Record, FactLine]]] = {}
        for entity, record, lines in sides:
            for line in lines:
                entry = (register.fact(entity, line), record, line)
                self.lines.setdefault(line.label, []).append(entry)
        self.own: dict[int, tuple[int, int]] = {}
        self._occurrences: dict[str, dict[tuple[str, str], int]] = {}

    def slot(self, used: FactUsed) -> int:
        """The fact with this label, value and cell; put among the subject's own if need be."""
        for fact, record, line in self.lines.get(used.fact, ()):
            if line.fact_id and line.value == used.value and self._stands(fact, record, line, used):
                return fact
        seen = self._occurrences.setdefault(used.fact, {})
        occurrence = seen.setdefault((used.value, used.source), len(seen))
        fact = self.register.used(used.fact, occurrence)
        strings = self.register.strings
        self.own[fact] = (
            strings.text(self.register.value(used.value)),
            strings.text(used.source),
        )
        return fact

    def _stands(self, fact: int, record: Record, line: FactLine, used: FactUsed) -> bool:
        """Is the line in the cell that was used? A blank line does not say where it is."""
        if line.source or not used.source:
            return line.source == used.source
        return self.register.places(record, fact, used.source)
