"""Every shipped book against its own example cases, decided by hand from the regulation."""

from collections import Counter
from functools import cache

import pytest

from drafting.examples import Outcome, clauses_of, read_examples, run_examples
from drafting.lint.draft import stands_below
from rules import CompiledBook, book_ids, load_book


@cache
def compiled(book_id: str) -> CompiledBook:
    """The compiled book."""
    return load_book(book_id)


@cache
def outcomes(book_id: str) -> dict[str, Outcome]:
    """What came out of each example of a book, by example id."""
    book = compiled(book_id)
    return {o.example.id: o for o in run_examples(book, read_examples(book))}


@pytest.mark.parametrize("book_id", book_ids())
def test_examples_come_out_as_expected(book_id: str) -> None:
    found = outcomes(book_id)
    differing = {i: [str(d) for d in o.differences] for i, o in found.items() if o.differences}
    assert found
    assert differing == {}


@pytest.mark.parametrize("book_id", book_ids())
def test_example_ids_are_unique(book_id: str) -> None:
    counts = Counter(e.id for e in read_examples(compiled(book_id)))
    assert [example_id for example_id, n in counts.items() if n > 1] == []


@pytest.mark.parametrize("book_id", book_ids())
def test_every_rule_decides_some_example(book_id: str) -> None:
    deciding = {
        reason.rule.partition("#")[0].partition("@")[0]
        for outcome in outcomes(book_id).values()
        for reason in outcome.determination.reasons
    }
    assert sorted(set(compiled(book_id).rules) - deciding) == []


@pytest.mark.parametrize("book_id", book_ids())
def test_examples_are_about_rules_rows_and_clauses_of_the_book(book_id: str) -> None:
    book = compiled(book_id)
    known = set(book.rules) | {clause.id for clause in book.book.outline.clauses}
    known |= {row.id for row in book.book.tariff.rows} if book.book.tariff else set()
    named = [(e.id, name) for e in read_examples(book) for name in e.about]
    assert [(example_id, name) for example_id, name in named if name not in known] == []


@pytest.mark.parametrize("book_id", book_ids())
def test_every_codified_clause_has_an_example(book_id: str) -> None:
    """One that names the clause, or whose outcome cites it or an item of it."""
    book = compiled(book_id)
    shown = {name for e in read_examples(book) for name in e.about}
    shown |= {c for o in outcomes(book_id).values() for c in clauses_of(o.determination)}
    codified = [c.id for c in book.book.outline.clauses if c.status == "codified"]
    bare = [c for c in codified if c not in shown and not any(stands_below(s, c) for s in shown)]
    assert bare == []
