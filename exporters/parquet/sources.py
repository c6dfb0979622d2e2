"""Which sheets and columns the rows of a run come from, kept beside its explanations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
import pyarrow as pa  # type: ignore[import-untyped]

from facts import CaseTable, Fact, SourceSheet

_KEY = b"wenze.sources"

#: Sheets of cases, and of subjects, as plain data.
Sources = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class StoredSheet(SourceSheet):
    """A sheet of a run; ``absent`` says what is told of facts that had no column."""

    absent: Mapping[str, str] = field(default_factory=dict)

    def cell(self, label: str, row: int) -> str:
        """The address, or what was told in its stead."""
        return self.absent.get(label) or super().cell(label, row)


def sources(table: CaseTable) -> Sources:
    """The sheets of a table."""
    return {
        entity: [_plain(source, table.vocabulary.of(entity)) for source in found]
        for entity, found in (("case", table.cases.sources), ("subject", table.subjects.sources))
    }


def _plain(source: SourceSheet, facts: Sequence[Fact]) -> dict[str, Any]:
    told = {f.label: source.cell(f.label, 0) for f in facts if f.label not in source.letters}
    absent = {label: words for label, words in told.items() if words != source.sheet}
    letters = dict(source.letters)
    return {"file": source.file, "sheet": source.sheet, "letters": letters, "absent": absent}


def with_sources(table: pa.Table, found: Sources) -> pa.Table:
    """The table with the sheets in the metadata of its file."""
    return table.replace_schema_metadata({_KEY: orjson.dumps(found)})


def read_sources(schema: pa.Schema, entity: str) -> list[SourceSheet]:
    """The sheets of cases or of subjects."""
    told = orjson.loads(schema.metadata[_KEY])
    return [StoredSheet(**source) for source in told[entity]]
