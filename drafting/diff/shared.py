"""One vocabulary for two books, so that one case can be put before both."""

from collections.abc import Sequence
from typing import Any

from drafting.encoding import Case
from facts import Fact, Text, Vocabulary
from rules.errors import BookError, Mistake, Place
from rules.loader import CompiledBook


def shared_vocabulary(old: CompiledBook, new: CompiledBook) -> Vocabulary:
    """The facts of both books, choices of either; BookError where one name means two things."""
    theirs = {(f.entity, f.label): f for f in old.vocabulary.facts}
    mistakes: list[Mistake] = []
    facts: list[Fact] = []
    for fact in new.vocabulary.facts:
        other = theirs.pop((fact.entity, fact.label), None)
        if other is not None and (other.type, other.unit) != (fact.type, fact.unit):
            text = Text(
                f"两本规则书里“{fact.label}”不是同一种事实，不能比较",
                f"“{fact.label}” is not the same sort of fact in both books",
            )
            mistakes.append(Mistake(Place(f"{new.folder.name}/facts.yaml"), text))
        facts.append(fact if other is None else _with_choices(fact, other))
    if mistakes:
        raise BookError(mistakes)
    records = {kind.id: kind for book in (old, new) for kind in book.vocabulary.records}
    return Vocabulary.model_construct(
        facts=(*facts, *theirs.values()),
        records=tuple(records.values()),
        identity_headers=new.vocabulary.identity_headers,
    )


def _with_choices(fact: Fact, other: Fact) -> Fact:
    known = {choice.id for choice in fact.choices}
    more = tuple(choice for choice in other.choices if choice.id not in known)
    return fact.model_copy(update={"choices": (*fact.choices, *more)}) if more else fact


def seen_by(book: CompiledBook, case: Case) -> Case:
    """The case in the words of one book; what the book does not know is left out."""
    facts = {}
    for label, value in case.facts.items():
        fact = book.vocabulary.get(label)
        if fact is None or (fact.type == "choice" and fact.choice_index(str(value)) is None):
            continue
        facts[label] = _known(fact, value) if fact.type == "choices" else value
    return Case(book.vocabulary, facts, case.choices, case.day)


def _known(fact: Fact, listed: Sequence[Any]) -> list[Any]:
    return [item for item in listed if fact.choice_index(str(item)) is not None]
