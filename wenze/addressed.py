"""Columns for one of several books: 过错情形（party-discipline-2023）.

One workbook may serve several books that call different things by one name. A column whose
header names a book in brackets (its id, family or title, or its ladder: 党纪, 政务) is that book's
alone, and goes before the plain column of the same name.
"""

from collections.abc import Iterable
from dataclasses import replace

from facts import CaseTable, Vocabulary
from facts.table import FactTable
from importers import Import
from importers.grid import squeeze
from rules.loader import CompiledBook
from rules.matching import matchings


def addressed(book: CompiledBook, unknown: Iterable[str]) -> Vocabulary | None:
    """The vocabulary to read with again, where columns are this book's alone; else None.

    ``unknown`` are the headers that the book's own vocabulary does not know. In the other, a fact
    has the name of its column, and a plain column of the fact gives way.
    """
    metadata = book.book.metadata
    ladders = [s.name for m in matchings() for s in m.sides if s.speaks_of(metadata)]
    called = (metadata.id, metadata.family, metadata.title, *ladders)
    books = {squeeze(f"（{name}）") for name in called if name}
    kept = [squeeze(header) for header in unknown]
    own = {header.removesuffix(b): header for header in kept for b in books if header.endswith(b)}
    if not own:
        return None
    facts, giving_way = [], list(book.vocabulary.identity_headers)
    for fact in book.vocabulary.facts:
        names = [squeeze(name) for name in (fact.label, *fact.synonyms)]
        found = [own[name] for name in names if name in own]
        if found and fact.written and fact.entity in ("case", "subject"):
            giving_way += names
            facts.append(fact.model_copy(update={"synonyms": (*fact.synonyms, *found)}))
        else:
            facts.append(fact)
    if len(giving_way) == len(book.vocabulary.identity_headers):
        return None
    return Vocabulary.model_construct(
        facts=tuple(facts),
        records=book.vocabulary.records,
        identity_headers=tuple(giving_way),
    )


def as_read(imported: Import, book: CompiledBook) -> Import:
    """What was read so, with the book's own vocabulary again."""
    table, vocabulary = imported.table, book.vocabulary

    def own(part: FactTable) -> FactTable:
        columns = {
            label: replace(column, fact=vocabulary.by_label(label))
            for label, column in part.columns.items()
        }
        return replace(part, columns=columns)

    records = {
        kind: replace(kept, vocabulary=vocabulary, _cache={})
        for kind, kept in table.records.items()
    }
    found: CaseTable = replace(
        table,
        vocabulary=vocabulary,
        cases=own(table.cases),
        subjects=own(table.subjects),
        records=records,
        _cache={},
    )
    return replace(imported, table=found)
