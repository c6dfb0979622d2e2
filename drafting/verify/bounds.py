"""What the outcome may rest on: dates of application, readings, and facts that rules may read."""

from collections.abc import Iterable, Iterator

import z3

from drafting.encoding import Term
from drafting.verify.finding import Finding, Result, Witness
from drafting.verify.information import information
from drafting.verify.study import Study
from facts import Text
from facts.columns import date_number


def bounds(study: Study) -> Iterator[Finding]:
    """Scope, readings, equal treatment, and that more facts never contradict."""
    yield from _dates(study)
    yield from _readings(study)
    yield _records(study)
    yield from information(study)


def _dates(study: Study) -> Iterator[Finding]:
    found, force = study.one.conclusions, study.book.book.metadata.in_force
    day = study.one.space.quantity(
        study.book.vocabulary.by_label(study.book.book.metadata.conduct_date)
    ).value
    start = int(date_number(force.start))
    place = study.place("book.yaml", ("in_force", "from"))
    before = Text(f"{force.start} 以前的案件不适用", f"no case before {force.start} is in scope")
    yield study.never(("scope.before", ""), before, place, [study.one], day < start, found.scope)
    on = Text(f"{force.start} 当日的案件可以适用", f"a case of {force.start} can be in scope")
    yield study.some(("scope.start", ""), on, place, z3.And(day == start, found.scope))
    if force.end is not None:
        end = int(date_number(force.end))
        place = study.place("book.yaml", ("in_force", "to"))
        after = Text(f"{force.end} 以后的案件不适用", f"no case after {force.end} is in scope")
        yield study.never(("scope.after", ""), after, place, [study.one], day > end, found.scope)


def _readings(study: Study) -> Iterator[Finding]:
    """Of two readings one is the stricter, and they do differ."""
    found = study.one.conclusions
    for rule in study.book.book.rules:
        if not rule.readings:
            continue
        first, second = found.rule(rule.id).values()
        names = [reading.text for reading in rule.readings]
        place, apart = study.rule_place(rule.id), z3.Xor(first, second)
        both = Text(
            f"规则 {rule.id} 的两种读法有宽有严：一种成立，另一种必定成立",
            f"one reading of {rule.id} is the stricter: it implies the other",
        )
        ways = [
            study.solver([study.one], found.scope, a, z3.Not(b))
            for a, b in ((first, second), (second, first))
        ]
        results = [result for result, _ in ways]
        witnesses: tuple[Witness, ...] = ()
        if results == ["refuted", "refuted"]:
            witnesses = tuple(w for _, solver in ways for w in study.witnesses([study.one], solver))
        known = "proved" in results, "undecided" in results
        result: Result = "proved" if known[0] else "undecided" if known[1] else "refuted"
        yield study.finding(("readings.nested", rule.id), result, both, place, witnesses)
        yield study.some(
            ("readings.differ", rule.id),
            Text(
                f"规则 {rule.id} 的两种读法确有不同：“{names[0]}”与“{names[1]}”",
                f"the two readings of {rule.id} do differ in some case",
            ),
            place,
            z3.And(found.scope, apart),
        )


def _records(study: Study) -> Finding:
    """Structural: the outcome term mentions readable facts and a person's choices, no more."""
    conclusions, vocabulary = study.one.conclusions, study.book.vocabulary
    mentioned = _variables([study.one.outcomes.ending, *conclusions.referrals.values()])
    readable = {
        str(term)
        for name, term in conclusions.space.terms.items()
        if vocabulary.by_label(name.partition("#")[0]).readable
    }
    chosen = {str(term) for term in conclusions.person.terms.values()}
    names = {n for fact in vocabulary.facts if fact.readable for n in (fact.label, *fact.synonyms)}
    identity = names & set(vocabulary.identity_headers)
    alien = mentioned - readable - chosen
    statement = Text(
        "事实相同，结果必定相同：结果只取决于规则可读的事实和人的选择，与姓名、单位等登记内容无关",
        "like facts, like outcome: nothing but readable facts and a person's choices enters it",
    )
    result: Result = "refuted" if identity or alien else "proved"
    return study.finding(("equal.records", ""), result, statement, study.place("rules.yaml"), ())


def _variables(terms: Iterable[Term]) -> set[str]:
    """The names of all variables in some terms."""
    left, seen, found = list(terms), set[int](), set[str]()
    while left:
        term = left.pop()
        if term.get_id() not in seen:
            seen.add(term.get_id())
            left.extend(term.children())
            if z3.is_const(term) and term.decl().kind() == z3.Z3_OP_UNINTERPRETED:
                found.add(str(term))
    return found
