"""Writes an example workbook for each book from the book's own example cases.

``python -m examples.books.build`` writes ``examples/books/<book>.xlsx``: 案件, 责任人, and a sheet
for each kind of record. Each example is a case of its own, so the workbook must be decided as
the examples are. Examples that no cell can say (a bound instead of a value) are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from drafting.examples import OTHERS, read_examples
from rules import book_ids, load_book
from rules.loader import CompiledBook

HERE = Path(__file__).parent
CASE, SUBJECT, KIND, ROLE = "案件编号", "责任主体", "主体类别", "角色"
#: Some office, where the example does not say whose case it is.
NAMELESS = "责任人"


def build(book: CompiledBook, path: Path) -> list[str]:
    """Write the workbook of one book; the ids of the examples that it holds."""
    needed = [f.label for f in book.vocabulary.facts if f.required and f.label in book.readers]
    chosen = [e for e in read_examples(book) if _writable(e.facts, needed)]
    merged = {e.id: e.facts for e in chosen}
    workbook = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    workbook.set_properties({"title": book.book.metadata.title, "created": datetime(2000, 1, 1)})
    rows = [(id_, number, facts) for id_, whole in merged.items() for number, facts in _of(whole)]
    _cases(workbook, book, merged)
    _subjects(workbook, book, rows)
    for kind in book.vocabulary.records:
        _records(workbook, book, kind.id, kind.label, rows)
    workbook.close()
    return [e.id for e in chosen]


def _of(whole: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The subjects of one example: itself, then the others of its case."""
    yield 1, whole
    yield from enumerate(whole.get(OTHERS) or (), start=2)


def _writable(facts: Mapping[str, Any], needed: Sequence[str]) -> bool:
    """Can each value stand in one cell, and is each there that a row must have?"""
    if any(facts.get(label) is None for label in needed):
        return False
    return not any(isinstance(v, list) and _is_bound(v) for v in facts.values())


def _is_bound(values: Sequence[Any]) -> bool:
    return (
        len(values) == 2
        and not any(isinstance(v, Mapping) for v in values)
        and (isinstance(values[0], int | float | date) or str(values[0])[:2] in ("19", "20"))
    )


def _cases(workbook: Any, book: CompiledBook, merged: Mapping[str, Mapping[str, Any]]) -> None:
    labels = _used(book, "case", merged.values())
    rows = [[id_, *(_cell(facts.get(label)) for label in labels)] for id_, facts in merged.items()]
    _sheet(workbook, "案件", [CASE, *labels], rows)


def _subjects(
    workbook: Any, book: CompiledBook, rows: Sequence[tuple[str, int, Mapping[str, Any]]]
) -> None:
    labels = _used(book, "subject", [facts for _, _, facts in rows])
    labels = [label for label in labels if label not in (SUBJECT, KIND, ROLE)]
    written = [
        [id_, _name(facts, n), *(_cell(facts.get(label)) for label in (KIND, ROLE, *labels))]
        for id_, n, facts in rows
    ]
    _sheet(workbook, "责任人", [CASE, SUBJECT, KIND, ROLE, *labels], written)


def _records(
    workbook: Any,
    book: CompiledBook,
    kind: str,
    label: str,
    rows: Sequence[tuple[str, int, Mapping[str, Any]]],
) -> None:
    columns = [fact.label for fact in book.vocabulary.of(kind)]
    owner = next(k.owner for k in book.vocabulary.records if k.id == kind)
    written = []
    for id_, number, facts in rows:
        if owner == "case" and number > 1:
            continue
        for record in facts.get(label) or ():
            whose = [_name(facts, number)] if owner == "subject" else []
            written.append([id_, *whose, *(_cell(record.get(c)) for c in columns)])
    head = [CASE, SUBJECT] if owner == "subject" else [CASE]
    _sheet(workbook, label, [*head, *columns], written)


def _name(facts: Mapping[str, Any], number: int) -> str:
    return str(facts.get(SUBJECT) or f"{NAMELESS}{number}")


def _used(book: CompiledBook, entity: str, examples: Any) -> list[str]:
    """The facts of an entity that some example states, in the order of the vocabulary."""
    stated = {label for facts in examples for label, v in facts.items() if v is not None}
    known = [f.label for f in book.vocabulary.of(entity)]
    return [label for label in known if label in stated and label not in (CASE, "所属案件")]


def _cell(value: Any) -> str | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "、".join(str(v) for v in value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return value if isinstance(value, int | float) else str(value)


def _sheet(workbook: Any, name: str, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    sheet = workbook.add_worksheet(name)
    bold = workbook.add_format({"bold": True, "bg_color": "#DCE3EA", "text_wrap": True})
    sheet.write_row(0, 0, head, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if value != "":
                sheet.write(number, column, value)
    sheet.set_column(0, len(head), 14)
    sheet.freeze_panes(1, 2)


if __name__ == "__main__":
    for book_id in book_ids():
        build(load_book(book_id), HERE / f"{book_id}.xlsx")
