"""Is the worked example of a finding there, and is it true? Decided again by the engine."""

from collections.abc import Sequence
from pathlib import Path

from drafting.examples import case_rows
from drafting.lint.finding import Finding
from drafting.lint.usual import usual
from drafting.lint.worked import NOTHING, Facts, Worked, outcome_words
from facts import Text, table_from_rows
from rules.errors import BookError
from rules.loader import CompiledBook, load_book
from sanctions import Decider, Determination, decide


def determined(book: CompiledBook, cases: Sequence[Facts]) -> list[Determination]:
    """What the book makes of cases."""
    rows, positions = case_rows([(f"例{n}", facts) for n, facts in enumerate(cases)])
    decisions = decide(Decider(book), table_from_rows(book.vocabulary, rows))
    return [decisions[position] for position in positions]


def as_decided(worked: Worked, folder: Path) -> Text:
    """What a book in a folder makes of the example; nothing when it cannot be run."""
    try:
        book = load_book(folder)
    except BookError:
        return NOTHING
    try:
        (found,) = determined(book, [worked.facts])
    except KeyError:  # a period runs from a fact that is not there
        return NOTHING
    return outcome_words(found, book)


def assert_shown(finding: Finding, folder: Path) -> None:
    """The finding has an example in Chinese; what it says of its own book is so."""
    example = finding.example
    assert example is not None
    assert all(example.shows)
    assert example.shows.zh in finding.line("zh")
    assert example.shows.en in finding.line("en")
    if example.right:  # the usual one of the kind, whose outcomes test_pages checks
        assert example == usual(finding.id)
        return
    try:
        book = load_book(folder)
    except BookError:  # looked through, though it cannot be run
        assert example.outcome == NOTHING
        return
    (found,) = determined(book, [example.facts])
    assert example.outcome == outcome_words(found, book)
    if found.status == "out_of_scope":
        return
    fired = {r.rule.partition("@")[0] for r in found.reasons if not r.rule.endswith("#failed")}
    assert not set(example.fails) & fired
    decisive = {r.id for r in book.rules.values() if r.rule.stage in ("finding", "attribution")}
    assert set(example.holds) & decisive <= fired
