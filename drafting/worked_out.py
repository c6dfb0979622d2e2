"""What the facts of a book are worked out from."""

from collections.abc import Iterator

from facts import Fact
from facts.formulas import formula, labels_in
from rules.loader import CompiledBook


def parts(fact: Fact, book: CompiledBook) -> Iterator[Fact]:
    """The facts (columns of records among them) that a fact follows from, one step back."""
    vocabulary, spec = book.vocabulary, fact.aggregate
    labels = [*(fact.derive or ()), *(labels_in(formula(fact.formula)) if fact.formula else ())]
    for label in labels:
        own = fact.entity in ("case", "subject")
        yield vocabulary.by_label(label) if own else vocabulary.of_record(fact.entity, label)
    if spec is not None:
        columns = [spec.of, *spec.among, *spec.where, spec.window.date if spec.window else ""]
        yield from (vocabulary.of_record(spec.records, c) for c in columns if c)
        owned = [spec.complete, spec.window.before if spec.window else ""]
        yield from (vocabulary.by_label(label) for label in owned if label)


def rests(fact: Fact, on: Fact, book: CompiledBook) -> bool:
    """Is one fact worked out from another, however far behind?"""
    return fact == on or any(rests(part, on, book) for part in parts(fact, book))
